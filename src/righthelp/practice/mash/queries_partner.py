"""What a partner who signs in may read: the questions put to their agency, and what MASH shares with it. No more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import F, Q, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import local_date
from righthelp.practice.mash import law
from righthelp.practice.mash.models import Check, Partner, Shared
from righthelp.practice.people.protected import PROTECTED
from righthelp.practice.people.queries import briefs

ANSWERS: Final = "mash.partner"
"""The act of a partner: to read and answer the questions put to their agency."""


def partner_of(account: Account, now: datetime) -> Partner | None:
    """For whom the account answers in MASH today, if for anybody."""
    today = local_date(now)
    rows = Partner.objects.filter(account=account, starts__lte=today)
    return rows.filter(Q(ends__isnull=True) | Q(ends__gt=today)).first()


def puts_to(partner: Partner) -> QuerySet[Check]:
    """Questions to a partner's agency; of the other services, those to this partner alone."""
    rows = Check.objects.filter(agency=partner.agency, dropped__isnull=True, enquiry__stopped__isnull=True)
    return rows if partner.agency != "other" else rows.filter(partner=partner)


def questions(account: Account, now: datetime) -> QuerySet[Check]:
    """The questions an account may read: unanswered ones by when they are due, then those answered lately."""
    partner = partner_of(account, now)
    if partner is None:
        return Check.objects.none()
    near = within_reach(puts_to(partner), account, ANSWERS, kind="child", field="child_id", now=now)
    near = near.filter(Q(answered__isnull=True) | Q(answered__gt=now - law.IN_HAND))
    near = near.select_related("child", "enquiry", "sharing", "asked_by", "owner__team", "answered_by")
    return near.order_by(F("answered").asc(nulls_first=True), "running", "pk")


def waiting(account: Account, now: datetime) -> int:
    """How many questions wait for an account's agency."""
    return questions(account, now).filter(answered__isnull=True).count()


@dataclass(frozen=True)
class Asked:
    """One question as the agency may read it. ``address``: nothing where it is protected; ``same``: the same question
    about brothers and sisters, unanswered; ``shared``: what MASH lets this agency read of others' answers."""

    check: Check
    born: date | None
    address: str
    due: datetime
    same: list[Check]
    shared: list[Shared]


def question(check: int, account: Account, now: datetime) -> Asked | None:
    """One question, if it is put to the account's agency. About five queries."""
    rows = {each.pk: each for each in questions(account, now)}
    found = rows.get(check)
    if found is None:
        return None
    at = briefs([found.child_id], local_date(now))
    address = at[found.child_id].address if found.child_id in at else ""
    same = [
        each
        for each in rows.values()
        if each.enquiry.work_id == found.enquiry.work_id
        and (each.agency, each.service) == (found.agency, found.service)
        and each.answered is None
    ]
    shared = Shared.objects.filter(to=found, ended__isnull=True, about__answered__isnull=False)
    return Asked(
        check=found,
        born=found.child.birth_date,
        address="" if address == PROTECTED else address,
        due=law.due(found.running, found.rating),
        same=same,
        shared=list(shared.select_related("about").order_by("about__answered", "pk")),
    )


__all__ = ["ANSWERS", "Asked", "partner_of", "puts_to", "question", "questions", "waiting"]
