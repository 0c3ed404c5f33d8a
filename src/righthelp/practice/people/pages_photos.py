"""Photographs: the picture itself, through the same door and the same audit as the record; adding one, removing one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.people import record_photo
from righthelp.practice.people.forms_facts import PhotoForm, WhyForm
from righthelp.practice.people.models_identity import Photo, PhotoImage
from righthelp.practice.people.pages_facts import child_subject, head_of, reaches, shown_to
from righthelp.practice.people.queries_identity import Row


@route(act="child.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def photo(request: PageRequest, child_id: int, photo_id: int) -> HttpResponse:
    """The picture. Never kept by a browser or on the way, and never outside this address."""
    held = PhotoImage.objects.filter(photo_id=photo_id, photo__person_id=child_id, photo__removed_at=None).first()
    if held is None:
        raise Http404
    answer = HttpResponse(bytes(held.jpeg), content_type="image/jpeg")
    answer["Cache-Control"] = "no-store, private"
    answer["Content-Disposition"] = 'inline; filename="photo.jpg"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@route(act="child.see", writes="child.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def photos(request: PageRequest, child_id: int) -> HttpResponse:
    """Every photograph of a person, the newest first, and adding one."""
    shown = shown_to(request, child_id)
    may_record = reaches(request, "child.record")
    form = opened(request, PhotoForm, files=request.FILES or None) if may_record else None
    if form and form.recorded(
        lambda data: record_photo.photographed(
            person=child_id, by=request.account, now=request.now, **form.for_verb(data)
        )
    ):
        return done(request, "photos", child_id, say="The photograph is added. It shows on their record.")
    found = Photo.objects.filter(person_id=child_id).order_by("-removed_at", "-taken_on", "-pk")
    standing = sorted(found, key=lambda each: each.removed_at is not None)
    context: dict[str, Any] = {
        **head_of(request, shown),
        "title": "Photographs",
        "photos": standing,
        "form": form,
        "may_record": may_record,
    }
    return render(request, "people/photos.html", context)


@route(act="child.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def photo_remove(request: PageRequest, child_id: int, photo_id: int) -> HttpResponse:
    """A photograph is removed for good, with the reason."""
    shown = shown_to(request, child_id)
    held = Photo.objects.filter(pk=photo_id, person_id=child_id, removed_at=None).first()
    if held is None:
        raise Http404
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record_photo.photo_removed(
            person=child_id, photo=photo_id, by=request.account, now=request.now, why=data["why"]
        )
    ):
        return done(request, "photos", child_id, say="The photograph is removed.")
    part = _Removal()
    row = Row(held.pk, "Photograph", f"taken by {held.taken_by}", held.taken_on)
    context = {
        **head_of(request, shown),
        "title": "Remove this photograph",
        "part": part,
        "form": form,
        "now_rows": [],
        "row": row,
    }
    return render(request, "people/fact.html", context)


class _Removal:
    """What the page of a fact reads of its part."""

    key = "photo-remove"
    button = "Remove the photograph"
    section = "names"
    hint = "The picture is deleted and cannot be brought back. That there was one, and why it went, stays written."
