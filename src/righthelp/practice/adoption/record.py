"""The verbs of a child's way to adoption: planned, decided, adopters considered, matched, placed, disrupted, adopted;
or another plan."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.adoption.codes import Cause, Ceased, Instead, Panel
from righthelp.practice.adoption.following import plan_follows
from righthelp.practice.adoption.models import Adopters, Adopting, Linked, Wait
from righthelp.practice.adoption.record_adopters import SENTENCES as ADOPTERS
from righthelp.practice.adoption.record_adopters import waits
from righthelp.practice.care import record as care
from righthelp.practice.care.codes import ADOPTED, Left
from righthelp.practice.care.codes_homes import ADOPTIVE
from righthelp.practice.care.models import ChangeBack, InCare
from righthelp.practice.care.placing import Where
from righthelp.practice.people.writing import Sentences, locked, not_later, one_of, recent, text, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    **care.SENTENCES,
    **ADOPTERS,
    "adopting_one_at_a_time": ("planned", "Adoption is the plan for this child already. Open that plan."),
    "adopting_says_why_not_others": ("others", "Write why not the other ways."),
    "adopting_decided_says_why": ("on", "The decision follows the review that made adoption the plan."),
    "adopting_ceased_says_why": ("on", "The plan changes on or after the day it was made."),
    "adopting_matched_after_decision": ("on", "The match follows the decision that the child should be placed."),
    "adopting_adopted_after_placement": ("on", "The order follows the placement."),
    "adopting_withdrawn_says_why": ("why", "Write why it was a mistake."),
    "linked_once": ("adopters", "These adopters are considered for the child already."),
    "linked_one_match": ("", "The child is matched with other adopters already. End that match first."),
    "linked_says_why": ("why", "Write why these adopters."),
    "linked_declined_says_why": ("why", "Write why they are no longer considered."),
    "linked_matched_says_why": ("on", "The match follows the day on which they were first considered."),
    "linked_introductions_in_order": ("meets_to", "Introductions end on or after the day they begin."),
    "linked_disrupted_says_why": ("why", "Write what happened."),
    "linked_learned_says_what": ("learning", "Write what was learned."),
}
_HAPPENED: Final = "Record it when it has happened."


def _plan(plan: int) -> Adopting:
    """A plan that runs: the child first, then the row, locked until the transaction ends."""
    child = Adopting.objects.filter(pk=plan).values_list("child_id", flat=True).first()
    if child is not None:
        locked(child)
    found = Adopting.objects.select_for_update(of=("self",)).filter(pk=plan).first()
    if found is None:
        raise Refused("", "This plan is no longer there. Open the child’s record again.")
    if not found.runs:
        raise Refused("", "This plan has ended. Nothing can be added to it.")
    return found


def _link(link: int) -> tuple[Adopting, Linked]:
    """Adopters who are still considered, with the plan; both locked."""
    plan = _plan(Linked.objects.filter(pk=link).values_list("plan_id", flat=True).first() or 0)
    found = Linked.objects.select_for_update(of=("self",)).get(pk=link)
    if not found.runs:
        raise Refused("", "These adopters are no longer considered. Consider them anew, if that is right.")
    return plan, found


def planned(*, child: int, on: date, others: str, by: Account, now: datetime) -> Adopting:
    """A review made adoption the plan. ``others``: why not home, relatives, guardianship or long-term fostering."""
    writer = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        locked(child)
        held = InCare.objects.filter(child_id=child, ends__isnull=True).first()
        if held is None:
            raise Refused("", "The child is not in care.")
        if on < held.starts:
            raise Refused("on", f"The child came into care on {say_date(held.starts)}. Check the date.")
        made = Adopting.objects.create(
            child_id=child,
            care=held,
            entered=held.starts,
            planned=on,
            others=text("others", others, "Write why not the other ways."),
            recorded=now,
            recorded_by=writer,
        )
        plan_follows(made, now)
        return made


def decided(*, plan: int, on: date, why: str, by: Account, now: datetime) -> Adopting:
    """The agency decision maker decides that the child should be placed for adoption. Whoever records it decided it."""
    worker = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = _plan(plan)
        if held.decided is not None:
            raise Refused("", f"Decided on {say_date(held.decided)} already.")
        held.decided, held.decided_by = on, worker
        held.decided_why = text("why", why, "Write the reasons for the decision.")
        held.save(update_fields=["decided", "decided_by", "decided_why"])
        plan_follows(held, now)
        return held


def family_sought(*, plan: int, finder: int, profile: str, by: Account, now: datetime) -> Adopting:
    """Somebody finds a family; ``profile`` is the child in words that adopters read."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = _plan(plan)
        found = Worker.objects.filter(pk=finder).first()
        if found is None or (found.ends and found.ends <= local_date(now)):
            raise Refused("finder", "Choose somebody who works here.")
        held.finder, held.profile = found, text("profile", profile, "Write who the child is.")
        held.save(update_fields=["finder", "profile"])
        return held


def considered(*, plan: int, adopters: int, on: date, why: str, by: Account, now: datetime) -> Linked:
    """Adopters are considered for the child."""
    writer = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = _plan(plan)
        who = Adopters.objects.select_for_update(of=("self",)).filter(pk=adopters).first()
        if who is None or who.left is not None:
            raise Refused("adopters", "Choose adopters who are on the register.")
        made = Linked.objects.create(
            child_id=held.child_id,
            plan=held,
            adopters=who,
            considered=on,
            why=text("why", why, "Write why these adopters."),
            recorded=now,
            recorded_by=writer,
        )
        plan_follows(held, now)
        return made


def link_declined(*, link: int, on: date, why: str, by: Account, now: datetime) -> Linked:
    """These adopters are no longer considered, whoever said no; a match that did not come about ends like this too."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        plan, held = _link(link)
        if held.stay_id is not None:
            raise Refused("", "The child has moved in with them. Record the disruption instead.")
        held.declined, held.declined_why = on, text("why", why, "Write why they are no longer considered.")
        held.save(update_fields=["declined", "declined_why"])
        plan_follows(plan, now)
        return held


def panel_met(*, link: int, on: date, says: str, minutes: date | None, by: Account, now: datetime) -> Linked:
    """The adoption panel met on the match; ``minutes``: the day on which its minutes reached the decision maker."""
    worker_of(by)
    one_of("says", says, Panel.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        plan, held = _link(link)
        if minutes is not None and minutes < on:
            raise Refused("minutes", "Minutes come on or after the day of the panel.")
        if minutes is not None:
            not_later("minutes", minutes, now, _HAPPENED)
        held.panel, held.panel_says, held.minutes = on, says, minutes
        held.save(update_fields=["panel", "panel_says", "minutes"])
        plan_follows(plan, now)
        return held


def matched(*, link: int, on: date, why: str, by: Account, now: datetime) -> Linked:
    """The agency decision maker decides on the match. Only one match stands at a time.

    Raises ``Refused`` when it has not been decided that the child should be placed, or the adopters are not approved.
    """
    worker = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        plan, held = _link(link)
        if held.matched is not None:
            raise Refused("", f"Matched on {say_date(held.matched)} already.")
        if plan.decided is None:
            raise Refused("", "It has not been decided that the child should be placed for adoption.")
        if held.panel is None:
            raise Refused("", "The panel has not met on this match. Record the panel first.")
        if on < max(plan.decided, held.panel):
            raise Refused("on", "The match is decided on or after the day of the panel.")
        approved = Adopters.objects.get(pk=held.adopters_id).approved
        if approved is None or on < approved:
            raise Refused("on", "The adopters are not approved on that day.")
        held.matched, held.matched_by = on, worker
        held.matched_why = text("why", why, "Write why this match.")
        held.save(update_fields=["matched", "matched_by", "matched_why"])
        plan_follows(plan, now)
        return held


def introduced(*, link: int, plan: str, meets_from: date, meets_to: date | None, by: Account, now: datetime) -> Linked:
    """How the child and the adopters get to know one another, and on which days; may be written anew."""
    worker_of(by)
    with writing(by, SENTENCES):
        _, held = _link(link)
        if held.matched is None:
            raise Refused("", "Introductions follow the match.")
        held.introductions = text("plan", plan, "Write how they get to know one another.")
        held.meets_from, held.meets_to = meets_from, meets_to
        held.save(update_fields=["introductions", "meets_from", "meets_to"])
        return held


def placed(
    *, link: int, starts: date, place: str, change: str, by: Account, now: datetime, change_note: str = ""
) -> Linked:
    """The child moves in with the adopters: the stay of care begins in the same transaction.

    ``place``: one of the codes A3 to A6. Raises ``Refused`` as :func:`care.moved` does.
    """
    worker_of(by)
    one_of("place", place, ADOPTIVE)
    with writing(by, SENTENCES):
        plan, held = _link(link)
        if held.matched is None or held.stay_id is not None:
            raise Refused("", "The child is placed once, after the match.")
        if starts < held.matched:
            raise Refused("starts", f"The match was decided on {say_date(held.matched)}. Enter a later day.")
        home = Adopters.objects.values_list("home_id", flat=True).get(pk=held.adopters_id)
        where = Where(place=place, home=home, why=held.matched_why)
        held.stay = care.moved(
            care=plan.care_id, where=where, starts=starts, change=change, change_note=change_note, by=by, now=now
        )
        held.save(update_fields=["stay"])
        Wait.objects.filter(adopters_id=held.adopters_id, held__isnull=True, ended__isnull=True).update(ended=starts)
        plan.refresh_from_db()
        plan_follows(plan, now)
        waits(held.adopters_id, now)
        return held


def disrupted(*, link: int, on: date, cause: str, why: str, by: Account, now: datetime) -> Linked:
    """The placement disrupts. Where the child lives then is a move, recorded in care."""
    writer = worker_of(by)
    one_of("cause", cause, Cause.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        plan, held = _link(link)
        if held.stay is None:
            raise Refused("", "The child has not moved in with these adopters.")
        if on < held.stay.starts:
            raise Refused("on", f"The child moved in on {say_date(held.stay.starts)}. Enter a later day.")
        held.disrupted, held.cause, held.disrupted_why = on, cause, text("why", why, "Write what happened.")
        held.save(update_fields=["disrupted", "cause", "disrupted_why"])
        if Adopters.objects.filter(pk=held.adopters_id, left__isnull=True).exists():
            Wait.objects.create(adopters_id=held.adopters_id, since=on, recorded_by=writer)
        plan_follows(plan, now)
        waits(held.adopters_id, now)
        return held


def disruption_back(*, link: int, why: str, by: Account, now: datetime) -> Linked:
    """The disruption was recorded by mistake: the child lives with these adopters as before. Kept with care's own
    changes taken back. Raises ``Refused`` when the child has moved since, or is matched with others."""
    worker = worker_of(by)
    reason = text("why", why, "Write why it was a mistake.")
    with writing(by, SENTENCES):
        plan = _plan(Linked.objects.filter(pk=link).values_list("plan_id", flat=True).first() or 0)
        held = Linked.objects.select_for_update(of=("self",)).get(pk=link)
        if held.disrupted is None or held.stay is None:
            raise Refused("", "No disruption is recorded here.")
        if held.stay.ends is not None:
            raise Refused("", "The child has moved since. Take that move back under Looked after first.")
        what = f"The placement with {held.adopters.name} disrupted, {say_date(held.disrupted)}"
        ChangeBack.objects.create(
            child_id=held.child_id, care_id=plan.care_id, what=what[:300], why=reason, at=now, by=worker
        )
        Wait.objects.filter(adopters_id=held.adopters_id, since=held.disrupted, held__isnull=True).delete()
        held.disrupted, held.cause, held.disrupted_why, held.learned, held.learning = None, "", "", None, ""
        held.save(update_fields=["disrupted", "cause", "disrupted_why", "learned", "learning"])
        plan_follows(plan, now)
        return held


def learned(*, link: int, on: date, learning: str, by: Account, now: datetime) -> Linked:
    """The disruption meeting: what was learned, for this child and for others."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        child = Linked.objects.filter(pk=link).values_list("child_id", flat=True).first()
        locked(child or 0)
        held = Linked.objects.select_for_update(of=("self",)).get(pk=link)
        if held.disrupted is None or on < held.disrupted:
            raise Refused("on", "The meeting follows the disruption. Check the date.")
        held.learned, held.learning = on, text("learning", learning, "Write what was learned.")
        held.save(update_fields=["learned", "learning"])
        return held


def changed(*, plan: int, on: date, reason: str, instead: str, why: str, by: Account, now: datetime) -> Adopting:
    """Adoption is no longer the plan; another one takes its place."""
    worker = worker_of(by)
    one_of("reason", reason, Ceased.values)
    one_of("instead", instead, Instead.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = _plan(plan)
        if held.placed is not None:
            raise Refused("", "The child is placed for adoption. Record the disruption first.")
        if on < (held.decided or held.planned):
            raise Refused("on", "The plan changes on or after the day of the decision.")
        held.ceased, held.ceased_for, held.instead, held.ceased_by = on, reason, instead, worker
        held.ceased_why = text("why", why, "Write why adoption is no longer the plan.")
        held.save(update_fields=["ceased", "ceased_for", "instead", "ceased_by", "ceased_why"])
        for each in Linked.objects.filter(plan=held, declined__isnull=True, disrupted__isnull=True):
            each.declined, each.declined_why = max(on, each.considered), "Adoption is no longer the plan."
            each.save(update_fields=["declined", "declined_why"])
        plan_follows(held, now)
        return held


def change_taken_back(*, plan: int, why: str, by: Account, now: datetime) -> Adopting:
    """That adoption was no longer the plan was recorded by mistake: the plan goes on. Kept with care's own changes
    taken back. Adopters who were considered may be considered anew."""
    worker = worker_of(by)
    reason = text("why", why, "Write why it was a mistake.")
    with writing(by, SENTENCES):
        child = Adopting.objects.filter(pk=plan).values_list("child_id", flat=True).first()
        locked(child or 0)
        held = Adopting.objects.select_for_update(of=("self",)).get(pk=plan)
        if held.ceased is None or held.withdrawn is not None:
            raise Refused("", "This plan has not been changed.")
        care.in_care(held.care_id)
        what = f"Adoption was no longer the plan, {say_date(held.ceased)}"
        ChangeBack.objects.create(
            child_id=held.child_id, care_id=held.care_id, what=what, why=reason, at=now, by=worker
        )
        held.ceased, held.ceased_for, held.instead, held.ceased_by, held.ceased_why = None, None, "", None, ""
        held.save(update_fields=["ceased", "ceased_for", "instead", "ceased_by", "ceased_why"])
        plan_follows(held, now)
        return held


def withdrawn(*, plan: int, why: str, by: Account, now: datetime) -> Adopting:
    """The plan was recorded by mistake: it no longer counts, and stays readable."""
    worker_of(by)
    reason = text("why", why, "Write why it was a mistake.")
    with writing(by, SENTENCES):
        held = _plan(plan)
        if Linked.objects.filter(plan=held).exists():
            raise Refused("", "Adopters have been considered. Change the plan instead, with the reason.")
        held.withdrawn, held.withdrawn_why, held.counts = now, reason, False
        held.save(update_fields=["withdrawn", "withdrawn_why", "counts"])
        plan_follows(held, now)
        return held


def adopted(*, plan: int, on: date, left: str, order: str, by: Account, now: datetime) -> Adopting:
    """The court made the adoption order: the child is no longer in care. The record is sealed next, by somebody else.

    ``left``: whether anybody opposed it (codes E11 and E12); ``order``: court, judge and number.
    """
    worker = worker_of(by)
    one_of("left", left, ADOPTED)
    with writing(by, SENTENCES):
        held = _plan(plan)
        if held.placed is None:
            raise Refused("", "The child is not placed for adoption.")
        said = text("order", order, "Write the court, the judge and the number of the order.")
        why = f"{Left(left).label}. {said}"
        care.left_care(care=held.care_id, ends=on, left=left, why=why, by=by, now=now)
        held.refresh_from_db()
        held.adopted_by = worker
        held.save(update_fields=["adopted_by"])
        plan_follows(held, now)
        return held


__all__ = [
    "SENTENCES",
    "adopted",
    "change_taken_back",
    "changed",
    "considered",
    "decided",
    "disrupted",
    "disruption_back",
    "family_sought",
    "introduced",
    "learned",
    "link_declined",
    "matched",
    "panel_met",
    "placed",
    "planned",
    "withdrawn",
]
