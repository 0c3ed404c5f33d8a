"""Worked examples of the missing indicators: invented children, stated facts, and the answer that must come out.

Each is run through the row engine, PostgreSQL and DuckDB by the tests, and shown on its indicator's page.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from righthelp.foundation.calendar import Month, from_local
from righthelp.foundation.journey.nodes import Value
from righthelp.insight.indicators.definition import Example, ExampleChild

JANUARY: Final = Month(2019, 1)
END: Final = date(2019, 1, 31)


def _at(text: str) -> datetime:
    """``4 22:10`` in January 2019 in London; ``2018-12-30 21:00`` anywhen."""
    full = text if text.count("-") == 2 else f"2019-01-{int(text.split()[0]):02d} {text.split()[1]}"
    return from_local(datetime.strptime(full, "%Y-%m-%d %H:%M"))  # noqa: DTZ007  # a reading of London's clock


def child(
    name: str,
    because: str,
    missing: str,
    returned: str = "",
    *,
    offered: str = "",
    accepted: str = "",
    declined: str = "",
    declined_by: str = "",
    held: str = "",
    cancelled: str = "",
    where_from: str = "home",
    status: str = "none",
    authority: str = "330",
) -> ExampleChild:
    """One episode of an invented child. Times are London's; those left out are unknown."""
    moments = {
        "missing_from": missing,
        "returned": returned,
        "offered": offered,
        "accepted": accepted,
        "declined": declined,
        "held": held,
        "cancelled": cancelled,
    }
    facts: dict[str, Value | None] = {key: _at(text) if text else None for key, text in moments.items()}
    facts |= {
        "notified": _at(missing),
        "forwarded": None,
        "strategy_held": None,
        "checked": None,
        "where_from": where_from,
        "status": status,
        "area": "east",
        "authority": authority,
        "unaccompanied": False,
        "declined_by": declined_by or None,
    }
    return ExampleChild(name, facts, because)


def _example(numerator: int, denominator: int | None, *children: ExampleChild, as_at: date = END) -> Example:
    return Example(JANUARY, as_at, children, numerator, denominator)


MONTH_END: Final = _example(
    2,
    None,
    child("Aisha", "Missing when the month ended, and found since.", "30 21:00", "2019-02-02 08:00"),
    child("Ben", "Went in December and was still missing.", "2018-12-28 19:30"),
    child("Carla", "Came back before midnight.", "31 18:00", "31 23:40"),
    child("Dev", "The report was cancelled on the 30th.", "30 16:00", cancelled="30 18:00"),
    child("Ella", "Another council answers for her.", "29 20:00", authority="333", where_from="care", status="care"),
)
EPISODES: Final = _example(
    3,
    None,
    child("Aisha", "Went missing in January.", "4 22:10", "5 09:30"),
    child("Aisha", "Went missing again: another episode.", "19 20:00", "20 01:15"),
    child("Ben", "Went in January, back in February: counted in January.", "31 23:30", "2019-02-01 07:00"),
    child("Carla", "Went in December.", "2018-12-31 23:30", "1 10:00"),
    child("Dev", "The report was cancelled.", "9 16:00", cancelled="9 17:00"),
)
REPEAT: Final = _example(
    2,
    None,
    child(
        "Aisha",
        "Her first time within 30 days.",
        "2018-12-20 21:00",
        "2018-12-21 02:00",
        status="care",
        where_from="care",
    ),
    child("Aisha", "Her second.", "2 22:00", "3 04:00", status="care", where_from="care"),
    child("Aisha", "Her third since 20 December: counted.", "11 19:00", "12 00:30", status="care", where_from="care"),
    child("Ben", "His first.", "5 20:00", "5 23:50"),
    child("Ben", "His second.", "9 20:00", "10 06:00"),
    child("Ben", "His third: counted.", "14 20:00", "15 06:00"),
    child("Ben", "His fourth: he is counted already.", "20 20:00", "21 06:00"),
    child("Carla", "Her first.", "2018-12-10 20:00", "2018-12-11 06:00"),
    child("Carla", "Her second.", "2018-12-28 20:00", "2018-12-29 06:00"),
    child("Carla", "Only two within the 30 days before it.", "22 20:00", "23 06:00"),
    child("Dev", "His first.", "7 20:00", "8 06:00"),
    child("Dev", "Cancelled, so it does not make up the three.", "9 20:00", cancelled="9 22:00"),
    child("Dev", "His second.", "12 20:00", "13 06:00"),
)
OFFERED: Final = _example(
    2,
    3,
    child("Aisha", "Back and offered.", "4 22:10", "5 09:30", offered="5 14:00", held="7 16:00"),
    child(
        "Ben",
        "Back and offered; a refusal is still an offer.",
        "8 20:00",
        "9 02:00",
        offered="9 11:00",
        declined="9 11:05",
        declined_by="child",
    ),
    child("Carla", "Back, not offered by the end of January.", "30 19:00", "31 07:00", offered="2019-02-01 10:00"),
    child("Dev", "Not back yet.", "29 19:00"),
    child(
        "Ella",
        "Another council’s child: not ours to offer.",
        "11 20:00",
        "12 02:00",
        authority="333",
        status="care",
        where_from="care",
    ),
)
SUCCESSFUL: Final = _example(
    1,
    3,
    child("Aisha", "Offered and held.", "4 22:10", "5 09:30", offered="5 14:00", accepted="5 14:00", held="7 16:00"),
    child(
        "Ben",
        "Offered and declined: stays in the number counted out of.",
        "8 20:00",
        "9 02:00",
        offered="9 11:00",
        declined="9 11:05",
        declined_by="child",
    ),
    child(
        "Carla",
        "Offered, not held by the end of January.",
        "28 19:00",
        "29 07:00",
        offered="29 10:00",
        held="2019-02-01 15:00",
    ),
    child("Dev", "Never offered: not in this share.", "14 19:00", "15 06:00"),
)
IN_TIME: Final = _example(
    1,
    3,
    child(
        "Aisha",
        "Held 72 hours after her return, to the minute: in time.",
        "4 22:10",
        "5 09:30",
        offered="5 14:00",
        held="8 09:30",
    ),
    child("Ben", "Held a day late.", "8 20:00", "9 02:00", offered="9 11:00", held="13 02:00"),
    child("Carla", "Never offered, and her 72 hours ended in January.", "14 19:00", "15 06:00"),
    child(
        "Dev",
        "He declined: left out of both numbers.",
        "16 19:00",
        "17 06:00",
        offered="17 10:00",
        declined="17 10:10",
        declined_by="child",
    ),
    child("Ella", "Her 72 hours end in February.", "29 19:00", "30 06:00", offered="30 10:00"),
)
CHILDREN: Final = _example(
    2,
    None,
    child("Aisha", "Went missing: her first episode stands for her.", "4 22:10", "5 09:30"),
    child("Aisha", "The same child again.", "19 20:00", "20 01:15"),
    child("Ben", "Went missing.", "31 23:30"),
    child("Carla", "Missing since December.", "2018-12-30 20:00", "6 10:00"),
)
FROM_HOME: Final = _example(
    1,
    None,
    child("Aisha", "Went from home.", "4 22:10", "5 09:30", status="cin"),
    child("Ben", "Went from his children’s home.", "8 20:00", "9 02:00", status="care", where_from="care"),
    child("Carla", "Went from school.", "10 11:00", "10 21:00", where_from="other"),
)
FROM_CARE: Final = _example(
    1,
    None,
    child("Aisha", "Went from home.", "4 22:10", "5 09:30"),
    child("Ben", "Went from his children’s home.", "8 20:00", "9 02:00", status="care", where_from="care"),
    child("Carla", "In care, but went from school.", "10 11:00", "10 21:00", status="care", where_from="other"),
)
ACCEPTED: Final = _example(
    2,
    4,
    child(
        "Aisha", "Said yes, and was seen.", "4 22:10", "5 09:30", offered="5 14:00", accepted="5 14:00", held="7 16:00"
    ),
    child("Ben", "Said no.", "8 20:00", "9 02:00", offered="9 11:00", declined="9 11:05", declined_by="child"),
    child(
        "Carla",
        "Said yes, then no: both were said.",
        "12 20:00",
        "13 02:00",
        offered="13 11:00",
        accepted="13 11:00",
        declined="14 09:00",
        declined_by="child",
    ),
    child("Dev", "Has not answered yet.", "28 19:00", "29 07:00", offered="29 10:00"),
)
DECLINED: Final = _example(
    2,
    3,
    child("Aisha", "Said yes.", "4 22:10", "5 09:30", offered="5 14:00", accepted="5 14:00", held="7 16:00"),
    child("Ben", "Said no himself.", "8 20:00", "9 02:00", offered="9 11:00", declined="9 11:05", declined_by="child"),
    child(
        "Carla",
        "Her mother said no for her.",
        "12 20:00",
        "13 02:00",
        offered="13 11:00",
        declined="14 09:00",
        declined_by="parent",
    ),
)
HELD: Final = _example(
    1,
    3,
    child("Aisha", "Held, though late.", "4 22:10", "5 09:30", offered="5 14:00", held="12 16:00"),
    child("Ben", "Declined.", "8 20:00", "9 02:00", offered="9 11:00", declined="9 11:05", declined_by="child"),
    child("Carla", "Never offered.", "14 19:00", "15 06:00"),
)
