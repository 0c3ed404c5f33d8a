"""The lists of strategy discussions and enquiries."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import local_date, say_date, say_duration, say_moment
from righthelp.foundation.journey import State, explain
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.casework.codes import Agency
from righthelp.practice.section47 import law
from righthelp.practice.section47.codes import Decision, Harm, How, Theirs
from righthelp.practice.section47.figures import MonthRow
from righthelp.practice.section47.journey import ENQUIRY, STRATEGY_DISCUSSION
from righthelp.practice.section47.models import Concerned, Enquiry, TheirRecord


def _discussion(row: Concerned) -> str:
    return reverse("section47:discussion", args=[row.discussion_id])


def waiting_table(now: datetime) -> Table[Concerned]:
    """Asked for and not held yet."""

    def due(row: Concerned) -> Markup:
        said = explain(STRATEGY_DISCUSSION, row, now=now)
        if said.due_at is None:
            return Markup("")
        if said.state is State.OVERDUE:
            return tag("Late", "red") + Markup("<br>by {}").format(say_duration(now - said.due_at))
        return tag("In time", "green") + Markup("<br>{} left").format(say_duration(said.due_at - now))

    return Table[Concerned](
        name="waiting",
        caption="Asked for, not held yet",
        columns=(
            Column("child", "Child", lambda row: str(row.child), href=_discussion, order="child__surname"),
            Column("asked", "Concern met the threshold", lambda row: row.asked, order="asked"),
            Column("due", "24 hours", lambda row: row.asked, show=due, order="asked"),
            Column("harm", "Feared", lambda row: str(Harm(row.discussion.harm).label), order="discussion__harm"),
            Column(
                "planned", "Planned", lambda row: row.discussion.meeting.planned, order="discussion__meeting__planned"
            ),
            Column(
                "chair",
                "Chair",
                lambda row: row.discussion.meeting.chair.name if row.discussion.meeting.chair else None,
                show=lambda row: (
                    row.discussion.meeting.chair.name if row.discussion.meeting.chair else tag("Nobody yet", "yellow")
                ),
                order="discussion__meeting__chair__name",
            ),
        ),
        filters=(Filter("harm", "Feared", Harm.choices, lookup="discussion__harm"),),
        empty="No discussion waits to be held.",
    )


def _late(row: Concerned) -> bool:
    return row.held is not None and row.held - row.asked > law.LATE_AFTER


def stage(row: Concerned) -> tuple[str, str]:
    """What is still to be done after a discussion: words and colour."""
    if not row.decided:
        return "To be decided", "red"
    if not row.actions_given:
        return "Key actions to give", "yellow"
    if not row.discussion.meeting.minutes_sent:
        return "Minutes to give", "yellow"
    return "Done", "green"


LATELY = Table[Concerned](
    name="held",
    caption="Held in the last 30 days",
    columns=(
        Column("child", "Child", lambda row: str(row.child), href=_discussion, order="child__surname"),
        Column("held", "Held", lambda row: row.held, order="held"),
        Column(
            "time",
            "In 24 hours",
            lambda row: "No" if _late(row) else "Yes",
            show=lambda row: tag("Late", "red") if _late(row) else tag("Yes", "green"),
            sortable=False,
        ),
        Column(
            "quorate",
            "Agencies",
            lambda row: "All three" if row.quorate else _absent(row),
            show=lambda row: "All three" if row.quorate else tag(f"Without {_absent(row)}", "red"),
            order="quorate",
        ),
        Column(
            "decision",
            "Decided",
            lambda row: str(Decision(row.decision).label) if row.decision else "",
            order="decision",
        ),
        Column("stage", "Still to do", lambda row: stage(row)[0], show=lambda row: tag(*stage(row)), sortable=False),
    ),
    filters=(
        Filter("decision", "Decided", Decision.choices, lookup="decision"),
        Filter("quorate", "Agencies", [("True", "All three"), ("False", "One was missing")], lookup="quorate"),
        Filter("undecided", "To be decided", [("True", "Yes"), ("False", "No")], lookup="decided__isnull"),
    ),
    empty="No discussion was held in the last 30 days.",
)


def _absent(row: Concerned) -> str:
    names = [str(Agency(each).label).lower() for each in row.discussion.absent.split(",") if each]
    return " and ".join(names)


def enquiries_table(now: datetime) -> Table[Enquiry]:
    """Enquiries that are open."""

    def due(row: Enquiry) -> Markup:
        if row.completed:
            return tag("A manager reads it", "blue")
        said = explain(ENQUIRY, row, now=now)
        colour = "red" if said.state is State.OVERDUE else "grey"
        words = "Was due" if said.state is State.OVERDUE else "Due"
        return tag(f"{words} {say_date(said.due_at)}", colour) if said.due_at else Markup("")

    def joint(row: Enquiry) -> str | Markup:
        words, colour = joint_stage(row, now)
        return tag(words, colour) if row.joint_by else ""

    return Table[Enquiry](
        name="open",
        caption="Enquiries that are open",
        columns=(
            Column("child", "Child", lambda row: str(row.child), href=_enquiry, order="child__surname"),
            Column("since", "Discussion held", lambda row: row.strategy_held, order="strategy_held"),
            Column("due", "Finding", lambda row: row.strategy_held, show=due, order="strategy_held"),
            Column("how", "How", lambda row: str(How(row.how).label), order="how"),
            Column(
                "joint",
                "Joint visit",
                lambda row: joint_stage(row, now)[0] if row.joint_by else "",
                show=joint,
                sortable=False,
            ),
            Column("worker", "Worker", lambda row: f"{row.worker.name}, {row.worker.team.name}", order="worker__name"),
        ),
        filters=(
            Filter("how", "How", How.choices, lookup="how"),
            Filter(
                "reads", "Finding", [("True", "Not yet"), ("False", "A manager reads it")], lookup="completed__isnull"
            ),
        ),
        empty="No enquiry is open.",
    )


def _enquiry(row: Enquiry) -> str:
    return reverse("section47:enquiry", args=[row.pk])


def joint_stage(row: Enquiry, now: datetime) -> tuple[str, str]:
    """What became of a joint visit that was decided on: words and colour."""
    if row.joint_in and row.joint_in.withdrawn:
        return "The visit was withdrawn", "red"
    if row.joint_held:
        late = row.joint_by is not None and local_date(row.joint_held) > row.joint_by
        return ("Made late", "yellow") if late else ("Made", "green")
    if row.joint_dropped:
        return "Not made", "red"
    if row.joint_by and local_date(now) > row.joint_by:
        return "Nothing recorded, day past", "red"
    return "Still to come", "grey"


def joint_table(now: datetime) -> Table[Enquiry]:
    """Joint visits decided on, and whether each was followed through."""

    def who(row: Enquiry) -> str:
        if row.joint_in is None:
            return row.joint_dropped_why
        return f"{row.joint_in.visit.visitor.name}, and {row.joint_with}"

    return Table[Enquiry](
        name="joint",
        caption="Joint visits decided on",
        columns=(
            Column("child", "Child", lambda row: str(row.child), href=_enquiry),
            Column(
                "decided", "Discussion", lambda row: row.strategy_held, show=lambda row: say_moment(row.strategy_held)
            ),
            Column("by", "By", lambda row: row.joint_by),
            Column(
                "stage",
                "Followed through",
                lambda row: joint_stage(row, now)[0],
                show=lambda row: tag(*joint_stage(row, now)),
            ),
            Column("when", "When", lambda row: row.joint_held),
            Column("who", "Who, or why not", who),
            Column("worker", "Worker", lambda row: f"{row.worker.name}, {row.worker.team.name}"),
        ),
        filters=(
            Filter(
                "stage",
                "Followed through",
                [
                    (each, each)
                    for each in (
                        "Made",
                        "Made late",
                        "Not made",
                        "Nothing recorded, day past",
                        "The visit was withdrawn",
                        "Still to come",
                    )
                ],
                lambda row: joint_stage(row, now)[0],
            ),
        ),
        empty="No joint visit was decided on.",
    )


def differs(row: TheirRecord) -> bool:
    """Whether another agency has something else on record than we have."""
    return row.decision != row.concerned.decision


def _theirs_stage(row: TheirRecord) -> tuple[str, str]:
    if not differs(row):
        return "The same", "green"
    return ("Put right", "blue") if row.put_right else ("Different", "red")


DIFFERENCES = Table[TheirRecord](
    name="records",
    caption="What other agencies have on record",
    columns=(
        Column("child", "Child", lambda row: str(row.concerned.child), href=lambda row: _discussion(row.concerned)),
        Column("held", "Discussion", lambda row: row.concerned.held),
        Column("agency", "Agency", lambda row: str(Agency(row.agency).label)),
        Column("theirs", "They have", lambda row: str(Theirs(row.decision).label)),
        Column(
            "ours", "We have", lambda row: str(Decision(row.concerned.decision).label) if row.concerned.decision else ""
        ),
        Column("stage", "Stage", lambda row: _theirs_stage(row)[0], show=lambda row: tag(*_theirs_stage(row))),
        Column("told", "Told by", lambda row: row.told_by),
    ),
    filters=(
        Filter(
            "stage",
            "Their record",
            [(each, each) for each in ("Different", "Put right", "The same")],
            lambda row: _theirs_stage(row)[0],
        ),
        Filter("agency", "Agency", Agency.choices, lambda row: row.agency),
    ),
    empty="Nobody has compared records with another agency yet.",
)


def _share(value: int | None) -> str:
    return "" if value is None else f"{value}%"


FIGURES = Table[MonthRow](
    name="months",
    caption="Month by month, counted in children",
    columns=(
        Column("month", "Month", lambda row: row.month.code, show=lambda row: str(row.month)),
        Column("held", "Discussions held", lambda row: row.held, numeric=True),
        Column("time", "In 24 hours", lambda row: row.in_time, numeric=True),
        Column("quorate", "All three agencies", lambda row: row.quorate, numeric=True),
        Column("opened", "Enquiries begun", lambda row: row.opened, numeric=True),
        Column("joint", "Of these joint", lambda row: row.joint, numeric=True),
        Column(
            "share", "Of discussions", lambda row: row.to_enquiry, show=lambda row: _share(row.to_enquiry), numeric=True
        ),
        Column("authorised", "Enquiries finished", lambda row: row.authorised, numeric=True),
        Column("unfounded", "Not substantiated", lambda row: row.unfounded, numeric=True),
        Column("no_risk", "Substantiated, no continuing risk", lambda row: row.no_risk, numeric=True),
        Column("at_risk", "At continuing risk", lambda row: row.at_risk, numeric=True),
        Column("needed", "Conference needed", lambda row: row.needed, numeric=True),
        Column("conferences", "Conference held", lambda row: row.conferences, numeric=True),
        Column(
            "conversion",
            "Conversion",
            lambda row: row.conversion,
            show=lambda row: _share(row.conversion),
            numeric=True,
        ),
    ),
    empty="Nothing yet.",
)

__all__ = [
    "DIFFERENCES",
    "FIGURES",
    "LATELY",
    "differs",
    "enquiries_table",
    "joint_stage",
    "joint_table",
    "waiting_table",
]
