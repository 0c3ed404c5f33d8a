"""Taking back what was recorded of legal work by mistake: it stays readable with the reason (decision 182)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from django.db.models import Model

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import LegalStatus
from righthelp.practice.court import journey
from righthelp.practice.court.codes import BY_LAW, Exit
from righthelp.practice.court.models import (
    Advice,
    Delay,
    Extension,
    Filing,
    Hearing,
    Matter,
    MatterChild,
    Order,
    TakenBack,
)
from righthelp.practice.court.record import SENTENCES, stored
from righthelp.practice.people.writing import locked, text, writing
from righthelp.practice.workforce.acting import worker_of

R = TypeVar("R", bound=Model)
_GONE: Final = "This was taken back already."


def taken_back(*, child: int, kind: str, number: int, why: str, by: Account, now: datetime) -> list[TakenBack]:
    """Something of a child’s legal record was a mistake. ``kind``: a key of :data:`KINDS`; ``number``: its row.

    What is of the whole matter goes for every child in it, and is said on the record of each. What came of a hearing or
    a filing is taken back before the hearing or the filing itself. Raises ``Refused`` for a row that is not the
    child’s, and when something rests on it. Gives what was written, a row for each child it was about.
    """
    worker = worker_of(by)
    reason = text("why", why, "Write why it was a mistake.")
    if kind not in KINDS:
        raise Refused("", "This cannot be taken back.")
    with writing(by, SENTENCES):
        locked(child)
        said, children = KINDS[kind](child, number, now)
        rows = [
            TakenBack(child_id=each, what=said, why=reason, at=now, by=worker) for each in sorted({child, *children})
        ]
        return TakenBack.objects.bulk_create(rows)


def _of(matter: int, child: int) -> list[MatterChild]:
    rows = list(MatterChild.objects.select_for_update(of=("self",)).filter(matter_id=matter))
    mine = next((row for row in rows if row.child_id == child), None)
    if mine is None:
        raise Refused("", "This is of another child.")
    if mine.closed is not None:
        raise Refused("", f"The matter ended on {say_date(mine.closed)}. What was recorded of it stands.")
    return rows


def _there(model: type[R], number: int) -> R:
    """A row, locked; ``Refused`` where it was taken back already."""
    row = model._default_manager.select_for_update(of=("self",)).filter(pk=number).first()
    if row is None:
        raise Refused("", _GONE)
    return row


def _hearing(child: int, number: int, now: datetime) -> tuple[str, list[int]]:
    row = _there(Hearing, number)
    rows = _of(row.matter_id, child)
    if row.held is not None:
        raise Refused("", "It is recorded what came of it. Take that back first.")
    said = f"{row.get_kind_display()} listed for {say_date(row.day)}"
    row.delete()
    return said, [each.child_id for each in rows]


def _held(child: int, number: int, now: datetime) -> tuple[str, list[int]]:
    row = _there(Hearing, number)
    rows = _of(row.matter_id, child)
    if row.held is None:
        raise Refused("", _GONE)
    said = f"What came of the hearing of {say_date(row.day)}: {row.decided}"
    row.held, row.decided = None, ""
    row.save(update_fields=["held", "decided"])
    return said, [each.child_id for each in rows]


def _filing(child: int, number: int, now: datetime) -> tuple[str, list[int]]:
    row = _there(Filing, number)
    rows = _of(row.matter_id, child)
    if row.filed is not None:
        raise Refused("", "It was filed. Take that back first.")
    said = f"To be filed: {row.what}, due {say_date(row.due)}"
    row.delete()
    return said, [each.child_id for each in rows]


def _filed(child: int, number: int, now: datetime) -> tuple[str, list[int]]:
    row = _there(Filing, number)
    rows = _of(row.matter_id, child)
    if row.filed is None:
        raise Refused("", _GONE)
    said = f"Filed {say_date(row.filed)}: {row.what}"
    row.filed = None
    row.save(update_fields=["filed"])
    return said, [each.child_id for each in rows]


def _delay(child: int, number: int, now: datetime) -> tuple[str, list[int]]:
    row = _there(Delay, number)
    rows = _of(row.matter_id, child)
    said = f"Delay, {say_date(row.day)}: {row.get_cause_display()}. {row.note}"
    row.delete()
    return said, [each.child_id for each in rows]


def _extension(child: int, number: int, now: datetime) -> tuple[str, list[int]]:
    row = _there(Extension, number)
    rows = _of(row.matter_id, child)
    others = Extension.objects.filter(matter_id=row.matter_id).exclude(pk=row.pk)
    if others.filter(since__gt=row.since).exists():
        raise Refused("", "The court extended again after it. Take the newest extension back first.")
    said = f"Extended to {say_date(row.until)}, ordered {say_date(row.ordered)}: {row.why}"
    before = others.order_by("-since").first()
    first = others.order_by("ordered").first()
    open_ones = [each for each in rows if each.closed is None]
    for each in open_ones:
        each.extended = first.ordered if first else None
        each.until_eve = before.until - timedelta(days=1) if before else None
    row.delete()
    stored(open_ones, ["extended", "until_eve"], now)
    return said, [each.child_id for each in rows]


def _order(child: int, number: int, now: datetime) -> tuple[str, list[int]]:
    row = _there(Order, number)
    if row.child_id != child:
        raise Refused("", "This is of another child.")
    _of(row.on.matter_id, child)
    laws = LegalStatus.objects.filter(child_id=child, ends__isnull=True, law=row.kind, starts=row.starts)
    if row.kind in BY_LAW and laws.exists():
        raise Refused("", "By this order the child is looked after. Take the law back under Looked after first.")
    said = f"{row.get_kind_display()}, {say_date(row.starts)}"
    row.delete()
    settle(journey.CourtOrder, [number], now)
    return said, []


def _advice(child: int, number: int, now: datetime) -> tuple[str, list[int]]:
    row = _there(Advice, number)
    if row.child_id != child:
        raise Refused("", "This is of another child.")
    if row.answered is None:
        raise Refused("", "It has not been answered.")
    said = f"Answer of {row.solicitor}, {say_date(local_date(row.answered))}: {row.advice}"
    row.answered, row.solicitor, row.advice, row.recorded_by = None, "", "", None
    row.save(update_fields=["answered", "solicitor", "advice", "recorded_by"])
    settle(journey.LegalAdvice, [number], now)
    return said, []


def _letter(child: int, number: int, now: datetime) -> tuple[str, list[int]]:
    matter = _there(Matter, number)
    rows = _of(matter.pk, child)
    mine = next(row for row in rows if row.child_id == child)
    if mine.letter is None:
        raise Refused("", _GONE)
    if any(row.issued for row in rows):
        raise Refused("", "The application was made after it. Take that back first.")
    if any(row.exited for row in rows):
        raise Refused("", "Pre-proceedings have ended for another child of this family. The letter stands.")
    said = f"Letter before proceedings, {say_date(mine.letter)}"
    sent = [row for row in rows if row.letter]
    for row in sent:
        row.letter = None
    _looked_at_again(matter, _as_it_was(matter).order_by("pgh_id"))
    stored(sent, ["letter"], now)
    return said, [row.child_id for row in sent]


def _application(child: int, number: int, now: datetime) -> tuple[str, list[int]]:
    matter = _there(Matter, number)
    rows = _of(matter.pk, child)
    mine = next(row for row in rows if row.child_id == child)
    if mine.issued is None:
        raise Refused("", _GONE)
    of = {"matter_id": matter.pk}
    stands = {
        "orders": Order.objects.filter(on__matter_id=matter.pk).exists(),
        "hearings": Hearing.objects.filter(**of).exists(),
        "what is to be filed": Filing.objects.filter(**of).exists(),
        "extensions": Extension.objects.filter(**of).exists(),
    }
    if any(stands.values()):
        follows = ", ".join(what for what, there in stands.items() if there)
        raise Refused("", f"There is more of this case at court: {follows}. Take that back first, for every child.")
    said = (
        f"Application of {say_date(mine.issued)}: {matter.get_application_display()}; {matter.court}, {matter.number}"
    )
    there = [row for row in rows if row.issued]
    for row in there:
        if row.exit == Exit.ISSUED:
            row.exited, row.exit, row.exit_why = None, None, ""
        row.issued = None
    _looked_at_again(matter, _as_it_was(matter).filter(application__isnull=True).order_by("-pgh_id"))
    matter.application, matter.court, matter.number, matter.judge = None, "", "", ""
    matter.save(update_fields=["application", "court", "number", "judge"])
    stored(there, ["issued", "exited", "exit", "exit_why"], now)
    return said, [row.child_id for row in there]


def _as_it_was(matter: Matter) -> Any:
    """Every version of a matter."""
    events: Any = Matter.pgh_event_model  # type: ignore[attr-defined]  # put there by pghistory
    return events.objects.filter(pgh_obj_id=matter.pk)


def _looked_at_again(matter: Matter, versions: Any) -> None:
    """A manager looks at the matter again by the day that stood in the first of some versions of it."""
    held = versions.values_list("review_by", flat=True)[:1]
    if held:
        matter.review_by = held[0]
        matter.save(update_fields=["review_by"])


KINDS: Final[dict[str, Callable[[int, int, datetime], tuple[str, list[int]]]]] = {
    "hearing": _hearing,
    "held": _held,
    "filing": _filing,
    "filed": _filed,
    "delay": _delay,
    "extension": _extension,
    "order": _order,
    "advice": _advice,
    "letter": _letter,
    "application": _application,
}
"""What may be taken back: how it goes, giving what it said and which other children it was about."""

__all__ = ["KINDS", "taken_back"]
