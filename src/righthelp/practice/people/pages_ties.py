"""The pages of one relationship (corrected, ended, recorded in error) and of a child's ecomap."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.people import record_family
from righthelp.practice.people.forms_family import EndForm, ReasonForm, SupportForm, TieCorrectForm, TieEndForm
from righthelp.practice.people.kinds import RelationshipKind
from righthelp.practice.people.models import Relationship, Support
from righthelp.practice.people.pages_facts import child_subject
from righthelp.practice.people.pages_family import around, form_page, svg_file, the_child
from righthelp.practice.people.pictures import name_of, world_picture
from righthelp.practice.people.standing import NOBODY, standing


def _tie(request: PageRequest, child_id: int, tie_id: int) -> Relationship:
    """A relationship of this child whose other side the reader may know of; 404 for any other."""
    row = Relationship.objects.select_related("person", "other").filter(pk=tie_id).first()
    if row is None or child_id not in (row.person_id, row.other_id):
        raise Http404
    other = row.other_id if row.person_id == child_id else row.person_id
    if not standing(request.account, [other], request.now).get(other, NOBODY).knows:
        raise Http404
    saw(request, [other])
    return row


def _sentence(row: Relationship) -> str:
    """Which way round a relationship is recorded, in words."""
    return f"{row.other} is recorded as: {str(RelationshipKind(row.kind).label).lower()} of {row.person}."


@route(act="child.see", writes="child.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def correct(request: PageRequest, child_id: int, tie_id: int) -> HttpResponse:
    """What was recorded of a relationship was wrong."""
    row = _tie(request, child_id, tie_id)
    names = ("kind", "responsible_how", "responsible_from", "together", "starts", "quality", "words")
    start = {name: getattr(row, name) for name in names} | {"responsible": row.parental_responsibility}
    form = opened(request, TieCorrectForm, initial=start)
    form.fields["kind"].label = f"{row.other} is {row.person}’s"
    if form.recorded(
        lambda data: record_family.relationship_corrected(
            relationship=tie_id, tie=form.tie(data), why=data["why"], by=request.account, now=request.now
        )
    ):
        return done(request, "family", child_id, say="The relationship is corrected, for both of them.")
    return form_page(
        request, child_id, form, title="Correct a relationship", button="Correct it", back="family",
        notes=[_sentence(row)],
    )  # fmt: skip


@route(act="child.see", writes="child.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def end(request: PageRequest, child_id: int, tie_id: int) -> HttpResponse:
    """A relationship is over."""
    row = _tie(request, child_id, tie_id)
    form = opened(request, TieEndForm)
    if row.kind != RelationshipKind.PARTNER:
        del form.fields["parted"]
    if form.recorded(
        lambda data: record_family.relationship_ended(
            relationship=tie_id, ends=data["ends"], parted=data.get("parted", ""), why=data["why"],
            by=request.account, now=request.now,
        )
    ):  # fmt: skip
        return done(request, "family", child_id, say="The ending is recorded, for both of them.")
    return form_page(
        request, child_id, form, title="A relationship is over", button="Record the ending", back="family",
        notes=[_sentence(row), "If it was never so, record it as an error instead."],
    )  # fmt: skip


@route(act="child.see", writes="child.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def strike_out(request: PageRequest, child_id: int, tie_id: int) -> HttpResponse:
    """A relationship that never was."""
    row = _tie(request, child_id, tie_id)
    form = opened(request, ReasonForm)
    if form.recorded(
        lambda data: record_family.relationship_struck_out(
            relationship=tie_id, why=data["why"], by=request.account, now=request.now
        )
    ):
        return done(
            request, "family", child_id, say="It no longer counts; that it was recorded in error stays written."
        )
    return form_page(
        request, child_id, form, title="Recorded in error", button="Take it out", back="family", warn=True,
        notes=[_sentence(row), "Nothing is lost: it stays under ‘Recorded in error’ with your reason."],
    )  # fmt: skip


@route(act="child.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def ecomap(request: PageRequest, child_id: int) -> HttpResponse:
    """The world round a child, as a picture and as a list."""
    picture = world_picture(child_id, request.account, request.now)
    saw(request, picture.people)
    return render(request, "people/ecomap.html", around(request, child_id, "Ecomap", picture=picture))


@route(act="child.see", audit=Kind.EXPORT, purpose=Purpose.DUTY, subject=child_subject)
def ecomap_file(request: PageRequest, child_id: int) -> HttpResponse:
    """The ecomap as a file to keep or print."""
    the_child(request, child_id)
    picture = world_picture(child_id, request.account, request.now, alone=True)
    saw(request, picture.people)
    return svg_file(str(picture.drawn.svg), f"ecomap-{child_id}.svg")


@route(act="child.see", writes="child.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def support(request: PageRequest, child_id: int) -> HttpResponse:
    """Somebody or something comes into the ecomap."""
    form = opened(request, SupportForm)
    if form.recorded(lambda data: record_family.supported(child=child_id, by=request.account, now=request.now, **data)):
        return done(request, "ecomap", child_id, say="It is in the ecomap.")
    return form_page(request, child_id, form, title="Add to the ecomap", button="Add", back="ecomap")


@route(act="child.see", writes="child.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def support_end(request: PageRequest, child_id: int, support_id: int) -> HttpResponse:
    """Somebody or something leaves the ecomap."""
    rows = Support.objects.select_related("person", "organisation")
    row = rows.filter(pk=support_id, child_id=child_id, ends__isnull=True).first()
    if row is None:
        raise Http404
    if row.person_id and not standing(request.account, [row.person_id], request.now).get(row.person_id, NOBODY).knows:
        raise Http404
    form = opened(request, EndForm)
    if form.recorded(
        lambda data: record_family.support_ended(
            support=support_id, ends=data["ends"], by=request.account, now=request.now
        )
    ):
        return done(request, "ecomap", child_id, say="The ending is recorded.")
    return form_page(
        request, child_id, form, title="No longer part of their world", button="Record the ending", back="ecomap",
        notes=[name_of(row)],
    )  # fmt: skip


__all__ = ["correct", "ecomap", "ecomap_file", "end", "strike_out", "support", "support_end"]
