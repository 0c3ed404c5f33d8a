"""From the offer to the first day: checks, the day agreed, the joining itself; and what is erased when."""

from __future__ import annotations

from datetime import date, datetime

from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.writing import optional, recent, writing
from righthelp.practice.recruitment import journey
from righthelp.practice.recruitment.codes import NUMBERED, CheckKind, Closed
from righthelp.practice.recruitment.models import Application, Candidate, Note, PreCheck
from righthelp.practice.recruitment.record_base import AT_ONCE, FAR, application_locked, to_be_erased
from righthelp.practice.workforce import record_movements, record_standing
from righthelp.practice.workforce.models import Worker
from righthelp.practice.workforce.record_base import By, account_of


def check_answered(
    *, check: int, on: date, satisfied: bool, by: By, now: datetime, number: str = "", issued: date | None = None
) -> PreCheck:
    """A reference or check is in, satisfactory or not. With the last of them the application is cleared."""
    recent("on", on, now)
    with writing(account_of(by), AT_ONCE):
        owner = PreCheck.objects.filter(pk=check).values_list("application_id", flat=True).first()
        if owner is None:
            raise Refused("", "This check is no longer there. Open the page again.")
        held = application_locked(owner)
        found = PreCheck.objects.select_for_update().get(pk=check)
        if on < found.asked:
            raise Refused("on", f"It was asked for on {say_date(found.asked)}. Enter that day or a later one.")
        if held.agreed:
            raise Refused("", "The first day is agreed already: the checks stand as they are.")
        found.received, found.satisfied = on, satisfied
        found.number = _number(found, satisfied, number)
        found.issued = _issued(found, satisfied, issued, on)
        found.save()
        rows = list(PreCheck.objects.filter(application=held))
        done = all(row.satisfied for row in rows)
        held.cleared = max(row.received for row in rows if row.received) if done else None
        held.save(update_fields=["cleared"])
        settle(journey.Application, [held.pk], now)
        return found


def _number(check: PreCheck, satisfied: bool, typed: str) -> str:
    if check.kind not in NUMBERED or not satisfied:
        return ""
    tidy = "".join(optional("number", typed, 16).split()).upper()
    if not tidy:
        raise Refused("number", "Enter the number: it goes into their record when they start.")
    return tidy


def _issued(check: PreCheck, satisfied: bool, typed: date | None, on: date) -> date | None:
    if check.kind != CheckKind.DBS or not satisfied:
        return None
    if typed is None or typed > on:
        raise Refused("issued", "Enter the day on the certificate.")
    return typed


def start_agreed(*, application: int, on: date, starts_on: date, by: By, now: datetime) -> Application:
    """The candidate and we agreed on a first day at work, once everything is in."""
    recent("on", on, now)
    with writing(account_of(by), AT_ONCE):
        held = application_locked(application)
        if held.cleared is None:
            raise Refused("", "References and checks are not all in and satisfactory. Nobody starts before.")
        if on < held.cleared:
            raise Refused("on", f"The last check came in on {say_date(held.cleared)}. Enter that day or a later one.")
        if starts_on < on or starts_on > local_date(now) + FAR:
            raise Refused("starts_on", "Enter a day from the day it was agreed on, within a year.")
        if starts_on < held.vacancy.free_from:
            raise Refused("starts_on", f"The post is free from {say_date(held.vacancy.free_from)}.")
        held.agreed, held.starts_on = on, starts_on
        held.save(update_fields=["agreed", "starts_on"])
        settle(journey.Application, [held.pk], now)
        return held


def taken_on(*, application: int, email: str, by: By, now: datetime, newly_qualified: bool = False) -> Application:
    """The candidate becomes the post's holder from the agreed day, by the workforce's own verbs: joined, moved or
    returned. Registration and DBS check go into their record as they were checked here. Nothing is typed twice.

    The vacancy is closed as filled.
    """
    with writing(account_of(by), AT_ONCE):
        held = application_locked(application)
        if held.starts_on is None:
            raise Refused("", "Agree the first day first.")
        worker = _joins(held, email, by, now, newly_qualified=newly_qualified)
        for check in held.checks.filter(satisfied=True, kind__in=NUMBERED):
            if check.kind == CheckKind.DBS and check.issued:
                record_standing.dbs_checked(worker=worker.pk, number=check.number, issued=check.issued, by=by, now=now)
            elif check.received:
                record_standing.registered(
                    worker=worker.pk, number=check.number, checked=check.received, by=by, now=now
                )
        held.started, held.worker = held.starts_on, worker
        held.save(update_fields=["started", "worker"])
        vacancy = held.vacancy
        if not vacancy.closed:
            vacancy.closed, vacancy.closed_why = local_date(now), Closed.FILLED
            vacancy.save(update_fields=["closed", "closed_why"])
        to_be_erased(held.candidate, held.starts_on)
        settle(journey.Application, [held.pk], now)
        return held


def _joins(held: Application, email: str, by: By, now: datetime, *, newly_qualified: bool) -> Worker:
    post, basis, wte = held.vacancy.post_id, held.vacancy.basis, held.vacancy.wte
    on = held.starts_on or local_date(now)
    known = held.candidate.worker
    if known is None:
        return record_movements.joined(
            name=held.candidate.name, email=email, post=post, basis=basis, wte=wte, on=on, by=by, now=now,
            newly_qualified=newly_qualified,
        )  # fmt: skip
    verb = record_movements.moved_team if known.ends is None else record_movements.returned
    return verb(worker=known.pk, post=post, basis=basis, wte=wte, on=on, by=by, now=now).worker


def forgotten(*, candidate: int, by: By, now: datetime) -> Candidate:
    """A candidate asked to be forgotten before their day, or the day has come: their details are erased."""
    with writing(account_of(by)):
        held = Candidate.objects.select_for_update().filter(pk=candidate).first()
        if held is None:
            raise Refused("", "This candidate is no longer there.")
        if any(row.live for row in held.applications.all()):
            raise Refused("", "An application of theirs is still open. End it first.")
        return _erased(held, now)


def details_erased(now: datetime) -> int:
    """Erase every candidate whose day has come. Returns how many."""
    due = Candidate.objects.filter(erased__isnull=True, erase_on__lte=local_date(now))
    with writing(None):
        rows = list(due.select_for_update())
        for row in rows:
            _erased(row, now)
        return len(rows)


def _erased(candidate: Candidate, now: datetime) -> Candidate:
    """Name, contact, notes and checks go; that somebody applied, and on which days, stays as a number."""
    Note.objects.filter(application__candidate=candidate).delete()
    PreCheck.objects.filter(application__candidate=candidate).delete()
    candidate.name = candidate.email = candidate.phone = ""
    candidate.worker, candidate.erased = None, now
    candidate.save()
    return candidate
