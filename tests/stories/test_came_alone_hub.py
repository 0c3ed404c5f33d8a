"""Idris and Yonas came alone and grew up in care: what each has of every service, and what is missing."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from righthelp.practice.asylum import record as record_asylum
from righthelp.practice.leaving_care.models import Lodging
from righthelp.practice.leaving_care.queries_alone import hub
from righthelp.practice.leaving_care.right_to_stay import Has, Right, status_of
from righthelp.practice.people.models import Attendance, Organisation
from tests.stories.care_house import account_of, as_application, signed_in, text_of
from tests.stories.leaving_house import LeavingHouse


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> LeavingHouse:
    made = LeavingHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


@pytest.mark.django_db
def test_the_hub_says_what_each_has_and_what_is_missing(house: LeavingHouse) -> None:
    given = {"by": account_of(house.ruth), "now": house.evening("2021-08-30")}
    idris = house.grew_up("Idris", "Dar", date(2002, 2, 1), "2018-01-08", "2020-02-01")
    yonas = house.grew_up("Yonas", "Tesfay", date(2004, 9, 20), "2020-01-08")
    house.grew_up("Amina", "Warsame", date(2001, 9, 20), "2016-01-08", "2019-09-20")
    for child in (idris, yonas):
        record_asylum.arrived(child=child.pk, on=date(2020, 1, 8), port="dover", presented="child", **given)
    house.helps(idris, "2021-02-01")
    house.does(idris, "F2", "2021-02-01")
    house.lives(idris, "W", "2021-02-01", suits=False, why="A shared room.")
    record_asylum.applied(child=idris.pk, kind="asylum", made=date(2021, 8, 10), **given)
    record_asylum.help_began(child=idris.pk, kind="english", who="Brasshouse", starts=date(2021, 8, 12), **given)
    record_asylum.help_began(child=idris.pk, kind="mind", who="Solace", starts=date(2021, 8, 12), **given)
    rows = {row.leaver.name: row for row in hub(account_of(house.ruth), house.now)}
    assert set(rows) == {"Idris Dar", "Yonas Tesfay"}
    assert rows["Idris Dar"].gaps == ["home"]
    assert rows["Idris Dar"].services["status"].words == "Asylum: waits since 10 Aug 2021"
    assert rows["Yonas Tesfay"].gaps == ["status", "english", "health", "adviser"]
    ruth = signed_in(house.ruth)
    page = text_of(ruth.get(reverse("leaving_care:alone") + "?hub_gap=english"))
    assert "Yonas" in page
    assert "Idris" not in page
    paper = ruth.get(reverse("leaving_care:alone") + "?format=csv&table=hub")
    assert "Bed and breakfast: does not suit" in text_of(paper)
    stranger = house.worker("Imogen Vale", title="Missing support worker", role="missing_support_worker")
    assert signed_in(stranger).get(reverse("leaving_care:alone")).status_code == 403


def test_leave_that_has_ended_is_a_gap_until_more_is_asked_in_time() -> None:
    ended = {
        "kind": "asylum", "made": date(2016, 3, 1), "decided": date(2016, 9, 1), "outcome": "uasc",
        "until": date(2021, 8, 1),
    }  # fmt: skip
    more = {"kind": "extend", "made": date(2021, 7, 1), "decided": None, "outcome": None, "until": None}
    late = more | {"made": date(2021, 8, 20)}
    refused = more | {"decided": date(2021, 8, 25), "outcome": "no"}
    rescued = more | {"kind": "nrm"}
    today = date(2021, 9, 1)
    assert status_of([], [], today).gap
    assert status_of([], [rescued], today).gap
    assert status_of([], [ended], today).words == "Leave ended 1 Aug 2021"
    assert status_of([], [ended], date(2021, 7, 31)).words == "Leave as an unaccompanied child until 1 Aug 2021"
    assert not status_of([], [ended, more], today).gap
    assert status_of([], [ended, late], today) == Has("Leave ended 1 Aug 2021; asked again 20 Aug 2021", gap=True)
    assert status_of([], [ended, refused], today).words == "Refused, appeals at an end"
    assert status_of([], [ended | {"until": None}], today).gap
    limited = rescued | {"decided": date(2021, 8, 2), "outcome": "limited", "until": date(2024, 2, 2)}
    assert status_of([], [ended, limited], today) == Has("Limited leave (visa, family, study) until 2 Feb 2024")


def test_the_register_rules_and_the_answer_knows_until_when() -> None:
    today, settled = date(2021, 9, 1), Right("indefinite", date(2020, 5, 1), None)
    child = Right("uasc_leave", date(2016, 9, 1), date(2020, 5, 1))
    answer = {
        "kind": "asylum", "made": date(2016, 3, 1), "decided": date(2016, 9, 1), "outcome": "uasc",
        "until": date(2021, 8, 1),
    }  # fmt: skip
    assert status_of([child, settled], [answer], today) == Has("Indefinite leave to remain")
    assert status_of([Right("uasc_leave", date(2016, 9, 1), None)], [answer], today).words == "Leave ended 1 Aug 2021"
    first = answer | {"outcome": "limited", "until": date(2019, 3, 1)}
    again = first | {
        "kind": "extend",
        "made": date(2019, 2, 1),
        "decided": date(2019, 2, 20),
        "until": date(2022, 2, 20),
    }
    one = Right("limited", date(2016, 9, 1), None)
    two = [Right("limited", date(2016, 9, 1), date(2019, 2, 20)), Right("limited", date(2019, 2, 20), None)]
    for register in ([one], two):
        assert status_of(register, [first, again], today).words.endswith("until 20 Feb 2022"), (
            "extended by the same leave"
        )
    joins = {"kind": "family", "made": date(2021, 3, 1), "decided": date(2021, 6, 1), "outcome": "no", "until": None}
    assert not status_of([settled], [joins], today).gap
    assert status_of([Right("no_leave", date(2021, 1, 1), None)], [], today) == Has("No leave to remain", gap=True)


@pytest.mark.django_db
def test_whoever_came_alone_is_listed_in_care_or_not_and_status_only_in_words_to_whom_it_may_be_told(
    house: LeavingHouse,
) -> None:
    given = {"by": account_of(house.ruth), "now": house.evening("2021-08-30")}
    new = house.grew_up("Sami", "Noor", date(2004, 6, 1), "2021-08-10")
    late, never = (
        house.child(name, "Haile", born=born)
        for name, born in (("Dawit", date(2000, 3, 1)), ("Senait", date(2003, 1, 1)))
    )
    for child in (new, late, never):
        record_asylum.arrived(child=child.pk, on=date(2021, 8, 9), port="dover", presented="child", **given)
    school = Organisation.objects.create(kind="school", name="Moor Green College")
    Attendance.objects.create(person=new, organisation=school, kind="college", starts=date(2021, 8, 20))
    lessons = record_asylum.help_began(
        child=late.pk, kind="english", who="Brasshouse", starts=date(2021, 8, 10), **given
    )
    record_asylum.help_ended(help_row=lessons.pk, ends=date(2021, 8, 20), **given)
    claim = record_asylum.applied(child=late.pk, kind="asylum", made=date(2021, 8, 10), **given)
    record_asylum.application_answered(application=claim.pk, on=date(2021, 8, 20), outcome="refugee", **given)
    asked = record_asylum.applied(child=late.pk, kind="family", made=date(2021, 8, 21), **given)
    record_asylum.application_answered(application=asked.pk, on=date(2021, 8, 25), outcome="no", **given)
    Lodging.objects.create(
        child=never, kind="R", starts=date(2021, 8, 10), recorded=house.now, recorded_by=house.ruth, suits=True
    )
    rows = {row.leaver.child: row for row in hub(account_of(house.ruth), house.now)}
    assert set(rows) == {new.pk, late.pk, never.pk}
    assert rows[new.pk].services["learning"] == Has("Moor Green College")
    assert rows[new.pk].services["adviser"] == Has("Not owed yet")
    assert rows[late.pk].services["english"] == Has("Lessons until 20 Aug 2021")
    assert rows[late.pk].services["status"] == Has("Refugee status")
    assert rows[never.pk].services["home"] == Has("Not known", gap=True)
    assert rows[never.pk].services["adviser"] == Has("Not a care leaver")
    director = house.account("Dilys Marsh", "director")
    told = {row.leaver.child: row.services["status"] for row in hub(director, house.now)}
    assert (told[late.pk], told[never.pk]) == (Has("There"), Has("Missing", gap=True))
