"""The verbs of a reviewing officer's challenge: raised, answered, taken higher, told to CAFCASS, resolved."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.record import in_care
from righthelp.practice.care_plan import journey
from righthelp.practice.care_plan.codes import Issue, Level
from righthelp.practice.care_plan.models import Challenge, ChallengeStep
from righthelp.practice.people.writing import Sentences, locked, one_of, recent, text, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    "care_challenge_says_what": ("what", "Write what is not right, and what you want."),
    "care_challenge_resolved_says_how": ("on", "It is resolved on or after the day it was raised."),
    "care_challenge_cafcass_says_why": ("on", "CAFCASS is told on or after the day it was raised."),
    "care_challenge_level_once": ("level", "It has been at this level already. Take it higher, or resolve it."),
    "care_challenge_answer_says_what": ("on", "An answer comes on or after the day it was asked for."),
    "care_challenge_step_says_why": ("why", "Write why it goes higher."),
}


def _person(to: int, now: datetime) -> Worker:
    found = Worker.objects.filter(pk=to).first()
    if found is None or (found.ends and found.ends <= local_date(now)):
        raise Refused("to", "Choose somebody who works here.")
    return found


def challenged(
    *, care: int, issue: str, what: str, wanted: str, level: str, to: int, by: Account, now: datetime
) -> Challenge:
    """A reviewing officer says that something is not right, what they want, and from whom; informally or formally."""
    officer = worker_of(by)
    one_of("issue", issue, Issue.values)
    one_of("level", level, Level.values)
    today = local_date(now)
    with writing(by, SENTENCES):
        held = in_care(care)
        made = Challenge.objects.create(
            child_id=held.child_id, care=held, officer=officer, issue=issue,
            what=text("what", what, "Write what is not right for the child."),
            wanted=text("wanted", wanted, "Write what you want to happen, and by when."),
            raised=today, formal=today if level != Level.INFORMAL else None, recorded=now, recorded_by=officer,
        )  # fmt: skip
        why = "" if level == Level.INFORMAL else "Raised formally from the first."
        _step(made, level, _person(to, now), why, officer, now)
        return made


def _step(challenge: Challenge, level: str, to: Worker, why: str, by: Worker, now: datetime) -> ChallengeStep:
    made = ChallengeStep.objects.create(
        child_id=challenge.child_id, challenge=challenge, level=level, to=to, why=why, raised=local_date(now),
        raised_by=by,
    )  # fmt: skip
    _settled(challenge, now)
    return made


def _settled(challenge: Challenge, now: datetime) -> None:
    settle(journey.Challenge, [challenge.pk], now)
    settle(journey.ChallengeStep, list(challenge.steps.values_list("pk", flat=True)), now)


def challenge_open(challenge: int) -> Challenge:
    """A challenge that is not settled: the child first, then the row, locked until the transaction ends."""
    child = Challenge.objects.filter(pk=challenge).values_list("child_id", flat=True).first()
    if child is None:
        raise Refused("", "This challenge is no longer there. Open the child’s record again.")
    locked(child)
    found = Challenge.objects.select_for_update(of=("self",)).get(pk=challenge)
    if found.resolved is not None:
        raise Refused("", f"It was resolved on {say_date(found.resolved)}.")
    if found.withdrawn is not None:
        raise Refused("", f"It was taken back on {say_date(local_date(found.withdrawn))}.")
    return found


def answered(*, step: int, answer: str, by: Account, now: datetime) -> ChallengeStep:
    """Whoever it has come to answers: what is done, by whom and by when. Never the officer who raised it."""
    worker = worker_of(by)
    number = ChallengeStep.objects.filter(pk=step).values_list("challenge_id", flat=True).first()
    with writing(by, SENTENCES):
        held = challenge_open(number or 0)
        found = ChallengeStep.objects.select_for_update(of=("self",)).get(pk=step)
        if found.answered is not None or found.ended is not None:
            raise Refused("", "This level has answered already, or it has gone higher. Open the page again.")
        if held.officer_id == worker.pk:
            raise Refused("", "You raised this. Somebody else answers.")
        found.answered, found.answered_by = local_date(now), worker
        found.answer = text("answer", answer, "Write what is done, by whom and by when.")
        found.save(update_fields=["answered", "answered_by", "answer"])
        _settled(held, now)
        return found


def taken_higher(*, challenge: int, level: str, to: int, why: str, by: Account, now: datetime) -> ChallengeStep:
    """No answer, or not a good one: it goes to a higher level."""
    officer = worker_of(by)
    one_of("level", level, Level.values)
    with writing(by, SENTENCES):
        held = challenge_open(challenge)
        last = held.steps.select_for_update(of=("self",)).order_by("-level")[0]
        if level <= last.level:
            raise Refused("level", f"It is at this level: {last.get_level_display()}. Choose a higher one.")
        reason = text("why", why, "Write why it goes higher.")
        if last.answered is None:
            last.ended = local_date(now)
            last.save(update_fields=["ended"])
        if held.formal is None:
            held.formal = local_date(now)
            held.save(update_fields=["formal"])
        return _step(held, level, _person(to, now), reason, officer, now)


def told_cafcass(*, challenge: int, on: date, why: str, by: Account, now: datetime) -> Challenge:
    """CAFCASS was told, which a reviewing officer may do at any level."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = challenge_open(challenge)
        if held.cafcass is not None:
            raise Refused("on", f"CAFCASS was told on {say_date(held.cafcass)} already.")
        held.cafcass, held.cafcass_why = on, text("why", why, "Write why CAFCASS was told.")
        held.save(update_fields=["cafcass", "cafcass_why"])
        _settled(held, now)
        return held


def resolved(*, challenge: int, on: date, how: str, by: Account, now: datetime) -> Challenge:
    """What was wanted has happened, or something as good for the child has."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = challenge_open(challenge)
        held.resolved, held.resolution = on, text("how", how, "Write what has changed for the child.")
        held.save(update_fields=["resolved", "resolution"])
        _ended(held, on, now)
        return held


def _ended(held: Challenge, on: date, now: datetime) -> None:
    held.steps.filter(answered__isnull=True, ended__isnull=True).update(ended=on)
    _settled(held, now)


def challenge_taken_back(*, challenge: int, why: str, by: Account, now: datetime) -> Challenge:
    """It was raised by mistake: it no longer counts, and stays readable."""
    worker_of(by)
    reason = text("why", why, "Write why it was a mistake.", 300)
    with writing(by, SENTENCES):
        held = challenge_open(challenge)
        held.withdrawn, held.withdrawn_why, held.ended = now, reason, local_date(now)
        held.save(update_fields=["withdrawn", "withdrawn_why", "ended"])
        _ended(held, local_date(now), now)
        return held


__all__ = ["SENTENCES", "answered", "challenge_taken_back", "challenged", "resolved", "taken_higher", "told_cafcass"]
