"""Drawing the rest of the city, forty thousand people at a time: households as columns of numbers.

Families with children have a mother, mostly a father, children at least a year apart and parents old enough; the other
households are adults on their own, couples and grown children.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from righthelp.city.dice import SEED
from righthelp.city.names import GROUPS
from righthelp.city.places import DISTRICTS, STREETS, UNITS
from righthelp.city.staff import TODAY

Whole = NDArray[np.int64]
Texts = NDArray[np.object_]

CHILD, MOTHER, FATHER, ADULT = range(4)
_GROWN: Final = 6580  # days: a little over eighteen years
_YEAR: Final = 365
_EPOCH: Final = date(1900, 1, 1)
_LAST: Final = (TODAY - _EPOCH).days
PLACES: Final = tuple((area, *place) for area in ("east", "south", "nwc") for place in DISTRICTS[area])


@cache
def day_words() -> Texts:
    """ISO dates by the number of days since 1 January 1900, up to today."""
    return np.array([(_EPOCH + timedelta(days=n)).isoformat() for n in range(_LAST + 1)], dtype=object)


@dataclass
class Block:
    """One block of the city. People stand in the order of their households; days count from 1 January 1900."""

    household: Whole  # of each person: the number of the household in the block
    part: Whole  # CHILD, MOTHER, FATHER or ADULT
    born: Whole
    female: NDArray[np.bool_]
    group: Whole
    moved: Whole  # of each household: the day it moved in
    place: Whole  # of each household: which of PLACES
    line: Texts
    postcode: Texts
    forename: Texts
    surname: Texts
    ethnicity: Texts
    language: Texts
    mother: Whole  # of each person: the row of their mother in the block, -1 for none
    father: Whole

    def area(self, household: int) -> str:
        return PLACES[int(self.place[household])][0]


def block(number: int, children: int, adults: int, first_household: int) -> Block:
    """Draw one block with exactly so many children and adults. ``first_household`` counts through the whole city."""
    rng = np.random.default_rng([SEED, 77, number])
    sizes = _family_sizes(rng, children)
    families = len(sizes)
    mothers = rng.random(families) < 0.97
    fathers = (rng.random(families) < 0.68) | ~mothers
    couples = _adult_sizes(rng, adults - int(mothers.sum()) - int(fathers.sum()))
    households = families + len(couples)
    kid_home = np.repeat(np.arange(families), sizes)
    born_kids, oldest, youngest = _births(rng, sizes, kid_home)
    born_mother = oldest - (
        19.0 * _YEAR + rng.random(families) * np.clip(25 * _YEAR - (youngest - oldest), _YEAR, None)
    )
    born_father = born_mother - rng.integers(-3 * _YEAR, 9 * _YEAR, families)
    born_father = np.minimum(born_father, oldest - 19 * _YEAR)
    grown_home = families + np.repeat(np.arange(len(couples)), couples)
    born_grown = _grown(rng, couples, number)
    household = np.concatenate([kid_home, np.flatnonzero(mothers), np.flatnonzero(fathers), grown_home])
    parts = (children, int(mothers.sum()), int(fathers.sum()), len(grown_home))
    part = np.repeat(np.arange(4), parts)
    born = np.concatenate([born_kids, born_mother[mothers], born_father[fathers], born_grown]).astype(np.int64)
    female = rng.random(len(part)) < 0.5
    female[part == MOTHER] = True
    female[part == FATHER] = False
    order = np.lexsort((-part, household))  # parents before children within a household
    household, part, born, female = household[order], part[order], born[order], female[order]
    home_group = _groups(rng, families, len(couples))
    group = home_group[household]
    where, line, postcode = _homes(rng, households, first_household)
    surnames = _from_pools(rng, [each.surnames for each in GROUPS.values()], home_group)
    own = _from_pools(rng, [each.surnames for each in GROUPS.values()], group)
    keeps = (part != MOTHER) | (rng.random(len(part)) < 0.7)
    girls = _from_pools(rng, [each.girls for each in GROUPS.values()], group)
    boys = _from_pools(rng, [each.boys for each in GROUPS.values()], group)
    mother = np.full(households, -1)
    father = np.full(households, -1)
    rows = np.arange(len(part))
    mother[household[part == MOTHER]] = rows[part == MOTHER]
    father[household[part == FATHER]] = rows[part == FATHER]
    _fathers_elsewhere(number, father, families, oldest, part, born, female)
    is_child = part == CHILD
    return Block(
        household, part, born, female, group,
        moved=_LAST - rng.integers(30, 5200, households),
        place=where, line=line, postcode=postcode,
        forename=np.where(female, girls, boys),
        surname=np.where(keeps, surnames[household], own),
        ethnicity=_coded(rng, group, [each.ethnicities for each in GROUPS.values()]),
        language=_coded(rng, group, [each.languages for each in GROUPS.values()]),
        mother=np.where(is_child, mother[household], -1),
        father=np.where(is_child, father[household], -1),
    )  # fmt: skip


def _family_sizes(rng: np.random.Generator, children: int) -> Whole:
    sizes = rng.choice([1, 2, 3, 4, 5], p=[0.40, 0.35, 0.16, 0.07, 0.02], size=children)
    upto = int(np.searchsorted(np.cumsum(sizes), children))
    sizes = sizes[: upto + 1].astype(np.int64)
    sizes[-1] -= int(sizes.sum()) - children
    return sizes[sizes > 0]


def _adult_sizes(rng: np.random.Generator, adults: int) -> Whole:
    sizes = rng.choice([1, 2, 3], p=[0.40, 0.42, 0.18], size=max(adults, 1))
    upto = int(np.searchsorted(np.cumsum(sizes), adults))
    sizes = sizes[: upto + 1].astype(np.int64)
    sizes[-1] -= int(sizes.sum()) - adults
    return sizes[sizes > 0]


def _births(rng: np.random.Generator, sizes: Whole, home: Whole) -> tuple[Whole, Whole, Whole]:
    """When children were born: all under eighteen today, brothers and sisters fourteen months or more apart."""
    starts = np.cumsum(sizes) - sizes
    place = np.arange(len(home)) - starts[home]
    gap = 1.17 * _YEAR
    room = 18.0 * _YEAR - (sizes[home] - 1) * gap - 5
    draw = rng.random(len(home)) * room
    order = np.lexsort((draw, home))
    age = draw[order] + place * gap
    born = (_LAST - age.astype(np.int64) - 1).astype(np.int64)
    oldest = np.minimum.reduceat(born, starts)
    youngest = np.maximum.reduceat(born, starts)
    return born, oldest, youngest


def _grown(rng: np.random.Generator, sizes: Whole, number: int) -> Whole:
    """When the adults of households without children were born; a third adult is a grown child of the first."""
    own = np.random.default_rng([SEED, 78, number])
    homes = np.repeat(np.arange(len(sizes)), sizes)
    starts = np.cumsum(sizes) - sizes
    place = np.arange(len(homes)) - starts[homes]
    first = 19 * _YEAR + rng.beta(1.25, 1.9, len(sizes)) * 74 * _YEAR
    young = (sizes == 3) & (first < 43 * _YEAR)
    first = np.where(young, (43 + own.gamma(2.0, 4.0, len(sizes))) * _YEAR, first)  # old enough for a grown child
    age = first[homes]
    near = age + rng.integers(-4 * _YEAR, 6 * _YEAR, len(homes))
    least = 19 * _YEAR + rng.integers(0, 5 * _YEAR, len(homes))
    age = np.where(place == 1, np.maximum(near, least), age)
    age = np.where(place == 2, age - rng.integers(21 * _YEAR, 23 * _YEAR, len(homes)), age)
    over = age > 100 * _YEAR
    age = np.where(over, 90 * _YEAR + own.integers(0, 10 * _YEAR, len(homes)), age)
    return (_LAST - np.maximum(age, _GROWN + own.integers(0, 300, len(homes))).astype(np.int64)).astype(np.int64)


def _fathers_elsewhere(
    number: int, father: Whole, families: int, oldest: Whole, part: Whole, born: Whole, female: NDArray[np.bool_]
) -> None:
    """About half of the families without a father at home have one in another household of the block."""
    own = np.random.default_rng([SEED, 79, number])
    without = own.permutation(np.flatnonzero(father[:families] < 0))
    without = without[: int(len(without) * 0.5)]
    men = own.permutation(np.flatnonzero((part == ADULT) & ~female))
    for _ in range(6):
        count = min(len(without), len(men))
        some, those = without[:count], men[:count]
        age = oldest[some] - born[those]
        fits = (age > 18 * _YEAR) & (age < 48 * _YEAR)
        father[some[fits]] = those[fits]
        without = np.concatenate([without[count:], some[~fits]])
        men = np.concatenate([men[count:], those[~fits]])


def _groups(rng: np.random.Generator, families: int, others: int) -> Whole:
    def drawn(weights: list[int], count: int) -> Whole:
        share = np.array(weights, dtype=float)
        return rng.choice(len(weights), p=share / share.sum(), size=count).astype(np.int64)

    return np.concatenate([
        drawn([each.children for each in GROUPS.values()], families),
        drawn([each.adults for each in GROUPS.values()], others),
    ])  # fmt: skip


def _from_pools(rng: np.random.Generator, pools: list[tuple[str, ...]], group: Whole) -> Texts:
    flat = np.array([name for pool in pools for name in pool], dtype=object)
    lengths = np.array([len(pool) for pool in pools])
    starts = np.cumsum(lengths) - lengths
    picked: Texts = flat[starts[group] + (rng.random(len(group)) * lengths[group]).astype(np.int64)]
    return picked


def _coded(rng: np.random.Generator, group: Whole, choices: list[dict[str, float]]) -> Texts:
    found = np.empty(len(group), dtype=object)
    for number, weights in enumerate(choices):
        mask = group == number
        share = np.array(list(weights.values()), dtype=float)
        codes = np.array(list(weights), dtype=object)
        found[mask] = codes[rng.choice(len(codes), p=share / share.sum(), size=int(mask.sum()))]
    return found


def _homes(rng: np.random.Generator, count: int, first: int) -> tuple[Whole, Texts, Texts]:
    """Addresses, each once in the city: a street in a district is come back to with higher numbers."""
    number = np.arange(first, first + count)
    where = number % len(PLACES)
    street = (number // len(PLACES)) * 151 % len(STREETS)
    turn = number // (len(PLACES) * len(STREETS))
    house = 1 + turn * 9 + rng.integers(0, 9, count)
    unit = (street * 7 + where * 13 + house // 30) % len(UNITS)
    outward = np.array([place[2] for place in PLACES], dtype=object)[where]
    names = np.array(STREETS, dtype=object)[street]
    line = np.array([f"{n} {name}" for n, name in zip(house, names, strict=True)], dtype=object)
    code = np.array([f"{a} {UNITS[u]}" for a, u in zip(outward, unit, strict=True)], dtype=object)
    return where.astype(np.int64), line, code
