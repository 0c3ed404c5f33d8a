"""Writing: one section at a time with what helps beside it; what partners said; what was found."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages import drafts
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.assessment import brought, language, record_text
from righthelp.practice.assessment.codes import factors_on
from righthelp.practice.assessment.forms import AnswerForm, ContributionForm, FactorsForm, WhyForm, WriteForm
from righthelp.practice.assessment.models import Text
from righthelp.practice.assessment.pages_shared import (
    asked,
    assessment_subject,
    contribution_of,
    crumbs,
    others_for,
    whole_of,
)
from righthelp.practice.assessment.prompts import BY_KEY, SECTIONS, after
from righthelp.practice.assessment.queries import Shown, Whole
from righthelp.practice.assessment.record_text import Changed


def _section(whole: Whole, key: str) -> Shown:
    if key not in BY_KEY:
        raise Http404
    return next(each for each in whole.sections if each.section.key == key)


@route(act="assessment.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=assessment_subject)
def write(request: PageRequest, assessment_id: int, key: str) -> HttpResponse:
    """Write one section. Beside it: what it asks, what is known already, what stood there in earlier assessments."""
    whole = whole_of(request, assessment_id)
    shown = _section(whole, key)
    if not whole.row.writable and request.method != "POST":  # what is sent is refused with its text kept
        return HttpResponseRedirect(reverse("assessment:assessment", args=[assessment_id]))
    common = shown.section.shared and whole.shares
    form = opened(request, WriteForm, initial=_as_it_stands(shown))
    earlier = brought.forward_from(whole.row, key, request.account, request.now)
    pressed = next((name for name in ("check", "bring", "both") if name in request.POST), "")
    if pressed:
        form.sent = False
        _pressed(request, form, pressed, shown, earlier)
    clash: list[Changed] = []

    def save(data: dict[str, Any]) -> None:
        try:
            record_text.written(
                assessment=assessment_id,
                key=key,
                own=data["own"],
                own_seen=data["own_seen"] or 0,
                shared=data["shared"] if common else None,
                shared_seen=data["shared_seen"] or 0,
                source=data["source"],
                by=request.account,
                now=request.now,
            )
        except Changed as no:
            clash.append(no)
            raise

    if form.recorded(save):
        following = after(key)
        if "next" in request.POST and following:
            return done(request, "assessment:write", assessment_id, following.key, say="Saved.")
        return done(request, "assessment:assessment", assessment_id, say="Saved.")
    theirs = clash[0].theirs if clash else None
    if theirs is not None:
        _data(form)[f"{clash[0].field}_seen"] = str(theirs.version)
    typed = "\n".join(str(form[name].value() or "") for name in ("own", "shared"))
    context = {
        "title": shown.section.title,
        "caption": str(whole.row.child),
        "crumbs": crumbs(whole.row),
        "whole": whole,
        "shown": shown,
        "section": shown.section,
        "common": common,
        "form": form,
        "theirs": theirs,
        "clash": clash[0].field if clash else "",
        "checked": pressed == "check",
        "hurting": language.found(typed) if pressed == "check" else [],
        "earlier": earlier,
        "known": brought.beside(request, whole.row, shown.section.beside),
        "sections": SECTIONS,
        "written": {each.section.key for each in whole.sections if each.written},
        "following": after(key),
    }
    return render(request, "assessment/write.html", context)


def _as_it_stands(shown: Shown) -> dict[str, Any]:
    return {
        "own": shown.own.text if shown.own else "",
        "own_seen": shown.own.version if shown.own else 0,
        "shared": shown.common.text if shown.common else "",
        "shared_seen": shown.common.version if shown.common else 0,
    }


def _data(form: WriteForm) -> QueryDict:
    """What was typed, to be changed."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    form.data = data
    return data


def _pressed(request: PageRequest, form: WriteForm, pressed: str, shown: Shown, earlier: list[Any]) -> None:
    """A press that changes what stands in the boxes and records nothing; the draft keeps it."""
    data = _data(form)
    if pressed == "bring":
        source = next((pair for pair in earlier if str(pair[0].pk) == request.POST["bring"]), None)
        if source:
            text, of = source
            head = f"From the assessment of {say_date(local_date(of.authorised or of.begun))}:"
            data["own"] = "\n\n".join(filter(None, [data.get("own", "").strip(), f"{head}\n{text.text}"]))
            data["source"] = str(text.pk)
    elif pressed == "both":
        field = "shared" if request.POST["both"] == "shared" else "own"
        there: Text | None = shown.common if field == "shared" else shown.own
        if there:
            data[field] = f"{there.text}\n\n{data.get(field, '')}".strip()
            data[f"{field}_seen"] = str(there.version)
    for name in ("check", "bring", "both"):
        data.pop(name, None)
    drafts.keep(request.account, request.path, data, request.now)


@route(act="assessment.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=assessment_subject)
def versions(request: PageRequest, assessment_id: int, key: str) -> HttpResponse:
    """What stood in a section before, each with who wrote it and when."""
    whole = whole_of(request, assessment_id)
    shown = _section(whole, key)
    context = {
        "title": f"Earlier text: {shown.section.title}",
        "caption": str(whole.row.child),
        "crumbs": crumbs(whole.row),
        "own": _versions(shown.own),
        "common": _versions(shown.common),
    }
    return render(request, "assessment/versions.html", context)


def _versions(text: Text | None) -> list[Any]:
    if text is None:
        return []
    events: Any = Text.pgh_event_model  # type: ignore[attr-defined]  # put there by pghistory
    return list(events.objects.filter(pgh_obj_id=text.pk).select_related("by").order_by("-version", "-pgh_id"))


@route(act="assessment.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=assessment_subject)
def contribute(request: PageRequest, assessment_id: int) -> HttpResponse:
    """A partner was asked, or has said what they know."""
    whole = whole_of(request, assessment_id)
    form = opened(request, ContributionForm)
    if not (whole.common and whole.others):
        del form.fields["for_all"]
    if form.recorded(
        lambda data: record_text.contributed(assessment=assessment_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "assessment:assessment", assessment_id, say="Recorded.")
    fields = ("agency", "who", "asked", "given", "what", "for_all")
    return asked(
        request, form, title="What a partner was asked, or said", button="Record it", fields=fields,
        back=crumbs(whole.row), caption=str(whole.row.child),
    )  # fmt: skip


@route(act="assessment.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=assessment_subject)
def answer(request: PageRequest, assessment_id: int, contribution_id: int) -> HttpResponse:
    """Whoever was asked has answered."""
    whole = whole_of(request, assessment_id)
    held = contribution_of(whole, contribution_id)
    form = opened(request, AnswerForm)
    if form.recorded(
        lambda data: record_text.answered(contribution=held.pk, by=request.account, now=request.now, **data)
    ):
        return done(request, "assessment:assessment", assessment_id, say="Recorded.")
    said = ", ".join(filter(None, [held.get_agency_display(), held.who]))
    return asked(
        request, form, title="They have answered", button="Record it", fields=("given", "what"),
        back=crumbs(whole.row), said=said,
    )  # fmt: skip


@route(act="assessment.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=assessment_subject)
def strike(request: PageRequest, assessment_id: int, contribution_id: int) -> HttpResponse:
    """What a partner said was recorded by mistake."""
    whole = whole_of(request, assessment_id)
    held = contribution_of(whole, contribution_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record_text.contribution_withdrawn(
            contribution=held.pk, by=request.account, now=request.now, **data
        )
    ):
        return done(request, "assessment:assessment", assessment_id, say="It is struck out.")
    return asked(
        request, form, title="Recorded by mistake", button="Strike it out", fields=("why",), back=crumbs(whole.row),
        said=held.what, warn=True,
    )  # fmt: skip


@route(act="assessment.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=assessment_subject)
def factors(request: PageRequest, assessment_id: int) -> HttpResponse:
    """What was found, by the census's codes."""
    whole = whole_of(request, assessment_id)
    others = others_for(request, whole, "assessment.record", "writable")
    today = local_date(request.now)
    may = factors_on(today)
    form = opened(
        request,
        FactorsForm,
        initial={"factors": [each.code for each in whole.row.factors.all()]},
        others=others,
        factors=may,
    )
    if form.recorded(
        lambda data: record_text.factors_found(
            assessments=[assessment_id, *data.get("also", [])],
            factors=data["factors"],
            by=request.account,
            now=request.now,
        )
    ):
        return done(request, "assessment:assessment", assessment_id, say="Saved.")
    groups: dict[str, list[Any]] = {}
    for each in may:
        groups.setdefault(each.group, []).append(each)
    context = {
        "title": "What was found",
        "caption": str(whole.row.child),
        "crumbs": crumbs(whole.row),
        "form": form,
        "groups": groups,
        "chosen": set(form["factors"].value() or []),
    }
    return render(request, "assessment/factors.html", context)
