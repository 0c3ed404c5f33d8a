"""The verbs of the social worker's report: begun from what the record holds, written, ready, or open again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import known
from righthelp.practice.casework.models import Meeting
from righthelp.practice.casework.record_meetings import meeting_locked
from righthelp.practice.people.models import Person
from righthelp.practice.people.writing import text, words, writing
from righthelp.practice.protection.models import ChildConference, Report, ReportPart
from righthelp.practice.protection.record import children_of
from righthelp.practice.protection.record_base import SENTENCES, worker_of

FRAME = (
    ("Why this conference is held", "why"),
    ("What we are worried about", "worries"),
    ("What is working well", "well"),
    ("What the family says", "family"),
    ("What needs to happen, and what we ask the conference", "ask"),
)
"""The headings that every report has, in the order of strengthening families; the first is begun from the reason."""
_TO_WRITE = "To be written."


@dataclass(frozen=True)
class Offered:
    """Something of the record that a report may begin with. ``key`` names it on the page."""

    key: str
    child: int
    called: str
    heading: str
    text: str
    taken_from: str


@dataclass(frozen=True)
class Typed:
    """A part as somebody typed it; without text it is left out."""

    heading: str
    text: str
    child: int | None = None
    taken_from: str = ""


def offered(meeting: int, by: Account, now: datetime) -> list[Offered]:
    """What every room offers of each child to the report, as far as ``by`` may read it: assessment, visits, plan,
    what was marked in the chronology."""
    people = Person.objects.in_bulk(children_of(meeting))
    return [
        Offered(f"{child}-{place}", child, person.called, each.title, each.text, each.kind)
        for child, person in sorted(people.items())
        for place, each in enumerate(known.for_report(child, by, now))
    ]


def report_begun(*, meeting: int, taken: Collection[str], by: Account, now: datetime) -> Report:
    """The report of a conference is begun, once, with the parts of the record that were chosen (keys of
    :func:`offered`) after the headings that every report has."""
    worker = worker_of(by)
    with writing(by, {**SENTENCES, "protection_report_meeting_id_key": ("", "The report has been begun already.")}):
        held = _before(meeting)
        if Report.objects.filter(meeting=held).exists():
            raise Refused("", "Somebody has begun this report already. Open it.")
        made = Report.objects.create(meeting=held, begun=now, begun_by=worker, changed=now, changed_by=worker)
        parts = [Typed(heading, _first(held) if key == "why" else _TO_WRITE) for heading, key in FRAME]
        wanted = set(taken)
        for each in offered(meeting, by, now):
            if each.key in wanted:
                heading = f"{each.called}: {each.heading}"[:120]
                parts.append(Typed(heading, each.text, each.child, each.taken_from))
        _kept(made, parts)
        return made


def report_written(*, meeting: int, parts: Sequence[Typed], version: int, by: Account, now: datetime) -> Report:
    """The report as it is now; what stood before is in the history. ``version`` is that of the report when it was
    opened: when somebody else has saved since, it is refused and nothing is lost."""
    worker = worker_of(by)
    said = [each for each in parts if each.text.strip()]
    if not said:
        raise Refused("", "There is nothing to save. Write at least one part.")
    with writing(by, SENTENCES):
        _before(meeting)
        report = _locked(meeting)
        if report.ready:
            raise Refused("", "The report is ready, and may have been given out. Open it again before you change it.")
        if report.version != version:
            raise Refused("", "Somebody else saved this report meanwhile. Yours is kept: look at theirs, then save.")
        about = set(children_of(meeting))
        if any(each.child is not None and each.child not in about for each in said):
            raise Refused("", "A part is about a child whom this conference is not about. Choose again.")
        _kept(report, said)
        report.changed, report.changed_by, report.version = now, worker, report.version + 1
        report.save(update_fields=["changed", "changed_by", "version"])
        return report


def report_ready(*, meeting: int, by: Account, now: datetime) -> Report:
    """The report is finished: a copy can be prepared for each recipient, and the family reads theirs."""
    worker_of(by)
    with writing(by, SENTENCES):
        report = _locked(meeting)
        left = report.parts.filter(text=_TO_WRITE).order_by("place").first()
        if left is not None:
            raise Refused("", f"‘{left.heading}’ is still to be written. Write it, or empty it to leave it out.")
        report.ready = report.ready or now
        report.save(update_fields=["ready"])
        return report


def report_open_again(*, meeting: int, by: Account, now: datetime) -> Report:
    """Something in it is to be changed before the conference: copies on their way are of what it was, and are stopped
    at the gate."""
    worker_of(by)
    with writing(by, SENTENCES):
        _before(meeting)
        report = _locked(meeting)
        report.ready = None
        report.save(update_fields=["ready"])
        return report


def _before(meeting: int) -> Meeting:
    held = meeting_locked(meeting)
    if held.held:
        raise Refused("", "The conference has been held. What is new belongs into its record.")
    if not ChildConference.objects.filter(meeting=held, withdrawn__isnull=True).exists():
        raise Refused("", "No child is left in this conference.")
    return held


def _first(meeting: Meeting) -> str:
    rows = ChildConference.objects.filter(meeting=meeting, withdrawn__isnull=True).order_by("child_id")
    return "\n\n".join(dict.fromkeys(rows.values_list("why", flat=True)))


def _locked(meeting: int) -> Report:
    found = Report.objects.select_for_update(of=("self",)).filter(meeting_id=meeting).first()
    if found is None:
        raise Refused("", "The report has not been begun yet.")
    return found


def _kept(report: Report, parts: Sequence[Typed]) -> None:
    report.parts.all().delete()
    for place, each in enumerate(parts, 1):
        ReportPart.objects.create(
            report=report,
            place=place,
            child_id=each.child,
            heading=words("heading", each.heading, 120, "Give each part a heading."),
            text=text("text", each.text, "Write this part.", 50_000),
            taken_from=each.taken_from[:60],
        )


__all__ = [
    "FRAME",
    "Offered",
    "Typed",
    "offered",
    "report_begun",
    "report_open_again",
    "report_ready",
    "report_written",
]
