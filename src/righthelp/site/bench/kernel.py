"""The kernel and the machine beneath it: clocks, working days, start-up."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection

from righthelp.foundation.calendar import add_working_days, now, working_number
from righthelp.foundation.journey import settle
from righthelp.practice.missing.journey import Missing
from righthelp.practice.missing.models import Episode
from righthelp.site.bench.measure import Measure, against

_DAYS = [date(2018, 1, 1) + timedelta(days=n) for n in range(1000)]


def measures() -> Iterator[Measure]:
    """Working days against a dict, settling clocks against a bare round trip, ``--help`` against bare Python."""
    numbers = {day: working_number(day) for day in _DAYS}
    yield against(
        "ten working days on, 1,000 dates",
        lambda: [add_working_days(day, 10) for day in _DAYS],
        "1,000 dict look-ups",
        lambda: [numbers[day] for day in _DAYS],
    )
    episodes = list(Episode.objects.order_by("-pk").values_list("pk", flat=True)[:50])
    moment = now()
    yield against(
        "settle the clocks of 50 episodes", lambda: settle(Missing, episodes, moment), "select 1", _round_trip
    )
    yield against("righthelp --help", lambda: _run("righthelp.site.cli", "--help"), "python -c pass", _python, rounds=7)


def _round_trip() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        cursor.fetchone()


def _run(module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], check=True, capture_output=True)  # noqa: S603


def _python() -> None:
    subprocess.run([sys.executable, "-c", "pass"], check=True, capture_output=True)
