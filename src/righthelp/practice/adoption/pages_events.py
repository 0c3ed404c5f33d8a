"""Exchange events and groups on therapeutic parenting: lists, one of each, and what is recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.refusals import Refused
from righthelp.practice.adoption import forms_events as forms
from righthelp.practice.adoption import queries_events as queries
from righthelp.practice.adoption import record_events as record
from righthelp.practice.adoption.models import Course, Exchange, Profiled, Seat
from righthelp.practice.adoption.pages_adopters import KEEP, SEE, WORK
from righthelp.practice.adoption.queries_events import CHILD
from righthelp.practice.adoption.tables_events import courses_table, events_table
from righthelp.practice.care.forms import WhyForm
from righthelp.practice.casework.pages_shared import Crumbs, asked, today
from righthelp.practice.people.standing import may

Door = tuple[str, int]
"""The page of an event or a group, and its number."""


def _crumbs(door: Door | None = None, words: str = "", of: str = "adoption:exchanges") -> Crumbs:
    lists = {"adoption:exchanges": "Exchange events", "adoption:groups": "Parenting groups"}
    found = [{"text": "Adopters", "href": reverse("adoption:register")}, {"text": lists[of], "href": reverse(of)}]
    return [*found, {"text": words, "href": reverse(door[0], args=[door[1]])}] if door else found


def _page(
    request: PageRequest, door: Door, form: Form, verb: Callable[..., object], title: str, **more: Any
) -> HttpResponse:
    """A page that is one form about an event or a group."""
    if form.recorded(lambda data: verb(by=request.account, now=request.now, **data)):
        return done(request, door[0], door[1], say="Recorded.")
    event = door[0] == "adoption:exchange"
    back = _crumbs(door, "The event" if event else "The group", "adoption:exchanges" if event else "adoption:groups")
    return asked(request, form, title=title, button="Record it", back=back, **more)


def _event(exchange_id: int) -> Exchange:
    found = Exchange.objects.filter(pk=exchange_id).first()
    if found is None:
        raise Http404
    return found


def _course(course_id: int) -> Course:
    found = Course.objects.filter(pk=course_id).first()
    if found is None:
        raise Http404
    return found


@route(act=SEE, audit=Kind.LIST, purpose=WORK)
def exchanges(request: PageRequest) -> HttpResponse:
    """Exchange events: children profiled, families who came, who asked about whom, and what came of it."""
    rows = queries.events()
    shown = events_table(rows).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    matches = len(set().union(*(row.matched for row in rows)))
    context = {
        "title": "Exchange events",
        "crumbs": _crumbs()[:1],
        "shown": shown,
        "numbers": [
            (sum(row.profiled for row in rows), "times a child was profiled"),
            (sum(row.interest for row in rows), "times a family asked about a child"),
            (matches, "match that came of it" if matches == 1 else "matches that came of it"),
        ],
        "button": ("adoption:exchange-new", "An event was held") if permits(request.account, KEEP) else None,
    }
    return render(request, "adoption/events.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=WORK)
def exchange(request: PageRequest, exchange_id: int) -> HttpResponse:
    """One exchange event."""
    found = queries.named(_event(exchange_id), request.account, request.now)
    saw(request, [each.row.child_id for each in found.children])
    context = {
        "title": f"Exchange event with {found.row.partners}",
        "crumbs": _crumbs(),
        "event": found,
        "keeps": permits(request.account, KEEP),
    }
    return render(request, "adoption/exchange.html", context)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def exchange_new(request: PageRequest) -> HttpResponse:
    """An exchange event was held."""
    form = opened(request, forms.ExchangeForm, initial=today(request))
    made: list[int] = []

    def verb(data: dict[str, Any]) -> None:
        made.append(record.exchange_held(by=request.account, now=request.now, **data).pk)

    if form.recorded(verb):
        return done(request, "adoption:exchange", made[0], say="Recorded. Add the children and the families next.")
    return asked(request, form, title="An exchange event was held", button="Record it", back=_crumbs())


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def profile(request: PageRequest, exchange_id: int) -> HttpResponse:
    """Children were profiled there."""
    children = queries.to_profile(_event(exchange_id), request.account, request.now)
    saw(request, queries.children_of(plan for plan, _ in children))
    form = opened(request, forms.ProfileForm, children=children)
    said = "" if children else "No child within your reach waited for a match on that day."
    verb = partial(record.profiled, exchange=exchange_id)
    return _page(request, ("adoption:exchange", exchange_id), form, verb, "Children profiled", said=said)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def came(request: PageRequest, exchange_id: int) -> HttpResponse:
    """Families came."""
    event = _event(exchange_id)
    there = event.came.filter(withdrawn__isnull=True).values_list("adopters_id", flat=True)
    form = opened(request, forms.FamiliesForm, families=queries.families(event.on, event.on, there))
    verb = partial(record.adopters_came, exchange=exchange_id)
    return _page(request, ("adoption:exchange", exchange_id), form, verb, "Families who came")


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def interest(request: PageRequest, profiled_id: int) -> HttpResponse:
    """A family asked about a child."""
    row = Profiled.objects.filter(pk=profiled_id).select_related("child", "exchange").first()
    if row is None or not may(request.account, CHILD, [row.child_id], request.now):
        raise Http404
    saw(request, [row.child_id])
    there = row.exchange.came.filter(withdrawn__isnull=True).select_related("adopters")
    form = opened(request, forms.InterestForm, families=[(each.adopters_id, each.adopters.name) for each in there])
    verb = partial(record.interest_shown, profile=profiled_id)
    return _page(
        request, ("adoption:exchange", row.exchange_id), form, verb, "They asked about a child", said=str(row.child)
    )


@route(act=SEE, audit=Kind.LIST, purpose=WORK)
def groups(request: PageRequest) -> HttpResponse:
    """Groups on therapeutic parenting: families, how often they came, whether it helped."""
    rows = list(queries.courses())
    shown = courses_table(rows, local_date(request.now)).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    seats = [seat for row in rows for seat in row.seats.all() if seat.withdrawn is None]
    context = {
        "title": "Therapeutic parenting groups",
        "crumbs": _crumbs()[:1],
        "shown": shown,
        "numbers": [
            (len({seat.adopters_id for seat in seats}), "families"),
            (len({seat.adopters_id for seat in seats if seat.helped}), "of them said whether it helped"),
            (len({seat.adopters_id for seat in seats if seat.helped == "much"}), "it helped a lot"),
        ],
        "button": ("adoption:group-new", "A group begins") if permits(request.account, KEEP) else None,
    }
    return render(request, "adoption/events.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=WORK)
def group(request: PageRequest, course_id: int) -> HttpResponse:
    """One group: who has a place, when they came, what they say."""
    found = _course(course_id)
    context = {
        "title": "Therapeutic parenting group",
        "crumbs": _crumbs(of="adoption:groups"),
        "group": found,
        "come": found.come(local_date(request.now)),
        "seats": queries.seats_of(course_id),
        "keeps": permits(request.account, KEEP),
    }
    return render(request, "adoption/group.html", context)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def group_new(request: PageRequest) -> HttpResponse:
    """A group begins."""
    form = opened(request, forms.GroupForm, initial=today(request, "starts") | {"weeks": 6})
    made: list[int] = []

    def verb(data: dict[str, Any]) -> None:
        made.append(record.group_begun(by=request.account, now=request.now, **data).pk)

    if form.recorded(verb):
        return done(request, "adoption:group", made[0], say="Recorded. Add the families next.")
    return asked(request, form, title="A group begins", button="Record it", back=_crumbs(of="adoption:groups"))


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def join_group(request: PageRequest, course_id: int) -> HttpResponse:
    """Families have a place."""
    group = _course(course_id)
    there = group.seats.filter(withdrawn__isnull=True).values_list("adopters_id", flat=True)
    last = group.starts + timedelta(weeks=group.weeks)
    form = opened(request, forms.FamiliesForm, families=queries.families(group.starts, last, there))
    verb = partial(record.families_joined, group=course_id)
    return _page(request, ("adoption:group", course_id), form, verb, "Families with a place")


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def took_part(request: PageRequest, seat_id: int) -> HttpResponse:
    """When a family came, and what they say."""
    row = Seat.objects.filter(pk=seat_id).select_related("course", "adopters").first()
    if row is None:
        raise Http404
    start = {"came": row.came, "helped": row.helped, "feedback": row.feedback}
    form = opened(request, forms.TookPartForm, initial=start, weeks=row.course.weeks)
    verb = partial(record.took_part, seat=seat_id)
    return _page(request, ("adoption:group", row.course_id), form, verb, "They came", said=row.adopters.name)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def event_back(request: PageRequest, kind: str, number: int) -> HttpResponse:
    """Something about an event or a group was a mistake."""
    row: Any = record.KINDS[kind]._default_manager.filter(pk=number).first() if kind in record.KINDS else None
    if row is None:
        raise Http404
    child = row.child_id if kind == "profile" else row.profiled.child_id if kind == "interest" else None
    if child is not None and not may(request.account, CHILD, [child], request.now):
        raise Http404
    if child is not None:
        saw(request, [child])
    form = opened(request, WhyForm)
    verb = partial(record.event_row_back, kind=kind, number=number)
    said = ""
    if kind == "exchange":
        children, came = queries.standing_on(row)
        verb = partial(_event_back, request, number, children)
        said = f"{_many(children)} and {came} {'family' if came == 1 else 'families'} who came are taken back with it. "
        said += "What families asked about a child there is taken back first."
    return _page(request, _door(kind, row), form, verb, "Recorded by mistake", warn=True, said=said)


def _many(children: list[int]) -> str:
    return f"{len(children)} {'child' if len(children) == 1 else 'children'} profiled there"


def _event_back(request: PageRequest, number: int, children: list[int], **said: Any) -> None:
    """Take back a whole event: only by somebody who may open the record of each child who was profiled there."""
    if set(children) - may(request.account, CHILD, children, request.now):
        raise Refused("", "You may not open the record of a child who was profiled there. Ask somebody who may.")
    record.event_row_back(kind="exchange", number=number, **said)
    saw(request, children)


def _door(kind: str, row: Any) -> Door:
    if kind in ("group", "place"):
        return "adoption:group", row.pk if kind == "group" else row.course_id
    if kind == "exchange":
        return "adoption:exchange", row.pk
    return "adoption:exchange", row.profiled.exchange_id if kind == "interest" else row.exchange_id
