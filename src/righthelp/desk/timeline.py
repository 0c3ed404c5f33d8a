"""A child's life with us in one list: contacts, assessments, meetings, plans, visits, placements, moves, workers."""

from __future__ import annotations

from datetime import UTC, date, datetime

from righthelp.desk.links import episode_link
from righthelp.desk.timeline_events import EVENTS
from righthelp.desk.timeline_said import KINDS, TOLD, Row, said_of
from righthelp.foundation.calendar import local_date, say_date, say_moment
from righthelp.foundation.database import kept


class Event:
    """Something that happened to or for a child. Its words are made when they are read: a page shows fifty of hundreds.

    ``at`` is the moment, or the beginning of the day where only the day is known.
    """

    __slots__ = ("_row", "_said", "_shows_protected")

    def __init__(self, row: Row, *, shows_protected: bool) -> None:
        self._row, self._shows_protected = row, shows_protected
        self._said: tuple[str, str] | None = None

    @property
    def at(self) -> datetime:
        """When, in UTC."""
        return datetime.fromtimestamp(self._row.seconds, UTC)

    @property
    def day(self) -> date:
        """On which day in London."""
        return local_date(self.at)

    @property
    def kind(self) -> str:
        """One of :data:`KINDS`."""
        return TOLD[self._row.what].kind

    @property
    def title(self) -> str:
        """What happened."""
        return self._words[0]

    @property
    def detail(self) -> str:
        """Where, or by whom."""
        return self._words[1]

    @property
    def _words(self) -> tuple[str, str]:
        if self._said is None:
            self._said = said_of(self._row, self._shows_protected)
        return self._said

    @property
    def href(self) -> str | None:
        """The page of what happened, where there is one."""
        return episode_link(TOLD[self._row.what].journey, self._row.episode) if self._row.episode else None

    @property
    def entry(self) -> str:
        """What names this event on the timeline, for as long as its row stands."""
        return f"{self._row.what}-{self._row.ref}"

    @property
    def mark(self) -> int | None:
        """The number of the mark that stands on it, where somebody marked it as significant."""
        return self._row.mark

    @property
    def note(self) -> str:
        """Why it was marked as significant, and by whom; nothing where nobody did."""
        return f"{self._row.note} ({self._row.marked_by})" if self._row.mark else ""

    @property
    def bare_note(self) -> str:
        """Why it was marked as significant."""
        return self._row.note or ""

    @property
    def marked(self) -> str:
        """``yes`` where somebody marked it, for the filter."""
        return "yes" if self._row.mark else "no"

    @property
    def year(self) -> str:
        """The London year, for the filter."""
        return str(self._row.year)

    @property
    def when(self) -> str:
        """The date, or the moment, as people say it."""
        return say_date(self.at) if self._row.by_day else say_moment(self.at)


def events(child: int, *, shows_protected: bool) -> list[Event]:
    """Everything, newest first. One query. ``shows_protected``: whether the reader needs a protected address."""
    return [Event(Row(*row), shows_protected=shows_protected) for row in kept.rows(EVENTS, {"child": child})]


__all__ = ["KINDS", "Event", "events"]
