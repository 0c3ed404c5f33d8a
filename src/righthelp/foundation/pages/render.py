"""Turning a template into a response, with what every page shows around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.urls import reverse

from righthelp.foundation.access.decision import acts, permits
from righthelp.foundation.access.models import Account


@dataclass(frozen=True)
class NavItem:
    """One entry of the menu: shown to those whose role permits ``act``."""

    text: str
    route: str
    act: str
    args: tuple[object, ...] = ()


@dataclass
class _Menu:
    items: Sequence[NavItem] = field(default_factory=tuple)
    notice: Callable[[], str] = str


_menu = _Menu()


def set_menu(items: Sequence[NavItem], notice: Callable[[], str] = str) -> None:
    """Install the menu, and a sentence that every page shows under its header; called once by ``site``."""
    _menu.items, _menu.notice = tuple(items), notice


def may_of(account: Account | None) -> frozenset[str]:
    """The acts this account's roles permit, for templates: ``{% if "missing.record" in may %}``."""
    return frozenset(act for act in acts() if permits(account, act)) if account else frozenset()


def account_of(request: HttpRequest) -> Account | None:
    """Who is signed in, also on pages that no policy has prepared, such as an address that does not exist."""
    account = getattr(request, "account", None) or getattr(request, "user", None)
    return account if isinstance(account, Account) else None


def menu_for(request: HttpRequest) -> list[dict[str, object]]:
    """The menu's entries that this request's account may use, the present one marked."""
    account = account_of(request)
    if account is None:
        return []
    entries: list[dict[str, object]] = []
    for item in _menu.items:
        if permits(account, item.act):
            href = reverse(item.route, args=item.args)
            here = request.path == href or (href != "/" and request.path.startswith(href))
            entries.append({"text": item.text, "href": href, "active": here})
    return entries


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """``template`` (Jinja2) as a complete page. ``title`` must be in ``context``: it is the page's first heading."""
    account = account_of(request)
    around: dict[str, Any] = {
        "account": account,
        "may": may_of(account),
        "arriving": _menu.notice() if account else "",
        "menu": menu_for(request),
        "today": settings.RIGHTHELP_TODAY,
        "demonstration": settings.RIGHTHELP_TODAY is not None,
        "path": request.get_full_path(),
        "crumbs": (),
    }
    around.update(context or {})
    return HttpResponse(get_template(template).render(around, request), status=status)
