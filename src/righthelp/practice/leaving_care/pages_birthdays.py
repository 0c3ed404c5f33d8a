"""The birthdays of a year of the national return: who has not answered yet, what the year comes to, the file."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.render import render
from righthelp.practice.leaving_care import queries_birthdays, tables_birthdays

SEE = "leaving.see"
FIRST_YEAR = 2014


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def birthdays(request: PageRequest) -> HttpResponse:
    """Everybody within reach whose 17th to 21st birthday is in the year to 31 March: in touch around it, or not."""
    this = queries_birthdays.year_end(local_date(request.now))
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and FIRST_YEAR <= int(asked) <= this + 1 else this
    rows = queries_birthdays.birthdays(request.account, year, request.now)
    returned = [row for row in rows if row.in_touch]
    shown, oc3 = tables_birthdays.birthdays_table(rows).shown(request, rows), tables_birthdays.oc3_table()
    out = oc3.shown(request, returned)
    if out.wants_csv:
        saw(request, [row.child for row in returned])
        return out.csv()
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Birthdays of care leavers",
        "crumbs": [{"text": "Leaving care", "href": reverse("leaving_care:board")}],
        "shown": shown,
        "year": year,
        "years": list(range(this + 1, max(FIRST_YEAR, this - 4) - 1, -1)),
        "open": sum(row.state == "open" for row in rows),
        "missed": sum(row.state == "missed" for row in rows),
        "figures": queries_birthdays.figures(rows),
        "file": out.csv_href,
        "returned": len(returned),
    }
    return render(request, "leaving_care/birthdays.html", context)


__all__ = ["birthdays"]
