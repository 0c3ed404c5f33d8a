"""How recruitment goes, quarter by quarter: how many came how far, and how long each stage took.

An application counts in the quarter in which it came in. *Reached*: it has a day for that stage by the day asked for.
*Median days*: of those that finished the stage, the middle number of days from its day to the next one's; of an even
number, half way between the two in the middle. A quarter whose applications are still open is not yet final.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from django.db import connection

from righthelp.foundation.calendar import add_months
from righthelp.practice.recruitment.codes import STAGES, Stage

MEASURED: Final = tuple(pairwise(STAGES[:-1]))
"""From each stage to the next, up to the agreed first day; the wait for that day is the candidate's notice."""


@dataclass(frozen=True)
class Quarter:
    """Applications that came in during one quarter. ``reached`` and ``median`` go by stage; a median is None where
    nobody has finished the stage; ``whole`` is from application to agreed start."""

    starts: date
    reached: dict[str, int]
    withdrawn: int
    unsuccessful: int
    still_open: int
    median: dict[str, float | None]
    finished: dict[str, int]
    whole: float | None

    @property
    def short(self) -> str:
        """For the axis of a chart: "Apr–Jun 2021"."""
        last = add_months(self.starts, 2)
        return f"{self.starts:%b}–{last:%b} {last.year}"

    @property
    def words(self) -> str:
        """As people say it: "April to June 2021"."""
        last = add_months(self.starts, 2)
        return f"{self.starts:%B} to {last:%B} {last.year}"


def _columns() -> str:
    parts = [f"count(*) filter (where a.{stage} <= %(today)s)" for stage in STAGES]
    parts += [
        "count(*) filter (where a.ending = 'withdrawn')",
        "count(*) filter (where a.ending = 'unsuccessful')",
        "count(*) filter (where a.ended is null and a.started is null)",
    ]
    for before, after in (*MEASURED, (Stage.APPLIED.value, Stage.AGREED.value)):
        known = f"filter (where a.{after} <= %(today)s)"
        parts.append(f"percentile_cont(0.5) within group (order by a.{after} - a.{before}) {known}")
        parts.append(f"count(*) {known}")
    return ", ".join(parts)


def funnel(today: date, quarters: int, teams: Sequence[int] | None = None) -> list[Quarter]:
    """The last ``quarters`` quarters up to ``today``, the latest first; of some teams' posts, or of all. One query."""
    this = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    first = add_months(this, -3 * (quarters - 1))
    sql = f"""
        select date_trunc('quarter', a.applied)::date, {_columns()}
          from recruitment_application a
          join recruitment_vacancy v on v.id = a.vacancy_id join workforce_post p on p.id = v.post_id
         where a.applied >= %(first)s and a.applied <= %(today)s
           and (%(teams)s::bigint[] is null or p.team_id = any(%(teams)s))
         group by 1 order by 1 desc"""  # noqa: S608  columns of our own
    with connection.cursor() as cursor:
        cursor.execute(sql, {"first": first, "today": today, "teams": None if teams is None else list(teams)})
        return [_quarter(row) for row in cursor.fetchall()]


def _quarter(row: tuple[object, ...]) -> Quarter:
    values = list(row)
    stages = len(STAGES)
    times = values[4 + stages :]
    return Quarter(
        starts=values[0],  # type: ignore[arg-type]  # the query's own columns, in order
        reached=dict(zip(STAGES, values[1 : 1 + stages], strict=True)),  # type: ignore[arg-type]
        withdrawn=values[1 + stages],  # type: ignore[arg-type]
        unsuccessful=values[2 + stages],  # type: ignore[arg-type]
        still_open=values[3 + stages],  # type: ignore[arg-type]
        median=dict(zip((before for before, _ in MEASURED), times[0:-2:2], strict=True)),  # type: ignore[arg-type]
        finished=dict(zip((before for before, _ in MEASURED), times[1:-1:2], strict=True)),  # type: ignore[arg-type]
        whole=times[-2],  # type: ignore[arg-type]
    )
