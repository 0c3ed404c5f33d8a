"""Ways after care: Jordan without work for seven months and then an apprentice, Shanice with her baby at the Osgoods',
Callum visited in prison and met at the gate, a plan looked over by somebody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import record as casework
from righthelp.practice.casework.models import Meeting, MeetingAbout
from righthelp.practice.leaving_care import queries_way, record_way
from righthelp.practice.leaving_care.models import Chance, Custody, Helps, TouchDue
from tests.stories.care_house import account_of, as_application, signed_in, text_of
from tests.stories.leaving_house import LeavingHouse


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> LeavingHouse:
    made = LeavingHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def day(name: str, on: str) -> dict[str, str]:
    """A day as the form sends it."""
    year, month, number = on.split("-")
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


@pytest.mark.django_db
def test_jordan_is_without_work_for_seven_months_and_then_an_apprentice(house: LeavingHouse) -> None:
    jordan = house.grew_up("Jordan", "Fenn", date(2002, 6, 1), "2017-01-08", "2020-06-01")
    house.helps(jordan, "2021-01-04")
    house.does(jordan, "F5", "2021-01-04", where="A warehouse")
    house.does(jordan, "G4", "2021-01-20")
    house.does(jordan, "G5", "2021-03-01")
    by, ruth = account_of(house.ruth), signed_in(house.ruth)
    held = house.evening("2021-08-30")
    said = {"kind": "pathway", "called": held, "planned": held, "held": held}
    met = Meeting.objects.create(**said, called_by=house.ruth, chair=house.ruth, recorded=held, recorded_by=house.ruth)
    MeetingAbout.objects.create(meeting=met, child=jordan, **said)
    for what in ("A morning at the garage in Digbeth", "A birth certificate"):
        casework.action_agreed(
            child=jordan.pk, what=what, worker=house.ruth.pk, by_when=date(2021, 9, 10), meeting=met.pk, by=by,
            now=house.now,
        )  # fmt: skip
    [row] = queries_way.neither(by, house.now)
    assert (row.since, row.todo, row.chances) == (date(2021, 1, 20), 2, 0)
    assert "Six months or more" in text_of(ruth.get(reverse("leaving_care:neither"), {"neither_is": "long"}))
    offer = day("on", "2021-08-23") | {"kind": "appr", "where": "A garage in Digbeth"}
    ruth.post(reverse("leaving_care:chance", args=[jordan.pk]), offer)
    chance = Chance.objects.get(child=jordan)
    taken = {"taken": "yes", "came": ""} | day("on", "2021-08-25")
    ruth.post(reverse("leaving_care:chance-answer", args=[chance.pk]), taken)
    house.does(jordan, "F4", "2021-09-01", where="A garage in Digbeth")
    assert queries_way.neither(by, house.now) == []
    assert "A garage in Digbeth" in text_of(ruth.get(reverse("leaving_care:chances"), {"chances_state": "taken"}))


@pytest.mark.django_db
def test_amina_is_listed_by_year_and_level(house: LeavingHouse) -> None:
    amina = house.grew_up("Amina", "Warsame", date(2001, 9, 20), "2016-01-08", "2019-09-20")
    house.helps(amina, "2021-02-01")
    with pytest.raises(Refused, match="has a level"):
        house.does(amina, "F2", "2021-02-01", level="degree")
    house.does(amina, "F1", "2021-02-01", where="Nursing at Leeds", year=2, level="degree")
    page = text_of(signed_in(house.ruth).get(reverse("leaving_care:university"), {"higher_year": "2"}))
    assert "Nursing at Leeds" in page
    assert "in year 2" in page


@pytest.mark.django_db
def test_shanice_stays_put_with_her_baby_and_has_help(house: LeavingHouse) -> None:
    shanice = house.grew_up("Shanice", "Coyle", date(2002, 7, 9), "2017-01-08", "2020-07-09")
    house.helps(shanice, "2021-02-01")
    house.lives(shanice, "Z", "2021-02-01", home=house.osgoods.pk)
    house.does(shanice, "G6", "2021-03-01")
    ruth, who = signed_in(house.ruth), [shanice.pk]
    given = day("starts", "2021-04-06") | {
        "kind": "group",
        "who": "Young parents, Thursdays",
        "about": "She brings Zane.",
    }
    assert "She brings Zane." in text_of(ruth.post(reverse("leaving_care:helps", args=who), given, follow=True))
    advice = given | {"kind": "consult", "who": "TESS", "about": "Sleep first, then the rest."}
    ruth.post(reverse("leaving_care:helps", args=who), advice)
    consulted = Helps.objects.get(child=shanice, kind="consult")
    assert consulted.ends == consulted.starts
    page = text_of(ruth.get(reverse("leaving_care:beside"), {"beside_for": "parents"}))
    assert "Young parents, Thursdays" in page
    assert "Sleep first" not in page


@pytest.mark.django_db
def test_callum_is_visited_in_prison_and_met_at_the_gate(house: LeavingHouse) -> None:
    callum = house.grew_up("Callum", "Pike", date(2002, 1, 5), "2017-01-08", "2020-01-05")
    house.helps(callum, "2021-02-01")
    ruth, by = signed_in(house.ruth), account_of(house.ruth)
    said = day("starts", "2021-03-02") | {"prison": "HMP Brinsford", "due_day": "", "due_month": "", "due_year": ""}
    ruth.post(reverse("leaving_care:prison", args=[callum.pk]), said)
    row = Custody.objects.get(child=callum)
    with pytest.raises(Refused, match="in prison already"):
        record_way.imprisoned(child=callum.pk, prison="Elsewhere", starts=date(2021, 4, 1), by=by, now=house.now)
    ruth.post(
        reverse("leaving_care:contact", args=[callum.pk]),
        day("on", "2021-05-11") | {"status": "YES", "channel": "meet", "note": "Two hours in the visits hall."},
    )
    [listed] = queries_way.custody(by, house.now)
    assert listed.visited == date(2021, 5, 11)
    assert "Callum Pike" in text_of(ruth.get(reverse("leaving_care:custody"), {"custody_is": "unplanned"}))
    plan = (
        day("on", "2021-08-02")
        | day("due", "2021-08-31")
        | {"plan": "Ruth is at the gate at nine. A room at Bradbury."}
    )
    ruth.post(reverse("leaving_care:release-plan", args=[row.pk]), plan)
    out = day("on", "2021-08-31") | {"went": "Bradbury House", "met": "Ruth"}
    page = text_of(ruth.post(reverse("leaving_care:released", args=[row.pk]), out, follow=True))
    assert "Met at the gate by Ruth" in page


@pytest.mark.django_db
def test_a_plan_is_looked_over_by_a_manager_who_did_not_write_it(house: LeavingHouse) -> None:
    temi = house.grew_up("Temi", "Adeyemi", date(2003, 4, 2), "2018-01-08", "2021-03-01")
    house.helps(temi, "2021-03-01")
    plan = house.plans(temi, "2021-03-15")
    given: dict[str, Any] = {"plan": plan.pk, "on": date(2021, 3, 20), "good": "Her own words.", "now": house.now}
    with pytest.raises(Refused, match="You wrote this plan"):
        record_way.plan_looked_over(grade="2", better="", by=account_of(house.ruth), **given)
    gurdeep = signed_in(house.gurdeep)
    look = day("on", "2021-03-20") | {"grade": "3", "good": "Her own words.", "better": ""}
    assert "Write what is to be better." in text_of(
        gurdeep.post(reverse("leaving_care:look-over", args=[plan.pk]), look)
    )
    gurdeep.post(reverse("leaving_care:look-over", args=[plan.pk]), look | {"better": "Who does what by when."})
    page = text_of(gurdeep.get(reverse("leaving_care:plans"), {"plans_grade": "3"}))
    assert "Temi Adeyemi" in page


@pytest.mark.django_db
def test_what_was_recorded_for_the_wrong_child_is_taken_back_and_what_it_ended_goes_on(house: LeavingHouse) -> None:
    temi = house.grew_up("Temi", "Adeyemi", date(2002, 9, 20), "2017-01-08", "2020-09-20")
    house.helps(temi, "2021-03-01")
    before = house.lives(temi, "U", "2021-03-02")
    wrong = house.lives(temi, "B", "2021-08-30")
    contact = house.touch(temi, "2021-08-30")
    assert TouchDue.objects.get(child=temi, place=0).held == date(2021, 8, 30)
    ruth, why = signed_in(house.ruth), {"why": "This was her sister."}
    for kind, row in (("home", wrong), ("contact", contact)):
        page = ruth.post(reverse("leaving_care:take-back", args=[kind, row.pk]), why, follow=True)
        assert "This was her sister." in text_of(page)
    before.refresh_from_db()
    assert before.ends is None
    assert TouchDue.objects.get(child=temi).held is None
    assert house.lives(temi, "E", "2021-08-30").ends is None
