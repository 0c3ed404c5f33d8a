"""What every verb of assessment shares: who, when, one assessment locked, each step kept, clocks settled."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date, say_moment
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.assessment import journey
from righthelp.practice.assessment.models import Assessment, Step
from righthelp.practice.people.writing import Sentences
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    "assessment_one_open": ("", "An assessment of this child is open already. Open the child’s record to see it."),
    "assessment_first_of_referral": ("", "This referral has its assessment. Open the child’s record to see it."),
    "assessment_assessment_referral_same_child": (
        "",
        "This referral is another child’s. Open the record again.",
    ),
    "assessment_text_once": ("text", "Somebody else has just written here. Send it again to see both."),
    "assessment_text_once_shared": ("shared", "Somebody else has just written here. Send it again to see both."),
    "assessment_two_people": ("", "You sent this yourself. Another manager authorises it."),
    "assessment_factor_none_alone": ("factors", "‘None’ stands alone: untick it, or untick the others."),
    "assessment_standard_place_once": (
        "place",
        "Another standard has this place then. Choose another number.",
    ),
    "assessment_audit_once": ("", "This assessment is in the cycle already."),
    "assessment_cycle_name_key": ("name", "There is a cycle of this name. Give this one another."),
    "assessment_check_once": ("", "Somebody else has just checked this. Open it again."),
    "assessment_shortterm_assessment_id_key": ("", "Short-term work after this assessment has begun already."),
}
DECIDES: Final = frozenset({"team_manager", "head_of_service"})


def manager_of(by: Account) -> Worker:
    """As :func:`worker_of`, for what only a manager does."""
    worker = worker_of(by)
    if DECIDES.isdisjoint(by.roles):
        raise Refused("", "A team manager or a head of service does this.")
    return worker


def held(assessment: int) -> Assessment:
    """The assessment, locked until the transaction ends, so that two who act on it take turns.

    Who writes it is read afterwards: joined to the statement that waits, it would be the one from before the wait, and
    an assessment handed over meanwhile would not be found at all.
    """
    found = Assessment.objects.select_for_update().filter(pk=assessment).first()
    if found is None:
        raise Refused("", "This assessment is no longer there. Open the child’s record again.")
    return found


def held_open(assessment: int) -> Assessment:
    """As :func:`held`, refused when it is over."""
    found = held(assessment)
    if found.withdrawn:
        raise Refused("", f"This assessment was withdrawn on {say_date(found.withdrawn)}.")
    if found.authorised:
        raise Refused("", f"This assessment was authorised on {say_date(found.authorised)}.")
    return found


def held_writable(assessment: int) -> Assessment:
    """As :func:`held_open`, refused while the manager has it."""
    found = held_open(assessment)
    if found.submitted:
        raise Refused(
            "",
            f"This assessment went to the manager {say_moment(found.submitted)}. It can be changed when it comes back; "
            "what you typed is kept.",
        )
    return found


def in_turn(assessments: Collection[int]) -> list[int]:
    """The numbers in the order in which rows are locked, so that two who act on brothers and sisters never wait for
    each other."""
    return sorted(set(assessments))


def stepped(
    row: Assessment, done: str, *, worker: Worker, now: datetime, fields: Iterable[str] = (), words: str = ""
) -> Assessment:
    """Keep the row's changed ``fields`` and the step that changed them, and set the clocks."""
    row.version += 1
    row.save(update_fields=[*fields, "version"])
    Step.objects.create(assessment=row, done=done, at=now, by=worker, words=words)
    settle(journey.Assessment, [row.pk], now)
    return row
