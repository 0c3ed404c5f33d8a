"""The lists of child protection."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from django.urls import reverse
from markupsafe import Markup, escape

from righthelp.foundation.calendar import say_date, say_moment
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.protection.codes import Category, Kind
from righthelp.practice.protection.queries import Needed, Waiting, Work
from righthelp.practice.protection.queries_plan import Prompt, ReviewAhead, Row

STAGES = {"book": ("To be booked", "red"), "hold": ("Booked", "blue"), "decide": ("Held, to be decided", "yellow")}
_LENGTHS = (("0", "Under 3 months"), ("3", "3 to 8 months"), ("9", "9 to 17 months"), ("18", "18 months and more"))


def length(months: int) -> str:
    """Which stretch of months, by its first."""
    return next(code for code, _ in reversed(_LENGTHS) if months >= int(code))


def plans_table(rows: list[Row], prompts: Mapping[int, Prompt]) -> Table[Row]:
    """Running plans, the longest first."""

    def due(row: Row) -> Markup:
        parts = [tag("Late", "red") + Markup(" ") + escape(each) for each in row.late]
        if row.next:
            parts.append(escape(f"{row.next[0][:1].upper()}{row.next[0][1:]}, {say_date(row.next[1])}"))
        return Markup("<br>").join(parts)

    def child(row: Row) -> Markup:
        said = escape(row.name)
        if row.plan.ordinal > 1:
            said += Markup(' <span class="rh-quiet">plan {}</span>').format(row.plan.ordinal)
        return said

    return Table[Row](
        name="plans",
        caption="Children with a child protection plan",
        columns=(
            Column(
                "child",
                "Child",
                lambda row: row.name,
                show=child,
                href=lambda row: reverse("protection:plan", args=[row.plan.plan_id]),
            ),
            Column("category", "Category", lambda row: str(Category(row.plan.category).label)),
            Column("months", "Months", lambda row: row.months, numeric=True),
            Column(
                "score",
                "Score",
                lambda row: row.score,
                show=lambda row: "" if row.score is None else f"{row.score:.1f}",
                numeric=True,
            ),
            Column(
                "due",
                "Due",
                lambda row: ", ".join(row.late) or (row.next[0] if row.next else ""),
                show=due,
                sortable=False,
            ),
            Column("worker", "Social worker", lambda row: row.worker or "Nobody", show=_worker),
            Column("chair", "Chair", lambda row: row.plan.chair.name),
        ),
        filters=(
            Filter("category", "Category", Category.choices, lambda row: row.plan.category),
            Filter("months", "On the plan for", _LENGTHS, lambda row: length(row.months)),
            Filter("late", "Anything late", [("yes", "Something is late"), ("no", "Nothing")], _late),
            Filter("team", "Team", _named({row.team for row in rows}), lambda row: row.team),
            Filter("chair", "Chair", _named({row.plan.chair.name for row in rows}), lambda row: row.plan.chair.name),
            Filter("again", "Earlier plans", [("2", "One in the two years before"), ("1", "Any")], _again),
            Filter(
                "eased",
                "Less help",
                [("yes", "Might less help be enough?")],
                lambda row: "yes" if row.plan.plan_id in prompts else "",
            ),
        ),
        empty="No child within your reach has a child protection plan.",
    )


def _worker(row: Row) -> str | Markup:
    return row.worker or tag("Nobody", "red")


def _late(row: Row) -> str:
    return "yes" if row.late else "no"


def _again(row: Row) -> str:
    return "2" if row.plan.within_two_years else "1" if row.plan.ordinal > 1 else ""


def _named(names: set[str]) -> list[tuple[str, str]]:
    return [(name, name) for name in sorted(names) if name]


def needed_table(now: datetime, asks: bool) -> Table[Needed]:
    """Children for whom a conference is needed and nobody has asked for one."""

    def due(row: Needed) -> Markup:
        if row.due is None:
            return Markup("")
        return (tag("Late", "red") + Markup(" ") if row.due < now else Markup("")) + escape(say_date(row.due))

    def act(row: Needed) -> Markup:
        if not asks:
            return Markup("")
        to = (
            reverse("protection:review", args=[row.plan])
            if row.plan
            else reverse("protection:ask", args=[row.child_id])
        )
        words = "Bring the review forward" if row.plan else "Ask for it"
        return Markup(
            '<a class="govuk-link" href="{}?enquiry={}">{}<span class="govuk-visually-hidden"> for {}</span></a>'
        ).format(to, row.enquiry, words, row.name)

    return Table[Needed](
        name="needed",
        caption="Needed, and not asked for",
        columns=(
            Column("child", "Child", lambda row: row.name, href=lambda row: reverse("child", args=[row.child_id])),
            Column(
                "strategy", "Strategy discussion", lambda row: row.strategy, show=lambda row: say_moment(row.strategy)
            ),
            Column("since", "Decided", lambda row: row.since, show=lambda row: say_moment(row.since)),
            Column("due", "To be held by", lambda row: row.due, show=due),
            Column("act", "Next", lambda row: "", show=act, sortable=False),
        ),
        empty="Every conference that an enquiry found to be needed has been asked for.",
    )


def waiting_table(now: datetime) -> Table[Waiting]:
    """Conferences on which somebody has still to act."""

    def stage(each: Waiting) -> Markup:
        words, colour = STAGES[each.stage]
        late = tag("Late", "red") + Markup(" ") if each.late(now) else Markup("")
        return late + tag(words, colour)

    def page(each: Waiting) -> str:
        if each.row.meeting_id:
            return reverse("protection:meeting", args=[each.row.meeting_id])
        return reverse("protection:conference", args=[each.row.pk])

    return Table[Waiting](
        name="waiting",
        caption="Open conferences",
        columns=(
            Column("child", "Child", lambda each: str(each.row.child), href=page),
            Column(
                "kind",
                "Conference",
                lambda each: (
                    str(Kind(each.row.kind).label)
                    .removesuffix(" child protection conference")
                    .removesuffix(" conference")
                ),
            ),
            Column(
                "due", "To be held by", lambda each: each.due, show=lambda each: say_date(each.due) if each.due else ""
            ),
            Column("stage", "Stands", lambda each: STAGES[each.stage][0], show=stage),
            Column(
                "planned",
                "Booked for",
                lambda each: each.row.meeting.planned if each.row.meeting else None,
                show=lambda each: say_moment(each.row.meeting.planned) if each.row.meeting else "",
            ),
            Column(
                "chair",
                "Chair",
                lambda each: each.row.meeting.chair.name if each.row.meeting and each.row.meeting.chair else "",
            ),
        ),
        filters=(
            Filter("kind", "Conference", Kind.choices, lambda each: each.row.kind),
            Filter("stage", "Stands", [(code, words) for code, (words, _) in STAGES.items()], lambda each: each.stage),
            Filter("late", "Late", [("yes", "Past its day")], lambda each: "yes" if each.late(now) else ""),
        ),
        empty="No conference is open within your reach.",
    )


def ahead_table(now: datetime, asks: bool) -> Table[ReviewAhead]:
    """Reviews that are to be asked for and booked."""

    def due(row: ReviewAhead) -> Markup:
        return (tag("Late", "red") + Markup(" ") if row.due < now else Markup("")) + escape(say_date(row.due))

    def act(row: ReviewAhead) -> Markup:
        if not asks:
            return Markup("")
        return Markup(
            '<a class="govuk-link" href="{}">Ask for it<span class="govuk-visually-hidden"> for {}</span></a>'
        ).format(reverse("protection:review", args=[row.plan.plan_id]), row.plan.child)

    return Table[ReviewAhead](
        name="ahead",
        caption="Reviews in the next six weeks, not asked for",
        columns=(
            Column(
                "child",
                "Child",
                lambda row: str(row.plan.child),
                href=lambda row: reverse("protection:plan", args=[row.plan.plan_id]),
            ),
            Column("first", "Review", lambda row: "First" if row.first else "Later"),
            Column("due", "To be held by", lambda row: row.due, show=due),
            Column("chair", "Chair", lambda row: row.plan.chair.name),
            Column("act", "Next", lambda row: "", show=act, sortable=False),
        ),
        empty="Every review that falls due in the next six weeks has been asked for.",
    )


def _week(place: int, row: Work) -> int | None:
    return row.weeks[place] or None


def work_table(weeks: list[str]) -> Table[Work]:
    """The chairs and their work."""
    return Table[Work](
        name="chairs",
        caption="The chairs",
        columns=(
            Column("name", "Chair", lambda row: row.worker.name),
            Column("plans", "Plans", lambda row: row.plans or None, numeric=True),
            *(
                Column(f"week{at}", words, partial(_week, at), numeric=True, sortable=False)
                for at, words in enumerate(weeks)
            ),
            Column("undecided", "To decide", lambda row: row.undecided or None, numeric=True),
            Column("unsent", "To give out", lambda row: row.unsent or None, numeric=True),
            Column("away", "Away until", lambda row: row.away),
        ),
        empty="Nobody chairs conferences yet.",
    )
