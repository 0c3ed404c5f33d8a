"""Beside the plan for permanence: the lists, and what is recorded of one child, a page for each."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Subject
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.forms import opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.pages.tables import Shown
from righthelp.practice.care.forms import WhyForm
from righthelp.practice.care.models import InCare, Stay
from righthelp.practice.care_plan import forms, forms_lasting, queries_lasting, record_lasting, tables_lasting
from righthelp.practice.care_plan.models_lasting import (
    ClinicCase,
    GuardianshipAsked,
    SiblingPlace,
    Support,
    SupportReview,
)
from righthelp.practice.care_plan.pages import ABOVE, DECIDE, OURS, RECORD, ROOM, SEE
from righthelp.practice.care_plan.record_lasting import Award
from righthelp.practice.casework.pages_shared import about_child, child_subject, subject_of, today
from righthelp.practice.casework.queries import together
from righthelp.practice.people.queries_family import siblings_of


def support_subject(support_id: int) -> Subject:
    """The child who is supported."""
    return subject_of(Support, support_id)


def case_subject(case_id: int) -> Subject:
    """The child on the list of a clinic."""
    return subject_of(ClinicCase, case_id)


def place_subject(place_id: int) -> Subject:
    """The child for whom it was decided."""
    return subject_of(SiblingPlace, place_id)


def _list(request: PageRequest, title: str, said: str, shown: Shown[Any], children: list[int]) -> HttpResponse:
    saw(request, children)
    if shown.wants_csv:
        return shown.csv()
    back = [{"text": "Care plans", "href": reverse("care_plan:board")}]
    return render(request, "care_plan/list.html", {"title": title, "crumbs": back, "said": said, "shown": shown})


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def guardianship(request: PageRequest) -> HttpResponse:
    """Long-term fostered children for whom special guardianship should be considered."""
    rows = queries_lasting.fostered(request.account, request.now)
    shown = tables_lasting.fostered_table(rows).shown(request, rows)
    said = "Carers who said “not yet” are asked again within a year. Nobody who said “no” is pressed."
    return _list(request, "Special guardianship to consider", said, shown, [row.child for row in shown.rows])


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def supports(request: PageRequest) -> HttpResponse:
    """Support after special guardianship and child arrangements orders."""
    rows = queries_lasting.supports(request.account, request.now)
    shown = tables_lasting.supports_table(rows).shown(request, rows)
    said = "Every allowance is reviewed within a year."
    return _list(request, "Support after orders", said, shown, [row.row.child_id for row in shown.rows])


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def clinics(request: PageRequest) -> HttpResponse:
    """The lists of permanence clinics: who is on them, what was decided, what was done."""
    rows = queries_lasting.clinics(request.account, request.now)
    shown = tables_lasting.clinic_table(rows, local_date(request.now)).shown(request, rows)
    said = "A child comes on the list from their own care plan."
    return _list(request, "Permanence clinics", said, shown, [row.child_id for row in shown.rows])


def _care(child_id: int) -> int:
    """The child's time in care, or a number that is none: then the verb says that the child is not in care."""
    return InCare.objects.filter(child_id=child_id, ends__isnull=True).values_list("pk", flat=True).first() or 0


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def ask(request: PageRequest, child_id: int) -> HttpResponse:
    """Carers were asked about special guardianship."""
    stay = Stay.objects.filter(child_id=child_id, ends__isnull=True, home__isnull=False).select_related("home").first()
    start = today(request, "asked") | {"who": stay.home.name if stay and stay.home else ""}
    form = opened(request, forms_lasting.AskedForm, initial=start)
    return about_child(
        request, child_id, ROOM, form, partial(record_lasting.guardianship_asked, care=_care(child_id)),
        title="Asked about special guardianship", say="What they said is recorded.",
        said="After “not yet” it is asked again within a year.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=child_subject)
def support(request: PageRequest, child_id: int) -> HttpResponse:
    """Support after an order."""
    form = opened(request, forms_lasting.SupportForm, initial=today(request, "assessed", "starts"))

    def verb(*, starts: Any, by: Any, now: Any, **said: Any) -> None:
        record_lasting.supported(child=child_id, award=Award(**said), starts=starts, by=by, now=now)

    return about_child(
        request, child_id, ROOM, form, verb, title="Support after an order", say="Recorded. It is reviewed in a year.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=support_subject)
def support_review(request: PageRequest, support_id: int) -> HttpResponse:
    """Support is reviewed."""
    row = Support.objects.get(pk=support_id)
    form = opened(
        request, forms_lasting.SupportReviewForm, initial=today(request) | {"pence": f"{row.pence / 100:.2f}"}
    )
    return about_child(
        request, row.child_id, ROOM, form, partial(record_lasting.support_reviewed, support=support_id),
        title="Review of support", say="The review is recorded. The next is due in a year.", said=row.plan,
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=support_subject)
def support_end(request: PageRequest, support_id: int) -> HttpResponse:
    """Support ends."""
    row = Support.objects.get(pk=support_id)
    form = opened(request, forms.EndForm, initial=today(request, "ends"))
    return about_child(
        request, row.child_id, ROOM, form, partial(record_lasting.support_ended, support=support_id),
        title="Support ends", say="The support has ended.", warn=True,
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def clinic(request: PageRequest, child_id: int) -> HttpResponse:
    """The child comes on the list of a clinic."""
    form = opened(request, forms_lasting.ClinicForm, initial=today(request))
    return about_child(
        request, child_id, ROOM, form, partial(record_lasting.clinic_listed, care=_care(child_id)),
        title="Permanence clinic", button="Put on the list", say="The child is on the list.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=case_subject)
def advised(request: PageRequest, case_id: int) -> HttpResponse:
    """What a clinic advised."""
    row = ClinicCase.objects.get(pk=case_id)
    start = {"advice": row.advice, "decision": row.decision, "by_when": row.by_when}
    return about_child(
        request, row.child_id, ROOM, opened(request, forms_lasting.AdvisedForm, initial=start),
        partial(record_lasting.clinic_advised, case=case_id), title="What the clinic advised",
        say="Recorded. It is followed until it is done.", said=f"Clinic of {say_date(row.on)}: {row.question}",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=case_subject)
def followed(request: PageRequest, case_id: int) -> HttpResponse:
    """What a clinic decided was done."""
    row = ClinicCase.objects.get(pk=case_id)
    return about_child(
        request, row.child_id, ROOM, opened(request, forms.DoneForm, initial=today(request)),
        partial(record_lasting.clinic_followed, case=case_id), title="It was done", say="Recorded as done.",
        said=row.decision,
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=child_subject)
def siblings(request: PageRequest, child_id: int) -> HttpResponse:
    """Brothers and sisters together or apart."""
    kin = siblings_of([child_id])
    family = [each for each in together(child_id, request.account, DECIDE, request.now) if each.pk in kin]
    saw(request, [each.pk for each in family])
    form = opened(
        request, forms_lasting.SiblingsForm, family=[(each.pk, each.called) for each in family],
        initial=today(request, "decided"),
    )  # fmt: skip
    return about_child(
        request, child_id, ROOM, form, partial(record_lasting.siblings_planned, child=child_id),
        title="Brothers and sisters: together or apart", say="It stands on the care plan of each of them.",
        said="Those who are not ticked below live apart from this child." if family else
        "No brother or sister of this child is recorded whom you may open.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=place_subject)
def siblings_back(request: PageRequest, place_id: int) -> HttpResponse:
    """What was decided about brothers and sisters was recorded by mistake."""
    row = SiblingPlace.objects.select_related("plan").get(pk=place_id)
    return about_child(
        request, row.child_id, ROOM, opened(request, WhyForm), partial(record_lasting.siblings_back, plan=row.plan_id),
        title="Recorded by mistake", button="Take it back", say="It no longer counts, and stays readable.", warn=True,
        said="It is taken back for every child it was about.",
    )  # fmt: skip


def _door(child_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("care_plan:of-child", args=[child_id]))


def asked_subject(asked_id: int) -> Subject:
    """The child whose carers are to be asked."""
    return subject_of(GuardianshipAsked, asked_id)


def review_subject(review_id: int) -> Subject:
    """The child whose support is to be reviewed."""
    return subject_of(SupportReview, review_id)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=asked_subject)
def of_asked(request: PageRequest, asked_id: int) -> HttpResponse:
    """Carers are to be asked again."""
    return _door(asked_subject(asked_id).id)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=review_subject)
def of_support(request: PageRequest, review_id: int) -> HttpResponse:
    """A review of support is due."""
    return _door(review_subject(review_id).id)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=case_subject)
def of_clinic(request: PageRequest, case_id: int) -> HttpResponse:
    """What a clinic decided is to be done."""
    return _door(case_subject(case_id).id)
