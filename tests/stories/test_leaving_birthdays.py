"""Around which birthdays the national return asks: Temi answers, Kofi was rung a day too late, Dina asked for peace."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.leaving_care import queries_birthdays
from righthelp.practice.leaving_care.birthdays import Answer, Window, answer, windows
from righthelp.practice.leaving_care.eligibility import Stretch
from righthelp.practice.leaving_care.models import BirthdayDue
from tests.stories.care_house import account_of, as_application, signed_in, text_of
from tests.stories.leaving_house import LeavingHouse


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> LeavingHouse:
    made = LeavingHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def test_the_days_run_from_three_months_before_to_one_month_after() -> None:
    window = Window(18, date(2021, 5, 31))
    assert (window.opens, window.last) == (date(2021, 2, 28), date(2021, 6, 30))
    assert window.holds(date(2021, 6, 30))
    assert not window.holds(date(2021, 7, 1))


def test_somebody_in_care_at_seventeen_is_asked_about_from_eighteen() -> None:
    times = [Stretch(date(2017, 1, 8))]
    assert [each.age for each in windows(date(2003, 4, 2), times)] == [18, 19, 20, 21]
    assert windows(date(2003, 4, 2), [Stretch(date(2017, 1, 8), date(2020, 9, 1), "E3")]) == []
    assert windows(date(2003, 4, 2), [Stretch(date(2017, 1, 8), date(2019, 4, 2), "E4A")]) == []


def test_a_day_in_touch_counts_before_a_later_day_without() -> None:
    window = Window(18, date(2021, 5, 1))
    said = [(date(2021, 2, 20), "YES"), (date(2021, 4, 20), "YES"), (date(2021, 5, 25), "NO")]
    assert answer(window, said) == Answer("YES", date(2021, 4, 20))
    assert answer(window, [(date(2020, 12, 1), "REFU")]) == Answer("REFU", date(2020, 12, 1))
    assert answer(window, [(date(2020, 12, 1), "REFU"), (date(2021, 1, 3), "YES")]) is None


@pytest.mark.django_db
def test_a_contact_one_day_too_late_is_no_contact(house: LeavingHouse) -> None:
    kofi = house.grew_up("Kofi", "Mensah", date(2002, 6, 10), "2017-01-08", "2020-06-10")
    house.helps(kofi, "2021-02-01")
    row = BirthdayDue.objects.get(child=kofi, age=19)
    moment = DueMoment.objects.get(journey="leaving-birthday-due", episode_id=row.pk)
    assert local_date(moment.due_at - timedelta(minutes=1)) == date(2021, 7, 10)
    house.touch(kofi, "2021-07-11")
    row.refresh_from_db()
    assert (row.held, row.ended) == (None, date(2021, 7, 11))
    [held] = queries_birthdays.birthdays(account_of(house.ruth), 2022, house.now)
    assert (held.state, held.in_touch, held.activ, held.accom) == ("missed", "NO", "0", "0")


@pytest.mark.django_db
def test_what_the_year_comes_to_opens_to_its_list_and_its_file(house: LeavingHouse) -> None:
    temi = house.grew_up("Temi", "Adeyemi", date(2002, 5, 1), "2017-01-08", "2020-05-01")
    dina = house.grew_up("Dina", "Holt", date(2001, 8, 20), "2016-01-08", "2019-08-20")
    for each in (temi, dina):
        house.helps(each, "2021-02-01")
    house.does(temi, "F1", "2021-02-10", where="Law at Leicester", year=2)
    house.lives(temi, "U", "2021-02-10")
    house.touch(temi, "2021-04-20")
    house.touch(dina, "2021-03-01", "REFU", "She asked for peace.")
    browser, page = signed_in(house.ruth), reverse("leaving_care:birthdays")
    said = {each.words: (each.many, each.of) for each in _figures(house)}
    assert said["In education, employment or training"] == (1, 2)
    assert said["In touch"] == (1, 2)
    only = text_of(browser.get(page, {"birthdays_is": "eet"}))
    assert "Temi Adeyemi" in only
    assert "Dina Holt" not in only
    lines = browser.get(page, {"format": "csv", "table": "oc3"}).content.decode("utf-8-sig").splitlines()
    assert lines[0] == "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM"
    assert sorted(lines[1:]) == sorted([f"{temi.pk},01/05/2002,YES,F1,U1", f"{dina.pk},20/08/2001,REFU,0,0"])


def _figures(house: LeavingHouse) -> list[queries_birthdays.Figure]:
    return queries_birthdays.figures(queries_birthdays.birthdays(account_of(house.ruth), 2022, house.now))
