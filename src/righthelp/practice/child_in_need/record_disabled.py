"""The verbs of the disabled children's teams: entitlements known, short breaks, equipment, advice, the way into adult
life, the specialist assessment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import registry, settle
from righthelp.foundation.journey.reading import load
from righthelp.foundation.refusals import Refused
from righthelp.practice.child_in_need import journey
from righthelp.practice.child_in_need.codes import BreakKind, BreakUnit, Entitled, Findings, ThingKind
from righthelp.practice.child_in_need.models import (
    Advice,
    BreakUse,
    Entitlement,
    ShortBreak,
    Specialist,
    Thing,
    Transition,
)
from righthelp.practice.child_in_need.record_base import SENTENCES, decider, text, worker_of
from righthelp.practice.front_door.journey import Referral
from righthelp.practice.people.writing import locked, one_of, optional, recent, take_turns, words, writing


def entitled(*, child: int, kind: str, said: str, starts: date, by: Account, now: datetime) -> Entitlement:
    """A benefit, or a plan of school or health, runs from a day. What was recorded of this kind before ends with it."""
    worker = worker_of(by)
    one_of("kind", kind, Entitled.values)
    what = words("said", said, 200, "Write what it is: the rates, or the school named and where the plan stands.")
    if starts > local_date(now):
        raise Refused("starts", f"{say_date(starts)} is in the future. Record it when it has begun.")
    with writing(by, SENTENCES):
        person = locked(child)
        if person.birth_date and starts < person.birth_date:
            raise Refused("starts", "This is before the child was born.")
        before = Entitlement.objects.filter(child=person, kind=kind, ends__isnull=True, starts__lt=starts).first()
        if before:
            before.ends = starts
            before.save(update_fields=["ends"])
        return Entitlement.objects.create(
            child=person, kind=kind, words=what, starts=starts, recorded=now, recorded_by=worker
        )


def entitlement_ended(*, entitlement: int, ends: date, by: Account, now: datetime) -> Entitlement:
    """It no longer runs."""
    worker_of(by)
    recent("ends", ends, now)
    with writing(by, SENTENCES):
        found = Entitlement.objects.select_for_update(of=("self",)).filter(pk=entitlement, ends__isnull=True).first()
        if found is None:
            raise Refused("", "This has ended already.")
        found.ends = ends
        found.save(update_fields=["ends"])
        return found


@dataclass(frozen=True)
class BreakAgreed:
    """A short break: what, with whom, how much a year, and why."""

    kind: str
    provider: str
    amount: int
    unit: str
    why: str
    starts: date


def break_agreed(*, child: int, agreed: BreakAgreed, by: Account, now: datetime) -> ShortBreak:
    """A manager agrees a short break."""
    manager = decider(by)
    one_of("kind", agreed.kind, BreakKind.values)
    one_of("unit", agreed.unit, BreakUnit.values)
    if not 1 <= agreed.amount <= 8784:
        raise Refused("amount", "Enter how many nights, days or hours a year, as a number above nothing.")
    recent("starts", agreed.starts, now)
    with writing(by, SENTENCES):
        return ShortBreak.objects.create(
            child=locked(child),
            kind=agreed.kind,
            provider=words("provider", agreed.provider, 160, "Write who gives the break."),
            amount=agreed.amount,
            unit=agreed.unit,
            why=text("why", agreed.why, "Write what the break does for the child and the family."),
            starts=agreed.starts,
            agreed=now,
            agreed_by=manager,
        )


def _break(taken: int) -> ShortBreak:
    found = ShortBreak.objects.select_for_update(of=("self",)).filter(pk=taken).first()
    if found is None or found.ends:
        raise Refused("", "This short break has ended.")
    return found


def break_used(*, taken: int, on: date, amount: int, key: UUID, by: Account, now: datetime, said: str = "") -> BreakUse:
    """Some of it was used, and what the child said of it. Pressed twice, counted once."""
    worker = worker_of(by)
    recent("on", on, now)
    if not 1 <= amount <= 366:
        raise Refused("amount", "Enter how much was used, as a number above nothing.")
    with writing(by, SENTENCES):
        take_turns(f"need break {key}")
        before = BreakUse.objects.filter(key=key).first()
        if before:
            return before
        held = _break(taken)
        if on < held.starts:
            raise Refused("on", f"The short break began on {say_date(held.starts)}.")
        return BreakUse.objects.create(
            taken=held,
            on=on,
            amount=amount,
            said=optional("said", said, 400),
            key=key,
            recorded=now,
            recorded_by=worker,
        )


def break_ended(*, taken: int, ends: date, why: str, by: Account, now: datetime) -> ShortBreak:
    """It ends."""
    decider(by)
    reason = words("why", why, 300, "Write why it ends, and what the family has instead.")
    recent("ends", ends, now)
    with writing(by, SENTENCES):
        held = _break(taken)
        held.ends, held.ended_why = ends, reason
        held.save(update_fields=["ends", "ended_why"])
        return held


def thing_asked(
    *, child: int, kind: str, what: str, asked: date, by: Account, now: datetime, provider: str = ""
) -> Thing:
    """Equipment, or a change to the home, is asked for."""
    worker = worker_of(by)
    one_of("kind", kind, ThingKind.values)
    recent("asked", asked, now)
    with writing(by, SENTENCES):
        return Thing.objects.create(
            child=locked(child),
            kind=kind,
            what=words("what", what, 200, "Write what is needed."),
            provider=optional("provider", provider, 160),
            asked=asked,
            recorded=now,
            recorded_by=worker,
        )


def thing_moved(*, thing: int, stage: str, on: date, by: Account, now: datetime, why: str = "") -> Thing:
    """It was ordered, is there, or was declined (with the reason)."""
    worker_of(by)
    one_of("stage", stage, ("ordered", "there", "declined"))
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = Thing.objects.select_for_update(of=("self",)).filter(pk=thing).first()
        if found is None or found.there or found.declined:
            raise Refused("", "This is settled already.")
        if on < found.asked:
            raise Refused("on", f"It was asked for on {say_date(found.asked)}.")
        setattr(found, stage, on)
        if stage == "declined":
            found.declined_why = words("why", why, 300, "Write why it was declined, and what the family can do.")
        found.save()
        return found


def advice_asked(*, child: int, asked: date, asked_by: str, by: Account, now: datetime) -> Advice:
    """The council asks for social care's advice on an education, health and care plan: six weeks run from that day."""
    worker = worker_of(by)
    recent("asked", asked, now)
    with writing(by, SENTENCES):
        made = Advice.objects.create(
            child=locked(child),
            asked=asked,
            asked_by=words("asked_by", asked_by, 160, "Write who asked."),
            recorded=now,
            recorded_by=worker,
        )
        settle(journey.Advice, [made.pk], now)
        return made


def _advice(advice: int) -> Advice:
    found = Advice.objects.select_for_update(of=("self",)).filter(pk=advice).first()
    if found is None or found.given:
        raise Refused("", "This advice has been given already.")
    return found


def advice_given(*, advice: int, given: date, said: str, by: Account, now: datetime) -> Advice:
    """The advice was given."""
    worker_of(by)
    recent("given", given, now)
    with writing(by, SENTENCES):
        held = _advice(advice)
        held.given, held.advice = given, text("said", said, "Write the advice, or what it says in short.")
        held.save(update_fields=["given", "advice"])
        settle(journey.Advice, [held.pk], now)
        return held


def advice_excepted(*, advice: int, excepted: date, why: str, by: Account, now: datetime) -> Advice:
    """An exception of regulation 8 holds: the child was away for four weeks, missed an appointment, or the like."""
    decider(by)
    recent("excepted", excepted, now)
    with writing(by, SENTENCES):
        held = _advice(advice)
        held.excepted, held.excepted_why = excepted, words("why", why, 300, "Write which exception holds, and why.")
        held.save(update_fields=["excepted", "excepted_why"])
        settle(journey.Advice, [held.pk], now)
        return held


def transition_planned(
    *,
    child: int,
    began: date,
    hopes: str,
    by: Account,
    now: datetime,
    adults_asked: date | None = None,
    adults_who: str = "",
    adults_answer: str = "",
) -> Transition:
    """Preparing for adult life: what the young person hopes for, and when adult services were asked. Written over as it
    goes on; the history keeps every version."""
    worker = worker_of(by)
    recent("began", began, now) if not Transition.objects.filter(child_id=child).exists() else None
    wish = text("hopes", hopes, "Write what the young person hopes for, in their words.")
    if adults_asked is not None:
        recent("adults_asked", adults_asked, now)
        if adults_asked < began:
            raise Refused("adults_asked", "Adult services are asked after preparing began.")
        if not adults_who.strip():
            raise Refused("adults_who", "Write who was asked.")
    elif adults_answer.strip():
        raise Refused("adults_asked", "Enter when adult services were asked.")
    with writing(by, SENTENCES):
        person = locked(child)
        found = Transition.objects.filter(child=person).first() or Transition(child=person)
        found.began, found.hopes, found.adults_asked = began, wish, adults_asked
        found.adults_who = optional("adults_who", adults_who, 160)
        found.adults_answer = optional("adults_answer", adults_answer, 400)
        found.recorded, found.recorded_by = now, worker
        found.save()
        return found


def specialist_begun(
    *, child: int, by: Account, now: datetime, referral: int | None = None, referred: datetime | None = None
) -> Specialist:
    """A specialist assessment begins: for a referral, from when it was made; otherwise from the moment given."""
    worker = worker_of(by)
    with writing(by, SENTENCES):
        person = locked(child)
        since = referred or now
        if referral is not None:
            rows = load(registry.binding(Referral), ids=[referral])
            if not rows or rows[0].subject_id != child or rows[0].facts["withdrawn"]:
                raise Refused("", "This referral is no longer there. Go back to the list.")
            if rows[0].facts["kind"] != "disabled":
                raise Refused("", "This referral is not for a disabled children’s assessment.")
            made_at = rows[0].facts["made"]
            since = made_at if isinstance(made_at, datetime) else since
        if since > now:
            raise Refused("referred", "This is in the future. Record it when it has happened.")
        made = Specialist.objects.create(child=person, referral=referral, referred=since, begun=now, begun_by=worker)
        settle(journey.Specialist, [made.pk], now)
        return made


def _under_way(specialist: int) -> Specialist:
    found = Specialist.objects.select_for_update(of=("self",)).filter(pk=specialist).first()
    if found is None or found.done or found.stopped:
        raise Refused("", "This assessment is complete or was stopped already.")
    return found


@dataclass(frozen=True)
class Found:
    """What the assessment found."""

    needs: str
    child_view: str
    carers: str
    findings: str
    reason: str


def specialist_done(*, specialist: int, found: Found, by: Account, now: datetime) -> Specialist:
    """It is complete: what the child needs, what they say, what their carers need, and what follows."""
    worker = worker_of(by)
    one_of("findings", found.findings, Findings.values)
    said = {
        "needs": text("needs", found.needs, "Write what the child needs."),
        "child_view": text("child_view", found.child_view, "Write what the child says, or how they showed it."),
        "carers": text("carers", found.carers, "Write what parents and other carers need."),
        "reason": text("reason", found.reason, "Write why this follows."),
    }
    with writing(by, SENTENCES):
        held = _under_way(specialist)
        held.done, held.done_by, held.findings = now, worker, found.findings
        for name, value in said.items():
            setattr(held, name, value)
        held.save()
        settle(journey.Specialist, [held.pk], now)
        return held


def specialist_stopped(*, specialist: int, why: str, by: Account, now: datetime) -> Specialist:
    """It is not finished: a manager says why."""
    decider(by)
    reason = words("why", why, 300, "Write why it is stopped.")
    with writing(by, SENTENCES):
        held = _under_way(specialist)
        held.stopped, held.stopped_why = now, reason
        held.save(update_fields=["stopped", "stopped_why"])
        settle(journey.Specialist, [held.pk], now)
        return held


__all__ = [
    "BreakAgreed",
    "Found",
    "advice_asked",
    "advice_excepted",
    "advice_given",
    "break_agreed",
    "break_ended",
    "break_used",
    "entitled",
    "entitlement_ended",
    "specialist_begun",
    "specialist_done",
    "specialist_stopped",
    "thing_asked",
    "thing_moved",
    "transition_planned",
]
