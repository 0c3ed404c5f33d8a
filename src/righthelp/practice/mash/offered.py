"""What MASH offers to whoever writes about a child: what each partner said, and what MASH came to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from righthelp.foundation.access.models import Account
from righthelp.practice.casework.known import Known
from righthelp.practice.mash.models import Check, Enquiry
from righthelp.practice.mash.queries import SEE, name_of
from righthelp.practice.people.standing import may

MOST = 20


def known(child: int, account: Account, now: datetime) -> Iterator[Known]:
    """The latest answers of partners about a child, and decisions of MASH, for whoever may read them. Three queries."""
    if not may(account, SEE, [child], now):
        return
    rows = Enquiry.objects.filter(child_id=child, decided__isnull=False).order_by("-decided")
    for row in rows[:MOST]:
        href = reverse("mash:enquiry", args=[row.pk])
        title = f"MASH: {row.get_decision_display()}, {row.get_level_display()}"
        yield Known("contact", title, row.reason, row.decided, href)
    checks = Check.objects.filter(child_id=child, answered__isnull=False).order_by("-answered", "-pk")
    for check in checks[:MOST]:
        title = f"{name_of(check)}, {check.given_by}: {check.get_result_display().lower()}"
        yield Known("contact", title, check.answer, check.answered, reverse("mash:check", args=[check.pk]))
