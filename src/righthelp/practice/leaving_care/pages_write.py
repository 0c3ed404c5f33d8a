"""What is recorded for a young person leaving care, a page for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import say_date
from righthelp.foundation.pages.forms import Form, opened
from righthelp.practice.care.models import Home
from righthelp.practice.care.pages_back import Kinds, row_subject_of, taken_back_page
from righthelp.practice.casework.pages_shared import about_child, child_subject, me, subject_of, today, workers
from righthelp.practice.leaving_care import forms, record, record_life, record_offer
from righthelp.practice.leaving_care.codes import SECTIONS
from righthelp.practice.leaving_care.models import (
    Activity,
    Chance,
    Claim,
    Contact,
    CouncilTax,
    Custody,
    Helps,
    HomeAtRisk,
    Homeless,
    HousingAsked,
    HousingOffered,
    Lodging,
    PathwayPlan,
    PlanSeen,
    Support,
    Used,
)
from righthelp.practice.leaving_care.pages_homes import ROOM as HOMES
from righthelp.practice.leaving_care.pages_offer import ROOM as OFFER
from righthelp.practice.leaving_care.pages_way import ROOM as WAY

SEE, RECORD = "leaving.see", "leaving.record"
ROOM: Final = ("Leaving care", "leaving_care:child")
OURS = Purpose.ALLOCATED


def plan_subject(plan_id: int) -> Subject:
    """The young person whose plan it is."""
    return subject_of(PathwayPlan, plan_id)


KINDS: Final[Kinds] = {
    "asked": (Claim, "request"),
    "used": (Used, "use"),
    "council-tax": (CouncilTax, "council tax"),
    "contact": (Contact, "contact"),
    "doing": (Activity, "entry"),
    "home": (Lodging, "home"),
    "housing": (HousingAsked, "application for housing"),
    "home-offer": (HousingOffered, "offer of a home"),
    "risk": (HomeAtRisk, "home at risk"),
    "homeless": (Homeless, "coming to us without a home"),
    "chance": (Chance, "chance of work"),
    "helps": (Helps, "help"),
    "custody": (Custody, "time in prison"),
    "plan-seen": (PlanSeen, "looking over of the plan"),
}
_BACK_TO: Final = (
    dict.fromkeys(("asked", "used", "council-tax"), OFFER)
    | {"contact": ROOM, "doing": WAY, "home": HOMES}
    | dict.fromkeys(("housing", "home-offer", "risk", "homeless"), HOMES)
    | dict.fromkeys(("chance", "helps", "custody", "plan-seen"), WAY)
)
row_subject = row_subject_of(KINDS)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=row_subject)
def take_back(request: PageRequest, kind: str, number: int) -> HttpResponse:
    """A record was a mistake."""
    return taken_back_page(request, _BACK_TO[kind], KINDS, kind, number, record_offer.taken_back)


def seen_subject(number: int) -> Subject:
    """The young person whose plan was looked over."""
    return subject_of(PlanSeen, number)


@route(act=SEE, writes="leaving.grant", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=seen_subject)
def seen_back(request: PageRequest, number: int) -> HttpResponse:
    """A looking over was a mistake: whoever may look over says so, and not whose plan it is about."""
    return taken_back_page(request, WAY, KINDS, "plan-seen", number, record_offer.taken_back)


def _page(
    request: PageRequest, child: int, form: Form, verb: Callable[..., object], title: str, say: str, *, said: str = "",
    fields: tuple[str, ...] | None = None,
) -> HttpResponse:  # fmt: skip
    """A page that is one form, and its verb about the young person."""
    return about_child(request, child, ROOM, form, verb, say=say, title=title, said=said, fields=fields)


def _of(child: int, verb: Callable[..., object]) -> Callable[..., object]:
    return lambda **given: verb(child=child, **given)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def take_on(request: PageRequest, child_id: int) -> HttpResponse:
    """A personal adviser begins to help."""
    start = today(request, "starts") | {"adviser": me(request)}
    form = opened(request, forms.TakeOnForm, initial=start, workers=workers(request))
    return _page(
        request, child_id, form, _of(child_id, record.taken_on), "Name a personal adviser",
        "The adviser helps. What is due is below.",
        said="A contact within eight weeks and, for whoever is eligible, an assessment of needs follow from this.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def adviser(request: PageRequest, child_id: int) -> HttpResponse:
    """Another adviser, or another way to be reached."""
    held = Support.objects.filter(child_id=child_id, ends__isnull=True).first()
    start = {"adviser": held.adviser_id, "channel": held.channel} if held else {}
    form = opened(request, forms.AdviserForm, initial=start, workers=workers(request))
    verb = _of(child_id, record.adviser_changed)
    return _page(request, child_id, form, verb, "Adviser, and how to be reached", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def needs(request: PageRequest, child_id: int) -> HttpResponse:
    """Needs are assessed."""
    form = opened(request, forms.NeedsForm, initial=today(request, "on"))
    verb = _of(child_id, record.needs_assessed)
    return _page(request, child_id, form, verb, "Needs are assessed", "The assessment is recorded. Now make the plan.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def end(request: PageRequest, child_id: int) -> HttpResponse:
    """The help ends."""
    form = opened(request, forms.EndForm, initial=today(request, "ends"))
    return _page(
        request, child_id, form, _of(child_id, record.help_ended), "The help ends",
        "The help has ended. It can begin again on this page.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def plan(request: PageRequest, child_id: int) -> HttpResponse:
    """A version of the pathway plan."""
    last = PathwayPlan.objects.filter(child_id=child_id).order_by("-made").first()
    start = today(request, "made") | {name: getattr(last, name, "") for name, _, _ in SECTIONS}
    form = opened(request, forms.PlanForm, initial=start)

    def verb(*, made: Any, by: Any, now: Any, **said: str) -> object:
        return record.planned(child=child_id, made=made, said=said, by=by, now=now)

    return _page(
        request, child_id, form, verb, "Pathway plan", "The plan is recorded. Ask the young person to sign it.",
        said="In the young person’s own words. It starts with the words of the last plan, which stays readable.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def sign(request: PageRequest, plan_id: int) -> HttpResponse:
    """The young person signed a plan."""
    row = PathwayPlan.objects.filter(pk=plan_id).first()
    if row is None:
        raise Http404
    form = opened(request, forms.OnForm, initial=today(request, "on"))
    return _page(
        request, row.child_id, form, lambda **given: record.signed(plan=plan_id, **given),
        "The young person signed the plan", "Signed.", said=f"The plan of {say_date(row.made)}.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def contact(request: PageRequest, child_id: int) -> HttpResponse:
    """In touch, or not."""
    liked = Support.objects.filter(child_id=child_id, ends__isnull=True).values_list("channel", flat=True).first()
    form = opened(request, forms.ContactForm, initial=today(request, "on") | {"channel": liked})
    verb = _of(child_id, record_life.contacted)
    return _page(request, child_id, form, verb, "In touch, or not", "Recorded. The next contact is due as below.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def doing(request: PageRequest, child_id: int) -> HttpResponse:
    """What the young person does."""
    form = opened(request, forms.DoingForm, initial=today(request, "starts"))
    return _page(
        request, child_id, form, _of(child_id, record_life.began_doing), "Learning and work", "Recorded.",
        said="What the young person did before ends on this day.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def home(request: PageRequest, child_id: int) -> HttpResponse:
    """Where the young person lives."""
    fosters = Home.objects.filter(kind__in=("foster", "connected"), ends__isnull=True).order_by("name")
    form = opened(
        request, forms.HomeForm, initial=today(request, "starts"), homes=list(fosters.values_list("pk", "name"))
    )

    def verb(*, by: Any, now: Any, **data: Any) -> object:
        return record_life.moved_in(child=child_id, by=by, now=now, **forms.HomeForm.for_verb(data))

    return _page(
        request, child_id, form, verb, "Where the young person lives",
        "Recorded. A visit is due within a week.", said="The home before it ends on this day.",
    )  # fmt: skip


__all__ = [
    "adviser",
    "contact",
    "doing",
    "end",
    "home",
    "needs",
    "plan",
    "sign",
    "take_back",
    "take_on",
]
