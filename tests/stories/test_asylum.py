"""Children who came alone: Yusuf, whose age is disputed; a month with far more arrivals than the year before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from righthelp.foundation.journey import State, explain
from righthelp.foundation.refusals import Refused
from righthelp.practice.asylum import journey, queries, record
from righthelp.practice.asylum.models import AgeAssessed, Application, Arrival
from righthelp.practice.people.models import Person
from righthelp.practice.people.models_identity import Immigration
from righthelp.practice.people.record_needs import leave_given
from tests.stories.care_house import CareHouse, account_of, as_application, signed_in, text_of


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CareHouse:
    made = CareHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def ruth(house: CareHouse, on: str) -> dict[str, Any]:
    """Ruth, at six in the evening of a day."""
    return {"by": account_of(house.ruth), "now": house.evening(on)}


def yusuf_arrives(house: CareHouse) -> Person:
    """Yusuf, who says he is 16, was taken for an adult at Dover."""
    yusuf = house.child("Yusuf", "Dar", born=date(2005, 2, 1))
    record.arrived(
        child=yusuf.pk, on=date(2021, 6, 2), port="dover", presented="adult", says_born=date(2005, 2, 1),
        **ruth(house, "2021-06-02"),
    )  # fmt: skip
    return yusuf


def dispute(house: CareHouse, child: Person) -> AgeAssessed:
    """Ruth and Hannah begin to assess his age."""
    return record.age_disputed(
        child=child.pk, begun=date(2021, 6, 7), doubts="young", why="He was put into a hotel with grown men.",
        first=house.ruth.pk, second=house.hannah.pk, adult="Mrs Lowe, appropriate adult service",
        **ruth(house, "2021-06-07"),
    )  # fmt: skip


@pytest.mark.django_db
def test_yusufs_age_is_decided_once_he_was_heard(house: CareHouse) -> None:
    yusuf = yusuf_arrives(house)
    yusuf.refresh_from_db()
    assert yusuf.unaccompanied
    with pytest.raises(Refused, match="Two different"):
        record.age_disputed(
            child=yusuf.pk, begun=date(2021, 6, 7), doubts="young", why="As above.", first=house.ruth.pk,
            second=house.ruth.pk, adult="Mrs Lowe", **ruth(house, "2021-06-07"),
        )  # fmt: skip
    age = dispute(house, yusuf)
    end = {"age": age.pk, "on": date(2021, 6, 28), "outcome": "claimed", "reasons": "His account is consistent."}
    with pytest.raises(Refused, match="has not been heard"):
        record.age_decided(**end, **ruth(house, "2021-06-28"))
    record.heard(
        age=age.pk, on=date(2021, 6, 21), view="You may be 17.", answer="My school card says 16.",
        **ruth(house, "2021-06-21"),
    )  # fmt: skip
    with pytest.raises(Refused, match="One of the two"):
        record.age_decided(**end, by=account_of(house.gurdeep), now=house.evening("2021-06-28"))
    with pytest.raises(Refused, match="that of a child"):
        record.age_decided(**(end | {"outcome": "other", "born": date(2000, 1, 1)}), **ruth(house, "2021-06-28"))
    decided = record.age_decided(**end, **ruth(house, "2021-06-28"))
    assert explain(journey.AGE, decided, now=house.now).state is State.MET
    record.age_challenged(
        age=age.pk, on=date(2021, 7, 5), challenge="The Home Office asks for reasons.", **ruth(house, "2021-07-05")
    )
    page = text_of(signed_in(house.ruth).get(reverse("asylum:child", args=[yusuf.pk])))
    assert "My school card says 16." in page
    assert "The Home Office asks for reasons." in page


@pytest.mark.django_db
def test_an_answer_of_the_home_office_gives_the_right_to_be_here(house: CareHouse) -> None:
    yusuf = yusuf_arrives(house)
    claim = record.applied(
        child=yusuf.pk, kind="asylum", made=date(2021, 6, 10), reference="Y1234567", **ruth(house, "2021-06-10")
    )
    record.stepped(application=claim.pk, step="state", on=date(2021, 7, 1), **ruth(house, "2021-07-01"))
    with pytest.raises(Refused, match="asked for already"):
        record.applied(child=yusuf.pk, kind="asylum", made=date(2021, 7, 2), **ruth(house, "2021-07-02"))
    record.application_answered(
        application=claim.pk, on=date(2021, 8, 20), outcome="uasc", until=date(2021, 10, 1),
        **ruth(house, "2021-08-20"),
    )  # fmt: skip
    assert Immigration.objects.get(person=yusuf, ends=None).leave == "uasc_leave"
    row = next(each for each in queries.alone(account_of(house.gurdeep), house.now) if each.child == yusuf.pk)
    assert (row.ends_soon, row.answered, row.band) == (True, True, "older")
    board = text_of(signed_in(house.gurdeep).get(reverse("asylum:board")))
    assert "Yusuf" in board
    assert "Leave as an unaccompanied child" not in board
    record.withdrawn(what="application", row=claim.pk, why="Another boy’s letter.", **ruth(house, "2021-08-21"))
    assert not Application.objects.get(pk=claim.pk).counts


def answered(house: CareHouse, child: Person, kind: str, on: str, outcome: str) -> Application:
    """Something was asked of the Home Office a week before, and is answered on a day."""
    day = date.fromisoformat(on)
    claim = record.applied(child=child.pk, kind=kind, made=day - timedelta(days=7), **ruth(house, on))
    return record.application_answered(application=claim.pk, on=day, outcome=outcome, **ruth(house, on))


def rights(child: Person) -> list[tuple[str, date, date | None]]:
    """What a young person may be here by, from when to when."""
    return list(Immigration.objects.filter(person=child).order_by("starts").values_list("leave", "starts", "ends"))


@pytest.mark.django_db
def test_an_answer_taken_back_takes_the_right_to_be_here_with_it_and_the_one_before_goes_on(house: CareHouse) -> None:
    yusuf = yusuf_arrives(house)
    leave_given(person=yusuf.pk, leave="asylum_claim", starts=date(2021, 6, 10), **ruth(house, "2021-06-10"))
    child = answered(house, yusuf, "asylum", "2021-07-20", "uasc")
    longer = answered(house, yusuf, "extend", "2021-08-20", "limited")
    with pytest.raises(Refused, match=r"was answered on 20 August 2021, .* Take that answer back first"):
        record.withdrawn(what="application", row=child.pk, why="Another boy’s letter.", **ruth(house, "2021-08-21"))
    assert Application.objects.get(pk=child.pk).counts
    record.withdrawn(what="application", row=longer.pk, why="Another boy’s letter.", **ruth(house, "2021-08-21"))
    assert rights(yusuf)[1:] == [("uasc_leave", date(2021, 7, 20), None)]
    record.withdrawn(what="application", row=child.pk, why="That one, too.", **ruth(house, "2021-08-21"))
    assert rights(yusuf) == [("asylum_claim", date(2021, 6, 10), None)]
    gone = Immigration.pgh_event_model.objects.filter(person_id=yusuf.pk, pgh_label="delete")
    assert set(gone.values_list("leave", flat=True)) == {"limited", "uasc_leave"}, "its history says that it went"


@pytest.mark.django_db
def test_what_was_recorded_among_the_facts_since_stays_when_an_answer_is_taken_back(house: CareHouse) -> None:
    yusuf = yusuf_arrives(house)
    leave_given(person=yusuf.pk, leave="asylum_claim", starts=date(2021, 6, 10), **ruth(house, "2021-06-10"))
    child = answered(house, yusuf, "asylum", "2021-07-20", "uasc")
    leave_given(person=yusuf.pk, leave="refugee", starts=date(2021, 8, 2), **ruth(house, "2021-08-02"))
    record.withdrawn(what="application", row=child.pk, why="Another boy’s letter.", **ruth(house, "2021-08-21"))
    assert rights(yusuf) == [
        ("asylum_claim", date(2021, 6, 10), date(2021, 8, 2)),
        ("refugee", date(2021, 8, 2), None),
    ]


def test_a_spike_stands_out_against_the_year_before_and_few_never_do() -> None:
    steady = [(date(2020, month, 3), "child") for month in range(1, 13) for _ in range(3)]
    found = queries.months_of([*steady, *[(date(2021, 1, day), "adult") for day in range(1, 7)]], date(2021, 1, 31))
    assert (found[0].many, found[0].as_adults, found[0].average, found[0].spike) == (6, 6, 3.0, True)
    assert not found[1].spike
    assert not queries.months_of([(date(2021, 1, 2), "child")] * 4, date(2021, 1, 31))[0].spike


@pytest.mark.django_db
def test_through_the_pages(house: CareHouse) -> None:
    samir = house.child("Samir", "Haidari", born=date(2006, 1, 1))
    browser = signed_in(house.ruth)

    def on(name: str) -> dict[str, str]:
        return {f"{name}_day": "30", f"{name}_month": "8", f"{name}_year": "2021"}

    def posted(page: str, *args: int, **said: str) -> str:
        return text_of(browser.post(reverse(f"asylum:{page}", args=args), said, follow=True))

    posted("arrived", samir.pk, **on("on"), port="lorry", presented="child", journey_told="Eight months.")
    assert "Eight months." in posted(
        "ask", samir.pk, **on("on"), whom="home", what="Is there a date for the interview?"
    )
    assert "City Law" in posted("help", samir.pk, **on("starts"), kind="legal", who="City Law")
    arrival = Arrival.objects.get(child=samir)
    page = text_of(
        browser.post(reverse("asylum:withdraw", args=["arrival", arrival.pk]), {"why": "Twice."}, follow=True)
    )
    assert "Twice." in page
    assert "The young person came alone" in page
    assert browser.get(reverse("asylum:withdraw", args=["nothing", arrival.pk])).status_code == 404
