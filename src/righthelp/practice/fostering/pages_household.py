"""The register of fostering households, the figures of the service, and one household with what is done there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject, permits
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.care.forms import WhyForm
from righthelp.practice.care.models import Stay
from righthelp.practice.care.queries import protected_stays
from righthelp.practice.care.queries_homes import living_there, rooms
from righthelp.practice.casework.pages_shared import Crumbs, asked, reaches
from righthelp.practice.fostering import forms_household as forms
from righthelp.practice.fostering import queries, queries_register, record_household, tables, tables_register
from righthelp.practice.fostering.acting import reads_pack
from righthelp.practice.fostering.codes import Owed
from righthelp.practice.fostering.models_household import HomeVisit, Household, Review, Training, View

SEE, RECORD = "fostering.see", "fostering.record"
OURS = Purpose.ALLOCATED
_ROWS: dict[str, type[Review] | type[HomeVisit] | type[Training]] = {
    "review": Review, "visit": HomeVisit, "training": Training,
}  # fmt: skip


def household_subject(household_id: int, **_: Any) -> Subject:
    """The household a page is about."""
    return Subject("foster_household", household_id)


def household_of(household_id: int) -> Household:
    """The household of an address, or 404."""
    rows = Household.objects.select_related("home__worker", "home__address")
    found = rows.filter(pk=household_id).first()
    if found is None:
        raise Http404
    return found


def crumbs(household: Household | None = None) -> Crumbs:
    """The way back to the register, and to a household."""
    found = [{"text": "Fostering households", "href": reverse("fostering:register-of-homes")}]
    if household:
        found.append({"text": household.home.name, "href": reverse("fostering:household", args=[household.pk])})
    return found


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def register(request: PageRequest) -> HttpResponse:
    """Every household that fosters for the trust."""
    rows = queries_register.register(request.account, request.now)
    shown = tables_register.register_table(rows).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    keeps = permits(request.account, RECORD)
    context = {
        "title": "Fostering households",
        "shown": shown,
        "many": len(rows),
        "free": sum(line.room.free for line in rows if line.room),
        "late": [(owed, sum(owed in line.late for line in rows)) for owed in Owed],
        "lapsed": sum(bool(line.lapsed) for line in rows),
        "without": len(queries_register.without_record(local_date(request.now))) if keeps else 0,
        "keeps": keeps,
        "pays": permits(request.account, "fostering.pay"),
        "packs": reads_pack(request.account),
    }
    return render(request, "fostering/register.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.PERFORMANCE)
def service(request: PageRequest) -> HttpResponse:
    """The service in figures: places and how full, who came and left, shares of providers, children missing."""
    today = local_date(request.now)
    months = queries_register.service(today)
    within = list(queries.households(request.account, request.now).select_related("home"))
    gone = queries_register.missing(within, request.now - timedelta(days=365))
    by_month = tables_register.MONTHS.shown(request, months)
    missing = tables_register.MISSING.shown(request, gone)
    for shown in (by_month, missing):
        if shown.wants_csv:
            return shown.csv()
    context = {
        "title": "The fostering service in figures",
        "crumbs": crumbs(),
        "months": by_month,
        "missing": missing,
        "shares": queries_register.shares(today),
        "leavers": queries_register.leavers(today),
        "approved": sum(month.approved for month in months),
        "left": sum(month.left for month in months),
    }
    return render(request, "fostering/service.html", context)


@route(act=SEE, writes=RECORD, audit=Kind.LIST, purpose=OURS)
def take_over(request: PageRequest) -> HttpResponse:
    """A home that is on care's register already gets its record as a household."""
    homes = [(each.pk, each.name) for each in queries_register.without_record(local_date(request.now))]
    form = opened(request, forms.TakeOverForm, homes=homes)
    made: list[Household] = []
    if form.recorded(
        lambda data: made.append(record_household.taken_over(by=request.account, now=request.now, **data))
    ):
        return done(request, "fostering:household", made[0].pk, say="The household has its record.")
    said = "For the trust’s own foster homes that were on the register before. New ones come from a decision."
    return asked(
        request, form, title="A home already on the register", button="Begin its record", back=crumbs(), said=said,
        fields=("home", "approved", "reviewed_before"),
    )  # fmt: skip


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=household_subject)
def household(request: PageRequest, household_id: int) -> HttpResponse:
    """One household: what is due, who lives there, reviews, visits, training, and what panel said."""
    row, today = household_of(household_id), local_date(request.now)
    known, others = living(request, row)
    views = View.objects.filter(review__household=row).select_related("child")
    open_views = within_reach(views, request.account, "care.see", kind="child", field="child_id", now=request.now)
    context = {
        "title": row.home.name,
        "caption": "Relatives and friends" if row.connected else "Fosters for the trust",
        "crumbs": crumbs(),
        "row": row,
        "now": request.now,
        "room": next(iter(rooms(today, home=row.home_id)), None),
        "dues": queries_register.due_of(row),
        "lapsed": queries_register.lapsed_of(row, today) if not row.left else [],
        "living": known,
        "others": others,
        "carers": row.home.carers.filter(cares=True, ends__isnull=True).select_related("person"),
        "standards": row.standards.filter(ended__isnull=True).select_related("carer__person"),
        "reviews": row.reviews.filter(withdrawn__isnull=True).select_related("recorded_by").order_by("-held"),
        "views": list(open_views),
        "visits": row.homevisits.filter(withdrawn__isnull=True)
        .select_related("recorded_by")
        .order_by("-on", "-pk")[:30],
        "training": row.trainings.filter(withdrawn__isnull=True).select_related("carer__person").order_by("-done"),
        "items": row.items.select_related("meeting").order_by("-meeting__on"),
        "said": tables.said,
        "gone": next(iter(queries_register.missing([row], request.now - timedelta(days=365))), None),
        "backs": row.taken_back.select_related("by").order_by("-at"),
        "level": row.levels.filter(ends__isnull=True).first(),
        "pays": reaches(request, "fostering.pay") and not row.left,
        "records": reaches(request, RECORD) and not row.left,
    }
    return render(request, "fostering/household.html", context)


def living(request: PageRequest, row: Household) -> tuple[list[Stay], int]:
    """Stays tonight whose child the account may open and whose address is not protected; how many there are besides."""
    here = living_there(row.home_id, local_date(request.now))
    rows = Stay.objects.filter(pk__in=[stay.pk for stay in here])
    mine = within_reach(rows, request.account, "care.see", kind="child", field="child_id", now=request.now)
    known = set(mine.values_list("pk", flat=True)) - protected_stays([stay.child_id for stay in here])
    shown = [stay for stay in here if stay.pk in known]
    saw(request, [stay.child_id for stay in shown])
    return shown, len(here) - len(shown)


def _step(
    request: PageRequest, row: Household, form: Form, verb: Callable[..., object], title: str, say: str, **more: Any
) -> HttpResponse:
    """A page that is one form about a household."""
    if form.recorded(lambda data: verb(by=request.account, now=request.now, **data)):
        return done(request, "fostering:household", row.pk, say=say)
    return asked(request, form, title=title, button="Record it", back=crumbs(row), **more)


@route(act=RECORD, audit=Kind.CHANGE, purpose=OURS, subject=household_subject)
def review(request: PageRequest, household_id: int) -> HttpResponse:
    """A review of the household: everybody who lives there is heard."""
    row, today = household_of(household_id), local_date(request.now)
    known, _ = living(request, row)
    names = {stay.child_id: str(stay.child) for stay in known}
    out_of_reach = "a child whose record you may not open"
    children = [(stay.child_id, names.get(stay.child_id, out_of_reach)) for stay in living_there(row.home_id, today)]
    form = opened(request, forms.ReviewForm, initial={"held": today}, children=children)

    def verb(**data: Any) -> object:
        said = form.said(data)
        return record_household.reviewed(household=household_id, said=said, **data)

    return _step(
        request, row, form, verb, "Review of the household", "The review is recorded.",
        said="The first review goes to panel (regulation 28); later ones when terms change or approval should end.",
    )  # fmt: skip


@route(act=RECORD, audit=Kind.CHANGE, purpose=OURS, subject=household_subject)
def visit(request: PageRequest, household_id: int) -> HttpResponse:
    """A supervision visit."""
    row = household_of(household_id)
    form = opened(request, forms.HomeVisitForm, initial={"on": local_date(request.now)})

    def verb(**data: Any) -> object:
        return record_household.home_visited(household=household_id, **data)

    return _step(request, row, form, verb, "A visit", "The visit is recorded.")


@route(act=RECORD, audit=Kind.CHANGE, purpose=OURS, subject=household_subject)
def training(request: PageRequest, household_id: int) -> HttpResponse:
    """A carer finished a course."""
    row = household_of(household_id)
    carers = row.home.carers.filter(cares=True, ends__isnull=True).select_related("person")
    form = opened(
        request, forms.TrainingForm, initial={"done": local_date(request.now)},
        carers=[(each.pk, str(each.person)) for each in carers],
    )  # fmt: skip
    return _step(
        request, row, form, record_household.trained, "A course is finished", "The course is recorded.",
        fields=("carer", "course", "called", "done"),
    )  # fmt: skip


@route(act=RECORD, audit=Kind.CHANGE, purpose=OURS, subject=household_subject)
def take_back(request: PageRequest, household_id: int, kind: str, row_id: int) -> HttpResponse:
    """A review, a visit or a course was recorded by mistake."""
    model = _ROWS.get(kind)
    found = model._default_manager.filter(pk=row_id, household_id=household_id).first() if model else None
    if found is None:
        raise Http404
    form = opened(request, WhyForm)

    def verb(**data: Any) -> None:
        record_household.back(row=found, **data)

    return _step(request, household_of(household_id), form, verb, "Take it back", "It is taken back.", warn=True)


@route(act=RECORD, audit=Kind.CHANGE, purpose=OURS, subject=household_subject)
def leave(request: PageRequest, household_id: int) -> HttpResponse:
    """They stop fostering."""
    row = household_of(household_id)
    form = opened(request, forms.LeftForm, initial={"ends": local_date(request.now)})

    def verb(**data: Any) -> object:
        return record_household.left(household=household_id, **data)

    said = "Their home closes on care’s register on the same day. Children must have moved first."
    return _step(request, row, form, verb, "They stop fostering", "They have left.", said=said, warn=True)
