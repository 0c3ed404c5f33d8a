"""The sign-in page, and how a form that was sent after the session ended is carried through the sign-in."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from righthelp.foundation.access.models import AccountSession
from righthelp.foundation.pages import drafts
from righthelp.foundation.pages.render import render

SALT = "righthelp.carried-form"


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page. A form that was sent after the session ended is carried along and comes back as a draft."""
    typed = _typed(request.POST) if request.method == "POST" else ""
    if typed and len(typed) <= drafts.LARGEST:
        form = {"path": request.path, "fields": typed, "account": _whose(request)}
        carried = signing.dumps(form, salt=SALT, compress=True)
        return page(request, next_address=request.path, carried=carried, status=401)
    return HttpResponseRedirect(f"{reverse('sign-in')}?{_next(request)}")


def _typed(fields: QueryDict) -> str:
    kept = fields.copy()
    for name in drafts.NEVER:
        kept.pop(name, None)
    return kept.urlencode()


def _whose(request: HttpRequest) -> int | None:
    """The account whose session has ended, if its row is still there: what it typed comes back to nobody else."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return AccountSession.objects.filter(session_key=key).values_list("account_id", flat=True).first()


def _next(request: HttpRequest) -> str:
    query = QueryDict(mutable=True)
    query["next"] = request.get_full_path() if request.method == "GET" else request.path
    return query.urlencode()


def page(
    request: HttpRequest,
    *,
    next_address: str,
    carried: str = "",
    problem: str = "",
    email: str = "",
    status: int = 200,
) -> HttpResponse:
    """The sign-in page as it stands: where to go next, what is carried, and what is wrong."""
    directory = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    context = {
        "title": "Sign in",
        "next_address": next_address,
        "carried": carried,
        "problem": problem,
        "email": email,
        "directory": directory[0]["name"] if directory else "",
        "demonstration_sign_ins": settings.ENV == "demo",
    }
    return render(request, "pages/sign_in.html", context, status=status)
