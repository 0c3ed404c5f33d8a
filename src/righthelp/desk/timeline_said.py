"""What an event of the timeline says, and of which kind it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from righthelp.practice.assessment.codes import Outcome as AssessmentOutcome
from righthelp.practice.asylum.codes import Age, Port
from righthelp.practice.care.codes import Law, Part
from righthelp.practice.care_plan.codes import Issue as Challenged
from righthelp.practice.care_plan.codes import Lasting
from righthelp.practice.casework.codes import MeetingKind, PlanKind, Tool
from righthelp.practice.child_in_need.codes import Answer as StepAnswer
from righthelp.practice.child_in_need.codes import Issue, ReviewDecision, StepTo
from righthelp.practice.family_group.codes import Agreed, Offer, Together
from righthelp.practice.family_group.codes import How as HomeHow
from righthelp.practice.family_group.codes import Outcome as EdgeOutcome
from righthelp.practice.front_door.codes import Closing, ReferralKind
from righthelp.practice.front_door.codes import Outcome as ContactOutcome
from righthelp.practice.front_door.codes import Why as ContactWhy
from righthelp.practice.health.codes import Kind as HealthKind
from righthelp.practice.health.codes import Outcome as HealthOutcome
from righthelp.practice.health.codes import Service as HealthService
from righthelp.practice.mash.codes import Decision as MashDecision
from righthelp.practice.missing.models import Answer, DeclinedBy, How, InterviewSetting, WhereFrom
from righthelp.practice.people.models import InvolvementKind, PlacementKind
from righthelp.practice.people.protected import PROTECTED
from righthelp.practice.private_fostering.codes import Suits
from righthelp.practice.protection.codes import Barrier, Category
from righthelp.practice.protection.codes import Kind as ConferenceKind
from righthelp.practice.protection.codes import Outcome as ConferenceOutcome
from righthelp.practice.section47.codes import Next as EnquiryNext
from righthelp.practice.section47.codes import Outcome as EnquiryOutcome

KINDS: Final = (
    ("contact", "Contacts and referrals"),
    ("assessment", "Assessments and enquiries"),
    ("meeting", "Meetings"),
    ("plan", "Plans and care"),
    ("visit", "Visits and direct work"),
    ("action", "Actions"),
    ("missing", "Missing"),
    ("offer", "Offers of an interview"),
    ("interview", "Interviews"),
    ("placement", "Placements"),
    ("move", "Moves"),
    ("worker", "Workers"),
    ("oversight", "Management oversight"),
)


class Row(NamedTuple):
    """What the statement gives for one event."""

    what: str
    ref: int
    seconds: float  # since 1970; a moment is made of it only when it is shown
    by_day: bool
    year: int
    one: str
    two: str
    three: str
    episode: int | None
    mark: int | None
    note: str | None
    marked_by: str | None


_Said = tuple[str, str]


def _low(label: object) -> str:
    return str(label).lower()


def _gone(row: Row, _: bool) -> _Said:
    if row.three == "true":
        return "Reported missing, and the report cancelled", ""
    return f"Went missing from {_low(WhereFrom(row.one).label)}", row.two


def _health(row: Row, _: bool) -> _Said:
    refused = " refused" if row.two == HealthOutcome.REFUSED else ""
    return f"{HealthKind(row.one).label}{refused}", ""  # what was found is read where health is


def _offer(row: Row, _: bool) -> _Said:
    declined_by, _bar, worker = row.three.partition("|")
    who = f" by {_low(DeclinedBy(declined_by).label)}" if declined_by else ""
    if row.two == Answer.NO_ANSWER:  # persistence, not yet an offer
        return f"Tried to offer an interview {_low(How(row.one).label)}: no answer", worker
    return f"Interview offered {_low(How(row.one).label)}: {_low(Answer(row.two).label)}{who}", worker


def _plan(row: Row, _: bool) -> _Said:
    over = row.what == "plan_over"
    if row.one == InvolvementKind.CARE:
        return "Left care" if over else "Came into care", ""
    name = PlanKind(row.two).label if row.two else InvolvementKind(row.one).label
    return f"{name} {'ended' if over else 'began'}", row.three


def _contact(row: Row, _: bool) -> _Said:
    if row.three == "true":
        return "Contact recorded by mistake, and withdrawn", ""
    outcome = str(ContactOutcome(row.two).label) if row.two else "Not decided yet"
    return f"Somebody told us: {_low(ContactWhy(row.one).label)}", outcome


def _referred(row: Row, _: bool) -> _Said:
    again = " again" if row.three == "true" else ""
    return f"Referred{again} to {row.one}", str(ReferralKind(row.two).label)


def _enquired(row: Row, _: bool) -> _Said:
    waits = ", waits for a manager" if row.three == "true" else ""
    follows = str(EnquiryNext(row.two).label) if row.two else ""
    return f"Section 47 enquiry: {_low(EnquiryOutcome(row.one).label)}{waits}", follows


def _conference(row: Row, _: bool) -> _Said:
    category = f": {_low(Category(row.two).label)}" if row.two else ""
    return f"Conference decided: {_low(ConferenceOutcome(row.one).label)}{category}", row.three


def _visited(row: Row, _: bool) -> _Said:
    how = {"alone": "seen alone", "seen": "seen, not alone", "not": "not seen"}[row.one]
    return f"Visited by {row.two}: {how}", row.three


def _placed(row: Row, shows_protected: bool) -> _Said:
    hidden = row.three == "true" and not shows_protected
    return f"Placed: {_low(PlacementKind(row.one).label)}", PROTECTED if hidden else row.two


def _home(row: Row, shows_protected: bool) -> _Said:
    hidden = row.three == "true" and not shows_protected
    return "Moved home", PROTECTED if hidden else row.one


def _worker(row: Row, _: bool) -> _Said:
    became = "became the child’s worker" if row.three == "true" else "began to work alongside"
    return f"{row.one} {became}", row.two


_KIND_OF: Final = {
    "gone": "missing",
    "back": "missing",
    "forwarded": "missing",
    "offer": "offer",
    "interview": "interview",
    "meeting": "meeting",
    "plan": "plan",
    "plan_over": "plan",
    "placed": "placement",
    "placement_over": "placement",
    "home": "move",
    "worker": "worker",
    "worker_over": "worker",
    "handed_over": "worker",
    "oversight": "oversight",
    "decided": "oversight",
    "decision_done": "oversight",
    "decision_stopped": "oversight",
    "contact": "contact",
    "referred": "contact",
    "referral_over": "contact",
    "mash": "contact",
    "assessing": "assessment",
    "assessed": "assessment",
    "enquiry": "assessment",
    "enquired": "assessment",
    "held": "meeting",
    "visited": "visit",
    "work": "visit",
    "changed": "plan",
    "agreed": "action",
    "done": "action",
    "stopped": "action",
    "reviewed": "plan",
    "stepped": "plan",
    "step_answered": "plan",
    "escalated": "plan",
    "noted": "oversight",
    "conference_asked": "meeting",
    "conference_decided": "meeting",
    "pressed": "plan",
    "told_council": "plan",
    "overseen": "oversight",
    "by_law": "plan",
    "care_reviewed": "plan",
    "care_planned": "plan",
    "lasting": "plan",
    "for_a_time": "plan",
    "challenged": "oversight",
    "refused_contact": "plan",
    "health_check": "visit",
    "asked_service": "plan",
    "education": "plan",
    "adoption": "plan",
    "came_alone": "plan",
    "age_disputed": "plan",
    "age_decided": "plan",
    "age_challenged": "plan",
    "told_private": "plan",
    "suited_private": "plan",
    "private_over": "plan",
    "family_asked": "plan",
    "family_met": "meeting",
    "family_answered": "plan",
    "edge_asked": "plan",
    "edge_over": "plan",
    "home_decided": "plan",
    "went_home": "plan",
    "home_held": "plan",
    "home_over": "plan",
}
_ADOPTION: Final = {
    "planned": "Adoption became the plan",
    "decided": "Decided: the child should be placed for adoption",
    "matched": "Matched with adopters",
    "disrupted": "The placement for adoption disrupted",
    "ceased": "Adoption is no longer the plan",
    "adopted": "The court made the adoption order",
}
_SAYS: Final[dict[str, Callable[[Row, bool], _Said]]] = {
    "gone": _gone,
    "back": lambda row, _: ("Came home or was found", row.one),
    "forwarded": lambda row, _: ("Notice sent on to the council responsible", ""),
    "offer": _offer,
    "interview": lambda row, _: (
        f"Return home interview held {_low(InterviewSetting(row.one).label)}",
        row.two,
    ),
    "meeting": lambda row, _: ("Strategy discussion held", f"Chaired by {row.one}"),
    "plan": _plan,
    "plan_over": _plan,
    "placed": _placed,
    "placement_over": lambda row, _: (f"Placement ended: {_low(PlacementKind(row.one).label)}", ""),
    "home": _home,
    "worker": _worker,
    "worker_over": lambda row, _: (f"{row.one} stopped working with the child", row.two),
    "handed_over": lambda row, _: (f"{row.one} handed over to {row.two}", row.three),
    "oversight": lambda row, _: (f"Talked about in supervision by {row.one}", row.two),
    "decided": lambda row, _: (f"Decided in supervision: {row.one}", row.two),
    "decision_done": lambda row, _: (f"Done: {row.one}", row.two),
    "decision_stopped": lambda row, _: (f"Need not be done: {row.one}", row.two),
    "contact": _contact,
    "referred": _referred,
    "referral_over": lambda row, _: (f"Referral closed: {_low(Closing(row.one).label) if row.one else ''}", row.two),
    "mash": lambda row, _: (f"MASH decided: {_low(MashDecision(row.one).label)}", ""),
    "assessing": lambda row, _: (f"Assessment begun by {row.one}", row.two),
    "assessed": lambda row, _: (f"Assessment complete: {_low(AssessmentOutcome(row.one).label)}", row.two),
    "enquiry": lambda row, _: ("Section 47 enquiry begun", row.one),
    "enquired": _enquired,
    "held": lambda row, _: (f"{MeetingKind(row.one).label} held", f"Chaired by {row.two}" if row.two else ""),
    "visited": _visited,
    "work": lambda row, _: (f"Direct work: {_low(row.three or Tool(row.one).label)}", row.two),
    "changed": lambda row, _: ("It has changed", row.one),
    "agreed": lambda row, _: (f"Agreed: {row.one}", row.two),
    "done": lambda row, _: (f"Done: {row.one}", row.two),
    "stopped": lambda row, _: (f"Need not be done: {row.one}", row.two),
    "reviewed": lambda row, _: (f"Child in need plan reviewed: {_low(ReviewDecision(row.one).label)}", row.two),
    "stepped": lambda row, _: (f"Asked for: {_low(StepTo(row.one).label)}", row.two),
    "step_answered": lambda row, _: (f"{StepAnswer(row.one).label}: {_low(StepTo(row.three).label)}", row.two),
    "escalated": lambda row, _: (f"Stands in the way: {_low(Issue(row.one).label)}", f"{row.two} was told"),
    "noted": lambda row, _: (f"Management oversight by {row.one}", row.two),
    "conference_asked": lambda row, _: (f"Asked for: {_low(ConferenceKind(row.one).label)}", row.two),
    "conference_decided": _conference,
    "pressed": lambda row, _: (f"Stands in the way: {_low(Barrier(row.one).label)}", f"{row.two} was told"),
    "told_council": lambda row, _: ("Another council told that the family moves", row.one),
    "overseen": lambda row, _: (f"Management oversight by {row.one}", row.two),
    "by_law": lambda row, _: (f"Looked after by law: {_low(Law(row.one).label)}", row.two),
    "care_reviewed": lambda row, _: (f"Review of a child in care: {_low(Part(row.one).label)}", row.two),
    "care_planned": lambda row, _: (f"Care plan agreed, version {row.one}", row.two),
    "lasting": lambda row, _: (f"Plan for permanence: {_low(Lasting(row.one).label)}", row.two),
    "for_a_time": lambda row, _: ("A relative or friend was approved for a time", row.one),
    "challenged": lambda row, _: (f"Reviewing officer challenged: {_low(Challenged(row.one).label)}", row.two),
    "health_check": _health,
    "education": lambda row, _: ("Personal education plan made", row.one),
    "asked_service": lambda row, _: (f"Asked to help: {row.two or HealthService(row.one).label}", ""),
    "refused_contact": lambda row, _: (f"Contact refused: {row.one}", row.two),
    "adoption": lambda row, _: (_ADOPTION[row.one], row.two),
    "came_alone": lambda row, _: (f"Came to us alone: {_low(Port(row.one).label)}", ""),
    "age_disputed": lambda row, _: ("The age is disputed", row.two),
    "age_decided": lambda row, _: (f"The age is decided: {_low(Age(row.one).label)}", row.two),
    "age_challenged": lambda row, _: ("The decision on the age is challenged", row.two),
    "told_private": lambda row, _: (f"We were told of private fostering: {row.one}", row.two),
    "suited_private": lambda row, _: (f"Private fostering assessed: {_low(Suits(row.one).label)}", row.two),
    "private_over": lambda row, _: ("Private fostering ended", row.two),
    "family_asked": lambda row, _: (f"{Together(row.one).label} asked for", row.two),
    "family_met": lambda row, _: ("The family met", row.two),
    "family_answered": lambda row, _: (f"The family’s plan: {_low(Agreed(row.three).label)}", row.two),
    "edge_asked": lambda row, _: (f"{Offer(row.one).label}: a team was asked", row.two),
    "edge_over": lambda row, _: (f"Work at the edge of care ended: {_low(EdgeOutcome(row.one).label)}", row.two),
    "home_decided": lambda row, _: ("Decided: the child goes home", row.two),
    "went_home": lambda row, _: (f"Went home. {HomeHow(row.one).label}", ""),
    "home_held": lambda row, _: ("Still at home after twelve months", ""),
    "home_over": lambda row, _: ("Came back into care", row.two),
}

JOURNEYS: Final = {
    "contact": "contact",
    "referred": "referral",
    "referral_over": "referral",
    "mash": "mash",
    "assessing": "assessment",
    "assessed": "assessment",
    "enquiry": "section47",
    "enquired": "section47",
    "held": "meeting",
    "visited": "visit",
    "work": "direct-work",
    "plan": "plan",
    "plan_over": "plan",
    "changed": "plan",
    "agreed": "action",
    "done": "action",
    "stopped": "action",
    "reviewed": "plan",
    "stepped": "need-step",
    "step_answered": "need-step",
    "escalated": "need-escalation",
    "noted": "plan",
    "conference_asked": "conference",
    "conference_decided": "conference",
    "pressed": "protection-escalation",
    "told_council": "protection-transfer",
    "overseen": "plan",
    "by_law": "in-care",
    "care_reviewed": "care-review",
    "care_planned": "care-plan",
    "lasting": "care-permanence",
    "for_a_time": "foster-known",
    "challenged": "care-challenge",
    "refused_contact": "care-contact-refusal",
    "asked_service": "health-referral",
    "education": "education-plan",
    "adoption": "adoption",
    "age_disputed": "asylum-age",
    "age_decided": "asylum-age",
    "age_challenged": "asylum-age",
    "told_private": "private-fostering",
    "suited_private": "private-fostering",
    "private_over": "private-fostering",
    "family_asked": "family-group",
    "family_met": "family-group",
    "family_answered": "family-group",
    "edge_asked": "family-edge",
    "edge_over": "family-edge",
    "home_decided": "family-return",
    "went_home": "family-return",
    "home_held": "family-return",
    "home_over": "family-return",
}
"""Which journey's page an event leads to; a missing episode's where nothing else is said."""


def said_of(row: Row, shows_protected: bool) -> tuple[str, str]:
    """What happened, and where or by whom."""
    return _SAYS[row.what](row, shows_protected)


def kind_of(what: str) -> str:
    """One of :data:`KINDS`."""
    return _KIND_OF[what]


__all__ = ["JOURNEYS", "KINDS", "Row", "kind_of", "said_of"]
