"""Finding a child: the page behind the box in the header of every page."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.desk import mine
from righthelp.desk.links import link
from righthelp.desk.search import AGE_CHOICES, Beside, narrowed
from righthelp.desk.tables import people_table
from righthelp.foundation.access.decision import Purpose, Scope, Subject, decide, permits, scope_of
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.render import render
from righthelp.practice.people.models import Area, InvolvementKind
from righthelp.practice.people.numbers import nhs_number_holds
from righthelp.practice.people.search import PAGES, Answer, find
from righthelp.practice.people.typed import Asked

_FILTERS = (
    ("age", "Age", AGE_CHOICES),
    ("area", "Lives in", tuple(Area.choices)),
    ("status", "Has now", tuple(InvolvementKind.choices)),
)


@route(act="child.search", audit=Kind.SEARCH, purpose=Purpose.DUTY)
def search(request: PageRequest) -> HttpResponse:
    """Find a child by name, birth date, number or address. What was typed goes to the audit, not to any log.

    A number alone that is one person's opens their record at once, for those who may open it.
    """
    text = request.GET.get("q", "").strip()[:120]
    only = narrowed(request.GET, local_date(request.now))
    page = request.GET.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 3 else 1
    beside = Beside(request.now)
    answer = find(text, account=request.account, now=request.now, page=number, narrowed=only, held=beside.held)
    saw(request, [each.id for each in answer.found])
    request.audit_detail = f"looked for: {text}" if text else ""
    straight = _straight_to(request, answer)
    if straight:
        return HttpResponseRedirect(straight)
    chosen = {name: request.GET.get(name, "") for name, _, _ in _FILTERS}
    asked, people = answer.asked, beside.lines(answer.found)
    table = people_table(permits(request.account, "child.see"), _emergencies(request, answer))
    context = {
        "title": "Find a child",
        "q": text,
        "people": people,
        "shown": table.shown(request, people),
        "first": (answer.page - 1) * 20,
        "earlier": _page(text, chosen, answer.page - 1) if answer.page > 1 else "",
        "later": _page(text, chosen, answer.page + 1) if answer.more and answer.page < PAGES else "",
        "more": answer.more,
        "asked": asked,
        "filters": _FILTERS,
        "chosen": chosen,
        "filtered": only.any,
        "tries": _tries(asked) if text and not answer.found else [],
        "wrong_number": any(re.fullmatch(r"\d{10}", each) and not nhs_number_holds(each) for each in asked.numbers),
        "register": _register(request, text),
    }
    return render(request, "desk/search.html", context)


def _emergencies(request: PageRequest, answer: Answer) -> dict[str, str]:
    """For those found whose record is not open to the reader: where it is opened in an emergency."""
    if not permits(request.account, "record.break_glass") or scope_of(request.account, "child.see") is Scope.ANY:
        return {}
    ids = {each.id for each in answer.found}
    closed = ids - mine.reachable(ids, request.account, request.now)
    child, opening = reverse("child", args=[0]), link("privacy:open", 0)
    return {child.replace("0", str(pk)): opening.replace("0", str(pk)) for pk in closed} if opening else {}


def _straight_to(request: PageRequest, answer: Answer) -> str:
    """The record that a number alone names, when it is the only one and may be opened."""
    if not answer.asked.only_number or len(answer.found) != 1 or answer.more:
        return ""
    child = answer.found[0].id
    opens = decide(request.account, "child.see", Subject("child", child), now=request.now, purpose=Purpose.DUTY)
    return reverse("child", args=[child]) if opens.allowed else ""


def _page(text: str, chosen: dict[str, str], number: int) -> str:
    return "?" + urlencode({"q": text, **{name: value for name, value in chosen.items() if value}, "page": number})


def _tries(asked: Asked) -> list[tuple[str, str]]:
    """Other searches worth trying when nobody was found: (words, address)."""
    tries = []
    names = " ".join(asked.names)
    if asked.birth_date and names:
        tries.append(("the birth date alone", f"?{urlencode({'q': say_date(asked.birth_date)})}"))
    if names and (asked.birth_date or asked.span or asked.place.finds or asked.numbers):
        tries.append(("the name alone", f"?{urlencode({'q': names})}"))
    if len(asked.names) == 2 and asked.birth_date:
        for name in asked.names:
            words = f"“{name.title()}” with the birth date"
            tries.append((words, f"?{urlencode({'q': f'{name} {say_date(asked.birth_date)}'})}"))
    return tries


def _register(request: PageRequest, text: str) -> str:
    """The way to the page that registers a child, which reads what was typed here; empty for those who may not."""
    to = link("register-child") if permits(request.account, "child.register") else None
    return f"{to}?{urlencode({'q': text})}" if to else ""
