"""Adoption: baby Ivy from birth to order, Joel and Noah together with the Aldertons, Rosa's placement which disrupts,
the Linfields who pause, Tom who goes to his grandmother instead."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey import State, explain
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.adoption import journey, queries, record, record_adopters
from righthelp.practice.adoption.following import Stretch, due, stretches
from righthelp.practice.adoption.models import Adopting, ReviewDue, Stage, Wait
from righthelp.practice.care import record as care_record
from righthelp.practice.care.models import InCare, Stay
from righthelp.practice.workforce.record_allocation import allocated
from tests.stories.adoption_house import OTHERS, AdoptionHouse, account_of
from tests.stories.care_house import as_application, signed_in, text_of


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> AdoptionHouse:
    made = AdoptionHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def baby(house: AdoptionHouse, forename: str = "Ivy") -> Any:
    """A child born in August 2020, whose worker is Ruth."""
    made = house.child(forename, "Brand", born=date(2020, 8, 10))
    if not made.allocations.exists():
        allocated(child=made.pk, worker=house.ruth.pk, by=account_of(house.gurdeep), now=house.evening("2020-08-11"))
    return made


def due_on(journey_: str, row: Any) -> set[date]:
    """The days by which something about a row is due."""
    rows = DueMoment.objects.filter(journey=journey_, episode_id=row.pk)
    return {local_date(at) for at in rows.values_list("due_at", flat=True)}


def test_reviews_before_the_order_go_by_waiting_and_by_placement() -> None:
    found = stretches(date(2021, 1, 1), [(date(2021, 3, 1), date(2021, 6, 1))], None)
    assert found == [
        Stretch(date(2021, 1, 1), date(2021, 3, 1), placed=False),
        Stretch(date(2021, 3, 1), date(2021, 6, 1), placed=True),
        Stretch(date(2021, 6, 1), None, placed=False),
    ]
    rules = [which for _, which in due(found, [date(2021, 3, 20), date(2021, 5, 10), date(2021, 8, 1)])]
    assert rules == ["unplaced", "placed", "placed-second", "placed-later", "unplaced", "unplaced-later"]


@pytest.mark.django_db
def test_ivy_is_adopted_from_birth_to_order(house: AdoptionHouse) -> None:
    who = house.linfields()
    care, plan = house.to_be_placed(baby(house), "2020-08-14", "2020-11-20", "2020-12-18", "2021-02-01")
    assert (plan.decided, plan.ordered, plan.over_four) == (date(2020, 12, 18), date(2021, 2, 1), False)
    link = house.match(plan, who, "2021-03-03")
    house.places(link, "2021-03-22")
    stay = Stay.objects.get(care=care, ends__isnull=True)
    assert (stay.place, stay.home_id, stay.placement.kind) == ("A6", who.home_id, "adopters")
    assert not Wait.objects.filter(adopters=who, held__isnull=True, ended__isnull=True).exists()
    house.adopts(plan, "2021-08-25")
    plan.refresh_from_db()
    care.refresh_from_db()
    facts = (plan.matched, plan.placed, plan.adopted, plan.ours, plan.by_carer)
    assert facts == (date(2021, 3, 3), date(2021, 3, 22), date(2021, 8, 25), True, False)
    assert (care.ends, care.left) == (date(2021, 8, 25), "E12")
    for clock in (journey.A1, journey.A2, journey.MATCH, journey.DECIDE):
        assert explain(clock, plan, now=house.now).state is State.MET, clock.name


@pytest.mark.django_db
def test_reviews_of_ivy_follow_her_reviews_in_care(house: AdoptionHouse) -> None:
    who = house.linfields()
    care, plan = house.to_be_placed(baby(house), "2020-08-14", "2020-11-20", "2020-12-18", "2021-02-01")
    house.places(house.match(plan, who, "2021-03-03"), "2021-03-22")
    house.review(care, "2021-04-14", part="PN0")
    rows = list(ReviewDue.objects.filter(plan=plan).order_by("place").values_list("which", "since", "held", "ended"))
    assert rows == [
        ("unplaced", date(2021, 2, 1), None, date(2021, 3, 22)),
        ("placed", date(2021, 3, 22), date(2021, 4, 14), None),
        ("placed-second", date(2021, 4, 14), None, None),
    ]
    assert due_on("adoption-review-due", ReviewDue.objects.get(plan=plan, place=2)) == {date(2021, 7, 14)}


@pytest.mark.django_db
def test_two_brothers_go_to_one_home_of_another_agency(house: AdoptionHouse) -> None:
    who = house.aldertons()
    house.tamworth.terms.update(places=2, together=2)
    for forename in ("Joel", "Noah"):
        _, plan = house.to_be_placed(baby(house, forename), "2020-09-01", "2020-11-20", "2020-12-18", "2021-02-01")
        house.places(house.match(plan, who, "2021-03-03"), "2021-03-22")
    found = Adopting.objects.filter(placed=date(2021, 3, 22)).values_list("ours", flat=True)
    assert list(found) == [False, False]
    with pytest.raises(Refused, match="lives with them"):
        record_adopters.left(household=who.pk, on=date(2021, 8, 1), why="Done.", **house.evening_of("2021-08-01"))


@pytest.mark.django_db
def test_a_placement_disrupts_and_what_was_learned_is_kept(house: AdoptionHouse) -> None:
    who = house.linfields()
    care, plan = house.to_be_placed(baby(house, "Rosa"), "2020-08-14", "2020-11-20", "2020-12-18", "2021-02-01")
    link = house.match(plan, who, "2021-03-03")
    with pytest.raises(Refused, match="has not moved in"):
        record.disrupted(link=link.pk, on=date(2021, 3, 4), cause="bond", why="x", **house.evening_of("2021-03-04"))
    house.places(link, "2021-03-22")
    with pytest.raises(Refused, match="Record the disruption first"):
        record.changed(
            plan=plan.pk, on=date(2021, 6, 1), reason="RD4", instead="foster", why="x", **house.evening_of("2021-06-01")
        )
    said = {"link": link.pk, **house.evening_of("2021-06-20")}
    record.disrupted(on=date(2021, 6, 20), cause="support", why="Nights without sleep, and nobody came.", **said)
    record.disruption_back(why="That was another child.", **said)
    plan.refresh_from_db()
    assert (plan.placed, Wait.objects.filter(adopters=who, since=date(2021, 6, 20)).count()) == (date(2021, 3, 22), 0)
    record.disrupted(on=date(2021, 6, 20), cause="support", why="Nights without sleep, and nobody came.", **said)
    house.moves(care, "2021-06-21", house.osgoods, change="CREQO")
    with pytest.raises(Refused, match="The child has moved since"):
        record.disruption_back(why="x", **said)
    record.learned(on=date(2021, 6, 20), learning="Support begins in week one.", **said)
    plan.refresh_from_db()
    assert (plan.matched, plan.placed, plan.runs) == (None, None, True)
    assert ReviewDue.objects.filter(plan=plan, since=date(2021, 6, 20), which="unplaced", held=None).exists()
    assert Wait.objects.filter(adopters=who, since=date(2021, 6, 20)).exists()
    (row,) = queries.disruptions(account_of(house.beatrix), house.now)
    assert (row.get_cause_display(), row.learning) == (
        "Help came too late, or not at all",
        "Support begins in week one.",
    )


@pytest.mark.django_db
def test_the_linfields_pause_stage_two_and_the_days_are_not_counted(house: AdoptionHouse) -> None:
    given: dict[str, Any] = {"by": account_of(house.farida), "now": house.evening("2021-06-01")}
    held = record_adopters.registered(name="The Linfields", asked=date(2020, 10, 1), seeks="", **given)
    stage = {"household": held.pk, **given}
    with pytest.raises(Refused, match="when stage one has ended"):
        record_adopters.stage_begun(number="2", on=date(2020, 11, 2), **stage)
    record_adopters.stage_begun(number="1", on=date(2020, 11, 2), **stage)
    record_adopters.stage_ended(on=date(2020, 12, 20), outcome="on", why="Ready.", **stage)
    record_adopters.stage_back(why="They have not gone on yet.", **stage)
    record_adopters.stage_ended(on=date(2020, 12, 21), outcome="on", why="Ready.", **stage)
    two = record_adopters.stage_begun(number="2", on=date(2021, 1, 4), **stage)
    assert due_on("adopters-stage", two) == {date(2021, 5, 4)}
    record_adopters.paused(on=date(2021, 2, 1), why="Her father is dying.", **stage)
    two.refresh_from_db()
    assert explain(journey.STAGE_TWO, two, now=house.evening("2021-07-01")).state is State.EXCUSED
    record_adopters.resumed(on=date(2021, 3, 1), **stage)
    assert due_on("adopters-stage", two) == {date(2021, 6, 1)}  # 28 days later
    assert Stage.objects.get(pk=two.pk).still is False


@pytest.mark.django_db
def test_toms_plan_changes_to_his_grandmother_and_by_mistake_is_taken_back(house: AdoptionHouse) -> None:
    _, plan = house.to_be_placed(baby(house, "Tom"), "2020-08-14", "2020-11-20", "2020-12-18")
    link = record.considered(
        plan=plan.pk, adopters=house.linfields().pk, on=date(2021, 1, 20), why="Near.", **house.evening_of("2021-01-20")
    )
    on = house.evening_of("2021-02-20")
    record.changed(
        plan=plan.pk, on=date(2021, 2, 20), reason="RD4", instead="sgo", why="Her mother came forward.", **on
    )
    link.refresh_from_db()
    plan.refresh_from_db()
    assert (link.declined, plan.runs) == (date(2021, 2, 20), False)
    assert explain(journey.MATCH, plan, now=house.now).state is State.EXCUSED
    record.change_taken_back(plan=plan.pk, why="That was his brother.", **on)
    plan.refresh_from_db()
    assert plan.runs
    back = InCare.objects.get(pk=plan.care_id).taken_back.get()
    assert back.what == "Adoption was no longer the plan, 20 February 2021"


@pytest.mark.django_db
def test_what_cannot_be_is_refused_in_words(house: AdoptionHouse) -> None:
    ivy = baby(house)
    with pytest.raises(Refused, match="not in care"):
        record.planned(child=ivy.pk, on=date(2021, 2, 1), others=OTHERS, **house.evening_of("2021-02-01"))
    house.into_care(ivy, "2020-08-14", house.tamworth, law="C1")
    plan = record.planned(child=ivy.pk, on=date(2020, 11, 20), others=OTHERS, **house.evening_of("2020-11-20"))
    on = house.evening_of("2021-03-03")
    link = record.considered(plan=plan.pk, adopters=house.linfields().pk, on=date(2021, 3, 3), why="Near.", **on)
    with pytest.raises(Refused, match="has not been decided"):
        record.matched(link=link.pk, on=date(2021, 3, 3), why="x", by=account_of(house.beatrix), now=house.now)
    with pytest.raises(Refused, match="Change the plan instead"):
        record.withdrawn(plan=plan.pk, why="x", **on)
    with pytest.raises(Refused, match="considered for the child already"):
        record.considered(plan=plan.pk, adopters=link.adopters_id, on=date(2021, 3, 3), why="Again.", **on)
    with pytest.raises(Refused, match="not placed for adoption"):
        house.adopts(plan, "2021-03-03")


@pytest.mark.django_db
def test_without_a_placement_order_nobody_is_placed_under_one(house: AdoptionHouse) -> None:
    care, plan = house.to_be_placed(baby(house), "2020-08-14", "2020-11-20", "2020-12-18")
    link = house.match(plan, house.linfields(), "2021-03-03")
    with pytest.raises(Refused, match="not under a placement order"):
        house.places(link, "2021-03-22")
    house.places(link, "2021-03-22", "A4")
    care_record.change_taken_back(care=care.pk, why="The wrong child.", **house.evening_of("2021-03-23"))
    plan.refresh_from_db()
    assert (plan.matched, plan.placed) == (date(2021, 3, 3), None)


@pytest.mark.django_db
def test_the_pages_lead_from_plan_to_placement(house: AdoptionHouse) -> None:
    ivy, who = baby(house), house.linfields()
    house.into_care(ivy, "2021-01-04", house.tamworth, law="C1")
    ruth, beatrix = signed_in(house.ruth), signed_in(house.beatrix)
    day = {"on_day": "20", "on_month": "8", "on_year": "2021"}
    sent = ruth.post(reverse("adoption:new", args=[ivy.pk]), day | {"others": OTHERS}, follow=True)
    assert "Adoption is the plan" in text_of(sent)
    plan = Adopting.objects.get()
    assert ruth.post(reverse("adoption:decide", args=[plan.pk]), day | {"why": "Soon."}).status_code == 403
    assert "decision is recorded" in text_of(
        beatrix.post(reverse("adoption:decide", args=[plan.pk]), day | {"why": "Soon."}, follow=True)
    )
    said = {"adopters": str(who.pk), "why": "Near, warm."}
    assert "They are considered" in text_of(
        ruth.post(reverse("adoption:consider", args=[plan.pk]), day | said, follow=True)
    )
    assert "Ivy Brand" in text_of(ruth.get(reverse("adoption:board")))
    assert "Ivy Brand" in text_of(ruth.get(reverse("adoption:adopters", args=[who.pk])))
    assert "The Linfields" in text_of(ruth.get(reverse("adoption:register")))
    assert signed_in(house.hannah).get(reverse("adoption:child", args=[ivy.pk])).status_code == 404
    assert "Ivy Brand" not in text_of(signed_in(house.hannah).get(reverse("adoption:board")))
    assert ruth.get(reverse("adoption:board") + "?format=csv&table=ways").status_code == 200
