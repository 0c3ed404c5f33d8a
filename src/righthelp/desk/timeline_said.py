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
from righthelp.practice.court.codes import OrderKind
from righthelp.practice.education.codes import Decision as PanelDecision
from righthelp.practice.education.codes import Found, WhyOut
from righthelp.practice.education.codes import Kind as SchoolStep
from righthelp.practice.family_group.codes import Agreed, Offer, Together
from righthelp.practice.family_group.codes import How as HomeHow
from righthelp.practice.family_group.codes import Outcome as EdgeOutcome
from righthelp.practice.front_door.codes import Closing, ReferralKind
from righthelp.practice.front_door.codes import Outcome as ContactOutcome
from righthelp.practice.front_door.codes import Why as ContactWhy
from righthelp.practice.health.codes import Kind as HealthKind
from righthelp.practice.health.codes import Outcome as HealthOutcome
from righthelp.practice.health.codes import Service as HealthService
from righthelp.practice.leaving_care.codes import Doing, Living, Roof
from righthelp.practice.mash.codes import Decision as MashDecision
from righthelp.practice.matching.codes_cost import Next
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


def _lives(row: Row, _: bool) -> _Said:
    return f"Lives now: {_low(Living(row.one).label)}", "It does not suit" if row.two else ""


class Told(NamedTuple):
    """How an event is told: of which kind it is, to which journey's page it leads, what it says."""

    kind: str
    journey: str
    says: Callable[[Row, bool], _Said]


TOLD: Final[dict[str, Told]] = {
    "plan_over": Told("plan", "plan", _plan),
    "placement_over": Told(
        "placement", "missing", lambda row, _: (f"Placement ended: {_low(PlacementKind(row.one).label)}", "")
    ),
    "worker_over": Told("worker", "missing", lambda row, _: (f"{row.one} stopped working with the child", row.two)),
    "handed_over": Told("worker", "missing", lambda row, _: (f"{row.one} handed over to {row.two}", row.three)),
    "worker": Told("worker", "missing", _worker),
    "plan": Told("plan", "plan", _plan),
    "placed": Told("placement", "missing", _placed),
    "by_law": Told("plan", "in-care", lambda row, _: (f"Looked after by law: {_low(Law(row.one).label)}", row.two)),
    "home": Told("move", "missing", _home),
    "gone": Told("missing", "missing", _gone),
    "back": Told("missing", "missing", lambda row, _: ("Came home or was found", row.one)),
    "forwarded": Told("missing", "missing", lambda row, _: ("Notice sent on to the council responsible", "")),
    "offer": Told("offer", "missing", _offer),
    "contact": Told("contact", "contact", _contact),
    "referred": Told("contact", "referral", _referred),
    "mash": Told("contact", "mash", lambda row, _: (f"MASH decided: {_low(MashDecision(row.one).label)}", "")),
    "assessing": Told("assessment", "assessment", lambda row, _: (f"Assessment begun by {row.one}", row.two)),
    "enquiry": Told("assessment", "section47", lambda row, _: ("Section 47 enquiry begun", row.one)),
    "meeting": Told("meeting", "missing", lambda row, _: ("Strategy discussion held", f"Chaired by {row.one}")),
    "held": Told(
        "meeting",
        "meeting",
        lambda row, _: (f"{MeetingKind(row.one).label} held", f"Chaired by {row.two}" if row.two else ""),
    ),
    "visited": Told("visit", "visit", _visited),
    "work": Told(
        "visit", "direct-work", lambda row, _: (f"Direct work: {_low(row.three or Tool(row.one).label)}", row.two)
    ),
    "interview": Told(
        "interview",
        "missing",
        lambda row, _: (f"Return home interview held {_low(InterviewSetting(row.one).label)}", row.two),
    ),
    "enquired": Told("assessment", "section47", _enquired),
    "assessed": Told(
        "assessment",
        "assessment",
        lambda row, _: (f"Assessment complete: {_low(AssessmentOutcome(row.one).label)}", row.two),
    ),
    "referral_over": Told(
        "contact",
        "referral",
        lambda row, _: (f"Referral closed: {_low(Closing(row.one).label) if row.one else ''}", row.two),
    ),
    "changed": Told("plan", "plan", lambda row, _: ("It has changed", row.one)),
    "agreed": Told("action", "action", lambda row, _: (f"Agreed: {row.one}", row.two)),
    "done": Told("action", "action", lambda row, _: (f"Done: {row.one}", row.two)),
    "stopped": Told("action", "action", lambda row, _: (f"Need not be done: {row.one}", row.two)),
    "reviewed": Told(
        "plan", "plan", lambda row, _: (f"Child in need plan reviewed: {_low(ReviewDecision(row.one).label)}", row.two)
    ),
    "care_reviewed": Told(
        "plan", "care-review", lambda row, _: (f"Review of a child in care: {_low(Part(row.one).label)}", row.two)
    ),
    "court_letter": Told("plan", "legal-matter", lambda row, _: ("Letter before proceedings sent", "")),
    "court_issued": Told("plan", "legal-matter", lambda row, _: ("Care proceedings began", "")),
    "court_over": Told("plan", "legal-matter", lambda row, _: ("Legal work ended: before a court, or without one", "")),
    "ordered": Told(
        "plan", "legal-matter", lambda row, _: (f"The court ordered: {_low(OrderKind(row.one).label)}", row.two)
    ),
    "home_sought": Told("placement", "home-sought", lambda row, _: ("A home was asked for", "")),
    "placement_plan": Told("placement", "home-placed-due", lambda row, _: ("Placement plan agreed with the carer", "")),
    "breaks_began": Told("placement", "home-breaks", lambda row, _: ("Short breaks began", "")),
    "breaks_over": Told("placement", "home-breaks", lambda row, _: ("Short breaks ended", row.two)),
    "panel_decided": Told(
        "placement", "home-step", lambda row, _: (f"A panel decided: {_low(Next(row.one).label)}", row.two)
    ),
    "disruption_learned": Told(
        "placement", "home-placed-due", lambda row, _: ("Learned from a placement that broke down", row.two)
    ),
    "placed_outside": Told(
        "placement", "home-placed-due", lambda row, _: ("Decided: placed outside the city", row.two)
    ),
    "advised": Told("worker", "leaving", lambda row, _: (f"{row.one} became the personal adviser", "")),
    "pathway": Told("plan", "leaving", lambda row, _: ("Pathway plan made", "")),
    "lives": Told("move", "leaving-home", _lives),
    "does": Told("plan", "leaving", lambda row, _: (f"Began: {_low(Doing(row.one).label)}", row.two)),
    "homeless": Told("move", "leaving-homeless", lambda row, _: ("Came to us without a home", row.two)),
    "roof": Told(
        "move", "leaving-homeless", lambda row, _: (f"Assessed as homeless: {_low(Roof(row.one).label)}", row.two)
    ),
    "imprisoned": Told("move", "leaving", lambda row, _: (f"In prison: {row.one}", "")),
    "freed": Told("move", "leaving", lambda row, _: ("Released", f"Met by {row.one}" if row.one else "")),
    "adoption_planned": Told("plan", "adoption", lambda row, _: ("Adoption became the plan", row.two)),
    "adoption_decided": Told(
        "plan", "adoption", lambda row, _: ("Decided: the child should be placed for adoption", row.two)
    ),
    "adoption_matched": Told("plan", "adoption", lambda row, _: ("Matched with adopters", "")),
    "adoption_disrupted": Told("plan", "adoption", lambda row, _: ("The placement for adoption disrupted", row.two)),
    "adoption_ceased": Told("plan", "adoption", lambda row, _: ("Adoption is no longer the plan", row.two)),
    "adopted": Told("plan", "adoption", lambda row, _: ("The court made the adoption order", "")),
    "care_planned": Told("plan", "care-plan", lambda row, _: (f"Care plan agreed, version {row.one}", row.two)),
    "lasting": Told(
        "plan", "care-permanence", lambda row, _: (f"Plan for permanence: {_low(Lasting(row.one).label)}", row.two)
    ),
    "family_sought": Told("plan", "foster-finding", lambda row, _: ("A family was looked for until grown up", "")),
    "long_term": Told("placement", "foster-finding", lambda row, _: ("Matched long term with foster carers", "")),
    "family_not_sought": Told("plan", "foster-finding", lambda row, _: ("A family was no longer looked for", row.two)),
    "for_a_time": Told(
        "plan", "foster-known", lambda row, _: ("A relative or friend was approved for a time", row.one)
    ),
    "challenged": Told(
        "oversight",
        "care-challenge",
        lambda row, _: (f"Reviewing officer challenged: {_low(Challenged(row.one).label)}", row.two),
    ),
    "refused_contact": Told("plan", "care-contact-refusal", lambda row, _: (f"Contact refused: {row.one}", row.two)),
    "health_check": Told("visit", "missing", _health),
    "asked_service": Told(
        "plan", "health-referral", lambda row, _: (f"Asked to help: {row.two or HealthService(row.one).label}", "")
    ),
    "education": Told("plan", "education-plan", lambda row, _: ("Personal education plan made", row.one)),
    "stepped": Told("plan", "need-step", lambda row, _: (f"Asked for: {_low(StepTo(row.one).label)}", row.two)),
    "step_answered": Told(
        "plan", "need-step", lambda row, _: (f"{StepAnswer(row.one).label}: {_low(StepTo(row.three).label)}", row.two)
    ),
    "escalated": Told(
        "plan",
        "need-escalation",
        lambda row, _: (f"Stands in the way: {_low(Issue(row.one).label)}", f"{row.two} was told"),
    ),
    "noted": Told("oversight", "plan", lambda row, _: (f"Management oversight by {row.one}", row.two)),
    "pressed": Told(
        "plan",
        "protection-escalation",
        lambda row, _: (f"Stands in the way: {_low(Barrier(row.one).label)}", f"{row.two} was told"),
    ),
    "told_council": Told(
        "plan", "protection-transfer", lambda row, _: ("Another council told that the family moves", row.one)
    ),
    "conference_asked": Told(
        "meeting", "conference", lambda row, _: (f"Asked for: {_low(ConferenceKind(row.one).label)}", row.two)
    ),
    "conference_decided": Told("meeting", "conference", _conference),
    "overseen": Told("oversight", "plan", lambda row, _: (f"Management oversight by {row.one}", row.two)),
    "oversight": Told("oversight", "missing", lambda row, _: (f"Talked about in supervision by {row.one}", row.two)),
    "decided": Told("oversight", "missing", lambda row, _: (f"Decided in supervision: {row.one}", row.two)),
    "decision_done": Told("oversight", "missing", lambda row, _: (f"Done: {row.one}", row.two)),
    "decision_stopped": Told("oversight", "missing", lambda row, _: (f"Need not be done: {row.one}", row.two)),
    "family_asked": Told("plan", "family-group", lambda row, _: (f"{Together(row.one).label} asked for", row.two)),
    "family_met": Told("meeting", "family-group", lambda row, _: ("The family met", row.two)),
    "family_answered": Told(
        "plan", "family-group", lambda row, _: (f"The family’s plan: {_low(Agreed(row.three).label)}", row.two)
    ),
    "edge_asked": Told("plan", "family-edge", lambda row, _: (f"{Offer(row.one).label}: a team was asked", row.two)),
    "edge_over": Told(
        "plan",
        "family-edge",
        lambda row, _: (f"Work at the edge of care ended: {_low(EdgeOutcome(row.one).label)}", row.two),
    ),
    "home_decided": Told("plan", "family-return", lambda row, _: ("Decided: the child goes home", row.two)),
    "went_home": Told("plan", "family-return", lambda row, _: (f"Went home. {HomeHow(row.one).label}", "")),
    "home_held": Told("plan", "family-return", lambda row, _: ("Still at home after twelve months", "")),
    "home_over": Told("plan", "family-return", lambda row, _: ("Came back into care", row.two)),
    "told_private": Told(
        "plan", "private-fostering", lambda row, _: (f"We were told of private fostering: {row.one}", row.two)
    ),
    "suited_private": Told(
        "plan",
        "private-fostering",
        lambda row, _: (f"Private fostering assessed: {_low(Suits(row.one).label)}", row.two),
    ),
    "private_over": Told("plan", "private-fostering", lambda row, _: ("Private fostering ended", row.two)),
    "came_alone": Told("plan", "missing", lambda row, _: (f"Came to us alone: {_low(Port(row.one).label)}", "")),
    "age_disputed": Told("plan", "asylum-age", lambda row, _: ("The age is disputed", row.two)),
    "age_decided": Told(
        "plan", "asylum-age", lambda row, _: (f"The age is decided: {_low(Age(row.one).label)}", row.two)
    ),
    "school_asked": Told("plan", "school-query", lambda row, _: ("A query about attendance", row.two)),
    "school_step": Told("plan", "school-query", lambda row, _: (SchoolStep(row.one).label, row.two)),
    "school_panel": Told("plan", "school-panel", lambda row, _: ("Referred to the attendance panel", row.two)),
    "school_panel_decided": Told(
        "plan", "school-panel", lambda row, _: (f"The attendance panel: {_low(PanelDecision(row.one).label)}", row.two)
    ),
    "school_no_roll": Told("plan", "school-roll", lambda row, _: ("On no school’s roll", row.two)),
    "school_on_roll": Told(
        "plan", "school-roll", lambda row, _: (f"No longer on no roll: {_low(Found(row.one).label)}", row.two)
    ),
    "ehc_asked": Told("plan", "school-plan", lambda row, _: ("An education, health and care plan is asked for", "")),
    "ehc_issued": Told("plan", "school-plan", lambda row, _: ("Education, health and care plan issued", "")),
    "ehc_ceased": Told("plan", "school-plan", lambda row, _: ("Education, health and care plan ceased", "")),
    "school_out": Told("plan", "school-out", lambda row, _: (f"Out of school: {_low(WhyOut(row.one).label)}", "")),
    "school_again": Told("plan", "school-out", lambda row, _: ("In school again", "")),
    "age_challenged": Told("plan", "asylum-age", lambda row, _: ("The decision on the age is challenged", row.two)),
}
"""Every event, in the order in which they happen within one day: one thing ends before the next begins."""


def said_of(row: Row, shows_protected: bool) -> tuple[str, str]:
    """What happened, and where or by whom."""
    return TOLD[row.what].says(row, shows_protected)


__all__ = ["KINDS", "TOLD", "Row", "said_of"]
