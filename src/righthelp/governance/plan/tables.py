"""The lists of plans."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.governance.plan.codes import ByWhen, InspectionArea, PlanKind, Rag
from righthelp.governance.plan.models import Action
from righthelp.governance.plan.overlap import Pair
from righthelp.governance.plan.queries import STANDINGS, Line, PlanLine
from righthelp.practice.workforce.models import Service

TONES = {Rag.RED.value: "red", Rag.AMBER.value: "yellow", Rag.GREEN.value: "green", Rag.COMPLETE.value: "blue"}
_STATES = (("adopted", "In force"), ("draft", "Draft"), ("closed", "Closed"))
_STANDS = {"open": "blue", "done": "green", "stopped": "grey", "draft": "yellow"}
_RAG = (*((each.value, each.word) for each in Rag), ("none", "None"))


def colour(rag: str) -> Markup:
    """A colour as a word in that colour; where nobody said any, that."""
    return tag(Rag(rag).word, TONES[rag]) if rag else tag("None", "grey")


PLANS = Table[PlanLine](
    name="plans",
    caption="Plans",
    columns=(
        Column(
            "name",
            "Plan",
            lambda line: line.plan.name,
            href=lambda line: reverse("plan:plan", args=[line.plan.pk]),
        ),
        Column("kind", "Kind", lambda line: line.plan.get_kind_display()),
        Column("owner", "Owner", lambda line: line.plan.owner_post),
        Column(
            "state",
            "State",
            lambda line: dict(_STATES)[line.state],
            show=lambda line: tag(
                dict(_STATES)[line.state], {"adopted": "green", "draft": "yellow", "closed": "grey"}[line.state]
            ),
        ),
        Column("open", "Open", lambda line: line.sums.open, numeric=True),
        Column("late", "Late", lambda line: line.sums.late + line.sums.unbegun, numeric=True),
        Column("empty", "Nothing said", lambda line: line.sums.empty, numeric=True),
        Column("behind", "Update late", lambda line: line.sums.behind, numeric=True),
        Column("done", "Done", lambda line: line.sums.done, numeric=True),
        Column("actions", "Actions", lambda line: line.sums.actions, numeric=True),
    ),
    filters=(
        Filter("kind", "Kind", PlanKind.choices, lambda line: line.plan.kind),
        Filter("service", "Service", Service.choices, lambda line: line.plan.service),
        Filter("state", "State", _STATES, lambda line: line.state),
    ),
    empty="There is no plan like this.",
)


def _priority(line: Line) -> int | None:
    return line.action.priority.number if line.action.priority else None


def _state(line: Line) -> Markup:
    shown = [each for each in line.standings if each != "open"] or ["open"]
    months = ", ".join(str(month) for month in line.missed[-3:])
    words = dict(STANDINGS) | ({"behind": f"No update in {months}"} if months else {})
    return Markup("<br>").join(tag(words[each], _STANDS.get(each, "red")) for each in shown)


def _what(line: Line) -> str:
    words = line.action.text
    return words if len(words) <= 140 else f"{words[:138].rsplit(' ', 1)[0]} …"


def actions_table(found: Sequence[Line], *, of_plan: bool, name: str = "actions") -> Table[Line]:
    """The actions of one plan, or (without ``of_plan``) of several; the choices are what is there."""
    leads = sorted({post for line in found for post in line.leads})
    numbered = {(line.action.priority.number, line.action.priority) for line in found if line.action.priority}
    priorities = [(str(row.pk), f"{number}. {row.name}") for number, row in sorted(numbered, key=lambda each: each[0])]
    first: list[Column[Line]] = []
    if not of_plan:
        first.append(Column("plan", "Plan", lambda line: line.action.plan.name))
    elif priorities:
        first.append(Column("priority", "Priority", _priority, numeric=True))
    by_priority = Filter[Line]("priority", "Priority", priorities, lambda line: str(line.action.priority_id))
    return Table(
        name=name,
        caption="Actions" if of_plan else "My actions",
        columns=(
            *first,
            Column("number", "No.", lambda line: line.action.number, numeric=True),
            Column(
                "what",
                "Action",
                lambda line: line.action.text,
                show=_what,
                href=lambda line: reverse("plan:action", args=[line.action.pk]),
            ),
            Column("leads", "Led by, accountable first", lambda line: "; ".join(line.leads)),
            Column("means", "To be", lambda line: ByWhen(line.action.by_when).label),
            Column("day", "Day", lambda line: line.action.day),
            Column(
                "rag", "RAG", lambda line: Rag(line.rag).word if line.rag else "", show=lambda line: colour(line.rag)
            ),
            Column("last", "Last update", lambda line: line.said.on if line.said else None),
            Column("progress", "Progress", lambda line: line.said.progress if line.said else "", show=_progress),
            Column(
                "standing",
                "State",
                lambda line: ", ".join(dict(STANDINGS)[each] for each in line.standings),
                show=_state,
            ),
        ),
        filters=(
            *((by_priority,) if priorities and of_plan else ()),
            Filter("lead", "Lead", [(post, post) for post in leads], lambda line: line.leads),
            Filter("area", "Inspectors judge", InspectionArea.choices, lambda line: line.action.inspection_area),
            Filter("rag", "RAG", _RAG, lambda line: line.rag or "none"),
            Filter("standing", "State", STANDINGS, lambda line: line.standings),
        ),
        empty="No action is like this.",
        page_size=100,
    )


def _progress(line: Line) -> str:
    words = line.said.progress if line.said else ""
    return words if len(words) <= 90 else f"{words[:88].rsplit(' ', 1)[0]} …"


ALIKE = Table[Pair](
    name="alike",
    caption="Actions that may overlap",
    columns=(
        Column("plan", "Plan", lambda pair: pair.one.plan.name),
        Column("one", "Action", lambda pair: _numbered(pair.one), href=lambda pair: _page(pair.one)),
        Column("leads", "Accountable", lambda pair: pair.one.accountable),
        Column("other_plan", "And plan", lambda pair: pair.other.plan.name),
        Column("other", "And action", lambda pair: _numbered(pair.other), href=lambda pair: _page(pair.other)),
        Column("other_leads", "Accountable", lambda pair: pair.other.accountable),
        Column("shared", "In both", lambda pair: ", ".join(pair.shared)),
    ),
    empty="No two open actions say nearly the same.",
)


def _numbered(action: Action) -> str:
    return f"{action.number}. {action.text}"


def _page(action: Action) -> str:
    return reverse("plan:action", args=[action.pk])


__all__ = ["ALIKE", "PLANS", "TONES", "actions_table", "colour"]
