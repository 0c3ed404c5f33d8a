"""The pages of documents: what is on its way, a child's documents, preparing one, letters."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.documents.gate import kinds
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.governance.release import queries, record, record_letters
from righthelp.governance.release.forms import LetterForm, PrepareForm, RewriteForm
from righthelp.governance.release.models import Letter, Packet, PacketAbout, State
from righthelp.governance.release.pages_shared import asked, child_subject, crumbs_of, the_child
from righthelp.governance.release.tables import GIVEN, packets_table


@route(act="document.see", audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def board(request: PageRequest) -> HttpResponse:
    """What is on its way out: to put right, to read, to give."""
    lines = queries.on_their_way(request.account, request.now)
    shown = packets_table("way", "On their way out", "No document is on its way out.").shown(request, lines)
    if shown.wants_csv:
        return shown.csv()
    saw(
        request,
        PacketAbout.objects.filter(packet__in=[row.packet.pk for row in shown.rows]).values_list("child_id", flat=True),
    )
    me = request.account.pk
    mine = [line for line in lines if line.packet.prepared_by_id == me]
    to_read = [
        line
        for line in lines
        if line.state is State.READ and me not in (line.packet.prepared_by_id, *line.packet.writers)
    ]
    context = {
        "title": "Documents",
        "shown": shown,
        "to_read": len(to_read) if permits(request.account, "document.release") else None,
        "to_check": sum(line.state is State.CHECK for line in mine),
        "to_give": sum(line.state is State.RELEASED for line in mine),
        "mine": len(mine),
    }
    return render(request, "release/board.html", context)


@route(act="document.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def of_child(request: PageRequest, child_id: int) -> HttpResponse:
    """A child's documents: what can be made, what is on its way, what has been given out to whom."""
    child = the_child(request, child_id)
    lines = queries.of_child(child_id, request.account, request.now)
    seen = {line.packet.pk for line in lines}
    given = GIVEN.shown(request, queries.given_about(child_id).filter(packet__in=seen))
    packets = packets_table("documents", "Documents about them", "No document has been prepared.")
    shown = packets.shown(request, lines)
    for table in (given, shown):
        if table.wants_csv:
            return table.csv()
    context = {
        "title": "Documents",
        "caption": child.name,
        "crumbs": crumbs_of(child)[:1],
        "child_id": child_id,
        "possible": queries.possible(child_id) if permits(request.account, "document.prepare") else [],
        "letters": queries.letters_of(child_id),
        "shown": shown,
        "given": given,
    }
    return render(request, "release/child.html", context)


@route(act="document.prepare", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def prepare(request: PageRequest, child_id: int, kind: str, source_id: int) -> HttpResponse:
    """Who gets a copy as the record stands now, who does not and why; then every copy is made and checked."""
    child = the_child(request, child_id)
    of = kinds().get(kind)
    source = of.source(source_id) if of else None
    if of is None or source is None or child_id not in source.subjects:
        raise Http404
    if not queries.reaches_all(source.subjects, request.account, "document.prepare", request.now):
        raise Http404
    saw(request, source.subjects)
    start = {"purpose": of.purpose, "basis": of.basis, "formats": ["pdf"]}
    form = opened(request, PrepareForm, initial=start)
    made: list[Packet] = []

    def verb(said: dict[str, Any]) -> None:
        made.append(record.prepared(kind=kind, source=source_id, by=request.account, now=request.now, **said))

    if not source.why_not and form.recorded(verb):
        return done(request, "release:packet", made[0].pk, say="Every copy is made and checked. Nothing has gone out.")
    context = {
        "title": f"Prepare: {source.title}",
        "crumbs": crumbs_of(child),
        "form": form,
        "source": source,
        "recipients": of.recipients(source_id, request.now),
    }
    return render(request, "release/prepare.html", context, status=400 if form.sent and form.errors else 200)


@route(act="document.prepare", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def letter_new(request: PageRequest, child_id: int) -> HttpResponse:
    """Write a letter."""
    child = the_child(request, child_id)
    form = opened(
        request,
        LetterForm,
        people=queries.family_choices(child_id, request.account, request.now),
        places=queries.organisation_choices(child_id),
    )
    made: list[Letter] = []

    def verb(said: dict[str, Any]) -> None:
        typed = dict(said)
        person, place = typed.pop("person"), typed.pop("organisation")
        made.append(
            record_letters.written(
                child=child_id,
                person=int(person) if person else None,
                organisation=int(place) if place else None,
                by=request.account,
                now=request.now,
                **typed,
            )
        )

    if form.recorded(verb):
        return done(
            request, "release:prepare", child_id, "letter", made[0].pk, say="The letter is kept. Now see its copy."
        )
    fields = ("person", "organisation", "name", "address", "subject", "body")
    return asked(
        request, form, title="Write a letter", button="Keep the letter", crumbs=crumbs_of(child), fields=fields
    )


def _letter(child_id: int, letter_id: int) -> Letter:
    found = Letter.objects.filter(pk=letter_id, child_id=child_id, withdrawn__isnull=True).first()
    if found is None:
        raise Http404
    return found


@route(act="document.prepare", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def letter(request: PageRequest, child_id: int, letter_id: int) -> HttpResponse:
    """Change a letter that has not gone out."""
    child, held = the_child(request, child_id), _letter(child_id, letter_id)
    start = {"subject": held.subject, "body": held.body, "version": held.version}
    form = opened(request, RewriteForm, initial=start)

    def verb(said: dict[str, Any]) -> None:
        record_letters.rewritten(letter=letter_id, by=request.account, now=request.now, **said)

    if form.recorded(verb):
        return done(request, "release:prepare", child_id, "letter", letter_id, say="The letter is changed.")
    return asked(
        request,
        form,
        title="Change the letter",
        button="Keep the letter",
        crumbs=crumbs_of(child),
        fields=("version", "subject", "body"),
        lines=(f"Written on {local_date(held.written):%d.%m.%Y} by {held.written_by.name}.",),
    )


@route(act="document.prepare", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def letter_drop(request: PageRequest, child_id: int, letter_id: int) -> HttpResponse:
    """Throw a letter away."""
    child = the_child(request, child_id)
    _letter(child_id, letter_id)
    form = opened(request, Form)
    if form.recorded(lambda _: record_letters.thrown_away(letter=letter_id, by=request.account, now=request.now)):
        return done(request, "release:of-child", child_id, say="The letter does not go out.")
    return asked(
        request,
        form,
        title="Throw this letter away?",
        button="Throw it away",
        crumbs=[*crumbs_of(child), {"text": "Letter", "href": reverse("release:letter", args=[child_id, letter_id])}],
        fields=(),
        lines=("It stays in the child’s history. Nothing of it goes out.",),
        warn=True,
    )
