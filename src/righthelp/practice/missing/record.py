"""The verbs of the missing story: everything that can happen, as practitioners say it.

Each is one transaction, takes ``by`` and ``now``, and says no with :class:`~righthelp.foundation.refusals.Refused`,
which names the field and what to do. They stand by theme in the modules named here.
"""

from righthelp.foundation.refusals import Refused
from righthelp.practice.missing.record_episode import (
    cancelled,
    checked,
    forwarded,
    found,
    linked_together,
    notified,
    risk_assessed,
    risk_assessment_given,
    risk_graded,
    sighted,
    strategy_discussed,
)
from righthelp.practice.missing.record_inbox import belongs_elsewhere, closed, matched, registered
from righthelp.practice.missing.record_interview import (
    UNCHANGED,
    PersonSaid,
    PlaceSaid,
    interview_corrected,
    interview_held,
    shared_with_police,
)
from righthelp.practice.missing.record_offers import (
    attempted,
    handed_over,
    interview_offered,
    offer_accepted,
    offer_declined,
    support_worker_assigned,
)
from righthelp.practice.missing.record_work import (
    action_agreed,
    action_done,
    decided,
    sample_drawn,
    sample_graded,
    support_given,
)

__all__ = [
    "UNCHANGED",
    "PersonSaid",
    "PlaceSaid",
    "Refused",
    "action_agreed",
    "action_done",
    "attempted",
    "belongs_elsewhere",
    "cancelled",
    "checked",
    "closed",
    "decided",
    "forwarded",
    "found",
    "handed_over",
    "interview_corrected",
    "interview_held",
    "interview_offered",
    "linked_together",
    "matched",
    "notified",
    "offer_accepted",
    "offer_declined",
    "registered",
    "risk_assessed",
    "risk_assessment_given",
    "risk_graded",
    "sample_drawn",
    "sample_graded",
    "shared_with_police",
    "sighted",
    "strategy_discussed",
    "support_given",
    "support_worker_assigned",
]
