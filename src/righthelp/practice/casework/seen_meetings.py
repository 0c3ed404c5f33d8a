"""A meeting as one reader may see it: the children they may know of, the parts of the minutes that are open to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from righthelp.foundation.access.route import PageRequest, saw
from righthelp.practice.casework import queries
from righthelp.practice.casework.models import Attendance, Meeting, MeetingAbout, Part
from righthelp.practice.casework.pages_shared import Crumbs, crumbs_of, the_child
from righthelp.practice.people.queries import Named
from righthelp.practice.people.standing import known_to, may

MEETINGS = ("Meetings", "casework:meetings")


@dataclass(frozen=True)
class Seen:
    """``children``: (number, name) of those the reader may know of; ``open_ids``: those whose records are open to them.
    ``parts``: what of the minutes is; ``kept_back``: whether there is more, or another child."""

    child: Named
    meeting: Meeting
    children: list[tuple[int, str]]
    open_ids: set[int]
    parts: list[Part]
    kept_back: bool
    crumbs: Crumbs


def meeting_of(request: PageRequest, child_id: int, meeting_id: int) -> Seen:
    """A meeting about the child, as the reader may see it; every child named is noted as seen. Raises ``Http404``."""
    rows = list(
        MeetingAbout.objects.filter(meeting_id=meeting_id).select_related("child").order_by("child__birth_date")
    )
    if child_id not in {row.child_id for row in rows}:
        raise Http404
    found = Meeting.objects.select_related("chair", "called_by", "recorded_by").get(pk=meeting_id)
    ids = [row.child_id for row in rows]
    others = [each for each in ids if each != child_id]
    known = {child_id, *(known_to(request.account, others, request.now) if others else ())}
    opens = {child_id, *(may(request.account, queries.SEE, others, request.now) if others else ())}
    every = list(found.parts.select_related("child").order_by("place"))
    confidential = queries.reads_confidential(found, request.account)
    parts = [
        part
        for part in every
        if (confidential or not part.confidential) and (part.child_id is None or part.child_id in opens)
    ]
    saw(request, known)
    child = the_child(request, child_id)
    here = {"text": found.get_kind_display(), "href": reverse("casework:meeting", args=[child_id, meeting_id])}
    return Seen(
        child=child,
        meeting=found,
        children=[(row.child_id, str(row.child)) for row in rows if row.child_id in known],
        open_ids=opens,
        parts=parts,
        kept_back=len(parts) < len(every) or len(opens) < len(ids),
        crumbs=[*crumbs_of(child, MEETINGS), here],
    )


def attendances_for(request: PageRequest, meeting: int) -> list[Attendance]:
    """Who was asked, as this reader may know them: a person whose record is closed to them stands there without a
    name. Not to be saved."""
    rows = queries.attendances_of(meeting)
    people = {row.person_id for row in rows if row.person_id}
    known = known_to(request.account, people, request.now) if people else set()
    for row in rows:
        if row.person_id and row.person_id not in known:
            row.person, row.name = None, "Somebody of the family"
    return rows


def around(request: PageRequest, seen: Seen) -> dict[str, Any]:
    """What every page of a meeting shows."""
    return {
        "title": seen.meeting.get_kind_display(),
        "caption": seen.child.name,
        "crumbs": crumbs_of(seen.child, MEETINGS),
        "child_id": seen.child.id,
        "meeting": seen.meeting,
        "children": seen.children,
        "open_ids": seen.open_ids,
        "parts": seen.parts,
        "now": request.now,
    }
