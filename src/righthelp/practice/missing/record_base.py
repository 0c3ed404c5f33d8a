"""What every verb of the missing story shares: who, when, one episode locked, and the one way to write it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.db.models import Model

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_moment
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.missing import law
from righthelp.practice.missing.authorities import AUTHORITIES
from righthelp.practice.missing.journey import Missing
from righthelp.practice.missing.models import Episode
from righthelp.practice.missing.turns import child_turn, one_at_a_time
from righthelp.practice.workforce.models import Worker

By = Worker | Account
"""Who does it. A verb whose record names a worker refuses an account that is nobody's at work."""


def worker_of(by: By) -> Worker:
    """The worker behind ``by``."""
    if isinstance(by, Worker):
        return by
    try:
        return by.worker
    except ObjectDoesNotExist:
        raise Refused("by", "This must be recorded by someone who works for the Trust. Ask your manager.") from None


def not_future(field: str, at: datetime, now: datetime) -> None:
    """Refuse a moment that has not come yet."""
    if at > now:
        raise Refused(field, f"{say_moment(at)} is in the future. Enter when it happened.")


def words(field: str, text: str, ask: str, longest: int | None = None) -> str:
    """``text`` trimmed; refused with ``ask`` when empty, and when too long to keep whole."""
    tidy = text.strip()
    if not tidy:
        raise Refused(field, ask)
    if longest and len(tidy) > longest:
        raise Refused(field, f"Make this shorter: at most {longest} characters; it has {len(tidy)}.")
    return tidy


def one_of(field: str, value: str, allowed: Iterable[str]) -> str:
    """``value`` if it is one of the choices."""
    if value not in set(allowed):
        raise Refused(field, "Choose one of the answers in the list.")
    return value


def locked(episode: int) -> Episode:
    """The episode, locked with its child until the transaction ends. Call inside ``transaction.atomic``."""
    child = Episode.objects.filter(pk=episode).values_list("child_id", flat=True).first()
    if child is not None:
        one_at_a_time([child_turn(child)])
    found = Episode.objects.select_for_update().filter(pk=episode).first()
    if found is None:
        raise Refused("episode", "This episode is no longer there. Go back to the board and open it again.")
    return found


M = TypeVar("M", bound=Model)


def once(model: type[M], *, stamped: Mapping[str, object] | None = None, **said: object) -> M:
    """The row that says exactly this, made now unless it is there already: a button pressed twice records once.

    ``stamped`` are the fields that the moment of recording fills in. Call with the episode ``locked``.
    """
    there = model._default_manager.filter(**said).order_by("pk").first()
    return there or model._default_manager.create(**said, **(stamped or {}))


def recorded(episode: Episode, now: datetime, *, by_hand: Iterable[str] = ()) -> Episode:
    """Write an episode back and settle its clocks: the only way a verb may write one.

    ``by_hand`` names facts a person has just entered: police notices leave them alone from now on.
    """
    episode.by_hand = sorted({*episode.by_hand, *by_hand})
    try:
        with transaction.atomic():
            episode.save()
    except IntegrityError as broken:
        raise _refusal(broken) from None
    settle(Missing, [episode.pk], now)
    return episode


_SENTENCES = {
    "episode_one_at_a_time": (
        "missing_from",
        "The child was already missing at that time. Open that episode instead, or record when they came home first.",
    ),
    "episode_returned_after_missing": ("returned", "The child cannot be found before they went missing. Check both."),
    "episode_interview_after_return": ("held_at", "The interview cannot be before the child came home."),
    "episode_offer_after_return": ("at", "An interview cannot be offered before the child came home."),
    "episode_offer_only_to_our_children": ("episode", "Another council offers this child an interview."),
    "episode_notified_after_missing": ("notified", "We cannot have been told before the child went missing."),
}


def _refusal(broken: IntegrityError) -> Refused:
    """What the database refused, in words. The database is the last to check; the verbs check first."""
    said = str(broken)
    for name, (field, sentence) in _SENTENCES.items():
        if name in said:
            return Refused(field, sentence)
    return Refused("", "This contradicts what is already recorded. Nothing was changed; check the dates.")


def stands(episode: Episode) -> None:
    """Refuse work on a report that was cancelled."""
    if episode.cancelled:
        raise Refused("episode", "This report was cancelled: the child had not been missing. Nothing more is due.")


def ours(episode: Episode) -> None:
    """Refuse to offer an interview to another council's child."""
    if episode.authority != law.OURS:
        council = AUTHORITIES.get(episode.authority, "another council")
        raise Refused(
            "episode", f"{council} is responsible for this child and offers the interview. Send the notice on."
        )
