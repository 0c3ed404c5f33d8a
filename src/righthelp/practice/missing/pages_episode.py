"""One episode: who, since when, what is due and why, who holds it; then everything that happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import say_duration, say_hours
from righthelp.foundation.journey import Explanation, State
from righthelp.foundation.pages.render import may_of, render
from righthelp.practice.missing import law, queries, queries_lists
from righthelp.practice.missing.authorities import AUTHORITIES
from righthelp.practice.missing.models import Episode, Harm, Interview, Pull, Push
from righthelp.practice.missing.pages_board_rows import social_workers
from righthelp.practice.missing.pages_board_table import clock_words
from righthelp.practice.missing.pages_guidance import FOUND, MISSING
from righthelp.practice.missing.pages_shared import child_of_episode, crumbs, name_and_age
from righthelp.practice.missing.pages_timeline import timeline
from righthelp.practice.people.homes import kept_quiet
from righthelp.practice.people.models import Address

_WHAT = {
    "return home interview": "Return home interview",
    "offer of an interview": "Offer of an interview",
    "strategy discussion": "Strategy discussion",
    "check with police and Home Office": "Check with police and Home Office",
}
_SHOWN = frozenset({State.RUNNING, State.OVERDUE, State.MET, State.LATE, State.EXCUSED})
_TONES = {
    State.RUNNING: ("Due", "soon"),
    State.OVERDUE: ("Late", "late"),
    State.MET: ("Done in time", "good"),
    State.LATE: ("Done late", "plain"),
    State.EXCUSED: ("Not owed now", "plain"),
}


@dataclass(frozen=True)
class Due:
    """One clock of the episode as the page shows it."""

    what: str
    word: str
    tone: str
    short: str
    sentence: str
    open: bool


@dataclass(frozen=True)
class Button:
    """One thing that can be recorded now."""

    words: str
    href: str
    primary: bool = False
    also: bool = False


def _due(explained: Explanation, now: datetime) -> Due:
    word, tone = _TONES[explained.state]
    is_open = explained.state in {State.RUNNING, State.OVERDUE}
    # The tag beside it says "Due".
    short = clock_words(explained.due_at, now).removeprefix("Due ") if is_open else ""
    sentence = explained.sentence[:1].upper() + explained.sentence[1:]
    what = _WHAT.get(explained.clock.name, explained.clock.name)
    return Due(what, word, tone, short, f"{sentence}.", is_open)


def _buttons(record: queries.EpisodeRecord, may: frozenset[str]) -> list[Button]:
    """What can be recorded now, the likeliest first."""
    episode, pk = record.episode, record.episode.pk
    at = {name: reverse(f"missing:{name}", args=[pk]) for name in _ACTIONS}
    found: list[Button] = []

    def add(name: str, words: str, act: str, *, primary: bool = False, also: bool = False) -> None:
        if act in may:
            found.append(Button(words, at[name], primary, also))

    ours, stands = episode.authority == law.OURS, episode.cancelled is None
    if stands and episode.returned is None:
        add("found", "Found or came home", "missing.phoned", primary=True)
        add("sighted", "Seen", "missing.phoned")
        add("strategy", "Strategy discussion", "missing.safeguard")
        if episode.unaccompanied:
            add("checked", "Asked for news", "missing.safeguard")
        add("risk", "Grade the risk", "missing.safeguard")
    if stands and episode.returned and ours and not record.interview:
        add("interview", "Record the interview", "missing.record", primary=bool(episode.accepted))
        add("offered", "Record an offer or attempt", "missing.record", primary=not episode.accepted)
        if episode.offered and not episode.accepted and not episode.declined:
            add("accepted", "Accepted", "missing.record")
            add("declined", "Declined", "missing.record")
    if record.interview:
        add("corrected", "Correct the interview", "missing.record")
        if record.interview.shared_with_police_at is None:
            add("shared", "Shared with the police", "missing.record")
    if stands and ours:
        add("assigned", "Hand over" if episode.support_worker else "Who takes this?", "missing.assign")
    add("decided", "Record a decision", "missing.decide", also=True)
    add("action", "Agree an action", "missing.safeguard", also=True)
    add("supported", "Support given", "missing.record", also=True)
    add("together", "Missing together", "missing.safeguard", also=True)
    if stands and episode.returned:
        add("found", "Correct the return", "missing.phoned", also=True)
    if stands and not record.interview:
        add("cancelled", "Cancel the report", "missing.phoned", also=True)
    return found


_ACTIONS = (
    "found",
    "sighted",
    "cancelled",
    "risk",
    "strategy",
    "checked",
    "offered",
    "accepted",
    "declined",
    "interview",
    "corrected",
    "shared",
    "assigned",
    "decided",
    "action",
    "supported",
    "together",
)


@route(act="missing.episode", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
def episode(request: PageRequest, episode_id: int) -> HttpResponse:
    """The page of one episode."""
    record = queries.record_of(episode_id, request.now)
    if record is None:
        raise Http404
    one, now, may = record.episode, request.now, may_of(request.account)
    links = [(record.other_of(link), link.why) for link in record.together]
    suggested = queries_lists.maybe_together(episode_id, now) if "missing.safeguard" in may else []
    others = {other.pk: other.child_id for other, _ in links} | {
        each.second.id: each.second.child_id for each in suggested
    }
    open_ones = set(
        within_reach(
            Episode.objects.filter(pk__in=others),
            request.account,
            "missing.episode",
            kind="child",
            field="child_id",
            now=now,
        ).values_list("pk", flat=True)
    )
    saw(request, {child for pk, child in others.items() if pk in open_ones})
    return render(
        request,
        "missing/episode.html",
        {
            "title": name_and_age(one.child, now),
            "crumbs": crumbs(request),
            "record": record,
            "episode": one,
            "state": _state(one, now),
            "dues": [_due(each, now) for each in record.clocks if each.state in _SHOWN],
            "buttons": _buttons(record, may),
            "social_worker": social_workers([one.child_id], now).get(one.child_id, ""),
            "council": AUTHORITIES.get(one.authority, one.authority) if one.authority != law.OURS else "",
            "timeline": timeline(record),
            "words": learned(record.interview) if record.interview else {},
            "open_actions": [action for action in one.actions.all() if action.done_at is None],
            "links": [(other, why, other.pk in open_ones) for other, why in links],
            "suggested": [each for each in suggested if each.second.id in open_ones],
            "earlier": [row for row in queries.child_episodes(one.child_id, now) if row.id != one.pk],
            "address_times": _times_at(one, request),
            "home_name": _home_name(one, request),
            "guide": FOUND if one.returned else MISSING,
            "now": now,
        },
    )


def _state(one: Episode, now: datetime) -> tuple[str, str, str]:
    """The first sentence: words, tone, and how long."""
    if one.cancelled:
        return ("Report cancelled", "plain", "The child had not been missing.")
    if one.returned is None:
        length = now - one.missing_from
        tone = "late" if length >= timedelta(hours=law.STRATEGY_WITHIN.amount) else "soon"
        return ("Missing now", tone, f"Missing for {say_hours(length)} ({say_duration(length)})")
    return ("Home", "good", f"Was missing for {say_duration(one.returned - one.missing_from)}")


def _labels(chosen: list[str], choices: type[models.TextChoices]) -> str:
    return ", ".join(str(choices(key).label) for key in chosen) or "Nothing ticked"


def learned(held: Interview) -> dict[str, str]:
    """What was ticked and named in the interview, in words."""
    people = [
        f"{person.name} ({str(person.get_relation_display()).lower()}){f': {person.note}' if person.note else ''}"
        for person in held.people.all()
    ]
    return {
        "push": _labels(held.push_factors, Push),
        "pull": _labels(held.pull_factors, Pull),
        "harm": _labels(held.harm, Harm),
        "places": ", ".join(f"{place.name} ({str(place.get_kind_display()).lower()})" for place in held.places.all())
        or "None named",
        "people": "; ".join(people) or "Nobody named",
    }


def _home_name(one: Episode, request: PageRequest) -> str:
    """The name of the home the child went from; nothing where it is kept quiet and the reader is not tied to them."""
    if one.address is None or not one.address.name:
        return ""
    tied = bool(request.decision.relationship)
    quiet = Address.objects.filter(kept_quiet("pk"), pk=one.address.pk)
    return one.address.name if tied or not quiet.exists() else ""


def _times_at(one: Episode, request: PageRequest) -> int:
    """How many episodes in ninety days began at the same address; children of one home and one family alike.

    Only of children whom the reader may know of: a number that does not fit the list would tell of the others.
    """
    if one.address_id is None:
        return 0
    now, since = request.now, request.now - timedelta(days=90)
    rows = Episode.objects.filter(
        address=one.address_id, notified__gte=since, notified__lte=now, cancelled__isnull=True
    )
    return within_reach(rows, request.account, "child.search", kind="child", field="child_id", now=now).count()
