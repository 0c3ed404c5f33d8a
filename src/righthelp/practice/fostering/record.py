"""The verbs of applications to foster: asked, visited, stage one with its checks, stage two with its report, over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.fostering import journey, queries
from righthelp.practice.fostering.acting import serving
from righthelp.practice.fostering.codes import (
    REQUIRED_PARTS,
    STAGES,
    CheckKind,
    Contest,
    Ending,
    Part,
    Source,
    Why,
    Wish,
)
from righthelp.practice.fostering.models import Applicant, Application, Check, ReportPart, TakenBack
from righthelp.practice.people.models import Person
from righthelp.practice.people.record import Place, address_row
from righthelp.practice.people.writing import Sentences, not_later, one_of, optional, recent, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    "foster_application_in_order": ("on", "This is before the day of the stage before. Check both days."),
    "foster_application_says_what": ("wishes", "Choose what kind of fostering they ask for."),
    "foster_applicant_once": ("person", "This person is an applicant here already."),
    "foster_check_answer_whole": ("note", "Write what the check said, where it is not satisfactory."),
    "foster_application_ended_says_why": ("words", "Write why it ended."),
}


def application_held(application: int, *, running: bool = True) -> Application:
    """The application, locked until the transaction ends. Raises ``Refused`` when it is over and may not be."""
    found = Application.objects.select_for_update(of=("self",)).filter(pk=application).first()
    if found is None:
        raise Refused("", "This application is no longer there. Open the list again.")
    if running and found.ended:
        raise Refused("", f"This application ended on {say_date(found.ended)}.")
    if running and found.approved:
        raise Refused("", f"They were approved on {say_date(found.approved)}. Open the household.")
    return found


def colleague(field: str, worker: int, now: datetime) -> Worker:
    """Somebody who works here."""
    found = Worker.objects.filter(pk=worker).first()
    if found is None or (found.ends and found.ends <= local_date(now)):
        raise Refused(field, "Choose somebody who works here.")
    return found


def enquired(
    *, name: str, source: str, wishes: Sequence[str], on: date, worker: int, by: Account, now: datetime, phone: str = ""
) -> Application:
    """People ask about fostering; ``worker`` answers them, and assesses them later."""
    serving(by)
    return begun(name=name, phone=phone, source=source, wishes=wishes, on=on, worker=worker, by=by, now=now)


def begun(
    *, name: str, source: str, wishes: Sequence[str], on: date, worker: int, by: Account, now: datetime, phone: str = ""
) -> Application:
    """An application begins; also by whoever approves a relative for a time, who need not serve in fostering."""
    writer = worker_of(by)
    one_of("source", source, Source.values)
    for each in wishes:
        one_of("wishes", each, Wish.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        made = Application.objects.create(
            name=words("name", name, 120, "Enter their names."), phone=optional("phone", phone, 30), source=source,
            wishes=sorted(set(wishes)), enquired=on, worker=colleague("worker", worker, now), recorded_by=writer,
        )  # fmt: skip
        return _settled(made, now)


def visited(*, application: int, on: date, note: str, by: Account, now: datetime) -> Application:
    """Somebody visited and told them what fostering asks for."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = application_held(application)
        _not_yet(held, "visited")
        held.visited, held.visit_note = on, text("note", note, "Write what you saw, and what they said.")
        return _saved(held, now, "visited", "visit_note")


def registered(*, application: int, on: date, at: Place, by: Account, now: datetime) -> Application:
    """Their application came in: stage one begins. Applicants are named next, and what is asked about each."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = application_held(application)
        _not_yet(held, "registered")
        _after(held, "visited", "Record the initial visit first.")
        held.registered, held.address = on, address_row(at)
        return _saved(held, now, "registered", "address")


def applicant_named(*, application: int, person: int, on: date, by: Account, now: datetime) -> Applicant:
    """Somebody of the household would care for children: every check is asked for on that day."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = application_held(application)
        _after(held, "registered", "Record first that their application came in.")
        if held.second is not None:
            raise Refused("", "Stage two has begun. Turn this application into a new one for other applicants.")
        if held.registered is not None and on < held.registered:
            raise Refused(
                "on", f"The application came in on {say_date(held.registered)}. Enter that day or a later one."
            )
        if not Person.objects.filter(pk=person, merged_into__isnull=True).exists():
            raise Refused("person", "This person is no longer on the register. Find them again.")
        made = Applicant.objects.create(application=held, person_id=person)
        Check.objects.bulk_create(Check(applicant=made, kind=kind, asked=on) for kind in CheckKind)
        _gathered(held, now)
        return made


def check_answered(*, check: int, on: date, satisfied: bool, note: str, by: Account, now: datetime) -> Check:
    """A check is in, satisfactory or not; an answer may be put right until stage two begins."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        owner = Check.objects.filter(pk=check).values_list("applicant__application_id", flat=True).first()
        if owner is None:
            raise Refused("", "This check is no longer there. Open the page again.")
        held = application_held(owner)
        if held.second is not None:
            raise Refused("", "Stage two has begun: the checks stand as they are.")
        found = Check.objects.select_for_update().get(pk=check)
        if on < found.asked:
            raise Refused("on", f"It was asked for on {say_date(found.asked)}. Enter that day or a later one.")
        found.received, found.satisfied, found.note = on, satisfied, text("note", note, "")
        found.save(update_fields=["received", "satisfied", "note"])
        _gathered(held, now)
        return found


def stage_two_begun(*, application: int, on: date, by: Account, now: datetime) -> Application:
    """Everything stage one asks for is in and satisfactory, and they are told: stage two begins."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = application_held(application)
        _not_yet(held, "second")
        if held.gathered is None:
            raise Refused("", "Not every check is in. Stage two begins when they all are.")
        if Check.objects.filter(applicant__application=held, satisfied=False).exists():
            raise Refused("", "A check is not satisfactory. Put its answer right, or turn the application down.")
        if on < held.gathered:
            raise Refused("on", f"The last check came in on {say_date(held.gathered)}. Enter that day or a later one.")
        held.second = on
        return _saved(held, now, "second")


def part_written(*, application: int, part: str, on: date, found: str, by: Account, now: datetime) -> ReportPart:
    """A part of the report was written, after a visit on a day; a colleague writes the second opinion."""
    writer = worker_of(by)
    one_of("part", part, Part.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = application_held(application)
        _after(held, "second", "Stage two has not begun.")
        if held.reported:
            raise Refused("", "The report is finished. Take it back first, to change a part.")
        if part == Part.SECOND and writer.pk == held.worker_id:
            raise Refused("", "A second opinion is a colleague’s, not the assessor’s own.")
        if held.second is not None and on < held.second:
            raise Refused("on", f"Stage two began on {say_date(held.second)}. Enter that day or a later one.")
        said = text("found", found, "Write what you found.")
        row = ReportPart.objects.filter(application=held, part=part).first() or ReportPart(application=held, part=part)
        row.on, row.found, row.written, row.written_by = on, said, now, writer
        row.save()
        return row


def reported(*, application: int, on: date, recommends: str, brief: bool, by: Account, now: datetime) -> Application:
    """The report for panel is written; ``brief``: it stops here, since the assessor would not recommend them."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = application_held(application)
        _not_yet(held, "reported")
        _after(held, "second", "Stage two has not begun.")
        missing = REQUIRED_PARTS - set(held.parts.values_list("part", flat=True))
        if missing and not brief:
            left = ", ".join(each.label.lower() for each in Part if each in missing)
            raise Refused("", f"These parts are not written yet: {left}. Only a brief report goes without.")
        held.reported, held.brief = on, brief
        held.recommends = text("recommends", recommends, "Write what you recommend, and why.")
        return _saved(held, now, "reported", "brief", "recommends")


def report_reopened(*, application: int, why: str, by: Account, now: datetime) -> Application:
    """The report is taken back, to be written on; not while panel has it."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        held = application_held(application)
        if held.reported is None:
            raise Refused("", "The report is not finished yet: its parts can be changed as they are.")
        if held.items.filter(recommended__isnull=False, put_off__isnull=True).exists():
            raise Refused("", "Panel has made its recommendation on this report.")
        _taken_back(held, f"Report of {say_date(held.reported)}", why, writer, now)
        held.reported, held.brief = None, False
        return _saved(held, now, "reported", "brief")


def ended(*, application: int, ending: str, why: str, words: str, on: date, by: Account, now: datetime) -> Application:
    """The application is over without approval: withdrawn, or told no in writing, with the reasons in ``words``."""
    worker_of(by)
    one_of("ending", ending, Ending.values)
    one_of("why", why, Why.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = application_held(application)
        _may_end(held, ending, on)
        last = max(day for day in (getattr(held, stage) for stage in STAGES) if day)
        if on < last:
            raise Refused("on", f"The last stage is of {say_date(last)}. Enter that day or a later one.")
        held.ended, held.ending, held.why = on, ending, why
        held.why_words = text("words", words, "Write why, as they were told.")
        return _saved(held, now, "ended", "ending", "why", "why_words")


def _may_end(held: Application, ending: str, on: date) -> None:
    if ending == Ending.NOT_TAKEN and held.registered:
        raise Refused("ending", "Their application is in. Turn it down after stage one, or bring it to panel.")
    if ending == Ending.STAGE_ONE and (held.registered is None or held.second is not None):
        raise Refused("ending", "This ending is for stage one. After it, panel looks at the report, even a brief one.")
    if ending == Ending.NOT_APPROVED and (until := queries.may_not_close(held, on)):
        raise Refused("ending", until)


def end_back(*, application: int, why: str, by: Account, now: datetime) -> Application:
    """That it was over was recorded by mistake, or they came back within the month: it goes on where it stood."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        held = application_held(application, running=False)
        if held.ended is None:
            raise Refused("", "This application is not over.")
        what = f"{held.get_ending_display()}, {say_date(held.ended)}: {held.why_words}"[:400]
        _taken_back(held, what, why, writer, now)
        held.ended = held.ending = held.contested = None
        held.why = held.why_words = held.contest = ""
        return _saved(held, now, "ended", "ending", "why", "why_words", "contest", "contested")


def complained(*, application: int, how: str, on: date, by: Account, now: datetime) -> Application:
    """Somebody turned down after stage one does not agree. They can complain; the independent review mechanism looks
    only at what a decision maker decided after panel."""
    worker_of(by)
    one_of("how", how, Contest.values)
    not_later("on", on, now, "Record it when it has happened.")
    with writing(by, SENTENCES):
        held = application_held(application, running=False)
        if held.ending != Ending.STAGE_ONE or held.ended is None:
            raise Refused("", "This is for people who were turned down after stage one.")
        if how != Contest.COMPLAINT:
            raise Refused("how", "After stage one neither panel nor the independent review mechanism can be asked. "
                          "They can complain, and you tell them how.")  # fmt: skip
        if on < held.ended:
            raise Refused("on", f"They were told no on {say_date(held.ended)}. Enter that day or a later one.")
        held.contest, held.contested = how, on
        return _saved(held, now, "contest", "contested")


def _gathered(held: Application, now: datetime) -> None:
    rows = list(Check.objects.filter(applicant__application=held))
    days = [row.received for row in rows]
    held.gathered = max((day for day in days if day), default=None) if rows and all(days) else None
    _saved(held, now, "gathered")


def _taken_back(held: Application, what: str, why: str, writer: Worker, now: datetime) -> None:
    said = text("why", why, "Write why it is taken back.")
    TakenBack.objects.create(application=held, what=what, why=said, at=now, by=writer)


def _not_yet(held: Application, stage: str) -> None:
    if day := getattr(held, stage):
        raise Refused("", f"This is recorded already, with {say_date(day)}.")


def _after(held: Application, stage: str, ask: str) -> None:
    if getattr(held, stage) is None:
        raise Refused("", ask)


def _saved(held: Application, now: datetime, *names: str) -> Application:
    held.save(update_fields=names)
    return _settled(held, now)


def _settled(held: Application, now: datetime) -> Application:
    settle(journey.Fostering, [held.pk], now)
    return held
