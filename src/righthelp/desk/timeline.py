"""A child's life with us in one list: episodes, offers, interviews, placements, plans, moves, who worked with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from righthelp.desk.links import episode_link
from righthelp.foundation.calendar import local, say_date, say_moment, start_of_day
from righthelp.practice.missing.models import (
    Answer,
    DeclinedBy,
    Episode,
    How,
    InterviewSetting,
    Offer,
    StrategyDiscussion,
    WhereFrom,
)
from righthelp.practice.missing.models_work import Interview
from righthelp.practice.people.models import (
    Involvement,
    InvolvementKind,
    Placement,
    PlacementKind,
    Residence,
)
from righthelp.practice.people.queries import PROTECTED
from righthelp.practice.workforce.models import Allocation

KINDS: Final = (
    ("missing", "Missing"),
    ("offer", "Offers of an interview"),
    ("interview", "Interviews"),
    ("meeting", "Strategy discussions"),
    ("plan", "Plans and care"),
    ("placement", "Placements"),
    ("move", "Moves"),
    ("worker", "Workers"),
)


@dataclass(frozen=True)
class Event:
    """Something that happened to or for a child. ``by_day``: only the day is known."""

    at: datetime
    by_day: bool
    kind: str
    title: str
    detail: str = ""
    href: str | None = None

    @property
    def year(self) -> str:
        """The London year, for the filter."""
        return str(local(self.at).year)

    @property
    def when(self) -> str:
        """The date, or the moment, as people say it."""
        return say_date(self.at) if self.by_day else say_moment(self.at)


def events(child: int, *, shows_protected: bool) -> list[Event]:
    """Everything, newest first. Eight queries, one for each kind of fact."""
    found = [
        *_episodes(child),
        *_offers(child),
        *_interviews(child),
        *_meetings(child),
        *_periods(child, shows_protected),
        *_workers(child),
    ]
    return sorted(found, key=lambda event: event.at, reverse=True)


def _on(day: date, kind: str, title: str, detail: str = "") -> Event:
    return Event(start_of_day(day), True, kind, title, detail)


def _episodes(child: int) -> list[Event]:
    rows = Episode.objects.filter(child_id=child).values_list(
        "pk", "missing_from", "returned", "cancelled", "where_from", "last_seen", "found_where", "forwarded"
    )
    found: list[Event] = []
    for pk, missing_from, returned, cancelled, where_from, last_seen, found_where, forwarded in rows:
        href = episode_link("missing", pk)
        start = f"Went missing from {str(WhereFrom(where_from).label).lower()}"
        if cancelled:
            found.append(Event(missing_from, False, "missing", "Reported missing, and the report cancelled", "", href))
            continue
        found.append(Event(missing_from, False, "missing", start, last_seen, href))
        if returned:
            found.append(Event(returned, False, "missing", "Came home or was found", found_where, href))
        if forwarded:
            found.append(Event(forwarded, False, "missing", "Notice sent on to the council responsible", "", href))
    return found


def _offers(child: int) -> list[Event]:
    rows = Offer.objects.filter(episode__child_id=child).values_list(
        "episode_id", "at", "how", "answer", "declined_by", "worker__name"
    )
    found = []
    for episode, at, how, answer, declined_by, worker in rows:
        what = f"Interview offered {str(How(how).label).lower()}: {str(Answer(answer).label).lower()}"
        who = f" by {str(DeclinedBy(declined_by).label).lower()}" if declined_by else ""
        found.append(Event(at, False, "offer", what + who, worker, episode_link("missing", episode)))
    return found


def _interviews(child: int) -> list[Event]:
    rows = Interview.objects.filter(episode__child_id=child).values_list(
        "episode_id", "held_at", "worker__name", "place_kind"
    )
    return [
        Event(
            held_at,
            False,
            "interview",
            f"Return home interview held {str(InterviewSetting(place).label).lower()}",
            worker,
            episode_link("missing", episode),
        )
        for episode, held_at, worker, place in rows
    ]


def _meetings(child: int) -> list[Event]:
    rows = StrategyDiscussion.objects.filter(episode__child_id=child).values_list(
        "episode_id", "held_at", "chaired_by__name"
    )
    return [
        Event(at, False, "meeting", "Strategy discussion held", f"Chaired by {chair}", episode_link("missing", episode))
        for episode, at, chair in rows
    ]


def _periods(child: int, shows_protected: bool) -> list[Event]:
    found: list[Event] = []
    for kind, starts, ends in Involvement.objects.filter(child_id=child).values_list("kind", "starts", "ends"):
        label = str(InvolvementKind(kind).label)
        begins, over = ("Came into care", "Left care") if kind == "care" else (f"{label} began", f"{label} ended")
        found.append(_on(starts, "plan", begins))
        if ends:
            found.append(_on(ends, "plan", over))
    homes = Residence.objects.filter(person_id=child).values_list(
        "starts", "ends", "protected", "address__line", "address__locality", "address__postcode"
    )
    protected_from: list[date] = []
    for starts, _ends, protected, *where in homes:
        hidden = protected and not shows_protected
        if hidden:
            protected_from.append(starts)
        found.append(_on(starts, "move", "Moved home", PROTECTED if hidden else ", ".join(where)))
    placements = Placement.objects.filter(child_id=child).values_list(
        "kind", "starts", "ends", "address__name", "address__locality"
    )
    for kind, starts, ends, name, locality in placements:
        label = str(PlacementKind(kind).label)
        where_placed = f"{name}, {locality}" if name else locality
        found.append(
            _on(starts, "placement", f"Placed: {label.lower()}", PROTECTED if protected_from else where_placed)
        )
        if ends:
            found.append(_on(ends, "placement", f"Placement ended: {label.lower()}"))
    return found


def _workers(child: int) -> list[Event]:
    rows = Allocation.objects.filter(child_id=child).values_list(
        "starts", "ends", "primary", "worker__name", "worker__title", "reason"
    )
    found: list[Event] = []
    for starts, ends, primary, name, title, reason in rows:
        began = f"{name} became the child’s worker" if primary else f"{name} began to work alongside"
        found.append(Event(starts, False, "worker", began, reason or title))
        if ends:
            found.append(Event(ends, False, "worker", f"{name} stopped working with the child"))
    return found
