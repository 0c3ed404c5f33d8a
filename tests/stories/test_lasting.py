"""Permanence beside its plan: Mrs Tamworth says “not yet” to guardianship and is asked again; an allowance is reviewed;
a clinic advises; three siblings, two adopted together and one in long-term fostering, keep in touch."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.adoption.models import Adopting
from righthelp.practice.care.models import InCare
from righthelp.practice.care_plan import queries, queries_lasting, record_family, record_lasting, record_permanence
from righthelp.practice.care_plan.models import ClinicCase, GuardianshipAsked, SiblingPlan, Support, SupportReview
from righthelp.practice.care_plan.record_lasting import Award
from righthelp.practice.people.models import Person, Relationship
from tests.stories.adoption_house import AdoptionHouse, account_of
from tests.stories.care_house import as_application, signed_in, text_of

pytestmark = pytest.mark.django_db
ON = date.fromisoformat


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> AdoptionHouse:
    made = AdoptionHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def due(journey: str, row: Any) -> set[date]:
    """The days by which something about a row is due."""
    rows = DueMoment.objects.filter(journey=journey, episode_id=row.pk)
    return {local_date(at) for at in rows.values_list("due_at", flat=True)}


def for_good(house: AdoptionHouse, forename: str, came: str = "2019-03-04") -> tuple[Person, InCare]:
    """A child in long-term fostering with Mrs Tamworth."""
    child = house.child(forename, "Sorrel", born=date(2012, 5, 1))
    return child, house.into_care(child, came, house.tamworth, place="U4", law="C2")


def asks(house: AdoptionHouse, care: InCare, on: str, answer: str) -> GuardianshipAsked:
    """Ruth asks Mrs Tamworth."""
    return record_lasting.guardianship_asked(
        care=care.pk, asked=ON(on), who="Mrs Tamworth", answer=answer, view="The money frightens me.",
        child_view="I want to stay.", by=account_of(house.ruth), now=house.evening(on),
    )  # fmt: skip


def test_a_carer_says_not_yet_and_is_asked_again_within_a_year(house: AdoptionHouse) -> None:
    child, care = for_good(house, "Linnet")
    listed = queries_lasting.fostered(account_of(house.ruth), house.now)
    assert [(row.name, row.answer_words, row.home) for row in listed] == [
        ("Linnet Sorrel", "Not asked yet", house.tamworth.name)
    ]
    first = asks(house, care, "2020-09-14", "later")
    assert due("care-guardianship", first) == {ON("2021-09-14")}
    second = asks(house, care, "2021-08-20", "no")
    first.refresh_from_db()
    assert (first.again, due("care-guardianship", first), due("care-guardianship", second)) == (
        ON("2021-08-20"), set(), set(),
    )  # fmt: skip
    browser = signed_in(house.gurdeep)
    browser.post(reverse("care_plan:take-back", args=["guardianship", second.pk]), {"why": "Of her brother."})
    first.refresh_from_db()
    assert (first.again, due("care-guardianship", first)) == (None, {ON("2021-09-14")})
    page = text_of(browser.get(reverse("care_plan:of-child", args=[child.pk])))
    assert "Taken back" in page
    assert "ask again by 14 September 2021" in page
    assert "Not yet" in text_of(browser.get(reverse("care_plan:guardianship")))
    assert "Linnet" not in text_of(signed_in(house.hannah).get(reverse("care_plan:guardianship")))


def award(pence: int) -> Award:
    """What Perdita’s grandmother is given."""
    return Award(
        kind="sgo", holder="Agnes Sorrel, grandmother", assessed=ON("2020-08-03"), needs="Sleep, and a car seat.",
        plan="Theraplay for a term; a worker at the end of the telephone.", pence=pence, why="As fostering.",
    )  # fmt: skip


def test_an_allowance_is_reviewed_every_year_and_ends(house: AdoptionHouse) -> None:
    child = house.child("Perdita", "Sorrel", born=date(2015, 5, 1))
    gurdeep = {"by": account_of(house.gurdeep), "now": house.evening("2020-08-10")}
    with pytest.raises(Refused, match="up to £2,000"):
        record_lasting.supported(child=child.pk, award=award(200_001), starts=ON("2020-08-10"), **gurdeep)
    held = record_lasting.supported(child=child.pk, award=award(14_250), starts=ON("2020-08-10"), **gurdeep)
    with pytest.raises(Refused, match="has support already"):
        record_lasting.supported(child=child.pk, award=award(0), starts=ON("2020-08-10"), **gurdeep)
    first = SupportReview.objects.get(support=held)
    assert due("care-support-review", first) == {ON("2021-08-10")}
    browser = signed_in(house.gurdeep)
    assert "Late" in text_of(browser.get(reverse("care_plan:supports")))
    on = {"on_day": "20", "on_month": "8", "on_year": "2021", "pence": "120.00", "note": "She works again."}
    page = text_of(browser.post(reverse("care_plan:support-review", args=[held.pk]), on, follow=True))
    assert "Reviewed 20 August 2021, Gurdeep" in page
    assert "£120.00 a week" in page
    second = SupportReview.objects.get(support=held, held__isnull=True)
    assert (due("care-support-review", first), due("care-support-review", second)) == (set(), {ON("2022-08-20")})
    record_lasting.support_ended(support=held.pk, ends=ON("2021-08-25"), why="She moved to Spain.", **gurdeep | {
        "now": house.evening("2021-08-26")
    })  # fmt: skip
    assert due("care-support-review", second) == set()
    assert not Support.objects.filter(ends__isnull=True).exists()


def test_a_clinic_advises_and_what_it_decided_is_followed(house: AdoptionHouse) -> None:
    child, care = for_good(house, "Linnet")
    browser = signed_in(house.ruth)
    day = {"on_day": "25", "on_month": "8", "on_year": "2021", "question": "Is she to be adopted by Mrs Tamworth?"}
    browser.post(reverse("care_plan:clinic", args=[child.pk]), day)
    case = ClinicCase.objects.get()
    assert "No advice recorded" in text_of(browser.get(reverse("care_plan:clinics")))
    said = {
        "case": case.pk,
        "advice": "Guardianship first.",
        "decision": "Ruth asks her.",
        "by": account_of(house.ruth),
    }
    record_lasting.clinic_advised(by_when=ON("2021-09-10"), now=house.now, **said)
    assert due("care-permanence-advice", case) == {ON("2021-09-10")}
    with pytest.raises(Refused, match="after the clinic"):
        record_lasting.clinic_advised(by_when=ON("2021-08-25"), now=house.now, **said)
    record_lasting.clinic_followed(
        case=case.pk, on=local_date(house.now), note="Asked.", by=account_of(house.ruth), now=house.now
    )
    assert due("care-permanence-advice", case) == set()
    assert "Guardianship first." in text_of(browser.get(reverse("care_plan:of-child", args=[child.pk])))
    record_family.taken_back(
        model=ClinicCase, number=case.pk, why="Of her sister.", by=account_of(house.gurdeep), now=house.now
    )
    assert queries_lasting.clinics(account_of(house.ruth), house.now) == []
    assert care.pk == case.care_id


def test_a_plan_nobody_moves_stands_still_until_somebody_raises_it(house: AdoptionHouse) -> None:
    _, care = for_good(house, "Linnet")
    record_permanence.permanence_decided(
        care=care.pk, decided=ON("2020-10-05"), kind="guardian", parallel="", reasons="She belongs there.",
        options={"guardian": "Mrs Tamworth thinks of it.", "return": "Her mother cannot."},
        by=account_of(house.gurdeep), now=house.evening("2020-10-05"),
    )  # fmt: skip

    def shown() -> tuple[bool, bool, bool]:
        (row,) = queries.planned(account_of(house.ruth), house.now)
        return row.still, row.unraised, row.with_family

    assert shown() == (True, True, False)
    record_lasting.clinic_listed(
        care=care.pk, on=local_date(house.now), question="What now?", by=account_of(house.ruth), now=house.now
    )
    assert shown() == (True, False, False)


def test_two_sisters_are_adopted_together_and_their_brother_keeps_in_touch(house: AdoptionHouse) -> None:
    wren, _ = for_good(house, "Wren", "2020-08-14")
    house.tamworth.terms.update(places=3, together=3)
    little = [
        house.child(name, "Sorrel", born=born) for name, born in (("Ada", date(2018, 2, 2)), ("Bea", date(2019, 3, 3)))
    ]
    for one, other in ((wren, little[0]), (wren, little[1]), (little[0], little[1])):
        Relationship.objects.create(person=one, other=other, kind="sibling")
    browser = signed_in(house.gurdeep)
    said: dict[str, Any] = {
        "siblings": [wren.pk, little[1].pk], "together": [little[1].pk], "decided_day": "18", "decided_month": "12",
        "decided_year": "2020", "why": "The girls are one; Wren does not want other parents.", "contact": "",
    }  # fmt: skip
    address = reverse("care_plan:siblings", args=[little[0].pk])
    assert "how those who live apart keep in touch" in text_of(browser.post(address, said))
    browser.post(address, said | {"contact": "Four Sundays a year, at Mrs Tamworth’s."})
    plan = SiblingPlan.objects.get()
    assert set(plan.places.filter(child__in=little).values_list("side", flat=True)) == {1}
    assert plan.places.get(child=wren).side != 1
    who = house.aldertons()
    for child in little:
        _, way = house.to_be_placed(child, "2020-08-14", "2020-11-20", "2020-12-18", "2021-02-01")
        house.places(house.match(way, who, "2021-03-03"), "2021-03-22")
    assert Adopting.objects.filter(placed=ON("2021-03-22")).count() == 2
    page = text_of(browser.get(reverse("care_plan:of-child", args=[little[0].pk])))
    assert "Lives there too" in page
    assert "Four Sundays a year" in page
    his = text_of(browser.get(reverse("care_plan:of-child", args=[wren.pk])))
    assert his.count("Apart from") == 2
    assert "Four Sundays a year" in his
    browser.post(reverse("care_plan:siblings-back", args=[plan.places.get(child=wren).pk]), {"why": "Not decided yet."})
    plan.refresh_from_db()
    assert plan.withdrawn_why == "Not decided yet."
