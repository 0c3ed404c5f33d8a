"""The verbs of relatives and friends who are assessed for a child, and of legal challenges."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models_base import Recorded
from righthelp.practice.care.record_back import row_back, standing
from righthelp.practice.court import journey
from righthelp.practice.court.codes import Result, Subject, Suits
from righthelp.practice.court.models_family import Challenge, FamilyAssessment
from righthelp.practice.people.writing import Sentences, locked, one_of, recent, text, words, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "family_assessment_viable_says_why": ("on", "It is decided on or after the day it was asked for, with a reason."),
    "family_assessment_full_when_viable": ("due", "The full assessment is due after the day they were found viable."),
    "family_assessment_found_says_why": ("on", "The full assessment follows viability. Write what it found."),
    "family_assessment_ended_says_why": ("on", "It ends on or after the day it was asked for, with a reason."),
    "legal_challenge_answer_is_whole": ("on", "It is answered on or after the day it came."),
    "legal_challenge_closed_says_how": ("on", "It is over on or after the day it came; write what was learned."),
}


def relative_asked(*, child: int, who: str, relation: str, asked: date, by: Account, now: datetime) -> FamilyAssessment:
    """An assessment of a relative or friend is asked for; whether they might care for the child is due in ten working
    days."""
    writer = worker_of(by)
    recent("asked", asked, now)
    with writing(by, SENTENCES):
        locked(child)
        made = FamilyAssessment.objects.create(
            child_id=child, who=words("who", who, 160, "Write who it is."),
            relation=words("relation", relation, 80, "Write who they are to the child."), asked=asked, recorded=now,
            recorded_by=writer,
        )  # fmt: skip
        settle(journey.FamilyAssessment, [made.pk], now)
        return made


def _open(assessment: int) -> FamilyAssessment:
    held = standing(FamilyAssessment, assessment)
    if held.ended is not None:
        raise Refused("", f"It went no further from {say_date(held.ended)}.")
    return held


def viability(
    *, assessment: int, on: date, viable: bool, why: str, due: date | None, by: Account, now: datetime
) -> FamilyAssessment:
    """They might care for the child, and a full assessment is due by a day (the court’s, where there is one); or they
    could not, and it goes no further."""
    worker_of(by)
    recent("on", on, now)
    if viable and (due is None or not on < due <= add_months(on, 12)):
        raise Refused("due", "Enter by when the full assessment is due, within a year.")
    with writing(by, SENTENCES):
        held = _open(assessment)
        if held.full is not None:
            raise Refused("", f"The full assessment was filed on {say_date(held.full)}.")
        held.viable, held.viable_so = on, viable
        held.viable_why = text("why", why, "Write why they might, or could not.")
        if viable and due is not None:
            held.due, held.eve = due, due - timedelta(days=1)
        else:
            held.due = held.eve = None
            held.ended, held.ended_why = on, held.viable_why
        held.save(update_fields=["viable", "viable_so", "viable_why", "due", "eve", "ended", "ended_why"])
        settle(journey.FamilyAssessment, [held.pk], now)
        return held


def assessed(*, assessment: int, on: date, found: str, why: str, by: Account, now: datetime) -> FamilyAssessment:
    """The full assessment was filed: what it found. Recorded anew, it puts right what was recorded."""
    worker_of(by)
    one_of("found", found, Suits.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = _open(assessment)
        if held.due is None:
            raise Refused("", "It has not been decided that they might care for the child.")
        held.full, held.found = on, found
        held.found_why = text("why", why, "Write what was found, and which help they would need.")
        held.save(update_fields=["full", "found", "found_why"])
        settle(journey.FamilyAssessment, [held.pk], now)
        return held


def relative_ended(*, assessment: int, on: date, why: str, by: Account, now: datetime) -> FamilyAssessment:
    """It goes no further: they withdrew, or the child’s plan is another."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = _open(assessment)
        if held.full is not None:
            raise Refused("", f"The full assessment was filed on {say_date(held.full)}.")
        held.ended, held.ended_why = on, text("why", why, "Write why it goes no further.")
        held.save(update_fields=["ended", "ended_why"])
        settle(journey.FamilyAssessment, [held.pk], now)
        return held


def challenged(
    *, child: int, received: date, subject: str, what: str, owner: str, by: Account, now: datetime
) -> Challenge:
    """A letter before claim, or a claim, came: an answer is due in 14 days."""
    writer = worker_of(by)
    one_of("subject", subject, Subject.values)
    recent("received", received, now)
    with writing(by, SENTENCES):
        locked(child)
        made = Challenge.objects.create(
            child_id=child, received=received, subject=subject,
            what=text("what", what, "Write what is challenged, and what is wanted."),
            owner=words("owner", owner, 120, "Name who sees to it."), recorded=now, recorded_by=writer,
        )  # fmt: skip
        settle(journey.LegalChallenge, [made.pk], now)
        return made


def challenge_answered(*, challenge: int, on: date, answer: str, by: Account, now: datetime) -> Challenge:
    """It was answered. Recorded anew, it puts right what was recorded."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = standing(Challenge, challenge)
        if held.closed is not None:
            raise Refused("", f"It was over on {say_date(held.closed)}.")
        held.answered, held.answer = on, text("answer", answer, "Write what we answered.")
        held.save(update_fields=["answered", "answer"])
        settle(journey.LegalChallenge, [held.pk], now)
        return held


def challenge_closed(*, challenge: int, on: date, result: str, learned: str, by: Account, now: datetime) -> Challenge:
    """It is over: what came of it, and what is done differently since. Recorded anew, it puts right what was said."""
    worker_of(by)
    one_of("result", result, Result.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = standing(Challenge, challenge)
        held.closed, held.result = on, result
        held.learned = text("learned", learned, "Write what was learned, or that nothing was.")
        held.ended = None if held.answered else on
        held.save(update_fields=["closed", "result", "learned", "ended"])
        settle(journey.LegalChallenge, [held.pk], now)
        return held


def row_taken_back(*, model: type[Recorded], number: int, why: str, by: Account, now: datetime) -> None:
    """An assessment of a relative, or a legal challenge, was recorded by mistake: it no longer counts, and stays
    readable."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = row_back(model, number, why, now)
        if isinstance(found, FamilyAssessment):
            if found.ended is None:
                found.ended, found.ended_why = max(local_date(now), found.asked), found.withdrawn_why
                found.save(update_fields=["ended", "ended_why"])
            settle(journey.FamilyAssessment, [found.pk], now)
        elif isinstance(found, Challenge):
            found.ended = found.ended or local_date(now)
            found.save(update_fields=["ended"])
            settle(journey.LegalChallenge, [found.pk], now)


__all__ = [
    "SENTENCES",
    "assessed",
    "challenge_answered",
    "challenge_closed",
    "challenged",
    "relative_asked",
    "relative_ended",
    "row_taken_back",
    "viability",
]
