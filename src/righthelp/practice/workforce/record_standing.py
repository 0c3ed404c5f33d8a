"""The verbs of what a worker brings and must keep: qualifications, registration, checks, milestones, working days."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Q

from righthelp.foundation.calendar import add_months, local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.writing import Sentences, words, writing
from righthelp.practice.workforce.models import (
    DbsCheck,
    FirstYear,
    Milestone,
    MilestoneKind,
    Qualification,
    QualificationKind,
    Registration,
    Regulator,
    Worker,
    WorkingPattern,
)
from righthelp.practice.workforce.programmes import OUTCOMES, planned
from righthelp.practice.workforce.record_base import By, account_of

DBS_YEARS = 3
_NUMBER = re.compile(r"SW[1-9][0-9]{0,6}")

_AT_ONCE: Sentences = {
    "registration_one_at_a_time": ("number", "A registration for some of these days is recorded already."),
    "registration_of_one_worker": ("number", "This number belongs to another worker. Check it in the public register."),
    "dbs_number_once": ("number", "This certificate is recorded already, perhaps with another worker."),
    "qualification_once": ("title", "This qualification is recorded already."),
    "first_year_one_at_a_time": ("starts", "A first year for some of these days is recorded already."),
    "pattern_one_at_a_time": ("starts", "A pattern from that day on is recorded already."),
}


def register_year_end(day: date) -> date:
    """The first day after the register's year that a day lies in: Social Work England renews by 30 November."""
    end = date(day.year, 12, 1)
    return end if day < end else date(day.year + 1, 12, 1)


def registered(
    *, worker: int, number: str, checked: date, by: By, now: datetime, starts: date | None = None, conditions: str = ""
) -> Registration:
    """Somebody looked in the public register on ``checked`` and found the worker there, until the year's end.

    A second look in the same year notes the day; a look after renewal begins the next year.
    """
    tidy = "".join(number.split()).upper()
    if not _NUMBER.fullmatch(tidy):
        raise Refused("number", "Enter the number as in the register: SW and up to seven digits, like SW12345.")
    if checked > local_date(now):
        raise Refused("checked", "This day is still to come. Enter the day you looked in the register.")
    with writing(account_of(by), _AT_ONCE):
        held = _worker(worker)
        running = Registration.objects.filter(worker=held, starts__lte=checked, ends__gt=checked).first()
        if running:
            if running.number != tidy:
                raise Refused("number", f"The number recorded is {running.number}. Check which is right.")
            running.checked, running.conditions = checked, conditions.strip()[:300]
            running.save(update_fields=["checked", "conditions"])
            return running
        last = Registration.objects.filter(worker=held, ends__lte=checked).order_by("-ends").first()
        year_began = register_year_end(checked).replace(year=register_year_end(checked).year - 1)
        begins = starts or (year_began if last and last.ends == year_began else checked)
        return Registration.objects.create(
            worker=held,
            regulator=Regulator.SWE,
            number=tidy,
            starts=begins,
            ends=register_year_end(checked),
            conditions=conditions.strip()[:300],
            checked=checked,
        )


def struck_off(*, worker: int, last_day: date, by: By, now: datetime) -> Registration:
    """The registration ended early: removed, suspended or given up. They are given no child's work from then on."""
    with writing(account_of(by), _AT_ONCE):
        running = Registration.objects.filter(worker=_worker(worker), starts__lte=last_day, ends__gt=last_day).first()
        if running is None:
            raise Refused("last_day", "No registration is recorded for that day.")
        running.ends = last_day + timedelta(days=1)
        running.save(update_fields=["ends"])
        return running


def qualified(
    *, worker: int, kind: str, title: str, awarded: date, by: By, now: datetime, awarded_by: str = ""
) -> Qualification:
    """The certificate of a qualification was seen today."""
    if kind not in QualificationKind.values:
        raise Refused("kind", "Choose one of the answers in the list.")
    called = words("title", title, 120, "Enter what the certificate says.")
    today = local_date(now)
    if awarded > today:
        raise Refused("awarded", "This day is still to come. Enter the day on the certificate.")
    with writing(account_of(by), _AT_ONCE):
        return Qualification.objects.create(
            worker=_worker(worker),
            kind=kind,
            title=called,
            awarded=awarded,
            awarded_by=awarded_by.strip()[:120],
            seen=today,
        )


def dbs_checked(
    *, worker: int, number: str, issued: date, by: By, now: datetime, update_service: bool = False
) -> DbsCheck:
    """A DBS certificate was seen today: its number and day, never what it says. The next is due three years on."""
    tidy = "".join(number.split())
    if not (tidy.isascii() and tidy.isdecimal() and len(tidy) == 12):
        raise Refused("number", "Enter the certificate's number: twelve digits.")
    today = local_date(now)
    if issued > today:
        raise Refused("issued", "This day is still to come. Enter the day on the certificate.")
    with writing(account_of(by), _AT_ONCE):
        return DbsCheck.objects.create(
            worker=_worker(worker),
            number=tidy,
            issued=issued,
            seen=today,
            renew_by=add_months(issued, 12 * DBS_YEARS),
            update_service=update_service,
        )


def milestone_done(
    *, milestone: int, done: date, by: By, now: datetime, outcome: str = "", note: str = ""
) -> Milestone:
    """A step of induction, probation or the first year is done."""
    if done > local_date(now):
        raise Refused("done", "This day is still to come. Enter the day it was done.")
    with writing(account_of(by)):
        held = Milestone.objects.select_for_update().filter(pk=milestone).first()
        if held is None:
            raise Refused("milestone", "This step is no longer there. Open the page again.")
        if held.done:
            raise Refused("done", f"This was recorded as done on {say_date(held.done)}.")
        if done < held.worker.starts:
            raise Refused("done", f"They began on {say_date(held.worker.starts)}. Enter a later day.")
        offered = dict(OUTCOMES.get(held.kind, ()))
        if offered and outcome not in offered:
            raise Refused("outcome", "Say how it went.")
        held.done, held.note, held.recorded_by = done, note.strip()[:500], account_of(by)
        held.outcome = outcome if offered else ""
        held.save(update_fields=["done", "note", "outcome", "recorded_by"])
        return held


def first_year_begun(
    *, worker: int, starts: date, caseload: int, by: By, now: datetime, assessor: int | None = None, programme: str = ""
) -> FirstYear:
    """A newly qualified social worker's assessed and supported first year begins, with fewer children meanwhile."""
    if not 10 <= caseload <= 100:
        raise Refused("caseload", "Enter the share of a full caseload in percent, from 10 to 100.")
    if assessor == worker:
        raise Refused("assessor", "Choose somebody else: nobody assesses themselves.")
    with writing(account_of(by), _AT_ONCE):
        held = _worker(worker)
        if starts < held.starts:
            raise Refused("starts", f"{held.name} began on {say_date(held.starts)}. Enter a later day.")
        year = FirstYear.objects.create(
            worker=held,
            assessor_id=assessor,
            programme=programme.strip()[:60],
            caseload=caseload,
            starts=starts,
            ends=add_months(starts, 12),
        )
        kind = MilestoneKind.FIRST_YEAR
        Milestone.objects.bulk_create(
            Milestone(worker=held, kind=kind, step=code, due=due, recorded_by=account_of(by))
            for code, due in planned(kind, starts, practice=True)
        )
        return year


def works_on(
    *, worker: int, days: Collection[int], hours: Decimal, starts: date, by: By, now: datetime
) -> WorkingPattern:
    """From a day on somebody works on these days of the week (1 is Monday), so many hours a week."""
    if not days or not set(days) <= set(range(1, 8)):
        raise Refused("days", "Choose at least one day of the week.")
    if not 0 < hours <= 60:
        raise Refused("hours", "Enter the hours of a week, from 1 to 60.")
    with writing(account_of(by), _AT_ONCE):
        held = _worker(worker)
        later = WorkingPattern.objects.filter(worker=held, starts__gte=starts).order_by("starts").first()
        if later:
            raise Refused("starts", f"A pattern from {say_date(later.starts)} is recorded. Choose a later day.")
        WorkingPattern.objects.filter(Q(ends__isnull=True) | Q(ends__gt=starts), worker=held).update(ends=starts)
        return WorkingPattern.objects.create(worker=held, days=sorted(set(days)), hours=hours, starts=starts)


def _worker(worker: int) -> Worker:
    held = Worker.objects.select_for_update(of=("self",)).filter(pk=worker).first()
    if held is None:
        raise Refused("worker", "This worker is no longer there. Choose again.")
    return held
