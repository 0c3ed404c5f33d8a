"""The home of approved adopters, drawn in one way whether a child lives there already or they wait for one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from righthelp.city import names
from righthelp.city.dice import Dice, at
from righthelp.city.help_pen import Pen
from righthelp.city.kin import Kin
from righthelp.city.staff import TODAY

BY: Final = ("The agency’s decision maker", "Agency decision maker after panel")
"""Who approved them: for an agency, and for the trust."""


class Agency(NamedTuple):
    """Who provides a home; ``number`` is null for the trust itself."""

    number: int | None
    provider: str
    urn: str


TRUST: Final = Agency(None, "PR1", "SC970001")


class Adoptive(NamedTuple):
    """A home of adopters. ``worker`` supports them now."""

    home: int
    name: str
    worker: int


def couple(dice: Dice, kin: Kin, address: int) -> tuple[str, list[int]]:
    """Those who adopt, one or two, at an address: their surname and their numbers."""
    group = names.group_of_child(dice)
    surname = names.surname(dice, group)
    born = TODAY - timedelta(days=dice.whole(29 * 365, 48 * 365))
    return surname, [
        kin.somebody(group, sex, born, surname, home=address) for sex in dice.pick(("FM", "FM", "FF", "F"))
    ]


def opened(
    pen: Pen, dice: Dice, who: tuple[str, list[int]], address: int, agency: Agency, approved: date, *, places: int,
    oldest: int,
) -> Adoptive:  # fmt: skip
    """Their home on the register of care, from the day of approval."""
    surname, people = who
    team = pen.office.team(dice, "adoption")
    writer = pen.office.worker(dice, team, max(approved, date(2018, 4, 1)))
    worker = pen.office.worker(dice, team, TODAY)
    name = f"The {surname}s"
    home = pen.add(
        "care.Home", "adopters", name, address, agency.provider, agency.number, agency.urn, approved, None, "", worker,
        writer, at(approved, 12),
    )  # fmt: skip
    for person in people:
        pen.add("care.Carer", home, person, True, approved, None)
    pen.add(
        "care.Terms", home, places, places, 0, max(oldest, dice.pick((3, 5, 7))), "any", [], "",
        BY[agency.number is None], None, approved, None, writer,
    )  # fmt: skip
    return Adoptive(home, name, worker)


__all__ = ["BY", "TRUST", "Adoptive", "Agency", "couple", "opened"]
