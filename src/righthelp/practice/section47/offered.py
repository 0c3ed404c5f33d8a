"""What this room offers to whoever writes about a child: concerns discussed, what was decided, what enquiries found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from righthelp.foundation.access.models import Account
from righthelp.practice.casework.known import Known
from righthelp.practice.people.standing import may
from righthelp.practice.section47 import queries

MOST = 5


def known(child: int, account: Account, now: datetime) -> Iterator[Known]:
    """The latest discussions and enquiries about a child. A discussion about several children offers its concern only
    to who may know of each of them, as on its own page."""
    if not may(account, queries.SEE, [child], now):
        return
    rows, enquiries = queries.of_child(child)
    for row in rows[:MOST]:
        href = reverse("section47:discussion", args=[row.discussion_id])
        if row.cancelled:
            continue
        if queries.visible(row.discussion_id, account, now):
            harm = f"Strategy discussion: {row.discussion.get_harm_display().lower()}"
            yield Known("strategy", harm, row.discussion.concern, row.held or row.asked, href)
        if row.decided and row.decision:
            yield Known("strategy", f"Decided: {row.get_decision_display()}", row.decision_why, row.decided, href)
    for enquiry in enquiries[:MOST]:
        if enquiry.authorised and enquiry.outcome:
            href = reverse("section47:enquiry", args=[enquiry.pk])
            title = f"Section 47 enquiry: {enquiry.get_outcome_display().lower()}"
            yield Known("enquiry", title, enquiry.findings, enquiry.authorised, href)
