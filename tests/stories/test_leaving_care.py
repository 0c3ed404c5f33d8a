"""Leaving care: Rhiannon is eligible at 16, Marek was in care for twelve weeks, Dwayne went home to his mother, Temi is
at university, Callum in custody, Shanice a mother, Jordan stays put with the Osgoods."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.models import Meeting, MeetingAbout
from righthelp.practice.leaving_care import due, queries, record
from righthelp.practice.leaving_care.codes import SECTIONS
from righthelp.practice.leaving_care.eligibility import Category, Stretch, eligible_since, standing
from righthelp.practice.leaving_care.models import Contact, Lodging, PathwayPlan, ReviewDue, Support, TouchDue
from tests.stories.care_house import account_of, as_application, signed_in, text_of
from tests.stories.leaving_house import LeavingHouse


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> LeavingHouse:
    made = LeavingHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def test_rhiannon_is_eligible_on_her_sixteenth_birthday() -> None:
    born, times = date(2005, 5, 20), [Stretch(date(2019, 5, 1))]
    assert standing(born, times, date(2021, 5, 19)).category is Category.NONE
    assert standing(born, times, date(2021, 5, 20)).category is Category.ELIGIBLE
    assert eligible_since(born, times) == date(2021, 5, 20)


def test_marek_was_looked_after_for_twelve_weeks_and_is_qualifying() -> None:
    held = standing(date(2004, 3, 10), [Stretch(date(2020, 6, 1), date(2020, 8, 24), "E5")], date(2021, 9, 1))
    assert (held.category, held.days) == (Category.QUALIFYING, 84)
    assert "1 June 2020 to 23 August 2020 (84)" in held.why[0]


def test_two_stretches_add_up_to_thirteen_weeks() -> None:
    times = [Stretch(date(2018, 3, 10), date(2018, 6, 8), "E4A"), Stretch(date(2020, 3, 10), date(2020, 3, 11), "E5")]
    assert standing(date(2004, 3, 10), times, date(2020, 4, 1)).category is Category.RELEVANT


def test_dwayne_is_relevant_until_he_has_been_home_for_six_months() -> None:
    born, times = date(2004, 1, 15), [Stretch(date(2018, 2, 1), date(2020, 10, 1), "E4A")]
    assert standing(born, times, date(2021, 3, 31)).category is Category.RELEVANT
    assert standing(born, times, date(2021, 4, 1)).category is Category.QUALIFYING


def test_a_care_leaver_is_former_relevant_until_the_day_before_25() -> None:
    born, times = date(2000, 9, 1), [Stretch(date(2014, 1, 1), date(2018, 9, 1), "E17")]
    assert standing(born, times, date(2018, 9, 1)).category is Category.FORMER
    assert standing(born, times, date(2025, 8, 31)).category is Category.FORMER
    assert standing(born, times, date(2025, 9, 1)).category is Category.NONE


@pytest.mark.django_db
def test_the_list_and_the_page_say_who_may_count_on_help_and_why(house: LeavingHouse) -> None:
    rhiannon = house.child("Rhiannon", "Bellis", born=date(2005, 5, 20))
    house.into_care(rhiannon, "2021-02-01")
    house.into_care(house.child("Ivy", "Brand"), "2021-02-01", house.tamworth)
    browser = signed_in(house.ruth)
    page = text_of(browser.get(reverse("leaving_care:board")))
    assert "Rhiannon Bellis" in page
    assert "Ivy Brand" not in page
    assert "213 days looked after since turning 14" in text_of(
        browser.get(reverse("leaving_care:child", args=[rhiannon.pk]))
    )


def on(name: str, day: str) -> dict[str, str]:
    """A day as the form sends it."""
    year, month, number = day.split("-")
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


def due_on(journey: str, row: Any) -> date:
    """The day by which it is due."""
    return local_date(DueMoment.objects.get(journey=journey, episode_id=row.pk).due_at)


@pytest.fixture
def temi(house: LeavingHouse) -> Any:
    """At 17 Temi left a foster home for her own flat; Ruth has helped since."""
    person = house.grew_up("Temi", "Adeyemi", date(2003, 4, 2), "2018-01-08", "2021-03-01")
    house.helps(person, "2021-03-01")
    return person


@pytest.mark.django_db
def test_needs_are_due_three_months_after_rhiannon_turned_sixteen(house: LeavingHouse) -> None:
    rhiannon = house.grew_up("Rhiannon", "Bellis", date(2005, 5, 20), "2021-02-01")
    held = house.helps(rhiannon, "2021-06-01")
    assert held.eligible == date(2021, 5, 20)
    moment = DueMoment.objects.get(journey="leaving", episode_id=held.pk)
    assert local_date(moment.due_at) in {date(2021, 8, 20), date(2021, 8, 21)}


@pytest.mark.django_db
def test_nobody_is_taken_on_who_is_in_no_category(house: LeavingHouse) -> None:
    ivy = house.grew_up("Ivy", "Brand", date(2008, 5, 20), "2021-02-01")
    with pytest.raises(Refused, match="no category"):
        house.helps(ivy, "2021-06-01")


@pytest.mark.django_db
def test_contact_is_due_every_eight_weeks_until_a_young_person_says_no(house: LeavingHouse, temi: Any) -> None:
    house.touch(temi, "2021-04-10")
    rows = list(TouchDue.objects.filter(child=temi).order_by("place").values_list("since", "held", "ended"))
    assert rows == [(date(2021, 3, 1), date(2021, 4, 10), None), (date(2021, 4, 10), None, None)]
    house.touch(temi, "2021-05-01", "REFU", "She asked us not to ring.")
    assert TouchDue.objects.get(child=temi, place=1).ended == date(2021, 5, 1)
    house.touch(temi, "2021-07-01")
    assert TouchDue.objects.get(child=temi, place=2).since == date(2021, 7, 1)


@pytest.mark.django_db
def test_the_plan_is_reviewed_every_six_months_by_a_meeting(house: LeavingHouse, temi: Any) -> None:
    house.plans(temi, "2021-03-15")
    held = house.evening("2021-08-02")
    said = {"kind": "pathway", "called": held, "planned": held, "held": held}
    meeting = Meeting.objects.create(
        **said, called_by=house.ruth, chair=house.ruth, recorded=held, recorded_by=house.ruth
    )
    MeetingAbout.objects.create(meeting=meeting, child=temi, **said)
    due.meetings_heard(meeting, held)
    first, second = ReviewDue.objects.filter(child=temi).order_by("place")
    assert (first.since, first.held, second.since) == (date(2021, 3, 15), date(2021, 8, 2), date(2021, 8, 2))


@pytest.mark.django_db
def test_a_new_plan_keeps_the_old_one_and_is_signed_by_her(house: LeavingHouse, temi: Any) -> None:
    first = house.plans(temi, "2021-03-15", home="I want my own front door.")
    house.plans(temi, "2021-06-15", home="I have my own front door.")
    record.signed(plan=first.pk, on=date(2021, 3, 16), by=account_of(house.ruth), now=house.evening("2021-06-15"))
    assert [each.home for each in queries.life_of(temi.pk).plans] == [
        "I have my own front door.", "I want my own front door.",
    ]  # fmt: skip


@pytest.mark.django_db
def test_temi_is_in_the_second_year_of_a_course(house: LeavingHouse, temi: Any) -> None:
    house.does(temi, "F2", "2021-03-02", where="Sixth form")
    house.does(temi, "F1", "2021-08-20", where="Law at Leicester", year=2)
    [row] = queries.leavers(account_of(house.ruth), house.now)
    assert (row.doing, row.category, row.age) == ("F1", Category.FORMER, 18)
    with pytest.raises(Refused, match="Only a course of higher education"):
        house.does(temi, "F5", "2021-08-25", year=1)


@pytest.mark.django_db
def test_callum_is_in_custody_which_suits_nobody(house: LeavingHouse) -> None:
    callum = house.grew_up("Callum", "Pike", date(2003, 1, 5), "2018-01-08", "2020-12-01", "E9")
    house.helps(callum, "2021-02-01")
    with pytest.raises(Refused, match="suits nobody"):
        house.lives(callum, "X", "2021-02-02")
    home = house.lives(callum, "X", "2021-02-02", suits=False, why="On remand; we visit every month.")
    house.sees(callum, "2021-02-20")
    assert Lodging.objects.get(pk=home.pk).seen == date(2021, 2, 20)


@pytest.mark.django_db
def test_shanice_cares_for_her_baby_and_is_not_simply_out_of_work(house: LeavingHouse) -> None:
    shanice = house.grew_up("Shanice", "Coyle", date(2002, 7, 9), "2017-01-08", "2020-07-09")
    house.helps(shanice, "2021-02-01")
    house.does(shanice, "G6", "2021-03-01")
    page = text_of(signed_in(house.ruth).get(reverse("leaving_care:board"), {"leavers_doing": "neither"}))
    assert "Shanice Coyle" in page
    assert "Neither: pregnancy or a child" in page


@pytest.mark.django_db
def test_jordan_stays_put_with_the_osgoods_from_eighteen(house: LeavingHouse) -> None:
    jordan = house.grew_up("Jordan", "Fenn", date(2003, 6, 1), "2018-01-08", "2021-06-01", "E17")
    house.helps(jordan, "2021-05-20")
    with pytest.raises(Refused, match="possible from 18"):
        house.lives(jordan, "Z", "2021-05-25", home=house.osgoods.pk)
    with pytest.raises(Refused, match="Choose the foster home"):
        house.lives(jordan, "Z", "2021-06-01")
    assert house.lives(jordan, "Z", "2021-06-01", home=house.osgoods.pk).home == house.osgoods


@pytest.mark.django_db
def test_a_home_nobody_inspects_asks_for_a_review_in_28_days(house: LeavingHouse, temi: Any) -> None:
    home = house.lives(temi, "D", "2021-05-03", unregulated=True)
    assert DueMoment.objects.filter(journey="leaving-home", episode_id=home.pk).count() == 2
    other = house.lives(temi, "U", "2021-06-03")
    assert DueMoment.objects.filter(journey="leaving-home", episode_id=other.pk).count() == 1


@pytest.mark.django_db
def test_all_of_it_through_the_pages(house: LeavingHouse) -> None:
    rhiannon = house.grew_up("Rhiannon", "Bellis", date(2005, 5, 20), "2021-02-01")
    browser, who = signed_in(house.ruth), [rhiannon.pk]

    def send(name: str, day: str, **said: str) -> str:
        answer = browser.post(reverse(f"leaving_care:{name}", args=who), on(day, "2021-09-01") | said, follow=True)
        return text_of(answer)

    send("take-on", "starts", adviser=str(house.ruth.pk), channel="text")
    send("needs", "on", needs="She wants to cook, and to see her brother.")
    send("plan", "made", **{name: f"I say: {title}" for name, title, _ in SECTIONS})
    plan = PathwayPlan.objects.get(child=rhiannon)
    browser.post(reverse("leaving_care:sign", args=[plan.pk]), on("on", "2021-09-01"))
    refused = send("contact", "on", status="NO", channel="", note="")
    assert "Write what we know, and what was tried." in refused
    send("contact", "on", status="YES", channel="text", note="Well.")
    send("doing", "starts", doing="F2", where="College", year="")
    page = send("home", "starts", kind="C", home="", suits="yes", why="", unregulated="no")
    assert "She wants to cook, and to see her brother." in page
    assert "I say: Money" in page
    assert "Signed 1 September 2021" in page
    assert "Community home or other residential care" in page
    for name, row in (
        ("of-help", Support),
        ("of-touch-due", TouchDue),
        ("of-home", Lodging),
        ("of-review-due", ReviewDue),
    ):
        number = row.objects.filter(child=rhiannon).values_list("pk", flat=True)[0]
        assert browser.get(reverse(f"leaving_care:{name}", args=[number])).status_code == 302
    assert Contact.objects.get(child=rhiannon).channel == "text"
    assert text_of(browser.get(reverse("leaving_care:adviser", args=who))).count("Text message")


@pytest.mark.django_db
def test_who_neither_advises_nor_works_with_her_opens_nothing(house: LeavingHouse, temi: Any) -> None:
    stranger = house.worker("Imogen Vale", title="Social worker", role="social_worker")
    assert signed_in(stranger).get(reverse("leaving_care:child", args=[temi.pk])).status_code in {403, 404}
    record.adviser_changed(child=temi.pk, adviser=stranger.pk, channel="call", by=account_of(house.ruth), now=house.now)
    assert signed_in(stranger).get(reverse("leaving_care:child", args=[temi.pk])).status_code == 200
