"""The verbs of who must not know where somebody lives."""

from __future__ import annotations

from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models import MustNotKnow, Person, Residence
from righthelp.practice.people.writing import locked, not_later, words, writing


def kept_from(
    *,
    person: int,
    why: str,
    starts: date,
    by: Account,
    now: datetime,
    other: int | None = None,
    description: str = "",
) -> MustNotKnow:
    """``other`` (somebody here), or somebody described in words, must not know where ``person`` lives. The present home
    is protected from now on, and every later one."""
    why = words("why", why, 300, "Say what could happen if they knew.")
    not_later("starts", starts, now, "Enter the day from which they must not know.")
    if (other is None) == (not description.strip()):
        raise Refused("other", "Choose a person, or describe who it is; one of the two.")
    if other == person:
        raise Refused("other", "This is the person themselves. Choose from whom the address is kept.")
    if description:
        description = words("description", description, 120, "Describe who it is.")
    with writing(by, {"must_not_know_once": ("other", "They are on the list already.")}):
        locked(person, "person")
        if other is not None and not Person.objects.filter(pk=other).exists():
            raise Refused("other", "This person is no longer on the register. Find them again.")
        row = MustNotKnow.objects.create(person_id=person, other_id=other, words=description, why=why, starts=starts)
        for home in Residence.objects.filter(person_id=person, ends__isnull=True, protected=False):
            home.protected, home.why_changed = True, why
            home.save(update_fields=["protected", "why_changed"])
    return row


def kept_from_reviewed(*, row: int, by: Account, now: datetime) -> MustNotKnow:
    """Somebody looked again at whether the address must still be kept from them, and it must."""
    with writing(by):
        held = _live(row)
        held.reviewed_on = local_date(now)
        held.save(update_fields=["reviewed_on"])
    return held


def kept_from_ended(*, row: int, why: str, by: Account, now: datetime) -> MustNotKnow:
    """They may know now, and why. The home itself stays protected until somebody says that it need not be."""
    why = words("why", why, 300, "Say why they may know now.")
    with writing(by):
        held = _live(row)
        if held.starts >= local_date(now):
            raise Refused("why", "This began today. It can be ended from tomorrow.")
        held.ends, held.why_over = local_date(now), why
        held.save(update_fields=["ends", "why_over"])
    return held


def _live(row: int) -> MustNotKnow:
    held = MustNotKnow.objects.select_for_update().filter(pk=row, ends__isnull=True).first()
    if held is None:
        raise Refused("", "This is no longer on the list. Open it again.")
    return held
