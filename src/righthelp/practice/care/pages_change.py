"""What happens in a time in care, a page for each: coming into care, law, move, leaving, officer, reviews."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import add_months, local_date, say_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.practice.care import forms, record, record_reviews
from righthelp.practice.care.models import CareReview, InCare, Stay
from righthelp.practice.care.queries_homes import rooms
from righthelp.practice.casework.models import MeetingAbout
from righthelp.practice.casework.pages_shared import asked, child_subject, crumbs_of, subject_of, the_child
from righthelp.practice.workforce.models import Worker

SEE, RECORD, DECIDE, REVIEW = "care.see", "care.record", "care.decide", "care.review"
OURS, ABOVE = Purpose.ALLOCATED, Purpose.SUPERVISION


def care_subject(care_id: int) -> Subject:
    """The child whose time in care it is."""
    return subject_of(InCare, care_id)


def review_subject(review_id: int) -> Subject:
    """The child who was reviewed."""
    return subject_of(CareReview, review_id)


def stay_subject(stay_id: int) -> Subject:
    """The child who lives there."""
    return subject_of(Stay, stay_id)


def _care(care_id: int) -> InCare:
    found = InCare.objects.filter(pk=care_id).first()
    if found is None:
        raise Http404
    return found


def homes_for(request: PageRequest) -> list[tuple[int, str]]:
    """Homes with a free place first; what stands behind the name helps to choose."""
    found = sorted(rooms(local_date(request.now)), key=lambda room: (room.free <= 0, room.name))
    return [(room.home, f"{room.name}, {_places(room.free)}, ages {room.youngest} to {room.oldest}") for room in found]


def _places(free: int) -> str:
    return "full" if free <= 0 else "1 place free" if free == 1 else f"{free} places free"


def _crumbs(request: PageRequest, child_id: int) -> list[dict[str, str]]:
    return crumbs_of(the_child(request, child_id), ("Looked after", "care:child"))


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def enter(request: PageRequest, child_id: int) -> HttpResponse:
    """A child comes into care."""
    form = opened(request, forms.EntryForm, initial={"starts": local_date(request.now)}, homes=homes_for(request))
    order = ("starts", "law", "order", "need", "why", *_WHERE)

    def verb(data: dict[str, Any]) -> None:
        where = form.where(data)
        record.came_into_care(child=child_id, where=where, by=request.account, now=request.now, **data)

    if form.recorded(verb):
        return done(request, "care:child", child_id, say="The child is looked after. What is due now is below.")
    return asked(
        request, form, title="The child comes into care", button="Record it", back=_crumbs(request, child_id),
        fields=order, said=_FOLLOWS,
    )  # fmt: skip


_FOLLOWS = (
    "A reviewing officer within five working days, a visit within a week, a care plan within ten working days and a "
    "review within twenty follow from this day."
)
_SAME = "With the same carers as something else (for good, say), choose the same home and another placement."
_WHERE = (
    "place", "home", "why_here", "elsewhere", "line", "locality", "postcode", "area", "provider", "miles", "exemption",
)  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=care_subject)
def law(request: PageRequest, care_id: int) -> HttpResponse:
    """Another law holds."""
    care = _care(care_id)
    form = opened(request, forms.LawForm, initial={"starts": local_date(request.now)})
    if form.recorded(lambda data: record.law_changed(care=care_id, by=request.account, now=request.now, **data)):
        return done(request, "care:child", care.child_id, say="The legal status is recorded.")
    return asked(request, form, title="Another law", button="Record it", back=_crumbs(request, care.child_id))


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=care_subject)
def move(request: PageRequest, care_id: int) -> HttpResponse:
    """The child moves."""
    care = _care(care_id)
    form = opened(request, forms.MoveForm, initial={"starts": local_date(request.now)}, homes=homes_for(request))

    def verb(data: dict[str, Any]) -> None:
        where = form.where(data)
        record.moved(care=care_id, where=where, by=request.account, now=request.now, **data)

    if form.recorded(verb):
        return done(request, "care:child", care.child_id, say="The move is recorded. A visit is due within a week.")
    return asked(
        request, form, title="The child moves", button="Record the move", back=_crumbs(request, care.child_id),
        fields=("starts", "change", "change_note", *_WHERE),
        said=_SAME,
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=care_subject)
def leave(request: PageRequest, care_id: int) -> HttpResponse:
    """The child leaves care."""
    care = _care(care_id)
    form = opened(request, forms.LeaveForm, initial={"ends": local_date(request.now)})
    if form.recorded(lambda data: record.left_care(care=care_id, by=request.account, now=request.now, **data)):
        return done(request, "care:child", care.child_id, say="The child has left care. Record where they live now.")
    return asked(request, form, title="The child leaves care", button="Record it", back=_crumbs(request, care.child_id))


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=care_subject)
def officer(request: PageRequest, care_id: int) -> HttpResponse:
    """A reviewing officer is named."""
    care = _care(care_id)
    at_work = Worker.objects.filter(account__roles__contains=["reviewing_officer"], ends__isnull=True).order_by("name")
    form = opened(request, forms.OfficerForm, officers=list(at_work.values_list("pk", "name")))
    if form.recorded(lambda data: record.officer_named(care=care_id, by=request.account, now=request.now, **data)):
        return done(request, "care:child", care.child_id, say="The reviewing officer is named.")
    return asked(request, form, title="Reviewing officer", button="Name them", back=_crumbs(request, care.child_id))


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=care_subject)
def take_back(request: PageRequest, care_id: int) -> HttpResponse:
    """The newest change was recorded by mistake."""
    care = _care(care_id)
    form = opened(request, forms.WhyForm)
    if form.recorded(lambda data: record.change_taken_back(care=care_id, by=request.account, now=request.now, **data)):
        return done(request, "care:child", care.child_id, say="What was before goes on. The history keeps both.")
    return asked(
        request, form, title="Recorded by mistake", button="Take it back", back=_crumbs(request, care.child_id),
        warn=True, said="The newest change of law or place is taken back, and what was before goes on.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=stay_subject)
def less(request: PageRequest, stay_id: int) -> HttpResponse:
    """The child agrees to be visited less often."""
    stay = Stay.objects.filter(pk=stay_id).first()
    if stay is None:
        raise Http404
    form = opened(request, forms.LessForm, initial={"on": local_date(request.now)})
    if form.recorded(lambda data: record.visited_less(stay=stay_id, by=request.account, now=request.now, **data)):
        return done(request, "care:child", stay.child_id, say="Visits are due every six months from the next one on.")
    said = f"Possible from {say_date(add_months(stay.starts, 12))}, in a long-term foster home, if the child agrees."
    back = _crumbs(request, stay.child_id)
    return asked(request, form, title="Fewer visits", button="Record it", back=back, said=said)


@route(act=SEE, writes=REVIEW, audit=Kind.RECORD, purpose=OURS, subject=care_subject)
def review(request: PageRequest, care_id: int) -> HttpResponse:
    """A review was held."""
    care = _care(care_id)
    called = MeetingAbout.objects.filter(child_id=care.child_id, kind="lac", cancelled__isnull=True).exclude(
        meeting__care_reviews__withdrawn__isnull=True, meeting__care_reviews__child_id=care.child_id
    )
    meetings = [(row.meeting_id, say_date(local_date(row.held or row.planned))) for row in called.order_by("-planned")]
    form = opened(request, forms.ReviewForm, initial={"held": local_date(request.now)}, meetings=meetings)

    def verb(data: dict[str, Any]) -> None:
        record_reviews.reviewed(care=care_id, by=request.account, now=request.now, **forms.ReviewForm.for_verb(data))

    if form.recorded(verb):
        return done(request, "care:child", care.child_id, say="The review is recorded. The next one is due as below.")
    return asked(request, form, title="Record a review", button="Record it", back=_crumbs(request, care.child_id))


@route(act=SEE, writes=REVIEW, audit=Kind.RECORD, purpose=OURS, subject=review_subject)
def sent(request: PageRequest, review_id: int) -> HttpResponse:
    """The decisions of a review went out."""
    row = CareReview.objects.get(pk=review_id)
    form = opened(request, forms.SentForm, initial={"on": local_date(request.now)})
    if form.recorded(
        lambda data: record_reviews.decisions_sent(review=review_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "care:child", row.child_id, say="Recorded as sent.")
    said = f"The decisions of {say_date(row.held)}, to the child, parents, carers and those who carry them out."
    back = _crumbs(request, row.child_id)
    return asked(request, form, title="The decisions were sent", button="Record it", back=back, said=said)


@route(act=SEE, writes=REVIEW, audit=Kind.RECORD, purpose=OURS, subject=review_subject)
def withdraw(request: PageRequest, review_id: int) -> HttpResponse:
    """A review was recorded by mistake."""
    row = CareReview.objects.get(pk=review_id)
    form = opened(request, forms.WhyForm)
    if form.recorded(
        lambda data: record_reviews.review_withdrawn(review=review_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "care:child", row.child_id, say="The review no longer counts.")
    said = f"The review of {say_date(row.held)} stays readable; the next one is due as if it had not been."
    back = _crumbs(request, row.child_id)
    return asked(request, form, title="Recorded by mistake", button="Withdraw it", back=back, said=said, warn=True)


__all__ = [
    "enter",
    "homes_for",
    "law",
    "leave",
    "less",
    "move",
    "officer",
    "review",
    "sent",
    "take_back",
    "withdraw",
]
