"""Around the episode: triage decisions, actions, support given, and samples read for quality."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from righthelp.foundation.calendar import local_date, say_moment, start_of_day
from righthelp.foundation.refusals import Refused
from righthelp.practice.missing.models import (
    Action,
    Decision,
    DipSample,
    Grade,
    Interview,
    SampledInterview,
    Support,
    SupportKind,
    Theme,
)
from righthelp.practice.missing.record_base import By, locked, not_future, once, one_of, words, worker_of
from righthelp.practice.workforce.models import Worker


@transaction.atomic
def decided(*, episode: int, text: str, by: By, now: datetime, meeting_on: date | None = None) -> Decision:
    """The daily triage meeting decided something about a child: one line."""
    worker = worker_of(by)
    day = meeting_on or local_date(now)
    if day > local_date(now):
        raise Refused("meeting_on", "That meeting has not taken place yet. Choose today or an earlier day.")
    line = " ".join(words("text", text, "Write the decision in one line.", 300).split())
    row = locked(episode)
    return once(Decision, episode=row, meeting_on=day, text=line, by=worker, stamped={"decided_at": now})


@transaction.atomic
def action_agreed(*, episode: int, text: str, owner: Worker, due_at: datetime, by: By, now: datetime) -> Action:
    """Somebody will do something for the child by a time: part of the missing action plan."""
    worker_of(by)
    if due_at < now:
        raise Refused("due_at", "That time has passed. Say by when it will be done.")
    if owner.ends and owner.ends <= local_date(now):
        raise Refused("owner", f"{owner.name} does not work here at present. Choose somebody else.")
    row = locked(episode)
    text = words("text", text, "Write what will be done.", 500)
    return once(Action, episode=row, text=text, owner=owner, due_at=due_at, stamped={"agreed_at": now})


@transaction.atomic
def action_done(*, action: int, outcome: str, by: By, now: datetime, done_at: datetime | None = None) -> Action:
    """An agreed action was done, and what came of it."""
    worker_of(by)
    when = done_at or now
    not_future("done_at", when, now)
    row = Action.objects.select_for_update().filter(pk=action).first()
    if row is None:
        raise Refused("action", "This action is no longer there. Go back to the episode and open it again.")
    if row.done_at:
        raise Refused("action", f"This was already done, on {say_moment(row.done_at)}.")
    if when < row.agreed_at:
        raise Refused("done_at", f"This was agreed on {say_moment(row.agreed_at)}. Check the time.")
    row.done_at, row.outcome = when, words("outcome", outcome, "Write what came of it.", 500)
    row.save(update_fields=["done_at", "outcome"])
    return row


@transaction.atomic
def support_given(
    *, episode: int, at: datetime, kind: str, by: By, now: datetime, note: str = "", worker: Worker | None = None
) -> Support:
    """Help given to the child after being missing, beyond the interview."""
    giver = worker or worker_of(by)
    not_future("at", at, now)
    row = locked(episode)
    if at < row.missing_from:
        raise Refused("at", f"The child went missing on {say_moment(row.missing_from)}. Check the time.")
    if kind == SupportKind.OTHER:
        words("note", note, "Say what you did.")
    return once(
        Support, episode=row, at=at, kind=one_of("kind", kind, SupportKind.values), worker=giver, note=note.strip()
    )


@transaction.atomic
def sample_drawn(*, starts: date, ends: date, size: int, seed: int, by: By, now: datetime) -> DipSample:
    """Interviews held from ``starts`` up to, not including, ``ends`` are drawn at random to be read.

    Whoever draws with the same seed, size and period over the same interviews draws the same sample. When fewer were
    held than asked for, all are taken.
    """
    worker = worker_of(by)
    if ends <= starts:
        raise Refused("ends", "The period must end after it starts.")
    if size < 1:
        raise Refused("size", "Draw at least one interview.")
    held = Interview.objects.filter(held_at__gte=start_of_day(starts), held_at__lt=start_of_day(ends))
    everything = list(held.order_by("pk").values_list("pk", flat=True))
    if not everything:
        raise Refused("starts", "No interview was held in this period. Choose another.")
    chosen = sorted(random.Random(seed).sample(everything, min(size, len(everything))))
    sample = DipSample.objects.create(starts=starts, ends=ends, seed=seed, size=size, drawn_at=now, by=worker)
    SampledInterview.objects.bulk_create(SampledInterview(sample=sample, interview_id=pk) for pk in chosen)
    return sample


@transaction.atomic
def sample_graded(
    *, sampled: int, grade: str, by: By, now: datetime, themes: Sequence[str] = (), note: str = ""
) -> SampledInterview:
    """A sampled interview was read and graded, with its themes; nobody grades an interview they held."""
    reader = worker_of(by)
    row = SampledInterview.objects.select_for_update().select_related("interview").filter(pk=sampled).first()
    if row is None:
        raise Refused("sampled", "This interview is not in the sample. Go back to the sample and open it again.")
    if row.interview.worker_id == reader.pk:
        raise Refused("by", "You held this interview. Somebody else must read it.")
    row.grade = one_of("grade", grade, Grade.values)
    some = {one_of("themes", str(theme), Theme.values) for theme in themes}
    row.themes = [theme for theme in Theme.values if theme in some]
    row.note, row.graded_at, row.graded_by = note.strip(), now, reader
    row.save()
    return row
