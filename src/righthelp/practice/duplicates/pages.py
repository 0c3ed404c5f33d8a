"""The pages about two records: the list, the comparison, and telling apart."""

from __future__ import annotations

from math import log2
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Subject, decide, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.errors import not_found
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.duplicates import merging, queries, record
from righthelp.practice.duplicates.forms import ApartForm, ProposeForm, WithdrawForm
from righthelp.practice.duplicates.models import Merge, NotSame, Pair, State
from righthelp.practice.duplicates.purpose import PURPOSE
from righthelp.practice.duplicates.tables import MERGES, PAIRS, PROPOSALS, likely
from righthelp.practice.duplicates.weights import ONE_IN
from righthelp.practice.people.models import Person
from righthelp.practice.people.queries import named


def first_of(first_id: int, second_id: int) -> Subject:
    """The first of two records; 404 unless both are there, two, and neither merged."""
    there = Person.objects.filter(pk__in=[first_id, second_id], merged_into__isnull=True).count()
    if there != 2:
        raise Http404
    return Subject("child", first_id)


def kept_of(merge_id: int) -> Subject:
    """The kept record of a merge; 404 when there is no such merge."""
    kept = Merge.objects.filter(pk=merge_id).values_list("kept_id", flat=True).first()
    if kept is None:
        raise Http404
    return Subject("child", kept)


def one_apart(not_same_id: int) -> Subject:
    """The first of two people known apart; 404 when that is not, or no longer, recorded."""
    held = NotSame.objects.filter(pk=not_same_id, withdrawn_at__isnull=True).values_list("first_id", flat=True).first()
    if held is None:
        raise Http404
    return Subject("child", held)


def other_closed(request: PageRequest, other: int) -> HttpResponse | None:
    """The answer when the second record is closed to the reader: that of a page that does not exist."""
    decision = decide(request.account, queries.SEE, Subject("child", other), now=request.now, purpose=PURPOSE)
    saw(request, [other])
    if decision.allowed:
        return None
    request.decision = decision
    return not_found(request)


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """The way here: the list of pairs, then (words, address) each."""
    found = [{"text": "Find a child", "href": reverse("search")}]
    found.append({"text": "On the register twice?", "href": reverse("duplicates:pairs")})
    return found + [{"text": words, "href": href} for words, href in more]


@route(act="duplicate.see", audit=Kind.LIST, purpose=PURPOSE)
def pairs(request: PageRequest) -> HttpResponse:
    """Pairs that may be one person, proposals that wait, and merges made; or on to any two records by number."""
    asked = [request.GET.get(name, "").strip() for name in ("first", "second")]
    if all(each.isdecimal() and len(each) < 19 for each in asked):
        return HttpResponseRedirect(reverse("duplicates:pair", args=asked))
    shown = PAIRS.shown(request, queries.pairs(request.account, request.now))
    waiting = PROPOSALS.shown(request, queries.proposals(request.account, request.now))
    made = MERGES.shown(request, queries.merges(request.account, request.now))
    for each in (*waiting.rows, *made.rows):
        saw(request, [each.kept_id, each.other_id])
    for row in shown.rows:
        saw(request, [row.first_id, row.second_id])
    for one in (shown, waiting, made):
        if one.wants_csv:
            return one.csv()
    latest = Pair.objects.order_by("-scored_at").values_list("scored_at", flat=True).first()
    context = {
        "title": "On the register twice?",
        "crumbs": crumbs()[:1],
        "pairs": shown,
        "proposals": waiting,
        "merges": made,
        "scored_at": latest,
    }
    return render(request, "duplicates/pairs.html", context)


@route(act="duplicate.see", audit=Kind.RECORD, purpose=PURPOSE, subject=first_of)
def pair(request: PageRequest, first_id: int, second_id: int) -> HttpResponse:
    """Two records side by side, and why they may or may not be one person."""
    closed = other_closed(request, second_id)
    if closed:
        return closed
    low, high = sorted((first_id, second_id))
    apart = NotSame.objects.filter(first_id=low, second_id=high, withdrawn_at__isnull=True).select_related("by").first()
    waits = Merge.objects.filter(kept_id__in=[low, high], other_id__in=[low, high], state=State.PROPOSED).first()
    scored = queries.reasons(low, high)
    context = {
        **two(request, low, high),
        "title": "One person or two?",
        "crumbs": crumbs(),
        "scored": scored,
        "likely": likely(scored.weight) if scored and scored.weight >= 0 else "Unlikely",
        "prior": log2(ONE_IN),
        "apart": apart,
        "waits": waits,
        "may_propose": permits(request.account, "duplicate.propose"),
    }
    return render(request, "duplicates/pair.html", context)


def two(request: PageRequest, first: int, second: int) -> dict[str, Any]:
    """What every page about two records shows of them."""
    today = local_date(request.now)
    return {
        "first": named(first, today),
        "second": named(second, today),
        "lines": queries.side_by_side(first, second, request.account, request.now),
    }


@route(
    act="duplicate.see",
    writes="duplicate.propose",
    audit=Kind.RECORD,
    purpose=PURPOSE,
    subject=first_of,
)
def apart(request: PageRequest, first_id: int, second_id: int) -> HttpResponse:
    """Recording that they are two people."""
    closed = other_closed(request, second_id)
    if closed:
        return closed
    form = opened(request, ApartForm)
    if form.recorded(
        lambda data: record.known_not_same(
            first=first_id, second=second_id, by=request.account, now=request.now, **data
        )
    ):
        return done(request, "duplicates:pairs", say="It is recorded that these are two people.")
    context = {
        **two(request, first_id, second_id),
        "title": "These are two people",
        "crumbs": crumbs(("One person or two?", reverse("duplicates:pair", args=[first_id, second_id]))),
        "form": form,
        "button": "Record that they are two people",
        "lead": "They will not be proposed as one person again, and both records say so.",
    }
    return render(request, "duplicates/form.html", context)


@route(
    act="duplicate.see",
    writes="duplicate.propose",
    audit=Kind.RECORD,
    purpose=PURPOSE,
    subject=first_of,
)
def propose(request: PageRequest, first_id: int, second_id: int) -> HttpResponse:
    """Proposing that two records become one."""
    closed = other_closed(request, second_id)
    if closed:
        return closed
    shown = two(request, first_id, second_id)
    people = [(each.id, f"{each.name}, {each.born}, record {each.id}") for each in (shown["first"], shown["second"])]
    form = opened(
        request,
        ProposeForm,
        people=people,
        lines=shown["lines"],
        two_numbers=merging.different_numbers(first_id, second_id),
    )
    made: list[Merge] = []

    def verb(data: dict[str, Any]) -> None:
        kept = int(data["kept"])
        made.append(
            record.merge_proposed(
                kept=kept,
                other=second_id if kept == first_id else first_id,
                reason=data["reason"],
                choices=form.choices(first_id),
                numbers_checked=bool(data.get("numbers_checked")),
                by=request.account,
                now=request.now,
            )
        )

    if form.recorded(verb):
        return done(
            request, "duplicates:merge", made[0].pk, say="The merge is proposed. A second person has to look at it."
        )
    context = {
        **shown,
        "title": "Propose that these are one person",
        "crumbs": crumbs(("One person or two?", reverse("duplicates:pair", args=[first_id, second_id]))),
        "form": form,
        "button": "Propose the merge",
        "lead": "Nothing changes until somebody else has looked at both records and agreed. It can be undone.",
    }
    return render(request, "duplicates/propose.html", context)


@route(act="duplicate.see", writes="duplicate.approve", audit=Kind.RECORD, purpose=PURPOSE, subject=one_apart)
def withdraw(request: PageRequest, not_same_id: int) -> HttpResponse:
    """Taking back that two records are two people."""
    held = NotSame.objects.select_related("by").get(pk=not_same_id)
    closed = other_closed(request, held.second_id)
    if closed:
        return closed
    form = opened(request, WithdrawForm)
    if form.recorded(
        lambda data: record.not_same_withdrawn(not_same=not_same_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "duplicates:pairs", say="It is no longer held that these are two people.")
    context = {
        **two(request, held.first_id, held.second_id),
        "title": "They may be one person after all",
        "crumbs": crumbs(),
        "form": form,
        "button": "Withdraw",
        "lead": f"{held.by.name} recorded that they are two people: {held.reason}",
    }
    return render(request, "duplicates/form.html", context)
