"""The verbs of money, in pence: a budget set, a weekly rate agreed and stopped, a payment made and cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.child_in_need import law
from righthelp.practice.child_in_need.codes import Spend, Stopped
from righthelp.practice.child_in_need.models import Budget, Family, MeansDecision, Payment, WeeklySupport
from righthelp.practice.child_in_need.record import team_of
from righthelp.practice.child_in_need.record_base import SENTENCES, decider, worker_of
from righthelp.practice.child_in_need.record_family import family_held
from righthelp.practice.people.writing import one_of, optional, recent, take_turns, words, writing


def decision_of(family: Family, field: str = "") -> MeansDecision:
    """The decision that holds for a family, if money may be paid on it."""
    last = family.decisions.order_by("-decided", "-pk").first()
    if last is None:
        raise Refused(field, "Nothing is paid before a manager has decided on the family’s means.")
    if not last.supports:
        raise Refused(field, f"The decision of {say_date(last.decided)} is that the family is not destitute.")
    return last


def pence_of(field: str, pence: int, most: int = law.MOST_PENCE) -> int:
    """An amount above nothing, and not so large that it must be a slip."""
    if pence <= 0:
        raise Refused(field, "Enter an amount above nothing, like 37.75. To take a payment back, cancel it.")
    if pence > most:
        raise Refused(field, f"This is more than £{most / 100:,.2f}. Check the amount; a larger one is paid in parts.")
    return pence


def budget_set(*, team: int, year: int, pence: int, why: str, by: Account, now: datetime) -> Budget:
    """What a team may spend in a financial year; setting it again changes it, and the history keeps both."""
    manager = decider(by)
    if not 2015 <= year <= local_date(now).year + 1:
        raise Refused("year", "Enter the year in which the financial year begins, like 2021.")
    if pence <= 0:
        raise Refused("pence", "Enter an amount above nothing.")
    reason = words("why", why, 300, "Write who agreed the budget, or why it changes.")
    with writing(by, SENTENCES):
        take_turns(f"need budget {team} {year}")
        found = Budget.objects.filter(team_id=team, year=year).first() or Budget(team=team_of(team), year=year)
        found.pence, found.why, found.set_at, found.set_by = pence, reason, now, manager
        found.save()
        return found


def weekly_agreed(
    *, family: int, kind: str, pence: int, starts: date, why: str, by: Account, now: datetime
) -> WeeklySupport:
    """A weekly rate is agreed, on the decision that holds."""
    manager = decider(by)
    one_of("kind", kind, [value for value in Spend.values if value != Spend.ONCE])
    pence_of("pence", pence)
    recent("starts", starts, now)
    with writing(by, SENTENCES):
        held = family_held(family)
        decision = decision_of(held)
        if starts < held.starts:
            raise Refused("starts", f"The family’s case began on {say_date(held.starts)}.")
        return WeeklySupport.objects.create(
            family=held,
            decision=decision,
            kind=kind,
            pence=pence,
            why=words("why", why, 300, "Write how the rate was worked out."),
            starts=starts,
            agreed=now,
            agreed_by=manager,
        )


def weekly_stopped(
    *, weekly: int, ends: date, stopped: str, by: Account, now: datetime, why: str = ""
) -> WeeklySupport:
    """It stops: ``ends`` is the first day on which nothing is paid."""
    decider(by)
    one_of("stopped", stopped, Stopped.values)
    recent("ends", ends, now)
    with writing(by, SENTENCES):
        found = WeeklySupport.objects.select_for_update(of=("self",)).filter(pk=weekly, ends__isnull=True).first()
        if found is None:
            raise Refused("", "This has been stopped already.")
        if ends <= found.starts:
            raise Refused("ends", f"It began on {say_date(found.starts)}. It stops after that day.")
        found.ends, found.stopped, found.stopped_why = ends, stopped, optional("why", why, 300)
        found.save(update_fields=["ends", "stopped", "stopped_why"])
        return found


@dataclass(frozen=True)
class Paid:
    """A payment: what for, how much, when, to whom, and which days it covers (both included)."""

    kind: str
    pence: int
    paid_on: date
    to: str
    covers_from: date | None = None
    covers_to: date | None = None
    note: str = ""


def payment_made(*, family: int, paid: Paid, key: UUID, by: Account, now: datetime) -> Payment:
    """Money was paid. Pressed twice, paid once: the second press finds the first payment."""
    worker = worker_of(by)
    one_of("kind", paid.kind, Spend.values)
    pence_of("pence", paid.pence)
    recent("paid_on", paid.paid_on, now)
    if (paid.covers_from is None) != (paid.covers_to is None):
        raise Refused("covers_to", "Enter the first and the last day it covers, or neither.")
    if paid.covers_from and paid.covers_to and paid.covers_to < paid.covers_from:
        raise Refused("covers_to", "The days it covers end after they begin.")
    to = words("to", paid.to, 160, "Write to whom it was paid.")
    with writing(by, SENTENCES):
        take_turns(f"need payment {key}")
        before = Payment.objects.filter(key=key).first()
        if before:
            return before
        held = family_held(family)
        return Payment.objects.create(
            family=held,
            decision=decision_of(held),
            kind=paid.kind,
            pence=paid.pence,
            paid_on=paid.paid_on,
            covers_from=paid.covers_from,
            covers_to=paid.covers_to,
            to=to,
            note=optional("note", paid.note, 300),
            key=key,
            recorded=now,
            recorded_by=worker,
        )


def payment_cancelled(*, payment: int, why: str, by: Account, now: datetime) -> Payment:
    """It was not paid after all, or came back: it no longer counts, and stays readable."""
    decider(by)
    reason = words("why", why, 300, "Write why it does not count.")
    with writing(by, SENTENCES):
        found = Payment.objects.select_for_update(of=("self",)).filter(pk=payment, cancelled__isnull=True).first()
        if found is None:
            raise Refused("", "This payment was cancelled already.")
        found.cancelled, found.cancelled_why = now, reason
        found.save(update_fields=["cancelled", "cancelled_why"])
        return found


__all__ = [
    "Paid",
    "budget_set",
    "decision_of",
    "payment_cancelled",
    "payment_made",
    "weekly_agreed",
    "weekly_stopped",
]
