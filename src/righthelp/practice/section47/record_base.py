"""What every verb of this room shares: rows locked, who may chair, sentences for what the database refuses, clocks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.record_base import SENTENCES as OF_CASEWORK
from righthelp.practice.people.writing import Sentences
from righthelp.practice.section47 import journey
from righthelp.practice.section47.models import Concerned, Discussion, Enquiry
from righthelp.practice.workforce.models import Service, Team, Worker
from righthelp.practice.workforce.queries import employed

_OPEN_ALREADY: Final = "An enquiry about this child is open already. Choose ‘The enquiry that is open goes on’."

SENTENCES: Final[Sentences] = {
    **OF_CASEWORK,
    "section47_asked_not_in_the_future": ("asked", "The concern cannot have come up in the future."),
    "section47_concern_is_written": ("concern", "Write what the concern is."),
    "section47_held_after_asked": ("at", "A discussion is held after it was asked for. Check both times."),
    "section47_child_held_after_asked": ("at", "A discussion is held after it was asked for. Check both times."),
    "section47_concerned_as_discussed": ("", "Somebody has changed this discussion meanwhile. Open it again."),
    "section47_cancelled_was_not_held": ("why", "It has been held. A discussion that was held is not cancelled."),
    "section47_without_an_agency_says_why": ("absent_why", "Write why it went ahead without them."),
    "section47_other_chair_says_why": ("chair_why", "Write why somebody else chaired."),
    "section47_child_once": ("children", "The same child stands twice in this discussion. Leave one of them out."),
    "section47_one_discussion_waits": (
        "children",
        "A strategy discussion about one of these children has been asked for and not held yet. Open that one.",
    ),
    "section47_decision_says_why": ("why", "Nothing is decided before the discussion was held, or without a reason."),
    "section47_enquiry_keeps_the_child_safe": (
        "safety",
        "An enquiry begins with what keeps the child safe, and whether there is a joint visit and why.",
    ),
    "section47_joint_visit_has_a_day": ("joint_by", "A joint visit is part of a joint enquiry, and has a day."),
    "section47_actions_follow_the_decision": ("", "Record first what was decided for the child."),
    "section47_taken_back_says_why": ("why", "Write why the decision does not stand."),
    "section47_actions_are_open": ("", "Key actions have no confidential parts."),
    "section47_record_once_an_agency": ("agency", "Somebody has just recorded what this agency has. Open it again."),
    "section47_record_says_who_told": ("told_by", "Write who told you."),
    "section47_put_right_says_how": ("how", "Write how it was put right."),
    "section47_one_enquiry_at_a_time": ("decision", _OPEN_ALREADY),
    "section47_one_enquiry_a_decision": ("decision", "This decision has led to an enquiry already. Open it again."),
    "section47_enquiry_after_its_discussion": ("", "No enquiry begins before its strategy discussion was held."),
    "section47_enquiry_follows_its_discussion": (
        "",
        "No enquiry without a strategy discussion that was held and decided on it.",
    ),
    "section47_enquiry_was_decided_on": ("", "No enquiry without a strategy discussion that decided on it."),
    "section47_joint_visit_was_decided": ("", "The discussion decided on no joint visit."),
    "section47_joint_visit_says_who": ("with_whom", "Say which visit it was, since the discussion, and who went."),
    "section47_no_joint_visit_says_why": ("why", "Write why no joint visit was made."),
    "section47_finding_is_written": ("findings", "Write what the enquiry found, and choose what follows."),
    "section47_child_seen_or_why_not": ("unseen_why", "Write why the child has not been seen since the discussion."),
    "section47_joint_visit_is_answered": ("", "Record first whether the joint visit was made, or why not."),
    "section47_risk_leads_to_conference": (
        "next_step",
        "A child at continuing risk of significant harm comes to a conference; a conference is for such a child.",
    ),
    "section47_authorised_by_somebody_else": (
        "",
        "Another manager authorises it: not whoever wrote it, and not the worker.",
    ),
    "section47_conference_was_authorised": ("", "A conference follows when a manager has authorised it."),
    "section47_conference_follows": ("", "A conference follows when a manager has authorised it."),
}


def chairs(now: datetime) -> QuerySet[Worker]:
    """Who may chair: whoever manages a team, heads of service, and emergency duty while offices are closed."""
    roles = Q(account__roles__overlap=["team_manager", "missing_manager", "head_of_service", "director"])
    night = Q(account__roles__contains=["emergency_duty"])
    managers = Q(pk__in=Team.objects.filter(closed__isnull=True, manager__isnull=False).values("manager_id"))
    return Worker.objects.filter(employed(local_date(now))).filter(roles | night | managers).order_by("name", "pk")


def assesses(chair: Worker) -> bool:
    """Whether a chair is of the assessment service, by the team they work in or manage."""
    ours = Q(service=Service.ASSESSMENT) | Q(code__startswith="asti")
    return Team.objects.filter(ours).filter(Q(pk=chair.team_id) | Q(manager=chair)).exists()


def discussion_locked(discussion: int) -> Discussion:
    """A discussion, locked until the transaction ends. Its meeting is read afterwards, as it is after the wait."""
    found = Discussion.objects.select_for_update().filter(pk=discussion).first()
    if found is None:
        raise Refused("", "This discussion is no longer there. Open the child’s record again.")
    if found.cancelled:
        raise Refused("", "This discussion was cancelled.")
    return found


def held_locked(discussion: int) -> Discussion:
    """A discussion that was held, locked until the transaction ends."""
    found = discussion_locked(discussion)
    if not found.held:
        raise Refused("", "Record first that the discussion was held, and who took part.")
    return found


def enquiry_locked(enquiry: int) -> Enquiry:
    """An enquiry that is open, locked until the transaction ends."""
    found = Enquiry.objects.select_for_update().filter(pk=enquiry).first()
    if found is None:
        raise Refused("", "This enquiry is no longer there. Open the child’s record again.")
    if found.withdrawn:
        raise Refused("", "The decision to enquire was taken back. There is nothing to do.")
    if found.authorised:
        raise Refused("", "This enquiry is finished and authorised.")
    return found


def settle_children(rows: Iterable[Concerned], now: datetime) -> None:
    """Set the clocks of some children in a discussion by their facts."""
    settle(journey.Strategy, [row.pk for row in rows], now)


def settle_enquiry(enquiry: Enquiry, now: datetime) -> Enquiry:
    """Set the clocks of an enquiry by its facts."""
    settle(journey.Enquiry, [enquiry.pk], now)
    return enquiry
