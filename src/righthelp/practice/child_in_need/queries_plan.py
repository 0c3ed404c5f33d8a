"""Named reads of one plan: everything its page shows, and the plans of brothers and sisters beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import end_of_day, say_date
from righthelp.foundation.journey import Clock, State, explain
from righthelp.practice.casework import queries as casework
from righthelp.practice.casework.codes import IN_NEED
from righthelp.practice.casework.journey import NEED_VISIT
from righthelp.practice.casework.models import Action, Outcome, Plan, VisitDue, Visited
from righthelp.practice.child_in_need import journey
from righthelp.practice.child_in_need.codes import ReviewDecision
from righthelp.practice.child_in_need.models import (
    Closing,
    Escalation,
    Family,
    NeedDue,
    NeedPlan,
    Oversight,
    PartnerRole,
    Review,
    Step,
)
from righthelp.practice.people.models import Relationship
from righthelp.practice.workforce.queries import primary_workers


@dataclass(frozen=True)
class Whole:
    """A plan with everything beside it."""

    need: NeedPlan | None
    worker: str
    due: list[dict[str, Any]]
    outcomes: list[Outcome]
    other_actions: list[Action]
    partners: list[PartnerRole]
    partners_over: list[PartnerRole]
    reviews: list[Review]
    steps: list[Step]
    closing: Closing | None
    closings: list[Closing]
    oversight: list[Oversight]
    escalations: list[Escalation]
    visits: list[Visited]
    earlier: list[Plan]
    family: Family | None
    meetings: list[Any]

    @property
    def step(self) -> Step | None:
        """What is asked for and waits for an answer."""
        return next((one for one in self.steps if one.answered is None and one.withdrawn is None), None)

    @property
    def asks(self) -> Review | None:
        """The last review, if it decided on something other than going on and nobody has acted on it since."""
        last = next((one for one in self.reviews if one.withdrawn is None), None)
        if last is None or last.decision == ReviewDecision.GOES_ON:
            return None
        acted = [one.asked for one in self.steps] + [one.proposed for one in (*self.closings, self.closing) if one]
        return None if any(at >= last.recorded for at in acted) else last

    @property
    def accepted(self) -> Step | None:
        """The last thing asked for, if it was accepted and nothing came after."""
        last = next((one for one in self.steps if one.withdrawn is None), None)
        return last if last and last.answer == "accepted" else None


def whole(plan: Plan, now: datetime) -> Whole:
    """Everything about one plan. A fixed number of queries."""
    loose = Action.objects.filter(plan=plan, outcome__isnull=True).select_related("worker")
    partners = list(plan.partner_roles.order_by("agency", "who"))
    reviews = Review.objects.filter(plan=plan).select_related("recorded_by", "meeting__chair").order_by("-on", "-pk")
    steps = Step.objects.filter(plan=plan).select_related("team", "asked_by", "answered_by").order_by("-asked", "-pk")
    closings = list(
        Closing.objects.filter(plan=plan).select_related("proposed_by", "decided_by").order_by("-proposed", "-pk")
    )
    notes = Oversight.objects.filter(plan=plan).select_related("by", "action").order_by("-at", "-pk")
    raised = Escalation.objects.filter(plan=plan).select_related("raised_by", "answered_by").order_by("-raised", "-pk")
    visits = Visited.objects.filter(child_id=plan.child_id, withdrawn__isnull=True).select_related("visit__visitor")
    need = NeedPlan.objects.filter(plan=plan).select_related("team", "decided_by", "earlier").first()
    held = Plan.objects.filter(child_id=plan.child_id).exclude(pk=plan.pk).order_by("-starts")
    return Whole(
        need=need,
        worker=primary_workers([plan.child_id]).get(plan.child_id, ""),
        due=due_of(plan, now),
        outcomes=list(casework.outcomes_of(plan.pk)),
        other_actions=list(loose.order_by("by_when", "pk")),
        partners=[one for one in partners if one.ends is None],
        partners_over=[one for one in partners if one.ends is not None],
        reviews=list(reviews),
        steps=list(steps),
        closing=next((one for one in closings if one.decided is None), None),
        closings=[one for one in closings if one.decided is not None],
        oversight=list(notes),
        escalations=list(raised),
        visits=list(visits.order_by("-at")[:4]),
        earlier=list(held),
        family=family_of_child(plan.child_id),
        meetings=list(
            plan.child.meetings.filter(kind="cin", held__isnull=True, cancelled__isnull=True)
            .select_related("meeting__chair")
            .order_by("planned")
        ),
    )


def clock_line(clock: Clock, row: Any, now: datetime) -> dict[str, Any] | None:
    """A running or late clock as a page says it: what, whether late, the sentence; None when nothing is to be done."""
    told = explain(clock, row, now=now)
    if told.state not in (State.RUNNING, State.OVERDUE):
        return None
    sentence = f"{told.sentence[:1].upper()}{told.sentence[1:]}"
    return {"name": clock.name, "late": told.state is State.OVERDUE, "sentence": sentence, "due": told.due_at}


def _agreed(row: NeedDue, now: datetime) -> dict[str, Any] | None:
    """The review for which a sooner day was agreed: that day alone is shown, also before its clock runs."""
    told = clock_line(journey.AGREED_REVIEW, row, now)
    if told or row.eve is None:
        return told
    day = row.eve + timedelta(days=1)
    sentence = f"Due by the end of {say_date(day)}, as agreed at the last review"
    return {"name": journey.AGREED_REVIEW.name, "late": False, "sentence": sentence, "due": end_of_day(day)}


def due_of(plan: Plan, now: datetime) -> list[dict[str, Any]]:
    """What is due under a plan: the visit, the review, the yearly assessment; the soonest first."""
    found = []
    for row in NeedDue.objects.filter(plan=plan, held__isnull=True, ended__isnull=True):
        lines = [clock_line(clock, row, now) for clock in journey.DUE_CLOCKS]
        found += [_agreed(row, now)] if row.eve else lines
    for visit in VisitDue.objects.filter(plan=plan, held__isnull=True, ended__isnull=True):
        found.append(clock_line(NEED_VISIT, visit, now))
    for step in Step.objects.filter(plan=plan, answered__isnull=True, withdrawn__isnull=True):
        found.append(clock_line(journey.STEP_ANSWER, step, now))
    for one in Escalation.objects.filter(plan=plan, answered__isnull=True, settled__isnull=True):
        found.append(clock_line(journey.ESCALATION_ANSWER, one, now))
    return sorted((line for line in found if line), key=lambda line: line["due"])


def family_of_child(child: int) -> Family | None:
    """The open case of a family without recourse to public funds to which a child belongs."""
    rows = Family.objects.filter(children__child_id=child, children__ends__isnull=True, ends__isnull=True)
    return rows.select_related("team").first()


def plans_beside(plan: Plan, account: Account, now: datetime) -> list[tuple[int, int, str]]:
    """Running plans of the child's brothers and sisters (by the family tree, or the family's case) within reach."""
    near = Relationship.objects.filter(
        Q(person_id=plan.child_id) | Q(other_id=plan.child_id),
        kind__in=("sibling", "half_sibling", "step_sibling"),
        ends__isnull=True,
    )
    ids = {pk for pair in near.values_list("person_id", "other_id") for pk in pair}
    case = family_of_child(plan.child_id)
    if case is not None:
        ids |= set(case.children.filter(ends__isnull=True).values_list("child_id", flat=True))
    rows = Plan.objects.filter(child_id__in=ids - {plan.child_id}, kind__in=IN_NEED, ends__isnull=True)
    reached = within_reach(rows, account, "need.record", kind="child", field="child_id", now=now)
    return [(one.pk, one.child_id, str(one.child)) for one in reached.select_related("child").order_by("child_id")]
