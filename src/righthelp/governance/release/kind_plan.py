"""A child's plan, for those who have a part in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.documents.gate import Addressee, Attached, LeftOut, Recipients, Source, Withheld
from righthelp.foundation.documents.tree import Block, Document, Heading, Listing, Paragraph
from righthelp.governance.release.kind_minutes import NOT_FOR_FAMILIES, kept_apart
from righthelp.governance.release.law import Basis, Purpose
from righthelp.governance.release.people_on_list import parted, person_on_list, responsible, worker_on_list
from righthelp.practice.casework.models import Action, Attendance, Meeting, Plan
from righthelp.practice.workforce.models import Allocation


class Plans:
    """A child's plan: what needs to change, and who does what by when."""

    code = "plan"
    name = "A child’s plan"
    purpose = Purpose.PLAN.value
    basis = Basis.TASK.value

    def source(self, pk: int) -> Source | None:
        """The plan."""
        plan = Plan.objects.select_related("begun_by").filter(pk=pk).first()
        if plan is None:
            return None
        writers = (plan.begun_by.account_id,) if plan.begun_by.account_id else ()
        why_not = "" if plan.outcomes.exists() else "Write first what needs to change."
        if plan.ends:
            why_not = "This plan has ended."
        try:
            page = reverse("casework:plan", args=[plan.child_id])
        except NoReverseMatch:
            page = ""
        title = f"{plan.get_kind_display()} from {say_date(plan.starts)}"
        return Source(title, (plan.child_id,), writers, page, why_not)

    def recipients(self, pk: int, now: datetime) -> Recipients:
        """Who holds parental responsibility, the allocated workers, and whoever from elsewhere came to the latest
        meeting about the child that the family was part of."""
        plan = Plan.objects.get(pk=pk)
        children, today = {plan.child_id}, local_date(now)
        found: list[Addressee | LeftOut] = [
            person_on_list(person, f"person {person.pk}", children, now)
            for person, _child in responsible(children, today)
        ]
        live = Allocation.objects.filter(
            Q(ends__isnull=True) | Q(ends__gt=now), child_id=plan.child_id, starts__lte=now
        ).select_related("worker")
        found += [
            worker_on_list(each.worker, f"worker {each.worker_id}", now) for each in live.order_by("-primary", "pk")
        ]
        found += [_partner(each) for each in _from_elsewhere(plan.child_id)]
        getting, left = parted(found)
        return Recipients(getting, tuple(left))

    def tree(self, pk: int, to: Addressee, now: datetime) -> Document:
        """The plan as it stands."""
        plan = Plan.objects.select_related("child").get(pk=pk)
        child = plan.child
        born = f", born {say_date(child.birth_date)}" if child.birth_date else ""
        blocks: list[Block] = []
        for outcome in plan.outcomes.order_by("place"):
            blocks.append(Heading(f"What needs to change: {outcome.what}"))
            if outcome.how_known:
                blocks.append(Paragraph(f"How we shall know: {outcome.how_known}"))
            if outcome.met:
                blocks.append(Paragraph(f"Met on {say_date(outcome.met)}."))
            blocks += _steps(plan.actions.filter(outcome=outcome))
        blocks += _steps(plan.actions.filter(outcome__isnull=True))
        about = (
            f"About {child}{born}",
            f"From {say_date(plan.starts)}",
            "Confidential: for the person named on each page. Do not copy it or pass it on.",
        )
        return Document(str(plan.get_kind_display()), about, tuple(blocks), settings.RIGHTHELP_TRUST)

    def withheld(self, pk: int, to: Addressee) -> Sequence[Withheld]:
        """Confidential parts of minutes about the child."""
        return kept_apart((Plan.objects.get(pk=pk).child_id,), to)

    def attached(self, pk: int, to: Addressee) -> Sequence[Attached]:
        """Nothing goes with it."""
        return ()

    def may_open(self, pk: int, account: Any, *, confidential: bool) -> bool:
        """Open to whoever may open the child’s documents: there is nothing kept for few in it."""
        return True

    def given_out(self, pk: int, by: Any, now: datetime) -> None:
        """Nothing counts the days until a plan is given out."""


def _steps(rows: Any) -> list[Block]:
    listed = tuple(
        (row.what, str(row.worker or row.owner), say_date(row.by_when), _state(row))
        for row in rows.filter(stopped__isnull=True).select_related("worker").order_by("by_when", "pk")
    )
    return [Listing("Who does what", ("What", "Who does it", "By when", "Done"), listed)] if listed else []


def _state(row: Action) -> str:
    return f"Done on {say_date(row.done.date())}" if row.done else "Not yet"


def _from_elsewhere(child: int) -> list[Attendance]:
    latest = (
        Meeting.objects.filter(about__child_id=child, held__isnull=False)
        .exclude(kind__in=NOT_FOR_FAMILIES)
        .order_by("-held")
        .first()
    )
    if latest is None:
        return []
    rows = latest.attendances.filter(minutes=True, worker__isnull=True, person__isnull=True)
    return list(rows.select_related("organisation").order_by("agency", "pk"))


def _partner(each: Attendance) -> Addressee:
    capacity = each.organisation.name if each.organisation else str(each.get_agency_display())
    return Addressee(f"attendance {each.pk}", each.name, capacity, words=f"{each.name}, {capacity}")


__all__ = ["Plans"]
