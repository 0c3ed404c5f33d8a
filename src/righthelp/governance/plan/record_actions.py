"""The verbs of actions: added, led, begun, updated, moved, done, stopped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.urls import Resolver404, resolve

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.route import Kind
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.governance.plan import due
from righthelp.governance.plan.codes import UNDER_WAY, ByWhen, InspectionArea, Rag
from righthelp.governance.plan.journey import PlanAction
from righthelp.governance.plan.models import Action, CoLead, Moved, Update
from righthelp.governance.plan.record_base import (
    LONG,
    SENTENCES,
    LedBy,
    action_held,
    draft_held,
    holder,
    in_force,
    leaders,
    next_number,
    not_far,
    plan_held,
    post_of,
    priority_of,
)
from righthelp.insight.indicators.catalogue import INDICATORS
from righthelp.practice.people.writing import not_later, one_of, optional, text, writing

_NO_EVIDENCE: Final = (Kind.RECORD, Kind.CHANGE, Kind.SEARCH)
"""Pages that show nothing to a committee: a record, a form, a search."""


def action_added(
    *, plan: int, what: str, by_when: str, day: date, accountable: str, by: Account, now: datetime,
    worker: int | None = None, beside: Iterable[LedBy] = (), priority: int | None = None, difference: str = "",
    why: str = "", recommendation: str = "",
) -> Action:  # fmt: skip
    """An action joins a plan, the next in its order. In a plan that is adopted it is in force from today."""
    said = text("what", what, "Say what is to be done.", LONG)
    one_of("by_when", by_when, ByWhen.values)
    not_far("day", day, now)
    today = local_date(now)
    with writing(by, SENTENCES):
        held = plan_held(plan)
        if held.adopted and day < today:
            raise Refused("day", f"{say_date(day)} has passed, and the plan is in force. Enter today or a later day.")
        made = Action.objects.create(
            plan=held, priority=priority_of(held, priority), number=next_number(held.actions), text=said,
            difference=text("difference", difference, "", LONG), why=text("why", why, "", LONG),
            recommendation=text("recommendation", recommendation, "", LONG), by_when=by_when,
            eve=day - timedelta(days=1), accountable=post_of("accountable", accountable),
            worker=holder("worker", worker, now), in_force=today if held.adopted else None,
        )  # fmt: skip
        _led_beside(made, beside, now)
        return _settled(made, now)


def action_changed(
    *, action: int, what: str, by_when: str, day: date, by: Account, now: datetime, priority: int | None = None,
    difference: str = "", why: str = "", recommendation: str = "",
) -> Action:  # fmt: skip
    """A mistake in an action of a draft is put right. Once the plan is adopted, its actions stand as adopted."""
    said = text("what", what, "Say what is to be done.", LONG)
    one_of("by_when", by_when, ByWhen.values)
    not_far("day", day, now)
    with writing(by):
        held = _of_draft(action)
        held.text, held.difference = said, text("difference", difference, "", LONG)
        held.why, held.recommendation = text("why", why, "", LONG), text("recommendation", recommendation, "", LONG)
        held.priority, held.by_when, held.eve = priority_of(held.plan, priority), by_when, day - timedelta(days=1)
        held.save(update_fields=["text", "difference", "why", "recommendation", "priority", "by_when", "eve"])
        return _settled(held, now)


def action_removed(*, action: int, by: Account, now: datetime) -> None:
    """An action is taken out of a draft. The others keep their numbers, and its history stays."""
    with writing(by):
        held = _of_draft(action)
        held.co_leads.all().delete()
        held.delete()
        settle(PlanAction, [action], now)


def action_linked(
    *, action: int, inspection_area: str, indicator: str, self_assessment: str, by: Account, now: datetime
) -> Action:
    """What the action is to move: what inspectors judge, an indicator, a section of the self-assessment."""
    if inspection_area:
        one_of("inspection_area", inspection_area, InspectionArea.values)
    if indicator:
        one_of("indicator", indicator, [each.code for each in INDICATORS])
    with writing(by):
        held = action_held(action, by=None)
        held.inspection_area, held.indicator = inspection_area, indicator
        held.self_assessment = optional("self_assessment", self_assessment, 120)
        held.save(update_fields=["inspection_area", "indicator", "self_assessment"])
        return held


def leads_changed(
    *, action: int, accountable: str, worker: int | None, beside: Iterable[LedBy], by: Account, now: datetime
) -> Action:
    """Somebody else is accountable for an action, or leads it beside them."""
    with writing(by):
        held = action_held(action, by=None)
        held.accountable, held.worker = post_of("accountable", accountable), holder("worker", worker, now)
        held.save(update_fields=["accountable", "worker"])
        held.co_leads.all().delete()
        _led_beside(held, beside, now)
        return held


def day_moved(*, action: int, day: date, because: str, by: Account, now: datetime) -> Action:
    """The day of an action in force is another one; the old one stays to be read, with the reason. In a draft the
    action itself is changed (:func:`action_changed`)."""
    not_far("day", day, now)
    said = text("because", because, "Say why the day is moved, and who agreed to it.", LONG)
    with writing(by):
        held = action_held(action, by=None)
        in_force(held)
        if day == held.day:
            raise Refused("day", f"{say_date(day)} is the day it has already.")
        if day < local_date(now):
            raise Refused("day", f"{say_date(day)} has passed. Enter today or a later day.")
        Moved.objects.create(action=held, was=held.day, became=day, because=said, moved_by=by, moved_at=now)
        held.eve = day - timedelta(days=1)
        held.save(update_fields=["eve"])
        return _settled(held, now)


def action_started(*, action: int, on: date, by: Account, now: datetime) -> Action:
    """Work on an action has begun; said again, it puts the day right."""
    not_later("on", on, now, "Record it when it has begun.")
    not_far("on", on, now)
    with writing(by):
        held = action_held(action, by=by)
        held.started = on
        held.save(update_fields=["started"])
        return _settled(held, now)


def start_stands_alone(action: Action) -> bool:
    """Whether a start is recorded of which nothing has been said from its day on, so that it can be taken back."""
    if action.started is None:
        return False
    return not Update.objects.filter(action=action, taken_back__isnull=True, on__gte=action.started).exists()


def start_taken_back(*, action: int, by: Account, now: datetime) -> Action:
    """A start was recorded by mistake: the action has not begun. Not once something was said of it since that day."""
    with writing(by):
        held = action_held(action, by=by)
        if held.started is None:
            raise Refused("", "No start is recorded. Open the action again.")
        if not start_stands_alone(held):
            raise Refused("", "Something has been said of it since that day. Change the day of the start instead.")
        held.started = None
        held.save(update_fields=["started"])
        return _settled(held, now)


def update_given(
    *, action: int, rag: str, progress: str, by: Account, now: datetime, evidence: str = "", page: str = "",
    next_step: str = "",
) -> Update:  # fmt: skip
    """What is said of an action today. That it is complete is not said but recorded, as done."""
    if rag == Rag.COMPLETE:
        raise Refused("rag", "Record the action as done: that makes its last update.")
    one_of("rag", rag, [each.value for each in UNDER_WAY])
    step = text("next_step", next_step, "Say what is done next, by whom." if rag != Rag.GREEN else "", LONG)
    with writing(by):
        held = action_held(action, by=by)
        made = _said(held, rag, progress, evidence, page, step, by, now)
        _settled(held, now)
        return made


def update_taken_back(*, update: int, by: Account, now: datetime) -> Update:
    """Its author takes an update back on the day it was given; one that said the action was done opens it again."""
    with writing(by):
        action = Update.objects.filter(pk=update).values_list("action_id", "action__plan_id").first()
        if action is None:
            raise Refused("", "This update is no longer there. Open the action again.")
        plan_held(action[1])
        held = Action.objects.select_for_update(of=("self",)).get(pk=action[0])
        row = Update.objects.select_for_update(of=("self",)).get(pk=update)
        if row.taken_back:
            raise Refused("", "This update has been taken back already.")
        if row.given_by_id != by.pk or row.on != local_date(now):
            raise Refused(
                "", "Only its author takes an update back, on the day it was given. Give a new one: it stands."
            )
        if held.stopped or (held.done and row.rag != Rag.COMPLETE):
            raise Refused("", "The action has ended since. What was said of it before stands.")
        row.taken_back = now
        row.save(update_fields=["taken_back"])
        if row.rag == Rag.COMPLETE:
            held.started, held.done = _started_before_done(held), None
            held.save(update_fields=["started", "done"])
        _settled(held, now)
        return row


def _started_before_done(action: Action) -> date | None:
    """The start that stood when the action was last open: recording it as done may have said another."""
    events: Any = Action.pgh_event_model  # type: ignore[attr-defined]  # put there by pghistory
    versions = events.objects.filter(pgh_obj_id=action.pk, done__isnull=True).order_by("-pgh_id")
    open_last = versions.values_list("started", flat=True)[:1]
    return open_last[0] if open_last else action.started


def action_done(
    *, action: int, on: date, started: date | None, progress: str, by: Account, now: datetime, evidence: str = "",
    page: str = "",
) -> Action:  # fmt: skip
    """An action is done: what came of it and what shows it become its last update, complete."""
    not_later("on", on, now, "Record it when it is done.")
    with writing(by):
        held = action_held(action, by=by)
        since = in_force(held)
        began = started or held.started
        if began is None:
            raise Refused("started", "Enter the day on which it was started.")
        not_far("started", began, now)
        if began > on:
            raise Refused("started", f"It was done on {say_date(on)}. Enter that day or an earlier one.")
        if on < since:
            raise Refused("on", f"It is in force since {say_date(since)}. Enter that day or a later one.")
        _said(held, Rag.COMPLETE, progress, evidence, page, "", by, now)
        held.started, held.done = began, on
        held.save(update_fields=["started", "done"])
        return _settled(held, now)


def action_stopped(*, action: int, why: str, by: Account, now: datetime) -> Action:
    """It was decided that an action is not to be done, or not here. The reason stays in the plan."""
    said = text("why", why, "Say why it is stopped, who decided it, and what is done instead.", LONG)
    with writing(by):
        held = action_held(action, by=None)
        in_force(held)
        held.stopped, held.stopped_why = local_date(now), said
        held.save(update_fields=["stopped", "stopped_why"])
        return _settled(held, now)


def _said(
    action: Action, rag: str, progress: str, evidence: str, page: str, next_step: str, by: Account, now: datetime
) -> Update:
    in_force(action)
    said = text("progress", progress, "Say what has happened, and what is different.", LONG)
    shown, where = text("evidence", evidence, "", LONG), _page(page)
    if rag == Rag.COMPLETE and not (shown or where):
        raise Refused("evidence", "Say what shows that it is done, or give the address of a page that does.")
    return Update.objects.create(
        action=action, on=local_date(now), rag=rag, progress=said, evidence=shown, page=where, next_step=next_step,
        given_by=by, given_at=now,
    )  # fmt: skip


def _page(typed: str) -> str:
    """The path of a page of this system that is about no one person; what it shows is decided anew for each reader."""
    path = typed.strip()
    if "://" in path:
        path = "/" + path.partition("://")[2].partition("/")[2]
    path = path.partition("?")[0].partition("#")[0]
    if len(path) > 200:
        raise Refused("page", "Make this shorter: at most 200 characters.")
    if not path:
        return ""
    try:
        policy = getattr(resolve(path).func, "policy", None)
    except Resolver404:
        raise Refused("page", "No page of this system is there. Copy its address, such as /reports/4.") from None
    if policy is None or policy.subject is not None:
        raise Refused("page", "This page is about one person. Say in words what shows it, without a name.")
    if policy.audit in _NO_EVIDENCE:
        raise Refused("page", "This page shows a record, a search or a form. Give a list, a report or a figure.")
    return path


def _of_draft(action: int) -> Action:
    """An action of a plan that is still a draft, its plan locked and then itself."""
    held = action_held(action, by=None)
    draft_held(held.plan_id)
    return held


def _led_beside(action: Action, beside: Iterable[LedBy], now: datetime) -> None:
    found = leaders("beside", beside, now)
    if action.accountable in {post for post, _ in found}:
        raise Refused("beside", "Whoever is accountable leads it already. Name the others only.")
    CoLead.objects.bulk_create(
        CoLead(action=action, number=number, post=post, worker=worker) for number, (post, worker) in enumerate(found, 1)
    )


def _settled(action: Action, now: datetime) -> Action:
    due.redrawn(action, now)
    settle(PlanAction, [action.pk], now)
    return action


__all__ = [
    "action_added", "action_changed", "action_done", "action_linked", "action_removed", "action_started",
    "action_stopped", "day_moved", "leads_changed", "start_taken_back", "update_given", "update_taken_back",
]  # fmt: skip
