"""The virtual school: plans of a term, a term without one, ratings, the premium, years from birth dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import InCare
from righthelp.practice.people.models import Person
from righthelp.practice.virtual_school import queries, record
from righthelp.practice.virtual_school.codes import CRITERIA_CODES
from righthelp.practice.virtual_school.due import wanted
from righthelp.practice.virtual_school.models import Pep, PepDue, Result
from righthelp.practice.virtual_school.record import Made
from righthelp.practice.virtual_school.terms import Term, term_from, term_of, year_group
from tests.stories.care_house import CareHouse, account_of, as_application, signed_in, text_of

pytestmark = pytest.mark.django_db
SUMMER = Term(2020, 3)


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CareHouse:
    made = CareHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


@pytest.fixture
def maya(house: CareHouse) -> InCare:
    """Maya, in year 6, came to the Osgoods on 1 March 2021."""
    return house.into_care(house.child("Maya", "Ruddock", born=date(2010, 2, 10)), "2021-03-01")


def on(name: str, day: str) -> dict[str, str]:
    """A day as the form sends it."""
    year, month, number = day.split("-")
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


def plans(house: CareHouse, child: Person, day: str, **more: Any) -> Pep:
    """Ruth makes a plan on a day."""
    said: dict[str, Any] = {
        "school": "Kings Heath Primary", "words": "I like science.", "needs": "Tired in the mornings.",
        "english": "at", "english_target": "A page a day.", "maths": "towards", "maths_target": "Fractions.",
    }  # fmt: skip
    return record.plan_made(
        child=child.pk, held=date.fromisoformat(day), made=Made(**said | more), by=account_of(house.ruth),
        now=house.evening(day),
    )  # fmt: skip


def due(child: Person) -> date | None:
    """The day by which the next plan is due, if one is."""
    rows = PepDue.objects.filter(child=child).values("pk")
    found = DueMoment.objects.filter(journey="education-due", episode_id__in=rows).first()
    return local_date(found.due_at) if found else None


def test_every_day_belongs_to_one_term_and_terms_follow_one_another() -> None:
    assert [term_of(date(2021, *each)).code for each in ((1, 1), (4, 15), (4, 16), (8, 31), (9, 1), (12, 31))] == [
        "2020-2", "2020-2", "2020-3", "2020-3", "2021-1", "2021-1",
    ]  # fmt: skip
    term = Term(2019, 1)
    for _ in range(9):
        assert term.next.before == term == term_from(term.code)
        assert term_of(term.first) == term == term_of(term.last)
        term = term.next


def test_a_year_group_follows_from_the_birth_date() -> None:
    summer, autumn = date(2010, 8, 31), date(2010, 9, 1)
    assert [year_group(born, date(2021, 9, 1)) for born in (summer, autumn)] == [7, 6]
    assert year_group(summer, date(2014, 8, 31)) is None
    assert year_group(summer, date(2014, 9, 1)) == 0
    assert year_group(date(2003, 1, 1), date(2021, 9, 1)) is None


def test_a_baby_needs_no_plan_until_reception() -> None:
    born = date(2018, 3, 1)
    (first,) = wanted(date(2020, 1, 6), None, born, [])
    assert (first.kind, first.since, first.eve) == ("term", date(2022, 9, 1), date(2022, 12, 30))
    assert wanted(date(2020, 1, 6), date(2021, 1, 6), born, []) == []


def test_a_term_without_a_plan_is_late_until_there_is_one(house: CareHouse, maya: InCare) -> None:
    assert due(maya.child) == date(2021, 3, 15)
    plans(house, maya.child, "2021-03-10")
    assert due(maya.child) == date(2021, 7, 31)
    [row] = queries.pupils(account_of(house.ruth), SUMMER, house.now)
    assert (row.group, row.state, row.held) == (6, "late", None)
    plans(house, maya.child, "2021-09-01")
    assert due(maya.child) == date(2022, 4, 15)
    [row] = queries.pupils(account_of(house.ruth), SUMMER, house.now)
    assert row.state == "late"
    [row] = queries.pupils(account_of(house.ruth), Term(2021, 1), house.now)
    assert (row.group, row.state, row.on_track) == (7, "held", False)


def test_one_plan_a_term_and_a_mistake_is_taken_back(house: CareHouse, maya: InCare) -> None:
    first = plans(house, maya.child, "2021-03-10")
    with pytest.raises(Refused, match="plan of this term already"):
        plans(house, maya.child, "2021-03-20")
    record.taken_back(
        model=Pep, number=first.pk, why="It was Ines’s.", by=account_of(house.ruth), now=house.evening("2021-03-11")
    )
    assert due(maya.child) == date(2021, 3, 15)
    assert plans(house, maya.child, "2021-03-12").term == "2020-2"


def test_a_plan_is_rated_by_another_and_without_her_words_it_is_not_good(house: CareHouse, maya: InCare) -> None:
    plan = plans(house, maya.child, "2021-03-10")
    rate: dict[str, Any] = {"plan": plan.pk, "why": "Sharper targets.", "now": house.evening("2021-03-12")}
    with pytest.raises(Refused, match="You made this plan"):
        record.rated(**rate, rating="good", met=["voice"], by=account_of(house.ruth))
    gurdeep = account_of(house.gurdeep)
    with pytest.raises(Refused, match="own words"):
        record.rated(**rate, rating="good", met=["targets"], by=gurdeep)
    with pytest.raises(Refused, match="every criterion"):
        record.rated(**rate, rating="outstanding", met=["voice"], by=gurdeep)
    assert record.rated(**rate, rating="outstanding", met=list(CRITERIA_CODES), by=gurdeep).rating == "outstanding"


def test_the_premium_is_asked_for_something_and_says_what_came_of_it(house: CareHouse, maya: InCare) -> None:
    with pytest.raises(Refused, match="what the premium is asked for"):
        plans(house, maya.child, "2021-03-10", premium_asked=600)
    plan = plans(house, maya.child, "2021-03-10", premium_asked=600, premium_for="A tutor.")
    spend: dict[str, Any] = {"plan": plan.pk, "by": account_of(house.ruth), "now": house.now}
    with pytest.raises(Refused, match="£600 was asked for"):
        record.premium_spent(**spend, spent=900, came="Fractions.")
    assert record.premium_spent(**spend, spent=540, came="She does fractions.").premium_spent == 540


def test_all_of_it_through_the_pages(house: CareHouse, maya: InCare) -> None:
    ruth, gurdeep, child = signed_in(house.ruth), signed_in(house.gurdeep), [maya.child_id]

    def send(browser: Any, name: str, args: list[Any], **said: Any) -> str:
        return text_of(browser.post(reverse(f"virtual_school:{name}", args=args), said, follow=True))

    plan = on("held", "2021-09-01") | {
        "school": "Kings Heath Boys", "words": "I want to be a vet.", "needs": "A quiet place at lunch.",
        "english": "at", "english_target": "A page a day.", "maths": "above", "maths_target": "Algebra.",
        "attendance": "130", "suspended": "1.5", "excluded": "no", "premium_asked": "400", "premium_for": "A laptop.",
    }  # fmt: skip
    assert "less than or equal to 100" in send(ruth, "make", child, **plan)
    assert "I want to be a vet." in send(ruth, "make", child, **plan | {"attendance": "88.5"})
    row = Pep.objects.get()
    assert (row.attendance, row.suspended, row.group) == (Decimal("88.5"), Decimal("1.5"), 7)
    assert "Good" in send(gurdeep, "rate", [row.pk], met=["voice"], rating="good", why="Sharper targets.")
    assert "£400 spent" in send(ruth, "spend", [row.pk], spent="400", came="She writes at home.")
    result = {"stage": "ks2", "subject": "maths", "year": "2021", "grade": "104", "reached": "yes"}
    assert "Key stage 2, maths" in send(ruth, "attain", child, **result)
    assert "Another girl." in send(ruth, "take-back", ["result", Result.objects.get().pk], why="Another girl.")
    board = text_of(gurdeep.get(reverse("virtual_school:board"), {"pupils_absent": "low"}))
    assert "Maya Ruddock" in board
    assert "Year 7" in board
    assert "Kings Heath Boys" in text_of(ruth.get(reverse("virtual_school:plan-print", args=[row.pk])))
    for name, number in (("of-plan", row.pk), ("of-due", PepDue.objects.filter(child=maya.child)[0].pk)):
        assert ruth.get(reverse(f"virtual_school:{name}", args=[number])).status_code == 302
    stranger = house.worker("Imogen Vale", title="Social worker", role="social_worker")
    assert signed_in(stranger).get(reverse("virtual_school:of-child", args=child)).status_code in {403, 404}
