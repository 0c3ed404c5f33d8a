"""What the test of the city's plans asks of children in education."""

from __future__ import annotations

from righthelp.practice.casework import intervals
from righthelp.practice.education.models import Attended, CheckDue, Checked, OutOfSchool, PlanAsked


def near_the_papers() -> None:
    """About half of the children with a plan are at 90 percent or less, most plans are in time, and the weekly checks
    due are those that the room works out."""
    july = {row.child_id: row.percent or 0 for row in Attended.objects.filter(starts__month=7)}
    assert july
    assert 0.35 < sum(percent <= 90 for percent in july.values()) / len(july) < 0.7
    plans = PlanAsked.objects.filter(issued__isnull=False, exception=None)
    assert 0.8 < sum(bool(plan.in_time) for plan in plans) / plans.count() < 0.97
    for out in OutOfSchool.objects.all():
        seen = Checked.objects.filter(out=out).values_list("on", flat=True)
        due = CheckDue.objects.filter(out=out).order_by("place").values_list("since", "held", "ended")
        assert list(due) == [tuple(each) for each in intervals.drawn(out.starts, seen, out.ends)]
