"""What a child's profile leaves out when it is printed for families: whatever says where the child is, or who."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from django.db.models import Q

from righthelp.practice.care.codes_homes import TEMPORARY
from righthelp.practice.care.models import Carer, Stay
from righthelp.practice.fostering.codes_lasting import PARTS
from righthelp.practice.fostering.models_lasting import Finding
from righthelp.practice.people.models import Address, Attendance, Person, Relationship

BLANK: Final = "…"
_TITLES: Final = frozenset({"the", "mr", "mrs", "ms", "miss", "dr", "and", "house", "home"})
_NUMBER: Final = re.compile(r"^(?:(?:flat|apartment|unit)?\s*\d+\w?[\s,]+)+", re.IGNORECASE)


def tells_where(child: int) -> list[str]:
    """Names from which somebody could find where a child is, the longest first: surnames of the child and of
    relatives, home, carers and agency, address, school; of the placement that is kept, while the child is away."""
    stays = Stay.objects.filter(child_id=child, care__ends__isnull=True)
    rows = list(stays.select_related("home__agency", "placement__address").order_by("-starts"))
    now = [stay for stay in rows if stay.ends is None] + [stay for stay in rows if stay.place not in TEMPORARY][:1]
    names = [*_surnames(child), *_schools(child)]
    for stay in now:
        names += [stay.elsewhere, *_of_address(stay.placement.address)]
        if stay.home is not None:
            names += [stay.home.name, *_of_address(stay.home.address), *_parts(stay.home.name)]
            names += [stay.home.agency.name] if stay.home.agency else []
    carers = Carer.objects.filter(home_id__in={stay.home_id for stay in now}, ends__isnull=True)
    names += [name for pair in carers.values_list("person__forename", "person__surname") for name in pair]
    return sorted({name.strip() for name in names if len(name.strip()) > 1}, key=lambda name: (-len(name), name))


def _surnames(child: int) -> Iterable[str]:
    pairs = Relationship.objects.filter(Q(person_id=child) | Q(other_id=child)).values_list("person_id", "other_id")
    people = {child} | {one for pair in pairs for one in pair}
    return Person.objects.filter(pk__in=people).values_list("surname", flat=True)


def _schools(child: int) -> Iterable[str]:
    rows = Attendance.objects.filter(person_id=child, ends__isnull=True, organisation__isnull=False)
    return rows.values_list("organisation__name", flat=True)


def _parts(home: str) -> list[str]:
    """The names in the name of a home: of “The Osgoods” also Osgood."""
    words = [word for word in home.split() if word.lower() not in _TITLES]
    return words + [word[:-1] for word in words if word.endswith("s") and len(word) > 3]


def _of_address(at: Address) -> list[str]:
    code = at.postcode.strip()
    return [at.line, _NUMBER.sub("", at.line), at.locality, code, code.replace(" ", ""), code[:-3]]


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """A single word is a name only with a capital: a carer called Hope leaves hope alone."""
    said = [
        re.escape(name) if " " in name or any(letter.isdigit() for letter in name) else _word(name) for name in names
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?:[’']?s)?(?!\w)", re.IGNORECASE) if said else None


def _word(name: str) -> str:
    return rf"(?-i:{re.escape(name[0].upper())}){re.escape(name[1:])}"


def blanked(text: str, names: Iterable[str]) -> str:
    """A text with every one of these names left out, with or without an s."""
    pattern = _pattern(names)
    return pattern.sub(BLANK, text) if pattern else text


def left_out(row: Finding) -> list[str]:
    """What the print of a profile leaves out, in the words in which it was typed: to be read before it is printed."""
    pattern = _pattern(tells_where(row.child_id))
    found = {match for name in PARTS for match in pattern.findall(getattr(row, name))} if pattern else set()
    return sorted(found)


__all__ = ["BLANK", "blanked", "left_out", "tells_where"]
