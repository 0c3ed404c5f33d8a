"""Loading the first part of the city into a database, in one transaction: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

import pghistory.models
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import Model
from psycopg import sql

from righthelp.city import bulk, histories
from righthelp.city.first import first_part, waiting_notices
from righthelp.city.models import FIRST, CityLoad
from righthelp.city.tables import COLUMNS
from righthelp.foundation.audit.history import history_of
from righthelp.foundation.intake.inbox import Letter, receive_all, take_in
from righthelp.foundation.journey import settle_all
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.missing.journey import Missing
from righthelp.practice.people.models import Person
from righthelp.practice.workforce import demo

# Ids below these are the city's; rows that people make in the demonstration come after.
RESIDENTS_END = 1_200_000
ADDRESSES_END = 600_000
ROOMS: Final = (
    "front_door",
    "mash",
    "assessment",
    "section47",
    "protection",
    "child_in_need",
    "casework",
    "supervision",
    "learning",
    "care",
    "care_plan",
    "health",
    "virtual_school",
    "court",
    "matching",
    "fostering",
    "adoption",
    "family_group",
    "leaving_care",
    "education",
    "private_fostering",
)
CHOSEN_FROM: Final = ("assessment.Standard", "front_door.CallEdition", "front_door.CallStandard")
"""What a migration wrote for a room to choose from, in the order in which the tables refer to each other."""

Say = Callable[[str], None]


def is_loaded() -> bool:
    """Whether the first part is in the database."""
    return CityLoad.objects.filter(stage=FIRST).exists()


def first_loaded(*, now: datetime, say: Say, again: bool = False) -> int:
    """Draw and load the first part. Returns the number of rows.

    Raises `Refused` in production, and on a database that has people in it already (``again`` empties it first).
    """
    if settings.ENV == "production":
        raise Refused("", "The synthetic city is for demonstrations and tests; it is never loaded in production.")
    _refuse_over_people(again=again)
    say("Drawing the city’s people and their missing episodes")
    drawn = first_part(make_password(demo.PASSWORD))
    rows = drawn.tables.rows
    total = sum(map(len, rows.values()))
    say(f"Loading {total:,} rows")
    with transaction.atomic():
        _one_at_a_time()
        _refuse_over_people(again=again)
        _emptied()
        context = histories.new_context(now)
        with bulk.triggers_off([*COLUMNS]) as cursor:
            for name in COLUMNS:
                bulk.copied(name, rows[name])
                if name == "workforce.Worker":
                    # Teams and workers point at each other; from here on each table is checked as it comes.
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for name in COLUMNS:
                histories.first_events(name, context=context, now=now)
        _sequences(rows)
        _told()
        people = drawn.people
        CityLoad.objects.create(
            stage=FIRST, title="Children who have been missing, and their families", done=people, wanted=people, at=now
        )
        bulk.analysed(COLUMNS)
        say("Setting the clocks")
        settle_all(Missing, now)
        _notices_of_the_night(now)
    return total


def _refuse_over_people(*, again: bool) -> None:
    if Person.objects.exists() and not again:
        raise Refused(
            "",
            "There are people in this database already. Nothing was loaded. "
            "`righthelp city load --again` throws them away and loads the city anew.",
        )


def _one_at_a_time() -> None:
    """Of two loads at once, the second waits here and then finds the people of the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('righthelp city', 0))")


def _emptied() -> None:
    """Empty every table of the city and its history: nothing happens on a new database, all of it with ``--again``."""
    rooms = [model for room in ROOMS for model in apps.get_app_config(room).get_models() if _is_of_children(model)]
    names: list[str] = [DueMoment._meta.db_table]
    for model in (*(apps.get_model(name) for name in COLUMNS), *rooms):
        event = history_of(model)
        names.append(model._meta.db_table)
        if event is not None:
            names.append(event._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("TRUNCATE {} CASCADE").format(sql.SQL(", ").join(map(sql.Identifier, dict.fromkeys(names))))
        )
    CityLoad.objects.all().delete()


def _is_of_children(model: type[Model]) -> bool:
    """Whether a room's table holds what was recorded, rather than what a migration wrote for it to choose from."""
    return model._meta.label not in CHOSEN_FROM and not issubclass(model, pghistory.models.Event)


def _sequences(rows: dict[str, list[tuple[object, ...]]]) -> None:
    """Let new rows' ids come after the city's, the rest of it included."""
    for name, columns in COLUMNS.items():
        if columns[0] == "id" and name != "intake.Message":
            bulk.sequence_set(name, len(rows[name]) + 1)
    bulk.sequence_set("people.Person", RESIDENTS_END)
    bulk.sequence_set("people.Address", ADDRESSES_END)


def _told() -> None:
    """Let what watches the episodes know that they changed: the triggers that say so were off."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE missing_episode SET notified = notified WHERE false")


def _notices_of_the_night(now: datetime) -> None:
    """Send the notices that no software can settle alone through the inbox, as the police would."""
    letters = [
        Letter(
            sender=demo.POLICE,
            kind="police notice",
            key=str(each["key"]),
            revision=1,
            series=str(each["series"]),
            body=each["body"],  # type: ignore[arg-type]  # literal bodies of plain JSON
            received_at=each["received"],  # type: ignore[arg-type]  # a datetime in every row
        )
        for each in waiting_notices()
    ]
    take_in([message for message, _ in receive_all(letters)], now)
