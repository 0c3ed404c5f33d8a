"""Doors from a due moment to the child's time in care, where something can be done about it."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.practice.care.models import CareReview, CareReviewDue, CareVisitDue, InCare
from righthelp.practice.casework.pages_shared import subject_of


def care_subject(care_id: int) -> Subject:
    """The child whose time in care it is."""
    return subject_of(InCare, care_id)


def review_subject(review_id: int) -> Subject:
    """The child who was reviewed."""
    return subject_of(CareReview, review_id)


def review_due_subject(due_id: int) -> Subject:
    """The child whose review is due."""
    return subject_of(CareReviewDue, due_id)


def visit_due_subject(due_id: int) -> Subject:
    """The child who is to be visited."""
    return subject_of(CareVisitDue, due_id)


def _to(child: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("care:child", args=[child]))


@route(act="care.see", audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=care_subject)
def of_care(request: PageRequest, care_id: int) -> HttpResponse:
    """A reviewing officer or a care plan that is due."""
    return _to(InCare.objects.get(pk=care_id).child_id)


@route(act="care.see", audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=review_subject)
def of_review(request: PageRequest, review_id: int) -> HttpResponse:
    """Decisions that are to be sent."""
    return _to(CareReview.objects.get(pk=review_id).child_id)


@route(act="care.see", audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=review_due_subject)
def of_review_due(request: PageRequest, due_id: int) -> HttpResponse:
    """A review that is due."""
    return _to(CareReviewDue.objects.get(pk=due_id).child_id)


@route(act="care.see", audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=visit_due_subject)
def of_visit_due(request: PageRequest, due_id: int) -> HttpResponse:
    """A visit that is due."""
    return _to(CareVisitDue.objects.get(pk=due_id).child_id)
