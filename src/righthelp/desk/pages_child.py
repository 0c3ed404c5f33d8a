"""The record page of a child and its one-page summary: who this is, who matters to them, who works with them, what is
due."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.desk.child import Record
from righthelp.desk.child import record as record_of
from righthelp.desk.links import link
from righthelp.desk.rooms import parts_of_record
from righthelp.desk.story import story
from righthelp.desk.twice import twice
from righthelp.foundation.access.decision import Purpose, Subject, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.render import render
from righthelp.practice.people.models_identity import Step
from righthelp.practice.people.pages_facts import reaches
from righthelp.practice.people.queries_identity import Profile

Fact = tuple[str, str, str, str]
"""What it is called, what it says, beside it in small, and the address of a link (or nothing)."""


def child_subject(child_id: int) -> Subject:
    """The child a page is about."""
    return Subject("child", child_id)


@route(act="child.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def child(request: PageRequest, child_id: int) -> HttpResponse:
    """The record page of a child. A merged record leads to the kept one, unless somebody asks for it by ``merged``."""
    both = twice(child_id, request.account, request.now, may_act=permits(request.account, "duplicate.see"))
    saw(request, [child_id])
    found = _found(request, child_id, tied=bool(request.decision.relationship))
    may_record = reaches(request, "child.record")
    who, told = found.who, story(child_id, request.now)
    context = {
        **_said(request, found),
        "parts_of_record": parts_of_record(request, child_id),
        "relationship": request.decision.relationship,
        "may_record": may_record,
        "may_die": may_record and not who.died_on,
        "overdue_birth": who.expected and who.birth_date is not None and who.birth_date < local_date(request.now),
        "family_page": link("family", child_id),
        "twice": both,
        "today_is": local_date(request.now),
        "story": told,
        "decided": told.decided,
    }
    return render(request, "desk/child.html", context)


@route(act="child.see", audit=Kind.EXPORT, purpose=Purpose.DUTY, subject=child_subject)
def summary(request: PageRequest, child_id: int) -> HttpResponse:
    """One page to print. Paper is left in cars: a protected address, leave to be in the country and health are not on
    it, whoever prints."""
    found = record_of(child_id, account=request.account, now=request.now, tied=False)
    if found is None:
        raise Http404
    saw(request, [each.id for each in found.head.family])
    context = {
        **_said(request, found),
        "story": story(child_id, request.now),
        "printed_at": request.now,
        "printed_by": request.account.name,
    }
    return render(request, "desk/summary.html", context)


def _found(request: PageRequest, child_id: int, *, tied: bool) -> Record:
    found = record_of(
        child_id,
        account=request.account,
        now=request.now,
        tied=tied,
        health=reaches(request, "child.health"),
        sensitive=reaches(request, "child.sensitive"),
    )
    if found is None:
        raise Http404
    return found


def _said(request: PageRequest, found: Record) -> dict[str, Any]:
    who, head = found.who, found.head
    labels = dict(Step.choices)
    taken = who.death.steps if who.death else {}
    return {
        "title": head.name,
        "record": found,
        "head": head,
        "who": who,
        "line": _line(found),
        "facts_rows": _facts(found, partners=permits(request.account, "partner.see")),
        "steps_left": [labels[step] for step in Step.values if step not in taken] if who.died_on else [],
        "initials": "".join(part[:1] for part in (who.called, who.surname)).upper(),
        "also": [
            f"{each.what} (until {say_date(each.ends)})" if each.ends else each.what
            for each in who.names
            if each.kind != "spelling"
        ],
    }


def _line(found: Record) -> list[str]:
    """The line under the name: age, birth, pronouns, what is spoken."""
    who, head = found.who, found.head
    if who.died_on:
        return [f"Born {head.born}" if who.birth_date else "", f"Died {_died(who)}"]
    parts = [head.age if head.age != "not yet born" else "Not yet born"]
    if who.expected:
        parts = ["Expected baby", f"due {say_date(who.birth_date)}" if who.birth_date else "due date not known"]
    elif who.birth_date:
        parts.append(f"born {head.born}")
    parts += [who.pronouns, f"speaks {who.language}" if who.language else ""]
    return [part for part in parts if part]


def _died(who: Profile) -> str:
    if who.died_on is None:
        return ""
    about = "about " if who.death and who.death.about else ""
    return f"{about}{say_date(who.died_on)}"


def _facts(found: Record, *, partners: bool) -> list[Fact]:
    who, head = found.who, found.head

    def at(organisation: int | None) -> str:
        return reverse("partner", args=[organisation]) if organisation and partners else ""

    rows: list[Fact] = []
    if who.about_me:
        rows.append((f"{who.called} says", f"‘{who.about_me}’", "", ""))
    plans = " and ".join(name for name, _ in head.plans)
    if plans or not (who.died_on or who.expected):
        rows.append(("Plan or status", plans or "No current open plan", "", ""))
    since = f"since {say_date(head.lives_there_since)}" if head.lives_there_since else ""
    home = "Lived at" if who.died_on else "Home" if who.expected else "Lives at"
    rows.append((home, head.address, head.placement or ("" if who.expected else since), ""))
    school = who.school
    if school:
        rows.append(("School", school.what, "", at(school.of)))
    if who.doctor:
        rows.append(("GP", who.doctor.what, who.doctor.detail, at(who.doctor.of)))
    if who.language or who.needs_interpreter:
        needs = f"Interpreter: {who.interpreter}" if who.needs_interpreter else ""
        rows.append(("Speaks", ", ".join(filter(None, (who.language, who.other_languages))), needs, ""))
    numbers = [f"{_short(each.kind)} {each.what}" for each in who.now(who.numbers) if each.kind in _SHORT]
    if numbers:
        rows.append(("Numbers", ", ".join(numbers), "", ""))
    talking = [each.what for each in who.now(who.communication)]
    if talking:
        words = next((each.detail for each in who.now(who.communication) if each.detail), "")
        rows.append(("Talking", ", ".join(talking), words, ""))
    if who.contact_by:
        rows.append(("Likes", who.contact_by, who.contact_words, ""))
    needs_of = [each.what for each in who.now(who.disabilities) if each.kind != "NONE"]
    if needs_of:
        rows.append(("Disability", ", ".join(needs_of), "", ""))
    described = ", ".join(filter(None, (who.ethnicity_words or who.ethnicity, who.religion)))
    if described:
        rows.append(("Describes as", described, "", ""))
    leave = who.now(who.immigration)
    if leave:
        rows.append(("Leave", leave[0].what, leave[0].detail, ""))
    return rows


_SHORT = {"nhs": "NHS", "upn": "UPN"}


def _short(kind: str) -> str:
    return _SHORT.get(kind, "")


__all__ = ["child", "child_subject", "summary"]
