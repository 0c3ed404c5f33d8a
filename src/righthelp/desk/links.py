"""Addresses of rooms above or beside the desk, which may not be there: a link that leads nowhere is not shown."""

from __future__ import annotations

from functools import lru_cache

from django.urls import NoReverseMatch

from righthelp.foundation.pages.jinja import address

_EPISODES = {
    "assessment": "assessment:assessment",
    "action": "casework:to-action",
    "mash": "mash:enquiry",
    "mash_check": "mash:check",
    "missing": "missing:episode",
    "contact": "front_door:by-child",
    "need-step": "child_in_need:step",
    "need-due": "child_in_need:due",
    "need-escalation": "child_in_need:of-escalation",
    "need-advice": "child_in_need:of-advice",
    "need-specialist": "child_in_need:of-specialist",
    "decision": "supervision:decision",
    "referral": "front_door:referral",
    "section47": "section47:enquiry",
    "strategy": "section47:concerned",
    "supervision": "supervision:session",
    "meeting": "casework:to-meeting",
    "plan": "casework:to-plan",
    "direct-work": "casework:to-work",
    "visit": "casework:to-visit",
    "visit-due": "casework:to-due",
    "conference": "protection:conference",
    "protection-escalation": "protection:escalation",
    "protection-milestone": "protection:milestone",
    "protection-step": "protection:stage",
    "protection-transfer": "protection:transfer",
    "care-challenge": "care_plan:challenge",
    "care-challenge-step": "care_plan:of-step",
    "care-plan": "care_plan:plan",
    "care-permanence": "care_plan:of-permanence",
    "care-permanence-due": "care_plan:of-permanence-due",
    "care-contact-refusal": "care_plan:of-refusal",
    "care-guardianship": "care_plan:of-asked",
    "care-permanence-advice": "care_plan:of-clinic",
    "care-support-review": "care_plan:of-support",
    "care-recommendation": "care_plan:of-recommendation",
    "care-review": "care:of-review",
    "care-review-due": "care:of-review-due",
    "care-visit-due": "care:of-visit-due",
    "in-care": "care:of-care",
    "legal-consent": "court:of-consent",
    "legal-consent-review": "court:of-consent-review",
    "legal-challenge": "court:of-challenge",
    "legal-family-assessment": "court:of-relative",
    "legal-advice": "court:of-advice",
    "legal-matter": "court:of-matter",
    "health-due": "care_health:of-due",
    "health-referral": "care_health:of-referral",
    "education-due": "virtual_school:of-due",
    "education-plan": "virtual_school:of-plan",
    "school-agreed": "education:of-agreed",
    "school-check": "education:of-check",
    "school-check-due": "education:of-check-due",
    "school-out": "education:of-out",
    "school-panel": "education:of-panel",
    "school-plan": "education:of-plan",
    "school-query": "education:of-query",
    "school-roll": "education:of-roll",
    "leaving": "leaving_care:of-help",
    "leaving-birthday-due": "leaving_care:of-birthday-due",
    "leaving-homeless": "leaving_care:of-homeless",
    "leaving-home": "leaving_care:of-home",
    "leaving-review-due": "leaving_care:of-review-due",
    "leaving-touch-due": "leaving_care:of-touch-due",
    "foster-finding": "fostering:finding",
    "foster-known": "fostering:of-known",
    "home-sought": "matching:sought",
    "home-breaks": "matching:of-series",
    "home-placed-due": "matching:of-due",
    "home-step": "matching:of-item",
    "asylum-age": "asylum:of-age",
    "asylum-asked": "asylum:of-asked",
    "private-fostering": "private_fostering:of-arrangement",
    "private-visit-due": "private_fostering:of-visit-due",
    "family-group": "family_group:of-group",
    "family-edge": "family_group:of-edge",
    "family-return": "family_group:of-return",
    "adopters-keepsake": "adoption:of-keepsake",
    "adopters-stage": "adoption:of-stage",
    "adopters-wait": "adoption:of-wait",
    "adoption": "adoption:of-plan",
    "adoption-link": "adoption:of-link",
    "adoption-review-due": "adoption:of-review-due",
}  # journey code to the page of its episode

_ACTS = {
    "action": "casework.see",
    "assessment": "assessment.see",
    "conference": "protection.see",
    "contact": "front_door.contact",
    "mash": "mash.see",
    "mash_check": "mash.see",
    "meeting": "casework.see",
    "missing": "missing.episode",
    "plan": "casework.see",
    "referral": "front_door.referral",
    "section47": "section47.see",
    "strategy": "section47.see",
    "visit": "casework.see",
    "visit-due": "casework.see",
}  # journey code to the act that opens its page, where it is another than seeing the child


def act_of(journey: str) -> str:
    """The act that opens the page of an episode of a journey."""
    area, _, _ = journey.partition("-")
    room = {"care": "care.see", "in": "care.see", "leaving": "leaving.see", "legal": "legal.see", "need": "need.see"}
    room |= {"protection": "protection.see", "home": "matching.see"}
    room |= {"foster": "fostering.known"}
    room |= {"asylum": "asylum.see", "family": "family.see", "private": "private.see"}
    room |= {"adoption": "adoption.see", "adopters": "adoption.adopters"}
    room |= {"health": "health.see", "education": "education.see", "school": "school.see"}
    return _ACTS.get(journey) or room.get(area, "child.see")


def link(name: str, *args: object) -> str | None:
    """The address of a page by its name, or None in a house without that room."""
    try:
        return address(name, *args)
    except NoReverseMatch:
        return None


@lru_cache(maxsize=8192)  # a child's timeline has hundreds, and an address never changes while the house stands
def episode_link(journey: str, episode: int) -> str | None:
    """The page of an episode of any journey, if it has one."""
    name = _EPISODES.get(journey)
    return link(name, episode) if name else None


@lru_cache(maxsize=8192)
def child_link(child: int) -> str | None:
    """The record of a child."""
    return link("child", child)
