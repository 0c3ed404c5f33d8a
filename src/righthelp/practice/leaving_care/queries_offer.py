"""Named reads of the local offer: what there is, who asked for what, what one young person may have, council tax."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Prefetch, Q, Sum

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date
from righthelp.practice.leaving_care.codes import EXEMPT_TO
from righthelp.practice.leaving_care.eligibility import birthday
from righthelp.practice.leaving_care.models_offer import Claim, CouncilTax, Entitlement, Used
from righthelp.practice.leaving_care.queries_homes import ours
from righthelp.practice.people.models import Person

SEE: Final = "leaving.see"


def offer() -> list[Entitlement]:
    """Every version of everything, in the order of names, the newest version first."""
    return list(Entitlement.objects.select_related("recorded_by").order_by("name", "key", "-starts"))


def in_force(day: date) -> list[Entitlement]:
    """What there is on a day."""
    rows = Entitlement.objects.filter(Q(ends__isnull=True) | Q(ends__gt=day), starts__lte=day)
    return list(rows.order_by("from_age", "name"))


@dataclass(frozen=True)
class Asked:
    """Something that a young person asked for, as the list shows it."""

    claim: Claim
    name: str
    used: int

    @property
    def state(self) -> str:
        """``waits``, ``granted``, ``used`` (all of the sum) or ``refused``."""
        if self.claim.granted is None:
            return "waits"
        if not self.claim.granted:
            return "refused"
        return "used" if self.claim.pence and self.used >= self.claim.pence else "granted"

    @property
    def left(self) -> int | None:
        """Pence granted and not used yet."""
        return self.claim.pence - self.used if self.claim.granted and self.claim.pence is not None else None


_STANDS: Final = Q(uses__withdrawn__isnull=True)


def claims(account: Account, now: datetime) -> list[Asked]:
    """What young people within reach asked for, the newest first. One query."""
    rows = ours(Claim.objects.select_related("entitlement"), account, now)
    rows = rows.annotate(sum=Sum("uses__pence", filter=_STANDS))
    return [Asked(each, str(each.child), each.sum or 0) for each in rows.order_by("-asked", "-pk")]


def taxes(account: Account, now: datetime) -> list[CouncilTax]:
    """Who charges council tax to young people within reach today, until the birthday to which the city exempts them.
    One query."""
    before = add_months(local_date(now), -12 * EXEMPT_TO)
    young = Q(child__birth_date__isnull=True) | Q(child__birth_date__gt=before)
    rows = CouncilTax.objects.filter(young, ends__isnull=True, child__died_on__isnull=True)
    return list(ours(rows, account, now).order_by("council", "pk"))


@dataclass(frozen=True)
class Part:
    """One thing of the offer for one young person: from when and until when they may have it, what is left in all."""

    entitlement: Entitlement
    since: date | None
    until: date | None
    today: date
    claims: Sequence[Asked]

    @property
    def state(self) -> str:
        """``now``: they may have it; ``later``: not old enough yet; ``over``: too old, or no longer offered."""
        if self.since is None or self.until is None or self.until <= self.today:
            return "over"
        if self.entitlement.ends is not None and self.entitlement.ends <= self.today:
            return "over"
        return "later" if self.since > self.today else "now"

    @property
    def waits(self) -> bool:
        """Whether they asked and have no answer yet."""
        return any(each.state == "waits" and each.claim.withdrawn is None for each in self.claims)

    @property
    def left(self) -> int | None:
        """Pence that may still be granted; None where it is no sum."""
        if self.entitlement.pence is None:
            return None
        counted = [each.claim for each in self.claims if each.claim.granted and each.claim.withdrawn is None]
        return max(0, self.entitlement.pence - sum(each.pence or 0 for each in counted))


@dataclass(frozen=True)
class Offer:
    """The offer as it stands for one young person."""

    parts: Sequence[Part]
    tax: CouncilTax | None
    taxes: Sequence[CouncilTax]
    exempt_until: date | None

    @property
    def now(self) -> list[Part]:
        """What they may have today."""
        return [each for each in self.parts if each.state == "now"]

    @property
    def used(self) -> int:
        """Pence used in all."""
        return sum(each.used for part in self.parts for each in part.claims if each.claim.withdrawn is None)


def offer_of(child: int, now: datetime) -> Offer:
    """What one young person may have today, later, or had; with what they asked for, got and used. Five queries."""
    today = local_date(now)
    born = Person.objects.values_list("birth_date", flat=True).get(pk=child)
    uses = Prefetch("uses", queryset=Used.objects.select_related("recorded_by").order_by("on", "pk"))
    rows = Claim.objects.filter(child_id=child).select_related("entitlement", "answered_by", "recorded_by")
    held = [
        Asked(each, "", sum(one.pence or 0 for one in each.uses.all() if one.withdrawn is None))
        for each in rows.prefetch_related(uses).order_by("-asked", "-pk")
    ]
    present = in_force(today)
    keys = {each.key for each in present}
    past = {each.claim.entitlement.key: each.claim.entitlement for each in reversed(held)}
    shown = [*present, *(each for key, each in sorted(past.items()) if key not in keys)]
    charged = list(CouncilTax.objects.filter(child_id=child).order_by("-starts", "-pk"))
    return Offer(
        parts=[
            Part(
                each,
                birthday(born, each.from_age) if born else None,
                birthday(born, each.to_age) if born else None,
                today,
                [one for one in held if one.claim.entitlement.key == each.key],
            )
            for each in shown
        ],
        tax=next((each for each in charged if each.ends is None and each.withdrawn is None), None),
        taxes=charged,
        exempt_until=birthday(born, EXEMPT_TO) if born else None,
    )


__all__ = ["Asked", "Offer", "Part", "claims", "in_force", "offer", "offer_of", "taxes"]
