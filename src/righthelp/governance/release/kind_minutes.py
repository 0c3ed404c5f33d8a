"""Minutes of a meeting: one document for everybody who was asked and may have them, each with what they may read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from righthelp.foundation.calendar import say_date, say_moment
from righthelp.foundation.documents.gate import Addressee, Attached, LeftOut, Recipients, Source, Withheld
from righthelp.foundation.documents.tree import Block, Document, Heading, Listing, Paragraph
from righthelp.governance.release.law import Basis, Purpose
from righthelp.governance.release.people_on_list import forgotten, parted, person_on_list, worker_on_list
from righthelp.practice.casework.codes import MeetingKind
from righthelp.practice.casework.models import Action, Attendance, Meeting, Part
from righthelp.practice.casework.queries import reads_confidential
from righthelp.practice.casework.record_meetings import minutes_sent
from righthelp.practice.people.models import Person

NOT_FOR_FAMILIES: Final = frozenset({MeetingKind.STRATEGY.value, MeetingKind.MASH.value})
"""Meetings of agencies, whose minutes the family does not get."""
_NOT_FAMILY: Final = "Minutes of this kind of meeting are not given to the family."


class Minutes:
    """Minutes of a meeting."""

    code = "minutes"
    name = "Minutes of a meeting"
    purpose = Purpose.PLAN.value
    basis = Basis.TASK.value

    def source(self, pk: int) -> Source | None:
        """The meeting."""
        meeting = _meeting(pk)
        if meeting is None:
            return None
        children = tuple(meeting.about.order_by("child_id").values_list("child_id", flat=True))
        recorder = meeting.recorded_by
        writers = {recorder.account_id} if recorder and recorder.account_id else set()
        why_not = ""
        if meeting.cancelled:
            why_not = "This meeting was cancelled."
        elif not meeting.held:
            why_not = "Record first that the meeting was held."
        elif not meeting.parts.exists():
            why_not = "There are no minutes yet. Write them first."
        when = meeting.held or meeting.planned
        title = f"{meeting.get_kind_display()}, {say_date(when.date())}"
        return Source(title, children, tuple(sorted(writers)), _page(meeting, children), why_not)

    def recipients(self, pk: int, now: datetime) -> Recipients:
        """Whoever was asked and may have minutes, as they stand to the children today."""
        return on_the_list(Meeting.objects.get(pk=pk), now)

    def tree(self, pk: int, to: Addressee, now: datetime) -> Document:
        """The minutes with the parts that this recipient may read, and no trace of any other."""
        meeting = Meeting.objects.select_related("chair").get(pk=pk)
        children = _children(pk, to)
        blocks: list[Block] = [_who(pk)]
        for part in _parts(pk, to):
            blocks += [Heading(part.heading), *_paragraphs(part.text)]
        blocks += _actions(pk, to)
        held = meeting.held or meeting.planned
        about = [
            f"About {', '.join(_child(child) for child in children)}",
            f"Held {say_moment(held)}",
            f"Chaired by {meeting.chair.name}" if meeting.chair else "",
            "Confidential: for the person named on each page. Do not copy it or pass it on.",
        ]
        return Document(
            str(meeting.get_kind_display()), tuple(filter(None, about)), tuple(blocks), settings.RIGHTHELP_TRUST
        )

    def withheld(self, pk: int, to: Addressee) -> Sequence[Withheld]:
        """The parts of this and of other meetings about the same children that this recipient may not read."""
        children = Meeting.objects.get(pk=pk).about.values_list("child_id", flat=True)
        return kept_apart(tuple(children), to, meeting=pk)

    def attached(self, pk: int, to: Addressee) -> Sequence[Attached]:
        """Nothing goes with it."""
        return ()

    def may_open(self, pk: int, account: Any, *, confidential: bool) -> bool:
        """The confidential parts are open to whoever gets them in the room of the meeting itself."""
        return not confidential or reads_confidential(Meeting.objects.get(pk=pk), account)

    def given_out(self, pk: int, by: Any, now: datetime) -> None:
        """The minutes are given out: the meeting's clock stops."""
        minutes_sent(meeting=pk, by=by, now=now)


def on_the_list(meeting: Meeting, now: datetime) -> Recipients:
    """Whoever was asked to a meeting and may have its papers, as they stand to the children today."""
    children = set(meeting.about.values_list("child_id", flat=True))
    asked = list(_asked(meeting.pk))
    getting, left = parted(_one(each, meeting, children, now) for each in asked if each.minutes)
    if meeting.kind not in NOT_FOR_FAMILIES:
        refused = {each.person_id for each in asked if each.person_id and not each.minutes}
        missed = forgotten(children, getting, now)
        names = {str(person) for person in Person.objects.filter(pk__in=refused)}
        left += [each for each in missed if each.name not in names]
    return Recipients(getting, tuple(left))


def _meeting(pk: int) -> Meeting | None:
    return Meeting.objects.select_related("recorded_by").filter(pk=pk).first()


def _page(meeting: Meeting, children: Sequence[int]) -> str:
    try:
        return reverse("casework:minutes", args=[children[0], meeting.pk])
    except (NoReverseMatch, IndexError):
        return ""


def _asked(pk: int) -> Iterable[Attendance]:
    rows = Attendance.objects.filter(meeting_id=pk).select_related("worker", "person", "organisation")
    return rows.order_by("agency", "pk")


def _one(each: Attendance, meeting: Meeting, children: set[int], now: datetime) -> Addressee | LeftOut:
    key = f"attendance {each.pk}"
    family = each.agency in {"family", "child"}
    if meeting.kind in NOT_FOR_FAMILIES and (family or each.person_id):
        return LeftOut(str(each.person or each.name), _NOT_FAMILY)
    if each.person is not None:
        return person_on_list(each.person, key, children, now, confidential=each.confidential)
    if each.worker is not None:
        return worker_on_list(each.worker, key, now, confidential=each.confidential)
    organisation = each.organisation
    if organisation is not None and organisation.closed_on and organisation.closed_on <= now.date():
        return LeftOut(each.name, f"{organisation.name} has closed.")
    capacity = organisation.name if organisation else str(each.get_agency_display())
    address: tuple[str, ...] = ()
    if organisation:
        address = tuple(
            filter(None, (organisation.name, organisation.line, organisation.locality, organisation.postcode))
        )
    return Addressee(
        key, each.name, capacity, words=f"{each.name}, {capacity}", confidential=each.confidential, address=address
    )


def _children(pk: int, to: Addressee) -> list[Person]:
    rows = Person.objects.filter(meetings__meeting_id=pk).order_by("birth_date", "pk")
    return [child for child in rows if not to.only or child.pk in to.only]


def _child(child: Person) -> str:
    return f"{child}, born {say_date(child.birth_date)}" if child.birth_date else str(child)


def _parts(pk: int, to: Addressee) -> list[Part]:
    rows = Part.objects.filter(meeting_id=pk).order_by("place")
    return [part for part in rows if _may_read(part, to)]


def _may_read(part: Part, to: Addressee) -> bool:
    open_to = to.confidential or not part.confidential
    return open_to and (not to.only or part.child_id is None or part.child_id in to.only)


def _paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph(each.strip()) for each in text.split("\n") if each.strip()]


def _who(pk: int) -> Listing:
    rows = tuple(
        (
            str(each.worker or each.person or each.name),
            each.organisation.name if each.organisation else str(each.get_agency_display()),
            str(each.get_came_display()) if each.came else "Not recorded",
        )
        for each in _asked(pk)
    )
    return Listing("Who was asked", ("Name", "For", "Took part"), rows)


def _actions(pk: int, to: Addressee) -> list[Block]:
    rows = Action.objects.filter(meeting_id=pk, stopped__isnull=True).select_related("worker", "child")
    mine = [row for row in rows.order_by("by_when", "pk") if not to.only or row.child_id in to.only]
    if not mine:
        return []
    listed = tuple((row.what, row.child.forename, str(row.worker or row.owner), say_date(row.by_when)) for row in mine)
    return [Listing("What was agreed", ("What", "For", "Who does it", "By when"), listed)]


def kept_apart(children: Sequence[int], to: Addressee, *, meeting: int | None = None) -> list[Withheld]:
    """Parts of minutes about these children that must not be in this recipient's copy: confidential ones, unless they
    are of ``meeting`` and the recipient has them, and those about a child who is not theirs."""
    rows = Part.objects.filter(meeting__about__child_id__in=children).distinct().order_by("meeting_id", "place")
    found = []
    for part in rows:
        here = part.meeting_id == meeting
        if here and not _may_read(part, to):
            found.append(Withheld("A part of these minutes that is kept from them", part.text))
        elif not here and part.confidential:
            found.append(Withheld("A confidential part of other minutes", part.text))
    return found


__all__ = ["Minutes", "kept_apart", "on_the_list"]
