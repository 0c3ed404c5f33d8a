"""The verbs of group supervision: held, written down, a child thought about together, signed.

What is decided for a child is the same `Decision` as in a worker's own supervision: it comes back next month to whoever
holds the child, until it is done. No group supervision is anybody's own supervision of the month.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from righthelp.foundation.calendar import local_date, say_moment
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.writing import Sentences, locked, words, writing
from righthelp.practice.supervision.models import Discussion, Group, Present
from righthelp.practice.supervision.record import (
    By,
    account_of,
    group_row,
    unsigned,
    worker_of,
    writes_for_group,
)
from righthelp.practice.supervision.record_children import Said, decided
from righthelp.practice.workforce.models import Allocation, Worker

FEWEST = 2
LATE = timedelta(days=92)

_TWICE: Sentences = {"group_once": ("held_at", "A group that you led at that time is recorded already.")}


def group_held(*, title: str, held_at: datetime, present: Collection[int], by: By, now: datetime) -> Group:
    """A group sat down together, led by ``by``. ``present``: who was there besides."""
    called = words("title", title, 120, "Say which group it was.")
    with writing(account_of(by), _TWICE):
        leader = worker_of(by)
        _when(held_at, now)
        made = Group.objects.create(title=called, facilitator=leader, held=held_at)
        _there(made, present, now)
        return made


def group_written(
    *, group: int, title: str, held_at: datetime, present: Collection[int], version: int, by: By, now: datetime,
    reflection: str = "",
) -> Group:  # fmt: skip
    """What the group said of its own work, and who was there. ``version`` is the one that the page showed."""
    called = words("title", title, 120, "Say which group it was.")
    with writing(account_of(by), _TWICE):
        held = group_row(group)
        writes_for_group(held, by)
        unsigned(held)
        if version != held.version:
            raise Refused("", "Somebody else has written here since you opened it. What you typed is kept below.")
        _when(held_at, now)
        held.title, held.held, held.reflection = called, held_at, reflection.strip()
        held.version += 1
        held.save(update_fields=["title", "held", "reflection", "version"])
        _there(held, present, now)
        return held


def group_discussed(
    *, group: int, child: int, by: By, now: datetime, hypothesis: str = "", note: str = "",
    decisions: Sequence[Said] = (),
) -> Discussion:  # fmt: skip
    """A child was thought about together: hypotheses, reflection, decisions. Sent again, it replaces the texts and adds
    only decisions that are not there yet. The child is one whose work somebody present holds."""
    if not note.strip() and not hypothesis.strip() and not decisions:
        raise Refused("note", "Write what was thought, or what was decided.")
    with writing(account_of(by)):
        held = group_row(group)
        writer = writes_for_group(held, by)
        unsigned(held)
        locked(child)
        brought = _brought_by(held, child)
        made, _ = Discussion.objects.update_or_create(
            group=held,
            child_id=child,
            defaults={
                "hypothesis": hypothesis.strip(),
                "note": note.strip(),
                "discussed": held.held,
                "written_by": writer,
                "brought_by": brought,
            },
        )
        for said in decisions:
            decided({"group": held}, child, said, writer, now)
        return made


def group_signed(*, group: int, by: By, now: datetime) -> Group:
    """Whoever led it signs. From now on it stands."""
    with writing(account_of(by)):
        held = group_row(group)
        signer = writes_for_group(held, by)
        unsigned(held)
        if not held.reflection and not held.discussions.exists():
            raise Refused("", "Write down first what was said, of a child or of the work.")
        held.signed_at, held.signed_by = now, signer
        held.save(update_fields=["signed_at", "signed_by"])
        return held


def _when(held_at: datetime, now: datetime) -> None:
    if held_at > now:
        raise Refused("held_at", f"{say_moment(held_at)} is in the future. Enter when you met.")
    if held_at < now - LATE:
        raise Refused("held_at", "This is more than three months ago. Check the day.")


def _there(group: Group, present: Collection[int], now: datetime) -> None:
    wanted = set(present) - {group.facilitator_id}
    today = local_date(now)
    workers = [row for row in Worker.objects.filter(pk__in=wanted) if row.ends is None or row.ends > today - LATE]
    if len(workers) < FEWEST:
        raise Refused("present", "A group is at least two besides whoever leads it. Choose who was there.")
    spoken = group.discussions.exclude(brought_by__in=workers).exclude(brought_by=group.facilitator_id)
    about = spoken.select_related("brought_by").first()
    if about is not None and about.brought_by is not None:
        raise Refused("present", f"{about.brought_by.name} brought a child who is written about: they were there.")
    group.present.exclude(worker__in=workers).delete()
    there = set(group.present.values_list("worker_id", flat=True))
    for worker in workers:
        if worker.pk not in there:
            Present.objects.create(group=group, worker=worker)


def _brought_by(group: Group, child: int) -> Worker:
    """Whoever of those present holds the child's work, the primary worker first."""
    there = [*group.present.values_list("worker_id", flat=True), group.facilitator_id]
    rows = Allocation.objects.filter(child_id=child, worker__in=there, starts__lte=group.held)
    open_then = [row for row in rows.select_related("worker") if row.ends is None or row.ends >= group.held]
    if not open_then:
        raise Refused("note", "Nobody who was there works with this child.")
    return min(open_then, key=lambda row: (not row.primary, row.pk)).worker
