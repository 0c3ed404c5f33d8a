"""Deciding what the enquiries come to, and taking a decision back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.mash import queries, record_decision
from righthelp.practice.mash.codes import SHORT
from righthelp.practice.mash.forms import DecideForm, WhyForm
from righthelp.practice.mash.pages_shared import asked, crumbs, enquiry_of, enquiry_subject


@route(act="mash.decide", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def decide(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """A manager decides, with what partners said about each child beside the form and what is missing above it."""
    row = enquiry_of(enquiry_id)
    siblings = [each for each in queries.together(row, request.account, request.now) if each.decided is None]
    saw(request, [each.child_id for each in siblings])
    form = opened(
        request,
        DecideForm,
        initial={"children": [each.pk for each in siblings]},
        family=[(each.pk, str(each.child)) for each in siblings],
    )

    def verb(data: dict[str, Any]) -> None:
        record_decision.decided(
            enquiries=data["children"],
            decision=data["decision"],
            level=data["level"],
            reason=data["reason"],
            missing_why=data["missing_why"],
            by=request.account,
            now=request.now,
        )

    if form.recorded(verb):
        return done(request, "mash:enquiry", enquiry_id, say="It is decided. The referral goes on from here.")
    context = {
        "title": "Decide what it comes to",
        "caption": f"{row.child}, {SHORT[row.rating].lower()}",
        "crumbs": crumbs(row),
        "form": form,
        "row": row,
        "siblings": siblings,
        "missing": record_decision.missing_of(siblings),
        "name_of": queries.name_of,
    }
    return render(request, "mash/decide.html", context)


@route(act="mash.decide", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def undo(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """Take a decision back, with the reason."""
    row = enquiry_of(enquiry_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record_decision.decision_undone(
            enquiry=enquiry_id, why=data["why"], by=request.account, now=request.now
        )
    ):
        return done(request, "mash:enquiry", enquiry_id, say="The decision is taken back. The clock runs again.")
    return asked(
        request, form, title="Take the decision back", button="Take it back", fields=("why",), back=crumbs(row),
        said="What was decided and why stays readable. The referral stays where it is: tell the team that has it.",
        caption=str(row.child), warn=True,
    )  # fmt: skip
