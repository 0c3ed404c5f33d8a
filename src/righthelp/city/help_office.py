"""Who works where, read back from what is loaded: whoever was with us on a day does that day's work."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db import connection

from righthelp.city.dice import Dice

_REVIEWING: Final = """
select w.id from workforce_worker w join access_account a on a.id = w.account_id
 where a.email = 'reviewing.officer@righthelp.example' and w.ends is null
"""


@dataclass(frozen=True, slots=True)
class Colleague:
    """One worker, in one team."""

    id: int
    team: int
    starts: date
    ends: date | None

    def there(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day < self.ends)


@dataclass(slots=True)
class Team:
    """One team, and who is or was in it."""

    id: int
    code: str
    area: str
    manager: int | None
    members: list[Colleague] = field(default_factory=list)


class Office:
    """The teams that help, and whoever did something on a day."""

    def __init__(self) -> None:
        self.teams: dict[int, Team] = {}
        self.by_kind: dict[str, list[Team]] = defaultdict(list)
        self.team_of: dict[int, int] = {}
        self.starts: dict[int, date] = {}
        self._there: dict[tuple[int, date], list[int]] = {}
        with connection.cursor() as cursor:
            cursor.execute(_REVIEWING)
            self._reviewing = [int(row[0]) for row in cursor.fetchall()]
            cursor.execute("select id, code, area, manager_id from workforce_team where closed is null order by id")
            for row in cursor.fetchall():
                team = self.teams[row[0]] = Team(*row)
                self.by_kind[self._kind(team)].append(team)
            cursor.execute("select id, team_id, starts, ends from workforce_worker order by id")
            for worker, team_id, starts, ends in cursor.fetchall():
                self.team_of[worker], self.starts[worker] = team_id, starts
                if team_id in self.teams:
                    self.teams[team_id].members.append(Colleague(worker, team_id, starts, ends))

    @staticmethod
    def _kind(team: Team) -> str:
        code = team.code
        return code.split(f"-{team.area}")[0] if team.area and f"-{team.area}" in code else code

    def team(self, dice: Dice, kind: str, area: str = "") -> Team:
        """A team of a kind, of the area if it has areas."""
        found = self.by_kind[kind]
        return dice.pick([each for each in found if each.area == area] or found)

    def chair(self, dice: Dice, day: date) -> int:
        """Who chairs a family's conferences: a conference chair, or the demonstration's reviewing officer."""
        team = self.by_kind["conference-chairs"][0]
        for worker in self._reviewing:
            if dice.chance(1 / 15) and self.starts[worker] <= day:
                return worker
        return self.worker(dice, team, day)

    def worker(self, dice: Dice, team: Team, day: date, *, but: int | None = None) -> int:
        """Somebody of the team who was there on the day: the manager only where there is nobody else."""
        there = self._there.get((team.id, day))
        if there is None:
            there = self._there[team.id, day] = [
                each.id for each in team.members if each.there(day) and each.id != team.manager
            ]
        found = [each for each in there if each != but]
        return dice.pick(found or [each.id for each in team.members if each.id not in (but, team.manager)])

    def decider(self, dice: Dice, team: Team, day: date, *, but: int) -> int:
        """The manager, or whoever stood in for one who had not come yet; never the one whose work it is."""
        boss = team.manager
        if boss is not None and boss != but and self.starts[boss] <= day:
            return boss
        return self.worker(dice, team, day, but=but)
