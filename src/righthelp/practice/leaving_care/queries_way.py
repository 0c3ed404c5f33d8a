"""Named reads of young people's ways: at university, neither learning nor working, chances, who helps, custody, plans
looked over; one young person's way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import local_date
from righthelp.practice.casework.models import Action
from righthelp.practice.leaving_care.codes import HIGHER, NEITHER, Channel
from righthelp.practice.leaving_care.models import (
    Activity,
    Chance,
    Claim,
    Contact,
    Custody,
    Helps,
    PathwayPlan,
    PlanSeen,
    Support,
)
from righthelp.practice.leaving_care.queries_homes import ours

SEE: Final = "leaving.see"
BURSARY: Final = "higher-education-bursary"
"""The key of the bursary in the local offer."""

_ADVISER: Final = Subquery(
    Support.objects.filter(child_id=OuterRef("child_id"), ends__isnull=True).values("adviser__name")[:1]
)


def _now(codes: frozenset[str], account: Account, now: datetime) -> QuerySet[Any]:
    """What young people within reach do today, of these kinds, with their adviser."""
    rows = Activity.objects.filter(ends__isnull=True, doing__in=codes, child__died_on__isnull=True)
    rows = within_reach(rows.select_related("child"), account, SEE, kind="child", field="child_id", now=now)
    return rows.annotate(adviser=_ADVISER)


def at_university(account: Account, now: datetime) -> list[Any]:
    """Who is in higher education, by year; with ``granted``, pence of the bursary. One query."""
    claims = Claim.objects.filter(
        child_id=OuterRef("child_id"), entitlement__key=BURSARY, granted=True, withdrawn__isnull=True
    )
    summed = claims.order_by().values("child_id").annotate(sum=Sum("pence")).values("sum")
    return list(_now(HIGHER, account, now).annotate(granted=Subquery(summed)).order_by("year", "starts", "pk"))


def neither(account: Account, now: datetime) -> list[Any]:
    """Who neither learns nor works, the longest first: ``todo`` and ``done`` actions since, the day ``next`` by which
    one is to be done, ``chances`` offered since. ``since`` goes back over kinds of neither. One query."""
    of = OuterRef("child_id")
    others = Activity.objects.filter(child_id=of, ends__isnull=False, withdrawn__isnull=True).exclude(doing__in=NEITHER)
    last_did = Subquery(others.order_by("-ends").values("ends")[:1])
    first = Activity.objects.filter(child_id=of, doing__in=NEITHER, withdrawn__isnull=True).filter(
        Q(starts__gte=Coalesce(OuterRef("did"), date(1990, 1, 1)))
    )
    acts = Action.objects.filter(child_id=of, stopped__isnull=True).order_by().values("child_id")
    todo = acts.filter(done__isnull=True)
    chances = Chance.objects.filter(child_id=of, withdrawn__isnull=True, on__gte=OuterRef("since"))
    rows = _now(NEITHER, account, now).annotate(did=last_did)
    rows = rows.annotate(since=Subquery(first.order_by("starts").values("starts")[:1]))
    return list(
        rows.annotate(
            todo=Coalesce(Subquery(todo.annotate(n=Count("pk")).values("n")), 0),
            done=Coalesce(
                Subquery(acts.filter(done__date__gte=OuterRef("since")).annotate(n=Count("pk")).values("n")), 0
            ),
            next=Subquery(todo.annotate(d=Min("by_when")).values("d")),
            chances=Coalesce(Subquery(chances.order_by().values("child_id").annotate(n=Count("pk")).values("n")), 0),
        ).order_by("since", "pk")
    )


def chances(account: Account, now: datetime) -> list[Chance]:
    """Chances of work that were offered, the newest first. One query."""
    return list(ours(Chance.objects.all(), account, now).order_by("-on", "-pk"))


def beside(account: Account, now: datetime) -> list[Helps]:
    """Who helps beside the adviser, or did; the newest first. One query."""
    return list(ours(Helps.objects.all(), account, now).order_by("-starts", "-pk"))


def custody(account: Account, now: datetime) -> list[Any]:
    """Who is or was in prison; with ``visited``, the last day on which the adviser met them there. One query."""
    rows = ours(Custody.objects.all(), account, now).annotate(visited=_last_visit(), adviser=_ADVISER)
    return list(rows.order_by(F("released").desc(nulls_first=True), "due", "pk"))


def _last_visit() -> Any:
    met = Contact.objects.filter(
        child_id=OuterRef("child_id"), channel=Channel.MEET, withdrawn__isnull=True, on__gte=OuterRef("starts")
    ).filter(Q(on__lte=Coalesce(OuterRef("released"), date(2999, 1, 1))))
    return Subquery(met.order_by().values("child_id").annotate(last=Max("on")).values("last"))


def plans_seen(account: Account, now: datetime) -> list[Any]:
    """The newest pathway plan of each young person who is helped, with its last looking over: ``grade``, ``seen_on``,
    ``seen_by``. One query."""
    newer = PathwayPlan.objects.filter(child_id=OuterRef("child_id"), made__gt=OuterRef("made"))
    helped = Support.objects.filter(child_id=OuterRef("child_id"), ends__isnull=True)
    last = PlanSeen.objects.filter(plan_id=OuterRef("pk"), withdrawn__isnull=True).order_by("-on", "-pk")
    rows = PathwayPlan.objects.filter(~Exists(newer), Exists(helped)).select_related("child", "recorded_by")
    rows = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return list(
        rows.annotate(
            grade=Subquery(last.values("grade")[:1]),
            seen_on=Subquery(last.values("on")[:1]),
            seen_by=Subquery(last.values("recorded_by__name")[:1]),
            adviser=_ADVISER,
        ).order_by("-made", "pk")
    )


@dataclass(frozen=True)
class Way:
    """One young person's way, the newest first."""

    doing: Sequence[Activity]
    chances: Sequence[Chance]
    helps: Sequence[Helps]
    custody: Sequence[Any]
    plan: PathwayPlan | None
    today: date

    @property
    def inside(self) -> Custody | None:
        """The time in prison that runs."""
        return next((each for each in self.custody if each.released is None and each.withdrawn is None), None)


def way_of(child: int, now: datetime) -> Way:
    """What one young person does and was offered, who helps beside the adviser, custody, the plan looked over."""
    seen = Prefetch("seen", queryset=PlanSeen.objects.select_related("recorded_by").order_by("-on", "-pk"))
    return Way(
        list(Activity.objects.filter(child_id=child).order_by("-starts")),
        list(Chance.objects.filter(child_id=child).order_by("-on", "-pk")),
        list(Helps.objects.filter(child_id=child).order_by("-starts", "-pk")),
        list(Custody.objects.filter(child_id=child).annotate(visited=_last_visit()).order_by("-starts", "-pk")),
        PathwayPlan.objects.filter(child_id=child).prefetch_related(seen).order_by("-made").first(),
        local_date(now),
    )


__all__ = ["Way", "at_university", "beside", "chances", "custody", "neither", "plans_seen", "way_of"]
