"""Writing down what somebody tells us: one page, checked as often as one likes, recorded once.

``Check`` looks up what is typed (children, the organisation) and shows what is known; nothing is recorded by it, and
nothing typed is lost: every press keeps a draft. Works without JavaScript.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door import record
from righthelp.practice.front_door.codes import PUBLIC
from righthelp.practice.front_door.forms import ROWS, ContactForm
from righthelp.practice.front_door.models import Call
from righthelp.practice.front_door.pages_shared import crumbs
from righthelp.practice.front_door.queries_known import Candidate, Known, candidates, known
from righthelp.practice.front_door.record import About, New
from righthelp.practice.people.models_partners import Organisation, OrganisationKind
from righthelp.practice.people.queries_partners import matching
from righthelp.practice.people.record import LikelyDuplicateError
from righthelp.practice.people.search import search
from righthelp.practice.people.typed import read

_OFFERED = 4


@dataclass(frozen=True)
class Line:
    """One row of children: what was typed, who was picked, who it may be, and what registering would take it for."""

    n: int
    text: str
    pick: str
    found: list[Candidate]
    forename: str
    surname: str
    born: date | None

    @property
    def picked(self) -> int | None:
        """The person picked, if one of those found was."""
        return int(self.pick) if self.pick.isdecimal() and int(self.pick) in {each.id for each in self.found} else None

    @property
    def may_register(self) -> bool:
        """Whether both names were understood."""
        return bool(self.forename and self.surname)


@route(act="front_door.record", audit=Kind.CHANGE, purpose=Purpose.DUTY)
def new(request: PageRequest) -> HttpResponse:
    """Somebody tells us about a child."""
    form = opened(request, ContactForm, initial={"received": request.now})
    checking = "check" in request.POST
    form.sent = form.sent and not checking
    lines = _lines(request, form)
    picked = [line.picked for line in lines if line.picked]
    beside = known(picked, request.account, request.now)
    minors = _brothers_and_sisters(beside)
    form.fields["also"].choices = [(str(pk), name) for pk, name in minors]  # type: ignore[attr-defined]  # a choice field
    typed = str(form["organisation"].value() or "")
    offered = matching(typed, kinds=list(OrganisationKind)) if typed else []
    made: list[Call] = []

    def verb(data: dict[str, Any]) -> None:
        made.append(_recorded(request, data, lines, offered))

    if form.recorded(verb):
        many = made[0].contacts.count()
        saw(request, [pk for pk in made[0].contacts.values_list("child_id", flat=True) if pk])
        who = "one child" if many == 1 else f"{many} children"
        return done(request, "front_door:contact", made[0].pk, say=f"The contact about {who} is recorded.")
    request.audit_detail = " | ".join(line.text for line in lines)[:200]
    saw(request, {each.id for line in lines for each in line.found} | {each.id for each in beside})
    context = {
        "title": "New contact",
        "crumbs": crumbs(),
        "form": form,
        "lines": {line.n: line for line in lines},
        "rows": range(1, ROWS + 1),
        "shown": max([line.n for line in lines], default=0) + 2,
        "known": beside,
        "minors": minors,
        "also": [str(each) for each in (form["also"].value() or [])],
        "offered": offered,
        "organisation_pick": str(form["organisation_pick"].value() or ""),
        "typed": typed,
        "checked": bool(lines) and (checking or form.sent or form.restored_at is not None),
    }
    return render(request, "front_door/new.html", context)


def _lines(request: PageRequest, form: ContactForm) -> list[Line]:
    """The rows typed, each looked up; a row with one name takes the surname of the row above."""
    today, surname = local_date(request.now), ""
    found: list[Line] = []
    for n, text, pick in form.typed():
        asked = read(text, today)
        names = [name.title() for name in asked.names]
        if len(names) == 1 and surname:
            asked = replace(asked, names=(asked.names[0], surname.lower()))
            names.append(surname)
        people = [] if asked.nothing else search(asked, account=request.account, now=request.now).found[:_OFFERED]
        last = ""
        if len(names) > 1:
            last = names.pop(0) if asked.surname_first else names.pop()
            surname = last
        found.append(Line(n, text, pick, candidates(people, today), " ".join(names), last, asked.birth_date))
    return found


def _brothers_and_sisters(beside: list[Known]) -> list[tuple[int, str]]:
    """Other children of the families picked, each once."""
    there = {each.id for each in beside}
    return list(
        {
            minor.id: (minor.id, f"{minor.name}, {minor.what.lower()} of {each.name}, {minor.age}")
            for each in beside
            for minor in each.minors
            if minor.id not in there
        }.values()
    )


def _recorded(request: PageRequest, data: dict[str, Any], lines: list[Line], offered: list[Organisation]) -> Call:
    children = [_about(line) for line in lines] + [About(child=int(pk)) for pk in data["also"]]
    rows = {f"{name}_{n}" for name in ("about", "pick") for n in range(1, ROWS + 1)}
    rest = {name: value for name, value in data.items() if name not in rows}
    del rest["also"], rest["organisation_pick"]
    rest |= _organisation(data, offered)
    try:
        return record.told(children=children, by=request.account, now=request.now, **rest)
    except LikelyDuplicateError:
        raise Refused(
            "", "Somebody much like a child you are registering is on the register already. Press Check and look again."
        ) from None


def _about(line: Line) -> About:
    if line.picked:
        return About(child=line.picked)
    if line.pick == "new" and line.may_register:
        looked_at = tuple(each.id for each in line.found)
        return About(new=New(line.forename, line.surname, line.born, looked_at=looked_at))
    if line.pick == "described":
        return About(described=line.text)
    if line.pick == "new":
        raise Refused(f"about_{line.n}", "Enter forename and surname, or keep it as a description.")
    raise Refused(f"about_{line.n}", "Press Check, and say who this is: somebody found, a new child, or not known yet.")


def _organisation(data: dict[str, Any], offered: list[Organisation]) -> dict[str, Any]:
    words, pick = data["organisation"], data["organisation_pick"]
    found: dict[str, Any] = {"organisation": None, "organisation_words": ""}
    if not words or data["source"] in PUBLIC:
        return found
    chosen = [each for each in offered if str(each.pk) == pick] or (offered if len(offered) == 1 else [])
    if chosen:
        return {"organisation": chosen[0].pk, "organisation_words": ""}
    if offered and pick != "other":
        raise Refused("organisation", "Several organisations are called like this. Press Check and choose one.")
    return {"organisation": None, "organisation_words": words}
