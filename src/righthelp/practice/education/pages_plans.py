"""What is recorded about a child’s education, health and care plan, and while they are out of school: a page each."""

from __future__ import annotations

from django.http import HttpResponse

from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.pages.forms import opened
from righthelp.practice.casework.pages_shared import child_subject, today
from righthelp.practice.education import forms, record_plans
from righthelp.practice.education.models import OutOfSchool, PlanAsked
from righthelp.practice.education.pages_shared import OURS, RECORD, SEE, one, out_subject, plan_subject


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def plan_ask(request: PageRequest, child_id: int) -> HttpResponse:
    """An assessment is asked for."""
    form = opened(request, forms.PlanForm, initial=today(request, "requested"))
    return one(
        request, child_id, form, record_plans.plan_asked, {"child": child_id},
        "An education, health and care plan is asked for", "Recorded. The 20 weeks have begun.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def assess(request: PageRequest, plan_id: int) -> HttpResponse:
    """It is decided to assess."""
    form = opened(request, forms.OnForm, initial=today(request))
    child, of = plan_subject(plan_id).id, {"plan": plan_id}
    return one(request, child, form, record_plans.to_assess, of, "It is decided to assess", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def refuse(request: PageRequest, plan_id: int) -> HttpResponse:
    """It is decided against."""
    form = opened(request, forms.RefuseForm, initial=today(request))
    child, of = plan_subject(plan_id).id, {"plan": plan_id}
    return one(
        request, child, form, record_plans.plan_refused, of, "It is decided against",
        "Recorded. Tell the family of their right to appeal.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def exception(request: PageRequest, plan_id: int) -> HttpResponse:
    """A lawful reason why the 20 weeks need not be kept."""
    row = PlanAsked.objects.get(pk=plan_id)
    start = {"on": row.excepted, "exception": row.exception, "note": row.exception_note}
    form = opened(request, forms.ExceptForm, initial=start if row.excepted else today(request))
    return one(
        request, row.child_id, form, record_plans.plan_excepted, {"plan": plan_id}, "A lawful exception", "Recorded.",
        said="Only these reasons are lawful. A plan with one is left out of the figure of plans in time.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def issue(request: PageRequest, plan_id: int) -> HttpResponse:
    """The final plan is issued."""
    form = opened(request, forms.OnForm, initial=today(request))
    child, of = plan_subject(plan_id).id, {"plan": plan_id}
    return one(request, child, form, record_plans.plan_issued, of, "The final plan is issued", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def provision(request: PageRequest, plan_id: int) -> HttpResponse:
    """What provision the child has, and how far from home."""
    row = PlanAsked.objects.get(pk=plan_id)
    form = opened(request, forms.ProvisionForm, initial={"sector": row.sector, "miles": row.miles})
    return one(
        request, row.child_id, form, record_plans.provision_known, {"plan": plan_id}, "Provision", "Recorded.",
        said="Which school it is stands among the child’s facts.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def cease(request: PageRequest, plan_id: int) -> HttpResponse:
    """The plan ceases."""
    form = opened(request, forms.CeaseForm, initial=today(request))
    child, of = plan_subject(plan_id).id, {"plan": plan_id}
    return one(request, child, form, record_plans.plan_ceased, of, "The plan ceases", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def out(request: PageRequest, plan_id: int) -> HttpResponse:
    """The child is out of school."""
    form = opened(request, forms.OutForm, initial=today(request, "starts"))
    child, of = plan_subject(plan_id).id, {"plan": plan_id}
    return one(
        request, child, form, record_plans.out_of_school, of, "Out of school",
        "Recorded. The child is seen safe and well every week.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=out_subject)
def interim(request: PageRequest, out_id: int) -> HttpResponse:
    """What the child has for now."""
    row = OutOfSchool.objects.get(pk=out_id)
    start = {"since": row.interim_since, "interim": row.interim, "hours": row.hours}
    form = opened(request, forms.InterimForm, initial=start if row.interim else today(request, "since"))
    return one(
        request, row.child_id, form, record_plans.interim_given, {"out": out_id}, "What the child has for now",
        "Recorded.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=out_subject)
def check(request: PageRequest, out_id: int) -> HttpResponse:
    """A weekly check."""
    form = opened(request, forms.CheckForm, initial=today(request))
    child, of = out_subject(out_id).id, {"out": out_id}
    return one(request, child, form, record_plans.checked, of, "Weekly check", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=out_subject)
def again(request: PageRequest, out_id: int) -> HttpResponse:
    """The child is in school again."""
    form = opened(request, forms.AgainForm, initial=today(request, "ends"))
    child, of = out_subject(out_id).id, {"out": out_id}
    return one(request, child, form, record_plans.in_school_again, of, "In school again", "Recorded.")
