"""The hub of care leavers who came alone: one list of what each has, and what is missing."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.render import render
from righthelp.practice.leaving_care import queries_alone
from righthelp.practice.leaving_care.tables_alone import BANDS, hub_table

_SAID = (
    "Everybody from 16 to 24 who came alone and whose birth date is known: in care, after it, or never in care. Legal "
    "status is missing where nothing was asked, the answer was no, leave ended before more was asked for, or nobody "
    "recorded until when it was given. English is there with lessons, now or before, or at university. Health is "
    "there with a doctor, or help that runs."
)


def _low(words: str) -> str:
    return words if words == "English" else words.lower()


@route(act=queries_alone.SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def alone(request: PageRequest) -> HttpResponse:
    """Young people of 16 to 24 who came alone: legal status, English, college, health, home, adviser."""
    rows = queries_alone.hub(request.account, request.now)
    shown = hub_table(rows).shown(request, rows)
    saw(request, [row.leaver.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    grown = [row for row in rows if row.grown]
    address = reverse("leaving_care:alone")
    numbers: list[tuple[object, str, str, str]] = [
        (sum(row.grown is (key == "leaver") for row in rows), words, f"{address}?hub_band={key}#hub", "plain")
        for key, words in BANDS
    ]
    for code, words in queries_alone.SERVICES.items():
        many = sum(code in row.gaps for row in grown)
        href = f"{address}?hub_band=leaver&hub_gap={code}#hub"
        numbers.append((many, f"of 18 or over: {_low(words)} missing", href, "late" if many else "good"))
    context = {
        "title": "Came alone: what each has",
        "crumbs": [{"text": "Came alone", "href": reverse("asylum:board")}],
        "said": _SAID,
        "numbers": numbers,
        "shown": shown,
    }
    return render(request, "leaving_care/list.html", context)
