"""What agency staff cost against the region’s caps, who agreed, and pay beside other authorities."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from righthelp.foundation.refusals import Refused
from righthelp.practice.recruitment import record_rates
from righthelp.practice.recruitment.models_money import Booking, RateCap
from righthelp.practice.recruitment.queries_pay import gaps, half_years, movements
from righthelp.practice.recruitment.queries_rates import rates, spend, without_rate
from righthelp.practice.recruitment.tables_rates import pounds
from righthelp.practice.workforce import record as workforce
from righthelp.practice.workforce.models import Holding
from tests.stories.desk_house import signed_in, text_of
from tests.stories.workforce_house import NOW, TODAY, WorkforceHouse, day

AUGUST = (day("2021-08-01"), day("2021-08-31"))


class AgencyHouse(WorkforceHouse):
    """Omar holds the vacant social work post through Larkfield from 1 August; the cap of GR5 is £280 a day."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.omar = self.joins("Omar Tellwright", on=day("2021-08-01"), basis="agency", agency="Larkfield")
        self.held = Holding.objects.get(worker=self.omar)
        self.cap = record_rates.cap_set(
            grade="GR5",
            day_rate=280_00,
            source="West Midlands memorandum",
            starts=day("2021-04-01"),
            by=self.amrit,
            now=NOW,
        )

    def booked(self, pence: int, reason: str = "") -> Booking:
        return record_rates.booked(
            holding=self.held.pk, day_rate=pence, starts=day("2021-08-01"), reason=reason, by=self.amrit, now=NOW
        )


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[AgencyHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield AgencyHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def test_agency_staff_without_a_rate_are_listed_until_there_is_one(house: AgencyHouse) -> None:
    assert [pk for pk, _ in without_rate(TODAY)] == [house.held.pk]
    house.booked(280_00)
    assert without_rate(TODAY) == []


def test_a_rate_at_the_cap_is_agreed_at_once(house: AgencyHouse) -> None:
    assert house.booked(280_00).agreed == NOW
    [row] = rates(TODAY)
    assert (row.above, row.over, row.state) == (False, 0, "agreed")


def test_a_penny_above_the_cap_needs_a_reason_and_somebody_elses_yes(house: AgencyHouse) -> None:
    with pytest.raises(Refused, match="above the region’s cap") as no:
        house.booked(280_01)
    assert no.value.field == "reason"
    waits = house.booked(280_01, "Three months without an applicant.")
    assert waits.agreed is None
    with pytest.raises(Refused, match="Nobody decides on what they asked for"):
        record_rates.approved(booking=waits.pk, by=house.amrit, now=NOW)
    record_rates.approved(booking=waits.pk, by=house.marcia, now=NOW)
    [row] = rates(TODAY)
    assert (row.state, row.over, row.approved_by) == ("agreed", 1, "Marcia Leverrose")


def test_the_database_lets_no_rate_above_the_cap_through_by_itself(house: AgencyHouse) -> None:
    waits = house.booked(300_00, "Nobody applied.")
    with pytest.raises(IntegrityError, match="has a reason and an approver"), transaction.atomic():
        Booking.objects.filter(pk=waits.pk).update(agreed=NOW)
    with pytest.raises(IntegrityError, match="booking_approved_by_another"), transaction.atomic():
        Booking.objects.filter(pk=waits.pk).update(agreed=NOW, approved_by=house.amrit)


def test_a_grade_without_a_cap_is_asked_about_as_if_it_were_above(house: AgencyHouse) -> None:
    RateCap.objects.all().delete()
    with pytest.raises(Refused, match="no cap for this grade"):
        house.booked(200_00)


def test_a_month_costs_its_working_days_without_those_away(house: AgencyHouse) -> None:
    house.booked(200_00)
    workforce.absent(
        worker=house.omar.pk, kind="sickness", starts=day("2021-08-09"), last_day=day("2021-08-10"), cover=None,
        by=house.gurdeep, now=NOW,
    )  # fmt: skip
    [month] = spend(*AUGUST)
    # August 2021: 22 weekdays, of which the 30th is a bank holiday; two days ill.
    assert (month.days, month.people, month.cost, month.above) == (19, 1, 19 * 200_00, 0)


def test_what_waits_for_a_decision_costs_nothing_and_what_is_above_is_told_apart(house: AgencyHouse) -> None:
    waits = house.booked(300_00, "Nobody applied.")
    assert spend(*AUGUST) == []
    record_rates.approved(booking=waits.pk, by=house.marcia, now=NOW)
    [month] = spend(*AUGUST)
    assert (month.days, month.cost, month.above) == (21, 21 * 300_00, 21 * 20_00)


def test_a_head_of_service_decides_on_the_page_and_the_workforce_officer_cannot(house: AgencyHouse) -> None:
    waits = house.booked(300_00, "Nobody applied.")
    assert signed_in(house.amrit).post(f"/recruitment/rates/{waits.pk}/decide").status_code == 403
    marcia = signed_in(house.marcia)
    assert "Waits for a decision" in text_of(marcia.get("/recruitment/rates"))
    page = marcia.post(f"/recruitment/rates/{waits.pk}/decide?refuse=1", {"why": "Advertise again first."}, follow=True)
    assert "The rate is refused" in text_of(page)
    assert Booking.objects.get(pk=waits.pk).refused_why == "Advertise again first."


def test_a_rate_typed_in_pounds_is_kept_in_pence(house: AgencyHouse) -> None:
    sent = {"holding": str(house.held.pk), "day_rate": "£267.35", "starts_day": "1", "starts_month": "8",
            "starts_year": "2021", "reason": ""}  # fmt: skip
    signed_in(house.amrit).post("/recruitment/rates/new", sent)
    assert Booking.objects.get().day_rate == 267_35


def test_pounds_are_printed_as_people_write_them() -> None:
    assert [pounds(28_750), pounds(3_889_049, whole=True), pounds(-150_000, whole=True), pounds(None)] == [
        "£287.50", "£38,890", "−£1,500", "",
    ]  # fmt: skip


def pays(house: AgencyHouse, point: int, annual: int, since: str) -> None:
    record_rates.pay_point_set(
        grade="GR5", point=point, annual=annual * 100, starts=day(since), by=house.amrit, now=NOW
    )


def others(house: AgencyHouse, authority: str, annual: int, on: str) -> None:
    record_rates.market_noted(
        grade="GR5",
        authority=authority,
        annual=annual * 100,
        on=day(on),
        source="Advertisement",
        by=house.amrit,
        now=NOW,
    )


def test_the_gap_is_the_median_of_the_latest_figures_less_the_top_of_the_grade(house: AgencyHouse) -> None:
    pays(house, 1, 34_000, "2021-04-01")
    pays(house, 4, 38_000, "2021-04-01")
    for authority, annual, on in (
        ("Solihull", 36_000, "2020-05-01"), ("Solihull", 40_000, "2021-05-01"),  # the later one counts
        ("Walsall", 39_000, "2021-05-01"), ("Dudley", 45_000, "2021-05-01"),
        ("Coventry", 70_000, "2019-01-01"),  # too old
    ):  # fmt: skip
        others(house, authority, annual, on)
    [now] = gaps([TODAY])
    assert (now.ours, now.theirs, now.authorities, now.gap) == (3_800_000, 4_000_000, 3, 200_000)
    assert now.share == Decimal("5.3")


def test_a_gap_that_has_grown_in_the_year_is_widening(house: AgencyHouse) -> None:
    pays(house, 4, 37_000, "2020-04-01")
    pays(house, 4, 37_500, "2021-04-01")
    others(house, "Solihull", 38_000, "2020-05-01")
    others(house, "Solihull", 39_200, "2021-05-01")
    [row] = movements(TODAY)
    assert (row.before.gap, row.now.gap, row.words) == (100_000, 170_000, "Widening")


def test_without_a_figure_a_year_ago_nobody_says_which_way(house: AgencyHouse) -> None:
    pays(house, 4, 37_500, "2021-04-01")
    others(house, "Solihull", 39_200, "2021-05-01")
    [row] = movements(TODAY)
    assert row.words == "Not known"


def test_half_years_end_with_the_last_one_begun() -> None:
    assert half_years(day("2021-09-01"), 3) == [day("2020-04-01"), day("2020-10-01"), day("2021-04-01")]
    assert half_years(day("2021-02-01"), 1) == [day("2020-10-01")]


@pytest.mark.parametrize(
    "page",
    [
        *("", "vacancies", "vacancies/new", "figures", "figures/chart", "search"),
        *("rates", "rates/new", "rates/caps/new", "pay", "pay/chart", "pay/points/new", "pay/market/new"),
    ],
)
def test_every_page_of_the_area_opens_for_the_workforce_officer(house: AgencyHouse, page: str) -> None:
    house.booked(250_00)
    pays(house, 4, 37_500, "2021-04-01")
    others(house, "Solihull", 39_200, "2021-05-01")
    assert signed_in(house.amrit).get(f"/recruitment/{page}").status_code == 200
