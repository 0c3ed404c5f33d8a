"""Claims on the adoption support fund: the register, and what is recorded about one claim."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.forms import Form, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.adoption import record_support
from righthelp.practice.adoption.codes import Therapy
from righthelp.practice.adoption.figures import year_of
from righthelp.practice.adoption.models_support import Claim
from righthelp.practice.adoption.pages import OURS, RECORD, ROOM, SEE
from righthelp.practice.care.forms import WhyForm, day, listed, short_line
from righthelp.practice.casework.forms import lines
from righthelp.practice.casework.pages_shared import about_child, child_subject, subject_of, today

_STANDS = {"open": "Not decided yet", "granted": "Granted", "refused": "Refused", "withdrawn": "Withdrawn"}
_COLOURS = {"open": "yellow", "granted": "green", "refused": "red", "withdrawn": "grey"}


def claim_subject(claim_id: int) -> Subject:
    """The child for whom help is asked."""
    return subject_of(Claim, claim_id)


def stands(row: Claim) -> str:
    """How a claim stands: a key of what the register filters by."""
    if row.withdrawn:
        return "withdrawn"
    if row.granted is None:
        return "open"
    return "granted" if row.granted else "refused"


def pounds(pence: int | None) -> str:
    """£1,234.50; nothing for None."""
    return "" if pence is None else f"£{Decimal(pence) / 100:,.2f}"


def _amount(label: str, ask: str, hint: str = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, help_text=hint, min_value=Decimal(0), max_value=Decimal(100_000), decimal_places=2,
        error_messages={"required": ask},
    )  # fmt: skip


class ClaimForm(Form):
    """Help is asked for."""

    therapy = listed("What kind of help", Therapy.choices, "Choose what kind of help.")
    provider = short_line("Who provides it", 160, "Write who provides it.")
    need = lines("What the child needs, and what will be different", "Write what the child needs.")
    asked = day("Asked on", "Enter the day.")
    pounds = _amount("What is asked for, in pounds", "Enter the amount.")


class DecidedForm(Form):
    """The fund decided."""

    on = day("On", "Enter the day.")
    pounds = _amount("Granted, in pounds", "Enter the amount.", "0 if it was refused.")
    why = lines("Why, if it was refused or cut", "", required=False)


class WithdrawForm(WhyForm):
    """The claim is withdrawn."""

    on = day("On", "Enter the day.")


def _pence(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"pence": int(data.pop("pounds") * 100)}


def _coloured(row: Claim) -> Markup:
    return tag(_STANDS[stands(row)], _COLOURS[stands(row)])


def _year(row: Claim) -> str:
    return str(year_of(row.asked))


def _table(rows: list[Claim]) -> Table[Claim]:
    found = sorted({year_of(row.asked) for row in rows}, reverse=True)
    return Table[Claim](
        name="claims",
        caption="Claims on the adoption support fund",
        columns=(
            Column("child", "Child", lambda row: str(row.child), href=_page),
            Column("therapy", "Help", lambda row: row.get_therapy_display()),
            Column("provider", "From", lambda row: row.provider),
            Column("asked", "Asked on", lambda row: row.asked),
            Column("pence", "Asked for", lambda row: row.pence / 100, show=lambda row: pounds(row.pence), numeric=True),
            Column("granted", "Granted", lambda row: None if row.granted is None else row.granted / 100,
                   show=lambda row: pounds(row.granted), numeric=True),
            Column("stands", "Stands", lambda row: _STANDS[stands(row)], show=_coloured),
        ),
        filters=(
            Filter("stands", "Stands", list(_STANDS.items()), stands),
            Filter("therapy", "Help", list(Therapy.choices), lambda row: row.therapy),
            Filter("year", "Year", [(str(one), f"{one} to {one + 1}") for one in found], _year),
        ),
        empty="No claim for a child within your reach.",
    )  # fmt: skip


def _page(row: Claim) -> str:
    return reverse("adoption:child", args=[row.child_id])


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def claims(request: PageRequest) -> HttpResponse:
    """Claims for children within reach, with what was asked for and granted."""
    found = within_reach(
        Claim.objects.select_related("child"), request.account, SEE, kind="child", field="child_id", now=request.now
    )
    rows = list(found.order_by("-asked", "-pk"))
    shown = _table(rows).shown(request, rows)
    saw(request, [row.child_id for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    standing = [row for row in rows if not row.withdrawn]
    context = {
        "title": "Adoption support fund",
        "crumbs": [{"text": "Adoption", "href": reverse("adoption:board")}],
        "shown": shown,
        "many": len(standing),
        "refused": sum(stands(row) == "refused" for row in standing),
        "asked": pounds(sum(row.pence for row in standing)),
        "granted": pounds(sum(row.granted or 0 for row in standing)),
    }
    return render(request, "adoption/claims.html", context)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def claim(request: PageRequest, child_id: int) -> HttpResponse:
    """Help is asked for."""
    form = opened(request, ClaimForm, initial=today(request, "asked"))
    return about_child(
        request, child_id, ROOM, form, lambda **given: record_support.claimed(child=child_id, **_pence(given)),
        say="The claim is recorded.", title="A claim on the adoption support fund",
    )  # fmt: skip


def _of(claim_id: int) -> Claim:
    found = Claim.objects.filter(pk=claim_id).first()
    if found is None:
        raise Http404
    return found


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=claim_subject)
def decide(request: PageRequest, claim_id: int) -> HttpResponse:
    """The fund granted or refused it."""
    row = _of(claim_id)
    start = today(request) | {"pounds": Decimal(row.granted if row.granted is not None else row.pence) / 100}
    form = opened(request, DecidedForm, initial=start)
    return about_child(
        request, row.child_id, ROOM, form, lambda **given: record_support.decided(claim=claim_id, **_pence(given)),
        say="The decision is recorded.", title="What the fund decided",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=claim_subject)
def withdraw(request: PageRequest, claim_id: int) -> HttpResponse:
    """The claim is withdrawn."""
    row = _of(claim_id)
    form = opened(request, WithdrawForm, initial=today(request))
    return about_child(
        request, row.child_id, ROOM, form, lambda **given: record_support.withdrawn(claim=claim_id, **given),
        say="The claim is withdrawn.", title="The claim is withdrawn", warn=True,
    )  # fmt: skip
