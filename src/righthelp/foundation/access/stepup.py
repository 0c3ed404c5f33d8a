"""Confirming that it is you, once more, before an act that must not be done from a desk left unlocked.

    @route(act="access.break_glass", audit=Kind.CHANGE, purpose=Purpose.DUTY)
    @stepped_up(within=timedelta(minutes=10))
    def opened(request: PageRequest, child_id: int) -> HttpResponse: ...

The decorator stands under ``@route``, so nobody is asked who could not do the act anyway. Whoever has not confirmed
lately is sent to the confirm page and comes back to the place they were; what they had typed waits there as their
draft. ``AGAIN`` is answered with the strongest means the person has set up (passkey, code, else the password),
``PASSKEY`` by a passkey only: administration and sealed records. A sign-in answers them for its first minutes.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.route import PageRequest

P = ParamSpec("P")
WITHIN = timedelta(minutes=10)
"""How long a confirmation holds (local setting)."""

_KEY = "stepped_up"


class Need(StrEnum):
    """What an act asks for: any confirmation, or a passkey."""

    AGAIN = "again"
    PASSKEY = "passkey"


def has_stepped_up(request: HttpRequest, now: datetime, need: Need = Need.AGAIN, within: timedelta = WITHIN) -> bool:
    """Whether the person confirmed in this session, in the way ``need`` asks, less than ``within`` before ``now``."""
    said = request.session.get(_KEY)
    if not said or need not in said["answers"]:
        return False
    return timedelta(0) <= now - datetime.fromisoformat(said["at"]) < within


def confirmed(session: SessionBase, answers: Iterable[Need], now: datetime) -> None:
    """The person has confirmed at ``now``; ``answers`` are the needs that the way they did it meets."""
    session[_KEY] = {"at": now.isoformat(), "answers": [str(each) for each in answers]}


def ask_to_step_up(request: PageRequest, need: Need = Need.AGAIN, come_back: str = "") -> HttpResponse:
    """Go to the confirm page and come back to ``come_back`` or this address. What was sent is kept as a draft."""
    from righthelp.foundation.pages import drafts

    place = come_back or (request.path if request.method == "POST" else request.get_full_path())
    if request.method == "POST":
        drafts.keep(request.account, request.path, request.POST, request.now)
        request.audit_detail = "Asked to confirm first; nothing was done."
    return HttpResponseRedirect(f"{reverse('confirm')}?{urlencode({'next': place, 'need': need.value})}")


def stepped_up(
    need: Need = Need.AGAIN,
    *,
    within: timedelta = WITHIN,
    reading: bool = True,
    come_back: Callable[..., str] | None = None,
) -> Callable[
    [Callable[Concatenate[PageRequest, P], HttpResponse]], Callable[Concatenate[PageRequest, P], HttpResponse]
]:
    """Ask for a confirmation before the view runs; ``reading=False`` asks only when something is sent.

    ``come_back`` gets the URL's arguments and gives the address to come back to, for a URL that is only ever posted to.
    """

    def declare(
        view: Callable[Concatenate[PageRequest, P], HttpResponse],
    ) -> Callable[Concatenate[PageRequest, P], HttpResponse]:
        @functools.wraps(view)
        def asked(request: PageRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            concerned = reading or request.method not in {"GET", "HEAD"}
            if concerned and not has_stepped_up(request, request.now, need, within):
                elsewhere = come_back(*args, **kwargs) if come_back and request.method == "POST" else ""
                return ask_to_step_up(request, need, elsewhere)
            return view(request, *args, **kwargs)

        asked.step_up = need  # type: ignore[attr-defined]  # read by the test that lists which acts ask
        return asked

    return declare
