"""What came of the front door's last eight weeks: assessments under way, MASH at work, enquiries open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from righthelp.city import help_mash
from righthelp.city.after import board_day
from righthelp.city.front_door import Follows
from righthelp.city.help_assessment import assessed
from righthelp.city.help_days import past, shifted
from righthelp.city.help_door import Came
from righthelp.city.help_enquiry import enquired
from righthelp.city.help_need import specialists_open
from righthelp.city.help_pen import Pen, asked
from righthelp.city.help_read import Child
from righthelp.city.help_words import HARMS
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
                            waits=first.made > board_day() - timedelta(hours=30))  # fmt: skip
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
                enquired(
                    pen, children, [each.id for each in rows], team, held, harm=pen.dice.weighed(HARMS),
                    outcome=pen.dice.pick(("no-risk", "unfounded")), done=shifted(held, pen.dice.whole(8, 14)),
                    worker=worker,
                )  # fmt: skip
