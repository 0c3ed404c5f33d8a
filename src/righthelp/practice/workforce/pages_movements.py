"""The pages of coming and going: joiners, movers, leavers, those who come back; and what waits for its day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.access.stepup import stepped_up
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.sign_in.record import LINK_LASTS
from righthelp.practice.workforce import record_movements
from righthelp.practice.workforce.forms_posts import JoinForm, LeaveForm, MoveForm
from righthelp.practice.workforce.models import Allocation, Movement, Worker
from righthelp.practice.workforce.pages_shared import crumbs, worker_of
from righthelp.practice.workforce.queries_posts import vacancies
from righthelp.practice.workforce.record_welcome import to_welcome, welcome_link_made
from righthelp.practice.workforce.tables_posts import MOVEMENTS


def _crumbs(worker: Worker | None = None) -> list[dict[str, str]]:
    more = [("Joiners and leavers", reverse("movements"))]
    if worker:
        more.append((worker.name, reverse("worker-standing", args=[worker.pk])))
    return crumbs(*more)


@route(act="post.keep", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def movements(request: PageRequest) -> HttpResponse:
    """Who comes, moves and goes: what waits for its day first, then the latest."""
    rows = Movement.objects.select_related("worker", "team", "former_team")
    waiting = rows.filter(applied__isnull=True, withdrawn__isnull=True).order_by("effective")
    shown = MOVEMENTS.shown(request, rows.order_by("-effective", "-pk"))
    if shown.wants_csv:
        return shown.csv()
    leaving = {row.worker_id for row in waiting if row.kind == "left"}
    held = Allocation.objects.filter(worker_id__in=leaving, primary=True, ends__isnull=True, child__tier=1)
    children: dict[int, int] = {}
    for worker in held.values_list("worker_id", flat=True):
        children[worker] = children.get(worker, 0) + 1
    context = {
        "title": "Joiners and leavers",
        "crumbs": crumbs(),
        "waiting": list(waiting),
        "to_welcome": list(to_welcome(request.now)[:50]),
        "children": children,
        "shown": shown,
    }
    return render(request, "workforce/movements.html", context)


@route(act="post.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
@stepped_up()
def join(request: PageRequest) -> HttpResponse:
    """Somebody joins, in a post that is free."""
    posts = vacancies(local_date(request.now))
    asked = request.GET.get("post", "")
    initial = {"post": asked if asked in dict(posts) else "", "basis": "permanent"}
    form = opened(request, JoinForm, posts=posts, initial=initial)
    if form.recorded(lambda data: record_movements.joined(by=request.account, now=request.now, **data)):
        today = form.cleaned_data["on"] <= local_date(request.now)
        say = "They work here from that day. " + (
            "Their account is open: hand over their set-up link."
            if today
            else "Their account opens that morning; hand over their set-up link then."
        )
        return done(request, "movements", say=say)
    return _form(request, form, "Somebody joins", "Record that they join", _crumbs(), "")


@route(act="post.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
@stepped_up()
def welcome(request: PageRequest, worker_id: int) -> HttpResponse:
    """The set-up link of somebody who has joined: made at the press of the button, and shown this once."""
    held = worker_of(worker_id)
    form = opened(request, Form)
    made: list[str] = []
    if form.recorded(
        lambda data: made.append(welcome_link_made(worker=worker_id, by=request.account, now=request.now, **data))
    ):
        request.audit_detail = f"Set-up link for account {held.account_id}"
        context: dict[str, Any] = {
            "title": f"Set-up link for {held.name}",
            "crumbs": _crumbs(held),
            "who": held,
            "address": request.build_absolute_uri(reverse("sign-in-link", args=made)),
            "ends": request.now + LINK_LASTS,
            "back": reverse("movements"),
        }
        return render(request, "sign_in/account_link.html", context)
    note = "With it they set their first password, then a second factor. It is shown once and works for 24 hours."
    return _form(request, form, f"Set-up link for {held.name}", "Make the link", _crumbs(held), note)


@route(act="post.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
@stepped_up()
def move(request: PageRequest, worker_id: int) -> HttpResponse:
    """Somebody moves to another post, or comes back after having left."""
    held = worker_of(worker_id)
    back = held.ends is not None
    form = opened(request, MoveForm, posts=vacancies(local_date(request.now)), initial={"basis": "permanent"})
    verb = record_movements.returned if back else record_movements.moved_team
    if form.recorded(lambda data: verb(worker=worker_id, by=request.account, now=request.now, **data)):
        return done(request, "worker-standing", worker_id, say="It is recorded and takes effect on that day.")
    note = "" if back else _children_words(held)
    title = f"{held.name} comes back" if back else f"{held.name} moves"
    return _form(request, form, title, "Record the return" if back else "Record the move", _crumbs(held), note)


@route(act="post.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def leave(request: PageRequest, worker_id: int) -> HttpResponse:
    """Somebody leaves: the account closes after the last day, and children still with them then show as unallocated."""
    held = worker_of(worker_id)
    form = opened(request, LeaveForm)
    if form.recorded(lambda data: record_movements.left(worker=worker_id, by=request.account, now=request.now, **data)):
        last = say_date(form.cleaned_data["last_day"])
        return done(
            request, "worker-standing", worker_id, say=f"Their last day is {last}. The account closes after it."
        )
    return _form(request, form, f"{held.name} leaves", "Record that they leave", _crumbs(held), _children_words(held))


@route(act="post.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def withdraw(request: PageRequest, movement_id: int) -> HttpResponse:
    """What was recorded ahead does not happen."""
    found = Movement.objects.select_related("worker", "team", "former_team").filter(pk=movement_id).first()
    if found is None:
        raise Http404
    form = opened(request, Form)
    if form.recorded(
        lambda data: record_movements.withdrawn(movement=movement_id, by=request.account, now=request.now)
    ):
        return done(request, "movements", say="It is withdrawn. Everything goes on as before.")
    words = (
        f"{found.get_kind_display()} on {say_date(found.effective)}. Nothing has changed yet; withdrawing undoes it."
    )
    return _form(request, form, found.worker.name, "Withdraw", _crumbs(found.worker), words)


def _children_words(worker: Worker) -> str:
    held = Allocation.objects.filter(worker=worker, primary=True, ends__isnull=True, child__tier=1).count()
    if not held:
        return "They hold no child’s work now."
    return (
        f"They hold the work of {held} {'child' if held == 1 else 'children'}. Their manager hands it over; what is "
        "still with somebody who has left is without a worker, and shows so to the team’s manager."
    )


def _form(
    request: PageRequest, form: Form, title: str, button: str, way: list[dict[str, str]], note: str
) -> HttpResponse:
    context: dict[str, Any] = {"title": title, "crumbs": way, "form": form, "button": button, "problem": note}
    return render(request, "workforce/form.html", context)


def last_day(worker: Worker) -> str:
    """A leaver's last day in words; nothing for somebody who stays."""
    return say_date(worker.ends - timedelta(days=1)) if worker.ends else ""
