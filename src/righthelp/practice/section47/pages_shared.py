"""What the pages of this room share: the discussion or enquiry a page is about, crumbs, lists to choose from, links to
rooms that may not be there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import NoReverseMatch, reverse

from righthelp.foundation.access.checks import policy_of
from righthelp.foundation.access.decision import Subject, decide
from righthelp.foundation.access.route import PageRequest, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form
from righthelp.foundation.pages.render import render
from righthelp.practice.section47 import queries
from righthelp.practice.section47.models import Concerned, Discussion, Enquiry
from righthelp.practice.section47.record_base import chairs
from righthelp.practice.workforce import queries as workforce


def child_subject(child_id: int) -> Subject:
    """The child a page is about."""
    return Subject("child", child_id)


def enquiry_subject(enquiry_id: int) -> Subject:
    """The child an enquiry is about: whoever may open their record may open it."""
    child = Enquiry.objects.filter(pk=enquiry_id).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


def concerned_subject(concerned_id: int) -> Subject:
    """The child of one row of a discussion."""
    child = Concerned.objects.filter(pk=concerned_id).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


def discussion_of(request: PageRequest, discussion_id: int) -> Discussion:
    """The discussion, if this account may know of every child in it and do to one of them what the page does; each of
    them is noted as seen."""
    policy = request.resolver_match and policy_of(request.resolver_match.func)
    act = policy.writes if policy and policy.writes and request.method == "POST" else queries.SEE
    found = queries.visible(discussion_id, request.account, request.now, act=act)
    if found is None:
        raise Http404
    saw(request, found.children.values_list("child_id", flat=True))
    return found


def concerned_of(concerned_id: int) -> Concerned:
    """One child's row in a discussion."""
    found = Concerned.objects.select_related("child", "discussion__meeting").filter(pk=concerned_id).first()
    if found is None:
        raise Http404
    return found


def enquiry_of(enquiry_id: int) -> Enquiry:
    """An enquiry with everybody named on it."""
    rows = Enquiry.objects.select_related(
        "child",
        "worker__team",
        "completed_by",
        "authorised_by",
        "sent_back_by",
        "concerned__discussion",
        "seen_in__visit__visitor",
        "alone_in__visit__visitor",
        "joint_in__visit__visitor",
    )
    found = rows.filter(pk=enquiry_id).first()
    if found is None:
        raise Http404
    return found


def crumbs(discussion: Discussion | None = None) -> list[dict[str, str]]:
    """The way back."""
    found = [{"text": "Strategy and section 47", "href": reverse("section47:board")}]
    if discussion is not None:
        href = reverse("section47:discussion", args=[discussion.pk])
        found.append({"text": f"Discussion S{discussion.pk}", "href": href})
    return found


def enquiry_crumbs(row: Enquiry) -> list[dict[str, str]]:
    """The way back to an enquiry."""
    return [*crumbs(), {"text": str(row.child), "href": reverse("section47:enquiry", args=[row.pk])}]


def workers(request: PageRequest) -> list[tuple[str, str]]:
    """Colleagues to choose from."""
    return workforce.choices(local_date(request.now))


def managers(request: PageRequest) -> list[tuple[int, str]]:
    """Who may chair, with those of the assessment service marked by their team's name."""
    rows = chairs(request.now).select_related("team")
    return [(each.pk, f"{each.name}, {each.title}, {each.team.name}") for each in rows]


def link(name: str, *args: object) -> str:
    """The address of a page of another room, or nothing in a house without it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def reaches(request: PageRequest, act: str, child: int) -> bool:
    """Whether this account may do an act to a child's record: for a link that leads somewhere."""
    subject = Subject("child", child)
    purpose = request.decision.purpose
    return decide(request.account, act, subject, now=request.now, purpose=purpose).allowed


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
    return render(request, "section47/form.html", context)
