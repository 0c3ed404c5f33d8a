"""The lists of assessment: those open, referrals that wait for one, a child’s own; and beginning one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import opened
from righthelp.foundation.pages.render import render
from righthelp.practice.assessment import queries, record, referrals
from righthelp.practice.assessment.forms import BeginForm
from righthelp.practice.assessment.models import Assessment
from righthelp.practice.assessment.pages_shared import child_subject, crumbs
from righthelp.practice.assessment.queries_seen import seen_of
from righthelp.practice.assessment.tables import open_table, waiting_table
from righthelp.practice.people.queries import named
from righthelp.practice.people.queries_family import family_of
from righthelp.practice.people.standing import may
from righthelp.practice.workforce.models import Allocation, Worker
from righthelp.practice.workforce.queries import choices


@route(act="assessment.see", audit=Kind.LIST, purpose=Purpose.DUTY)
def assessments(request: PageRequest) -> HttpResponse:
    """Open assessments within reach, the first due first, with what waits for the reader at the head."""
    rows = queries.open_ones(request.account, request.now)
    shown = open_table(request.now).shown(request, rows)
    saw(request, [row.child_id for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Assessments",
        "shown": shown,
        "counted": queries.counted(rows),
        "waiting": queries.waiting(request.account, request.now).count(),
    }
    return render(request, "assessment/list.html", context)


@route(act="assessment.see", audit=Kind.LIST, purpose=Purpose.DUTY)
def waiting(request: PageRequest) -> HttpResponse:
    """Accepted referrals with no assessment begun, or with nobody allocated to the child."""
    table = waiting_table(
        request.now,
        begins=permits(request.account, "assessment.record"),
        allocates=permits(request.account, "team.allocate"),
    )
    shown = table.shown(request, queries.waiting(request.account, request.now))
    saw(request, [row.child_id for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {"title": "Waiting to begin", "crumbs": crumbs(), "shown": shown}
    return render(request, "assessment/waiting.html", context)


@route(act="assessment.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def of_child(request: PageRequest, child_id: int) -> HttpResponse:
    """Every assessment of a child, the newest first."""
    person = named(child_id, local_date(request.now))
    if person is None:
        raise Http404
    rows = queries.of_child(child_id)
    context = {
        "title": "Assessments",
        "caption": person.name,
        "crumbs": [{"text": person.name, "href": reverse("child", args=[child_id])}],
        "child_id": child_id,
        "rows": rows,
        "seen": seen_of(rows),
        "begins": permits(request.account, "assessment.record")
        and not any(row.open for row in rows)
        and child_id in referrals.open_of([child_id]),
    }
    return render(request, "assessment/of_child.html", context)


@route(act="assessment.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def begin(request: PageRequest, child_id: int) -> HttpResponse:
    """Begin an assessment, of one child or of brothers and sisters together."""
    person = named(child_id, local_date(request.now))
    if person is None:
        raise Http404
    who = _who(request, child_id, person.name)
    saw(request, [child for child, _ in who])
    start: dict[str, Any] = {"children": [child for child, _ in who], "worker": _writer(request, child_id)}
    form = opened(request, BeginForm, initial=start, who=who, people=choices(local_date(request.now)))
    made: list[Assessment] = []
    if form.recorded(lambda data: made.extend(record.begun(by=request.account, now=request.now, **data))):
        mine = next((row for row in made if row.child_id == child_id), made[0])
        return HttpResponseRedirect(reverse("assessment:assessment", args=[mine.pk]))
    context = {
        "title": "Begin an assessment",
        "caption": person.name,
        "crumbs": [{"text": person.name, "href": reverse("child", args=[child_id])}],
        "form": form,
        "referral": referrals.open_of([child_id]).get(child_id),
        "open": next((row for row in queries.of_child(child_id) if row.open), None),
    }
    return render(request, "assessment/begin.html", context)


def _who(request: PageRequest, child_id: int, name: str) -> list[tuple[int, str]]:
    """The child, and children of the family whom this account may assess and whose referral waits for it."""
    family = {each.id: each for each in family_of(child_id, request.account, request.now) if each.is_child}
    near = may(request.account, "assessment.record", list(family), request.now)
    ready = referrals.open_of(list(near))
    busy = set(Assessment.objects.filter(queries.OPEN, child__in=list(ready)).values_list("child_id", flat=True))
    found = [(child, f"{each.name}, {each.what.lower()}, {each.age}") for child, each in family.items()]
    return [(child_id, name), *((child, text) for child, text in found if child in ready and child not in busy)]


def _writer(request: PageRequest, child_id: int) -> int | None:
    held = Allocation.objects.filter(child_id=child_id, primary=True, ends__isnull=True).values_list(
        "worker_id", flat=True
    )
    return held.first() or Worker.objects.filter(account=request.account).values_list("pk", flat=True).first()
