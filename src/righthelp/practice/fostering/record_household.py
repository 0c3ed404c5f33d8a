"""The verbs of a household: on the books, reviewed, visited, trained, left; and what was a mistake, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import record_homes
from righthelp.practice.care.codes_homes import HomeKind, Provider
from righthelp.practice.care.models import Carer, Home
from righthelp.practice.care.queries_homes import living_there
from righthelp.practice.fostering import due
from righthelp.practice.fostering.acting import serving
from righthelp.practice.fostering.codes import LASTS, Advised, Course, Left
from righthelp.practice.fostering.models import TakenBack
from righthelp.practice.fostering.models_household import HomeVisit, Household, Review, Training, View
from righthelp.practice.people.writing import Sentences, not_later, one_of, optional, recent, text, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    **record_homes.SENTENCES,
    "fostering_household_home_id_key": ("home", "This home is a household of the service already."),
    "foster_review_once_a_day": ("held", "A review of this day is recorded already."),
    "foster_training_other_named": ("called", "Write which course it was."),
    "foster_household_left_says_why": ("ends", "They leave after the day on which they were approved."),
}
Said = Mapping[int, tuple[str, str]]
"""By child: what the child says, and what the child's worker says."""


def household_held(household: int) -> Household:
    """A household that fosters, its home's row locked first, until the transaction ends."""
    home = Household.objects.filter(pk=household).values_list("home_id", flat=True).first()
    if home is None:
        raise Refused("", "This household is no longer there. Open the register again.")
    Home.objects.select_for_update(of=("self",)).get(pk=home)
    found = Household.objects.select_for_update(of=("self",)).select_related("home").get(pk=household)
    if found.left:
        raise Refused("", f"They stopped fostering on {say_date(found.left)}.")
    return found


def taken_over(
    *, home: int, approved: date, by: Account, now: datetime, reviewed_before: date | None = None
) -> Household:
    """A home of the trust that care's register has, from before the service kept its records here, gets its record.

    ``reviewed_before``: when it was last reviewed; reviews and visits are due from then on.
    """
    writer = serving(by)
    if reviewed_before is not None:
        not_later("reviewed_before", reviewed_before, now, "Enter the last review that was held.")
        if reviewed_before < approved:
            raise Refused("reviewed_before", "They were approved before they were reviewed. Check both days.")
    not_later("approved", approved, now, "Approvals to come are decided after panel.")
    with writing(by, SENTENCES):
        held = record_homes.open_home(home)
        if held.kind not in {HomeKind.FOSTER, HomeKind.CONNECTED} or held.provider != Provider.OURS:
            raise Refused("home", "Only the trust’s own foster homes are households of its service.")
        if approved < held.starts:
            raise Refused("approved", f"The home is on the register since {say_date(held.starts)}.")
        made = Household.objects.create(
            home=held,
            connected=held.kind == HomeKind.CONNECTED,
            approved=approved,
            recorded_by=writer,
            reviewed_before=reviewed_before,
        )
        due.redrawn(made, now)
        return made


def reviewed(
    *, household: int, held: date, carers_say: str, findings: str, advised: str, said: Said, by: Account, now: datetime
) -> Review:
    """A household was reviewed: its carers, each child who lives there and their workers were heard."""
    writer = worker_of(by)
    one_of("advised", advised, Advised.values)
    recent("held", held, now)
    with writing(by, SENTENCES):
        found = household_held(household)
        if held < found.approved:
            raise Refused("held", f"They were approved on {say_date(found.approved)}. Enter that day or a later one.")
        first = not Review.objects.filter(household=found, withdrawn__isnull=True).exists()
        row = Review.objects.create(
            household=found, held=held, first=first, carers_say=text("carers_say", carers_say, "Write what they say."),
            findings=text("findings", findings, "Write what the review found."), advised=advised, recorded=now,
            recorded_by=writer,
        )  # fmt: skip
        for child in {stay.child_id for stay in living_there(found.home_id, held)}:
            childs, workers = said.get(child, ("", ""))
            ask = "Write what each child says; if a child is too young, what was seen of the child."
            View.objects.create(
                review=row, child_id=child, child_says=text(f"child_{child}", childs, ask),
                worker_says=text(f"worker_{child}", workers, ""),
            )  # fmt: skip
        due.redrawn(found, now)
        return row


def home_visited(*, household: int, on: date, surprise: bool, note: str, by: Account, now: datetime) -> HomeVisit:
    """The supervising social worker was there; ``surprise``: unannounced."""
    writer = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = household_held(household)
        said = text("note", note, "Write what you saw and spoke of.")
        row = HomeVisit.objects.create(
            household=found, on=on, surprise=surprise, note=said, recorded=now, recorded_by=writer
        )
        due.redrawn(found, now)
        return row


def trained(*, carer: int, course: str, done: date, by: Account, now: datetime, called: str = "") -> Training:
    """A carer finished a course; until when it counts follows from which course it is."""
    writer = worker_of(by)
    one_of("course", course, Course.values)
    not_later("done", done, now, "Record it when it is finished.")
    with writing(by, SENTENCES):
        who = Carer.objects.filter(pk=carer, cares=True).first()
        number = Household.objects.filter(home_id=who.home_id).values_list("pk", flat=True).first() if who else None
        if who is None or number is None:
            raise Refused("carer", "Choose a carer of this household.")
        found = household_held(number)
        row = Training.objects.create(
            household=found, carer=who, course=course, done=done, called=optional("called", called, 120), recorded=now,
            until=add_months(done, LASTS[course]) if course in LASTS else None, recorded_by=writer,
        )  # fmt: skip
        due.redrawn(found, now)
        return row


def back(*, row: Review | HomeVisit | Training, why: str, by: Account, now: datetime) -> None:
    """A review, a visit or a course recorded by mistake is taken back; what is due is drawn anew without it."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        found = household_held(row.household_id)
        held = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
        if held.withdrawn:
            raise Refused("", "This was taken back already.")
        held.withdrawn = now
        held.save(update_fields=["withdrawn"])
        said = text("why", why, "Write why it is taken back.")
        TakenBack.objects.create(household=found, what=_words(row), why=said, at=now, by=writer)
        due.redrawn(found, now)


def _words(row: Review | HomeVisit | Training) -> str:
    if isinstance(row, Review):
        return f"Review of {say_date(row.held)}"
    if isinstance(row, HomeVisit):
        return f"Visit of {say_date(row.on)}{', unannounced' if row.surprise else ''}"
    return f"{Course(row.course).label}, {say_date(row.done)}"


def left(*, household: int, ends: date, left_why: str, words: str, by: Account, now: datetime) -> Household:
    """They stop fostering: the home closes on care's register on the same day, which is refused while children live
    there."""
    worker_of(by)
    one_of("left_why", left_why, Left.values)
    with writing(by, SENTENCES):
        found = household_held(household)
        record_homes.home_closed(home=found.home_id, ends=ends, why=words, by=by, now=now)
        found.left, found.left_why = ends, left_why
        found.save(update_fields=["left", "left_why"])
        due.redrawn(found, now)
        return found
