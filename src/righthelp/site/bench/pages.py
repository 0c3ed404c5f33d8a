"""Pages at city size, whole: middleware, session, sign-in, access decision, queries, template, audit row and commit.

The floor is the plainest Django page that could stand in their place: one query of fifty rows and one Django template
with date filters, with no middleware, nobody signed in, no decision and no audit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import connection
from django.http import HttpResponse
from django.template import Context, Engine
from django.test import Client
from django.urls import reverse

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


def bare_page() -> Callable[[], HttpResponse]:
    """The floor, ready to run."""
    template = Engine().from_string(_TEMPLATE)

    def view() -> HttpResponse:
        rows = list(Episode.objects.order_by("-missing_from").values(*_COLUMNS)[:50])
        return HttpResponse(template.render(Context({"rows": rows})))

    return view


def _signed_in(role: str) -> Client:
    account = Account.objects.filter(roles__contains=[role], is_active=True).order_by("pk").first()
    if account is None:
        raise TooSmallError(f"Nobody holds the role {role}: load the demonstration city first (righthelp city load).")
    client = Client(headers={"host": "localhost"})
    client.force_login(account)
    return client


def _busiest_child() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select child_id from missing_episode group by child_id order by count(*) desc limit 1")
        row = cursor.fetchone()
    if row is None:
        raise TooSmallError("There is no missing episode: load the demonstration city first (righthelp city load).")
    return int(row[0])


def measures() -> Iterator[Measure]:
    """Board, timeline, search and indicator pages against the floor."""
    floor = bare_page()
    child = _busiest_child()
    person = Person.objects.get(pk=child)
    client = _signed_in("missing_manager")
    born = f" {person.birth_date:%d/%m/%Y}" if person.birth_date else ""
    pages = {
        "triage board": reverse("missing:board"),
        "child's timeline": reverse("timeline", args=[child]),
        "search results": f"{reverse('search')}?q={person.forename}+{person.surname}{born.replace(' ', '+')}",
        "indicator page": reverse("indicator", args=["MIS-4"]),
    }
    for name, address in pages.items():
        yield against(name, _getter(client, address), FLOOR, floor)


def _getter(client: Client, address: str) -> Callable[[], object]:
    def get() -> None:
        response = client.get(address)
        if response.status_code != 200:
            raise TooSmallError(f"{address.split('?')[0]} answered {response.status_code} in the bench.")

    return get
