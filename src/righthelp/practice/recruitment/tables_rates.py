"""The lists of rates and pay. Pence go in, pounds come out."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.urls import reverse

from righthelp.foundation.pages.cells import pounds
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.recruitment.queries_pay import Gap, Movement
from righthelp.practice.recruitment.queries_rates import Rate, Spend

STATES: Final = (("agreed", "Agreed"), ("waiting", "Waits for a decision"), ("refused", "Refused"))


def _cap(row: Rate) -> str:
    if row.cap is None:
        return "No cap for the grade"
    return f"{pounds(row.over)} above" if row.above else "Within"


RATES = Table[Rate](
    name="rates",
    caption="Day rates of agency staff",
    columns=(
        Column("who", "Who", lambda row: row.worker, href=lambda row: reverse("recruitment:rate", args=[row.id])),
        Column("agency", "Agency", lambda row: row.agency),
        Column("post", "Post", lambda row: f"{row.title}, {row.team}"),
        Column("grade", "Grade", lambda row: row.grade),
        Column("rate", "Day rate", lambda row: row.day_rate / 100, show=lambda row: pounds(row.day_rate), numeric=True),
        Column(
            "cap",
            "Cap",
            lambda row: None if row.cap is None else row.cap / 100,
            show=lambda row: pounds(row.cap),
            numeric=True,
        ),
        Column("over", "Against the cap", _cap),
        Column("from", "From", lambda row: row.starts),
        Column("until", "Last day", lambda row: row.ends - timedelta(days=1) if row.ends else None),
        Column("state", "State", lambda row: dict(STATES)[row.state]),
    ),
    filters=(
        Filter("above", "Cap", [("yes", "Above, or none"), ("no", "Within")], lambda row: "yes" if row.above else "no"),
        Filter("state", "State", STATES, lambda row: row.state),
    ),
    empty="No rate is like this.",
)

SPEND = Table[Spend](
    name="spend",
    caption="What a month came to",
    columns=(
        Column("month", "Month", lambda row: row.month, show=lambda row: f"{row.month:%B %Y}"),
        Column("people", "People", lambda row: row.people, numeric=True),
        Column("days", "Working days", lambda row: row.days, numeric=True),
        Column("cost", "Cost", lambda row: row.cost / 100, show=lambda row: pounds(row.cost), numeric=True),
        Column(
            "above", "Of it above caps", lambda row: row.above / 100, show=lambda row: pounds(row.above), numeric=True
        ),
    ),
    empty="Nothing was spent in this time on anybody with a rate.",
)


def _per_year(read: str) -> Column[Movement]:
    titles = {"ours": "We pay", "theirs": "Others pay (median)"}
    return Column(
        read,
        titles[read],
        lambda row: getattr(row.now, read),
        show=lambda row: pounds(getattr(row.now, read), whole=True),
        numeric=True,
    )


PAY = Table[Movement](
    name="pay",
    caption="Pay at the top of each grade",
    columns=(
        Column("grade", "Grade", lambda row: row.now.grade),
        _per_year("ours"),
        _per_year("theirs"),
        Column("of", "Authorities", lambda row: row.now.authorities, numeric=True),
        Column("gap", "Gap", lambda row: row.now.gap, show=lambda row: pounds(row.now.gap, whole=True), numeric=True),
        Column(
            "share",
            "Gap in percent of ours",
            lambda row: row.now.share,
            show=lambda row: "" if row.now.share is None else f"{row.now.share}%",
            numeric=True,
        ),
        Column(
            "before",
            "Gap a year before",
            lambda row: row.before.gap,
            show=lambda row: pounds(row.before.gap, whole=True),
            numeric=True,
        ),
        Column("way", "Which way", lambda row: row.words),
    ),
    empty="No pay is recorded yet.",
)

GAPS = Table[Gap](
    name="gaps",
    caption="The gap over time",
    columns=(
        Column("grade", "Grade", lambda row: row.grade),
        Column("on", "On", lambda row: row.on),
        Column("ours", "We pay", lambda row: row.ours, show=lambda row: pounds(row.ours, whole=True), numeric=True),
        Column(
            "theirs",
            "Others pay",
            lambda row: row.theirs,
            show=lambda row: pounds(row.theirs, whole=True),
            numeric=True,
        ),
        Column("of", "Authorities", lambda row: row.authorities, numeric=True),
        Column("gap", "Gap", lambda row: row.gap, show=lambda row: pounds(row.gap, whole=True), numeric=True),
    ),
    empty="No pay is recorded yet.",
    page_size=100,
)
