"""One clock, one episode, in words: what is due, when, because of what, and who says so."""

from dataclasses import dataclass
from datetime import datetime

from righthelp.foundation.calendar import local_date, say_date, say_deadline, say_moment
from righthelp.foundation.journey import nodes
from righthelp.foundation.journey.clocks import Clock, Limit, State
from righthelp.foundation.journey.describe import describe, first_of, sentence_of
from righthelp.foundation.journey.engines.row import Facts, Others, evaluate, holds
from righthelp.foundation.journey.expressions import NOW, Date, Expression, Instant, wrap


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where a clock stands for one episode. Moments are in UTC; ``sentence`` is a clause in London time."""

    clock: Clock
    state: State
    started_at: datetime | None
    due_at: datetime | None
    stopped_at: datetime | None
    sentence: str


def explain_facts(clock: Clock, facts: Facts, *, now: datetime, others: Others | None = None) -> Explanation:
    """Where ``clock`` stands at ``now`` for an episode with these ``facts``."""
    view = clock.view  # as at the parameter: made once, however many episodes are explained

    def moment(definition: Instant) -> datetime | None:
        value = evaluate(definition, facts, others=others, now=now)
        return value if isinstance(value, datetime) else None

    state = State(str(evaluate(view.state, facts, others=others, now=now)))
    started, due, stopped = moment(view.started), moment(view.due), moment(view.stopped)
    in_force = (limit for limit, covered in clock.in_force if covered is None or holds(covered, facts, others=others))
    limit = next(in_force, None)
    lapsed = None if clock.lapsed is None else moment(clock.lapsed.as_at(NOW))
    said = _sentence(clock, state, facts, limit, started, due, stopped, lapsed)
    return Explanation(clock, state, started, due, stopped, said)


def _sentence(
    clock: Clock,
    state: State,
    facts: Facts,
    limit: Limit | None,
    started: datetime | None,
    due: datetime | None,
    stopped: datetime | None,
    lapsed: datetime | None,
) -> str:
    if state is State.NOT_STARTED:
        return f"not started: it starts {_when(clock.starts)}"
    if state is State.NOT_APPLICABLE:
        if started is not None and due is None:
            return f"not owed here: no limit was in force on {say_date(started)}"
        where = "a limit is in force" if clock.only_for is None else describe(clock.only_for)
        return f"not owed here: it is owed only where {where}"
    assert started is not None and due is not None and limit is not None  # noqa: S101, PT018  # every other state has these
    falls = f"by {say_deadline(due)}" if limit.within.whole_days else say_deadline(due)
    counted = f"{_happened(clock.starts, started, facts)} and the limit is {limit.within}"
    because = f"because {clock.because or counted} ({_in_brackets(limit.authority)})"
    match state:
        case State.RUNNING:
            return f"due {falls}, {because}"
        case State.OVERDUE:
            return f"overdue: it was due {falls}, {because}"
        case State.EXCUSED:
            if clock.lapses is not None and lapsed is not None and lapsed <= due:
                reason = _happened(clock.lapses, lapsed, facts)
            else:
                reason = "" if clock.excused_if is None else describe(clock.excused_if)
            return f"excused, because {reason}; it would have been due {falls}, {because}"
        case _ if stopped is None and clock.lapses is not None and lapsed is not None:
            return f"late: {_happened(clock.lapses, lapsed, facts)}, and it was due {falls}, {because}"
        case _:
            assert stopped is not None  # noqa: S101  # met and late are states of a stopped clock
            return f"{state}: {_happened(clock.stops, stopped, facts)}, and it was due {falls}, {because}"


def _in_brackets(authority: object) -> str:
    """An authority as it stands between brackets: what it says in brackets itself follows a semicolon."""
    return str(authority).replace(" (", "; ").replace(")", "")


def _happened(definition: Instant | Date, moment: datetime, facts: Facts) -> str:
    """``the child was found or came home on 1 January 2019 at 9:30am``. Of what is the first known of several facts,
    the one that gave the moment says it."""
    node = next((one for one in first_of(definition.node) if _gave(one, moment, facts)), definition.node)
    said: str = say_date(moment) if nodes.kind_of(node) is nodes.Kind.DAY else say_moment(moment)
    return (
        f"{sentence_of(node)} on {said}" if isinstance(node, nodes.Fact) else f"{describe(definition)} fell on {said}"
    )


def _gave(node: nodes.Node, moment: datetime, facts: Facts) -> bool:
    value = evaluate(wrap(node), facts) if isinstance(node, nodes.Fact) else None
    return value in (moment, local_date(moment))


def _when(definition: Expression) -> str:
    said = describe(definition)
    return said if said.startswith("when ") else f"at {said}"
