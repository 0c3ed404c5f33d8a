"""The pages of a child's family: who is who, the genogram, adding somebody, brothers and sisters together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.people import kin, record, record_family, record_siblings
from righthelp.practice.people.ages import say_age, say_birth
from righthelp.practice.people.forms_family import RelateForm, SiblingsForm
from righthelp.practice.people.models import Attendance, Registration, StruckOut
from righthelp.practice.people.pages_facts import child_subject, reaches
from righthelp.practice.people.pictures import family_picture
from righthelp.practice.people.queries import Named, named
from righthelp.practice.people.queries_family import Relative, family_of
from righthelp.practice.people.search import find
from righthelp.practice.people.standing import NOBODY, may, standing

Parts = list[tuple[str, str, bool]]


def the_child(request: PageRequest, child_id: int) -> Named:
    """The child a page is about, by name and age. Raises ``Http404`` when there is no such person."""
    found = named(child_id, local_date(request.now))
    if found is None:
        raise Http404
    return found


def parts(request: PageRequest, child_id: int) -> Parts:
    """The pages of a child's family and homes, beside the record."""
    pages = (("Record", "child"), ("Family", "family"), ("Addresses", "addresses"), ("Ecomap", "ecomap"))
    found = []
    for words, name in pages:
        href = reverse(name, args=[child_id])
        found.append((words, href, href == request.path))
    return found


def around(request: PageRequest, child_id: int, title: str, **more: Any) -> dict[str, Any]:
    """What every page here shows at its head."""
    child = the_child(request, child_id)
    crumbs = [{"text": child.name, "href": reverse("child", args=[child_id])}]
    return {
        "title": title,
        "child": child,
        "crumbs": crumbs,
        "links": parts(request, child_id),
        "may_record": reaches(request, "child.record"),
        **more,
    }


def form_page(
    request: PageRequest, child_id: int, form: Form, *, title: str, button: str, back: str, **more: Any
) -> HttpResponse:
    """The page of one form about a child's family or home. ``back`` is the page it came from."""
    context = around(request, child_id, title, form=form, button=button, back=reverse(back, args=[child_id]))
    given = {"notes": (), "lists": (), "warn": False, "fields": list(form.fields), **more}
    return render(
        request, "people/family_form.html", {**context, **given}, status=400 if form.sent and form.errors else 200
    )


@dataclass(frozen=True)
class Group:
    """Relatives under one heading."""

    words: str
    relatives: list[Relative]


def grouped(relatives: Sequence[Relative]) -> list[Group]:
    """Relatives as the page shows them: who brings the child up, brothers and sisters, children, others, and before."""
    bringing_up = kin.PARENTS | kin.BRINGING_UP
    now = [each for each in relatives if each.current]
    up = [each for each in now if each.forward and each.kind in bringing_up]
    siblings = [each for each in now if each.kind in kin.SIBLINGS]
    own = [each for each in now if not each.forward and each.kind in bringing_up]
    rest = [each for each in now if each not in up and each not in siblings and each not in own]
    groups = [
        Group("Parents and carers", up),
        Group("Brothers and sisters", siblings),
        Group("Children of theirs", own),
        Group("Others who matter", rest),
        Group("Before", [each for each in relatives if not each.current]),
    ]
    return [group for group in groups if group.relatives]


@route(act="child.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def family(request: PageRequest, child_id: int) -> HttpResponse:
    """A child's family: the genogram, and beside it the same in words."""
    relatives = family_of(child_id, request.account, request.now)
    picture = family_picture(child_id, request.account, request.now)
    saw(request, {*(each.id for each in relatives), *picture.people})
    context = around(
        request,
        child_id,
        "Family",
        groups=grouped(relatives),
        picture=picture,
        struck=_struck(request, child_id),
    )
    return render(request, "people/family.html", context)


def _struck(request: PageRequest, child_id: int) -> list[tuple[StruckOut, str]]:
    """What was recorded in error, in words, without people the reader may not know of."""
    rows = list(
        StruckOut.objects.filter(person_id=child_id, other__isnull=False).select_related("other").order_by("-at")[:20]
    )
    known = standing(request.account, {row.other_id for row in rows if row.other_id}, request.now)
    return [
        (row, f"{kin.said(row.kind, forward=True, sex=row.other.sex)}: {row.other}")
        for row in rows
        if row.other and known.get(row.other.pk, NOBODY).knows
    ]


@route(act="child.see", audit=Kind.EXPORT, purpose=Purpose.DUTY, subject=child_subject)
def genogram_file(request: PageRequest, child_id: int) -> HttpResponse:
    """The genogram as a file to keep or print."""
    the_child(request, child_id)
    picture = family_picture(child_id, request.account, request.now, alone=True)
    saw(request, picture.people)
    return svg_file(str(picture.drawn.svg), f"genogram-{child_id}.svg")


def svg_file(svg: str, name: str) -> HttpResponse:
    """A drawing as a file that a browser saves and does not run."""
    response = HttpResponse(f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}', content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@route(act="child.see", writes="child.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def relate(request: PageRequest, child_id: int) -> HttpResponse:
    """Somebody comes into the family: found by name, or registered in the same act."""
    asked = (request.GET.get("q") or request.POST.get("q") or "").strip()[:120]
    found = [each for each in find(asked, account=request.account, now=request.now).found if each.id != child_id]
    today = local_date(request.now)
    likely: list[Any] = []
    people = [(str(each.id), _described(each, today)) for each in found]
    form = opened(request, RelateForm, people=people, initial={"other": "new" if asked and not people else ""})

    def verb(data: dict[str, Any]) -> None:
        try:
            _related(request, child_id, form, data)
        except record.LikelyDuplicateError as duplicate:
            likely.extend(duplicate.candidates)
            raise

    if form.recorded(verb):
        return done(request, "family", child_id, say="The relationship is recorded, for both of them.")
    saw(request, [each.id for each in [*found, *likely]])
    request.audit_detail = f"looked for: {asked}" if asked else ""
    context = around(
        request,
        child_id,
        "Add somebody to the family",
        form=form,
        q=asked,
        found=found,
        likely=[(each, _described(each, today)) for each in likely],
        back=reverse("family", args=[child_id]),
    )
    return render(request, "people/relate.html", context, status=400 if form.sent and form.errors else 200)


def _described(each: Any, today: Any) -> str:
    born = say_birth(each.birth_date, each.birth_date_kind)
    return f"{each.name}, {born}, {say_age(each.birth_date, today, each.birth_date_kind)}"


def _related(request: PageRequest, child_id: int, form: RelateForm, data: dict[str, Any]) -> None:
    """One act: the person, when new, and the relationship."""
    tie = form.tie(data)
    if data["other"] not in ("", "new"):
        record_family.related(person=child_id, other=int(data["other"]), tie=tie, by=request.account, now=request.now)
        return
    looked_at = [int(each) for each in data["somebody_else"].split(",") if each.isdecimal() and len(each) < 19]
    record_siblings.newly_related(
        person=child_id,
        tie=tie,
        forename=data["forename"],
        surname=data["surname"],
        birth_date=data["birth_date"],
        birth_date_kind=data["birth_date_kind"] or "known",
        sex=data["sex"] or "U",
        somebody_else=looked_at if data["not_the_same"] else (),
        by=request.account,
        now=request.now,
    )


@route(act="child.see", writes="child.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def siblings(request: PageRequest, child_id: int) -> HttpResponse:
    """Brothers and sisters together: grouped in one act, and a school or GP recorded for all who are ticked."""
    relatives = {each.id: each for each in family_of(child_id, request.account, request.now) if each.is_child}
    mine = may(request.account, "child.record", list(relatives), request.now)
    children = [each for each in relatives.values() if each.id in mine]
    school = (
        Attendance.objects.filter(person=child_id, ends__isnull=True, organisation__isnull=False)
        .exclude(kind="alternative")
        .select_related("organisation")
        .first()
    )
    health = (
        Registration.objects.filter(person=child_id, ends__isnull=True, kind="gp")
        .select_related("organisation")
        .first()
    )
    form = opened(
        request,
        SiblingsForm,
        children=[(str(each.id), f"{each.name}, {each.age} ({each.what.lower()})") for each in children],
        school=school.organisation.name if school and school.organisation else "",
        health=health.organisation.name if health else "",
    )

    if form.recorded(
        lambda data: record_siblings.worked_together(
            child=child_id,
            siblings=[int(each) for each in data["siblings"]],
            kind=data["kind"],
            since=data["since"],
            school=school.organisation_id if school and data.get("school") else None,
            health=health.organisation_id if health and data.get("health") else None,
            by=request.account,
            now=request.now,
        )
    ):
        return done(request, "family", child_id, say="It is recorded for everyone you ticked.")
    saw(request, [each.id for each in children])
    notes = [] if children else ["No brother or sister is recorded yet. Add them to the family first."]
    return form_page(
        request, child_id, form, title="Brothers and sisters together", button="Record for all ticked",
        back="family", notes=notes,
    )  # fmt: skip


__all__ = ["around", "family", "form_page", "genogram_file", "parts", "relate", "siblings", "svg_file", "the_child"]
