"""One child's enquiry: how urgent, on what basis, what partners said, what is missing; and what is done about it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import say_moment
from righthelp.foundation.journey import explain, registry
from righthelp.foundation.journey.reading import load
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.front_door.journey import Level, Referral
from righthelp.practice.mash import law, queries, record, record_checks
from righthelp.practice.mash.codes import SHORT, Factor
from righthelp.practice.mash.forms import (
    FactorsForm,
    HandForm,
    LeaveOutForm,
    NothingForm,
    RateForm,
    SharingForm,
    StopForm,
)
from righthelp.practice.mash.journey import DECISION_OF
from righthelp.practice.mash.pages_shared import asked, crumbs, enquiry_of, enquiry_subject, family
from righthelp.practice.mash.queries_roster import colleagues


@route(act="mash.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def enquiry(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """One child, and beside it the brothers and sisters asked about together."""
    row = enquiry_of(enquiry_id)
    siblings = queries.together(row, request.account, request.now)
    saw(request, [each.child_id for each in siblings])
    checks = [each for each in row.checks.all() if each.dropped is None]
    facts = load(registry.binding(Referral), ids=[row.referral])
    worker = getattr(request.account, "worker", None)
    context = {
        "title": str(row.child),
        "caption": f"MASH enquiry, {SHORT[row.rating].lower()}",
        "crumbs": crumbs(),
        "row": row,
        "siblings": siblings if len(siblings) > 1 else [],
        "open": row.decided is None and row.stopped is None,
        "clock": explain(DECISION_OF[row.rating], row, now=request.now),
        "short": SHORT,
        "checks": checks,
        "dropped": [each for each in row.checks.all() if each.dropped],
        "shares": any(each.shared.all() for each in checks),
        "missing": [each for each in checks if each.answered is None],
        "not_asked": queries.not_asked(row),
        "due": {each.pk: law.due(each.running, each.rating) for each in checks},
        "now": request.now,
        "name_of": queries.name_of,
        "factors": [str(Factor(each).label) for each in row.factors],
        "level": str(Level(row.level).label) if row.level else "",
        "sharings": sorted(row.sharings.all(), key=lambda each: (each.at, each.pk), reverse=True),
        "ratings": sorted(row.ratings.all(), key=lambda each: (each.at, each.pk), reverse=True),
        "referral": facts[0].facts if facts else None,
        "writes": permits(request.account, "mash.work"),
        "decides": permits(request.account, "mash.decide"),
        "mine": worker is not None and row.work.worker_id == worker.pk,
        "form": opened(request, NothingForm),
    }
    return render(request, "mash/enquiry.html", context)


@route(act="mash.work", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def rate(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """Judge the risk anew."""
    row = enquiry_of(enquiry_id)
    form = opened(request, RateForm, initial={"children": [row.pk], "rating": row.rating}, family=family(request, row))
    if form.recorded(
        lambda data: record.rated(
            enquiries=data["children"],
            rating=data["rating"],
            rationale=data["rationale"],
            by=request.account,
            now=request.now,
        )
    ):
        return done(request, "mash:enquiry", enquiry_id, say="The rating is recorded.")
    said = "A higher rating makes everything that is unanswered due sooner. A lower one leaves it as it was asked."
    return asked(
        request, form, title="Rate the risk", button="Record the rating", fields=("children", "rating", "rationale"),
        back=crumbs(row), said=said,
    )  # fmt: skip


@route(act="mash.work", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def sharing(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """On what basis partners are told and asked."""
    row = enquiry_of(enquiry_id)
    last = row.sharings.order_by("-at", "-pk").first()
    choices = family(request, row)
    start: dict[str, Any] = {"children": [pk for pk, _ in choices]}
    if last is not None:
        start |= {"agreement": last.agreement, "ground": last.ground, "ground_why": last.why, "legal": last.legal}
    form = opened(request, SharingForm, initial=start, family=choices)
    if form.recorded(
        lambda data: record.sharing_recorded(
            enquiries=data["children"], basis=SharingForm.basis(data), by=request.account, now=request.now
        )
    ):
        return done(request, "mash:enquiry", enquiry_id, say="The basis of sharing is recorded.")
    return asked(
        request, form, title="Basis of sharing", button="Record the basis",
        fields=("children", "agreement", "ground", "ground_why", "legal"), back=crumbs(row),
        said="What has been asked already stays under the basis it was asked under.",
    )  # fmt: skip


@route(act="mash.work", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def factors(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """What is known of the family's situation."""
    row = enquiry_of(enquiry_id)
    choices = family(request, row)
    start = {"children": [pk for pk, _ in choices], "factors": row.factors}
    form = opened(request, FactorsForm, initial=start, family=choices)
    if form.recorded(
        lambda data: record.factors_recorded(
            enquiries=data["children"], factors=data["factors"], by=request.account, now=request.now
        )
    ):
        return done(request, "mash:enquiry", enquiry_id, say="Recorded. Specialists of what is ticked are asked too.")
    return asked(
        request, form, title="Situation of the family", button="Record it", fields=("children", "factors"),
        back=crumbs(row),
    )  # fmt: skip


@route(act="mash.work", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def leave_out(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """Say why an agency that is usually asked is not."""
    row = enquiry_of(enquiry_id)
    form = opened(request, LeaveOutForm, initial={"children": [row.pk]}, family=family(request, row))
    if form.recorded(
        lambda data: record_checks.left_out(
            enquiries=data["children"], agency=data["agency"], why=data["why"], by=request.account, now=request.now
        )
    ):
        return done(request, "mash:enquiry", enquiry_id, say="It is written down why the agency is not asked.")
    said = (
        "Police, health and education are asked about every child, and the specialists of what is known. If one is "
        "not asked, say why. The quarterly check counts it apart."
    )
    return asked(
        request, form, title="Do not ask an agency", button="Record why", fields=("children", "agency", "why"),
        back=crumbs(row), said=said,
    )  # fmt: skip


@route(act="mash.work", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def stop(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """The enquiries should not have begun."""
    row = enquiry_of(enquiry_id)
    form = opened(request, StopForm, initial={"children": [row.pk]}, family=family(request, row))
    if form.recorded(
        lambda data: record.stopped(enquiries=data["children"], why=data["why"], by=request.account, now=request.now)
    ):
        return done(request, "mash:queue", say="The enquiries are stopped. What was asked stays readable.")
    said = (
        "Only where they should not have begun, or the decision to refer was taken back. Otherwise a manager decides."
    )
    return asked(
        request, form, title="Stop the enquiries", button="Stop them", fields=("children", "why"), back=crumbs(row),
        said=said, warn=True,
    )  # fmt: skip


@route(act="mash.see", writes="mash.work", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def take(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """Take the work of a family."""
    row = enquiry_of(enquiry_id)
    form = opened(request, NothingForm)
    if form.recorded(lambda _: record.taken(work=row.work_id, by=request.account, now=request.now)):
        return done(request, "mash:enquiry", enquiry_id, say="You have it.")
    if not form.sent:
        return HttpResponseRedirect(reverse("mash:enquiry", args=[enquiry_id]))
    return asked(request, form, title="Take this work", button="Try again", fields=(), back=crumbs(row))


@route(act="mash.work", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def hand_over(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """Somebody else has the work of a family, and chases what is unanswered."""
    row = enquiry_of(enquiry_id)
    people = [(each.pk, f"{each.name}, {each.title}") for each in colleagues(request.now)]
    form = opened(request, HandForm, people=people)
    if form.recorded(
        lambda data: record.handed_over(work=row.work_id, to=data["to"], by=request.account, now=request.now)
    ):
        return done(request, "mash:enquiry", enquiry_id, say="It is handed over, with what is still to be chased.")
    has = row.work.worker.name if row.work.worker else f"nobody in {row.work.team.name}"
    return asked(
        request, form, title="Hand over", button="Hand it over", fields=("to",), back=crumbs(row),
        said=f"Since {say_moment(row.begun)} with {has}.",
    )  # fmt: skip


__all__ = ["enquiry", "factors", "hand_over", "leave_out", "rate", "sharing", "stop", "take"]
