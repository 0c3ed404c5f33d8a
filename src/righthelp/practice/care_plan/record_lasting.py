"""The verbs beside the plan for permanence: carers asked about guardianship, support after an order, the clinic,
brothers and sisters together or apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import InCare
from righthelp.practice.care.record import in_care
from righthelp.practice.care.record_back import standing
from righthelp.practice.care_plan import journey
from righthelp.practice.care_plan.codes import Held, Willing
from righthelp.practice.care_plan.models_lasting import (
    ClinicCase,
    GuardianshipAsked,
    SiblingPlace,
    SiblingPlan,
    Support,
    SupportReview,
)
from righthelp.practice.people.writing import Sentences, locked, one_of, recent, text, words, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "guardianship_once_a_day": ("asked", "What they said on that day is recorded already."),
    "guardianship_says_what": ("view", "Write what they said."),
    "support_one_at_a_time": ("", "The child has support already. Review it, or end it first."),
    "support_says_what": ("plan", "Write what was assessed, the plan, and how the allowance was worked out."),
    "support_ends_why": ("ends", "Support lasts for a day at least, and ends with a reason."),
    "support_review_once": ("on", "It was reviewed on that day already."),
    "support_review_says_what": ("on", "The review follows the day the support began, or the review before it."),
    "clinic_once_a_day": ("on", "The child is on the list of that day already."),
    "clinic_decision_is_whole": ("by_when", "Write the advice, what was decided, and by when."),
    "clinic_followed_says_how": ("note", "Write what was done."),
}
_MOST: Final = 200_000
"""Pence a week, above which an allowance is a slip of the hand."""


def guardianship_asked(
    *, care: int, asked: date, who: str, answer: str, view: str, by: Account, now: datetime, child_view: str = ""
) -> GuardianshipAsked:
    """The carers with whom a child is meant to stay were asked about special guardianship. After “not yet” they are to
    be asked again within a year; after “no” nobody presses them."""
    writer = worker_of(by)
    one_of("answer", answer, Willing.values)
    recent("asked", asked, now)
    with writing(by, SENTENCES):
        held = in_care(care)
        if asked < held.starts:
            raise Refused("asked", f"The child came into care on {say_date(held.starts)}. Check the date.")
        made = GuardianshipAsked.objects.create(
            child_id=held.child_id, care=held, asked=asked, who=words("who", who, 160, "Write who was asked."),
            answer=answer, view=text("view", view, "Write what they said."),
            child_view=text("child_view", child_view, ""), recorded=now, recorded_by=writer,
        )  # fmt: skip
        asked_redrawn(held, now)
        return made


def asked_redrawn(care: InCare, now: datetime) -> None:
    """When carers were asked again, worked out anew. Whoever calls this holds the child’s lock."""
    rows = list(GuardianshipAsked.objects.filter(care=care).order_by("asked", "pk"))
    stand = [row for row in rows if row.withdrawn is None]
    following = {row.pk: after.asked for row, after in pairwise(stand)}
    for row in rows:
        again = following.get(row.pk)
        ended = local_date(row.withdrawn) if row.withdrawn else None if again else care.ends
        if (row.again, row.ended) != (again, ended):
            row.again, row.ended = again, ended
            row.save(update_fields=["again", "ended"])
    settle(journey.GuardianshipAsked, [row.pk for row in rows], now)


@dataclass(frozen=True)
class Award:
    """What a child is given after an order: assessed on a day, the plan, pence a week and how they were worked out."""

    kind: str
    holder: str
    assessed: date
    needs: str
    plan: str
    pence: int
    why: str


def _paid(pence: int) -> int:
    if not 0 <= pence <= _MOST:
        raise Refused("pence", "Enter pounds a week, up to £2,000; 0 for no allowance.")
    return pence


def supported(*, child: int, award: Award, starts: date, by: Account, now: datetime) -> Support:
    """A child who lives with somebody by an order is given support from a day on: reviewed within a year."""
    writer = worker_of(by)
    one_of("kind", award.kind, Held.values)
    recent("assessed", award.assessed, now)
    if not award.assessed <= starts <= add_months(award.assessed, 12):
        raise Refused("starts", "Support begins when it has been assessed, within a year.")
    with writing(by, SENTENCES):
        locked(child)
        made = Support.objects.create(
            child_id=child, kind=award.kind, holder=words("holder", award.holder, 160, "Write who holds the order."),
            assessed=award.assessed, needs=text("needs", award.needs, "Write what was assessed."),
            plan=text("plan", award.plan, "Write the support plan."), pence=_paid(award.pence),
            why=text("why", award.why, "Write how the allowance was worked out, or why there is none."), starts=starts,
            recorded=now, recorded_by=writer,
        )  # fmt: skip
        _review_due(made, starts, now)
        return made


def _review_due(support: Support, since: date, now: datetime) -> None:
    row = SupportReview.objects.create(child_id=support.child_id, support=support, since=since)
    settle(journey.SupportReview, [row.pk], now)


def _running(support: int) -> Support:
    found = standing(Support, support)
    if found.ends is not None:
        raise Refused("", f"This support ended on {say_date(found.ends)}.")
    return found


def support_reviewed(*, support: int, on: date, pence: int, note: str, by: Account, now: datetime) -> SupportReview:
    """It was reviewed: what was found, and what is paid from now on. The next review is due in a year."""
    reviewer = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = _running(support)
        row = SupportReview.objects.select_for_update().get(support=held, held__isnull=True, ended__isnull=True)
        if on <= row.since:
            raise Refused("on", f"It began or was last reviewed on {say_date(row.since)}. Enter a later day.")
        row.held, row.pence, row.reviewer = on, _paid(pence), reviewer
        row.note = text("note", note, "Write what was found, and why it stays or changes.")
        row.save(update_fields=["held", "pence", "reviewer", "note"])
        held.pence = row.pence
        held.save(update_fields=["pence"])
        settle(journey.SupportReview, [row.pk], now)
        _review_due(held, on, now)
        return row


def support_ended(*, support: int, ends: date, why: str, by: Account, now: datetime) -> Support:
    """The support ends: the child grew up, the order ended, or the means of the family changed."""
    worker_of(by)
    recent("ends", ends, now)
    with writing(by, SENTENCES):
        held = _running(support)
        held.ends, held.ended_why = ends, text("why", why, "Write why it ends.")
        held.save(update_fields=["ends", "ended_why"])
        reviews_ended(held, ends, now)
        return held


def reviews_ended(support: Support, ends: date, now: datetime) -> None:
    """No further review is due."""
    rows = SupportReview.objects.filter(support=support, held__isnull=True, ended__isnull=True)
    keys = list(rows.values_list("pk", flat=True))
    rows.update(ended=ends)
    settle(journey.SupportReview, keys, now)


def clinic_listed(*, care: int, on: date, question: str, by: Account, now: datetime) -> ClinicCase:
    """A child comes on the list of the permanence clinic of a day, up to three months ahead."""
    writer = worker_of(by)
    if not add_months(local_date(now), -12) <= on <= add_months(local_date(now), 3):
        raise Refused("on", "Enter a day of the last year, or of the next three months.")
    with writing(by, SENTENCES):
        held = in_care(care)
        made = ClinicCase.objects.create(
            child_id=held.child_id, care=held, on=on, question=text("question", question, "Write what you ask."),
            recorded=now, recorded_by=writer,
        )  # fmt: skip
        settle(journey.ClinicCase, [made.pk], now)
        return made


def clinic_advised(*, case: int, advice: str, decision: str, by_when: date, by: Account, now: datetime) -> ClinicCase:
    """What the clinic advised, what was decided, and by when it is to be done. Recorded anew, it puts right what was
    recorded before it was followed."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = standing(ClinicCase, case)
        if held.followed is not None:
            raise Refused("", f"It was followed on {say_date(held.followed)}.")
        if held.on > local_date(now):
            raise Refused("", f"The clinic is on {say_date(held.on)}. Record its advice when it has been held.")
        if not held.on < by_when <= add_months(held.on, 12):
            raise Refused("by_when", "Enter a day after the clinic, within a year.")
        held.advice = text("advice", advice, "Write what the clinic advised.")
        held.decision = text("decision", decision, "Write what was decided, and who does it.")
        held.by_when, held.eve = by_when, by_when - timedelta(days=1)
        held.save(update_fields=["advice", "decision", "by_when", "eve"])
        settle(journey.ClinicCase, [held.pk], now)
        return held


def clinic_followed(*, case: int, on: date, note: str, by: Account, now: datetime) -> ClinicCase:
    """What was decided was done."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = standing(ClinicCase, case)
        if held.by_when is None or on < held.on:
            raise Refused("on", "The clinic has decided nothing by that day.")
        held.followed, held.followed_note = on, text("note", note, "Write what was done, and what came of it.")
        held.save(update_fields=["followed", "followed_note"])
        settle(journey.ClinicCase, [held.pk], now)
        return held


def siblings_planned(
    *, child: int, siblings: Sequence[int], together: Sequence[int], decided: date, why: str, contact: str, by: Account,
    now: datetime,
) -> SiblingPlan:  # fmt: skip
    """It was decided which brothers and sisters live together with a child, and which apart, with why; for those apart
    how they keep in touch. ``together``: those of ``siblings`` who are to live with the child."""
    writer = worker_of(by)
    recent("decided", decided, now)
    others = sorted(set(siblings) - {child})
    if not others:
        raise Refused("siblings", "Choose at least one brother or sister.")
    if not set(together) <= set(others):
        raise Refused("together", "Those who live together are among those it was decided about.")
    apart = set(others) - set(together)
    if apart and not contact.strip():
        raise Refused("contact", "Write how those who live apart keep in touch.")
    with writing(by, SENTENCES):
        for person in sorted({child, *others}):
            locked(person, "siblings")
        made = SiblingPlan.objects.create(
            decided=decided, why=text("why", why, "Write why together, or why apart."),
            contact=text("contact", contact, ""), recorded=now, recorded_by=writer,
        )  # fmt: skip
        groups = {child: 1} | {each: 1 if each in together else place for place, each in enumerate(others, 2)}
        SiblingPlace.objects.bulk_create(
            SiblingPlace(plan=made, child_id=one, side=side) for one, side in groups.items()
        )
        return made


def siblings_back(*, plan: int, why: str, by: Account, now: datetime) -> SiblingPlan:
    """What was decided about brothers and sisters was recorded by mistake: it no longer counts, and stays readable."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = SiblingPlan.objects.select_for_update(of=("self",)).filter(pk=plan, withdrawn__isnull=True).first()
        if held is None:
            raise Refused("", "This is no longer there, or was taken back.")
        held.withdrawn, held.withdrawn_why = now, text("why", why, "Write why it was a mistake.", 300)
        held.save(update_fields=["withdrawn", "withdrawn_why"])
        return held


def lasting_back(row: GuardianshipAsked | Support | ClinicCase, now: datetime) -> None:
    """What follows when one of these was taken back."""
    today = local_date(now)
    if isinstance(row, GuardianshipAsked):
        asked_redrawn(row.care, now)
    elif isinstance(row, Support):
        reviews_ended(row, max(today, row.starts), now)
    else:
        row.ended = today
        row.save(update_fields=["ended"])
        settle(journey.ClinicCase, [row.pk], now)


__all__ = [
    "SENTENCES",
    "Award",
    "asked_redrawn",
    "clinic_advised",
    "clinic_followed",
    "clinic_listed",
    "guardianship_asked",
    "lasting_back",
    "siblings_back",
    "siblings_planned",
    "support_ended",
    "support_reviewed",
    "supported",
]
