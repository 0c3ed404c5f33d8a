"""The verbs of health: asked, an appointment, what came of it; services asked to help; substances; the passport."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import InCare, LegalStatus, Stay
from righthelp.practice.care.models_base import Recorded
from righthelp.practice.care.record_back import row_back, standing
from righthelp.practice.health import due, journey
from righthelp.practice.health.codes import (
    MILES,
    OWN,
    PARTS,
    SHARES,
    Consent,
    Kind,
    Misuse,
    Near,
    NoScore,
    Outcome,
    Service,
)
from righthelp.practice.health.models import Check, Passport, Referred, Substance
from righthelp.practice.people.models import Person
from righthelp.practice.people.writing import (
    Sentences,
    locked,
    not_later,
    one_of,
    optional,
    recent,
    text,
    writing,
)
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "health_one_asked": ("kind", "It is asked for already. Record what came of that."),
    "health_outcome_on_a_day": ("on", "It took place on or after the day it was asked for."),
    "health_not_kept_says_why": ("why", "Write why it did not take place."),
    "health_refused_by_somebody": ("consent", "Say who refused."),
    "health_assessed_with_consent": ("consent", "Say who agreed to the assessment."),
    "health_score_to_40": ("score", "A score is from 0 to 40, and of a questionnaire."),
    "health_questionnaire_has_score": ("score", "Enter the score, from 0 to 40."),
    "health_referral_answered": ("on", "An answer comes on or after the day it was asked for."),
    "health_referral_seen_after": ("on", "The child was seen on or after the day it was asked for."),
    "health_referral_end_says_why": ("on", "It ended on or after the day it was asked for."),
    "health_substance_offered": ("offered", "Help is offered on or after the day the problem was identified."),
    "health_passport_of_its_parts": ("chosen", "Choose at least one part."),
    "health_passport_given_after": ("on", "It is given on or after the day it was made."),
}


def _care(child: int) -> InCare:
    locked(child)
    found = InCare.objects.filter(child_id=child, ends__isnull=True).first()
    if found is None:
        raise Refused("", "The child is not looked after now.")
    return found


def asked(
    *, child: int, kind: str, on: date, by: Account, now: datetime, who: str = "", appointment: date | None = None
) -> Check:
    """A check was asked for: of whom, and for which day if that is known."""
    writer = worker_of(by)
    one_of("kind", kind, Kind.values)
    recent("on", on, now)
    if appointment is not None and appointment < on:
        raise Refused("appointment", f"It was asked for on {say_date(on)}. Check the date.")
    with writing(by, SENTENCES):
        return Check.objects.create(
            child_id=child, care=_care(child), kind=kind, who=optional("who", who, 160), asked=on,
            appointment=appointment, recorded=now, recorded_by=writer,
        )  # fmt: skip


def appointed(*, check: int, appointment: date, by: Account, now: datetime, who: str = "") -> Check:
    """There is an appointment, or another one."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = standing(Check, check)
        if found.outcome is not None:
            raise Refused("", "What came of it is recorded already.")
        if appointment < found.asked or appointment > add_months(found.asked, 24):
            raise Refused("appointment", f"It was asked for on {say_date(found.asked)}. Check the date.")
        found.appointment, found.who = appointment, optional("who", who, 160) or found.who
        found.save(update_fields=["appointment", "who"])
        return found


@dataclass(frozen=True)
class Came:
    """What came of a check. ``consent``: who agreed or refused; ``words``: what the child said."""

    outcome: str
    consent: str = ""
    why: str = ""
    words: str = ""
    found: str = ""
    who: str = ""
    immunised: bool | None = None
    developed: bool | None = None
    score: int | None = None
    no_score: str = ""


def checked(*, child: int, kind: str, on: date, came: Came, by: Account, now: datetime) -> Check:
    """A check took place, or did not and why. It answers what was asked for, if something was. A child's own no is
    respected: nothing is due until the next time. A parent's no is not the child's, and the duty stays."""
    writer = worker_of(by)
    one_of("kind", kind, Kind.values)
    one_of("outcome", came.outcome, Outcome.values)
    recent("on", on, now)
    kept, refused = came.outcome == Outcome.KEPT, came.outcome == Outcome.REFUSED
    if not kept and not came.why.strip():
        raise Refused("why", "Write why it did not take place.")
    with writing(by, SENTENCES):
        care = _care(child)
        if on < care.starts:
            raise Refused("on", f"The child came into care on {say_date(care.starts)}. Check the date.")
        _agreed(care, kind, on, came)
        waiting = Check.objects.select_for_update(of=("self",)).filter(care=care, kind=kind, outcome__isnull=True)
        row = waiting.filter(withdrawn__isnull=True).first() or Check(
            child_id=child, care=care, kind=kind, asked=on, recorded=now, recorded_by=writer
        )
        row.outcome, row.on = came.outcome, on
        row.consent = came.consent if kept or refused else ""
        row.who = optional("who", came.who, 160) or row.who
        row.why, row.words = text("why", came.why, ""), text("words", came.words, "")
        row.found = text("found", came.found, "Write what was found, and what follows." if kept else "")
        row.immunised = came.immunised if kept and kind in {Kind.ASSESSMENT, Kind.IMMUNISED} else None
        row.developed = came.developed if kept and kind == Kind.ASSESSMENT else None
        row.score = came.score if kept and kind == Kind.SDQ else None
        row.no_score = came.no_score if not kept and kind == Kind.SDQ else ""
        row.save()
        due.care_redrawn(care, now)
        return row


def _agreed(care: InCare, kind: str, on: date, came: Came) -> None:
    kept, refused = came.outcome == Outcome.KEPT, came.outcome == Outcome.REFUSED
    if kind == Kind.SDQ:
        if kept and (came.score is None or not 0 <= came.score <= 40):
            raise Refused("score", "Enter the score, from 0 to 40.")
        if not kept:
            one_of("no_score", came.no_score, NoScore.values)
        return
    if kind == Kind.IMMUNISED and kept and came.immunised is None:
        raise Refused("immunised", "Say whether immunisations are up to date.")
    if came.consent:
        one_of("consent", came.consent, Consent.values)
    elif refused or (kept and kind == Kind.ASSESSMENT):
        raise Refused("consent", "Say who refused." if refused else "Say who agreed to the assessment.")
    born = Person.objects.values_list("birth_date", flat=True).get(pk=care.child_id)
    if came.consent == Consent.ADULT and (born is None or on < add_months(born, 192)):
        raise Refused("consent", "Not 16 yet on that day. A child who understands may agree or refuse.")
    if came.consent == Consent.COUNCIL:
        law = LegalStatus.objects.filter(care=care, starts__lte=on).order_by("-starts").first()
        if law is None or law.law not in SHARES:
            raise Refused("consent", "On that day the council did not share parental responsibility. Ask a parent.")


def _near(child: int, on: date) -> Near:
    stay = Stay.objects.filter(child_id=child, starts__lte=on).order_by("-starts").first()
    if stay is None or (stay.ends is not None and stay.ends <= on):
        return Near.UNKNOWN
    if stay.miles is not None:
        return Near.YES if stay.miles <= MILES else Near.NO
    return Near.UNKNOWN if stay.outside else Near.YES


def referred(*, child: int, service: str, why: str, on: date, by: Account, now: datetime, what: str = "") -> Referred:
    """A service was asked to help. Whether the child lives within the distance of the contract is kept as it then
    was, as far as the register knows it."""
    writer = worker_of(by)
    one_of("service", service, Service.values)
    recent("on", on, now)
    if service == Service.OTHER and not what.strip():
        raise Refused("what", "Write which service.")
    with writing(by, SENTENCES):
        locked(child)
        made = Referred.objects.create(
            child_id=child, service=service, what=optional("what", what, 160), asked=on, near=_near(child, on),
            why=text("why", why, "Write why, and what is hoped for."), recorded=now, recorded_by=writer,
        )  # fmt: skip
        settle(journey.Referred, [made.pk], now)
        return made


def _waiting(referral: int) -> Referred:
    found = standing(Referred, referral)
    if found.ended is not None:
        raise Refused("", f"It ended on {say_date(found.ended)}.")
    return found


def service_answered(*, referral: int, on: date, accepted: bool, answer: str, by: Account, now: datetime) -> Referred:
    """The service accepts, or does not; then it has ended and somebody else is asked."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = _waiting(referral)
        found.answered, found.accepted = on, accepted
        found.answer = text("answer", answer, "" if accepted else "Write why not, and who is asked instead.")
        if not accepted:
            found.ended, found.outcome = on, found.answer
        found.save(update_fields=["answered", "accepted", "answer", "ended", "outcome"])
        settle(journey.Referred, [found.pk], now)
        return found


def service_saw(*, referral: int, on: date, by: Account, now: datetime) -> Referred:
    """The child was first seen: the wait is over."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = _waiting(referral)
        found.seen = on
        found.save(update_fields=["seen"])
        settle(journey.Referred, [found.pk], now)
        return found


def service_ended(*, referral: int, on: date, outcome: str, by: Account, now: datetime) -> Referred:
    """The help has ended, or is no longer waited for."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = _waiting(referral)
        found.ended, found.outcome = on, text("outcome", outcome, "Write what came of it.")
        found.save(update_fields=["ended", "outcome"])
        settle(journey.Referred, [found.pk], now)
        return found


def substance_identified(
    *, child: int, identified: date, what: str, answer: str, by: Account, now: datetime, offered: date | None = None,
    note: str = "",
) -> Substance:  # fmt: skip
    """A problem with drugs or alcohol; what help was offered, and what came of it."""
    writer = worker_of(by)
    one_of("answer", answer, Misuse.values)
    recent("identified", identified, now)
    if (offered is None) is not (answer == Misuse.NOT_OFFERED):
        raise Refused("offered", "Enter the day on which help was offered, and only then.")
    if offered is not None:
        not_later("offered", offered, now, "It is recorded when it was offered.")
    with writing(by, SENTENCES):
        locked(child)
        return Substance.objects.create(
            child_id=child, identified=identified, what=text("what", what, "Write what was identified."),
            offered=offered, answer=answer, note=text("note", note, ""), recorded=now, recorded_by=writer,
        )  # fmt: skip


def help_offered(
    *, substance: int, offered: date, answer: str, by: Account, now: datetime, note: str = ""
) -> Substance:
    """Help was offered, and received or refused."""
    worker_of(by)
    one_of("answer", answer, (Misuse.RECEIVED, Misuse.REFUSED))
    recent("offered", offered, now)
    with writing(by, SENTENCES):
        found = standing(Substance, substance)
        found.offered, found.answer, found.note = offered, answer, text("note", note, "") or found.note
        found.save(update_fields=["offered", "answer", "note"])
        return found


def passport_made(
    *, child: int, made: date, chosen: Sequence[str], said: Mapping[str, str], by: Account, now: datetime
) -> Passport:
    """A health passport in the child's words, with the parts that the young person chose."""
    writer = worker_of(by)
    recent("made", made, now)
    parts = [name for name in PARTS if name in chosen]
    if not parts:
        raise Refused("chosen", "Ask the young person what is to be in it, and choose at least one part.")
    for name in parts:
        if not said[name].strip():
            raise Refused(name, "It is to be in the passport. Write it, or leave it out.")
    with writing(by, SENTENCES):
        locked(child)
        words = {name: text(name, said[name], "") for name in PARTS}
        return Passport.objects.create(
            child_id=child, made=made, chosen=parts, recorded=now, recorded_by=writer, **words
        )


def passport_on_paper(*, child: int, on: date, about: str, by: Account, now: datetime) -> Passport:
    """The young person was given a passport that was made on paper, by a nurse say, perhaps years ago; ``about``: who
    made it."""
    writer = worker_of(by)
    not_later("on", on, now, "Record it when it has happened.")
    with writing(by, SENTENCES):
        born = locked(child).birth_date
        if born is not None and on < born:
            raise Refused("on", f"That is before the birth, on {say_date(born)}. Check the date.")
        return Passport.objects.create(
            child_id=child, made=on, given=on, chosen=[], paper=True, recorded=now, recorded_by=writer,
            about=text("about", about, "Write who made it, and what is in it."),
        )  # fmt: skip


def passport_given(*, passport: int, on: date, by: Account, now: datetime) -> Passport:
    """The young person has it."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = standing(Passport, passport)
        found.given = on
        found.save(update_fields=["given"])
        return found


def taken_back(*, model: type[Recorded], number: int, why: str, by: Account, now: datetime) -> Any:
    """A record that was a mistake: it no longer counts, and stays readable, with the reason."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = row_back(model, number, why, now)
        if isinstance(found, Check):
            due.redrawn(found.child_id, now)
        if isinstance(found, Referred) and found.ended is None:
            found.ended, found.outcome = max(found.asked, found.seen or found.asked), found.withdrawn_why
            found.save(update_fields=["ended", "outcome"])
            settle(journey.Referred, [found.pk], now)
        return found


__all__ = [
    "OWN",
    "Came",
    "appointed",
    "asked",
    "checked",
    "help_offered",
    "passport_given",
    "passport_made",
    "passport_on_paper",
    "referred",
    "service_answered",
    "service_ended",
    "service_saw",
    "substance_identified",
    "taken_back",
]
