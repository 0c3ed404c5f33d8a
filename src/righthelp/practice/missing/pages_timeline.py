"""Everything that happened in one episode, in the order in which it happened, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from righthelp.foundation.calendar import say_duration, say_moment
from righthelp.foundation.intake.models import State
from righthelp.practice.missing.authorities import AUTHORITIES
from righthelp.practice.missing.models import Answer, Episode
from righthelp.practice.missing.notices import Event, read
from righthelp.practice.missing.queries import EpisodeRecord

_EVENTS = {
    Event.MISSING: "Police notice: missing",
    Event.SIGHTED: "Police notice: seen",
    Event.FOUND: "Police notice: found",
    Event.CANCELLED: "Police notice: report cancelled",
}


@dataclass(frozen=True)
class Happening:
    """One thing that happened: when, what, the words that belong to it, and who recorded or did it."""

    at: datetime
    what: str
    lines: tuple[str, ...] = ()
    who: str = ""
    quote: str = ""
    order: int = 5


def timeline(record: EpisodeRecord) -> list[Happening]:
    """The latest first, as the next person wants it."""
    return sorted(_all(record), key=lambda each: (each.at, each.order), reverse=True)


def _said(*parts: str) -> tuple[str, ...]:
    return tuple(part for part in parts if part)


def _all(record: EpisodeRecord) -> Iterator[Happening]:
    episode = record.episode
    last_seen = f"Last seen: {episode.last_seen}" if episode.last_seen else ""
    yield Happening(episode.missing_from, "Went missing", _said(last_seen), order=0)
    if episode.returned:
        length = f"After {say_duration(episode.returned - episode.missing_from)}"
        yield Happening(episode.returned, "Came home", _said(length, episode.found_where, episode.found_how), order=1)
    if episode.cancelled:
        yield Happening(episode.cancelled, "Report cancelled", _said(episode.cancelled_reason), order=1)
    yield from _notices(record)
    yield from _while_missing(episode)
    yield from _afterwards(record)


def _notices(record: EpisodeRecord) -> Iterator[Happening]:
    for message in record.notices:
        said = read(message)
        what = _EVENTS.get(said.event, "Police notice") if said.event else "Police notice"
        if said.revision > 1:
            what += f", revision {said.revision}"
        waits = f"Waits for a person: {message.reason}" if message.state == State.WAITING else ""
        happened = f"Says it happened {say_moment(said.happened_at)}" if said.happened_at else ""
        yield Happening(
            message.received_at,
            what,
            _said(happened, said.place, said.how, said.reason, waits),
            who=message.sender.replace("-", " ").title(),
            order=2,
        )
    if not record.notices:
        yield Happening(record.episode.notified, "We were told", order=2)


def _while_missing(episode: Episode) -> Iterator[Happening]:
    for seen in episode.sightings.all():
        if seen.notice_key is None:
            yield Happening(seen.seen_at, "Seen", _said(seen.place), who=str(seen.get_source_display()))
    for held in episode.strategy_discussions.all():
        yield Happening(
            held.held_at,
            "Strategy discussion",
            _said(f"There: {held.present}", held.decisions),
            who=held.chaired_by.name,
        )
    for asked in episode.checks.all():
        yield Happening(
            asked.at,
            f"Asked the {asked.get_with_whom_display()} for news",
            _said(asked.outcome, f"Next check due {say_moment(asked.next_due_at)}"),
            who=asked.by.name,
        )
    for sent in episode.forwards.all():
        council = AUTHORITIES.get(sent.authority, "the council responsible")
        if sent.forwarded_at:
            yield Happening(
                sent.forwarded_at, f"Sent on to {council}", _said(sent.how), who=sent.by.name if sent.by else ""
            )
    for decided in episode.decisions.all():
        yield Happening(decided.decided_at, "Decided at the daily meeting", (decided.text,), who=decided.by.name)


def _afterwards(record: EpisodeRecord) -> Iterator[Happening]:
    episode = record.episode
    for offer in episode.offers.all():
        answer = str(offer.get_answer_display())
        if offer.answer == Answer.DECLINED:
            answer += (
                f" by {str(offer.get_declined_by_display()).lower()}: {str(offer.get_decline_reason_display()).lower()}"
            )
        how = str(offer.get_how_display()) + (f", spoke to {offer.spoken_to}" if offer.spoken_to else "")
        hours = "" if offer.in_hours else "Out of office hours"
        what = "Tried to offer an interview" if offer.answer == Answer.NO_ANSWER else "Interview offered"
        yield Happening(offer.at, what, _said(f"{how}. {answer}.", offer.note, hours), who=offer.worker.name)
    interview = record.interview
    if interview:
        alone = "Seen alone" if interview.child_seen_alone else "Not seen alone"
        sent = (
            f"Sent to {interview.sent_to.name} {say_moment(interview.sent_at)}"
            if interview.sent_to and interview.sent_at
            else "Sent to nobody: the child has no social worker"
        )
        yield Happening(
            interview.held_at,
            "Return home interview held",
            _said(f"{interview.get_place_kind_display()}. {alone}.", sent),
            who=interview.worker.name,
            quote=interview.own_words,
        )
        if interview.shared_with_police_at:
            yield Happening(interview.shared_with_police_at, "Interview shared with the police")
    for action in episode.actions.all():
        yield Happening(
            action.agreed_at,
            "Action agreed",
            _said(action.text, f"By {say_moment(action.due_at)}"),
            who=action.owner.name,
        )
        if action.done_at:
            yield Happening(action.done_at, "Action done", _said(action.text, action.outcome), who=action.owner.name)
    for help_given in episode.support.all():
        yield Happening(
            help_given.at,
            f"Support given: {str(help_given.get_kind_display()).lower()}",
            _said(help_given.note),
            who=help_given.worker.name,
        )
