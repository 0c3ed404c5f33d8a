"""Amina left care without a health passport, and is given one: written in health, seen by her adviser."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pghistory
import pytest
from django.db import connection
from django.urls import reverse

from righthelp.foundation.refusals import Refused
from righthelp.practice.health import record
from righthelp.practice.health.codes import PARTS
from righthelp.practice.health.models import Passport
from righthelp.practice.health.queries import life_of
from righthelp.practice.leaving_care import queries
from righthelp.practice.leaving_care.models import Support
from tests.stories.care_house import account_of, as_application, signed_in, text_of
from tests.stories.leaving_house import LeavingHouse

pytestmark = pytest.mark.django_db
GIVEN = {"on_day": "30", "on_month": "8", "on_year": "2021"}


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> LeavingHouse:
    made = LeavingHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def test_what_health_records_is_what_her_adviser_and_the_board_see(house: LeavingHouse) -> None:
    amina = house.grew_up("Amina", "Warsame", date(2001, 9, 20), "2016-01-08", "2019-09-20")
    house.helps(amina, "2021-02-01")
    ruth = signed_in(house.ruth)
    left = reverse("leaving_care:board") + "?leavers_passport=left"

    def without() -> bool:
        rows = queries.leavers(account_of(house.ruth), house.now)
        assert ("Amina" in text_of(ruth.get(left))) is any(row.without_passport for row in rows)
        return rows[0].without_passport

    assert without()
    form = reverse("care_health:paper", args=[amina.pk])
    assert "Write who made it." in text_of(ruth.post(form, GIVEN | {"about": ""}))
    ruth.post(form, GIVEN | {"about": "The nurse, in a folder."})
    assert not without()
    assert "Given 30 August 2021" in text_of(ruth.get(reverse("leaving_care:child", args=[amina.pk])))
    assert "The nurse, in a folder." in text_of(ruth.get(reverse("care_health:of-child", args=[amina.pk])))
    row = Passport.objects.get()
    assert ruth.get(reverse("care_health:passport-print", args=[row.pk])).status_code == 404
    ruth.post(reverse("care_health:take-back", args=["passport", row.pk]), {"why": "Another young woman’s."})
    assert without()


def test_a_paper_passport_of_years_ago_and_the_newest_is_the_one_that_both_areas_show(house: LeavingHouse) -> None:
    amina = house.grew_up("Amina", "Warsame", date(2001, 9, 20), "2016-01-08", "2019-09-20")
    house.helps(amina, "2021-02-01")
    given = {"by": account_of(house.ruth), "now": house.now}
    about = {"child": amina.pk, "about": "The nurse, in a folder."}
    with pytest.raises(Refused, match="before the birth"):
        record.passport_on_paper(on=date(2001, 9, 19), **about, **given)
    record.passport_on_paper(on=date(2019, 9, 2), **about, **given)
    assert queries.life_of(amina.pk).passport_given == date(2019, 9, 2)
    said = {name: "I have asthma." if name == "story" else "" for name in PARTS}
    record.passport_made(child=amina.pk, made=date(2021, 8, 30), chosen=["story"], said=said, **given)
    life, [row] = queries.life_of(amina.pk), queries.leavers(account_of(house.ruth), house.now)
    newest = life_of(amina.pk, house.now).passport
    assert newest is not None
    assert (newest.made, newest.given) == (life.passport_made, life.passport_given) == (date(2021, 8, 30), None)
    assert (row.passport_made, row.passport, row.without_passport) == (date(2021, 8, 30), None, False)


def test_what_advisers_had_noted_is_carried_over_as_of_the_day_on_which_they_noted_it(house: LeavingHouse) -> None:
    kept = import_module("righthelp.practice.health.migrations.0004_given_by_advisers")._KEPT
    with connection.cursor() as cursor:  # the tables as they were before
        cursor.execute("reset role")
        cursor.execute("alter table leaving_care_support add passport date")
        cursor.execute("alter table leaving_care_supportevent add passport date")
    amina = house.grew_up("Amina", "Warsame", date(2001, 9, 20), "2016-01-08", "2019-09-20")
    house.helps(amina, "2021-02-01")
    with connection.cursor() as cursor:
        with pghistory.context(actor=account_of(house.hannah).pk):
            Support.objects.update(needs="On her own feet.")
        cursor.execute("update leaving_care_support set passport = '2021-03-01'")
        cursor.execute(
            "insert into leaving_care_supportevent select (jsonb_populate_record(e, "
            '\'{"pgh_id": 900001, "passport": "2021-03-01", "pgh_created_at": "2021-03-02 10:00+00"}\')).* '
            "from leaving_care_supportevent e where e.needs = 'On her own feet.' order by e.pgh_id limit 1"
        )
        cursor.execute(kept)
    row = Passport.objects.get()
    assert (row.given, row.recorded.date(), row.recorded_by) == (date(2021, 3, 1), date(2021, 3, 2), house.hannah)
    assert "Carried over" in row.about
