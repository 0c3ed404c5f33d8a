"""The daily triage board: who is missing, who came home, which interviews are due, and one line decided about each."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages import drafts
from righthelp.foundation.pages.forms import done
from righthelp.foundation.pages.render import may_of, render
from righthelp.foundation.refusals import Refused
from righthelp.practice.missing import record_work
from righthelp.practice.missing.models import Episode, WhereFrom
from righthelp.practice.missing.pages_board_rows import Line, Lists, read_lists
from righthelp.practice.missing.pages_board_table import BOARD
from righthelp.practice.missing.pages_guidance import FOUND, MISSING
from righthelp.practice.missing.queries_reports import capacity
from righthelp.practice.people.models import Area

_FIELD = "decision_"


@route(act="missing.board", writes="missing.decide", audit=Kind.LIST, purpose=Purpose.MISSING)
def board(request: PageRequest) -> HttpResponse:
    """The board; a POST records what was decided about each child."""
    typed = _typed(request)
    problems: dict[int, str] = {}
    if request.method == "POST" and "save_draft" not in request.POST:
        recorded, problems = _decide(request, typed)
        saw(request, recorded.values())
        if not problems:
            drafts.forget(request.account, request.path)
            count = len(recorded)
            words = "The decision is recorded." if count == 1 else f"{count} decisions are recorded."
            return done(request, "missing:board", say=words if count else "Nothing was typed, so nothing was recorded.")
        typed = {episode: text for episode, text in typed.items() if episode not in recorded}
    return _page(request, typed, problems)


def _typed(request: PageRequest) -> dict[int, str]:
    """What stands in the decision fields: sent now, or kept as a draft."""
    if request.method == "POST":
        fields: QueryDict = request.POST
    else:
        kept = drafts.kept(request.account, request.path)
        if kept is None:
            return {}
        fields = kept[0]
    found: dict[int, str] = {}
    for name in fields:
        number = name.removeprefix(_FIELD)
        if name.startswith(_FIELD) and number.isdecimal() and len(number) < 19:
            words = next((text.strip() for text in fields.getlist(name) if text.strip()), "")
            if words:
                found[int(number)] = words
    return found


def _decide(request: PageRequest, typed: dict[int, str]) -> tuple[dict[int, int], dict[int, str]]:
    """Record what was typed for each child within reach; the children recorded, by episode, and what was refused."""
    drafts.keep(request.account, request.path, request.POST, request.now)
    reach = within_reach(
        Episode.objects.filter(pk__in=typed),
        request.account,
        "missing.decide",
        kind="child",
        field="child_id",
        now=request.now,
    )
    children = dict(reach.values_list("pk", "child_id"))
    recorded: dict[int, int] = {}
    problems: dict[int, str] = {}
    for episode, text in typed.items():
        if episode not in children:
            problems[episode] = "This child’s record is not open to you, so nothing was recorded for them."
            continue
        try:
            record_work.decided(episode=episode, text=text, by=request.account, now=request.now)
            recorded[episode] = children[episode]
        except Refused as no:
            problems[episode] = no.sentence
    return recorded, problems


def _choice(request: PageRequest, name: str, allowed: set[str]) -> str:
    value = request.GET.get(name, "")
    return value if value in allowed else ""


def _page(request: PageRequest, typed: dict[int, str], problems: dict[int, str]) -> HttpResponse:
    worker = request.GET.get("worker", "")
    chosen = {
        "area": _choice(request, "area", set(Area.values)),
        "from": _choice(request, "from", set(WhereFrom.values)),
        "worker": worker if worker == "none" or (worker.isdecimal() and len(worker) < 19) else "",
    }
    lists = read_lists(
        request.account, request.now, area=chosen["area"], where_from=chosen["from"], worker=chosen["worker"]
    )
    for line in lists.lines:
        line.typed = typed.get(line.row.id, "")
        line.problem = problems.get(line.row.id, "")
    saw(request, {line.row.child_id for line in lists.lines})
    may = may_of(request.account)
    printing = request.GET.get("view") == "print"
    look = "print" if printing else "decide" if "missing.decide" in may else "read"
    shown = {name: BOARD[name][look].shown(request, rows) for name, rows in _rows(lists).items()}
    for table in shown.values():
        if table.wants_csv:
            return table.csv()
    return render(
        request,
        "missing/board_print.html" if printing else "missing/board.html",
        {
            "title": "Missing children",
            "lists": lists,
            "board": lists.board,
            "shown": shown,
            "long_missing": sum(1 for line in lists.missing if line.row.hours >= 72),
            "repeat": len({line.row.child_id for line in lists.lines if line.repeat}),
            "capacity": capacity(request.now, as_of=lists.board.as_of),
            "chosen": chosen,
            "filtered": any(chosen.values()),
            "areas": Area.choices,
            "places": WhereFrom.choices,
            "problems": [{"text": text, "href": f"#{_anchor(lists, episode)}"} for episode, text in problems.items()],
            "unsaved": bool(typed) and not problems,
            "guides": (MISSING, FOUND),
            "print_href": f"{reverse('missing:board')}?{_printing(request)}",
        },
        status=400 if problems else 200,
    )


def _rows(lists: Lists) -> dict[str, list[Line]]:
    return {
        "missing": list(lists.missing),
        "found": list(lists.found),
        "offer": list(lists.to_offer),
        "today": list(lists.due_today),
        "overdue": list(lists.overdue),
        "later": list(lists.later),
    }


def _anchor(lists: Lists, episode: int) -> str:
    for name, rows in _rows(lists).items():
        if any(line.row.id == episode for line in rows):
            return f"decide-{name}-{episode}"
    return "main-content"


def _printing(request: PageRequest) -> str:
    query = request.GET.copy()
    query["view"] = "print"
    query.pop("format", None)
    return query.urlencode()
