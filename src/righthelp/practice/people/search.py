"""Finding a person among a million by what a caller says: a union of narrow look-ups, ranked here.

``search_lookups`` brings candidates (by birth date and its likely slips, by how either name sounds, by names as they
are and were, by number, telephone and address), ``search_rank`` judges them and says why. A second, wider union is
asked only when the first found nobody convincing. Whoever the account may not know of is left out inside every
look-up, so nothing about the answer (rows, order, number) differs from what it would be without those records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import local_date
from righthelp.foundation.database import kept
from righthelp.practice.people.search_lookups import Narrowed, Readings, Row, Statement, narrow, visible, wide
from righthelp.practice.people.search_rank import Candidate, Judge, gathered, sentence
from righthelp.practice.people.typed import Asked, read

SHOWN: Final = 20
PAGES: Final = 5


Held = Callable[[list[int]], set[int]]
"""Which of some people have a plan now, or are in care."""


@dataclass(frozen=True)
class Found:
    """One person found: how well they match (higher is better) and why, in words."""

    id: int
    forename: str
    surname: str
    preferred_name: str
    birth_date: date | None
    birth_date_kind: str
    score: int
    why: str

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.forename} {self.surname}"


@dataclass(frozen=True)
class Answer:
    """What was understood, the matches of one page, best first, and whether there were more."""

    asked: Asked
    found: list[Found]
    more: bool
    page: int = 1


def find(
    text: str,
    *,
    account: Account,
    now: datetime,
    act: str = "child.search",
    page: int = 1,
    narrowed: Narrowed | None = None,
    held: Held | None = None,
) -> Answer:
    """The people who best match what was typed, ``SHOWN`` to a page, as far as ``account`` may know of them."""
    asked = read(text, local_date(now))
    if asked.nothing:
        return Answer(asked, [], False)
    return search(asked, account=account, now=now, act=act, page=page, narrowed=narrowed, held=held)


def search(
    asked: Asked,
    *,
    account: Account,
    now: datetime,
    act: str = "child.search",
    page: int = 1,
    narrowed: Narrowed | None = None,
    held: Held | None = None,
) -> Answer:
    """As :func:`find`, for what has been read already. One query, or two when the first finds nobody convincing.

    ``held`` says which of some people have a plan now, for a caller who asks about them anyway; without it one query
    more does.
    """
    readings = Readings(asked)
    judge = Judge(asked, readings, local_date(now))
    people: dict[int, Candidate] = {}
    ranked: list[_Ranked] = []
    for look_ups in (narrow, wide):
        statement = Statement(account, act, now, narrowed or Narrowed(), readings.surnames_said())
        look_ups(asked, readings, statement, now)
        gathered(statement.rows(), people)
        ranked = [
            (judged[0], judged[1], each)
            for each in _joined(people, account, act, now)
            if (judged := judge.judged(each)) is not None
        ]
        if not readings.ways or max((score for score, *_ in ranked), default=0) >= convincing(asked):
            break
    page = max(1, min(page, PAGES))
    first = (page - 1) * SHOWN
    shown = [_found(*each) for each in _ordered(ranked, first, held or (lambda ids: with_plans(ids, now)))]
    return Answer(asked, shown, len(ranked) > first + SHOWN, page)


_Ranked = tuple[int, tuple[str, ...], Candidate]


def convincing(asked: Asked) -> int:
    """The score from which somebody is likely the one meant: a birth date with a name alike; without a date both names,
    a slip in one at most."""
    if asked.numbers or asked.phones or asked.place.finds:
        return 40
    return 62 if asked.birth_date else 58 if asked.span else 48


def _ordered(ranked: list[_Ranked], first: int, held: Held) -> list[_Ranked]:
    """One page of them, from the ``first`` best on: by score; of equals those with a plan now or in care, then by name.

    Only the scores that reach into the page need to be told apart.
    """
    ranked.sort(key=lambda each: -each[0])
    if len(ranked) <= first:
        return []
    last = ranked[min(first + SHOWN, len(ranked)) - 1][0]
    before = [each for each in ranked if each[0] > ranked[first][0]]
    reaching = [each for each in ranked if ranked[first][0] >= each[0] >= last]
    holds = held([candidate.row.id for _, _, candidate in reaching])

    def order(each: _Ranked) -> tuple[int, bool, str, str, int]:
        row = each[2].row
        return -each[0], row.id not in holds, row.forename, row.surname, row.id

    skip = first - len(before)
    return sorted(reaching, key=order)[skip : skip + SHOWN]


def with_plans(ids: list[int], now: datetime) -> set[int]:
    """Which of some people have a plan now, or are in care; one query."""
    if len(ids) < 2:
        return set()
    return {child for (child,) in kept.rows(_HELD, {"people": ids, "on": local_date(now)})}


_HELD: Final = """
select child_id from people_involvement where child_id = any(%(people)s::bigint[]) and starts <= %(on)s::date
   and (ends is null or ends > %(on)s::date)"""


def _found(score: int, reasons: tuple[str, ...], candidate: Candidate) -> Found:
    row = candidate.row
    return Found(row.id, row.forename, row.surname, row.preferred, row.born, row.born_kind, score, sentence(reasons))


_KEPT: Final = """
with recursive chain as (
    select id as began, id, merged_into_id, 0 as steps from people_person where id = any(%(people)s::bigint[])
    union all
    select chain.began, p.id, p.merged_into_id, steps + 1 from chain
      join people_person p on p.id = chain.merged_into_id where steps < 20)
select chain.began, p.id, p.forename, p.surname, p.preferred_name, p.birth_date, p.birth_date_kind, p.merged_into_id,
       '', '', '', null::date
  from chain join people_person p on p.id = chain.id
 where chain.merged_into_id is null and {visible}
"""


def _joined(people: dict[int, Candidate], account: Account, act: str, now: datetime) -> Iterable[Candidate]:
    """The candidates, with each record that was joined to another in that other's place."""
    merged = [pk for pk, each in people.items() if each.row.merged_into is not None]
    if not merged:
        return people.values()
    given = {**values(account, "child", now), "people": merged}
    sql = _KEPT.format(visible=visible(account, act))
    kept_rows = kept.rows(sql, {name: value for name, value in given.items() if f"%({name})s" in sql})
    found = {pk: each for pk, each in people.items() if each.row.merged_into is None}
    for began, *columns in kept_rows:
        row = Row(*columns)
        former = people[began]
        candidate = found.setdefault(row.id, Candidate(row))
        candidate.was.append((former.row.forename, former.row.surname))
        candidate.take(former)
    return found.values()
