"""Pages for when something cannot be shown: each says what happened, what was kept, and what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from righthelp.foundation.access.decision import permits
from righthelp.foundation.pages.render import account_of, render


def _problem(request: HttpRequest, title: str, lines: list[str], status: int) -> HttpResponse:
    return render(request, "pages/problem.html", {"title": title, "lines": lines}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such record, or none that this account may know of. The two look the same on purpose."""
    lines = [
        "There is no page here, or it is about a record that you have no working relationship to.",
        "If you followed a link, ask the person who gave it to you. If you think you should see this record, "
        "ask your manager to allocate it to you.",
    ]
    account = account_of(request)
    if account is not None and permits(account, "record.break_glass"):  # by role: nothing here is about the record
        lines.append(
            "If a child may be in danger now, find the child by name and birth date and choose “Open in an emergency”."
        )
    return _problem(request, "Page not found", lines, 404)


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """403: the role does not include this."""
    return _problem(
        request,
        "You cannot do this",
        [
            reason,
            "If your work needs it, ask your manager. That you tried has been noted, as every refusal is.",
        ],
        403,
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 raised by Django itself."""
    return refused(request, "This is not open to you.")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: a request that no page of ours makes."""
    return _problem(request, "We could not read that request", ["Go back and try again. Nothing was recorded."], 400)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's protection against forged requests did not match, most often after a long pause."""
    return _problem(
        request,
        "This form was open too long",
        [
            "Nothing was recorded. What you typed was saved as a draft while you were typing, if your browser runs "
            "scripts; otherwise press Back: your browser still holds it.",
            "Open the form again from its record, check the text, and send it.",
        ],
        403,
    )


def failed(request: HttpRequest) -> HttpResponse:
    """500: our fault. The transaction was undone, so the record is as it was before."""
    return _problem(
        request,
        "Something went wrong on our side",
        [
            "Nothing was recorded, and the record is as it was before. What you typed was saved as a draft while you "
            "were typing, if your browser runs scripts: open the form again to find it. Otherwise press Back: your "
            "browser still holds it.",
            "If it happens again, tell the help desk the time and the page; they can find it in the log.",
        ],
        500,
    )
