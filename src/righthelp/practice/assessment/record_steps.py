"""The verbs between worker and manager: looked at, submitted, returned, authorised, taken back; standards checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import explain
from righthelp.foundation.refusals import Refused
from righthelp.practice.assessment import journey
from righthelp.practice.assessment.codes import NONE_FOUND, Done, Late, Level, Met, Outcome
from righthelp.practice.assessment.models import Assessment, Standard, StandardCheck, Text
from righthelp.practice.assessment.prompts import NEEDED
from righthelp.practice.assessment.queries_seen import Seen, seen_since
from righthelp.practice.assessment.record_base import (
    SENTENCES,
    held,
    held_open,
    held_writable,
    in_turn,
    manager_of,
    stepped,
)
from righthelp.practice.people.writing import one_of, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker


def reviewed(*, assessments: Sequence[int], note: str, by: Account, now: datetime) -> list[Assessment]:
    """A manager has looked at where it stands: the review point. May be done again; the clock asks for the first."""
    worker = manager_of(by)
    said = text("note", note, "Write where it stands, and what you asked for.", 4000)
    _some(assessments)
    with writing(by, SENTENCES):
        done = []
        for pk in in_turn(assessments):
            row = held_open(pk)
            if row.worker_id == worker.pk:
                raise Refused("", "You write this one yourself. Another manager looks at it.")
            fields = []
            if row.reviewed is None:
                row.reviewed, row.reviewed_by, fields = now, worker, ["reviewed", "reviewed_by"]
            done.append(stepped(row, Done.REVIEWED, worker=worker, now=now, fields=fields, words=said))
        return done


def missing_for_submission(row: Assessment, *, common: bool) -> list[str]:
    """The titles of what is needed and not written yet. ``common``: the reader may read what is written for all."""
    whose = Q(assessment=row) | Q(together_id=row.together_id) if common else Q(assessment=row)
    there = set(Text.objects.filter(whose).exclude(text="").values_list("key", flat=True))
    lacks = [each.title for each in NEEDED if each.key not in there]
    return lacks if row.factors.exists() else [*lacks, "Factors found"]


def submitted(
    *,
    assessments: Sequence[int],
    advised: str,
    advised_level: str,
    by: Account,
    now: datetime,
    not_seen_why: str = "",
    common: bool = True,
) -> list[Assessment]:
    """The worker sends it to the manager, with what they advise. The text rests until it comes back."""
    worker = worker_of(by)
    one_of("advised", advised, Outcome.values)
    one_of("advised_level", advised_level, Level.values)
    _some(assessments)
    with writing(by, SENTENCES):
        done = []
        for pk in in_turn(assessments):
            row = held_open(pk)
            if row.submitted and row.submitted_by_id == worker.pk:
                done.append(row)  # pressed twice
                continue
            row = held_writable(pk)
            lacks = missing_for_submission(row, common=common)
            if lacks:
                raise Refused("", f"Still to be written: {', '.join(lacks)}.")
            _factors_fit(row, advised, "advised")
            why = ""
            if not seen_since(row).seen:
                why = text(
                    "not_seen_why",
                    not_seen_why,
                    "A child has not been seen since the referral. Record the visit, or write why not.",
                    400,
                )
            row.submitted, row.submitted_by = now, worker
            row.advised, row.advised_level, row.not_seen_why = advised, advised_level, why
            fields = ["submitted", "submitted_by", "advised", "advised_level", "not_seen_why"]
            done.append(stepped(row, Done.SUBMITTED, worker=worker, now=now, fields=fields))
        return done


def _factors_fit(row: Assessment, outcome: str, field: str) -> None:
    if outcome != Outcome.NO_ACTION and row.factors.filter(code=NONE_FOUND).exists():
        raise Refused(field, "No factor was found, so nothing more can be done. Change the factors, or the outcome.")


def _some(assessments: Sequence[int]) -> None:
    if not assessments:
        raise Refused("assessments", "Choose at least one child.")


def _decider(row: Assessment, worker: Worker) -> None:
    if row.submitted is None:
        raise Refused("", "It is with the worker, who has not sent it yet.")
    if worker.pk in (row.submitted_by_id, row.worker_id):
        raise Refused("", "You wrote this or sent it yourself. Another manager decides on it.")


def returned(*, assessments: Sequence[int], why: str, by: Account, now: datetime) -> list[Assessment]:
    """It goes back to the worker, who sees why and can change it again. The clock runs on."""
    worker = manager_of(by)
    reason = text("why", why, "Write what is to be changed, so that the worker can.", 4000)
    _some(assessments)
    with writing(by, SENTENCES):
        done = []
        for pk in in_turn(assessments):
            row = held_open(pk)
            _decider(row, worker)
            row.submitted = row.submitted_by = None
            row.not_seen_why = ""
            fields = ["submitted", "submitted_by", "not_seen_why"]
            done.append(stepped(row, Done.RETURNED, worker=worker, now=now, fields=fields, words=reason))
        return done


def authorised(
    *,
    assessments: Sequence[int],
    outcome: str,
    level: str,
    decision: str,
    by: Account,
    now: datetime,
    standards: Mapping[int, tuple[str, str]] | None = None,
    late: str = "",
    late_why: str = "",
) -> list[Assessment]:
    """A manager authorises it and decides what it leads to. ``standards``: of each, whether it is met, and what lacks.

    After its forty-five working days it says why it is late.
    """
    worker = manager_of(by)
    one_of("outcome", outcome, Outcome.values)
    one_of("level", level, Level.values)
    reason = text("decision", decision, "Write why. Nothing is decided without a reason.", 8000)
    _some(assessments)
    with writing(by, SENTENCES):
        done = []
        for pk in in_turn(assessments):
            row = held(pk)
            if row.authorised and row.authorised_by_id == worker.pk and row.outcome == outcome:
                done.append(row)  # pressed twice
                continue
            row = held_open(pk)
            _decider(row, worker)
            _factors_fit(row, outcome, "outcome")
            _checked(row, standards or {}, worker, now)
            _why_late(row, late, late_why, now)
            row.authorised, row.authorised_by = now, worker
            row.outcome, row.level, row.decision = outcome, level, reason
            fields = ["authorised", "authorised_by", "outcome", "level", "decision", "late", "late_why"]
            done.append(stepped(row, Done.AUTHORISED, worker=worker, now=now, fields=fields))
        return done


def is_late(row: Assessment, now: datetime) -> bool:
    """Whether its forty-five working days are over at ``now``."""
    due = explain(journey.ASSESSMENT, row, now=now).due_at
    return due is not None and now > due


def _why_late(row: Assessment, late: str, late_why: str, now: datetime) -> None:
    if not is_late(row, now):
        row.late = row.late_why = ""
        return
    if late not in Late.values:
        raise Refused("late", "It is past its forty-five working days. Choose why.")
    row.late = late
    row.late_why = text("late_why", late_why, "Write in a sentence why it is late.", 400)


def standards_on(now: datetime) -> list[Standard]:
    """The practice standards that stand today, in order."""
    today = local_date(now)
    rows = Standard.objects.filter(starts__lte=today).filter(Q(ends__isnull=True) | Q(ends__gt=today))
    return list(rows.order_by("place"))


def standards_checked(
    *, assessment: int, standards: Mapping[int, tuple[str, str]], by: Account, now: datetime
) -> list[StandardCheck]:
    """A manager checks the practice standards, at any time after it was begun; they stand as last checked."""
    worker = manager_of(by)
    with writing(by, SENTENCES):
        row = held(assessment)
        if row.withdrawn:
            raise Refused("", f"This assessment was withdrawn on {say_date(row.withdrawn)}.")
        if row.worker_id == worker.pk:
            raise Refused("", "You write this one yourself. Another manager checks it.")
        return _checked(row, standards, worker, now)


def _checked(
    row: Assessment, standards: Mapping[int, tuple[str, str]], worker: Worker, now: datetime
) -> list[StandardCheck]:
    before = {each.standard_id: each for each in row.checks.select_for_update()}
    done = []
    for standard in standards_on(now):
        given = standards.get(standard.pk)
        if given is None and standard.pk in before:
            continue
        met, note = given or ("", "")
        if met not in Met.values:
            raise Refused(f"standard_{standard.pk}", f"Say whether ‘{standard.name}’ is met.")
        if met != Met.YES:
            words(f"standard_{standard.pk}_note", note, 400, "Write what lacks, so that it can be put right.")
        note = note.strip()
        check = before.get(standard.pk) or StandardCheck(assessment=row, standard=standard)
        if check.pk and (check.met, check.note) == (met, note):
            continue
        check.met, check.note, check.at, check.by = met, note, now, worker
        check.save()
        done.append(check)
    return done


def taken_back(*, assessment: int, why: str, by: Account, now: datetime) -> Assessment:
    """The authorisation was a mistake: it waits for a decision again, and its clock counts as before."""
    worker = manager_of(by)
    reason = text("why", why, "Write why the authorisation is taken back.", 400)
    with writing(by, SENTENCES):
        row = held(assessment)
        if row.authorised is None:
            raise Refused("", "It has not been authorised.")
        if hasattr(row, "short_term"):
            raise Refused("", "Short-term work has begun after it. End that first.")
        later = Assessment.objects.filter(child_id=row.child_id, withdrawn__isnull=True, begun__gt=row.begun)
        if later.exists():
            raise Refused("", "A later assessment of this child has begun. This one stays as it was decided.")
        words_then = f"{reason} It had been: {row.get_outcome_display()}."
        row.authorised = row.authorised_by = row.outcome = row.level = None
        row.decision = row.late = row.late_why = ""
        fields = ["authorised", "authorised_by", "outcome", "level", "decision", "late", "late_why"]
        return stepped(row, Done.TAKEN_BACK, worker=worker, now=now, fields=fields, words=words_then)


__all__ = [
    "Seen",
    "authorised",
    "is_late",
    "missing_for_submission",
    "returned",
    "reviewed",
    "standards_checked",
    "standards_on",
    "submitted",
    "taken_back",
]
