"""The verbs that move a plan: a step asked for and answered, closing proposed and decided, something escalated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.codes import PlanEnding
from righthelp.practice.casework.record import plan_ended
from righthelp.practice.child_in_need import journey
from righthelp.practice.child_in_need.codes import (
    ENDINGS,
    KIND_AFTER,
    WAYS,
    Answer,
    Direction,
    EscalationLevel,
    Issue,
    Said,
    StepTo,
    Threshold,
    Verdict,
)
from righthelp.practice.child_in_need.models import Closing, Escalation, Step
from righthelp.practice.child_in_need.record import team_of
from righthelp.practice.child_in_need.record_base import SENTENCES, decider, running, text, worker_of
from righthelp.practice.people.writing import one_of, optional, recent, words, writing


@dataclass(frozen=True)
class Asking:
    """What is asked for. Either ``team``, or ``receiver`` in words."""

    to: str
    level: str
    why: str
    family: str
    family_words: str = ""
    team: int | None = None
    receiver: str = ""


def step_asked(*, plan: int, asking: Asking, by: Account, now: datetime) -> Step:
    """More help, less help or another team is asked for. The receiving side answers within two working days."""
    worker = worker_of(by)
    one_of("to", asking.to, StepTo.values)
    one_of("level", asking.level, Threshold.values)
    one_of("family", asking.family, Said.values)
    why = text("why", asking.why, "Write what has changed, and why this is the right help now.")
    said = optional("family_words", asking.family_words, 400)
    way = WAYS[asking.to]
    if asking.family != Said.YES and not said:
        raise Refused("family_words", "Write what they said, or why they were not asked.")
    if way is Direction.DOWN and asking.family == Said.NO:
        raise Refused("family", "Early help is by agreement. If the family wants none, propose to close the plan.")
    if (asking.team is None) == (not asking.receiver.strip()):
        raise Refused("team", "Say who is asked: one of our teams, or somebody else in words.")
    if way is not Direction.DOWN and asking.team is None:
        raise Refused("team", "Choose the team that is asked.")
    with writing(by, SENTENCES):
        held = running(plan)
        if KIND_AFTER.get(asking.to) == held.kind:
            raise Refused("to", "The plan is of this kind already. Name another team for it instead.")
        made = Step.objects.create(
            child_id=held.child_id,
            plan=held,
            direction=way,
            to=asking.to,
            level=asking.level,
            why=why,
            family=asking.family,
            family_words=said,
            team=team_of(asking.team) if asking.team is not None else None,
            receiver=optional("receiver", asking.receiver, 160),
            asked=now,
            asked_by=worker,
            earlier=Step.objects.filter(plan=held, to=asking.to, answer=Answer.REFUSED).order_by("-asked").first(),
        )
        settle(journey.Step, [made.pk], now)
        return made


def _waiting(step: int) -> Step:
    found = Step.objects.select_for_update().filter(pk=step).first()
    if found is None:
        raise Refused("", "This is no longer there. Open the plan again.")
    if found.withdrawn:
        raise Refused("", "This is no longer asked for.")
    if found.answered:
        raise Refused("", "Somebody has answered already. Open the plan again to see how.")
    return found


def step_answered(*, step: int, answer: str, why: str, by: Account, now: datetime, answered_words: str = "") -> Step:
    """The receiving side accepts or refuses, with a reason. For one of our teams its manager says so, and never whoever
    asked; for somebody without a sign-in here, a worker records who said it."""
    worker = worker_of(by)
    one_of("answer", answer, Answer.values)
    reason = text("why", why, "Write why.")
    with writing(by, SENTENCES):
        held = _waiting(step)
        who = optional("answered_words", answered_words, 160)
        if held.team is not None:
            decider(by)
            if held.asked_by_id == worker.pk:
                raise Refused("", "You asked for this. The manager of the team that is asked answers.")
            if held.team.manager_id != worker.pk and "head_of_service" not in by.roles:
                raise Refused("", f"The manager of {held.team.name} answers.")
        elif not who:
            raise Refused("answered_words", f"Write who at {held.receiver} answered.")
        held.answered, held.answered_by, held.answered_words = now, worker, who
        held.answer, held.answer_why = answer, reason
        held.save(update_fields=["answered", "answered_by", "answered_words", "answer", "answer_why"])
        settle(journey.Step, [held.pk], now)
        return held


def step_withdrawn(*, step: int, why: str, by: Account, now: datetime) -> Step:
    """It is no longer asked for."""
    worker_of(by)
    reason = words("why", why, 300, "Write why it is no longer asked for.")
    with writing(by, SENTENCES):
        held = _waiting(step)
        held.withdrawn, held.withdrawn_why = now, reason
        held.save(update_fields=["withdrawn", "withdrawn_why"])
        settle(journey.Step, [held.pk], now)
        return held


_NEEDS = {PlanEnding.STEP_UP.value: Direction.UP, PlanEnding.STEP_DOWN.value: Direction.DOWN}


def closing_proposed(
    *, plan: int, ending: str, why: str, told: str, by: Account, now: datetime, family_words: str = ""
) -> Closing:
    """Somebody proposes that the plan ends: why, and who is told."""
    worker = worker_of(by)
    one_of("ending", ending, [value for value, _ in ENDINGS])
    reason = text("why", why, "Write why the plan ends.")
    who = words("told", told, 400, "Write who has been told, or will be: family, school, health, others in the plan.")
    with writing(by, SENTENCES):
        held = running(plan)
        if Step.objects.filter(plan=held, answered__isnull=True, withdrawn__isnull=True).exists():
            raise Refused("", "A step up or down waits for its answer. Close the plan when it has come.")
        way = _NEEDS.get(ending)
        if way and not Step.objects.filter(plan=held, direction=way, answer=Answer.ACCEPTED).exists():
            said = "up" if way is Direction.UP else "down"
            raise Refused("ending", f"No step {said} has been accepted. Ask for it first, or choose another reason.")
        return Closing.objects.create(
            plan=held,
            child_id=held.child_id,
            ending=ending,
            why=reason,
            told=who,
            family_words=text("family_words", family_words, ""),
            proposed=now,
            proposed_by=worker,
        )


def closing_decided(
    *, closing: int, verdict: str, why: str, by: Account, now: datetime, ends: date | None = None
) -> Closing:
    """Another person, a manager, closes the plan or says why it goes on."""
    manager = decider(by)
    one_of("verdict", verdict, Verdict.values)
    reason = text("why", why, "Write why.")
    with writing(by, SENTENCES):
        held = Closing.objects.select_for_update(of=("self",)).filter(pk=closing).first()
        if held is None:
            raise Refused("", "This is no longer there. Open the plan again.")
        if held.decided:
            raise Refused("", "Somebody has decided already. Open the plan again to see how.")
        if held.proposed_by_id == manager.pk:
            raise Refused("", "You proposed it. Another manager decides.")
        running(held.plan_id)
        held.decided, held.decided_by, held.verdict, held.verdict_why = now, manager, verdict, reason
        held.save(update_fields=["decided", "decided_by", "verdict", "verdict_why"])
        if verdict == Verdict.CLOSED:
            if ends is None:
                raise Refused("ends", "Enter the first day without the plan.")
            recent("ends", ends, now)
            plan_ended(plan=held.plan_id, ends=ends, ending=held.ending, why=held.why[:400], by=by, now=now)
        return held


def escalated(*, plan: int, issue: str, what: str, level: str, to: str, by: Account, now: datetime) -> Escalation:
    """Something stands in the way of change for the child, and somebody is told who can do something about it."""
    worker = worker_of(by)
    one_of("issue", issue, Issue.values)
    one_of("level", level, EscalationLevel.values)
    said = text("what", what, "Write what stands in the way, and what it does to the child.")
    whom = words("to", to, 160, "Write who is told.")
    with writing(by, SENTENCES):
        held = running(plan)
        made = Escalation.objects.create(
            plan=held,
            child_id=held.child_id,
            issue=issue,
            what=said,
            level=level,
            to=whom,
            raised=now,
            raised_by=worker,
        )
        settle(journey.Escalation, [made.pk], now)
        return made


def _unsettled(escalation: int) -> Escalation:
    found = Escalation.objects.select_for_update(of=("self",)).filter(pk=escalation).first()
    if found is None or found.settled:
        raise Refused("", "This is settled already. Open the plan again.")
    return found


def escalation_answered(*, escalation: int, answer: str, by: Account, now: datetime) -> Escalation:
    """Whoever was told has answered."""
    worker = worker_of(by)
    said = text("answer", answer, "Write what they answered, and what they will do.")
    with writing(by, SENTENCES):
        held = _unsettled(escalation)
        if held.answered:
            raise Refused("", "An answer is recorded already. Settle it, or take it further.")
        held.answered, held.answer, held.answered_by = now, said, worker
        held.save(update_fields=["answered", "answer", "answered_by"])
        settle(journey.Escalation, [held.pk], now)
        return held


def escalation_settled(*, escalation: int, how: str, by: Account, now: datetime) -> Escalation:
    """It no longer stands in the way."""
    worker_of(by)
    said = words("how", how, 400, "Write how it was settled.")
    with writing(by, SENTENCES):
        return _settled(_unsettled(escalation), said, now)


def _settled(held: Escalation, how: str, now: datetime) -> Escalation:
    held.settled, held.settled_how = now, how
    held.save(update_fields=["settled", "settled_how"])
    settle(journey.Escalation, [held.pk], now)
    return held


def taken_further(*, escalation: int, to: str, what: str, by: Account, now: datetime) -> Escalation:
    """The answer did not help, or none came: it goes one level up."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = _unsettled(escalation)
        levels = EscalationLevel.values
        if held.level == levels[-1]:
            raise Refused("", f"It is at the highest level since {say_date(held.raised)}. Settle it when it is over.")
        up = levels[levels.index(held.level) + 1]
        _settled(held, "Taken to the next level.", now)
        made = escalated(plan=held.plan_id, issue=held.issue, what=what, level=up, to=to, by=by, now=now)
        made.after = held
        made.save(update_fields=["after"])
        return made


__all__ = [
    "Asking",
    "closing_decided",
    "closing_proposed",
    "escalated",
    "escalation_answered",
    "escalation_settled",
    "step_answered",
    "step_asked",
    "step_withdrawn",
    "taken_further",
]
