"""Is this file one of ours? May this file go out? And copies that went astray, weighed by the privacy officer."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.documents.gate import Addressee, Asked, Finding, found_in, sealed
from righthelp.foundation.documents.reading import pieces_of
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import privacy_parts, render
from righthelp.governance.release import law, queries, record_giving
from righthelp.governance.release.detectors import KINDS_OF_FINDING
from righthelp.governance.release.forms import CheckForm, VerifyForm, WeighForm
from righthelp.governance.release.kind_minutes import kept_apart
from righthelp.governance.release.models import Astray, CopyFile
from righthelp.governance.release.pages_shared import LARGEST, asked, child_subject, crumbs_of, the_child
from righthelp.governance.release.tables import astray_table
from righthelp.practice.people.models import Person

_STAMP = re.compile(r"Copy (\d{1,4}) of (\d{1,4}) for (.{1,200}?)\. \d{1,2} \w+ \d{4}\. Document (\d{1,12})\.")


@route(act="document.verify", audit=Kind.SEARCH, purpose=Purpose.PRIVACY)
def verify(request: PageRequest) -> HttpResponse:
    """Whether a file is one of ours, unaltered, and whose copy."""
    form = opened(request, VerifyForm, files=request.FILES or None)
    found: list[CopyFile] = []
    claimed: re.Match[str] | None = None
    asked_now = form.sent and form.is_valid() and _small(form)
    if asked_now:
        body = form.cleaned_data["file"].read()
        rows = CopyFile.objects.filter(sha256=sealed(body)).select_related(
            "copy__packet__released_by", "copy__given_by"
        )
        found = list(rows)
        if found:
            saw(request, queries.children_of(found[0].copy.packet_id))
        else:
            text = " ".join(" ".join(piece.text for piece in pieces_of(body, "")).split())
            claimed = _STAMP.search(text)
    context = {
        "title": "Is this one of ours?",
        "crumbs": [{"text": "Documents", "href": reverse("release:board")}],
        "form": form,
        "asked": asked_now,
        "found": found[0] if found else None,
        "claimed": claimed,
        "may_open": bool(found)
        and queries.reaches_all(
            queries.children_of(found[0].copy.packet_id), request.account, "document.see", request.now
        ),
    }
    return render(request, "release/verify.html", context, status=400 if form.sent and form.errors else 200)


def _small(form: VerifyForm) -> bool:
    if form.cleaned_data["file"].size <= LARGEST:
        return True
    form.add_error("file", "This file is over 20 MB. Our own are smaller, so it is not as we made it.")
    return False


@route(act="document.prepare", audit=Kind.SEARCH, purpose=Purpose.DUTY, subject=child_subject)
def check(request: PageRequest, child_id: int) -> HttpResponse:
    """Look through a file written elsewhere before it goes to one recipient. Nothing of it is kept."""
    child = the_child(request, child_id)
    people = queries.family_choices(child_id, request.account, request.now)
    form = opened(request, CheckForm, files=request.FILES or None, people=people)
    findings: list[Finding] | None = None
    if form.sent and form.is_valid() and _small(form):
        sent = form.cleaned_data["file"]
        to = _addressee(form.cleaned_data)
        asking = Asked(to, (child_id,), tuple(kept_apart((child_id,), to)))
        findings = found_in(sent.read(), sent.name, asking, request.now)
    context = {
        "title": "Check a file before it goes out",
        "crumbs": crumbs_of(child),
        "form": form,
        "findings": findings,
        "words": KINDS_OF_FINDING,
        "absolute": sum(each.absolute for each in findings or ()),
    }
    return render(request, "release/check.html", context, status=400 if form.sent and form.errors else 200)


def _addressee(said: dict[str, Any]) -> Addressee:
    if said["person"]:
        person = Person.objects.get(pk=int(said["person"]))
        return Addressee(f"person {person.pk}", str(person), "", person=person.pk)
    return Addressee("words", said["words"], "", words=said["words"])


@route(act="document.weigh", audit=Kind.LIST, purpose=Purpose.PRIVACY)
def gone_astray(request: PageRequest) -> HttpResponse:
    """Every copy that went astray, those to weigh first."""
    shown = astray_table(request.now).shown(request, queries.unweighed())
    if shown.wants_csv:
        return shown.csv()
    for row in shown.rows:
        saw(request, queries.children_of(row.copy.packet_id))
    context = {"title": "Copies that went astray", "shown": shown, "links": privacy_parts(request)}
    return render(request, "release/astray.html", context)


@route(act="document.weigh", audit=Kind.LIST, writes="document.weigh", purpose=Purpose.PRIVACY)
def weigh(request: PageRequest, astray_id: int) -> HttpResponse:
    """Weigh one of them: is there a risk to people, and is it reported?"""
    held = Astray.objects.select_related("copy__packet", "recorded_by", "weighed_by").filter(pk=astray_id).first()
    if held is None:
        raise Http404
    saw(request, queries.children_of(held.copy.packet_id))
    form = opened(request, WeighForm)

    def verb(said: dict[str, Any]) -> None:
        record_giving.weighed(
            astray=astray_id, reported=said["reported"] == "yes", why=said["why"], by=request.account, now=request.now
        )

    if form.recorded(verb):
        return done(request, "release:gone-astray", say="Your answer is recorded.")
    lines = [
        f"{held.copy.packet.title}: copy {held.copy.number}, for {held.copy.name} ({held.copy.capacity}).",
        f"Who has it: {held.reached}.",
        f"What happened: {held.happened}",
        f"Done so far: {held.done}",
        f"Weighed within {law.ASTRAY_WITHIN.days * 24} hours of our becoming aware of it (UK GDPR, article 33).",
    ]
    if held.weighed and held.weighed_by:
        lines.append(f"Weighed by {held.weighed_by.name}: {held.weighed_why}")
    return asked(
        request,
        form,
        title="Weigh a copy that went astray",
        button="Record my answer",
        crumbs=[{"text": "Copies that went astray", "href": reverse("release:gone-astray")}],
        fields=() if held.weighed else ("reported", "why"),
        lines=lines,
    )
