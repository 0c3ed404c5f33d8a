"""The verbs of decision: decided, undone, and the word to whoever told us given."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date, start_of_day
from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door import law
from righthelp.practice.front_door.codes import ASKS_ADVICE, REFERS, Consent, Level, Outcome
from righthelp.practice.front_door.models import Contact, Referral, Undone, Word
from righthelp.practice.front_door.queries import leads
from righthelp.practice.front_door.record_base import (
    SENTENCES,
    locked_contacts,
    offices_closed,
    settle_contacts,
    settle_referral,
)
from righthelp.practice.front_door.words_back import composed, names_nobody
from righthelp.practice.people.writing import one_of, text, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Team, Worker

NIGHT_ROLE = "emergency_duty"


def decided(
    *,
    contacts: Collection[int],
    outcome: str,
    level: str,
    rationale: str,
    by: Account,
    now: datetime,
    advice: str = "",
    team: int | None = None,
    authority: str = "",
) -> list[Contact]:
    """A manager decides what happens next for some children of a call, with the level of need and the reason.

    A referral opens for each child where the outcome is one; the word to whoever told us is composed. Nobody decides on
    what they wrote down themselves, but for emergency duty while the offices are closed: then it is marked so.
    """
    worker = worker_of(by)
    one_of("outcome", outcome, Outcome.values)
    one_of("level", level, Level.values)
    why = text("rationale", rationale, "Write why. Nothing is decided without a reason.")
    said = text("advice", advice, _ask(outcome), 4000)
    if outcome in REFERS and level == Level.UNIVERSAL:
        raise Refused("level", "Universal needs are met without a referral. Check the level, or the outcome.")
    if outcome == Outcome.AUTHORITY and not (authority.isdecimal() and len(authority) == 3):
        raise Refused("authority", "Choose the council that answers for the child.")
    to = _team(team) if outcome in REFERS else None
    with writing(by, SENTENCES):
        held = locked_contacts(contacts)
        alone = _may(held, worker, by, now)
        for contact in held:
            if outcome == Outcome.EARLY_HELP and contact.call.consent != Consent.GIVEN:
                raise Refused("outcome", "Early help needs the family’s agreement. Ask them first, then decide.")
            if outcome in {*REFERS, Outcome.ALREADY} and contact.child_id is None:
                raise Refused("contacts", "It is not known yet who the child is. Record that first.")
            contact.decided, contact.decided_by, contact.alone = now, worker, alone
            contact.outcome, contact.level, contact.rationale, contact.advice = outcome, level, why, said
            contact.authority = authority if outcome == Outcome.AUTHORITY else ""
            contact.save()
            if to is not None:
                _referred(contact, outcome, to, worker, now)
            if contact.answerable:
                told = composed(
                    reference=contact.call_id, received=contact.received, source=contact.source, outcome=outcome
                )
                Word.objects.create(call=contact.call, contact=contact, text=told, composed=now)
        settle_contacts(held, now)
        return held


def _ask(outcome: str) -> str:
    if outcome not in ASKS_ADVICE:
        return ""
    if outcome == Outcome.SIGNPOST:
        return "Write which service, and how the family reaches it."
    return "Write what was advised, in plain words."


def _team(team: int | None) -> Team:
    found = Team.objects.filter(pk=team, closed__isnull=True).first() if team else None
    if found is None:
        raise Refused("team", "Choose the team that this goes to.")
    return found


def _may(held: list[Contact], worker: Worker, by: Account, now: datetime) -> bool:
    """Refuse what is decided already, and one's own; returns whether one person does all of it tonight."""
    if not (leads(by) or {NIGHT_ROLE, "head_of_service"} & set(by.roles)):
        raise Refused("", "A manager of the front door decides, or emergency duty while the offices are closed.")
    for contact in held:
        if contact.decided:
            raise Refused("contacts", "Somebody has just decided on this. Open it again to see what they decided.")
        if contact.withdrawn:
            raise Refused("contacts", "This contact was withdrawn. There is nothing to decide.")
    if held[0].call.recorded_by_id != worker.pk:
        return False
    if NIGHT_ROLE in by.roles and offices_closed(now):
        return True
    raise Refused("", "You wrote this down yourself. Another manager decides on it.")


def earlier_referral(child: int, now: datetime) -> Referral | None:
    """The latest referral of a child in the twelve months before, if there was one that stands."""
    since = start_of_day(add_months(local_date(now), -law.AGAIN_WITHIN_MONTHS))
    rows = Referral.objects.filter(child_id=child, withdrawn__isnull=True, made__gte=since, made__lte=now)
    return rows.order_by("-made").first()


def _referred(contact: Contact, outcome: str, to: Team, worker: Worker, now: datetime) -> Referral:
    assert contact.child_id is not None  # noqa: S101  refused above
    going_on = Referral.objects.filter(child_id=contact.child_id, closed__isnull=True, withdrawn__isnull=True)
    there = going_on.select_related("team").first()
    if there is not None:
        raise Refused(
            "outcome",
            f"A referral for this child is open with {there.team.name} already. Choose ‘Passed to the child’s own "
            "worker’, and tell that team.",
        )
    earlier = earlier_referral(contact.child_id, now)
    made = Referral.objects.create(
        child_id=contact.child_id,
        contact=contact,
        kind=outcome,
        made=now,
        placed=now,
        made_by=worker,
        team=to,
        again=earlier is not None,
        earlier=earlier,
    )
    return settle_referral(made, now)


def decision_undone(*, contact: int, why: str, by: Account, now: datetime) -> Contact:
    """A decision is taken back, with the reason: the clock runs again from when we were told.

    Not once the team has accepted the referral: then the work goes on there. A word not yet given is dropped.
    """
    worker = worker_of(by)
    reason = text("why", why, "Write why the decision is taken back.", 300)
    with writing(by, SENTENCES):
        (held,) = locked_contacts([contact])
        if held.decided is None or held.decided_by is None or held.outcome is None or held.level is None:
            raise Refused("why", "There is no decision to take back. Open the contact again.")
        made = Referral.objects.select_for_update().filter(contact=held, withdrawn__isnull=True).first()
        if made is not None:
            if made.accepted or made.closed:
                raise Refused("why", "The team has accepted the referral. Ask them to close it instead.")
            made.withdrawn, made.withdrawn_why = now, reason
            made.save(update_fields=["withdrawn", "withdrawn_why"])
            settle_referral(made, now)
        Undone.objects.create(
            contact=held,
            outcome=held.outcome,
            level=held.level,
            rationale=held.rationale,
            decided=held.decided,
            decided_by=held.decided_by,
            at=now,
            by=worker,
            why=reason,
        )
        Word.objects.filter(contact=held, given__isnull=True, dropped__isnull=True).update(dropped=now)
        held.decided = held.decided_by = held.outcome = held.level = held.told = None
        held.rationale = held.advice = held.authority = ""
        held.alone = False
        held.save()
        settle_contacts([held], now)
        return held


def word_given(*, call: int, words: str, how: str, by: Account, now: datetime) -> int:
    """Whoever told us has heard what was decided for the children of a call; returns for how many.

    ``words`` is what was said or sent: it names nobody.
    """
    worker = worker_of(by)
    given = text("words", words, "Write what they were told.", 4000)
    way = text("how", how, "Say how they were told.", 40)
    with writing(by, SENTENCES):
        ids = list(Contact.objects.filter(call_id=call).values_list("pk", flat=True))
        held = {each.pk: each for each in locked_contacts(ids)}
        names = {part for each in held.values() if each.child for part in (each.child.forename, each.child.surname)}
        try:
            names_nobody(given, names)
        except Refused as no:
            raise Refused("words", no.sentence) from None
        waiting = list(Word.objects.filter(call_id=call, given__isnull=True, dropped__isnull=True))
        for word in waiting:
            word.text, word.given, word.given_by, word.how = given, now, worker, way
            word.save(update_fields=["text", "given", "given_by", "how"])
            contact = held[word.contact_id]
            contact.told = now
            contact.save(update_fields=["told"])
        settle_contacts(held.values(), now)
        return len(waiting)


__all__ = ["decided", "decision_undone", "earlier_referral", "word_given"]
