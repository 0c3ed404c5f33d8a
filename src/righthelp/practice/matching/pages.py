"""The board of homes sought; one request with its children and the homes asked; what is done about it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.cells import pounds
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.care.codes_homes import HomeKind, Skill
from righthelp.practice.care.queries import protected_stays
from righthelp.practice.care.queries_homes import rooms, supported
from righthelp.practice.casework.pages_shared import (
    Crumbs,
    asked,
    child_subject,
    crumbs_of,
    reaches,
    subject_of,
    the_child,
    workers,
)
from righthelp.practice.matching import (
    breaks,
    forms,
    queries,
    queries_after,
    queries_breaks,
    queries_cost,
    queries_placed,
    record,
    tables,
)
from righthelp.practice.matching.codes import Answer
from righthelp.practice.matching.codes_after import BROKE, NOT_A_PLACEMENT, Cause
from righthelp.practice.matching.codes_cost import SOUGHT_AS
from righthelp.practice.matching.models import HomeOffer, Sought
from righthelp.practice.people.kin import SIBLINGS
from righthelp.practice.people.models import Person
from righthelp.practice.people.queries_family import family_of

SEE, RECORD = "matching.see", "matching.record"
OURS = Purpose.ALLOCATED


def sought_subject(sought_id: int, **_: Any) -> Subject:
    """The child for whom a home is sought."""
    return subject_of(Sought, sought_id)


def _sought(sought_id: int) -> Sought:
    found = Sought.objects.filter(pk=sought_id).select_related("child").first()
    if found is None:
        raise Http404
    return found


def _not_told(request: PageRequest, children: list[int]) -> frozenset[int]:
    """Stays whose address is protected and not told to a reader who is not tied to the child."""
    return frozenset() if request.decision.relationship else protected_stays(children)


def _crumbs(request: PageRequest, row: Sought) -> Crumbs:
    own = [{"text": "Home sought", "href": reverse("matching:sought", args=[row.pk])}]
    return crumbs_of(the_child(request, row.child_id), ("Placement", "matching:of-child")) + own


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def board(request: PageRequest) -> HttpResponse:
    """Children for whom a home is sought, and the homes that have a place."""
    rows = queries.sought_now(request.account, request.now)
    shown = tables.sought_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    free = [room for room in rooms(local_date(request.now)) if room.free > 0 and room.suspended is None]
    free.sort(key=lambda room: -room.free)
    context = {
        "title": "Homes sought",
        "shown": shown,
        "children": len(rows),
        "late": sum(row.late for row in rows),
        "without": sum(not row.said_yes for row in rows),
        "free": free[:12],
        "places": sum(room.free for room in free),
        "kinds": dict(HomeKind.choices),
    }
    return render(request, "matching/board.html", context)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def of_child(request: PageRequest, child_id: int) -> HttpResponse:
    """Where a child lives and has lived: placement plans, who was told, every time a home was sought."""
    about = the_child(request, child_id)
    rows = queries.of_child(child_id)
    kept = queries_placed.kept_of(child_id)
    context = {
        "title": about.name,
        "caption": "Placement",
        "crumbs": crumbs_of(about),
        "child_id": child_id,
        "rows": rows,
        "protected": _not_told(request, [child_id]),
        "records": reaches(request, RECORD),
        "looks": reaches(request, RECORD) and not any(row.runs for row in rows),
        "decides": reaches(request, "matching.decide"),
        "now_kept": kept[0] if kept and kept[0].placement.ends is None else None,
        "broke": BROKE,
        "away": NOT_A_PLACEMENT,
        "limits": breaks,
        "causes": dict(Cause.choices),
        "costs": queries_cost.costs_of(child_id) if reaches(request, "matching.cost") else [],
        "priced": reaches(request, "matching.cost"),
        "panels": queries_cost.items_of_child(child_id),
        "pounds": pounds,
        "sought_as": SOUGHT_AS,
        "breaks": queries_breaks.of_child(child_id, request.now),
        "disruptions": queries_after.of_child(child_id),
        "before": [each for each in kept if each.placement.ends is not None],
        "now": request.now,
    }
    return render(request, "matching/of_child.html", context)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def new(request: PageRequest, child_id: int) -> HttpResponse:
    """A home is asked for."""
    form = opened(request, forms.SoughtForm, initial={"by_when": local_date(request.now)}, workers=workers(request))
    made: list[Sought] = []

    def verb(data: dict[str, Any]) -> None:
        said = form.words(data)
        made.append(record.home_sought(child=child_id, said=said, by=request.account, now=request.now, **data))

    if form.recorded(verb):
        return done(request, "matching:search", made[0].pk, say="A home is sought. These homes could be asked.")
    back = crumbs_of(the_child(request, child_id), ("Placement", "matching:of-child"))
    order = (*forms.WORDS, "by_when", "kinds", "skills", "area", "near", "owner")
    return asked(
        request, form, title="A home for this child", button="Look for a home", back=back, fields=order,
        said="Homes read this. Write it so that somebody would want to meet the child. Brothers and sisters join next.",
    )  # fmt: skip


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=sought_subject)
def sought(request: PageRequest, sought_id: int) -> HttpResponse:
    """One request: the children in it, the homes asked and what they said."""
    row = _sought(sought_id)
    about = the_child(request, row.child_id)
    wanted = queries.request_of(sought_id)
    children = queries.children_of(wanted.pk, request.account, SEE, request.now)
    saw(request, [each.child_id for each in children])
    protected = _not_told(request, [each.child_id for each in children])
    told = not any(each.stay_id in protected for each in children)
    context = {
        "title": about.name,
        "caption": "A home is sought" if row.runs else "A home was sought",
        "crumbs": crumbs_of(about, ("Placement", "matching:of-child")),
        "row": row,
        "wanted": wanted,
        "children": children,
        "hidden": wanted.children.count() - len(children),
        "offers": list(wanted.offers.all()) if told else [],  # where the child lives now is among them
        "protected": protected,
        "runs": any(each.runs for each in children),
        "records": reaches(request, RECORD),
        "kinds": dict(HomeKind.choices),
        "skills": dict(Skill.choices),
        "late": wanted.by_when < local_date(request.now),
        "yes": {Answer.YES.value, Answer.CONDITIONS.value},
        "stopped": {room.home: room.suspended for room in supported(local_date(request.now)) if room.suspended},
    }
    return render(request, "matching/sought.html", context)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=sought_subject)
def join(request: PageRequest, sought_id: int) -> HttpResponse:
    """A brother or sister is to live in the same home."""
    row = _sought(sought_id)
    there = set(Sought.objects.filter(request_id=row.request_id).values_list("child_id", flat=True))
    kin = {each.id for each in family_of(row.child_id, request.account, request.now) if each.kind in SIBLINGS}
    people = Person.objects.filter(pk__in=kin - there, merged_into__isnull=True, died_on__isnull=True)
    mine = within_reach(people, request.account, RECORD, kind="child", field="id", now=request.now)
    children = [(each.pk, f"{each.forename} {each.surname}") for each in mine.order_by("birth_date")]
    form = opened(request, forms.JoinForm, children=children)

    def verb(data: dict[str, Any]) -> None:
        said = form.words(data)
        record.sibling_joined(request=row.request_id, said=said, by=request.account, now=request.now, **data)

    if form.recorded(verb):
        return done(request, "matching:sought", sought_id, say="They are looked for together.")
    said = "" if children else "No brother or sister whom you work with is left. Add them in the family first."
    return asked(
        request, form, title="A brother or sister joins", button="Look for both" if children else "",
        back=_crumbs(request, row), fields=("child", *forms.WORDS), said=said,
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=sought_subject)
def search(request: PageRequest, sought_id: int) -> HttpResponse:
    """Homes that could be asked, with what speaks for and against each."""
    row = _sought(sought_id)
    wanted = queries.request_of(sought_id)
    on = queries.day_sought(wanted, request.now)
    found = queries.homes_for(wanted, on)
    form = opened(request, forms.AskForm, homes=[(each.room.home, each.room.name) for each in found])

    def verb(data: dict[str, Any]) -> None:
        record.homes_asked(request=row.request_id, by=request.account, now=request.now, **data)

    if form.recorded(verb):
        return done(request, "matching:sought", sought_id, say="The homes are asked. Record what they answer.")
    context = {
        "title": "Homes to ask",
        "caption": f"As they are on {say_date(on)}",
        "crumbs": _crumbs(request, row),
        "form": form,
        "found": found,
        "kinds": dict(HomeKind.choices),
        "skills": dict(Skill.choices),
        "chosen": {str(each) for each in form["homes"].value() or []},
    }
    return render(request, "matching/search.html", context)


def _offer(row: Sought, offer_id: int) -> HomeOffer:
    found = HomeOffer.objects.filter(pk=offer_id, request_id=row.request_id).select_related("home").first()
    if found is None:
        raise Http404
    return found


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=sought_subject)
def answer(request: PageRequest, sought_id: int, offer_id: int) -> HttpResponse:
    """A home answers."""
    row = _sought(sought_id)
    offer = _offer(row, offer_id)
    start = {"answer": offer.answer, "answered_by": offer.answered_by, "reason": offer.reason}
    form = opened(request, forms.AnswerForm, initial=start)
    if form.recorded(lambda data: record.answered(offer=offer_id, by=request.account, now=request.now, **data)):
        return done(request, "matching:sought", sought_id, say="The answer is recorded.")
    return asked(request, form, title=f"What {offer.home.name} say", button="Record it", back=_crumbs(request, row))


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=sought_subject)
def match(request: PageRequest, sought_id: int, offer_id: int) -> HttpResponse:
    """A home is chosen, and the children move in: recorded once."""
    row = _sought(sought_id)
    offer = _offer(row, offer_id)
    mine = queries.children_of(row.request_id, request.account, RECORD, request.now)
    left = [each for each in mine if each.runs]
    looked_after = queries.in_care([each.child_id for each in left])
    said_yes = HomeOffer.objects.filter(request_id=row.request_id, answer__in=["yes", "if"], chosen_for__isnull=True)
    form = opened(
        request,
        forms.MatchForm,
        initial={"starts": local_date(request.now), "children": [each.child_id for each in left]},
        children=[(each.child_id, f"{each.child.forename} {each.child.surname}") for each in left],
        looked_after=bool(looked_after),
        enters=len(looked_after) < len(left),
        others=said_yes.exclude(pk=offer_id).exists(),
    )

    def verb(data: dict[str, Any]) -> None:
        said = forms.MatchForm.for_verb(data)
        record.matched(offer=offer_id, by=request.account, now=request.now, **said)

    said = [room.warned for room in rooms(local_date(request.now), home=offer.home_id) if room.warned]
    said += [f"Their condition: {offer.reason}"] if offer.answer == "if" else []
    if form.recorded(verb):
        return done(request, "matching:sought", sought_id, say="They have moved in. A visit is due within a week.")
    return asked(
        request, form, title=f"To live with {offer.home.name}", button="Record the match and the move",
        back=_crumbs(request, row), said=" ".join(said),
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=sought_subject)
def give_up(request: PageRequest, sought_id: int) -> HttpResponse:
    """A home is no longer sought."""
    row = _sought(sought_id)
    form = opened(request, forms.GiveUpForm)
    if form.recorded(lambda data: record.given_up(request=row.request_id, by=request.account, now=request.now, **data)):
        return done(request, "matching:of-child", row.child_id, say="No home is sought any more.")
    return asked(
        request, form, title="A home is no longer sought", button="End the search", back=_crumbs(request, row),
        warn=True, said="This holds for every child of the request who has no home yet.",
    )  # fmt: skip
