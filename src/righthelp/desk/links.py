"""Addresses of rooms above or beside the desk, which may not be there: a link that leads nowhere is not shown."""

from __future__ import annotations

from functools import lru_cache

from django.urls import NoReverseMatch, reverse

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
    "visit": "casework:to-visit",
    "visit-due": "casework:to-due",
    "conference": "protection:conference",
    "protection-escalation": "protection:escalation",
    "protection-milestone": "protection:milestone",
    "protection-step": "protection:stage",
    "protection-transfer": "protection:transfer",
}  # journey code to the page of its episode


def link(name: str, *args: object) -> str | None:
    """The address of a page by its name, or None in a house without that room."""
    try:
        return reverse(name, args=args)
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
