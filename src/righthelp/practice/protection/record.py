"""The verbs that bring a conference about: asked for, not needed, booked, moved, cancelled, the report shared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_working_days, local_date, say_moment
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.reading import load
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.models import Attendance, Meeting, MeetingAbout
from righthelp.practice.casework.record_meetings import Asked, meeting_called, meeting_cancelled, meeting_moved
from righthelp.practice.people.writing import locked, not_later, words, writing
from righthelp.practice.protection import law
from righthelp.practice.protection.codes import Kind
from righthelp.practice.protection.models import ChildConference, ConferenceRecord, ProtectionPlan
from righthelp.practice.protection.record_base import (
    SENTENCES,
    chair_of,
    conference_locked,
    happened,
    running,
    settled,
    text,
    worker_of,
)
from righthelp.practice.protection.record_rota import slot_taken, slots_follow
from righthelp.practice.protection.rota import may_chair


def conference_asked(
    *,
    child: int,
    why: str,
    by: Account,
    now: datetime,
    enquiry: int | None = None,
    strategy: datetime | None = None,
) -> ChildConference:
    """An initial conference is asked for after an enquiry. The fifteen working days count from the strategy discussion
    that the enquiry names; without an enquiry on record, from the one that is typed."""
    worker = worker_of(by)
    reason = words("why", why, 400, "Write why a conference is needed.")
    counted = _strategy_of(child, enquiry) if enquiry is not None else strategy
    if counted is None:
        raise Refused("strategy", "Enter when the strategy discussion was held.")
    counted = happened("strategy", counted, now)
    with writing(by, SENTENCES):
        locked(child)
        _no_plan(child)
        made = ChildConference.objects.create(
            child_id=child,
            kind=Kind.INITIAL,
            enquiry=enquiry,
            strategy=counted,
            asked=now,
            asked_by=worker,
            why=reason,
        )
        settled([made], now)
        return made


def _strategy_of(child: int, enquiry: int) -> datetime:
    """When the strategy discussion of an enquiry was held, as the room of enquiries knows it."""
    found = load(registry.binding(registry.journey("section47")), ids=[enquiry])
    held = found[0].facts.get("strategy_held") if found and found[0].subject_id == child else None
    if not isinstance(held, datetime):
        raise Refused("", "This enquiry is no longer there. Open the child’s record again.")
    return held


def _no_plan(child: int) -> None:
    if ProtectionPlan.objects.filter(child_id=child, ends__isnull=True).exists():
        raise Refused("", "The child has a child protection plan. Bring its review conference forward instead.")


def transfer_told(
    *,
    child: int,
    notified: datetime,
    from_council: str,
    why: str,
    by: Account,
    now: datetime,
) -> ChildConference:
    """Another council tells us that a family with a child protection plan has moved here."""
    worker = worker_of(by)
    council = words("from_council", from_council, 80, "Say which council the family comes from.")
    reason = words("why", why, 400, "Write what they told us, in a few words.")
    when = happened("notified", notified, now)
    with writing(by, SENTENCES):
        locked(child)
        _no_plan(child)
        made = ChildConference.objects.create(
            child_id=child,
            kind=Kind.TRANSFER,
            notified=when,
            from_council=council,
            asked=now,
            asked_by=worker,
            why=reason,
        )
        settled([made], now)
        return made


def review_asked(*, plan: int, why: str, by: Account, now: datetime, enquiry: int | None = None) -> ChildConference:
    """A review conference of a plan is wanted. Asked for again while one is open, that one answers ``enquiry`` too."""
    worker = worker_of(by)
    reason = words("why", why, 400, "Write why the review is held.")
    with writing(by, SENTENCES):
        child = ProtectionPlan.objects.filter(plan_id=plan).values_list("child_id", flat=True).first()
        if child is not None:
            locked(child)
        held = running(plan)
        found = ChildConference.objects.select_for_update(of=("self",)).filter(
            plan_id=plan, decided__isnull=True, withdrawn__isnull=True
        )
        made = found.first()
        if made is not None and (enquiry is None or made.enquiry is not None):
            raise Refused("", "A review of this plan is open already. Open that one.")
        if made is None:
            made = ChildConference(
                child_id=held.child_id,
                kind=Kind.REVIEW,
                plan_id=plan,
                plan_starts=held.starts,
                asked=now,
                asked_by=worker,
                why=reason,
            )
        if enquiry is not None:
            _strategy_of(held.child_id, enquiry)
            made.enquiry = enquiry
        made.save()
        settled([made], now)
        return made


def conference_not_needed(*, conference: int, why: str, by: Account, now: datetime) -> ChildConference:
    """It is decided that the child needs no conference after all. A booked one goes on for the other children."""
    worker = worker_of(by)
    reason = text("why", why, "Write why no conference is needed.", 400)
    with writing(by, SENTENCES):
        found = conference_locked(conference)
        if found.held:
            raise Refused("why", "The conference was held. Record what it decided.")
        found.withdrawn, found.withdrawn_by, found.withdrawn_why = now, worker, reason
        found.save(update_fields=["withdrawn", "withdrawn_by", "withdrawn_why"])
        settled([found], now)
        return found


def conference_booked(
    *,
    conferences: Sequence[int],
    planned: datetime | None = None,
    where: str = "",
    chair: int | None = None,
    by: Account,
    now: datetime,
    asked: Sequence[Asked] = (),
    slot: int | None = None,
) -> Meeting:
    """A day, a place and a chair for one or several children of a family, and who is asked. With a free time of the
    chairs' rota (``slot``) day, place and chair are its own."""
    worker_of(by)
    if not conferences:
        raise Refused("conferences", "Choose at least one child.")
    with writing(by, SENTENCES):
        rows = [conference_locked(each) for each in sorted(set(conferences))]
        kinds = {row.kind for row in rows}
        if len(kinds) > 1:
            raise Refused("conferences", "An initial and a review conference are two meetings. Book them apart.")
        taken = slot_taken(slot, now) if slot is not None else None
        if taken is not None:
            planned, where, chair = taken.starts, taken.room, taken.chair_id
        if planned is None:
            raise Refused("planned", "Enter the day and the time, or choose a free time.")
        for row in rows:
            _can_be_booked(row, planned)
        place = words("where", where, 120, "Say where it is held.")
        if chair is None:
            raise Refused("chair", "Choose who chairs.")
        who = chair_of(chair)
        may_chair(who, [row.child_id for row in rows], planned)
        meeting = meeting_called(
            kind=kinds.pop(),
            children=[row.child_id for row in rows],
            planned=planned,
            where=place,
            chair=who.pk,
            asked=asked,
            by=by,
            now=now,
        )
        ConferenceRecord.objects.create(meeting=meeting)
        if taken is not None:
            taken.meeting = meeting
            taken.save(update_fields=["meeting"])
        for row in rows:
            row.meeting, row.report_eve = meeting, report_eve(row.kind, planned)
            row.save(update_fields=["meeting", "report_eve"])
        settled(rows, now)
        return meeting


def report_eve(kind: str, planned: datetime) -> date:
    """The day before the last one on which the family reads the report in time."""
    ahead = law.REPORT_DAYS_REVIEW if kind == Kind.REVIEW else law.REPORT_DAYS_INITIAL
    return add_working_days(local_date(planned), -ahead) - timedelta(days=1)


def _can_be_booked(row: ChildConference, planned: datetime) -> None:
    if row.meeting_id:
        raise Refused("conferences", f"The conference of {row.child.called} is booked already. Open that one.")
    counted = row.strategy or row.notified
    if counted is not None and planned < counted:
        what = "strategy discussion was held" if row.strategy else "other council told us"
        raise Refused("planned", f"The {what} on {say_moment(counted)}. A conference follows it.")
    if row.plan_starts is not None and local_date(planned) <= row.plan_starts:
        raise Refused("planned", "A review is held after the day on which the plan began.")


def booking_moved(*, meeting: int, planned: datetime, where: str, chair: int, by: Account, now: datetime) -> Meeting:
    """Another time, place or chair, as long as it has not been held."""
    worker_of(by)
    with writing(by, SENTENCES):
        for row in ChildConference.objects.select_for_update(of=("self",)).filter(meeting_id=meeting):
            counted = row.strategy or row.notified
            if counted is not None and planned < counted:
                raise Refused("planned", "A conference follows its strategy discussion or the news of the move.")
            if row.plan_starts is not None and local_date(planned) <= row.plan_starts:
                raise Refused("planned", "A review is held after the day on which the plan began.")
        who = chair_of(chair)
        may_chair(who, children_of(meeting), planned)
        held = meeting_moved(meeting=meeting, planned=planned, by=by, now=now)
        held.where, held.chair = words("where", where, 120, "Say where it is held."), who
        held.save(update_fields=["where", "chair"])
        slots_follow(held)
        return held


def booking_cancelled(*, meeting: int, why: str, by: Account, now: datetime) -> Meeting:
    """It is not held on that day. Every child in it waits to be booked again: the duty runs on."""
    with writing(by, SENTENCES):
        for child in children_of(meeting):
            locked(child)
        return meeting_cancelled(meeting=meeting, why=why, by=by, now=now)


def report_shared(*, meeting: int, on: date, by: Account, now: datetime) -> ConferenceRecord:
    """The family has had and read the social worker's report, on this day."""
    worker = worker_of(by)
    not_later("on", on, now, "Record it when they have read it.")
    with writing(by, SENTENCES):
        found = ConferenceRecord.objects.select_for_update(of=("self",)).filter(meeting_id=meeting).first()
        if found is None:
            raise Refused("", "This conference is no longer there.")
        found.report_shared, found.report_by = on, worker
        found.save(update_fields=["report_shared", "report_by"])
        rows = list(ChildConference.objects.select_for_update(of=("self",)).filter(meeting_id=meeting))
        for row in rows:
            row.report_read = on
            row.save(update_fields=["report_read"])
        settled(rows, now)
        return found


def default_asked(conferences: Sequence[ChildConference]) -> list[tuple[int, str, str]]:
    """Who is usually asked, from who works with the children: (worker, name, title), each once."""
    from righthelp.practice.workforce.models import Allocation

    rows = (
        Allocation.objects.filter(child_id__in=[each.child_id for each in conferences], ends__isnull=True)
        .select_related("worker")
        .order_by("-primary", "worker__name")
    )
    return list({row.worker_id: (row.worker_id, row.worker.name, row.worker.title) for row in rows}.values())


def children_of(meeting: int) -> list[int]:
    """The children a meeting is about, by their numbers."""
    rows = MeetingAbout.objects.filter(meeting_id=meeting).order_by("child_id")
    return list(rows.values_list("child_id", flat=True))


def present_at(meeting: int) -> list[Attendance]:
    """Everybody asked to a meeting, our own first."""
    return list(
        Attendance.objects.filter(meeting_id=meeting)
        .select_related("worker", "person", "organisation")
        .order_by("agency", "pk")
    )
