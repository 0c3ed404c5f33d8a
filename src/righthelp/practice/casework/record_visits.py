"""The verbs of a visit: recorded for several children at once, withdrawn when it was a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import hearing, journey
from righthelp.practice.casework.codes import Where
from righthelp.practice.casework.models import Action, Plan, Visit, Visited
from righthelp.practice.casework.record_base import SENTENCES, happened, visits_redrawn
from righthelp.practice.people.writing import locked, one_of, optional, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker


@dataclass(frozen=True)
class Seen:
    """One child in a visit. ``why_not``: why the child was not seen, or not alone."""

    child: int
    seen: bool
    alone: bool
    why_not: str = ""
    words: str = ""
    action: int | None = None


def visited(
    *,
    at: datetime,
    where: str,
    purpose: str,
    note: str,
    children: Sequence[Seen],
    by: Account,
    now: datetime,
    visitor: int | None = None,
    with_whom: str = "",
    announced: bool = True,
    key: UUID | None = None,
) -> Visit:
    """Somebody went to see some children: one visit, whatever was due under any plan. Visits due are worked out anew.

    ``visitor`` is whoever went, when it was not the person who records it. ``key`` is the form's own: sent twice, the
    visit is recorded once and given back.
    """
    writer = worker_of(by)
    one_of("where", where, Where.values)
    when = happened("at", at, now)
    if not children:
        raise Refused("children", "Choose which children this was to see.")
    went = Worker.objects.filter(pk=visitor).first() if visitor is not None else writer
    if went is None:
        raise Refused("visitor", "Choose who went.")
    with writing(by, SENTENCES):
        for child in sorted({each.child for each in children}):
            _there_to_see(child, when)
        twice = Visit.objects.filter(key=key).first() if key else None
        if twice:
            return twice
        made = Visit.objects.create(
            **({"key": key} if key else {}),
            at=when,
            where=where,
            visitor=went,
            with_whom=optional("with_whom", with_whom, 200),
            announced=announced,
            purpose=words("purpose", purpose, 400, "Write what the visit was for."),
            note=text("note", note, "Write what you saw and heard."),
            recorded=now,
            recorded_by=writer,
        )
        rows = [_one(made, each) for each in sorted(children, key=lambda each: each.child)]
        settle(journey.Visit, [row.pk for row in rows], now)
        for row in rows:
            _redrawn(row, now)
        return made


def _there_to_see(child: int, when: datetime) -> None:
    person = locked(child)
    if person.died_on and local_date(when) > person.died_on:
        raise Refused("at", f"The child died on {say_date(person.died_on)}. Check the date.")


def _one(visit: Visit, one: Seen) -> Visited:
    if one.alone and not one.seen:
        raise Refused("children", "A child who was not seen was not seen alone.")
    if one.action is not None and not Action.objects.filter(pk=one.action, child_id=one.child).exists():
        raise Refused("children", "This action is not one of the child’s.")
    ask = "" if one.alone else ("Write why not alone." if one.seen else "Write why the child was not seen.")
    return Visited.objects.create(
        visit=visit,
        child_id=one.child,
        at=visit.at,
        seen=one.seen,
        alone=one.alone,
        why_not="" if one.alone else text("why_not", one.why_not, ask, 400),
        words=text("words", one.words, "", 8000),
        action_id=one.action,
    )


def _redrawn(row: Visited, now: datetime) -> None:
    day = local_date(row.at)
    for plan in Plan.objects.filter(child_id=row.child_id, starts__lte=day):
        if plan.ends is None or plan.ends > day:
            visits_redrawn(plan, now)
    hearing.told_of_visit(row.child_id, now)


def visit_withdrawn(*, visited: int, why: str, by: Account, now: datetime) -> Visited:
    """It was recorded by mistake: it no longer counts, and stays readable."""
    worker_of(by)
    reason = text("why", why, "Write why the visit is withdrawn.", 300)
    with writing(by, SENTENCES):
        child = Visited.objects.filter(pk=visited).values_list("child_id", flat=True).first()
        if child is not None:
            locked(child)
        found = Visited.objects.select_for_update(of=("self",)).filter(pk=visited).first()
        if found is None or found.withdrawn:
            raise Refused("", "This visit was withdrawn already.")
        found.withdrawn, found.withdrawn_why = now, reason
        found.save(update_fields=["withdrawn", "withdrawn_why"])
        settle(journey.Visit, [found.pk], now)
        _redrawn(found, now)
        return found
