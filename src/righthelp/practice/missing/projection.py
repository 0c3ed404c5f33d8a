"""From police notices to what an episode should say: pure functions, no database, no clock.

The notices of one report, in whatever order they came, give one :class:`Draft`: the report is read again as a whole
whenever anything of it arrives. The drafts of one child and the episodes already standing then give a :class:`Plan`.
Facts that a person entered stand fast; what cannot stand beside them waits for a person.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from righthelp.foundation.calendar import say_moment
from righthelp.practice.missing import law
from righthelp.practice.missing.notices import ChildSaid, Event, Notice

Reference = tuple[str, str]
"""A police report: the force that sent it, and its number there."""


@dataclass(frozen=True)
class Outcome:
    """What becomes of a message: taken in with a note, or waiting with a reason. ``urgent``: which child is unknown."""

    done: bool
    words: str = ""
    urgent: bool = False


@dataclass(frozen=True)
class Report:
    """The notices of one police report: the latest revision of each, and when each notice first came.

    ``child_id`` and ``authority`` are of the child it was matched to; ``why_not`` when to nobody. ``elsewhere`` is the
    council a person or the police named for a child we do not know.
    """

    reference: Reference
    latest: tuple[Notice, ...]
    replaced: tuple[tuple[uuid.UUID, int], ...]
    first_received: dict[str, datetime]
    straying: frozenset[str] = frozenset()
    child_id: int | None = None
    authority: str = ""
    why_not: str = ""
    elsewhere: str = ""


@dataclass(frozen=True)
class Draft:
    """What the notices of one report say of one episode."""

    reference: Reference
    missing_from: datetime
    notified: datetime
    returned: datetime | None
    cancelled: datetime | None
    cancelled_reason: str
    last_seen: str
    found_where: str
    found_how: str
    risk: str
    where_from: str
    missing_notice: uuid.UUID
    found_notice: uuid.UUID | None
    sightings: tuple[tuple[str, datetime, str], ...]
    messages: tuple[uuid.UUID, ...]
    episode_id: int | None = None

    @property
    def takes_time(self) -> bool:
        """Whether it says the child was really missing, so that no other episode may overlap it."""
        return self.cancelled is None


@dataclass(frozen=True)
class Standing:
    """An episode as it stands. ``worked``: people have recorded something on it, so it is never undone by a notice."""

    id: int
    reference: Reference | None
    missing_from: datetime
    notified: datetime
    returned: datetime | None
    cancelled: datetime | None
    offered: datetime | None
    by_hand: frozenset[str]
    worked: bool


@dataclass
class Plan:
    """What to do for one child: drafts to write (each onto an episode, or new), episodes to undo, outcomes."""

    write: list[Draft] = field(default_factory=list)
    undo: list[int] = field(default_factory=list)
    outcomes: dict[uuid.UUID, Outcome] = field(default_factory=dict)


def draft(report: Report) -> tuple[Draft | None, dict[uuid.UUID, Outcome]]:
    """Read a report as a whole. Without a draft every notice of it has an outcome that says why."""
    outcomes, good = _sift(report)
    missing = sorted((n for n in good if n.event is Event.MISSING), key=_when)
    if report.child_id is None and report.elsewhere:
        for notice in good:
            outcomes[notice.message_id] = Outcome(True, "To be sent on to the council responsible for the child.")
        return None, outcomes
    if not missing:
        broken = any(n.event is Event.MISSING for n in report.latest)
        why = (
            "Waits until the missing notice of this report is put right."
            if broken
            else "Waits for the missing notice of this report. If it does not come, ask the police for it."
        )
        _all_wait(good, why, outcomes)
        return None, outcomes
    first = missing[0]
    same = [n for n in good if _same_child(n.child, first.child)]
    _all_wait(
        [n for n in good if n not in same],
        "This report already concerns another child. Ask the police for a report of its own for this one.",
        outcomes,
    )
    if report.child_id is None:
        outcomes[first.message_id] = Outcome(False, report.why_not, urgent=True)
        _all_wait([n for n in same if n is not first], "Waits until we know which child this is.", outcomes)
        return None, outcomes
    return _read_good(report, first, same, outcomes), outcomes


def _sift(report: Report) -> tuple[dict[uuid.UUID, Outcome], list[Notice]]:
    """The outcomes that need no thought, and the notices that can be read on."""
    outcomes: dict[uuid.UUID, Outcome] = {}
    for message_id, revision in report.replaced:
        outcomes[message_id] = Outcome(True, f"Replaced by revision {revision}.")
    good = []
    for notice in report.latest:
        if notice.key in report.straying:
            why = "Its revisions name different reports. Ask the police which is right."
            outcomes[notice.message_id] = Outcome(False, why)
        elif notice.problem or notice.happened_at is None:
            outcomes[notice.message_id] = Outcome(False, notice.problem)
        else:
            good.append(notice)
    return outcomes, good


def _read_good(report: Report, first: Notice, same: Sequence[Notice], outcomes: dict[uuid.UUID, Outcome]) -> Draft:
    missing_from = _at(first)
    told = [n for n in same if n.event is Event.MISSING]
    for notice in told:
        outcomes[notice.message_id] = Outcome(True, "" if notice is first else "The same report again.")
    notified = max(min(report.first_received[n.key] for n in told), missing_from)

    def first_after(event: Event, too_early: str, again: str, *, strictly: bool) -> Notice | None:
        chosen: Notice | None = None
        for notice in sorted((n for n in same if n.event is event), key=_when):
            if _at(notice) < missing_from or (strictly and _at(notice) == missing_from):
                outcomes[notice.message_id] = Outcome(False, too_early)
            elif chosen is None:
                chosen = notice
                outcomes[notice.message_id] = Outcome(True)
            else:
                outcomes[notice.message_id] = Outcome(True, again)
        return chosen

    found = first_after(
        Event.FOUND,
        "It says the child was found before, or the moment, they went missing. Ask the police for the right time.",
        "An earlier found notice of this report is already taken in.",
        strictly=True,
    )
    cancelled = first_after(
        Event.CANCELLED,
        "It cancels the report before the child went missing. Ask the police for the right time.",
        "The report was already cancelled.",
        strictly=False,
    )
    returned = _at(found) if found else None
    sightings = []
    for notice in sorted((n for n in same if n.event is Event.SIGHTED), key=_when):
        if _at(notice) < missing_from or (returned and _at(notice) > returned):
            why = "It says the child was seen at a time when they were not missing. Ask the police for the right time."
            outcomes[notice.message_id] = Outcome(False, why)
        else:
            sightings.append((notice.key, _at(notice), notice.place))
            outcomes[notice.message_id] = Outcome(True)
    graded = [n.risk for n in sorted(same, key=_when) if n.risk]
    return Draft(
        reference=report.reference,
        missing_from=missing_from,
        notified=notified,
        returned=returned,
        cancelled=_at(cancelled) if cancelled else None,
        cancelled_reason=(cancelled.reason or "The police gave no reason.") if cancelled else "",
        last_seen=first.place,
        found_where=found.place if found else "",
        found_how=found.how if found else "",
        risk=graded[-1] if graded else "",
        where_from=first.where_from,
        missing_notice=first.message_id,
        found_notice=found.message_id if found else None,
        sightings=tuple(sightings),
        messages=tuple(n.message_id for n in same),
    )


def plan(drafts: Iterable[Draft], standing: Sequence[Standing], reread: Iterable[Reference]) -> Plan:
    """Fit one child's drafts beside the episodes that stand, so that no two overlap.

    ``reread`` names every report that was read again: an episode of such a report that no longer follows from its
    notices is undone, unless people have worked on it. Episodes people worked on keep their place first, then the
    earlier beginning, so the answer does not depend on the order of arrival.
    """
    made = Plan()
    mine = {episode.reference: episode for episode in standing if episode.reference}
    again = set(reread)
    wanted = list(drafts)
    told = {said.reference for said in wanted}
    stays = [
        e for e in standing if e.reference is None or e.reference not in again or (e.worked and e.reference not in told)
    ]
    fixed = [e for e in stays if e.cancelled is None]
    placed: list[tuple[datetime, datetime | None, str]] = [
        (e.missing_from, e.returned, e.reference[1] if e.reference else "a report by hand") for e in fixed
    ]
    by_hand = {e.id: e for e in fixed if e.reference is None}
    kept: set[int] = set()

    def place(order: Draft) -> tuple[bool, datetime, str]:
        own = mine.get(order.reference)
        return (not (own and own.worked), order.missing_from, order.reference[1])

    for said in sorted(wanted, key=place):
        own = mine.get(said.reference)
        if own is None and said.takes_time:
            own = next((e for e in by_hand.values() if _overlap(said, (e.missing_from, e.returned, ""))), None)
            if own:
                del by_hand[own.id]
                placed.remove((own.missing_from, own.returned, "a report by hand"))
        fitted = _beside_people(said, own, made.outcomes) if own else said
        clash = next((span for span in placed if fitted.takes_time and _overlap(fitted, span)), None)
        if clash is None:
            made.write.append(fitted)
            if fitted.takes_time:
                placed.append((fitted.missing_from, fitted.returned, said.reference[1]))
            if own:
                kept.add(own.id)
            continue
        why = (
            f"The child was already missing at that time ({clash[2]}). Find out whether they came home in between; "
            "correct the times, or close this notice."
        )
        made.outcomes.update({message_id: Outcome(False, why) for message_id in said.messages})
        if own and own.worked:
            kept.add(own.id)
            if own.cancelled is None:
                placed.append((own.missing_from, own.returned, said.reference[1]))
    made.undo = [e.id for e in standing if e.reference and e.reference in again and e.id not in kept and not e.worked]
    return made


def _beside_people(said: Draft, own: Standing, outcomes: dict[uuid.UUID, Outcome]) -> Draft:
    """The draft onto an episode that stands: what people entered stays, and what contradicts them waits."""
    fitted = replace(said, episode_id=own.id)
    if "missing_from" in own.by_hand:
        fitted = replace(fitted, missing_from=own.missing_from)
    if "notified" in own.by_hand:
        fitted = replace(fitted, notified=own.notified)
    if "cancelled" in own.by_hand:
        fitted = replace(fitted, cancelled=own.cancelled)
    if "returned" in own.by_hand:
        fitted = replace(fitted, returned=own.returned)
    fitted = replace(fitted, notified=max(fitted.notified, fitted.missing_from))
    if own.offered and (fitted.returned is None or fitted.returned > own.offered):
        fitted = replace(fitted, returned=own.returned)
        why = (
            f"An interview was offered on {say_moment(own.offered)}, which is before this time of return. "
            "Ask the police for the right time, and correct the return or close this notice."
        )
        outcomes[said.found_notice or said.missing_notice] = Outcome(False, why)
    if fitted.returned and fitted.returned <= fitted.missing_from:
        why = "The child would have been found before they went missing. Ask the police for the right times."
        outcomes[said.found_notice or said.missing_notice] = Outcome(False, why)
        fitted = replace(fitted, returned=own.returned, missing_from=own.missing_from, notified=own.notified)
    return fitted


def _overlap(said: Draft, span: tuple[datetime, datetime | None, str]) -> bool:
    """Whether two half-open periods share a moment; one without an end goes on."""
    starts, ends, _ = span
    return (ends is None or said.missing_from < ends) and (said.returned is None or starts < said.returned)


def _same_child(one: ChildSaid, other: ChildSaid) -> bool:
    """Whether two notices can be of one child: nothing that both say differs."""
    pairs = (
        (one.police_reference, other.police_reference),
        (one.nhs_number, other.nhs_number),
        (one.surname.lower(), other.surname.lower()),
        (one.birth_date, other.birth_date),
    )
    return all(not a or not b or a == b for a, b in pairs)


def _all_wait(some: Iterable[Notice], why: str, outcomes: dict[uuid.UUID, Outcome]) -> None:
    for notice in some:
        outcomes[notice.message_id] = Outcome(False, why)


def _at(notice: Notice) -> datetime:
    assert notice.happened_at is not None  # noqa: S101  # only readable notices come this far
    return notice.happened_at


def _when(notice: Notice) -> tuple[datetime, str]:
    return _at(notice), notice.key


def is_ours(authority: str) -> bool:
    """Whether we answer for a child of this council."""
    return authority in {"", law.OURS}
