"""Named reads of the disabled children's teams: the caseload, and all of one child."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, Sum
from django.urls import reverse

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date, say_date
from righthelp.foundation.journey import registry, running
from righthelp.foundation.journey.reading import load
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.casework.codes import PlanKind
from righthelp.practice.casework.models import Plan
from righthelp.practice.child_in_need import journey, law
from righthelp.practice.child_in_need.models import (
    Advice,
    BreakUse,
    Entitlement,
    ShortBreak,
    Specialist,
    Thing,
    Transition,
)
from righthelp.practice.child_in_need.queries import Running, running_plans
from righthelp.practice.child_in_need.queries_plan import clock_line
from righthelp.practice.education.journey import PlanAsked
from righthelp.practice.front_door.journey import Referral
from righthelp.practice.people.ages import years
from righthelp.practice.people.models import Disability, Person


@dataclass(frozen=True)
class Row:
    """A disabled child with a plan, as the list shows it."""

    plan: Running
    age: int | None
    breaks: int
    ehc: str
    advice_late: bool
    advice_due: bool
    began: date | None
    adults_asked: date | None

    @property
    def transition_prompt(self) -> str:
        """What preparing for adult life asks for now, by the young person's age."""
        return prompt(self.age, self.began, self.adults_asked)


def prompt(age: int | None, began: date | None, adults_asked: date | None) -> str:
    """From 14 on preparing begins; by 17 adult services have been asked."""
    if age is None or age < law.TRANSITION_FROM or age >= 18:
        return ""
    if began is None:
        return f"{age}: preparing for adult life has not begun"
    if age >= law.ADULTS_BY and adults_asked is None:
        return f"{age}: adult services have not been asked"
    return ""


def caseload(account: Account, now: datetime) -> list[Row]:
    """Disabled children with a plan within reach. Six queries."""
    today = local_date(now)
    plans = running_plans(account, now, kinds=[PlanKind.DISABLED.value])
    ids = [row.child for row in plans]
    breaks: dict[int, int] = defaultdict(int)
    for child in ShortBreak.objects.filter(_runs(today), child_id__in=ids).values_list("child_id", flat=True):
        breaks[child] += 1
    ehc = dict(Entitlement.objects.filter(_runs(today), child_id__in=ids, kind="ehc").values_list("child_id", "words"))
    ehc |= _plans(ids)
    asked = dict(
        Advice.objects.filter(child_id__in=ids, given__isnull=True, excepted__isnull=True).values_list("pk", "child_id")
    )
    late = set(running(journey.EHC_ADVICE, due_before=now).values_list("episode_id", flat=True)) & set(asked)
    late_children = {asked[pk] for pk in late}
    ways = {one.child_id: one for one in Transition.objects.filter(child_id__in=ids)}
    found = []
    for row in plans:
        way = ways.get(row.child)
        found.append(
            Row(
                plan=row,
                age=years(row.born, today) if row.born else None,
                breaks=breaks[row.child],
                ehc=ehc.get(row.child, ""),
                advice_late=row.child in late_children,
                advice_due=row.child in asked.values(),
                began=way.began if way else None,
                adults_asked=way.adults_asked if way else None,
            )
        )
    return found


def _plans(children: Sequence[int]) -> dict[int, str]:
    """What the room for children in education knows of each child’s plan: that comes before what was written here."""
    found = {}
    for row in load(registry.binding(PlanAsked), subjects=children):
        facts = row.facts
        if row.subject_id is not None and facts["refused"] is None and facts["ceased"] is None:
            issued = facts["issued"]
            found[row.subject_id] = f"In force since {say_date(issued)}" if isinstance(issued, date) else "Asked for"
    return found


def _runs(today: date) -> Q:
    return Q(starts__lte=today) & (Q(ends__isnull=True) | Q(ends__gt=today))


def by_team(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """How many children each team has."""
    count: dict[str, int] = defaultdict(int)
    for row in rows:
        count[row.plan.team or "No team named"] += 1
    return sorted(count.items())


def table(rows: Sequence[Row]) -> Table[Row]:
    """The caseload."""
    teams = sorted({row.plan.team for row in rows if row.plan.team})
    return Table[Row](
        name="disabled",
        caption="Disabled children with a plan",
        columns=(
            Column(
                "child",
                "Child",
                lambda row: row.plan.name,
                href=lambda row: reverse("child_in_need:disabled", args=[row.plan.child]),
            ),
            Column("age", "Age", lambda row: row.age, numeric=True),
            Column("team", "Team", lambda row: row.plan.team or "Not named"),
            Column("worker", "Worker", lambda row: row.plan.worker or None, show=_worker),
            Column("breaks", "Short breaks", lambda row: row.breaks, numeric=True),
            Column("ehc", "EHC plan", lambda row: row.ehc or "Not recorded"),
            Column("advice", "Advice", _advice, show=_advice_shown),
            Column("adult", "Adult life", lambda row: row.transition_prompt, show=_adult),
        ),
        filters=(
            Filter("team", "Team", [(name, name) for name in teams], lambda row: row.plan.team),
            Filter("breaks", "Short breaks", [("none", "None")], lambda row: "" if row.breaks else "none"),
            Filter("adult", "Adult life", [("due", "To do")], lambda row: "due" if row.transition_prompt else ""),
            Filter("advice", "Advice", [("late", "Late")], lambda row: "late" if row.advice_late else ""),
        ),
        empty="No disabled child with a plan is within your reach.",
    )


def _worker(row: Row) -> Any:
    return row.plan.worker or tag("Nobody", "red")


def _advice(row: Row) -> str:
    return "Late" if row.advice_late else "Asked for" if row.advice_due else ""


def _advice_shown(row: Row) -> Any:
    return tag("Late", "red") if row.advice_late else tag("Asked for", "blue") if row.advice_due else ""


def _adult(row: Row) -> Any:
    return tag(row.transition_prompt, "yellow") if row.transition_prompt else ("Begun" if row.began else "")


@dataclass(frozen=True)
class OfChild:
    """What a disabled child has and is owed."""

    plan: Plan | None
    disabilities: list[Disability]
    entitled: list[Entitlement]
    entitled_before: list[Entitlement]
    breaks: list[tuple[ShortBreak, int, list[BreakUse]]]
    breaks_over: list[ShortBreak]
    things: list[Thing]
    things_settled: list[Thing]
    advice: list[tuple[Advice, dict[str, Any] | None]]
    transition: Transition | None
    prompt: str
    specialists: list[tuple[Specialist, dict[str, Any] | None]]
    referral: tuple[int, date] | None
    age: int | None
    year_from: date


def whole(child: Person, now: datetime) -> OfChild:
    """All of one child. *Used* counts the twelve months to today."""
    today = local_date(now)
    year_from = add_months(today, -12)
    entitled = list(Entitlement.objects.filter(child=child).order_by("kind", "-starts"))
    breaks = list(ShortBreak.objects.filter(child=child).select_related("agreed_by").order_by("-starts", "-pk"))
    used = dict(
        BreakUse.objects.filter(taken__in=breaks, on__gt=year_from)
        .values_list("taken")
        .annotate(total=Sum("amount"))
        .values_list("taken", "total")
    )
    uses: dict[int, list[BreakUse]] = defaultdict(list)
    for use in BreakUse.objects.filter(taken__in=breaks).order_by("-on"):
        uses[use.taken_id].append(use)
    things = list(Thing.objects.filter(child=child).order_by("-asked", "-pk"))
    way = Transition.objects.filter(child=child).first()
    age = years(child.birth_date, today) if child.birth_date else None
    specialists = Specialist.objects.filter(child=child).select_related("begun_by", "done_by").order_by("-begun")
    return OfChild(
        plan=Plan.objects.filter(child=child, kind=PlanKind.DISABLED, ends__isnull=True).first(),
        disabilities=list(Disability.objects.filter(_runs(today), person=child).exclude(code="NONE").order_by("code")),
        entitled=[one for one in entitled if one.ends is None or one.ends > today],
        entitled_before=[one for one in entitled if one.ends is not None and one.ends <= today],
        breaks=[(one, used.get(one.pk, 0), uses[one.pk][:6]) for one in breaks if one.ends is None],
        breaks_over=[one for one in breaks if one.ends is not None],
        things=[one for one in things if not one.there and not one.declined],
        things_settled=[one for one in things if one.there or one.declined],
        advice=[
            (one, clock_line(journey.EHC_ADVICE, one, now))
            for one in Advice.objects.filter(child=child).order_by("-asked", "-pk")
        ],
        transition=way,
        prompt=prompt(age, way.began if way else None, way.adults_asked if way else None),
        specialists=[(one, clock_line(journey.SPECIALIST, one, now)) for one in specialists],
        referral=open_referral(child.pk),
        age=age,
        year_from=year_from,
    )


def open_referral(child: int) -> tuple[int, date] | None:
    """The accepted, open referral to the disabled children's teams that no plan and no assessment answers yet."""
    used = set(Specialist.objects.filter(child_id=child, stopped__isnull=True).values_list("referral", flat=True))
    return next(((pk, on) for pk, on in accepted_referrals(child) if pk not in used), None)


def accepted_referrals(child: int) -> list[tuple[int, date]]:
    """Accepted and open referrals of a child to the disabled children's teams: number, and day it was made."""
    found = []
    for row in load(registry.binding(Referral), subjects=[child]):
        facts = row.facts
        made = facts["made"]
        if facts["kind"] != "disabled" or not facts["accepted"] or facts["closed"] or facts["withdrawn"]:
            continue
        if isinstance(made, datetime):
            found.append((row.id, local_date(made)))
    return sorted(found)
