"""Which weekly checks are due to children with a plan who are out of school: drawn anew, never typed."""

from __future__ import annotations

from datetime import datetime

from righthelp.practice.casework.intervals import drawn
from righthelp.practice.casework.redrawing import redrawn as rows_redrawn
from righthelp.practice.education import journey
from righthelp.practice.education.codes import Seen
from righthelp.practice.education.models import CheckDue, Checked, OutOfSchool


def out_redrawn(out: OutOfSchool, now: datetime) -> None:
    """Work out anew what is due while a child is out of school. A check at which nobody saw the child is none. Whoever
    calls this holds the child’s lock."""
    rows = Checked.objects.filter(out=out, withdrawn=None).exclude(seen=Seen.NOT_SEEN)
    wanted = drawn(out.starts, rows.values_list("on", flat=True), out.ends) if out.withdrawn is None else []
    facts = [each._asdict() for each in wanted]
    rows_redrawn(CheckDue, journey.CheckDue, {"out": out, "child_id": out.child_id}, facts, now)


def redrawn(child: int, now: datetime) -> None:
    """As :func:`out_redrawn`, for every time a child was out of school."""
    for out in OutOfSchool.objects.filter(child_id=child).order_by("starts"):
        out_redrawn(out, now)


__all__ = ["out_redrawn", "redrawn"]
