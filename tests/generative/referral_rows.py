"""Rows that answer a referral, for the tests of merges: each stands on a referral of the same child, made with it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from righthelp.practice.assessment.models import Together
from righthelp.practice.front_door.models import Call, Contact, Referral
from righthelp.practice.mash.models import Enquiry, Sharing, Work
from righthelp.practice.workforce.models import Team, Worker
from tests.stories.desk_house import NOW

Given = dict[str, Any]


def _worker() -> int:
    return Worker.objects.order_by("pk").values_list("pk", flat=True)[0]


def _team() -> int:
    return Team.objects.order_by("pk").values_list("pk", flat=True)[0]


def _referral(given: Given, dice: random.Random) -> Referral:
    """A referral that was over the same day."""
    made = NOW - timedelta(days=dice.randrange(5, 900), minutes=dice.randrange(1400))
    call = Call.objects.create(
        received=made, recorded=made, recorded_by_id=_worker(), channel="phone", source="2A", why="neglect",
        words="Stated", consent="given", team_id=_team(),
    )  # fmt: skip
    contact = Contact.objects.create(
        call=call, child_id=given["child_id"], received=made, source="2A", decided=made, decided_by_id=_worker(),
        outcome="referral", level="complex", rationale="Stated",
    )  # fmt: skip
    return Referral.objects.create(
        child_id=given["child_id"], contact=contact, kind="referral", made=made, made_by_id=_worker(), placed=made,
        team_id=_team(), closed=made + timedelta(hours=dice.randrange(1, 90)), closing="assessed", closing_why="Stated",
    )  # fmt: skip


def _assessment(given: Given, dice: random.Random) -> Given:
    referral, worker = _referral(given, dice), _worker()
    together = Together.objects.create(made=referral.made)
    return {
        "referral": referral.pk, "together_id": together.pk, "referred": referral.made, "begun": referral.made,
        "begun_by_id": worker, "team_id": _team(), "worker_id": worker, "withdrawn": NOW, "withdrawn_why": "Stated",
    }  # fmt: skip


def _enquiry(given: Given, dice: random.Random) -> Given:
    referral = _referral(given, dice)
    work = Work.objects.create(begun=referral.made, begun_by_id=_worker(), team_id=_team())
    return {
        "work_id": work.pk, "referral": referral.pk, "begun": referral.made, "running": referral.made,
        "rating": "amber", "stopped": NOW, "stopped_why": "Stated",
    }  # fmt: skip


def _check(given: Given, dice: random.Random) -> Given:
    enquiry = Enquiry.objects.create(child_id=given["child_id"], **_enquiry(given, dice))
    sharing = Sharing.objects.create(
        enquiry=enquiry, agreement="given", legal="task", at=enquiry.begun, by_id=_worker()
    )  # fmt: skip
    return {
        "enquiry_id": enquiry.pk, "agency": "police", "question": "Stated", "told": "Stated", "sharing_id": sharing.pk,
        "edition": 1, "asked": enquiry.begun, "asked_by_id": _worker(), "owner_id": _worker(),
        "running": enquiry.begun, "rating": "amber",
    }  # fmt: skip


REFERRAL_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "assessment.Assessment": _assessment,
    "mash.Enquiry": _enquiry,
    "mash.Check": _check,
}
