"""The pages of a merge: looked at by a second person before it is made, and undone."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.access.stepup import stepped_up
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.duplicates import merging, record, rows, undoing
from righthelp.practice.duplicates.forms import ApproveForm, DeclineForm, UndoForm
from righthelp.practice.duplicates.models import Merge, MergedRow, State
from righthelp.practice.duplicates.pages import crumbs, kept_of, other_closed, two
from righthelp.practice.duplicates.purpose import PURPOSE


def _held(merge_id: int) -> Merge:
    return Merge.objects.select_related("kept", "other", "proposed_by", "decided_by", "undone_by").get(pk=merge_id)


@route(act="duplicate.see", writes="duplicate.approve", audit=Kind.RECORD, purpose=PURPOSE, subject=kept_of)
@stepped_up(reading=False)
def merge(request: PageRequest, merge_id: int) -> HttpResponse:
    """One merge: what would move, for the person who agrees or not; or what was moved, when and by whom."""
    held = _held(merge_id)
    closed = other_closed(request, held.other_id)
    if closed:
        return closed
    form = opened(request, ApproveForm)
    if form.recorded(
        lambda data: record.merge_approved(merge=merge_id, by=request.account, now=request.now, seen=data["seen"])
    ):
        return done(request, "duplicates:merge", merge_id, say="The two records are one.")
    proposed = held.state == State.PROPOSED
    plan = merging.previewed(held.kept_id, held.other_id, held.choices, now=request.now) if proposed else None
    chosen = dict(merging.chosen_fields())
    context: dict[str, Any] = {
        **two(request, held.kept_id, held.other_id),
        "title": "Two records become one" if proposed else "A merge of two records",
        "crumbs": crumbs(),
        "merge": held,
        "state": str(State(held.state).label),
        "plan": plan,
        "moves": plan.moves() if plan else _made(held),
        "taken": [chosen[name] for name in held.choices if name in chosen],
        "form": form,
        "own": held.proposed_by_id == request.account.pk,
        "may_approve": permits(request.account, "duplicate.approve"),
        "proposed": proposed,
        "undoable": held.state == State.MERGED,
    }
    return render(request, "duplicates/merge.html", context)


def _made(held: Merge) -> list[merging.Moves]:
    """What a merge moved, by table."""
    counted = MergedRow.objects.filter(merge=held, how__in=["moved", "settled"]).values("table")
    found = {row["table"]: row["number"] for row in counted.annotate(number=Count("pk")).order_by("table")}
    return [merging.Moves(rows.model_words(table), number, [], []) for table, number in found.items()]


@route(act="duplicate.see", writes="duplicate.approve", audit=Kind.RECORD, purpose=PURPOSE, subject=kept_of)
def decline(request: PageRequest, merge_id: int) -> HttpResponse:
    """Not following a proposal, or taking one's own back."""
    held = _held(merge_id)
    closed = other_closed(request, held.other_id)
    if closed:
        return closed
    form = opened(request, DeclineForm)
    if form.recorded(lambda data: record.merge_declined(merge=merge_id, by=request.account, now=request.now, **data)):
        return done(request, "duplicates:pairs", say="The proposal is declined. The pair stays on the list.")
    context = {
        **two(request, held.kept_id, held.other_id),
        "title": "Do not merge these",
        "crumbs": crumbs(("The proposal", reverse("duplicates:merge", args=[merge_id]))),
        "form": form,
        "button": "Decline the proposal",
        "lead": f"{held.proposed_by.name} proposed it: {held.reason}",
    }
    return render(request, "duplicates/form.html", context)


@route(act="duplicate.see", writes="duplicate.approve", audit=Kind.RECORD, purpose=PURPOSE, subject=kept_of)
@stepped_up(reading=False)
def undo(request: PageRequest, merge_id: int) -> HttpResponse:
    """Undoing a merge: both records become what they were."""
    held = _held(merge_id)
    closed = other_closed(request, held.other_id)
    if closed:
        return closed
    form = opened(request, UndoForm)
    later = undoing.changed_since(held) if held.state == State.MERGED else []
    if later:
        form.fields["later"].required = True
    else:
        del form.fields["later"]
    if form.recorded(lambda data: record.merge_undone(merge=merge_id, by=request.account, now=request.now, **data)):
        return done(request, "duplicates:merge", merge_id, say="The merge is undone. There are two records again.")
    context = {
        **two(request, held.kept_id, held.other_id),
        "title": "Undo the merge",
        "crumbs": crumbs(("The merge", reverse("duplicates:merge", args=[merge_id]))),
        "form": form,
        "later": [
            (each.words, "is gone" if each.gone else ", ".join(rows.named_field(each.table, c) for c in each.columns))
            for each in later
        ],
        "stops": undoing.in_the_way(held) if held.state == State.MERGED else "This merge has been undone already.",
    }
    return render(request, "duplicates/undo.html", context)
