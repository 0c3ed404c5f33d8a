"""A family until the child is grown up: who waits for one, a child's profile, families considered, the match."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.care.models import InCare
from righthelp.practice.care.pages_back import Kinds, row_subject_of, taken_back_page
from righthelp.practice.casework.forms import NothingForm
from righthelp.practice.casework.pages_shared import (
    asked,
    child_subject,
    crumbs_of,
    reaches,
    subject_of,
    the_child,
    today,
    workers,
)
from righthelp.practice.fostering import forms_lasting as forms
from righthelp.practice.fostering import profile_print, tables, tables_lasting
from righthelp.practice.fostering import queries_lasting as queries
from righthelp.practice.fostering import record_lasting as record
from righthelp.practice.fostering.acting import serves
from righthelp.practice.fostering.codes_lasting import PARTS, PROFILE
from righthelp.practice.fostering.models import Meeting
from righthelp.practice.fostering.models_lasting import Family, Finding, LongTerm
from righthelp.practice.people.models import Person

SEE, FIND, BACK = "fostering.known", "fostering.find", "fostering.nominate"
OURS = Purpose.ALLOCATED
ROOM: Final = ("Fostering", "fostering:of-child")
KINDS: Final[Kinds] = {
    "finding": (Finding, "profile and search"),
    "family": (Family, "family that was considered"),
    "match": (LongTerm, "long-term match"),
}
back_subject = row_subject_of(KINDS)


def finding_subject(finding_id: int) -> Subject:
    """The child for whom a family is looked for."""
    return subject_of(Finding, finding_id)


def family_subject(family_id: int) -> Subject:
    """The child for whom a family is considered."""
    return subject_of(Family, family_id)


def match_subject(match_id: int) -> Subject:
    """The child of a match."""
    return subject_of(LongTerm, match_id)


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def board(request: PageRequest) -> HttpResponse:
    """Children whose plan is long-term fostering and who have no long-term match yet."""
    rows = queries.waiting(request.account, request.now)
    shown = tables_lasting.waiting_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    counts = {state: sum(row.state == state for row in rows) for state in queries.STATES}
    context = {
        "title": "Long-term fostering",
        "crumbs": [{"text": "Fostering households", "href": reverse("fostering:register-of-homes")}],
        "shown": shown,
        "children": len(rows),
        "counts": counts,
        "unasked": sum(row.unasked for row in rows),
        "year": sum(row.days is not None and row.days >= 366 for row in rows),
    }
    return render(request, "fostering/lasting.html", context)


@route(act=SEE, writes=FIND, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def begin(request: PageRequest, child_id: int) -> HttpResponse:
    """A family is looked for."""
    care = InCare.objects.filter(child_id=child_id, ends__isnull=True).values_list("pk", flat=True).first()
    form, made = opened(request, NothingForm), list[Finding]()
    if form.recorded(lambda _: made.append(record.finding_begun(care=care or 0, by=request.account, now=request.now))):
        return done(request, "fostering:finding-write", made[0].pk, say="Begun. Go on from what is known.")
    return asked(
        request, form, title="Look for a family until grown up", button="Begin",
        back=crumbs_of(the_child(request, child_id), ROOM),
        said="The profile starts with what the record knows: how a home was asked for, the placement plan, brothers "
        "and sisters, contact, the child’s own words.",
    )  # fmt: skip


def _finding(finding_id: int) -> Finding:
    child = finding_subject(finding_id).id
    return next(each for each in queries.findings_of(child) if each.pk == finding_id)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=finding_subject)
def finding(request: PageRequest, finding_id: int) -> HttpResponse:
    """A child's profile, the families considered, the match."""
    row = _finding(finding_id)
    about = the_child(request, row.child_id)
    families = list(row.families.all())
    matches = [match for family in families for match in family.matches.all()]
    stands = any(match.withdrawn is None for match in matches)
    shown = [match.item_id for match in matches if match.withdrawn is None]
    context = {
        "title": f"A family for {about.called or about.name}",
        "crumbs": crumbs_of(about, ROOM),
        "row": row,
        "parts": PROFILE,
        "families": families,
        "matches": sorted(matches, key=lambda match: match.withdrawn is not None),
        "matched": stands,
        "lacks": record.missing_from(row),
        "left_out": profile_print.left_out(row),
        "before": [each for each in queries.items_of(row.child_id) if each.pk not in shown],
        "hidden": homes_hidden(request, row.child_id),
        "said": tables.said,
        "brings": serves(request.account),
        "records": reaches(request, FIND) and row.runs,
        "takes_back": reaches(request, BACK),
    }
    return render(request, "fostering/finding.html", context)


def homes_hidden(request: PageRequest, child: int) -> set[int]:
    """Homes of a child whose address is protected, which a reader without a tie to the child does not see."""
    if request.decision.relationship:
        return set()
    return queries.protected_homes(child)


@route(act=SEE, audit=Kind.EXPORT, purpose=OURS, subject=finding_subject)
def finding_print(request: PageRequest, finding_id: int) -> HttpResponse:
    """The profile to print, for families who may be asked: nothing in it says where the child is."""
    row = _finding(finding_id)
    about, names = the_child(request, row.child_id), profile_print.tells_where(row.child_id)
    context = {
        "title": f"This is {Person.objects.get(pk=row.child_id).forename}",
        "age": about.age,
        "parts": [(title, profile_print.blanked(getattr(row, name), names)) for name, title, _ in PROFILE],
        "lacks": record.missing_from(row),
        "printed_at": request.now,
        "printed_by": request.account.name,
    }
    return render(request, "fostering/finding_print.html", context)


def _of_finding(
    request: PageRequest, number: int, form: Form, verb: Callable[..., object], *, title: str, say: str,
    button: str = "Record it", **more: Any,
) -> HttpResponse:  # fmt: skip
    """A page that is one form about a search for a family; back to it."""
    row = _finding(number)
    if form.recorded(lambda data: verb(by=request.account, now=request.now, **data)):
        return done(request, "fostering:finding", number, say=say)
    here = {"text": "A family", "href": reverse("fostering:finding", args=[number])}
    back = [*crumbs_of(the_child(request, row.child_id), ROOM), here]
    return asked(request, form, title=title, button=button, back=back, **more)


@route(act=SEE, writes=FIND, audit=Kind.RECORD, purpose=OURS, subject=finding_subject)
def write(request: PageRequest, finding_id: int) -> HttpResponse:
    """The profile."""
    row = _finding(finding_id)
    start = {name: getattr(row, name) for name in PARTS} | {"finder": row.finder_id}
    form = opened(request, forms.ProfileForm, initial=start, workers=workers(request))

    def verb(*, finder: int, by: Any, now: Any, **said: str) -> None:
        record.profile_written(finding=finding_id, said=said, finder=finder, by=by, now=now)

    return _of_finding(
        request, finding_id, form, verb, title="Who the child is", say="The profile is kept.", button="Keep it",
        said="In words a family would read with the child beside them. What is strong first. Surname, address, school "
        "and carers’ names are left out when it is printed.",
    )  # fmt: skip


@route(act=SEE, writes=FIND, audit=Kind.RECORD, purpose=OURS, subject=finding_subject)
def consider(request: PageRequest, finding_id: int) -> HttpResponse:
    """A family is considered."""
    child = finding_subject(finding_id).id
    homes = queries.homes_to_consider(child, homes_hidden(request, child))
    form = opened(request, forms.ConsiderForm, initial=today(request), homes=homes)
    return _of_finding(
        request, finding_id, form, partial(record.family_considered, finding=finding_id), title="Consider a family",
        say="Recorded.", fields=("home", "on", "why"),
        said="The family with whom the child lives is asked first: many children stay where they are loved already.",
    )  # fmt: skip


@route(act=SEE, writes=FIND, audit=Kind.RECORD, purpose=OURS, subject=family_subject)
def heard(request: PageRequest, family_id: int) -> HttpResponse:
    """What came of a family that was considered."""
    row = Family.objects.select_related("home").get(pk=family_id)
    start = today(request) | {"heard": row.heard or "", "why": row.heard_why}
    form = opened(request, forms.HeardForm, initial=start)
    title = "What came of it" if row.home_id in homes_hidden(request, row.child_id) else f"What came of {row.home.name}"
    return _of_finding(
        request, row.finding_id, form, partial(record.family_heard, family=family_id), title=title, say="Recorded."
    )


@route(act=SEE, writes=FIND, audit=Kind.RECORD, purpose=OURS, subject=finding_subject)
def end(request: PageRequest, finding_id: int) -> HttpResponse:
    """A family is no longer looked for."""
    form = opened(request, forms.EndedForm, initial=today(request))
    return _of_finding(
        request, finding_id, form, partial(record.finding_ended, finding=finding_id),
        title="A family is no longer looked for", say="Recorded.", fields=("on", "why"),
        said="For a plan that has changed. What was recorded stays.",
    )  # fmt: skip


@route(act=SEE, writes=FIND, audit=Kind.RECORD, purpose=OURS, subject=family_subject)
def match(request: PageRequest, family_id: int) -> HttpResponse:
    """The match with a family is written."""
    row = Family.objects.get(pk=family_id)
    plan = queries.agreed_plan(row.child_id, row.home_id)
    start = today(request, "on", "carers_agreed")
    if plan is not None:
        start |= {"support": plan.support, "delegated": plan.words}
    form = opened(request, forms.MatchForm, initial=start)
    return _of_finding(
        request, row.finding_id, form, partial(record.matched, family=family_id), title="Match long term",
        say="The match is written. The fostering service brings it to panel.",
        said="The child, the parents and the carers are asked. The carers agree to act until the child leaves care.",
    )  # fmt: skip


@route(act=SEE, writes=FIND, audit=Kind.RECORD, purpose=OURS, subject=match_subject)
def to_panel(request: PageRequest, match_id: int) -> HttpResponse:
    """The match goes on the agenda of a panel."""
    row = LongTerm.objects.select_related("family__home").get(pk=match_id)
    rows = Meeting.objects.filter(on__gte=local_date(request.now), cancelled="").order_by("on")
    meetings = [(each.pk, say_date(each.on)) for each in rows]
    hidden = row.family.home_id in homes_hidden(request, row.child_id)
    start = {"asks": f"To match the child long term with {'this family' if hidden else row.family.home.name}."}
    form = opened(request, forms.ToPanelForm, initial=start, meetings=meetings)
    return _of_finding(
        request, row.family.finding_id, form, partial(record.brought_to_panel, match=match_id),
        title="Bring it to panel", say="It is on the agenda.", fields=("meeting", "asks"),
        said="" if meetings else "No panel is arranged. The fostering service arranges one under Fostering, Panel.",
    )  # fmt: skip


@route(act=SEE, writes=FIND, audit=Kind.RECORD, purpose=OURS, subject=match_subject)
def begins(request: PageRequest, match_id: int) -> HttpResponse:
    """The placement is long-term."""
    row = LongTerm.objects.select_related("family").get(pk=match_id)
    form = opened(request, forms.BeginsForm, initial=today(request, "starts"))
    return _of_finding(
        request, row.family.finding_id, form, partial(record.long_term_begun, match=match_id),
        title="The placement is long-term", say="The placement is long-term from that day.",
        said="It is confirmed to the child, the carers and the parents. The record of the time in care says so from "
        "that day on: with the same carers as another kind of placement, otherwise as a move.",
    )  # fmt: skip


@route(act=SEE, writes=BACK, audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=back_subject)
def take_back(request: PageRequest, kind: str, number: int) -> HttpResponse:
    """Something was recorded by mistake."""
    return taken_back_page(request, ROOM, KINDS, kind, number, record.taken_back)


__all__ = [
    "begin",
    "begins",
    "board",
    "consider",
    "end",
    "finding",
    "finding_print",
    "heard",
    "homes_hidden",
    "match",
    "take_back",
    "to_panel",
    "write",
]
