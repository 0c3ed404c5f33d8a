"""What the pages of recruitment share: what a page is about, the way back, and the look at each candidate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Subject
from righthelp.foundation.access.route import PageRequest
from righthelp.foundation.audit.write import looked
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form
from righthelp.foundation.pages.render import render
from righthelp.practice.recruitment.models import Application, Vacancy
from righthelp.practice.workforce.queries import choices

Crumbs = list[dict[str, str]]


def vacancy_subject(vacancy_id: int) -> Subject:
    """The vacancy a page is about."""
    return Subject("vacancy", vacancy_id)


def application_subject(application_id: int, stage: str = "", kind: str = "") -> Subject:
    """The application a page is about."""
    return Subject("application", application_id)


def crumbs(*more: tuple[str, str]) -> Crumbs:
    """From the pipeline to this page."""
    return [
        {"text": "Recruitment", "href": reverse("recruitment:board")},
        *({"text": words, "href": href} for words, href in more),
    ]


def vacancy_crumbs(vacancy: Vacancy) -> Crumbs:
    """From the pipeline to something of a vacancy."""
    return crumbs(
        (f"{vacancy.post.title}, {vacancy.post.team.name}", reverse("recruitment:vacancy", args=[vacancy.pk]))
    )


def application_crumbs(row: Application) -> Crumbs:
    """From the pipeline to something of an application."""
    way = vacancy_crumbs(row.vacancy)
    return [*way, {"text": row.candidate.called, "href": reverse("recruitment:application", args=[row.pk])}]


def colleagues(request: PageRequest) -> list[tuple[str, str]]:
    """Everybody who works here today, to choose from."""
    return choices(local_date(request.now))


def form_page(
    request: PageRequest, form: Form, title: str, button: str, way: Crumbs, *, note: str = "", warn: bool = False
) -> HttpResponse:
    """A page with one form; ``note`` says above it what is good to know first."""
    context: dict[str, Any] = {
        "title": title,
        "crumbs": way,
        "form": form,
        "button": button,
        "note": note,
        "warn": warn,
    }
    return render(request, "recruitment/form.html", context)


def saw_applications(request: PageRequest, ids: Iterable[int]) -> None:
    """A list names these candidates: noted for each application."""
    named = sorted(set(ids))
    if not named or request.method != "GET":
        return
    match = request.resolver_match
    looked(
        account=request.account,
        act="recruitment.see",
        kind="list",
        decision=request.decision,
        route=match.view_name if match else "",
        request_id=request.request_id,
        subject_kind="application",
        subject_ids=named,
        now=request.now,
    )
