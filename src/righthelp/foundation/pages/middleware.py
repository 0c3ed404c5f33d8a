"""Headers that every page carries, and the one character that no page can take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from righthelp.foundation.pages.errors import bad_request


class PrivatePages:
    """No page of a person's record may rest in a browser's or a proxy's cache.

    A NUL, which nobody can type and the database cannot hold, is refused before any view sees it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Refuse a request with a NUL in its query or its form. Machines' doors, which take no forms, see to theirs."""
        if getattr(view, "csrf_exempt", False):
            return None
        return bad_request(request) if _holds_nul(request.GET) or _holds_nul(request.POST) else None


def _holds_nul(sent: QueryDict) -> bool:
    return any("\x00" in text for name, values in sent.lists() for text in (name, *values))
