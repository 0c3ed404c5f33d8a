"""The verbs of a family deciding: asked for, prepared, called, the family's plan, the answer, money, review, closed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

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
from righthelp.practice.family_group.models import Back, Group, Member, Resource
from righthelp.practice.people.writing import Sentences, locked, one_of, recent, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    "family_group_says_what": ("questions", "Write what the family is asked."),
    "family_group_answer_says_why": ("on", "The answer follows the day on which the family met."),
    "family_group_reviewed_after": ("on", "The review follows the day on which the family met."),
    "family_group_closed_says_why": ("on", "The work ends on or after the day it was asked for."),
    "family_group_withdrawn_says_why": ("why", "Write why it was a mistake."),
    "family_group_one_at_a_time": ("kind", "One is on its way for this child already. Close that one first."),
    "family_member_once": ("name", "This person is on the list already. Change what is said of them there."),
    "family_member_says_what": ("words", "Write their words, or why they must not be there."),
    "family_resource_positive": ("pence", "Enter an amount above nothing."),
    "family_resource_times": ("times", "Enter how often, from 1 to 52; once is 1."),
    "family_resource_decided_says_why": ("on", "It is decided on or after the day it was asked for."),
}


def group_open(group: int) -> Group:
    """A conference or family meeting that runs: the child first, then the row, locked until the transaction ends."""
    child = Group.objects.filter(pk=group).values_list("child_id", flat=True).first()
    if child is not None:
        locked(child)
    found = Group.objects.select_for_update(of=("self",)).filter(pk=group).first()
    if found is None:
        raise Refused("", "This is no longer there. Open the child’s record again.")
    if not found.runs:
        raise Refused("", "The work on this has ended. Nothing can be added to it.")
    return found


def _kept(held: Group, fields: list[str], now: datetime) -> Group:
    held.save(update_fields=fields)
    settle(journey.Group, [held.pk], now)
    return held


def at_work(number: int, field: str, now: datetime) -> Worker:
    """Somebody who works here today."""
    found = Worker.objects.filter(pk=number).first()
    if found is None or (found.ends and found.ends <= local_date(now)):
        raise Refused(field, "Choose somebody who works here.")
    return found


def taken_back(child: int, what: str, why: str, writer: Worker, now: datetime) -> Back:
    """Keep what a decision said that is taken back, and why."""
    reason = text("why", why, "Write why it is taken back.")
    return Back.objects.create(child_id=child, what=what, why=reason, recorded=now, recorded_by=writer)


def group_asked(
    *, child: int, kind: str, asked: date, why: str, questions: str, by: Account, now: datetime, without: str = "",
    coordinator: int | None = None,
) -> Group:  # fmt: skip
    """A conference or a family meeting is asked for. ``without``: who must not be there, and why."""
    writer = worker_of(by)
    one_of("kind", kind, Together.values)
    recent("asked", asked, now)
    with writing(by, SENTENCES):
        person = locked(child)
        if person.died_on is not None:
            raise Refused("", f"The child died on {say_date(person.died_on)}.")
        made = Group.objects.create(
            child_id=child,
            kind=kind,
            asked=asked,
            why=text("why", why, "Write why the family should decide together."),
            questions=text("questions", questions, "Write what the family is asked."),
            without=text("without", without, ""),
            coordinator=at_work(coordinator, "coordinator", now) if coordinator else None,
            recorded=now,
            recorded_by=writer,
        )
        settle(journey.Group, [made.pk], now)
        return made


def coordinator_named(*, group: int, coordinator: int, by: Account, now: datetime) -> Group:
    """Somebody co-ordinates it; they may see the child's record from now on."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = group_open(group)
        held.coordinator = at_work(coordinator, "coordinator", now)
        return _kept(held, ["coordinator"], now)


def member_asked(
    *, group: int, name: str, who: str, coming: str, by: Account, now: datetime, words_said: str = ""
) -> Member:
    """Somebody of the family is prepared, and put on the list of a meeting that is called already; asked again under
    the same name, what was said of them changes."""
    writer = worker_of(by)
    one_of("coming", coming, Coming.values)
    with writing(by, SENTENCES):
        held = group_open(group)
        said = _member_words(coming, words_said)
        called = words("name", name, 120, "Write their name.")
        role = words("who", who, 80, "Write who they are to the child.")
        found = Member.objects.select_for_update(of=("self",)).filter(group=held, name=called).first()
        if found is None:
            found = Member(group=held, child_id=held.child_id, name=called, recorded=now, recorded_by=writer)
            if held.meeting_id and held.held is None and coming not in (Coming.NOT, Coming.AWAY):
                listed = Asked(agency="family", name=called)
                meetings.asked_to(meeting=held.meeting_id, asked=listed, by=by, now=now)
        found.who, found.coming, found.words = role, coming, said
        found.save()
        return found


def _member_words(coming: str, said: str) -> str:
    ask = {Coming.WORDS.value: "Write what they want the family to hear.", Coming.AWAY.value: "Write why."}
    return text("words_said", said, ask.get(coming, ""))


def conference_called(*, group: int, planned: datetime, by: Account, now: datetime, where: str = "") -> Group:
    """The conference is called for a time and a place: a meeting of casework, with everybody of the family who comes
    or sends words on its list. It is held, moved or cancelled there."""
    worker_of(by)
    with writing(by, {**MEETINGS, **SENTENCES}):
        held = group_open(group)
        if held.meeting_id is not None:
            raise Refused("", "It is called already. Move that meeting to another time instead.")
        family = held.members.exclude(coming__in=[Coming.NOT, Coming.AWAY]).values_list("name", flat=True)
        held.meeting = meetings.meeting_called(
            kind=held.kind,
            children=[held.child_id],
            planned=planned,
            where=where,
            chair=held.coordinator_id,
            asked=[Asked(agency="family", name=name) for name in family],
            purpose="The family decides together",
            by=by,
            now=now,
        )
        return _kept(held, ["meeting"], now)


def plan_written(*, group: int, plan: str, by: Account, now: datetime) -> Group:
    """The family's plan, in its own words; it can be corrected until it is answered."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = group_open(group)
        _met(held)
        if held.answered is not None:
            raise Refused("plan", "The plan has been answered. Take the answer back before changing it.")
        held.plan = text("plan", plan, "Write the family’s plan, in its own words.")
        return _kept(held, ["plan"], now)


def _met(held: Group) -> date:
    if held.held is None:
        raise Refused("", "The family has not met yet. Record the meeting as held first.")
    return held.held


def promised(*, group: int, what: str, owner: str, by_when: date, by: Account, now: datetime) -> Action:
    """Somebody of the family does something by a day: an action of casework, decided in the conference."""
    with writing(by, SENTENCES):
        held = group_open(group)
        _met(held)
        return casework.action_agreed(
            child=held.child_id, what=what, owner=words("owner", owner, 120, "Write who of the family does it."),
            by_when=by_when, meeting=held.meeting_id, by=by, now=now,
        )  # fmt: skip


def answered(*, group: int, on: date, agreed: str, why: str, by: Account, now: datetime) -> Group:
    """The social worker tells the family whether its plan is agreed, and why."""
    worker = worker_of(by)
    one_of("agreed", agreed, Agreed.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = group_open(group)
        if held.answered is not None:
            raise Refused("", f"Answered on {say_date(held.answered)} already. Take that back first.")
        if not held.plan:
            raise Refused("", "The family’s plan is not written down yet.")
        if on < _met(held):
            raise Refused("on", f"The family met on {say_date(_met(held))}. Check the date.")
        held.agreed, held.answered, held.answered_by = agreed, on, worker
        held.answered_why = text("why", why, "Write why, in words for the family.")
        return _kept(held, ["agreed", "answered", "answered_by", "answered_why"], now)


def answer_taken_back(*, group: int, why: str, by: Account, now: datetime) -> Group:
    """The answer was recorded by mistake, or will be another; what it said, and why, stays on the record."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        held = group_open(group)
        if held.answered is None:
            raise Refused("", "The plan has not been answered.")
        said = f"{held.get_agreed_display()}, {say_date(held.answered)}: {held.answered_why}"
        taken_back(held.child_id, said, why, writer, now)
        held.agreed, held.answered, held.answered_by, held.answered_why = None, None, None, ""
        return _kept(held, ["agreed", "answered", "answered_by", "answered_why"], now)


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
        held = group_open(group)
        if on < _met(held):
            raise Refused("on", f"The family met on {say_date(_met(held))}. Check the date.")
        held.reviewed, held.reviewed_said = on, text("said", said, "Write what held, and what did not.")
        return _kept(held, ["reviewed", "reviewed_said"], now)


def closed(*, group: int, on: date, closing: str, why: str, by: Account, now: datetime) -> Group:
    """The work on it ends, before or after the family has met."""
    worker_of(by)
    one_of("closing", closing, Closed.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = group_open(group)
        if held.meeting_id and held.held is None:
            raise Refused("", "A meeting is called. Hold it or cancel it first.")
        if on < (held.held or held.asked):
            raise Refused("on", "The work ends on or after the day on which the family met.")
        held.closed, held.closing = on, closing
        held.closed_why = text("why", why, "Write what became of it.")
        return _kept(held, ["closed", "closing", "closed_why"], now)


def reopened(*, group: int, why: str, by: Account, now: datetime) -> Group:
    """That it ended was recorded by mistake; what was written then, and why, stays on the record."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        child = Group.objects.filter(pk=group).values_list("child_id", flat=True).first()
        locked(child or 0)
        held = Group.objects.select_for_update(of=("self",)).get(pk=group)
        if held.closed is None or not held.counts:
            raise Refused("", "This is open.")
        said = f"{held.get_closing_display()}, {say_date(held.closed)}: {held.closed_why}"
        taken_back(held.child_id, said, why, writer, now)
        held.closed, held.closing, held.closed_why = None, None, ""
        return _kept(held, ["closed", "closing", "closed_why"], now)


def withdrawn(*, group: int, why: str, by: Account, now: datetime) -> Group:
    """It was recorded by mistake; refused once the family has met."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = group_open(group)
        if held.meeting_id is not None:
            raise Refused("", "A meeting is called for it. Cancel that first, or close this instead.")
        held.counts, held.withdrawn = False, now
        held.withdrawn_why = text("why", why, "Write why it was a mistake.")
        return _kept(held, ["counts", "withdrawn", "withdrawn_why"], now)


__all__ = [
    "SENTENCES",
    "answer_taken_back",
    "answered",
    "at_work",
    "closed",
    "conference_called",
    "coordinator_named",
    "group_asked",
    "group_open",
    "member_asked",
    "plan_written",
    "promised",
    "reopened",
    "resource_asked",
    "resource_decided",
    "reviewed",
    "taken_back",
    "withdrawn",
]
