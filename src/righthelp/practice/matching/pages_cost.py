"""What placements cost, for managers; the panels that ask what was achieved for it, and what follows."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Subject, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import say_date
from righthelp.foundation.pages.cells import pounds
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.care.forms import WhyForm
from righthelp.practice.care.queries import protected_stays
from righthelp.practice.casework.forms import NothingForm
from righthelp.practice.casework.pages_shared import Crumbs, about_child, asked, subject_of, today, workers
from righthelp.practice.matching import forms_cost as forms
from righthelp.practice.matching import queries_cost as queries
from righthelp.practice.matching import record_cost, record_panel
from righthelp.practice.matching import tables_cost as tables
from righthelp.practice.matching.codes_cost import SOUGHT_AS
from righthelp.practice.matching.models import Sought
from righthelp.practice.matching.models_cost import PanelItem, ReviewPanel
from righthelp.practice.matching.pages_placed import ABOVE, DECIDE, OURS, RECORD, ROOM, SEE, stay_subject

COST: Final = "matching.cost"


def item_subject(item_id: int) -> Subject:
    """The child on a panel."""
    return subject_of(PanelItem, item_id)


def _back(*more: tuple[str, str]) -> Crumbs:
    return [
        {"text": words, "href": reverse(name)} for words, name in (("Costs of placements", "matching:costs"), *more)
    ]


@route(act=COST, audit=Kind.LIST, purpose=ABOVE)
def costs(request: PageRequest) -> HttpResponse:
    """What placements cost now, this year and by its end."""
    rows = queries.costs(request.account, request.now)
    shown = tables.costs_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    live = [row for row in rows if row.runs and row.known]
    context = {
        "title": "Costs of placements",
        "crumbs": [{"text": "Placements", "href": reverse("matching:placements")}],
        "shown": shown,
        "live": len(live),
        "weekly": pounds(sum(row.weekly for row in live), whole=True),
        "forecast": pounds(sum(row.forecast for row in rows), whole=True),
        "unknown": sum(not row.known for row in rows),
        "joint": sum(row.joint for row in live),
    }
    return render(request, "matching/costs.html", context)


@route(act=COST, audit=Kind.LIST, purpose=ABOVE)
def totals(request: PageRequest) -> HttpResponse:
    """Costs by kind of provider and area; nobody is named."""
    rows = queries.totals(queries.costs(request.account, request.now))
    shown = tables.totals_table(rows).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    return render(request, "matching/totals.html", {"title": "By provider and area", "crumbs": _back(), "shown": shown})


@route(act=COST, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=stay_subject)
def cost(request: PageRequest, stay_id: int) -> HttpResponse:
    """What a placement costs from a day."""
    form = opened(request, forms.CostForm, initial=today(request, "starts") | {"education": "0", "health": "0"})
    return about_child(
        request, stay_subject(stay_id).id, ROOM, form, partial(record_cost.cost_agreed, stay=stay_id),
        title="What the placement costs", say="The cost is recorded.",
        said="A cost before it ends on that day. When the child leaves, it ends by itself.",
    )  # fmt: skip


@route(act=COST, audit=Kind.LIST, purpose=ABOVE)
def panels(request: PageRequest) -> HttpResponse:
    """The panels that review placements."""
    rows = queries.panels()
    shown = tables.panels_table(rows).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    return render(request, "matching/panels.html", {"title": "Placement panels", "crumbs": _back(), "shown": shown})


@route(act=COST, writes=DECIDE, audit=Kind.CHANGE, purpose=ABOVE)
def panel_new(request: PageRequest) -> HttpResponse:
    """A panel is called."""
    form, made = opened(request, forms.PanelForm, initial=today(request), workers=workers(request)), list[ReviewPanel]()

    def verb(data: dict[str, Any]) -> None:
        made.append(record_panel.panel_called(by=request.account, now=request.now, **data))

    if form.recorded(verb):
        return done(request, "matching:panel", made[0].pk, say="The panel is called. Put children on it.")
    return asked(request, form, title="A panel", button="Call it", back=_back(("Placement panels", "matching:panels")))


def _panel(panel_id: int) -> ReviewPanel:
    found = ReviewPanel.objects.select_related("chair").filter(pk=panel_id).first()
    if found is None:
        raise Http404
    return found


def _crumbs(row: ReviewPanel) -> Crumbs:
    own = {"text": f"Panel of {say_date(row.on)}", "href": reverse("matching:panel", args=[row.pk])}
    return [*_back(("Placement panels", "matching:panels")), own]


def _about(request: PageRequest, row: ReviewPanel) -> dict[str, Any]:
    items = queries.items_of(row.pk, request.account, request.now)
    saw(request, [each.child_id for each in items])
    of_all = list(row.items.values_list("considered", "withdrawn"))
    return {
        "title": f"Panel of {say_date(row.on)}",
        "caption": f"{row.get_kind_display()}, {row.get_area_display()}",
        "crumbs": _back(("Placement panels", "matching:panels")),
        "panel": row,
        "items": items,
        "hidden": len(of_all) - len(items),
        "met": any(considered and not withdrawn for considered, withdrawn in of_all),
        "pounds": pounds,
        "now": request.now,
        "protected": protected_stays([each.child_id for each in items]),
        "sought": SOUGHT_AS,
        "records": permits(request.account, RECORD),
    }


@route(act=COST, audit=Kind.LIST, purpose=ABOVE)
def panel(request: PageRequest, panel_id: int) -> HttpResponse:
    """One panel: the children on it, what was achieved for the cost, what comes next."""
    return render(request, "matching/panel.html", _about(request, _panel(panel_id)) | {"form": NothingForm()})


@route(act=COST, audit=Kind.EXPORT, purpose=ABOVE)
def panel_print(request: PageRequest, panel_id: int) -> HttpResponse:
    """The agenda of a panel to print, for those who sit on it."""
    printed = {"printed_at": request.now, "printed_by": request.account.name}
    return render(request, "matching/panel_print.html", _about(request, _panel(panel_id)) | printed)


@route(act=COST, writes=DECIDE, audit=Kind.LIST, purpose=ABOVE)
def agenda(request: PageRequest, panel_id: int) -> HttpResponse:
    """Children are put on a panel: the dearest placements first."""
    row = _panel(panel_id)
    there = set(row.items.filter(withdrawn__isnull=True).values_list("child_id", flat=True))
    rows = [each for each in queries.costs(request.account, request.now) if each.runs and each.child not in there]
    fits = [each for each in rows if (each.external if row.kind == "external" else each.residential)]
    choices = [
        (each.child, f"{each.name}, {each.where}, {pounds(each.weekly, whole=True) or 'cost not known'} a week, "
                     f"{each.days} days") for each in fits
    ]  # fmt: skip
    saw(request, [each.child for each in fits])
    form = opened(request, forms.AgendaForm, children=choices)

    def verb(data: dict[str, Any]) -> None:
        record_panel.put_on(panel=panel_id, by=request.account, now=request.now, **data)

    if form.recorded(verb):
        return done(request, "matching:panel", panel_id, say="They are on the agenda.")
    said = "" if choices else "No other placement of this type is within your reach."
    return asked(
        request, form, title="Who is looked at", button="Put them on" if choices else "", back=_crumbs(row), said=said
    )


@route(act=COST, writes=DECIDE, audit=Kind.CHANGE, purpose=ABOVE)
def cancel(request: PageRequest, panel_id: int) -> HttpResponse:
    """A panel does not meet."""
    row, form = _panel(panel_id), opened(request, WhyForm)
    if form.recorded(
        lambda data: record_panel.panel_cancelled(panel=panel_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "matching:panels", say="The panel does not meet.")
    return asked(request, form, title="The panel does not meet", button="Record it", back=_crumbs(row), warn=True)


def _item(item_id: int) -> PanelItem:
    return PanelItem.objects.select_related("panel", "child").get(pk=item_id)


@route(act=COST, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=item_subject)
def look(request: PageRequest, item_id: int) -> HttpResponse:
    """The panel has looked at a child's placement."""
    row = _item(item_id)
    names = ("achieved", "child_says", "why", "by_when")
    start = {name: getattr(row, name) for name in names} | {"comes": row.next}
    form = opened(request, forms.LookedAtForm, initial=start)
    if form.recorded(lambda data: record_panel.looked_at(item=item_id, by=request.account, now=request.now, **data)):
        return done(request, "matching:panel", row.panel_id, say="What the panel decided is recorded.")
    cost = f"It costs {pounds(row.weekly)} a week." if row.weekly else "Nobody has said what it costs."
    return asked(
        request, form, title=f"{row.child}: what was achieved", button="Record it", back=_crumbs(row.panel), said=cost
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=item_subject)
def seek(request: PageRequest, item_id: int) -> HttpResponse:
    """A home is sought for the next step, with the words carried over."""
    row, form, made = _item(item_id), opened(request, NothingForm), list[Sought]()

    def verb(_: dict[str, Any]) -> None:
        made.append(record_panel.home_sought_for(item=item_id, by=request.account, now=request.now))

    if form.recorded(verb):
        return done(request, "matching:search", made[0].pk, say="A home is sought. These homes could be asked.")
    return asked(request, form, title="Look for a home", button="Look for a home", back=_crumbs(row.panel))


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=item_subject)
def step(request: PageRequest, item_id: int) -> HttpResponse:
    """The next step was taken."""
    row, form = _item(item_id), opened(request, forms.StepDoneForm, initial=today(request))
    return about_child(
        request, row.child_id, ROOM, form, partial(record_panel.step_done, item=item_id), title="It was done",
        say="Recorded.", said=f"{row.get_next_display()}: {row.why}" if row.next else "",
    )  # fmt: skip


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=item_subject)
def of_item(request: PageRequest, item_id: int) -> HttpResponse:
    """A next step that is due."""
    return HttpResponseRedirect(reverse(ROOM[1], args=[item_subject(item_id).id]))
