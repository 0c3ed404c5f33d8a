"""The roster of partners, the protocols in words, and the quarterly check."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.mash import queries_quarters, record_roster
from righthelp.practice.mash.codes import Weekday
from righthelp.practice.mash.forms import AwayForm, LastForm, NothingForm, PartnerForm
from righthelp.practice.mash.models import Partner, PartnerAway
from righthelp.practice.mash.pages_shared import Crumbs, asked, crumbs
from righthelp.practice.mash.protocols import EDITION, PRINCIPLES, PROTOCOLS
from righthelp.practice.mash.queries_roster import roster
from righthelp.practice.mash.tables import AGENCIES, QUARTERS, ROSTER

DETAILS = ("name", "organisation", "post", "reached_at")


def _crumbs() -> Crumbs:
    from django.urls import reverse

    return [*crumbs(), {"text": "Partners", "href": reverse("mash:roster")}]


@route(act="mash.queue", audit=Kind.PAGE, purpose=Purpose.DUTY)
def partners(request: PageRequest) -> HttpResponse:
    """Who of the partners is in, who comes when, and what waits with each of them."""
    shown = ROSTER.shown(request, roster(request.now))
    if shown.wants_csv:
        return shown.csv()
    keeps = permits(request.account, "mash.roster")
    context = {"title": "Partners of MASH", "crumbs": crumbs(), "shown": shown, "keeps": keeps}
    return render(request, "mash/roster.html", context)


def _partner(partner_id: int) -> Partner:
    found = Partner.objects.prefetch_related("hours").filter(pk=partner_id).first()
    if found is None:
        raise Http404
    return found


@route(act="mash.queue", audit=Kind.PAGE, purpose=Purpose.DUTY)
def partner(request: PageRequest, partner_id: int) -> HttpResponse:
    """One partner: their week, their days away."""
    row = _partner(partner_id)
    week = {each.weekday: each for each in row.hours.all()}
    today = local_date(request.now)
    context = {
        "title": row.name,
        "caption": row.get_agency_display(),
        "crumbs": _crumbs(),
        "row": row,
        "week": [(Weekday(day).label, week.get(day)) for day in Weekday.values],
        "away": list(row.away.filter(ends__gt=today).order_by("starts")),
        "keeps": permits(request.account, "mash.roster"),
        "form": opened(request, NothingForm),
        "here": row.ends is None or row.ends > today,
    }
    return render(request, "mash/partner.html", context)


@route(act="mash.roster", audit=Kind.PAGE, purpose=Purpose.DUTY)
def add_partner(request: PageRequest) -> HttpResponse:
    """Somebody of another agency sits with MASH from a day on."""
    form = opened(request, PartnerForm, initial={"starts": local_date(request.now)})
    made: list[int] = []

    def verb(data: dict[str, Any]) -> None:
        given = {name: data[name] for name in (*DETAILS, "agency", "starts", "week")}
        made.append(record_roster.partner_added(by=request.account, now=request.now, **given).pk)

    if form.recorded(verb):
        return done(request, "mash:partner", made[0], say="The partner is on the roster.")
    context = {"title": "Add a partner", "crumbs": _crumbs(), "form": form, "days": Weekday.values, "fresh": True}
    return render(request, "mash/partner_form.html", context)


@route(act="mash.roster", audit=Kind.PAGE, purpose=Purpose.DUTY)
def change_partner(request: PageRequest, partner_id: int) -> HttpResponse:
    """Put right what is known of a partner, and their week."""
    row = _partner(partner_id)
    start: dict[str, Any] = {name: getattr(row, name) for name in DETAILS}
    for each in row.hours.all():
        start[f"day_{each.weekday}"] = each.starts.strftime("%H:%M")
        start[f"until_{each.weekday}"] = each.ends.strftime("%H:%M")
        start[f"where_{each.weekday}"] = "here" if each.here else "phone"
    form = opened(request, PartnerForm, initial=start, fresh=False)

    def verb(data: dict[str, Any]) -> None:
        given = {name: data[name] for name in (*DETAILS, "week")}
        record_roster.partner_changed(partner=partner_id, by=request.account, now=request.now, **given)

    if form.recorded(verb):
        return done(request, "mash:partner", partner_id, say="It is put right.")
    context = {
        "title": "Put right",
        "caption": row.name,
        "crumbs": _crumbs(),
        "form": form,
        "days": Weekday.values,
        "fresh": False,
    }
    return render(request, "mash/partner_form.html", context)


@route(act="mash.roster", audit=Kind.PAGE, purpose=Purpose.DUTY)
def away(request: PageRequest, partner_id: int) -> HttpResponse:
    """Days on which a partner is not in."""
    row = _partner(partner_id)
    form = opened(request, AwayForm)
    if form.recorded(
        lambda data: record_roster.partner_away(
            partner=partner_id,
            starts=data["starts"],
            until=data["until"],
            why=data["why"],
            by=request.account,
            now=request.now,
        )
    ):
        return done(request, "mash:partner", partner_id, say="Questions go to somebody else on those days.")
    return asked(
        request, form, title="Away", button="Record it", fields=("starts", "until", "why"), back=_crumbs(),
        caption=row.name,
    )  # fmt: skip


@route(act="mash.roster", audit=Kind.PAGE, purpose=Purpose.DUTY)
def back_early(request: PageRequest, away_id: int) -> HttpResponse:
    """They are in after all."""
    row = PartnerAway.objects.select_related("partner").filter(pk=away_id).first()
    if row is None:
        raise Http404
    form = opened(request, NothingForm)
    if form.recorded(lambda _: record_roster.away_undone(away=away_id, by=request.account, now=request.now)):
        return done(request, "mash:partner", row.partner_id, say="They are in on those days.")
    return asked(
        request, form, title="In after all", button="They are in", fields=(), back=_crumbs(), caption=row.partner.name
    )


@route(act="mash.roster", audit=Kind.PAGE, purpose=Purpose.DUTY)
def leave(request: PageRequest, partner_id: int) -> HttpResponse:
    """A partner's last day."""
    row = _partner(partner_id)
    form = opened(request, LastForm, initial={"last": local_date(request.now)})
    if form.recorded(
        lambda data: record_roster.partner_left(
            partner=partner_id, last=data["last"], by=request.account, now=request.now
        )
    ):
        return done(request, "mash:roster", say="It is recorded when they leave.")
    return asked(
        request, form, title="Last day with MASH", button="Record it", fields=("last",), back=_crumbs(),
        caption=row.name,
    )  # fmt: skip


@route(act="mash.queue", audit=Kind.PAGE, purpose=Purpose.DUTY)
def protocols(request: PageRequest) -> HttpResponse:
    """What may be shared with whom, in words."""
    context = {
        "title": "What may be shared with whom",
        "caption": f"Edition {EDITION}",
        "crumbs": crumbs(),
        "principles": PRINCIPLES,
        "protocols": PROTOCOLS,
    }
    return render(request, "mash/protocols.html", context)


@route(act="mash.check", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def quarters(request: PageRequest) -> HttpResponse:
    """The quarterly check of agency checks, and each agency's answers in one quarter. Numbers only."""
    rows = queries_quarters.quarters(request.now)
    asked_for = request.GET.get("quarter", "")
    chosen = next((each for each in rows if each.starts.isoformat() == asked_for), rows[0])
    by_quarter = QUARTERS.shown(request, rows)
    by_agency = AGENCIES.shown(request, queries_quarters.agencies(chosen.starts, request.now))
    for shown in (by_quarter, by_agency):
        if shown.wants_csv:
            return shown.csv()
    context = {
        "title": "Agency checks by quarter",
        "crumbs": crumbs(),
        "by_quarter": by_quarter,
        "by_agency": by_agency,
        "chosen": chosen,
        "rows": rows,
    }
    return render(request, "mash/quarters.html", context)
