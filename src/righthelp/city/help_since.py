"""What came of the front door's last eight weeks: assessments under way, MASH at work, enquiries open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from righthelp.city import help_mash
from righthelp.city.after import board_day
from righthelp.city.front_door import Follows
from righthelp.city.help_assessment import assessed
from righthelp.city.help_conference import Course, conference
from righthelp.city.help_days import office, past, shifted
from righthelp.city.help_door import Came
from righthelp.city.help_enquiry import Enquired, enquired
from righthelp.city.help_need import specialists_open
from righthelp.city.help_office import Team
from righthelp.city.help_pen import Pen, asked
from righthelp.city.help_read import Child, Period
from righthelp.city.help_words import HARMS
from righthelp.city.staff import TODAY
from righthelp.foundation.calendar import local_date


def followed(pen: Pen, follows: Sequence[Follows]) -> None:
    """Go on with each call's referrals, brothers and sisters together."""
    born: dict[int, date] = dict(
        asked("select id, birth_date from people_person where id = any(%s)", [each.child for each in follows])
    )
    calls: dict[tuple[int, str], list[Follows]] = defaultdict(list)
    for each in follows:
        calls[each.call, each.kind].append(each)
    for (_, kind), rows in calls.items():
        first = rows[0]
        team = pen.office.teams[first.team]
        came = [Came(each.id, each.child, each.made, team) for each in rows]
        if kind == "mash":
            help_mash.asked(pen, came, pen.dice.weighed({"assessment": 5, "strategy": 3, "nfa": 2}),
                            waits=_still_asked(pen, first.made))  # fmt: skip
            continue
        if first.accepted is None or past(first.accepted + timedelta(hours=8)) is None:
            continue
        day = local_date(first.made)
        worker = pen.office.worker(pen.dice, team, day)
        if kind == "disabled":
            specialists_open(pen, came, worker)
        if kind != "referral":
            continue
        for one in {each.outcome: each for each in rows}.values():
            alike = [each for each in came if next(row for row in rows if row.id == each.id).outcome == one.outcome]
            assessed(pen, alike, one.ends, one.outcome, worker=worker)
        if pen.dice.chance(0.25):
            held = shifted(day, pen.dice.weighed({1: 6, 2: 3, 3: 1}))
            if held < local_date(board_day()):
                children = [Child(each.child, born[each.child], "", None, team.area) for each in rows]
                done = shifted(held, pen.dice.whole(6, 14))
                harm = pen.dice.weighed(HARMS)
                risk = done < TODAY < shifted(held, 16) and pen.dice.chance(0.62)
                found = enquired(
                    pen, children, [each.id for each in rows], team, held, harm=harm,
                    outcome="risk" if risk else pen.dice.pick(("no-risk", "unfounded")), done=done, worker=worker,
                )  # fmt: skip
                if risk:
                    _to_a_conference(pen, children, found, team, held, harm)


def _still_asked(pen: Pen, made: datetime) -> bool:
    """Whether a partner's answer is still missing: of yesterday's mostly, of the week before now and then."""
    age = board_day() - made
    return age < timedelta(hours=30) or (age < timedelta(days=6) and pen.dice.chance(0.2))


def _to_a_conference(
    pen: Pen, children: Sequence[Child], found: Sequence[Enquired], team: Team, held: date, harm: str
) -> None:
    """Booked for the days to come, some after the fifteenth; or asked for and not booked; or not yet asked for."""
    dice = pen.dice
    asked_on = [each.authorised for each in found if each.authorised]
    stage = dice.weighed({"booked": 70, "asked": 18, "needed": 12})
    if len(asked_on) < len(found) or stage == "needed":
        return
    day = max(shifted(held, dice.weighed({12: 2, 13: 3, 14: 4, 15: 5, 17: 2})), shifted(TODAY, dice.whole(0, 2)))
    worker = found[0].worker
    course = Course(list(children), Period("cp", day, None), worker, pen.office.chair(dice, day), team, harm, 3)
    planned = office(dice, day, 10, 14)
    meeting = (
        conference(pen, "icpc", course, None, called=max(asked_on), planned=planned).meeting
        if stage == "booked"
        else None
    )
    for each, since in zip(found, asked_on, strict=True):
        pen.add(
            "protection.ChildConference", each.child, "icpc", each.id, each.held, None, None, since, worker,
            "The enquiry found continuing risk of significant harm.", meeting, None, "", "", None, None, "", None, None,
            None, None, None,
        )  # fmt: skip
