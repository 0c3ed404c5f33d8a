"""Families decide: Maya's grandparents with a plan and money, Leo at ten at night, Ivy who goes home and stays,
Rowan who goes home and comes back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey import State, explain
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import record as care_record
from righthelp.practice.care.models import InCare, Stay
from righthelp.practice.casework.models import Action, Attendance
from righthelp.practice.casework.record_meetings import meeting_held
from righthelp.practice.family_group import journey, queries, record, record_edge, record_return
from righthelp.practice.family_group.models import Back, Edge, Group, Return
from righthelp.practice.people.models import Person, Residence
from righthelp.practice.people.record import Place
from tests.stories.care_house import CareHouse, account_of, as_application, london, signed_in, text_of

pytestmark = pytest.mark.django_db
HOME = Place(line="9 Elder Court", locality="Kings Heath", postcode="B14 6AA", area="south")


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CareHouse:
    made = CareHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def ruth(house: CareHouse, on: str) -> dict[str, Any]:
    """Ruth, at six in the evening of a day."""
    return {"by": account_of(house.ruth), "now": house.evening(on)}


def gurdeep(house: CareHouse, on: str) -> dict[str, Any]:
    """Gurdeep, who manages her, at six in the evening of a day."""
    return {"by": account_of(house.gurdeep), "now": house.evening(on)}


def due_on(code: str, row: Any) -> set[date]:
    """The days by which something about a row is due."""
    rows = DueMoment.objects.filter(journey=code, episode_id=row.pk)
    return {local_date(at) for at in rows.values_list("due_at", flat=True)}


def maya_meets(house: CareHouse) -> tuple[Person, Group]:
    """A conference about Maya with her grandparents, asked for on 1 June and held on 28 June."""
    maya = house.child("Maya", "Ruddock")
    held = record.group_asked(
        child=maya.pk, kind="fgc", asked=date(2021, 6, 1), why="Her mother goes into hospital for a month.",
        questions="Where does Maya sleep until her mother is well? Who takes her to school?",
        without="Her father: an order of the court.", coordinator=house.hannah.pk, **ruth(house, "2021-06-01"),
    )  # fmt: skip
    record.member_asked(
        group=held.pk, name="Nan Ruddock", who="grandmother", coming="comes", **ruth(house, "2021-06-05")
    )
    record.member_asked(
        group=held.pk, name="Uncle Des", who="uncle", coming="words", words_said="I can drive on Fridays.",
        **ruth(house, "2021-06-05"),
    )  # fmt: skip
    record.member_asked(
        group=held.pk, name="Kyle Ruddock", who="father", coming="away", words_said="The order of 3 May.",
        **ruth(house, "2021-06-05"),
    )  # fmt: skip
    called = record.conference_called(
        group=held.pk, planned=london("2021-06-28 17:00"), where="Nan’s front room", **ruth(house, "2021-06-10")
    )
    assert called.meeting_id is not None
    meeting_held(
        meeting=called.meeting_id, at=london("2021-06-28 17:00"), by=account_of(house.ruth),
        now=house.evening("2021-06-28"),
    )  # fmt: skip
    held.refresh_from_db()
    return maya, held


def test_mayas_grandparents_make_a_plan_with_money(house: CareHouse) -> None:
    maya, group = maya_meets(house)
    assert group.held == date(2021, 6, 28)
    asked = set(Attendance.objects.filter(meeting=group.meeting_id).values_list("name", flat=True))
    assert asked == {"Nan Ruddock", "Uncle Des"}
    evening = ruth(house, "2021-06-28")
    record.plan_written(group=group.pk, plan="Maya sleeps at Nan’s. Des drives on Fridays.", **evening)
    record.promised(
        group=group.pk, what="Take Maya to school", owner="Nan Ruddock", by_when=date(2021, 6, 29), **evening
    )
    money = record.resource_asked(group=group.pk, what="A bed", pence=18_900, every="once", times=1, **evening)
    with pytest.raises(Refused, match="Somebody else decides"):
        record.resource_decided(resource=money.pk, approved=True, why="It keeps her at home.", **evening)
    later = "2021-07-01"
    record.resource_decided(resource=money.pk, approved=True, why="It keeps her at home.", **gurdeep(house, later))
    held = record.answered(
        group=group.pk, on=date(2021, 7, 1), agreed="yes", why="Safe, and warm.", **ruth(house, later)
    )
    assert explain(journey.ANSWER, held, now=house.now).state is State.MET
    assert due_on("family-group", held) == {date(2021, 9, 28)}
    assert Action.objects.get(child=maya).owner == "Nan Ruddock"
    page = text_of(signed_in(house.ruth).get(reverse("family_group:child", args=[maya.pk])))
    assert "Maya sleeps at Nan’s." in page
    assert "£189.00" in page
    printed = text_of(signed_in(house.ruth).get(reverse("family_group:plan-print", args=[group.pk])))
    assert "Nan Ruddock: Take Maya to school" in printed
    assert "order of the court" not in printed


def test_an_answer_taken_back_says_what_it_said_and_why(house: CareHouse) -> None:
    maya, group = maya_meets(house)
    record.plan_written(group=group.pk, plan="Maya sleeps at Nan’s.", **ruth(house, "2021-06-29"))
    record.answered(group=group.pk, on=date(2021, 6, 29), agreed="no", why="Not safe.", **ruth(house, "2021-06-29"))
    assert due_on("family-group", group) == set()
    record.answer_taken_back(group=group.pk, why="I had read an older plan.", **ruth(house, "2021-06-30"))
    back = Back.objects.get(child=maya)
    assert back.what == "Not agreed, 29 June 2021: Not safe."
    assert back.why == "I had read an older plan."
    assert due_on("family-group", group) == {date(2021, 7, 5), date(2021, 9, 28)}


def test_the_coordinator_may_see_the_child_and_a_stranger_may_not(house: CareHouse) -> None:
    maya, _ = maya_meets(house)
    address = reverse("family_group:child", args=[maya.pk])
    assert signed_in(house.hannah).get(address).status_code == 200
    assert signed_in(house.karen).get(address).status_code in (403, 404)


def test_leo_at_ten_at_night_is_not_taken_into_care(house: CareHouse) -> None:
    leo = house.child("Leo", "Quist")
    night = london("2021-06-04 22:00")
    edge = record_edge.edge_asked(
        child=leo.pk, kind="edge", asked=night, why="His mother says he cannot stay tonight.", hours="night",
        worker=house.hannah.pk, by=account_of(house.ruth), now=night,
    )  # fmt: skip
    assert DueMoment.objects.get(journey="family-edge", episode_id=edge.pk).due_at == london("2021-06-05 22:00")
    visit = {"edge": edge.pk, "minutes": 150, "by": account_of(house.hannah)}
    with pytest.raises(Refused, match="after the team was asked"):
        record_edge.worked(at=london("2021-06-04 21:00"), what="Talked.", now=night, **visit)
    record_edge.worked(
        at=london("2021-06-04 23:10"), what="Talked with both until one; he sleeps at his aunt’s.",
        now=london("2021-06-05 02:00"), **visit,
    )  # fmt: skip
    edge.refresh_from_db()
    assert explain(journey.EDGE, edge, now=house.now).state is State.MET
    end = {"edge": edge.pk, "ended": date(2021, 8, 20), "why": "Tea with his mother every day."}
    with pytest.raises(Refused, match="not in care"):
        record_edge.edge_ended(outcome="care", **end, **ruth(house, "2021-08-20"))
    record_edge.edge_ended(outcome="home", **end, **ruth(house, "2021-08-20"))
    august = next(row for row in queries.months(account_of(house.gurdeep), house.now) if row.month == date(2021, 8, 1))
    assert (august.ended, august.kept) == (1, 1)


def to_go_home(house: CareHouse, child: Person, law: str) -> tuple[InCare, Return]:
    """A child in care since January for whom going home is decided on 1 March."""
    care = house.into_care(child, "2021-01-11", house.tamworth, law=law)
    plan = record_return.return_begun(
        child=child.pk, begun=date(2021, 2, 1), changed="Her mother has not drunk for a year.", ready="soon",
        child_says="I want my own bed.", **ruth(house, "2021-02-01"),
    )  # fmt: skip
    record_return.return_planned(
        plan=plan.pk, planned=date(2021, 2, 8), stages="Tea, then a night, then a weekend.",
        support="A worker twice a week until the summer.", **ruth(house, "2021-02-08"),
    )  # fmt: skip
    decide = {"plan": plan.pk, "on": date(2021, 3, 1), "why": "Every stage went well."}
    with pytest.raises(Refused, match="not ready"):
        record_return.return_decided(**decide, **gurdeep(house, "2021-03-01"))
    record_return.readiness_assessed(
        plan=plan.pk, changed="Six good weekends.", ready="yes", **ruth(house, "2021-02-27")
    )
    return care, record_return.return_decided(**decide, **gurdeep(house, "2021-03-01"))


def test_ivy_goes_home_and_it_holds(house: CareHouse) -> None:
    ivy = house.child("Ivy", "Brand")
    care, plan = to_go_home(house, ivy, "V2")
    go = {"plan": plan.pk, "on": date(2021, 3, 8)}
    with pytest.raises(Refused, match="no care order"):
        record_return.went_home(how="parents", at=HOME, **go, **ruth(house, "2021-03-08"))
    plan = record_return.went_home(how="left", **go, **ruth(house, "2021-03-08"))
    care.refresh_from_db()
    assert (care.ends, care.left) == (date(2021, 3, 8), "E4A")
    assert due_on("family-return", plan) == {date(2021, 6, 8), date(2021, 9, 8), date(2022, 3, 8)}
    with pytest.raises(Refused, match="Too early"):
        record_return.checked(plan=plan.pk, months=12, on=date(2021, 6, 1), found="Well.", **ruth(house, "2021-06-01"))
    for months, on in ((3, "2021-06-01"), (6, "2021-09-01"), (12, "2022-03-01")):
        record_return.checked(plan=plan.pk, months=months, on=date.fromisoformat(on), found="Well.", **ruth(house, on))
    plan.refresh_from_db()
    assert plan.holds
    assert due_on("family-return", plan) == set()


def test_that_ivy_went_home_was_a_mistake(house: CareHouse) -> None:
    ivy = house.child("Ivy", "Brand")
    care, plan = to_go_home(house, ivy, "V2")
    record_return.went_home(plan=plan.pk, on=date(2021, 3, 8), how="left", at=HOME, **ruth(house, "2021-03-08"))
    assert Residence.objects.get(person=ivy, ends=None).address.line == HOME.line
    page = text_of(signed_in(house.gurdeep).get(reverse("care:child", args=[ivy.pk])))
    back = reverse("care:leave-back", args=[care.pk])
    assert back in page
    answer = signed_in(house.gurdeep).post(back, {"why": "It was her cousin."}, follow=True)
    assert "in care as before" in text_of(answer)
    assert Residence.objects.get(person=ivy, ends=None).address_id == house.tamworth.address_id
    plan.refresh_from_db()
    assert (plan.decided, plan.returned, plan.how) == (date(2021, 3, 1), None, None)
    assert due_on("family-return", plan) == set()


def test_rowan_goes_home_under_a_care_order_and_comes_back(house: CareHouse) -> None:
    rowan = house.child("Rowan", "Brand")
    care, plan = to_go_home(house, rowan, "C2")
    record_return.went_home(plan=plan.pk, on=date(2021, 3, 8), how="parents", at=HOME, **ruth(house, "2021-03-08"))
    assert Stay.objects.get(care=care, ends__isnull=True).place == "P1"
    reasons = {"plan": plan.pk, "cause": "support", "why": "The worker left in April, and nobody came after."}
    with pytest.raises(Refused, match="has not come back"):
        record_return.coming_back_understood(**reasons, **ruth(house, "2021-04-01"))
    house.moves(care, "2021-05-10", house.osgoods)
    plan.refresh_from_db()
    assert plan.back == date(2021, 5, 10)
    assert due_on("family-return", plan) == set()
    record_return.coming_back_understood(**reasons, **ruth(house, "2021-05-12"))
    care_record.change_taken_back(care=care.pk, why="The move was another child’s.", **gurdeep(house, "2021-05-13"))
    plan.refresh_from_db()
    assert (plan.back, plan.cause) == (None, None)
    care_record.change_taken_back(care=care.pk, why="He never went home.", **gurdeep(house, "2021-05-14"))
    plan.refresh_from_db()
    assert (plan.decided, plan.returned) == (date(2021, 3, 1), None)


def on(name: str, day: str, at: str = "") -> dict[str, str]:
    """A day, or a moment, as the form sends it."""
    year, month, number = day.split("-")
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year} | ({f"{name}_time": at} if at else {})


def test_through_the_pages_to_the_board(house: CareHouse) -> None:
    maya = house.child("Maya", "Ruddock")
    browser = signed_in(house.ruth)
    asked = on("asked", "2021-09-01") | {"kind": "family", "why": "School.", "questions": "Who helps with homework?"}
    answer = browser.post(reverse("family_group:new", args=[maya.pk]), asked, follow=True)
    assert "Prepare each of the family" in text_of(answer)
    edge = on("asked", "2021-08-31", "10:00pm") | {"kind": "plus", "why": "Rows every night.", "hours": "evening"}
    answer = browser.post(reverse("family_group:edge-new", args=[maya.pk]), edge, follow=True)
    assert "Rows every night." in text_of(answer)
    assert Edge.objects.get(child=maya).asked == london("2021-08-31 22:00")
    assert Group.objects.get(child=maya).kind == "family"
    board = text_of(browser.get(reverse("family_group:board")))
    assert "Family meeting" in board
    assert "Families Together Plus" in board
    assert "September 2021" in text_of(browser.get(reverse("family_group:months")))
    story = text_of(browser.get(reverse("timeline", args=[maya.pk])))
    assert "Families Together Plus: a team was asked" in story
