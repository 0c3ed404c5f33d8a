"""What people are called at work, what a post of that title asks for, and which role its holder signs in with.

Rights follow from the post: whoever appoints chooses a post, never a role.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from righthelp.practice.workforce.models_posts import Post, Service


@dataclass(frozen=True)
class Title:
    """A job title: grade, whether its holder must be a registered social worker, whether they lead, and their role."""

    name: str
    grade: str
    role: str = ""
    qualified: bool = False
    leads: bool = False


TITLES: Final = (
    Title("Chief executive", "JNC1", "director", leads=True),
    Title("Director", "JNC2", "director", leads=True),
    Title("Assistant director", "JNC3", "director", qualified=True, leads=True),
    Title("Head of service", "GR7", "head_of_service", qualified=True, leads=True),
    Title("Team manager", "GR6", "team_manager", qualified=True, leads=True),
    Title("Practice supervisor", "GR6", "social_worker", qualified=True),
    Title("Senior practitioner", "GR5", "social_worker", qualified=True),
    Title("Social worker", "GR5", "social_worker", qualified=True),
    Title("Newly qualified social worker", "GR4", "social_worker", qualified=True),
    Title("Independent reviewing officer", "GR6", "reviewing_officer", qualified=True),
    Title("Conference chair", "GR6", "reviewing_officer", qualified=True),
    Title("Practice evaluator", "GR6", "quality_auditor", qualified=True),
    Title("Referral and advice officer", "GR4", "front_door_officer"),
    Title("Personal adviser", "GR4", "social_worker"),
    Title("Missing support worker", "GR4", "missing_support_worker"),
    Title("Missing co-ordinator", "GR5", "missing_coordinator"),
    Title("Family support worker", "GR4"),
    Title("Youth justice officer", "GR4"),
    Title("Residential worker", "GR3"),
    Title("Home manager", "GR5", leads=True),
    Title("Participation worker", "GR4"),
    Title("Lead attendance officer", "GR6", "education_adviser", leads=True),
    Title("Pupil attendance adviser", "GR4", "education_adviser"),
    Title("Performance analyst", "GR5", "performance_analyst"),
    Title("Data protection officer", "GR6", "privacy_officer"),
    Title("Information governance officer", "GR5", "privacy_officer"),
    Title("System administrator", "GR5", "system_administrator"),
    Title("Workforce officer", "GR5", "workforce_officer"),
    Title("Manager", "GR6", leads=True),
    Title("Business support officer", "GR3"),
    Title("Officer", "GR4"),
)
_BY_LENGTH: Final = sorted(TITLES, key=lambda title: -len(title.name))

# Where the same title carries another duty.
_IN_SERVICE: Final = {
    (Service.MISSING, "Team manager"): "missing_manager",
    (Service.EMERGENCY_DUTY, "Social worker"): "emergency_duty",
    (Service.EMERGENCY_DUTY, "Senior practitioner"): "emergency_duty",
    (Service.FRONT_DOOR, "Social worker"): "front_door_officer",
}


def title_of(name: str) -> Title | None:
    """The title that a post's own wording begins with: "Team manager, CASS" is a team manager."""
    return next(
        (title for title in _BY_LENGTH if name == title.name or name.startswith((f"{title.name} ", f"{title.name},"))),
        None,
    )


def roles_of(post: Post) -> list[str]:
    """The roles that come with a post; none for a post whose work is not in the records."""
    title = title_of(post.title)
    if title is None:
        return []
    role = _IN_SERVICE.get((Service(post.team.service), title.name)) if post.team.service else None
    found = role or title.role
    return [found] if found else []
