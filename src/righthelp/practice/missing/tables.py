"""The lists of the missing room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.intake.inbox import Waiting
from righthelp.foundation.pages.cells import safe
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.missing import law
from righthelp.practice.missing.authorities import AUTHORITIES
from righthelp.practice.missing.models import (
    DipSample,
    Forward,
    Grade,
    PersonRelation,
    PlaceKind,
    Push,
    SampledInterview,
)
from righthelp.practice.missing.notices import Notice
from righthelp.practice.missing.pages_board_rows import AREAS, PLACES_FROM, RISKS, STATUSES
from righthelp.practice.missing.pages_board_table import tag, when
from righthelp.practice.missing.queries import Row
from righthelp.practice.missing.queries_lists import HotSpot, Repeat
from righthelp.practice.missing.queries_reports import Named, PlacementNews
from righthelp.practice.people.models import Area


def _row_href(row: Row) -> str:
    return reverse("missing:episode", args=[row.id])


_AREA_FILTER: Final[Filter[Row]] = Filter("area", "Area", Area.choices, lambda row: row.area)


_REPORTED: Final[tuple[Column[Row], ...]] = (
    Column("child", "Child", lambda row: row.child, href=_row_href),
    Column("since", "Missing from", lambda row: row.missing_from),
    Column("returned", "Came home", lambda row: row.returned),
    Column("hours", "Hours", lambda row: row.hours, numeric=True),
    Column("risk", "Risk", lambda row: RISKS[row.risk]),
    Column("from", "From", lambda row: f"{PLACES_FROM[row.where_from]} {row.place}".strip()),
    Column("status", "Status", lambda row: STATUSES[row.status]),
    Column("area", "Area", lambda row: AREAS[row.area]),
    Column("worker", "Support worker", lambda row: row.worker),
)
_STILL_MISSING: Final = tuple(column for column in _REPORTED if column.key not in {"returned", "worker"})


def _report_table(name: str, caption: str, empty: str) -> Table[Row]:
    return Table(name=name, caption=caption, empty=empty, columns=_REPORTED, filters=(_AREA_FILTER,), page_size=100)


OPEN_NOW: Final[Table[Row]] = Table(
    name="open",
    caption="Missing now",
    empty="No child is missing now.",
    columns=_STILL_MISSING,
    filters=(_AREA_FILTER,),
    page_size=100,
)
LONGEST: Final[Table[Row]] = Table(
    name="longest", caption="Missing the longest", empty="No child is missing now.", columns=_STILL_MISSING
)
NEW: Final = _report_table("new", "New since the last report", "No child was reported missing since the last report.")
FOUND: Final = _report_table("found", "Found since the last report", "No child was found since the last report.")

_KINDS: Final = {
    "home": "Family home",
    "residential": "Residential home",
    "foster": "Foster home",
    "supported": "Supported accommodation",
    "other": "Other",
}

HOT_LIST: Final[Table[HotSpot]] = Table(
    name="hot",
    caption="Homes and addresses that children most often go missing from",
    empty="No address stands out in this period.",
    columns=(
        Column(
            "name",
            "Home or address",
            lambda spot: spot.name or f"{spot.line}, {spot.postcode}",
            href=lambda spot: reverse("missing:address", args=[spot.address_id]),
        ),
        Column("kind", "Kind", lambda spot: _KINDS.get(spot.kind, "")),
        Column("area", "Area", lambda spot: AREAS[spot.area]),
        Column("episodes", "Episodes", lambda spot: spot.episodes, numeric=True),
        Column("children", "Children", lambda spot: spot.children, numeric=True),
        Column("last", "Last", lambda spot: spot.last),
    ),
    filters=(Filter("area", "Area", Area.choices, lambda spot: spot.area),),
)

_PUSH: Final = {str(key): str(words) for key, words in Push.choices}
PLACEMENT_NEWS: Final[Table[PlacementNews]] = Table(
    name="news",
    caption="What children in care said made them go, by home",
    empty="No child in care spoke of a placement in this period.",
    columns=(
        Column(
            "home",
            "Home",
            lambda row: row.name,
            href=lambda row: reverse("missing:address", args=[row.address_id]),
        ),
        Column("interviews", "Interviews", lambda row: row.interviews, numeric=True),
        Column(
            "reasons",
            "What made them go",
            lambda row: "; ".join(f"{_PUSH.get(reason, reason)} ({count})" for reason, count in row.reasons),
            sortable=False,
        ),
    ),
)

REPEAT: Final[Table[Repeat]] = Table(
    name="repeat",
    caption=f"Missing {law.REPEAT_TIMES} times or more in 30 days",
    empty="No child was missing three times or more in the last thirty days.",
    columns=(
        Column("child", "Child", lambda row: row.child, href=lambda row: reverse("child", args=[row.child_id])),
        Column("times", "Times in 30 days", lambda row: row.times, numeric=True),
        Column("status", "Status", lambda row: STATUSES[row.status]),
        Column("last", "Last reported", lambda row: row.last),
    ),
    filters=(Filter("status", "Status", list(STATUSES.items()), lambda row: row.status),),
)


def _named(name: str, caption: str, first: str, kinds: dict[str, str]) -> Table[Named]:
    return Table(
        name=name,
        caption=caption,
        empty="Nothing was named in interviews held in this period.",
        columns=(
            Column("name", first, lambda row: row.name),
            Column("kind", "Kind", lambda row: kinds.get(row.kind, "")),
            Column("interviews", "Interviews", lambda row: row.interviews, numeric=True),
            Column("children", "Children", lambda row: row.children, numeric=True),
            Column("last", "Last", lambda row: row.last),
        ),
        filters=(Filter("kind", "Kind", list(kinds.items()), lambda row: row.kind),),
        sort="-interviews",
    )


PLACES_NAMED: Final = _named(
    "places", "Places that children named", "Place", {str(k): str(v) for k, v in PlaceKind.choices}
)
PEOPLE_NAMED: Final = _named(
    "people", "People whom children named", "Person", {str(k): str(v) for k, v in PersonRelation.choices}
)

UNALLOCATED: Final = Table(
    name="unallocated",
    caption="Children at home, missing lately, with no social worker",
    empty="Every child who was missing in the last ninety days has a social worker.",
    columns=(
        Column("child", "Child", lambda row: row.child, href=_row_href),
        Column("since", "Last missing from", lambda row: row.missing_from),
        Column("returned", "Came home", lambda row: row.returned),
        Column("risk", "Risk", lambda row: RISKS[row.risk]),
        Column("area", "Area", lambda row: AREAS[row.area]),
    ),
    filters=(_AREA_FILTER,),
)

AT_ADDRESS: Final = _report_table("address", "Episodes from this address", "No child went missing from here.")


@dataclass(frozen=True)
class Waits:
    """A message that waits, and what it says if it could be read."""

    waiting: Waiting
    says: Notice | None
    now: datetime


def _waits_what(row: Waits) -> str:
    if row.says is None or row.says.event is None:
        return "Could not be read"
    return {"missing": "Missing", "sighted": "Seen", "found": "Found", "cancelled": "Cancelled"}[row.says.event]


def _waits_due(row: Waits) -> Markup:
    tone, word = ("late", "Late") if row.waiting.late else ("soon", "Due")
    return safe(f"{tag(word, tone)} {when(row.waiting.due_at, row.now)}")


WAITING: Final[Table[Waits]] = Table(
    name="waiting",
    caption="Notices that wait for a person",
    empty="No notice waits. New ones come here when we cannot tell for certain which child they are about.",
    columns=(
        Column(
            "child",
            "Who it says",
            lambda row: row.says.child.name if row.says else "Not known",
            href=lambda row: reverse("missing:message", args=[row.waiting.id]),
        ),
        Column("what", "What it says", _waits_what),
        Column("reason", "Why it waits", lambda row: row.waiting.reason, sortable=False),
        Column(
            "came", "Came", lambda row: row.waiting.received_at, show=lambda row: when(row.waiting.received_at, row.now)
        ),
        Column("due", "Due", lambda row: row.waiting.due_at, show=_waits_due),
        Column("owner", "Owner", lambda row: "Missing team" if row.waiting.owner == law.TEAM else row.waiting.owner),
    ),
    sort="due",
)

FORWARDS: Final[Table[Forward]] = Table(
    name="forwards",
    caption="To be sent on to other councils",
    empty="Nothing waits to be sent on.",
    columns=(
        Column(
            "child",
            "Child",
            lambda row: row.child_name,
            href=lambda row: reverse("missing:forward", args=[row.pk]),
        ),
        Column("council", "Council", lambda row: AUTHORITIES.get(row.authority, row.authority)),
        Column("due", "Due since", lambda row: row.due_at),
    ),
)

SAMPLES: Final[Table[tuple[DipSample, int, int]]] = Table(
    name="samples",
    caption="Samples drawn",
    empty="No sample has been drawn yet.",
    columns=(
        Column(
            "drawn", "Drawn", lambda row: row[0].drawn_at, href=lambda row: reverse("missing:sample", args=[row[0].pk])
        ),
        Column("by", "By", lambda row: row[0].by.name),
        Column("from", "Held from", lambda row: row[0].starts),
        Column("until", "Until", lambda row: row[0].ends - timedelta(days=1)),
        Column("size", "Interviews", lambda row: row[1], numeric=True),
        Column("read", "Read", lambda row: row[2], numeric=True),
    ),
)

SAMPLED: Final[Table[SampledInterview]] = Table(
    name="sampled",
    caption="Interviews in this sample",
    empty="No interview was held in this period.",
    columns=(
        Column(
            "child",
            "Child",
            lambda row: str(row.interview.episode.child),
            href=lambda row: reverse("missing:sampled", args=[row.sample_id, row.pk]),
        ),
        Column("held", "Held", lambda row: row.interview.held_at),
        Column("worker", "By", lambda row: row.interview.worker.name),
        Column("grade", "Grade", lambda row: str(row.get_grade_display()) if row.grade else "Not read yet"),
        Column("reader", "Read by", lambda row: row.graded_by.name if row.graded_by else ""),
    ),
    filters=(
        Filter("grade", "Grade", [("unread", "Not read yet"), *Grade.choices], lambda row: row.grade or "unread"),
    ),
)
