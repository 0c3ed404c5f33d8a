"""The lists of posts: the figures by month and group, the seats behind them, leavers, and movements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.people.models import Area
from righthelp.practice.workforce.models import Basis, Movement, MovementKind
from righthelp.practice.workforce.models_posts import Service
from righthelp.practice.workforce.queries_posts import Establishment, Leaver, Seat

AREAS = [(value, label) for value, label in Area.choices if value != Area.OUTSIDE]


def said(number: Decimal) -> str:
    """Whole-time equivalents as people write them: 12 and 12.5."""
    return f"{number.normalize():f}"


def said_share(share: Decimal | None) -> str:
    """A share in percent; "none" out of nothing."""
    return "none" if share is None else f"{share.normalize():f}%"


@dataclass(frozen=True)
class Line:
    """A line of figures: of a month, an area, a service or a team; ``href`` opens the seats behind it."""

    words: str
    figures: Establishment
    href: str
    order: str


def figures_table(first: str, caption: str, name: str) -> Table[Line]:
    """The figures, a line each; ``first`` heads the first column."""

    def number(key: str, title: str, read: str) -> Column[Line]:
        return Column(
            key,
            title,
            lambda line: getattr(line.figures, read),
            show=lambda line: said(getattr(line.figures, read)),
            numeric=True,
        )

    def share(key: str, title: str, read: str) -> Column[Line]:
        return Column(
            key,
            title,
            lambda line: getattr(line.figures, read),
            show=lambda line: said_share(getattr(line.figures, read)),
            numeric=True,
        )

    return Table(
        name=name,
        caption=caption,
        columns=(
            Column("group", first, lambda line: line.order, show=lambda line: line.words, href=lambda line: line.href),
            number("established", "Established", "established"),
            number("permanent", "Permanent", "permanent"),
            number("fixed", "Fixed term", "fixed"),
            number("seconded", "Secondment", "seconded"),
            number("agency", "Agency", "agency"),
            number("vacant", "Vacant", "vacant"),
            share("agency-share", "Agency share", "agency_share"),
            share("vacant-share", "Vacant share", "vacant_share"),
            share("permanent-share", "Permanent share", "permanent_share"),
            share("turnover", "Turnover", "turnover"),
        ),
        empty="No post was established then.",
        page_size=200,
    )


def _holder(seat: Seat) -> str | Markup:
    return seat.worker if seat.worker_id else Markup('<strong class="govuk-tag govuk-tag--red">Vacant</strong>')


def _basis(seat: Seat) -> str:
    if seat.worker_id is None:
        return "Vacant"
    return f"{Basis(seat.basis).label}{f' ({seat.agency})' if seat.agency else ''}"


def _held_by(seat: Seat) -> str | None:
    return reverse("worker-standing", args=[seat.worker_id]) if seat.worker_id else None


SEATS = Table[Seat](
    name="seats",
    caption="Posts and who holds them",
    columns=(
        Column("number", "Post", lambda seat: seat.number, href=lambda seat: reverse("post", args=[seat.post])),
        Column("title", "Title", lambda seat: seat.title),
        Column("team", "Team", lambda seat: seat.team, href=lambda seat: reverse("team", args=[seat.team_id])),
        Column("holder", "Held by", lambda seat: seat.worker or "Vacant", show=_holder, href=_held_by),
        Column("basis", "On what footing", _basis),
        Column("since", "Since", lambda seat: seat.since),
        Column("wte", "Whole-time", lambda seat: seat.wte, show=lambda seat: said(seat.wte), numeric=True),
    ),
    filters=(
        Filter("basis", "Footing", [*Basis.choices, ("vacant", "Vacant")], lambda seat: seat.basis or "vacant"),
        Filter("area", "Area", [*AREAS, ("city", "Whole city")], lambda seat: seat.area or "city"),
        Filter("service", "Service", Service.choices, lambda seat: seat.service),
    ),
    empty="No post is like this.",
)

LEAVERS = Table[Leaver](
    name="leavers",
    caption="Who left in the twelve months",
    columns=(
        Column(
            "worker", "Who", lambda row: row.worker, href=lambda row: reverse("worker-standing", args=[row.worker_id])
        ),
        Column("title", "Title", lambda row: row.title),
        Column("team", "Team", lambda row: row.team, href=lambda row: reverse("team", args=[row.team_id])),
        Column("since", "In the post since", lambda row: row.since),
        Column("last", "Last day", lambda row: row.last_day),
        Column("wte", "Whole-time", lambda row: row.wte, show=lambda row: said(row.wte), numeric=True),
    ),
    empty="Nobody left in those twelve months.",
)


def _takes_effect(row: Movement) -> str:
    if row.withdrawn:
        return "Withdrawn"
    return "In effect" if row.applied else "Waits for its day"


def _where(row: Movement) -> str:
    former = row.former_team.name if row.former_team else ""
    present = f"{row.title}, {row.team.name}" if row.team else ""
    return f"{former} to {present}" if former and present else present or f"From {former}"


MOVEMENTS = Table[Movement](
    name="movements",
    caption="Joiners, movers and leavers",
    columns=(
        Column("day", "From", lambda row: row.effective, order="effective"),
        Column(
            "who",
            "Who",
            lambda row: row.worker.name,
            href=lambda row: reverse("worker-standing", args=[row.worker_id]),
            order="worker__name",
        ),
        Column("what", "What", lambda row: row.get_kind_display(), order="kind"),
        Column("where", "Where", _where, sortable=False),
        Column("why", "Why", lambda row: row.get_leaving_display() if row.leaving else "", sortable=False),
        Column("state", "State", _takes_effect, sortable=False),
    ),
    filters=(Filter("kind", "What", MovementKind.choices, lookup="kind"),),
    empty="Nobody has come or gone.",
)


def month_words(day: date) -> str:
    """A month's last day as its line is headed."""
    return say_short(day)
