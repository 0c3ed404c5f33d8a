"""The verbs of policies and of the forum."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Max

from righthelp.foundation.calendar import add_months, local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.governance.staff_voice import journey
from righthelp.governance.staff_voice.models import (
    Area,
    Burden,
    Course,
    Issue,
    Outcome,
    Policy,
    PolicyReview,
    PolicyVersion,
)
from righthelp.practice.people.writing import Sentences, one_of, optional, text, words, writing
from righthelp.practice.workforce.models import Worker
from righthelp.practice.workforce.record_base import By, account_of

_AT_ONCE: Sentences = {
    "policy_review_one_open": ("", "Somebody has just recorded a review of this policy. Open its page again."),
    "staff_voice_policy_name_key": ("name", "A policy of this name is in the register already."),
    "course_told_what_came": ("told", "Say first what became of it, and choose a day from the one it was taken up."),
}


def policy_registered(
    *, name: str, area: str, owner: int, every: int, applies_from: date, what: str, by: By, now: datetime,
    place: str = "",
) -> Policy:  # fmt: skip
    """A policy comes into the register with its first version; its review is due ``every`` months from then."""
    called = words("name", name, 120, "Enter the policy’s name.")
    one_of("area", area, Area.values)
    said = text("what", what, "Say in a sentence or two what it says.", 4000)
    _months(every)
    _past("applies_from", applies_from, now)
    with writing(account_of(by), _AT_ONCE):
        if Policy.objects.filter(name__iexact=called).exists():
            raise Refused("name", "A policy of this name is in the register already.")
        made = Policy.objects.create(name=called, area=area, owner=_owner("owner", owner, now), every=every)
        PolicyVersion.objects.create(
            policy=made, number=1, applies_from=applies_from, what=said, place=optional("place", place, 200)
        )
        _next_review(made, applies_from, now)
        return made


def policy_reviewed(
    *, policy: int, on: date, outcome: str, note: str, by: By, now: datetime, what: str = "", place: str = "",
    applies_from: date | None = None,
) -> PolicyReview:  # fmt: skip
    """A policy was reviewed: it stands, was changed (a new version), or is withdrawn. The next review counts from
    this one."""
    one_of("outcome", outcome, Outcome.values)
    said = text("note", note, "Say what the review found, and with whom it was agreed.", 4000)
    _past("on", on, now)
    with writing(account_of(by), _AT_ONCE):
        held = _policy(policy)
        review = PolicyReview.objects.select_for_update().get(policy=held, held__isnull=True)
        if on < review.since:
            raise Refused("on", f"The policy began or was last reviewed on {say_date(review.since)}.")
        if outcome == Outcome.CHANGED:
            review.version = _new_version(held, what, place, applies_from or on)
        review.held, review.outcome, review.note, review.held_by = on, outcome, said, account_of(by)
        review.save()
        if outcome == Outcome.WITHDRAWN:
            held.withdrawn = on
            held.save(update_fields=["withdrawn"])
        else:
            _next_review(held, on, now)
        settle(journey.HrPolicyReview, [review.pk], now)
        return review


def policy_kept(*, policy: int, owner: int, every: int, by: By, now: datetime) -> Policy:
    """Somebody else owns the policy, or it is reviewed in other intervals: what is open is due accordingly."""
    _months(every)
    with writing(account_of(by), _AT_ONCE):
        held = _policy(policy)
        held.owner, held.every = _owner("owner", owner, now), every
        held.save(update_fields=["owner", "every"])
        review = PolicyReview.objects.select_for_update().get(policy=held, held__isnull=True)
        review.eve = add_months(review.since, every) - timedelta(days=1)
        review.save(update_fields=["eve"])
        settle(journey.HrPolicyReview, [review.pk], now)
        return held


def _policy(policy: int) -> Policy:
    held = Policy.objects.select_for_update(of=("self",)).filter(pk=policy).first()
    if held is None:
        raise Refused("", "This policy is no longer there. Open the register again.")
    if held.withdrawn:
        raise Refused("", f"This policy was withdrawn on {say_date(held.withdrawn)}.")
    return held


def _new_version(policy: Policy, what: str, place: str, applies_from: date) -> PolicyVersion:
    said = text("what", what, "Say what changed.", 4000)
    last = policy.versions.aggregate(last=Max("number"))["last"] or 0
    return PolicyVersion.objects.create(
        policy=policy,
        number=last + 1,
        applies_from=applies_from,
        what=said,
        place=optional("place", place, 200),
    )


def _next_review(policy: Policy, since: date, now: datetime) -> None:
    eve = add_months(since, policy.every) - timedelta(days=1)
    made = PolicyReview.objects.create(policy=policy, since=since, eve=eve)
    settle(journey.HrPolicyReview, [made.pk], now)


def issue_raised(*, words: str, named: bool, worker: Worker | None, now: datetime) -> Issue:
    """Somebody raises something with the Employee Forum, with their name or without.

    Without, nothing is written that says who: no name, no day but the month, no history. The caller keeps no draft.
    """
    said = text("words", words, "Write what gets in the way of your work.", 4000)
    today = local_date(now)
    if named and worker is None:
        raise Refused("named", "You are not among those who work here. Raise it without your name.")
    return Issue.objects.create(
        words=said, raised=today if named else today.replace(day=1), raised_by=worker if named else None
    )


def issue_taken_up(*, issue: int, owner: int, action: str, by: By, now: datetime) -> Course:
    """The forum takes an issue up: what is to be done, and who does it."""
    said = text("action", action, "Say what is to be done.", 2000)
    with writing(account_of(by)):
        found = Issue.objects.select_for_update(of=("self",)).filter(pk=issue).first()
        if found is None:
            raise Refused("", "This is no longer there. Open the list again.")
        if Course.objects.filter(issue=found).exists():
            raise Refused("", "Somebody has taken this up already. Open it again.")
        made = Course.objects.create(
            issue=found,
            raised=found.raised,
            taken=local_date(now),
            owner=_owner("owner", owner, now),
            action=said,
        )
        settle(journey.ForumIssue, [made.pk], now)
        return made


def issue_answered(
    *, issue: int, burden: str, came_of_it: str, by: By, now: datetime, told: date | None = None
) -> Course:
    """What became of the burden, and (when it has happened) the day on which the forum was told."""
    one_of("burden", burden, Burden.values)
    said = text("came_of_it", came_of_it, "Say what came of it.", 4000)
    if told:
        _past("told", told, now)
    with writing(account_of(by), _AT_ONCE):
        held = Course.objects.select_for_update().filter(issue_id=issue).first()
        if held is None:
            raise Refused("", "Nobody has taken this up yet. Say first what is to be done.")
        if held.told:
            raise Refused("", f"The forum was told on {say_date(held.told)}. Raise a new issue if there is more.")
        if told and told < held.taken:
            raise Refused("told", f"It was taken up on {say_date(held.taken)}. Enter that day or a later one.")
        held.burden, held.came_of_it, held.told = burden, said, told
        held.save(update_fields=["burden", "came_of_it", "told"])
        settle(journey.ForumIssue, [held.pk], now)
        return held


def _owner(field: str, worker: int, now: datetime) -> Worker:
    today = local_date(now)
    found = Worker.objects.filter(pk=worker).first()
    if found is None or (found.ends and found.ends <= today):
        raise Refused(field, "Choose somebody who works here.")
    return found


def _months(every: int) -> None:
    if not 1 <= every <= 60:
        raise Refused("every", "Enter a number of months from 1 to 60.")


def _past(field: str, on: date, now: datetime) -> None:
    if on > local_date(now):
        raise Refused(field, f"{say_date(on)} is still to come. Enter the day on which it happened.")
