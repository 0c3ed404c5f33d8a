"""The verbs of quality: the list of standards kept, audit cycles drawn, audits and dip samples; short-term work."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date, start_of_day
from righthelp.foundation.refusals import Refused
from righthelp.practice.assessment import law
from righthelp.practice.assessment.codes import Grade, Outcome, ShortEnding
from righthelp.practice.assessment.models import Assessment, Audit, Cycle, ShortTerm, Standard
from righthelp.practice.assessment.record_base import SENTENCES, held
from righthelp.practice.people.writing import not_later, one_of, optional, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Service, Team, Worker


def _head_of_service(by: Account) -> Worker:
    worker = worker_of(by)
    if "head_of_service" not in by.roles:
        raise Refused("", "A head of service does this.")
    return worker


def standard_added(*, name: str, ask: str, place: int, starts: date, by: Account, now: datetime) -> Standard:
    """A practice standard is checked from a day on. One that has the place now ends as it begins."""
    _head_of_service(by)
    if starts < local_date(now):
        raise Refused("starts", "It begins today or later: what was checked stays as it was.")
    with writing(by, SENTENCES):
        former = Standard.objects.select_for_update().filter(Q(ends__isnull=True) | Q(ends__gt=starts), place=place)
        for each in former:
            if each.starts >= starts:
                raise Refused("starts", f"‘{each.name}’ begins in this place on {say_date(each.starts)}.")
            each.ends = starts
            each.save(update_fields=["ends"])
        return Standard.objects.create(
            name=words("name", name, 80, "Give it a name of a few words."),
            ask=words("ask", ask, 300, "Write the question that the manager answers."),
            place=place,
            starts=starts,
        )


def standard_ended(*, standard: int, ends: date, by: Account, now: datetime) -> Standard:
    """A standard is no longer checked from a day on."""
    _head_of_service(by)
    with writing(by, SENTENCES):
        found = Standard.objects.select_for_update().filter(pk=standard, ends__isnull=True).first()
        if found is None:
            raise Refused("", "This standard has ended already.")
        if ends < local_date(now) or ends <= found.starts:
            raise Refused("ends", "It ends today or later, and after it began.")
        found.ends = ends
        found.save(update_fields=["ends"])
        return found


# Drawn by a number made of the cycle's and the assessment's own, so that nobody chooses and anybody can draw again.
_DRAW = """
select a.id, a.worker_id, a.authorised_by_id
  from assessment_assessment a join people_person p on p.id = a.child_id
 where a.authorised >= %(since)s and a.authorised < %(until)s and a.withdrawn is null and p.tier = 1
 order by md5(%(cycle)s || '/' || a.id::text), a.id limit %(wanted)s
"""


def cycle_drawn(*, name: str, since: date, until: date, wanted: int, by: Account, now: datetime) -> Cycle:
    """An audit cycle: so many assessments authorised in these days (``until`` is the last) are drawn, and shared among
    the managers of the assessment teams. Nobody is given what they wrote or authorised."""
    worker = _head_of_service(by)
    if until < since:
        raise Refused("until", "The last day is not before the first.")
    not_later("until", until, now, "Draw from days that are over.")
    if not 1 <= wanted <= 500:
        raise Refused("wanted", "Draw between 1 and 500.")
    managers = list(
        Worker.objects.filter(
            pk__in=Team.objects.filter(service=Service.ASSESSMENT, closed__isnull=True).values("manager_id")
        ).order_by("pk")
    )
    if len(managers) < 2:
        raise Refused("", "There are fewer than two assessment teams with a manager, so nobody could audit another’s.")
    with writing(by, SENTENCES):
        after = until + timedelta(days=1)
        cycle = Cycle.objects.create(
            name=words("name", name, 60, "Give the cycle a name, like ‘August 2021’."),
            since=since,
            until=after,
            wanted=wanted,
            drawn=now,
            drawn_by=worker,
        )
        given: dict[str, datetime | str | int] = {
            "since": start_of_day(since),
            "until": start_of_day(after),
            "cycle": str(cycle.pk),
            "wanted": wanted,
        }
        with connection.cursor() as cursor:
            cursor.execute(_DRAW, given)
            rows = cursor.fetchall()
        if not rows:
            raise Refused("since", "No assessment was authorised on these days.")
        load = dict.fromkeys([each.pk for each in managers], 0)
        for assessment, writer, authoriser in rows:
            free = [pk for pk in load if pk not in (writer, authoriser)]
            if not free:
                continue
            auditor = min(free, key=lambda pk: (load[pk], pk))
            load[auditor] += 1
            Audit.objects.create(cycle=cycle, assessment_id=assessment, auditor_id=auditor)
        return cycle


def audited(*, audit: int, grade: str, well: str, better: str, by: Account, now: datetime) -> Audit:
    """The manager who was given it has read it again, and says what is good and what could be better."""
    worker = worker_of(by)
    one_of("grade", grade, Grade.values)
    good = text("well", well, "Write what was done well.", 4000)
    could = text("better", better, "Write what could be better; for a very good one, what others can learn.", 4000)
    with writing(by, SENTENCES):
        found = _audit(audit)
        if found.auditor_id != worker.pk:
            raise Refused("", f"{found.auditor.name} audits this one.")
        if found.dipped:
            raise Refused("", "It has been dip sampled since. Your grade stands as it was.")
        found.done, found.grade, found.well, found.better = now, grade, good, could
        found.save(update_fields=["done", "grade", "well", "better"])
        return found


def dip_sampled(*, audit: int, grade: str, note: str, by: Account, now: datetime) -> Audit:
    """The head of service has read the same assessment and grades it too; the two grades stand side by side."""
    worker = _head_of_service(by)
    one_of("grade", grade, Grade.values)
    said = text("note", note, "Write why you see it so, and what you told the auditor.", 4000)
    with writing(by, SENTENCES):
        found = _audit(audit)
        if found.done is None:
            raise Refused("", "The manager has not audited it yet.")
        if found.auditor_id == worker.pk:
            raise Refused("", "You audited this yourself. Another head of service dips into it.")
        found.dipped, found.dipped_by, found.dip_grade, found.dip_note = now, worker, grade, said
        found.save(update_fields=["dipped", "dipped_by", "dip_grade", "dip_note"])
        return found


def audit_given(*, audit: int, to: int, by: Account, now: datetime) -> Audit:
    """Another manager audits it: the first is away, or knows the family."""
    _head_of_service(by)
    with writing(by, SENTENCES):
        found = _audit(audit)
        if found.done:
            raise Refused("", "It has been audited.")
        if to in (found.assessment.worker_id, found.assessment.authorised_by_id):
            raise Refused("to", "They wrote or authorised this assessment. Choose somebody else.")
        other = Worker.objects.filter(pk=to, teams_managed__isnull=False).first()
        if other is None:
            raise Refused("to", "Choose somebody who manages a team.")
        found.auditor = other
        found.save(update_fields=["auditor"])
        return found


def cycle_closed(*, cycle: int, learned: str, by: Account, now: datetime) -> Cycle:
    """The cycle is over; what was learned is written for the teams."""
    _head_of_service(by)
    said = text("learned", learned, "Write what was learned, for the teams.", 8000)
    with writing(by, SENTENCES):
        found = Cycle.objects.select_for_update().filter(pk=cycle).first()
        if found is None or found.closed:
            raise Refused("", "This cycle is closed already.")
        left = found.audits.filter(done__isnull=True).count()
        if left:
            raise Refused("", f"{left} {'audit is' if left == 1 else 'audits are'} not done yet.")
        found.closed, found.learned = now, said
        found.save(update_fields=["closed", "learned"])
        return found


def _audit(audit: int) -> Audit:
    """One audit, its cycle locked first: an audit and the closing of its cycle take turns."""
    cycle = Cycle.objects.select_for_update().filter(audits=audit).first()
    found = Audit.objects.select_for_update().filter(pk=audit).first() if cycle else None
    if found is None:
        raise Refused("", "This audit is no longer there. Open the cycle again.")
    if found.cycle.closed:
        raise Refused("", f"This cycle was closed on {say_date(found.cycle.closed)}.")
    return found


def short_begun(*, assessment: int, what_for: str, agreed: str, until: date, by: Account, now: datetime) -> ShortTerm:
    """Short-term work after the assessment begins: what for, with whose agreement, until when at most."""
    worker = worker_of(by)
    today = local_date(now)
    goal = text("what_for", what_for, "Write what is to be different at the end.", 4000)
    who = words("agreed", agreed, 300, "Write who in the family agreed, and what the child thinks.")
    if not today < until <= today + timedelta(weeks=law.SHORT_TERM_WEEKS):
        raise Refused("until", f"It ends after today and within {law.SHORT_TERM_WEEKS} weeks; longer work has a plan.")
    with writing(by, SENTENCES):
        row = held(assessment)
        if row.outcome != Outcome.SHORT_TERM:
            raise Refused("", "The manager decided on something else than short-term work.")
        return ShortTerm.objects.create(
            assessment=row,
            child_id=row.child_id,
            what_for=goal,
            agreed=who,
            starts=today,
            until=until,
            begun_by=worker,
        )


def short_ended(
    *, assessment: int, ended: date, ending: str, why: str, by: Account, now: datetime, lead: str = ""
) -> ShortTerm:
    """Short-term work ends, with the reason; for a step down, who leads the family's plan from now on."""
    worker = worker_of(by)
    one_of("ending", ending, ShortEnding.values)
    reason = text("why", why, "Write what is different now, and why it ends.", 400)
    not_later("ended", ended, now, "Record the end when it has come.")
    with writing(by, SENTENCES):
        held(assessment)
        found = ShortTerm.objects.select_for_update().filter(assessment_id=assessment, ended__isnull=True).first()
        if found is None:
            raise Refused("", "No short-term work goes on after this assessment.")
        if ended < found.starts:
            raise Refused("ended", f"It began on {say_date(found.starts)}.")
        found.lead = optional("lead", lead, 160)
        if ending == ShortEnding.EARLY_HELP and not found.lead:
            raise Refused("lead", "Write who leads the family’s early help plan: nobody steps down to nobody.")
        found.ended, found.ending, found.ending_why, found.ended_by = ended, ending, reason, worker
        found.save(update_fields=["ended", "ending", "ending_why", "ended_by", "lead"])
        return found


__all__ = [
    "Assessment",
    "audit_given",
    "audited",
    "cycle_closed",
    "cycle_drawn",
    "dip_sampled",
    "short_begun",
    "short_ended",
    "standard_added",
    "standard_ended",
]
