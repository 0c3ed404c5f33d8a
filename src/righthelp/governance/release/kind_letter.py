"""A letter about a child, its address looked up when it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.documents.gate import Addressee, Attached, LeftOut, Recipients, Source, Withheld
from righthelp.foundation.documents.tree import Document, Paragraph
from righthelp.governance.release.kind_minutes import kept_apart
from righthelp.governance.release.law import Basis, Purpose
from righthelp.governance.release.models import Letter, LetterFile
from righthelp.governance.release.people_on_list import person_on_list


class Letters:
    """A letter."""

    code = "letter"
    name = "A letter"
    purpose = Purpose.FAMILY.value
    basis = Basis.TASK.value

    def source(self, pk: int) -> Source | None:
        """The letter as it is written."""
        letter = Letter.objects.select_related("written_by").filter(pk=pk).first()
        if letter is None:
            return None
        writers = (letter.written_by.account_id,) if letter.written_by.account_id else ()
        why_not = "This letter was thrown away." if letter.withdrawn else ""
        page = reverse("release:letter", args=[letter.child_id, letter.pk])
        return Source(f"Letter of {say_date(local_date(letter.written))}", (letter.child_id,), writers, page, why_not)

    def recipients(self, pk: int, now: datetime) -> Recipients:
        """The one to whom it is written, where they live today."""
        found = _to(Letter.objects.select_related("person", "organisation").get(pk=pk), now)
        return Recipients((found,), ()) if isinstance(found, Addressee) else Recipients((), (found,))

    def tree(self, pk: int, to: Addressee, now: datetime) -> Document:
        """Address block, date, what it says, who signs."""
        letter = Letter.objects.select_related("written_by__team", "child").get(pk=pk)
        signed = letter.written_by
        lines = [Paragraph(each.strip()) for each in letter.body.split("\n") if each.strip()]
        closing = [Paragraph("Yours sincerely"), Paragraph(f"{signed.name}, {signed.title}, {signed.team.name}")]
        closing += [Paragraph(f"Enclosed {n}: {each.words}") for n, each in enumerate(enclosed(pk), 1)]
        about = (to.name, *to.address, say_date(local_date(now)))
        return Document(letter.subject, about, (*lines, *closing), settings.RIGHTHELP_TRUST)

    def withheld(self, pk: int, to: Addressee) -> Sequence[Withheld]:
        """Confidential parts of minutes about the child."""
        return kept_apart((Letter.objects.get(pk=pk).child_id,), to)

    def attached(self, pk: int, to: Addressee) -> Sequence[Attached]:
        """What is enclosed, in order."""
        return [Attached(each.format, bytes(each.body)) for each in enclosed(pk)]

    def may_open(self, pk: int, account: Any, *, confidential: bool) -> bool:
        """Open to whoever may open the child’s documents: there is nothing kept for few in it."""
        return True

    def given_out(self, pk: int, by: Any, now: datetime) -> None:
        """Nothing counts the days until a letter is given out."""


def enclosed(letter: int) -> list[LetterFile]:
    """The files that go with a letter, in order."""
    return list(LetterFile.objects.filter(letter_id=letter, removed__isnull=True).order_by("pk"))


def _to(letter: Letter, now: datetime) -> Addressee | LeftOut:
    if letter.person is not None:
        return person_on_list(letter.person, f"person {letter.person_id}", {letter.child_id}, now)
    place = letter.organisation
    if place is not None:
        if place.closed_on and place.closed_on <= local_date(now):
            return LeftOut(place.name, f"{place.name} has closed.")
        lines = tuple(filter(None, (place.name if letter.name else "", place.line, place.locality, place.postcode)))
        name = letter.name or place.name
        return Addressee(f"organisation {place.pk}", name, place.name, words=f"{name}, {place.name}", address=lines)
    lines = tuple(line.strip() for line in letter.address.replace("\n", ",").split(",") if line.strip())
    return Addressee("name", letter.name, "As named in the letter", words=letter.name, address=lines)


__all__ = ["Letters"]
