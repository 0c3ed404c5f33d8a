"""Police notices become episodes.

Whenever anything arrives, the whole police report is read again (``projection``), with every other report about the
same child, and the episodes are made to say what the notices together say. The order of arrival leaves no trace.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from righthelp.foundation.intake.bulk import write_back
from righthelp.foundation.intake.models import Message, State
from righthelp.practice.missing import law
from righthelp.practice.missing.forwarding import forwards_for
from righthelp.practice.missing.matching import match
from righthelp.practice.missing.models import Episode, Forward
from righthelp.practice.missing.notices import KIND, Event, Notice, read
from righthelp.practice.missing.projection import (
    Draft,
    Outcome,
    Plan,
    Reference,
    Report,
    Standing,
    draft,
    is_ours,
    plan,
)
from righthelp.practice.missing.turns import child_turn, one_at_a_time, report_turn
from righthelp.practice.missing.writing import delete_episodes, standing_of, write_drafts

log = logging.getLogger(__name__)


def take_in(messages: Sequence[Message], now: datetime) -> None:
    """Take police notices in, with everything else known of their reports and children. One transaction."""
    references = {(message.sender, message.series) for message in messages}
    try:
        with transaction.atomic():
            _take_in(references, now)
    except IntegrityError:
        for reference in sorted(references):
            _take_in_alone(reference, now)


def read_again(child: int, now: datetime) -> None:
    """Read every report about a child again, after a person changed what stands; in the caller's transaction."""
    rows = Message.objects.filter(kind=KIND, subject_id=child).exclude(state=State.CLOSED)
    references = set(rows.values_list("sender", "series"))
    if not references:
        return
    try:
        with transaction.atomic():
            _take_in(references, now)
    except IntegrityError as problem:
        # What the person recorded stands; the notices stay as they were, and the regular job tries them again.
        log.error("Reading again the notices about one child failed with %s.", type(problem).__name__)


def _take_in_alone(reference: Reference, now: datetime) -> None:
    """One report on its own; if the database will still not have it, its new notices wait for a person."""
    try:
        with transaction.atomic():
            _take_in({reference}, now)
    except IntegrityError:
        sender, series = reference
        fresh = Message.objects.filter(sender=sender, series=series, state=State.RECEIVED)
        for message in fresh:
            _settle(message, Outcome(False, "It contradicts what is already recorded of this child. Compare the two."))
            message.save(update_fields=_SETTLED)


def _take_in(references: set[Reference], now: datetime) -> None:
    references = references | _sharing_a_key(references)
    one_at_a_time(report_turn(*reference) for reference in references)
    reports = _reports(references)
    children = {report.child_id for report in reports if report.child_id is not None}
    children |= _children_before(references)
    one_at_a_time(child_turn(child) for child in children)
    others = set(
        Message.objects.filter(kind=KIND, subject_id__in=children)
        .exclude(state=State.CLOSED)
        .values_list("sender", "series")
    )
    # Read after the children are ours alone: whatever another transaction did to them is now in sight.
    reports = _reports(references | others)
    outcomes: dict[uuid.UUID, Outcome] = {}
    drafts: dict[int, list[Draft]] = {child: [] for child in children}
    for report in reports:
        said, found = draft(report)
        outcomes.update(found)
        if said and report.child_id is not None:
            drafts.setdefault(report.child_id, []).append(said)
    standing = standing_of(drafts)
    for child, some in drafts.items():
        drafts[child] = [said for said in some if not _held_elsewhere(said, child, standing, outcomes)]
    again = {report.reference for report in reports}
    plans: dict[int, Plan] = {}
    for child, wanted in drafts.items():
        plans[child] = plan(wanted, standing.get(child, []), again)
        outcomes.update(plans[child].outcomes)
    delete_episodes([episode for made in plans.values() for episode in made.undo], now)
    written = write_drafts({child: made.write for child, made in plans.items()}, now)
    forwards_for(reports, written, outcomes)
    _write_outcomes(reports, outcomes, now)


def _held_elsewhere(
    said: Draft, child: int, standing: dict[int, list[Standing]], outcomes: dict[uuid.UUID, Outcome]
) -> bool:
    """Whether the report's episode stands with another child and people have worked on it: then the report waits."""
    for other, episodes in standing.items():
        if other != child and any(e.reference == said.reference and e.worked for e in episodes):
            why = (
                "It names another child than the one whose episode people have worked on. Find out which child it was, "
                "and choose that child; or close this notice."
            )
            outcomes.update({message_id: Outcome(False, why) for message_id in said.messages})
            return True
    return False


def _sharing_a_key(references: set[Reference]) -> set[Reference]:
    """Other reports that a notice of these names in another revision: all of them are then in doubt."""
    rows = Message.objects.filter(
        kind=KIND, sender__in={sender for sender, _ in references}, series__in={series for _, series in references}
    )
    again = Message.objects.filter(kind=KIND, sender=OuterRef("sender"), key=OuterRef("key")).exclude(
        series=OuterRef("series")
    )
    keys = {(sender, key) for sender, key in rows.filter(Exists(again)).values_list("sender", "key")}
    if not keys:
        return set()
    others = Message.objects.filter(kind=KIND, key__in={key for _, key in keys})
    return {
        (sender, series)
        for sender, key, series in others.values_list("sender", "key", "series")
        if (sender, key) in keys
    }


def _children_before(references: set[Reference]) -> set[int]:
    """Children who already have an episode of one of these reports, whoever the notices now say it is."""
    wanted = {series for _, series in references}
    rows = Episode.objects.filter(police_reference__in=wanted).values_list(
        "police_force", "police_reference", "child_id"
    )
    return {child for force, reference, child in rows if (force, reference) in references}


def _reports(references: set[Reference]) -> list[Report]:
    """Everything that has come of these reports, the latest revision of each notice apart, matched to children."""
    senders = {sender for sender, _ in references}
    rows = [
        message
        for message in Message.objects.filter(
            kind=KIND, sender__in=senders, series__in={series for _, series in references}
        )
        if (message.sender, message.series) in references
    ]
    strays = _straying(rows, senders)
    by_report: dict[Reference, list[Message]] = {}
    for message in rows:
        by_report.setdefault((message.sender, message.series), []).append(message)
    unmatched: list[tuple[Report, list[Message]]] = []
    for reference, messages in sorted(by_report.items()):
        unmatched.append((_latest(reference, messages, strays), messages))
    described = {who for report, _ in unmatched if (who := _named_by(report)) is not None}
    matches = match(notice.child for notice in described)
    elsewhere = _elsewhere([report.reference for report, _ in unmatched])
    found = []
    for report, messages in unmatched:
        chosen = next((m.subject_id for m in messages if m.subject_id and m.settled_by), None)
        named = _named_by(report)
        said = matches[named.child] if named else None
        stated = sorted({n.child.authority for n in report.latest if not is_ours(n.child.authority)})
        child = chosen or (said.child_id if said else None)
        council = elsewhere.get(report.reference, "") or (stated[0] if stated else "")
        found.append(
            replace(
                report,
                child_id=child,
                authority=said.authority if said and not chosen else "",
                why_not=said.why_not if said else "",
                elsewhere="" if child else council,
            )
        )
    return found


def _straying(rows: list[Message], senders: set[str]) -> set[tuple[str, str]]:
    """Keys whose revisions name different reports."""
    seen: dict[tuple[str, str], set[str]] = {}
    keys = {message.key for message in rows}
    again = Message.objects.filter(kind=KIND, sender__in=senders, key__in=keys, revision__gt=1)
    later = {(sender, key) for sender, key in again.values_list("sender", "key")}
    if not later:
        return set()
    everywhere = Message.objects.filter(kind=KIND, sender__in=senders, key__in={key for _, key in later})
    for sender, key, series in everywhere.exclude(state=State.CLOSED).values_list("sender", "key", "series"):
        seen.setdefault((sender, key), set()).add(series)
    return {key for key, series in seen.items() if len(series) > 1}


def _latest(reference: Reference, messages: list[Message], strays: set[tuple[str, str]]) -> Report:
    open_ones = [message for message in messages if message.state != State.CLOSED]
    newest: dict[str, Message] = {}
    for message in open_ones:
        before = newest.get(message.key)
        if before is None or before.revision < message.revision:
            newest[message.key] = message
    first: dict[str, datetime] = {}
    for message in open_ones:
        first[message.key] = min(first.get(message.key, message.received_at), message.received_at)
    return Report(
        reference=reference,
        latest=tuple(read(newest[key]) for key in sorted(newest)),
        replaced=tuple((m.pk, newest[m.key].revision) for m in open_ones if m is not newest[m.key]),
        first_received=first,
        straying=frozenset(key for sender, key in strays if sender == reference[0]),
    )


def _named_by(report: Report) -> Notice | None:
    """The notice that names the report's child: the first missing notice that can be read, else any."""
    good = [n for n in report.latest if n.happened_at and not n.problem and n.key not in report.straying]
    order = sorted(good, key=lambda n: (n.event is not Event.MISSING, n.happened_at, n.key))
    return order[0] if order else None


def _elsewhere(references: list[Reference]) -> dict[Reference, str]:
    """Reports of which a person has said that another council is responsible for a child we do not know."""
    rows = Forward.objects.filter(
        episode__isnull=True,
        message__state=State.CLOSED,
        message__sender__in={sender for sender, _ in references},
        message__series__in={series for _, series in references},
    ).values_list("message__sender", "message__series", "authority")
    return {(sender, series): authority for sender, series, authority in rows}


_SETTLED = ["state", "reason", "owner", "due_at", "subject_id", "note", "settled_at", "happened_at"]


def _settle(message: Message, outcome: Outcome) -> None:
    message.state = State.DONE if outcome.done else State.WAITING
    message.reason = "" if outcome.done else outcome.words[:300]
    message.note = outcome.words if outcome.done else ""
    message.owner = "" if outcome.done else law.TEAM
    wait = law.WAIT_UNKNOWN_CHILD if outcome.urgent else law.WAIT_OTHER
    message.due_at = None if outcome.done else message.received_at + wait


def _write_outcomes(reports: list[Report], outcomes: dict[uuid.UUID, Outcome], now: datetime) -> None:
    subject: dict[uuid.UUID, int | None] = {}
    for report in reports:
        for notice in report.latest:
            subject[notice.message_id] = report.child_id
        for message_id, _ in report.replaced:
            subject[message_id] = report.child_id
    changed = []
    for message in Message.objects.filter(pk__in=list(outcomes)):
        before = [getattr(message, name) for name in _SETTLED]
        _settle(message, outcomes[message.pk])
        message.subject_id = subject.get(message.pk)
        message.happened_at = read(message).happened_at
        if message.state == State.DONE and message.settled_at is None:
            message.settled_at = now
        if [getattr(message, name) for name in _SETTLED] != before:
            changed.append(message)
    write_back(changed, _SETTLED)
