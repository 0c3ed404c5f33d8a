"""Offering the interview: who goes, each attempt, and the answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from righthelp.foundation.calendar import local_date, say_moment
from righthelp.foundation.refusals import Refused
from righthelp.practice.missing import team
from righthelp.practice.missing.models import Answer, DeclinedBy, DeclineReason, Episode, How, Offer
from righthelp.practice.missing.record_base import (
    By,
    locked,
    not_future,
    once,
    one_of,
    ours,
    recorded,
    stands,
    words,
    worker_of,
)
from righthelp.practice.workforce.models import Worker


@transaction.atomic
def support_worker_assigned(*, episode: int, by: By, now: datetime, worker: Worker | None = None) -> Episode:
    """Somebody of the missing team will make the offer: the worker named, else the one the child has met before."""
    worker_of(by)
    row = locked(episode)
    stands(row)
    ours(row)
    if worker is None:
        choice = team.preferred(row.child_id, now)
        if choice is None:
            raise Refused(
                "worker", "Nobody of the missing team is present today. Ask another team, and name the worker."
            )
        worker = choice.worker
    _present(worker, now)
    row.support_worker = worker
    return recorded(row, now)


@transaction.atomic
def handed_over(*, episode: int, by: By, now: datetime, to: Worker | None = None) -> Episode:
    """The work on an episode passes to another worker: the one named, else whoever covers the absence, else another."""
    worker_of(by)
    row = locked(episode)
    stands(row)
    ours(row)
    holder = row.support_worker
    if holder is None:
        raise Refused("episode", "Nobody holds this yet. Assign a support worker instead.")
    if to is None:
        cover = team.absent([holder.pk], local_date(now)).get(holder.pk)
        if cover is not None and not team.absent([cover], local_date(now)):
            to = Worker.objects.get(pk=cover)
        else:
            choice = team.preferred(row.child_id, now, but=holder.pk)
            to = choice.worker if choice else None
    if to is None:
        raise Refused("to", "Nobody of the missing team is present today. Ask another team, and name the worker.")
    if to.pk == holder.pk:
        raise Refused("to", f"{holder.name} holds this already. Choose somebody else.")
    _present(to, now)
    row.support_worker = to
    return recorded(row, now)


def _present(worker: Worker, now: datetime) -> None:
    day = local_date(now)
    if worker.starts > day or (worker.ends and worker.ends <= day):
        raise Refused("worker", f"{worker.name} does not work here at present. Choose somebody else.")
    if team.absent([worker.pk], day):
        raise Refused("worker", f"{worker.name} is away today. Choose somebody who is present.")


@transaction.atomic
def interview_offered(
    *,
    episode: int,
    at: datetime,
    how: str,
    answer: str,
    by: By,
    now: datetime,
    spoken_to: str = "",
    declined_by: str = "",
    decline_reason: str = "",
    note: str = "",
    worker: Worker | None = None,
) -> Offer:
    """One attempt to offer the interview, with its answer.

    ``no answer`` is persistence, not yet an offer. A decline says who declined and why. A new offer after a decline
    opens the matter again: the decline stays in the list of attempts, and the clock runs on.
    """
    row = locked(episode)
    stands(row)
    ours(row)
    not_future("at", at, now)
    one_of("how", how, How.values)
    one_of("answer", answer, Answer.values)
    if row.returned is None:
        raise Refused("episode", "The child is not recorded as found yet. Record the return first.")
    if at < row.returned:
        raise Refused(
            "at", f"The child came home on {say_moment(row.returned)}; the offer cannot be before. Check the time."
        )
    if row.held:
        raise Refused("episode", f"The interview was already held, on {say_moment(row.held)}.")
    if answer == Answer.DECLINED:
        one_of("declined_by", declined_by, DeclinedBy.values)
        one_of("decline_reason", decline_reason, DeclineReason.values)
    elif declined_by or decline_reason:
        raise Refused(
            "answer", "Only a decline has somebody who declined and a reason. Change the answer, or clear both."
        )
    offer = once(
        Offer,
        episode=row,
        at=at,
        how=how,
        worker=worker or worker_of(by),
        spoken_to=spoken_to.strip()[:120],
        answer=answer,
        declined_by=declined_by,
        decline_reason=decline_reason,
        in_hours=team.in_hours(at),
        note=note.strip(),
    )
    answered(row, offer)
    recorded(row, now)
    return offer


def answered(row: Episode, offer: Offer) -> None:
    """Carry an attempt's answer onto the episode. One written down late changes only what it came before."""
    if offer.answer == Answer.NO_ANSWER:
        return
    latest = max((m for m in (row.offered, row.accepted, row.declined) if m is not None), default=None)
    row.offered = min(row.offered or offer.at, offer.at)
    if latest is not None and offer.at < latest:
        return
    if offer.answer == Answer.DECLINED:
        row.accepted, row.declined = None, offer.at
        row.declined_by, row.decline_reason = offer.declined_by, offer.decline_reason
        return
    row.declined, row.declined_by, row.decline_reason = None, "", ""
    if offer.answer == Answer.ACCEPTED:
        row.accepted = offer.at


def attempted(
    *, episode: int, at: datetime, how: str, by: By, now: datetime, note: str = "", worker: Worker | None = None
) -> Offer:
    """We tried to reach the child or carer and could not."""
    return interview_offered(
        episode=episode, at=at, how=how, answer=Answer.NO_ANSWER, note=note, worker=worker, by=by, now=now
    )


def offer_accepted(
    *,
    episode: int,
    at: datetime,
    by: By,
    now: datetime,
    how: str = How.PHONE,
    spoken_to: str = "",
    note: str = "",
    worker: Worker | None = None,
) -> Offer:
    """The child (or whoever speaks for them) accepted the offer."""
    return interview_offered(
        episode=episode,
        at=at,
        how=how,
        answer=Answer.ACCEPTED,
        spoken_to=spoken_to,
        note=note,
        worker=worker,
        by=by,
        now=now,
    )


def offer_declined(
    *,
    episode: int,
    at: datetime,
    declined_by: str,
    decline_reason: str,
    by: By,
    now: datetime,
    how: str = How.PHONE,
    spoken_to: str = "",
    note: str = "",
    worker: Worker | None = None,
) -> Offer:
    """The offer was declined: by whom, and why."""
    if decline_reason == DeclineReason.OTHER:
        words("note", note, "Say in a few words why the offer was declined.")
    return interview_offered(
        episode=episode,
        at=at,
        how=how,
        answer=Answer.DECLINED,
        declined_by=declined_by,
        decline_reason=decline_reason,
        spoken_to=spoken_to,
        note=note,
        worker=worker,
        by=by,
        now=now,
    )
