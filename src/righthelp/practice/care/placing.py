"""A child is placed: where, in whose home, as what. Called by the rooms that decide it, in their own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import queries_homes as queries
from righthelp.practice.care.codes_homes import (
    ADOPTIVE,
    CODE_YEARS,
    NO_URN,
    SUITS,
    TEMPORARY,
    WITH_RELATIVES,
    Change,
    PlaceCode,
    Provider,
)
from righthelp.practice.care.models import Home, InCare, Stay
from righthelp.practice.care.record_homes import SENTENCES, open_home
from righthelp.practice.people.ages import years
from righthelp.practice.people.models import Person, PlacementKind
from righthelp.practice.people.record import Place, placed
from righthelp.practice.people.writing import one_of, optional, text, writing
from righthelp.practice.workforce.acting import worker_of

_KINDS: Final[dict[str, str]] = {
    "K1": PlacementKind.RESIDENTIAL,
    "K2": PlacementKind.RESIDENTIAL,
    "R1": PlacementKind.RESIDENTIAL,
    "R3": PlacementKind.RESIDENTIAL,
    "S1": PlacementKind.RESIDENTIAL,
    "K3": PlacementKind.SUPPORTED,
    "H5": PlacementKind.SUPPORTED,
    "P1": PlacementKind.PARENTS,
    "P2": PlacementKind.INDEPENDENT,
    "P3": PlacementKind.INDEPENDENT,
    "R2": PlacementKind.HEALTH,
    "R5": PlacementKind.CUSTODY,
    "Z1": PlacementKind.OTHER,
}


@dataclass(frozen=True)
class Where:
    """Where a child is placed: in a home of the register, or at an address (``at``) that ``elsewhere`` says what it is.

    ``exemption``: why the child may live there beyond the terms of the home (Children Act 1989, schedule 7 for foster
    homes); without it a full home, or a child of another age, is refused.
    """

    place: str
    home: int | None = None
    at: Place | int | None = None
    provider: str = ""
    elsewhere: str = ""
    outside: bool = False
    miles: Decimal | None = None
    why: str = ""
    exemption: str = ""


def kept(care: InCare) -> Stay:
    """The placement that is kept in a time in care: the newest stay that is not away for a while."""
    return Stay.objects.filter(care=care).exclude(place__in=TEMPORARY).order_by("-starts")[:1].get()


def kind_of(place: str, provider: str) -> str:
    """The people room's kind of placement for a code of the return."""
    if place in TEMPORARY:
        return PlacementKind.AWAY.value
    if place in ADOPTIVE:
        return PlacementKind.ADOPTERS.value
    if place in WITH_RELATIVES:
        return PlacementKind.RELATIVES.value
    if place in _KINDS:
        return str(_KINDS[place])
    return (PlacementKind.TRUST_FOSTER if provider == Provider.OURS else PlacementKind.AGENCY_FOSTER).value


def stayed(
    *, care: InCare, where: Where, starts: date, by: Account, now: datetime, change: str = "", change_note: str = ""
) -> Stay:
    """A child in care lives there from that day on; the placement before it ends that day, and why is kept with it.

    Raises ``Refused`` when the home is closed, full or not for such a placement, or the code was not yet or no longer
    used on that day.
    """
    writer, child = worker_of(by), care.child_id
    one_of("place", where.place, PlaceCode.values)
    _in_use(where.place, starts)
    with writing(by, SENTENCES):
        home = _home(where, child, starts)
        if home is not None:
            provider, urn, at = home.provider, home.urn, home.address_id
        else:
            provider, urn, at = where.provider, "", where.at  # type: ignore[assignment]  # asked below
        if where.place == "P1":
            provider = Provider.PARENT.value
        elif where.place in TEMPORARY:
            provider = ""
        elif provider not in {each.value for each in Provider if each is not Provider.PARENT}:
            raise Refused("provider", "Choose who provides the placement.")
        if at is None:
            raise Refused("at", "Enter where the child will live.")
        if home is None and where.place != "P1" and not where.elsewhere.strip():
            raise Refused("elsewhere", "Choose a home of the register, or say what this place is.")
        _before(child, starts, change, change_note)
        placement = placed(
            child=child, at=at, kind=kind_of(where.place, provider), starts=starts, by=by, now=now, same_place=True
        )
        return Stay.objects.create(
            child_id=child,
            care=care,
            placement=placement,
            home=home,
            place=where.place,
            provider=provider or None,
            urn="" if where.place in NO_URN else urn,
            elsewhere="" if home else optional("elsewhere", where.elsewhere, 160),
            outside=placement.address.area == "outside" or where.outside,
            miles=where.miles,
            starts=starts,
            why=text("why", where.why, ""),
            exemption=text("exemption", where.exemption, ""),
            recorded=now,
            recorded_by=writer,
        )


def _in_use(code: str, starts: date) -> None:
    first, last = CODE_YEARS.get(code, (0, 9999))
    year = starts.year if (starts.month, starts.day) >= (4, 1) else starts.year - 1
    if not first <= year <= last:
        label = PlaceCode(code).label
        raise Refused("place", f"“{label}” was not a placement of the national return in that year. Choose another.")


def _home(where: Where, child: int, starts: date) -> Home | None:
    if where.home is None:
        return None
    home = open_home(where.home)
    if starts < home.starts:
        raise Refused("starts", "The home was not open yet on that day.")
    if where.place not in SUITS[home.kind]:
        raise Refused(
            "place", f"{home.get_kind_display()} cannot be “{PlaceCode(where.place).label}”. Choose another of the two."
        )
    if where.exemption.strip():
        return home
    room = next(iter(queries.rooms(starts, home=home.pk)), None)
    if room is None:
        raise Refused("home", "This home has no terms on that day: nobody has decided whom it may take.")
    _room_for(child, home, room, starts)
    return home


def _room_for(child: int, home: Home, room: queries.Room, starts: date) -> None:
    """Refuse a home that is full, or not for a child of this age, unless the child lives there already. Brothers and
    sisters may fill it further."""
    there = {stay.child_id for stay in queries.living_there(home.pk, starts)}
    if child in there:
        return
    born = Person.objects.filter(pk=child).values_list("birth_date", flat=True).first()
    if born is not None and not room.youngest <= years(born, starts) <= room.oldest:
        raise Refused(
            "home",
            f"This home is for children from {room.youngest} to {room.oldest}. Choose another, or write why it may "
            "take this child.",
        )
    together = there and there <= queries.brothers_and_sisters(child)
    if room.taken + room.held >= (room.together if together else room.places):
        raise Refused("home", "The home is full on that day. Choose another, or write why it may take one more.")


def _before(child: int, starts: date, change: str, note: str) -> None:
    """The stay that runs now ends, and why is written on it."""
    former = Stay.objects.select_for_update(of=("self",)).filter(child_id=child, ends__isnull=True).first()
    if former is None:
        return
    one_of("change", change, Change.values)
    if starts <= former.starts:
        raise Refused(
            "starts", f"The child has been where they are since {say_date(former.starts)}. Enter a later day."
        )
    former.ends, former.change, former.change_note = starts, change, text("change_note", note, "")
    former.save(update_fields=["ends", "change", "change_note"])
