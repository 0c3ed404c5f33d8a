"""The desk's lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from markupsafe import Markup, escape

from righthelp.desk.alerts import Alert
from righthelp.desk.links import child_link
from righthelp.desk.search import Line as Person
from righthelp.desk.timeline import KINDS, Event
from righthelp.desk.worklist import WHENS, Line, clock_names, said
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.pages.cells import escaped, safe
from righthelp.foundation.pages.tables import Column, Filter, Table

_TONES = {"late": "red", "long": "red", "today": "yellow", "soon": "blue", "later": "grey"}
_KIND_WORDS = dict(KINDS)


def worklist_table(lines: Callable[[DueMoment], Line], now: datetime, teams: list[tuple[str, str]]) -> Table[DueMoment]:
    """The worklist's table as it stands at ``now``; ``lines`` turns a row into what is printed."""

    def due(row: DueMoment) -> Markup:
        part = lines(row).when
        words = escape(said(row.due_at, now))
        return Markup(f' <strong class="govuk-tag govuk-tag--{_TONES.get(part, "grey")}">{words}</strong>')  # noqa: S704

    return Table(
        name="work",
        caption="To do, the soonest due first",
        columns=(
            Column("child", "Child", lambda row: lines(row).child, href=_child_of(lines), order="child_name"),
            Column("clock", "What is due", lambda row: lines(row).clock, href=_page_of(lines), order="clock"),
            Column("due", "Due", lambda row: row.due_at, order="due_at"),
            Column("state", "How long", lambda row: said(row.due_at, now), show=due, sortable=False),
            Column("worker", "Who acts", lambda row: lines(row).worker, order="worker_name"),
            Column("team", "Child’s team", lambda row: lines(row).team, sortable=False),
        ),
        filters=(
            Filter("part", "When", WHENS, lookup="part"),
            Filter("clock", "What is due", sorted(clock_names().items(), key=lambda pair: pair[1]), lookup="clock"),
            Filter("team", "Child’s team", teams, lookup="team_pk"),
        ),
        empty="Nothing is due here. Whatever falls due appears by itself.",
    )


def _child_of(lines: Callable[[DueMoment], Line]) -> Callable[[DueMoment], str | None]:
    def address(row: DueMoment) -> str | None:
        child = lines(row).child_id
        return child_link(child) if child else None

    return address


def _page_of(lines: Callable[[DueMoment], Line]) -> Callable[[DueMoment], str | None]:
    return lambda row: lines(row).href


def _seen(alert: Alert) -> str:
    return "Yes" if alert.seen else "New"


def timeline_table(years: list[str], child: int = 0, *, marks: bool = False) -> Table[Event]:
    """A child's timeline, to be narrowed by kind, year and mark. ``marks``: whether the reader may mark."""

    place = reverse("timeline-mark", args=[child, "entry"])

    def why(event: Event) -> Markup:  # put together by hand: a long life has hundreds
        head = ""
        if event.mark:
            head = f'<strong class="govuk-tag govuk-tag--yellow">Significant</strong> {escaped(event.note)}<br>'
        if not marks:
            return Markup(head)  # noqa: S704  escaped above
        href, words = place.replace("/entry/", f"/{event.entry}/"), "Change" if event.mark else "Mark"
        hidden = f'<span class="govuk-visually-hidden">: {escaped(event.title)}</span>'
        return Markup(f'{head}<a class="govuk-link rh-small" href="{href}">{words}{hidden}</a>')  # noqa: S704  escaped

    return Table(
        name="events",
        caption="What happened, the newest first",
        columns=(
            Column("when", "When", lambda event: event.at, show=lambda event: event.when, sortable=False),
            Column("kind", "Kind", lambda event: _KIND_WORDS[event.kind], sortable=False),
            Column("what", "What", lambda event: event.title, href=lambda event: event.href, sortable=False),
            Column("detail", "Detail", lambda event: event.detail, sortable=False),
            Column("why", "Why it matters", lambda event: event.note, show=why, sortable=False),
        ),
        filters=(
            Filter("kind", "Kind", KINDS, value=lambda event: event.kind),
            Filter("marked", "Marked", [("yes", "Significant")], value=lambda event: event.marked),
            Filter("year", "Year", [(year, year) for year in years], value=lambda event: event.year),
        ),
        empty="Nothing is recorded here.",
    )


def people_table(opens: bool, emergencies: dict[str, str]) -> Table[Person]:
    """The people a search found. ``opens``: whether the reader opens records at all; ``emergencies``: by the address of
    a record that is not open to them, where it is opened in an emergency."""

    def name(each: Person) -> Markup:
        called, also = escaped(each.name), f"<br>known as {escaped(each.preferred)}" if each.preferred else ""
        if each.href in emergencies:
            hidden = f'<span class="govuk-visually-hidden">: {called}</span>'
            link = f'<a class="govuk-link" href="{emergencies[each.href]}">Open in an emergency{hidden}</a>'
            return safe(f"{called}<br>{link}{also}")
        return safe(f'<a class="govuk-link" href="{each.href}">{called}</a>{also}' if opens else f"{called}{also}")

    def held(each: Person) -> Markup:
        team = f"{each.team}, {each.worker}" if each.team and each.worker else each.team
        return safe(f"{escaped(each.status)}<br>{escaped(team)}" if team else escaped(each.status))

    return Table(
        name="people",
        caption="People found",
        columns=(
            Column("name", "Name", lambda each: each.name, show=name, sortable=False),
            Column(
                "born",
                "Age and birth date",
                lambda each: each.age,
                show=lambda each: safe(f"{escaped(each.age)}<br>{escaped(each.born)}"),
                sortable=False,
            ),
            Column("address", "Lives at", lambda each: each.address, sortable=False),
            Column("held", "Status and team", lambda each: each.status, show=held, sortable=False),
            Column("why", "Why it is here", lambda each: each.why, sortable=False),
        ),
    )


ALERTS = Table[Alert](
    name="alerts",
    caption="Alerts of the last 30 days",
    columns=(
        Column("at", "When", lambda alert: alert.at),
        Column("kind", "Kind", lambda alert: alert.kind),
        Column("title", "What", lambda alert: alert.title, href=lambda alert: alert.href),
        Column("seen", "Seen", _seen),
    ),
    filters=(Filter("seen", "Seen", (("New", "New"), ("Yes", "Seen")), value=_seen),),
    empty="No alerts. Late work, interviews sent to you, waiting messages and cover show here.",
)
