"""The social worker's report to a conference: a copy for everybody who is asked to it, each with what they may read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from righthelp.foundation.calendar import local_date, say_date, say_moment
from righthelp.foundation.documents.gate import Addressee, Attached, Recipients, Source, Withheld
from righthelp.foundation.documents.tree import Block, Document, Heading, Paragraph
from righthelp.governance.release.kind_minutes import kept_apart, on_the_list
from righthelp.governance.release.law import Basis, Purpose
from righthelp.practice.people.models import Person
from righthelp.practice.protection.models import Report, ReportPart


class Reports:
    """The social worker's report to a conference."""

    code = "report"
    name = "A report to a conference"
    purpose = Purpose.PLAN.value
    basis = Basis.TASK.value

    def source(self, pk: int) -> Source | None:
        """The report, once it is ready and as long as its conference stands."""
        report = _report(pk)
        if report is None:
            return None
        meeting = report.meeting
        children = tuple(meeting.about.order_by("child_id").values_list("child_id", flat=True))
        writers = {each.account_id for each in (report.begun_by, report.changed_by) if each.account_id}
        why_not = ""
        if meeting.cancelled:
            why_not = "The conference was cancelled. The report is for another one."
        elif report.ready is None:
            why_not = "The report is still being written. Say that it is ready first."
        title = f"Report to the {_kind(report)} planned for {say_date(local_date(meeting.planned))}"
        page = reverse("protection:report-write", args=[meeting.pk])
        return Source(title, children, tuple(sorted(writers)), page, why_not)

    def recipients(self, pk: int, now: datetime) -> Recipients:
        """Everybody who is asked to the conference and may have papers, as they stand to the children today."""
        report = _report(pk)
        return on_the_list(report.meeting, now) if report else Recipients()

    def tree(self, pk: int, to: Addressee, now: datetime) -> Document:
        """The report with the parts that this recipient may read, and no trace of any other."""
        report = Report.objects.select_related("meeting", "changed_by__team").get(pk=pk)
        people = Person.objects.filter(meetings__meeting_id=report.meeting_id).order_by("birth_date", "pk")
        about = ", ".join(
            f"{child}, born {say_date(child.birth_date)}" if child.birth_date else str(child)
            for child in people
            if not to.only or child.pk in to.only
        )
        blocks: list[Block] = []
        for part in report.parts.order_by("place"):
            if _may_read(part, to):
                blocks.append(Heading(part.heading))
                blocks += [Paragraph(each.strip()) for each in part.text.split("\n") if each.strip()]
        writer = report.changed_by
        blocks.append(Paragraph(f"{writer.name}, {writer.title}, {writer.team.name}"))
        lines = (
            f"About {about}",
            f"For the {_kind(report)} on {say_moment(report.meeting.planned)}",
            "Confidential: for the person named on each page. Do not copy it or pass it on.",
        )
        return Document("The social worker’s report", lines, tuple(blocks), settings.RIGHTHELP_TRUST)

    def withheld(self, pk: int, to: Addressee) -> Sequence[Withheld]:
        """Parts about a child who is not theirs, and confidential parts of minutes about the children."""
        report = Report.objects.get(pk=pk)
        children = tuple(report.meeting.about.values_list("child_id", flat=True))
        others = [each for each in report.parts.all() if not _may_read(each, to)]
        own = [Withheld("A part of this report that is kept from them", each.text) for each in others]
        return [*own, *kept_apart(children, to)]

    def attached(self, pk: int, to: Addressee) -> Sequence[Attached]:
        """Nothing goes with it."""
        return ()

    def may_open(self, pk: int, account: Any, *, confidential: bool) -> bool:
        """Open to whoever may open the children’s documents: nothing in a report is kept for few."""
        return True

    def given_out(self, pk: int, by: Any, now: datetime) -> None:
        """The family’s reading is recorded apart: a copy in the letter-box has not been read."""


def _report(pk: int) -> Report | None:
    rows = Report.objects.select_related("meeting", "begun_by", "changed_by")
    return rows.filter(pk=pk).first()


def _kind(report: Report) -> str:
    label = str(report.meeting.get_kind_display())
    return label[:1].lower() + label[1:]


def _may_read(part: ReportPart, to: Addressee) -> bool:
    return not to.only or part.child_id is None or part.child_id in to.only


__all__ = ["Reports"]
