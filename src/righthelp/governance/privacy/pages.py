"""Conflicts of interest, workers' own details, restricted records, and looks that need explaining."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.access.stepup import stepped_up
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import privacy_parts, render
from righthelp.governance.privacy import likeness, queries, record
from righthelp.governance.privacy.forms import (
    AnswerForm,
    DeclareAboutForm,
    DeclareForm,
    OwnDetailsForm,
    RestrictForm,
    SuspicionForm,
    WithdrawForm,
)
from righthelp.governance.privacy.models import OwnDetails, Restriction
from righthelp.governance.privacy.pages_shared import about_child
from righthelp.governance.privacy.tables import (
    FINDINGS,
    MINE,
    declarations_table,
    restrictions_table,
    suspicions_table,
)
from righthelp.practice.people.queries import named


def _answer(request: PageRequest, template: str, context: dict[str, Any], form: Form | None = None) -> HttpResponse:
    wrong = form is not None and form.sent and bool(form.errors)
    return render(request, template, context, status=400 if wrong else 200)


def _caption(child_id: int, request: PageRequest) -> str:
    head = named(child_id, local_date(request.now))
    if head is None:
        raise Http404
    return f"{head.name}, born {head.born}"


def _record(subject: int, request: PageRequest) -> str:
    return queries.names([subject], request.account, request.now).get(subject, f"Record {subject}")


@route(act="conflict.declare", audit=Kind.CHANGE, purpose=Purpose.PRIVACY, subject=about_child)
def declare(request: PageRequest, child_id: int) -> HttpResponse:
    """I know this child or family: the record closes to me at once."""
    form = opened(request, DeclareForm)
    if form.recorded(lambda said: record.declared(child=child_id, by=request.account, now=request.now, **said)):
        return done(
            request, "privacy:mine", say="Recorded. The record is closed to you, and its worker is not told why."
        )
    context = {
        "title": "I know this child or family",
        "caption": _caption(child_id, request),
        "form": form,
        "about": permits(request.account, "conflict.manage"),
        "child_id": child_id,
    }
    return _answer(request, "privacy/declare.html", context, form)


@route(act="conflict.manage", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=about_child)
def declare_about(request: PageRequest, child_id: int) -> HttpResponse:
    """Somebody I manage knows this child or family: the record closes to them at once."""
    everybody = permits(request.account, "conflict.decide")
    people = queries.colleagues(request.now, managed_by=None if everybody else request.account)
    form = opened(request, DeclareAboutForm, people=people)

    def verb(said: dict[str, Any]) -> object:
        whom = Account.objects.get(pk=said.pop("about"))
        return record.declared(child=child_id, about=whom, by=request.account, now=request.now, **said)

    if form.recorded(verb):
        return done(request, "home", say="Recorded. The record is closed to them.")
    context = {
        "title": "Somebody in my team knows this child or family",
        "caption": _caption(child_id, request),
        "form": form,
        "about": False,
        "child_id": child_id,
    }
    return _answer(request, "privacy/declare.html", context, form)


@route(act="conflict.declare", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def mine(request: PageRequest) -> HttpResponse:
    """What I have declared. Records closed to me are shown by number only."""
    shown = MINE.shown(request, queries.declarations(of=request.account))
    if shown.wants_csv:
        return shown.csv()
    return render(request, "privacy/mine.html", {"title": "Conflicts of interest", "shown": shown})


@route(act="conflict.decide", audit=Kind.LIST, purpose=Purpose.PRIVACY)
def declarations(request: PageRequest) -> HttpResponse:
    """Every declared conflict."""
    rows = queries.declarations()
    names = queries.names(set(rows.values_list("subject_id", flat=True)), request.account, request.now)
    shown = declarations_table(names).shown(request, rows)
    saw(request, {row.subject_id for row in shown.rows})
    if shown.wants_csv:
        return shown.csv()
    return render(request, "privacy/list.html", {"title": "Conflicts", "shown": shown, "links": privacy_parts(request)})


@route(act="conflict.decide", audit=Kind.LIST, purpose=Purpose.PRIVACY)
@stepped_up(reading=False)
def declaration(request: PageRequest, declaration_id: int) -> HttpResponse:
    """One declared conflict, and the form that withdraws it."""
    row = queries.declarations().filter(pk=declaration_id).first()
    if row is None:
        raise Http404
    saw(request, [row.subject_id])
    form = opened(request, WithdrawForm)
    if form.recorded(
        lambda said: record.withdrawn(declaration=declaration_id, by=request.account, now=request.now, **said)
    ):
        return done(request, "privacy:declarations", say="The declaration is withdrawn.")
    facts = [
        ("Record", _record(row.subject_id, request)),
        ("What they are to the family", row.get_tie_display()),
        ("In their words", row.reason),
        ("How we know", f"{row.get_how_display()} ({row.declared_by.name})"),
        ("Withdrawn because", row.withdrawn_because or "It stands"),
    ]
    context = {
        "title": f"Conflict of {row.account.name}",
        "crumbs": [{"text": "Conflicts", "href": reverse("privacy:declarations")}],
        "facts_rows": facts,
        "form": None if row.withdrawn_at or row.account_id == request.account.pk else form,
        "button": "Withdraw this declaration",
        "warning": "The record opens to them again, as far as other rules allow.",
    }
    return _answer(request, "privacy/one.html", context, form)


@route(act="conflict.decide", audit=Kind.LIST, writes="conflict.decide", purpose=Purpose.PRIVACY)
def suspicions(request: PageRequest) -> HttpResponse:
    """Likenesses between workers' details and records; POST compares again now."""
    form = opened(request, Form)
    if form.recorded(lambda _: record.suspected(likeness.likenesses(request.now), now=request.now)):
        return done(request, "privacy:suspicions", say="Details and records are compared.")
    rows = queries.suspicions()
    names = queries.names(set(rows.values_list("subject_id", flat=True)), request.account, request.now)
    shown = suspicions_table(names).shown(request, rows)
    saw(request, {row.subject_id for row in shown.rows})
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Likenesses",
        "shown": shown,
        "links": privacy_parts(request),
        "form": form,
        "button": "Compare again now",
    }
    return render(request, "privacy/list.html", context)


@route(act="conflict.decide", audit=Kind.LIST, purpose=Purpose.PRIVACY)
@stepped_up(reading=False)
def suspicion(request: PageRequest, suspicion_id: int) -> HttpResponse:
    """One likeness: confirm it or dismiss it."""
    row = queries.suspicions().filter(pk=suspicion_id).first()
    if row is None:
        raise Http404
    saw(request, [row.subject_id])
    form = opened(request, SuspicionForm)

    def verb(said: dict[str, Any]) -> object:
        who: dict[str, Any] = {"suspicion": suspicion_id, "note": said["note"], "by": request.account}
        if said["verdict"] == "confirm":
            return record.confirmed(tie=said["tie"], now=request.now, **who)
        return record.dismissed(now=request.now, **who)

    if form.recorded(verb):
        return done(request, "privacy:suspicions", say="Your decision is recorded.")
    facts = [
        ("Record", _record(row.subject_id, request)),
        ("What is alike", row.said),
        ("Decision", f"{row.get_state_display()}. {row.note}".strip()),
    ]
    context = {
        "title": f"{row.account.name}: a likeness",
        "crumbs": [{"text": "Likenesses", "href": reverse("privacy:suspicions")}],
        "facts_rows": facts,
        "form": None if row.decided_at or row.account_id == request.account.pk else form,
        "button": "Record my decision",
        "warning": "",
    }
    return _answer(request, "privacy/one.html", context, form)


@route(act="own_details.keep", audit=Kind.CHANGE, purpose=Purpose.PRIVACY)
def own_details(request: PageRequest) -> HttpResponse:
    """Keep a worker's own details. Whose are kept is shown; what they are is not shown again."""
    form = opened(request, OwnDetailsForm, people=queries.colleagues(request.now))

    def verb(said: dict[str, Any]) -> object:
        kept = record.own_details_kept(by=request.account, now=request.now, **{**said, "account": int(said["account"])})
        return record.suspected(likeness.likenesses(request.now, account=kept.account_id), now=request.now)

    if form.recorded(verb):
        return done(request, "privacy:own-details", say="The details are kept, and compared with the register.")
    kept = OwnDetails.objects.select_related("account").order_by("account__name")
    context = {
        "title": "Workers’ own details",
        "links": privacy_parts(request),
        "form": form,
        "kept": [(row.account.name, row.kept_at) for row in kept[:2000]],
    }
    return _answer(request, "privacy/own_details.html", context, form)


@route(act="restriction.see", audit=Kind.LIST, purpose=Purpose.PRIVACY)
def restrictions(request: PageRequest) -> HttpResponse:
    """The register of restrictions."""
    rows = queries.restrictions(request.account)
    names = queries.names(set(rows.values_list("subject_id", flat=True)), request.account, request.now)
    shown = restrictions_table(names, request.now).shown(request, rows)
    saw(request, {row.subject_id for row in shown.rows})
    if shown.wants_csv:
        return shown.csv()
    return render(
        request, "privacy/list.html", {"title": "Restricted records", "shown": shown, "links": privacy_parts(request)}
    )


@route(act="restriction.set", audit=Kind.CHANGE, purpose=Purpose.PRIVACY, subject=about_child)
@stepped_up()
def restrict(request: PageRequest, child_id: int) -> HttpResponse:
    """Restrict a record to named people."""
    form = opened(request, RestrictForm, people=queries.colleagues(request.now))
    if form.recorded(
        lambda said: record.restricted(child=child_id, by=request.account, now=request.now, **_ints(said))
    ):
        return done(request, "privacy:restrictions", say="The record is restricted.")
    context = {
        "title": "Restrict this record",
        "caption": _caption(child_id, request),
        "facts_rows": [],
        "form": form,
        "button": "Restrict this record",
        "warning": "From now on it is shown to the people you name and to nobody else.",
    }
    return _answer(request, "privacy/one.html", context, form)


def _ints(said: dict[str, Any]) -> dict[str, Any]:
    return {**said, "people": [int(each) for each in said["people"]]}


def _restriction(request: PageRequest, restriction_id: int) -> Restriction:
    row = queries.restrictions(request.account).filter(pk=restriction_id).first()
    if row is None:
        raise Http404
    saw(request, [row.subject_id])
    return row


@route(act="restriction.see", writes="restriction.set", audit=Kind.LIST, purpose=Purpose.PRIVACY)
@stepped_up(reading=False)
def restriction(request: PageRequest, restriction_id: int) -> HttpResponse:
    """One restriction: who is named, why, and its review: it stays for so many days more."""
    row = _restriction(request, restriction_id)
    people = queries.named_in(row, request.now)
    start = {"reason": row.reason, "people": [str(each.account_id) for each in people], "days": record.LONGEST.days}
    form = opened(request, RestrictForm, people=queries.colleagues(request.now), initial=start)
    if form.recorded(
        lambda said: record.reviewed(restriction=restriction_id, by=request.account, now=request.now, **_ints(said))
    ):
        return done(request, "privacy:restrictions", say="The review is recorded.")
    facts = [
        ("Record", _record(row.subject_id, request)),
        ("Why", row.reason),
        ("Set by", row.set_by.name),
        ("Who may see it", ", ".join(each.account.name for each in people) or "Nobody: their access has ended"),
        ("Lifted because", row.lifted_because or "It stands"),
    ]
    sets = permits(request.account, "restriction.set") and row.lifted_at is None
    context = {
        "title": "Restricted record",
        "crumbs": [{"text": "Restricted records", "href": reverse("privacy:restrictions")}],
        "facts_rows": facts,
        "form": form if sets else None,
        "button": "It stays restricted, to these people",
        "warning": "",
        "lift": reverse("privacy:lift", args=[restriction_id]) if sets else "",
    }
    return _answer(request, "privacy/one.html", context, form)


@route(act="restriction.set", audit=Kind.LIST, purpose=Purpose.PRIVACY)
@stepped_up()
def lift(request: PageRequest, restriction_id: int) -> HttpResponse:
    """Make a record an ordinary one again."""
    row = _restriction(request, restriction_id)
    form = opened(request, WithdrawForm)
    if form.recorded(
        lambda said: record.lifted(restriction=restriction_id, by=request.account, now=request.now, **said)
    ):
        return done(request, "privacy:restrictions", say="The restriction is lifted.")
    context = {
        "title": "Lift this restriction",
        "crumbs": [{"text": "Restricted records", "href": reverse("privacy:restrictions")}],
        "facts_rows": [("Record", _record(row.subject_id, request)), ("Why it was restricted", row.reason)],
        "form": form,
        "button": "Lift the restriction",
        "warning": "Everybody with a working relationship to the child can open the record again.",
    }
    return _answer(request, "privacy/one.html", context, form)


@route(act="misuse.review", audit=Kind.LIST, purpose=Purpose.PRIVACY)
def findings(request: PageRequest) -> HttpResponse:
    """Looks that need explaining."""
    shown = FINDINGS.shown(request, queries.findings())
    saw(request, {subject for row in shown.rows for subject in row.subject_ids})
    if shown.wants_csv:
        return shown.csv()
    return render(
        request, "privacy/list.html", {"title": "Looks to explain", "shown": shown, "links": privacy_parts(request)}
    )


@route(act="misuse.review", audit=Kind.LIST, purpose=Purpose.PRIVACY)
def finding(request: PageRequest, finding_id: int) -> HttpResponse:
    """One finding: what was seen, the audit behind it, and the answer."""
    row = queries.findings().filter(pk=finding_id).first()
    if row is None:
        raise Http404
    saw(request, row.subject_ids)
    form = opened(request, AnswerForm)
    if form.recorded(lambda said: record.answered(finding=finding_id, by=request.account, now=request.now, **said)):
        return done(request, "privacy:findings", say="Your answer is recorded.")
    names = queries.names(row.subject_ids, request.account, request.now)
    context = {
        "title": row.get_pattern_display(),
        "caption": row.account.name if row.account else "Several people",
        "crumbs": [{"text": "Looks to explain", "href": reverse("privacy:findings")}],
        "row": row,
        "records": [(each, names.get(each, f"Record {each}")) for each in row.subject_ids],
        "day": f"{row.day.day}/{row.day.month}/{row.day.year}",
        "form": None if row.answered_at or row.account_id == request.account.pk else form,
    }
    return _answer(request, "privacy/finding.html", context, form)
