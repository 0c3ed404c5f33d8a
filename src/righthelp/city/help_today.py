"""What the demonstration's own sign-ins have before them on the first of September, one thing in each room."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from righthelp.city import help_mash
from righthelp.city.dice import at
from righthelp.city.family import DAISY, LACEY, UNBORN
from righthelp.city.help_assessment import assessed
from righthelp.city.help_conference import Course, conference
from righthelp.city.help_days import office, shifted
from righthelp.city.help_door import referred
from righthelp.city.help_enquiry import enquired
from righthelp.city.help_pen import Pen, asked
from righthelp.city.help_read import Child, Period
from righthelp.city.staff import TODAY

_WORKER: Final = "select w.id from workforce_worker w join access_account a on a.id = w.account_id where a.email = %s"
_HELD: Final = """
select p.id, p.birth_date, p.surname, null, 'east' from people_person p
  join workforce_allocation al on al.child_id = p.id and al."primary" and al.ends is null
 where al.worker_id = %s and p.id < 1100000
   and not exists (select from section47_enquiry e where e.child_id = p.id and e.authorised is null) order by p.id
"""
_FREE: Final = """
select p.id, p.birth_date, p.surname, null, 'east' from people_person p
 where p.birth_date between '2008-01-01' and '2015-01-01' and p.authority = '330' and p.tier = 1
   and p.merged_into_id is null and p.died_on is null and p.id > 20 and p.id < 1100000
   and not exists (select from people_involvement i where i.child_id = p.id)
   and not exists (select from front_door_contact c where c.child_id = p.id)
   and not exists (select from missing_episode e where e.child_id = p.id)
 order by p.id limit 1
"""
_WITH_TWINS: Final = """
select worker_id from workforce_allocation where child_id = %s and "primary" and ends is null
"""
_NEED: Final = """
select n.child_id, n.plan_id from child_in_need_needplan n join casework_plan c on c.id = n.plan_id
  join child_in_need_needdue d on d.plan_id = c.id and d.what = 'review' and d.held is null and d.ended is null
 where c.ends is null and c.kind = %s order by d.since, n.id limit 1
"""
ALLOCATED: Final = "workforce.Allocation"
ALLOCATION: Final = {ALLOCATED: ("child_id", "worker_id", "primary", "starts", "ends", "reason")}


def _worker(who: str) -> int | None:
    rows = asked(_WORKER, f"{who}@righthelp.example")
    return int(rows[0][0]) if rows else None


def today(pen: Pen) -> None:
    """An assessment, enquiries, a conference, reviews of need, a family without funds, MASH waiting for one answer."""
    hannah, colin, karen = (_worker(each) for each in ("social.worker", "reviewing.officer", "front.door"))
    if hannah is None or colin is None or karen is None:
        return
    _unborn(pen, hannah, colin)
    _enquiries(pen, hannah)
    _in_need(pen, hannah)
    for row in asked(_FREE):
        day = TODAY - timedelta(days=1)
        team = pen.office.by_kind["mash"][0]
        came = referred(pen, [row[0]], day, team, kind="mash", closed=None, why="domestic")
        help_mash.asked(pen, came, "assessment", waits=True, worker=karen)


def _unborn(pen: Pen, hannah: int, colin: int) -> None:
    """The baby of the demonstration's family, due in November: a pre-birth assessment, a conference on Friday."""
    baby = Child(UNBORN, date(2021, 11, 20), "Riddcombe", LACEY, "east")
    team = pen.office.teams[pen.office.team_of[hannah]]
    came = referred(pen, [UNBORN], date(2021, 8, 16), team, closed=None, why="unborn")
    assessed(pen, came, date(2021, 10, 8), "cin", worker=hannah, why="EMO")
    found = enquired(
        pen, [baby], [came[0].id], team, date(2021, 8, 19), harm="EMO", outcome="risk", done=date(2021, 8, 27),
        worker=hannah,
    )  # fmt: skip
    for worker in asked(_WITH_TWINS, DAISY):
        begun = at(date(2021, 8, 16), 15)
        pen.add("workforce.Allocation", UNBORN, worker[0], True, begun, None, "The twins’ worker")
        pen.add("workforce.Allocation", UNBORN, hannah, False, begun, None, "Assesses before the birth")
    since = found[0].authorised
    if since is None:
        return
    course = Course([baby], Period("cp", TODAY, None), hannah, colin, team, "EMO", 3)
    room = conference(pen, "icpc", course, None, called=since, planned=at(date(2021, 9, 3), 10))
    pen.add(
        "protection.ChildConference", UNBORN, "icpc", found[0].id, found[0].held, None, None, since, hannah,
        "The baby would be born into a home from which Lacey had to flee.", room.meeting, None, "", "", None, None,
        "", None, None, None, None, None,
    )  # fmt: skip


def _enquiries(pen: Pen, hannah: int) -> None:
    """Two enquiries about children in care: one open, one whose finding waits for the manager."""
    team = pen.office.teams[pen.office.team_of[hannah]]
    days = ((date(2021, 8, 31), date(2021, 9, 14)), (date(2021, 8, 17), date(2021, 8, 31)))
    for row, (held, done) in zip(asked(_HELD, hannah), days, strict=False):
        enquired(
            pen, [Child(*row)], [None], team, held, harm="PHY", outcome="no-risk", done=done, worker=hannah,
            waits=True,
        )  # fmt: skip


def _in_need(pen: Pen, hannah: int) -> None:
    """Hannah works beside the child's own worker where a review is due, and with a family without funds."""
    for kind, what in (("cin", "Write up what the school said for the review"), ("nrpf", "Ring the law centre")):
        for child, plan in asked(_NEED, kind):
            since = at(shifted(TODAY, -9), 10)
            pen.add("workforce.Allocation", child, hannah, False, since, None, "Works beside the child’s own worker")
            by_when = shifted(TODAY, 1)
            pen.add(
                "casework.Action", child, plan, None, what, hannah, "", office(pen.dice, shifted(TODAY, -8)), hannah,
                by_when, by_when, by_when - timedelta(days=1), None, "",
            )  # fmt: skip
