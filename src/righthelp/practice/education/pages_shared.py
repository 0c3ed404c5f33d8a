"""What the pages of children in education share: acts, whom an address is about, the ways between the lists."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject, permits
from righthelp.foundation.access.route import PageRequest
from righthelp.foundation.pages.forms import Form
from righthelp.practice.care.pages_back import Kinds, row_subject_of
from righthelp.practice.casework.pages_shared import about_child, subject_of
from righthelp.practice.education.models import (
    Agreed,
    Attended,
    CheckDue,
    Checked,
    Discussed,
    NotOnRoll,
    OutOfSchool,
    Panel,
    PlanAsked,
    Query,
    Step,
)

SEE, RECORD, FILES, FIGURES = "school.see", "school.record", "school.files", "school.figures"
OURS, ABOVE = Purpose.ALLOCATED, Purpose.SUPERVISION
ROOM: Final = ("Education", "education:child")
KINDS: Final[Kinds] = {
    "attendance": (Attended, "attendance"),
    "query": (Query, "query"),
    "panel": (Panel, "referral to the panel"),
    "agreed": (Agreed, "agreed action"),
    "step": (Step, "step"),
    "roll": (NotOnRoll, "time on no roll"),
    "plan": (PlanAsked, "plan"),
    "out": (OutOfSchool, "time out of school"),
    "check": (Checked, "weekly check"),
    "discussed": (Discussed, "discussion in a surgery"),
}
row_subject = row_subject_of(KINDS)
_DUE: Final = {"check-due": CheckDue}


def any_subject(kind: str, number: int) -> Subject:
    """The child of a row of any kind, those worked out as well."""
    return subject_of(_DUE[kind], number) if kind in _DUE else row_subject(kind, number)


def query_subject(query_id: int) -> Subject:
    """The child of a query."""
    return subject_of(Query, query_id)


def panel_subject(panel_id: int) -> Subject:
    """The child referred."""
    return subject_of(Panel, panel_id)


def agreed_subject(agreed_id: int) -> Subject:
    """The child for whom it was agreed."""
    return subject_of(Agreed, agreed_id)


def roll_subject(roll_id: int) -> Subject:
    """The child on no roll."""
    return subject_of(NotOnRoll, roll_id)


def plan_subject(plan_id: int) -> Subject:
    """The child with a plan."""
    return subject_of(PlanAsked, plan_id)


def out_subject(out_id: int) -> Subject:
    """The child out of school."""
    return subject_of(OutOfSchool, out_id)


def discussed_subject(discussed_id: int) -> Subject:
    """The child discussed."""
    return subject_of(Discussed, discussed_id)


_LISTS: Final = (
    ("Attendance", "education:board", SEE),
    ("By month", "education:months", FIGURES),
    ("Queries", "education:queries", SEE),
    ("Panel", "education:panels", SEE),
    ("On no roll", "education:no-roll", SEE),
    ("EHC plans", "education:plans", SEE),
    ("Plans by month", "education:plan-months", FIGURES),
    ("Surgeries", "education:surgeries", SEE),
    ("Files of schools", "education:files", FILES),
)


def lists(request: PageRequest) -> list[tuple[str, str, bool]]:
    """The lists that the reader may open: words, address, whether it is this one."""
    return [
        (words, reverse(name), reverse(name) == request.path)
        for words, name, act in _LISTS
        if permits(request.account, act)
    ]


def one(
    request: PageRequest, child: int, form: Form, verb: Any, of: dict[str, Any], title: str, say: str, **more: Any
) -> HttpResponse:
    """A page that is one form: ``of`` is what its verb is told besides what was typed."""
    return about_child(request, child, ROOM, form, lambda **given: verb(**of, **given), say=say, title=title, **more)


def found(model: type[Any], number: int) -> Any:
    """A row that no page is about a child for. Raises ``Http404``."""
    row = model._default_manager.filter(pk=number).first()
    if row is None:
        raise Http404
    return row
