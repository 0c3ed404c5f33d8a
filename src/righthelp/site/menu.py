"""The menu, in the order of a working day, and the sentence under the header while the city is loading."""

from __future__ import annotations

from righthelp.city.arrival import look
from righthelp.foundation.pages.render import NavItem

_settled: list[bool] = []

_HELP, _CARE, _HOMES, _HOUSE = "Help and protection", "In care and after", "Homes and families", "The trust"

MENU: tuple[NavItem, ...] = (
    NavItem("Home", "home", "home.see"),
    NavItem("Worklist", "worklist", "worklist.see"),
    NavItem("Missing", "missing:board", "missing.board", _HELP),
    NavItem("Front door", "front_door:queue", "front_door.queue", _HELP),
    NavItem("Questions of MASH", "mash:questions", "mash.partner", _HELP),
    NavItem("Children in need", "child_in_need:board", "need.see", _HELP),
    NavItem("Assessments", "assessment:list", "assessment.see", _HELP),
    NavItem("Section 47", "section47:board", "section47.see", _HELP),
    NavItem("Child protection", "protection:plans", "protection.see", _HELP),
    NavItem("Families", "family_group:board", "family.see", _HELP),
    NavItem("Attendance", "education:board", "school.see", _HELP),
    NavItem("In care", "care:board", "care.see", _CARE),
    NavItem("Care plans", "care_plan:board", "care.see", _CARE),
    NavItem("Health in care", "care_health:board", "health.see", _CARE),
    NavItem("Virtual school", "virtual_school:board", "education.see", _CARE),
    NavItem("Leaving care", "leaving_care:board", "leaving.see", _CARE),
    NavItem("Came alone", "asylum:board", "asylum.see", _CARE),
    NavItem("Legal", "court:board", "legal.see", _CARE),
    NavItem("Fostering", "fostering:register-of-homes", "fostering.see", _HOMES),
    NavItem("Homes sought", "matching:board", "matching.see", _HOMES),
    NavItem("Adoption", "adoption:board", "adoption.see", _HOMES),
    NavItem("Private fostering", "private_fostering:board", "private.see", _HOMES),
    NavItem("Documents", "release:board", "document.see", _HOUSE),
    NavItem("Teams", "teams", "staff.see", _HOUSE),
    NavItem("Learning", "learning:catalogue", "learning.see", _HOUSE),
    NavItem("Partners", "partners", "partner.see", _HOUSE),
    NavItem("Accounts", "accounts", "account.see", _HOUSE),
    NavItem("Audit", "audit", "audit.search", _HOUSE),
    NavItem("Indicators", "indicators", "indicator.see", _HOUSE),
    NavItem("Trust plans", "plan:plans", "plan.see", _HOUSE),
    NavItem("Reports", "reports", "report.see", _HOUSE),
)

PRIVACY: tuple[NavItem, ...] = (
    NavItem("Audit", "audit", "audit.search"),
    NavItem("Emergencies", "privacy:emergencies", "emergency.review"),
    NavItem("Looks to explain", "privacy:findings", "misuse.review"),
    NavItem("Likenesses", "privacy:suspicions", "conflict.decide"),
    NavItem("Conflicts", "privacy:declarations", "conflict.decide"),
    NavItem("Restricted records", "privacy:restrictions", "restriction.see"),
    NavItem("Notices to send on", "privacy:notices", "notice.closed"),
    NavItem("Closely held, to act on", "privacy:held", "notice.closed"),
    NavItem("Copies astray", "release:gone-astray", "document.weigh"),
    NavItem("Workers’ own details", "privacy:own-details", "own_details.keep"),
)
"""The parts of audit and privacy, shown on each of them and, to those without the audit, on their home page."""


def notice() -> str:
    """A sentence for every page while the rest of the city is loading. Asks no more once that is settled."""
    if _settled:
        return ""
    said, may_change = look()
    if not may_change:
        _settled.append(True)
    return said
