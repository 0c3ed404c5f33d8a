"""Named reads of placements that broke down: each with how far it has come, and their causes by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import add_months, local_date
from righthelp.practice.care.codes_homes import Change, PlaceCode, Provider
from righthelp.practice.care.queries import LIVES
from righthelp.practice.matching.codes_after import BROKE, LONG_WAIT, NOT_A_PLACEMENT, Cause
from righthelp.practice.matching.models_after import Disruption
from righthelp.practice.people.protected import PROTECTED_PLACEMENT

SEE: Final = "matching.see"
MONTHS: Final = 24
"""How far back the list goes."""


@dataclass(frozen=True)
class Broke:
    """A placement that ended before it was planned to; a protected address is not in it."""

    stay: int
    child: int
    name: str
    where: str
    place: str
    provider: str
    lasted: int
    ended: date
    change: str
    disruption: int | None
    about: int | None
    planned: datetime | None
    held: datetime | None
    none_why: str
    learned: date | None
    causes: list[str]
    actions: int
    done: int
    now: datetime

    @property
    def change_words(self) -> str:
        return str(Change(self.change).label)

    @property
    def place_words(self) -> str:
        return str(PlaceCode(self.place).label)

    @property
    def provider_words(self) -> str:
        return str(Provider(self.provider).label) if self.provider else ""

    @property
    def month(self) -> str:
        """The month in which it ended, as 2021-09."""
        return self.ended.strftime("%Y-%m")

    @property
    def state(self) -> str:
        """``none``, ``called``, ``held``, ``learned``, or ``spared`` (no meeting is held)."""
        if self.learned is not None:
            return "learned"
        if self.none_why:
            return "spared"
        return "held" if self.held else "called" if self.planned else "none"

    @property
    def waited(self) -> int:
        """Days from the end of the placement to the meeting, or until today."""
        until = local_date(self.held) if self.held else local_date(self.now)
        return max(0, (until - self.ended).days)

    @property
    def late(self) -> bool:
        """Nobody has met about it for longer than the local standard."""
        return self.state in ("none", "called") and self.waited > LONG_WAIT.days


_BROKE: Final = f"""
select s.id, s.child_id, p.forename || ' ' || p.surname,
       {LIVES},
       s.place, coalesce(s.provider, ''), s.ends - s.starts, s.ends, s.change, d.id, ma.id, m.planned, m.held,
       coalesce(d.none_why, ''), d.learned_on, coalesce(d.causes, array[]::varchar[]),
       (select count(*) from casework_action a where a.meeting_id = m.id and a.stopped is null)::int,
       (select count(*) from casework_action a where a.meeting_id = m.id and a.done is not null)::int
  from care_stay s
  join people_person p on p.id = s.child_id
  left join care_home h on h.id = s.home_id
  join people_placement pl on pl.id = s.placement_id
  cross join lateral (select {PROTECTED_PLACEMENT.format(placed="pl")} as hidden) kept
  left join matching_disruption d on d.stay_id = s.id and d.withdrawn is null
  left join casework_meeting m on m.id = d.meeting_id and m.cancelled is null
  left join casework_meetingabout ma on ma.meeting_id = m.id and ma.child_id = s.child_id
 where s.change = any(%(broke)s) and s.place <> all(%(away)s) and s.ends >= %(since)s and {{reached}}
   and not exists (select from care_stay n
                    where n.care_id = s.care_id and n.starts = s.ends and n.place = any(%(away)s))
 order by s.ends desc, s.id desc"""  # noqa: S608  ours


def broke(account: Account, now: datetime) -> list[Broke]:
    """Placements that ended before they were planned to, within the account's reach, the newest first: those of two
    years. One query."""
    reached = reach_condition(account, SEE, kind="child", column="s.child_id")
    since = add_months(local_date(now).replace(day=1), -MONTHS)
    given = {"broke": sorted(BROKE), "away": sorted(NOT_A_PLACEMENT), "since": since}
    with connection.cursor() as cursor:
        cursor.execute(_BROKE.format(reached=reached), values(account, "child", now) | given)
        return [Broke(*[*row, now]) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Counted:
    """How often something was a cause, in a month, with a kind of provider."""

    month: str
    provider: str
    cause: str
    number: int

    @property
    def cause_words(self) -> str:
        return str(Cause(self.cause).label) if self.cause else "Nothing learned yet, or no meeting is held"


def causes(rows: Sequence[Broke]) -> list[Counted]:
    """The causes of some disruptions, counted by month and provider; those without any are counted as such."""
    found = Counter((row.month, row.provider_words, cause) for row in rows for cause in (row.causes or [""]))
    return [Counted(*key, number) for key, number in sorted(found.items(), key=lambda each: (each[0][0], -each[1]))]


def of_child(child: int) -> dict[int, list[Disruption]]:
    """What was recorded of each placement of a child that broke down, by stay: what stands last."""
    found: dict[int, list[Disruption]] = {}
    rows = Disruption.objects.filter(child_id=child).select_related("meeting__chair", "recorded_by")
    for row in rows.order_by("-withdrawn", "pk"):
        found.setdefault(row.stay_id, []).append(row)
    return found


def called(disruption: int) -> Disruption | None:
    """One, with its meeting."""
    return Disruption.objects.select_related("meeting", "stay__home").filter(pk=disruption).first()


__all__ = ["Broke", "Counted", "broke", "called", "causes", "of_child"]
