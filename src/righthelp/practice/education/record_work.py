"""The verbs of work on attendance: queries, the panel, steps in their order, children on no roll."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.record_back import standing
from righthelp.practice.education.codes import BEFORE, Came, Decision, Found, Kind, Level, Told, Triage, Way
from righthelp.practice.education.models import Agreed, Discussed, NotOnRoll, Panel, Query, Step
from righthelp.practice.education.record_base import kept, made
from righthelp.practice.people.models_partners import Attendance, AttendanceKind
from righthelp.practice.people.record_partners import attendance_over, attended
from righthelp.practice.people.writing import Sentences, locked, one_of, optional, recent, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

UNRESOLVED: Final = "Not resolved: referred to the panel."
SENTENCES: Final[Sentences] = {
    "school_query_answer_says_what": ("on", "It is answered on or after the day it was asked."),
    "school_query_followed_says_what": ("on", "It is followed up on or after the day it was asked."),
    "school_query_closed_after": ("on", "It is closed on or after the day it was asked."),
    "school_panel_one_open": ("referred", "The child is referred to the panel already, and it has not decided."),
    "school_panel_query_once": ("query", "This query is referred to the panel already."),
    "school_panel_decision_says_why": ("on", "The panel decides on or after the day of the referral."),
    "school_roll_one_open": ("told", "It is recorded already that the child is on no roll."),
    "school_roll_triage_says_what": ("on", "It is triaged on or after the day we were told."),
    "school_roll_end_says_how": ("on", "It ends on or after the day we were told."),
}


def asked(
    *, child: int, way: str, level: str, asked: date, what: str, by: Account, now: datetime, whom: int | None = None
) -> Query:
    """Somebody asks about a child’s attendance. It is followed up four weeks later, unless it is closed before."""
    worker = worker_of(by)
    one_of("way", way, Way.values)
    one_of("level", level, Level.values)
    recent("asked", asked, now)
    with writing(by, SENTENCES):
        locked(child)
        row: Query = made(
            Query, worker, now, child_id=child, way=way, level=level, asked=asked,
            what=text("what", what, "Write what is asked."), whom=Worker.objects.filter(pk=whom or 0).first(),
        )  # fmt: skip
        return row


def _open_query(number: int) -> Query:
    row = standing(Query, number)
    if row.closed is not None:
        raise Refused("", f"This query was closed on {say_date(row.closed)}.")
    return row


def answered(*, query: int, on: date, answer: str, by: Account, now: datetime) -> Query:
    """The query is answered; answered again, the answer is corrected and the history keeps both."""
    worker = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        facts = {"answered": on, "answer": text("answer", answer, "Write the answer."), "answered_by": worker}
        row: Query = kept(_open_query(query), now, **facts)
        return row


def followed(*, query: int, on: date, note: str, by: Account, now: datetime, came: str = "") -> Query:
    """The query is followed up: how it is with the child now. With ``came`` the query is closed; without it goes on."""
    worker_of(by)
    recent("on", on, now)
    if came:
        one_of("came", came, Came.values)
        if came == Came.PANEL:
            raise Refused("came", "Record the referral to the panel: it closes the query.")
    with writing(by, SENTENCES):
        row = _open_query(query)
        facts: dict[str, Any] = {"followed": row.followed or on, "follow_note": _beside(row.follow_note, note, on)}
        facts |= {"closed": on, "came": came} if came else {}
        done: Query = kept(row, now, **facts)
        return done


def _beside(before: str, note: str, on: date) -> str:
    """What is written now, below what was written before: a second time takes nothing from the first."""
    given = text("note", note, "Write how it is now, and who does what.")
    return f"{before}\n{say_date(on)}: {given}" if before else given


def referred(
    *, child: int, referred: date, why: str, tried: str, by: Account, now: datetime, query: int | None = None,
    planned: date | None = None,
) -> Panel:  # fmt: skip
    """A child’s attendance goes to the Attendance and Children Out of School Panel; its query is closed."""
    worker = worker_of(by)
    recent("referred", referred, now)
    if planned and planned < referred:
        raise Refused("planned", "The panel meets on or after the day of the referral.")
    with writing(by, SENTENCES):
        locked(child)
        held = None
        if query:
            held = _open_query(query)
            if held.child_id != child:
                raise Refused("query", "This query is about another child.")
            followed_on = held.followed or referred
            facts: dict[str, Any] = {"closed": referred, "came": Came.PANEL.value, "followed": followed_on}
            kept(held, now, **facts, follow_note=held.follow_note or UNRESOLVED)
        row: Panel = made(
            Panel, worker, now, child_id=child, query=held, referred=referred, planned=planned,
            why=text("why", why, "Write why the child is referred."),
            tried=text("tried", tried, "Write what was tried."),
        )  # fmt: skip
        return row


def panel_decided(*, panel: int, on: date, decision: str, reasons: str, by: Account, now: datetime) -> Panel:
    """The panel decided. What it agreed is recorded beside it, each with who and by when."""
    worker_of(by)
    one_of("decision", decision, Decision.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        row = standing(Panel, panel)
        if row.decided is not None:
            raise Refused("", f"Decided on {say_date(row.decided)} already.")
        given = text("reasons", reasons, "Write what was decided, and why.")
        done: Panel = kept(row, now, decided=on, decision=decision, reasons=given)
        return done


def agreed(
    *, what: str, who: str, by_when: date, by: Account, now: datetime, panel: int | None = None,
    discussed: int | None = None,
) -> Agreed:  # fmt: skip
    """A panel or a surgery agreed that somebody does something by a day."""
    worker = worker_of(by)
    with writing(by, SENTENCES):
        held: Panel | Discussed = standing(Panel, panel) if panel else standing(Discussed, discussed or 0)
        begun = held.referred if isinstance(held, Panel) else held.surgery.on
        if by_when < begun:
            raise Refused("by_when", f"This is before {say_date(begun)}, when it came up.")
        row: Agreed = made(
            Agreed, worker, now, child_id=held.child_id, panel_id=panel, discussed_id=discussed, by_when=by_when,
            eve=by_when - timedelta(days=1), what=words("what", what, 400, "Write what is to be done."),
            who=words("who", who, 160, "Write who does it."),
        )  # fmt: skip
        return row


def agreed_done(*, agreed: int, on: date, note: str, by: Account, now: datetime) -> Agreed:
    """What was agreed was done, and what came of it."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        row = standing(Agreed, agreed)
        if row.done is not None:
            raise Refused("", f"Done on {say_date(row.done)} already.")
        given = words("note", note, 400, "Write what came of it.")
        done: Agreed = kept(row, now, done=on, done_note=given)
        return done


def stepped(*, child: int, kind: str, on: date, who: str, note: str, by: Account, now: datetime) -> Step:
    """A step towards the child being in school. A notice and the court come after it was checked whether the hospital
    school was asked and FAST-track used; the outcome after the court.

    Raises ``Refused`` for a step that comes before what it needs.
    """
    worker = worker_of(by)
    one_of("kind", kind, Kind.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        locked(child)
        rows = Step.objects.filter(child_id=child, withdrawn=None, on__lte=on)
        taken = set(rows.values_list("kind", flat=True))
        missing = [each for each in BEFORE.get(kind, ()) if each not in taken]
        if missing:
            raise Refused("kind", f"First record, on or before that day: ‘{Kind(missing[0]).label}’.")
        row: Step = made(
            Step, worker, now, child_id=child, kind=kind, on=on,
            note=text("note", note, "Write what was said or found."),
            who=words("who", who, 160, "Write with whom, or by whom."),
        )  # fmt: skip
        return row


def on_no_roll(
    *, child: int, told: date, by_whom: str, what: str, by: Account, now: datetime, last_school: str = ""
) -> NotOnRoll:
    """We were told that a child is on no school’s roll; the register of people says so from that day."""
    worker = worker_of(by)
    one_of("by_whom", by_whom, Told.values)
    recent("told", told, now)
    with writing(by, SENTENCES):
        locked(child)
        row: NotOnRoll = made(
            NotOnRoll, worker, now, child_id=child, told=told, by_whom=by_whom,
            last_school=optional("last_school", last_school, 160), what=text("what", what, "Write what is known."),
        )  # fmt: skip
        open_now = Attendance.objects.filter(person_id=child, ends=None).exclude(kind=AttendanceKind.ALTERNATIVE)
        if not open_now.filter(kind__in=[AttendanceKind.MISSING, AttendanceKind.OFF_ROLL]).exists():
            _placed(child, AttendanceKind.OFF_ROLL, told, None, "told", by, now)
        return row


def _placed(child: int, kind: str, starts: date, school: int | None, field: str, by: Account, now: datetime) -> None:
    """Where the child learns, in the register of people; what that refuses is said beside ``field``."""
    try:
        attended(person=child, kind=kind, starts=starts, organisation=school, by=by, now=now)
    except Refused as no:
        raise Refused("school" if no.field == "organisation" else field, no.sentence) from None


def _off_the_list(child: int, found: str, on: date, by: Account, now: datetime) -> None:
    """The register of people says no longer that the child is on no roll."""
    off = Attendance.objects.filter(
        person_id=child, ends=None, kind__in=[AttendanceKind.MISSING, AttendanceKind.OFF_ROLL]
    ).first()
    if off is None:
        return
    try:
        attendance_over(person=child, attendance=off.pk, ends=on, why=str(Found(found).label), by=by, now=now)
    except Refused as no:
        raise Refused("on", no.sentence) from None


def triaged(*, roll: int, on: date, triage: str, note: str, by: Account, now: datetime) -> NotOnRoll:
    """It is decided what to do first about a child on no roll."""
    worker_of(by)
    one_of("triage", triage, Triage.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        row = _on_no_roll_now(roll)
        given = _beside(row.triage_note, note, on)
        done: NotOnRoll = kept(row, now, triaged=row.triaged or on, triage=triage, triage_note=given)
        return done


def _on_no_roll_now(number: int) -> NotOnRoll:
    row = standing(NotOnRoll, number)
    if row.ended is not None:
        raise Refused("", f"It ended on {say_date(row.ended)}.")
    return row


def roll_ended(
    *, roll: int, on: date, found: str, note: str, by: Account, now: datetime, school: int | None = None
) -> NotOnRoll:
    """The child is on a roll again, educated at home, or it ended otherwise; the register of people says where. Nobody
    is found untriaged: what was done first is recorded."""
    worker_of(by)
    one_of("found", found, Found.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        row = _on_no_roll_now(roll)
        if row.triaged is None:
            raise Refused("", "Record first what was done when we were told.")
        if found == Found.ROLL:
            if not school:
                raise Refused("school", "Choose the school on whose roll the child is.")
            _placed(row.child_id, AttendanceKind.ON_ROLL, on, school, "on", by, now)
        elif found == Found.HOME:
            _placed(row.child_id, AttendanceKind.HOME, on, None, "on", by, now)
        else:
            _off_the_list(row.child_id, found, on, by, now)
        given = text("note", note, "Write how it ended.")
        done: NotOnRoll = kept(row, now, ended=on, found=found, found_note=given)
        return done


__all__ = [
    "SENTENCES",
    "UNRESOLVED",
    "agreed",
    "agreed_done",
    "answered",
    "asked",
    "followed",
    "on_no_roll",
    "panel_decided",
    "referred",
    "roll_ended",
    "stepped",
    "triaged",
]  # fmt: skip
