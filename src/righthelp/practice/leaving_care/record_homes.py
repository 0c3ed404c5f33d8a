"""The verbs of ways to a home: housing asked for and offered, a home at risk, homeless at 16 or 17."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.record_back import standing
from righthelp.practice.leaving_care import journey
from righthelp.practice.leaving_care.codes import Band, Housed, Place, Risk, Roof
from righthelp.practice.leaving_care.eligibility import birthday
from righthelp.practice.leaving_care.models import HomeAtRisk, Homeless, HousingAsked, HousingOffered, Lodging
from righthelp.practice.people.writing import Sentences, locked, one_of, optional, recent, text, words, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "leaving_housing_closed_says_why": ("on", "It ended on or after the day on which it was asked for."),
    "leaving_housing_one_open": ("on", "An application is open already. Record what came of that."),
    "leaving_home_offer_answered_after": ("on", "It is answered on or after the day on which it was offered."),
    "leaving_home_refused_says_why": ("why", "Write why it was refused."),
    "leaving_risk_over_says_what_came": ("on", "It is over on or after the day on which it began."),
    "leaving_risk_one_open": ("kind", "This is recorded already, and is not over."),
    "leaving_homeless_placed_somewhere": ("on", "On or after the day on which they came to us."),
    "leaving_homeless_assessed_says_why": ("on", "Assessed on or after the day on which they came to us."),
    "leaving_homeless_one_open": ("came", "They came to us already, and are being assessed."),
}


def housing_asked(
    *, child: int, on: date, band: str, by: Account, now: datetime, reference: str = "", wants: str = ""
) -> HousingAsked:
    """The young person applied to the housing register, and was put into a band."""
    writer = worker_of(by)
    one_of("band", band, Band.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        locked(child)
        return HousingAsked.objects.create(
            child_id=child, asked=on, band=band, reference=optional("reference", reference, 40),
            wants=text("wants", wants, ""), recorded=now, recorded_by=writer,
        )  # fmt: skip


def _open(application: int) -> HousingAsked:
    found = standing(HousingAsked, application)
    if found.closed is not None:
        raise Refused("", f"It ended on {say_date(found.closed)}.")
    return found


def banded(*, application: int, band: str, reference: str, by: Account, now: datetime) -> HousingAsked:
    """The housing register put the application into another band."""
    worker_of(by)
    one_of("band", band, Band.values)
    with writing(by, SENTENCES):
        found = _open(application)
        found.band, found.reference = band, optional("reference", reference, 40)
        found.save(update_fields=["band", "reference"])
        return found


def housing_closed(*, application: int, on: date, outcome: str, why: str, by: Account, now: datetime) -> HousingAsked:
    """The application ended. An offer that waits is answered first."""
    worker_of(by)
    one_of("outcome", outcome, Housed.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = _open(application)
        offers = found.offers.filter(withdrawn__isnull=True)
        if offers.filter(answered__isnull=True).exists():
            raise Refused("", "A home is offered and waits for an answer. Record the answer first.")
        if outcome == Housed.HOUSED and not offers.filter(accepted=True).exists():
            raise Refused("outcome", "No home was accepted. Record the offer and its answer first.")
        found.closed, found.outcome = on, outcome
        found.closed_why = text("why", why, "Write what came of it.")
        found.save(update_fields=["closed", "outcome", "closed_why"])
        return found


def home_offered(
    *, application: int, kind: str, provider: str, place: str, on: date, by: Account, now: datetime
) -> HousingOffered:
    """A home was offered: what, by whom, where."""
    writer = worker_of(by)
    one_of("kind", kind, Place.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = _open(application)
        if on < found.asked:
            raise Refused("on", f"It was asked for on {say_date(found.asked)}. Check the date.")
        return HousingOffered.objects.create(
            child_id=found.child_id, application=found, kind=kind, on=on, recorded=now, recorded_by=writer,
            provider=words("provider", provider, 120, "Write who offers it."),
            place=words("place", place, 160, "Write where it is."),
        )  # fmt: skip


def offer_answered(
    *, offer: int, on: date, accepted: bool, by: Account, now: datetime, why: str = ""
) -> HousingOffered:
    """The young person accepted a home, or refused it and why."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = standing(HousingOffered, offer)
        if found.answered is not None:
            raise Refused("", f"It was answered on {say_date(found.answered)}.")
        found.answered, found.accepted = on, accepted
        found.why = text("why", why, "" if accepted else "Write why it was refused, in their words.")
        found.save(update_fields=["answered", "accepted", "why"])
        return found


def home_at_risk(
    *, child: int, kind: str, since: date, doing: str, by: Account, now: datetime, pence: int | None = None
) -> HomeAtRisk:
    """The young person may lose the home in which they live now. For arrears ``pence`` is what is owed."""
    writer = worker_of(by)
    one_of("kind", kind, Risk.values)
    recent("since", since, now)
    if kind == Risk.ARREARS and not pence:
        raise Refused("pence", "Enter how much is owed.")
    with writing(by, SENTENCES):
        locked(child)
        lives = Lodging.objects.filter(child_id=child, ends__isnull=True).first()
        if lives is None:
            raise Refused("", "Record where the young person lives first.")
        if since < lives.starts:
            raise Refused("since", f"They have lived there since {say_date(lives.starts)}. Check the date.")
        return HomeAtRisk.objects.create(
            child_id=child, lodging=lives, kind=kind, since=since, pence=pence if kind == Risk.ARREARS else None,
            doing=text("doing", doing, "Write what is done to keep the home."), recorded=now, recorded_by=writer,
        )  # fmt: skip


def risk_over(*, risk: int, on: date, kept: bool, came: str, by: Account, now: datetime) -> HomeAtRisk:
    """The home was kept, or lost."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = standing(HomeAtRisk, risk)
        if found.over is not None:
            raise Refused("", f"It was over on {say_date(found.over)}.")
        found.over, found.kept, found.came = on, kept, text("came", came, "Write what came of it.")
        found.save(update_fields=["over", "kept", "came"])
        return found


def homeless(*, child: int, came: date, slept: str, by: Account, now: datetime) -> Homeless:
    """A young person of 16 or 17 came to us without a home. Raises ``Refused`` for anybody older or younger."""
    writer = worker_of(by)
    recent("came", came, now)
    with writing(by, SENTENCES):
        born = locked(child).birth_date
        if born is not None and came < birthday(born, 16):
            raise Refused("came", "Not 16 yet: a child without a home needs care today. Ring the front door.")
        if born is not None and came >= birthday(born, 18):
            raise Refused("came", "18 already: the council’s housing service assesses. Record a home at risk instead.")
        made = Homeless.objects.create(
            child_id=child, came=came, slept=text("slept", slept, "Write where they slept, and what happened."),
            recorded=now, recorded_by=writer,
        )  # fmt: skip
        settle(journey.Homeless, [made.pk], now)
        return made


def safe_place(*, homeless_row: int, on: date, place: str, by: Account, now: datetime) -> Homeless:
    """There is a safe place for the night."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = standing(Homeless, homeless_row)
        if found.placed is not None:
            raise Refused("", f"Safe since {say_date(found.placed)}.")
        found.placed, found.place = on, words("place", place, 160, "Write where they are safe.")
        found.save(update_fields=["placed", "place"])
        settle(journey.Homeless, [found.pk], now)
        return found


def roof_assessed(
    *, homeless_row: int, on: date, together: bool, outcome: str, why: str, by: Account, now: datetime
) -> Homeless:
    """The assessment is complete; ``together``: children’s services and housing made it together."""
    worker_of(by)
    one_of("outcome", outcome, Roof.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = standing(Homeless, homeless_row)
        if found.assessed is not None:
            raise Refused("", f"Assessed on {say_date(found.assessed)}.")
        if found.placed is None and outcome != Roof.NOT:
            raise Refused("", "Record first where they were safe.")
        found.assessed, found.together, found.outcome = on, together, outcome
        found.why = text("why", why, "Write the reasons, and what the young person wishes.")
        found.save(update_fields=["assessed", "together", "outcome", "why"])
        settle(journey.Homeless, [found.pk], now)
        return found


__all__ = [
    "SENTENCES",
    "banded",
    "home_at_risk",
    "home_offered",
    "homeless",
    "housing_asked",
    "housing_closed",
    "offer_answered",
    "risk_over",
    "roof_assessed",
    "safe_place",
]
