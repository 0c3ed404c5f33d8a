"""One contact: what was told, what is known of each child, screenings, who had it, and the word back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey import explain
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.front_door import queries, record, record_decision
from righthelp.practice.front_door.forms import FoundForm, NothingForm, ScreeningForm, WhyForm, WordForm
from righthelp.practice.front_door.journey import CONTACT_DECISION, DANGER_DECISION
from righthelp.practice.front_door.models import Contact, Word
from righthelp.practice.front_door.pages_shared import asked, call_of, child_subject, contact_of, crumbs, name_of
from righthelp.practice.front_door.queries_known import candidates, known
from righthelp.practice.front_door.queries_registers import fgm_lead
from righthelp.practice.front_door.screening_tools import BY_CODE, TOOLS
from righthelp.practice.front_door.tables import said_by
from righthelp.practice.people.queries import named
from righthelp.practice.people.search import find


@route(act="front_door.contact", audit=Kind.RECORD, purpose=Purpose.DUTY)
def contact(request: PageRequest, call_id: int) -> HttpResponse:
    """What was told about one child or several, and everything that came of it."""
    call = call_of(request, call_id)
    rows = queries.contacts_of(call)
    children = {
        each.id: each for each in known([row.child_id for row in rows if row.child_id], request.account, request.now)
    }
    waiting = [row for row in rows if row.decided is None and row.withdrawn is None]
    word = Word.objects.filter(call=call, dropped__isnull=True).select_related("given_by").order_by("-composed").first()
    duty = DANGER_DECISION if call.danger else CONTACT_DECISION
    told = explain(duty, waiting[0], now=request.now) if waiting else None
    worker = getattr(request.account, "worker", None)
    writes = permits(request.account, "front_door.record")
    context = {
        "title": ", ".join(name_of(row) for row in rows),
        "caption": f"Contact C{call.pk}, {call.get_why_display()}",
        "crumbs": crumbs(),
        "call": call,
        "rows": rows,
        "known": children,
        "name_of": name_of,
        "waiting": waiting,
        "told": told,
        "word": word,
        "turns": list(call.turns.select_related("team", "worker", "by").order_by("at", "pk")),
        "tools": TOOLS,
        "tool_of": BY_CODE,
        "said_by": said_by(call),
        "writes": writes,
        "decides": permits(request.account, "front_door.decide"),
        "mine": worker is not None and call.worker_id == worker.pk,
        "fgm_lead": fgm_lead(request.now),
        "form": opened(request, NothingForm),
    }
    return render(request, "front_door/contact.html", context)


@route(act="front_door.contact", audit=Kind.RECORD, purpose=Purpose.DUTY)
def by_child(request: PageRequest, contact_id: int) -> HttpResponse:
    """From one child's contact to the page of the call it is in."""
    found = contact_of(request, contact_id)
    return HttpResponseRedirect(reverse("front_door:contact", args=[found.call_id]))


@route(act="front_door.contact", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def of_child(request: PageRequest, child_id: int) -> HttpResponse:
    """Every contact about a child, and what came of it."""
    person = named(child_id, local_date(request.now))
    if person is None:
        raise Http404
    rows = queries.of_child(child_id)
    context = {
        "title": "Contacts and referrals",
        "caption": person.name,
        "crumbs": [{"text": person.name, "href": reverse("child", args=[child_id])}],
        "rows": [(row, said_by(row.call), _referral(row)) for row in rows],
    }
    return render(request, "front_door/of_child.html", context)


def _referral(row: Contact) -> Any:
    return next((each for each in row.referrals.all() if each.withdrawn is None), None)


@route(act="front_door.contact", writes="front_door.record", audit=Kind.RECORD, purpose=Purpose.DUTY)
def screen(request: PageRequest, contact_id: int, tool: str) -> HttpResponse:
    """Answer a checklist about one child."""
    held, asks = contact_of(request, contact_id), BY_CODE.get(tool)
    if asks is None:
        raise Http404
    form = opened(request, ScreeningForm, tool=asks)
    if form.recorded(
        lambda data: record.screened(
            contact=contact_id, tool=tool, by=request.account, now=request.now, **form.for_verb(data)
        )
    ):
        return done(request, "front_door:contact", held.call_id, say="The screening is recorded.")
    fields = (*(code for code, _ in asks.questions), "risk", "rationale")
    return asked(
        request,
        form,
        title=asks.name,
        button="Record the screening",
        fields=fields,
        back=crumbs(held.call),
        said=asks.at_once,
        caption=name_of(held),
    )


@route(act="front_door.contact", writes="front_door.record", audit=Kind.RECORD, purpose=Purpose.DUTY)
def withdraw(request: PageRequest, contact_id: int) -> HttpResponse:
    """A contact was recorded by mistake."""
    held = contact_of(request, contact_id)
    form = opened(request, WhyForm)
    if form.recorded(lambda data: record.withdrawn(contact=contact_id, by=request.account, now=request.now, **data)):
        return done(request, "front_door:contact", held.call_id, say="It is withdrawn. Nothing more is due.")
    said = "Only for what was recorded by mistake. If nothing needs doing, a manager decides on advice."
    return asked(
        request, form, title="Recorded by mistake", button="Withdraw it", fields=("why",), back=crumbs(held.call),
        said=said, caption=name_of(held), warn=True,
    )  # fmt: skip


@route(act="front_door.contact", writes="front_door.record", audit=Kind.SEARCH, purpose=Purpose.DUTY)
def identify(request: PageRequest, contact_id: int) -> HttpResponse:
    """Say who a described child is."""
    held = contact_of(request, contact_id)
    form = opened(request, FoundForm, initial={"search": held.described})
    looking = "look" in request.POST
    form.sent = form.sent and not looking
    text = str(form["search"].value() or "")
    answer = find(text, account=request.account, now=request.now).found[:8] if text else []
    request.audit_detail = text
    saw(request, [each.id for each in answer])

    def verb(data: dict[str, Any]) -> None:
        chosen = data["child"] if data["child"] in {each.id for each in answer} else 0
        record.child_found(contact=contact_id, child=chosen, by=request.account, now=request.now)

    if form.recorded(verb):
        return done(request, "front_door:contact", held.call_id, say="It is recorded who the child is.")
    context = {
        "title": "Who is this child?",
        "caption": held.described,
        "crumbs": crumbs(held.call),
        "form": form,
        "found": candidates(answer, local_date(request.now)),
    }
    return render(request, "front_door/identify.html", context)


@route(act="front_door.contact", writes="front_door.record", audit=Kind.RECORD, purpose=Purpose.DUTY)
def word(request: PageRequest, call_id: int) -> HttpResponse:
    """Tell whoever told us what was decided, and record that they heard."""
    call = call_of(request, call_id)
    waiting = list(Word.objects.filter(call=call, given__isnull=True, dropped__isnull=True).order_by("pk"))
    texts = list(dict.fromkeys(each.text for each in waiting))
    form = opened(request, WordForm, initial={"words": "\n\n".join(texts)})
    if form.recorded(
        lambda data: record_decision.word_given(call=call_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "front_door:contact", call_id, say="It is recorded that they have heard.")
    reach = f"Reached at: {call.reached_at}." if call.reached_at else ""
    back = f" Wants to be called back: {call.call_back}." if call.call_back else ""
    said = f"{said_by(call)}. {reach}{back} Right Help sends nothing by itself: read it out, or copy it."
    return asked(
        request, form, title="Word to whoever told us", button="They have heard", fields=("words", "how"),
        back=crumbs(call), said=said,
    )  # fmt: skip
