"""The verbs of leaving care: an adviser begins to help, needs are assessed, a pathway plan is made and signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.leaving_care import due, journey, queries
from righthelp.practice.leaving_care.codes import SECTIONS, Channel, Ending
from righthelp.practice.leaving_care.eligibility import Category, birthday, eligible_since, standing
from righthelp.practice.leaving_care.models import Activity, Lodging, PathwayPlan, Support
from righthelp.practice.people.models import Person
from righthelp.practice.people.writing import Sentences, locked, one_of, recent, text, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    "leaving_support_one_at_a_time": ("starts", "An adviser helps on that day already."),
    "leaving_support_ends_after_start": ("ends", "The help lasts for a day at least. Enter a later day."),
    "leaving_support_ending_says_why": ("ending", "Choose why the help ended."),
    "leaving_support_says_needs": ("needs", "Write what the young person needs."),
    "pathway_plan_once_a_day": ("made", "A plan of this day is recorded already. Enter another day."),
    "pathway_plan_signed_after": ("on", "The plan is signed on or after the day it was made."),
    "leaving_contact_by_a_channel": ("channel", "Say how you were in touch; leave it empty if you were not."),
    "leaving_activity_one_at_a_time": ("starts", "Something else is recorded on that day. Enter a later day."),
    "leaving_activity_ends_after_start": ("starts", "What came before lasted for a day at least. Enter a later day."),
    "leaving_activity_year_of_a_course": ("year", "Only a course of higher education has a year, from 1 to 7."),
    "leaving_activity_level_of_a_course": ("level", "Only a course of higher education has a level."),
    "leaving_home_one_at_a_time": ("starts", "Another home is recorded on that day. Enter a later day."),
    "leaving_home_ends_after_start": ("starts", "The home before it lasted for a day at least. Enter a later day."),
    "leaving_home_never_suits": ("suits", "No fixed home, or custody, suits nobody."),
    "leaving_home_says_why_not": ("why", "Write why it does not suit."),
    "leaving_home_staying_put": ("home", "Choose a foster home only for staying put."),
}


def helped(child: int) -> Support:
    """The help that runs: the young person first, then the row, locked until the transaction ends."""
    locked(child)
    found = Support.objects.select_for_update(of=("self",)).filter(child_id=child, ends__isnull=True).first()
    if found is None:
        raise Refused("", "No personal adviser helps yet. Name one first.")
    return found


def _adviser(adviser: int, now: datetime) -> Worker:
    found = Worker.objects.filter(pk=adviser).first()
    if found is None or (found.ends and found.ends <= local_date(now)):
        raise Refused("adviser", "Choose somebody who works here.")
    return found


def _born(person: Person) -> date:
    if person.birth_date is None:
        raise Refused("", "Record the birth date first: what the law says follows from it.")
    return person.birth_date


def taken_on(*, child: int, adviser: int, channel: str, starts: date, by: Account, now: datetime) -> Support:
    """A personal adviser begins to help; ``channel`` is how the young person likes to be reached.

    Raises ``Refused`` for somebody who is in no category on that day.
    """
    writer = worker_of(by)
    one_of("channel", channel, Channel.values)
    recent("starts", starts, now)
    with writing(by, SENTENCES):
        person = locked(child)
        born, times = _born(person), queries.stretches(child)
        if person.died_on is not None:
            raise Refused("", f"The young person died on {say_date(person.died_on)}.")
        if standing(born, times, starts).category is Category.NONE:
            raise Refused("starts", "On that day the young person was in no category. The page says why.")
        since = eligible_since(born, times)
        made = Support.objects.create(
            child_id=child,
            adviser=_adviser(adviser, now),
            channel=channel,
            starts=starts,
            eligible=since if since is not None and since <= starts else None,
            recorded=now,
            recorded_by=writer,
        )
        _settled(made, now)
        return made


def adviser_changed(*, child: int, adviser: int, channel: str, by: Account, now: datetime) -> Support:
    """Somebody else is the adviser, or the young person likes to be reached in another way."""
    worker_of(by)
    one_of("channel", channel, Channel.values)
    with writing(by, SENTENCES):
        held = helped(child)
        held.adviser, held.channel = _adviser(adviser, now), channel
        held.save(update_fields=["adviser", "channel"])
        return held


def needs_assessed(*, child: int, on: date, needs: str, by: Account, now: datetime) -> Support:
    """What the young person needs was assessed, with them."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = helped(child)
        if held.assessed is not None:
            raise Refused("on", f"Assessed on {say_date(held.assessed)} already. What changed goes into the plan.")
        held.assessed, held.needs = on, text("needs", needs, "Write what the young person needs.")
        held.save(update_fields=["assessed", "needs"])
        _settled(held, now)
        return held


def help_ended(*, child: int, ends: date, ending: str, why: str, by: Account, now: datetime) -> Support:
    """The help ends. It can begin again: up to 25 a young person may come back."""
    worker_of(by)
    one_of("ending", ending, Ending.values)
    recent("ends", ends, now)
    with writing(by, SENTENCES):
        held = helped(child)
        born = _born(Person.objects.get(pk=child))
        if ending == Ending.AGE and ends < birthday(born, 25):
            raise Refused("ending", f"The young person turns 25 on {say_date(birthday(born, 25))}.")
        held.ends, held.ending = ends, ending
        held.ending_why = text("why", why, "Write what was agreed, and how the young person can come back.")
        held.save(update_fields=["ends", "ending", "ending_why"])
        for model in (Activity, Lodging):
            model.objects.filter(child_id=child, ends__isnull=True, starts__lt=ends).update(ends=ends)
        _settled(held, now)
        return held


def planned(*, child: int, made: date, said: Mapping[str, str], by: Account, now: datetime) -> PathwayPlan:
    """A version of the pathway plan was made with the young person; ``said`` has every section of ``SECTIONS``."""
    writer = worker_of(by)
    recent("made", made, now)
    with writing(by, SENTENCES):
        held = helped(child)
        last = PathwayPlan.objects.filter(child_id=child).order_by("-made").first()
        if last is not None and made < last.made:
            raise Refused("made", f"A plan of {say_date(last.made)} is newer. Check the date.")
        words = {name: text(name, said[name], f"Write about: {title.lower()}.") for name, title, _ in SECTIONS}
        plan = PathwayPlan.objects.create(child_id=child, made=made, recorded=now, recorded_by=writer, **words)
        _settled(held, now)
        return plan


def signed(*, plan: int, on: date, by: Account, now: datetime) -> PathwayPlan:
    """The young person signed the plan."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        child = PathwayPlan.objects.filter(pk=plan).values_list("child_id", flat=True).first()
        if child is None:
            raise Refused("", "This plan is no longer there. Open the page again.")
        locked(child)
        found = PathwayPlan.objects.select_for_update(of=("self",)).get(pk=plan)
        if found.signed is not None:
            raise Refused("on", f"Signed on {say_date(found.signed)} already.")
        found.signed = on
        found.save(update_fields=["signed"])
        return found


def _settled(held: Support, now: datetime) -> None:
    settle(journey.Leaving, [held.pk], now)
    due.redrawn(held.child_id, now)


__all__ = [
    "SENTENCES",
    "adviser_changed",
    "help_ended",
    "helped",
    "needs_assessed",
    "planned",
    "signed",
    "taken_on",
]
