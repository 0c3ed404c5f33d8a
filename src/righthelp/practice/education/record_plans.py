"""The verbs of education, health and care plans, of children with one out of school, and of attendance surgeries."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models_base import Recorded
from righthelp.practice.care.record_back import row_back, standing
from righthelp.practice.education import due, law
from righthelp.practice.education.codes import AskedBy, Came, Excepted, Sector, Seen, WhyOut
from righthelp.practice.education.codes import Refused as Against
from righthelp.practice.education.models import (
    Agreed,
    Attended,
    Checked,
    Discussed,
    NotOnRoll,
    OutOfSchool,
    Panel,
    PlanAsked,
    Query,
    Surgery,
    percent,
)
from righthelp.practice.education.record_base import kept, made
from righthelp.practice.education.record_work import UNRESOLVED
from righthelp.practice.people.writing import (
    Sentences,
    locked,
    not_later,
    one_of,
    optional,
    recent,
    text,
    words,
    writing,
)
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Team

SENTENCES: Final[Sentences] = {
    "school_plan_one_open": ("requested", "A plan, or a request for one, is recorded already."),
    "school_plan_in_order": ("on", "First the request, then the decision to assess, then the plan. Check the dates."),
    "school_plan_assessed_first": ("on", "Record first that it was decided to assess."),
    "school_plan_refused_or_issued": ("on", "Decided on or after the day of the request, and not once it is issued."),
    "school_plan_exception_says_why": ("on", "A reason arises on or after the day of the request."),
    "school_plan_ceased_says_why": ("on", "A plan ceases on or after the day it was issued."),
    "school_out_ends_after_start": ("ends", "The child is in school again later than the first day out of it."),
    "school_out_once": ("starts", "It is recorded already that the child was out of school then."),
    "school_surgery_once": ("on", "A surgery with this team on this day is recorded already."),
    "school_discussed_once": ("child", "The child is on the list of this surgery already."),
}


def plan_asked(*, child: int, requested: date, asked_by: str, by: Account, now: datetime) -> PlanAsked:
    """Somebody asks for an assessment of a child’s education, health and care needs: the 20 weeks begin."""
    worker = worker_of(by)
    one_of("asked_by", asked_by, AskedBy.values)
    not_later("requested", requested, now, "Record it when it has been asked for.")
    with writing(by, SENTENCES):
        locked(child)
        row: PlanAsked = made(PlanAsked, worker, now, child_id=child, requested=requested, asked_by=asked_by)
        return row


def _open_plan(number: int) -> PlanAsked:
    row = standing(PlanAsked, number)
    if row.refused is not None:
        raise Refused("", f"It was decided against on {say_date(row.refused)}. A new request is a row of its own.")
    return row


def to_assess(*, plan: int, on: date, by: Account, now: datetime) -> PlanAsked:
    """It is decided to assess."""
    worker_of(by)
    not_later("on", on, now, "Record it when it has been decided.")
    with writing(by, SENTENCES):
        row = _open_plan(plan)
        if row.answered is not None:
            raise Refused("", f"Decided on {say_date(row.answered)} already.")
        done: PlanAsked = kept(row, now, answered=on)
        return done


def plan_refused(*, plan: int, on: date, what: str, why: str, by: Account, now: datetime) -> PlanAsked:
    """It is decided not to assess, or not to issue a plan after the assessment. The family may appeal."""
    worker_of(by)
    one_of("what", what, Against.values)
    not_later("on", on, now, "Record it when it has been decided.")
    with writing(by, SENTENCES):
        row = _open_plan(plan)
        if what == Against.PLAN and row.answered is None:
            raise Refused("what", "Record first that it was decided to assess.")
        facts = {"answered": row.answered or on, "refused": on, "refused_what": what}
        done: PlanAsked = kept(row, now, **facts, refused_why=text("why", why, "Write the reasons."))
        return done


def plan_excepted(*, plan: int, on: date, exception: str, note: str, by: Account, now: datetime) -> PlanAsked:
    """A lawful reason why the time limit need not be kept. A plan with one is left out of the figure of those in time,
    above and below the line."""
    worker_of(by)
    one_of("exception", exception, Excepted.values)
    not_later("on", on, now, "Record it when it has arisen.")
    first, last = law.CORONAVIRUS
    if exception == Excepted.CORONAVIRUS and not first <= on <= last:
        raise Refused("exception", f"This was a lawful reason from {say_date(first)} to {say_date(last)} only.")
    with writing(by, SENTENCES):
        row = _open_plan(plan)
        given = text("note", note, "Write what happened.")
        if row.issued is not None and on > row.issued:
            raise Refused("on", f"The plan was issued on {say_date(row.issued)}: a reason arises before that.")
        done: PlanAsked = kept(row, now, excepted=on, exception=exception, exception_note=given)
        return done


def plan_issued(*, plan: int, on: date, by: Account, now: datetime) -> PlanAsked:
    """The final plan is issued."""
    worker_of(by)
    not_later("on", on, now, "Record it when it has been sent.")
    with writing(by, SENTENCES):
        row = _open_plan(plan)
        if row.issued is not None:
            raise Refused("", f"Issued on {say_date(row.issued)} already.")
        done: PlanAsked = kept(row, now, issued=on)
        return done


def provision_known(*, plan: int, sector: str, by: Account, now: datetime, miles: Decimal | None = None) -> PlanAsked:
    """What kind of provision the child has, and how far from home, as far as known. Where it is stands in the register
    of people: the school of the child."""
    worker_of(by)
    one_of("sector", sector, Sector.values)
    if miles is not None and not 0 <= miles <= 400:
        raise Refused("miles", "Enter the miles from home, from 0 to 400.")
    with writing(by, SENTENCES):
        row: PlanAsked = kept(_open_plan(plan), now, sector=sector, miles=miles)
        return row


def plan_ceased(*, plan: int, on: date, why: str, by: Account, now: datetime) -> PlanAsked:
    """A plan ceases: the needs are met, the young person is past education, or moved to another council."""
    worker_of(by)
    not_later("on", on, now, "Record it when it has ceased.")
    with writing(by, SENTENCES):
        row = _open_plan(plan)
        if row.issued is None:
            raise Refused("", "No plan was issued.")
        if row.ceased is not None:
            raise Refused("", f"It ceased on {say_date(row.ceased)} already.")
        if OutOfSchool.objects.filter(plan=row, ends=None, withdrawn=None).exists():
            raise Refused("", "The child is out of school. Record first how that ended.")
        done: PlanAsked = kept(row, now, ceased=on, ceased_why=text("why", why, "Write why it ceases.", 300))
        return done


def out_of_school(*, plan: int, starts: date, why: str, by: Account, now: datetime) -> OutOfSchool:
    """A child with a plan is out of school from a day on: seen safe and well every week until in school again."""
    worker = worker_of(by)
    one_of("why", why, WhyOut.values)
    recent("starts", starts, now)
    with writing(by, SENTENCES):
        held = _open_plan(plan)
        if held.issued is None or held.ceased is not None:
            raise Refused("", "The child has no plan in force.")
        row: OutOfSchool = made(OutOfSchool, worker, now, child_id=held.child_id, plan=held, starts=starts, why=why)
        due.out_redrawn(row, now)
        return row


def interim_given(*, out: int, since: date, interim: str, hours: int, by: Account, now: datetime) -> OutOfSchool:
    """What the child has instead for now, and how many hours a week."""
    worker_of(by)
    recent("since", since, now)
    if not 0 <= hours <= 40:
        raise Refused("hours", "Enter the hours a week, from 0 to 40.")
    with writing(by, SENTENCES):
        row = _out_now(out)
        given = words("interim", interim, 300, "Write what the child has for now.")
        done: OutOfSchool = kept(row, now, interim=given, interim_since=since, hours=hours)
        return done


def _out_now(number: int) -> OutOfSchool:
    row = standing(OutOfSchool, number)
    if row.ends is not None:
        raise Refused("", f"The child is in school again since {say_date(row.ends)}.")
    return row


def checked(*, out: int, on: date, seen: str, note: str, by: Account, now: datetime) -> Checked:
    """A weekly check: was the child seen, safe and well? One at which nobody saw the child is recorded and does
    not count."""
    worker = worker_of(by)
    one_of("seen", seen, Seen.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = standing(OutOfSchool, out)
        if on < held.starts or (held.ends is not None and on >= held.ends):
            raise Refused("on", "The child was not out of school on that day.")
        given = text("note", note, "Write where, with whom, and how the child was.")
        row: Checked = made(Checked, worker, now, child_id=held.child_id, out=held, on=on, seen=seen, note=given)
        due.out_redrawn(held, now)
        return row


def in_school_again(*, out: int, ends: date, how: str, by: Account, now: datetime) -> OutOfSchool:
    """The child is in school again."""
    worker_of(by)
    recent("ends", ends, now)
    with writing(by, SENTENCES):
        row = _out_now(out)
        given = words("how", how, 300, "Write where, and how it was arranged.")
        done: OutOfSchool = kept(row, now, ends=ends, ended_how=given)
        due.out_redrawn(done, now)
        return done


def surgery_held(*, on: date, team: int, by: Account, now: datetime, who: str = "") -> Surgery:
    """An attendance surgery was held with a team."""
    worker = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = Team.objects.filter(pk=team).first()
        if found is None:
            raise Refused("team", "Choose the team.")
        return Surgery.objects.create(
            on=on, team=found, who=optional("who", who, 200), recorded=now, recorded_by=worker
        )


def discussed(*, surgery: int, child: int, said: str, by: Account, now: datetime) -> Discussed:
    """A child was discussed in a surgery; the attendance known on that day is kept with it."""
    worker = worker_of(by)
    with writing(by, SENTENCES):
        held = Surgery.objects.filter(pk=surgery).first()
        if held is None:
            raise Refused("", "This surgery is no longer there.")
        locked(child)
        last = Attended.objects.filter(child_id=child, withdrawn=None, ends__lte=held.on).order_by("-ends").first()
        return Discussed.objects.create(
            child_id=child, surgery=held, recorded=now, recorded_by=worker,
            percent=percent(last.attended, last.possible) if last else None,
            said=text("said", said, "Write what was said."),
        )  # fmt: skip


def taken_back(*, model: type[Recorded], number: int, why: str, by: Account, now: datetime) -> Any:
    """A record that was a mistake: it no longer counts, its duties fall away, and it stays readable with the reason.
    What was recorded with it in the register of people is corrected there."""
    worker_of(by)
    today = local_date(now)
    with writing(by, SENTENCES):
        found: Any = standing(model, number)
        if isinstance(found, PlanAsked) and found.out.filter(withdrawn=None).exists():
            raise Refused("", "Times out of school stand on this plan. Take those back first.")
        if isinstance(found, OutOfSchool) and found.checks.filter(withdrawn=None).exists():
            raise Refused("", "Weekly checks stand on this. Take those back first.")
        if isinstance(found, Panel | Discussed) and found.agreed.filter(withdrawn=None).exists():
            raise Refused("", "Something agreed stands on this. Take that back first.")
        row_back(model, number, why, now)
        found.refresh_from_db()
        if isinstance(found, Query) and found.closed is None:
            kept(found, now, closed=max(today, found.asked))
        elif isinstance(found, Panel):
            _asked_again(found.query, now)
        elif isinstance(found, Agreed | NotOnRoll):
            kept(found, now, dropped=today)
        elif isinstance(found, PlanAsked) and found.refused is None and found.issued is None:
            kept(found, now, refused=max(today, found.requested))
        elif isinstance(found, PlanAsked) and found.issued is not None and found.ceased is None:
            kept(found, now, ceased=max(today, found.issued), ceased_why="Recorded by mistake")
        elif isinstance(found, OutOfSchool):
            due.out_redrawn(found, now)
        elif isinstance(found, Checked):
            due.out_redrawn(found.out, now)
        return found


def _asked_again(query: Query | None, now: datetime) -> None:
    """The referral that closed a query was a mistake: the query is open as it was before it."""
    if query is None or query.came != Came.PANEL or query.withdrawn is not None:
        return
    ours = {"followed": None, "follow_note": ""} if query.follow_note == UNRESOLVED else {}
    kept(query, now, closed=None, came=None, **ours)


__all__ = [
    "SENTENCES", "checked", "discussed", "in_school_again", "interim_given", "out_of_school", "plan_asked",
    "plan_ceased", "plan_excepted", "plan_issued", "plan_refused", "provision_known", "surgery_held", "taken_back",
    "to_assess",
]  # fmt: skip
