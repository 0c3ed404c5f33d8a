"""Beacon Housing, on the regional framework for supported accommodation: looked at, suspended, offered last."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from righthelp.foundation.refusals import Refused
from righthelp.practice.care import record_providers as record
from righthelp.practice.care.models import Home, Monitored, Suspension
from righthelp.practice.care.queries_homes import Wanted, fits, rooms
from righthelp.practice.care.queries_providers import providers
from righthelp.practice.people.models import Organisation
from tests.stories.care_house import CareHouse, account_of, as_application, signed_in, text_of
from tests.stories.test_matching import answers, asks, sought

pytestmark = pytest.mark.django_db
TODAY = date(2021, 9, 1)


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CareHouse:
    made = CareHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def gurdeep(house: CareHouse, on: str) -> dict[str, Any]:
    """Gurdeep, who keeps the register, at six in the evening of a day."""
    return {"by": account_of(house.gurdeep), "now": house.evening(on)}


def two(house: CareHouse) -> tuple[Organisation, Organisation]:
    """Beacon and Harbour, each with a home; Beacon is on the framework."""
    beacon, harbour = (
        Organisation.objects.create(kind="voluntary", name=name) for name in ("Beacon Housing", "Harbour")
    )
    for name, agency in (("Beacon Court", beacon), ("Harbour House", harbour)):
        house.opens(name, line=f"1 {name}", kind="supported", provider="PR5", agency=agency.pk)
    record.framework_joined(organisation=beacon.pk, starts=date(2020, 4, 1), **gurdeep(house, "2021-08-01"))
    return beacon, harbour


def order() -> list[str]:
    return [fit.room.name for fit in fits(Wanted([17], frozenset({"M"})), rooms(TODAY, kinds=["supported"]))]


def test_a_suspended_provider_is_offered_last_with_a_warning(house: CareHouse) -> None:
    beacon, _ = two(house)
    assert order() == ["Beacon Court", "Harbour House"]
    given = gurdeep(house, "2021-09-01")
    suspension = record.suspended(organisation=beacon.pk, starts=TODAY, why="No staff at night.", **given)
    last = fits(Wanted([17], frozenset({"M"})), rooms(TODAY, kinds=["supported"]))[-1]
    assert last.room.name == "Beacon Court"
    assert last.not_fits == ("its provider is suspended from new placements since 1 September 2021",)
    assert "Provider suspended from new placements" in text_of(
        signed_in(house.ruth).get(reverse("care:home", args=[last.room.home]))
    )
    with pytest.raises(Refused, match="suspended already"), transaction.atomic():
        record.suspended(organisation=beacon.pk, starts=TODAY, why="Again.", **given)
    record.row_taken_back(kind="suspension", number=suspension.pk, why="Another provider.", **given)
    assert order()[0] == "Beacon Court"


def test_what_commissioners_saw_and_agreed_stands_on_the_list(house: CareHouse) -> None:
    beacon, _ = two(house)
    given = gurdeep(house, "2021-08-10")
    seen: dict[str, Any] = {"organisation": beacon.pk, "on": date(2021, 8, 9), "how": "untol", "found": "Cold rooms."}
    with pytest.raises(Refused, match="Write what is wrong"):
        record.looked_at(**seen, quality="poor", **given)
    visit = record.looked_at(
        **seen, quality="poor", concerns="No heating.", agreed="A boiler.", by_when=date(2021, 8, 23), **given
    )
    row = next(each for each in providers(TODAY) if each.organisation == beacon.pk)
    assert (row.framework, row.last, row.waits, row.late, row.unseen) == (date(2020, 4, 1), visit, 1, 1, False)
    page = text_of(signed_in(house.ruth).get(reverse("care:providers") + "?providers_look=late"))
    assert "Beacon Housing" in page
    assert "Harbour" not in page
    record.agreed_done(visit=visit.pk, on=TODAY, said="Warm in every room.", **gurdeep(house, "2021-09-01"))
    assert sum(each.waits for each in providers(TODAY)) == 0
    house.now = house.evening("2021-09-20")
    browser = signed_in(house.gurdeep)
    form = text_of(browser.get(reverse("care:settle", args=[visit.pk])))
    assert "Warm in every room." in form
    assert re.search(r'<input[^>]*name="on_day"[^>]*value="1"', form)  # the day on which it was seen, not today
    assert "Not done after all" in text_of(browser.get(reverse("care:provider", args=[beacon.pk])))
    browser.post(reverse("care:not-done", args=[visit.pk]), {})
    visit.refresh_from_db()
    assert (visit.settled, visit.settled_said, visit.waits) == (None, "", True)


def test_all_of_it_through_the_pages(house: CareHouse) -> None:
    beacon, harbour = two(house)
    browser = signed_in(house.gurdeep)

    def send(name: str, number: int, day: str, at: str = "30", **said: str) -> str:
        days = {f"{day}_day": at, f"{day}_month": "8", f"{day}_year": "2021"}
        return text_of(browser.post(reverse(f"care:{name}", args=[number]), days | said, follow=True))

    page = send("look", harbour.pk, "on", how="young", quality="good", found="They feel safe.", home="")
    assert "They feel safe." in page
    assert "Cameras do not work." in send("suspend", harbour.pk, "starts", why="Cameras do not work.")
    assert "It ends after the day on which it began." in send("lift", harbour.pk, "ends", why="They work.")
    assert "They work." in send("lift", harbour.pk, "ends", at="31", why="They work.")
    assert Suspension.objects.get().ends == date(2021, 8, 31)
    assert "Gave notice." in send("framework-leave", beacon.pk, "ends", why="Gave notice.")
    visit = Monitored.objects.get()
    back = reverse("care:provider-back", args=["visit", visit.pk])
    assert "Another house." in text_of(browser.post(back, {"why": "Another house."}, follow=True))
    assert signed_in(house.ruth).post(reverse("care:suspend", args=[beacon.pk])).status_code == 403


def test_a_good_look_at_one_home_does_not_hide_a_poor_one_at_another(house: CareHouse) -> None:
    beacon, _ = two(house)
    (court,) = (room.home for room in rooms(TODAY, kinds=["supported"]) if room.agency_id == beacon.pk)
    lodge = house.opens("Beacon Lodge", line="2 Lodge", kind="supported", provider="PR5", agency=beacon.pk).pk
    given = gurdeep(house, "2021-08-20")
    seen: dict[str, Any] = {"organisation": beacon.pk, "how": "untol", "found": "We went.", **given}
    wrong = {"concerns": "No heating.", "agreed": "A boiler.", "by_when": date(2021, 9, 20)}
    poor = record.looked_at(**seen, home=court, on=date(2021, 8, 2), quality="poor", **wrong)

    def row() -> Any:
        return next(each for each in providers(TODAY) if each.organisation == beacon.pk)

    assert (row().last, row().unseen) == (poor, True)
    record.looked_at(**seen, home=lodge, on=date(2021, 8, 9), quality="good")
    assert (row().last, row().unseen) == (poor, False)
    browser = signed_in(house.ruth)
    assert "Beacon Housing" in text_of(browser.get(reverse("care:providers") + "?providers_quality=poor"))
    whole = record.looked_at(**seen, on=date(2021, 8, 16), quality="good")
    assert row().last == whole


def test_a_suspension_touches_supported_accommodation_only_and_can_always_be_lifted(house: CareHouse) -> None:
    harbour = Organisation.objects.create(kind="voluntary", name="Harbour")
    foster = house.opens("The Quells", line="3 Quell", provider="PR5", agency=harbour.pk)
    given = gurdeep(house, "2021-09-01")
    record.suspended(organisation=harbour.pk, starts=TODAY, why="Cameras do not work.", **given)
    assert [room.suspended for room in rooms(TODAY, home=foster.pk)] == [None]
    browser = signed_in(house.gurdeep)
    assert "Harbour" in text_of(browser.get(reverse("care:providers") + "?providers_new=no"))
    page = text_of(browser.get(reverse("care:provider", args=[harbour.pk])))
    assert "Suspended from new placements since 1 September 2021" in page
    assert "The suspension ends" in page


def test_whoever_chooses_a_home_is_warned_that_its_provider_is_suspended(house: CareHouse) -> None:
    beacon, _ = two(house)
    court = Home.objects.get(agency=beacon)
    jonah = house.child("Jonah", "Brand", born=date(2004, 5, 1))
    row = sought(house, jonah, kinds=["supported"])
    (offer,) = asks(house, row, court.pk)
    answers(house, offer, "if", "Only with a key worker.")
    record.suspended(organisation=beacon.pk, starts=TODAY, why="No staff at night.", **gurdeep(house, "2021-09-01"))
    browser, said = signed_in(house.ruth), "provider is suspended from new placements since 1 September 2021"
    page = text_of(browser.get(reverse("matching:match", args=[row.pk, offer.pk])))
    assert f"Its {said}. Their condition: Only with a key worker." in page
    assert "Provider suspended from new" in text_of(browser.get(reverse("matching:sought", args=[row.pk])))
    assert f"Beacon Court. Its {said}." in text_of(browser.get(reverse("matching:breaks-new", args=[jonah.pk])))
    assert "Suspended" in text_of(browser.get(reverse("care:homes") + "?homes_kind=supported"))
