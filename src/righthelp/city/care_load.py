"""Children in care: homes, times in care with their laws and stays, reviews and visits; loaded with the help."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import connection

from righthelp.city import bulk, care_homes, care_since, care_times, help_visits
from righthelp.city.depth import free, written
from righthelp.city.dice import Dice
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen
from righthelp.city.kin import Kin
from righthelp.city.tables import Tables

COLUMNS: Final = {**care_homes.COLUMNS, **care_times.COLUMNS, **care_since.COLUMNS}
_VISITS: Final = ("casework.Visit", "casework.Visited")


def loaded(office: Office, highest: dict[str, int], now: datetime) -> None:
    """Draw and load all of it, in the caller's transaction. The database then checks every child's days."""
    tables = Tables()
    pen = Pen(Dice("care"), office, highest)
    homes = care_homes.Homes(pen, Kin(tables, Dice("care", "carers"), *free()), tables)
    homes.drawn()
    written(tables, now)
    drawn = care_times.Times(pen, homes.found)
    times = drawn.drawn()
    care_since.Since(pen, drawn.workers).written(times)
    pen.loaded(COLUMNS | {name: help_visits.COLUMNS[name] for name in _VISITS})
    bulk.analysed(COLUMNS)
    _covered()


def _covered() -> None:
    """What the database checks of each child when a transaction ends; its triggers were off for the load."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT care_covers(child_id) FROM (SELECT DISTINCT child_id FROM care_incare) each")
