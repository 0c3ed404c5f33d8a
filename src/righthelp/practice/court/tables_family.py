"""The tables of relatives assessed, legal challenges, questions to the lawyers, and time before court."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.court.codes import Exit, Result, Subject
from righthelp.practice.court.models import Challenge, FamilyAssessment
from righthelp.practice.court.queries_family import Asked, Before


def _page(child: int) -> str:
    return reverse("court:child", args=[child])


_STATES = {
    "viability": "Viability to be decided",
    "full": "Full assessment under way",
    "late": "Late for the court",
    "done": "Filed",
    "ended": "Went no further",
}
_COLOURS = {"viability": "yellow", "full": "blue", "late": "red", "done": "green", "ended": "grey"}


def relatives_table(rows: Sequence[FamilyAssessment], today: date) -> Table[FamilyAssessment]:
    """Relatives and friends who are assessed."""

    def state(row: FamilyAssessment) -> str:
        if row.full or row.ended:
            return "done" if row.full else "ended"
        if row.due is None:
            return "viability"
        return "late" if row.due < today else "full"

    return Table[FamilyAssessment](
        name="relatives",
        caption="Relatives and friends assessed",
        columns=(
            Column("child", "Child", lambda row: str(row.child), href=lambda row: _page(row.child_id)),
            Column("who", "Who", lambda row: f"{row.who}, {row.relation}"),
            Column("asked", "Asked for", lambda row: row.asked),
            Column("viable", "Viability", lambda row: row.viable),
            Column("due", "Full by", lambda row: row.due),
            Column("full", "Filed", lambda row: row.full),
            Column(
                "state", "State", lambda row: _STATES[state(row)],
                show=lambda row: tag(_STATES[state(row)], _COLOURS[state(row)]),
            ),
            Column("found", "Found", lambda row: row.get_found_display()),
        ),
        filters=(Filter("state", "State", list(_STATES.items()), state),),
        empty="No relative or friend is assessed for a child within your reach with these choices.",
    )  # fmt: skip


def _open(row: Challenge) -> str:
    return "closed" if row.closed else "answered" if row.answered else "open"


def challenges_table(rows: Sequence[Challenge]) -> Table[Challenge]:
    """Legal challenges."""
    years = sorted({str(row.received.year) for row in rows}, reverse=True)
    return Table[Challenge](
        name="challenges",
        caption="Legal challenges",
        columns=(
            Column("child", "Child", lambda row: str(row.child), href=lambda row: _page(row.child_id)),
            Column("received", "Received", lambda row: row.received),
            Column("subject", "About", lambda row: row.get_subject_display()),
            Column("owner", "Who sees to it", lambda row: row.owner),
            Column("answered", "Answered", lambda row: row.answered),
            Column("result", "What came of it", lambda row: row.get_result_display()),
            Column("learned", "Learned", lambda row: row.learned, sortable=False),
        ),
        filters=(
            Filter("state", "State", [("open", "To be answered"), ("answered", "Answered"), ("closed", "Over")], _open),
            Filter("subject", "About", Subject.choices, lambda row: row.subject),
            Filter("result", "What came of it", Result.choices, lambda row: row.result),
            Filter("year", "Year", [(year, year) for year in years], lambda row: str(row.received.year)),
        ),
        empty="No legal challenge is about a child within your reach with these choices.",
    )


def _days(row: Asked) -> Markup | str:
    return Markup("{} {}").format(row.days, tag("Late", "red")) if row.late else str(row.days)


def advice_table(rows: Sequence[Asked]) -> Table[Asked]:
    """Questions to the lawyers, and how long the answers took."""
    solicitors = sorted({row.row.solicitor for row in rows if row.row.solicitor})
    return Table[Asked](
        name="advice",
        caption="Questions to the lawyers",
        columns=(
            Column("child", "Child", lambda row: str(row.row.child), href=lambda row: _page(row.row.child_id)),
            Column("asked", "Asked", lambda row: row.row.asked),
            Column("by", "By", lambda row: row.row.asked_by.name),
            Column("solicitor", "Solicitor", lambda row: row.row.solicitor),
            Column("answered", "Answered", lambda row: row.row.answered),
            Column("days", "Working days", lambda row: row.days, numeric=True, show=_days),
        ),
        filters=(
            Filter(
                "state", "State", [("open", "Waits"), ("answered", "Answered"), ("late", "Longer than five days")],
                lambda row: [("answered" if row.row.answered else "open"), *(["late"] if row.late else [])],
            ),
            Filter("solicitor", "Solicitor", [(one, one) for one in solicitors], lambda row: row.row.solicitor),
        ),
        empty="Nothing was asked about a child within your reach with these choices.",
    )  # fmt: skip


_BANDS = [("16", "Up to 16 weeks"), ("26", "Up to 26 weeks"), ("more", "More than 26 weeks")]


def _band(row: Before) -> str:
    return "16" if not row.late else "26" if row.days <= 7 * 26 else "more"


def before_table(rows: Sequence[Before]) -> Table[Before]:
    """How long children were in pre-proceedings, and on what threshold."""
    return Table[Before](
        name="before",
        caption="Pre-proceedings",
        columns=(
            Column("child", "Child", lambda row: str(row.row.child), href=lambda row: _page(row.row.child_id)),
            Column("letter", "Letter", lambda row: row.row.letter),
            Column("weeks", "Weeks", lambda row: row.weeks, numeric=True, show=_weeks),
            Column("ended", "Ended", lambda row: row.row.exited),
            Column("how", "How", lambda row: row.row.get_exit_display()),
            Column("threshold", "Threshold", lambda row: row.row.matter.threshold, sortable=False),
        ),
        filters=(
            Filter(
                "state", "State", [("open", "Runs"), ("ended", "Ended")], lambda r: "ended" if r.row.exited else "open"
            ),
            Filter("weeks", "How long", _BANDS, _band),
            Filter("how", "How it ended", Exit.choices, lambda row: row.row.exit or ""),
        ),
        empty="No letter before proceedings was sent about a child within your reach with these choices.",
    )


def _weeks(row: Before) -> Markup | str:
    return Markup("{} {}").format(row.weeks, tag("Over 16", "red")) if row.late else str(row.weeks)


__all__ = ["advice_table", "before_table", "challenges_table", "relatives_table"]
