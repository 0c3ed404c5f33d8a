"""A worker's children pass to colleagues: the list with ticks, the report, the way back, and the notes received."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.people.models import Person
from righthelp.practice.workforce import record
from righthelp.practice.workforce.forms_allocation import PassOnForm, ReadForm, TakeBackForm
from righthelp.practice.workforce.models import PassedOn, Reallocation, Team, Worker
from righthelp.practice.workforce.pages_shared import crumbs
from righthelp.practice.workforce.queries import open_children
from righthelp.practice.workforce.queries_allocation import suggested, unread
from righthelp.practice.workforce.queries_caseload import Load, loads
from righthelp.practice.workforce.record_allocation import UNDO_WITHIN


@dataclass(frozen=True)
class _Row:
    child_id: int
    name: str
    since: Any
    why: str


def _team_asked(request: PageRequest, giver: Worker) -> int:
    """The team whose members are offered: the giver's own, or the one in the address."""
    asked = request.GET.get("team", "")
    return int(asked) if asked.isdecimal() and len(asked) < 9 else giver.team_id


def _words(load: Load) -> str:
    away = ", away" if load.away_until else ""
    return f"{load.name}, {load.held} of {load.limits[0]}{away}"


def _sent_before(request: PageRequest, giver: int) -> int | None:
    """The act that this very form has made already: the button was pressed twice."""
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return None
    return Reallocation.objects.filter(key=key, giver_id=giver).values_list("pk", flat=True).first()


def _gone(request: PageRequest, held: list[int]) -> list[int]:
    """Children whom the form names and who have passed to somebody else since it was opened: the report says so."""
    asked = {name.removeprefix("take_") for name in request.POST if name.startswith("take_")}
    ids = {int(each) for each in asked if each.isdecimal() and len(each) < 18} - set(held)
    rows = Person.objects.filter(pk__in=ids)
    reached = within_reach(rows, request.account, "team.allocate", kind="child", field="pk", now=request.now)
    return list(reached.order_by("pk").values_list("pk", flat=True)) if ids else []


@route(act="team.allocate", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def pass_on(request: PageRequest, worker_id: int) -> HttpResponse:
    """Some or all of a worker's children pass on, each to a colleague who is suggested with the reason."""
    giver = Worker.objects.select_related("team").filter(pk=worker_id).first()
    if giver is None:
        raise Http404
    today = local_date(request.now)
    again = _sent_before(request, worker_id)
    if again:
        return done(request, "reallocation", again, say="The children pass on. Below is what became of each.")
    rows = within_reach(
        open_children(worker_id).filter(primary=True),
        request.account,
        "team.allocate",
        kind="child",
        field="child_id",
        now=request.now,
    )
    held = list(rows)
    saw(request, [row.child_id for row in held])
    team = _team_asked(request, giver)
    near = [load for load in loads(today, request.now, team=team) if load.worker_id != worker_id]
    mine = next(iter(loads(today, request.now, worker=worker_id)), None)
    ideas = suggested([row.child_id for row in held], mine, near, today) if mine else {}
    offered = sorted(
        ((str(load.worker_id), _words(load)) for load in near if load.leaves is None or load.leaves > today),
        key=lambda pair: pair[1],
    )
    start = PassOnForm.fresh() | {f"to_{child}": idea.worker for child, idea in ideas.items()}
    children = [row.child_id for row in held]
    form = opened(request, PassOnForm, initial=start, workers=offered, children=[*children, *_gone(request, children)])
    made: list[Reallocation] = []

    def verb(data: dict[str, Any]) -> None:
        wanted = {name: data[name] for name in ("key", "why", "note", "despite")}
        made.append(
            record.reallocated(giver=worker_id, passing=form.passing(), by=request.account, now=request.now, **wanted)
        )

    if form.recorded(verb):
        return done(request, "reallocation", made[0].pk, say="The children pass on. Below is what became of each.")
    context = {
        "title": f"Pass on {giver.name}’s children",
        "crumbs": crumbs((giver.team.name, reverse("team", args=[giver.team_id]))),
        "form": form,
        "giver": giver,
        "rows": [
            _Row(row.child_id, str(row.child), row.starts, ideas[row.child_id].why if row.child_id in ideas else "")
            for row in held
        ],
        "near": near,
        "team": team,
        "teams": list(Team.objects.order_by("name").values_list("pk", "name")),
        "asks": "despite" in form.errors,
    }
    return render(request, "workforce/pass_on.html", context)


@route(act="team.allocate", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def reallocation(request: PageRequest, reallocation_id: int) -> HttpResponse:
    """What became of each child, and the way back for mistakes."""
    act = Reallocation.objects.select_related("giver__team", "made_by").filter(pk=reallocation_id).first()
    if act is None:
        raise Http404
    rows = list(
        within_reach(
            act.children.select_related("child", "receiver").order_by("receiver__name", "child__surname"),
            request.account,
            "team.allocate",
            kind="child",
            field="child_id",
            now=request.now,
        )
    )
    saw(request, [row.child_id for row in rows])
    back = [(str(row.child_id), str(row.child)) for row in rows if not row.refused and not row.taken_back_at]
    form = opened(request, TakeBackForm, passed=back)
    if form.recorded(
        lambda data: record.taken_back(reallocation=reallocation_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "reallocation", reallocation_id, say="They are back with whom they came from.")
    context = {
        "title": f"{act.giver.name}’s children",
        "caption": act.get_why_display(),
        "crumbs": crumbs((act.giver.name, reverse("worker", args=[act.giver_id]))),
        "act": act,
        "rows": rows,
        "passed": sum(1 for row in rows if not row.refused),
        "refused": sum(1 for row in rows if row.refused),
        "form": form,
        "may_take_back": bool(back) and act.made_at > request.now - UNDO_WITHIN,
        "days": UNDO_WITHIN.days,
    }
    return render(request, "workforce/reallocation.html", context)


@route(act="home.see", audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def handovers(request: PageRequest) -> HttpResponse:
    """Children who have passed to me, and the notes I have not read."""
    rows = list(
        within_reach(
            unread(request.account), request.account, "child.see", kind="child", field="child_id", now=request.now
        )
    )
    saw(request, [row.child_id for row in rows])
    return render(request, "workforce/handovers.html", {"title": "Handed over to you", "rows": rows})


def _child_of_note(passed_id: int) -> Subject:
    child = PassedOn.objects.filter(pk=passed_id).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


@route(act="child.see", audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=_child_of_note)
def handover(request: PageRequest, passed_id: int) -> HttpResponse:
    """One hand-over note; its reader says that they have read it."""
    rows = PassedOn.objects.select_related("reallocation__giver", "receiver", "child")
    row = rows.filter(pk=passed_id, refused="").first()
    if row is None:
        raise Http404
    form = opened(request, ReadForm)
    if form.recorded(lambda _: record.handover_read(passed_on=passed_id, by=request.account, now=request.now)):
        return done(request, "handovers", say="Noted that you have read it.")
    context = {
        "title": f"Handed over: {row.child}",
        "row": row,
        "form": form,
        "mine": row.receiver.account_id == request.account.pk,
    }
    return render(request, "workforce/handover.html", context)
