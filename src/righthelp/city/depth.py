"""What is known of people in depth, loaded after them: families, schools, moves, supervision, doubles, what was done.

Each step is drawn from what is in the database, copied in with its history, and stays once it is in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from psycopg import sql

from righthelp.city import acts, bulk, histories, together
from righthelp.city.after import board_day
from righthelp.city.courses import Courses
from righthelp.city.dice import Dice, at
from righthelp.city.doubles import DOUBLES, Doubles
from righthelp.city.facts import Facts
from righthelp.city.kin import Kin
from righthelp.city.known import Known, known
from righthelp.city.moves import moves
from righthelp.city.partners import partners
from righthelp.city.plans_load import Plans
from righthelp.city.recruiting import Recruiting
from righthelp.city.sessions import Year
from righthelp.city.staff import TODAY
from righthelp.city.tables import COLUMNS, Tables
from righthelp.city.ties import FAMILY_FROM, FAMILY_HOMES_FROM, HOMES_FROM, KIN_FROM
from righthelp.city.voices import Voices
from righthelp.foundation.journey import settle_all
from righthelp.governance.plan.journey import PlanAction, PlanUpdateDue
from righthelp.governance.staff_voice.journey import ForumIssue, HrPolicyReview
from righthelp.practice.learning.journey import Attending, Training
from righthelp.practice.recruitment.journey import Application
from righthelp.practice.supervision.journey import Supervision, SupervisionDecision

_NUMBERED: Final = (
    "people.Move",
    "supervision.Session",
    "workforce.Reallocation",
    "recruitment.Vacancy",
    "recruitment.Candidate",
    "recruitment.Application",
    "staff_voice.Policy",
    "staff_voice.PolicyVersion",
    "staff_voice.Issue",
    "staff_voice.Survey",
    "staff_voice.Question",
    "plan.Plan",
    "plan.Priority",
    "plan.Action",
    "learning.Course",
    "learning.Cohort",
    "learning.Session",
    "learning.Booking",
)


_DEMANDS: Final = (
    ("court", "Care proceedings"),
    ("complex", "Three agencies, weekly meetings"),
    ("travel", "Lives in Derby"),
)


@dataclass
class Depth:
    """The steps, for a city whose first part has people up to ``first``. ``share`` makes a small city's fewer."""

    first: int
    share: float = 1.0
    pairs: list[tuple[int, int]] = field(default_factory=list)
    apart: list[tuple[int, int]] = field(default_factory=list)

    @property
    def near(self) -> tuple[Callable[[datetime], None], ...]:
        """What can be loaded before the residents."""
        return (self._families_near,)

    @property
    def wide(self) -> tuple[Callable[[datetime], None], ...]:
        """What comes after them."""
        return (self._families_wide, self._supervision, self._doubles, self._employer, self._learning, self._plans)

    def _families_near(self, now: datetime) -> None:
        self._families(0, self.first + 1, now)

    def _families_wide(self, now: datetime) -> None:
        self._families(self.first + 1, KIN_FROM, now)

    def _families(self, low: int, high: int, now: datetime) -> None:
        tables, dice = Tables(), Dice("depth", low > 0)
        children = known(low, high)
        kin = Kin(tables, Dice("kin", low > 0), *free())
        kin.of(children)
        facts = Facts(tables, dice, partners())
        for number, child in enumerate(children):
            facts.of(child, kin.relatives.get(child.id, []), number)
        _married_names(tables, children, dice)
        moves(tables, low=low, high=high, first_id=bulk.highest("people.Move") + 1)
        if low:
            _struck_out(tables, children, dice)
            _handed_over(tables, children, dice)
        written(tables, now)

    def _supervision(self, now: datetime) -> None:
        tables = Tables()
        Year(tables, bulk.highest("supervision.Session") + 1).written()
        written(tables, now)
        settle_all(Supervision, now)
        settle_all(SupervisionDecision, now)

    def _doubles(self, now: datetime) -> None:
        tables = Tables()
        drawn = Doubles(tables, Kin(tables, Dice("doubles", "homes"), *free()))
        drawn.drawn(int(DOUBLES * self.share), self.share)
        written(tables, now)
        children = known(self.first + 1, KIN_FROM)
        acts.pairs_scored(drawn.pairs, drawn.apart)
        acts.pairs_decided(drawn.pairs, drawn.apart)
        acts.privacy_kept(children)
        acts.deaths_told(children)
        acts.some_unallocated(children)

    def _employer(self, now: datetime) -> None:
        """Recruitment, agency rates, pay, and what staff say."""
        tables = Tables()
        Recruiting.fresh(tables).drawn()
        voices = Voices(tables)
        voices.drawn()
        written(tables, now)
        voices.answers_copied()
        for journey in (Application, HrPolicyReview, ForumIssue):
            settle_all(journey, now)

    def _learning(self, now: datetime) -> None:
        """Courses, cohorts, leave, and groups that were supervised."""
        tables = Tables()
        Courses(tables).drawn()
        written(tables, now)
        for journey in (Training, Attending):
            settle_all(journey, now)
        together.leave_waiting()
        together.groups_held()

    def _plans(self, now: datetime) -> None:
        """Fostering in the trust's own plans, with what was said of each action month by month."""
        plans = Plans()
        plans.drawn()
        written(plans.first, now)
        written(plans.then, now)
        for journey in (PlanAction, PlanUpdateDue):
            settle_all(journey, now)


MANY: Final = 2_000
"""Of so many new rows the planner is told at once; to look over a million people because of fifty takes seconds."""


def free() -> tuple[int, int]:
    """The next free numbers of a person and of an address beside the residents'."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), %s) FROM people_person WHERE id < %s", [KIN_FROM, FAMILY_FROM])
        person = max(int((cursor.fetchone() or (0,))[0]), KIN_FROM)
        cursor.execute(
            "SELECT coalesce(max(id), %s) FROM people_address WHERE id < %s", [HOMES_FROM, FAMILY_HOMES_FROM]
        )
        address = max(int((cursor.fetchone() or (0,))[0]), HOMES_FROM)
    return person + 1, address + 1


def written(tables: Tables, now: datetime) -> None:
    """Copy what was drawn, with its history, in one transaction."""
    names = [name for name in COLUMNS if tables.rows.get(name)]
    with transaction.atomic():
        context = histories.new_context(now)
        with bulk.triggers_off(names) as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for name in names:
                rows = tables.rows[name]
                key = str(apps.get_model(name)._meta.pk.column)
                own = COLUMNS[name][0] == key
                before = 0 if own else bulk.highest(name)
                bulk.copied(name, rows)
                if own:
                    ids = [int(row[0]) for row in rows]  # type: ignore[call-overload]  # ids
                    where = sql.SQL("{} = ANY({})").format(sql.Identifier(key), sql.Literal(ids))
                    if name in _NUMBERED:
                        bulk.sequence_set(name, max(ids) + 1)
                else:
                    where = sql.SQL("id > {}").format(before)
                histories.first_events(name, context=context, now=now, where=where)
    bulk.analysed(name for name in names if len(tables.rows[name]) >= MANY)


def _married_names(tables: Tables, children: list[Known], dice: Dice) -> None:
    """The name that mothers had, or have beside, when it differs from their children's."""
    seen: set[int] = set()
    for child in children:
        if child.mother and child.mother not in seen and child.mother_surname != child.surname and dice.chance(0.5):
            tables.add(
                "people.Name", child.mother, "married", "", child.surname, dice.pick(("School", "GP letter", ""))
            )
        if child.mother:
            seen.add(child.mother)


def _struck_out(tables: Tables, children: list[Known], dice: Dice) -> None:
    """A hundred relationships that were recorded in error and struck out."""
    some = dice.some([each for each in children if each.open], 101)
    for one, other in pairwise(some):
        when = at(TODAY - timedelta(days=dice.whole(3, 400)), 15)
        kind = dice.pick(("cousin", "sibling", "half_sibling"))
        why = dice.pick(("Recorded on the wrong child.", "They are not related: same surname only."))
        tables.add("people.StruckOut", one.id, other.id, kind, None, None, None, why, when, "Karen Holmcombe")


def _handed_over(tables: Tables, children: list[Known], dice: Dice) -> None:
    """Work that passed from worker to worker this summer with a note, co-workers, and what makes work more."""
    held: dict[int, list[Known]] = {}
    for child in children:
        if child.worker:
            held.setdefault(child.worker, []).append(child)
            if dice.chance(0.07):
                why = dice.pick(("Family support", "Second social worker", "Student", "Life story work"))
                other = dice.pick(sorted(held))
                if other != child.worker and child.since:
                    since = at(max(child.since, TODAY - timedelta(days=dice.whole(5, 200))), 10)
                    if since < board_day():
                        tables.add("workforce.Allocation", child.id, other, False, since, None, why)
            if dice.chance(0.04):
                kind, why = dice.pick(_DEMANDS)
                tables.add(
                    "workforce.ExtraDemand", child.id, kind, TODAY - timedelta(days=dice.whole(10, 150)), None, why
                )
    workers = sorted(held)
    number = bulk.highest("workforce.Reallocation")
    for giver in dice.some(workers, 40):
        number += 1
        when = at(TODAY - timedelta(days=dice.whole(1, 60)), 15)
        why = dice.weighed({"leaving": 40, "sick": 25, "workload": 25, "moving": 10})
        key = UUID(int=dice.random.getrandbits(128), version=4)
        tables.add("workforce.Reallocation", number, key, giver, why, "Thank you for taking them on.", when)
        receiver = dice.pick([each for each in workers if each != giver])
        for child in held[receiver][:4]:
            read = when + timedelta(hours=dice.whole(2, 60)) if dice.chance(0.8) else None
            note = "Next review is booked. The child likes to be told first what a visit is for."
            tables.add("workforce.PassedOn", number, child.id, receiver, note, read)
