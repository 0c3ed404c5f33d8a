"""What the regulator asks the fostering service for, as at any day: registers and figures, to read, export, print.

The page shows the first rows of each list; a list of its own page shows all of them (``list=`` in the address), and so
does the print.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Decision, Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import say_date
from righthelp.foundation.pages.errors import refused
from righthelp.foundation.pages.render import render
from righthelp.foundation.pages.tables import EXPORT_LIMIT, Shown, Table
from righthelp.practice.fostering import queries_regulator as queries
from righthelp.practice.fostering import queries_regulator_children as children
from righthelp.practice.fostering import tables_regulator as tables
from righthelp.practice.fostering.acting import PACK, reads_pack
from righthelp.practice.fostering.models import Item
from righthelp.practice.fostering.pages_household import crumbs
from righthelp.practice.fostering.pages_panel import items_within
from righthelp.practice.fostering.queries_register import without_record
from righthelp.practice.workforce.pages_shared import day_asked

FIRST = 10
"""So many rows of each list stand on the page of all."""
Lists = list[tuple[Table[Any], Sequence[Any]]]


def _drawn(request: PageRequest) -> tuple[date, str, dict[str, Any], Lists]:
    """The day, what is wrong with it, what the page says, and each table with its rows."""
    asked, wrong = day_asked(request)
    account, now, on = request.account, request.now, queries.fresh(asked, request.now)
    held = children.children_placed(account, on, now)
    placed = held.rows
    homes = queries.households_on(account, on, now)
    workers = queries.workers_on(on)
    concerns, more_concerns = queries.concerns_in(account, on, now)
    away, more_away = children.missing_in(account, on, now)
    heard = queries.heard_in(Item.objects.all(), on)
    items = items_within(request, heard)
    beyond = queries.Beyond(held.more, held.more_here, more_away, more_concerns, len(heard) - len(items))
    lists: Lists = [
        (tables.CHILDREN, placed),
        (tables.CARERS, homes),
        (tables.workers_table(on), workers),
        (tables.concerns_table(on), concerns),
        (tables.AWAY, away),
        (tables.items_table(on), items),
    ]
    context = {
        "title": "What the regulator asks for",
        "crumbs": crumbs(),
        "day": on,
        "wrong": wrong,
        "beyond": beyond,
        "without": len(without_record(on)),
        "here": sum(row.left is None for row in placed),
        "homes": len(homes),
        "old": sum(row.review_old for row in homes),
        "unseen": sum(row.not_surprised for row in homes),
        "workers": len(workers),
        "monitored": [
            (each, _address(on, each.chosen, each.table) if each.table else "")
            for each in queries.monitored(on, placed, workers, concerns, items, away, beyond)
        ],
        "address": lambda chosen, table: _address(on, chosen, table),
    }
    return on, wrong, context, lists


def _address(on: date, chosen: str, table: str) -> str:
    named = "&".join(filter(None, (urlencode({"on": on.isoformat(), "list": table}), chosen)))
    return f"{reverse('fostering:regulator')}?{named}#{table}"


def _elsewhere(request: PageRequest, name: str) -> str:
    """The same page, with the same choices, of one list alone; of all lists when ``name`` is empty."""
    kept = request.GET.copy()
    for each in ("list", f"{name}_page"):
        kept.pop(each, None)
    if name:
        kept["list"] = name
    return f"{request.path}?{kept.urlencode()}{'#' if name else ''}{name}"


@route(act=PACK, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def pack(request: PageRequest) -> HttpResponse:
    """The registers and what is monitored, as at a day."""
    if not reads_pack(request.account):
        return _refused(request)
    _, _, context, lists = _drawn(request)
    alone = [(table, rows) for table, rows in lists if table.name == request.GET.get("list")]
    first = [(replace(table, page_size=FIRST), rows) for table, rows in lists]
    shown = [table.shown(request, rows) for table, rows in alone or first]
    for each in shown:
        if each.wants_csv:
            _seen(request, [each])
            return each.csv()
    _seen(request, shown)
    context["lists"] = [(each, _elsewhere(request, each.table.name) if each.pages > 1 else "") for each in shown]
    if alone:
        context["title"] = f"{alone[0][0].caption}: what the regulator asks for"
        context["all_lists"] = _elsewhere(request, "")
    return render(request, "fostering/regulator.html", context)


@route(act=PACK, audit=Kind.EXPORT, purpose=Purpose.SUPERVISION)
def pack_print(request: PageRequest) -> HttpResponse:
    """The whole of it to print: every row of every register."""
    if not reads_pack(request.account):
        return _refused(request)
    on, _, context, lists = _drawn(request)
    whole = [replace(table, filters=(), page_size=EXPORT_LIMIT).shown(request, rows) for table, rows in lists]
    _seen(request, whole)
    printed = {
        "title": f"Fostering service: records as at {say_date(on)}",
        "lists": whole,
        "printed_at": request.now,
        "printed_by": request.account.name,
    }
    return render(request, "fostering/regulator_print.html", context | printed)


def _refused(request: PageRequest) -> HttpResponse:
    request.decision = Decision(False, "Only those who serve in fostering, or are above it, read this.")
    return refused(request, request.decision.reason)


def _seen(request: PageRequest, lists: Sequence[Shown[Any]]) -> None:
    """The children whose names are on the page."""
    saw(request, [row.child for each in lists if each.table.name in {"children", "away"} for row in each.rows])


__all__ = ["pack", "pack_print"]
