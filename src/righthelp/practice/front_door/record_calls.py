"""The verbs of listening to calls: standards put in force, calls drawn, a call assessed, the handler's answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door.codes import Listened, Mark
from righthelp.practice.front_door.models import (
    CallAssessment,
    CallEdition,
    CallMark,
    CallSample,
    CallStandard,
    SampledCall,
)
from righthelp.practice.front_door.queries_calls import edition_on, listens, population
from righthelp.practice.front_door.record_base import SENTENCES, locked
from righthelp.practice.people.writing import one_of, optional, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

MOST_DRAWN: Final = 100


def _listener(by: Account, now: datetime) -> Worker:
    worker = worker_of(by)
    if not listens(by, now):
        raise Refused("", "A manager of the front door or a head of service listens to calls and assesses them.")
    return worker


def edition_begun(*, starts: date, standards: Sequence[tuple[str, str]], by: Account, now: datetime) -> CallEdition:
    """Calls from a day on are held against these standards, each a name and what is heard when it is met."""
    worker = worker_of(by)
    if "head_of_service" not in by.roles:
        raise Refused("", "A head of service puts standards in force.")
    if starts <= local_date(now):
        raise Refused("starts", "It begins tomorrow or later: today’s calls are held to what was agreed before.")
    if not standards:
        raise Refused("standards", "Write at least one standard.")
    with writing(by, SENTENCES):
        last = CallEdition.objects.select_for_update().order_by("-number").first()
        if last and last.starts >= starts:
            raise Refused("starts", f"Edition {last.number} begins on {say_date(last.starts)}. Choose a later day.")
        made = CallEdition.objects.create(number=last.number + 1 if last else 1, starts=starts, put_by=worker.name)
        for place, (name, means) in enumerate(standards, 1):
            CallStandard.objects.create(
                edition=made,
                place=place,
                name=words("standards", name, 80, "Give each standard a name."),
                means=words("standards", means, 300, f"Write what is heard when ‘{name}’ is met."),
            )
        return made


def calls_drawn(*, month: date, size: int, seed: int, by: Account, now: datetime) -> CallSample:
    """Some telephone calls of a month that is over are drawn at random to be listened to.

    Whoever orders the month's calls by the SHA-256 of ``seed/number`` finds the same ones. Drawn once for a month.
    """
    worker = _listener(by, now)
    first = month.replace(day=1)
    if first >= local_date(now).replace(day=1):
        raise Refused("month", "Draw from a month that is over.")
    if not 1 <= size <= MOST_DRAWN:
        raise Refused("size", f"Draw between 1 and {MOST_DRAWN} calls.")
    with writing(by, SENTENCES):
        calls = list(population(first))
        if not calls:
            raise Refused("month", "No call was answered by telephone in this month.")
        chosen = drawn(calls, seed)[:size]
        made = CallSample.objects.create(
            month=first, population=len(calls), size=len(chosen), seed=seed, drawn=now, drawn_by=worker
        )
        for place, call in enumerate(chosen, 1):
            SampledCall.objects.create(sample=made, call_id=call, place=place)
        return made


def drawn(calls: Sequence[int], seed: int) -> list[int]:
    """The numbers of some calls in the order in which the seed draws them."""
    return sorted(calls, key=lambda call: hashlib.sha256(f"{seed}/{call}".encode()).hexdigest())


def call_assessed(
    *,
    call: int,
    listened: str,
    marks: Mapping[int, tuple[str, str]],
    well: str,
    better: str,
    by: Account,
    now: datetime,
) -> CallAssessment:
    """A manager has listened to a call: a mark and a note for each standard of that day (by its number), and what the
    handler is told. Sent again before the handler has seen it, it replaces what was written."""
    worker = _listener(by, now)
    one_of("listened", listened, Listened.values)
    good = text("well", well, "Write what was done well.", 4000)
    could = text("better", better, "Write what could be better; for a very good call, what others can learn.", 4000)
    with writing(by, SENTENCES):
        held = locked(call)
        if held.recorded_by_id is None:
            raise Refused("", "Nobody answered this by telephone. It cannot be assessed.")
        if held.recorded_by_id == worker.pk:
            raise Refused("", "You took this call. Another manager assesses it.")
        if held.contacts.filter(child__tier__gt=1).exists():
            raise Refused("", "This call is closely held. It is not assessed.")
        edition = edition_on(local_date(held.received))
        wanted = {each.pk: each for each in edition.standards.all()} if edition else {}
        if edition is None or wanted.keys() != marks.keys():
            raise Refused("", "The standards of that day have changed. Open the call again; your text is kept.")
        tidy = {pk: _mark(pk, *marks[pk]) for pk in wanted}
        row = CallAssessment.objects.select_for_update().filter(call=held).first()
        if row is not None and row.by_id != worker.pk:
            raise Refused("", "Somebody else has assessed this call. Open it to read what they heard.")
        if row is not None and row.seen:
            raise Refused("", "The handler has read it. It stands as it is.")
        row = row or CallAssessment(call=held)
        row.edition, row.handler_id, row.by, row.at = edition, held.recorded_by_id, worker, now
        row.listened, row.well, row.better = listened, good, could
        row.save()
        row.marks.all().delete()
        CallMark.objects.bulk_create(
            [CallMark(assessment=row, standard_id=pk, mark=mark, note=note) for pk, (mark, note) in tidy.items()]
        )
        return row


def _mark(standard: int, mark: str, note: str) -> tuple[str, str]:
    one_of(f"mark_{standard}", mark, Mark.values)
    said = optional(f"note_{standard}", note, 400)
    if mark != Mark.MET and not said:
        ask = "Write what was missing." if mark == Mark.NOT_MET else "Write why it does not apply."
        raise Refused(f"note_{standard}", ask)
    return mark, said


def feedback_read(*, assessment: int, by: Account, now: datetime, answer: str = "") -> CallAssessment:
    """The handler has read what the manager heard, and perhaps answers. An answer can be given once."""
    worker = worker_of(by)
    said = text("answer", answer, "", 4000)
    with writing(by, SENTENCES):
        row = CallAssessment.objects.select_for_update().filter(pk=assessment).first()
        if row is None or row.handler_id != worker.pk:
            raise Refused("", "Only whoever took the call answers this.")
        if row.answer and said and row.answer != said:
            raise Refused("answer", "You have answered already. Speak to your manager.")
        row.seen = row.seen or now
        if said and not row.answer:
            row.answer, row.answered = said, now
        row.save(update_fields=["seen", "answer", "answered"])
        return row


__all__ = ["call_assessed", "calls_drawn", "drawn", "edition_begun", "feedback_read"]
