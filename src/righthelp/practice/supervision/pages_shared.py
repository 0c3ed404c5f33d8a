"""What the pages of supervision share: the record a page is about, its crumbs, and who may do what on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from righthelp.foundation.access.decision import Subject, permits
from righthelp.foundation.access.route import PageRequest
from righthelp.foundation.audit.write import looked
from righthelp.foundation.calendar import Month
from righthelp.practice.supervision.models import Decision, Session
from righthelp.practice.supervision.record import leads


def session_subject(session_id: int, child_id: int = 0) -> Subject:
    """The supervision a page is about."""
    return Subject("supervision", session_id)


def decision_subject(decision_id: int) -> Subject:
    """The child a decision is for: whoever may open their record may open it."""
    child = Decision.objects.filter(pk=decision_id).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


def child_subject(child_id: int) -> Subject:
    """The child a page is about."""
    return Subject("child", child_id)


def session_of(session_id: int) -> Session:
    """The supervision with everybody named on it."""
    rows = Session.objects.select_related(
        "worker__team__manager", "worker__manager__manager__manager", "supervisor", "signed_by"
    )
    found = rows.filter(pk=session_id).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class May:
    """What this reader may do with a supervision: shown as buttons, and checked again by the verbs."""

    write: bool
    agree: bool
    add: bool


def may(request: PageRequest, session: Session) -> May:
    """By the reader's place: the worker answers, the supervisor and those above write."""
    worker = getattr(request.account, "worker", None)
    if worker is None:
        return May(False, False, False)
    own = worker.pk == session.worker_id
    above = not own and (worker.pk == session.supervisor_id or leads(worker, session.worker))
    writes = above and permits(request.account, "supervision.record")
    return May(
        write=writes and session.signed_at is None,
        agree=own and session.signed_at is not None and session.agreed_at is None,
        add=(own or writes) and session.signed_at is not None,
    )


def crumbs(session: Session | None = None) -> list[dict[str, str]]:
    """From the list of supervisions to this one."""
    found = [{"text": "Supervision", "href": reverse("supervision:board")}]
    if session is not None:
        href = reverse("supervision:session", args=[session.pk])
        found.append({"text": f"{session.worker.name}, {Month.of(session.month)}", "href": href})
    return found


def saw_children(request: PageRequest, children: set[int]) -> None:
    """The page is about a supervision; that it also names these children is noted for each of them, when it is opened
    (what is sent back from it is noted by the change itself)."""
    if not children or request.method != "GET":
        return
    match = request.resolver_match
    looked(
        account=request.account,
        act="supervision.see",
        kind="list",
        decision=request.decision,
        route=match.view_name if match else "",
        request_id=request.request_id,
        subject_kind="child",
        subject_ids=sorted(children),
        now=request.now,
    )
