"""Alerts: what somebody should hear about without looking for it, read from facts and never stored.

A due moment that passed, an interview sent to its social worker, a partner's message that waits, cover given, a record
opened in an emergency. An alert goes when its fact goes; that it was *seen* is kept for each account.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from righthelp.desk import mine
from righthelp.desk.links import episode_link, link
from righthelp.desk.models import Seen
from righthelp.desk.worklist import clock_name
from righthelp.foundation.access.decision import permits
from righthelp.foundation.access.models import Account, EmergencyAccess
from righthelp.foundation.calendar import Month, local_date, say_date, say_deadline, start_of_day
from righthelp.foundation.intake.inbox import waiting
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.missing.models import Episode
from righthelp.practice.missing.models_work import Interview
from righthelp.practice.people.models import Person
from righthelp.practice.supervision.queries import waiting_for
from righthelp.practice.workforce.models import Absence
from righthelp.practice.workforce.queries_allocation import newly_given, unread

RECENT: Final = timedelta(days=30)
_EACH: Final = 50


@dataclass(frozen=True)
class Alert:
    """One thing to hear about. ``key`` names its fact; ``child`` is whom it is about, if anybody."""

    key: str
    at: datetime
    kind: str
    title: str
    href: str | None
    child: int | None = None
    seen: bool = False


def alerts(account: Account, now: datetime) -> list[Alert]:
    """The account's alerts of the last 30 days, the newest first, seen ones marked. Twelve queries at most."""
    heard = heard_of(account, now)
    return within(heard, mine.reachable({each.child for each in heard if each.child}, account, now), account)


def heard_of(account: Account, now: datetime) -> list[Alert]:
    """The alerts of the last 30 days before the account's reach is applied."""
    return [
        *_emergencies(account, now),
        *_passed(account, now),
        *_interviews(account, now),
        *_messages(account, now),
        *_cover(account, now),
        *_handed_over(account, now),
        *_supervision(account, now),
    ]


def within(heard: list[Alert], known: Collection[int], account: Account) -> list[Alert]:
    """Those about nobody or about ``known`` children, the newest first, seen ones marked."""
    found = [each for each in heard if each.child is None or each.child in known]
    seen = set(Seen.objects.filter(account=account, key__in=[each.key for each in found]).values_list("key", flat=True))
    marked = [
        Alert(each.key, each.at, each.kind, each.title, each.href, each.child, each.key in seen) for each in found
    ]
    return sorted(marked, key=lambda each: each.at, reverse=True)


def unseen(found: list[Alert]) -> int:
    """How many have not been seen."""
    return sum(1 for each in found if not each.seen)


def emergencies_to_review(account: Account, now: datetime) -> QuerySet[EmergencyAccess]:
    """Emergency openings that wait for this account's review: the privacy officer's at once, the director's when late.
    Nobody reviews their own."""
    waiting = EmergencyAccess.objects.filter(reviewed_at__isnull=True, opened_at__lte=now).exclude(account=account)
    if permits(account, "audit.search") and permits(account, "emergency.review"):
        return waiting
    return waiting.filter(review_due__lt=now) if permits(account, "emergency.review") else waiting.none()


def _emergencies(account: Account, now: datetime) -> list[Alert]:
    """A record of mine, or of somebody's whom I manage, was opened in an emergency; or one waits for my review."""
    recent = EmergencyAccess.objects.filter(kind="child", opened_at__gte=now - RECENT, opened_at__lte=now)
    chain = Q(worker__account=account)
    chain |= Q(worker__manager__account=account) | Q(worker__manager__manager__account=account)
    chain |= Q(worker__team__manager__account=account)
    children = mine.held_by(chain, now).values("child_id")
    rows = recent.filter(subject_id__in=children).exclude(account=account).order_by("-opened_at")
    page = "looked" if permits(account, "child.looked") else "child"
    told = [
        Alert(
            f"emergency:{row.pk}",
            row.opened_at,
            "Opened in an emergency",
            f"{row.account.name} opened a record you answer for: {row.get_category_display()}",
            link(page, row.subject_id),
            row.subject_id,
        )
        for row in rows.select_related("account")[:_EACH]
    ]
    to_review = emergencies_to_review(account, now).select_related("account").order_by("review_due")
    return told + [
        Alert(
            f"review:{row.pk}:{row.review_due < now}",
            row.opened_at,
            "Emergency to review",
            f"{row.account.name} opened a record in an emergency; review due {say_deadline(row.review_due)}",
            link("privacy:emergency", row.pk),
        )
        for row in to_review[:_EACH]
    ]


def _passed(account: Account, now: datetime) -> list[Alert]:
    whose = mine.of_account(account, now)
    if mine.MISSING_ROLES & set(account.roles):  # nobody's interview is everybody's alert
        whose |= Q(journey="missing", episode_id__in=Episode.objects.filter(support_worker=None).values("pk"))
    passed = DueMoment.objects.filter(whose, passed_at__isnull=False, due_at__gte=now - RECENT)
    rows = passed.exclude(mine.of_the_dead())
    moments = list(rows.order_by("-due_at")[:_EACH])
    names = {
        pk: f"{forename} {surname}"
        for pk, forename, surname in Person.objects.filter(
            pk__in={moment.subject_id for moment in moments if moment.subject_id}
        ).values_list("pk", "forename", "surname")
    }
    return [
        Alert(
            f"due:{moment.clock}:{moment.episode_id}:{moment.due_at:%Y%m%d%H%M}",
            moment.passed_at or moment.due_at,
            "Late",
            f"{clock_name(moment.clock)} for {names.get(moment.subject_id or 0, 'a child not yet known')} was due "
            f"{say_deadline(moment.due_at)}",
            episode_link(moment.journey, moment.episode_id),
            moment.subject_id,
        )
        for moment in moments
    ]


def _interviews(account: Account, now: datetime) -> list[Alert]:
    sent = Interview.objects.filter(sent_to__account=account, sent_at__gte=now - RECENT, sent_at__lte=now)
    rows = sent.values_list(
        "pk", "sent_at", "episode_id", "episode__child_id", "episode__child__forename", "episode__child__surname"
    )
    return [
        Alert(
            f"interview:{pk}",
            sent_at or now,
            "Interview sent to you",
            f"{forename} {surname} has been listened to: read what they said",
            episode_link("missing", episode),
            child,
        )
        for pk, sent_at, episode, child, forename, surname in rows.order_by("-sent_at")[:_EACH]
    ]


def _messages(account: Account, now: datetime) -> list[Alert]:
    if not permits(account, "missing.inbox"):
        return []
    return [
        Alert(
            f"message:{message.id}",
            message.received_at,
            "Message waiting",
            f"{message.reason or 'A message could not be taken in'} (due {say_deadline(message.due_at)})",
            link("missing:inbox"),
        )
        for message in waiting(now)[:_EACH]
    ]


def _cover(account: Account, now: datetime) -> list[Alert]:
    rows = Absence.objects.filter(cover__account=account, ends__gt=local_date(now)).select_related("worker")
    return [
        Alert(
            f"cover:{absence.pk}:{absence.starts:%Y%m%d}:{absence.ends:%Y%m%d}",
            min(now, start_of_day(absence.starts)),
            "You are covering",
            f"{absence.worker.name} is away from {say_date(absence.starts)} to "
            f"{say_date(absence.ends - timedelta(days=1))}; you answer for their work",
            link("worklist"),
        )
        for absence in rows.order_by("starts")[:_EACH]
    ]


def _handed_over(account: Account, now: datetime) -> list[Alert]:
    """Children newly allocated, and the notes that came with them."""
    notes = unread(account)[:_EACH]
    with_note = {row.child_id for row in notes}
    found = [
        Alert(
            f"handover:{row.pk}",
            row.reallocation.made_at,
            "Handed over to you",
            f"{row.child} passes to you from {row.reallocation.giver.name}: read the note",
            link("handover", row.pk),
            row.child_id,
        )
        for row in notes
    ]
    return found + [
        Alert(
            f"allocated:{row.pk}",
            row.starts,
            "New to you",
            f"{row.child} is allocated to you{': ' + row.reason if row.reason else ''}",
            link("child", row.child_id),
            row.child_id,
        )
        for row in newly_given(account, now)[:_EACH]
        if row.child_id not in with_note
    ]


def _supervision(account: Account, now: datetime) -> list[Alert]:
    """Signed supervisions to read."""
    return [
        Alert(
            f"supervision:{row.pk}",
            row.signed_at or now,
            "Supervision to read",
            f"Your supervision of {Month.of(row.month)} is signed: read it, and say so",
            link("supervision:session", row.pk),
        )
        for row in waiting_for(account)[:_EACH]
    ]
