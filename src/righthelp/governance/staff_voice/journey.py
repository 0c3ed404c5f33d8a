"""The vocabulary of staff voice: the only module that other rooms may import."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Clock, Day, Journey
from righthelp.governance.staff_voice import law


class HrPolicyReview(Journey, subject="policy", code="hr-review"):
    """From one review of an HR policy to the next."""

    since = Day("the policy began or was last reviewed", always=True)
    eve = Day("the day before the one on which its next review is due", always=True)
    held = Day("the policy was reviewed")


class ForumIssue(Journey, subject="issue", code="forum-issue"):
    """Something raised with the Employee Forum, until the forum has been told what came of it."""

    raised = Day("it was raised with the Employee Forum", always=True)
    taken = Day("somebody took it up", always=True)
    told = Day("the forum was told what came of it")


POLICY_REVIEW: Final = Clock(
    "review of an HR policy",
    starts=HrPolicyReview.eve,
    stops=HrPolicyReview.held,
    within=law.REVIEW_WITHIN,
    authority=law.REVIEWS,
)

TOLD_BACK: Final = Clock(
    "answer to the Employee Forum",
    starts=ForumIssue.raised,
    stops=ForumIssue.told,
    within=law.TOLD_WITHIN,
    authority=law.FORUM,
)
