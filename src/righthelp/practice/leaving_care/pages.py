"""Leaving care: everybody with a category, to 25, and who advises how many; one young person's page."""

from __future__ import annotations

from collections import Counter
from typing import Final

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.pages_shared import child_subject, crumbs_of, reaches, the_child
from righthelp.practice.leaving_care import queries, tables
from righthelp.practice.leaving_care.birthdays import Window
from righthelp.practice.leaving_care.codes import SECTIONS
from righthelp.practice.leaving_care.eligibility import Category

SEE = "leaving.see"
LISTS: Final = (
    ("Birthdays and the national return", "leaving_care:birthdays"),
    ("Neither learning nor working", "leaving_care:neither"),
    ("Chances of work", "leaving_care:chances"),
    ("At university", "leaving_care:university"),
    ("Housing", "leaving_care:housing"),
    ("Homeless at 16 or 17", "leaving_care:homeless-list"),
    ("In prison", "leaving_care:custody"),
    ("Who helps beside the adviser", "leaving_care:beside"),
    ("Pathway plans looked over", "leaving_care:plans"),
    ("Local offer", "leaving_care:offer"),
    ("Asked for and used", "leaving_care:claims"),
    ("Council tax", "leaving_care:taxes"),
)
"""The lists of leaving care: what each is called, and its route."""


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def board(request: PageRequest) -> HttpResponse:
    """Young people within reach who may count on help after care: in touch, learning or working, housed, planned."""
    rows = queries.leavers(request.account, request.now)
    shown = tables.leavers_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    many = Counter(row.category for row in rows)
    context = {
        "title": "Leaving care",
        "shown": shown,
        "many": len(rows),
        "categories": [(each, many[each]) for each in Category if each is not Category.NONE],
        "nobody": sum(row.waits for row in rows),
        "touch": sum(row.touch_late for row in rows),
        "neither": sum(row.neither for row in rows),
        "unsuitable": sum(row.suits is False for row in rows),
        "plans": sum(row.plan_late for row in rows),
        "passports": sum(row.without_passport for row in rows),
        "lists": LISTS,
        "alone": bool(permits(request.account, "asylum.see")),
        "advisers": sorted(Counter(row.adviser for row in rows if row.adviser).items()),
    }
    return render(request, "leaving_care/board.html", context)


@route(act=SEE, audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=child_subject)
def child(request: PageRequest, child_id: int) -> HttpResponse:
    """One young person: the category and why, the adviser, contacts, the plan, what they do and where they live."""
    about = the_child(request, child_id)
    life = queries.life_of(child_id)
    context = {
        "title": about.name,
        "caption": "Leaving care",
        "crumbs": crumbs_of(about),
        "child_id": child_id,
        "standing": queries.standing_of(child_id, local_date(request.now)),
        "life": life,
        "window": Window(life.birthday.age, life.birthday.since) if life.birthday else None,
        "sections": SECTIONS,
        "records": reaches(request, "leaving.record"),
        "health": reaches(request, "health.see"),
        "visits": reaches(request, "casework.visit"),
        "calls": reaches(request, "casework.meeting"),
        "now": request.now,
        "tied": bool(request.decision.relationship),
    }
    return render(request, "leaving_care/child.html", context)
