"""Every URL declares its policy here: the act, the record it is about, the purpose and how it is audited.

    @route(act="missing.episode", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
    def episode(request: PageRequest, episode_id: int) -> HttpResponse: ...

The decorator signs in, decides, runs the view and writes the audit row, all inside the request's transaction: when
the row cannot be written, nothing is shown. ``access.E001`` stops the start-up for a URL without a policy.
"""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Concatenate, ParamSpec, cast

import pghistory
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation import calendar
from righthelp.foundation.access.decision import ABSENT, Decision, Purpose, Subject, decide
from righthelp.foundation.access.emergency import TIE, may_write
from righthelp.foundation.access.models import Account
from righthelp.foundation.audit.write import looked

P = ParamSpec("P")
_LARGEST_ID = 2**63 - 1


class Kind(StrEnum):
    """How a request to this URL is audited. ``PAGE`` holds no personal data and is audited only when refused."""

    PAGE = "page"
    RECORD = "record"
    LIST = "list"
    SEARCH = "search"
    EXPORT = "export"
    CHANGE = "change"


@dataclass(frozen=True)
class Policy:
    """What a URL declares. ``writes`` is the act needed to POST, where it differs from the act needed to look."""

    act: str
    audit: Kind
    purpose: Purpose | None
    subject: Callable[..., Subject] | None = None
    writes: str = ""
    open_because: str = ""


class PageRequest(HttpRequest):
    """A request after its policy has been applied (annotation only; Django makes the object)."""

    account: Account
    now: datetime
    decision: Decision
    about: Subject | None
    request_id: uuid.UUID
    seen_ids: set[int]
    seen_children: set[int]
    audit_detail: str


def saw(request: PageRequest, ids: Iterable[int]) -> None:
    """Say which records this page shows, so that each of them can answer "who looked at me"."""
    request.seen_ids.update(ids)


def saw_children(request: PageRequest, ids: Iterable[int]) -> None:
    """The same on a page about a record that is no child's: the children whom it names are written beside it."""
    request.seen_children.update(ids)


@dataclass
class _Moved:
    kept: Callable[[int], int] | None = None


_moved = _Moved()


def lead_on(kept: Callable[[int], int]) -> None:
    """Install who knows which record stands for a child's now: itself, or the one it was merged into; called once.

    Every page at an address with a ``child_id`` is then decided about the record that stands, and leads to it, unless
    the address says ``merged``: then it shows the merged record to whoever may open the one that stands.
    """
    _moved.kept = kept


def open_route(
    because: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """A URL open to people who have not signed in; ``because`` says why that is right."""

    def declare(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        view.policy = Policy("", Kind.PAGE, None, open_because=because)  # type: ignore[attr-defined]  # read by the start-up check
        return view

    return declare


def route(
    *,
    act: str,
    audit: Kind,
    purpose: Purpose | None = None,
    subject: Callable[..., Subject] | None = None,
    writes: str = "",
) -> Callable[
    [Callable[Concatenate[PageRequest, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """Declare and apply a URL's policy. ``subject`` gets the URL's arguments and raises ``Http404`` for no record."""
    policy = Policy(act, audit, purpose, subject, writes)

    def declare(
        view: Callable[Concatenate[PageRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @functools.wraps(view)
        def decided(plain: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            from righthelp.foundation.pages.errors import not_found, refused
            from righthelp.foundation.pages.sign_in import ask_to_sign_in

            request = cast(PageRequest, plain)
            if not isinstance(request.user, Account):
                return ask_to_sign_in(request)
            if any(isinstance(value, int) and value > _LARGEST_ID for value in kwargs.values()):
                raise Http404  # no table can hold such an id
            prepare(request, request.user)
            writing = request.method not in {"GET", "HEAD"}
            act_now = policy.writes if writing and policy.writes else policy.act
            asked = _about(policy, args, kwargs)
            about = request.about = asked
            request.decision = decide(request.account, act_now, about, now=request.now, purpose=policy.purpose)
            if request.decision.merged and asked and asked.id == kwargs.get("child_id"):
                about = request.about = _standing(asked)
                request.decision = decide(request.account, act_now, about, now=request.now, purpose=policy.purpose)
            kind, of_kind = _kind(request, policy, writing), about.kind if about else "child"
            # The audit names a record that is not there, or sealed, only by a number that the address itself gave.
            if about and (request.decision.reason != ABSENT or about.id in kwargs.values()):
                request.seen_ids.add(about.id)
            if writing and request.decision.relationship == TIE and not may_write(request.account):
                request.decision = Decision(False, "You opened this record in an emergency, for reading only.")
            if not request.decision.allowed:
                _write(request, act_now, kind, of_kind, request.seen_ids)
                return not_found(request) if request.decision.hidden else refused(request, request.decision.reason)
            if about != asked:
                if not writing and "merged" not in request.GET and request.resolver_match:
                    return _led_on(request, about)
                request.seen_ids.update(each.id for each in (about, asked) if each)
            if not writing:
                response = view(request, *args, **kwargs)
            else:
                with pghistory.context(
                    actor=request.account.pk,
                    actor_name=request.account.name,
                    purpose=request.decision.purpose,
                    act=act_now,
                    request=str(request.request_id),
                ):
                    response = view(request, *args, **kwargs)
            if kind is not Kind.PAGE:
                _write(request, act_now, kind, of_kind, request.seen_ids)
                if request.seen_children:
                    _write(request, act_now, kind, "child", request.seen_children)
            return response

        decided.policy = policy  # type: ignore[attr-defined]  # read by the start-up check
        return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", decided)

    return declare


NOBODY = Subject("child", 0)
"""Stands for a record that is not there: it is decided about, refused and audited as one that is sealed would be, so
that neither the answer nor what the database is asked tells the two apart."""


def _about(policy: Policy, args: tuple[object, ...], kwargs: dict[str, object]) -> Subject | None:
    if policy.subject is None:
        return None
    try:
        return policy.subject(*args, **kwargs)
    except Http404:
        return NOBODY


def _standing(asked: Subject) -> Subject:
    """The record to decide about in place of a merged one, for a child that the address names: the one that stands."""
    return Subject(asked.kind, _moved.kept(asked.id)) if _moved.kept else asked


def _led_on(request: HttpRequest, about: Subject | None) -> HttpResponse:
    """To the same page of the record that stands. Nothing is shown, so the look is written by that page."""
    match = request.resolver_match
    assert match is not None and about is not None  # noqa: S101, PT018  the caller asked
    to = reverse(match.view_name, args=match.args, kwargs={**match.kwargs, "child_id": about.id})
    return HttpResponseRedirect(f"{to}?{request.GET.urlencode()}" if request.GET else to)


def prepare(request: PageRequest, account: Account) -> None:
    """Put the account, the moment and the request's own id on the request."""
    request.account = account
    request.now = calendar.now()
    request.request_id = uuid.uuid4()
    request.seen_ids = set()
    request.seen_children = set()
    request.audit_detail = ""


def _kind(request: PageRequest, policy: Policy, writing: bool) -> Kind:
    if writing and policy.audit is not Kind.PAGE:
        return Kind.CHANGE if policy.audit is not Kind.SEARCH else Kind.SEARCH
    if request.GET.get("format") and policy.audit is not Kind.PAGE:
        return Kind.EXPORT
    return policy.audit


def _write(request: PageRequest, act: str, kind: Kind, subject_kind: str, ids: Iterable[int]) -> None:
    match = request.resolver_match
    looked(
        account=request.account,
        act=act,
        kind=kind,
        decision=request.decision,
        route=match.view_name if match else "",
        request_id=request.request_id,
        subject_kind=subject_kind,
        subject_ids=sorted(ids),
        detail=request.audit_detail,
        now=request.now,
    )
