"""Doors from a due moment to the young person's page, where something can be done about it."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.practice.casework.pages_shared import subject_of
from righthelp.practice.leaving_care.models import BirthdayDue, Lodging, ReviewDue, Support, TouchDue

SEE, OURS = "leaving.see", Purpose.ALLOCATED


def help_subject(help_id: int) -> Subject:
    """The young person who is helped."""
    return subject_of(Support, help_id)


def home_subject(home_id: int) -> Subject:
    """The young person who lives there."""
    return subject_of(Lodging, home_id)


def review_subject(due_id: int) -> Subject:
    """The young person whose plan is to be reviewed."""
    return subject_of(ReviewDue, due_id)


def touch_subject(due_id: int) -> Subject:
    """The young person to be in touch with."""
    return subject_of(TouchDue, due_id)


def birthday_subject(due_id: int) -> Subject:
    """The young person whose birthday it is."""
    return subject_of(BirthdayDue, due_id)


def _to(model: type[Model], number: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("leaving_care:child", args=[subject_of(model, number).id]))


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=help_subject)
def of_help(request: PageRequest, help_id: int) -> HttpResponse:
    """An assessment of needs that is due."""
    return _to(Support, help_id)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=home_subject)
def of_home(request: PageRequest, home_id: int) -> HttpResponse:
    """A visit or a review after a move."""
    return _to(Lodging, home_id)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=review_subject)
def of_review_due(request: PageRequest, due_id: int) -> HttpResponse:
    """A review of the pathway plan that is due."""
    return _to(ReviewDue, due_id)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=touch_subject)
def of_touch_due(request: PageRequest, due_id: int) -> HttpResponse:
    """A contact that is due."""
    return _to(TouchDue, due_id)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=birthday_subject)
def of_birthday_due(request: PageRequest, due_id: int) -> HttpResponse:
    """A birthday around which to be in touch."""
    return _to(BirthdayDue, due_id)
