"""What goes with a letter: chosen from direct work and released documents, read before it is kept, taken off."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.governance.release import queries, record_files
from righthelp.governance.release.forms import AttachForm
from righthelp.governance.release.models import Letter
from righthelp.governance.release.pages_shared import asked, child_subject, crumbs_of, the_child


def _letter(child_id: int, letter_id: int) -> Letter:
    rows = Letter.objects.select_related("person", "organisation")
    found = rows.filter(pk=letter_id, child_id=child_id, withdrawn__isnull=True).first()
    if found is None:
        raise Http404
    return found


@route(act="document.prepare", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def letter_files(request: PageRequest, child_id: int, letter_id: int) -> HttpResponse:
    """What goes with a letter, and what else could."""
    child, held = the_child(request, child_id), _letter(child_id, letter_id)
    choices = queries.may_go_with(held, request.account, request.now)
    form = opened(request, AttachForm, files=choices)

    def verb(said: dict[str, Any]) -> None:
        where, _, number = said["file"].partition("-")
        record_files.attached(
            letter=letter_id,
            taken_from=where,
            number=int(number),
            named=said["named"],
            by=request.account,
            now=request.now,
        )

    if form.recorded(verb):
        say = "It goes with the letter. Prepare the letter to see what is found in it."
        return done(request, "release:letter-files", child_id, letter_id, say=say)
    context = {
        "title": "What goes with the letter",
        "caption": held.subject,
        "crumbs": crumbs_of(child),
        "form": form,
        "child_id": child_id,
        "letter": held,
        "files": queries.files_of(held),
        "choices": choices,
    }
    wrong = form.sent and bool(form.errors)
    return render(request, "release/letter_files.html", context, status=400 if wrong else 200)


@route(act="document.prepare", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def letter_file_off(request: PageRequest, child_id: int, letter_id: int, file_id: int) -> HttpResponse:
    """A file does not go with the letter after all."""
    child, held = the_child(request, child_id), _letter(child_id, letter_id)
    found = next((each for each in queries.files_of(held) if each.pk == file_id), None)
    if found is None:
        raise Http404
    form = opened(request, Form)
    if form.recorded(lambda _: record_files.detached(file=file_id, by=request.account, now=request.now)):
        return done(request, "release:letter-files", child_id, letter_id, say="It does not go with the letter.")
    here = {"text": "What goes with the letter", "href": reverse("release:letter-files", args=[child_id, letter_id])}
    return asked(
        request, form, title="Take it off the letter?", button="Take it off", crumbs=[*crumbs_of(child), here],
        fields=(), lines=(found.words,), warn=True,
    )  # fmt: skip
