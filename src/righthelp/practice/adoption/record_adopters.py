"""The verbs of adopters: on the register, the stages of their approval with pauses, approved, reviewed, leaving."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.adoption import journey
from righthelp.practice.adoption.codes import Outcome, Step
from righthelp.practice.adoption.models_adopters import Adopter, Adopters, Pause, Stage, Wait
from righthelp.practice.care import record_homes
from righthelp.practice.care.codes_homes import HomeKind, Provider
from righthelp.practice.care.record_homes import Offer
from righthelp.practice.people.models import Organisation
from righthelp.practice.people.record import Place
from righthelp.practice.people.writing import Sentences, locked, not_later, one_of, recent, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    **record_homes.SENTENCES,
    "adopters_have_a_name": ("name", "Enter what the family is called."),
    "adopters_approved_have_a_home": ("decided", "Write who decided, and after which panel."),
    "adopters_left_say_why": ("on", "They withdraw on or after the day on which they asked."),
    "adopter_once": ("person", "This person belongs to them already."),
    "stage_one_at_a_time": ("", "A stage runs already. End it first."),
    "stage_ends_say_how": ("on", "A stage ends on or after the day it began."),
    "pause_one_at_a_time": ("", "The stage stands still already."),
    "pause_ends_after_start": ("on", "A pause lasts for a day at least."),
    "wait_one_at_a_time": ("", "A review of these adopters is due already."),
    "wait_says_what": ("on", "The review follows the approval, or the review before it."),
}


def adopters(household: int) -> Adopters:
    """Adopters on the register who have not left, locked until the transaction ends."""
    found = Adopters.objects.select_for_update(of=("self",)).filter(pk=household).first()
    if found is None:
        raise Refused("", "These adopters are no longer on the register.")
    if found.left is not None:
        raise Refused("", f"They withdrew on {say_date(found.left)}. Register them again if they come back.")
    return found


def registered(
    *, name: str, asked: date, seeks: str, by: Account, now: datetime, agency: int | None = None,
    worker: int | None = None, fosters: bool = False,
) -> Adopters:  # fmt: skip
    """A family asked about adopting, or another agency's adopters are considered here for the first time."""
    writer = worker_of(by)
    recent("asked", asked, now)
    if agency is not None and not Organisation.objects.filter(pk=agency).exists():
        raise Refused("agency", "Choose an agency of the register.")
    if worker is not None and not Worker.objects.filter(pk=worker, ends__isnull=True).exists():
        raise Refused("worker", "Choose somebody who works here.")
    with writing(by, SENTENCES):
        return Adopters.objects.create(
            name=words("name", name, 120, "Enter what the family is called."),
            agency_id=agency,
            worker_id=worker,
            asked=asked,
            seeks=text("seeks", seeks, ""),
            fosters=fosters,
            recorded=now,
            recorded_by=writer,
        )


def changed(
    *, household: int, name: str, seeks: str, worker: int | None, fosters: bool, by: Account, now: datetime
) -> Adopters:
    """What is said of them is put right, or somebody else supports them."""
    worker_of(by)
    if worker is not None and not Worker.objects.filter(pk=worker, ends__isnull=True).exists():
        raise Refused("worker", "Choose somebody who works here.")
    with writing(by, SENTENCES):
        held = adopters(household)
        held.name = words("name", name, 120, "Enter what the family is called.")
        held.seeks, held.worker_id, held.fosters = text("seeks", seeks, ""), worker, fosters
        held.save(update_fields=["name", "seeks", "worker", "fosters"])
        return held


def joined(*, household: int, person: int, by: Account, now: datetime) -> Adopter:
    """Somebody on the register of people is one of them."""
    worker_of(by)
    with writing(by, SENTENCES):
        locked(person, "person")
        held = adopters(household)
        made = Adopter.objects.create(adopters=held, person_id=person)
        if held.home_id is not None:
            record_homes.carer_joined(
                home=held.home_id, person=person, cares=True, starts=local_date(now), by=by, now=now
            )
        return made


def stage_begun(*, household: int, number: str, on: date, by: Account, now: datetime) -> Stage:
    """A stage of their approval begins; the second follows the first."""
    writer = worker_of(by)
    one_of("number", number, Step.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = adopters(household)
        first = Stage.objects.filter(adopters=held, number=Step.ONE.value, outcome=Outcome.ON.value).first()
        if number == Step.TWO and (first is None or first.ends is None or on < first.ends):
            raise Refused("number", "Stage two begins when stage one has ended, and they go on.")
        if held.approved is not None:
            raise Refused("", f"They were approved on {say_date(held.approved)}.")
        made = Stage.objects.create(adopters=held, number=number, starts=on, counted=on, recorded_by=writer)
        settle(journey.AdoptersStage, [made.pk], now)
        return made


def _running(household: int) -> Stage:
    adopters(household)
    found = Stage.objects.select_for_update(of=("self",)).filter(adopters_id=household, ends__isnull=True).first()
    if found is None:
        raise Refused("", "No stage of their approval runs.")
    return found


def paused(*, household: int, on: date, why: str, by: Account, now: datetime) -> Pause:
    """They ask for a pause; the stage's time stands still until it ends."""
    writer = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        stage = _running(household)
        if on < stage.starts:
            raise Refused("on", f"The stage began on {say_date(stage.starts)}. Enter a later day.")
        reason = text("why", why, "Write why they asked for a pause.")
        made = Pause.objects.create(stage=stage, starts=on, why=reason, recorded_by=writer)
        stage.still = True
        stage.save(update_fields=["still"])
        settle(journey.AdoptersStage, [stage.pk], now)
        return made


def resumed(*, household: int, on: date, by: Account, now: datetime) -> Stage:
    """The pause is over: its days are not counted."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        stage = _running(household)
        pause = Pause.objects.select_for_update().filter(stage=stage, ends__isnull=True).first()
        if pause is None:
            raise Refused("", "The stage does not stand still.")
        pause.ends = on
        pause.save(update_fields=["ends"])
        stage.counted, stage.still = stage.counted + (on - pause.starts), False
        stage.save(update_fields=["counted", "still"])
        settle(journey.AdoptersStage, [stage.pk], now)
        return stage


def stage_ended(
    *, household: int, on: date, outcome: str, why: str, by: Account, now: datetime, checks: str = ""
) -> Stage:
    """A stage ends without an approval: they go on to the next, are not suitable, or withdraw."""
    worker_of(by)
    one_of("outcome", outcome, [each for each in Outcome.values if each != Outcome.APPROVED])
    recent("on", on, now)
    with writing(by, SENTENCES):
        stage = _running(household)
        if outcome == Outcome.ON and stage.number == Step.TWO:
            raise Refused("outcome", "Stage two ends with a decision. Record the approval, or why not.")
        _ended(stage, on, outcome, why, now, checks=text("checks", checks, ""))
        if outcome != Outcome.ON:
            held = adopters(household)
            held.left, held.left_why = on, stage.why
            held.save(update_fields=["left", "left_why"])
        return stage


def _ended(stage: Stage, on: date, outcome: str, why: str, now: datetime, **more: object) -> None:
    if stage.still:
        raise Refused("", "The stage stands still. End the pause first.")
    stage.ends, stage.outcome = on, outcome
    stage.why = text("why", why, "Write what was decided, and why.")
    for name, value in more.items():
        setattr(stage, name, value)
    stage.save()
    settle(journey.AdoptersStage, [stage.pk], now)


def stage_back(*, household: int, why: str, by: Account, now: datetime) -> Stage:
    """How the last stage ended was recorded by mistake: it runs again. Why stands with the stage; an approval, which
    opened a home, is ended by leaving the register instead."""
    worker_of(by)
    reason = text("why", why, "Write why it was a mistake.")
    with writing(by, SENTENCES):
        held = Adopters.objects.select_for_update(of=("self",)).get(pk=household)
        stage = Stage.objects.select_for_update(of=("self",)).filter(adopters=held).order_by("-starts", "-pk").first()
        if stage is None or stage.ends is None or stage.outcome == Outcome.APPROVED:
            raise Refused("", "No stage has ended that could go on.")
        was = f"Taken back {say_date(local_date(now))}: {stage.get_outcome_display()}, {say_date(stage.ends)}. {reason}"
        stage.checks = "\n".join(filter(None, (stage.checks, was)))
        stage.ends, stage.outcome, stage.why = None, None, ""
        stage.save(update_fields=["ends", "outcome", "why", "checks"])
        held.left, held.left_why = None, ""
        held.save(update_fields=["left", "left_why"])
        settle(journey.AdoptersStage, [stage.pk], now)
        return stage


def approved(
    *, household: int, on: date, decided: str, at: Place, terms: Offer, by: Account, now: datetime,
    panel: date | None = None, provider: str = "", urn: str = "",
) -> Adopters:  # fmt: skip
    """They are approved: their home comes on the register of care with its terms, and they wait for a child.

    The trust's own have gone through stage two; another agency's come approved. ``decided``: by whom, after what.
    """
    writer = worker_of(by)
    not_later("on", on, now, "Record it when it has been decided.")
    with writing(by, SENTENCES):
        held = adopters(household)
        if held.approved is not None:
            raise Refused("", f"They were approved on {say_date(held.approved)} already.")
        said = words("decided", decided, 200, "Write who decided, and after which panel.")
        if held.agency_id is None:
            stage = _running(household)
            if stage.number != Step.TWO:
                raise Refused("", "They are approved at the end of stage two.")
            if panel is None or not stage.starts <= panel <= on:
                raise Refused("panel", "Enter the day of the panel: in stage two, on or before the decision.")
            _ended(stage, on, Outcome.APPROVED.value, said, now, panel=panel)
        home = record_homes.home_registered(
            kind=HomeKind.ADOPTERS.value, name=held.name, at=at, starts=on, terms=terms, agency=held.agency_id,
            provider=provider if held.agency_id else Provider.OURS.value, urn=urn, worker=held.worker_id,
            by=by, now=now,
        )  # fmt: skip
        for each in held.people.all():
            record_homes.carer_joined(home=home.pk, person=each.person_id, cares=True, starts=on, by=by, now=now)
        held.approved, held.approved_by, held.home = on, said, home
        held.save(update_fields=["approved", "approved_by", "home"])
        Wait.objects.create(adopters=held, since=on, recorded_by=writer)
        waits(household, now)
        return held


def reviewed(*, household: int, on: date, note: str, by: Account, now: datetime) -> Wait:
    """They are reviewed while they wait: are they still suitable, what has changed, whom do they hope for?"""
    writer = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        adopters(household)
        held = Wait.objects.select_for_update().filter(
            adopters_id=household, held__isnull=True, ended__isnull=True
        ).first()  # fmt: skip
        if held is None:
            raise Refused("", "They do not wait for a child now.")
        if on <= held.since:
            raise Refused("on", f"They were approved or last reviewed on {say_date(held.since)}. Enter a later day.")
        held.held, held.note = on, text("note", note, "Write what the review found.")
        held.save(update_fields=["held", "note"])
        Wait.objects.create(adopters_id=household, since=on, recorded_by=writer)
        waits(household, now)
        return held


def left(*, household: int, on: date, why: str, by: Account, now: datetime) -> Adopters:
    """They no longer wish to adopt, or their approval ends. Their home closes on the register of care."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = adopters(household)
        if Stage.objects.filter(adopters=held, ends__isnull=True).exists():
            raise Refused("", "A stage of their approval runs. End it, with its outcome.")
        if held.links.filter(declined__isnull=True, disrupted__isnull=True, plan__adopted__isnull=True).exists():
            raise Refused("", "They are considered for a child, or one lives with them. End that first.")
        held.left, held.left_why = on, text("why", why, "Write why they leave the register.")
        held.save(update_fields=["left", "left_why"])
        Wait.objects.filter(adopters=held, held__isnull=True, ended__isnull=True).update(ended=on)
        waits(household, now)
        if held.home_id is not None and held.home is not None and held.home.ends is None:
            record_homes.home_closed(home=held.home_id, ends=on, why=held.left_why[:400], by=by, now=now)
        return held


def waits(household: int, now: datetime) -> None:
    """Set the clocks of their waiting."""
    settle(journey.AdoptersWait, list(Wait.objects.filter(adopters_id=household).values_list("pk", flat=True)), now)


__all__ = [
    "SENTENCES",
    "adopters",
    "approved",
    "changed",
    "joined",
    "left",
    "paused",
    "registered",
    "resumed",
    "reviewed",
    "stage_back",
    "stage_begun",
    "stage_ended",
    "waits",
]
