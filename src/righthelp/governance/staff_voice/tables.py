"""The lists of staff voice."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.governance.staff_voice.models import Area, Burden
from righthelp.governance.staff_voice.queries import STATES, IssueLine, PolicyLine
from righthelp.governance.staff_voice.queries_surveys import Result

_TONES = {"new": "yellow", "taken": "blue", "answered": "yellow", "told": "green"}


def _due(line: PolicyLine) -> str | Markup:
    if line.due is None:
        return "Withdrawn"
    return tag(f"Was due {say_short(line.due)}", "red") if line.late else say_short(line.due)


POLICIES = Table[PolicyLine](
    name="policies",
    caption="HR policies",
    columns=(
        Column(
            "name",
            "Policy",
            lambda line: line.policy.name,
            href=lambda line: reverse("staff_voice:policy", args=[line.policy.pk]),
        ),
        Column("area", "About", lambda line: line.policy.get_area_display()),
        Column("owner", "Owner", lambda line: line.policy.owner.name),
        Column("version", "Version", lambda line: line.version, numeric=True),
        Column("last", "Last reviewed", lambda line: line.last),
        Column("due", "Next review", lambda line: line.due, show=_due),
    ),
    filters=(
        Filter("area", "About", Area.choices, lambda line: line.policy.area),
        Filter("late", "Review", [("yes", "Late"), ("no", "In time")], lambda line: "yes" if line.late else "no"),
    ),
    empty="No policy is like this.",
)


def _short(words: str) -> str:
    return words if len(words) <= 90 else f"{words[:88].rsplit(' ', 1)[0]} …"


ISSUES = Table[IssueLine](
    name="issues",
    caption="Raised with the Employee Forum",
    columns=(
        Column("raised", "Raised", lambda line: line.issue.raised, show=lambda line: _raised(line)),
        Column(
            "words",
            "What gets in the way",
            lambda line: line.issue.words,
            show=lambda line: _short(line.issue.words),
            href=lambda line: reverse("staff_voice:issue", args=[line.issue.pk]),
        ),
        Column("owner", "With", lambda line: line.course.owner.name if line.course else ""),
        Column(
            "burden",
            "Burden",
            lambda line: Burden(line.course.burden).label if line.course and line.course.burden else "",
        ),
        Column(
            "state",
            "State",
            lambda line: line.state,
            show=lambda line: tag(dict(STATES)[line.state], _TONES[line.state]),
        ),
    ),
    filters=(
        Filter("state", "State", STATES, lambda line: line.state),
        Filter("burden", "Burden", Burden.choices, lambda line: line.course.burden if line.course else ""),
    ),
    empty="Nothing like this has been raised.",
)


def _raised(line: IssueLine) -> str:
    return say_short(line.issue.raised) if line.issue.raised_by_id else f"{line.issue.raised:%B %Y}"


def said_change(change: Decimal | None) -> str:
    """A change in percentage points with its sign; nothing where there is nothing to compare with."""
    return "" if change is None else f"{'+' if change > 0 else '−' if change < 0 else ''}{abs(change)}"


def by_group(rows: list[Result]) -> list[list[Result]]:
    """Results put together by group, in the order of the questions."""
    return [list(found) for _, found in groupby(rows, key=lambda row: row.group)]


def groups_table(name: str, caption: str, title: str, rows: list[list[Result]]) -> Table[list[Result]]:
    """A line for each group, a column for each question: who agreed, of how many, and the change in points."""
    questions = [row.question for row in rows[0]] if rows else []
    return Table(
        name=name,
        caption=caption,
        columns=(
            Column("group", title, lambda line: line[0].group),
            *(
                Column[list[Result]](
                    question.code,
                    question.text,
                    lambda line, at=at: line[at].now.share if line[at].now else None,  # type: ignore[misc]  # bound now
                    show=lambda line, at=at: _said_result(line[at]),  # type: ignore[misc]
                    numeric=True,
                )
                for at, question in enumerate(questions)
            ),
        ),
        empty="Every group has fewer than ten answers, so none is shown.",
        page_size=100,
    )


def _said_result(row: Result) -> str:
    if row.now is None:
        return "withheld"
    return f"{row.now.words}{f', {said_change(row.change)}' if row.change is not None else ''}"


def results_table(name: str, caption: str) -> Table[Result]:
    """Results by question, beside the last survey."""
    return Table(
        name=name,
        caption=caption,
        columns=(
            Column("question", "Question", lambda row: row.question.text),
            Column(
                "now",
                "Agree",
                lambda row: row.now.share if row.now else None,
                show=lambda row: row.now.words if row.now else "withheld",
                numeric=True,
            ),
            Column(
                "before",
                "Last survey",
                lambda row: row.before.share if row.before else None,
                show=lambda row: row.before.words if row.before else "",
                numeric=True,
            ),
            Column(
                "change",
                "Change in points",
                lambda row: row.change,
                show=lambda row: said_change(row.change),
                numeric=True,
            ),
        ),
        empty="Every group has fewer than ten answers, so none is shown.",
        page_size=100,
    )
