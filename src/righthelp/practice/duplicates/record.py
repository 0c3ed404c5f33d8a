"""The verbs about two records: known not the same, a merge proposed, approved by somebody else, undone.

Nothing else in the house merges, and none of these is ever called by a job.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from righthelp.foundation.access.decision import decide
from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.duplicates import merging, queries, undoing
from righthelp.practice.duplicates.models import Merge, MergedRow, NotSame, State
from righthelp.practice.duplicates.purpose import PURPOSE
from righthelp.practice.people.models import Person
from righthelp.practice.people.writing import words, writing

_WHY: Final = 500
_GONE: Final = "This proposal is no longer there. Look at the list of pairs again."


def known_not_same(*, first: int, second: int, reason: str, by: Account, now: datetime) -> NotSame:
    """Somebody looked: these are two people. They are not proposed again."""
    why = words("reason", reason, _WHY, "Say what shows that these are two people.")
    _both_open(first, second, by, now)
    low, high = sorted((first, second))
    sentences = {"not_same_once": ("", "Somebody has recorded already that these are two people.")}
    with writing(by, sentences):
        _unmerged(*merging.locked_pair(low, high))
        waiting = Merge.objects.filter(kept_id__in=[low, high], other_id__in=[low, high], state=State.PROPOSED)
        waiting.update(state=State.DECLINED, decided_by=by, decided_at=now, decision_reason=why)
        return NotSame.objects.create(first_id=low, second_id=high, reason=why, by=by, at=now)


def not_same_withdrawn(*, not_same: int, reason: str, by: Account, now: datetime) -> NotSame:
    """It was wrong to hold them for two people; the pair may be proposed again."""
    why = words("reason", reason, _WHY, "Say why they may be one person after all.")
    with writing(by):
        held = NotSame.objects.select_for_update().filter(pk=not_same, withdrawn_at__isnull=True).first()
        if held is None:
            raise Refused("", "This has been withdrawn already.")
        _both_open(held.first_id, held.second_id, by, now)
        held.withdrawn_by, held.withdrawn_at, held.withdrawn_reason = by, now, why
        held.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
        return held


def merge_proposed(
    *,
    kept: int,
    other: int,
    reason: str,
    by: Account,
    now: datetime,
    choices: Collection[str] = (),
    numbers_checked: bool = False,
) -> Merge:
    """Somebody holds the two for one person and says so; nothing changes until a second person agrees.

    ``choices`` are the facts (fields of the person) to be taken from the ``other`` record; all others stay as they are
    on the kept one. ``numbers_checked``: the NHS has been asked which number is right, where there are two.
    """
    why = words("reason", reason, _WHY, "Say what shows that these are one person.")
    if kept == other:
        raise Refused("", "These are the same record.")
    unknown = set(choices) - {name for name, _ in merging.chosen_fields()}
    if unknown:
        raise Refused("choices", "Choose each fact from one of the two records.")
    _both_open(kept, other, by, now)
    taken = {"merge_one_open": ("", "A merge of this record has been proposed already. Look at the list of pairs.")}
    with writing(by, taken):
        _unmerged(*merging.locked_pair(kept, other))
        _not_known_apart(kept, other)
        if merging.different_numbers(kept, other) and not numbers_checked:
            raise Refused(
                "numbers_checked",
                "They have different NHS numbers. Ask the NHS which one is right, and say here that you have.",
            )
        pair = Merge.objects.filter(kept_id__in=[kept, other], other_id__in=[kept, other], state=State.PROPOSED)
        if pair.exists():
            raise Refused("", "A merge of these two has been proposed already. Look at the list of pairs.")
        return Merge.objects.create(
            kept_id=kept,
            other_id=other,
            reason=why,
            choices=sorted(choices),
            numbers_checked=numbers_checked,
            proposed_by=by,
            proposed_at=now,
        )


def merge_declined(*, merge: int, reason: str, by: Account, now: datetime) -> Merge:
    """The proposal is not followed, or is taken back by whoever made it. The pair stays on the list."""
    why = words("reason", reason, _WHY, "Say why not.")
    with writing(by):
        held = _held(merge, State.PROPOSED)
        _both_open(held.kept_id, held.other_id, by, now)
        held.state, held.decided_by, held.decided_at, held.decision_reason = State.DECLINED, by, now, why
        held.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])
        return held


def merge_approved(*, merge: int, seen: str, by: Account, now: datetime, reason: str = "") -> Merge:
    """A second person agrees, and the two become one record.

    ``seen`` is the fingerprint of the preview that was looked at: when any row concerned has changed since, the verb
    refuses, and shows the new preview.
    """
    with writing(by):
        held = _held(merge, State.PROPOSED)
        if held.proposed_by_id == by.pk:
            raise Refused("", "You proposed this merge yourself: somebody else has to look at it and agree.")
        _both_open(held.kept_id, held.other_id, by, now)
        kept, other = merging.locked_pair(held.kept_id, held.other_id)
        _unmerged(kept, other)
        _not_known_apart(held.kept_id, held.other_id)
        if merging.different_numbers(held.kept_id, held.other_id) and not held.numbers_checked:
            raise Refused(
                "", "They have different NHS numbers now. Decline this, and propose it anew when it is clear."
            )
        held.clocks = undoing.clocks_of([held.kept_id, held.other_id])
        plan = merging.carried_out(kept, other, held.choices, now=now)
        if plan.blocked:
            raise Refused("", plan.blocked[0])
        if plan.fingerprint != seen:
            raise Refused(
                "", "One of the records has changed since you opened this page. Look at what would move again."
            )
        return _merged(held, plan, reason, by, now)


def joined(*, kept: int, other: int, reason: str, asked_by: Account, agreed_by: Account, now: datetime) -> None:
    """Another room saw two people agree that these are one person, whose second record should not have been: the merge
    stands here as any other does, and can be undone. Called in that room's transaction."""
    with writing(asked_by):
        pair = merging.locked_pair(kept, other)
        _unmerged(*pair)
        why = words("reason", " ".join(reason.split())[:_WHY], _WHY, "Say what shows that these are one person.")
        held = Merge.objects.create(
            kept_id=kept, other_id=other, reason=why, proposed_by=asked_by, proposed_at=now,
            clocks=undoing.clocks_of([kept, other]),
        )  # fmt: skip
        plan = merging.carried_out(*pair, [], now=now)
        if plan.blocked:
            raise Refused("", plan.blocked[0])
        _merged(held, plan, why, agreed_by, now)


def _merged(held: Merge, plan: merging.Plan, reason: str, by: Account, now: datetime) -> Merge:
    """The journal of a merge that was carried out, and who agreed."""
    MergedRow.objects.bulk_create(
        MergedRow(
            merge=held,
            place=place,
            table=step.row.table,
            how=step.how,
            before=step.row.before,
            after=step.row.after,
        )
        for place, step in enumerate(plan.steps)
    )
    held.drawn_before, held.drawn_after = plan.drawn_before, plan.drawn_after
    held.state, held.decided_by, held.decided_at = State.MERGED, by, now
    held.decision_reason = " ".join(reason.split())[:_WHY]
    held.save()
    return held


def merge_undone(*, merge: int, reason: str, by: Account, now: datetime, later: str = "") -> Merge:
    """They are two people after all: both records become what they were.

    ``later`` says what becomes of rows changed since the merge, where there are any: see ``undoing.carried_out``.
    Raises :class:`undoing.ChangedSinceError` when that has to be said first.
    """
    why = words("reason", reason, _WHY, "Say what shows that these are two people.")
    with writing(by):
        held = _held(merge, State.MERGED)
        _both_open(held.kept_id, held.other_id, by, now)
        merging.locked_pair(held.kept_id, held.other_id)
        stops = undoing.in_the_way(held)
        if stops:
            raise Refused("", stops)
        try:
            with transaction.atomic():
                held.exact = undoing.carried_out(held, later=later, now=now)
        except IntegrityError:
            raise Refused(
                "",
                "Something recorded since the merge stands where a row of the merged record stood: a home, plan or "
                "worker for the same time. Put that right on the kept record first.",
            ) from None
        held.state, held.undone_by, held.undone_at, held.undone_reason = State.UNDONE, by, now, why
        held.save(update_fields=["state", "undone_by", "undone_at", "undone_reason", "exact"])
        return held


def _held(merge: int, state: str) -> Merge:
    held = Merge.objects.select_for_update().filter(pk=merge, state=state).first()
    if held is None:
        raise Refused("", _GONE if state == State.PROPOSED else "This merge has been undone already.")
    return held


def _both_open(first: int, second: int, by: Account, now: datetime) -> None:
    """Refuse unless both records are open to the account: nobody decides about a record they may not read."""
    for person in (first, second):
        if not decide(by, "duplicate.see", merging.subject(person), now=now, purpose=PURPOSE).allowed:
            raise Refused("", "One of the two records is no longer there. Find the child again.")


def _unmerged(*people: Person) -> None:
    if any(each.merged_into_id for each in people):
        raise Refused("", "One of the two records has been merged already. Open the record it was merged into.")


def _not_known_apart(first: int, second: int) -> None:
    here, there = queries.records_of(first), queries.records_of(second)
    standing = NotSame.objects.filter(withdrawn_at__isnull=True)
    if (
        standing.filter(first_id__in=here, second_id__in=there).exists()
        or standing.filter(first_id__in=there, second_id__in=here).exists()
    ):
        raise Refused("", "Somebody has recorded that these are two people. If that is wrong, withdraw it first.")
