"""The pages of indicators: who sees which figure, and that a number opens to exactly the rows it counts."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from django.test import Client

from righthelp.foundation.access.models import Account, Agreement, Conflict
from righthelp.foundation.audit.models import Looked
from righthelp.practice.missing.models import Episode
from righthelp.practice.people.models import Person

pytestmark = pytest.mark.django_db
AT = datetime(2019, 1, 31, 23, 0, tzinfo=UTC)


def signed_in(role: str, organisation: str = "trust") -> Client:
    account = Account.objects.create(
        email=f"{role}@righthelp.example", name="Someone", roles=[role], organisation=organisation
    )
    client = Client()
    client.force_login(account)
    if organisation != "trust":
        Agreement.objects.create(
            organisation=organisation,
            title="Contract monitoring",
            lawful_basis="Public task",
            acts=["indicator.see", "report.see"],
            starts="2018-04-01",
            ends="2030-01-01",
        )
    return client


@pytest.fixture
def three_missing() -> list[Person]:
    """Aisha, Ben and Carla went missing on 4, 5 and 6 January 2019; Aisha and Ben are back, Aisha was offered."""
    people = [Person.objects.create(forename=name, surname="Marlow") for name in ("Aisha", "Ben", "Carla")]
    for day, person in enumerate(people, start=4):
        gone = datetime(2019, 1, day, 20, 0, tzinfo=UTC)
        back = None if person.forename == "Carla" else datetime(2019, 1, day + 1, 9, 30, tzinfo=UTC)
        Episode.objects.create(
            child=person,
            missing_from=gone,
            notified=gone,
            returned=back,
            offered=back if person.forename == "Aisha" else None,
            where_from="home",
            status="cin",
            area="east",
        )
    return people


def test_the_catalogue_lists_every_indicator_and_finds_by_words() -> None:
    client = signed_in("social_worker")
    everything = client.get("/indicators/").content.decode()
    assert all(f"MIS-{number}<" in everything for number in range(1, 13))
    found = client.get("/indicators/?q=72 hours").content.decode()
    assert "MIS-6<" in found
    assert "MIS-2<" not in found
    assert "No indicator has these words" in client.get("/indicators/?q=zebra").content.decode()


def test_a_figure_opens_to_the_episodes_it_counts_and_the_look_is_noted(three_missing: list[Person]) -> None:
    client = signed_in("head_of_service")
    page = client.get("/indicators/MIS-2?as_at=2019-01-31").content.decode()
    assert 'href="/indicators/MIS-2/list/2019-01?as_at=2019-01-31">3</a>' in page
    listed = client.get("/indicators/MIS-2/list/2019-01?as_at=2019-01-31").content.decode()
    assert all(f"{name} Marlow" in listed for name in ("Aisha", "Ben", "Carla"))
    noted = Looked.objects.get(act="indicator.list")
    assert sorted(noted.subject_ids) == sorted(person.pk for person in three_missing)


def test_a_group_opens_to_its_own_rows(three_missing: list[Person]) -> None:
    Episode.objects.filter(child=three_missing[1]).update(area="south")
    client = signed_in("head_of_service")
    page = client.get("/indicators/MIS-2?as_at=2019-01-31&by=area").content.decode()
    assert "by=area&amp;group=south" in page
    listed = client.get("/indicators/MIS-2/list/2019-01?as_at=2019-01-31&by=area&group=south").content.decode()
    assert "Ben Marlow" in listed
    assert "Aisha Marlow" not in listed


def test_a_share_says_what_it_is_out_of(three_missing: list[Person]) -> None:
    page = signed_in("director").get("/indicators/MIS-4?as_at=2019-01-31").content.decode()
    assert "50%" in page
    assert "1 of 2" in page
    assert "Worked example" in page
    assert "none" in page  # the months in which nobody came back


@pytest.mark.parametrize(
    ("role", "organisation", "sees"),
    [
        ("missing_support_worker", "trust", True),
        ("social_worker", "trust", True),
        ("performance_analyst", "trust", True),
        ("system_administrator", "trust", False),
        ("councillor", "birmingham-city-council", False),
        ("commissioner", "birmingham-city-council", False),
    ],
)
def test_small_numbers_are_for_those_whose_work_is_with_the_children(
    role: str, organisation: str, sees: bool, three_missing: list[Person]
) -> None:
    client = signed_in(role, organisation)
    page = client.get("/indicators/MIS-2?as_at=2019-01-31").content.decode()
    assert ("withheld" in page) is not sees
    rows = list(
        csv.DictReader(io.StringIO(client.get("/indicators/MIS-2?as_at=2019-01-31&format=csv").content.decode()))
    )
    last = rows[-1]
    assert (last["value"], last["note"]) == (("3", "") if sees else ("", "withheld"))
    assert (rows[0]["value"], rows[0]["note"]) == ("0", "")


def test_nobody_learns_a_small_number_by_asking_for_two_days(three_missing: list[Person]) -> None:
    client = signed_in("councillor", "birmingham-city-council")
    page = client.get("/indicators/MIS-2?as_at=5 January 2019").content.decode()
    assert "Shown as at the end of 31 December 2018" in page
    assert "January 2019 so far" not in page
    assert "January 2019 so far" in signed_in("director").get("/indicators/MIS-2?as_at=5/1/2019").content.decode()


@pytest.mark.parametrize("role", ["missing_support_worker", "social_worker", "councillor", "privacy_officer"])
def test_the_list_is_only_for_those_who_may_list(role: str, three_missing: list[Person]) -> None:
    client = signed_in(role)
    assert client.get("/indicators/MIS-2/list/2019-01?as_at=2019-01-31").status_code == 403
    assert "/list/2019-01" not in client.get("/indicators/MIS-2?as_at=2019-01-31").content.decode()


def test_a_restricted_child_is_counted_in_the_figure_and_not_told_of_in_the_list(three_missing: list[Person]) -> None:
    Person.objects.filter(pk=three_missing[0].pk).update(tier=2)
    client = signed_in("head_of_service")
    listed = client.get("/indicators/MIS-2/list/2019-01?as_at=2019-01-31").content.decode()
    assert "Aisha" not in listed
    assert "2 children" in listed or "2 episodes" in listed
    assert "not listed" not in listed


def test_a_declared_conflict_keeps_a_child_off_the_list(three_missing: list[Person]) -> None:
    client = signed_in("director")
    account = Account.objects.get(email="director@righthelp.example")
    Conflict.objects.create(account=account, kind="child", subject_id=three_missing[1].pk, declared_at=AT, note="Kin.")
    listed = client.get("/indicators/MIS-2/list/2019-01?as_at=2019-01-31").content.decode()
    assert "Ben" not in listed


def test_a_wrong_or_future_date_is_answered_in_words() -> None:
    client = signed_in("director")
    assert "That is not a date" in client.get("/indicators/MIS-1?as_at=soon").content.decode()
    assert "has not come yet" in client.get("/indicators/MIS-1?as_at=2999-01-31").content.decode()
    assert client.get("/indicators/MIS-99").status_code == 404
    assert client.get("/indicators/MIS-1/list/never").status_code == 404


def test_the_chart_is_an_image_of_its_own_that_is_not_drawn_twice(three_missing: list[Person]) -> None:
    client = signed_in("director")
    drawn = client.get("/indicators/MIS-2/chart.svg?as_at=2019-01-31")
    assert drawn["Content-Type"] == "image/svg+xml"
    assert b"<script" not in drawn.content
    assert b"Jan 2019" in drawn.content
    again = client.get("/indicators/MIS-2/chart.svg?as_at=2019-01-31", headers={"If-None-Match": drawn["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("number", range(1, 13))
def test_every_indicator_has_its_page_with_every_breakdown(number: int, three_missing: list[Person]) -> None:
    from righthelp.insight.indicators.catalogue import indicator

    client = signed_in("director")
    for by in ("", *(each.key for each in indicator(f"MIS-{number}").dimensions)):
        assert client.get(f"/indicators/MIS-{number}?as_at=2019-01-31&by={by}").status_code == 200, by
