"""The verbs of a family deciding: asked for, prepared, called, the family's plan, the answer, money, review, closed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import record as casework
from righthelp.practice.casework import record_meetings as meetings
from righthelp.practice.casework.models import Action
from righthelp.practice.casework.record_base import SENTENCES as MEETINGS
from righthelp.practice.casework.record_meetings import Asked
from righthelp.practice.family_group import journey, law
from righthelp.practice.family_group.codes import Agreed, Closed, Coming, Every, Together
from righthelp.practice.family_group.models import Group, Member, Resource, Siblings
from righthelp.practice.family_group.record_rows import (
    SENTENCES,
    all_open,
    at_work,
    group_open,
    kept,
    listed,
    living,
    rows_of,
    rows_with_out,
    taken_back,
)
from righthelp.practice.people.writing import one_of, recent, text, words, writing
from righthelp.practice.workforce.acting import worker_of


def group_asked(
    *, child: int, kind: str, asked: date, why: str, questions: str, by: Account, now: datetime, without: str = "",
    coordinator: int | None = None, also: Collection[int] = (),
) -> Group:  # fmt: skip
    """A conference or a family meeting is asked for. ``without``: who must not be there, and why; ``also``: the
    brothers and sisters whom the family decides about at once. Returns the row of ``child``."""
    writer = worker_of(by)
    one_of("kind", kind, Together.values)
    recent("asked", asked, now)
    with writing(by, SENTENCES):
        children = {each: living(each, "also") for each in sorted({child, *also})}
        together = Siblings.objects.create(made=now) if len(children) > 1 else None
        said: dict[str, Any] = {
            "kind": kind,
            "asked": asked,
            "why": text("why", why, "Write why the family should decide together."),
            "questions": text("questions", questions, "Write what the family is asked."),
            "without": text("without", without, ""),
            "coordinator": at_work(coordinator, "coordinator", now) if coordinator else None,
            "together": together,
        }
        made = {
            each: Group.objects.create(child_id=each, **said, recorded=now, recorded_by=writer) for each in children
        }
        settle(journey.Group, [row.pk for row in made.values()], now)
        return made[child]


def coordinator_named(*, group: int, coordinator: int, by: Account, now: datetime) -> Group:
    """Somebody co-ordinates it; they may see the child's record from now on."""
    worker_of(by)
    with writing(by, SENTENCES):
        return kept(all_open(group), now, coordinator=at_work(coordinator, "coordinator", now))


def member_asked(
    *, group: int, name: str, who: str, coming: str, by: Account, now: datetime, words_said: str = ""
) -> Member:
    """Somebody of the family is prepared, and put on the list of a meeting that is called already; asked again under
    the same name, what was said of them changes."""
    writer = worker_of(by)
    one_of("coming", coming, Coming.values)
    with writing(by, SENTENCES):
        rows = all_open(group)
        held = rows[0]
        said = _member_words(coming, words_said)
        called = words("name", name, 120, "Write their name.")
        role = words("who", who, 80, "Write who they are to the child.")
        known = Member.objects.filter(group=held, name=called).exists()
        if not known and held.meeting_id and held.held is None and coming not in (Coming.NOT, Coming.AWAY):
            asked = Asked(agency="family", name=called)
            meetings.asked_to(meeting=held.meeting_id, asked=asked, by=by, now=now)
        found = [listed(row, called, role, coming, said, writer, now) for row in rows]
        return found[0]


def _member_words(coming: str, said: str) -> str:
    ask = {Coming.WORDS.value: "Write what they want the family to hear.", Coming.AWAY.value: "Write why."}
    return text("words_said", said, ask.get(coming, ""))


def conference_called(*, group: int, planned: datetime, by: Account, now: datetime, where: str = "") -> Group:
    """The conference is called for a time and a place: a meeting of casework, with everybody of the family who comes
    or sends words on its list. It is held, moved or cancelled there."""
    worker_of(by)
    with writing(by, {**MEETINGS, **SENTENCES}):
        rows = all_open(group)
        held = rows[0]
        if held.meeting_id is not None:
            raise Refused("", "It is called already. Move that meeting to another time instead.")
        family = held.members.exclude(coming__in=[Coming.NOT, Coming.AWAY]).values_list("name", flat=True)
        called = meetings.meeting_called(
            kind=held.kind,
            children=[row.child_id for row in rows],
            planned=planned,
            where=where,
            chair=held.coordinator_id,
            asked=[Asked(agency="family", name=name) for name in family],
            purpose="The family decides together",
            by=by,
            now=now,
        )
        return kept(rows, now, meeting=called)


def plan_written(*, group: int, plan: str, by: Account, now: datetime) -> Group:
    """The family's plan, in its own words; it can be corrected until it is answered."""
    worker_of(by)
    with writing(by, SENTENCES):
        rows = all_open(group)
        held = rows[0]
        _met(held)
        if held.answered is not None:
            raise Refused("plan", "The plan has been answered. Take the answer back before changing it.")
        return kept(rows, now, plan=text("plan", plan, "Write the family’s plan, in its own words."))


def _met(held: Group) -> date:
    if held.held is None:
        raise Refused("", "The family has not met yet. Record the meeting as held first.")
    return held.held


def promised(
    *, group: int, what: str, owner: str, by_when: date, by: Account, now: datetime, also: Collection[int] = ()
) -> Action:
    """Somebody of the family does something by a day: an action of casework, decided in the conference. ``also``: the
    brothers and sisters in it for whom the same is done; each has an action. Returns that of the asked row's child."""
    with writing(by, SENTENCES):
        rows = all_open(group)
        _met(rows[0])
        who = words("owner", owner, 120, "Write who of the family does it.")
        done = [
            casework.action_agreed(
                child=row.child_id, what=what, owner=who, by_when=by_when, meeting=row.meeting_id, by=by, now=now
            )
            for row in rows
            if row.pk == group or row.child_id in also
        ]
        return done[0]


def answered(*, group: int, on: date, agreed: str, why: str, by: Account, now: datetime) -> Group:
    """The social worker tells the family whether its plan is agreed, and why."""
    worker = worker_of(by)
    one_of("agreed", agreed, Agreed.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        rows = all_open(group)
        held = rows[0]
        if held.answered is not None:
            raise Refused("", f"Answered on {say_date(held.answered)} already. Take that back first.")
        if not held.plan:
            raise Refused("", "The family’s plan is not written down yet.")
        if on < _met(held):
            raise Refused("on", f"The family met on {say_date(_met(held))}. Check the date.")
        reason = text("why", why, "Write why, in words for the family.")
        return kept(rows, now, agreed=agreed, answered=on, answered_by=worker, answered_why=reason)


def answer_taken_back(*, group: int, why: str, by: Account, now: datetime) -> Group:
    """The answer was recorded by mistake, or will be another; what it said, and why, stays on the record."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        rows = all_open(group)
        held = rows[0]
        if held.answered is None:
            raise Refused("", "The plan has not been answered.")
        said = f"{held.get_agreed_display()}, {say_date(held.answered)}: {held.answered_why}"
        taken_back([row.child_id for row in rows], said, why, writer, now)
        return kept(rows, now, agreed=None, answered=None, answered_by=None, answered_why="")


def resource_asked(
    *, group: int, what: str, pence: int, every: str, times: int, by: Account, now: datetime
) -> Resource:
    """Money for the family's plan is asked for: ``pence`` once, or ``times`` times."""
    writer = worker_of(by)
    one_of("every", every, Every.values)
    if pence <= 0 or pence * times > law.MOST_PENCE:
        raise Refused("pence", f"Enter an amount above nothing, and up to £{law.MOST_PENCE // 100:,} in all.")
    with writing(by, SENTENCES):
        held = group_open(group)
        return Resource.objects.create(
            group=held, child_id=held.child_id, what=words("what", what, 200, "Write what it is for."), pence=pence,
            every=every, times=times, asked=local_date(now), recorded=now, recorded_by=writer,
        )  # fmt: skip


def resource_decided(*, resource: int, approved: bool, why: str, by: Account, now: datetime) -> Resource:
    """A manager approves the money or does not. Whoever asked for it does not decide on it."""
    worker = worker_of(by)
    with writing(by, SENTENCES):
        group_open(Resource.objects.filter(pk=resource).values_list("group_id", flat=True).first() or 0)
        held = Resource.objects.select_for_update(of=("self",)).get(pk=resource)
        if held.recorded_by_id == worker.pk:
            raise Refused("", "You asked for this money. Somebody else decides.")
        held.decided, held.decided_by, held.approved = local_date(now), worker, approved
        held.decided_why = text("why", why, "Write why.")
        held.save(update_fields=["decided", "decided_by", "approved", "decided_why"])
        return held


def reviewed(*, group: int, on: date, said: str, by: Account, now: datetime) -> Group:
    """The family's plan was reviewed with the family: what held, what did not, what changes."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        rows = all_open(group)
        met = _met(rows[0])
        if on < met:
            raise Refused("on", f"The family met on {say_date(met)}. Check the date.")
        return kept(rows, now, reviewed=on, reviewed_said=text("said", said, "Write what held, and what did not."))


def closed(*, group: int, on: date, closing: str, why: str, by: Account, now: datetime) -> Group:
    """The work on it ends, before or after the family has met."""
    worker_of(by)
    one_of("closing", closing, [each for each in Closed.values if each != Closed.OUT])
    recent("on", on, now)
    with writing(by, SENTENCES):
        rows = all_open(group)
        held = rows[0]
        if held.meeting_id and held.held is None:
            raise Refused("", "A meeting is called. Hold it or cancel it first.")
        if on < (held.held or held.asked):
            raise Refused("on", "The work ends on or after the day on which the family met.")
        return kept(rows, now, closed=on, closing=closing, closed_why=text("why", why, "Write what became of it."))


def reopened(*, group: int, why: str, by: Account, now: datetime) -> Group:
    """That it ended was recorded by mistake, for all whom it ended for; what was written then, and why, stays on the
    record. A child who was taken out comes back by :func:`~.record_together.put_back`."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        rows = rows_of(group)
        held = rows[0]
        if held.closed is None or not held.counts or held.is_out:
            raise Refused("", "This is open.")
        said = f"{held.get_closing_display()}, {say_date(held.closed)}: {held.closed_why}"
        taken_back([row.child_id for row in rows], said, why, writer, now)
        return kept(rows, now, closed=None, closing=None, closed_why="")


def withdrawn(*, group: int, why: str, by: Account, now: datetime) -> Group:
    """It was recorded by mistake, for all whom it is about, a child taken out among them; refused once the family has
    met. Asked of a child who was taken out before that, it was a mistake for this child alone."""
    worker_of(by)
    with writing(by, SENTENCES):
        held, *others = rows_with_out(group)
        if held.counts and held.is_out and held.held is None:
            rows = [held]
        elif not held.runs:
            raise Refused("", "The work on this has ended. Nothing can be added to it.")
        else:
            rows = [held, *(row for row in others if row.runs or (row.is_out and row.held is None))]
        if held.meeting_id is not None:
            raise Refused("", "A meeting is called for it. Cancel that first, or close this instead.")
        reason = text("why", why, "Write why it was a mistake.")
        return kept(rows, now, counts=False, withdrawn=now, withdrawn_why=reason)


__all__ = [
    "answer_taken_back",
    "answered",
    "closed",
    "conference_called",
    "coordinator_named",
    "group_asked",
    "member_asked",
    "plan_written",
    "promised",
    "reopened",
    "resource_asked",
    "resource_decided",
    "reviewed",
    "withdrawn",
]
