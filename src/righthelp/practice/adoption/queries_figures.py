"""What the figures of adoption are counted from: every plan that counts and every child who left care."""

from __future__ import annotations

from datetime import datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.practice.adoption.figures import Case, Leaver, Member
from righthelp.practice.adoption.models import Adopting
from righthelp.practice.care.codes import ADOPTED
from righthelp.practice.care.models import InCare
from righthelp.practice.people.models import Person

_FACTS = (
    "pk", "child_id", "entered", "decided", "ordered", "matched", "placed", "adopted", "ceased", "over_four", "ours",
    "fostered",
)  # fmt: skip


def cases() -> list[Case]:
    """Every plan that counts, sealed children's among them: figures are of the whole city and name nobody."""
    rows = Adopting.objects.filter(withdrawn__isnull=True, decided__isnull=False).order_by("entered", "pk")
    return [Case(*row) for row in rows.values_list(*_FACTS)]


def leavers() -> list[Leaver]:
    """Every child who left care."""
    rows = (
        InCare.objects.filter(ends__isnull=False).order_by("ends", "pk").values_list("pk", "child_id", "ends", "left")
    )
    return [Leaver(care, child, ends, left in ADOPTED) for care, child, ends, left in rows if ends is not None]


def names(members: tuple[Member, ...], account: Account, now: datetime) -> dict[int, str]:
    """The names of the children behind a figure, as far as the reader may open their records."""
    rows = Person.objects.filter(pk__in={each.child for each in members})
    reached = within_reach(rows, account, "adoption.see", kind="child", field="id", now=now)
    return {row.pk: str(row) for row in reached}
