"""The verbs of contact and life story: arranged, changed, refused, held; and what reviews recommended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import CareReview
from righthelp.practice.care.models_base import Recorded
from righthelp.practice.care.record_back import row_back, standing
from righthelp.practice.care_plan import journey
from righthelp.practice.care_plan.codes import URGENT_DAYS, Ground, Outcome, Refusing, Story, Way
from righthelp.practice.care_plan.models import Arrangement, Permanence, Recommendation, Refusal, Session, StoryItem
from righthelp.practice.care_plan.models_lasting import ClinicCase, GuardianshipAsked, Support
from righthelp.practice.care_plan.record_lasting import lasting_back
from righthelp.practice.care_plan.record_permanence import all_redrawn
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

_SEVEN: Final = (
    f"Without an order contact may be refused for {URGENT_DAYS} days at most (section 34(6)). Ask legal services for "
    "an order, or end the refusal sooner."
)
SENTENCES: Final[Sentences] = {
    "care_contact_ends_after_start": ("ends", "It lasted for a day at least. Enter a later day."),
    "care_contact_watched_by": ("supervised_by", "Write who supervises it."),
    "care_contact_says_which_order": ("order", "Write the court, the day and what the order says."),
    "care_contact_end_says_why": ("why", "Write why it ended."),
    "care_refusal_ends_after_start": ("ends", "A refusal lasts for a day at least. Enter a later day."),
    "care_refusal_urgent_seven_days": ("ends", _SEVEN),
    "care_refusal_says_which_order": ("order", "Write the court, the day and what the order says."),
    "care_refusal_says_why": ("why", "Write why contact is refused."),
    "care_session_says_how": ("how", "Write how the child was."),
    "care_story_given_after": ("on", "The child is given it on or after the day it was made."),
    "care_recommendation_eve_before": ("by_when", "Enter by when it is to be done."),
}


@dataclass(frozen=True)
class Arranging:
    """With whom the child keeps in contact, and how. ``order``: court, day and what it says, where there is one."""

    who: str
    way: str
    how_often: str
    ground: str
    where: str = ""
    supervised_by: str = ""
    order: str = ""


def arranged(*, child: int, what: Arranging, starts: date, by: Account, now: datetime) -> Arrangement:
    """The child keeps in contact with somebody, from a day on."""
    writer = worker_of(by)
    one_of("way", what.way, Way.values)
    one_of("ground", what.ground, Ground.values)
    recent("starts", starts, now)
    if what.way == Way.WATCHED and not what.supervised_by.strip():
        raise Refused("supervised_by", "Write who supervises it.")
    if what.ground == Ground.ORDER and not what.order.strip():
        raise Refused("order", "Write the court, the day and what the order says.")
    with writing(by, SENTENCES):
        locked(child)
        return Arrangement.objects.create(
            child_id=child, who=words("who", what.who, 160, "Write with whom."), way=what.way,
            how_often=words("how_often", what.how_often, 160, "Write how often, and for how long."),
            where=optional("where", what.where, 160), supervised_by=optional("supervised_by", what.supervised_by, 160),
            ground=what.ground, order=optional("order", what.order, 300), starts=starts, recorded=now,
            recorded_by=writer,
        )  # fmt: skip


def _running(arrangement: int) -> Arrangement:
    found = standing(Arrangement, arrangement)
    if found.ends is not None:
        raise Refused("", f"This contact ended on {say_date(found.ends)}.")
    return found


def arrangement_ended(*, arrangement: int, ends: date, why: str, by: Account, now: datetime) -> Arrangement:
    """The contact is no longer arranged; another one may be."""
    worker_of(by)
    recent("ends", ends, now)
    with writing(by, SENTENCES):
        found = _running(arrangement)
        found.ends, found.ended_why = ends, text("why", why, "Write why it ended, and who was asked.")
        found.save(update_fields=["ends", "ended_why"])
        return found


def contact_refused(
    *,
    arrangement: int,
    basis: str,
    starts: date,
    ends: date | None,
    why: str,
    by: Account,
    now: datetime,
    order: str = "",
    told: date | None = None,
) -> Refusal:
    """Contact is refused from a day to a day (exclusive): urgently for seven days at most, or as the court allows. One
    urgent refusal does not follow another."""
    writer = worker_of(by)
    one_of("basis", basis, Refusing.values)
    recent("starts", starts, now)
    if told is not None:
        not_later("told", told, now, "It is recorded when they have been told.")
    if basis == Refusing.URGENT and (ends is None or (ends - starts).days > URGENT_DAYS):
        raise Refused("ends", _SEVEN)
    if basis == Refusing.ORDER and not order.strip():
        raise Refused("order", "Write the court, the day and what the order says.")
    with writing(by, SENTENCES):
        found = _running(arrangement)
        last = Refusal.objects.filter(arrangement=found, withdrawn__isnull=True, ends__isnull=True).first()
        if last is not None:
            raise Refused("starts", f"It is refused since {say_date(last.starts)}. End that refusal first.")
        before = Refusal.objects.filter(
            arrangement=found, withdrawn__isnull=True, basis=Refusing.URGENT, ends__gte=starts, starts__lte=starts
        ).first()
        if basis == Refusing.URGENT and before is not None and before.ends is not None:
            raise Refused(
                "starts", f"It was refused until {say_date(before.ends)} already. To go on, ask for an order."
            )
        made = Refusal.objects.create(
            child_id=found.child_id, arrangement=found, basis=basis, why=text("why", why, "Write why."),
            order=optional("order", order, 300), starts=starts, ends=ends, told=told, recorded=now, recorded_by=writer,
        )  # fmt: skip
        settle(journey.Refusal, [made.pk], now)
        return made


def refusal_ended(*, refusal: int, ends: date, by: Account, now: datetime) -> Refusal:
    """Contact begins again on a day, sooner than was said or as the court now says."""
    worker_of(by)
    recent("ends", ends, now)
    with writing(by, SENTENCES):
        found = standing(Refusal, refusal)
        if found.ends is not None and ends > found.ends:
            raise Refused("ends", f"It ended on {say_date(found.ends)}. A longer one is a new refusal.")
        found.ends = ends
        found.save(update_fields=["ends"])
        settle(journey.Refusal, [found.pk], now)
        return found


def contact_held(
    *, arrangement: int, on: date, outcome: str, how: str, by: Account, now: datetime, words_: str = "", who: str = ""
) -> Session:
    """A contact on a day: whether it happened, how the child was, what they said; ``who`` supervised."""
    writer = worker_of(by)
    one_of("outcome", outcome, Outcome.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = standing(Arrangement, arrangement)
        if on < found.starts or (found.ends is not None and on >= found.ends):
            raise Refused("on", "It was not arranged for that day. Check the date.")
        refused = Refusal.objects.filter(arrangement=found, withdrawn__isnull=True, starts__lte=on)
        if outcome == Outcome.HELD and (refused.filter(ends__isnull=True) | refused.filter(ends__gt=on)).exists():
            raise Refused("on", "Contact was refused on that day. End the refusal first, or check the date.")
        return Session.objects.create(
            child_id=found.child_id, arrangement=found, on=on, outcome=outcome,
            supervised_by=optional("who", who, 160) or found.supervised_by,
            how=text("how", how, "Write how the child was, before and after."), words=text("words_", words_, ""),
            recorded=now, recorded_by=writer,
        )  # fmt: skip


def story_kept(
    *, child: int, kind: str, what: str, on: date, by: Account, now: datetime, kept: str = "", given: date | None = None
) -> StoryItem:
    """A piece of life story work: done, made or received on a day, and where it is kept."""
    writer = worker_of(by)
    one_of("kind", kind, Story.values)
    recent("on", on, now)
    if given is not None:
        not_later("given", given, now, "It is recorded when the child has it.")
    with writing(by, SENTENCES):
        locked(child)
        return StoryItem.objects.create(
            child_id=child, kind=kind, what=text("what", what, "Write what it is."), on=on,
            kept=optional("kept", kept, 160), given=given, recorded=now, recorded_by=writer,
        )  # fmt: skip


def story_given(*, item: int, on: date, by: Account, now: datetime) -> StoryItem:
    """The child was given it."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = standing(StoryItem, item)
        found.given = on
        found.save(update_fields=["given"])
        return found


def recommended(
    *, review: int, what: str, by_when: date, by: Account, now: datetime, worker: int | None = None, owner: str = ""
) -> Recommendation:
    """A review decided that somebody does something by a day: one of ours, or somebody else in words."""
    writer = worker_of(by)
    said = words("what", what, 400, "Write what is to be done.")
    if (worker is None) == (not owner.strip()):
        raise Refused("owner", "Say who does it: a colleague, or somebody else in words.")
    row = CareReview.objects.filter(pk=review).first()
    if row is None or row.withdrawn is not None:
        raise Refused("review", "Choose a review that stands.")
    if by_when <= row.held or by_when > add_months(row.held, 12):
        raise Refused("by_when", f"Within a year of the review of {say_date(row.held)}. Check the date.")
    doer = Worker.objects.filter(pk=worker).first() if worker is not None else None
    with writing(by, SENTENCES):
        locked(row.child_id)
        made = Recommendation.objects.create(
            child_id=row.child_id, review=row, what=said, worker=doer, owner=optional("owner", owner, 120),
            ours=doer is not None, by_when=by_when, eve=by_when - timedelta(days=1), recorded=now, recorded_by=writer,
        )  # fmt: skip
        settle(journey.Recommendation, [made.pk], now)
        return made


def _todo(recommendation: int) -> Recommendation:
    found = standing(Recommendation, recommendation)
    if found.done is not None or found.stopped is not None:
        raise Refused("", "It is settled already. Open the page again.")
    return found


def recommendation_done(*, recommendation: int, on: date, note: str, by: Account, now: datetime) -> Recommendation:
    """It was done."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = _todo(recommendation)
        found.done, found.done_note = on, text("note", note, "Write what was done, and what came of it.")
        found.save(update_fields=["done", "done_note"])
        settle(journey.Recommendation, [found.pk], now)
        return found


def recommendation_stopped(*, recommendation: int, why: str, by: Account, now: datetime) -> Recommendation:
    """It need no longer be done."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = _todo(recommendation)
        found.stopped, found.stopped_why = local_date(now), text("why", why, "Write why it need not be done.")
        found.save(update_fields=["stopped", "stopped_why"])
        settle(journey.Recommendation, [found.pk], now)
        return found


_STAND_ON: Final[dict[type[Recorded], tuple[str, ...]]] = {Arrangement: ("refusals", "sessions")}


def taken_back(*, model: type[Recorded], number: int, why: str, by: Account, now: datetime) -> Any:
    """A record that was a mistake: it no longer counts, and stays readable, struck through, with the reason."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = row_back(model, number, why, now)
        for name in _STAND_ON.get(model, ()):
            if getattr(found, name).filter(withdrawn__isnull=True).exists():
                raise Refused("", "Refusals or contacts are recorded under it. Take those back first, or end it.")
        if isinstance(found, Recommendation):
            if found.done is None and found.stopped is None:
                found.stopped, found.stopped_why = local_date(now), found.withdrawn_why
                found.save(update_fields=["stopped", "stopped_why"])
            settle(journey.Recommendation, [found.pk], now)
        if isinstance(found, GuardianshipAsked | Support | ClinicCase):
            lasting_back(found, now)
        if isinstance(found, Permanence):
            all_redrawn(found.child_id, now)
        if isinstance(found, Refusal):
            settle(journey.Refusal, [found.pk], now)
        return found


__all__ = [
    "Arranging",
    "arranged",
    "arrangement_ended",
    "contact_held",
    "contact_refused",
    "recommendation_done",
    "recommendation_stopped",
    "recommended",
    "refusal_ended",
    "story_given",
    "story_kept",
    "taken_back",
]
