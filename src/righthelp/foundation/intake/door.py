"""The door for partners' systems: the API's keys, its decisions, its refusals.

Every operation is protected by :class:`PartnerDoor`, which knows the key's account, asks the one decision function,
and audits a refusal. Nothing is redirected to a sign-in page: a machine is told 401 or 403, as problem JSON (RFC
9457) that says what to do and what was kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI, Router, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from ninja.security import HttpBearer

from righthelp.foundation.access.decision import Purpose, decide
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.route import Kind, PageRequest, Policy, open_route, prepare
from righthelp.foundation.audit.write import looked
from righthelp.foundation.calendar import now as clock
from righthelp.foundation.intake.inbox import readable, receive_unreadable
from righthelp.foundation.intake.keys import holder

DESCRIPTION = """Partners' systems tell us of what happened to a child, and ask what became of their messages.

Send each message with a key of your own and a revision. Sending the same again is safe and gives the same answer.
Messages may come in any order. A message is acknowledged only once it is kept."""


class Problem(Schema):  # type: ignore[misc]  # ninja is not followed by the type checker
    """Why a request was not accepted (RFC 9457): ``detail`` says what to do."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    kept: str | None = None
    """The id under which the body was kept for a person to look at, if it was."""


class PartnerRequest(PageRequest):
    """A request that came through the door (annotation only; Django makes the object)."""

    auth: Account


class ProblemError(Exception):
    """An operation's way to refuse: becomes problem JSON."""

    def __init__(self, status: int, title: str, detail: str, kept: str | None = None) -> None:
        super().__init__(title)
        self.status, self.title, self.detail, self.kept = status, title, detail, kept


class PartnerDoor(HttpBearer):  # type: ignore[misc]  # ninja is not followed by the type checker
    """Lets a partner's key through for one act, if the decision function agrees."""

    def __init__(self, act: str, purpose: Purpose, owner: str) -> None:
        super().__init__()
        self.act, self.purpose, self.owner = act, purpose, owner

    def authenticate(self, request: HttpRequest, token: str) -> Account | None:
        """The account, or None for a key that is not in force; raises for one that may not do this."""
        account = holder(token, clock())
        if account is None:
            return None
        asked = cast(PartnerRequest, request)
        prepare(asked, account)
        asked.door = self  # type: ignore[attr-defined]  # for the handlers below
        asked.decision = decide(account, self.act, None, now=asked.now, purpose=self.purpose)
        if not asked.decision.allowed:
            audited(asked)
            raise ProblemError(
                403, "Not allowed", f"{asked.decision.reason} Ask the Trust’s information governance team."
            )
        return account


def audited(request: PartnerRequest, ids: Iterable[int] = (), detail: str = "") -> None:
    """Write the audit row of an operation, in the caller's transaction."""
    door = _door(request)
    match = request.resolver_match
    looked(
        account=request.account,
        act=door.act if door else "",
        kind=Kind.CHANGE if request.method == "POST" else Kind.LIST,
        decision=request.decision,
        route=match.view_name if match else "",
        request_id=request.request_id,
        subject_kind="child",
        subject_ids=sorted(set(ids)),
        detail=detail,
        now=request.now,
    )


def _door(request: HttpRequest) -> PartnerDoor | None:
    door = getattr(request, "door", None)
    return door if isinstance(door, PartnerDoor) else None


class _Unreadable(Exception):  # noqa: N818  # never leaves this module
    """The body is not JSON that can be kept."""


class _Reader(Parser):  # type: ignore[misc]  # ninja is not followed by the type checker
    """JSON as we can keep it: no NaN, no endless nesting, no characters that the database refuses."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        try:
            body = readable(request.body)
        except ValueError:
            raise _Unreadable from None
        if not isinstance(body, dict):
            raise _Unreadable
        return body


class _Api(NinjaAPI):  # type: ignore[misc]  # ninja is not followed by the type checker
    """The API, whose description says that refusals are problem JSON."""

    def get_openapi_schema(self, **given: Any) -> dict[str, Any]:
        described: dict[str, Any] = super().get_openapi_schema(**given)
        for operations in described["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    content = answer.get("content", {})
                    if int(status) >= 400 and "application/json" in content:
                        content["application/problem+json"] = content.pop("application/json")
        return described


def partner_api(routers: Iterable[tuple[str, Router, Policy]]) -> tuple[list[URLPattern | URLResolver], str, str]:
    """The whole API, for ``path("api/", partner_api([...]))``: each router with its prefix and its URLs' policy."""
    api = _Api(
        title="Right Help for partners",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        openapi_url="/openapi.json",
        parser=_Reader(),
        urls_namespace="api",
    )
    policies: dict[str, Policy] = {}
    for prefix, router, policy in routers:
        api.add_router(prefix, router)
        policies[prefix.strip("/")] = policy
    _refusals(api)
    patterns, app_name, namespace = api.urls
    description = Policy(
        "", Kind.PAGE, None, open_because="The description of the API holds no data; partners build against it."
    )
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            first = str(pattern.pattern).split("/")[0]
            view = cast(Any, transaction.non_atomic_requests(pattern.callback))
            view.policy = policies.get(first, description)
    nothing: Any = csrf_exempt(open_route("It answers that there is nothing, whatever is asked.")(_nothing_here))
    return [*patterns, re_path("", nothing, name="nothing")], app_name, namespace


def _nothing_here(request: HttpRequest) -> HttpResponse:
    """The answer at every address that the API does not have: problem JSON here, too, and not a page."""
    return _nothing_there(request, Http404())


def _refusals(api: NinjaAPI) -> None:
    api.add_exception_handler(ProblemError, _problem)
    api.add_exception_handler(AuthenticationError, _no_key)
    api.add_exception_handler(_Unreadable, _not_json)
    api.add_exception_handler(HttpError, _not_json)
    api.add_exception_handler(ValidationError, _wrong_fields)
    api.add_exception_handler(Http404, _nothing_there)
    api.add_exception_handler(RequestDataTooBig, _too_big)


def _answer(status: int, title: str, detail: str, kept: str | None = None) -> HttpResponse:
    body = Problem(title=title, status=status, detail=detail, kept=kept)
    answer = HttpResponse(body.model_dump_json(), status=status, content_type="application/problem+json")
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="Right Help"'
    return answer


def _problem(_: HttpRequest, wrong: ProblemError) -> HttpResponse:
    return _answer(wrong.status, wrong.title, wrong.detail, wrong.kept)


def _no_key(_: HttpRequest, __: AuthenticationError) -> HttpResponse:
    return _answer(
        401, "No key in force", "Send the header “Authorization: Bearer <your key>”. Nothing of the request was kept."
    )


def _not_json(request: HttpRequest, _: Exception) -> HttpResponse:
    return _kept(request, 400, "Not readable", "The body is not a JSON object that can be read.")


def _wrong_fields(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """Names the fields that are wrong and what is, never what was in them."""
    said = []
    for error in wrong.errors[:10]:
        where = [str(part) for part in error.get("loc", ()) if part not in {"body", "query", "path", "notice"}]
        said.append(f"{'.'.join(where) or 'body'}: {error.get('msg', 'is not valid')}")
    detail = "; ".join(said)
    if request.method != "POST":
        return _answer(422, "Not valid", f"{detail}.")
    return _kept(request, 422, "Fields missing or not valid", f"{detail}.")


def _kept(request: HttpRequest, status: int, title: str, detail: str) -> HttpResponse:
    """Refuse, but keep the body for a person: the sender is told no, and what they tried to say is not lost."""
    asked = cast(PartnerRequest, request)
    door = _door(request)
    if door is None or not request.body:
        return _answer(status, title, f"{detail} Nothing was kept. Correct it and send it again.")
    with transaction.atomic():
        message, _ = receive_unreadable(
            sender=asked.account.organisation,
            raw=request.body,
            received_at=asked.now,
            owner=door.owner,
            reason="The message could not be read. Look at the text, act on it, and ask the sender to correct it.",
        )
        audited(asked, detail="unreadable message kept")
    advice = "We kept the text for a person to look at. Correct it and send it again."
    return _answer(status, title, f"{detail} {advice}", kept=str(message.pk))


def _nothing_there(_: HttpRequest, __: Http404) -> HttpResponse:
    return _answer(404, "Not found", "There is nothing under this address. Check the key.")


def _too_big(_: HttpRequest, __: RequestDataTooBig) -> HttpResponse:
    return _answer(413, "Too large", "A message may be two megabytes at most. Nothing was kept; send less.")
