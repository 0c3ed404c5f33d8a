"""The lists of what the front door keeps beside its contacts, and of its figures."""

from __future__ import annotations

from django.urls import reverse
from markupsafe import Markup, escape

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.front_door.authorities import COUNCILS, council
from righthelp.practice.front_door.models import ChannelReferral, PlacedHere
from righthelp.practice.front_door.queries_figures import Day, FgmQuarter, OfSource


def _until(row: PlacedHere) -> Markup:
    if row.ends is None:
        return tag("Here", "green")
    return escape(f"Until the day before {say_short(row.ends)}: {row.ended_why}")


PLACED = Table[PlacedHere](
    name="placed",
    caption="Children placed here by other councils",
    columns=(
        Column(
            "child",
            "Child",
            lambda row: str(row.child),
            href=lambda row: reverse("front_door:placed-one", args=[row.pk]),
        ),
        Column("authority", "Placed by", lambda row: council(row.authority)),
        Column("address", "Where", lambda row: row.address, sortable=False),
        Column("provider", "Home or carer", lambda row: row.provider),
        Column("concerns", "What worries us", lambda row: row.concerns, sortable=False),
        Column("informed", "Told on", lambda row: row.informed),
        Column("ends", "Until", lambda row: row.ends, show=_until),
    ),
    filters=(
        Filter("authority", "Council", list(COUNCILS.items()), lambda row: row.authority),
        Filter("here", "Here", (("yes", "Here now"), ("no", "No longer")), lambda row: "no" if row.ends else "yes"),
    ),
    empty="No child is on this register.",
)


def _panel(row: ChannelReferral) -> Markup:
    if row.closed_on:
        return escape(f"Closed, {say_short(row.closed_on)}")
    if row.review_by:
        return tag("Supported", "green") + escape(f" next review by {say_short(row.review_by)}")
    if row.said:
        return escape(f"{row.get_said_display()}, {say_short(row.said_on)}" if row.said_on else row.get_said_display())
    if row.panel_on:
        return tag("Waiting", "yellow") + escape(f" panel on {say_short(row.panel_on)}")
    return tag("No panel date", "yellow")


CHANNELS = Table[ChannelReferral](
    name="channel",
    caption="Referrals to Channel",
    columns=(
        Column(
            "child",
            "Child",
            lambda row: str(row.child),
            href=lambda row: reverse("front_door:contact", args=[row.contact.call_id]),
        ),
        Column("sent", "Referred", lambda row: row.sent),
        Column("by", "By", lambda row: row.sent_by.name),
        Column("agreed", "They agree", lambda row: row.agreed),
        Column("panel", "Panel", lambda row: row.said_on or row.panel_on, show=_panel),
        Column("support", "Support", lambda row: row.support),
        Column(
            "when",
            "Panel date",
            lambda row: "" if row.said else "Record the date",
            href=lambda row: None if row.said else reverse("front_door:channel-panel", args=[row.pk]),
            sortable=False,
        ),
        Column(
            "do",
            "Answer",
            lambda row: "" if row.said else "Record the answer",
            href=lambda row: None if row.said else reverse("front_door:channel-said", args=[row.pk]),
            sortable=False,
        ),
    ),
    filters=(
        Filter(
            "open", "Panel", (("yes", "Has not said yet"), ("no", "Has said")), lambda row: "no" if row.said else "yes"
        ),
    ),
    empty="Nobody has been referred to Channel.",
)


def _share(value: int | None) -> str:
    return "" if value is None else f"{value}%"


def _calls(row: Day) -> Markup:
    return escape(str(row.calls)) + (Markup(" ") + tag("Surge", "yellow") if row.surge else Markup(""))


VOLUME = Table[Day](
    name="days",
    caption="Day by day",
    columns=(
        Column("day", "Day", lambda row: row.day, show=lambda row: say_short(row.day).replace(" ", "\u00a0")),
        Column("calls", "Told us", lambda row: row.calls, show=_calls, numeric=True),
        Column("usual", "Usual on this weekday", lambda row: round(row.usual, 1), numeric=True),
        Column("children", "Children", lambda row: row.children, numeric=True),
        Column("decided", "Decided", lambda row: row.decided, numeric=True),
        Column("in_time", "In time", lambda row: row.in_time, numeric=True),
        Column("share", "Share in time", lambda row: row.share, show=lambda row: _share(row.share), numeric=True),
        Column("late", "Late, not decided", lambda row: row.late, numeric=True),
        Column("waiting", "Waiting", lambda row: row.waiting, numeric=True),
        Column(
            "middle",
            "Hours to decide, middle value",
            lambda row: None if row.middle_hours is None else round(row.middle_hours, 1),
            numeric=True,
        ),
    ),
    empty="Nothing has come in.",
)


def sources_table(name: str, caption: str) -> Table[OfSource]:
    """What was offered, by source or by group of sources."""

    def per(field: str) -> Column[OfSource]:
        titles = {
            "offered": "Offered help from us or with us",
            "service": "Another service",
            "advice": "Advice only",
            "again": "Help only after an agency told us too",
        }
        return Column(
            field,
            titles[field],
            lambda row: getattr(row, field),
            show=lambda row: f"{getattr(row, field)} ({_share(row.share(getattr(row, field))) or 'none decided'})",
            numeric=True,
        )

    return Table[OfSource](
        name=name,
        caption=caption,
        columns=(
            Column("source", "Who told us", lambda row: row.name),
            Column("children", "Children", lambda row: row.children, numeric=True),
            Column("decided", "Decided", lambda row: row.decided, numeric=True),
            *(per(field) for field in ("offered", "service", "advice", "again")),
        ),
        empty="Nobody told us in this time.",
    )


GROUPS = sources_table("groups", "The family itself, others of the public, agencies")
SOURCES = sources_table("sources", "Source by source")

FGM = Table[FgmQuarter](
    name="fgm",
    caption="Female genital mutilation by quarter",
    columns=(
        Column("quarter", "Quarter", lambda row: row.starts, show=lambda row: row.name),
        Column("contacts", "Children we were told of", lambda row: row.contacts, numeric=True),
        Column("screened", "Screened", lambda row: row.screened, numeric=True),
        Column("signs", "of these, with a sign", lambda row: row.signs, numeric=True),
        Column("referrals", "Referrals", lambda row: row.referrals, numeric=True),
        Column("opened", "Open at the end", lambda row: row.opened, numeric=True),
    ),
    empty="Nothing yet.",
)
