"""Posts and who holds them: the figures of any day, the list behind each number, and how teams stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from righthelp.foundation.refusals import Refused
from righthelp.practice.workforce import record_movements, record_posts
from righthelp.practice.workforce.jobs import days_that_have_come
from righthelp.practice.workforce.models import Holding, Team
from righthelp.practice.workforce.queries_posts import Of, establishment, leavers, months_to, seats
from righthelp.practice.workforce.queries_structure import tree
from tests.stories.desk_house import signed_in, text_of
from tests.stories.workforce_house import NOW, TODAY, WHOLE, WorkforceHouse, day

EAST = Of(service="safeguarding")


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkforceHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield WorkforceHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def test_vacant_is_established_less_filled(house: WorkforceHouse) -> None:
    [now] = establishment([TODAY], EAST)
    assert [now.established, now.permanent, now.vacant] == [4, 3, 1]
    assert [now.vacant_share, now.agency_share, now.permanent_share] == [Decimal("25.0"), 0, 100]


def test_agency_share_is_of_established_and_permanent_share_of_filled(house: WorkforceHouse) -> None:
    house.joins(basis="agency", agency="Larkfield")
    house.post("Social worker")
    [now] = establishment([TODAY], EAST)
    assert now.agency_share == Decimal("20.0")  # one of five established
    assert now.permanent_share == Decimal("75.0")  # three of four filled


def test_a_post_held_in_part_is_vacant_in_part(house: WorkforceHouse) -> None:
    house.joins(wte=Decimal("0.6"))
    [now] = establishment([TODAY], EAST)
    assert (now.filled, now.vacant) == (Decimal("3.6"), Decimal("0.4"))
    [rest] = [seat for seat in seats(TODAY, EAST) if seat.worker_id is None]
    assert rest.wte == Decimal("0.4")


def test_the_list_behind_a_number_adds_up_to_it(house: WorkforceHouse) -> None:
    house.joins(wte=Decimal("0.6"))
    [now] = establishment([TODAY], EAST)
    rows = seats(TODAY, EAST)
    assert sum(seat.wte for seat in rows) == now.established
    assert sum(seat.wte for seat in rows if seat.worker_id) == now.filled


def test_turnover_counts_who_left_and_not_who_moved(house: WorkforceHouse) -> None:
    house.teams["cass"] = Team.objects.create(code="cass", name="CASS", service="front-door")
    desk = house.post("Senior practitioner", team="cass")
    record_movements.moved_team(
        worker=house.hannah.pk, post=desk.pk, basis="permanent", wte=WHOLE, on=TODAY, by=house.amrit, now=NOW
    )
    record_movements.left(
        worker=house.ruth.pk, last_day=TODAY - timedelta(days=1), leaving="retired", by=house.amrit, now=NOW
    )
    [now] = establishment([TODAY], Of())
    assert [row.worker for row in leavers(TODAY, Of())] == ["Ruth Okafor"]
    assert now.turnover == Decimal("50.0")  # one left; Gurdeep and Hannah are still here


def test_agency_staff_who_go_are_no_turnover(house: WorkforceHouse) -> None:
    nadia = house.joins(basis="agency")
    record_movements.left(worker=nadia.pk, last_day=TODAY, leaving="contract", by=house.amrit, now=NOW)
    assert leavers(TODAY + timedelta(days=2), Of()) == []


def test_a_share_of_nothing_is_none(house: WorkforceHouse) -> None:
    [line] = establishment([TODAY], Of(qualified=False, service="safeguarding"), "service")
    assert line.key == "safeguarding"
    Holding.objects.all().delete()
    [line] = establishment([TODAY], EAST)
    assert [line.permanent_share, line.turnover, line.agency_share] == [None, None, 0]


def test_a_figure_of_the_past_stays_what_it_was(house: WorkforceHouse) -> None:
    before = establishment([day("2021-06-30")], EAST)
    record_movements.left(worker=house.ruth.pk, last_day=TODAY, leaving="another", by=house.amrit, now=NOW)
    house.joins()
    assert establishment([day("2021-06-30")], EAST) == before


def test_months_end_on_their_last_day_and_the_present_one_today() -> None:
    assert months_to(day("2021-03-15"), 3) == [day("2021-01-31"), day("2021-02-28"), day("2021-03-15")]


def test_the_database_itself_refuses_more_than_the_post(house: WorkforceHouse) -> None:
    nadia = house.joins()
    with pytest.raises(IntegrityError, match="more than it is"), transaction.atomic():
        Holding.objects.create(
            post=house.vacant, worker=house.karen, basis="agency", wte=WHOLE, starts=day("2022-01-01")
        )
    other = house.post("Social worker")
    with pytest.raises(IntegrityError, match="more than one whole post"), transaction.atomic():
        Holding.objects.create(post=other, worker=nadia, basis="permanent", wte=Decimal("0.2"), starts=TODAY)


def test_a_post_that_is_held_is_not_given_up(house: WorkforceHouse) -> None:
    with pytest.raises(Refused, match="Ruth Okafor holds this post"):
        record_posts.disestablished(post=house.ruths.pk, last_day=TODAY, by=house.amrit, now=NOW)
    record_posts.disestablished(post=house.vacant.pk, last_day=TODAY, by=house.amrit, now=NOW)
    assert [row.established for row in establishment([TODAY + timedelta(days=1)], EAST)] == [3]


def test_a_team_moves_on_its_day_and_the_former_structure_can_still_be_read(house: WorkforceHouse) -> None:
    other = Team.objects.create(code="south-office", name="Area leadership, South")
    east, moves = house.teams["east"], day("2021-10-01")
    record_posts.restructured(
        team=east.pk, starts=moves, under=other.pk, manager=house.hannah.pk, area="south", why="Redesign",
        by=house.amrit, now=NOW,
    )  # fmt: skip
    east.refresh_from_db()
    assert east.under == house.office
    days_that_have_come(NOW + timedelta(days=31))
    east.refresh_from_db()
    assert (east.under, east.manager, east.area) == (other, house.hannah, "south")

    def above(on: str) -> list[str]:
        return [unit.name for unit in tree(day(on)) if any(each.id == east.pk for each in unit.units)]

    assert above("2021-09-30") == ["Area leadership, East"]
    assert above("2021-10-01") == ["Area leadership, South"]


def test_a_unit_never_stands_under_its_own_team(house: WorkforceHouse) -> None:
    with pytest.raises(Refused, match="under itself"):
        record_posts.restructured(
            team=house.office.pk, starts=TODAY, under=house.teams["east"].pk, why="Slip", by=house.amrit, now=NOW
        )


def test_the_page_shows_the_shares_and_opens_the_list(house: WorkforceHouse) -> None:
    house.joins(basis="agency", agency="Larkfield")
    amrit = signed_in(house.amrit)
    page = text_of(amrit.get("/teams/posts"))
    assert "25%" in page
    assert "Nadia Brookfold" in text_of(amrit.get("/teams/posts/list?on=2021-09-01&seats_basis=agency"))
    table = amrit.get("/teams/posts?format=csv&table=months")
    assert table["Content-Type"].startswith("text/csv")
    assert amrit.get("/teams/posts/chart")["Content-Type"] == "image/svg+xml"


def test_who_is_who_finds_people_and_shows_the_tree(house: WorkforceHouse) -> None:
    hannah = signed_in(house.hannah)
    assert "Area leadership, East" in text_of(hannah.get("/teams/structure"))
    found = text_of(hannah.get("/teams/structure?q=okaf"))
    assert "Ruth Okafor" in found
    assert "Grace" not in found


def test_new_posts_are_established_on_the_page(house: WorkforceHouse) -> None:
    sent = {"team": str(house.teams["east"].pk), "title": "Senior practitioner", "count": "2", "wte": "0.5",
            "starts_day": "1", "starts_month": "9", "starts_year": "2021"}  # fmt: skip
    assert signed_in(house.amrit).post("/teams/posts/new", sent).status_code == 302
    [now] = establishment([TODAY], EAST)
    assert now.established == 5
