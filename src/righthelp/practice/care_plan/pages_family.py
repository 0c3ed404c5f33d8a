"""What is recorded about contact, life story and decisions of reviews, a page for each; and taken back."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import HttpResponse

from righthelp.foundation.access.decision import Subject
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import say_date
from righthelp.foundation.pages.forms import opened
from righthelp.practice.care.forms import WhyForm
from righthelp.practice.care.models import CareReview
from righthelp.practice.care.pages_back import Kinds, row_subject_of, taken_back_page
from righthelp.practice.care_plan import forms, record_family
from righthelp.practice.care_plan.models import (
    Arrangement,
    ClinicCase,
    GuardianshipAsked,
    Permanence,
    Recommendation,
    Refusal,
    Session,
    StoryItem,
    Support,
)
from righthelp.practice.care_plan.pages import ABOVE, DECIDE, OURS, RECORD, REVIEW, ROOM, SEE
from righthelp.practice.care_plan.record_family import Arranging
from righthelp.practice.casework.pages_shared import about_child, child_subject, me, subject_of, today, workers

_KINDS: Final[Kinds] = {
    "permanence": (Permanence, "plan for permanence"),
    "contact": (Arrangement, "arrangement for contact"),
    "refusal": (Refusal, "refusal of contact"),
    "session": (Session, "contact"),
    "guardianship": (GuardianshipAsked, "answer about special guardianship"),
    "support": (Support, "support after an order"),
    "clinic": (ClinicCase, "case of a permanence clinic"),
    "story": (StoryItem, "piece of life story work"),
    "recommendation": (Recommendation, "decision of a review"),
}
row_subject = row_subject_of(_KINDS)


def arrangement_subject(arrangement_id: int) -> Subject:
    """The child who keeps in contact."""
    return subject_of(Arrangement, arrangement_id)


def refusal_subject(refusal_id: int) -> Subject:
    """The child to whom contact is refused."""
    return subject_of(Refusal, refusal_id)


def item_subject(item_id: int) -> Subject:
    """The child whose story it is."""
    return subject_of(StoryItem, item_id)


def review_subject(review_id: int) -> Subject:
    """The child who was reviewed."""
    return subject_of(CareReview, review_id)


def recommendation_subject(recommendation_id: int) -> Subject:
    """The child for whom it is to be done."""
    return subject_of(Recommendation, recommendation_id)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def arrange(request: PageRequest, child_id: int) -> HttpResponse:
    """The child keeps in contact with somebody."""
    form = opened(request, forms.ArrangeForm, initial=today(request, "starts"))

    def verb(*, starts: Any, by: Any, now: Any, **said: str) -> None:
        record_family.arranged(child=child_id, what=Arranging(**said), starts=starts, by=by, now=now)

    return about_child(request, child_id, ROOM, form, verb, title="Contact", say="The contact is arranged.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=arrangement_subject)
def end(request: PageRequest, arrangement_id: int) -> HttpResponse:
    """The contact is no longer arranged."""
    row = Arrangement.objects.get(pk=arrangement_id)
    form = opened(request, forms.EndForm, initial=today(request, "ends"))
    verb = partial(record_family.arrangement_ended, arrangement=arrangement_id)
    return about_child(
        request, row.child_id, ROOM, form, verb, title="Contact ends", say="The contact has ended.",
        said="If it goes on in another way, arrange that too. To keep somebody away, refuse contact instead.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=arrangement_subject)
def refuse(request: PageRequest, arrangement_id: int) -> HttpResponse:
    """Contact is refused."""
    row = Arrangement.objects.get(pk=arrangement_id)
    form = opened(request, forms.RefuseForm, initial=today(request, "starts"))
    verb = partial(record_family.contact_refused, arrangement=arrangement_id)
    return about_child(
        request, row.child_id, ROOM, form, verb, title="Refuse contact", say="The refusal is recorded.", warn=True,
        button="Refuse contact", said=f"With {row.who}. Without an order of the court for seven days at most, and only "
        "where it is urgent to keep the child safe (Children Act 1989, section 34(6)).",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=refusal_subject)
def again(request: PageRequest, refusal_id: int) -> HttpResponse:
    """Contact begins again."""
    row = Refusal.objects.get(pk=refusal_id)
    form = opened(request, forms.BeginAgainForm, initial=today(request, "ends"))
    verb = partial(record_family.refusal_ended, refusal=refusal_id)
    return about_child(request, row.child_id, ROOM, form, verb, title="Contact begins again", say="Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=arrangement_subject)
def session(request: PageRequest, arrangement_id: int) -> HttpResponse:
    """A contact that was arranged for a day."""
    row = Arrangement.objects.get(pk=arrangement_id)
    form = opened(request, forms.SessionForm, initial=today(request, "on") | {"who": row.supervised_by})
    verb = partial(record_family.contact_held, arrangement=arrangement_id)
    return about_child(request, row.child_id, ROOM, form, verb, title=f"Contact with {row.who}", say="Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def story(request: PageRequest, child_id: int) -> HttpResponse:
    """A piece of life story work."""
    form = opened(request, forms.StoryForm, initial=today(request, "on"))
    verb = partial(record_family.story_kept, child=child_id)
    return about_child(request, child_id, ROOM, form, verb, title="Life story", say="It is part of the life story.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=item_subject)
def given(request: PageRequest, item_id: int) -> HttpResponse:
    """The child was given it."""
    row = StoryItem.objects.get(pk=item_id)
    form = opened(request, forms.OnForm, initial=today(request, "on"))
    verb = partial(record_family.story_given, item=item_id)
    return about_child(
        request, row.child_id, ROOM, form, verb, title="The child has it", say="Recorded.",
        said=f"{row.get_kind_display()}, {say_date(row.on)}.",
    )  # fmt: skip


@route(act=SEE, writes=REVIEW, audit=Kind.RECORD, purpose=OURS, subject=review_subject)
def recommend(request: PageRequest, review_id: int) -> HttpResponse:
    """A review decided that somebody does something by a day."""
    row = CareReview.objects.get(pk=review_id)
    form = opened(request, forms.RecommendForm, workers=workers(request), initial={"worker": me(request)})
    verb = partial(record_family.recommended, review=review_id)
    return about_child(
        request, row.child_id, ROOM, form, verb, title="A decision of the review", button="Follow it",
        say="It is followed until it is done.", said=f"At the review of {say_date(row.held)}: {row.decisions}",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=recommendation_subject)
def carried_out(request: PageRequest, recommendation_id: int) -> HttpResponse:
    """A decision of a review was carried out."""
    row = Recommendation.objects.get(pk=recommendation_id)
    form = opened(request, forms.DoneForm, initial=today(request, "on"))
    verb = partial(record_family.recommendation_done, recommendation=recommendation_id)
    return about_child(
        request, row.child_id, ROOM, form, verb, title="It was done", say="Recorded as done.", said=row.what
    )


@route(act=SEE, writes=REVIEW, audit=Kind.RECORD, purpose=OURS, subject=recommendation_subject)
def stop(request: PageRequest, recommendation_id: int) -> HttpResponse:
    """A decision of a review need no longer be carried out: the reviewing officer says so."""
    row = Recommendation.objects.get(pk=recommendation_id)
    form = opened(request, WhyForm)
    verb = partial(record_family.recommendation_stopped, recommendation=recommendation_id)
    return about_child(
        request, row.child_id, ROOM, form, verb, title="It need not be done", say="Recorded.", said=row.what
    )


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=row_subject)
def take_back(request: PageRequest, kind: str, number: int) -> HttpResponse:
    """A record was a mistake."""
    return taken_back_page(request, ROOM, _KINDS, kind, number, record_family.taken_back)


__all__ = [
    "again",
    "arrange",
    "carried_out",
    "end",
    "given",
    "recommend",
    "refuse",
    "session",
    "stop",
    "story",
    "take_back",
]
