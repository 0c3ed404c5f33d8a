"""Pages at city size, whole: middleware, session, sign-in, access decision, queries, template, audit row and commit.

The floor is the plainest Django page that could stand in their place: one query of fifty rows and one Django template
with date filters, with no middleware, nobody signed in, no decision and no audit. Both go through Django's own request
handler, on a connection that stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.test import Client, RequestFactory, override_settings
from django.urls import path, reverse, set_urlconf
from django.utils.crypto import get_random_string

from righthelp.foundation.access.models import Account
from righthelp.practice.missing.models import Episode
from righthelp.practice.people.models import Person
from righthelp.site.bench.measure import Measure, against

FLOOR = "bare Django template view of 50 rows"
_TEMPLATE = """<!DOCTYPE html><html lang="en"><head><title>Rows</title></head><body><h1>Rows</h1><table>
<tr><th>Child</th><th>Born</th><th>Missing from</th><th>Told</th><th>Returned</th><th>Status</th><th>Area</th></tr>
{% for row in rows %}<tr><td>{{ row.child__forename }} {{ row.child__surname }}</td>
<td>{{ row.child__birth_date|date:"j F Y" }}</td><td>{{ row.missing_from|date:"j F Y, H:i" }}</td>
<td>{{ row.notified|date:"j F Y, H:i" }}</td><td>{{ row.returned|date:"j F Y, H:i" }}</td>
<td>{{ row.status }}</td><td>{{ row.area }}</td></tr>{% endfor %}</table></body></html>"""
_COLUMNS = (
    "child__forename",
    "child__surname",
    "child__birth_date",
    "missing_from",
    "notified",
    "returned",
    "status",
    "area",
)


class TooSmallError(Exception):
    """The database does not hold enough to say anything about a city."""


_TEMPLATE_OF_FLOOR = Engine().from_string(_TEMPLATE)


def fifty_rows(request: HttpRequest) -> HttpResponse:
    """The floor's view."""
    rows = list(Episode.objects.order_by("-pk").values(*_COLUMNS)[:50])
    return HttpResponse(_TEMPLATE_OF_FLOOR.render(Context({"rows": rows})))


urlpatterns = [path("rows", fifty_rows)]  # the floor's own addresses; the house's do not know them


def bare_page() -> Callable[[], object]:
    """The floor, ready to run."""
    with override_settings(MIDDLEWARE=[]):
        handler = BaseHandler()
        handler.load_middleware()
    make = RequestFactory()

    def get() -> None:
        request = make.get("/rows")
        request.urlconf = __name__
        try:
            if handler.get_response(request).status_code != 200:
                raise TooSmallError("The floor's own page failed.")
        finally:
            set_urlconf(None)  # what comes after speaks of the house's addresses again

    return get


def cookie_of(role: str) -> str:
    """The cookies of somebody who holds the role and has opened a page before: their session, and the secret behind
    the tokens of forms."""
    account = Account.objects.filter(roles__contains=[role], is_active=True).order_by("pk").first()
    if account is None:
        raise TooSmallError(f"Nobody holds the role {role}: load the demonstration city first (righthelp city load).")
    client = Client()
    client.force_login(account)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={get_random_string(32)}"


def busiest_child() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select child_id from missing_episode group by child_id order by count(*) desc limit 1")
        row = cursor.fetchone()
    if row is None:
        raise TooSmallError("There is no missing episode: load the demonstration city first (righthelp city load).")
    return int(row[0])


def measures() -> Iterator[Measure]:
    """Board, timeline, search and indicator pages against the floor."""
    floor = bare_page()
    child = busiest_child()
    person = Person.objects.get(pk=child)
    cookie = cookie_of("missing_manager")
    handler = BaseHandler()
    handler.load_middleware()
    born = f" {person.birth_date:%d/%m/%Y}" if person.birth_date else ""
    pages = {
        "triage board": reverse("missing:board"),
        "child's timeline": reverse("timeline", args=[child]),
        "search results": f"{reverse('search')}?q={person.forename}+{person.surname}{born.replace(' ', '+')}",
        "indicator page": reverse("indicator", args=["MIS-4"]),
    }
    make = RequestFactory(headers={"host": "localhost", "cookie": cookie})
    for name, address in pages.items():
        yield against(name, getter(handler, make, address), FLOOR, floor)


def getter(handler: BaseHandler, make: RequestFactory, address: str) -> Callable[[], object]:
    def get() -> None:
        response = handler.get_response(make.get(address))
        if response.status_code != 200:
            raise TooSmallError(f"{address.split('?')[0]} answered {response.status_code} in the bench.")

    return get
