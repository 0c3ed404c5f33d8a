"""The queue of the front door, the words that wait to be given, and taking and handing over."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.front_door import law, partner, queries, record_owner
from righthelp.practice.front_door.forms import HandOverForm, NoteForm, NothingForm, ShiftForm
from righthelp.practice.front_door.pages_shared import asked, call_of, crumbs
from righthelp.practice.front_door.queries_registers import in_today
from righthelp.practice.front_door.record_base import offices_closed
from righthelp.practice.front_door.tables import queue_table, said_by
from righthelp.practice.workforce.models import Rota
from righthelp.practice.workforce.queries_rota import on_duty


@route(act="front_door.queue", audit=Kind.LIST, purpose=Purpose.DUTY)
def queue(request: PageRequest) -> HttpResponse:
    """What waits for a decision, the oldest first, with who has it and how much time is left."""
    items = queries.queue(request.account, request.now)
    teams = sorted({each.team for each in items})
    shown = queue_table(request.now, teams).shown(request, items)
    saw(request, [child for each in shown.rows for child, *_ in each.children if child])
    if shown.wants_csv:
        return shown.csv()
    night = offices_closed(request.now)
    rotas = set(Rota.objects.filter(team__code__in=[law.DAY_TEAM, law.NIGHT_TEAM]).values_list("pk", flat=True))
    context = {
        "title": "Front door",
        "shown": shown,
        "waiting": len(items),
        "late": sum(1 for each in items if each.part == "late"),
        "danger": sum(1 for each in items if each.danger),
        "free": sum(1 for each in items if not each.worker),
        "mine": queries.taken_by(request.account, items),
        "decided": queries.decided_today(request.now),
        "surge": queries.surge(request.now),
        "words": len(queries.words_waiting(request.account, request.now)),
        "night": night,
        "duty": [each for each in on_duty(request.now) if each.rota_id in rotas],
        "writes": permits(request.account, "front_door.record"),
        "specialists": in_today(request.now),
        "unread": len(partner.waiting(request.now)),
        "form": opened(request, NothingForm),
        "next": next((each.id for each in items if not each.worker), None),
    }
    return render(request, "front_door/queue.html", context)


@route(act="front_door.contact", writes="front_door.record", audit=Kind.RECORD, purpose=Purpose.DUTY)
def take(request: PageRequest, call_id: int) -> HttpResponse:
    """Take a contact: it is mine until it is decided, handed over or put back."""
    call = call_of(request, call_id)
    form = opened(request, NothingForm)
    if form.recorded(lambda _: record_owner.taken(call=call_id, by=request.account, now=request.now)):
        return done(request, "front_door:contact", call_id, say="You have it.")
    if not form.sent:
        return HttpResponseRedirect(reverse("front_door:contact", args=[call_id]))
    return asked(request, form, title="Take this contact", button="Try again", fields=(), back=crumbs(call))


@route(act="front_door.contact", writes="front_door.record", audit=Kind.RECORD, purpose=Purpose.DUTY)
def hand_over(request: PageRequest, call_id: int) -> HttpResponse:
    """Somebody else has it from now on."""
    call = call_of(request, call_id)
    people = [(each.pk, f"{each.name}, {each.title}") for each in record_owner.colleagues(request.now)]
    form = opened(request, HandOverForm, people=people)
    if form.recorded(lambda data: record_owner.handed_over(call=call_id, by=request.account, now=request.now, **data)):
        return done(request, "front_door:contact", call_id, say="It is handed over.")
    return asked(
        request, form, title="Hand over", button="Hand it over", fields=("to", "note"), back=crumbs(call)
    )  # fmt: skip


@route(act="front_door.contact", writes="front_door.record", audit=Kind.RECORD, purpose=Purpose.DUTY)
def put_back(request: PageRequest, call_id: int) -> HttpResponse:
    """It goes back to the team on duty."""
    call = call_of(request, call_id)
    form = opened(request, NoteForm)
    if form.recorded(lambda data: record_owner.put_back(call=call_id, by=request.account, now=request.now, **data)):
        return done(request, "front_door:queue", say="It is back with the team on duty.")
    return asked(request, form, title="Put back", button="Put it back", fields=("note",), back=crumbs(call))


@route(act="front_door.queue", writes="front_door.record", audit=Kind.LIST, purpose=Purpose.DUTY)
def shift(request: PageRequest) -> HttpResponse:
    """What is not decided passes to the shift that begins, with one note on its rota."""
    items = queries.queue(request.account, request.now)
    saw(request, [child for each in items for child, *_ in each.children if child])
    choices = [(each.id, f"{', '.join(text for _, text, _ in each.children)}: {each.why}") for each in items]
    closed = offices_closed(request.now)
    start: dict[str, Any] = {"to": "day" if closed else "night", "calls": [each.id for each in items]}
    form = opened(request, ShiftForm, initial=start, items=choices)
    moved: list[int] = []

    def verb(data: dict[str, Any]) -> None:
        moved.append(record_owner.shift_passed(by=request.account, now=request.now, **data))

    if form.recorded(verb):
        return done(request, "front_door:queue", say=f"Handed over: {moved[0]}. The note is on the other team’s rota.")
    said = "Everything ticked passes to the team named, and nobody in particular has it until they take it."
    return asked(
        request,
        form,
        title="Hand over to the next shift",
        button="Hand over",
        fields=("to", "calls", "note"),
        back=crumbs(),
        said=said if items else "Nothing waits for a decision; there is nothing to hand over.",
    )


@route(act="front_door.queue", audit=Kind.LIST, purpose=Purpose.DUTY)
def words(request: PageRequest) -> HttpResponse:
    """Those who told us and have not heard yet."""
    waiting = queries.words_waiting(request.account, request.now)
    saw(request, ())
    rows = [
        {"id": call.pk, "received": call.received, "who": said_by(call), "reached_at": call.reached_at, "many": many}
        for call, many in waiting
    ]
    return render(request, "front_door/words.html", {"title": "Words to give", "crumbs": crumbs(), "rows": rows})


__all__ = ["hand_over", "put_back", "queue", "shift", "take", "words"]
