"""What casework offers to a report: the visits since the plan began, and what the plan is to change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date, say_moment, start_of_day
from righthelp.practice.casework import queries
from righthelp.practice.casework.known import Known
from righthelp.practice.casework.models import Outcome, Visited
from righthelp.practice.people.standing import may

MOST = 30


def for_report(child: int, account: Account, now: datetime) -> Iterator[Known]:
    """Visits of the plan that runs (or of the last half year), what the child said in them, and the plan."""
    if not may(account, queries.SEE, [child], now):
        return
    plan = queries.current_plan(child)
    seen = list(_visits(child, plan.starts if plan else None, now))
    if seen:
        lines = [
            f"{say_moment(each.at)}, {each.visit.get_where_display().lower()}: "
            f"{'seen alone' if each.alone else 'seen' if each.seen else 'not seen: ' + each.why_not}"
            for each in seen
        ]
        met = sum(1 for each in seen if each.seen)
        yield Known("Visits", f"Visits: seen {met} times", "\n".join(lines))
    said = [f"{say_date(local_date(each.at))}: {each.words}" for each in seen if each.words]
    if said:
        yield Known("Visits", "What the child said to us", "\n".join(said))
    if plan is not None:
        lines = [line for outcome in plan.outcomes.order_by("place") for line in _outcome(outcome)]
        if lines:
            title = f"{plan.get_kind_display()} since {say_date(plan.starts)}: what has changed"
            yield Known("The plan", title, "\n".join(lines))


def _visits(child: int, since: date | None, now: datetime) -> list[Visited]:
    first = start_of_day(since) if since else now - timedelta(days=183)
    rows = Visited.objects.filter(child_id=child, withdrawn__isnull=True, at__gte=first).select_related("visit")
    return list(rows.order_by("-at")[:MOST])


def _outcome(outcome: Outcome) -> Iterator[str]:
    met = f" Changed on {say_date(outcome.met)}." if outcome.met else " Not yet changed."
    yield f"{outcome.what.rstrip('.')}.{met}"
    for action in outcome.actions.filter(stopped__isnull=True).select_related("worker").order_by("by_when", "pk"):
        who = action.worker.name if action.worker else action.owner
        done = f"done: {action.done_note}" if action.done else f"by {say_date(action.by_when)}"
        yield f"{who}: {action.what} ({done})"


__all__ = ["for_report"]
