"""The pages of where a child lives: homes over time, who else lives there, a change of address as one act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.refusals import Refused
from righthelp.practice.people import record_address
from righthelp.practice.people.ages import say_age
from righthelp.practice.people.forms_family import HomeCorrectForm, MoveForm, PlaceForm, ReasonForm
from righthelp.practice.people.homes import LivesHere, address_for, households
from righthelp.practice.people.models import Address, Move, Residence, StruckOut
from righthelp.practice.people.pages_facts import child_subject, reaches
from righthelp.practice.people.pages_family import around, form_page
from righthelp.practice.people.queries_address import homes_over_time, kept_from, linked_children, lookalikes, moves_of
from righthelp.practice.people.standing import NOBODY, Standing, standing
from righthelp.practice.people.telling import Who, who_to_tell


def stands_to(request: PageRequest, child_id: int) -> Standing:
    """How the reader stands to the child of a page. One query."""
    return standing(request.account, [child_id], request.now).get(child_id, NOBODY)


@route(act="child.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def addresses(request: PageRequest, child_id: int) -> HttpResponse:
    """Where a child lives and has lived, who lives there with them, and whom else that touches."""
    stands = stands_to(request, child_id)
    lived = homes_over_time(child_id, request.account, request.now, stands)
    now_home = next((each for each in lived if each.home.ends is None), None)
    household = now_home.together if now_home else []
    linked = linked_children(household, child_id, request.account, request.now) if household else []
    saw(request, {*(each.id for one in lived for each in one.together), *(each.id for each in linked)})
    shows_moves = stands.tied or not any(one.home.hidden for one in lived)
    context = around(
        request,
        child_id,
        "Addresses",
        lived=lived,
        now_home=now_home,
        linked=linked,
        ages={
            each.id: say_age(each.birth_date, local_date(request.now), each.birth_date_kind)
            for one in lived
            for each in one.together
        },
        tied=stands.tied,
        may_protect=stands.tied and reaches(request, "address.protect"),
        kept=kept_from(child_id) if stands.tied else [],
        moves=moves_of(child_id) if shows_moves else [],
        struck=_struck(child_id, stands),
    )
    return render(request, "people/addresses.html", context)


def _struck(child_id: int, stands: Standing) -> list[tuple[StruckOut, str]]:
    """Homes recorded in error; a protected one only for who is tied to the child."""
    rows = StruckOut.objects.filter(person_id=child_id, other__isnull=True, kind="").select_related("address")
    return [
        (row, str(row.address) if row.address else "No address")
        for row in rows.order_by("-at")[:20]
        if stands.tied or not _is_secret(row)
    ]


def _is_secret(row: StruckOut) -> bool:
    """Whether somebody who must not be found lived, or lives, at the address of a row."""
    if row.protected or row.address_id is None:
        return row.protected
    return Residence.objects.filter(address_id=row.address_id, protected=True).exists()


def _choices(places: list[Address]) -> list[tuple[str, str]]:
    return [(str(each.pk), str(each)) for each in places]


def places_like(request: PageRequest) -> list[Address]:
    """Addresses we know that are much like the one in a form that was sent."""
    if request.method != "POST" or request.POST.get("country", "").strip():
        return []
    return lookalikes(request.POST.get("postcode", ""), request.POST.get("line", ""))


def asked_first(request: PageRequest, form: PlaceForm, data: Mapping[str, Any], places: list[Address]) -> None:
    """Refuse, once, to make a new row for an address much like one we know. Nothing is asked for the very same."""
    if data["situation"] != "address" or data.get("known") or not places or "known" in request.POST:
        return
    typed = (data["line"].lower().strip(), data["postcode"].upper().replace(" ", ""))
    if typed not in {(each.line.lower(), each.postcode.replace(" ", "")) for each in places}:
        raise Refused("known", "Is it one of these, which we know already? Choose it, or ‘None of these’.")


def _household(request: PageRequest, child_id: int) -> list[LivesHere]:
    home = address_for(request.account, child_id, now=request.now)
    if home is None or home.hidden:
        return []
    return (
        [each for each in households(request.account, [home], now=request.now)[home.residence] if each.ends is None]
        if (home.address_id)
        else []
    )


@route(act="child.see", writes="child.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def move(request: PageRequest, child_id: int) -> HttpResponse:
    """A change of address as one act: who moved, where to, who must be told, who must not."""
    today = local_date(request.now)
    household = _household(request, child_id)
    places = places_like(request)
    form = opened(
        request,
        MoveForm,
        initial={"on": today},
        places=_choices(places),
        household=[
            (str(each.id), f"{each.name}, {say_age(each.birth_date, today, each.birth_date_kind)}")
            for each in household
        ],
    )
    made: list[Move] = []

    def verb(data: dict[str, Any]) -> None:
        asked_first(request, form, data, places)
        people = [child_id, *(int(each) for each in data.get("others", ()))]
        tell = who_to_tell(people, on=data["on"], now=request.now, protected=data["protected"], area=data["area"])
        made.append(
            record_address.address_changed(
                people=people, to=form.to(data), on=data["on"], situation=data["situation"],
                protected=data["protected"], temporary=data["temporary"], about=data["about"], why=data["why"],
                tell=tell, by=request.account, now=request.now,
            )
        )  # fmt: skip

    if form.recorded(verb):
        return done(request, "moved", child_id, made[0].pk, say="The move is recorded. Now tell those who must know.")
    saw(request, [each.id for each in household])
    tied = bool(request.decision.relationship)
    tell = _preview(request, child_id, form, tied)
    return form_page(
        request, child_id, form, title="Change of address", button="Record the move", back="addresses",
        lists=[
            ("Who must not know", [_said(who) for who in tell if who.must_not], "Nobody is on the list."),
            ("Who must be told", [_said(who) for who in tell if not who.must_not], "Nobody is known yet."),
        ] if tied else [],
        notes=["If the child never lived where the record says, correct the home instead: nobody has moved."],
        last=("looked",),
    )  # fmt: skip


def _preview(request: PageRequest, child_id: int, form: MoveForm, tied: bool) -> list[Who]:
    """Who would be told of a move of the child and of those ticked, before it is recorded."""
    if not tied:
        return []
    ticked = [int(each) for each in request.POST.getlist("others") if each.isdecimal() and len(each) < 19]
    known = {int(key) for key, _ in getattr(form.fields.get("others"), "choices", [])}
    protected = "protected" in request.POST
    people = [child_id, *(each for each in ticked if each in known)]
    tell = who_to_tell(people, on=local_date(request.now), now=request.now, protected=protected)
    known_of = standing(request.account, {who.person for who in tell if who.person}, request.now)
    tell = [who for who in tell if not who.person or known_of.get(who.person, NOBODY).knows]
    return [replace(who, why=f"{who.why}, unless ticked above") if who.person in known else who for who in tell]


def _said(who: Who) -> str:
    return f"{who.words}{f': {who.why}' if who.why else ''}"


@route(act="child.see", writes="child.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def correct(request: PageRequest, child_id: int, residence_id: int) -> HttpResponse:
    """A home was recorded wrongly; nobody has moved."""
    row = Residence.objects.filter(pk=residence_id, person_id=child_id).select_related("address").first()
    home = next(
        (
            each.home
            for each in homes_over_time(child_id, request.account, request.now, stands_to(request, child_id))
            if each.home.residence == residence_id
        ),
        None,
    )
    if row is None or home is None or home.hidden:  # who may not know an address does not correct it
        raise Http404
    places = places_like(request)
    start: dict[str, Any] = {"situation": row.situation, "starts": row.starts, "about": row.starts_about}
    start["temporary"] = row.temporary
    if row.address:
        names = ("line", "locality", "postcode", "area", "country")
        start |= {name: getattr(row.address, name) for name in names}
    form = opened(request, HomeCorrectForm, initial=start, places=_choices(places))

    def verb(data: dict[str, Any]) -> None:
        asked_first(request, form, data, places)
        record_address.address_corrected(
            residence=residence_id, to=form.to(data), starts=data["starts"], situation=data["situation"],
            about=data["about"], temporary=data["temporary"], why=data["why"], by=request.account, now=request.now,
        )  # fmt: skip

    if form.recorded(verb):
        return done(request, "addresses", child_id, say="The home is corrected. What it said before stays written.")
    return form_page(
        request, child_id, form, title="Correct where they lived", button="Correct it", back="addresses",
        notes=["For a mistake in the record. If they have moved, record a change of address instead."],
    )  # fmt: skip


def move_of(request: PageRequest, child_id: int, move_id: int) -> Move:
    """A move of this child that the reader may see; 404 for any other."""
    found = Move.objects.filter(pk=move_id, people__person_id=child_id).select_related("address").first()
    if found is None or (not stands_to(request, child_id).tied and _keeps_a_secret(found)):
        raise Http404
    return found


def _keeps_a_secret(found: Move) -> bool:
    """Whether a move led to, or from, a home that is protected for anybody."""
    if found.protected or found.tellings.filter(must_not=True).exists():
        return True
    return Residence.objects.filter(address_id=found.address_id, protected=True).exists() if found.address_id else False


@route(act="child.see", writes="child.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def undo(request: PageRequest, child_id: int, move_id: int) -> HttpResponse:
    """A move that never was."""
    found = move_of(request, child_id, move_id)
    form = opened(request, ReasonForm)
    if form.recorded(
        lambda data: record_address.move_undone(move=move_id, why=data["why"], by=request.account, now=request.now)
    ):
        return done(request, "addresses", child_id, say="The move is undone: they live where they lived before.")
    notes = ["Everybody who moved with the child lives again where they lived before."]
    notes += ["Somebody was told already. Tell them again."] if found.tellings.exclude(told_at=None).exists() else []
    return form_page(
        request, child_id, form, title="This move never was", button="Undo the move", back="addresses", warn=True,
        notes=notes,
    )  # fmt: skip


__all__ = ["addresses", "correct", "move", "move_of", "stands_to", "undo"]
