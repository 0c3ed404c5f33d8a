"""What is looked for in every copy before it leaves, in the order of how much harm it does.

Each detector gets all that the finished file says and for whom it is, and answers with findings. None of them says
whose fact it is beyond what the text itself says: whoever wrote a name learns
no more than that it may not go out as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import Q

from righthelp.foundation.calendar import local_date
from righthelp.foundation.documents.gate import Asked, Detector, Finding
from righthelp.foundation.documents.words import Told
from righthelp.governance.privacy.models import OwnDetails
from righthelp.governance.release.passages import pasted, withheld
from righthelp.practice.people.circle import Circle, circle_of
from righthelp.practice.people.facts_in import facts_in, postcodes_in, streets_in
from righthelp.practice.people.models import Address, MustNotKnow, Placement, Residence
from righthelp.practice.people.named_in import named_in
from righthelp.practice.people.secrets_in import Recipient, Secret, found_in, kept_from, place_given_away

_FACTS: Final = {
    "number": "A number (NHS, pupil, police or other) of somebody outside this family.",
    "phone": "A telephone number of somebody outside this family.",
    "email": "An e-mail address of somebody outside this family.",
    "home": "Where somebody outside this family lives or has lived.",
}
_NAMES: Final = {
    "name": "A full name that is not of this family, nor of anybody invited.",
    "initial": "An initial and a surname that are not of this family, nor of anybody invited.",
    "birth": "A birth date beside a name that is not of this family.",
}
CLOSELY: Final = "A name that may be given to named people only."


def circle(asked: Asked) -> Circle:
    """The family of those the copy is about, and everybody invited or written to."""
    held = asked.memory.get("circle")
    if not isinstance(held, Circle):
        everybody = (*asked.invited, asked.to)
        people = [each.person for each in everybody if each.person]
        held = asked.memory["circle"] = circle_of(asked.subjects, people, [each.name for each in everybody])
    return held


def protected(heard: Told, asked: Asked, now: datetime) -> Iterable[Finding]:
    """Protected addresses. What this recipient must not know is absolute; any other needs a reason."""
    around = circle(asked)
    kept = kept_from(Recipient(person=asked.to.person, words=asked.to.words)) if _listed(asked) else None
    said: set[int] = set()
    if kept is not None:
        yield from _addresses(heard, found_in(heard.text, kept), said, absolute=True)
        yield from _placements(heard, asked, now)
    yield from _addresses(heard, found_in(heard.text, _may_be_told(heard, around, asked)), said, absolute=False)


def _listed(asked: Asked) -> bool:
    return asked.to.person is not None or bool(asked.to.words.strip())


def _may_be_told(heard: Told, around: Circle, asked: Asked) -> Any:
    """Protected homes that the text could give away: the family's, and those in a street or postcode it names."""
    codes = {code for text in heard.plain for code, *_ in postcodes_in(text)}
    streets = {key for text in heard.plain for _, keys, *_ in streets_in(text) for key in keys}
    there = Address.objects.filter(postcode__in=codes).values("pk")
    rows = Residence.objects.filter(protected=True, address__isnull=False)
    if asked.to.person is not None:
        rows = rows.exclude(person_id=asked.to.person)  # their own home is no news to them
    from django.db.models import CharField, Func
    from django.db.models.functions import Collate

    street = Collate(Func("line", function="people_street", output_field=CharField()), "C")
    named = Address.objects.annotate(street=street).filter(street__in=streets).values("pk")
    return rows.filter(Q(person_id__in=around.people) | Q(address_id__in=there) | Q(address_id__in=named))


def _addresses(heard: Told, secrets: Sequence[Secret], said: set[int], *, absolute: bool) -> Iterable[Finding]:
    """A finding for each address, once, however many live there and whatever else is said of it (``said``)."""
    homes = Residence.objects.select_related("address").in_bulk([secret.residence for secret in secrets])
    why = "A protected address. This recipient must never have it." if absolute else "A protected address."
    for secret in secrets:
        place = homes[secret.residence].address
        if place is None or place.pk in said:
            continue
        said.add(place.pk)
        where, hint = _spot(heard, place)
        words = f"{why} It is given away by its {secret.by}."
        yield Finding("protected", f"address {place.pk}", words, where, hint, absolute)


def _spot(heard: Told, place: Address) -> tuple[str, str]:
    """Where in the file a place is given away, and a hint that does not repeat it."""
    given = (place.name, place.line, place.locality, place.postcode)
    found = [
        piece.where for piece, text in zip(heard.pieces, heard.plain, strict=True) if place_given_away(text, *given)
    ]
    return ", ".join(dict.fromkeys(found)) or "spread over the file", "The address is not repeated here."


def _placements(heard: Told, asked: Asked, now: datetime) -> Iterable[Finding]:
    """Where a child is placed, of whom this recipient must not know where they live."""
    listed = MustNotKnow.objects.filter(ends__isnull=True, person_id__in=circle(asked).people)
    if asked.to.person is None:
        return
    for child, since in listed.filter(other_id=asked.to.person).values_list("person_id", "starts"):
        rows = Placement.objects.filter(Q(ends__isnull=True) | Q(ends__gt=since), child_id=child)
        for placed in rows.select_related("address"):
            given = (placed.address.name, placed.address.line, placed.address.locality, placed.address.postcode)
            by = place_given_away(heard.text, *given)
            if by:
                where, said = _spot(heard, placed.address)
                why = f"Where a child is placed. This recipient must never have it. It is given away by its {by}."
                yield Finding("protected", f"placed {placed.pk}", why, where, said, absolute=True)


def others(heard: Told, asked: Asked, now: datetime) -> Iterable[Finding]:
    """People outside the family and the meeting: by name, initial and surname, or birth date."""
    around = circle(asked)
    recipient = {asked.to.person} if asked.to.person else set()
    for each in named_in(heard, around, asked.memory):
        if set(each.people) <= recipient:
            continue
        known = bool(set(each.people) & around.people)
        why = CLOSELY if known else _NAMES[each.how]
        where = heard.where(_everywhere(heard, each.first, each.last))
        yield Finding("person", f"{each.how} {each.said}"[:200], why, where, heard.around(each.first, each.last)[:300])


def _everywhere(heard: Told, first: int, last: int) -> list[int]:
    """Every place in which the same words stand again."""
    wanted = [word.text for word in heard.words[first : last + 1]]
    words = heard.words
    return [
        at
        for at in range(len(words) - len(wanted) + 1)
        if words[at].text == wanted[0] and [word.text for word in words[at : at + len(wanted)]] == wanted
    ]


def facts(heard: Told, asked: Asked, now: datetime) -> Iterable[Finding]:
    """Numbers, telephones, e-mail addresses and homes of people outside the family."""
    for each in facts_in(heard, circle(asked), asked.memory):
        text = heard.plain[each.piece]
        said = " ".join(text[max(0, each.start - 30) : each.end + 30].split())
        where = ", ".join(
            dict.fromkeys(
                piece.where
                for piece, plain in zip(heard.pieces, heard.plain, strict=True)
                if text[each.start : each.end] in plain
            )
        )
        yield Finding(each.kind, each.said[:200], _FACTS[each.kind], where, said[:300])


def colleagues(heard: Told, asked: Asked, now: datetime) -> Iterable[Finding]:
    """A colleague’s own home."""
    codes = {code for text in heard.plain for code, *_ in postcodes_in(text)}
    if not codes:
        return
    for held in OwnDetails.objects.exclude(postcode="").filter(postcode__in=codes).exclude(line=""):
        if place_given_away(heard.text, "", held.line, "", "") == "street":
            place = Address(line=held.line, postcode=held.postcode)
            where, said = _spot(heard, place)
            yield Finding("colleague", f"details {held.pk}", "The home of somebody who works here.", where, said)


def unreadable(heard: Told, asked: Asked, now: datetime) -> Iterable[Finding]:
    """What nobody but a person can read."""
    for piece in heard.pieces:
        if piece.unreadable:
            why = "This cannot be read by the house. Open it, and say what is in it; or leave it out."
            yield Finding("unreadable", piece.where[:200], why, piece.where, "")


def schools(heard: Told, asked: Asked, now: datetime) -> Iterable[Finding]:
    """A copy for somebody who must not know where a child lives names the school the child went to since then: whoever
    waits at the gate needs no address."""
    if asked.to.person is None:
        return
    from righthelp.practice.people.models import Attendance

    today = local_date(now)
    listed = MustNotKnow.objects.filter(ends__isnull=True, other_id=asked.to.person)
    for child, since in listed.values_list("person_id", "starts"):
        rows = Attendance.objects.filter(Q(ends__isnull=True) | Q(ends__gt=today), person_id=child, starts__gte=since)
        for name in rows.values_list("organisation__name", flat=True):
            if place_given_away(heard.text, name, "", "", "") == "name":
                why = "Where a child of whom this recipient must not know goes to school or nursery."
                where = _named_where(heard, name)
                yield Finding("school", f"school of {child}", why, where, "The name is not repeated here.")


def _named_where(heard: Told, name: str) -> str:
    found = [
        piece.where
        for piece, text in zip(heard.pieces, heard.plain, strict=True)
        if place_given_away(text, name, "", "", "")
    ]
    return ", ".join(dict.fromkeys(found))


def _listing(detector: Any) -> Detector:
    def run(heard: Told, asked: Asked, now: datetime) -> Sequence[Finding]:
        return list(detector(heard, asked, now))

    return run


DETECTORS: Final[tuple[Detector, ...]] = tuple(
    _listing(each) for each in (protected, withheld, others, facts, pasted, colleagues, schools, unreadable)
)
KINDS_OF_FINDING: Final = {
    "protected": "Protected address",
    "withheld": "Kept from this recipient",
    "person": "Somebody else’s name",
    "number": "Somebody else’s number",
    "phone": "Somebody else’s telephone",
    "email": "Somebody else’s e-mail address",
    "home": "Somebody else’s home",
    "pasted": "Text from another record",
    "colleague": "A colleague’s own details",
    "school": "School of a protected child",
    "unreadable": "Cannot be read",
}
