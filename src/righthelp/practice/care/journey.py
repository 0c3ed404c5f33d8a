"""The vocabulary of care: what other rooms may know of children looked after."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Authority, Choice, Clock, Day, Flag, Journey, Span
from righthelp.practice.care import law
from righthelp.practice.care.codes import Law, Left, Need, Part, Rule
from righthelp.practice.care.codes_homes import Change, PlaceCode, Provider

COUNT: Final = ("first", "second", "later")


class InCare(Journey, subject="child", code="in-care"):
    """A child is looked after, from the day of coming into care to the day of leaving it."""

    starts = Day("the child came into care", always=True)
    ends = Day("the child left care")
    need = Choice("why the child first needed help", Need, always=True)
    left = Choice("why the child left care", Left)
    officer_named = Day("an independent reviewing officer was named")
    plan_made = Day("the first care plan was made")


class LegalStatus(Journey, subject="child", code="legal-status"):
    """The law by which a child is looked after, until another takes its place."""

    starts = Day("it began", always=True)
    ends = Day("it ended")
    law = Choice("which law", Law, always=True)


class Stay(Journey, subject="child", code="stay"):
    """Where a child in care is placed, and as what."""

    starts = Day("the child was placed there", always=True)
    ends = Day("the child left")
    place = Choice("what the placement is", PlaceCode, always=True)
    provider = Choice("who provides it", Provider)
    change = Choice("why it ended", Change)
    outside = Flag("it is outside the council’s boundary", always=True)


class CareVisitDue(Journey, subject="child", code="care-visit-due"):
    """From one visit to a child in care to the next, in one placement."""

    since = Day("the placement began or the child was last seen", always=True)
    held = Day("the child was seen next")
    ended = Day("the placement ended before the next visit")
    rule = Choice("by which rule the next visit is due", Rule, always=True)


class CareReviewDue(Journey, subject="child", code="care-review-due"):
    """From coming into care, or one review, to the next."""

    since = Day("the child came into care or was last reviewed", always=True)
    held = Day("the next review was held")
    ended = Day("the child left care before the next one")
    which = Choice("which review is due", COUNT, always=True)


class CareReview(Journey, subject="child", code="care-review"):
    """A review of a child in care that was held."""

    held = Day("the review was held", always=True)
    decisions_sent = Day("its decisions were sent")
    part = Choice("how the child took part", Part, always=True)
    in_time = Flag("it was held in time", always=True)


OFFICER: Final = Clock(
    "reviewing officer named",
    starts=InCare.starts,
    stops=InCare.officer_named,
    within=law.OFFICER_WITHIN,
    lapses=InCare.ends,
    authority=law.OFFICER,
)
CARE_PLAN: Final = Clock(
    "first care plan",
    starts=InCare.starts,
    stops=InCare.plan_made,
    within=law.CARE_PLAN_WITHIN,
    lapses=InCare.ends,
    authority=law.CARE_PLAN,
)


def _visit(name: str, rule: Rule, within: Span, authority: Authority) -> Clock:
    return Clock(
        name,
        starts=CareVisitDue.since,
        stops=CareVisitDue.held,
        within=within,
        lapses=CareVisitDue.ended,
        only_for=CareVisitDue.rule.is_(rule.value),
        authority=authority,
    )


FIRST_VISIT: Final = _visit("first visit in a placement", Rule.FIRST, law.WEEK, law.FIRST_VISIT)
SIX_WEEK_VISIT: Final = _visit("visit to a child in care", Rule.SIX_WEEKS, law.SIX_WEEKS, law.SIX_WEEK_VISIT)
LASTING_VISIT: Final = _visit("visit in a placement meant to last", Rule.LASTING, law.THREE_MONTHS, law.LASTING_VISIT)
AGREED_VISIT: Final = _visit("visit in a long-term foster home", Rule.AGREED, law.SIX_MONTHS, law.AGREED_VISIT)
WEEKLY_VISIT: Final = _visit("weekly visit to a child in care", Rule.WEEKLY, law.WEEK, law.WEEKLY_VISIT)
FOUR_WEEK_VISIT: Final = _visit(
    "four-weekly visit to a child in care", Rule.FOUR_WEEKS, law.FOUR_WEEKS, law.FOUR_WEEK_VISIT
)
ADOPTIVE_VISIT: Final = _visit(
    "weekly visit to a child placed for adoption", Rule.ADOPTIVE, law.WEEK, law.ADOPTIVE_VISIT
)
VISIT_CLOCKS: Final = (
    FIRST_VISIT, SIX_WEEK_VISIT, LASTING_VISIT, AGREED_VISIT, WEEKLY_VISIT, FOUR_WEEK_VISIT, ADOPTIVE_VISIT,
)  # fmt: skip


def _review(name: str, which: str, within: Span, authority: Authority) -> Clock:
    return Clock(
        name,
        starts=CareReviewDue.since,
        stops=CareReviewDue.held,
        within=within,
        lapses=CareReviewDue.ended,
        only_for=CareReviewDue.which.is_(which),
        authority=authority,
    )


FIRST_REVIEW: Final = _review("first review of a child in care", "first", law.FIRST_REVIEW_WITHIN, law.FIRST_REVIEW)
SECOND_REVIEW: Final = _review(
    "second review of a child in care", "second", law.SECOND_REVIEW_WITHIN, law.SECOND_REVIEW
)
LATER_REVIEW: Final = _review("later review of a child in care", "later", law.LATER_REVIEW_WITHIN, law.LATER_REVIEW)
REVIEW_CLOCKS: Final = (FIRST_REVIEW, SECOND_REVIEW, LATER_REVIEW)

DECISIONS: Final = Clock(
    "decisions of a review sent",
    starts=CareReview.held,
    stops=CareReview.decisions_sent,
    within=law.DECISIONS_WITHIN,
    authority=law.DECISIONS,
)

__all__ = [
    "AGREED_VISIT",
    "CARE_PLAN",
    "DECISIONS",
    "FIRST_REVIEW",
    "FIRST_VISIT",
    "FOUR_WEEK_VISIT",
    "LASTING_VISIT",
    "LATER_REVIEW",
    "OFFICER",
    "REVIEW_CLOCKS",
    "SECOND_REVIEW",
    "SIX_WEEK_VISIT",
    "VISIT_CLOCKS",
    "WEEKLY_VISIT",
    "CareReview",
    "CareReviewDue",
    "CareVisitDue",
    "InCare",
    "LegalStatus",
    "Stay",
]
