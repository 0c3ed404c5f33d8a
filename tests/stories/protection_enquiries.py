"""An enquiry that ends with a conference, told by the room whose enquiry it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from righthelp.practice.casework import record_visits
from righthelp.practice.casework.record_visits import Seen
from righthelp.practice.section47 import record, record_decision, record_enquiry
from righthelp.practice.section47.models import Enquiry
from righthelp.practice.section47.record import Asked, Part
from righthelp.practice.section47.record_decision import Choice
from tests.stories.desk_house import account_of

HOUR = timedelta(hours=1)


def concluded(house: Any, child: int, *, strategy: datetime) -> int:
    """Gurdeep chairs the discussion at ``strategy``; Ruth enquires and finds harm; the day after, he authorises it."""
    chair, worker = account_of(house.gurdeep), account_of(house.ruth)
    found = record.asked_for(
        children=[child],
        asked=strategy - HOUR,
        concern="Bruises that nobody can explain.",
        harm="PHY",
        planned=strategy,
        chair=house.gurdeep.pk,
        referrer="education",
        invited=[Asked(agency="police", name="DS Moss"), Asked(agency="health", name="Sister Bell")],
        by=worker,
        now=strategy - HOUR,
    )
    parts = {each.pk: Part("yes", f"What {each.agency} knows.") for each in found.meeting.attendances.all()}
    record.took_part(
        discussion=found.pk,
        at=strategy,
        chair=house.gurdeep.pk,
        chair_why="Nobody of the assessment service could come.",
        parts=parts,
        by=chair,
        now=strategy + HOUR,
    )
    choice = Choice(decision="single", why="The marks.", safety="He sleeps at his aunt’s.", worker=house.ruth.pk)
    rows = {row.pk: replace(choice) for row in found.children.all()}
    record_decision.decided(discussion=found.pk, choices=rows, by=chair, now=strategy + HOUR)
    record_visits.visited(
        at=strategy + 3 * HOUR,
        where="home",
        purpose="Section 47 enquiry",
        note="He showed his arm.",
        children=[Seen(child=child, seen=True, alone=True)],
        by=worker,
        now=strategy + 4 * HOUR,
    )
    enquiry = Enquiry.objects.get(child_id=child)
    record_enquiry.found(
        enquiry=enquiry.pk,
        outcome="risk",
        findings="He says it happens every week.",
        next_step="conference",
        version=enquiry.version,
        by=worker,
        now=strategy + 5 * HOUR,
    )
    record_enquiry.authorised(
        enquiry=enquiry.pk, why="I have read it and agree.", by=chair, now=strategy + timedelta(days=1)
    )
    assert Enquiry.objects.get(pk=enquiry.pk).conference_needed
    return int(enquiry.pk)
