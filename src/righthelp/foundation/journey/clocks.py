"""Clocks: a duty, from the fact that starts it to the fact that meets it, within a limit that some authority sets.

    RETURN_INTERVIEW = Clock(
        "return home interview", starts=Missing.returned, stops=Missing.rhi_held, within=hours(72),
        excused=Missing.rhi_declined.known(), authority=law.MISSING_2014,
    )

A clock is a pure function of facts, a limit and a calendar. It offers definitions (``due``, ``overdue``,
``met`` and the rest) that a worklist and an indicator both use, so the two cannot disagree. Nothing ticks,
and nothing is stored that could not be worked out again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from righthelp.foundation.calendar import start_of_day
from righthelp.foundation.journey import nodes
from righthelp.foundation.journey.errors import DefinitionError
from righthelp.foundation.journey.expressions import (
    NOW,
    Date,
    Expression,
    Instant,
    Option,
    Truth,
    literal,
    operand,
    same_row,
)
from righthelp.foundation.journey.facts import Journey
from righthelp.foundation.journey.forms import case, deadline
from righthelp.foundation.journey.nodes import Kind
from righthelp.foundation.journey.spans import Span


class State(StrEnum):
    """Where a clock stands at a moment. Exactly one of these holds of every episode."""

    NOT_APPLICABLE = "not applicable"
    """The duty is not owed here: ``only_for`` is not true, or no limit was in force when it would have
    started.
    """
    NOT_STARTED = "not started"
    MET = "met"
    """Stopped at or before the due moment."""
    EXCUSED = "excused"
    """Not met in time, but excused: an excuse takes away blame, never credit. So is a duty that fell away before it was
    due.
    """
    LATE = "late"
    """Stopped after the due moment, or fell away after it: what was late already stays late."""
    RUNNING = "running"
    """Started, not stopped, and the due moment has not passed."""
    OVERDUE = "overdue"
    """Started, not stopped, and the due moment has passed."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Who says so: the statute, guidance or local agreement that sets a limit, and when it is in force.

    ``in_force`` is the first day and ``until`` the first day *no longer* (periods are half open). Either may
    be left out. ``link`` is for people who want to read it.
    """

    citation: str
    in_force: date | None = None
    until: date | None = None
    link: str = ""

    def __post_init__(self) -> None:
        if not self.citation.strip():
            raise DefinitionError("An authority has a citation: the statute, guidance or agreement, with its year.")
        if self.in_force and self.until and self.until <= self.in_force:
            raise DefinitionError(f"{self.citation}: it must be in force before it ends.")

    def covers(self, start: Instant) -> Truth | None:
        """Whether it was in force when a clock started; None when it always is."""
        parts = []
        if self.in_force is not None:
            parts.append(start >= start_of_day(self.in_force))
        if self.until is not None:
            parts.append(start < start_of_day(self.until))
        return parts[0] & parts[1] if len(parts) == 2 else (parts[0] if parts else None)

    def __str__(self) -> str:
        return self.citation


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time and the authority that sets it. A clock has one, or several that follow one another in
    time.
    """

    within: Span
    authority: Authority

    def __post_init__(self) -> None:
        if not isinstance(self.within, Span) or self.within.amount <= 0:
            raise DefinitionError(f"A limit is a positive length of time, such as hours(72), not {self.within!r}.")
        if not isinstance(self.authority, Authority):
            raise DefinitionError("A limit has an authority: Authority('Statutory guidance on ..., 2014').")


@dataclass(frozen=True, eq=False)
class ClockView:
    """A clock as it stood at one moment. Every member is a definition; the states exclude one another."""

    clock: "Clock"
    moment: Instant

    @cached_property
    def started(self) -> Instant:
        """When it started, if it had by then."""
        return self.clock.started.as_at(self.moment)

    @cached_property
    def stopped(self) -> Instant:
        """When it stopped, if it had by then."""
        return self.clock.stopped.as_at(self.moment)

    @cached_property
    def due(self) -> Instant:
        """When it falls, or fell, due; unknown if it had not started by then."""
        return self.clock.due.as_at(self.moment)

    @cached_property
    def applicable(self) -> Truth:
        """Whether the duty is owed: the right sort of episode, and a limit in force when it started (or not
        started).
        """
        in_force = ~self.started.known() | self.due.known()
        if self.clock.only_for is None:
            return in_force
        return case((self.clock.only_for.as_at(self.moment), in_force), otherwise=literal(False))

    @cached_property
    def _met(self) -> Truth:
        return self.stopped <= self.due

    @cached_property
    def state(self) -> Option:
        """The state by name (see :class:`State`)."""
        lapsed = None if self.clock.lapsed is None else self.clock.lapsed.as_at(self.moment)
        branches: list[tuple[Truth, Option]] = [
            (~self.applicable, literal(State.NOT_APPLICABLE.value)),
            (~self.started.known(), literal(State.NOT_STARTED.value)),
            (self._met, literal(State.MET.value)),
        ]
        if self.clock.excused_if is not None:
            branches.append((self.clock.excused_if.as_at(self.moment), literal(State.EXCUSED.value)))
        if lapsed is not None:
            branches.append((lapsed <= self.due, literal(State.EXCUSED.value)))
            branches.append((lapsed.known(), literal(State.LATE.value)))
        branches += [
            (self.stopped.known(), literal(State.LATE.value)),
            (self.due < self.moment, literal(State.OVERDUE.value)),
        ]
        return case(*branches, otherwise=literal(State.RUNNING.value))

    def is_(self, *states: State) -> Truth:
        """Whether it was in one of some states."""
        return self.state.is_one_of(*(state.value for state in states))

    @cached_property
    def not_applicable(self) -> Truth:
        return self.is_(State.NOT_APPLICABLE)

    @cached_property
    def not_started(self) -> Truth:
        return self.is_(State.NOT_STARTED)

    @cached_property
    def running(self) -> Truth:
        return self.is_(State.RUNNING)

    @cached_property
    def overdue(self) -> Truth:
        return self.is_(State.OVERDUE)

    @cached_property
    def met(self) -> Truth:
        return self.is_(State.MET)

    @cached_property
    def late(self) -> Truth:
        return self.is_(State.LATE)

    @cached_property
    def excused(self) -> Truth:
        return self.is_(State.EXCUSED)

    @cached_property
    def open(self) -> Truth:
        """Running or overdue: somebody still has to act."""
        return self.is_(State.RUNNING, State.OVERDUE)


class Clock:
    """One duty over one journey.

    ``starts`` and ``stops`` are moments or days of the journey. ``within`` is a length of time, with its
    ``authority``; or a list of :class:`Limit` that follow one another, of which the one in force when the
    clock started applies. ``excused`` is a condition under which nobody is to blame; ``only_for`` the
    condition under which the duty is owed at all. ``lapses`` is the moment or day with which the duty falls away
    without having been met (the plan ended): before the due moment it excuses, after it the clock was late and stays
    late. ``warns_before`` is how long before the due moment to warn. ``because`` is a clause that explanations say
    instead of counting, for a duty that is due by a day somebody named: what is counted from is then only an aid.

    ``due``, ``state``, ``running``, ``overdue``, ``met``, ``late``, ``excused``, ``not_started`` and
    ``not_applicable`` are definitions as at the parameter ``now``; :meth:`as_at` gives them for any other
    moment.
    """

    def __init__(
        self,
        name: str,
        *,
        starts: Instant | Date,
        stops: Instant | Date,
        within: Span | Sequence[Limit],
        authority: Authority | None = None,
        excused: Truth | None = None,
        lapses: Instant | Date | None = None,
        only_for: Truth | None = None,
        warns_before: Span | None = None,
        because: str = "",
        code: str = "",
    ) -> None:
        if not name.strip():
            raise DefinitionError("A clock has a name that people at work would say, such as 'return home interview'.")
        self.name = name
        self.starts, self.stops = starts, stops
        self.limits = _limits(name, within, authority)
        self.excused_if, self.only_for, self.warns_before = excused, only_for, warns_before
        self.lapses, self.because = lapses, because
        if lapses is not None and not isinstance(lapses, Instant | Date):
            raise DefinitionError(f"{name}: lapses= is a moment or a day, such as Stage.ended, not {lapses!r}.")
        self.journey = _journey_of(name, starts, stops, excused, only_for)
        if lapses is not None:
            same_row(starts.node, lapses.node)
        self.code = code or f"{self.journey.code}.{re.sub(r'[^a-z0-9]+', '_', name.lower()).strip('_')}"
        if warns_before is not None and (not isinstance(warns_before, Span) or warns_before.amount <= 0):
            raise DefinitionError(f"{name}: warns_before is a positive length of time, such as hours(24).")
        self.view = self.as_at(NOW)

    def __repr__(self) -> str:
        return f"<Clock {self.code}>"

    @cached_property
    def started(self) -> Instant:
        """When it started. A clock started by a day starts as that day begins."""
        return self.starts.start() if isinstance(self.starts, Date) else self.starts

    @cached_property
    def stopped(self) -> Instant:
        """When it stopped. A clock stopped by a day counts as stopped when that day began."""
        return self.stops.start() if isinstance(self.stops, Date) else self.stops

    @cached_property
    def lapsed(self) -> Instant | None:
        """When the duty fell away without having been met, if it can. A day counts from its beginning."""
        return self.lapses.start() if isinstance(self.lapses, Date) else self.lapses

    @cached_property
    def in_force(self) -> tuple[tuple[Limit, Truth | None], ...]:
        """Each limit with the condition that it was in force when the clock started; None for one that always
        is.
        """
        return tuple((limit, limit.authority.covers(self.started)) for limit in self.limits)

    @cached_property
    def due(self) -> Instant:
        """When it falls due, by the limit in force when it started; unknown if it has not started or none
        was.
        """
        branches: list[tuple[Truth, Instant]] = []
        for limit, covered in self.in_force:
            due = deadline(self.starts, limit.within)
            if covered is None:
                return case(*branches, otherwise=due) if branches else due
            branches.append((covered, due))
        return case(*branches)

    @cached_property
    def warns(self) -> Instant | None:
        """When to warn, if the clock does."""
        return None if self.warns_before is None else self.due - self.warns_before

    def as_at(self, moment: Instant | object) -> ClockView:
        """The clock as it stood at a moment: facts that came later are unknown to it."""
        at = operand(moment, Kind.MOMENT, "A clock is looked at as it stood at a moment")
        return ClockView(self, Instant(same_row(self.starts.node, at)))

    @cached_property
    def live(self) -> Truth:
        """Whether a due moment is kept for it: owed and started (even if in the future), not stopped,
        fallen away or excused by now.
        """
        parts = self.started.known() & self.due.known() & ~self.view.stopped.known()
        if self.lapsed is not None:
            parts = parts & ~self.lapsed.as_at(NOW).known()
        if self.only_for is not None:
            parts = parts & self.only_for.as_at(NOW)
        if self.excused_if is not None:
            parts = parts & ~case((self.excused_if.as_at(NOW), literal(True)), otherwise=literal(False))
        return parts

    @property
    def state(self) -> Option:
        return self.view.state

    @property
    def running(self) -> Truth:
        return self.view.running

    @property
    def overdue(self) -> Truth:
        return self.view.overdue

    @property
    def met(self) -> Truth:
        return self.view.met

    @property
    def late(self) -> Truth:
        return self.view.late

    @property
    def excused(self) -> Truth:
        return self.view.excused

    @property
    def not_started(self) -> Truth:
        return self.view.not_started

    @property
    def not_applicable(self) -> Truth:
        return self.view.not_applicable


def _limits(name: str, within: Span | Sequence[Limit], authority: Authority | None) -> tuple[Limit, ...]:
    if isinstance(within, Span):
        if authority is None:
            raise DefinitionError(
                f"{name}: no limit without an authority. Say who sets it: authority=Authority('...')."
            )
        return (Limit(within, authority),)
    if authority is not None:
        raise DefinitionError(f"{name}: with several limits each carries its own authority; leave authority= out.")
    limits = tuple(within)
    if not limits or not all(isinstance(limit, Limit) for limit in limits):
        raise DefinitionError(f"{name}: within= is a length of time such as hours(72), or a list of Limit(...).")
    ordered = sorted(limits, key=lambda limit: limit.authority.in_force or date.min)
    for earlier, later in pairwise(ordered):
        if earlier.authority.until is None or earlier.authority.until > (later.authority.in_force or date.min):
            raise DefinitionError(
                f"{name}: two limits are in force at once from {later.authority.in_force}. "
                f"Give {earlier.authority} an 'until'."
            )
    return tuple(ordered)


def _journey_of(name: str, starts: object, stops: object, *conditions: object) -> type[Journey]:
    for role, part in (("starts", starts), ("stops", stops)):
        if not isinstance(part, Instant | Date):
            raise DefinitionError(f"{name}: {role}= is a moment or a day, such as Missing.returned, not {part!r}.")
    for condition in conditions:
        if condition is not None and not isinstance(condition, Truth):
            hint = " For a fact, write fact.known()." if isinstance(condition, Expression) else ""
            raise DefinitionError(f"{name}: excused= and only_for= are conditions.{hint}")
    parts = [part.node for part in (starts, stops, *conditions) if isinstance(part, Expression)]
    same_row(*parts)
    journeys = {journey for part in parts for journey in nodes.journeys_of(part)}
    if not journeys:
        raise DefinitionError(f"{name}: a clock reads the facts of a journey, and this one reads none.")
    return journeys.pop()
