"""What every verb of child protection shares: sentences, rows locked, who chairs."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.models import Plan
from righthelp.practice.casework.record_base import SENTENCES as CASEWORK
from righthelp.practice.casework.record_base import happened
from righthelp.practice.people.writing import Sentences, text
from righthelp.practice.protection import journey
from righthelp.practice.protection.models import ChildConference, ProtectionPlan
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    **CASEWORK,
    "protection_conference_one_open": (
        "",
        "A conference for this child is open already. Open that one; what you typed is kept.",
    ),
    "protection_conference_child_once": ("children", "The child is in this conference already."),
    "protection_conference_once_of_an_enquiry": ("", "A conference has been asked for after this enquiry already."),
    "protection_conference_answers_one_thing": ("kind", "Say what the conference answers: an enquiry, a move, a plan."),
    "protection_conference_after_strategy": (
        "at",
        "A conference follows its strategy discussion; it cannot have been held before. Check the date.",
    ),
    "protection_conference_asked_after": (
        "strategy",
        "The strategy discussion was held before a conference is asked for. Check the date.",
    ),
    "protection_conference_after_notice": ("at", "This is before the other council told us. Check the date."),
    "protection_review_after_its_plan": ("at", "A review is held after the day on which the plan began."),
    "protection_conference_held_is_a_meeting": ("", "Book the conference before it is recorded as held."),
    "protection_conference_withdrawn_says_why": ("why", "Write why no conference is needed."),
    "protection_decision_says_why": ("reason", "Write why. Nothing is decided without a reason."),
    "protection_category_with_a_plan": ("category", "A plan has a category, and only a plan has one."),
    "protection_outcome_of_its_kind": ("outcome", "Choose one of the answers in the list."),
    "protection_no_plan_says_what_instead": ("instead", "Say what follows when there is no plan."),
    "protection_end_says_how": ("ending", "Say how the plan ends."),
    "protection_plan_one_at_a_time": ("", "The child has a child protection plan on that day already."),
    "protection_plan_ends_after_start": ("on", "A plan ends after the day on which it began."),
    "protection_plan_has_a_category": ("category", "A child protection plan has a category."),
    "protection_category_one_at_a_time": ("starts", "The plan has another category from that day already."),
    "protection_category_ends_after_start": ("starts", "The new category begins after the one before it did."),
    "protection_member_worker_once": ("worker", "This colleague is in the core group already."),
    "protection_member_person_once": ("person", "This person is in the core group already."),
    "protection_member_is_somebody": ("name", "Say who it is: a colleague, or somebody else by name."),
    "protection_score_once": ("", "Somebody else has just recorded these scores. Yours are kept: look at theirs."),
    "protection_score_0_to_10": ("", "A score is a whole number from 0 to 10."),
    "protection_transfer_one_open": ("", "The other council has been told already. Open the plan again."),
    "protection_transfer_one_way": ("", "This has been settled already. Open the plan again."),
    "protection_milestone_once": ("", "This has been looked at already. Open the plan again."),
    "protection_slot_chair_once": ("starts", "This chair sits somewhere else at that time already."),
    "protection_slot_room_once": ("room", "There is another conference in this room at that time."),
    "protection_slot_ends_after": ("minutes", "A conference takes at least half an hour."),
    "protection_given_once": ("", "This was recorded already."),
}


def settled(rows: list[ChildConference], now: datetime) -> None:
    """Set the clocks of some children's conferences by their facts."""
    settle(journey.Conference, [row.pk for row in rows], now)


def conference_locked(conference: int) -> ChildConference:
    """One child's part in a conference, still open, locked until the transaction ends."""
    found = ChildConference.objects.select_for_update(of=("self",)).filter(pk=conference).first()
    if found is None:
        raise Refused("", "This conference is no longer there. Go back to the list.")
    if found.withdrawn:
        raise Refused("", f"On {say_date(found.withdrawn.date())} it was decided that no conference is needed.")
    return found


def running(plan: int) -> ProtectionPlan:
    """A child protection plan that still runs, by its number in casework; the plan locked before what stands beside."""
    Plan.objects.select_for_update(of=("self",)).filter(pk=plan).first()
    found = ProtectionPlan.objects.select_for_update(of=("self",)).filter(plan_id=plan).first()
    if found is None:
        raise Refused("", "This plan is no longer there. Open the child’s record again.")
    if found.ends:
        raise Refused("", f"This plan ended on {say_date(found.ends)}. Nothing can be added to it.")
    return found


def chair_of(chair: int) -> Worker:
    """Somebody who chairs conferences: a child protection chair or independent reviewing officer at work."""
    found = Worker.objects.select_related("account").filter(pk=chair).first()
    if found is None or found.account is None or not {"reviewing_officer"} & set(found.account.roles):
        raise Refused("chair", "Choose a child protection chair.")
    return found


def chairs_it(by: Account, chair: Worker | None) -> Worker:
    """The worker behind ``by``, when they chair the conference; refused otherwise. The decision is the chair's."""
    worker = worker_of(by)
    if chair is None:
        raise Refused("", "Nobody chairs this conference yet. Say who does, then record the decision.")
    if worker.pk != chair.pk:
        raise Refused("", f"The decision is the chair’s. {chair.name} records it, or somebody else chairs.")
    return worker


__all__ = [
    "SENTENCES",
    "chair_of",
    "chairs_it",
    "conference_locked",
    "happened",
    "running",
    "settled",
    "text",
    "worker_of",
]
