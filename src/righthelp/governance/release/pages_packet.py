"""One document on its way: its copies as they would go out, what was found, release, withdrawal, giving out."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.documents.gate import MEDIA, kinds, sealed
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.governance.release import law, queries, record, record_giving
from righthelp.governance.release.detectors import KINDS_OF_FINDING
from righthelp.governance.release.forms import AstrayForm, GivenForm, WhyForm
from righthelp.governance.release.models import Copy, CopyFile, Found, Packet
from righthelp.governance.release.pages_shared import (
    asked,
    children_named,
    copy_subject,
    finding_subject,
    packet_crumbs,
    packet_subject,
    the_copy,
    the_packet,
)


def _opens(packet: Packet, copy: Copy, request: PageRequest) -> bool:
    """Whether the reader may open this copy: one with confidential parts is open to few."""
    kind = kinds().get(packet.kind)
    return kind is not None and kind.may_open(packet.source, request.account, confidential=copy.confidential)


def _read_whole(copy: Copy, account: int) -> bool:
    """Whether an account has opened the document and everything that goes with it."""
    seen = {each.place for each in copy.reads.all() if each.account_id == account}
    return bool(seen) and {file.place for file in copy.files.all()} <= seen


@route(act="document.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=packet_subject)
def packet(request: PageRequest, packet_id: int) -> HttpResponse:
    """The document: every copy, what stands in its way, what may be done."""
    held = the_packet(request, packet_id)
    copies = queries.copies_of(packet_id)
    children = children_named(held)
    me = request.account.pk
    author = me in (held.prepared_by_id, *held.writers)
    opens = {copy.pk: _opens(held, copy, request) for copy in copies}
    open_findings = sum(1 for copy in copies for each in copy.findings.all() if each.waived is None)
    kind, changes = kinds().get(held.kind), []
    source = kind.source(held.source) if kind else None
    if kind and source and not held.withdrawn and not held.given_out and not source.why_not:
        changes = record.changed(kind, held, copies, kind.recipients(held.source, request.now), request.now)
    ids = [child for child, _ in children]

    def may(act: str) -> bool:
        return queries.reaches_all(ids, request.account, act, request.now)

    context = {
        "title": held.title,
        "caption": ", ".join(name for _, name in children),
        "crumbs": [{"text": "Documents", "href": reverse("release:board")}],
        "packet": held,
        "state": queries.state_of(held, open_findings),
        "copies": copies,
        "opens": opens,
        "read_by_me": {copy.pk for copy in copies if _read_whole(copy, me)},
        "read_places": {
            (each.copy_id, each.place) for copy in copies for each in copy.reads.all() if each.account_id == me
        },
        "words": KINDS_OF_FINDING,
        "open_findings": open_findings,
        "changes": changes,
        "source_page": source.page if source else "",
        "first_child": ids[0],
        "author": author,
        "may_release": may("document.release") and not author,
        "may_prepare": may("document.prepare"),
        "may_waive": may("document.waive") and not author,
        "purpose": law.Purpose(held.purpose).label,
        "basis": law.Basis(held.basis).label,
    }
    return render(request, "release/packet.html", context)


@route(act="document.see", audit=Kind.EXPORT, purpose=Purpose.DUTY, subject=copy_subject)
def file(request: PageRequest, copy_id: int, format: str) -> HttpResponse:  # noqa: A002  the address's own word
    """A copy to the byte, as it would go out or has gone. That a second person opened it is kept."""
    held, copy = the_copy(request, copy_id)
    return _opened(request, held, copy, CopyFile.objects.filter(copy=copy, format=format, place=0).first())


@route(act="document.see", audit=Kind.EXPORT, purpose=Purpose.DUTY, subject=copy_subject)
def enclosed(request: PageRequest, copy_id: int, place: int) -> HttpResponse:
    """A file that goes with a copy, to the byte. That a second person opened it is kept."""
    held, copy = the_copy(request, copy_id)
    return _opened(request, held, copy, CopyFile.objects.filter(copy=copy, place=place, place__gt=0).first())


def _opened(request: PageRequest, held: Packet, copy: Copy, found: CopyFile | None) -> HttpResponse:
    if found is None or not _opens(held, copy, request):
        raise Http404
    body = bytes(found.body)
    if sealed(body) != found.sha256:
        raise Http404
    if held.released is None and held.withdrawn is None:
        record.read(copy=copy.pk, place=found.place, by=request.account, now=request.now)
    answer = HttpResponse(body, content_type=MEDIA[found.format])
    where = "inline" if found.format != "docx" and "keep" not in request.GET else "attachment"
    answer["Content-Disposition"] = f'{where}; filename="{found.name}"'
    answer["Cache-Control"] = "no-store, private"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@route(act="document.waive", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=finding_subject)
def waive(request: PageRequest, finding_id: int) -> HttpResponse:
    """Say why something found goes out all the same."""
    found = Found.objects.select_related("copy").filter(pk=finding_id).first()
    if found is None:
        raise Http404
    held = the_packet(request, found.copy.packet_id, "document.waive")
    form = opened(request, WhyForm)
    if form.recorded(
        lambda said: record.waived(finding=finding_id, why=said["why"], by=request.account, now=request.now)
    ):
        return done(request, "release:packet", held.pk, say="Your reason is recorded.")
    words = found.said if _opens(held, found.copy, request) else "The words are open to few."
    lines = (
        f"{KINDS_OF_FINDING.get(found.kind, found.kind)}, in copy {found.copy.number} for {found.copy.name}.",
        found.why,
        f"It stands in {found.where}. {words}",
    )
    return asked(
        request,
        form,
        title="Let this go out?",
        button="Record my reason",
        crumbs=packet_crumbs(held),
        fields=("why",),
        lines=lines,
    )


@route(act="document.release", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=packet_subject)
def release(request: PageRequest, packet_id: int) -> HttpResponse:
    """The second reader lets the document out."""
    held = the_packet(request, packet_id, "document.release")
    form = opened(request, Form)
    if form.recorded(lambda _: record.released(packet=packet_id, by=request.account, now=request.now)):
        return done(request, "release:packet", packet_id, say="Released. Each copy can now be given out.")
    lines = (
        "You confirm that you have read every copy as it goes out, and that each may go to the person named on it.",
        "Who gets a copy is worked out anew now, and again when each is given. Nothing is sent by this system.",
    )
    return asked(
        request,
        form,
        title="Release this document?",
        button="Release it",
        crumbs=packet_crumbs(held),
        fields=(),
        lines=lines,
    )


@route(act="document.prepare", audit=Kind.CHANGE, purpose=Purpose.DUTY, subject=packet_subject)
def withdraw(request: PageRequest, packet_id: int) -> HttpResponse:
    """The document does not go out, or no further."""
    held = the_packet(request, packet_id, "document.prepare")
    form = opened(request, WhyForm)
    if form.recorded(
        lambda said: record.withdrawn(packet=packet_id, why=said["why"], by=request.account, now=request.now)
    ):
        return done(request, "release:packet", packet_id, say="Withdrawn. No further copy goes out.")
    return asked(
        request,
        form,
        title="Withdraw this document?",
        button="Withdraw it",
        crumbs=packet_crumbs(held),
        fields=("why",),
        warn=True,
    )


@route(act="document.prepare", audit=Kind.CHANGE, purpose=Purpose.DUTY, subject=copy_subject)
def give(request: PageRequest, copy_id: int) -> HttpResponse:
    """Record that a copy reached its recipient."""
    held, copy = the_copy(request, copy_id, "document.prepare")
    form = opened(request, GivenForm, initial={"at": request.now})
    if form.recorded(lambda said: record_giving.given(copy=copy_id, by=request.account, now=request.now, **said)):
        return done(request, "release:packet", held.pk, say="It is written down that this copy was given out.")
    lines = (
        f"Copy {copy.number}, for {copy.name} ({copy.capacity}).",
        f"Given out {law.Purpose(held.purpose).label[0].lower()}{law.Purpose(held.purpose).label[1:]}. "
        f"By what right: {law.Basis(held.basis).label}.",
        "Look at the name and the address on the envelope before you let go of it.",
    )
    return asked(
        request,
        form,
        title="This copy was given out",
        button="Write it down",
        crumbs=packet_crumbs(held),
        fields=("how", "at", "note"),
        lines=lines,
    )


@route(act="document.prepare", audit=Kind.CHANGE, purpose=Purpose.DUTY, subject=copy_subject)
def keep_back(request: PageRequest, copy_id: int) -> HttpResponse:
    """A copy does not go out after all."""
    held, copy = the_copy(request, copy_id, "document.prepare")
    form = opened(request, WhyForm)
    if form.recorded(
        lambda said: record_giving.kept_back(copy=copy_id, why=said["why"], by=request.account, now=request.now)
    ):
        return done(request, "release:packet", held.pk, say="This copy does not go out.")
    return asked(
        request,
        form,
        title="Keep this copy back?",
        button="Keep it back",
        crumbs=packet_crumbs(held),
        fields=("why",),
        lines=(f"Copy {copy.number}, for {copy.name} ({copy.capacity}).",),
        warn=True,
    )


@route(act="document.see", audit=Kind.CHANGE, purpose=Purpose.DUTY, subject=copy_subject)
def astray(request: PageRequest, copy_id: int) -> HttpResponse:
    """A copy reached somebody it was not for."""
    held, copy = the_copy(request, copy_id)
    form = opened(request, AstrayForm)
    if form.recorded(lambda said: record_giving.astray(copy=copy_id, by=request.account, now=request.now, **said)):
        return done(request, "release:packet", held.pk, say="Written down. The privacy officer has it on their list.")
    lines = (
        f"Copy {copy.number}, for {copy.name} ({copy.capacity}).",
        "First make people safe: if it says where somebody lives who must not be found, ring them and your manager.",
    )
    saw(request, queries.children_of(held.pk))
    return asked(
        request,
        form,
        title="This copy went astray",
        button="Write it down",
        crumbs=packet_crumbs(held),
        fields=("aware", "reached", "happened", "done", "back"),
        lines=lines,
        warn=True,
    )
