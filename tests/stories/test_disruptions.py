"""A placement that ended before it was planned to: people meet about it, and what they learn can be counted."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from righthelp.foundation.refusals import Refused
from righthelp.practice.care import record as care_record
from righthelp.practice.care.models import Stay
from righthelp.practice.casework.models import Meeting
from righthelp.practice.casework.record import action_agreed, action_done
from righthelp.practice.casework.record_meetings import meeting_held
from righthelp.practice.matching import queries_after, record_after
from righthelp.practice.matching.models import Disruption
from righthelp.practice.people.models import Person
from tests.stories.care_house import NOW, CareHouse, account_of, as_application, signed_in, text_of
from tests.stories.test_care_pages import on

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CareHouse:
    made = CareHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def ends_early(house: CareHouse, child: Person, day: str, change: str = "CREQB") -> Stay:
    """The child's placement ends on a day, because the carers ask for it."""
    care = house.into_care(child, "2021-05-04")
    house.moves(care, day, house.tamworth, change=change)
    return Stay.objects.get(child=child, ends__isnull=False)


def test_a_disruption_whose_learning_names_the_meeting_that_was_not_held(house: CareHouse) -> None:
    maya, ruth = house.child("Maya", "Ruddock"), signed_in(house.ruth)
    stay = ends_early(house, maya, "2021-07-20")
    (row,) = queries_after.broke(account_of(house.ruth), NOW)
    assert (row.state, row.waited, row.late) == ("none", 43, True)
    page = text_of(ruth.get(reverse("matching:of-child", args=[maya.pk])))
    assert "Call a disruption meeting" in page
    called = on("planned", "2021-08-27") | {
        "planned_time": "10:00",
        "where": "The Osgoods’",
        "chair": str(house.gurdeep.pk),
    }
    answer = text_of(ruth.post(reverse("matching:disruption-call", args=[stay.pk]), called, follow=True))
    assert "It is called." in answer
    disruption, meeting = Disruption.objects.get(), Meeting.objects.get(kind="disruption")
    assert set(meeting.attendances.values_list("name", flat=True)) == {"Maya Ruddock", "The Osgoods"}
    with pytest.raises(Refused, match="The meeting has not been held yet"):
        record_after.learned(
            disruption=disruption.pk, on=date(2021, 8, 27), causes=["meeting"], learned="Too early to say.",
            by=account_of(house.ruth), now=NOW,
        )  # fmt: skip
    ruths = account_of(house.ruth)
    meeting_held(meeting=meeting.pk, at=meeting.planned, by=ruths, now=NOW)
    todo = action_agreed(
        child=maya.pk, what="Hold the planning meeting for the next home", worker=house.ruth.pk,
        by_when=date(2021, 9, 10), meeting=meeting.pk, by=ruths, now=NOW,
    )  # fmt: skip
    said = on("on", "2021-08-31") | {
        "causes": ["meeting", "support"], "learned": "The planning meeting was put off twice, and then never held.",
        "child_says": "Nobody asked me if I liked dogs.",
    }  # fmt: skip
    page = text_of(ruth.post(reverse("matching:learn", args=[disruption.pk]), said, follow=True))
    assert "put off twice" in page
    assert "A planning meeting was not held" in page
    action_done(action=todo.pk, note="Held on 1 September.", by=ruths, now=NOW)
    (row,) = queries_after.broke(ruths, NOW)
    assert (row.state, row.waited, row.actions, row.done) == ("learned", 38, 1, 1)
    counted = {(each.month, each.cause): each.number for each in queries_after.causes([row])}
    assert counted == {("2021-07", "meeting"): 1, ("2021-07", "support"): 1}
    assert "A planning meeting was not held" in text_of(ruth.get(reverse("matching:causes")))
    listed = text_of(ruth.get(reverse("matching:disruptions") + "?broke_cause=meeting"))
    assert "Maya Ruddock" in listed


def test_a_placement_that_ended_as_planned_is_no_disruption(house: CareHouse) -> None:
    stay = ends_early(house, house.child("Maya", "Ruddock"), "2021-07-20", change="CARPL")
    with pytest.raises(Refused, match="ended as it was planned"):
        record_after.no_meeting(stay=stay.pk, why="As planned.", by=account_of(house.gurdeep), now=NOW)
    assert queries_after.broke(account_of(house.ruth), NOW) == []


def test_a_manager_says_why_nobody_meets_and_takes_it_back(house: CareHouse) -> None:
    maya = house.child("Maya", "Ruddock")
    stay, gurdeep = ends_early(house, maya, "2021-08-20"), signed_in(house.gurdeep)
    gurdeep.post(reverse("matching:disruption-none", args=[stay.pk]), {"why": "The carer died."})
    row = Disruption.objects.get()
    gurdeep.post(reverse("matching:take-back", args=["disruption", row.pk]), {"why": "Her husband wants to meet."})
    assert queries_after.broke(account_of(house.gurdeep), NOW)[0].state == "none"
    assert "Her husband wants to meet." in text_of(gurdeep.get(reverse("matching:of-child", args=[maya.pk])))


def test_a_move_taken_back_did_not_break_down(house: CareHouse) -> None:
    maya = house.child("Maya", "Ruddock")
    stay = ends_early(house, maya, "2021-08-20")
    record_after.no_meeting(stay=stay.pk, why="They moved abroad.", by=account_of(house.gurdeep), now=NOW)
    care_record.change_taken_back(care=stay.care_id, why="Her sister", by=account_of(house.gurdeep), now=NOW)
    assert Disruption.objects.get().withdrawn is not None
