"""The menu, in the order of a working day, and the sentence under the header while the city is loading."""

from __future__ import annotations

from righthelp.city.arrival import look
from righthelp.foundation.pages.render import NavItem

_settled: list[bool] = []

MENU: tuple[NavItem, ...] = (
    NavItem("Home", "home", "home.see"),
    NavItem("Worklist", "worklist", "worklist.see"),
    NavItem("Missing", "missing:board", "missing.board"),
    NavItem("Front door", "front_door:queue", "front_door.queue"),
    NavItem("Questions of MASH", "mash:questions", "mash.partner"),
    NavItem("Children in need", "child_in_need:board", "need.see"),
    NavItem("Assessments", "assessment:list", "assessment.see"),
    NavItem("Section 47", "section47:board", "section47.see"),
    NavItem("Child protection", "protection:plans", "protection.see"),
    NavItem("Families", "family_group:board", "family.see"),
    NavItem("In care", "care:board", "care.see"),
    NavItem("Care plans", "care_plan:board", "care.see"),
    NavItem("Health in care", "care_health:board", "health.see"),
    NavItem("Virtual school", "virtual_school:board", "education.see"),
    NavItem("Leaving care", "leaving_care:board", "leaving.see"),
    NavItem("Came alone", "asylum:board", "asylum.see"),
    NavItem("Private fostering", "private_fostering:board", "private.see"),
    NavItem("Legal", "court:board", "legal.see"),
    NavItem("Fostering", "fostering:register-of-homes", "fostering.see"),
    NavItem("Homes sought", "matching:board", "matching.see"),
    NavItem("Adoption", "adoption:board", "adoption.see"),
    NavItem("Documents", "release:board", "document.see"),
    NavItem("Teams", "teams", "staff.see"),
    NavItem("Learning", "learning:catalogue", "learning.see"),
    NavItem("Partners", "partners", "partner.see"),
    NavItem("Accounts", "accounts", "account.see"),
    NavItem("Audit", "audit", "audit.search"),
    NavItem("Indicators", "indicators", "indicator.see"),
    NavItem("Reports", "reports", "report.see"),
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
