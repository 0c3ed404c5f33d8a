"""What the regulator asks the fostering service for: as at a day, each number the length of its list, gaps named."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from righthelp.foundation.audit.models import Looked
from righthelp.practice.care.models import Stay
from righthelp.practice.care.placing import Where
from righthelp.practice.fostering import queries_regulator as queries
from righthelp.practice.fostering import record_concern, record_known
from righthelp.practice.fostering.queries_regulator_children import children_placed
from righthelp.practice.people.models import Residence
from righthelp.practice.people.record import Place
from righthelp.practice.workforce.models_posts import Holding, Post
from tests.stories.care_house import account_of, as_application, london, signed_in, text_of
from tests.stories.fostering_house import aunt_of
from tests.stories.lasting_match_house import LastingHouse

pytestmark = pytest.mark.django_db


WARD = Place(line="Steelhouse Lane", locality="Birmingham", postcode="B4 6NH", area="east")


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> LastingHouse:
    made = LastingHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def test_the_registers_are_those_of_the_day_and_gaps_are_said_by_name(house: LastingHouse) -> None:
    house.carer(house.osgoods)
    house.household(house.osgoods)
    house.household(house.tamworth, "2021-07-05")
    house.ivy()
    kit = house.child("Kit", "Lane")
    away = house.into_care(kit, "2021-02-01", house.brackenridges)  # an agency's home is in its own pack
    house.moves(away, "2021-03-01", house.tamworth)
    house.moves(away, "2021-08-02", house.brackenridges)
    helen = account_of(house.helen)
    placed = children_placed(helen, date(2021, 6, 30), house.now)
    assert placed.more == 0
    assert [(row.name, row.left, row.before_words, row.plan) for row in placed.rows] == [
        ("Kit Lane", None, "Fostered", False),
        ("Ivy Brand", None, "Home", False),
    ]
    later = {row.name: row for row in children_placed(helen, date(2021, 8, 31), house.now).rows}
    assert (later["Kit Lane"].left, later["Kit Lane"].after_words) == (date(2021, 8, 2), "Fostered")
    assert [row.home.name for row in queries.households_on(helen, date(2021, 6, 30), house.now)] == ["The Osgoods"]
    record_concern.raised(
        household=house.osgoods.fostering.pk, matter="alleged", known=london("2021-08-20 09:00"), said="He pulled me.",
        deals=house.lorna.pk, hold=False, by=account_of(house.lorna), now=house.now,
    )  # fmt: skip
    browser, page = signed_in(house.helen), reverse("fostering:regulator")
    shown = text_of(browser.get(page, {"on": "2021-08-31"}))
    assert "1 of 1 placed on the day without an agreed placement plan" in shown
    assert "1 known in the year" in shown
    assert "Restraint in a foster home is not recorded." in shown
    assert "Bea Osgood" in shown
    early = text_of(browser.get(page, {"on": "2021-06-30", "concerns_kind": "alleged"}))
    assert "1 known in the year" not in early
    csv = browser.get(page, {"on": "2021-06-30", "format": "csv", "table": "children"}).content.decode()
    assert csv.count("Plane Tree Road") == 1
    printed = text_of(browser.get(reverse("fostering:regulator-print"), {"on": "2021-06-30"}))
    assert "Fostering service: records as at 30 June 2021" in printed
    assert "Foster homes of the trust without a record as a household, not in the register here:" not in printed
    assert "Children placed on the day: 2. Households: 1. Those who work for the service: 4." in printed


def test_whoever_never_moved_has_one_row_and_the_plan_of_that_placement(house: LastingHouse) -> None:
    _, care = house.ivy()
    house.plan_of(Stay.objects.get(care=care))
    house.moves(care, "2021-07-01", where=Where(place="T1", elsewhere="Children’s Hospital", at=WARD))
    house.moves(care, "2021-07-05", house.osgoods)
    house.moves(care, "2021-07-22", house.osgoods, place="U5", change="PLACE")
    helen = account_of(house.helen)
    (row,) = children_placed(helen, date(2021, 8, 31), house.now).rows
    assert (row.starts, row.left, row.before_words, row.place, row.plan) == (
        date(2021, 1, 11), None, "Home", "U5", True,
    )  # fmt: skip
    (asleep,) = children_placed(helen, date(2021, 7, 2), house.now).rows
    assert (asleep.left, asleep.place, asleep.home) == (None, "U6", "The Osgoods")
    house.moves(care, "2021-08-02", house.tamworth)
    house.moves(care, "2021-08-16", house.osgoods)
    rows = children_placed(helen, date(2021, 8, 31), house.now).rows
    assert [(each.home, each.starts, each.left, each.plan) for each in rows] == [
        ("Mrs Tamworth", date(2021, 8, 2), date(2021, 8, 16), False),
        ("The Osgoods", date(2021, 1, 11), date(2021, 8, 2), True),
        ("The Osgoods", date(2021, 8, 16), None, False),
    ]
    Residence.objects.filter(person_id=care.child_id).update(protected=True)
    ada = house.child("Ada", "Rowe")
    house.into_care(ada, "2021-08-20", house.tamworth)  # the homes of the others come after, in no order of names
    hidden = children_placed(helen, date(2021, 8, 31), house.now).rows
    assert [(each.name, each.home) for each in hidden][:2] == [
        ("Ada Rowe", "Mrs Tamworth"), ("Ivy Brand", "Address protected"),
    ]  # fmt: skip


def test_relatives_approved_for_a_time_are_in_the_register_and_homes_without_a_record_are_counted(
    house: LastingHouse,
) -> None:
    ivy, known = aunt_of(house)
    home = house.household(house.osgoods)
    home.reviewed_before = date(2021, 3, 1)
    home.save(update_fields=["reviewed_before"])
    helen = account_of(house.helen)
    may, february = (queries.households_on(helen, date(2021, month, 10), house.now) for month in (5, 2))
    assert [(row.home.name, row.until) for row in may] == [("Maud Brand", date(2021, 8, 23)), ("The Osgoods", None)]
    assert [(row.reviewed, row.review_old) for row in may][1] == (date(2021, 3, 1), False)
    assert [(row.home.name, row.reviewed, row.review_old) for row in february] == [("The Osgoods", None, True)]
    shown = text_of(signed_in(house.helen).get(reverse("fostering:regulator"), {"on": "2021-08-31"}))
    assert "Children they know, for a time: over since 23 Aug 2021" in shown
    assert "Of the trust’s foster homes open on the day, 1 has no record as a household" in shown
    house.leaves(ivy.stays.get().care, "2021-08-10")
    house.did(record_known.known_ended, "2021-08-10", known=known.pk, ending="home", why="Ivy went home.")
    assert len(queries.households_on(helen, date(2021, 8, 10), house.now)) == 1


def test_two_half_posts_are_one_person_with_both(house: LastingHouse) -> None:
    for number, title in (("F-1", "Supervising social worker"), ("F-2", "Duty social worker")):
        post = Post.objects.create(number=number, title=title, team=house.teams["fostering"], starts=date(2019, 1, 1))
        Holding.objects.create(
            post=post, worker=house.precious, basis="permanent", wte=Decimal("0.5"), starts=date(2019, 1, 1)
        )
    (row,) = (each for each in queries.workers_on(date(2021, 6, 30)) if each.worker == house.precious)
    assert (row.title, row.wte) == ("Supervising social worker; Duty social worker", "1")


def test_a_manager_there_reads_no_zero_for_what_is_not_open_and_one_of_another_service_nothing(
    house: LastingHouse,
) -> None:
    house.household(house.osgoods)
    house.ivy()
    browser, address = signed_in(house.lorna), reverse("fostering:regulator")
    lorna = text_of(browser.get(address))
    assert "Precious Ndlovu" in lorna
    assert "Ivy Brand" not in lorna
    assert "children placed on the day, that you may open; 1 more" in lorna
    assert "0 of 0 placed on the day, that you may open; 1 more, without an agreed placement plan" in lorna
    assert "placements 1, times missing 0" in lorna
    assert "placements 1, times missing 0" in text_of(browser.get(address, {"list": "children"}))
    assert "placed on the day: 0 that Lorna Pike may open, and 1 more" in text_of(
        browser.get(reverse("fostering:regulator-print"))
    )
    homes = reverse("fostering:register-of-homes")
    assert f'href="{address}"' in browser.get(homes).content.decode()
    other = signed_in(house.gurdeep)
    assert f'href="{address}"' not in other.get(homes).content.decode()
    for each in (address, reverse("fostering:regulator-print")):
        refused = other.get(each)
        assert refused.status_code == 403
        assert "Only those who serve in fostering" in text_of(refused)
    assert signed_in(house.ruth).get(address).status_code == 403


def test_the_page_shows_ten_of_each_list_and_names_each_at_the_top_with_its_length(house: LastingHouse) -> None:
    for number in range(12):
        house.worker(f"Ada {chr(65 + number)}mber", team="fostering", title="Social worker", role="social_worker")
    browser, page = signed_in(house.helen), reverse("fostering:regulator")
    overview = text_of(browser.get(page, {"on": "2021-08-31"}))
    top = overview[overview.index('aria-label="On this page"') :].split("</nav>")[0]
    listed = {name: overview.index(f'id="{name}"') for name in re.findall(r'href="#(\w+)"', top)}
    assert list(listed) == ["monitored", "children", "carers", "workers", "concerns", "away", "items"]
    assert list(listed.values()) == sorted(listed.values()), "in the order of the page"
    assert 'Those who work for the service <span class="rh-count">16</span></a>' in top
    assert 'Those who work for the service <span class="rh-count">16</span></h2>' in overview
    assert [overview.count(f"Ada {letter}mber") for letter in "AIL"] == [1, 1, 0]
    alone = re.search(r'href="([^"]+)">All 16 on a page of their own', overview)
    assert alone is not None
    workers = text_of(browser.get(unescape(alone.group(1))))
    assert [workers.count(f"Ada {letter}mber") for letter in "AIL"] == [1, 1, 1]
    assert 'id="children"' not in workers
    assert "As at" in workers
    assert f'href="{page}?on=2021-08-31">All lists' in workers
    printed = text_of(browser.get(reverse("fostering:regulator-print"), {"on": "2021-08-31"}))
    assert [printed.count(f"Ada {letter}mber") for letter in "AIL"] == [1, 1, 1]


def test_a_number_opens_its_list_alone_and_only_who_is_named_there_is_noted_as_seen(house: LastingHouse) -> None:
    house.household(house.osgoods)
    _, care = house.ivy()
    browser, page = signed_in(house.helen), reverse("fostering:regulator")
    overview = text_of(browser.get(page, {"on": "2021-08-31"}))
    without_plan = re.search(r'href="([^"]+)">1 of 1 placed on the day without', overview)
    assert without_plan is not None
    assert "list=children" in without_plan.group(1)
    assert "Ivy Brand" in text_of(browser.get(unescape(without_plan.group(1))))
    seen = Looked.objects.filter(route="fostering:regulator", subject_ids__contains=[care.child_id])
    before = seen.count()
    browser.get(page, {"on": "2021-08-31", "list": "carers"})
    assert seen.count() == before
