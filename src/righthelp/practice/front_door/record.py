"""The verbs of a contact: told, a child found out, screened, withdrawn.

Each is one transaction, takes ``by`` and ``now``, and refuses with a sentence; what was typed is kept by the form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door import law
from righthelp.practice.front_door.codes import PUBLIC, Channel, Consent, Risk, Source, Why, Without
from righthelp.practice.front_door.models import Call, Contact, Screening, ScreeningAnswer, Turn
from righthelp.practice.front_door.record_base import SENTENCES, locked_contacts, settle_contacts, team_on_duty
from righthelp.practice.front_door.screening_tools import ANSWERS, BY_CODE
from righthelp.practice.people import record as people
from righthelp.practice.people.models import BirthDateKind, Organisation
from righthelp.practice.people.writing import locked as locked_person
from righthelp.practice.people.writing import one_of, optional, take_turns, text, writing
from righthelp.practice.workforce.acting import worker_of


@dataclass(frozen=True)
class New:
    """A child who comes on the register with this contact. ``looked_at``: people like them who are somebody else."""

    forename: str
    surname: str
    birth_date: date | None = None
    birth_date_kind: str = BirthDateKind.KNOWN
    looked_at: tuple[int, ...] = ()


@dataclass(frozen=True)
class About:
    """One child that a call is about: known, new, or so far only described."""

    child: int | None = None
    new: New | None = None
    described: str = ""


def told(
    *,
    received: datetime,
    channel: str,
    source: str,
    why: str,
    words: str,
    consent: str,
    children: Sequence[About],
    by: Account,
    now: datetime,
    organisation: int | None = None,
    organisation_words: str = "",
    caller: str = "",
    caller_role: str = "",
    reached_at: str = "",
    call_back: str = "",
    wants: str = "",
    without: str = "",
    without_why: str = "",
    danger: bool = False,
) -> Call:
    """Somebody told us about one child or several: one call, one contact for each child, all of it or nothing.

    Pressed twice it is recorded once. The team on duty has it until somebody takes it.
    """
    worker = worker_of(by)
    said = text("words", words, "Write what they told you, in their own words.")
    for field, value, allowed in (
        ("channel", channel, Channel.values),
        ("source", source, Source.values),
        ("why", why, Why.values),
        ("consent", consent, Consent.values),
    ):
        one_of(field, value, allowed)
    _possible(received, now)
    ground, ground_why = _ground(consent, without, without_why)
    if source == Source.ANONYMOUS and (caller.strip() or organisation or organisation_words.strip()):
        raise Refused("caller", "Somebody anonymous has no name here. Take it out, or choose who they are.")
    if not children:
        raise Refused("children", "Say which child this is about, if only by a description.")
    if source in PUBLIC:
        organisation, organisation_words = None, ""
    if organisation and not Organisation.objects.filter(pk=organisation).exists():
        raise Refused("organisation", "This organisation is no longer on the register. Choose again.")
    with writing(by, SENTENCES):
        take_turns(f"front door {worker.pk}")
        twice = Call.objects.filter(recorded_by=worker, received=received, source=source, words=said).first()
        if twice:
            return twice
        team = team_on_duty(now)
        call = Call.objects.create(
            received=min(received, now),
            recorded=now,
            recorded_by=worker,
            channel=channel,
            source=source,
            organisation_id=organisation,
            organisation_words="" if organisation else optional("organisation", organisation_words, 120),
            caller=optional("caller", caller, 120),
            caller_role=optional("caller_role", caller_role, 80),
            reached_at=optional("reached_at", reached_at, 120),
            call_back=optional("call_back", call_back, 120),
            why=why,
            words=said,
            wants=text("wants", wants, "", 4000),
            consent=consent,
            without=ground,
            without_why=ground_why,
            danger=danger,
            team=team,
        )
        Turn.objects.create(call=call, team=team, worker=None, at=now, by=worker, note="Recorded")
        made = [_contact(call, each, by, now) for each in children]
        settle_contacts(made, now)
        return call


def _possible(received: datetime, now: datetime) -> None:
    if received > now + law.FUTURE_TOLERANCE:
        raise Refused("received", "Nobody can have told us in the future. Enter when they did.")
    if received < now - law.OLDEST:
        raise Refused("received", "This is more than a year ago. Check the date.")


def _ground(consent: str, without: str, why: str) -> tuple[str, str]:
    """On what ground we go on without agreement; nothing where it was given."""
    if consent == Consent.GIVEN:
        return "", ""
    if not without or without not in Without.values:
        raise Refused("without", "Say on what ground we go on without their agreement.")
    if without == Without.PUBLIC:
        return without, text("without_why", why, "", 400) or "A member of the public told us."
    return without, text("without_why", why, "Write why agreement was not asked for, or is overridden.", 400)


def _contact(call: Call, about: About, by: Account, now: datetime) -> Contact:
    child = about.child
    if about.new is not None:
        person = people.registered(
            forename=about.new.forename,
            surname=about.new.surname,
            birth_date=about.new.birth_date,
            birth_date_kind=about.new.birth_date_kind,
            somebody_else=about.new.looked_at,
            by=by,
            now=now,
        )
        child = person.pk
    elif child is not None:
        child = locked_person(child, "children").pk
    described = optional("children", about.described, 200)
    if child is None and not described:
        raise Refused("children", "Describe the child: about how old, where they live, what they are called.")
    return Contact.objects.create(
        call=call,
        child_id=child,
        described=described,
        received=call.received,
        source=call.source,
        danger=call.danger,
        answerable=bool(call.reached_at or call.organisation_id or call.organisation_words),
    )


def child_found(*, contact: int, child: int, by: Account, now: datetime) -> Contact:
    """It is known by now who the described child is."""
    worker_of(by)
    with writing(by, SENTENCES):
        (held,) = locked_contacts([contact])
        if held.child_id:
            raise Refused("child", "Somebody has just recorded who this child is. Open the contact again.")
        if held.withdrawn:
            raise Refused("child", "This contact was withdrawn.")
        held.child = locked_person(child)
        held.save(update_fields=["child"])
        settle_contacts([held], now)
        return held


def withdrawn(*, contact: int, why: str, by: Account, now: datetime) -> Contact:
    """A contact was recorded by mistake. It stays readable, and nothing more is due."""
    worker_of(by)
    with writing(by, SENTENCES):
        (held,) = locked_contacts([contact])
        if held.decided:
            raise Refused("why", "This has been decided. Undo the decision first, with the reason.")
        if held.withdrawn is None:
            held.withdrawn = now
            held.withdrawn_why = text("why", why, "Write why this contact should not be here.", 300)
            held.save(update_fields=["withdrawn", "withdrawn_why"])
            settle_contacts([held], now)
        return held


def screened(
    *, contact: int, tool: str, answers: Mapping[str, str], risk: str, rationale: str, by: Account, now: datetime
) -> Screening:
    """A checklist is answered about one child: every question, and what the screener makes of it and why."""
    worker = worker_of(by)
    asked = BY_CODE.get(tool)
    if asked is None:
        raise Refused("", "This checklist is not there. Open the contact again.")
    allowed = {value for value, _ in ANSWERS}
    for code, _ in asked.questions:
        if answers.get(code) not in allowed:
            raise Refused(code, "Answer this question; ‘Not known’ is an answer.")
    one_of("risk", risk, Risk.values)
    why = text("rationale", rationale, "Write what makes you think so.", 4000)
    with writing(by, SENTENCES):
        (held,) = locked_contacts([contact])
        if held.withdrawn:
            raise Refused("", "This contact was withdrawn.")
        same = Screening.objects.filter(contact=held, tool=tool, made_by=worker, rationale=why, risk=risk).first()
        if same:
            return same
        made = Screening.objects.create(
            contact=held, tool=tool, edition=asked.edition, made=now, made_by=worker, risk=risk, rationale=why
        )
        ScreeningAnswer.objects.bulk_create(
            ScreeningAnswer(screening=made, question=code, answer=answers[code]) for code, _ in asked.questions
        )
        return made
