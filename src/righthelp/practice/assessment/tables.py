"""The lists of assessment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from markupsafe import Markup, escape

from righthelp.foundation.calendar import local_date, say_date, say_duration, say_short
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.assessment import law
from righthelp.practice.assessment.models import Assessment, Audit

_TONES = {"late": ("Late", "red"), "soon": ("Nearly up", "yellow"), "time": ("In time", "green")}
_STANDS = {"manager": "With the manager", "returned": "Returned", "worker": "Being written"}


def seen_words(row: Any) -> str:
    """Whether the child has been seen since the referral."""
    return "Seen alone" if row.seen_alone else "Seen, not alone" if row.seen else "Not seen yet"


def open_table(now: datetime) -> Table[Any]:
    """Open assessments, the first due first."""

    def due(row: Any) -> Markup:
        words, colour = _TONES[row.part]
        day = say_date(local_date(row.due)) if row.due else "no limit"
        return tag(words, colour) + Markup("<br>{}").format(day)

    def seen(row: Any) -> Markup:
        return escape(seen_words(row)) if row.seen_alone else tag(seen_words(row), "yellow" if row.seen else "red")

    def stands(row: Any) -> Markup:
        said = escape(_STANDS[row.stands])
        if row.review_due and row.review_due < now:
            said += Markup("<br>") + tag("Manager has not looked", "yellow")
        return said

    return Table[Any](
        name="open",
        caption="Open assessments",
        columns=(
            Column(
                "child",
                "Child",
                lambda row: str(row.child),
                href=lambda row: reverse("assessment:assessment", args=[row.pk]),
                order="child__surname",
            ),
            Column("due", "Due", lambda row: row.due, show=due, order="due"),
            Column("stands", "Stands", lambda row: _STANDS[row.stands], show=stands, order="stands"),
            Column("seen", "Seen", seen_words, show=seen, order="seen"),
            Column("worker", "Worker", lambda row: row.worker.name, order="worker__name"),
            Column("team", "Team", lambda row: row.team.name, order="team__name"),
            Column("referred", "Referred", lambda row: local_date(row.referred), order="referred"),
        ),
        filters=(
            Filter("whose", "Whose", [("mine", "Mine"), ("team", "My team’s"), ("others", "Others’")], lookup="whose"),
            Filter("part", "Due", [(key, words) for key, (words, _) in _TONES.items()], lookup="part"),
            Filter("stands", "Stands", list(_STANDS.items()), lookup="stands"),
            Filter("seen", "Child seen", [("True", "Seen"), ("False", "Not seen yet")], lookup="seen"),
        ),
        empty="No assessment is open within your reach.",
        sort="due",
    )


def waiting_table(now: datetime, *, begins: bool, allocates: bool) -> Table[Any]:
    """Accepted referrals that wait for an assessment or for a worker."""

    def lacks(row: Any) -> Markup:
        return Markup(" ").join(
            tag(words, colour)
            for words, colour, so in (
                ("No worker", "red", row.no_worker),
                ("No assessment", "yellow", row.no_assessment),
            )
            if so
        )

    def lacks_words(row: Any) -> str:
        return ", ".join(
            words for words, so in (("No worker", row.no_worker), ("No assessment", row.no_assessment)) if so
        )

    def since(row: Any) -> Markup:
        said = escape(say_short(local_date(row.accepted)))
        if now - row.accepted > law.STALE_AFTER:
            said += Markup("<br>") + tag(f"{say_duration(now - row.accepted)} ago", "red")
        return said

    def doing(row: Any) -> Markup:
        links = []
        if allocates and row.no_worker:
            links.append((_address("allocate", row.child_id), "Allocate"))
        if begins and row.no_assessment:
            links.append((reverse("assessment:begin", args=[row.child_id]), "Begin"))
        return Markup(" ").join(
            Markup('<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden"> {}</span></a>').format(
                href, words, row.child
            )
            for href, words in links
            if href
        )

    return Table[Any](
        name="waiting",
        caption="Accepted, and waiting",
        columns=(
            Column(
                "child",
                "Child",
                lambda row: str(row.child),
                href=lambda row: _address("child", row.child_id),
                order="child__surname",
            ),
            Column("lacks", "Lacks", lacks_words, show=lacks, sortable=False),
            Column("accepted", "Accepted", lambda row: local_date(row.accepted), show=since, order="accepted"),
            Column("made", "Referred", lambda row: local_date(row.made), order="made"),
            Column("team", "Team", lambda row: row.team.name, order="team__name"),
            Column("again", "Re-referral", lambda row: "Yes" if row.again else "", order="again"),
            Column("do", "Next", lambda row: "", show=doing, sortable=False),
        ),
        filters=(
            Filter("worker", "Worker", [("True", "Nobody")], lookup="no_worker"),
            Filter("assessment", "Assessment", [("True", "Not begun")], lookup="no_assessment"),
        ),
        empty="Every accepted referral within your reach has a worker and an assessment.",
    )


def _address(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _graded(row: Audit) -> str:
    return row.get_grade_display() if row.grade else "Not yet"


AUDITS = Table[Audit](
    name="audits",
    caption="Drawn",
    columns=(
        Column(
            "child",
            "Assessment of",
            lambda row: str(row.assessment.child),
            href=lambda row: reverse("assessment:audit", args=[row.assessment_id, row.pk]),
            order="assessment__child__surname",
        ),
        Column("team", "Team", lambda row: row.assessment.team.name, order="assessment__team__name"),
        Column("auditor", "Auditor", lambda row: row.auditor.name, order="auditor__name"),
        Column("grade", "Grade", _graded, order="grade"),
        Column(
            "dip", "Dip sample", lambda row: row.get_dip_grade_display() if row.dip_grade else "", order="dip_grade"
        ),
    ),
    filters=(Filter("done", "Audited", [("True", "Not yet")], lookup="done__isnull"),),
    empty="Nothing in this cycle is within your reach.",
)


def in_words(row: Assessment) -> str:
    """Where an assessment stands, for a list of a child’s."""
    if row.authorised:
        return f"Authorised {say_date(local_date(row.authorised))}: {row.get_outcome_display()}"
    return "With the manager" if row.submitted else "Being written"
