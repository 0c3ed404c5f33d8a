"""The verbs of a family without recourse to public funds: opened, a child or adult added, means decided, assessed,
dealings with lawyers and offices, closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.codes import PlanKind
from righthelp.practice.casework.models import Plan
from righthelp.practice.child_in_need.codes import SUPPORTS, DealingKind, Leaving, Means, Stopped
from righthelp.practice.child_in_need.models import (
    Dealing,
    Family,
    FamilyAdult,
    FamilyAssessment,
    FamilyChild,
    MeansDecision,
    NeedPlan,
    WeeklySupport,
)
from righthelp.practice.child_in_need.record import Facts, taken_on, team_of
from righthelp.practice.child_in_need.record_base import SENTENCES, decider, redrawn, text, worker_of
from righthelp.practice.people.models import Person
from righthelp.practice.people.writing import locked, one_of, optional, recent, words, writing


def family_opened(
    *,
    name: str,
    children: Sequence[int],
    adults: Sequence[int],
    team: int,
    starts: date,
    why: str,
    by: Account,
    now: datetime,
) -> Family:
    """A family's case is opened for some children. Nothing is decided yet on its means."""
    worker = worker_of(by)
    called = words("name", name, 120, "Give the case the family’s name.")
    reason = text("why", why, "Write what the family asked for, and who sent them.")
    recent("starts", starts, now)
    if not children:
        raise Refused("children", "Choose at least one child.")
    with writing(by, SENTENCES):
        made = Family.objects.create(
            name=called, team=team_of(team), starts=starts, recorded=now, recorded_by=worker, why=reason
        )
        for child in sorted(set(children)):
            _joined(made, child, starts)
        for adult in sorted(set(adults) - set(children)):
            FamilyAdult.objects.create(family=made, person=locked(adult, "adults"))
        return made


def _joined(family: Family, child: int, starts: date) -> FamilyChild:
    person = locked(child, "children")
    if person.died_on:
        raise Refused("children", "One of the children has died.")
    return FamilyChild.objects.create(family=family, child=person, starts=starts)


def family_held(family: int) -> Family:
    """A family whose case is open, locked until the transaction ends."""
    found = Family.objects.select_for_update(of=("self",)).filter(pk=family).first()
    if found is None:
        raise Refused("", "This family’s case is no longer there.")
    if found.ends:
        raise Refused(
            "", f"This family’s case ended on {say_date(found.ends)}. Open a new one if they need help again."
        )
    return found


def child_joined(*, family: int, child: int, starts: date, by: Account, now: datetime) -> FamilyChild:
    """Another child belongs to the family: a baby, or one who joined them."""
    worker_of(by)
    recent("starts", starts, now)
    with writing(by, SENTENCES):
        held = family_held(family)
        if starts < held.starts:
            raise Refused("starts", f"The family’s case began on {say_date(held.starts)}.")
        return _joined(held, child, starts)


def adult_joined(*, family: int, person: int, by: Account, now: datetime) -> FamilyAdult:
    """Another adult belongs to the family."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = family_held(family)
        if not Person.objects.filter(pk=person).exists():
            raise Refused("person", "Choose somebody on the register.")
        return FamilyAdult.objects.create(family=held, person=locked(person, "person"))


def child_left(*, member: int, ends: date, by: Account, now: datetime) -> FamilyChild:
    """A child no longer belongs to the family. Their plan, if one runs, is closed on its own page first."""
    decider(by)
    recent("ends", ends, now)
    with writing(by, SENTENCES):
        found = FamilyChild.objects.select_for_update(of=("self",)).filter(pk=member, ends__isnull=True).first()
        if found is None:
            raise Refused("", "This child has left the family’s case already.")
        if _plans([found.child_id]):
            raise Refused("ends", "The child’s plan still runs. Close it first, or pass it to another team.")
        found.ends = ends
        found.save(update_fields=["ends"])
        return found


def _plans(children: Sequence[int]) -> list[Plan]:
    return list(Plan.objects.filter(child_id__in=children, kind=PlanKind.NO_RECOURSE, ends__isnull=True))


def plans_begun(
    *, family: int, facts: Facts, by: Account, now: datetime, referrals: dict[int, int] | None = None
) -> list[NeedPlan]:
    """The plans of a family's children begin: of each who has none. ``referrals``: the referral each answers."""
    decider(by)
    with writing(by, SENTENCES):
        held = family_held(family)
        members = list(held.children.filter(ends__isnull=True).order_by("child_id").values_list("child_id", flat=True))
        busy = Plan.objects.filter(child_id__in=members).filter(Q(ends__isnull=True) | Q(ends__gt=facts.starts))
        without = sorted(set(members) - set(busy.values_list("child_id", flat=True)))
        if not without:
            raise Refused("", "Every child of the family has a plan already.")
        given = referrals or {}
        return [taken_on(child=child, facts=facts, referral=given.get(child), by=by, now=now) for child in without]


@dataclass(frozen=True)
class Decided:
    """A decision on means. ``excluded``: the law keeps the parents from support, unless refusing breaches rights."""

    outcome: str
    evidence: str
    rationale: str
    signposted: str = ""
    excluded: bool = False
    rights: str = ""


def means_decided(*, family: int, decided: Decided, key: UUID, by: Account, now: datetime) -> MeansDecision:
    """A manager decides on the family's means, and why. When money may no longer be paid, the weekly rates stop."""
    manager = decider(by)
    one_of("outcome", decided.outcome, Means.values)
    evidence = text("evidence", decided.evidence, "Write what you have seen: statements, tenancy, letters, who helps.")
    rationale = text("rationale", decided.rationale, "Write how you reached this decision.")
    signposted = optional("signposted", decided.signposted, 400)
    supports = decided.outcome in SUPPORTS
    if not supports and not signposted:
        raise Refused("signposted", "Write which services the family was sent to, and how they get there.")
    if decided.excluded and not decided.rights.strip():
        raise Refused("rights", "Weigh what a refusal would mean for the family’s rights, and write it down.")
    with writing(by, SENTENCES):
        held = family_held(family)
        before = MeansDecision.objects.filter(key=key).first()
        if before:
            return before
        made = MeansDecision.objects.create(
            family=held,
            outcome=decided.outcome,
            supports=supports,
            evidence=evidence,
            rationale=rationale,
            signposted=signposted,
            excluded=decided.excluded,
            rights=text("rights", decided.rights, ""),
            decided=now,
            decided_by=manager,
            key=key,
        )
        if not supports:
            _money_stops(held, now)
        return made


def _money_stops(family: Family, now: datetime) -> None:
    """Open weekly rates end today; one that began today leaves no day on which it was paid."""
    today = local_date(now)
    for each in WeeklySupport.objects.select_for_update().filter(family=family, ends__isnull=True):
        if each.starts >= today:
            each.delete()
            continue
        each.ends, each.stopped = today, Stopped.NOT_NEEDED
        each.stopped_why = "A decision on means says so."
        each.save(update_fields=["ends", "stopped", "stopped_why"])


def assessed(
    *,
    family: int,
    on: date,
    needs: str,
    way_out: str,
    follows: str,
    seen: bool,
    by: Account,
    now: datetime,
    not_seen_why: str = "",
) -> FamilyAssessment:
    """The family's yearly assessment is complete. The children's next ones are due a year later."""
    worker = worker_of(by)
    recent("on", on, now)
    said = {
        "needs": text("needs", needs, "Write what the children need."),
        "way_out": text("way_out", way_out, "Write how the family could come to leave or to public funds."),
        "follows": text("follows", follows, "Write what follows from it."),
    }
    why_not = optional("not_seen_why", not_seen_why, 400)
    if not seen and not why_not:
        raise Refused("not_seen_why", "Write why not every child was seen.")
    with writing(by, SENTENCES):
        held = family_held(family)
        if on < held.starts:
            raise Refused("on", f"The family’s case began on {say_date(held.starts)}.")
        made = FamilyAssessment.objects.create(
            family=held, on=on, seen=seen, not_seen_why=why_not, recorded=now, recorded_by=worker, **said
        )
        _redrawn_for(held, now)
        return made


def assessment_withdrawn(*, assessment: int, why: str, by: Account, now: datetime) -> FamilyAssessment:
    """It was recorded by mistake: it no longer counts, and stays readable."""
    worker_of(by)
    reason = words("why", why, 300, "Write why it is withdrawn.")
    with writing(by, SENTENCES):
        found = FamilyAssessment.objects.select_for_update(of=("self",)).filter(pk=assessment).first()
        if found is None or found.withdrawn:
            raise Refused("", "This assessment was withdrawn already.")
        found.withdrawn, found.withdrawn_why = now, reason
        found.save(update_fields=["withdrawn", "withdrawn_why"])
        _redrawn_for(found.family, now)
        return found


def _redrawn_for(family: Family, now: datetime) -> None:
    children = family.children.values_list("child_id", flat=True)
    for plan in Plan.objects.filter(child_id__in=children, kind=PlanKind.NO_RECOURSE).order_by("pk"):
        redrawn(plan, now)


def dealt(
    *,
    family: int,
    kind: str,
    on: date,
    who: str,
    what: str,
    by: Account,
    now: datetime,
    source: str = "",
    again_on: date | None = None,
) -> Dealing:
    """Immigration advice was given, or somebody was in touch with the Home Office, the DWP or another."""
    worker = worker_of(by)
    one_of("kind", kind, DealingKind.values)
    recent("on", on, now)
    if again_on is not None and again_on <= on:
        raise Refused("again_on", "The next contact comes after this one.")
    with writing(by, SENTENCES):
        return Dealing.objects.create(
            family=family_held(family),
            kind=kind,
            on=on,
            who=words("who", who, 160, "Write with whom: a name and an office."),
            source=optional("source", source, 160),
            what=text("what", what, "Write what was said or asked."),
            again_on=again_on,
            recorded=now,
            recorded_by=worker,
        )


def family_closed(*, family: int, ends: date, leaving: str, why: str, by: Account, now: datetime) -> Family:
    """The family's case ends: no plan of its children runs any more, and no money is paid."""
    decider(by)
    one_of("leaving", leaving, Leaving.values)
    reason = words("why", why, 400, "Write why the case ends.")
    recent("ends", ends, now)
    with writing(by, SENTENCES):
        held = family_held(family)
        if ends <= held.starts:
            raise Refused("ends", f"The case began on {say_date(held.starts)}. It ends after that day.")
        members = list(held.children.filter(ends__isnull=True))
        if _plans([row.child_id for row in members]):
            raise Refused("", "A child’s plan still runs. Close the plans first, or pass them to another team.")
        if held.weekly.filter(ends__isnull=True).exists():
            raise Refused("", "A weekly rate is still paid. Stop it first.")
        for row in members:
            row.ends = ends
            if ends <= row.starts:
                raise Refused("ends", f"A child came into the case on {say_date(row.starts)}. It ends after that day.")
            row.save(update_fields=["ends"])
        held.ends, held.leaving, held.leaving_why = ends, leaving, reason
        held.save(update_fields=["ends", "leaving", "leaving_why"])
        return held


__all__ = [
    "Decided",
    "adult_joined",
    "assessed",
    "assessment_withdrawn",
    "child_joined",
    "child_left",
    "dealt",
    "family_closed",
    "family_held",
    "family_opened",
    "means_decided",
    "plans_begun",
]
