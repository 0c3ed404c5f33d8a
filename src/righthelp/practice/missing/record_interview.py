"""The return home interview: held, sent to the social worker at once, corrected, shared with the police."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

from django.db import transaction
from django.db.models import Q

from righthelp.foundation.calendar import say_moment
from righthelp.foundation.refusals import Refused
from righthelp.practice.missing import team
from righthelp.practice.missing.models import (
    Answer,
    Episode,
    Harm,
    How,
    Interview,
    InterviewPerson,
    InterviewPlace,
    InterviewSetting,
    Offer,
    PersonRelation,
    PlaceKind,
    Pull,
    Push,
)
from righthelp.practice.missing.record_base import (
    By,
    locked,
    not_future,
    one_of,
    ours,
    recorded,
    stands,
    words,
    worker_of,
)
from righthelp.practice.missing.record_offers import answered
from righthelp.practice.workforce.models import Allocation, Worker


class Same(Enum):
    """Stands for "leave it as it is" where every value, none included, means something."""

    UNCHANGED = "unchanged"


UNCHANGED: Final = Same.UNCHANGED


@dataclass(frozen=True)
class PlaceSaid:
    """A place the child spoke of; ``address`` is the id of an address in the register, where it is one."""

    name: str
    kind: str = PlaceKind.OTHER
    address: int | None = None


@dataclass(frozen=True)
class PersonSaid:
    """A person the child spoke of, by name or nickname."""

    name: str
    relation: str = PersonRelation.OTHER
    note: str = ""


@transaction.atomic
def interview_held(
    *,
    episode: int,
    held_at: datetime,
    place_kind: str,
    child_seen_alone: bool,
    own_words: str,
    by: By,
    now: datetime,
    where: str = "",
    push_factors: Sequence[str] = (),
    pull_factors: Sequence[str] = (),
    harm: Sequence[str] = (),
    harm_note: str = "",
    summary: str = "",
    places: Sequence[PlaceSaid] = (),
    people: Sequence[PersonSaid] = (),
    worker: Worker | None = None,
) -> Interview:
    """Somebody independent listened to the child. What was learned goes to the primary social worker at once.

    A child who talks has accepted: without an earlier acceptance one is recorded at ``held_at``, and an earlier decline
    is answered by it. The child's own primary worker is not independent and is refused.
    """
    row = locked(episode)
    stands(row)
    ours(row)
    _when(row, held_at, now)
    if row.held:
        raise Refused(
            "episode", f"The interview was already held, on {say_moment(row.held)}. Correct that one instead."
        )
    listener = worker or worker_of(by)
    primary = primary_worker(row.child_id, now)
    if primary is not None and primary.pk == listener.pk:
        raise Refused("worker", "The child’s own worker is not independent. Somebody else must hold this interview.")
    learned = _learned(
        place_kind=place_kind,
        own_words=own_words,
        push_factors=push_factors,
        pull_factors=pull_factors,
        harm=harm,
        harm_note=harm_note,
    )
    if row.offered is None or row.accepted is None or row.declined is not None:
        offer = Offer.objects.create(
            episode=row,
            at=held_at,
            how=How.PHONE if place_kind == InterviewSetting.REMOTE else How.IN_PERSON,
            worker=listener,
            answer=Answer.ACCEPTED,
            in_hours=team.in_hours(held_at),
        )
        answered(row, offer)
    row.held = held_at
    recorded(row, now)
    interview = Interview.objects.create(
        episode=row,
        held_at=held_at,
        recorded_at=now,
        worker=listener,
        where=where.strip()[:200],
        child_seen_alone=child_seen_alone,
        summary=summary.strip(),
        sent_to=primary,
        sent_at=now if primary else None,
        **learned,
    )
    _spoken_of(interview, places, people)
    return interview


def _when(row: Episode, held_at: datetime, now: datetime) -> None:
    not_future("held_at", held_at, now)
    if row.returned is None:
        raise Refused("held_at", "The child is not recorded as found yet. Record the return first.")
    if held_at < row.returned:
        raise Refused(
            "held_at",
            f"The child came home on {say_moment(row.returned)}; the interview cannot be before. Check the date.",
        )
    if row.offered and held_at < row.offered:
        raise Refused("held_at", f"The interview was first offered on {say_moment(row.offered)}. Check the date.")
    if row.declined and held_at < row.declined:
        raise Refused("held_at", f"The offer was declined on {say_moment(row.declined)}. Check the date.")


def primary_worker(child: int, now: datetime) -> Worker | None:
    """The child's primary social worker at a moment."""
    held = Allocation.objects.filter(Q(ends__isnull=True) | Q(ends__gt=now), child=child, primary=True, starts__lte=now)
    allocation = held.select_related("worker").first()
    return allocation.worker if allocation else None


def _learned(
    *,
    place_kind: str,
    own_words: str,
    push_factors: Sequence[str],
    pull_factors: Sequence[str],
    harm: Sequence[str],
    harm_note: str,
) -> dict[str, object]:
    ask = "Write what the child said, in their own words. If they chose to say nothing, write that."
    found: dict[str, object] = {
        "place_kind": one_of("place_kind", place_kind, InterviewSetting.values),
        "own_words": words("own_words", own_words, ask),
        "push_factors": _all_of("push_factors", push_factors, Push.values),
        "pull_factors": _all_of("pull_factors", pull_factors, Pull.values),
        "harm": _all_of("harm", harm, Harm.values),
        "harm_note": harm_note.strip(),
    }
    if harm:
        words("harm_note", harm_note, "Say what was done to the child, and what you did about it.")
    return found


def _all_of(field: str, chosen: Iterable[str], allowed: list[str]) -> list[str]:
    """The chosen values once each, in the order in which the list has them."""
    some = {one_of(field, str(value), allowed) for value in chosen}
    return [value for value in allowed if value in some]


def _spoken_of(interview: Interview, places: Sequence[PlaceSaid], people: Sequence[PersonSaid]) -> None:
    InterviewPlace.objects.bulk_create(
        InterviewPlace(
            interview=interview,
            name=words("places", place.name, "Name the place, or leave the line out.", 200),
            kind=one_of("places", place.kind, PlaceKind.values),
            address_id=place.address,
        )
        for place in places
    )
    InterviewPerson.objects.bulk_create(
        InterviewPerson(
            interview=interview,
            name=words("people", person.name, "Give the name or nickname, or leave the line out.", 120),
            relation=one_of("people", person.relation, PersonRelation.values),
            note=person.note.strip()[:500],
        )
        for person in people
    )


@transaction.atomic
def interview_corrected(
    *,
    interview: int,
    by: By,
    now: datetime,
    held_at: datetime | Same = UNCHANGED,
    place_kind: str | Same = UNCHANGED,
    where: str | Same = UNCHANGED,
    child_seen_alone: bool | Same = UNCHANGED,
    own_words: str | Same = UNCHANGED,
    push_factors: Sequence[str] | Same = UNCHANGED,
    pull_factors: Sequence[str] | Same = UNCHANGED,
    harm: Sequence[str] | Same = UNCHANGED,
    harm_note: str | Same = UNCHANGED,
    summary: str | Same = UNCHANGED,
    places: Sequence[PlaceSaid] | Same = UNCHANGED,
    people: Sequence[PersonSaid] | Same = UNCHANGED,
) -> Interview:
    """The record of an interview was put right; what it said before stays in its history.

    It is sent again to whoever is the primary social worker now, so that nobody plans on what was wrong.
    """
    worker_of(by)
    about = Interview.objects.filter(pk=interview).values_list("episode_id", flat=True).first()
    if about is None:
        raise Refused("interview", "This interview is no longer there. Go back to the episode and open it again.")
    row = locked(about)
    kept = Interview.objects.get(pk=interview)

    def now_or_before(value: object, name: str) -> object:
        return getattr(kept, name) if value is UNCHANGED else value

    if not isinstance(held_at, Same):
        _moved(row, kept, held_at, now)
    learned = _learned(
        place_kind=str(now_or_before(place_kind, "place_kind")),
        own_words=str(now_or_before(own_words, "own_words")),
        push_factors=kept.push_factors if isinstance(push_factors, Same) else push_factors,
        pull_factors=kept.pull_factors if isinstance(pull_factors, Same) else pull_factors,
        harm=kept.harm if isinstance(harm, Same) else harm,
        harm_note=str(now_or_before(harm_note, "harm_note")),
    )
    for name, value in learned.items():
        setattr(kept, name, value)
    if not isinstance(where, Same):
        kept.where = where.strip()[:200]
    if not isinstance(child_seen_alone, Same):
        kept.child_seen_alone = child_seen_alone
    if not isinstance(summary, Same):
        kept.summary = summary.strip()
    primary = primary_worker(row.child_id, now)
    if primary is not None:
        kept.sent_to, kept.sent_at = primary, now
    kept.save()
    if not isinstance(places, Same):
        kept.places.all().delete()
        _spoken_of(kept, places, ())
    if not isinstance(people, Same):
        kept.people.all().delete()
        _spoken_of(kept, (), people)
    return kept


def _moved(row: Episode, kept: Interview, held_at: datetime, now: datetime) -> None:
    """The interview was at another time; an offer that was only made by holding it moves with it."""
    implied = Offer.objects.filter(episode=row, at=kept.held_at, answer=Answer.ACCEPTED)
    if row.offered == kept.held_at and implied.exists():
        row.offered = held_at
    if row.accepted == kept.held_at and implied.exists():
        row.accepted = held_at
    _when(row, held_at, now)
    implied.update(at=held_at, in_hours=team.in_hours(held_at))
    kept.held_at = row.held = held_at
    recorded(row, now)


@transaction.atomic
def shared_with_police(*, interview: int, by: By, now: datetime, at: datetime | None = None) -> Interview:
    """The interview's report was shared with the police partnership team."""
    worker_of(by)
    when = at or now
    not_future("at", when, now)
    kept = Interview.objects.select_for_update().filter(pk=interview).first()
    if kept is None:
        raise Refused("interview", "This interview is no longer there. Go back to the episode and open it again.")
    if when < kept.held_at:
        raise Refused("at", f"The interview was held on {say_moment(kept.held_at)}. Check the date.")
    kept.shared_with_police_at = when
    kept.save(update_fields=["shared_with_police_at"])
    return kept
