"""The verbs for photographs: one is added with whose agreement it was taken, and one is removed for good."""

from __future__ import annotations

from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models_identity import Photo, PhotoImage
from righthelp.practice.people.photos import rebuilt
from righthelp.practice.people.writing import locked, not_later, words, writing


def photographed(
    *, person: int, file: bytes, taken_on: date, taken_by: str, agreed_by: str, by: Account, now: datetime
) -> Photo:
    """A photograph of a person is kept, and shown when no newer one is. ``agreed_by``: the child, or who may say so."""
    not_later("taken_on", taken_on, now, "Enter the day it was taken.")
    taken_by = words("taken_by", taken_by, 80, "Enter who took it.")
    agreed_by = words("agreed_by", agreed_by, 80, "Enter who agreed to it: the child, or who may agree for them.")
    picture = rebuilt(file)
    with writing(by):
        held = locked(person, "person")
        if held.birth_date and taken_on < held.birth_date and held.birth_date_kind == "known":
            raise Refused("taken_on", "This is before they were born. Check the date.")
        photo = Photo.objects.create(
            person=held,
            taken_on=taken_on,
            taken_by=taken_by,
            agreed_by=agreed_by,
            width=picture.width,
            height=picture.height,
            added_at=now,
        )
        PhotoImage.objects.create(photo=photo, jpeg=picture.jpeg)
    return photo


def photo_removed(*, person: int, photo: int, why: str, by: Account, now: datetime) -> Photo:
    """The picture is deleted: consent withdrawn, or the wrong child. That there was one, and why it went, stays."""
    why = words("why", why, 200, "Say why it is removed.")
    with writing(by):
        held = Photo.objects.select_for_update().filter(pk=photo, person_id=person, removed_at=None).first()
        if held is None:
            raise Refused("why", "This photograph is no longer there.")
        held.removed_at, held.removed_why = now, why
        held.save(update_fields=["removed_at", "removed_why"])
        PhotoImage.objects.filter(photo=held).delete()
    return held
