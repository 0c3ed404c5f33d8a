"""A child's life with us in one list: episodes, offers, interviews, placements, plans, moves, who worked with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, NamedTuple

from righthelp.desk.links import episode_link
from righthelp.foundation.calendar import say_date, say_moment
from righthelp.foundation.database import kept
from righthelp.practice.missing.models import Answer, DeclinedBy, How, InterviewSetting, WhereFrom
from righthelp.practice.people.models import InvolvementKind, PlacementKind
from righthelp.practice.people.protected import PROTECTED, PROTECTED_HOME, PROTECTED_PLACEMENT

KINDS: Final = (
    ("missing", "Missing"),
    ("offer", "Offers of an interview"),
    ("interview", "Interviews"),
    ("meeting", "Strategy discussions"),
    ("plan", "Plans and care"),
    ("placement", "Placements"),
    ("move", "Moves"),
    ("worker", "Workers"),
    ("oversight", "Management oversight"),
)


class _Row(NamedTuple):
    what: str
    seconds: float  # since 1970; a moment is made of it only when it is shown
    by_day: bool
    year: int
    one: str
    two: str
    three: str
    episode: int | None


class Event:
    """Something that happened to or for a child. Its words are made when they are read: a page shows fifty of hundreds.

    ``at`` is the moment, or the beginning of the day where only the day is known.
    """

    __slots__ = ("_row", "_said", "_shows_protected")

    def __init__(self, row: _Row, *, shows_protected: bool) -> None:
        self._row, self._shows_protected = row, shows_protected
        self._said: tuple[str, str] | None = None

    @property
    def at(self) -> datetime:
        """When, in UTC."""
        return datetime.fromtimestamp(self._row.seconds, UTC)

    @property
    def kind(self) -> str:
        """One of :data:`KINDS`."""
        return _KIND_OF[self._row.what]

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
            self._said = _SAYS[self._row.what](self._row, self._shows_protected)
        return self._said

    @property
    def href(self) -> str | None:
        """The episode's page, where there is one."""
        return episode_link("missing", self._row.episode) if self._row.episode else None

    @property
    def year(self) -> str:
        """The London year, for the filter."""
        return str(self._row.year)

    @property
    def when(self) -> str:
        """The date, or the moment, as people say it."""
        return say_date(self.at) if self._row.by_day else say_moment(self.at)


# What happened first where only the day is known: one thing ends before the next begins. The texts settle the rest, so
# that two events which tie in everything look alike on the page and their order cannot be seen.
_WITHIN_A_DAY: Final = (
    "array['plan over', 'placement over', 'worker over', 'handed over', 'worker', 'plan', 'placed', 'home', 'gone', "
    "'back', 'forwarded', 'offer', 'meeting', 'interview', 'oversight', 'decided', 'decision done', 'decision stopped']"
)

# What, when (a moment or a day), three texts, and the episode it belongs to. One round trip for the whole of a life.
_EVENTS: Final = f"""
with happened (what, at, day, one, two, three, episode) as (
select 'gone', missing_from, null::date, where_from, last_seen, (cancelled is not null)::text, id
  from missing_episode where child_id = %(child)s
union all select 'back', returned, null, found_where, '', '', id
  from missing_episode where child_id = %(child)s and returned is not null and cancelled is null
union all select 'forwarded', forwarded, null, '', '', '', id
  from missing_episode where child_id = %(child)s and forwarded is not null
union all select 'offer', o.at, null, o.how, o.answer, o.declined_by || '|' || w.name, o.episode_id
  from missing_offer o join workforce_worker w on w.id = o.worker_id
  join missing_episode e on e.id = o.episode_id where e.child_id = %(child)s
union all select 'interview', i.held_at, null, i.place_kind, w.name, '', i.episode_id
  from missing_interview i join workforce_worker w on w.id = i.worker_id
  join missing_episode e on e.id = i.episode_id where e.child_id = %(child)s
union all select 'meeting', s.held_at, null, w.name, '', '', s.episode_id
  from missing_strategydiscussion s join workforce_worker w on w.id = s.chaired_by_id
  join missing_episode e on e.id = s.episode_id where e.child_id = %(child)s
union all select 'plan', null, starts, kind, '', '', null from people_involvement where child_id = %(child)s
union all select 'plan over', null, ends, kind, '', '', null
  from people_involvement where child_id = %(child)s and ends is not null
union all select 'placed', null, p.starts, p.kind, concat_ws(', ', nullif(a.name, ''), a.locality),
       {PROTECTED_PLACEMENT.format(placed="p")}::text, null
  from people_placement p join people_address a on a.id = p.address_id where p.child_id = %(child)s
union all select 'placement over', null, ends, kind, '', '', null
  from people_placement where child_id = %(child)s and ends is not null
union all select 'home', null, r.starts, concat_ws(', ', nullif(a.name, ''), a.line, a.locality, a.postcode), '',
       {PROTECTED_HOME.format(home="r")}::text, null
  from people_residence r join people_address a on a.id = r.address_id where r.person_id = %(child)s
union all select 'worker', al.starts, null, w.name, coalesce(nullif(al.reason, ''), w.title), al."primary"::text, null
  from workforce_allocation al join workforce_worker w on w.id = al.worker_id where al.child_id = %(child)s
union all select 'worker over', al.ends, null, w.name, al.ended_reason, '', null
  from workforce_allocation al join workforce_worker w on w.id = al.worker_id
  where al.child_id = %(child)s and al.ends is not null
union all select 'handed over', r.made_at, null, g.name, w.name, coalesce(nullif(p.note, ''), r.note), null
  from workforce_passedon p join workforce_reallocation r on r.id = p.reallocation_id
  join workforce_worker g on g.id = r.giver_id join workforce_worker w on w.id = p.receiver_id
  where p.child_id = %(child)s and p.refused = '' and p.taken_back_at is null
union all select 'oversight', d.discussed, null, w.name, d.note, '', null
  from supervision_discussion d join workforce_worker w on w.id = d.written_by_id where d.child_id = %(child)s
union all select 'decided', d.made, null, d.what, w.name, '', null
  from supervision_decision d join workforce_worker w on w.id = d.who_id where d.child_id = %(child)s
union all select 'decision done', d.done, null, d.what, d.done_note, '', null
  from supervision_decision d where d.child_id = %(child)s and d.done is not null
union all select 'decision stopped', d.stopped, null, d.what, d.stopped_why, '', null
  from supervision_decision d where d.child_id = %(child)s and d.stopped is not null
), timed as (select *, coalesce(at, day::timestamp at time zone 'Europe/London') as moment from happened)
select what, extract(epoch from moment)::float8, at is null,
       extract(year from moment at time zone 'Europe/London')::int, one, two, three, episode
  from timed
 order by moment desc, array_position({_WITHIN_A_DAY}, what) desc, episode desc nulls last, one, two, three
"""  # noqa: S608  ours


def events(child: int, *, shows_protected: bool) -> list[Event]:
    """Everything, newest first. One query. ``shows_protected``: whether the reader needs a protected address."""
    return [Event(_Row(*row), shows_protected=shows_protected) for row in kept.rows(_EVENTS, {"child": child})]


_Said = tuple[str, str]


def _low(label: object) -> str:
    return str(label).lower()


def _gone(row: _Row, _: bool) -> _Said:
    if row.three == "true":
        return "Reported missing, and the report cancelled", ""
    return f"Went missing from {_low(WhereFrom(row.one).label)}", row.two


def _offer(row: _Row, _: bool) -> _Said:
    declined_by, _bar, worker = row.three.partition("|")
    who = f" by {_low(DeclinedBy(declined_by).label)}" if declined_by else ""
    if row.two == Answer.NO_ANSWER:  # persistence, not yet an offer
        return f"Tried to offer an interview {_low(How(row.one).label)}: no answer", worker
    return f"Interview offered {_low(How(row.one).label)}: {_low(Answer(row.two).label)}{who}", worker


def _plan(row: _Row, _: bool) -> _Said:
    over = row.what == "plan over"
    if row.one == InvolvementKind.CARE:
        return "Left care" if over else "Came into care", ""
    return f"{InvolvementKind(row.one).label} {'ended' if over else 'began'}", ""


def _placed(row: _Row, shows_protected: bool) -> _Said:
    hidden = row.three == "true" and not shows_protected
    return f"Placed: {_low(PlacementKind(row.one).label)}", PROTECTED if hidden else row.two


def _home(row: _Row, shows_protected: bool) -> _Said:
    hidden = row.three == "true" and not shows_protected
    return "Moved home", PROTECTED if hidden else row.one


def _worker(row: _Row, _: bool) -> _Said:
    became = "became the child’s worker" if row.three == "true" else "began to work alongside"
    return f"{row.one} {became}", row.two


_KIND_OF: Final = {
    "gone": "missing",
    "back": "missing",
    "forwarded": "missing",
    "offer": "offer",
    "interview": "interview",
    "meeting": "meeting",
    "plan": "plan",
    "plan over": "plan",
    "placed": "placement",
    "placement over": "placement",
    "home": "move",
    "worker": "worker",
    "worker over": "worker",
    "handed over": "worker",
    "oversight": "oversight",
    "decided": "oversight",
    "decision done": "oversight",
    "decision stopped": "oversight",
}
_SAYS: Final[dict[str, Callable[[_Row, bool], _Said]]] = {
    "gone": _gone,
    "back": lambda row, _: ("Came home or was found", row.one),
    "forwarded": lambda row, _: ("Notice sent on to the council responsible", ""),
    "offer": _offer,
    "interview": lambda row, _: (
        f"Return home interview held {_low(InterviewSetting(row.one).label)}",
        row.two,
    ),
    "meeting": lambda row, _: ("Strategy discussion held", f"Chaired by {row.one}"),
    "plan": _plan,
    "plan over": _plan,
    "placed": _placed,
    "placement over": lambda row, _: (f"Placement ended: {_low(PlacementKind(row.one).label)}", ""),
    "home": _home,
    "worker": _worker,
    "worker over": lambda row, _: (f"{row.one} stopped working with the child", row.two),
    "handed over": lambda row, _: (f"{row.one} handed over to {row.two}", row.three),
    "oversight": lambda row, _: (f"Talked about in supervision by {row.one}", row.two),
    "decided": lambda row, _: (f"Decided in supervision: {row.one}", row.two),
    "decision done": lambda row, _: (f"Done: {row.one}", row.two),
    "decision stopped": lambda row, _: (f"Need not be done: {row.one}", row.two),
}
