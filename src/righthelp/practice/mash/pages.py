"""The queue of MASH, and beginning on a referral."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.reading import load
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework import known
from righthelp.practice.casework.known import Known
from righthelp.practice.front_door.journey import Referral
from righthelp.practice.mash import queries, record
from righthelp.practice.mash.forms import BeginForm
from righthelp.practice.mash.models import Enquiry
from righthelp.practice.mash.pages_shared import child_subject, crumbs
from righthelp.practice.mash.queries_roster import roster
from righthelp.practice.mash.tables import queue_table
from righthelp.practice.people.queries import named

FIRST = 15
"""Referrals nobody has begun on that the queue shows before it is asked for all of them."""


def referral_subject(referral_id: int) -> Subject:
    """The child who was referred."""
    facts = load(registry.binding(Referral), ids=[referral_id])
    if not facts or facts[0].subject_id is None:
        raise Http404
    return Subject("child", facts[0].subject_id)


@route(act="mash.queue", audit=Kind.LIST, purpose=Purpose.DUTY)
def queue(request: PageRequest) -> HttpResponse:
    """Whom MASH asks about, the most urgent first: time left, what is unanswered, who has it."""
    items = queries.queue(request.account, request.now)
    shown = queue_table(request.now).shown(request, items)
    waiting = queries.waiting(request.account, request.now)
    late_answers = queries.silent(request.account, request.now)
    saw(request, [each.child_id for item in shown.rows for each in item.enquiries])
    if shown.wants_csv:
        return shown.csv()
    first = waiting if "all" in request.GET else waiting[:FIRST]
    saw(request, [each.child_id for each in first])
    saw(request, [each.child_id for each in late_answers])
    context = {
        "title": "MASH",
        "shown": shown,
        "waiting": waiting,
        "first": first,
        "silent": late_answers,
        "open": len(items),
        "red": sum(1 for each in items if each.rating == "red"),
        "late": sum(1 for each in items if each.part == "late"),
        "missing": sum(1 for each in items if each.late),
        "ready": sum(1 for each in items if each.part == "ready"),
        "mine": sum(1 for each in items if each.mine),
        "seats": [seat for seat in roster(request.now) if seat.now],
        "writes": permits(request.account, "mash.work"),
    }
    return render(request, "mash/queue.html", context)


@route(act="mash.work", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=referral_subject)
def begin(request: PageRequest, referral_id: int) -> HttpResponse:
    """Begin to ask about the children of a referral: together with brothers and sisters who were referred too."""
    begun = Enquiry.objects.filter(referral=referral_id, stopped__isnull=True).first()
    if begun is not None and request.method != "POST":
        return HttpResponseRedirect(reverse("mash:enquiry", args=[begun.pk]))
    waiting = queries.waiting(request.account, request.now)
    this = next((each for each in waiting if each.referral == referral_id), None)
    if this is None and begun is None:
        raise Http404
    child = this.child_id if this else begun.child_id  # type: ignore[union-attr]  # one of the two is there
    near = queries.family_of(child, [each.child_id for each in waiting])
    same = [each for each in waiting if this and (each.child_id in near or each.made == this.made)]
    family = [each for each in same if each.referral != referral_id]
    choices = [(each.referral, each.child) for each in ([this, *family] if this else [])] or [
        (referral_id, "This child")
    ]
    saw(request, [each.child_id for each in same])
    start: dict[str, Any] = {
        "children": [referral_id, *[each.referral for each in family if each.child_id in near]],
        "legal": "task",
    }
    form = opened(request, BeginForm, initial=start, family=choices)
    made: list[int] = []

    def verb(data: dict[str, Any]) -> None:
        work = record.begun(
            referrals=data["children"],
            rating=data["rating"],
            rationale=data["rationale"],
            factors=data["factors"],
            basis=BeginForm.basis(data),
            by=request.account,
            now=request.now,
        )
        first = work.enquiries.order_by("pk").values_list("pk", "referral")
        made.append(next((pk for pk, referral in first if referral == referral_id), first[0][0]))

    if form.recorded(verb):
        return done(request, "mash:ask", made[0], say="MASH has begun. Ask the partners next.")
    context = {
        "title": "Begin to ask partners",
        "caption": this.child if this else "",
        "crumbs": crumbs(),
        "form": form,
        "referral": referral_id,
        "told": _told(request, child),
    }
    return render(request, "mash/begin.html", context)


def _told(request: PageRequest, child: int) -> list[Known]:
    """What we were told of the child, as far as the reader may know it."""
    return [each for each in known.of(child, request.account, request.now) if each.kind in ("contact", "screening")]


@route(act="mash.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def of_child(request: PageRequest, child_id: int) -> HttpResponse:
    """Every time MASH asked about a child."""
    person = named(child_id, local_date(request.now))
    if person is None:
        raise Http404
    context = {
        "title": "MASH enquiries",
        "caption": person.name,
        "crumbs": [{"text": person.name, "href": reverse("child", args=[child_id])}],
        "rows": queries.of_child(child_id),
    }
    return render(request, "mash/of_child.html", context)


__all__ = ["begin", "of_child", "queue"]
