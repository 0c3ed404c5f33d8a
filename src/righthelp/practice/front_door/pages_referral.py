"""Referrals: those open, one of them, and what the team that has it does with it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import NoReverseMatch, reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.journey import explain
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.front_door import queries, record_referral
from righthelp.practice.front_door.forms import CloseForm, NothingForm, PassForm, WhyForm
from righthelp.practice.front_door.journey import REFERRAL_ACCEPTANCE
from righthelp.practice.front_door.models import Referral
from righthelp.practice.front_door.pages_shared import asked, crumbs, referral_subject, teams_for
from righthelp.practice.front_door.tables import REFERRALS


def _of(referral_id: int) -> Referral:
    rows = Referral.objects.select_related(
        "child", "team", "made_by", "accepted_by", "contact", "earlier__team", "earlier__contact"
    )
    found = rows.filter(pk=referral_id).first()
    if found is None:
        raise Http404
    return found


def _crumbs(row: Referral | None = None) -> list[dict[str, str]]:
    found = [*crumbs(), {"text": "Referrals", "href": reverse("front_door:referrals")}]
    if row is not None:
        found.append({"text": str(row.child), "href": reverse("front_door:referral", args=[row.pk])})
    return found


def _strategy_page(row: Referral) -> str:
    """Where a strategy discussion about the child is asked for, in a house that has that room."""
    try:
        return reverse("section47:ask", args=[row.child_id])
    except NoReverseMatch:
        return ""


@route(act="front_door.referral", audit=Kind.LIST, purpose=Purpose.DUTY)
def referrals(request: PageRequest) -> HttpResponse:
    """Open referrals within reach."""
    shown = REFERRALS.shown(request, queries.referrals(request.account, request.now))
    saw(request, [row.child_id for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    return render(request, "front_door/referrals.html", {"title": "Referrals", "crumbs": crumbs(), "shown": shown})


@route(act="front_door.referral", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=referral_subject)
def referral(request: PageRequest, referral_id: int) -> HttpResponse:
    """One referral: where it is, what led to it, what came before."""
    row = _of(referral_id)
    context = {
        "title": str(row.child),
        "caption": f"Referral for {row.get_kind_display().lower()}",
        "crumbs": _crumbs(),
        "row": row,
        "clock": explain(REFERRAL_ACCEPTANCE, row, now=request.now),
        "open": row.closed is None and row.withdrawn is None,
        "accepts": permits(request.account, "front_door.accept"),
        "strategy_page": _strategy_page(row) if permits(request.account, "section47.ask") else "",
        "form": opened(request, NothingForm),
    }
    return render(request, "front_door/referral.html", context)


@route(
    act="front_door.referral",
    writes="front_door.accept",
    audit=Kind.RECORD,
    purpose=Purpose.DUTY,
    subject=referral_subject,
)
def accept(request: PageRequest, referral_id: int) -> HttpResponse:
    """The team accepts it."""
    row = _of(referral_id)
    form = opened(request, NothingForm)
    if form.recorded(lambda _: record_referral.accepted(referral=referral_id, by=request.account, now=request.now)):
        return done(request, "front_door:referral", referral_id, say="The referral is accepted.")
    return asked(request, form, title="Accept the referral", button="Accept it", fields=(), back=_crumbs(row))


@route(
    act="front_door.referral",
    writes="front_door.accept",
    audit=Kind.RECORD,
    purpose=Purpose.DUTY,
    subject=referral_subject,
)
def send_back(request: PageRequest, referral_id: int) -> HttpResponse:
    """It goes back to the front door."""
    row = _of(referral_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record_referral.sent_back(referral=referral_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "front_door:referrals", say="It is back with the front door.")
    return asked(request, form, title="Send it back", button="Send it back", fields=("why",), back=_crumbs(row))


@route(
    act="front_door.referral",
    writes="front_door.accept",
    audit=Kind.RECORD,
    purpose=Purpose.DUTY,
    subject=referral_subject,
)
def pass_on(request: PageRequest, referral_id: int) -> HttpResponse:
    """Another team is to have it."""
    row = _of(referral_id)
    form = opened(request, PassForm, teams=teams_for([]))
    if form.recorded(
        lambda data: record_referral.passed_to(
            referral=referral_id, by=request.account, now=request.now, why=data["why"], team=data["team"] or 0
        )
    ):
        return done(request, "front_door:referrals", say="It is with the other team, which accepts it next.")
    return asked(
        request, form, title="Pass to another team", button="Pass it on", fields=("team", "why"), back=_crumbs(row)
    )  # fmt: skip


@route(
    act="front_door.referral",
    writes="front_door.accept",
    audit=Kind.RECORD,
    purpose=Purpose.DUTY,
    subject=referral_subject,
)
def close(request: PageRequest, referral_id: int) -> HttpResponse:
    """The work on it is over."""
    row = _of(referral_id)
    form = opened(request, CloseForm)
    if form.recorded(
        lambda data: record_referral.referral_closed(referral=referral_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "front_door:referral", referral_id, say="The referral is closed.")
    return asked(
        request, form, title="Close the referral", button="Close it", fields=("closing", "why"), back=_crumbs(row)
    )  # fmt: skip
