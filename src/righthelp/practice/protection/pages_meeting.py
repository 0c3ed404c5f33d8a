"""A conference or core group: its page, who is asked, who came and where they put each child."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import add_working_days, local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.codes import Came
from righthelp.practice.casework.models import Attendance, Meeting, MeetingAbout, TakenBack
from righthelp.practice.casework.queries import reads_confidential, taken_back
from righthelp.practice.casework.record_meetings import Asked, asked_to, not_asked
from righthelp.practice.protection import law, record, record_live
from righthelp.practice.protection.codes import Kind as ConferenceKind
from righthelp.practice.protection.forms import HeldForm, InviteForm, NothingForm
from righthelp.practice.protection.models import ChildConference, ConferenceRecord, ProtectionPlan, Report, Score
from righthelp.practice.protection.pages_shared import asked, colleagues, meeting_crumbs, meeting_of, meeting_subject
from righthelp.practice.protection.queries_plan import who
from righthelp.practice.protection.record_back import DECISION
from righthelp.practice.protection.record_live import SECTIONS, Present

SEE, WORK, CHAIR = "protection.see", "protection.work", "protection.chair"


def rows_of(meeting: Meeting) -> list[ChildConference]:
    """The children of a conference, each with what was decided."""
    rows = ChildConference.objects.filter(meeting=meeting).select_related("child", "plan", "decided_by", "made")
    return list(rows.order_by("child__birth_date", "pk"))


@route(act=SEE, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def meeting(request: PageRequest, meeting_id: int) -> HttpResponse:
    """A conference (or core group): the children, who is asked, what was said, decided and given out."""
    held = meeting_of(request, meeting_id)
    worker = getattr(request.account, "worker", None)
    people = record.present_at(held.pk)
    scores: dict[tuple[int, int], int] = {
        (row.attendance_id, row.child_id): row.value for row in Score.objects.filter(meeting=held)
    }
    rows = rows_of(held)
    said = ConferenceRecord.objects.filter(meeting=held).first()
    whole = reads_confidential(held, request.account)
    parts = (
        [part for part in held.parts.select_related("child") if whole or not part.confidential] if said is None else []
    )
    days = law.REPORT_DAYS_REVIEW if held.kind == ConferenceKind.REVIEW else law.REPORT_DAYS_INITIAL
    children = [each.child for each in held.about.select_related("child").order_by("child__birth_date")]
    backs: dict[int, list[TakenBack]] = {}
    for back in taken_back(DECISION, [row.pk for row in rows]):
        backs.setdefault(back.row, []).append(back)
    context = {
        "backs": backs,
        "takes_back": permits(request.account, "protection.manage"),
        "me": worker.pk if worker is not None else None,
        "title": str(held.get_kind_display()),
        "caption": ", ".join(str(child) for child in children),
        "crumbs": meeting_crumbs(held)[:-1],
        "meeting": held,
        "rows": rows,
        "children": children,
        "people": [(each, who(each)) for each in people],
        "scores": scores,
        "means": _means(scores, [child.pk for child in children]),
        "said": [(heading, getattr(said, name)) for name, heading in SECTIONS] if said else [],
        "record": said,
        "confidential": said.confidential if said and whole else "",
        "parts": parts,
        "report": Report.objects.filter(meeting=held).first(),
        "report_by": add_working_days(local_date(held.planned), -days),
        "chairs": worker is not None and held.chair_id == worker.pk and permits(request.account, CHAIR),
        "manages": permits(request.account, CHAIR),
        "works": permits(request.account, WORK),
        "undecided": [row for row in rows if row.open],
        "conference": said is not None,
        "about": held.about.values_list("pk", flat=True).first(),
        "plans": dict(
            ProtectionPlan.objects.filter(child__in=children, ends__isnull=True).values_list("child_id", "plan_id")
        ),
    }
    return render(request, "protection/meeting.html", context)


def _means(scores: dict[tuple[int, int], int], children: list[int]) -> dict[int, str]:
    found = {}
    for child in children:
        values = [value for (_, each), value in scores.items() if each == child]
        if values:
            found[child] = f"{sum(values) / len(values):.1f}"
    return found


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def invite(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Ask somebody else."""
    held = meeting_of(request, meeting_id)
    form = opened(request, InviteForm, workers=colleagues(request))

    def verb(data: dict[str, Any]) -> None:
        copies = {"minutes": data["minutes"], "confidential": data["confidential"] and data["minutes"]}
        one = Asked(data["agency"], worker=data["worker"], name=data["name"], **copies)
        asked_to(meeting=meeting_id, asked=one, by=request.account, now=request.now)

    if form.recorded(verb):
        return done(request, "protection:meeting", meeting_id, say="They are on the list of those asked.")
    return asked(
        request, form, title="Ask somebody else", button="Put them on the list",
        fields=("agency", "worker", "name", "minutes", "confidential"), back=meeting_crumbs(held),
    )  # fmt: skip


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def uninvite(request: PageRequest, meeting_id: int, attendance_id: int) -> HttpResponse:
    """Somebody was asked by mistake."""
    held = meeting_of(request, meeting_id)
    row = get_object_or_404(Attendance.objects.select_related("worker", "person"), pk=attendance_id, meeting=held)
    form = opened(request, NothingForm)
    if form.recorded(lambda _: not_asked(attendance=attendance_id, by=request.account, now=request.now)):
        return done(request, "protection:meeting", meeting_id, say="They are off the list.")
    return asked(
        request, form, title="Asked by mistake", button="Take them off the list", fields=(), warn=True,
        back=meeting_crumbs(held), said=f"{who(row)} comes off the list of those asked.",
    )  # fmt: skip


@route(act=CHAIR, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def held(request: PageRequest, meeting_id: int) -> HttpResponse:
    """The conference is being held, or was."""
    found = meeting_of(request, meeting_id)
    form = opened(request, HeldForm, initial={"at": min(found.planned, request.now)})
    if form.recorded(
        lambda data: record_live.conference_held(meeting=meeting_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "protection:present", meeting_id, say="It is recorded as held. Who is here?")
    return asked(
        request, form, title="The conference begins", button="It is held", fields=("at",), back=meeting_crumbs(found),
        said="For each child this stops the time that runs until the conference.",
    )  # fmt: skip


def _typed(post: QueryDict, people: list[Attendance], children: list[int]) -> list[Present]:
    """The grid as it was sent: who came, and the scores in their boxes."""
    found = []
    for each in people:
        came = post.get(f"came_{each.pk}", "")
        if not came:
            continue
        scores: dict[int, int] = {}
        for child in children:
            typed = post.get(f"score_{each.pk}_{child}", "").strip()
            if typed:
                if not typed.isdecimal() or len(typed) > 2:
                    raise Refused("", f"{who(each)}: a score is a whole number from 0 to 10.")
                scores[child] = int(typed)
        found.append(Present(each.pk, came, scores))
    return found


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def present(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Who came, and where each of them puts each child from 0 to 10: one table, one press."""
    found = meeting_of(request, meeting_id)
    people = record.present_at(found.pk)
    about = list(MeetingAbout.objects.filter(meeting=found).select_related("child").order_by("child__birth_date"))
    children = [each.child for each in about]
    form = opened(request, NothingForm)

    def verb(_: dict[str, Any]) -> None:
        rows = _typed(request.POST, people, [child.pk for child in children])
        record_live.scored(meeting=meeting_id, present=rows, by=request.account, now=request.now)

    if form.recorded(verb):
        return done(request, "protection:meeting", meeting_id, say="Who came, and the scores, are recorded.")
    kept = {(row.attendance_id, row.child_id): str(row.value) for row in Score.objects.filter(meeting=found)}
    typed = form.data if form.is_bound else {}
    context = {
        "title": "Who is here",
        "caption": str(found.get_kind_display()),
        "crumbs": meeting_crumbs(found),
        "form": form,
        "meeting": found,
        "children": children,
        "choices": Came.choices,
        "rows": [
            (
                each,
                who(each),
                typed.get(f"came_{each.pk}", each.came or ""),
                [
                    (child, typed.get(f"score_{each.pk}_{child.pk}", kept.get((each.pk, child.pk), "")))
                    for child in children
                ],
            )
            for each in people
        ],
    }
    return render(request, "protection/present.html", context)
