"""The tables of the local offer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import pounds, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.leaving_care.codes import Source
from righthelp.practice.leaving_care.models_offer import CouncilTax, Entitlement
from righthelp.practice.leaving_care.queries_offer import Asked

STATES = (("waits", "Waits for an answer"), ("granted", "Granted"), ("used", "Used up"), ("refused", "Refused"))
_COLOUR = {"waits": "yellow", "granted": "green", "used": "grey", "refused": "red"}


def offer_table(today: date, *, edits: bool) -> Table[Entitlement]:
    """What care leavers may have, every version."""

    def state(row: Entitlement) -> str:
        return "later" if row.starts > today else "over" if row.ends is not None and row.ends <= today else "now"

    def when(row: Entitlement) -> str | Markup:
        said = f"{say_short(row.starts)} to {say_short(row.ends)}" if row.ends else f"From {say_short(row.starts)}"
        if row.ends is not None or not edits:
            return said
        more = Markup('{}<br><a class="govuk-link" href="{}">End it<span class="govuk-visually-hidden">: {}</span></a>')
        return more.format(said, reverse("leaving_care:offer-end", args=[row.pk]), row.name)

    def change(row: Entitlement) -> str | None:
        return reverse("leaving_care:offer-change", args=[row.pk]) if edits and row.ends is None else None

    return Table[Entitlement](
        name="offer",
        caption="What care leavers may have",
        columns=(
            Column("name", "What", lambda row: row.name, href=change),
            Column("words", "In plain words", lambda row: row.words),
            Column("ages", "Ages", lambda row: f"{row.from_age} until {row.to_age}"),
            Column("most", "Most in all", lambda row: row.pence, show=lambda row: pounds(row.pence), numeric=True),
            Column("law", "Who says so", lambda row: row.law),
            Column("force", "In force", lambda row: row.starts, show=when),
        ),
        filters=(
            Filter("state", "In force", (("now", "Now"), ("later", "Later"), ("over", "No longer")), state),
            Filter("source", "Who says so", Source.choices, lambda row: row.source),
        ),
        empty="Nothing is in the offer with these choices.",
    )


def claims_table(rows: Sequence[Asked]) -> Table[Asked]:
    """Who asked for what."""
    names = sorted({row.claim.entitlement.name for row in rows})
    years = sorted({row.claim.asked.year for row in rows}, reverse=True)
    return Table[Asked](
        name="claims",
        caption="What young people asked for",
        columns=(
            Column("who", "Young person", lambda row: row.name, href=_page),
            Column("what", "What", lambda row: row.claim.entitlement.name),
            Column("asked", "Asked", lambda row: row.claim.asked),
            Column("state", "Answer", lambda row: dict(STATES)[row.state], show=_state),
            Column("pence", "Granted", lambda row: row.claim.pence, show=lambda r: pounds(r.claim.pence), numeric=True),
            Column("used", "Used", lambda row: row.used, show=lambda r: pounds(r.used) if r.used else "", numeric=True),
            Column("left", "Left", lambda row: row.left, show=lambda row: pounds(row.left), numeric=True),
        ),
        filters=(
            Filter("state", "Answer", STATES, lambda row: row.state),
            Filter("what", "What", [(one, one) for one in names], lambda row: row.claim.entitlement.name),
            Filter("year", "Asked in", [(str(one), str(one)) for one in years], lambda row: str(row.claim.asked.year)),
        ),
        empty="Nobody within your reach has asked for anything with these choices.",
    )


def _page(row: Asked) -> str:
    return reverse("leaving_care:offer-of", args=[row.claim.child_id])


def _state(row: Asked) -> Markup:
    return tag(dict(STATES)[row.state], _COLOUR[row.state])


def taxes_table(today: date) -> Table[CouncilTax]:
    """Who charges council tax to whom."""
    return Table[CouncilTax](
        name="tax",
        caption="Council tax of care leavers",
        columns=(
            Column(
                "who",
                "Young person",
                lambda row: str(row.child),
                href=lambda row: reverse("leaving_care:offer-of", args=[row.child_id]),
            ),
            Column("council", "Charged by", lambda row: row.council),
            Column("since", "Since", lambda row: row.starts),
            Column("pence", "A year costs", lambda row: row.pence, show=_cost, numeric=True),
            Column("met", "Paid for them", lambda row: row.met, show=lambda row: _met(row, today)),
        ),
        filters=(
            Filter("where", "Where", (("ours", "In the city"), ("else", "Elsewhere")), lambda row: _where(row)),
            Filter("met", "Paid for them", (("yes", "Yes"), ("no", "Not yet")), lambda row: _is_met(row, today)),
        ),
        empty="Nothing is recorded with these choices.",
    )


def _where(row: CouncilTax) -> str:
    return "ours" if row.ours else "else"


def _is_met(row: CouncilTax, today: date) -> str:
    return "" if row.ours else "yes" if row.paid(today) else "no"


def _cost(row: CouncilTax) -> str:
    return "Exempt" if row.ours else pounds(row.pence) or "Not known"


def _met(row: CouncilTax, today: date) -> str | Markup:
    return "" if row.ours else say_short(row.met) if row.met and row.paid(today) else tag("Not yet", "yellow")


__all__ = ["claims_table", "offer_table", "taxes_table"]
