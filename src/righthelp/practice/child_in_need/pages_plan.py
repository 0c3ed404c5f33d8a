"""A child's plan: taken on, its page, outcomes, actions, partners, reviews."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.codes import IN_NEED, Agency, PlanEnding, PlanKind
from righthelp.practice.casework.models import MeetingAbout, Plan
from righthelp.practice.casework.queries import taken_back_of
from righthelp.practice.casework.record_meetings import Asked
from righthelp.practice.child_in_need import forms, queries_disabled, queries_plan, record, record_reviews
from righthelp.practice.child_in_need.codes import KIND_AFTER, Source
from righthelp.practice.child_in_need.models import NeedPlan, PartnerRole, Step
from righthelp.practice.child_in_need.pages_shared import (
    asked,
    child_subject,
    crumbs,
    may,
    plan_of,
    plan_subject,
    review_subject,
    route_to,
    teams_for,
)
from righthelp.practice.child_in_need.record import Facts
from righthelp.practice.child_in_need.record_back import TAKEN_ON
from righthelp.practice.child_in_need.record_base import review_limit
from righthelp.practice.child_in_need.record_reviews import Reviewed
from righthelp.practice.child_in_need.tables import KINDS
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Team
from righthelp.practice.workforce.queries import choices, primary_workers

SAID = Purpose.ALLOCATED


@route(act="need.see", audit=Kind.RECORD, purpose=SAID, subject=child_subject)
def of_child(request: PageRequest, child_id: int) -> HttpResponse:
    """Every child in need plan of a child, the one that runs first; and how one begins."""
    child = Person.objects.filter(pk=child_id).first()
    if child is None:
        raise Http404
    plans = list(
        Plan.objects.filter(child_id=child_id, kind__in=IN_NEED).select_related("need__team").order_by("-starts")
    )
    context = {
        "title": str(child),
        "caption": "Help as a child in need",
        "crumbs": crumbs(),
        "child_id": child_id,
        "plans": plans,
        "runs": any(plan.ends is None for plan in plans),
        "decides": may(request, "need.decide"),
        "family": queries_plan.family_of_child(child_id),
        "needs": NeedPlan.objects.filter(child_id=child_id).exists(),
        "backs": taken_back_of(child_id, TAKEN_ON),
        "me": getattr(getattr(request.account, "worker", None), "pk", None),
    }
    return render(request, "child_in_need/of_child.html", context)


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=child_subject)
def take_on(request: PageRequest, child_id: int) -> HttpResponse:
    """A child is taken on: from an assessment, after a step down, or from another team."""
    child = Person.objects.filter(pk=child_id).first()
    if child is None:
        raise Http404
    step = _accepted(child_id, request.GET.get("step", ""))
    start: dict[str, Any] = {"starts": local_date(request.now), "kind": PlanKind.NEED.value}
    start["team"] = Team.objects.filter(manager__account=request.account).values_list("pk", flat=True).first()
    if request.GET.get("source") == Source.STEP_DOWN:
        last = Plan.objects.filter(child_id=child_id, ending=PlanEnding.STEP_DOWN).order_by("-ends").first()
        start |= {"source": Source.STEP_DOWN.value, "threshold": last.ending_why if last else ""}
    referrals = queries_disabled.accepted_referrals(child_id)
    if request.GET.get("source") == Source.ASSESSMENT:
        start |= {"source": Source.ASSESSMENT.value}
    if request.GET.get("source") == Source.DISABLED:
        start |= {"source": Source.DISABLED.value, "kind": PlanKind.DISABLED.value}
    if step:
        kind = KIND_AFTER[step.to]
        start |= {"source": Source.ACROSS.value, "kind": kind, "threshold": step.why, "team": step.team_id}
    lists = {
        "kind": [pair for pair in KINDS if pair[0] != PlanKind.NO_RECOURSE],
        "team": teams_for(),
        "worker": [] if child_id in primary_workers([child_id]) else choices(local_date(request.now)),
    }
    form = opened(request, forms.TakeOnForm, initial=start, choices=lists)
    if step and step.to == "nrpf":
        form.fields["kind"].choices = KINDS  # type: ignore[attr-defined]  # a choice field
    made: list[NeedPlan] = []

    def verb(data: dict[str, Any]) -> None:
        facts = Facts(**data)
        number = step.pk if step else None
        answered = referrals[-1][0] if referrals and facts.source == Source.DISABLED else None
        by, now = request.account, request.now
        made.append(record.taken_on(child=child_id, facts=facts, step=number, referral=answered, by=by, now=now))

    if form.recorded(verb):
        return done(request, "child_in_need:plan", made[0].plan_id, say="The plan has begun.")
    return asked(
        request,
        form,
        title="Take the child on",
        caption=str(child),
        button="Begin the plan",
        back=crumbs(),
        said="Section 17 help is by agreement. The first review is due within three months, the first visit within "
        "twenty working days. For a family with no recourse to public funds, open the family’s case first.",
    )


def _accepted(child: int, number: str) -> Step | None:
    if not (number.isdecimal() and len(number) < 18):
        return None
    return Step.objects.filter(pk=int(number), child_id=child, answer="accepted", direction="across").first()


@route(act="need.see", audit=Kind.RECORD, purpose=SAID, subject=plan_subject)
def plan(request: PageRequest, plan_id: int) -> HttpResponse:
    """The plan: why, what is to change, who does what, what is due, what was decided."""
    return render(request, "child_in_need/plan.html", _context(request, plan_id))


@route(act="need.see", audit=Kind.EXPORT, purpose=SAID, subject=plan_subject)
def printed(request: PageRequest, plan_id: int) -> HttpResponse:
    """The plan on paper, for the family and those who have a part in it."""
    return render(request, "child_in_need/plan_print.html", _context(request, plan_id))


def _context(request: PageRequest, plan_id: int) -> dict[str, Any]:
    held = plan_of(plan_id)
    whole = queries_plan.whole(held, request.now)
    return {
        "title": str(held.child),
        "caption": held.get_kind_display(),
        "crumbs": crumbs(),
        "plan": held,
        "whole": whole,
        "records": may(request, "need.record") and held.ends is None,
        "decides": may(request, "need.decide") and held.ends is None,
        "disabled": held.kind == PlanKind.DISABLED,
        "strategy": route_to("section47:ask", held.child_id),
        "plans_may": may(request, "casework.plan") and held.ends is None,
        "visits_may": may(request, "casework.visit") and held.ends is None,
        "today_is": local_date(request.now),
    }


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=plan_subject)
def partner(request: PageRequest, plan_id: int) -> HttpResponse:
    """A partner takes a part."""
    form = opened(request, forms.PartnerForm)
    if form.recorded(lambda data: record.partner_named(plan=plan_id, by=request.account, now=request.now, **data)):
        return done(request, "child_in_need:plan", plan_id, say="The partner’s part is in the plan.")
    return asked(request, form, title="A partner’s part", button="Add it", back=crumbs(plan_of(plan_id)))


@route(
    act="need.see",
    writes="need.record",
    audit=Kind.RECORD,
    purpose=SAID,
    subject=plan_subject,
)
def partner_over(request: PageRequest, plan_id: int, role_id: int) -> HttpResponse:
    """A partner's part is over."""
    found = PartnerRole.objects.filter(pk=role_id, plan_id=plan_id).first()
    if found is None:
        raise Http404
    form = opened(request, forms.WhyForm)
    if form.recorded(lambda data: record.partner_over(role=role_id, by=request.account, now=request.now, **data)):
        return done(request, "child_in_need:plan", plan_id, say="The part is over.")
    said = f"{found.who}: {found.does}"
    return asked(request, form, title="The part is over", button="Record it", back=crumbs(plan_of(plan_id)), said=said)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=plan_subject)
def call(request: PageRequest, plan_id: int) -> HttpResponse:
    """A review meeting is called, for brothers and sisters together."""
    held = plan_of(plan_id)
    others = queries_plan.plans_beside(held, request.account, request.now)
    saw(request, [child for _, child, _ in others])
    lists = {"chair": choices(local_date(request.now)), "plans": [(str(pk), name) for pk, _, name in others]}
    form = opened(request, forms.CallForm, choices=lists)

    def verb(data: dict[str, Any]) -> None:
        people = [_asked(one) for one in data["people"].splitlines() if one.strip()]
        record_reviews.review_called(
            plans=[plan_id, *data["plans"]],
            planned=data["planned"],
            where=data["where"],
            chair=data["chair"],
            asked=people,
            by=request.account,
            now=request.now,
        )

    if form.recorded(verb):
        return done(request, "child_in_need:plan", plan_id, say="The review is called.")
    return asked(request, form, title="Call a review", button="Call it", back=crumbs(held))


_WORDS = {
    "school": Agency.EDUCATION, "nursery": Agency.EDUCATION, "health": Agency.HEALTH, "gp": Agency.HEALTH,
    "nurse": Agency.HEALTH, "police": Agency.POLICE, "housing": Agency.HOUSING, "mother": Agency.FAMILY,
    "father": Agency.FAMILY, "family": Agency.FAMILY, "child": Agency.CHILD, "advocate": Agency.ADVOCATE,
}  # fmt: skip


def _asked(typed: str) -> Asked:
    """A line of the form: a name, and where they come from."""
    _, _, where = typed.partition(",")
    agency = next((one for word, one in _WORDS.items() if word in where.lower()), Agency.OTHER)
    return Asked(agency=agency.value, name=" ".join(typed.split())[:120])


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=plan_subject)
def review(request: PageRequest, plan_id: int) -> HttpResponse:
    """What a review came to, for this child."""
    held = plan_of(plan_id)
    rows = MeetingAbout.objects.filter(child_id=held.child_id, kind="cin", cancelled__isnull=True)
    written = rows.filter(meeting__need_reviews__plan_id=plan_id, meeting__need_reviews__withdrawn__isnull=True)
    left = rows.exclude(pk__in=written.values("pk")).order_by("-planned")
    lists = {"meeting": [(str(one.meeting_id), f"{say_date(one.held or one.planned)}") for one in left]}
    start: dict[str, Any] = {"at": request.now}
    first = left.first()
    if first is not None:
        start = {"meeting": first.meeting_id, "at": first.held or min(first.planned, request.now)}
    form = opened(request, forms.ReviewForm, initial=start, choices=lists)

    def verb(data: dict[str, Any]) -> None:
        at, meeting = data.pop("at"), data.pop("meeting")
        said = Reviewed(**data)
        record_reviews.reviewed(plan=plan_id, at=at, meeting=meeting, said=said, by=request.account, now=request.now)

    if form.recorded(verb):
        return done(request, "child_in_need:plan", plan_id, say="The review is recorded.")
    limit = review_limit(held.kind, local_date(request.now), first=False)
    said = [f"After a review today the next one is due by {say_date(limit)}, or sooner if you agree a day."]
    for one in held.outcomes.order_by("place"):
        state = f"met {say_date(one.met)}" if one.met else "not met yet"
        said.append(f"Outcome {one.place}: {one.what} ({state})")
    return asked(request, form, title="Record a review", button="Record it", back=crumbs(held), said=said)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=review_subject)
def withdraw_review(request: PageRequest, review_id: int) -> HttpResponse:
    """A review was recorded by mistake."""
    from righthelp.practice.child_in_need.models import Review

    found = Review.objects.get(pk=review_id)
    form = opened(request, forms.WhyForm)
    if form.recorded(
        lambda data: record_reviews.review_withdrawn(review=review_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "child_in_need:plan", found.plan_id, say="The review no longer counts.")
    back = crumbs(plan_of(found.plan_id))
    said = f"The review of {say_date(found.on)}. It stays readable, and the next one is due as if it had not been."
    return asked(request, form, title="Recorded by mistake", button="Withdraw it", back=back, said=said, warn=True)


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=plan_subject)
def team(request: PageRequest, plan_id: int) -> HttpResponse:
    """Another team answers for the plan."""
    held = plan_of(plan_id)
    form = opened(request, forms.TeamForm, choices={"team": teams_for()})
    if form.recorded(lambda data: record.team_named(plan=plan_id, by=request.account, now=request.now, **data)):
        return done(request, "child_in_need:plan", plan_id, say="The other team answers for the plan.")
    said = "For a team of another kind ask for a step across instead: it can be refused, and the plan changes with it."
    return asked(request, form, title="Another team", button="Name it", back=crumbs(held), said=said)
