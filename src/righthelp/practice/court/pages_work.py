"""What happens in legal work, a page for each: advice, decisions, the letter, the application, hearings, orders."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.forms import Form, opened
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.models import MeetingAbout
from righthelp.practice.casework.pages_shared import about_child, child_subject, today
from righthelp.practice.casework.queries import together
from righthelp.practice.court import forms, record, record_court
from righthelp.practice.court.models import Advice, Filing, Hearing, MatterChild
from righthelp.practice.court.pages import advice_subject, row_subject

SEE, RECORD, DECIDE = "legal.see", "legal.record", "legal.decide"
OURS, ABOVE = Purpose.ALLOCATED, Purpose.SUPERVISION


ROOM: Final = ("Legal", "court:child")


def form_page(
    request: PageRequest, child: int, form: Form, verb: Callable[..., object], /, *, title: str, button: str, say: str,
    said: str = "", **given: Any,
) -> HttpResponse:  # fmt: skip
    """A page that is one form about a child; ``verb`` is given what was typed, and ``given``."""
    return about_child(
        request, child, ROOM, form, partial(verb, **given), say=say, title=title, button=button, said=said
    )


def _row(row_id: int) -> MatterChild:
    found = MatterChild.objects.filter(pk=row_id).first()
    if found is None:
        raise Http404
    return found


_ALL = "It holds for every child of the family in this matter."


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def ask(request: PageRequest, child_id: int) -> HttpResponse:
    """Ask the lawyers about a child."""
    form = opened(request, forms.AskForm)
    return form_page(
        request, child_id, form, record.advice_asked, child=child_id,
        title="Ask the lawyers", button="Ask", say="The question is recorded. An answer is due in five working days.",
        said="Legal advice is privileged: it is not for the family, and not for the court. Right Help sends nothing "
        "by itself: tell the lawyers that the question is here.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=advice_subject)
def answer(request: PageRequest, advice_id: int) -> HttpResponse:
    """What the lawyers answered."""
    advice = Advice.objects.get(pk=advice_id)
    form = opened(request, forms.AnswerForm)
    return form_page(
        request, advice.child_id, form, record.advice_answered, advice=advice_id,
        title="What the lawyers advised", button="Record it", say="The advice is recorded.", said=advice.question,
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=child_subject)
def decide(request: PageRequest, child_id: int) -> HttpResponse:
    """What a legal planning meeting decided, for one child or several."""
    family = together(child_id, request.account, DECIDE, request.now)
    held = MeetingAbout.objects.filter(child_id=child_id, kind="legal", held__isnull=False).order_by("-held")
    meetings = [(each.meeting_id, say_date(local_date(each.held))) for each in held if each.held]
    form = opened(
        request, forms.DecideForm, about=[(each.pk, each.called) for each in family], meetings=meetings,
        initial={"children": [child_id], **today(request, "decided")},
    )  # fmt: skip

    def verb(children: list[int], **data: Any) -> None:
        if child_id not in children:
            raise Refused("children", "Tick this child too, or begin from the other child’s record.")
        record.matter_decided(children=children, **data)

    return form_page(
        request, child_id, form, verb, title="What legal planning decided", button="Record the decision",
        say="The decision is recorded. It is on the legal tracker.",
        said="Hold the legal planning meeting and its minutes under Meetings; record here what was decided.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=row_subject)
def letter(request: PageRequest, row_id: int) -> HttpResponse:
    """The letter before proceedings was sent."""
    row = _row(row_id)
    form = opened(request, forms.LetterForm, initial=today(request))
    return form_page(
        request, row.child_id, form, record.letter_sent, matter=row.matter_id, title="The letter before proceedings",
        button="It was sent", say="Pre-proceedings have begun. They are to end within 16 weeks.", said=_ALL,
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=row_subject)
def review(request: PageRequest, row_id: int) -> HttpResponse:
    """A manager looked at pre-proceedings, which go on."""
    row = _row(row_id)
    form = opened(request, forms.ReviewForm)
    return form_page(
        request, row.child_id, form, record.pre_reviewed, matter=row.matter_id, title="Pre-proceedings go on",
        button="Record it", say="The next review is set.",
        said="Write in supervision why they go on. If they have lasted long enough, end them, or go to court.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=row_subject)
def end(request: PageRequest, row_id: int) -> HttpResponse:
    """Pre-proceedings end for one child without a court."""
    row = _row(row_id)
    form = opened(request, forms.EndForm, initial=today(request))
    return form_page(
        request, row.child_id, form, record.pre_ended, row=row_id, title="Pre-proceedings end",
        button="End them", say="Pre-proceedings have ended for this child.", said="For this child only.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=row_subject)
def issue(request: PageRequest, row_id: int) -> HttpResponse:
    """The application to court."""
    row = _row(row_id)
    form = opened(request, forms.IssueForm, initial=today(request))
    return form_page(
        request, row.child_id, form, record_court.issued, matter=row.matter_id, title="The application to court",
        button="Record it", say="The case is at court. The court is to finish in 26 weeks.", said=_ALL,
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=row_subject)
def extend(request: PageRequest, row_id: int) -> HttpResponse:
    """The court extends the timetable."""
    row = _row(row_id)
    last = record_court.ends_by(row)
    said = f"The timetable ends on {say_date(last)}. {_ALL}" if last else ""
    form = opened(request, forms.ExtendForm, initial=today(request, "ordered"))
    return form_page(
        request, row.child_id, form, record_court.extended, matter=row.matter_id, title="The court extends",
        button="Record it", say="The timetable is extended.", said=said,
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=row_subject)
def hearing(request: PageRequest, row_id: int) -> HttpResponse:
    """A hearing is listed."""
    row = _row(row_id)
    form = opened(request, forms.HearingForm)
    return form_page(
        request, row.child_id, form, record_court.hearing_listed, matter=row.matter_id, title="A hearing is listed",
        button="List it", say="The hearing is listed.", said=_ALL,
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=row_subject)
def held(request: PageRequest, row_id: int, hearing_id: int) -> HttpResponse:
    """What came of a hearing."""
    row = _row(row_id)
    found = Hearing.objects.filter(pk=hearing_id, matter_id=row.matter_id).first()
    if found is None:
        raise Http404
    form = opened(request, forms.HeldForm)

    def verb(held: str, **data: Any) -> None:
        record_court.hearing_held(hearing=hearing_id, held=held == "yes", **data)

    return form_page(
        request, row.child_id, form, verb, title="What came of the hearing", button="Record it",
        say="The hearing is recorded. List the next one, and record the orders that were made.",
        said=f"{found.get_kind_display()}, {say_date(found.day)}",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=row_subject)
def filing(request: PageRequest, row_id: int) -> HttpResponse:
    """Something is to be filed."""
    row = _row(row_id)
    form = opened(request, forms.FilingForm)
    return form_page(
        request, row.child_id, form, record_court.filing_due, matter=row.matter_id, title="To be filed",
        button="Record it", say="It is on the list.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=row_subject)
def filed(request: PageRequest, row_id: int, filing_id: int) -> HttpResponse:
    """It was filed."""
    row = _row(row_id)
    found = Filing.objects.filter(pk=filing_id, matter_id=row.matter_id).first()
    if found is None:
        raise Http404
    form = opened(request, forms.OnForm, initial=today(request))
    return form_page(
        request, row.child_id, form, record_court.filed, filing=filing_id, title="It was filed", button="Record it",
        say="It is recorded as filed.", said=f"{found.what}, due {say_date(found.due)}",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=row_subject)
def delay(request: PageRequest, row_id: int) -> HttpResponse:
    """A cause of delay."""
    row = _row(row_id)
    form = opened(request, forms.DelayForm, initial=today(request))
    return form_page(
        request, row.child_id, form, record_court.delayed, matter=row.matter_id, title="A cause of delay",
        button="Record it", say="The cause is recorded.", said="Record it when it happens, not when the case is late.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=row_subject)
def order(request: PageRequest, row_id: int) -> HttpResponse:
    """What a court ordered for this child."""
    row = _row(row_id)
    form = opened(request, forms.OrderForm, initial=today(request, "starts"))
    return form_page(
        request, row.child_id, form, record_court.ordered, row=row_id, title="What the court ordered",
        button="Record the order", say="The order is recorded.",
        said="For this child only. If the child is in care, the legal status there changes with it.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=row_subject)
def conclude(request: PageRequest, row_id: int) -> HttpResponse:
    """Proceedings end."""
    row = _row(row_id)
    form = opened(request, forms.OnForm, initial=today(request))
    return form_page(
        request, row.child_id, form, record_court.concluded, matter=row.matter_id, title="Proceedings end",
        button="End them", say="Proceedings have ended.", said=_ALL,
    )  # fmt: skip
