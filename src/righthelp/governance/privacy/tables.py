"""The lists of privacy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse

from righthelp.desk.held import Held
from righthelp.foundation.access.models import EmergencyAccess
from righthelp.foundation.audit.models import Looked
from righthelp.foundation.calendar import say_deadline, say_duration, say_moment
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.governance.privacy.models import Answer, Declaration, Finding, Pattern, Restriction, Settled, Suspicion
from righthelp.practice.missing.authorities import AUTHORITIES
from righthelp.practice.missing.models import Forward


def _record(subject: int, names: Mapping[int, str]) -> str:
    return names.get(subject, f"Record {subject}")


def emergencies_table(names: Mapping[int, str], now: datetime) -> Table[EmergencyAccess]:
    """Emergency openings; ``names`` of the records the reader may find."""

    def state(row: EmergencyAccess) -> str:
        if row.reviewed_at:
            return str(row.get_outcome_display())
        return f"{'Late: was' if row.review_due < now else 'Review'} due {say_deadline(row.review_due)}"

    return Table(
        name="emergencies",
        caption="Records opened in an emergency",
        columns=(
            Column(
                "at",
                "Opened",
                lambda row: row.opened_at,
                href=lambda row: reverse("privacy:emergency", args=[row.pk]),
                order="opened_at",
            ),
            Column("who", "Who", lambda row: row.account.name, order="account__name"),
            Column("record", "Record", lambda row: _record(row.subject_id, names), sortable=False),
            Column("why", "What was happening", lambda row: row.get_category_display(), sortable=False),
            Column("tier", "Restricted", lambda row: row.past_restriction, order="past_restriction"),
            Column("state", "Review", state, order="review_due"),
        ),
        filters=(
            Filter("done", "Review", (("True", "To review"), ("False", "Reviewed")), lookup="reviewed_at__isnull"),
        ),
        empty="Nobody has opened a record in an emergency.",
    )


SEEN_IN = Table[Looked](
    name="seen",
    caption="What they looked at",
    columns=(
        Column("at", "When", lambda row: row.at, order="at"),
        Column("act", "Act", lambda row: row.act, order="act"),
        Column("route", "Page", lambda row: row.route, order="route"),
    ),
    empty="They opened nothing of the record.",
)


def suspicions_table(names: Mapping[int, str]) -> Table[Suspicion]:
    """Likenesses between workers' details and records."""
    return Table(
        name="suspicions",
        caption="Likenesses found",
        columns=(
            Column(
                "who",
                "Who",
                lambda row: row.account.name,
                href=lambda row: reverse("privacy:suspicion", args=[row.pk]),
                order="account__name",
            ),
            Column("record", "Record", lambda row: _record(row.subject_id, names), sortable=False),
            Column("ground", "What is alike", lambda row: row.get_ground_display(), order="ground"),
            Column("found", "Found", lambda row: row.found_at, order="found_at"),
            Column("state", "Decision", lambda row: row.get_state_display(), order="state"),
        ),
        filters=(Filter("state", "Decision", Settled.choices, lookup="state"),),
        empty="No worker’s details are like those of a record.",
    )


def declarations_table(names: Mapping[int, str]) -> Table[Declaration]:
    """Declared conflicts."""
    return Table(
        name="declared",
        caption="Conflicts of interest",
        columns=(
            Column(
                "who",
                "Who",
                lambda row: row.account.name,
                href=lambda row: reverse("privacy:declaration", args=[row.pk]),
                order="account__name",
            ),
            Column("record", "Record", lambda row: _record(row.subject_id, names), sortable=False),
            Column("tie", "What they are to the family", lambda row: row.get_tie_display(), order="tie"),
            Column("how", "How we know", lambda row: row.get_how_display(), order="how"),
            Column("at", "Since", lambda row: row.declared_at, order="declared_at"),
            Column("withdrawn", "Withdrawn", lambda row: row.withdrawn_at, order="withdrawn_at"),
        ),
        empty="Nobody has declared a conflict of interest.",
    )


MINE = Table[Declaration](
    name="mine",
    caption="What you have declared",
    columns=(
        Column("record", "Record number", lambda row: row.subject_id, order="subject_id"),
        Column("tie", "What you are to the family", lambda row: row.get_tie_display(), order="tie"),
        Column("at", "Since", lambda row: row.declared_at, order="declared_at"),
        Column("withdrawn", "Withdrawn", lambda row: row.withdrawn_at, order="withdrawn_at"),
    ),
    empty="You have declared nothing.",
)


def restrictions_table(names: Mapping[int, str], now: datetime) -> Table[Restriction]:
    """The register of restrictions."""

    def state(row: Restriction) -> str:
        if row.lifted_at:
            return "Lifted"
        return f"{'Late: was' if row.review_due < now else 'Review'} due {say_deadline(row.review_due)}"

    return Table(
        name="restrictions",
        caption="Restricted records",
        columns=(
            Column(
                "record",
                "Record",
                lambda row: _record(row.subject_id, names),
                href=lambda row: reverse("privacy:restriction", args=[row.pk]),
                sortable=False,
            ),
            Column("set", "Since", lambda row: row.set_at, order="set_at"),
            Column("by", "Set by", lambda row: row.set_by.name, order="set_by__name"),
            Column("state", "Review", state, order="review_due"),
        ),
        empty="No record is restricted.",
    )


def council(row: Forward) -> str:
    """The council that a notice is to be sent on to."""
    return AUTHORITIES.get(row.authority, "The council responsible")


NOTICES = Table[Forward](
    name="notices",
    caption="Notices to send on",
    columns=(
        Column(
            "report",
            "Police report",
            lambda row: row.message.series if row.message else "By telephone",
            href=lambda row: reverse("privacy:notice", args=[row.pk]),
            sortable=False,
        ),
        Column("council", "Council to be told", council, sortable=False),
        Column("due", "Due", lambda row: row.due_at, order="due_at"),
    ),
    empty="No notice about a closely held record waits to be sent on.",
)


def held_table(names: Mapping[int, str], registered: Mapping[int, int], now: datetime) -> Table[Held]:
    """Restricted children who are missing or have something overdue."""

    def restriction(row: Held) -> str | None:
        return reverse("privacy:restriction", args=[registered[row.child]]) if row.child in registered else None

    def missing(row: Held) -> str:
        return f"Missing for {say_duration(now - row.missing_from)}" if row.missing_from else "Not missing"

    def late(row: Held) -> str:
        if not row.late or row.late_since is None:
            return "Nothing"
        return f"{row.late} overdue, since {say_moment(row.late_since)}"

    return Table(
        name="held",
        caption="Closely held children for whom something must be done",
        columns=(
            Column("record", "Record", lambda row: _record(row.child, names), href=restriction, sortable=False),
            Column("missing", "Missing now", missing, sortable=False),
            Column("late", "Overdue", late, sortable=False),
            Column(
                "people",
                "Who can act",
                lambda row: ", ".join(row.people) or "Nobody: name somebody",
                sortable=False,
            ),
        ),
        empty="No closely held child is missing, and nothing is overdue for one.",
    )


FINDINGS = Table[Finding](
    name="findings",
    caption="Looks that need explaining",
    columns=(
        Column("day", "Day", lambda row: row.day, order="day"),
        Column("who", "Who", lambda row: row.account.name if row.account else "Several people", order="account__name"),
        Column(
            "what",
            "What",
            lambda row: row.get_pattern_display(),
            href=lambda row: reverse("privacy:finding", args=[row.pk]),
            order="pattern",
        ),
        Column("said", "What was seen", lambda row: row.said, sortable=False),
        Column("answer", "Answer", lambda row: row.get_answer_display(), order="answer"),
    ),
    filters=(
        Filter("answer", "Answer", Answer.choices, lookup="answer"),
        Filter("pattern", "What", Pattern.choices, lookup="pattern"),
    ),
    empty="Nothing in the audit needs explaining.",
)
