"""What every verb of casework shares: who, when, text, clocks settled."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from righthelp.foundation.calendar import local_date, say_moment
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import intervals, journey, law
from righthelp.practice.casework.models import Plan, VisitDue, Visited
from righthelp.practice.casework.redrawing import redrawn
from righthelp.practice.people.writing import Sentences

SENTENCES: Final[Sentences] = {
    "plan_one_at_a_time": ("starts", "The child has a plan on that day already. End that one first."),
    "involvement_one_of_a_kind": ("starts", "The child has a plan of this kind on that day already."),
    "plan_ends_after_start": ("ends", "A plan ends after the day on which it began."),
    "plan_ending_says_why": ("why", "Say why the plan ends."),
    "outcome_place_once": ("what", "Somebody else added an outcome meanwhile. Send yours again."),
    "outcome_says_what": ("what", "Write what needs to change for the child."),
    "agreed_action_comes_from_somewhere": ("", "An action belongs to a plan, or was decided in a meeting."),
    "agreed_action_has_one_owner": ("owner", "Say who does it: a colleague, or somebody else in words, not both."),
    "agreed_action_eve_before": ("by_when", "Enter by when it is to be done."),
    "agreed_action_done_once": ("", "It is done, or it need not be done, not both."),
    "agreed_action_stopped_says_why": ("why", "Say why it need not be done."),
    "casework_visit_key_key": ("", "This visit has been recorded already. Open the child’s visits."),
    "visit_not_in_the_future": ("at", "A visit is recorded when it has happened."),
    "visit_says_what_for": ("purpose", "Write what the visit was for, and what you saw and heard."),
    "visited_once": ("children", "The same child stands twice in this visit. Leave one of them out."),
    "visited_once_at_a_time": (
        "at",
        "A visit to one of these children at this very time is recorded already. Open the child’s visits; if it was "
        "another one, correct the time.",
    ),
    "visited_alone_is_seen": ("children", "A child who was not seen was not seen alone."),
    "visited_not_alone_says_why": ("children", "Say why the child was not seen, or not alone."),
    "visited_withdrawn_says_why": ("why", "Write why the visit is withdrawn."),
    "direct_work_not_in_the_future": ("at", "Direct work is recorded when it has happened."),
    "direct_work_says_what_it_means": ("analysis", "Write what you understand by it."),
    "direct_work_says_which_tool": ("tool_words", "Say what you used."),
    "direct_work_withdrawn_says_why": ("why", "Write why it is withdrawn."),
    "work_file_removed_says_why": ("why", "Write why the file is removed."),
    "casework_directwork_key_key": ("", "This has been recorded already. Open the child’s direct work."),
    "meeting_about_once": ("children", "The same child stands twice in this meeting. Leave one of them out."),
    "meeting_held_when_recorded": ("at", "A meeting is recorded as held when it has been, with who chaired it."),
    "meeting_cancelled_says_why": (
        "why",
        "A meeting that is not held says why; one that was held cannot be cancelled.",
    ),
    "meeting_minutes_of_one_held": ("", "Record first that the meeting was held."),
    "attendance_is_somebody": ("name", "Say who is asked: a colleague, somebody on the register, or a name."),
    "attendance_confidential_has_minutes": ("confidential", "Only who gets minutes can get the confidential parts."),
    "attendance_worker_once": ("worker", "This colleague has been asked already."),
    "attendance_person_once": ("person", "This person has been asked already."),
    "part_place_once": ("", "Somebody else saved these minutes meanwhile. Yours are kept: look at theirs, then save."),
    "taken_back_late_by_two": ("", "After that time somebody else has to agree."),
    "taken_back_by_another": ("", "You asked for this yourself. Somebody else must agree."),
    "taken_back_says_why": ("why", "Write how the mistake came about."),
    "taken_back_declined_says_why": ("why", "Write why the decision stands."),
    "part_says_something": ("text", "Give each part a heading, and write what was said."),
}


def happened(field: str, at: datetime, now: datetime) -> datetime:
    """A moment at which something happened: not in the future, and not so long ago that the year must be wrong."""
    if at > now + law.FUTURE_TOLERANCE:
        raise Refused(field, f"{say_moment(at)} is in the future. Record it when it has happened.")
    if at < now - law.OLDEST:
        raise Refused(field, "This is more than a year ago. Check the year.")
    return min(at, now)


def all_redrawn(child: int, now: datetime) -> None:
    """The visits due under every plan of a child, worked out anew."""
    for plan in Plan.objects.filter(child_id=child).order_by("starts", "pk"):
        visits_redrawn(plan, now)


def visits_redrawn(plan: Plan, now: datetime) -> None:
    """Work out anew from one visit to the next while ``plan`` runs, and set the clocks. The caller holds the child's
    lock."""
    seen = Visited.objects.filter(child_id=plan.child_id, seen=True, withdrawn__isnull=True).values_list(
        "at", flat=True
    )
    wanted = intervals.drawn(plan.starts, (local_date(at) for at in seen), plan.ends)
    whose = {"child_id": plan.child_id, "kind": plan.kind}
    redrawn(VisitDue, journey.VisitDue, {"plan": plan}, ({**whose, **each._asdict()} for each in wanted), now)
