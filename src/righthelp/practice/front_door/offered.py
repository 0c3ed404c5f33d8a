"""What the front door offers to whoever writes about a child: what was told, in whose words, and screenings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from righthelp.foundation.access.models import Account
from righthelp.practice.casework.known import Known
from righthelp.practice.front_door.codes import Answer
from righthelp.practice.front_door.models import Contact
from righthelp.practice.front_door.queries import SEE
from righthelp.practice.front_door.screening_tools import BY_CODE
from righthelp.practice.front_door.tables import said_by
from righthelp.practice.people.standing import known_to, may

MOST = 8


def known(child: int, account: Account, now: datetime) -> Iterator[Known]:
    """The latest calls about a child and their screenings: only calls of which the reader may know every child, as on
    the front door's own pages. Five queries."""
    if not may(account, SEE, [child], now):
        return
    rows = Contact.objects.filter(child_id=child, withdrawn__isnull=True).select_related("call__organisation")
    found = list(
        rows.prefetch_related("screenings__answers", "screenings__made_by").order_by("-received", "-pk")[:MOST]
    )
    others: dict[int, set[int]] = {}
    for call, other in Contact.objects.filter(call__in=[each.call_id for each in found]).values_list("call", "child"):
        if other is not None:
            others.setdefault(call, set()).add(other)
    knows = known_to(account, {each for call in others.values() for each in call}, now)
    for row in found:
        if others.get(row.call_id, set()) - knows:
            continue
        href = reverse("front_door:contact", args=[row.call_id])
        yield Known("contact", f"{said_by(row.call)}: {row.call.get_why_display()}", row.call.words, row.received, href)
        if row.decided:
            level = row.get_level_display()
            yield Known("contact", f"Decided: {row.get_outcome_display()}, {level}", row.rationale, row.decided, href)
        for screening in row.screenings.all():
            tool = BY_CODE[screening.tool]
            asked = dict(tool.questions)
            yes = [asked[each.question] for each in screening.answers.all() if each.answer == Answer.YES]
            text = "\n".join([screening.rationale, *(f"Yes: {each}" for each in yes if each)])
            title = f"{tool.name}: {screening.get_risk_display().lower()}"
            yield Known("screening", title, text, screening.made, href)
