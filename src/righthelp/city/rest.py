"""Loading the rest of the city behind the first page: block by block, each in a transaction of its own.

A block that arrived stays; a load that was cut off goes on with the next. Nothing waits for it but writers to the
register of people, for the seconds that one block takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
from django.db import connection, transaction
from psycopg import sql

from righthelp.city import bulk, help_load, histories
from righthelp.city.depth import Depth
from righthelp.city.dice import SEED
from righthelp.city.households import CHILD, FATHER, MOTHER, PLACES, Block, block, day_words
from righthelp.city.models import DEPTH, FIRST, REST, CityLoad
from righthelp.city.places import nhs_numbers
from righthelp.city.roofs import Roofs
from righthelp.city.staff import appointed
from righthelp.city.tables import COLUMNS
from righthelp.city.ties import HOMES_FROM, KIN_FROM, asked
from righthelp.city.work import IN_FORCE, Desk, Work, with_work
from righthelp.foundation.refusals import Refused

RESIDENTS: Final = 1_100_000
CHILDREN: Final = 286_000
BLOCKS: Final = 28
ALIKE: Final = 1.0  # the share of doubles, namesakes and twins; less in a small city
_HOUSEHOLDS: Final = 17_000  # more than any block has; keeps addresses apart
_PEOPLE = ("people.Address", "people.Person", "people.Residence", "people.Relationship", "people.Identifier")
_WORK = ("people.Involvement", "people.Placement", "workforce.Allocation", "people.MustNotKnow")

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Left:
    """Who is still to come once the first part is in."""

    first_people: int
    children: int
    adults: int

    @property
    def total(self) -> int:
        return self.children + self.adults

    def share(self, number: int) -> tuple[int, int]:
        """The children and adults of a block."""
        return _part(self.children, number), _part(self.adults, number)


def _part(of: int, number: int) -> int:
    return of * (number + 1) // BLOCKS - of * number // BLOCKS


def rest_loaded(*, now: Callable[[], datetime], progress: Progress) -> int:
    """Load every block that has not arrived yet. Returns the number of residents loaded now.

    ``progress`` is told how many residents have arrived, of how many. Raises `Refused` when the first part is missing.
    """
    first = CityLoad.objects.filter(stage=FIRST).first()
    if first is None:
        raise Refused("", "Load the first part of the city before the rest: `righthelp city load --first`.")
    left = _left(first.done)
    wanted = {"title": "Residents", "done": 0, "wanted": left.total, "at": now()}
    CityLoad.objects.get_or_create(stage=REST, defaults=wanted)
    depth = Depth(first.done, ALIKE)
    steps = len(depth.near) + len(depth.wide)
    deep = {"title": "Families, schools and supervision", "done": 0, "wanted": steps, "at": now()}
    CityLoad.objects.get_or_create(stage=DEPTH, defaults=deep)
    for number, step in enumerate(depth.near):
        _deepened(number, step, now)
    loaded = 0
    while True:
        with transaction.atomic():
            stage = CityLoad.objects.select_for_update().get(stage=REST)
            if stage.complete:
                break
            count = _one_block(_next(stage.done, left), left, now())
            stage.done += count
            stage.at = now()
            stage.save()
        loaded += count
        progress(stage.done, stage.wanted)
    if loaded:
        bulk.analysed((*_PEOPLE, *_WORK))
    for number, step in enumerate(depth.wide, len(depth.near)):
        _deepened(number, step, now)
    help_load.loaded(now, RESIDENTS / 1_100_000)
    return loaded


def _deepened(number: int, step: Callable[[datetime], None], now: Callable[[], datetime]) -> None:
    """Take one step of `Depth`, in a transaction of its own, unless it was taken before."""
    with transaction.atomic():
        stage = CityLoad.objects.select_for_update().get(stage=DEPTH)
        if stage.done == number:
            step(now())
            stage.done, stage.at = number + 1, now()
            stage.save()


def _left(first_people: int) -> Left:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE birth_date > '2003-09-01'), "
            "count(*) FILTER (WHERE birth_date <= '2003-09-01') "
            "FROM people_person WHERE id <= %s AND authority = '330'",
            [first_people],
        )
        children, adults = cursor.fetchone() or (0, 0)
    return Left(first_people, CHILDREN - int(children), RESIDENTS - CHILDREN - int(adults))


def _next(done: int, left: Left) -> int:
    """The block that comes after so many residents."""
    upto = 0
    for number in range(BLOCKS):
        if upto >= done:
            return number
        upto += sum(left.share(number))
    return BLOCKS - 1


def _one_block(number: int, left: Left, now: datetime) -> int:
    """Draw and load one block, in the caller's transaction. Returns its number of people."""
    children, adults = left.share(number)
    drawn = block(number, children, adults, number * _HOUSEHOLDS)
    first_person = _highest_below("people_person", KIN_FROM) + 1
    first_address = _highest_below("people_address", HOMES_FROM) + 1
    work = with_work(number, drawn, _desk(), first_person, first_address) if number < 4 else Work()
    tables = _PEOPLE + (_WORK if number < 4 else ())
    before = {name: bulk.highest(name) for name in tables if name not in _PEOPLE[:2]}
    with bulk.triggers_off(tables) as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        bulk.copied_lines("people.Address", COLUMNS["people.Address"], _addresses(drawn, first_address))
        bulk.copied("people.Address", work.places)
        bulk.copied_lines("people.Person", COLUMNS["people.Person"], _people(drawn, first_person))
        bulk.copied_lines(
            "people.Residence", COLUMNS["people.Residence"], _residences(drawn, work, first_person, first_address)
        )
        bulk.copied_lines("people.Relationship", COLUMNS["people.Relationship"], _relationships(drawn, first_person))
        bulk.copied_lines(
            "people.Identifier", COLUMNS["people.Identifier"], _identifiers(drawn, first_person, left, number)
        )
        bulk.copied("people.Relationship", work.siblings)
        bulk.copied("people.MustNotKnow", work.kept_from)
        if number < 4:
            bulk.copied("people.Involvement", work.involved)
            bulk.copied("people.Placement", work.placed)
            bulk.copied("workforce.Allocation", work.allocated)
        context = histories.new_context(now)
        people, homes = len(drawn.part), len(drawn.place) + len(work.places)
        spans = {
            "people.Address": (first_address, first_address + homes),
            "people.Person": (first_person, first_person + people),
        }
        for name in tables:
            low, high = spans.get(name, (before.get(name, 0) + 1, bulk.highest(name) + 1 if name in before else 0))
            picked = sql.SQL("id >= {} AND id < {}").format(low, high)
            histories.first_events(name, context=context, now=now, where=picked)
    return len(drawn.part)


def _highest_below(table: str, end: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT coalesce(max(id), 0) FROM {} WHERE id < {}").format(sql.Identifier(table), end))
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _desk() -> Desk:
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT worker_id, count(*) FROM workforce_allocation WHERE ends IS NULL AND "primary" GROUP BY 1'
        )
        loads = {int(worker): int(count) for worker, count in cursor.fetchall()}
        cursor.execute(
            "SELECT id, kind, area FROM people_address WHERE kind IN ('foster', 'residential', 'supported') ORDER BY id"
        )
        shared: dict[str, list[int]] = {}
        homes = cursor.fetchall()
        for number, kind, _ in homes:
            shared.setdefault(str(kind), []).append(int(number))
        roofs = Roofs(homes)
        cursor.execute("SELECT address_id, starts, ends FROM people_placement ORDER BY id")
        for row in cursor.fetchall():
            roofs.sleeps(*row)
        cursor.execute("SELECT kind, count(DISTINCT child_id) FROM people_involvement WHERE ends IS NULL GROUP BY 1")
        in_force = {str(kind): int(count) for kind, count in cursor.fetchall() if kind in IN_FORCE}
    return Desk(appointed(), loads, shared, in_force, roofs)


NULL: Final = "\\N"

# PostgreSQL's text format: tabs between columns, \N for nothing. Our names and streets hold neither.


def _addresses(drawn: Block, first: int) -> str:
    return "".join(
        f"{first + n}\t\thome\t{line}\t{PLACES[place][1]}\t{code}\t{PLACES[place][0]}\t330\n"
        for n, (line, place, code) in enumerate(zip(drawn.line, drawn.place.tolist(), drawn.postcode, strict=True))
    )


def _people(drawn: Block, first: int) -> str:
    """Some have a surname in two parts or another name they go by; of some the birth date or ethnicity is not sure."""
    born = day_words()[drawn.born]
    needs = (np.arange(len(born)) % 4 == 0) & (drawn.language != "English")
    rows = zip(
        drawn.forename,
        drawn.surname,
        born,
        drawn.female.tolist(),
        drawn.ethnicity,
        drawn.language,
        needs.tolist(),
        strict=True,
    )
    return "".join(
        f"{first + n}\t{forename}\t{surname if n % 211 else _both(surname, drawn.surname[n - 3])}\t"
        f"{'' if n % 97 or len(forename) < 6 else forename[:4]}\t{day}\t{'known' if n % 397 else 'estimated'}\t"
        f"{'F' if female else 'M'}\t{asked(code, n)}\t{tongue}\t{'t' if need else 'f'}\tf\t330\t1\t\\N\n"
        for n, (forename, surname, day, female, code, tongue, need) in enumerate(rows)
    )


def _both(one: str, other: str) -> str:
    return one if one == other or "-" in one + other else f"{one}-{other}"


def _residences(drawn: Block, work: Work, first_person: int, first_address: int) -> str:
    since = day_words()[np.maximum(drawn.born, drawn.moved[drawn.household])]
    lines = [
        f"{first_person + n}\t{first_address + home}\t{day}\t\\N\tf\taddress\tf\n"
        for n, (home, day) in enumerate(zip(drawn.household.tolist(), since, strict=True))
        if n not in work.lived
    ]
    lines += [
        f"{first_person + n}\t{address or NULL}\t{starts}\t{ends or NULL}\t{'t' if protected else 'f'}\t{situation}\t"
        f"{'t' if temporary else 'f'}\n"
        for n, stays in work.lived.items()
        for address, starts, ends, protected, situation, temporary in stays
    ]
    return "".join(lines)


def _relationships(drawn: Block, first: int) -> str:
    """Mothers are responsible from the birth; fathers mostly, those who live elsewhere less often."""
    born = day_words()[drawn.born]
    rng = np.random.default_rng([SEED, 80, first])
    quality = rng.choice(
        ["", "close", "strained", "conflict", "cut_off"], p=[0.89, 0.05, 0.035, 0.015, 0.01], size=len(drawn.part)
    ).tolist()
    draw = rng.random(len(drawn.part)).tolist()

    def lines(parent: np.ndarray[tuple[int], np.dtype[np.int64]], kind: str) -> Iterator[str]:
        apart = drawn.household != drawn.household[parent]
        for child in np.flatnonzero(parent >= 0).tolist():
            how = "birth"
            if kind == "father":
                known = draw[child] > (0.4 if apart[child] else 0.06)
                how = "" if not known else "registered" if draw[child] > 0.6 and born[child] > "2003-12" else "birth"
            held = f"t\t{how}\t{born[child]}" if how else "f\t\t\\N"
            yield f"{first + child}\t{first + int(parent[child])}\t{kind}\t{held}\t\t\t\\N\t\\N\t{quality[child]}\t\n"

    return "".join(lines(drawn.mother, "mother")) + "".join(lines(drawn.father, "father"))


def _identifiers(drawn: Block, first: int, left: Left, number: int) -> str:
    """NHS numbers for children and their parents; the test range has not enough for everybody."""
    rows = np.flatnonzero(np.isin(drawn.part, (CHILD, MOTHER, FATHER)))
    numbers = nhs_numbers(left.first_people + number * 30_000, len(rows))
    return "".join(f"{first + row}\tnhs\t{value}\n" for row, value in zip(rows.tolist(), numbers.tolist(), strict=True))
