"""The health of children looked after for twelve months, counted as the national return counts it (OC2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

from righthelp.foundation.calendar import add_months


@dataclass(frozen=True)
class Counted:
    """One child of the return. ``young``: under five at the end of the year; None where the return asks nothing."""

    child: int
    name: str
    young: bool
    assessed: bool
    teeth: bool
    immunised: bool
    developed: bool | None
    score: int | None
    questionnaire: bool | None
    misuse: bool
    received: bool
    offered: bool


_ROWS: Final = """
select p.id, p.forename || ' ' || p.surname, p.birth_date > %(end)s - interval '5 years',
       (select count(*) from health_check c where c.child_id = p.id and c.kind = 'assessment' and c.outcome = 'kept'
           and c.withdrawn is null and c.on > %(begin)s and c.on <= %(end)s),
       exists (select from health_check c where c.child_id = p.id and c.kind = 'dentist' and c.outcome = 'kept'
           and c.withdrawn is null and c.on > %(begin)s and c.on <= %(end)s),
       coalesce((select c.immunised from health_check c where c.child_id = p.id and c.immunised is not null
           and c.withdrawn is null and c.on <= %(end)s order by c.on desc, c.id desc limit 1), false),
       coalesce((select c.developed from health_check c where c.child_id = p.id and c.developed is not null
           and c.withdrawn is null and c.on <= %(end)s order by c.on desc, c.id desc limit 1), false),
       (select c.score from health_check c where c.child_id = p.id and c.score is not null and c.withdrawn is null
           and c.on > %(begin)s and c.on <= %(end)s order by c.on desc, c.id desc limit 1),
       p.birth_date <= %(end)s - interval '4 years' and p.birth_date > %(end)s - interval '17 years',
       exists (select from health_substance s where s.child_id = p.id and s.withdrawn is null
           and s.identified > %(begin)s and s.identified <= %(end)s),
       exists (select from health_substance s where s.child_id = p.id and s.withdrawn is null and s.answer = 'received'
           and s.identified > %(begin)s and s.identified <= %(end)s),
       exists (select from health_substance s where s.child_id = p.id and s.withdrawn is null and s.answer = 'refused'
           and s.identified > %(begin)s and s.identified <= %(end)s)
  from care_incare looked join people_person p on p.id = looked.child_id
 where looked.starts <= %(begin)s + 1 and (looked.ends is null or looked.ends > %(end)s) and p.birth_date is not null
 order by p.surname, p.forename, p.id"""


def counted(end: date) -> list[Counted]:
    """Every child looked after without a break for the twelve months that end with ``end`` (31 March). One query."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {"begin": add_months(end, -12), "end": end})
        return [_counted(*row) for row in cursor.fetchall()]


def _counted(
    child: int, name: str, young: bool, assessments: int, teeth: bool, immunised: bool, developed: bool,
    score: int | None, of_age: bool, misuse: bool, received: bool, refused: bool,
) -> Counted:  # fmt: skip
    return Counted(
        child=child, name=name, young=young, assessed=assessments >= (2 if young else 1), teeth=teeth,
        immunised=immunised, developed=developed if young else None, score=score if of_age else None,
        questionnaire=score is not None if of_age else None, misuse=misuse, received=misuse and received,
        offered=misuse and not received and refused,
    )  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One figure of the return: so many of so many."""

    words: str
    many: int
    of: int

    @property
    def share(self) -> str:
        """In percent, or that there is nobody to count."""
        return f"{round(100 * self.many / self.of)}%" if self.of else "Nobody"


def figures(rows: Iterable[Counted]) -> list[Figure]:
    """The figures of the return, from its children."""
    every = list(rows)
    young = [row for row in every if row.young]
    of_age = [row for row in every if row.questionnaire is not None]
    misuse = [row for row in every if row.misuse]
    return [
        Figure("Health assessments up to date", sum(row.assessed for row in every), len(every)),
        Figure("Immunisations up to date", sum(row.immunised for row in every), len(every)),
        Figure("Teeth checked by a dentist", sum(row.teeth for row in every), len(every)),
        Figure("Under five: development checks up to date", sum(bool(row.developed) for row in young), len(young)),
        Figure(
            "Aged 4 to 16: a score of the questionnaire", sum(bool(row.questionnaire) for row in of_age), len(of_age)
        ),
        Figure("A problem with drugs or alcohol", len(misuse), len(every)),
        Figure("Of those: received help", sum(row.received for row in misuse), len(misuse)),
        Figure("Of those: offered help and refused it", sum(row.offered for row in misuse), len(misuse)),
    ]


def mean_score(rows: Iterable[Counted]) -> float | None:
    """The mean total difficulties score, to one decimal; None without scores."""
    scores = [row.score for row in rows if row.score is not None]
    return round(sum(scores) / len(scores), 1) if scores else None
