"""The verbs of the virtual school: a plan is made and rated, the premium spent, attainment recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import InCare
from righthelp.practice.care.models_base import Recorded
from righthelp.practice.care.record_back import row_back, standing
from righthelp.practice.people.models import Person
from righthelp.practice.people.writing import Sentences, locked, one_of, recent, text, words, writing
from righthelp.practice.virtual_school import due, journey
from righthelp.practice.virtual_school.codes import CRITERIA_CODES, GOOD, Level, Rating, Stage, Subject
from righthelp.practice.virtual_school.models import Pep, Result
from righthelp.practice.virtual_school.terms import term_of, year_group
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "pep_once_a_term": ("held", "There is a plan of this term already. Take it back first if it was a mistake."),
    "pep_attendance_in_percent": ("attendance", "Attendance is from 0 to 100 percent."),
    "pep_premium_says_for_what": ("premium_for", "Write what the premium is asked for."),
    "pep_rated_by_another": ("rating", "Somebody else than whoever made the plan rates it, on or after that day."),
    "result_once": ("subject", "A result of this stage, subject and year is recorded already."),
    "result_year": ("year", "Enter the year, like 2021."),
}


@dataclass(frozen=True)
class Made:
    """What a plan says. Attendance in percent of the term so far, suspensions in days, money in pounds."""

    school: str
    words: str
    needs: str
    english: str
    english_target: str
    maths: str
    maths_target: str
    attendance: Decimal | None = None
    suspended: Decimal = Decimal(0)
    excluded: bool = False
    premium_for: str = ""
    premium_asked: int = 0


def plan_made(*, child: int, held: date, made: Made, by: Account, now: datetime) -> Pep:
    """A personal education plan was made with the child, the school and the carer: one each term."""
    writer = worker_of(by)
    one_of("english", made.english, Level.values)
    one_of("maths", made.maths, Level.values)
    recent("held", held, now)
    if made.premium_asked and not made.premium_for.strip():
        raise Refused("premium_for", "Write what the premium is asked for.")
    if not 0 <= made.suspended <= 190:
        raise Refused("suspended", "A school year has 190 days.")
    with writing(by, SENTENCES):
        locked(child)
        care = InCare.objects.filter(child_id=child, ends__isnull=True).first()
        if care is None:
            raise Refused("", "The child is not looked after now.")
        if held < care.starts:
            raise Refused("held", f"The child came into care on {say_date(care.starts)}. Check the date.")
        born = Person.objects.values_list("birth_date", flat=True).get(pk=child)
        row = Pep.objects.create(
            child_id=child, care=care, term=term_of(held).code, held=held,
            group=year_group(born, held) if born else None,
            school=words("school", made.school, 160, "Write which school, or where they learn."),
            words=text("words", made.words, "Write what the child says about learning."),
            needs=text("needs", made.needs, "Write what stands in the way, and who does what about it."),
            english=made.english, maths=made.maths,
            english_target=words("english_target", made.english_target, 300, "Write the target in English."),
            maths_target=words("maths_target", made.maths_target, 300, "Write the target in maths."),
            attendance=made.attendance, suspended=made.suspended, excluded=made.excluded,
            premium_for=text("premium_for", made.premium_for, ""), premium_asked=made.premium_asked,
            recorded=now, recorded_by=writer,
        )  # fmt: skip
        settle(journey.Pep, [row.pk], now)
        due.care_redrawn(care, now)
        return row


def rated(*, plan: int, rating: str, met: Sequence[str], why: str, by: Account, now: datetime) -> Pep:
    """The virtual school rates a plan against the criteria. A plan that meets fewer than all is not outstanding, and
    one without the child's own words is not good. It may be rated again."""
    worker = worker_of(by)
    one_of("rating", rating, Rating.values)
    with writing(by, SENTENCES):
        found = standing(Pep, plan)
        if found.recorded_by_id == worker.pk:
            raise Refused("rating", "You made this plan. Somebody else rates it.")
        holds = [code for code in CRITERIA_CODES if code in met]
        if rating == Rating.OUTSTANDING and len(holds) < len(CRITERIA_CODES):
            raise Refused("rating", "An outstanding plan meets every criterion.")
        if rating in GOOD and "voice" not in holds:
            raise Refused("rating", "Without the child’s own words a plan is not good.")
        found.rating, found.rated, found.rated_by, found.met = rating, local_date(now), worker, holds
        found.rated_why = text("why", why, "Write what is good, and what would make it better.")
        found.save(update_fields=["rating", "rated", "rated_by", "met", "rated_why"])
        settle(journey.Pep, [found.pk], now)
        return found


def premium_spent(*, plan: int, spent: int, came: str, by: Account, now: datetime) -> Pep:
    """What of the premium was spent, in pounds, and what came of it for the child."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = standing(Pep, plan)
        if spent > found.premium_asked:
            raise Refused("spent", f"£{found.premium_asked:,} was asked for in this plan. Ask for more in the next.")
        found.premium_spent, found.premium_came = spent, text("came", came, "Write what came of it for the child.")
        found.save(update_fields=["premium_spent", "premium_came"])
        return found


def attained(
    *, child: int, stage: str, subject: str, year: int, grade: str, reached: bool, by: Account, now: datetime
) -> Result:
    """What the child attained at the end of a key stage."""
    writer = worker_of(by)
    one_of("stage", stage, Stage.values)
    one_of("subject", subject, Subject.values)
    if not 1990 <= year <= local_date(now).year:
        raise Refused("year", "Enter the year in which it was measured, like 2021.")
    with writing(by, SENTENCES):
        locked(child)
        return Result.objects.create(
            child_id=child, stage=stage, subject=subject, year=year, reached=reached, recorded=now, recorded_by=writer,
            grade=words("grade", grade, 40, "Write the grade or the standard."),
        )  # fmt: skip


def taken_back(*, model: type[Recorded], number: int, why: str, by: Account, now: datetime) -> Any:
    """A record that was a mistake: it no longer counts, and stays readable, with the reason."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = row_back(model, number, why, now)
        if isinstance(found, Pep):
            due.redrawn(found.child_id, now)
        return found


__all__ = ["Made", "attained", "plan_made", "premium_spent", "rated", "taken_back"]
