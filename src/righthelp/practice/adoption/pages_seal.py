"""Sealing a record after the adoption order, and opening the link with a second person."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.access.stepup import Need, has_stepped_up, stepped_up
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.refusals import Refused
from righthelp.practice.adoption import forms_seal, record_seal, record_unseal, vault
from righthelp.practice.adoption.models import Linked
from righthelp.practice.adoption.models_seal import Opening
from righthelp.practice.adoption.pages import ROOM, SEE, plan_subject
from righthelp.practice.casework.pages_shared import asked, crumbs_of, the_child
from righthelp.practice.people.models import Person

SEAL, VAULT = "adoption.seal", "adoption.vault"
_SEALED = "The record is sealed. The family’s worker has the new one."


P = ParamSpec("P")


def keeps_nothing(
    need: Need = Need.AGAIN,
) -> Callable[
    [Callable[Concatenate[PageRequest, P], HttpResponse]], Callable[Concatenate[PageRequest, P], HttpResponse]
]:
    """Stands over ``stepped_up``: what is sent without a fresh confirmation is not kept as a draft, but asked anew. A
    draft would hold the new name, or a number, under the address of the old record."""

    def declare(
        view: Callable[Concatenate[PageRequest, P], HttpResponse],
    ) -> Callable[Concatenate[PageRequest, P], HttpResponse]:
        @functools.wraps(view)
        def fresh(request: PageRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method == "POST" and not has_stepped_up(request, request.now, need):
                return HttpResponseRedirect(request.path)
            return view(request, *args, **kwargs)

        return fresh

    return declare


@route(act=SEE, writes=SEAL, audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=plan_subject)
@keeps_nothing()
@stepped_up()
def seal(request: PageRequest, plan_id: int) -> HttpResponse:
    """A second person seals the record; what is typed here is never kept as a draft."""
    link = Linked.objects.filter(plan_id=plan_id, stay__isnull=False, disrupted__isnull=True).select_related(
        "adopters__home__address"
    ).first()  # fmt: skip
    if link is None:
        raise Http404
    form = opened(request, forms_seal.SealForm)

    def verb(data: dict[str, Any]) -> None:
        record_seal.sealed(plan=plan_id, by=request.account, now=request.now, **data)

    if form.recorded(verb):
        messages.success(request, _SEALED)
        return HttpResponseRedirect(reverse("adoption:board"))
    about = the_child(request, link.child_id)
    context = {
        "title": "Seal this record",
        "caption": about.name,
        "crumbs": crumbs_of(about, ROOM),
        "form": form,
        "adopters": link.adopters,
        "people": [str(each.person) for each in link.adopters.people.select_related("person")],
    }
    return render(request, "adoption/seal.html", context)


@route(act=VAULT, audit=Kind.LIST, purpose=Purpose.PRIVACY)
@keeps_nothing(Need.PASSKEY)
@stepped_up(Need.PASSKEY)
def openings(request: PageRequest) -> HttpResponse:
    """What was asked of the vault, by whom, and who agreed; asking anew."""
    form = opened(request, forms_seal.OpeningForm, initial={"undoes": "no"})

    def verb(data: dict[str, Any]) -> None:
        record_seal.opening_asked(by=request.account, now=request.now, **form.for_verb(data))

    if form.recorded(verb):
        return done(request, "adoption:vault", say="Asked. Somebody of the other role must agree.")
    rows = Opening.objects.select_related("asked_by", "answered_by").order_by("-asked")[:200]
    context = {"title": "The adoption vault", "form": form, "rows": rows, "now": request.now, "me": request.account.pk}
    return render(request, "adoption/vault.html", context)


@route(act=VAULT, audit=Kind.CHANGE, purpose=Purpose.PRIVACY)
@keeps_nothing(Need.PASSKEY)
@stepped_up(Need.PASSKEY)
def answer(request: PageRequest, opening_id: int) -> HttpResponse:
    """Agree, or say why it stays sealed."""
    row = Opening.objects.filter(pk=opening_id, answered__isnull=True).select_related("asked_by").first()
    if row is None:
        raise Http404
    form = opened(request, forms_seal.AnswerForm)

    def verb(data: dict[str, Any]) -> None:
        given: dict[str, Any] = {"opening": opening_id, "by": request.account, "now": request.now}
        if data["answer"] == "yes":
            record_seal.opening_agreed(**given)
        else:
            record_seal.opening_declined(why=data["why"], **given)

    if form.recorded(verb):
        request.audit_detail = f"opening {opening_id} answered"
        return done(request, "adoption:vault", say="Answered.")
    said = f"{row.asked_by.name} asks about the record {vault.unsealed(row.about)}: {row.why}"
    if row.undoes:
        said += " Agreeing means that the order is undone: the two records become one again, and the child is in care."
    back = [{"text": "The adoption vault", "href": reverse("adoption:vault")}]
    return asked(request, form, title="Open the vault?", button="Answer", back=back, said=said, warn=True)


@route(act=VAULT, audit=Kind.CHANGE, purpose=Purpose.PRIVACY)
@keeps_nothing(Need.PASSKEY)
@stepped_up(Need.PASSKEY)
def join(request: PageRequest, opening_id: int) -> HttpResponse:
    """The order was none: whoever asked joins the two records again, while the opening runs. Leads to no record."""
    row = Opening.objects.filter(pk=opening_id, asked_by=request.account, undoes=True, joined__isnull=True).first()
    if row is None or row.ends is None or not request.now < row.ends:
        raise Http404
    form = opened(request, forms_seal.JoinForm)
    given: dict[str, Any] = {"opening": opening_id, "by": request.account, "now": request.now}
    if form.recorded(lambda _: record_unseal.joined_again(**given)):
        request.audit_detail = f"opening {opening_id}: joined again"
        return done(request, "adoption:vault", say="The two records are one again, under the name before the order.")
    back = [{"text": "The adoption vault", "href": reverse("adoption:vault")}]
    said = (
        "The record before the order opens again, the child is in care by the law and in the home of the day before, "
        "and whoever worked with the child does so again. All that was recorded since moves to it. The new name, and "
        "the adopters as parents, go."
    )
    return asked(
        request, form, title="Undo the adoption order?", button="Join the records", back=back, said=said, warn=True
    )


@route(act=VAULT, audit=Kind.CHANGE, purpose=Purpose.PRIVACY)
@stepped_up(Need.PASSKEY)
def read(request: PageRequest, opening_id: int) -> HttpResponse:
    """Which record became which, for whoever asked, while the opening runs. The audit names the opening, no record."""
    request.audit_detail = f"opening {opening_id} read"
    try:
        pair = record_seal.opening_read(opening=opening_id, by=request.account, now=request.now)
    except Refused:
        raise Http404 from None
    people = Person.objects.in_bulk([pair.before, pair.after]) if pair else {}
    context = {
        "title": "What is sealed",
        "crumbs": [{"text": "The adoption vault", "href": reverse("adoption:vault")}],
        "before": people.get(pair.before) if pair else None,
        "after": people.get(pair.after) if pair else None,
        "opening": Opening.objects.get(pk=opening_id),
    }
    return render(request, "adoption/unsealed.html", context)
