"""The verbs of section 20: parents agree, the agreement is reviewed, somebody objects, the objection is settled."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import InCare, LegalStatus
from righthelp.practice.care.record import in_care
from righthelp.practice.court import journey
from righthelp.practice.court.codes import Aim, Capacity, Interpreter
from righthelp.practice.court.models_consent import Consent, ConsentReview
from righthelp.practice.people.writing import Sentences, not_later, one_of, text, words, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "consent_one_open": ("", "The agreement is recorded already. Review it, or record an objection."),
    "consent_review_once": ("on", "A review on this day is recorded already."),
}
_HAPPENED: Final = "It is recorded when it has happened."


def consented(
    *, care: int, agreed: date, who: str, capacity: str, advised: bool, interpreter: str, aim: str, plan: str,
    by: Account, now: datetime,
) -> Consent:  # fmt: skip
    """Parents agreed that their child is accommodated. It is reviewed every three months.

    Raises ``Refused`` for a child who is not in care by section 20, or a parent who was not able to agree: then nobody
    has agreed, and the lawyers are asked.
    """
    writer = worker_of(by)
    one_of("capacity", capacity, Capacity.values)
    one_of("interpreter", interpreter, Interpreter.values)
    one_of("aim", aim, Aim.values)
    not_later("agreed", agreed, now, _HAPPENED)
    if capacity == Capacity.NO:
        raise Refused("capacity", "Then this is no agreement. Ask the lawyers today, and record it when there is one.")
    if interpreter == Interpreter.MISSING:
        raise Refused("interpreter", "Then it is not known what was agreed. Ask again with an interpreter.")
    with writing(by, SENTENCES):
        held = in_care(care)
        status = LegalStatus.objects.filter(care=held, ends__isnull=True, law="V2").first()
        if status is None:
            raise Refused("", "The child is not in care by section 20.")
        if Consent.objects.filter(care_id=held.pk, ended__isnull=True).exists():
            raise Refused(*SENTENCES["consent_one_open"])
        made = Consent.objects.create(
            child_id=held.child_id,
            care_id=held.pk,
            agreed=agreed,
            who=words("who", who, 200, "Name who agreed."),
            capacity=capacity,
            advised=advised,
            interpreter=interpreter,
            aim=aim,
            plan=text("plan", plan, "Write what was agreed."),
            recorded=now,
            recorded_by=writer,
        )
        _next(made, agreed, now)
        settle(journey.Consent, [made.pk], now)
        return made


def _next(consent: Consent, since: date, now: datetime) -> None:
    made = ConsentReview.objects.create(child_id=consent.child_id, consent=consent, since=since)
    settle(journey.ConsentReview, [made.pk], now)


def _running(consent: int) -> Consent:
    of = Consent.objects.filter(pk=consent).values_list("care_id", flat=True).first()
    InCare.objects.select_for_update(of=("self",)).filter(pk=of or 0).first()
    held = Consent.objects.select_for_update(of=("self",)).get(pk=consent)
    if held.ended is not None:
        raise Refused("", f"Section 20 ended on {say_date(held.ended)}.")
    return held


def consent_reviewed(*, consent: int, on: date, aim: str, note: str, by: Account, now: datetime) -> ConsentReview:
    """Whether section 20 is still right was looked at; the next review is due in three months."""
    writer = worker_of(by)
    one_of("aim", aim, Aim.values)
    not_later("on", on, now, _HAPPENED)
    with writing(by, SENTENCES):
        held = _running(consent)
        row = ConsentReview.objects.select_for_update(of=("self",)).get(consent=held, held__isnull=True)
        if on <= row.since:
            raise Refused("on", f"It was agreed, or last reviewed, on {say_date(row.since)}. Enter a later day.")
        row.held, row.aim, row.reviewer = on, aim, writer
        row.note = text("note", note, "Write whether it is still right, and why.")
        row.save(update_fields=["held", "aim", "reviewer", "note"])
        held.aim = aim
        held.save(update_fields=["aim"])
        settle(journey.ConsentReview, [row.pk], now)
        _next(held, on, now)
        return row


def objected(*, consent: int, on: date, who: str, said: str, by: Account, now: datetime) -> Consent:
    """Somebody with parental responsibility objects, or wants the child home (section 20(7) and (8))."""
    worker_of(by)
    not_later("on", on, now, _HAPPENED)
    with writing(by, SENTENCES):
        held = _running(consent)
        if held.objected is not None and held.settled is None:
            raise Refused("", "An objection is recorded already, and not settled.")
        if on < held.agreed:
            raise Refused("on", f"It was agreed on {say_date(held.agreed)}. Check the day.")
        held.objected, held.settled, held.settled_how = on, None, ""
        held.objected_by = words("who", who, 200, "Name who objects.")
        held.objection = text("said", said, "Write what they said.")
        held.save(update_fields=["objected", "settled", "settled_how", "objected_by", "objection"])
        settle(journey.Consent, [held.pk], now)
        return held


def objection_settled(*, consent: int, on: date, how: str, by: Account, now: datetime) -> Consent:
    """What became of an objection: the child went home, it was taken back, or a court was asked."""
    worker_of(by)
    not_later("on", on, now, _HAPPENED)
    with writing(by, SENTENCES):
        held = Consent.objects.select_for_update(of=("self",)).get(pk=consent)
        if held.objected is None or held.settled is not None:
            raise Refused("", "There is no objection that waits.")
        if on < held.objected:
            raise Refused("on", f"They objected on {say_date(held.objected)}. Enter that day or a later one.")
        held.settled, held.settled_how = on, text("how", how, "Write what became of it.")
        held.save(update_fields=["settled", "settled_how"])
        settle(journey.Consent, [held.pk], now)
        return held


def care_heard(care: InCare, now: datetime) -> None:
    """The law of a time in care changed, or care ended: an agreement ends with its section 20, and goes on when the
    change is taken back."""
    for consent in Consent.objects.select_for_update(of=("self",)).filter(care_id=care.pk).order_by("agreed"):
        laws = LegalStatus.objects.filter(care=care, law="V2").order_by("starts")
        spans = [each for each in laws if each.ends is None or each.ends > consent.agreed]
        ended = spans[0].ends if spans else consent.agreed
        if ended == consent.ended:
            continue
        consent.ended = ended
        consent.save(update_fields=["ended"])
        waiting = ConsentReview.objects.filter(consent=consent, held__isnull=True)
        for row in waiting:
            row.ended = ended
            row.save(update_fields=["ended"])
        settle(journey.Consent, [consent.pk], now)
        settle(journey.ConsentReview, [row.pk for row in waiting], now)


__all__ = ["care_heard", "consent_reviewed", "consented", "objected", "objection_settled"]
