"""What happens in a time in care, a page for each: coming into care, law, move, leaving, officer, reviews."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any, Final

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import add_months, local_date, say_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.practice.care import forms, record, record_reviews
from righthelp.practice.care.codes import ADOPTED
from righthelp.practice.care.dues import came_to
from righthelp.practice.care.models import CareReview, InCare, Stay
from righthelp.practice.care.queries_homes import Room, rooms
from righthelp.practice.casework.models import MeetingAbout
from righthelp.practice.casework.pages_shared import (
    about_child,
    asked,
    child_subject,
    crumbs_of,
    reaches,
    subject_of,
    the_child,
    today,
)
from righthelp.practice.people.completeness import gaps_of
from righthelp.practice.workforce.models import Worker

SEE, RECORD, DECIDE, REVIEW = "care.see", "care.record", "care.decide", "care.review"
OURS, ABOVE = Purpose.ALLOCATED, Purpose.SUPERVISION
ROOM: Final = ("Looked after", "care:child")


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
    """Homes with a free place first, those of a suspended provider last; what stands behind the name helps to
    choose."""
    found = sorted(rooms(local_date(request.now)), key=lambda room: (bool(room.suspended), room.free <= 0, room.name))
    return [
        (room.home, f"{room.name}, {_places(room.free)}, ages {room.youngest} to {room.oldest}{_warned(room)}")
        for room in found
    ]


def _warned(room: Room) -> str:
    return f". {room.warned}" if room.warned else ""


def _places(free: int) -> str:
    return "full" if free <= 0 else "1 place free" if free == 1 else f"{free} places free"


_FOLLOWS = (
    "A reviewing officer within five working days, a visit within a week, a care plan within ten working days and a "
    "review within twenty follow from this day."
)
_SAME = (
    "With the same carers as something else (placed for adoption, say), choose the same home and another placement. "
    "Long term begins with a match, on the child’s page for fostering."
)
_WHERE = (
    "place", "home", "why_here", "elsewhere", "line", "locality", "postcode", "area", "provider", "miles", "exemption",
)  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def enter(request: PageRequest, child_id: int) -> HttpResponse:
    """A child comes into care."""
    form = opened(request, forms.EntryForm, initial=today(request, "starts"), homes=homes_for(request))

    def verb(**data: Any) -> None:
        record.came_into_care(child=child_id, where=form.where(data), **data)

    return about_child(
        request, child_id, ROOM, form, verb, title="The child comes into care", said=_FOLLOWS,
        say="The child is looked after. What is due now is below.",
        fields=("starts", "law", "order", "need", "why", *_WHERE),
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=care_subject)
def law(request: PageRequest, care_id: int) -> HttpResponse:
    """Another law holds."""
    form = opened(request, forms.LawForm, initial=today(request, "starts"))
    verb = partial(record.law_changed, care=care_id)
    child = _care(care_id).child_id
    return about_child(request, child, ROOM, form, verb, title="Another law", say="The legal status is recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=care_subject)
def move(request: PageRequest, care_id: int) -> HttpResponse:
    """The child moves."""
    form = opened(request, forms.MoveForm, initial=today(request, "starts"), homes=homes_for(request))

    def verb(**data: Any) -> None:
        record.moved(care=care_id, where=form.where(data), **data)

    return about_child(
        request, _care(care_id).child_id, ROOM, form, verb, title="The child moves", button="Record the move",
        say="It is recorded. What is due now is below.", said=_SAME,
        fields=("starts", "change", "change_note", *_WHERE),
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=care_subject)
def leave(request: PageRequest, care_id: int) -> HttpResponse:
    """The child leaves care."""
    child = _care(care_id).child_id
    form = opened(request, forms.LeaveForm, initial=today(request, "ends"))
    if form.recorded(lambda data: record.left_care(care=care_id, by=request.account, now=request.now, **data)):
        unknown = any(each.key == "home" for each in gaps_of(child, local_date(request.now)))
        if unknown and reaches(request, "child.record"):
            return done(request, "move", child, say="The child has left care. Now record where they live.")
        return done(request, ROOM[1], child, say="The child has left care.")
    crumbs = crumbs_of(the_child(request, child), ROOM)
    return asked(request, form, title="The child leaves care", button="Record it", back=crumbs)


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=care_subject)
def officer(request: PageRequest, care_id: int) -> HttpResponse:
    """A reviewing officer is named."""
    at_work = Worker.objects.filter(account__roles__contains=["reviewing_officer"], ends__isnull=True).order_by("name")
    form = opened(request, forms.OfficerForm, officers=list(at_work.values_list("pk", "name")))
    return about_child(
        request, _care(care_id).child_id, ROOM, form, partial(record.officer_named, care=care_id),
        title="Reviewing officer", button="Name them", say="The reviewing officer is named.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=care_subject)
def take_back(request: PageRequest, care_id: int) -> HttpResponse:
    """The newest change was recorded by mistake."""
    form = opened(request, forms.WhyForm)
    return about_child(
        request, _care(care_id).child_id, ROOM, form, partial(record.change_taken_back, care=care_id), warn=True,
        title="Recorded by mistake", button="Take it back", say="What was before goes on.",
        said="The newest change of law or place is taken back, and what was before goes on. What was taken back, and "
        "why, stays on this record.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=care_subject)
def leave_back(request: PageRequest, care_id: int) -> HttpResponse:
    """That the child left care was recorded by mistake. Adoption takes its own orders back."""
    held = _care(care_id)
    if held.ends is None or held.left in ADOPTED:
        raise Http404
    form = opened(request, forms.WhyForm)
    return about_child(
        request, held.child_id, ROOM, form, partial(record.leaving_taken_back, care=care_id), warn=True,
        title="The child did not leave care", button="Take it back", say="The child is in care as before.",
        said=f"The record says that the child left care on {say_date(held.ends)}. Law, placement and what is due go on "
        "as before. What was recorded, and why it was a mistake, stays on this record.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=stay_subject)
def less(request: PageRequest, stay_id: int) -> HttpResponse:
    """The child agrees to be visited less often."""
    stay = Stay.objects.get(pk=stay_id)
    after = add_months(came_to(stay), 12)
    form = opened(request, forms.LessForm, initial=today(request, "on"))
    return about_child(
        request, stay.child_id, ROOM, form, partial(record.visited_less, stay=stay_id), title="Fewer visits",
        say="Visits are due every six months from the next one on.",
        said=f"Possible from {say_date(after)}, in a long-term foster home, if the child agrees.",
    )  # fmt: skip


@route(act=SEE, writes=REVIEW, audit=Kind.RECORD, purpose=OURS, subject=care_subject)
def review(request: PageRequest, care_id: int) -> HttpResponse:
    """A review was held."""
    child = _care(care_id).child_id
    called = MeetingAbout.objects.filter(child_id=child, kind="lac", cancelled__isnull=True).exclude(
        meeting__care_reviews__withdrawn__isnull=True, meeting__care_reviews__child_id=child
    )
    meetings = [(row.meeting_id, say_date(local_date(row.held or row.planned))) for row in called.order_by("-planned")]
    form = opened(request, forms.ReviewForm, initial=today(request, "held"), meetings=meetings)

    def verb(by: Account, now: datetime, **data: Any) -> None:
        record_reviews.reviewed(care=care_id, by=by, now=now, **forms.ReviewForm.for_verb(data))

    return about_child(
        request, child, ROOM, form, verb, title="Record a review",
        say="The review is recorded. The next one is due as below.",
    )  # fmt: skip


@route(act=SEE, writes=REVIEW, audit=Kind.RECORD, purpose=OURS, subject=review_subject)
def sent(request: PageRequest, review_id: int) -> HttpResponse:
    """The decisions of a review went out."""
    row = CareReview.objects.get(pk=review_id)
    form = opened(request, forms.SentForm, initial=today(request, "on"))
    return about_child(
        request, row.child_id, ROOM, form, partial(record_reviews.decisions_sent, review=review_id),
        title="The decisions were sent", say="Recorded as sent.",
        said=f"The decisions of {say_date(row.held)}, to the child, parents, carers and those who carry them out.",
    )  # fmt: skip


@route(act=SEE, writes=REVIEW, audit=Kind.RECORD, purpose=OURS, subject=review_subject)
def withdraw(request: PageRequest, review_id: int) -> HttpResponse:
    """A review was recorded by mistake."""
    row = CareReview.objects.get(pk=review_id)
    form = opened(request, forms.WhyForm)
    return about_child(
        request, row.child_id, ROOM, form, partial(record_reviews.review_withdrawn, review=review_id), warn=True,
        title="Recorded by mistake", button="Withdraw it", say="The review no longer counts.",
        said=f"The review of {say_date(row.held)} stays readable; the next one is due as if it had not been.",
    )  # fmt: skip
