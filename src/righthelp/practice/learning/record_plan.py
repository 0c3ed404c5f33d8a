"""The verbs of the training plan and of cohorts."""

from __future__ import annotations

from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.learning.models import Cohort, CohortMember, Course, Need, Outcome, Priority, Programme, Source
from righthelp.practice.people.writing import Sentences, one_of, optional, words, writing
from righthelp.practice.workforce import record_standing
from righthelp.practice.workforce.models import Qualification, QualificationKind, Worker

_TWICE: Sentences = {
    "need_once_a_year": ("what", "This need is in the plan of that year already."),
    "cohort_once": ("number", "There is a cohort of this programme with that number already."),
    "cohort_member_once": ("worker", "They are in this cohort already."),
}


def need_kept(
    *, year: int, what: str, who: str, people: int, priority: int, source: str, by: Account, now: datetime,
    course: int | None = None, need: int | None = None,
) -> Need:  # fmt: skip
    """Something to be learnt in a year from April, by how many; with ``need`` the one in the plan is changed."""
    if not 2018 <= year <= local_date(now).year + 3:
        raise Refused("year", "Enter the year in which it begins, in April, like 2021.")
    if people < 1:
        raise Refused("people", "Enter how many are to learn it.")
    if priority not in Priority.values:
        raise Refused("priority", "Say how pressing it is.")
    one_of("source", source, Source.values)
    if course is not None and not Course.objects.filter(pk=course).exists():
        raise Refused("course", "Choose a course from the catalogue.")
    said = words("what", what, 200, "Write what is to be learnt.")
    whom = words("who", who, 120, "Write by whom.")
    with writing(by, _TWICE):
        held = Need.objects.select_for_update().filter(pk=need).first() if need is not None else Need()
        if held is None:
            raise Refused("", "This need is no longer in the plan.")
        held.year, held.what, held.who, held.people = year, said, whom, people
        held.priority, held.source, held.course_id = priority, source, course
        held.dropped, held.dropped_why = None, ""
        held.save()
        return held


def need_dropped(*, need: int, why: str, by: Account, now: datetime) -> Need:
    """It is not to be learnt this year after all; the plan keeps it, with the reason."""
    said = words("why", why, 300, "Say why it is dropped.")
    with writing(by):
        held = Need.objects.select_for_update().filter(pk=need, dropped__isnull=True).first()
        if held is None:
            raise Refused("", "This need has been dropped already.")
        held.dropped, held.dropped_why = now, said
        held.save(update_fields=["dropped", "dropped_why"])
        return held


def cohort_begun(
    *, programme: str, number: int, starts: date, ends: date, places: int, by: Account, now: datetime,
    partner: str = "", lead: int | None = None, gives: str = "",
) -> Cohort:  # fmt: skip
    """A group goes through a programme together."""
    one_of("programme", programme, Programme.values)
    if gives:
        one_of("gives", gives, QualificationKind.values)
    if ends <= starts:
        raise Refused("ends", "It cannot end before it begins.")
    if number < 1 or not 1 <= places <= 200:
        raise Refused("number" if number < 1 else "places", "Enter a number from 1.")
    with writing(by, _TWICE):
        return Cohort.objects.create(
            programme=programme,
            number=number,
            partner=optional("partner", partner, 120),
            lead_id=lead,
            places=places,
            gives=gives,
            starts=starts,
            ends=ends,
        )


def cohort_joined(*, cohort: int, worker: int, by: Account, now: datetime) -> CohortMember:
    """Somebody is in the group, while there is a place."""
    with writing(by, _TWICE):
        held = Cohort.objects.select_for_update().filter(pk=cohort).first()
        who = Worker.objects.filter(pk=worker).first()
        if held is None or who is None:
            raise Refused("worker", "Choose somebody who works here.")
        today = local_date(now)
        if held.ends < today:
            raise Refused("worker", "This cohort is over.")
        if who.ends and who.ends <= today:
            raise Refused("worker", f"{who.name} has left.")
        if CohortMember.objects.filter(cohort=held, ended__isnull=True).count() >= held.places:
            raise Refused("worker", f"All {held.places} places of this cohort are taken.")
        return CohortMember.objects.create(cohort=held, worker=who, joined=max(today, held.starts))


def cohort_member_ended(
    *, member: int, outcome: str, on: date, by: Account, now: datetime, why: str = ""
) -> CohortMember:
    """Somebody finished, stopped, or goes on later. Finishing gives what the cohort gives, by the workforce's verb."""
    one_of("outcome", outcome, Outcome.values)
    if on > local_date(now):
        raise Refused("on", "This day is still to come.")
    if outcome != Outcome.FINISHED and not why.strip():
        raise Refused("why", "Say why, in a few words.")
    with writing(by):
        held = CohortMember.objects.select_for_update().filter(pk=member).first()
        if held is None or held.ended:
            raise Refused("", "This has been recorded already.")
        if on < held.joined:
            raise Refused("on", "They joined later than that.")
        held.outcome, held.ended, held.why = outcome, on, optional("why", why, 300)
        held.save(update_fields=["outcome", "ended", "why"])
        cohort = Cohort.objects.get(pk=held.cohort_id)
        if outcome == Outcome.FINISHED and cohort.gives:
            title = str(cohort)[:120]
            seen = Qualification.objects.filter(worker_id=held.worker_id, kind=cohort.gives, title=title)
            if not seen.exists():
                record_standing.qualified(
                    worker=held.worker_id, kind=cohort.gives, title=title, awarded=on,
                    awarded_by=cohort.partner or "The Trust", by=by, now=now,
                )  # fmt: skip
        return held
