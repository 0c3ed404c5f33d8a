"""Families without recourse to public funds: the list, one family, what is decided, assessed and done for it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.reading import load
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.codes import PlanKind
from righthelp.practice.casework.models import Plan
from righthelp.practice.child_in_need import forms, queries_family, queries_plan, record_family, tables
from righthelp.practice.child_in_need import forms_family as family_forms
from righthelp.practice.child_in_need.codes import Source
from righthelp.practice.child_in_need.models import Family, FamilyAssessment, FamilyChild, NeedPlan
from righthelp.practice.child_in_need.pages_shared import asked, child_subject, crumbs, family_of, may, teams_for
from righthelp.practice.child_in_need.record import Facts
from righthelp.practice.child_in_need.record_family import Decided
from righthelp.practice.front_door.journey import Referral
from righthelp.practice.people.ages import years
from righthelp.practice.people.models import Person, Relationship
from righthelp.practice.workforce.models import Service
from righthelp.practice.workforce.queries import choices, primary_workers
from righthelp.practice.workforce.queries_posts import Of, seats

SAID = Purpose.ALLOCATED


@route(act="need.see", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def families(request: PageRequest) -> HttpResponse:
    """The families, what is late, how many children, who is unallocated, which posts are vacant."""
    rows = queries_family.families(request.account, request.now)
    shown = tables.families_table(rows).shown(request, rows)
    saw(request, [child.pk for row in shown.rows for child in row.children])
    if shown.wants_csv:
        return shown.csv()
    posts = seats(local_date(request.now), Of(qualified=False, service=Service.NO_RECOURSE.value))
    vacant = [seat for seat in posts if seat.worker_id is None]
    context = {
        "title": "No recourse to public funds",
        "crumbs": crumbs(),
        "shown": shown,
        "families": len(rows),
        "children": sum(len(row.children) for row in rows),
        "unallocated": sum(row.unallocated for row in rows),
        "assessments": sum(row.assessment_late for row in rows),
        "reviews": sum(row.review_late for row in rows),
        "undecided": sum(row.decision is None for row in rows),
        "weekly": tables.pounds(sum(row.weekly for row in rows)),
        "posts": posts,
        "vacant": f"{sum((seat.wte for seat in vacant), Decimal(0)).normalize():f}",
        "vacancies": vacant,
        "all": queries_family.sees_all(request.account),
        "money": may(request, "need.money"),
    }
    return render(request, "child_in_need/families.html", context)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=child_subject)
def family_new(request: PageRequest, child_id: int) -> HttpResponse:
    """A family's case is opened, from one of its children."""
    child = Person.objects.filter(pk=child_id).first()
    if child is None:
        raise Http404
    children, adults = _kin(child, request)
    saw(request, [pk for pk, _ in children + adults])
    lists = {
        "children": [(str(pk), name) for pk, name in children],
        "adults": [(str(pk), name) for pk, name in adults],
        "team": teams_for(Service.NO_RECOURSE) or teams_for(),
    }
    start = {"children": [child_id], "starts": local_date(request.now), "name": child.surname}
    form = opened(request, family_forms.FamilyForm, initial=start, choices=lists)
    made: list[Family] = []

    def verb(data: dict[str, Any]) -> None:
        made.append(record_family.family_opened(by=request.account, now=request.now, **data))

    if form.recorded(verb):
        return done(request, "child_in_need:family", made[0].pk, say="The family’s case is open.")
    said = "Somebody missing here? Put them on the family tree of the child first, then open this page again."
    return asked(
        request, form, title="Open a family’s case", caption=str(child), button="Open it", back=crumbs(), said=said
    )


def _kin(child: Person, request: PageRequest) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The child with brothers and sisters, and the adults of the family tree, as far as this account may know."""
    today = local_date(request.now)
    rows = Relationship.objects.filter(Q(person=child) | Q(other=child), ends__isnull=True)
    ids = {pk for pair in rows.values_list("person_id", "other_id") for pk in pair} | {child.pk}
    near = within_reach(
        Person.objects.filter(pk__in=ids - {child.pk}, died_on__isnull=True),
        request.account,
        "need.see",
        kind="child",
        field="pk",
        now=request.now,
    )
    grown = Person.objects.filter(pk__in=ids, tier=1, died_on__isnull=True)
    young = [child, *near.order_by("-birth_date", "pk")]
    children = [(one.pk, str(one)) for one in young if not one.birth_date or years(one.birth_date, today) < 18]
    adults = [(one.pk, str(one)) for one in grown if one.birth_date and years(one.birth_date, today) >= 18]
    return children, adults


@route(act="need.see", audit=Kind.RECORD, purpose=SAID)
def family(request: PageRequest, family_id: int) -> HttpResponse:
    """One family: who belongs to it, what is known, decided, due, done and paid."""
    return render(request, "child_in_need/family.html", _context(request, family_of(request, family_id)))


@route(act="need.see", audit=Kind.EXPORT, purpose=SAID)
def family_printed(request: PageRequest, family_id: int) -> HttpResponse:
    """The family's case on paper."""
    return render(request, "child_in_need/family_print.html", _context(request, family_of(request, family_id)))


def _context(request: PageRequest, held: Family) -> dict[str, Any]:
    today = local_date(request.now)
    members = list(held.children.select_related("child").order_by("child__birth_date", "pk"))
    children = [row.child for row in members]
    ids = [child.pk for child in children]
    plans = {
        one.child_id: one for one in Plan.objects.filter(child_id__in=ids, kind=PlanKind.NO_RECOURSE, ends__isnull=True)
    }
    due = {pk: queries_plan.due_of(one, request.now) for pk, one in plans.items()}
    payments = list(held.payments.select_related("recorded_by").order_by("-paid_on", "-pk"))
    weekly = list(held.weekly.select_related("agreed_by").order_by("-starts", "-pk"))
    decisions = list(held.decisions.select_related("decided_by").order_by("-decided", "-pk"))
    running = [row for row in members if row.ends is None]
    known = queries_family.known_of([row.child for row in running], today)
    return {
        "title": held.name,
        "caption": "No recourse to public funds",
        "crumbs": [*crumbs(), {"text": "No recourse to public funds", "href": _families()}],
        "family": held,
        "members": members,
        "workers": primary_workers(ids),
        "plans": plans,
        "due": due,
        "late": any(line["late"] for lines in due.values() for line in lines),
        "without": [row for row in running if row.child_id not in plans],
        "adults": list(held.adults.select_related("person")),
        "known": known,
        "score": round(sum(one.score for one in known.values()) / len(known)) if known else None,
        "decisions": decisions,
        "decision": decisions[0] if decisions else None,
        "assessments": list(held.assessments.select_related("recorded_by").order_by("-on", "-pk")),
        "dealings": list(held.dealings.select_related("recorded_by").order_by("-on", "-pk")),
        "weekly": weekly,
        "weekly_now": tables.pounds(sum(one.pence for one in weekly if _runs(one, today))),
        "payments": payments,
        "paid": tables.pounds(sum(one.pence for one in payments if one.cancelled is None)),
        "pounds": tables.pounds,
        "records": may(request, "need.record") and held.ends is None,
        "decides": may(request, "need.decide") and held.ends is None,
        "today_is": today,
    }


def _families() -> str:
    return reverse("child_in_need:families")


def _runs(one: Any, today: Any) -> bool:
    return bool(one.starts <= today and (one.ends is None or one.ends > today))


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION)
def means(request: PageRequest, family_id: int) -> HttpResponse:
    """A manager decides on the family's means."""
    held = family_of(request, family_id)
    form = opened(request, family_forms.MeansForm)

    def verb(data: dict[str, Any]) -> None:
        key = data.pop("key")
        record_family.means_decided(
            family=family_id, decided=Decided(**data), key=key, by=request.account, now=request.now
        )

    if form.recorded(verb):
        return done(request, "child_in_need:family", family_id, say="The decision is recorded.")
    said = (
        "A child of a family without housing, or without money for what they need, is a child in need. Write it so "
        "that the family, and a court, can follow how you reached it."
    )
    back = crumbs(family=held)
    return asked(request, form, title="Decide on the family’s means", button="Decide", back=back, said=said)


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION)
def plans(request: PageRequest, family_id: int) -> HttpResponse:
    """The plans of the family's children begin, each of their own and all with one form."""
    held = family_of(request, family_id)
    today = local_date(request.now)
    lists = {
        "kind": [("nrpf", "No recourse to public funds")],
        "team": teams_for(Service.NO_RECOURSE) or teams_for(),
        "worker": choices(today),
    }
    start = {"kind": "nrpf", "source": Source.NRPF.value, "starts": today, "team": held.team_id, "agreed_on": today}
    form = opened(request, forms.TakeOnForm, initial=start, choices=lists)

    def verb(data: dict[str, Any]) -> None:
        found = _referrals(held)
        record_family.plans_begun(
            family=family_id, facts=Facts(**data), referrals=found, by=request.account, now=request.now
        )

    if form.recorded(verb):
        return done(request, "child_in_need:family", family_id, say="The plans have begun.")
    said = "One plan begins for each child of the family who has none; what you write is the beginning of each."
    return asked(request, form, title="Begin the children’s plans", button="Begin", back=crumbs(family=held), said=said)


def _referrals(held: Family) -> dict[int, int]:
    """The accepted referral that each child's plan answers, unless another plan has."""
    ids = list(held.children.filter(ends__isnull=True).values_list("child_id", flat=True))
    used = set(NeedPlan.objects.filter(child_id__in=ids, referral__isnull=False).values_list("referral", flat=True))
    found = {}
    for row in load(registry.binding(Referral), subjects=ids):
        facts = row.facts
        open_one = facts["accepted"] and not facts["closed"] and not facts["withdrawn"]
        if facts["kind"] == "nrpf" and open_one and row.subject_id is not None and row.id not in used:
            found[row.subject_id] = row.id
    return found


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID)
def assess(request: PageRequest, family_id: int) -> HttpResponse:
    """The yearly assessment is complete."""
    held = family_of(request, family_id)
    form = opened(request, family_forms.AssessedForm, initial={"on": local_date(request.now)})
    if form.recorded(
        lambda data: record_family.assessed(family=family_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "child_in_need:family", family_id, say="The assessment is recorded.")
    said = "The next one is due a year after this day, for each child with a plan."
    return asked(request, form, title="Yearly assessment", button="Record it", back=crumbs(family=held), said=said)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID)
def assess_withdraw(request: PageRequest, family_id: int, assessment_id: int) -> HttpResponse:
    """An assessment was recorded by mistake."""
    held = family_of(request, family_id)
    found = FamilyAssessment.objects.filter(pk=assessment_id, family=held).first()
    if found is None:
        raise Http404
    form = opened(request, forms.WhyForm)
    if form.recorded(
        lambda data: record_family.assessment_withdrawn(
            assessment=assessment_id, by=request.account, now=request.now, **data
        )
    ):
        return done(request, "child_in_need:family", family_id, say="The assessment no longer counts.")
    said = f"The assessment of {say_date(found.on)}. It stays readable."
    back = crumbs(family=held)
    return asked(request, form, title="Recorded by mistake", button="Withdraw it", back=back, said=said, warn=True)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID)
def dealing(request: PageRequest, family_id: int) -> HttpResponse:
    """Immigration advice, or a contact with the Home Office, the DWP or another."""
    held = family_of(request, family_id)
    start = {"on": local_date(request.now), "kind": request.GET.get("kind", "")}
    form = opened(request, family_forms.DealingForm, initial=start)
    if form.recorded(lambda data: record_family.dealt(family=family_id, by=request.account, now=request.now, **data)):
        return done(request, "child_in_need:family", family_id, say="It is recorded.")
    return asked(request, form, title="Advice or contact", button="Record it", back=crumbs(family=held))


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID)
def join(request: PageRequest, family_id: int) -> HttpResponse:
    """Another child belongs to the family."""
    held = family_of(request, family_id)
    rows = list(held.children.select_related("child"))
    mine = {row.child_id for row in rows if row.ends is None}
    found: dict[int, str] = {}
    for row in rows:
        found |= dict(_kin(row.child, request)[0])
    lists = {"child": [(str(pk), name) for pk, name in found.items() if pk not in mine]}
    form = opened(request, family_forms.JoinForm, initial={"starts": local_date(request.now)}, choices=lists)
    if form.recorded(
        lambda data: record_family.child_joined(family=family_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "child_in_need:family", family_id, say="The child belongs to the family’s case.")
    said = "Brothers and sisters of the family tree who are not in the case yet. A newborn is put on the tree first."
    return asked(request, form, title="Another child", button="Add", back=crumbs(family=held), said=said)


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION)
def leave(request: PageRequest, family_id: int, member_id: int) -> HttpResponse:
    """A child no longer belongs to the family."""
    held = family_of(request, family_id)
    found = FamilyChild.objects.filter(pk=member_id, family=held).select_related("child").first()
    if found is None:
        raise Http404
    form = opened(request, family_forms.EndsForm, initial={"ends": local_date(request.now)})
    if form.recorded(
        lambda data: record_family.child_left(member=member_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "child_in_need:family", family_id, say="The child has left the family’s case.")
    title = "The child leaves the case"
    return asked(request, form, title=title, caption=str(found.child), button="Record it", back=crumbs(family=held))


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION)
def family_close(request: PageRequest, family_id: int) -> HttpResponse:
    """The family's case ends."""
    held = family_of(request, family_id)
    form = opened(request, family_forms.LeaveForm, initial={"ends": local_date(request.now)})
    if form.recorded(
        lambda data: record_family.family_closed(family=family_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "child_in_need:families", say="The family’s case has ended.")
    said = "The children’s plans and every weekly rate end first."
    back = crumbs(family=held)
    return asked(request, form, title="End the family’s case", button="End it", back=back, said=said, warn=True)
