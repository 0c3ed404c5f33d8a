"""The pages of who must not know where a child lives, and of who was told of a move.

Only those who are tied to the child see either: a list of who must not know says that there is something to be kept.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.access.stepup import stepped_up
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.people import record_address, record_keeping
from righthelp.practice.people.forms_family import KeptFromForm, ReasonForm, ToldForm
from righthelp.practice.people.models import MustNotKnow, Telling
from righthelp.practice.people.pages_address import move_of, stands_to
from righthelp.practice.people.pages_facts import child_subject
from righthelp.practice.people.pages_family import around, form_page
from righthelp.practice.people.queries_family import family_of
from righthelp.practice.people.standing import NOBODY, standing


def _tied(request: PageRequest, child_id: int) -> None:
    """Go on only for who is tied to the child, in an emergency too; for all others there is no such page."""
    if not stands_to(request, child_id).tied:
        raise Http404


@route(act="address.protect", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def keep(request: PageRequest, child_id: int) -> HttpResponse:
    """Somebody must not know where the child lives."""
    _tied(request, child_id)
    relatives = family_of(child_id, request.account, request.now)
    people = {str(each.id): f"{each.name} ({each.what.lower()})" for each in relatives if not each.is_child}
    form = opened(request, KeptFromForm, people=list(people.items()), initial={"starts": local_date(request.now)})

    def verb(data: dict[str, Any]) -> None:
        record_keeping.kept_from(
            person=child_id, other=int(data["other"]) if data["other"] else None, description=data["description"],
            why=data["why"], starts=data["starts"], by=request.account, now=request.now,
        )  # fmt: skip

    if form.recorded(verb):
        return done(request, "addresses", child_id, say="They are on the list, and the address is protected.")
    saw(request, [int(each) for each in people])
    return form_page(
        request, child_id, form, title="Who must not know where they live", button="Put them on the list",
        back="addresses", notes=["The present home and every later one is then shown to nobody who does not work with "
                                 "the child, and is stopped in anything that is written to who is on the list."],
    )  # fmt: skip


def _row(request: PageRequest, child_id: int, row_id: int) -> MustNotKnow:
    _tied(request, child_id)
    row = MustNotKnow.objects.filter(pk=row_id, person_id=child_id, ends__isnull=True).select_related("other").first()
    if row is None:
        raise Http404
    return row


def _who(row: MustNotKnow) -> str:
    return str(row.other) if row.other else row.words


@route(act="address.protect", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def review(request: PageRequest, child_id: int, row_id: int) -> HttpResponse:
    """Somebody looked again, and it must still be kept from them."""
    row = _row(request, child_id, row_id)
    form = opened(request, Form)
    if form.recorded(lambda _: record_keeping.kept_from_reviewed(row=row_id, by=request.account, now=request.now)):
        return done(request, "addresses", child_id, say="It is noted that this was looked at again today.")
    return form_page(
        request, child_id, form, title="Looked at again", button="It must still be kept from them", back="addresses",
        notes=[f"{_who(row)}: {row.why}"],
    )  # fmt: skip


@route(act="address.protect", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
@stepped_up()
def release(request: PageRequest, child_id: int, row_id: int) -> HttpResponse:
    """They may know now."""
    row = _row(request, child_id, row_id)
    form = opened(request, ReasonForm)
    if form.recorded(
        lambda data: record_keeping.kept_from_ended(row=row_id, why=data["why"], by=request.account, now=request.now)
    ):
        return done(request, "addresses", child_id, say="They are off the list. The address itself stays protected.")
    return form_page(
        request, child_id, form, title="They may know now", button="Take them off the list", back="addresses",
        warn=True, notes=[f"{_who(row)}: {row.why}", "Talk to your manager before you do this."],
    )  # fmt: skip


@route(act="address.protect", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
@stepped_up()
def unprotect(request: PageRequest, child_id: int) -> HttpResponse:
    """The present home need not be protected any more."""
    _tied(request, child_id)
    form = opened(request, ReasonForm)

    def verb(data: dict[str, Any]) -> None:
        record_address.protection_set(
            person=child_id, protected=False, why=data["why"], by=request.account, now=request.now
        )

    if form.recorded(verb):
        return done(request, "addresses", child_id, say="The address is no longer protected.")
    return form_page(
        request, child_id, form, title="The address need not be protected", button="End the protection",
        back="addresses", warn=True, notes=["From then on everybody who may open the record sees the address."],
    )  # fmt: skip


@route(act="child.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def moved(request: PageRequest, child_id: int, move_id: int) -> HttpResponse:
    """A move and its list: who must be told, who was, who must not be."""
    found = move_of(request, child_id, move_id)
    tellings = list(found.tellings.order_by("pk"))
    movers = list(found.people.select_related("person").order_by("pk"))
    everyone = {each.person_id for each in tellings if each.person_id} | {each.person_id for each in movers}
    known = standing(request.account, everyone, request.now)
    tellings = [each for each in tellings if not each.person_id or known.get(each.person_id, NOBODY).knows]
    context = around(
        request,
        child_id,
        "Who is told of the move",
        move=found,
        people=[str(each.person) for each in movers if known.get(each.person_id, NOBODY).knows],
        open_ones=[each for each in tellings if not each.must_not and not each.told_at and not each.not_told_why],
        done_ones=[each for each in tellings if each.told_at or each.not_told_why],
        must_not=[each for each in tellings if each.must_not],
        back=reverse("addresses", args=[child_id]),
    )
    saw(request, [each.person_id for each in tellings if each.person_id])
    return render(request, "people/moved.html", context)


@route(act="child.see", writes="child.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def tell(request: PageRequest, child_id: int, telling_id: int) -> HttpResponse:
    """One of those who must be told was told, or is not."""
    row = Telling.objects.filter(pk=telling_id, must_not=False).first()
    if row is None:
        raise Http404
    move_of(request, child_id, row.move_id)
    if row.person_id and not standing(request.account, [row.person_id], request.now).get(row.person_id, NOBODY).knows:
        raise Http404
    form = opened(request, ToldForm)

    def verb(data: dict[str, Any]) -> None:
        if data["why"] and not data["how"]:
            record_address.not_told(telling=telling_id, why=data["why"], by=request.account, now=request.now)
        else:
            record_address.told(telling=telling_id, how=data["how"], by=request.account, now=request.now)

    if form.recorded(verb):
        return done(request, "moved", child_id, row.move_id, say="It is noted.")
    return form_page(
        request, child_id, form, title=f"Tell: {row.who}", button="Note it", back="addresses",
        notes=[row.why] if row.why else [],
    )  # fmt: skip


__all__ = ["keep", "moved", "release", "review", "tell", "unprotect"]
