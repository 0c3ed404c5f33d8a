"""Turning a template into a response, with what every page shows around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.urls import get_urlconf, reverse
from markupsafe import Markup

from righthelp.foundation import calendar
from righthelp.foundation.access.decision import acts_of, permits
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.sessions import SessionStore


@dataclass(frozen=True)
class NavItem:
    """One entry of the menu: shown to those whose role permits ``act``. ``group``: the heading it stands under where
    the menu does not fit on one line; entries of a group follow one another."""

    text: str
    route: str
    act: str
    group: str = ""
    args: tuple[object, ...] = ()


@dataclass
class _Menu:
    items: Sequence[NavItem] = field(default_factory=tuple)
    notice: Callable[[], str] = str
    ends_emergency: str = ""
    parts: Sequence[NavItem] = field(default_factory=tuple)


_menu = _Menu()


def set_menu(
    items: Sequence[NavItem],
    notice: Callable[[], str] = str,
    *,
    ends_emergency: str = "",
    privacy: Sequence[NavItem] = (),
) -> None:
    """Install the menu, a sentence that every page shows under its header, the name of the route that ends an
    emergency opening of a record, and the parts of audit and privacy; called once by ``site``."""
    _menu.items, _menu.notice, _menu.ends_emergency, _menu.parts = tuple(items), notice, ends_emergency, tuple(privacy)


def privacy_parts(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """The parts of audit and privacy that this request's account may use: (words, address, whether it is this page)."""
    account = account_of(request)
    parts = [(item.text, reverse(item.route), item.act) for item in _menu.parts]
    return [(text, href, request.path == href) for text, href, act in parts if account and permits(account, act)]


def may_of(account: Account | None) -> frozenset[str]:
    """The acts this account's roles permit, for templates: ``{% if "missing.record" in may %}``."""
    return acts_of(account) if account else frozenset()


def account_of(request: HttpRequest) -> Account | None:
    """Who is signed in, also on pages that no policy has prepared, such as an address that does not exist."""
    account = getattr(request, "account", None) or getattr(request, "user", None)
    return account if isinstance(account, Account) else None


def menu_for(request: HttpRequest) -> Markup:
    """The menu as this request's account may use it, the present entry marked; nothing for nobody."""
    account = account_of(request)
    if account is None:
        return Markup()
    entries = _entries(acts_of(account), get_urlconf())
    path = request.path
    here = (path == each.href or (each.href != "/" and path.startswith(each.href)) for each in entries)
    return _drawn(entries, tuple(here))


class _Entry(NamedTuple):
    text: str
    href: str
    group: str


@lru_cache(maxsize=256)
def _entries(acts: frozenset[str], urlconf: str | None) -> tuple[_Entry, ...]:
    """The entries open to whoever may do ``acts``. ``urlconf``: the house whose addresses they have."""
    allowed = (item for item in _menu.items if item.act in acts)
    return tuple(_Entry(item.text, reverse(item.route, urlconf, item.args), item.group) for item in allowed)


@lru_cache(maxsize=2048)
def _drawn(entries: tuple[_Entry, ...], here: tuple[bool, ...]) -> Markup:
    """The menu as HTML: the same for everybody with the same roles at the same place, and on every page."""
    marked = [each._asdict() | {"active": active} for each, active in zip(entries, here, strict=True)]
    return Markup(get_template("pages/menu.html").render({"menu": marked}))  # noqa: S704  the template escapes


def emergency_of(request: HttpRequest) -> dict[str, object] | None:
    """For the banner on every page of a record that is open in an emergency: until when, for how many minutes more,
    and the address of the button that ends it."""
    decision, about = getattr(request, "decision", None), getattr(request, "about", None)
    if decision is None or decision.until is None or about is None or not _menu.ends_emergency:
        return None
    left = max(1, -int((request.now - decision.until).total_seconds() // 60))  # type: ignore[attr-defined]  # a decision has its moment
    return {"until": decision.until, "minutes": left, "href": reverse(_menu.ends_emergency, args=[about.id])}


def session_of(request: HttpRequest) -> dict[str, object] | None:
    """For the warning before the session ends: seconds left, until which time, and whether that is the last stretch."""
    store = request.session
    if account_of(request) is None or not isinstance(store, SessionStore):
        return None
    left = store.seconds_left()
    return {
        "left": left,
        "at": calendar.say_time(calendar.local(calendar.now() + timedelta(seconds=left)).time()),
        "last": store.last_stretch(),
    }


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
        "emergency": emergency_of(request),
        "session": session_of(request),
    }
    around.update(context or {})
    return HttpResponse(get_template(template).render(around, request), status=status)
