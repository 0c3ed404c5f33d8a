"""The city’s children in education: attendance of those with a plan in the last months of school, queries and the
panel, children on no roll, education, health and care plans, attendance surgeries."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from righthelp.city import bulk
from righthelp.city.care_looked import workers
from righthelp.city.depth import written
from righthelp.city.dice import Dice, at
from righthelp.city.help_days import YESTERDAY, on_or_before, shifted
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen, asked
from righthelp.city.school_places import Places
from righthelp.city.tables import Tables
from righthelp.foundation.calendar import add_months
from righthelp.practice.casework.intervals import drawn
from righthelp.practice.education.models import percent
from righthelp.practice.people.ages import starts_school

_SAID: Final = ("recorded", "recorded_by_id")
COLUMNS: Final = {
    "education.SchoolFile": ("name", "received", "recorded_by_id", "lines", "taken"),
    "education.FileLine": ("file_id", "number", "said", "why", "waits"),
    "education.Attended": (
        "child_id", "file_id", "school_id", "starts", "ends", "possible", "attended", "authorised", "unauthorised",
        *_SAID,
    ),
    "education.Query": (
        "child_id", "way", "level", "asked", "what", "answered", "answer", "answered_by_id", "followed", "follow_note",
        "closed", "came", *_SAID,
    ),
    "education.Panel": (
        "child_id", "query_id", "referred", "why", "tried", "planned", "decided", "decision", "reasons", *_SAID,
    ),
    "education.NotOnRoll": (
        "child_id", "told", "by_whom", "what", "triaged", "triage", "triage_note", *_SAID,
    ),
    "education.PlanAsked": (
        "child_id", "requested", "asked_by", "answered", "issued", "excepted", "exception", "exception_note", "sector",
        "miles", *_SAID,
    ),
    "education.OutOfSchool": (
        "child_id", "plan_id", "starts", "ends", "why", "interim", "interim_since", "hours", "ended_how", *_SAID,
    ),
    "education.Checked": ("child_id", "out_id", "on", "seen", "note", *_SAID),
    "education.CheckDue": ("child_id", "out_id", "place", "since", "held", "ended"),
    "education.Surgery": ("on", "team_id", "who", *_SAID),
    "education.Discussed": ("child_id", "surgery_id", "percent", "said", *_SAID),
    "education.Agreed": (
        "child_id", "discussed_id", "what", "who", "by_when", "eve", "done", "done_note", *_SAID,
    ),
}  # fmt: skip
LOW: Final = 1538
"""Children with a plan at 90 % or less, in the paper of November 2018."""
PLANS, OUT, INTERIM, A_MONTH = 9_659, 66, 47, 58
"""Plans in force, children with one out of school, those with something for now, plans issued in a month."""
OUTSIDE: Final = 660
"""Children educated outside the city, in the paper of November 2018."""
_SESSIONS: Final = {3: 38, 4: 20, 5: 38, 6: 42, 7: 30}
_MONTHS: Final = tuple((date(2021, month, 1), possible) for month, possible in _SESSIONS.items())
_PUPILS: Final = """
select pl.child_id, pl.starts, pl.ends, t.organisation_id from casework_plan pl
  join people_person p on p.id = pl.child_id and p.died_on is null and p.merged_into_id is null
  join people_attendance t on t.person_id = pl.child_id and t.ends is null and t.organisation_id is not null
                          and t.kind in ('on_roll', 'early_years')
 where (pl.ends is null or pl.ends > %s) and pl.starts < %s
   and p.birth_date >= '2004-09-01' and p.birth_date < '2016-09-01' order by pl.child_id, pl.starts"""
_ADVISERS: Final = """
select w.id from workforce_worker w join access_account a on a.id = w.account_id
 where 'education_adviser' = any(a.roles) and w.ends is null order by w.id"""
_SCHOOL: Final = "select name from people_organisation where kind = 'school' order by id limit 1"
_OFF_ROLL: Final = """
select t.person_id, t.starts from people_attendance t join people_person p on p.id = t.person_id
 where t.ends is null and t.kind in ('off_roll', 'missing') and p.died_on is null and p.merged_into_id is null
 order by t.person_id"""
_SOME: Final = """
select p.id, p.birth_date from people_person p
 where p.birth_date >= '2003-09-01' and p.birth_date < '2017-09-01' and p.id %% 19 = 4 and p.died_on is null
   and p.merged_into_id is null and p.tier = 1 order by p.id %% 7919, p.id limit %s"""
_IN_CARE: Final = """
select c.child_id, w.team_id from care_incare c
  join workforce_allocation al on al.child_id = c.child_id and al."primary" and al.ends is null
  join workforce_worker w on w.id = al.worker_id
  join people_person p on p.id = c.child_id and p.birth_date < '2015-09-01' and p.birth_date > '2005-09-01'
 where c.ends is null order by c.child_id"""
_ASKS: Final = (
    "Mornings are missed since the family moved; the school has rung and heard nothing.",
    "In school on two days of five. Mum says tummy aches. What more can the school do?",
    "Late by an hour most days and marked absent. The bus pass has run out.",
    "The school says a part-time table is agreed. It has gone on since Easter.",
)
_ANSWERS: Final = (
    "The school will meet the child at the gate and ring before nine. The bus pass is paid for.",
    "FAST-track has begun. A meeting at the school next week, with the family.",
    "No part-time table was agreed with us. The head has been asked to end it by Monday.",
)


def loaded(office: Office, highest: dict[str, int], now: datetime) -> None:
    """Draw and load it, in the caller's transaction."""
    pen, tables = Pen(Dice("education"), office, highest), Tables()
    advisers = [int(row[0]) for row in asked(_ADVISERS)]
    schools = Schools(pen, advisers, Places(tables))
    schools.attended()
    schools.asked()
    schools.no_roll()
    schools.planned()
    schools.surgeries()
    written(tables, now)
    pen.loaded(COLUMNS)
    bulk.analysed(COLUMNS)


class Schools:
    """Draws all of it. Advisers take turns."""

    def __init__(self, pen: Pen, advisers: list[int], places: Places) -> None:
        self.pen, self.advisers, self.workers, self.places = pen, advisers, workers(), places
        ((self.school,),) = asked(_SCHOOL)
        self.low: dict[int, date] = {}
        self.last: dict[int, Decimal | None] = {}

    def _said(self, day: date, who: int | None = None) -> tuple[object, ...]:
        return at(min(day, YESTERDAY), 15), who or self.pen.dice.pick(self.advisers)

    def attended(self) -> None:
        """A file a month; each child as they mostly attend, worse in some months."""
        pen, dice = self.pen, self.pen.dice
        rows = asked(_PUPILS, _MONTHS[0][0], add_months(_MONTHS[-1][0], 1))
        now = len({child for child, starts, ends, _ in rows if ends is None})
        low = min(0.6, max(0.4, LOW / max(now, 1)))
        mostly = {child: self._mostly(low) for child, *_ in rows}
        for month, possible in _MONTHS:
            after = add_months(month, 1)
            with_plan = {child: school for child, starts, ends, school in rows
                         if starts < after and (ends is None or ends > month)}  # fmt: skip
            said = self._said(shifted(after, 6))
            about = (f"Attendance, {month:%B %Y}.csv", *said, len(with_plan) + 2, len(with_plan))
            file = pen.add("education.SchoolFile", *about)
            self._left(file, month, possible)
            for child, school in with_plan.items():
                if dice.chance(0.02):
                    continue
                attended = self._of(possible, mostly[child])
                authorised = round((possible - attended) * dice.random.random())
                parts = (possible, attended, authorised, possible - attended - authorised)
                pen.add("education.Attended", child, file, school, month, after, *parts, *said)
                self.last[child] = percent(attended, possible)
                if attended * 100 <= possible * 90:
                    self.low[child] = month

    def _left(self, file: int, month: date, possible: int) -> None:
        """A line that waits for somebody who knows the child, and one that the school sends again."""
        last = add_months(month, 1) - timedelta(days=1)
        said = {"from": f"{month:%d/%m/%Y}", "to": f"{last:%d/%m/%Y}", "school": self.school}
        said |= {"possible": str(possible), "attended": str(possible), "authorised": "0", "unauthorised": "0"}
        pupil = said | {"forename": "Teddy", "surname": "Brookvale", "birth_date": "04/02/2011"}
        self.pen.add(
            "education.FileLine",
            file,
            2,
            json.dumps(pupil),
            "No child of this name and birth date is on this school’s roll.",
            True,
        )
        why = "No school on the partner register is called ‘Lark Hill’."
        self.pen.add("education.FileLine", file, 3, json.dumps(pupil | {"school": "Lark Hill"}), why, False)

    def _mostly(self, low: float) -> float:
        dice = self.pen.dice
        if dice.chance(low):
            return 0.9 - 0.75 * float(dice.random.random() ** 2.2)
        return 0.92 + 0.08 * dice.random.random()

    def _of(self, possible: int, mostly: float) -> int:
        swing = self.pen.dice.random.uniform(-0.03, 0.03)
        return max(0, min(possible, round(possible * (mostly + swing))))

    def asked(self) -> None:
        """A query about one child in six of those who are low, most of them followed up; one in six at the panel."""
        pen, dice = self.pen, self.pen.dice
        for child, month in self.low.items():
            if not dice.chance(1 / 6):
                continue
            day = min(shifted(month, dice.whole(8, 40)), YESTERDAY)
            by = self.workers.on(child, day)
            answered = day + timedelta(days=dice.whole(1, 9))
            due = day + timedelta(days=28)
            over = due <= YESTERDAY and dice.chance(0.9)
            came = dice.weighed({"better": 42, "settled": 38, "panel": 15, "legal": 5}) if over else None
            followed = min(due - timedelta(days=dice.whole(0, 3)), YESTERDAY) if over else None
            known = answered <= YESTERDAY
            number = pen.add(
                "education.Query", child, "social", "plan", day, dice.pick(_ASKS), answered if known else None,
                dice.pick(_ANSWERS) if known else "", dice.pick(self.advisers) if known else None, followed,
                "In school more, says the school." if came in ("better", "settled") else "No change." if over else "",
                followed, came, *self._said(day, by),
            )  # fmt: skip
            if came == "panel" and followed is not None:
                self._panel(child, number, followed, by)

    def _panel(self, child: int, query: int, day: date, by: int) -> None:
        pen, dice = self.pen, self.pen.dice
        planned = on_or_before(day + timedelta(days=dice.whole(10, 24)))
        heard = planned <= YESTERDAY and planned >= day
        decision = dice.weighed({"support": 50, "place": 12, "interim": 10, "school": 18, "legal": 10})
        pen.add(
            "education.Panel", child, query, day, "Out of school more than in it, and nothing has changed.",
            "The school’s own plan, a later start, FAST-track.", max(planned, day), planned if heard else None,
            decision if heard else None, "Agreed with the school; looked at again in six weeks." if heard else "",
            *self._said(day, by),
        )  # fmt: skip

    def no_roll(self) -> None:
        """Most children on no roll were triaged."""
        dice = self.pen.dice
        for child, since in asked(_OFF_ROLL):
            told = min(shifted(since, dice.whole(1, 6)), YESTERDAY)
            triaged = shifted(told, dice.whole(0, 3))
            done = triaged <= YESTERDAY and dice.chance(0.95)
            triage = dice.weighed({"visit": 40, "admit": 34, "search": 16, "challenge": 10})
            self.pen.add(
                "education.NotOnRoll", child, told, dice.pick(("school", "social", "council")),
                "Left the last school; no other has put the child on its roll yet.", triaged if done else None,
                triage if done else None, "The adviser, this week." if done else "", *self._said(told),
            )  # fmt: skip

    def planned(self) -> None:
        """Plans in force, the newest by month; requests of the last months; some children out of school."""
        dice = self.pen.dice
        children = asked(_SOME, PLANS + 300)
        share = min(1.0, len(children) / (PLANS + 300))
        waiting = round(300 * share)
        self.places.outside = round(OUTSIDE * share)
        out = [number < INTERIM * share for number in range(max(1, round(OUT * share)))]
        for number, (child, born) in enumerate(children):
            if number < waiting:
                requested = YESTERDAY - timedelta(days=dice.whole(0, 138))
                assessed = requested + timedelta(days=dice.whole(20, 44))
                answered = assessed if assessed <= YESTERDAY else None
                self._plan(child, born, requested, answered, None, excepted=False)
                continue
            months = (number - waiting) / max(1.0, A_MONTH * share)
            issued = YESTERDAY - timedelta(days=int(months * 30.4) if months < 36 else dice.whole(1_100, 2_400))
            excepted = dice.chance(0.05)
            weeks = dice.whole(150, 210) if excepted or dice.chance(0.09) else dice.whole(108, 139)
            requested = issued - timedelta(days=weeks)
            if issued < max(starts_school(born) - timedelta(days=700), date(2014, 9, 1)):
                issued, requested = YESTERDAY - timedelta(days=60), YESTERDAY - timedelta(days=180)
            away = bool(out) and issued < date(2021, 5, 1)
            plan = self._plan(
                child, born, requested, requested + timedelta(days=dice.whole(25, 42)), issued, excepted=excepted,
                away=away,
            )  # fmt: skip
            if away:
                self._out(child, plan, interim=out.pop())

    def _plan(
        self, child: int, born: date, requested: date, answered: date | None, issued: date | None, *, excepted: bool,
        away: bool = False,
    ) -> int:  # fmt: skip
        """``away``: the child is out of school, and at none."""
        dice = self.pen.dice
        reason = dice.weighed({"school": 50, "personal": 30, "away": 20}) if excepted else None
        sector = dice.weighed({"maintained": 58, "special": 34, "independent": 6, "other": 2}) if issued else None
        sector = self.places.known.get(child, sector) if issued else None
        outside = sector is not None and issued is not None and not away and self.places.at(child, born, issued, sector)
        miles = Decimal(dice.whole(60, 420) if outside else dice.whole(4, 90)) / 10 if dice.chance(0.8) else None
        miles = miles if sector not in (None, "other") else None
        return self.pen.add(
            "education.PlanAsked", child, requested, dice.weighed({"school": 66, "parent": 32, "young": 2}), answered,
            issued, requested + timedelta(days=40) if excepted else None, reason,
            "Advice could not be had in time." if excepted else "", sector, miles, *self._said(requested),
        )  # fmt: skip

    def _out(self, child: int, plan: int, *, interim: bool) -> None:
        pen, dice = self.pen, self.pen.dice
        starts = YESTERDAY - timedelta(days=dice.whole(12, 110))
        why = dice.weighed({"place": 44, "new": 26, "engage": 18, "excluded": 12})
        since = starts + timedelta(days=7) if interim else None
        tuition = "Tuition at home" if interim else ""
        about = (starts, None, why, tuition, since, dice.whole(5, 15) if interim else None, "")
        out = pen.add("education.OutOfSchool", child, plan, *about, *self._said(starts))
        days, day = [], starts + timedelta(days=dice.whole(3, 7))
        while day <= YESTERDAY:
            note = "At home with a parent, well, asks when school begins."
            pen.add("education.Checked", child, out, day, "well", note, *self._said(day))
            days.append(day)
            day += timedelta(days=dice.whole(6, 7) if dice.chance(0.98) else 12)
        for place, each in enumerate(drawn(starts, days, None)):
            pen.add("education.CheckDue", child, out, place, each.since, each.held, each.ended)

    def surgeries(self) -> None:
        """Once in the summer term with each team that holds children in care, three or four of them discussed."""
        pen, dice = self.pen, self.pen.dice
        teams: dict[int, list[int]] = defaultdict(list)
        for child, team in asked(_IN_CARE):
            teams[team].append(child)
        for number, (team, children) in enumerate(sorted(teams.items())):
            day = on_or_before(date(2021, 6, 7) + timedelta(days=number % 40))
            surgery = pen.add(
                "education.Surgery", day, team, "The team, the virtual school and an adviser", *self._said(day)
            )
            for child in children[:4]:
                said = (self.last.get(child), "Up late and tired in the mornings; likes art and football.")
                talk = pen.add("education.Discussed", child, surgery, *said, *self._said(day))
                by_when = shifted(day, 15)
                done = shifted(day, dice.whole(5, 20)) if dice.chance(0.8) else None
                pen.add(
                    "education.Agreed", child, talk, "A word with the carer about bedtimes", "The social worker",
                    by_when, by_when - timedelta(days=1), done, "Talked about; better since." if done else "",
                    *self._said(day),
                )  # fmt: skip


__all__ = ["COLUMNS", "loaded"]
