"""The partners of MASH, what may be shared with them, who reads what they said, and the quarterly check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from righthelp.foundation.access.models import Conflict
from righthelp.foundation.refusals import Refused
from righthelp.practice.mash import queries, record_checks, record_roster
from righthelp.practice.mash.models import Partner
from righthelp.practice.mash.queries_quarters import agencies, quarters
from righthelp.practice.mash.queries_roster import roster
from righthelp.practice.people.models import Person, Tier
from righthelp.practice.workforce.models import Allocation
from tests.stories.desk_house import as_application, signed_in, text_of
from tests.stories.mash_house import NOW, MashHouse, account_of, london

HOUR = timedelta(hours=1)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[MashHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield MashHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def day_of(name: str, day: date) -> dict[str, str]:
    """A day as a form sends it."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def test_a_partner_joins_changes_her_week_goes_on_leave_and_leaves(house: MashHouse) -> None:
    priya = signed_in(house.priya)
    as_application()
    given = {
        "name": "Ros Hale",
        "agency": "health",
        "organisation": "Community Trust",
        "reached_at": "0121 496 0202",
        "day_0": "9:00",
        "until_0": "5pm",
        "where_0": "here",
        "day_2": "13:00",
    }
    add = reverse("mash:add-partner")
    wrong = text_of(priya.post(add, given | day_of("starts", date(2021, 9, 1))))
    assert "Enter both times for Wednesday" in wrong
    assert "Community Trust" in wrong
    priya.post(add, given | day_of("starts", date(2021, 9, 1)) | {"until_2": "17:00", "where_2": "phone"})
    ros = Partner.objects.get()
    assert [(each.weekday, each.here) for each in ros.hours.order_by("weekday")] == [("0", True), ("2", False)]
    assert [seat.now for seat in roster(NOW)] == [False]  # Wednesday at noon, an hour before she is on the telephone
    assert [seat.now for seat in roster(NOW + HOUR)] == [True]

    priya.post(reverse("mash:change-partner", args=[ros.pk]), given | {"day_2": "9:00", "until_2": "17:00"})
    assert [seat.now for seat in roster(NOW)] == [True]
    priya.post(reverse("mash:away", args=[ros.pk]), day_of("starts", NOW.date()) | day_of("until", NOW.date()))
    (seat,) = roster(NOW)
    assert (seat.now, seat.next_day) == (False, date(2021, 9, 6))
    assert "Away" in text_of(priya.get(reverse("mash:roster")))
    priya.post(reverse("mash:back-early", args=[ros.away.get().pk]))
    assert [seat.now for seat in roster(NOW)] == [True]
    priya.post(reverse("mash:leave", args=[ros.pk]), day_of("last", NOW.date()))
    assert roster(NOW + timedelta(days=1)) == []


def test_days_away_do_not_overlap_and_nobody_leaves_before_coming(house: MashHouse) -> None:
    ros = house.partner("Ros Hale", "health")
    gone: dict[str, Any] = {"partner": ros.pk, "by": account_of(house.priya), "now": NOW}
    record_roster.partner_away(starts=date(2021, 9, 6), until=date(2021, 9, 10), **gone)
    with pytest.raises(Refused, match="already"):
        record_roster.partner_away(starts=date(2021, 9, 10), until=date(2021, 9, 12), **gone)
    with pytest.raises(Refused, match="before they came"):
        record_roster.partner_left(last=date(2020, 12, 1), **gone)
    with pytest.raises(Refused, match="on the roster already"):
        house.partner("Ros Hale", "health", organisation="Another trust")


def test_the_protocol_says_what_may_be_shared_with_whom(house: MashHouse) -> None:
    page = text_of(signed_in(house.nadia).get(reverse("mash:protocols")))
    assert "Where a refuge is. Nothing reaches the person who causes the harm." in page
    assert "Edition 1" in page


def test_each_question_keeps_the_basis_it_was_asked_under(house: MashHouse) -> None:
    leon, _ = house.brothers()
    work = house.begun(*house.referred(leon))
    house.asked(work, "police")
    mine = house.enquiry(leon)
    sharing = reverse("mash:sharing", args=[mine.pk])
    nadia = signed_in(house.nadia)
    nadia.post(sharing, {"children": [mine.pk], "agreement": "given", "legal": "task"})
    house.asked(work, "housing", now=NOW + HOUR)
    assert [each.sharing.agreement for each in mine.checks.order_by("pk")] == ["not-asked", "given"]
    page = text_of(nadia.get(reverse("mash:enquiry", args=[mine.pk])))
    assert "The father would learn that the police were called." in page
    assert "Protocol, edition 1" in page


@pytest.mark.parametrize("how", ["conflict", "restricted", "sealed"])
def test_a_brother_closed_to_the_reader_is_not_there(house: MashHouse, how: str) -> None:
    leon, marcus = house.brothers()
    house.begun(*house.referred(leon, marcus))
    if how == "conflict":
        Conflict.objects.create(account=account_of(house.nadia), kind="child", subject_id=marcus.pk, declared_at=NOW)
    else:
        Person.objects.filter(pk=marcus.pk).update(tier=Tier.RESTRICTED if how == "restricted" else Tier.SEALED)
    nadia = signed_in(house.nadia)
    for page in (reverse("mash:queue"), reverse("mash:enquiry", args=[house.enquiry(leon).pk])):
        text = text_of(nadia.get(page))
        assert "Leon Teal" in text
        assert "Marcus" not in text
    for name in ("enquiry", "ask", "rate"):
        assert nadia.get(reverse(f"mash:{name}", args=[house.enquiry(marcus).pk])).status_code == 404


def test_the_childs_own_worker_reads_what_partners_said_and_a_stranger_does_not(house: MashHouse) -> None:
    leon, _ = house.brothers()
    work = house.begun(*house.referred(leon))
    checks = house.asked(work, "police")
    house.answered(checks, "police", answer="Three calls since June.")
    page = reverse("mash:enquiry", args=[house.enquiry(leon).pk])
    assert signed_in(house.hannah).get(page).status_code == 404
    assert signed_in(house.gurdeep).get(page).status_code == 404  # manages another team
    Allocation.objects.create(child=leon, worker=house.hannah, starts=NOW - HOUR)
    assert "Three calls since June." in text_of(signed_in(house.hannah).get(page))
    assert signed_in(house.hannah).get(reverse("mash:ask", args=[house.enquiry(leon).pk])).status_code == 403
    assert "Three calls since June." in text_of(signed_in(house.priya).get(page))


def test_answers_to_chase_stand_in_the_worklist_of_whoever_chases_them(house: MashHouse) -> None:
    leon, _ = house.brothers()
    work = house.begun(*house.referred(leon), by=house.priya)
    house.asked(work, "police", by=house.priya)
    page = text_of(signed_in(house.priya).get(reverse("worklist") + "?whose=mine"))
    assert "Answer of a partner to MASH, amber" in page
    assert "MASH decision, amber" in page


def test_the_quarterly_check_counts_what_was_complete_when_it_was_decided(house: MashHouse) -> None:
    complete, silent, unasked = (house.child(name, "Quarter", worker=False) for name in ("Ada", "Ben", "Cy"))
    spring = london("2021-04-01 00:30")  # the second quarter here, still March by universal time
    for child, which, when in ((complete, "c", spring), (silent, "s", NOW), (unasked, "u", NOW)):
        work = house.begun(*house.referred(child, words=which, now=when), now=when)
        wanted = ["police", "health", "education", "domestic"]
        checks = house.asked(work, *wanted[: 3 if which == "u" else 4], now=when)
        for check in checks:
            if which != "s" or check.agency != "education":
                house.answered([check], check.agency, now=when)
        house.concluded(work, now=when, missing_why="It cannot wait." if which != "c" else "")
        if which == "s":
            house.answered(checks, "education", now=when + HOUR)  # after the decision: too late to count
    this, before = quarters(NOW + HOUR)[:2]
    assert (before.name, before.decided, before.complete, before.share) == ("April to June 2021", 1, 1, 100)
    assert (this.decided, this.complete, this.silent, this.unasked, this.share) == (2, 0, 1, 1, 0)
    assert (this.domestic, this.specialist) == (2, 1)
    school = next(each for each in agencies(this.starts, NOW) if each.agency == "education")
    assert (school.asked, school.answered, school.in_time) == (2, 2, 2)
    helen = signed_in(house.helen)
    assert "July to September 2021" in text_of(helen.get(reverse("mash:quarters")))
    sheet = helen.get(reverse("mash:quarters") + "?format=csv&table=quarters").content.decode()
    assert sheet.splitlines()[1].startswith("2021-07-01,2,0,0,1,1")
    assert signed_in(house.nadia).get(reverse("mash:quarters")).status_code == 403


def test_the_queue_is_most_urgent_first_and_asks_the_same_however_long_it_is(
    house: MashHouse, django_assert_max_num_queries: Any
) -> None:
    for n, rating in enumerate(("green", "red", "amber", "red")):
        child = house.child(f"Child{n}", "Queue", worker=False)
        work = house.begun(*house.referred(child, words=str(n)), rating=rating, now=NOW + n * HOUR)
        house.asked(work, "police", "health", now=NOW + n * HOUR)
    items = queries.queue(account_of(house.nadia), NOW + 4 * HOUR)
    assert [item.rating for item in items] == ["red", "red", "amber", "green"]
    assert items[0].due < items[1].due
    nadia = signed_in(house.nadia)
    with django_assert_max_num_queries(24):
        assert nadia.get(reverse("mash:queue")).status_code == 200
    page = reverse("mash:enquiry", args=[items[0].enquiries[0].pk])
    with django_assert_max_num_queries(34):
        assert nadia.get(page).status_code == 200
    sheet = nadia.get(reverse("mash:queue") + "?format=csv&table=queue").content.decode()
    assert sheet.splitlines()[1].startswith("Child1 Queue")


def test_a_question_to_another_service_names_it(house: MashHouse) -> None:
    leon, _ = house.brothers()
    work = house.begun(*house.referred(leon))
    with pytest.raises(Refused, match="Name the service"):
        house.asked(work, "other")
    fire, gym = house.asked(work, "other", service="Fire service"), house.asked(work, "other", service="Boxing club")
    assert [each.service for each in (*fire, *gym)] == ["Fire service", "Boxing club"]
    record_checks.dropped(check=gym[0].pk, why="He left it years ago.", by=account_of(house.nadia), now=NOW)
    with pytest.raises(Refused, match="taken back"):
        record_checks.chased(check=gym[0].pk, words="Rang.", by=account_of(house.nadia), now=NOW)


def test_the_oldest_that_nobody_has_begun_show_first_and_all_of_them_when_asked(house: MashHouse) -> None:
    for n in range(17):
        child = house.child(f"Child{n:02}", "Waiting", worker=False)
        house.referred(child, words=str(n), now=NOW - n * HOUR)
    nadia = signed_in(house.nadia)
    page = text_of(nadia.get(reverse("mash:queue")))
    assert "Child16 Waiting" in page
    assert "Child01 Waiting" not in page
    assert "All 17, the oldest first" in page
    assert "Child01 Waiting" in text_of(nadia.get(reverse("mash:queue") + "?all=1"))
