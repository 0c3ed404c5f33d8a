"""The pages of group supervision."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose, Subject, decide, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.supervision import record_group
from righthelp.practice.supervision.forms import PLACES, ChildForm, SignForm
from righthelp.practice.supervision.forms_group import GroupChildForm, GroupForm
from righthelp.practice.supervision.models import Group
from righthelp.practice.supervision.pages_shared import child_subject, crumbs, saw_children
from righthelp.practice.supervision.queries_group import children_of, groups_of
from righthelp.practice.supervision.record import leads
from righthelp.practice.supervision.tables import GROUPS
from righthelp.practice.workforce.models import Worker
from righthelp.practice.workforce.pages_shared import own_worker
from righthelp.practice.workforce.queries import choices

NOT_YOURS = (
    "A group supervision is nobody’s own supervision of the month: the contract counts a worker’s own, one to one."
)


def group_subject(group_id: int, child_id: int = 0) -> Subject:
    """The group supervision a page is about."""
    return Subject("group_supervision", group_id)


def _group(group_id: int) -> Group:
    found = Group.objects.select_related("facilitator__team", "facilitator__manager", "signed_by").filter(pk=group_id)
    held = found.first()
    if held is None:
        raise Http404
    return held


def _workers(request: PageRequest) -> list[tuple[str, str]]:
    """The leader's own team and those they manage first, then everybody."""
    today = local_date(request.now)
    own = own_worker(request.account)
    rows = choices(today)
    if own is None:
        return rows
    near = set(Worker.objects.filter(manager=own).values_list("pk", flat=True))
    near |= set(Worker.objects.filter(team__manager=own).values_list("pk", flat=True))
    near |= set(Worker.objects.filter(team=own.team).values_list("pk", flat=True))
    near.discard(own.pk)
    return [row for row in rows if int(row[0]) in near] or [row for row in rows if row[0] != str(own.pk)]


def _writes(request: PageRequest, held: Group) -> bool:
    own = own_worker(request.account)
    if own is None or held.signed_at is not None or not permits(request.account, "supervision.record"):
        return False
    return own.pk == held.facilitator_id or leads(own, held.facilitator)


@route(act="supervision.see", audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def groups(request: PageRequest) -> HttpResponse:
    """The groups one led or was at."""
    shown = GROUPS.shown(request, list(groups_of(request.account)))
    if shown.wants_csv:
        return shown.csv()
    context = {"title": "Group supervision", "crumbs": crumbs(), "shown": shown, "said": NOT_YOURS}
    return render(request, "supervision/groups.html", context)


@route(act="supervision.record", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def group_new(request: PageRequest) -> HttpResponse:
    """A group met, led by oneself."""
    form = opened(request, GroupForm, workers=_workers(request), initial={"held_at": request.now})
    made: list[Group] = []

    def verb(data: dict[str, Any]) -> None:
        given = {name: data[name] for name in ("title", "held_at", "present")}
        held = record_group.group_held(by=request.account, now=request.now, **given)
        if data["reflection"]:
            record_group.group_written(
                group=held.pk, reflection=data["reflection"], version=0, by=request.account, now=request.now, **given
            )
        made.append(held)

    if form.recorded(verb):
        return done(request, "supervision:group", made[0].pk, say="The group is recorded. Now the children.")
    return _form(request, form, "A group met", "Record it")


def _form(request: PageRequest, form: GroupForm | SignForm, title: str, button: str, said: str = "") -> HttpResponse:
    context = {
        "title": title,
        "crumbs": crumbs(),
        "form": form,
        "button": button,
        "said": said or NOT_YOURS,
        "fields": tuple(form.fields),
    }
    return render(request, "supervision/form.html", context)


@route(act="supervision.see", audit=Kind.RECORD, purpose=Purpose.OWN_WORK, subject=group_subject)
def group(request: PageRequest, group_id: int) -> HttpResponse:
    """One group supervision: who was there, the children it thought about, what was decided."""
    held = _group(group_id)
    children = children_of(held, request)
    saw_children(request, {each.child_id for each in children if each.discussion})
    writes = _writes(request, held)
    context = {
        "title": held.title,
        "caption": "Group supervision",
        "crumbs": crumbs(),
        "held": held,
        "present": list(held.present.select_related("worker").order_by("worker__name")),
        "spoken": [each for each in children if each.discussion],
        "others": [each for each in children if not each.discussion] if writes else [],
        "writes": writes,
        "said": NOT_YOURS,
    }
    return render(request, "supervision/group.html", context)


@route(act="supervision.record", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=group_subject)
def group_write(request: PageRequest, group_id: int) -> HttpResponse:
    """Change when it was, who was there, and what the group said of its own work."""
    held = _group(group_id)
    there = list(held.present.values_list("worker_id", flat=True))
    start = {"title": held.title, "held_at": held.held, "present": there, "reflection": held.reflection}
    workers = _workers(request)
    known = {int(pk) for pk, _ in workers}
    workers += [(str(row.pk), row.name) for row in Worker.objects.filter(pk__in=set(there) - known)]
    form = opened(request, GroupForm, workers=workers, initial=start | {"version": held.version})
    given: dict[str, Any] = {"group": group_id, "by": request.account, "now": request.now}
    if form.recorded(
        lambda data: record_group.group_written(**given, **{**data, "version": data["version"] or 0})
    ):  # fmt: skip
        return done(request, "supervision:group", group_id, say="It is recorded. It is not signed yet.")
    if form.sent:
        form.sent_about(version=held.version)
    return _form(request, form, "What the group said", "Record it", said=held.reflection if form.problems else "")


@route(act="supervision.record", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=group_subject)
def group_discuss(request: PageRequest, group_id: int, child_id: int) -> HttpResponse:
    """Write what was thought of one child, and what is decided."""
    held = _group(group_id)
    about = next((each for each in children_of(held, request) if each.child_id == child_id), None)
    asked = child_subject(child_id)
    if (
        about is None
        or not decide(request.account, "child.see", asked, now=request.now, purpose=Purpose.SUPERVISION).allowed
    ):
        raise Http404
    saw_children(request, {child_id})
    start: dict[str, Any] = (
        {"note": about.discussion.note, "hypothesis": about.discussion.hypothesis} if about.discussion else {}
    )
    form = opened(request, GroupChildForm, initial=start, workers=choices(local_date(request.now)))
    if form.recorded(
        lambda data: record_group.group_discussed(
            group=group_id,
            child=child_id,
            hypothesis=data["hypothesis"],
            note=data["note"],
            decisions=ChildForm.said(data),
            by=request.account,
            now=request.now,
        )
    ):
        return done(request, "supervision:group", group_id, say="Recorded on the child’s record.")
    context = {
        "title": about.name,
        "caption": held.title,
        "crumbs": crumbs(),
        "held": held,
        "about": about,
        "form": form,
        "places": PLACES,
    }
    return render(request, "supervision/group_discuss.html", context)


@route(act="supervision.record", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=group_subject)
def group_sign(request: PageRequest, group_id: int) -> HttpResponse:
    """Sign what was written."""
    _group(group_id)
    form = opened(request, SignForm)
    if form.recorded(lambda _: record_group.group_signed(group=group_id, by=request.account, now=request.now)):
        return done(request, "supervision:group", group_id, say="It is signed.")
    return _form(request, form, "Sign", "Sign", said="After signing the text stands.")
