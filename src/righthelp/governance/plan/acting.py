"""Who does what in a plan: the acts, and who leads an action."""

from __future__ import annotations

from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from righthelp.foundation.access.decision import permits
from righthelp.foundation.access.models import Account
from righthelp.governance.plan.models import Action, CoLead, Plan

SEE: Final = "plan.see"
LEAD: Final = "plan.lead"
WRITE: Final = "plan.write"
SIGN: Final = "plan.sign"


def readable(account: Account) -> QuerySet[Plan]:
    """The plans an account may read: a draft is for those who write plans."""
    plans = Plan.objects.select_related("owner", "under__plan")
    return plans if permits(account, WRITE) else plans.filter(adopted__isnull=False)


def led_by(account: Account) -> Q:
    """Actions that an account leads: accountable, beside somebody, or as the owner of the plan."""
    beside = CoLead.objects.filter(action=OuterRef("pk"), worker__account=account)
    return Q(worker__account=account) | Q(plan__owner__account=account) | Q(Exists(beside))


def speaks_for(account: Account, action: int) -> bool:
    """Whether an account gives the updates of an action: it leads it, or writes plans."""
    if permits(account, WRITE):
        return True
    return permits(account, LEAD) and Action.objects.filter(led_by(account), pk=action).exists()


__all__ = ["LEAD", "SEE", "SIGN", "WRITE", "led_by", "readable", "speaks_for"]
