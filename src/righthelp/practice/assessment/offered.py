"""What assessment offers to a report: the sections of the child's latest assessment, as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.practice.assessment.models import Assessment, Text
from righthelp.practice.assessment.prompts import SECTIONS
from righthelp.practice.casework.known import Known
from righthelp.practice.people.standing import may


def for_report(child: int, account: Account, now: datetime) -> Iterator[Known]:
    """Each section of the latest assessment that stands, the common text before the child's own. Two queries."""
    if not may(account, "assessment.see", [child], now):
        return
    rows = Assessment.objects.filter(child_id=child, withdrawn__isnull=True).order_by("-begun", "-pk")
    held = rows.first()
    if held is None:
        return
    state = f"authorised {say_date(local_date(held.authorised))}" if held.authorised else "not yet authorised"
    texts = Text.objects.filter(Q(assessment=held) | Q(together_id=held.together_id)).order_by("assessment")
    by_key: dict[str, list[str]] = {}
    for each in sorted(texts, key=lambda text: text.assessment_id is not None):
        if each.text.strip():
            by_key.setdefault(each.key, []).append(each.text.strip())
    for section in SECTIONS:
        if section.key in by_key:
            said = "\n\n".join(by_key[section.key])
            yield Known(f"Assessment, {state}", section.title, said, held.authorised or held.begun)


__all__ = ["for_report"]
