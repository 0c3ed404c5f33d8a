"""Jinja2 for every page: GOV.UK's macros, our own, and words for dates."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.backends.jinja2 import Jinja2
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.urls import get_urlconf, reverse
from django.utils.functional import SimpleLazyObject
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

from righthelp.foundation import calendar


class RightHelpJinja(Jinja2):
    """Jinja2 that reads the ``templates`` folder of each room."""

    app_dirname = "templates"


@lru_cache(maxsize=1024)
def _plain_address(name: str, urlconf: str | None) -> str:
    return reverse(name, urlconf=urlconf)


def plain_address(name: str) -> str:
    """The address of a page that is one of a kind; looked up once, for it stands in the menu of every page."""
    return _plain_address(name, get_urlconf())


@lru_cache(maxsize=2048)
def _pattern(name: str, numbers: int, urlconf: str | None) -> str:
    """The address of a page that takes so many numbers, as a pattern for ``%``; empty where one of them does not stand
    in the address once, as it is."""
    standing = [7_000_000_000_000_000 + place for place in range(numbers)]
    there = reverse(name, urlconf=urlconf, args=standing)
    if re.findall(r"7\d{15}", there) != [str(each) for each in standing]:
        return ""
    return re.sub(r"7\d{15}", "%d", there.replace("%", "%%"))


def address(name: str, *args: object) -> str:
    """The address of a page by its route name. A long page holds a hundred of them, which differ in their numbers only:
    the way there is looked up once. Raises ``NoReverseMatch`` where there is none."""
    if not args:
        return plain_address(name)
    if all(type(each) is int and 0 <= each < 10**15 for each in args):
        pattern = _pattern(name, len(args), get_urlconf())
        if pattern:
            return pattern % args
    return reverse(name, args=args)


def url(name: str, *args: object, **query: object) -> str:
    """The address of a page by its route name, with a query string from ``query`` (None is left out)."""
    found = address(name, *args)
    pairs = {key: value for key, value in query.items() if value is not None}
    return f"{found}?{urlencode(pairs)}" if pairs else found


@lru_cache(maxsize=256)
def _static(path: str) -> str:
    """The address of a style sheet or script, looked up once: every page names the same few."""
    return static(path)


def one_token(request: HttpRequest) -> dict[str, object]:
    """The hidden field against forged forms, made once for all the forms of a page: there are three on most."""
    return {"csrf_input": SimpleLazyObject(partial(csrf_input, request))}


def environment(**options: Any) -> Environment:
    """The environment Django builds once per process. A name that does not exist is an error, never a blank."""
    options["loader"] = ChoiceLoader(
        [
            options["loader"],
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    options.setdefault("undefined", StrictUndefined)
    options.update(trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.do"])
    made = Environment(**options)  # noqa: S701  autoescape comes in options from settings
    made.globals.update(static=_static, url=url, messages_of=get_messages, trust=settings.RIGHTHELP_TRUST)
    made.filters.update(
        day=calendar.say_date,
        short_day=calendar.say_short,
        moment=calendar.say_moment,
        duration=calendar.say_duration,
    )
    return made
