"""What the pages of child protection share: the child a page is about, its crumbs, meetings that may be opened."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Subject
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import PageRequest, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.models import Meeting, MeetingAbout
from righthelp.practice.people.models import Person
from righthelp.practice.protection.codes import Kind
from righthelp.practice.protection.models import (
    ChildConference,
    CoreMember,
    Escalation,
    Milestone,
    ProtectionPlan,
    Stage,
    TransferOut,
)
from righthelp.practice.protection.queries import SEE
from righthelp.practice.workforce.queries import choices

KINDS = (*Kind.values, "core-group")


def child_subject(child_id: int) -> Subject:
    """The child a page is about."""
    return Subject("child", child_id)


def _subject(child: int | None) -> Subject:
    if child is None:
        raise Http404
    return Subject("child", child)


def conference_subject(conference_id: int) -> Subject:
    """The child of one conference."""
    return _subject(ChildConference.objects.filter(pk=conference_id).values_list("child_id", flat=True).first())


def plan_subject(plan_id: int) -> Subject:
    """The child who has a plan."""
    return _subject(ProtectionPlan.objects.filter(plan_id=plan_id).values_list("child_id", flat=True).first())


def stage_subject(stage_id: int) -> Subject:
    """The child of a core group or review that is due."""
    return _subject(Stage.objects.filter(pk=stage_id).values_list("child_id", flat=True).first())


def milestone_subject(milestone_id: int) -> Subject:
    """The child of a milestone."""
    return _subject(Milestone.objects.filter(pk=milestone_id).values_list("child_id", flat=True).first())


def escalation_subject(escalation_id: int) -> Subject:
    """The child of an escalation."""
    return _subject(Escalation.objects.filter(pk=escalation_id).values_list("child_id", flat=True).first())


def transfer_subject(transfer_id: int) -> Subject:
    """The child of a move to another council."""
    return _subject(TransferOut.objects.filter(pk=transfer_id).values_list("child_id", flat=True).first())


def member_subject(member_id: int) -> Subject:
    """The child of a core group’s member."""
    return _subject(CoreMember.objects.filter(pk=member_id).values_list("plan__child_id", flat=True).first())


def meeting_subject(meeting_id: int, conference_id: int = 0, attendance_id: int = 0) -> Subject:
    """The first child of a meeting of this room; the page itself asks after the others."""
    rows = MeetingAbout.objects.filter(meeting_id=meeting_id, kind__in=KINDS).order_by("child_id")
    return _subject(rows.values_list("child_id", flat=True).first())


def meeting_of(request: PageRequest, meeting_id: int) -> Meeting:
    """A conference or core group, if this account may know of every child in it; each of them is noted as seen."""
    found = Meeting.objects.select_related("chair", "called_by").filter(pk=meeting_id, kind__in=KINDS).first()
    if found is None:
        raise Http404
    children = list(MeetingAbout.objects.filter(meeting=found).values_list("child_id", flat=True))
    people = Person.objects.filter(pk__in=children)
    reached = within_reach(people, request.account, SEE, kind="child", field="pk", now=request.now)
    if reached.count() != len(children):
        raise Http404
    saw(request, children)
    return found


def plan_of(plan_id: int) -> ProtectionPlan:
    """A plan with what its pages name."""
    rows = ProtectionPlan.objects.select_related("child", "chair", "plan", "conference__meeting", "conference__child")
    found = rows.filter(plan_id=plan_id).first()
    if found is None:
        raise Http404
    return found


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """The way back."""
    found = [{"text": "Child protection", "href": reverse("protection:plans")}]
    return found + [{"text": text, "href": href} for text, href in more]


def plan_crumbs(plan: ProtectionPlan) -> list[dict[str, str]]:
    """From the list to the plan."""
    return crumbs((str(plan.child), reverse("protection:plan", args=[plan.plan_id])))


def meeting_crumbs(meeting: Meeting) -> list[dict[str, str]]:
    """From the conferences to this one."""
    here = (str(meeting.get_kind_display()), reverse("protection:meeting", args=[meeting.pk]))
    return crumbs(("Conferences", reverse("protection:conferences")), here)


def colleagues(request: PageRequest) -> list[tuple[str, str]]:
    """Colleagues to choose from."""
    return choices(local_date(request.now))


def asked(
    request: PageRequest,
    form: Form,
    *,
    title: str,
    button: str,
    fields: tuple[str, ...],
    back: list[dict[str, str]],
    said: str = "",
    warn: bool = False,
    **more: Any,
) -> HttpResponse:
    """A page that is one form."""
    context = {
        "title": title,
        "crumbs": back,
        "form": form,
        "button": button,
        "fields": fields,
        "said": said,
        "warn": warn,
        **more,
    }
    return render(request, "protection/form.html", context)
