"""The parts of a child's record: those that hold something about the child come first, the others step back.

Thirty rooms keep something about some children; few keep something about one. What is open to the reader and holds
something stands beside the record; the rest waits one press away, because a part begins somewhere.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from righthelp.desk.links import link
from righthelp.foundation.access.decision import permits
from righthelp.foundation.access.route import PageRequest
from righthelp.foundation.database import kept
from righthelp.practice.people.pages_facts import reaches


class _Room(NamedTuple):
    """A part of the record. ``holds``: the tables whose ``child_id`` tells that something is there; none where the part
    is there for every child."""

    words: str
    page: str
    act: str
    holds: str = ""


class Part(NamedTuple):
    """A part of a record as it is shown: its name, its address, and whether it is this page."""

    words: str
    href: str
    here: bool


class Parts(NamedTuple):
    """``first``: what every record has, and the parts that hold something. ``others``: nothing is there yet, or it is
    not open to this reader. ``about``: what is kept about the record itself."""

    first: list[Part]
    others: list[Part]
    about: list[Part]


_ROOMS: Final = (
    _Room("Record", "child", "child.see"),
    _Room("Facts", "facts", "child.see"),
    _Room("Family", "family", "child.see"),
    _Room("Timeline", "timeline", "child.see"),
    _Room("Workers", "child-workers", "child.see"),
    _Room("Oversight", "supervision:of-child", "child.see", "supervision_discussion"),
    _Room("Contacts", "front_door:of-child", "front_door.contact", "front_door_contact"),
    _Room("MASH", "mash:of-child", "mash.see", "mash_enquiry"),
    _Room("Assessments", "assessment:of-child", "assessment.see", "assessment_assessment"),
    _Room("Section 47", "section47:of-child", "section47.see", "section47_concerned"),
    _Room("Child protection", "protection:of-child", "protection.see", "protection_childconference"),
    _Room("Child in need", "child_in_need:of-child", "need.see", "child_in_need_needplan"),
    _Room("Looked after", "care:child", "care.see", "care_incare"),
    _Room("Care plan", "care_plan:of-child", "care.see", "care_plan_careplan"),
    _Room("Health in care", "care_health:of-child", "health.see", "health_healthdue"),
    _Room(
        "Education",
        "education:child",
        "school.see",
        "virtual_school_pepdue education_attended education_query education_panel education_planasked "
        "education_notonroll education_step education_discussed",
    ),
    _Room("Leaving care", "leaving_care:child", "leaving.see", "leaving_care_support"),
    _Room("Legal", "court:child", "legal.see", "court_matterchild"),
    _Room("Adoption", "adoption:child", "adoption.see", "adoption_adopting"),
    _Room("Fostering", "fostering:of-child", "fostering.known", "fostering_knowncarer fostering_finding"),
    _Room("Came alone", "asylum:child", "asylum.see", "asylum_arrival"),
    _Room("Private fostering", "private_fostering:child", "private.see", "private_fostering_arrangement"),
    _Room("Family decides", "family_group:child", "family.see", "family_group_group"),
    _Room("Placement", "matching:of-child", "matching.see", "care_stay matching_sought matching_breakseries"),
    _Room("Plan", "casework:plan", "casework.see", "casework_plan"),
    _Room("Visits", "casework:visits", "casework.see", "casework_visited"),
    _Room("Meetings", "casework:meetings", "casework.see", "casework_meetingabout"),
    _Room("Actions", "casework:actions", "casework.see", "casework_action"),
)

_ABOUT: Final = (
    _Room("History of changes", "history", "child.looked"),
    _Room("Who looked", "looked", "child.looked"),
)

_HOLDING: Final = " union all ".join(
    f"select '{each.page}' where exists (select from {table} where child_id = %(child)s)"  # noqa: S608  ours
    for each in _ROOMS
    for table in each.holds.split()
)


def parts_of_record(request: PageRequest, child: int) -> Parts:
    """The parts of a child's record for whoever reads this page about the child. One query."""
    holding = {page for (page,) in kept.rows(_HOLDING, {"child": child})}
    found = Parts([], [], [])
    for room in _ROOMS:
        part = _part(request, room, child)
        if part is not None:
            stands = not room.holds or part.here or (room.page in holding and reaches(request, room.act))
            (found.first if stands else found.others).append(part)
    found.about.extend(part for room in _ABOUT if (part := _part(request, room, child)) is not None)
    return found


def _part(request: PageRequest, room: _Room, child: int) -> Part | None:
    href = link(room.page, child)
    if href is None or not permits(request.account, room.act):
        return None
    return Part(room.words, href, href == request.path)


__all__ = ["Part", "Parts", "parts_of_record"]
