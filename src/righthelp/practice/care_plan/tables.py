"""The tables of care plans: everybody looked after with plan and permanence; challenges of reviewing officers."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import local_date, say_short
from righthelp.foundation.pages.cells import due, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.care_plan.codes import Issue, Lasting, Level
from righthelp.practice.care_plan.queries import Disputed, Planned


def _small(words: str, small: Markup | str) -> Markup:
    return Markup("{}<br><span class='rh-small'>{}</span>").format(words, small)


def planned_table(rows: Sequence[Planned]) -> Table[Planned]:
    """Everybody looked after, with plan, permanence and what reviews decided."""
    workers = sorted({row.worker for row in rows if row.worker})
    officers = sorted({row.officer for row in rows if row.officer})
    return Table[Planned](
        name="plans",
        caption="Care plans and permanence",
        columns=(
            Column("child", "Child", lambda row: row.name, href=_page),
            Column("since", "In care since", lambda row: row.since),
            Column("worker", "Worker", lambda row: row.worker or None, show=lambda row: row.worker or _nobody()),
            Column(
                "officer",
                "Reviewing officer",
                lambda row: row.officer or None,
                show=lambda row: row.officer or _nobody(),
            ),
            Column("plan", "Care plan", lambda row: row.agreed, show=_plan),
            Column("lasting", "Permanence", lambda row: row.kind_words or None, show=_lasting),
            Column("beside", "If that cannot be", lambda row: row.parallel_words or None),
            Column("due", "Permanence due", lambda row: row.permanence_due, show=_due),
            Column("todo", "Decisions open", lambda row: row.todo, numeric=True, show=_todo),
            Column("challenges", "Challenges", lambda row: row.challenges, numeric=True),
        ),
        filters=(
            Filter(
                "worker",
                "Worker",
                [("none", "Nobody"), *((one, one) for one in workers)],
                lambda row: row.worker or "none",
            ),
            Filter("officer", "Reviewing officer", [("none", "Nobody"), *((one, one) for one in officers)], _officer),
            Filter("plan", "Care plan", _PLANS, _plans),
            Filter(
                "lasting", "Permanence", [("none", "Not decided"), *Lasting.choices], lambda row: row.kind or "none"
            ),
            Filter(
                "due",
                "Permanence due",
                [("late", "None by the second review")],
                lambda row: "late" if row.without else "",
            ),
            Filter("todo", "Decisions of reviews", [("open", "Open"), ("late", "Late")], _open),
            Filter("moves", "Permanence moves", _MOVES, _moves),
            Filter(
                "lives", "Lives with", [("family", "Family or friends")], lambda r: "family" if r.with_family else ""
            ),
            Filter("challenge", "Challenge", [("open", "Open")], lambda row: "open" if row.challenges else ""),
            Filter("refused", "Contact", [("yes", "Refused now")], lambda row: "yes" if row.refused else ""),
        ),
        empty="No child looked after is within your reach with these choices.",
    )


_PLANS = [("late", "First plan late"), ("none", "None agreed"), ("offered", "To be agreed"), ("draft", "Being written")]


_MOVES = [("still", "Stands still"), ("unraised", "Stands still, raised by nobody")]


def _moves(row: Planned) -> list[str]:
    return [name for name, true in (("still", row.still), ("unraised", row.unraised)) if true]


def _page(row: Planned) -> str:
    return reverse("care_plan:of-child", args=[row.child])


def _nobody() -> Markup:
    return tag("Nobody", "red")


def _officer(row: Planned) -> str:
    return row.officer or "none"


def _plans(row: Planned) -> list[str]:
    holds = (
        ("late", row.plan_late), ("none", row.agreed is None), ("offered", row.offered is not None),
        ("draft", row.drafting and row.offered is None),
    )  # fmt: skip
    return [name for name, true in holds if true]


def _plan(row: Planned) -> Markup | str:
    if row.agreed is None:
        said: Markup | str = due(row.plan_due, row.now) if row.plan_due else "None"
    else:
        said = f"Version {row.number}, {say_short(local_date(row.agreed))}"
    if row.offered is not None:
        return Markup("{}<br>{}").format(said, tag("To be agreed", "yellow"))
    return Markup("{}<br>{}").format(said, tag("Being written", "grey")) if row.drafting else said


def _lasting(row: Planned) -> Markup | str:
    if row.decided is None:
        return tag("None yet", "red") if row.without else "Not decided"
    said = _small(row.kind_words, f"decided {say_short(row.decided)}")
    return (
        Markup("{}<br>{}").format(said, tag("Stands still", "red" if row.unraised else "yellow")) if row.still else said
    )


def _due(row: Planned) -> Markup | str:
    if row.decided is not None:
        return "Decided"
    return due(row.permanence_due, row.now) if row.permanence_due else "After the first review"


def _open(row: Planned) -> list[str]:
    return [name for name, many in (("open", row.todo), ("late", row.late)) if many]


def _todo(row: Planned) -> Markup | str:
    return Markup("{} {}").format(row.todo, tag(f"{row.late} late", "red")) if row.late else str(row.todo)


def disputed_table(rows: Sequence[Disputed]) -> Table[Disputed]:
    """What reviewing officers challenge, where it is now."""
    officers = sorted({row.officer for row in rows})
    people = sorted({row.to for row in rows})
    return Table[Disputed](
        name="challenges",
        caption="Challenges of reviewing officers",
        columns=(
            Column("child", "Child", lambda row: row.name, href=_challenge),
            Column("issue", "About", lambda row: row.issue_words),
            Column("raised", "Raised", lambda row: row.raised),
            Column("officer", "By", lambda row: row.officer),
            Column("level", "Level", lambda row: row.level, show=lambda row: row.level_words),
            Column("to", "With", lambda row: row.to, show=lambda row: _small(row.to, f"since {say_short(row.since)}")),
            Column("answer", "Answer", lambda row: row.answer_due, show=_answer),
            Column("due", "To be resolved by", lambda row: row.due, show=_resolved),
            Column("cafcass", "CAFCASS told", lambda row: row.cafcass),
        ),
        filters=(
            Filter("state", "State", _STATES, lambda row: [row.state, "late"] if row.late else [row.state]),
            Filter("level", "Level", Level.choices, lambda row: row.level),
            Filter("issue", "About", Issue.choices, lambda row: row.issue),
            Filter("officer", "By", [(one, one) for one in officers], lambda row: row.officer),
            Filter("to", "With", [(one, one) for one in people], lambda row: row.to),
        ),
        empty="No reviewing officer challenges the care of a child within your reach with these choices.",
    )


_STATES = [("waiting", "Waits for an answer"), ("answered", "Answered"), ("late", "Late"), ("resolved", "Resolved")]


def _challenge(row: Disputed) -> str:
    return reverse("care_plan:challenge", args=[row.challenge])


def _answer(row: Disputed) -> Markup | str:
    if row.resolved is not None or row.answered is not None:
        return f"Answered {say_short(row.answered)}" if row.answered else "Resolved first"
    return due(row.answer_due, row.now)


def _resolved(row: Disputed) -> Markup | str:
    if row.resolved is not None:
        return f"Resolved {say_short(row.resolved)}"
    return due(row.due, row.now) if row.formal else "Informal: no limit"
