"""Beside the matter: a grandmother found viable whose full assessment is late for the hearing; a legal challenge; what
was recorded by mistake."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from righthelp.foundation.audit.models import Looked
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.court import queries, queries_family, record, record_back, record_court, record_family
from righthelp.practice.court.models import Advice, Challenge, FamilyAssessment, Hearing, MatterChild, Order, TakenBack
from tests.stories.care_house import account_of, as_application, signed_in, text_of
from tests.stories.test_court import CourtHouse

pytestmark = pytest.mark.django_db
ON = date.fromisoformat


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CourtHouse:
    made = CourtHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def due(journey: str, row: Any) -> set[date]:
    """The days by which something about a row is due."""
    rows = DueMoment.objects.filter(journey=journey, episode_id=row.pk)
    return {local_date(at) for at in rows.values_list("due_at", flat=True)}


def test_a_grandmother_is_viable_and_the_full_assessment_is_late_for_the_hearing(house: CourtHouse) -> None:
    child = house.child("Elin", "Tarr", born=date(2019, 3, 3))
    on = house.said("2021-06-07")
    nan = record_family.relative_asked(
        child=child.pk, who="Josie Tarr", relation="grandmother", asked=ON("2021-06-07"), **on
    )
    assert due("legal-family-assessment", nan) == {ON("2021-06-21")}
    given = {"assessment": nan.pk, "on": ON("2021-06-15"), "why": "Warm, near, and Elin asks for her."}
    with pytest.raises(Refused, match="by when the full assessment is due"):
        record_family.viability(viable=True, due=None, **given, **house.said("2021-06-15"))
    record_family.viability(viable=True, due=ON("2021-08-20"), **given, **house.said("2021-06-15"))
    assert due("legal-family-assessment", nan) == {ON("2021-08-20")}
    browser = signed_in(house.gurdeep)
    assert "Late for the court" in text_of(browser.get(reverse("court:relatives")))
    filed = {"on_day": "27", "on_month": "8", "on_year": "2021", "found": "with", "why": "A bed, and respite."}
    ruth = signed_in(house.ruth)
    page = text_of(ruth.post(reverse("court:assessed", args=[nan.pk]), filed, follow=True))
    assert "Suitable, with help" in page
    assert "Filed 27 August 2021, due 20 August 2021" in page
    assert due("legal-family-assessment", nan) == set()
    uncle = record_family.relative_asked(
        child=child.pk, who="Rhys Tarr", relation="uncle", asked=ON("2021-06-07"), **on
    )
    record_family.viability(
        assessment=uncle.pk, on=ON("2021-06-10"), viable=False, why="He drinks.", due=None, **house.said("2021-06-10")
    )
    assert due("legal-family-assessment", uncle) == set()
    browser.post(reverse("court:row-back", args=["relative", uncle.pk]), {"why": "Of another family."})
    assert [row.who for row in queries_family.relatives(account_of(house.ruth), house.now)] == ["Josie Tarr"]
    assert FamilyAssessment.objects.get(pk=uncle.pk).withdrawn_why == "Of another family."
    assert "Josie" not in text_of(signed_in(house.hannah).get(reverse("court:relatives")))


def test_a_letter_before_claim_is_answered_within_14_days_and_taught_something(house: CourtHouse) -> None:
    child = house.child("Elin", "Tarr", born=date(2019, 3, 3))
    held = record_family.challenged(
        child=child.pk, received=ON("2021-08-16"), subject="assessment", what="No visit before it was written.",
        owner="Miriam Coldrey", **house.said("2021-08-16"),
    )  # fmt: skip
    assert due("legal-challenge", held) == {ON("2021-08-30")}
    record_family.challenge_answered(challenge=held.pk, on=ON("2021-08-27"), answer="Anew.", **house.said("2021-08-27"))
    assert due("legal-challenge", held) == set()
    browser = signed_in(house.gurdeep)
    over = {"on_day": "30", "on_month": "8", "on_year": "2021", "result": "agreed", "learned": "Visit first, always."}
    browser.post(reverse("court:challenge-closed", args=[held.pk]), over)
    assert Challenge.objects.get().result == "agreed"
    assert "Visit first, always." in text_of(browser.get(reverse("court:challenges")))


def test_what_was_recorded_by_mistake_goes_and_stays_readable_for_every_child(house: CourtHouse) -> None:
    elin, owen = (house.child(name, "Tarr", born=date(2019, 3, 3)) for name in ("Elin", "Owain"))
    matter = house.at_court([elin, owen], "2021-03-01")
    said = house.said("2021-08-20", house.gurdeep)

    def back(kind: str, number: int) -> TakenBack:
        return record_back.taken_back(child=elin.pk, kind=kind, number=number, why="Of the Farrs.", **said)[0]

    first, second = (
        record_court.extended(
            matter=matter.pk, ordered=ON("2021-08-02"), until=ON(until), why="The expert.", **house.said("2021-08-02")
        )
        for until in ("2021-09-20", "2021-11-01")
    )
    with pytest.raises(Refused, match="newest extension back first"):
        back("extension", first.pk)
    back("extension", second.pk)
    back("extension", first.pk)
    rows = MatterChild.objects.filter(matter=matter)
    assert set(rows.values_list("extended", "until_eve")) == {(None, None)}
    assert {row.until_eve for row in rows} == {None}
    assert TakenBack.objects.filter(child=owen).count() == 2
    hearing = record_court.hearing_listed(matter=matter.pk, kind="case", on=ON("2021-04-12"), **said)
    record_court.hearing_held(hearing=hearing.pk, held=True, decided="File by May.", **said)
    back("held", hearing.pk)
    assert Hearing.objects.get().held is None
    back("hearing", hearing.pk)
    assert not Hearing.objects.exists()
    order = house.orders(matter, elin, "2021-08-16", "sgo", holder="Josie Tarr")
    browser = signed_in(house.gurdeep)
    address = reverse("court:take-back", args=[elin.pk, "order", order.pk])
    browser.post(address, {"why": "It was for Owain."})
    page = text_of(browser.get(reverse("court:child", args=[elin.pk])))
    assert "Special guardianship order, 16 August 2021" in page
    assert (Order.objects.count(), "It was for Owain." in page) == (0, True)
    asked = record.advice_asked(child=elin.pk, question="May we?", **house.said("2021-08-16"))
    record.advice_answered(advice=asked.pk, solicitor="M. Coldrey", said="Yes.", **house.said("2021-08-18"))
    assert [row.days for row in queries_family.advice(account_of(house.ruth), house.now)] == [2]
    back("advice", asked.pk)
    assert (Advice.objects.get().answered, due("legal-advice", asked)) == (None, {ON("2021-08-23")})
    with pytest.raises(Refused, match="of another child"):
        record_back.taken_back(
            child=house.child("Una", "Farr", born=date(2018, 1, 1)).pk, kind="advice", number=asked.pk, why="x", **said
        )


def test_a_letter_and_an_application_of_another_family_are_taken_back_the_newest_first(house: CourtHouse) -> None:
    elin, owen = (house.child(name, "Tarr", born=date(2019, 3, 3)) for name in ("Elin", "Owain"))
    matter = house.decided([elin, owen], "2021-06-07", "pre")  # looked at again by 19 July
    house.letter(matter, "2021-06-14")  # by 26 July
    record_court.issued(
        matter=matter.pk, on=ON("2021-07-05"), application="care", court="Family court at Birmingham",
        number="BM21C00417", **house.said("2021-07-05"),
    )  # fmt: skip
    hearing = record_court.hearing_listed(
        matter=matter.pk, kind="case", on=ON("2021-07-12"), **house.said("2021-07-05")
    )
    browser, why = signed_in(house.gurdeep), {"why": "Of the Farrs."}

    def back(kind: str, number: int) -> str:
        return text_of(browser.post(reverse("court:take-back", args=[elin.pk, kind, number]), why, follow=True))

    assert "The application was made after it. Take that back first." in back("letter", matter.pk)
    assert "There is more of this case at court: hearings." in back("application", matter.pk)
    back("hearing", hearing.pk)
    assert reverse("court:take-back", args=[elin.pk, "application", matter.pk]) in text_of(
        browser.get(reverse("court:child", args=[elin.pk]))
    )
    assert "Application of 5 July 2021" in back("application", matter.pk)
    matter.refresh_from_db()
    assert (matter.application, matter.court, matter.review_by) == (None, "", ON("2021-07-26"))
    rows = MatterChild.objects.filter(matter=matter)
    assert set(rows.values_list("issued", "exited", "exit", "exit_why")) == {(None, None, None, "")}
    assert all(due("legal-matter", row) for row in rows), "pre-proceedings run on for both"
    back("letter", matter.pk)
    looks = Looked.objects.filter(route="court:take-back", kind="change", subject_ids__contains=[owen.pk])
    assert looks.count() == 3, "her brother's record says so each time"
    matter.refresh_from_db()
    assert matter.review_by == ON("2021-07-19")
    assert set(rows.values_list("letter", flat=True)) == {None}
    assert not any(due("legal-matter", row) for row in rows)
    assert [row.what for row in TakenBack.objects.filter(child=owen).order_by("pk")][1:] == [
        "Application of 5 July 2021: Care order (section 31); Family court at Birmingham, BM21C00417",
        "Letter before proceedings, 14 June 2021",
    ]
    house.letter(matter, "2021-06-21")
    assert set(rows.values_list("letter", flat=True)) == {ON("2021-06-21")}


def test_a_letter_stands_once_pre_proceedings_have_ended_for_a_brother(house: CourtHouse) -> None:
    elin, owen = (house.child(name, "Tarr", born=date(2019, 3, 3)) for name in ("Elin", "Owain"))
    matter = house.decided([elin, owen], "2021-06-07", "pre")
    house.letter(matter, "2021-06-14")
    row = matter.children.get(child=owen)
    said = house.said("2021-07-05", house.gurdeep)
    record.pre_ended(row=row.pk, on=ON("2021-07-05"), how="down", why="He lives with Josie.", **said)
    with pytest.raises(Refused, match="The letter stands"):
        record_back.taken_back(child=elin.pk, kind="letter", number=matter.pk, why="Of the Farrs.", **said)


def test_time_before_court_and_delays_with_who_sees_to_them(house: CourtHouse) -> None:
    elin = house.child("Elin", "Tarr", born=date(2019, 3, 3))
    matter = house.decided([elin], "2021-01-11", "pre")
    house.letter(matter, "2021-01-18")
    (row,) = queries_family.before_court(account_of(house.ruth), house.now)
    assert (row.weeks, row.row.matter.threshold[:12]) == (32, "The children")
    assert "Over 16" in text_of(signed_in(house.gurdeep).get(reverse("court:before-court")))

    def late() -> tuple[bool, bool, list[str]]:
        (found,) = queries.tracked(account_of(house.ruth), house.now)
        return found.late, found.legacy, found.owners

    assert late() == (True, True, [])
    record_court.delayed(
        matter=matter.pk, on=ON("2021-08-16"), cause="relative", note="Nan came late.", owner="Gurdeep",
        **house.said("2021-08-16"),
    )  # fmt: skip
    assert late() == (True, True, ["Gurdeep"])
