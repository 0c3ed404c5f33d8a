"""Young people's ways: university, neither learning nor working, chances, who helps, custody, plans looked over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.forms import Form, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.pages.tables import Table
from righthelp.practice.casework.pages_shared import (
    about_child,
    child_subject,
    crumbs_of,
    reaches,
    subject_of,
    the_child,
    today,
)
from righthelp.practice.leaving_care import forms_way as forms
from righthelp.practice.leaving_care import queries_way as queries
from righthelp.practice.leaving_care import record_way as record
from righthelp.practice.leaving_care import tables_way as tables
from righthelp.practice.leaving_care.codes import ADULTS, GOOD, PARENTS
from righthelp.practice.leaving_care.models import Chance, Custody, Helps, PathwayPlan
from righthelp.practice.leaving_care.pages_homes import crumbs

SEE, RECORD, LOOK_OVER = "leaving.see", "leaving.record", "leaving.grant"
ROOM: Final = ("Work and support", "leaving_care:way")
OURS, ABOVE = Purpose.ALLOCATED, Purpose.SUPERVISION
Numbers = list[tuple[object, str, str, str]]


def chance_subject(chance_id: int) -> Subject:
    """The young person to whom it was offered."""
    return subject_of(Chance, chance_id)


def helps_subject(helps_id: int) -> Subject:
    """The young person who is helped."""
    return subject_of(Helps, helps_id)


def custody_subject(custody_id: int) -> Subject:
    """The young person in prison."""
    return subject_of(Custody, custody_id)


def plan_subject(plan_id: int) -> Subject:
    """The young person whose plan it is."""
    return subject_of(PathwayPlan, plan_id)


def _list(
    request: PageRequest, title: str, rows: Sequence[Any], table: Table[Any], numbers: Numbers, said: str = ""
) -> HttpResponse:
    shown = table.shown(request, rows)
    saw(request, [row.child_id for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {"title": title, "crumbs": crumbs(), "shown": shown, "numbers": numbers, "said": said}
    return render(request, "leaving_care/list.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def university(request: PageRequest) -> HttpResponse:
    """Who is in higher education, by year and level."""
    rows, address = queries.at_university(request.account, request.now), reverse("leaving_care:university")
    years = [(year, sum(row.year == year for row in rows)) for year in range(1, 8)]
    numbers: Numbers = [(len(rows), "in higher education", f"{address}#higher", "plain")]
    numbers += [
        (many, f"in year {year}", f"{address}?higher_year={year}#higher", "plain") for year, many in years if many
    ]
    return _list(request, "At university", rows, tables.university_table(local_date(request.now)), numbers)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def neither(request: PageRequest) -> HttpResponse:
    """Who neither learns nor works: since when, and what is done about it."""
    rows, address = queries.neither(request.account, request.now), reverse("leaving_care:neither")
    day = local_date(request.now)
    long, nothing = sum(tables.is_long(row, day) for row in rows), sum(not row.todo for row in rows)
    numbers: Numbers = [
        (len(rows), "neither learn nor work", f"{address}#neither", "plain"),
        (long, "for six months or more", f"{address}?neither_is=long#neither", "soon" if long else "good"),
        (nothing, "without an open action", f"{address}?neither_is=nothing#neither", "late" if nothing else "good"),
    ]
    return _list(request, "Neither learning nor working", rows, tables.neither_table(rows, day), numbers)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def chances(request: PageRequest) -> HttpResponse:
    """Apprenticeships, tasters and other chances that were offered."""
    rows, address = queries.chances(request.account, request.now), reverse("leaving_care:chances")
    on = sum(bool(row.taken) and row.over is None for row in rows)
    waits = sum(row.taken is None for row in rows)
    numbers: Numbers = [
        (on, "are going on", f"{address}?chances_state=taken#chances", "plain"),
        (waits, "wait for an answer", f"{address}?chances_state=waits#chances", "plain"),
    ]
    return _list(request, "Chances of work", rows, tables.chances_table(rows, local_date(request.now)), numbers)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def beside(request: PageRequest) -> HttpResponse:
    """Who helps beside the adviser: young parents, emotional wellbeing, moving to adult services."""
    rows, address = queries.beside(request.account, request.now), reverse("leaving_care:beside")
    now = [row for row in rows if row.ends is None]
    numbers: Numbers = [
        (
            len({row.child_id for row in now if row.kind in kinds}),
            words,
            f"{address}?beside_for={key}&beside_state=now#beside",
            "plain",
        )
        for key, words, kinds in (
            ("parents", "young parents with help now", PARENTS),
            ("adults", "moving to adult services", ADULTS),
        )
    ]  # fmt: skip
    return _list(request, "Who helps beside the adviser", rows, tables.beside_table(local_date(request.now)), numbers)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def custody(request: PageRequest) -> HttpResponse:
    """Who is in prison: met there by the adviser, release planned, met at the gate."""
    rows, address = queries.custody(request.account, request.now), reverse("leaving_care:custody")
    inside = [row for row in rows if row.released is None]
    unplanned = sum(row.planned is None for row in inside)
    numbers: Numbers = [
        (len(inside), "in prison", f"{address}?custody_is=in#custody", "plain"),
        (
            unplanned,
            "without a plan for release",
            f"{address}?custody_is=unplanned#custody",
            "soon" if unplanned else "good",
        ),
    ]
    return _list(request, "In prison", rows, tables.custody_table(local_date(request.now)), numbers)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def plans(request: PageRequest) -> HttpResponse:
    """Pathway plans in force, and how good a manager found them."""
    rows, address = queries.plans_seen(request.account, request.now), reverse("leaving_care:plans")
    unseen = sum(not row.grade for row in rows)
    good = sum(row.grade in GOOD for row in rows)
    numbers: Numbers = [
        (unseen, "not looked over", f"{address}?plans_grade=none#plans", "soon" if unseen else "good"),
        (f"{good} of {len(rows) - unseen}", "found good or better", "", "plain"),
    ]
    said = "The newest plan of each young person who is helped. Whoever wrote a plan does not look it over."
    return _list(request, "Pathway plans looked over", rows, tables.plans_table(local_date(request.now)), numbers, said)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def way(request: PageRequest, child_id: int) -> HttpResponse:
    """One young person: learning and work, chances, who helps beside the adviser, prison, the plan looked over."""
    about = the_child(request, child_id)
    context = {
        "title": about.name,
        "caption": "Work and support",
        "crumbs": crumbs_of(about),
        "child_id": child_id,
        "way": queries.way_of(child_id, request.now),
        "records": reaches(request, RECORD),
        "looks_over": reaches(request, LOOK_OVER),
    }
    return render(request, "leaving_care/way.html", context)


def _page(
    request: PageRequest, child: int, form: Form, verb: Callable[..., Any], title: str, **more: Any
) -> HttpResponse:
    return about_child(request, child, ROOM, form, verb, title=title, **({"say": "Recorded."} | more))


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def chance(request: PageRequest, child_id: int) -> HttpResponse:
    """A chance of work is offered."""
    form = opened(request, forms.ChanceForm, initial=today(request))
    return _page(request, child_id, form, partial(record.chance_offered, child=child_id), "A chance of work")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=chance_subject)
def chance_answer(request: PageRequest, chance_id: int) -> HttpResponse:
    """They take it, or not."""
    row = Chance.objects.get(pk=chance_id)
    form = opened(request, forms.TakenForm, initial=today(request))

    def verb(*, by: Any, now: Any, **data: Any) -> object:
        return record.chance_answered(chance=chance_id, by=by, now=now, **forms.TakenForm.for_verb(data))

    said = f"{row.get_kind_display()}, {row.where}."
    return _page(
        request, row.child_id, form, verb, "Taken, or not", said=said,
        say="Recorded. When it begins, record what they do now.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=chance_subject)
def chance_end(request: PageRequest, chance_id: int) -> HttpResponse:
    """It is over."""
    row, form = Chance.objects.get(pk=chance_id), opened(request, forms.CameForm, initial=today(request))
    said = f"{row.get_kind_display()}, {row.where}."
    return _page(request, row.child_id, form, partial(record.chance_over, chance=chance_id), "It is over", said=said)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def helps(request: PageRequest, child_id: int) -> HttpResponse:
    """Somebody helps beside the adviser."""
    form = opened(request, forms.BesideForm, initial=today(request, "starts"))
    verb = partial(record.helped_beside, child=child_id)
    return _page(request, child_id, form, verb, "Somebody helps beside the adviser")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=helps_subject)
def helps_end(request: PageRequest, helps_id: int) -> HttpResponse:
    """They help no longer."""
    row, form = Helps.objects.get(pk=helps_id), opened(request, forms.CameForm, initial=today(request))
    said = f"{row.get_kind_display()}: {row.who}."
    return _page(request, row.child_id, form, partial(record.help_beside_ended, helps=helps_id), "It ends", said=said)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def prison(request: PageRequest, child_id: int) -> HttpResponse:
    """The young person is in prison."""
    form = opened(request, forms.PrisonForm, initial=today(request, "starts"))
    return _page(
        request, child_id, form, partial(record.imprisoned, child=child_id), "In prison",
        said="Meetings with the adviser there are recorded as contacts, face to face.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=custody_subject)
def release_plan(request: PageRequest, custody_id: int) -> HttpResponse:
    """The plan for release."""
    row = Custody.objects.get(pk=custody_id)
    form = opened(request, forms.ReleaseForm, initial=today(request) | {"plan": row.plan, "due": row.due})
    verb = partial(record.release_planned, custody=custody_id)
    return _page(
        request, row.child_id, form, verb, "Plan for release", said=f"{row.prison}, since {say_date(row.starts)}."
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=custody_subject)
def released(request: PageRequest, custody_id: int) -> HttpResponse:
    """Released."""
    form, child = opened(request, forms.ReleasedForm, initial=today(request)), custody_subject(custody_id).id
    return _page(request, child, form, partial(record.released, custody=custody_id), "Released")


@route(act=SEE, writes=LOOK_OVER, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def look_over(request: PageRequest, plan_id: int) -> HttpResponse:
    """A manager looks over a pathway plan."""
    row, form = PathwayPlan.objects.get(pk=plan_id), opened(request, forms.SeenForm, initial=today(request))
    verb = partial(record.plan_looked_over, plan=plan_id)
    said = f"The plan of {say_date(row.made)}, which is under Help."
    return _page(request, row.child_id, form, verb, "Look over the plan", said=said)


__all__ = [
    "beside",
    "chance",
    "chance_answer",
    "chance_end",
    "chances",
    "custody",
    "helps",
    "helps_end",
    "look_over",
    "neither",
    "plans",
    "prison",
    "release_plan",
    "released",
    "university",
    "way",
]
