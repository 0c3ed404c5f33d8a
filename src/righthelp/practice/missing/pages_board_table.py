"""How the board's rows look: each cell short enough to be read out in a meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from righthelp.foundation.calendar import local, local_date, say_duration, say_hours, say_short, say_time
from righthelp.foundation.pages.cells import escaped, safe
from righthelp.foundation.pages.tables import Column, Table
from righthelp.practice.missing.authorities import AUTHORITIES
from righthelp.practice.missing.pages_board_rows import AREAS, LONG, PLACES_FROM, RISKS, STATUSES, Line

_TONES: Final = {"late": "red", "soon": "yellow", "good": "green", "plain": "grey", "info": "blue"}
_RISK_TONES: Final = {"high": "red", "medium": "yellow", "low": "grey", "none": "grey"}
_RISK_ORDER: Final = {"high": 0, "medium": 1, "low": 2, "none": 3, "": 4}


@lru_cache(maxsize=256)
def tag(words: str, tone: str) -> str:
    """A coloured word, as HTML: ``late``, ``soon``, ``good``, ``plain`` or ``info``."""
    return f'<strong class="govuk-tag govuk-tag--{_TONES[tone]}">{escaped(words)}</strong>'


@lru_cache(maxsize=16)
def risk_tag(risk: str) -> str:
    """The police's grading as a tag."""
    if not risk:
        return "Not graded"
    return f'<strong class="govuk-tag govuk-tag--{_RISK_TONES[risk]}">{escaped(RISKS[risk])}</strong>'


def when(moment: datetime, now: datetime) -> str:
    """A moment near now as people say it: ``today 9:30am``, ``yesterday 9:30am``, ``30 Aug 9:30am``."""
    return _on(moment, local_date(now))


@lru_cache(maxsize=4096)  # the board is opened many times a day, and its moments hardly change
def _on(moment: datetime, today: date) -> str:
    wall = local(moment)
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}.get((wall.date() - today).days)
    return f"{near or say_short(wall)} {say_time(wall.time())}"


def clock_words(due_at: datetime | None, now: datetime) -> str:
    """``Due today 3pm, in 5 hours`` or ``Was due 30 Aug 2021 9:30am, 2 days 4 hours ago``."""
    if due_at is None:
        return ""
    if due_at < now:
        return f"Was due {when(due_at, now)}, {say_duration(now - due_at)} ago"
    return f"Due {when(due_at, now)}, in {say_duration(due_at - now)}"


def _episode(line: Line) -> str:
    return f"/missing/{line.row.id}"


def _child(line: Line) -> Markup:
    row = line.row
    age = f", {line.age}" if line.age is not None else ""
    marks = ""
    if line.repeat:
        marks += f" {tag(f'{line.times} times in 30 days', 'late')}"
    if row.unaccompanied:
        marks += f" {tag('Unaccompanied', 'info')}"
    if not row.ours:
        marks += f" {tag(AUTHORITIES.get(row.authority, 'Another council'), 'info')}"
    link = f'<a class="govuk-link" href="{_episode(line)}">{escaped(row.child)}</a>{age}'
    return safe(f"{link}<br>{marks}" if marks else link)


def _from(line: Line) -> Markup:
    row = line.row
    place = f"{escaped(row.place)}. " if row.place else ""
    return safe(f"{PLACES_FROM[row.where_from]}<br><span class='rh-small'>{place}{STATUSES[row.status]}</span>")


def _who(line: Line) -> Markup:
    nobody = tag("Nobody yet", "soon") if line.row.returned and line.row.ours else ""
    holder = escaped(line.row.worker) if line.row.worker else nobody
    away = f" {tag('Away today', 'soon')}" if line.holder_away else ""
    if line.social_worker:
        social = f"<span class='rh-small'>Social worker {escaped(line.social_worker)}</span>"
    else:
        social = tag("No social worker", "soon") if line.row.ours else ""
    return safe(f"{holder}{away}<br>{social}" if holder else social)


def _strategy(line: Line) -> Markup:
    row = line.row
    if row.strategy_held:
        return safe(f"{tag('Held', 'good')} {when(row.strategy_held, line.now)}")
    if not row.ours:
        return safe("Their council’s")
    if row.due_at is None:
        return safe("")
    late = row.due_at < line.now
    word = tag("Late", "late") if late else tag("Due", "soon" if line.row.hours >= LONG - 24 else "plain")
    length = say_hours(abs(row.due_at - line.now))
    return safe(
        f"{word} {when(row.due_at, line.now)}<br><span class='rh-small'>{length} {'late' if late else 'left'}</span>"
    )


def _clock(line: Line) -> Markup:
    due = line.row.due_at
    if due is None:
        return safe("")
    said = clock_words(due, line.now)
    if due < line.now:
        return safe(f"{tag('Late', 'late')} {said}")
    return safe(f"{tag('Today', 'soon')} {said}" if local_date(due) == local_date(line.now) else said)


def _tried(line: Line) -> Markup:
    count = line.row.attempts
    if not count:
        return safe("Not tried yet")
    last = escaped(line.last_answer)
    return safe(f"{count} {'time' if count == 1 else 'times'}<br><span class='rh-small'>Last: {last}</span>")


def _found_state(line: Line) -> Markup:
    row = line.row
    if not row.ours:
        return safe("Their council offers it")
    if row.accepted:
        return safe(tag("Accepted", "good"))
    return safe(tag("Offered", "info") if row.offered else tag("To offer", "soon"))


def _decisions(line: Line) -> str:
    return "".join(f"<li>{escaped(words)}</li>" for words in line.decisions)


def _decided(line: Line) -> Markup:
    return safe(f'<ul class="rh-decisions">{_decisions(line)}</ul>' if line.decisions else "")


def _decide(table: str) -> Callable[[Line], Markup]:
    """Today's decisions, and a field for one more that opens in place; all fields belong to the page's one form."""

    def cell(line: Line) -> Markup:
        name, key = escaped(line.row.child), f"decide-{table}-{line.row.id}"
        problem = (
            f'<p class="govuk-error-message" id="{key}-error"><span class="govuk-visually-hidden">Error:</span> '
            f"{escaped(line.problem)}</p>"
            if line.problem
            else ""
        )
        described = f' aria-describedby="{key}-error"' if problem else ""
        return safe(
            f'{_decided(line)}<details class="rh-decide"{" open" if line.typed else ""}>'
            f'<summary>Decide<span class="govuk-visually-hidden"> about {name}</span></summary>'
            f'{problem}<label class="govuk-visually-hidden" for="{key}">Decision about {name}</label>'
            f'<input class="govuk-input" id="{key}" name="decision_{line.row.id}" maxlength="300" '
            f'value="{escaped(line.typed)}" autocomplete="off"{described}>'
            f'<button class="govuk-button govuk-button--secondary rh-decide__go" type="submit">Record</button>'
            f"</details>"
        )

    return cell


def _text(line: Line) -> str:
    return "; ".join(line.decisions)


CHILD: Final[Column[Line]] = Column("child", "Child", lambda line: line.row.child, show=_child)
FROM: Final[Column[Line]] = Column(
    "from", "From", lambda line: f"{PLACES_FROM[line.row.where_from]} {line.row.place}".strip(), show=_from
)
RISK: Final[Column[Line]] = Column(
    "risk",
    "Risk",
    lambda line: _RISK_ORDER[line.row.risk],
    show=lambda line: safe(risk_tag(line.row.risk)),
)
WHO: Final[Column[Line]] = Column("who", "Held by", lambda line: line.row.worker or "Nobody yet", show=_who)
AREA: Final[Column[Line]] = Column("area", "Area", lambda line: AREAS[line.row.area])
INTERVIEW: Final[Column[Line]] = Column("due", "Interview", lambda line: line.row.due_at, show=_clock)
TRIED: Final[Column[Line]] = Column("tried", "Tried", lambda line: line.row.attempts, show=_tried)


def _list(
    name: str, caption: str, empty: str, columns: tuple[Column[Line], ...], sort: str = ""
) -> dict[str, Table[Line]]:
    """One list of the board, to read, to decide in, and to print in full."""
    to_read: Column[Line] = Column("decision", "Decided today", _text, show=_decided, sortable=False)
    to_decide: Column[Line] = Column("decision", "Decided today", _text, show=_decide(name), sortable=False)
    return {
        "read": Table(name=name, caption=caption, columns=(*columns, to_read), empty=empty),
        "decide": Table(name=name, caption=caption, columns=(*columns, to_decide), empty=empty),
        "print": Table(name=name, caption=caption, columns=(*columns, to_read), empty=empty, page_size=1000),
    }


BOARD: Final = {
    "missing": _list(
        "missing",
        "Missing now",
        "No child is missing now.",
        (
            CHILD,
            Column(
                "hours",
                "Missing for",
                lambda line: line.row.hours,
                show=lambda line: safe(
                    f"{'<strong>' if line.row.hours >= LONG else ''}{line.row.hours:,} hours"
                    f"{'</strong>' if line.row.hours >= LONG else ''}"
                    f"<br><span class='rh-small'>since {when(line.row.missing_from, line.now)}</span>"
                ),
            ),
            RISK,
            FROM,
            AREA,
            Column("strategy", "Strategy discussion", lambda line: line.row.due_at, show=_strategy),
            WHO,
        ),
    ),
    "found": _list(
        "found",
        "Found since yesterday",
        "Nobody was found since yesterday.",
        (
            CHILD,
            Column(
                "returned",
                "Came home",
                lambda line: line.row.returned,
                show=lambda line: safe(
                    f"{when(line.row.returned, line.now) if line.row.returned else ''}"
                    f"<br><span class='rh-small'>after {line.row.hours:,} hours</span>"
                ),
            ),
            RISK,
            FROM,
            AREA,
            Column("interview", "Interview", lambda line: bool(line.row.offered), show=_found_state),
            WHO,
        ),
    ),
    "offer": _list(
        "offer",
        "Interviews to offer",
        "Every child who came home has been offered an interview.",
        (CHILD, Column("due", "Offer", lambda line: line.row.due_at, show=_clock), TRIED, FROM, AREA, WHO),
    ),
    "today": _list(
        "today",
        "Interviews due today",
        "No interview falls due today.",
        (
            CHILD,
            Column("due", "Interview", lambda line: line.row.due_at, show=_clock),
            TRIED,
            FROM,
            AREA,
            WHO,
        ),
    ),
    "overdue": _list(
        "overdue",
        "Interviews overdue",
        "No interview is overdue.",
        (
            CHILD,
            Column("due", "Interview", lambda line: line.row.due_at, show=_clock),
            TRIED,
            FROM,
            AREA,
            WHO,
        ),
    ),
    "later": _list(
        "later",
        "Interviews due later",
        "No other interview is waiting.",
        (
            CHILD,
            Column("due", "Interview", lambda line: line.row.due_at, show=_clock),
            TRIED,
            FROM,
            AREA,
            WHO,
        ),
    ),
}
"""The lists of the board, in the order of the meeting."""
