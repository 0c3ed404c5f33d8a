"""The verbs by which two people take back what was recorded by mistake: a decision, a panel, a match, an order."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.adoption.codes import Back
from righthelp.practice.adoption.following import plan_follows
from righthelp.practice.adoption.models import Adopting, Linked, TakingBack
from righthelp.practice.adoption.record import SENTENCES as RECORD
from righthelp.practice.care import record as care
from righthelp.practice.care.models import InCare
from righthelp.practice.people.models import Tier
from righthelp.practice.people.writing import Sentences, locked, one_of, text, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    **RECORD,
    "taking_back_asked_once": ("", "Somebody has asked for this already. It waits for an answer."),
    "taking_back_says_why": ("why", "Write why it was a mistake."),
    "taking_back_answered_once": ("", "This has been answered already."),
    "taking_back_by_two": ("", "You asked for it yourself. Somebody else must agree."),
}
_GONE: Final = "This is no longer there. Open the child’s record again."


def _plan(plan: int) -> Adopting:
    """A plan with its child locked, whether it runs or ended with an order; a sealed record is nobody's."""
    child = Adopting.objects.filter(pk=plan).values_list("child_id", flat=True).first()
    if child is None or locked(child).tier == Tier.SEALED:
        raise Refused("", _GONE)
    found = Adopting.objects.select_for_update(of=("self",)).get(pk=plan)
    if found.ceased is not None or found.withdrawn is not None:
        raise Refused("", "Adoption is no longer the plan. Take that back first.")
    return found


def back_asked(*, plan: int, what: str, why: str, by: Account, now: datetime, link: int | None = None) -> TakingBack:
    """Somebody says that a decision, a panel, a match or an order was recorded by mistake. Nothing changes until
    somebody else agrees. ``link``: whose panel or match it is.

    Raises ``Refused`` when it cannot be taken back as things stand, with what has to be taken back before it.
    """
    writer = worker_of(by)
    one_of("what", what, Back.values)
    reason = text("why", why, "Write why it was a mistake.")
    with writing(by, SENTENCES):
        held = _plan(plan)
        of = _link(held, link) if what in {Back.PANEL, Back.MATCH} else None
        return TakingBack.objects.create(
            child_id=held.child_id, plan=held, link=of, what=what, said=_said(held, of, what), why=reason, asked=now,
            asked_by=writer,
        )  # fmt: skip


def _link(plan: Adopting, link: int | None) -> Linked:
    found = Linked.objects.select_for_update(of=("self",)).filter(pk=link or 0, plan=plan).first()
    if found is None or not found.runs:
        raise Refused("", "These adopters are no longer considered.")
    return found


def _said(plan: Adopting, link: Linked | None, what: str) -> str:
    """What was recorded, in words; refuses what is not there, or has been built upon."""
    if what == Back.ORDER:
        if plan.adopted is None:
            raise Refused("", "No adoption order is recorded.")
        why = InCare.objects.filter(pk=plan.care_id).values_list("left_why", flat=True).get()
        return f"Adoption order, {say_date(plan.adopted)}. {why}"
    if plan.adopted is not None:
        raise Refused("", "The adoption order is recorded. Take that back first.")
    if link is None:
        if plan.decided is None:
            raise Refused("", "Nothing is decided.")
        if plan.matched is not None:
            raise Refused("", "The child is matched. Take the match back first.")
        return f"Should be placed for adoption, {say_date(plan.decided)}. {plan.decided_why}"
    if link.stay_id is not None:
        raise Refused("", "The child has moved in. Take that move back under Looked after first.")
    if what == Back.MATCH:
        if link.matched is None:
            raise Refused("", "They are not matched.")
        said = f"Matched with {link.adopters.name}, {say_date(link.matched)}. {link.matched_why}"
        return f"{said}\nIntroductions: {link.introductions}" if link.introductions else said
    if link.panel is None:
        raise Refused("", "No panel is recorded.")
    if link.matched is not None:
        raise Refused("", "The match rests on this panel. Take the match back first.")
    return f"Panel on {link.adopters.name}, {say_date(link.panel)}: {link.get_panel_says_display()}"


def _waiting(back: int) -> tuple[Adopting, TakingBack]:
    plan = TakingBack.objects.filter(pk=back).values_list("plan_id", flat=True).first()
    held = _plan(plan or 0)
    found = TakingBack.objects.select_for_update(of=("self",)).get(pk=back)
    if found.answered is not None:
        raise Refused("", f"This was answered on {say_date(local_date(found.answered))}.")
    return held, found


def back_agreed(*, back: int, by: Account, now: datetime) -> TakingBack:
    """Somebody else looked, and it was a mistake: it is as if it had not been. After an order that was none, the child
    is in care again, by the law and in the home of the day before."""
    worker = worker_of(by)
    with writing(by, SENTENCES):
        plan, held = _waiting(back)
        if held.asked_by_id == worker.pk:
            raise Refused("", "You asked for it yourself. Somebody else must agree.")
        link = _link(plan, held.link_id) if held.link_id else None
        _said(plan, link, held.what)
        _undone(plan, link, held.what, held.why, by, now)
        held.answered, held.answered_by = now, worker
        held.save(update_fields=["answered", "answered_by"])
        return held


def order_undone(plan: Adopting, why: str, by: Account, now: datetime) -> None:
    """The order was none: the child is in care as before. Called in the transaction of whoever saw that two agreed."""
    care.leaving_taken_back(care=plan.care_id, why=why, by=by, now=now)
    plan.refresh_from_db()
    plan.adopted_by = None
    plan.save(update_fields=["adopted_by"])
    plan_follows(plan, now)


def _undone(plan: Adopting, link: Linked | None, what: str, why: str, by: Account, now: datetime) -> None:
    if what == Back.ORDER:
        order_undone(plan, why, by, now)
        return
    if link is None:
        plan.decided, plan.decided_by, plan.decided_why, plan.over_four = None, None, "", None
        plan.save(update_fields=["decided", "decided_by", "decided_why", "over_four"])
    elif what == Back.MATCH:
        link.matched, link.matched_by, link.matched_why = None, None, ""
        link.introductions, link.meets_from, link.meets_to = "", None, None
        link.save(update_fields=["matched", "matched_by", "matched_why", "introductions", "meets_from", "meets_to"])
    else:
        link.panel, link.panel_says, link.minutes = None, "", None
        link.save(update_fields=["panel", "panel_says", "minutes"])
    plan_follows(plan, now)


def back_declined(*, back: int, why: str, by: Account, now: datetime) -> TakingBack:
    """It stands as recorded."""
    worker = worker_of(by)
    with writing(by, SENTENCES):
        _, held = _waiting(back)
        held.declined_why = text("why", why, "Write why it stands.")
        held.answered, held.answered_by = now, worker
        held.save(update_fields=["answered", "answered_by", "declined_why"])
        return held


def back_thought_better(*, back: int, why: str, by: Account, now: datetime) -> TakingBack:
    """Whoever asked sees that it was no mistake. Raises ``Refused`` for anybody else: they answer it."""
    if not TakingBack.objects.filter(pk=back, asked_by=worker_of(by)).exists():
        raise Refused("", "Somebody else asked for this. Answer it instead.")
    return back_declined(back=back, why=why, by=by, now=now)


__all__ = ["SENTENCES", "back_agreed", "back_asked", "back_declined", "back_thought_better", "order_undone"]
