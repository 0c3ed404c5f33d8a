"""The verbs of a child in need plan: taken on, with another team, a partner's part; a manager's oversight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date, say_date
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.reading import load
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.codes import IN_NEED, Agency, PlanEnding, PlanKind
from righthelp.practice.casework.models import Action, Plan
from righthelp.practice.casework.record import plan_begun, plan_ended
from righthelp.practice.child_in_need import law
from righthelp.practice.child_in_need.codes import KIND_AFTER, Agreed, Answer, Direction, OversightKind, Source
from righthelp.practice.child_in_need.models import FamilyChild, NeedPlan, Oversight, PartnerRole, Step
from righthelp.practice.child_in_need.record_base import SENTENCES, decider, redrawn, running, text, worker_of
from righthelp.practice.front_door.journey import Referral
from righthelp.practice.people.writing import locked, one_of, recent, words, writing
from righthelp.practice.workforce.models import Team
from righthelp.practice.workforce.record_allocation import allocated, present

FROM_REFERRAL = {Source.NRPF.value: PlanKind.NO_RECOURSE.value, Source.DISABLED.value: PlanKind.DISABLED.value}
"""Plans that answer a referral, and of which kind that was."""


@dataclass(frozen=True)
class Facts:
    """What is known when a child is taken on: the same for the brothers and sisters of a family.

    ``weeks`` is how long the help is meant for. ``worker``: who holds the work, where nobody does yet.
    """

    kind: str
    starts: date
    team: int
    source: str
    threshold: str
    agreed: str
    agreed_on: date
    agreed_by: str
    weeks: int | None = None
    worker: int | None = None


def taken_on(
    *, child: int, facts: Facts, by: Account, now: datetime, referral: int | None = None, step: int | None = None
) -> NeedPlan:
    """A child's plan begins: a manager decides, the family agrees, a team answers. One plan at a time."""
    manager = decider(by)
    one_of("kind", facts.kind, IN_NEED)
    one_of("source", facts.source, Source.values)
    one_of("agreed", facts.agreed, Agreed.values)
    recent("starts", facts.starts, now)
    recent("agreed_on", facts.agreed_on, now)
    threshold = text("threshold", facts.threshold, "Write what the child needs, and why section 17 is right.")
    said_by = words("agreed_by", facts.agreed_by, 200, "Write who in the family agreed.")
    if facts.weeks is not None and not 1 <= facts.weeks <= law.LONGEST_WEEKS:
        raise Refused("weeks", f"Enter between 1 and {law.LONGEST_WEEKS} weeks.")
    team = team_of(facts.team)
    with writing(by, SENTENCES):
        person = locked(child)
        if person.died_on:
            raise Refused("", "The child has died. No plan begins.")
        last = Plan.objects.filter(child_id=child).order_by("-starts").first()
        _follows(child, facts, last, referral)
        asked = _asked_for(child, step)
        if asked is not None:
            last = _passed_across(asked, facts, by, now)
        if facts.kind == PlanKind.NO_RECOURSE and not in_a_family(child, facts.starts):
            raise Refused("kind", "Open the family’s case first: the plans of its children begin from there.")
        made = plan_begun(child=child, kind=facts.kind, starts=facts.starts, by=by, now=now)
        need = NeedPlan.objects.create(
            plan=made,
            child_id=child,
            team=team,
            source=facts.source,
            since=_in_need_since(last, facts.starts),
            threshold=threshold,
            agreed=facts.agreed,
            agreed_on=facts.agreed_on,
            agreed_by=said_by,
            weeks=facts.weeks,
            earlier=_earlier(child, facts.starts, made.pk),
            again=_again(child, facts.starts, made.pk, asked),
            referral=referral,
            step=asked,
            decided_by=manager,
        )
        redrawn(made, now)
        if facts.worker and present(child) is None:
            allocated(child=child, worker=facts.worker, by=by, now=now, reason="Child in need plan began")
        return need


def team_of(team: int, field: str = "team") -> Team:
    """A team that is open."""
    found = Team.objects.filter(pk=team, closed__isnull=True).first()
    if found is None:
        raise Refused(field, "Choose a team that is open.")
    return found


def _follows(child: int, facts: Facts, last: Plan | None, referral: int | None) -> None:
    """Refuse a source that the record does not bear out."""
    if facts.source == Source.STEP_DOWN and not (
        last and last.kind == PlanKind.PROTECTION and last.ends and last.ending == PlanEnding.STEP_DOWN
    ):
        raise Refused("source", "No child protection plan of this child ended with a step down.")
    if referral is None:
        return
    rows = load(registry.binding(Referral), ids=[referral])
    if not rows or rows[0].subject_id != child or rows[0].facts["withdrawn"]:
        raise Refused("", "This referral is no longer there. Go back to the list.")
    if rows[0].facts["accepted"] is None:
        raise Refused("", "The team has not accepted the referral yet. Accept it first.")
    wanted = FROM_REFERRAL.get(facts.source)
    if wanted and wanted != facts.kind:
        raise Refused("kind", "The referral was for another kind of plan.")


def in_a_family(child: int, on: date) -> bool:
    """Whether a child is in a family's case on a day."""
    rows = FamilyChild.objects.filter(child_id=child, starts__lte=on, family__ends__isnull=True)
    return rows.filter(ends__isnull=True).exists()


def _asked_for(child: int, step: int | None) -> Step | None:
    if step is None:
        return None
    found = Step.objects.select_for_update(of=("self",)).filter(pk=step, child_id=child).first()
    if found is None or found.answer != Answer.ACCEPTED:
        raise Refused("", "This has not been accepted. Answer it first.")
    if found.began.exists():
        raise Refused("", "The plan that followed from this has begun already.")
    return found


def _passed_across(step: Step, facts: Facts, by: Account, now: datetime) -> Plan | None:
    """A step across ends the plan with the one team on the day on which it goes on with the other."""
    if step.direction != Direction.ACROSS or facts.kind != KIND_AFTER[step.to]:
        raise Refused("kind", f"What was accepted is: {step.get_to_display()}.")
    before = Plan.objects.get(pk=step.plan_id)
    if before.ends is None:
        return plan_ended(
            plan=before.pk,
            ends=facts.starts,
            ending=PlanEnding.OTHER.value,
            why=f"The help goes on with {team_of(facts.team)}.",
            by=by,
            now=now,
        )
    return before


def _in_need_since(last: Plan | None, starts: date) -> date:
    """From when the child has been in need without a break."""
    if last is None or last.kind not in IN_NEED or last.ends != starts:
        return starts
    need = NeedPlan.objects.filter(plan=last).first()
    return need.since if need else last.starts


def _earlier(child: int, starts: date, made: int) -> Plan | None:
    rows = Plan.objects.filter(child_id=child, kind__in=IN_NEED, ends__isnull=False, ends__lte=starts)
    return rows.exclude(pk=made).order_by("-ends").first()


def _again(child: int, starts: date, made: int, step: Step | None) -> bool:
    """Whether an earlier plan had ended in the months before; one that only passed between teams does not count."""
    before = _earlier(child, starts, made)
    if before is None or before.ends is None or (step is not None and step.plan_id == before.pk):
        return False
    return before.ends > add_months(starts, -law.AGAIN_MONTHS)


def team_named(*, plan: int, team: int, by: Account, now: datetime) -> NeedPlan:
    """Another team of the same service answers for the plan from now on."""
    decider(by)
    new = team_of(team)
    with writing(by, SENTENCES):
        held = running(plan)
        need = NeedPlan.objects.select_for_update(of=("self",)).filter(plan=held).first()
        if need is None:
            raise Refused("", "This plan came from elsewhere and has not been written up here.")
        need.team = new
        need.save(update_fields=["team"])
        return need


def partner_named(*, plan: int, agency: str, who: str, does: str, by: Account, now: datetime) -> PartnerRole:
    """A partner takes a part in the plan."""
    worker_of(by)
    one_of("agency", agency, Agency.values)
    with writing(by, SENTENCES):
        held = running(plan)
        return PartnerRole.objects.create(
            plan=held,
            agency=agency,
            who=words("who", who, 120, "Write who does it."),
            does=words("does", does, 400, "Write what they do for the child."),
            starts=max(held.starts, local_date(now)),
        )


def partner_over(*, role: int, why: str, by: Account, now: datetime) -> PartnerRole:
    """A partner's part is over; one recorded today by mistake is over from tomorrow."""
    worker_of(by)
    reason = words("why", why, 300, "Write why it is over.")
    with writing(by, SENTENCES):
        found = PartnerRole.objects.select_for_update(of=("self",)).filter(pk=role, ends__isnull=True).first()
        if found is None:
            raise Refused("", "This part is over already.")
        running(found.plan_id)
        if found.starts >= local_date(now):
            raise Refused("why", f"This part begins on {say_date(found.starts)}. It can be over from the day after.")
        found.ends, found.why_over = local_date(now), reason
        found.save(update_fields=["ends", "why_over"])
        return found


def oversight_noted(
    *, plan: int, kind: str, note: str, key: UUID, by: Account, now: datetime, action: int | None = None
) -> Oversight:
    """A manager writes on a plan, and on one of its actions if it is about that. Pressed twice, written once."""
    manager = decider(by)
    one_of("kind", kind, OversightKind.values)
    said = text("note", note, "Write what you saw, what you decided and what should happen next.")
    with writing(by, SENTENCES):
        held = running(plan)
        before = Oversight.objects.filter(key=key).first()
        if before:
            return before
        if action is not None and not Action.objects.filter(pk=action, plan=held).exists():
            raise Refused("action", "Choose an action of this plan.")
        return Oversight.objects.create(
            plan=held, child_id=held.child_id, action_id=action, kind=kind, note=said, at=now, by=manager, key=key
        )


__all__ = [
    "Facts",
    "in_a_family",
    "oversight_noted",
    "partner_named",
    "partner_over",
    "taken_on",
    "team_named",
    "team_of",
]
