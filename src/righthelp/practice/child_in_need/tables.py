"""The lists of children in need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from markupsafe import Markup, escape

from righthelp.foundation.calendar import say_date, say_moment
from righthelp.foundation.pages.cells import due, pounds, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.casework.codes import PlanKind
from righthelp.practice.child_in_need.codes import EscalationLevel, Issue, StepTo
from righthelp.practice.child_in_need.models import Closing, Escalation, Step
from righthelp.practice.child_in_need.queries import Running, TeamCount, ToTakeOn
from righthelp.practice.child_in_need.queries_family import MoneyMonth, Row

KINDS = [
    (PlanKind.NEED.value, "Child in need"),
    (PlanKind.NO_RECOURSE.value, "No recourse to public funds"),
    (PlanKind.DISABLED.value, "Disabled child"),
]
_KIND = dict(KINDS)


def _plan(row: Running) -> str:
    return reverse("child_in_need:plan", args=[row.plan])


def _months(row: Running) -> Markup | str:
    said = "1 month" if row.months == 1 else f"{row.months} months"
    if row.long:
        return Markup("{}<br>{}").format(said, tag("Over 2 years", "red" if not row.reason else "yellow"))
    return said


def _child(row: Running) -> Markup | str:
    return Markup("{} {}").format(row.name, tag("Opened again", "blue")) if row.again else row.name


def plans_table(rows: Sequence[Running], *, caption: str = "Running plans") -> Table[Running]:
    """Running plans, the longest first."""
    teams = sorted({row.team for row in rows if row.team})
    return Table[Running](
        name="plans",
        caption=caption,
        columns=(
            Column("child", "Child", lambda row: row.name, show=_child, href=_plan),
            Column("kind", "Plan", lambda row: _KIND[row.kind]),
            Column("team", "Team", lambda row: row.team or "Not named"),
            Column("worker", "Worker", lambda row: row.worker or None, show=_worker),
            Column("months", "In need for", lambda row: row.months, show=_months, numeric=True),
            Column("review", "Review", lambda row: row.review_due, show=lambda row: due(row.review_due, row.now)),
            Column("visit", "Visit", lambda row: row.visit_due, show=lambda row: due(row.visit_due, row.now)),
        ),
        filters=(
            Filter("team", "Team", [(name, name) for name in teams], lambda row: row.team),
            Filter("kind", "Plan", KINDS, lambda row: row.kind),
            Filter(
                "open",
                "In need for",
                [("6", "Up to 6 months"), ("12", "6 to 12 months"), ("24", "1 to 2 years"), ("long", "Over 2 years")],
                _open_for,
            ),
            Filter("review", "Review", [("late", "Late")], lambda row: "late" if row.review_late else ""),
            Filter("visit", "Visit", [("late", "Late")], lambda row: "late" if row.visit_late else ""),
            Filter("worker", "Worker", [("none", "Nobody")], lambda row: "" if row.worker else "none"),
        ),
        empty="No child in need plan is within your reach with these choices.",
    )


def _worker(row: Running) -> Markup | str:
    return row.worker or tag("Nobody", "red")


def _open_for(row: Running) -> str:
    if row.long:
        return "long"
    return "6" if row.months < 6 else "12" if row.months < 12 else "24"


def _reason(row: Running) -> Markup | str:
    if row.reason:
        assert row.said is not None  # noqa: S101  a reason comes from there
        return Markup("{}<br><span class='rh-small'>{}</span>").format(row.reason, say_date(row.said[2]))
    return tag("No reason in the last six months", "red")


LONG = Table[Running](
    name="long",
    caption="In need for more than two years",
    columns=(
        Column("child", "Child", lambda row: row.name, href=_plan),
        Column("since", "Since", lambda row: row.since),
        Column("months", "Months", lambda row: row.months, numeric=True),
        Column("kind", "Plan", lambda row: _KIND[row.kind]),
        Column("team", "Team", lambda row: row.team or "Not named"),
        Column("worker", "Worker", lambda row: row.worker or None, show=_worker),
        Column("reason", "Why it is still open", lambda row: row.reason, show=_reason, sortable=False),
    ),
    filters=(Filter("reason", "Reason", [("none", "None given")], lambda row: "" if row.reason else "none"),),
    empty="No child has been in need for more than two years.",
)

PROMPTED = Table[Running](
    name="less",
    caption="Would less help be enough?",
    columns=(
        Column("child", "Child", lambda row: row.name, href=_plan),
        Column("why", "Why we ask", lambda row: "; ".join(row.prompts), sortable=False),
        Column("team", "Team", lambda row: row.team or "Not named"),
        Column("worker", "Worker", lambda row: row.worker or None, show=_worker),
    ),
    empty="Nothing suggests it: each plan has an outcome to reach, or a manager’s reason of the last half year.",
)


def _take_on(row: ToTakeOn) -> str:
    if row.source == "nrpf":
        return reverse("child_in_need:family-new", args=[row.child])
    if row.source == "disabled":
        return reverse("child_in_need:disabled", args=[row.child])
    more = f"?step={row.step}" if row.step else f"?source={row.source}"
    return reverse("child_in_need:take-on", args=[row.child]) + more


TO_TAKE_ON = Table[ToTakeOn](
    name="waiting",
    caption="To be taken on",
    columns=(
        Column("child", "Child", lambda row: row.name, href=_take_on),
        Column("why", "Why", lambda row: row.why),
        Column("since", "Since", lambda row: row.since),
        Column("days", "Days", lambda row: row.days, numeric=True),
        Column("team", "Team", lambda row: row.team),
    ),
    filters=(
        Filter(
            "source",
            "Why",
            [
                ("assessment", "Assessed"),
                ("step-down", "Stepped down"),
                ("nrpf", "No recourse to public funds"),
                ("disabled", "Disabled child"),
                ("across", "From another team"),
            ],
            lambda row: row.source,
        ),
    ),
    empty="Every child for whom help was decided has a plan.",
)


def steps_table(late: set[int]) -> Table[Step]:
    """Steps that wait for an answer; ``late`` are those past two working days."""
    return Table[Step](
        name="steps",
        caption="Waiting for an answer",
        columns=(
            Column(
                "child",
                "Child",
                lambda row: str(row.child),
                href=lambda row: reverse("child_in_need:step", args=[row.pk]),
                order="child__surname",
            ),
            Column("to", "What is asked", lambda row: str(StepTo(row.to).label), order="to"),
            Column("team", "Of whom", lambda row: row.team.name if row.team else row.receiver, order="team__name"),
            Column("by", "By", lambda row: row.asked_by.name, order="asked_by__name"),
            Column(
                "asked",
                "Asked",
                lambda row: row.asked,
                show=lambda row: Markup("{}{}").format(
                    Markup("{}<br>").format(tag("Late", "red")) if row.pk in late else "", say_moment(row.asked)
                ),
                order="asked",
            ),
        ),
        filters=(
            Filter("way", "Which way", [("up", "Up"), ("down", "Down"), ("across", "Across")], lookup="direction"),
        ),
        empty="Nothing waits for an answer.",
    )


CLOSINGS = Table[Closing](
    name="closings",
    caption="Plans that somebody proposes to close",
    columns=(
        Column(
            "child",
            "Child",
            lambda row: str(row.child),
            href=lambda row: reverse("child_in_need:closing", args=[row.pk]),
            order="child__surname",
        ),
        Column("ending", "Why", lambda row: row.get_ending_display(), order="ending"),
        Column("by", "By", lambda row: row.proposed_by.name, order="proposed_by__name"),
        Column("at", "Proposed", lambda row: row.proposed, order="proposed"),
    ),
    empty="No plan waits to be closed.",
)

ESCALATIONS = Table[Escalation](
    name="escalations",
    caption="What stands in the way",
    columns=(
        Column(
            "child",
            "Child",
            lambda row: str(row.child),
            href=lambda row: reverse("child_in_need:plan", args=[row.plan_id]) + "#escalations",
            order="child__surname",
        ),
        Column("issue", "What", lambda row: str(Issue(row.issue).label), order="issue"),
        Column("level", "How far up", lambda row: str(EscalationLevel(row.level).label), order="level"),
        Column("to", "Who is told", lambda row: row.to, order="to"),
        Column("raised", "Since", lambda row: row.raised, order="raised"),
        Column("answered", "Answered", lambda row: "Yes" if row.answered else "Not yet", order="answered"),
    ),
    filters=(Filter("issue", "What", Issue.choices, lookup="issue"),),
    empty="Nothing has been escalated.",
)

BY_TEAM = Table[TeamCount](
    name="teams",
    caption="By team",
    columns=(
        Column("team", "Team", lambda row: row.team, href=lambda row: _team(row, "")),
        Column("plans", "Plans", lambda row: row.plans, numeric=True),
        Column("nobody", "Nobody leads", lambda row: row.unallocated, numeric=True),
        Column(
            "reviews", "Reviews late", lambda row: row.reviews_late, numeric=True, href=lambda row: _team(row, "review")
        ),
        Column(
            "visits", "Visits late", lambda row: row.visits_late, numeric=True, href=lambda row: _team(row, "visit")
        ),
        Column("long", "Over 2 years", lambda row: row.long, numeric=True),
        Column("why", "without a reason", lambda row: row.unexplained, numeric=True),
        Column("less", "Less help?", lambda row: row.prompted, numeric=True),
    ),
    empty="No plan is running within your reach.",
)


def _team(row: TeamCount, late: str) -> str | None:
    from urllib.parse import urlencode

    if row.team == "No team named":
        return None
    chosen = {"plans_team": row.team} | ({f"plans_{late}": "late"} if late else {})
    return f"{reverse('child_in_need:board')}?{urlencode(chosen)}#plans"


def families_table(rows: Sequence[Row]) -> Table[Row]:
    """Families without recourse to public funds."""
    return Table[Row](
        name="families",
        caption="Families",
        columns=(
            Column(
                "name",
                "Family",
                lambda row: row.family.name,
                href=lambda row: reverse("child_in_need:family", args=[row.family.pk]),
            ),
            Column("children", "Children", lambda row: len(row.children), numeric=True),
            Column(
                "worker",
                "Worker",
                lambda row: ", ".join(row.workers) or None,
                show=lambda row: (
                    Markup("{} {}").format(", ".join(row.workers), tag("Unallocated", "red"))
                    if row.unallocated
                    else ", ".join(row.workers)
                ),
            ),
            Column("means", "Means", lambda row: row.means, show=_means),
            Column(
                "assessment",
                "Yearly assessment",
                lambda row: row.assessment_due,
                show=lambda row: due(row.assessment_due, row.now) if row.plans else "No plan yet",
            ),
            Column(
                "review",
                "Quarterly review",
                lambda row: row.review_due,
                show=lambda row: due(row.review_due, row.now) if row.plans else "No plan yet",
            ),
            Column("score", "Record", lambda row: row.score, show=_score, numeric=True),
            Column("weekly", "A week", lambda row: row.weekly / 100, show=lambda row: pounds(row.weekly), numeric=True),
        ),
        filters=(
            Filter(
                "team",
                "Team",
                [(n, n) for n in sorted({r.family.team.name for r in rows})],
                lambda r: r.family.team.name,
            ),
            Filter("due", "Late", [("assessment", "Assessment"), ("review", "Review")], _late),
            Filter("worker", "Worker", [("none", "A child has none")], lambda row: "none" if row.unallocated else ""),
            Filter("means", "Means", [("open", "Not decided")], lambda row: "" if row.decision else "open"),
        ),
        empty="No family’s case is open within your reach.",
    )


def _means(row: Row) -> Markup | str:
    return row.means if row.decision else tag("Not decided", "red")


def _score(row: Row) -> Markup:
    return tag(f"{row.score}%", "green" if row.score == 100 else "yellow" if row.score >= 75 else "red")


def _late(row: Row) -> str:
    return "assessment" if row.assessment_late else "review" if row.review_late else ""


MONEY = Table[MoneyMonth](
    name="money",
    caption="Month by month",
    columns=(
        Column("month", "Month", lambda row: row.first, show=lambda row: f"{row.first:%B %Y}"),
        Column(
            "budget",
            "Budget",
            lambda row: None if row.budget is None else row.budget / 100,
            show=lambda row: "Not set" if row.budget is None else pounds(row.budget),
            numeric=True,
        ),
        Column("paid", "Paid", lambda row: row.paid / 100, show=lambda row: pounds(row.paid), numeric=True),
        Column(
            "saved", "Saved by stops", lambda row: row.saved / 100, show=lambda row: pounds(row.saved), numeric=True
        ),
    ),
    empty="The financial year has not begun.",
)


def day_words(day: date | None) -> str:
    """A day as said in a line, or that there is none."""
    return say_date(day) if day else "Not set"


__all__ = [
    "BY_TEAM",
    "CLOSINGS",
    "ESCALATIONS",
    "LONG",
    "MONEY",
    "PROMPTED",
    "TO_TAKE_ON",
    "day_words",
    "escape",
    "families_table",
    "plans_table",
    "pounds",
    "steps_table",
    "tag",
]
