"""The genogram and the ecomap of one child, from what the reader may know, with the same facts in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q
from django.urls import reverse

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.practice.people import kin
from righthelp.practice.people.ages import say_age, years
from righthelp.practice.people.drawing.ecomap import Circle, Ecomap, ecomap
from righthelp.practice.people.drawing.family import (
    Beside,
    Between,
    Bond,
    Descent,
    Family,
    Feeling,
    Figure,
    Parted,
    Shape,
    Tie,
)
from righthelp.practice.people.drawing.genogram import Genogram, genogram
from righthelp.practice.people.homes import homes_for, households
from righthelp.practice.people.kinds import Quality, RelationshipKind
from righthelp.practice.people.models import BirthDateKind, Support
from righthelp.practice.people.queries_family import Row, Someone, Wider, is_unborn, someones, wider_family
from righthelp.practice.people.standing import NOBODY, standing

_TIES: Final = {"married": Tie.MARRIED, "civil": Tie.MARRIED, "cohabiting": Tie.COHABITING, "together": Tie.TOGETHER}
_PARTED: Final = {"separated": Parted.SEPARATED, "divorced": Parted.DIVORCED, "ended": Parted.ENDED}


@dataclass(frozen=True)
class FamilyPicture:
    """The drawing; whom it shows; and each tie as a sentence (who, what to whom, more)."""

    drawn: Genogram
    people: list[int]
    sentences: list[tuple[str, str, str]]


def family_picture(child: int, account: Account, now: datetime, *, alone: bool = False) -> FamilyPicture:
    """The genogram of a child as ``account`` may see it. ``alone``: as a file, without links."""
    today = local_date(now)
    wider = wider_family(child, account, now)
    homes = homes_for(account, [child], now=now)
    together = households(account, homes.values(), now=now) if homes else {}
    at_home = {child} | {each.id for lives in together.values() for each in lives if each.ends is None}
    figures = tuple(_figure(person, wider, child, at_home, today) for person in wider.people.values())
    family = Family(figures, *_ties(wider, today))
    name = wider.people[child].name if child in wider.people else "the child"
    drawn = genogram(
        family,
        title=f"Genogram of {name}",
        says=f"{len(figures)} people. The list below the picture says the same in words.",
        alone=alone,
    )
    return FamilyPicture(drawn, list(wider.people), _sentences(wider, today))


def _figure(person: Someone, wider: Wider, child: int, at_home: Collection[int], today: date) -> Figure:
    unborn = is_unborn(person, today)
    shape = Shape.UNBORN if unborn else {"F": Shape.FEMALE, "M": Shape.MALE}.get(person.sex, Shape.UNKNOWN)
    born = person.birth_date
    about = "c. " if born and person.birth_date_kind == BirthDateKind.ESTIMATED else ""
    span = f"due {born:%b %Y}" if unborn and born else f"{about}{born.year}" if born else ""
    span += f"–{person.died_on.year}" if person.died_on else ""
    age = str(years(born, person.died_on or today)) if born and not unborn else ""
    said = say_age(born, person.died_on or today, person.birth_date_kind)
    says = f"{person.name}, {'died' if person.died_on else 'aged' if said[:1].isdigit() else ''} {said}"
    known_day = born is not None and person.birth_date_kind == BirthDateKind.KNOWN
    return Figure(
        key=person.id,
        name=person.name,
        shape=shape,
        age=age,
        years=span,
        order=born.toordinal() if born else 10**7,
        died=person.died_on is not None,
        index=person.id == child,
        at_home=person.id in at_home,
        href=reverse("child", args=[person.id]) if wider.known.get(person.id, NOBODY).opens else None,
        says=" ".join(says.split()),
        born=str(born) if known_day and not unborn else "",
    )


def _ties(
    wider: Wider, today: date
) -> tuple[tuple[Bond, ...], tuple[Descent, ...], tuple[Beside, ...], tuple[Between, ...]]:
    bonds: list[Bond] = []
    descents: list[Descent] = []
    beside: list[Beside] = []
    between: list[Between] = []
    for row in wider.rows:
        over = row.ends is not None and row.ends <= today
        how = kin.how(row.kind)
        if row.kind == RelationshipKind.PARTNER:
            parted = _PARTED.get(row.parted, Parted.ENDED) if over else Parted.NO
            bonds.append(Bond(row.person, row.other, _TIES.get(row.together, Tie.TOGETHER), parted, row.id))
        elif how is not None:
            if not over or row.kind in kin.PARENTS:
                descents.append(Descent(row.person, row.other, how, row.id, kin.rise(row.kind)))
        elif not over:
            siblings = row.kind in (RelationshipKind.SIBLING, RelationshipKind.HALF_SIBLING)
            beside.append(Beside(row.person, row.other, siblings, row.id))
        if row.quality and not over:
            between.append(Between(row.person, row.other, Feeling(row.quality), row.id))
    return tuple(bonds), _without_what_follows(descents), tuple(beside), tuple(between)


def _without_what_follows(descents: list[Descent]) -> tuple[Descent, ...]:
    """Without grandparents drawn as such who are drawn as a parent's parent already."""
    parents: dict[int, set[int]] = {}
    for each in descents:
        if each.rise == 1 and each.how != "other":
            parents.setdefault(each.child, set()).add(each.parent)

    def follows(each: Descent) -> bool:
        above = {each.child}
        for _ in range(each.rise):
            above = {parent for one in above for parent in parents.get(one, ())}
        return each.parent in above

    return tuple(each for each in descents if each.rise == 1 or not follows(each))


def _sentences(wider: Wider, today: date) -> list[tuple[str, str, str]]:
    found = []
    for row in wider.rows:
        one, two = wider.people[row.person], wider.people[row.other]
        over = row.ends is not None and row.ends <= today
        what = kin.said(row.kind, forward=True, sex=two.sex, over=over)
        found.append((two.name, f"{what} of {one.name}", _more(row)))
    return sorted(found)


def _more(row: Row) -> str:
    said = [str(Quality(row.quality).label)] if row.quality else []
    if row.responsible:
        said.append("holds parental responsibility")
    text = ", ".join([*said, *([row.words] if row.words else [])])
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class WorldPicture:
    """The ecomap, whom it shows, and the supports behind it with their words."""

    drawn: Ecomap
    people: list[int]
    supports: list[tuple[Support, str]]


def world_picture(child: int, account: Account, now: datetime, *, alone: bool = False) -> WorldPicture:
    """The ecomap of a child as ``account`` may see it: supports that go on, without people they may not know of."""
    today = local_date(now)
    rows = list(
        Support.objects.filter(child_id=child, starts__lte=today)
        .filter(Q(ends__isnull=True) | Q(ends__gt=today))
        .select_related("person", "organisation")
        .order_by("kind", "pk")
    )
    ids = {row.person_id for row in rows if row.person_id} | {child}
    known = standing(account, ids, now)
    rows = [row for row in rows if row.person_id is None or known.get(row.person_id, NOBODY).knows]
    me = someones([child]).get(child)
    supports = [(row, name_of(row)) for row in rows]
    circles = [
        Circle(
            row.pk,
            str(row.get_kind_display()),
            name,
            row.strength,
            row.energy,
            f"{name}: {str(row.get_strength_display()).lower()}. {row.get_energy_display()}.",
            reverse("child", args=[row.person_id])
            if row.person_id and known.get(row.person_id, NOBODY).opens
            else None,
        )
        for row, name in supports
    ]
    shape = {"F": Shape.FEMALE, "M": Shape.MALE}.get(me.sex if me else "U", Shape.UNKNOWN)
    called = (me.preferred or me.forename) if me else ""
    drawn = ecomap(
        called,
        shape,
        circles,
        title=f"Ecomap of {me.name if me else 'the child'}",
        says=f"{len(circles)} parts of {called}’s world. The list below the picture says the same in words.",
        alone=alone,
    )
    return WorldPicture(drawn, [row.person_id for row in rows if row.person_id], supports)


def name_of(row: Support) -> str:
    """Who or what a support is."""
    if row.person:
        return str(row.person)
    return row.organisation.name if row.organisation else row.name


__all__ = ["FamilyPicture", "WorldPicture", "family_picture", "name_of", "world_picture"]
