"""What the pages of the front door share: the call a page is about, its crumbs, its children, teams to choose from."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Subject
from righthelp.foundation.access.route import PageRequest, saw
from righthelp.foundation.pages.forms import Form
from righthelp.foundation.pages.render import render
from righthelp.practice.front_door import queries
from righthelp.practice.front_door.models import Call, Contact, Referral
from righthelp.practice.workforce.models import Team

TEAM_KINDS = ("asti", "safeguarding", "disabled-children", "mash", "nrpf", "unaccompanied", "children-in-care")
"""Beginnings of the codes of teams that take referrals, in the order in which they are offered."""


def child_subject(child_id: int) -> Subject:
    """The child a page is about."""
    return Subject("child", child_id)


def referral_subject(referral_id: int) -> Subject:
    """The child who was referred: whoever may open their record may open it."""
    child = Referral.objects.filter(pk=referral_id).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


def call_of(request: PageRequest, call_id: int) -> Call:
    """The call, if this account may know of every child in it; each of them is noted as seen."""
    found = queries.visible(call_id, request.account, request.now)
    if found is None:
        raise Http404
    saw(request, [each for each in found.contacts.values_list("child_id", flat=True) if each])
    return found


def contact_of(request: PageRequest, contact_id: int) -> Contact:
    """One child's contact, its call open to this account."""
    found = Contact.objects.filter(pk=contact_id).select_related("child").first()
    if found is None:
        raise Http404
    found.call = call_of(request, found.call_id)
    return found


def name_of(contact: Contact) -> str:
    """The child's name, or how they were described."""
    return str(contact.child) if contact.child else contact.described


def crumbs(call: Call | None = None) -> list[dict[str, str]]:
    """The way back."""
    found = [{"text": "Front door", "href": reverse("front_door:queue")}]
    if call is not None:
        found.append({"text": f"Contact C{call.pk}", "href": reverse("front_door:contact", args=[call.pk])})
    return found


def teams_for(areas: list[str]) -> list[tuple[int, str]]:
    """Teams that take referrals, those of the children's own area first."""

    def order(team: Team) -> tuple[int, bool, str]:
        kind = next((n for n, start in enumerate(TEAM_KINDS) if team.code.startswith(start)), len(TEAM_KINDS))
        return kind, team.area not in areas, team.name

    rows = sorted(Team.objects.filter(closed__isnull=True), key=order)
    ours = [team for team in rows if order(team)[0] < len(TEAM_KINDS)] or rows
    return [(team.pk, team.name) for team in ours]


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
        "quoted": "",
        **more,
    }
    return render(request, "front_door/form.html", context)
