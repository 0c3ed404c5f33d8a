"""The fostering panel: its members and meetings, one agenda, advice with its quorum, the decision and what follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject, permits
from righthelp.foundation.access.decision import decide as decide_on
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw_children
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import explain, facts_of
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.care.forms import WhyForm
from righthelp.practice.casework.pages_shared import Crumbs, asked, reaches
from righthelp.practice.fostering import forms, queries, queries_lasting, queries_panel, record_panel, tables
from righthelp.practice.fostering.codes import Business
from righthelp.practice.fostering.journey import DECISION, TOLD
from righthelp.practice.fostering.models import Item, Meeting, Member

SEE, RECORD, DECIDE = "fostering.see", "fostering.record", "fostering.decide"
WORK = Purpose.SUPERVISION


def item_subject(item_id: int) -> Subject:
    """The application or the household that an item is about; where carers of an agency are matched, the item."""
    found = Item.objects.filter(pk=item_id).values_list("application_id", "household_id").first()
    if found is None:
        raise Http404
    application, household = found
    if application:
        return Subject("foster_application", application)
    return Subject("foster_household", household) if household else Subject("foster_item", item_id)


def _crumbs(meeting: Meeting | None = None, item: Item | None = None) -> Crumbs:
    found = [{"text": "Fostering panel", "href": reverse("fostering:panel")}]
    if meeting:
        found.append({"text": say_date(meeting.on), "href": reverse("fostering:meeting", args=[meeting.pk])})
    if item:
        found.append({"text": tables.about(item), "href": reverse("fostering:item", args=[item.pk])})
    return found


def _meeting(meeting_id: int) -> Meeting:
    found = Meeting.objects.filter(pk=meeting_id).first()
    if found is None:
        raise Http404
    return found


def _item(item_id: int) -> Item:
    rows = Item.objects.select_related("meeting", "application", "household__home", "home", "child", "decided_by")
    found = rows.filter(pk=item_id).first()
    if found is None:
        raise Http404
    return found


def items_within(request: PageRequest, items: list[Item]) -> list[Item]:
    """Those items whose application or household, or which themselves, the account may open."""
    applications = set(queries.within(request.account, request.now).values_list("pk", flat=True))
    households = set(queries.households(request.account, request.now).values_list("pk", flat=True))
    agencies = Item.objects.filter(pk__in=[each.pk for each in items], home__isnull=False)
    matched = set(_reached(request, agencies).values_list("pk", flat=True))
    return [
        each
        for each in items
        if each.application_id in applications or each.household_id in households or each.pk in matched
    ]


def _reached(request: PageRequest, items: QuerySet[Item]) -> QuerySet[Item]:
    return within_reach(items, request.account, SEE, kind="foster_item", field="id", now=request.now)


@route(act=SEE, audit=Kind.LIST, purpose=WORK)
def panel(request: PageRequest) -> HttpResponse:
    """What waits for panel or for a decision, the meetings, and who may sit."""
    today = local_date(request.now)
    found = queries_panel.meetings()
    waiting = items_within(request, queries_panel.to_decide())
    context = {
        "title": "Fostering panel",
        "to_come": sorted((each for each in found if each.on >= today and not each.cancelled), key=lambda one: one.on),
        "past": [each for each in found if each.on < today or each.cancelled][:24],
        "members": queries_panel.members(today),
        "ready": queries.within(request.account, request.now).filter(queries_panel.ready()).order_by("reported"),
        "waiting": [(each, explain(DECISION, facts_of(each), now=request.now)) for each in waiting],
        "about": tables.about,
        "records": permits(request.account, RECORD),
    }
    return render(request, "fostering/panel.html", context)


@route(act=SEE, writes=RECORD, audit=Kind.LIST, purpose=WORK)
def member_new(request: PageRequest) -> HttpResponse:
    """A member comes on the central list."""
    form = opened(request, forms.MemberForm, initial={"starts": local_date(request.now)})
    if form.recorded(lambda data: record_panel.member_joined(by=request.account, now=request.now, **data)):
        return done(request, "fostering:panel", say="They are on the central list.")
    return asked(request, form, title="A member of the panel", button="Record it", back=_crumbs())


@route(act=SEE, writes=RECORD, audit=Kind.LIST, purpose=WORK)
def member_left(request: PageRequest, member_id: int) -> HttpResponse:
    """A member leaves."""
    row = Member.objects.filter(pk=member_id).first()
    if row is None:
        raise Http404
    form = opened(request, forms.EndsForm, initial={"ends": local_date(request.now)})
    if form.recorded(
        lambda data: record_panel.member_left(member=member_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "fostering:panel", say="Recorded.")
    return asked(request, form, title=f"{row.name} leaves the panel", button="Record it", back=_crumbs())


@route(act=SEE, writes=RECORD, audit=Kind.LIST, purpose=WORK)
def meeting_new(request: PageRequest) -> HttpResponse:
    """Panel meets on a day."""
    form = opened(request, forms.DayForm)
    made: list[Meeting] = []
    if form.recorded(
        lambda data: made.append(record_panel.meeting_called(by=request.account, now=request.now, **data))
    ):
        return done(request, "fostering:meeting", made[0].pk, say="Panel meets on that day.")
    return asked(request, form, title="Panel meets", button="Record it", back=_crumbs())


@route(act=SEE, audit=Kind.LIST, purpose=WORK)
def meeting(request: PageRequest, meeting_id: int) -> HttpResponse:
    """One meeting: who sat, and its agenda; to print and carry there. What is out of reach is counted, not named."""
    found = _meeting(meeting_id)
    items = list(found.items.select_related("application", "household__home", "home", "child").order_by("pk"))
    mine = items_within(request, items)
    context = {
        "title": f"Panel of {say_date(found.on)}",
        "crumbs": _crumbs(),
        "meeting": found,
        "present": found.present.select_related("member").order_by("member__name"),
        "items": mine,
        "others": len(items) - len(mine),
        "about": tables.about,
        "said": tables.said,
        "come": found.on <= local_date(request.now),
        "records": permits(request.account, RECORD),
    }
    return render(request, "fostering/meeting.html", context)


def _of_meeting(
    request: PageRequest, meeting_id: int, form: Form, verb: Callable[..., object], title: str, say: str, **more: Any
) -> HttpResponse:
    found = _meeting(meeting_id)
    if form.recorded(lambda data: verb(meeting=meeting_id, by=request.account, now=request.now, **data)):
        return done(request, "fostering:meeting", meeting_id, say=say)
    return asked(request, form, title=title, button="Record it", back=_crumbs(found), **more)


@route(act=SEE, writes=RECORD, audit=Kind.LIST, purpose=WORK)
def cancel(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Panel does not meet."""
    return _of_meeting(
        request, meeting_id, opened(request, WhyForm), record_panel.meeting_cancelled, "Panel does not meet",
        "The meeting is cancelled. Bring its agenda to another.", warn=True,
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.LIST, purpose=WORK)
def present(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Who sat."""
    found = _meeting(meeting_id)
    listed = [(each.pk, f"{each.name}, {each.get_seat_display().lower()}") for each in queries_panel.members(found.on)]
    start = {"members": list(found.present.values_list("member_id", flat=True))}
    form = opened(request, forms.SatForm, initial=start, members=listed)
    said = "Five make a quorum: among them the chair or vice chair, and a social worker with three years’ experience."
    return _of_meeting(request, meeting_id, form, record_panel.sat, "Who was there", "Recorded.", said=said)


@route(act=SEE, writes=RECORD, audit=Kind.LIST, purpose=WORK)
def bring(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Something goes on the agenda."""
    account, now = request.account, request.now
    homes = queries.households(account, now).filter(left__isnull=True).select_related("home").order_by("home__name")
    ready = queries.within(account, now).filter(queries_panel.ready()).order_by("name")
    form = opened(
        request, forms.BringForm, initial={"about": request.GET.get("about", ""), "household": request.GET.get("of")},
        applications=list(ready.values_list("pk", "name")), households=[(each.pk, each.home.name) for each in homes],
    )  # fmt: skip
    return _of_meeting(
        request, meeting_id, form, record_panel.brought, "On the agenda", "It is on the agenda.",
        fields=("about", "application", "household", "asks"),
    )  # fmt: skip


@route(act=SEE, audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=item_subject)
def item(request: PageRequest, item_id: int) -> HttpResponse:
    """One item: what panel is asked and recommended, the decision, and what follows from it."""
    row = _item(item_id)
    seats = queries_panel.seated(row)
    told = [explain(clock, facts_of(row), now=request.now) for clock in (DECISION, TOLD)]
    child = _child_of(request, row)
    apart = child is not None and _kept_apart(request, child)
    if child is not None and not apart:
        saw_children(request, [child.child_id or 0])
    context = {
        "title": tables.about(row),
        "crumbs": _crumbs(row.meeting),
        "row": row,
        "said": tables.said(row),
        "seats": seats,
        "short": queries_panel.short_of_quorum(seats) if row.meeting.held else "",
        "conflicts": row.conflicts.select_related("member"),
        "running": [each for each in told if each.state.value in ("running", "overdue")],
        "until": queries.contest_until(row),
        "records": reaches(request, RECORD),
        "decides": reaches(request, DECIDE),
        "backs": row.taken_back.select_related("by").order_by("-at"),
        "child": None if apart else child,
        "apart": apart,
    }
    return render(request, "fostering/item.html", context)


def _child_of(request: PageRequest, row: Item) -> Item | None:
    """The item with the child of a long-term match, for whoever may open that record."""
    rows = within_reach(
        Item.objects.filter(pk=row.pk, child__isnull=False), request.account, "fostering.known", kind="child",
        field="child_id", now=request.now,
    )  # fmt: skip
    return rows.select_related("child").first()


def _kept_apart(request: PageRequest, row: Item) -> bool:
    """Whether the child's address is protected, is this home, and the reader has no tie to the child: then the page
    says where, and not who."""
    if row.child_id is None or row.where is None or row.where.pk not in queries_lasting.protected_homes(row.child_id):
        return False
    return not decide_on(
        request.account, "fostering.known", Subject("child", row.child_id), now=request.now
    ).relationship


def _of_item(
    request: PageRequest, item_id: int, form: Form, verb: Callable[..., object], title: str, say: str, **more: Any
) -> HttpResponse:
    row = _item(item_id)
    if form.recorded(lambda data: verb(item=item_id, by=request.account, now=request.now, **data)):
        return done(request, "fostering:item", item_id, say=say)
    return asked(request, form, title=title, button="Record it", back=_crumbs(row.meeting, row), **more)


@route(act=RECORD, audit=Kind.CHANGE, purpose=Purpose.ALLOCATED, subject=item_subject)
def conflict(request: PageRequest, item_id: int) -> HttpResponse:
    """A member has an interest in it."""
    listed = [(each.pk, each.name) for each in queries_panel.members(_item(item_id).meeting.on)]
    form = opened(request, forms.ConflictForm, members=listed)
    say = "They do not sit for this."
    return _of_item(
        request, item_id, form, record_panel.conflict_declared, "A member has an interest", say,
        fields=("member", "why"),
    )  # fmt: skip


@route(act=RECORD, audit=Kind.CHANGE, purpose=Purpose.ALLOCATED, subject=item_subject)
def advise(request: PageRequest, item_id: int) -> HttpResponse:
    """Panel's recommendation."""
    form = opened(request, forms.AdviceForm)
    return _of_item(request, item_id, form, record_panel.recommended, "What panel recommends", "Recorded.")


@route(act=RECORD, audit=Kind.CHANGE, purpose=Purpose.ALLOCATED, subject=item_subject)
def advice_back(request: PageRequest, item_id: int) -> HttpResponse:
    """Panel's recommendation was written down wrongly."""
    form = opened(request, WhyForm)
    return _of_item(request, item_id, form, record_panel.advice_back, "Take the recommendation back", "Taken back.")


@route(act=DECIDE, audit=Kind.CHANGE, purpose=Purpose.ALLOCATED, subject=item_subject)
def decision_back(request: PageRequest, item_id: int) -> HttpResponse:
    """The decision was written down wrongly."""
    form = opened(request, WhyForm)
    say = "Taken back. It is to be decided anew."
    return _of_item(request, item_id, form, record_panel.decision_back, "Take the decision back", say, warn=True)


@route(act=DECIDE, audit=Kind.CHANGE, purpose=Purpose.ALLOCATED, subject=item_subject)
def decide(request: PageRequest, item_id: int) -> HttpResponse:
    """The decision maker decides; with the terms, where a yes makes some."""
    row, today = _item(item_id), local_date(request.now)
    with_terms = row.about in {Business.APPROVAL, Business.TERMS}
    start: dict[str, Any] = {"on": today}
    if with_terms:
        start |= queries.terms_to_start_with(row)
        form: Form = opened(request, forms.TermsDecisionForm, initial=start)
    else:
        form = opened(request, forms.DecisionForm, initial=start)
    decided_after = f"Decision maker, after panel of {say_date(row.meeting.on)}"

    def verb(**data: Any) -> object:
        if isinstance(form, forms.TermsDecisionForm):
            data["terms"] = form.offer(data | {"decided": decided_after, "temporary_until": None})
            data = {key: data[key] for key in ("item", "decision", "why", "on", "by", "now", "terms")}
        return record_panel.decided(**data)

    said = f"Panel: {row.get_advice_display()}. {row.reasons}" if row.advice else ""
    say = "The decision is recorded. Send it in writing within five working days."
    return _of_item(request, item_id, form, verb, "The decision", say, said=said)


@route(act=RECORD, audit=Kind.CHANGE, purpose=Purpose.ALLOCATED, subject=item_subject)
def tell(request: PageRequest, item_id: int) -> HttpResponse:
    """The decision went out in writing."""
    form = opened(request, forms.DayForm, initial={"on": local_date(request.now)})
    return _of_item(request, item_id, form, record_panel.told, "Sent in writing", "Recorded.")


@route(act=RECORD, audit=Kind.CHANGE, purpose=Purpose.ALLOCATED, subject=item_subject)
def contest(request: PageRequest, item_id: int) -> HttpResponse:
    """They do not agree."""
    form = opened(request, forms.AgainForm, initial={"on": local_date(request.now)})
    return _of_item(request, item_id, form, record_panel.contested, "They do not agree", "Recorded.")
