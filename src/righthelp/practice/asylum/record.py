"""The verbs of work with children who came alone: arrived, age disputed, heard and decided, applications, questions,
help; and what was recorded by mistake."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date, say_date
from righthelp.foundation.journey import Journey, settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.asylum import journey
from righthelp.practice.asylum.codes import Age, Answer, Asked, Doubts, Help, Port, Presented, Step, With, leave_after
from righthelp.practice.asylum.models import AgeAssessed, Application, Arrival, AskedHomeOffice, Helped, Stepped
from righthelp.practice.people.record_needs import came_alone, leave_given, leave_taken_back
from righthelp.practice.people.writing import (
    Sentences,
    locked,
    not_later,
    one_of,
    optional,
    recent,
    text,
    words,
    writing,
)
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    "asylum_arrival_once": ("arrived", "The arrival is recorded already."),
    "asylum_age_two_workers": ("second", "Two different social workers assess the age."),
    "asylum_age_says_why": ("why", "Write why the age is disputed."),
    "asylum_age_heard": ("on", "The young person is heard on or after the day it began."),
    "asylum_age_decided_after_hearing": ("on", "It is decided on or after the day the young person was heard."),
    "asylum_age_says_birth_date": ("born", "Enter the birth date that was decided."),
    "asylum_age_challenge_says_why": ("on", "A decision is challenged on or after the day it was made."),
    "asylum_age_one_at_a_time": ("begun", "The age is being assessed already."),
    "asylum_application_decided_after": ("on", "The answer comes on or after the day it was asked for."),
    "asylum_leave_ends_after": ("until", "The leave ends after the day of the answer."),
    "asylum_application_one_open": ("kind", "This has been asked for already, and is not answered."),
    "asylum_asked_says_what": ("what", "Write what you asked."),
    "asylum_answered_says_what": ("on", "The answer comes on or after the day you asked."),
    "asylum_help_ends_after_start": ("ends", "It ends on or after the day it began."),
    "asylum_help_once": ("who", "This help is recorded already."),
}

ROWS: Final[dict[str, Any]] = {
    "arrival": Arrival,
    "age": AgeAssessed,
    "application": Application,
    "step": Stepped,
    "asked": AskedHomeOffice,
    "help": Helped,
}
"""What can have been recorded by mistake, by the word in its address."""
_JOURNEYS: Final[dict[type[Any], type[Journey]]] = {
    Arrival: journey.Arrival,
    AgeAssessed: journey.AgeAssessed,
    AskedHomeOffice: journey.AskedHomeOffice,
}


def _held(model: type[Any], row: int) -> Any:
    """A row that counts: the young person first, then the row, locked until the transaction ends."""
    child = model.objects.filter(pk=row).values_list("child_id", flat=True).first()
    if child is not None:
        locked(child)
    found = model.objects.select_for_update(of=("self",)).filter(pk=row, counts=True).first()
    if found is None:
        raise Refused("", "This is no longer there. Open the young person’s record again.")
    return found


def _kept(row: Any, fields: list[str], now: datetime) -> Any:
    row.save(update_fields=fields)
    if type(row) in _JOURNEYS:
        settle(_JOURNEYS[type(row)], [row.pk], now)
    return row


def _made(model: type[Any], by: Account, now: datetime, **facts: Any) -> Any:
    row = model.objects.create(recorded=now, recorded_by=worker_of(by), **facts)
    if model in _JOURNEYS:
        settle(_JOURNEYS[model], [row.pk], now)
    return row


def arrived(
    *, child: int, on: date, port: str, presented: str, by: Account, now: datetime, says_born: date | None = None,
    journey_told: str = "",
) -> Arrival:  # fmt: skip
    """A young person who came to this country alone came to us; the register of people says so from now on."""
    worker_of(by)
    one_of("port", port, Port.values)
    one_of("presented", presented, Presented.values)
    not_later("on", on, now, "Record it when the young person has come.")
    with writing(by, SENTENCES):
        locked(child)
        made: Arrival = _made(
            Arrival, by, now, child_id=child, arrived=on, port=port, presented=presented, says_born=says_born,
            journey=text("journey_told", journey_told, ""),
        )  # fmt: skip
        came_alone(person=child, unaccompanied=True, by=by, now=now)
        return made


def _worker(number: int, field: str, now: datetime) -> Worker:
    found = Worker.objects.filter(pk=number).first()
    if found is None or (found.ends and found.ends <= local_date(now)):
        raise Refused(field, "Choose somebody who works here.")
    return found


def age_disputed(
    *, child: int, begun: date, doubts: str, why: str, first: int, second: int, adult: str, by: Account, now: datetime
) -> AgeAssessed:
    """Two social workers begin to assess how old a young person is, with an appropriate adult beside them. Until it is
    decided, the young person is treated as a child."""
    worker_of(by)
    one_of("doubts", doubts, Doubts.values)
    recent("begun", begun, now)
    if first == second:
        raise Refused("second", "Two different social workers assess the age.")
    with writing(by, SENTENCES):
        locked(child)
        made: AgeAssessed = _made(
            AgeAssessed, by, now, child_id=child, begun=begun, doubts=doubts,
            why=text("why", why, "Write why the age is disputed."), first=_worker(first, "first", now),
            second=_worker(second, "second", now),
            adult=words("adult", adult, 160, "Write who the appropriate adult is."),
        )  # fmt: skip
        return made


def heard(*, age: int, on: date, view: str, answer: str, by: Account, now: datetime) -> AgeAssessed:
    """The provisional view was put to the young person, who answered: without that no decision is fair."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        row = _held(AgeAssessed, age)
        _undecided(row)
        row.shown = on
        row.view = text("view", view, "Write what you put to the young person.")
        row.answer = text("answer", answer, "Write what the young person answered.")
        kept: AgeAssessed = _kept(row, ["shown", "view", "answer"], now)
        return kept


def _undecided(row: AgeAssessed) -> None:
    if row.decided is not None:
        raise Refused("", f"Decided on {say_date(row.decided)} already.")


def age_decided(
    *, age: int, on: date, outcome: str, reasons: str, by: Account, now: datetime, born: date | None = None
) -> AgeAssessed:
    """The two decide, with reasons that answer what the young person said.

    Raises ``Refused`` before the young person was heard, by anybody but the two, and for a birth date that does not
    fit what was decided.
    """
    worker = worker_of(by)
    one_of("outcome", outcome, Age.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        row = _held(AgeAssessed, age)
        _undecided(row)
        if row.shown is None:
            raise Refused("", "The young person has not been heard on the provisional view. Do that first.")
        if worker.pk not in (row.first_id, row.second_id):
            raise Refused("", "One of the two who assessed the age records the decision.")
        if outcome == Age.OTHER and (born is None or add_months(born, 18 * 12) <= on):
            raise Refused("born", "Enter the birth date that was decided: that of a child.")
        row.decided, row.outcome, row.born = on, outcome, born if outcome == Age.OTHER else None
        row.reasons = text("reasons", reasons, "Write the reasons.")
        kept: AgeAssessed = _kept(row, ["decided", "outcome", "born", "reasons"], now)
        return kept


def age_challenged(*, age: int, on: date, challenge: str, by: Account, now: datetime) -> AgeAssessed:
    """The young person challenges the decision: a complaint, a letter of a solicitor, judicial review. An assessment
    made anew is a row of its own."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        row = _held(AgeAssessed, age)
        if row.decided is None:
            raise Refused("", "Nothing has been decided.")
        row.challenged, row.challenge = on, text("challenge", challenge, "Write how, and why.")
        kept: AgeAssessed = _kept(row, ["challenged", "challenge"], now)
        return kept


def applied(
    *, child: int, kind: str, made: date, by: Account, now: datetime, reference: str = "", solicitor: str = ""
) -> Application:
    """Something is asked of the Home Office."""
    one_of("kind", kind, Asked.values)
    not_later("made", made, now, "Record it when it has been asked for.")
    with writing(by, SENTENCES):
        locked(child)
        row: Application = _made(
            Application, by, now, child_id=child, kind=kind, made=made, reference=optional("reference", reference, 40),
            solicitor=optional("solicitor", solicitor, 160),
        )  # fmt: skip
        return row


def stepped(*, application: int, step: str, on: date, by: Account, now: datetime, note: str = "") -> Stepped:
    """A step of an application."""
    one_of("step", step, Step.values)
    not_later("on", on, now, "Record it when it has happened.")
    with writing(by, SENTENCES):
        held = _held(Application, application)
        if held.decided is not None:
            raise Refused("", f"Answered on {say_date(held.decided)}. What follows is a new application.")
        if on < held.made:
            raise Refused("on", f"It was asked for on {say_date(held.made)}. Check the date.")
        row: Stepped = _made(
            Stepped, by, now, child_id=held.child_id, application=held, step=step, on=on, note=text("note", note, "")
        )
        return row


def application_answered(
    *, application: int, on: date, outcome: str, by: Account, now: datetime, until: date | None = None, note: str = ""
) -> Application:
    """The Home Office, or a court, has answered; the right to be here that follows stands in the register of people."""
    worker_of(by)
    one_of("outcome", outcome, Answer.values)
    not_later("on", on, now, "Record it when the answer has come.")
    with writing(by, SENTENCES):
        row = _held(Application, application)
        if row.decided is not None:
            raise Refused("", f"Answered on {say_date(row.decided)} already.")
        row.decided, row.outcome, row.until, row.decided_note = on, outcome, until, text("note", note, "")
        leave = leave_after(row.kind, outcome)
        if leave is not None:
            leave_given(person=row.child_id, leave=leave, starts=on, by=by, now=now)
        kept: Application = _kept(row, ["decided", "outcome", "until", "decided_note"], now)
        return kept


def asked(*, child: int, on: date, whom: str, what: str, by: Account, now: datetime) -> AskedHomeOffice:
    """We asked the Home Office, a solicitor or the police about the case."""
    one_of("whom", whom, With.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        locked(child)
        row: AskedHomeOffice = _made(
            AskedHomeOffice,
            by,
            now,
            child_id=child,
            asked=on,
            whom=whom,
            what=text("what", what, "Write what you asked."),
        )
        return row


def answer_came(*, asked: int, on: date, answer: str, by: Account, now: datetime) -> AskedHomeOffice:
    """The answer came; recorded again, it is corrected and the history keeps both."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        row = _held(AskedHomeOffice, asked)
        row.answered, row.answer = on, text("answer", answer, "Write the answer.")
        kept: AskedHomeOffice = _kept(row, ["answered", "answer"], now)
        return kept


def help_began(*, child: int, kind: str, who: str, starts: date, by: Account, now: datetime) -> Helped:
    """A service helps the young person from a day on."""
    one_of("kind", kind, Help.values)
    not_later("starts", starts, now, "Record it when it has begun.")
    with writing(by, SENTENCES):
        locked(child)
        row: Helped = _made(
            Helped, by, now, child_id=child, kind=kind, who=words("who", who, 160, "Write who helps."), starts=starts
        )
        return row


def help_ended(*, help_row: int, ends: date, by: Account, now: datetime) -> Helped:
    """The service no longer helps."""
    worker_of(by)
    not_later("ends", ends, now, "Record it when it has ended.")
    with writing(by, SENTENCES):
        row = _held(Helped, help_row)
        row.ends = ends
        kept: Helped = _kept(row, ["ends"], now)
        return kept


def withdrawn(*, what: str, row: int, why: str, by: Account, now: datetime) -> Any:
    """A row (``what``: a key of :data:`ROWS`) was recorded by mistake: it stays readable and no longer counts.

    The right to be here that followed from an answer goes with it, and the one before goes on.

    Raises ``Refused`` for an answer after which another gave a right to be here: that is taken back first.
    """
    worker_of(by)
    one_of("what", what, ROWS)
    with writing(by, SENTENCES):
        held = _held(ROWS[what], row)
        held.counts, held.withdrawn = False, now
        held.withdrawn_why = text("why", why, "Write why it was a mistake.")
        if isinstance(held, Application):
            _leave_taken_back(held, by, now)
        return _kept(held, ["counts", "withdrawn", "withdrawn_why"], now)


def _leave_taken_back(row: Application, by: Account, now: datetime) -> None:
    leave = leave_after(row.kind, row.outcome)
    if leave is None or row.decided is None:
        return
    later = Application.objects.filter(child_id=row.child_id, counts=True, decided__gt=row.decided)
    for other in later.order_by("decided", "pk"):
        if other.decided and leave_after(other.kind, other.outcome):
            raise Refused(
                "",
                f"{other.get_kind_display()} was answered on {say_date(other.decided)}, and the right to be here that "
                "it gave follows this one. Take that answer back first.",
            )
    leave_taken_back(person=row.child_id, leave=leave, starts=row.decided, by=by, now=now)


__all__ = [
    "ROWS",
    "SENTENCES",
    "age_challenged",
    "age_decided",
    "age_disputed",
    "answer_came",
    "application_answered",
    "applied",
    "arrived",
    "asked",
    "heard",
    "help_began",
    "help_ended",
    "stepped",
    "withdrawn",
]
