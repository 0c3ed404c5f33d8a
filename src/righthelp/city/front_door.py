"""The front door’s last eight weeks: calls, contacts and referrals at a big city’s order of size, and today’s queue.

Drawn from the children in the database with dice of its own, so that it can be loaded behind any part of the city: by
COPY, in one transaction; its history comes with that of the other rooms. About 230 contacts each working day and a
fifth of that at a weekend; one in five becomes a referral. The seeds print no number of contacts; these are the size
that 8,263 open cases imply.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from django.db import connection

from righthelp.city import bulk
from righthelp.city.dice import Dice, at
from righthelp.city.help_days import lasting, shifted
from righthelp.city.staff import TODAY
from righthelp.foundation.calendar import is_working_day, local
from righthelp.practice.front_door.codes import PUBLIC, REFERS, Source
from righthelp.practice.front_door.words_back import composed

DAYS: Final = 56
BACK: Final = 0.32
"""How many of those told of were referred in the months before."""
TABLES: Final = ("front_door.Call", "front_door.Contact", "front_door.Referral", "front_door.Turn", "front_door.Word")
_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "front_door.Call": (
        "id",
        "received",
        "recorded",
        "recorded_by_id",
        "channel",
        "source",
        "organisation_id",
        "caller_role",
        "reached_at",
        "why",
        "words",
        "consent",
        "without",
        "without_why",
        "danger",
        "team_id",
        "worker_id",
    ),
    "front_door.Contact": (
        "id",
        "call_id",
        "child_id",
        "received",
        "source",
        "danger",
        "answerable",
        "decided",
        "decided_by_id",
        "outcome",
        "level",
        "rationale",
        "advice",
        "told",
    ),
    "front_door.Referral": (
        "id",
        "child_id",
        "contact_id",
        "kind",
        "made",
        "placed",
        "made_by_id",
        "team_id",
        "accepted",
        "accepted_by_id",
        "again",
        "earlier_id",
        "closed",
        "closing",
        "closing_why",
    ),
    "front_door.Turn": ("call_id", "team_id", "worker_id", "at", "by_id", "note"),
    "front_door.Word": ("call_id", "contact_id", "text", "composed", "given", "given_by_id", "how"),
}
SOURCES: Final = {"6": 34, "2A": 20, "3F": 8, "3E": 6, "3B": 6, "1A": 8, "1B": 4, "9": 4, "4": 3, "8": 4, "3A": 3}
OUTCOMES: Final = {"advice": 38, "signpost": 16, "early-help": 18, "referral": 20, "mash": 6, "disabled": 1, "nrpf": 1}
LEVELS: Final = {
    "advice": "plus",
    "signpost": "plus",
    "early-help": "additional",
    "referral": "complex",
    "mash": "complex",
    "disabled": "additional",
    "nrpf": "additional",
}
WORDS: Final = {
    "domestic": "Officers went to an argument at the home. The children were upstairs and came down when it was over.",
    "neglect": "Comes to school hungry and tired, and has worn the same clothes since Monday.",
    "physical": "Has a bruise on the arm and says that it happened at home, but not how.",
    "emotional": "Cries when it is time to go home, and says that nobody there likes them.",
    "parent": "The mother has been unwell since the spring, and the older child does the shopping and cooking.",
    "behaviour": "Has been sent home from school three times this month. The family asks what help there is.",
    "exploitation": "Has a second telephone and new trainers, and is collected by people the family does not know.",
    "money": "The family must leave their flat on Friday and has nowhere to go.",
    "family": "The parents have parted and do not agree where the children live.",
    "unborn": "Expects a baby in November and left its father in April. The midwife asks who will be there.",
}
WEIGHTS: Final = {
    "domestic": 34,
    "neglect": 14,
    "physical": 9,
    "emotional": 8,
    "parent": 12,
    "behaviour": 11,
    "exploitation": 4,
    "money": 4,
    "family": 4,
}


_BUSY: Final = """
select child_id from front_door_referral where withdrawn is null and (closed is null or closed >= %s)
union select child_id from people_involvement where kind <> 'care' and ends is null
"""
_EARLIER: Final = """
select child_id, max(id) from front_door_referral where made > %s and closed < %s and withdrawn is null
 group by child_id order by child_id
"""


@dataclass(frozen=True, slots=True)
class Follows:
    """A referral of these weeks and when its assessment ends, or would."""

    id: int
    call: int
    child: int
    kind: str
    made: datetime
    team: int
    accepted: datetime | None
    ends: date
    outcome: str


def loaded(now: datetime) -> list[Follows]:
    """Load the eight weeks, in the caller's transaction. Returns the referrals; who calls this writes the history and
    sets the clocks."""
    people = _asked(
        "select id from people_person where birth_date > '2003-09-02' and died_on is null "
        "and authority = '330' and tier = 1 and merged_into_id is null and id %% 7 = 3 order by id limit 14000"
    )
    officers = _workers("cass")
    night = _workers("emergency-duty")
    leads = _asked("select m.manager_id, m.id from workforce_team m where m.code = 'cass' and m.manager_id is not null")
    teams = _asked(
        "select id, manager_id from workforce_team where code like 'asti%%' and closed is null "
        "and manager_id is not null order by id"
    )
    asked = _asked("select code, id from workforce_team where code in ('mash', 'cass', 'emergency-duty')")
    special = {row[0]: row[1] for row in asked}
    if not (people and officers and leads and teams):
        return []
    schools = _asked(
        "select id from people_organisation where kind = 'school' and closed_on is null order by id limit 400"
    )
    drawn = _Drawn(
        [each for (each,) in people], officers, night or officers, leads[0][0], teams, special,
        [each for (each,) in schools],
    )  # fmt: skip
    drawn.all_days(now)
    with bulk.triggers_off(TABLES) as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in TABLES:
            bulk.copied(name, drawn.rows[name], _COLUMNS[name])
    return drawn.follows


def _asked(query: str, *values: date) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, list(values))
        return list(cursor.fetchall())


def _workers(team: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select w.id from workforce_worker w join workforce_team t on t.id = w.team_id where t.code = %s "
            "and w.ends is null and w.starts < %s and w.id is distinct from t.manager_id order by w.id",
            [team, TODAY - timedelta(days=DAYS)],
        )
        return [pk for (pk,) in cursor.fetchall()]


class _Drawn:
    """The rows, day by day."""

    def __init__(
        self,
        children: list[int],
        officers: list[int],
        night: list[int],
        lead: int,
        teams: list[tuple[int, ...]],
        special: dict[int, int],
        schools: list[int],
    ) -> None:
        self.dice = Dice("front door")
        self.children, self.officers, self.night, self.lead = children, officers, night, lead
        self.teams, self.special, self.schools = teams, {str(k): v for k, v in special.items()}, schools
        self.rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in TABLES}
        since = TODAY - timedelta(days=DAYS + 1)
        self.referred = {child for (child,) in _asked(_BUSY, since)}
        again = _asked(_EARLIER, TODAY - timedelta(days=300), since)
        self.earlier = {child: number for child, number in again if child not in self.referred}
        self.back = self.dice.shuffled(list(self.earlier))
        self.follows: list[Follows] = []
        highest = partial(bulk.highest, below=bulk.HELP_END)
        self.calls, self.contacts = highest("front_door.Call"), highest("front_door.Contact")
        self.referrals = highest("front_door.Referral")

    def all_days(self, now: datetime) -> None:
        """Eight weeks up to ``now``."""
        for back in range(DAYS, -1, -1):
            day = TODAY - timedelta(days=back)
            wanted = int((150 if is_working_day(day) else 30) * self.dice.between(0.85, 1.15))
            moments = sorted(self._moment(day) for _ in range(wanted))
            for moment in moments:
                if moment < now - timedelta(minutes=3):
                    self._call(moment, now)

    def _moment(self, day: date) -> datetime:
        hour = self.dice.weighed({8: 4, 9: 12, 10: 13, 11: 12, 12: 9, 13: 10, 14: 12, 15: 13, 16: 9, 19: 3, 22: 3})
        return at(day, hour, self.dice.whole(0, 59))

    def _call(self, received: datetime, now: datetime) -> None:
        dice = self.dice
        self.calls += 1
        source, why = dice.weighed(SOURCES), dice.weighed(WEIGHTS)
        consent = "given" if dice.chance(0.55) else "not-asked"
        public = Source(source) in PUBLIC
        ground = "" if consent == "given" else "public" if public else "harm"
        ground_why = {"": "", "public": "A member of the public told us.", "harm": "Asking first would lose time."}[
            ground
        ]
        late = not 8 <= local(received).hour < 17 or not is_working_day(local(received).date())
        officer = dice.pick(self.night if late else self.officers)
        took = timedelta(minutes=int(dice.spread(420)) + 25)
        if is_working_day(local(received).date()) is False:
            took += timedelta(hours=20)
        decided = received + took if received + took < now else None
        taken = decided is not None or dice.chance(0.6)
        team = self.special.get("cass", self.teams[0][0])
        school = dice.pick(self.schools) if source == "2A" and self.schools else None
        recorded = min(received + timedelta(minutes=dice.whole(2, 12)), now)
        reached = "" if source == "9" else "0121 496 0" + str(dice.whole(100, 999))
        danger = dice.chance(0.04)
        holder = officer if taken and officer in self.officers else dice.pick(self.officers) if taken else None
        self.rows["front_door.Call"].append(
            (self.calls, received, recorded, officer, "phone" if public or dice.chance(0.4) else "form", source, school,
             "", reached, why, WORDS[why], consent, ground, ground_why, danger, team, holder)
        )  # fmt: skip
        self.rows["front_door.Turn"].append((self.calls, team, None, recorded, officer, "Recorded"))
        if holder:
            self.rows["front_door.Turn"].append(
                (self.calls, team, holder, min(recorded + timedelta(minutes=9), now), holder, "")
            )
        many = dice.weighed({1: 66, 2: 22, 3: 9, 4: 3})
        for picked in dice.some(self.children, many):
            child = self.back.pop() if self.back and dice.chance(BACK) else picked
            self._contact(child, received, source, danger, bool(reached or school), decided, consent, now)

    def _contact(
        self,
        child: int,
        received: datetime,
        source: str,
        danger: bool,
        answerable: bool,
        decided: datetime | None,
        consent: str,
        now: datetime,
    ) -> None:
        dice = self.dice
        self.contacts += 1
        outcome: str | None = None
        told: datetime | None = None
        if decided is not None:
            outcome = dice.weighed(OUTCOMES)
            if outcome == "early-help" and consent != "given":
                outcome = "advice"
            if outcome in REFERS and child in self.referred:
                outcome = "already"
            told = decided + timedelta(minutes=int(dice.spread(300)) + 5) if answerable else None
            told = told if told and told < now else None
        level = None if outcome is None else LEVELS.get(outcome, "complex")
        why = (
            "" if outcome is None else "What was told, what came before and what the family says were weighed together."
        )
        advice = "Talk with the school’s family worker; ring again if anything changes." if outcome in (
            "advice", "signpost") else ""  # fmt: skip
        self.rows["front_door.Contact"].append(
            (self.contacts, self.calls, child, received, source, danger, answerable, decided,
             self.lead if decided else None, outcome, level, why, advice, told)
        )  # fmt: skip
        if outcome is None or decided is None:
            return
        if answerable:
            text = composed(reference=self.calls, received=received, source=source, outcome=outcome)
            self.rows["front_door.Word"].append(
                (self.calls, self.contacts, text, decided, told, dice.pick(self.officers) if told else None,
                 "Telephone" if told else "")
            )  # fmt: skip
        if outcome in REFERS:
            self.referred.add(child)
            team, manager = dice.pick(self.teams)
            if outcome == "mash" and "mash" in self.special:
                team = self.special["mash"]
            accepted = decided + timedelta(minutes=int(dice.spread(400)) + 15)
            done = accepted < now
            self.referrals += 1
            ends = shifted(local(decided).date(), lasting(dice))
            result = dice.weighed({"nfa": 50, "early-help": 38, "cin": 12})
            over = at(ends, 17) if done and outcome == "referral" and ends < TODAY and result != "cin" else None
            before = self.earlier.get(child)
            self.rows["front_door.Referral"].append(
                (self.referrals, child, self.contacts, outcome, decided, decided, self.lead, team,
                 accepted if done else None, manager if done else None, before is not None, before, over,
                 result if over else "", "The family was seen; what follows is written in the assessment." if over
                 else "")
            )  # fmt: skip
            self.follows.append(
                Follows(
                    self.referrals, self.calls, child, outcome, decided, team, accepted if done else None, ends, result
                )
            )
