"""The pages of the Employee Forum and of the register of HR policies."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypeVar

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.governance.staff_voice import queries, record
from righthelp.governance.staff_voice.forms import (
    AnswerForm,
    KeptForm,
    PolicyForm,
    RaiseForm,
    ReviewForm,
    TakeUpForm,
)
from righthelp.governance.staff_voice.models import Course, Issue, Policy
from righthelp.governance.staff_voice.tables import ISSUES, POLICIES
from righthelp.practice.workforce.models import Worker
from righthelp.practice.workforce.queries import choices

F = TypeVar("F", bound=Form)
Crumbs = list[dict[str, str]]


def crumbs(*more: tuple[str, str]) -> Crumbs:
    """From the forum to this page."""
    return [
        {"text": "Staff voice", "href": reverse("staff_voice:forum")},
        *({"text": words, "href": href} for words, href in more),
    ]


def form_page(
    request: PageRequest, form: Form, title: str, button: str, way: Crumbs, *, note: str = "", draft: bool = True
) -> HttpResponse:
    """A page with one form; without ``draft`` nothing of what is typed is kept beside an account."""
    context: dict[str, Any] = {
        "title": title,
        "crumbs": way,
        "form": form,
        "button": button,
        "note": note,
        "draft": draft,
    }
    return render(request, "staff_voice/form.html", context)


def opened_without_trace(request: PageRequest, form_class: type[F], **more: Any) -> F:
    """As ``opened``, but what was typed is kept nowhere but in the answer to this request: no draft stands beside an
    account, not even for a moment."""
    if request.method == "POST":
        form = form_class(data=request.POST, **more)
        form.sent = True
    else:
        form = form_class(**more)
    form.request = request
    return form


@route(act="voice.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def forum(request: PageRequest) -> HttpResponse:
    """Everything raised with the Employee Forum, and what came of it."""
    lines = queries.issues()
    shown = ISSUES.shown(request, lines)
    if shown.wants_csv:
        return shown.csv()
    context = {"title": "Employee Forum", "shown": shown, "sum": queries.lifted(lines)}
    return render(request, "staff_voice/forum.html", context)


@route(act="voice.say", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def raise_issue(request: PageRequest) -> HttpResponse:
    """Something is raised with the forum, with one's name or without. No draft and no line of the audit is written."""
    form = opened_without_trace(request, RaiseForm)
    worker = Worker.objects.filter(account=request.account).first()
    if form.recorded(lambda data: record.issue_raised(worker=worker, now=request.now, **data)):
        return done(request, "staff_voice:forum", say="Thank you. The forum has it.")
    note = (
        "Without your name nothing is kept that says who wrote it: no name, no day but the month, no draft. "
        "Everybody who works here can read what is raised."
    )
    return form_page(request, form, "Raise something with the forum", "Raise it", crumbs(), note=note, draft=False)


def _issue(issue_id: int) -> tuple[Issue, Course | None]:
    found = Issue.objects.select_related("course__owner", "raised_by").filter(pk=issue_id).first()
    if found is None:
        raise Http404
    return found, getattr(found, "course", None)


@route(act="voice.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def issue(request: PageRequest, issue_id: int) -> HttpResponse:
    """One issue, in the words in which it was raised, and what came of it."""
    found, course = _issue(issue_id)
    context = {"title": "Raised with the forum", "crumbs": crumbs(), "issue": found, "course": course}
    return render(request, "staff_voice/issue.html", context)


@route(act="voice.keep", audit=Kind.CHANGE, purpose=Purpose.ADMINISTRATION)
def take_up(request: PageRequest, issue_id: int) -> HttpResponse:
    """The forum takes an issue up."""
    found, _ = _issue(issue_id)
    form = opened(request, TakeUpForm, colleagues=choices(local_date(request.now)))
    if form.recorded(lambda data: record.issue_taken_up(issue=issue_id, by=request.account, now=request.now, **data)):
        return done(request, "staff_voice:issue", issue_id, say="It is taken up.")
    way = crumbs(("Issue", reverse("staff_voice:issue", args=[issue_id])))
    return form_page(request, form, "Take it up", "Take it up", way, note=found.words)


@route(act="voice.keep", audit=Kind.CHANGE, purpose=Purpose.ADMINISTRATION)
def answer(request: PageRequest, issue_id: int) -> HttpResponse:
    """What came of an issue, and when the forum was told."""
    found, course = _issue(issue_id)
    initial = {"burden": course.burden, "came_of_it": course.came_of_it} if course else {}
    form = opened(request, AnswerForm, initial=initial)
    if form.recorded(lambda data: record.issue_answered(issue=issue_id, by=request.account, now=request.now, **data)):
        return done(request, "staff_voice:issue", issue_id, say="What came of it is recorded.")
    way = crumbs(("Issue", reverse("staff_voice:issue", args=[issue_id])))
    return form_page(request, form, "What came of it", "Record it", way, note=found.words)


@route(act="voice.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def policies(request: PageRequest) -> HttpResponse:
    """The register of HR policies: owner, version, when each was and is to be reviewed."""
    lines = queries.register(request.now)
    shown = POLICIES.shown(request, lines)
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "HR policies",
        "shown": shown,
        "late": sum(line.late for line in lines),
        "priority_late": sum(line.late and line.priority for line in lines),
        "in_force": sum(line.due is not None for line in lines),
        "uncovered": queries.uncovered(lines),
    }
    return render(request, "staff_voice/policies.html", context)


@route(act="voice.keep", audit=Kind.CHANGE, purpose=Purpose.ADMINISTRATION)
def policy_new(request: PageRequest) -> HttpResponse:
    """A policy comes into the register."""
    form = opened(request, PolicyForm, colleagues=choices(local_date(request.now)))
    if form.recorded(lambda data: record.policy_registered(by=request.account, now=request.now, **data)):
        return done(request, "staff_voice:policies", say="The policy is in the register.")
    way = crumbs(("HR policies", reverse("staff_voice:policies")))
    return form_page(request, form, "Add a policy", "Add it", way)


def _policy(policy_id: int) -> Policy:
    found = Policy.objects.select_related("owner").filter(pk=policy_id).first()
    if found is None:
        raise Http404
    return found


@route(act="voice.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def policy(request: PageRequest, policy_id: int) -> HttpResponse:
    """One policy: its versions, its reviews, and when the next is due."""
    held = _policy(policy_id)
    reviews = list(held.reviews.select_related("held_by", "version").order_by("-since", "-pk"))
    waiting = next((row for row in reviews if row.held is None), None)
    due = waiting.eve + timedelta(days=1) if waiting else None
    context = {
        "title": held.name,
        "caption": held.get_area_display(),
        "crumbs": crumbs(("HR policies", reverse("staff_voice:policies"))),
        "policy": held,
        "versions": held.versions.order_by("-number"),
        "reviews": [row for row in reviews if row.held],
        "due": due,
        "late": due is not None and due < local_date(request.now),
    }
    return render(request, "staff_voice/policy.html", context)


def _way(held: Policy) -> Crumbs:
    here = (held.name, reverse("staff_voice:policy", args=[held.pk]))
    return crumbs(("HR policies", reverse("staff_voice:policies")), here)


@route(act="voice.keep", audit=Kind.CHANGE, purpose=Purpose.ADMINISTRATION)
def review(request: PageRequest, policy_id: int) -> HttpResponse:
    """A policy was reviewed."""
    held = _policy(policy_id)
    form = opened(request, ReviewForm, initial={"on": local_date(request.now)})
    if form.recorded(
        lambda data: record.policy_reviewed(policy=policy_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "staff_voice:policy", policy_id, say="The review is recorded.")
    return form_page(request, form, "Record a review", "Record it", _way(held))


@route(act="voice.keep", audit=Kind.CHANGE, purpose=Purpose.ADMINISTRATION)
def kept(request: PageRequest, policy_id: int) -> HttpResponse:
    """Somebody else owns the policy, or it is reviewed in other intervals."""
    held = _policy(policy_id)
    initial = {"owner": str(held.owner_id), "every": held.every}
    form = opened(request, KeptForm, colleagues=choices(local_date(request.now)), initial=initial)
    if form.recorded(lambda data: record.policy_kept(policy=policy_id, by=request.account, now=request.now, **data)):
        return done(request, "staff_voice:policy", policy_id, say="It is recorded.")
    return form_page(request, form, "Owner and reviews", "Record it", _way(held))
