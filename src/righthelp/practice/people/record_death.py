"""The verbs for when somebody has died: it is recorded once, with who told us; what has to happen next is ticked off;
and a death recorded by mistake is taken back at once, by a manager, with the reason."""

from __future__ import annotations

from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models import BirthDateKind
from righthelp.practice.people.models_identity import AfterDeath, Death, HowKnown, Step
from righthelp.practice.people.writing import locked, not_later, one_of, optional, words, writing


def died(
    *,
    person: int,
    on: date,
    how_known: str,
    told_by: str,
    told_at: datetime,
    about: bool = False,
    in_words: str = "",
    by: Account,
    now: datetime,
) -> Death:
    """Somebody has died. ``about``: the day is not certain. From now on nothing is due for them, no list chases them.

    Facts of their life (plans, home, school) stand as they are: how and when each ended is recorded in its own place.
    """
    one_of("how_known", how_known, HowKnown.values)
    told_by = words("told_by", told_by, 120, "Enter who told us, and from where.")
    not_later("on", on, now, "Check the date.")
    if told_at > now:
        raise Refused("told_at", "This is in the future. Check the date and time.")
    if local_date(told_at) < on:
        raise Refused("told_at", "We cannot have been told before it happened. Check both dates.")
    with writing(by, {"death_once": ("on", "Their death has been recorded a moment ago by somebody else.")}):
        held = locked(person, "person")
        if held.died_on:
            raise Refused("on", f"Their death on {say_date(held.died_on)} is recorded already.")
        if held.birth_date and held.birth_date_kind == BirthDateKind.KNOWN and on < held.birth_date:
            raise Refused("on", f"They were born on {say_date(held.birth_date)}. Check the date.")
        held.died_on = on
        held.save(update_fields=["died_on"])
        return Death.objects.create(
            person=held,
            how_known=how_known,
            told_by=told_by,
            told_at=told_at,
            about=about,
            words=optional("in_words", in_words, 300),
        )


def step_taken(*, person: int, step: str, done_on: date, who: str, by: Account, now: datetime) -> AfterDeath:
    """One of the things that have to happen after a death has been done, by ``who``."""
    one_of("step", step, Step.values)
    not_later("done_on", done_on, now, "Record it when it has been done.")
    who = words("who", who, 80, "Enter who did it.")
    with writing(by, {"after_death_once": ("step", "This is recorded as done already.")}):
        held = locked(person, "person")
        death = Death.objects.filter(person=held, withdrawn_at=None).first()
        if death is None:
            raise Refused("step", "No death is recorded for this person.")
        if held.died_on and done_on < held.died_on:
            raise Refused("done_on", f"They died on {say_date(held.died_on)}. Check the date.")
        if death.steps.filter(step=step).exists():
            raise Refused("step", "This is recorded as done already.")
        return AfterDeath.objects.create(death=death, step=step, done_on=done_on, who=who)


def death_withdrawn(*, person: int, why: str, by: Account, now: datetime) -> Death:
    """The death was recorded by mistake: the person lives. What was written stays written, with why it was wrong."""
    why = words("why", why, 300, "Say how the mistake came about; it is kept with the record.")
    with writing(by):
        held = locked(person, "person")
        death = Death.objects.filter(person=held, withdrawn_at=None).first()
        if held.died_on is None:
            raise Refused("why", "No death is recorded for this person.")
        if death is None:  # loaded with the register, before deaths were told in full
            death = Death(person=held, how_known=HowKnown.OTHER, told_by="Not recorded", told_at=now)
        held.died_on = None
        held.save(update_fields=["died_on"])
        death.withdrawn_at, death.withdrawn_why = now, why
        death.save()
    return death
