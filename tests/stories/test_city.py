"""The first part of the synthetic city, loaded as `make run` loads it, and what must be true of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.db import connection, transaction
from django.test import RequestFactory
from pytest_django.plugin import DjangoDbBlocker

from righthelp.city.arrival import arriving, stages
from righthelp.city.first import first_part
from righthelp.city.load import first_loaded
from righthelp.city.published import MONTHS, REPEAT
from righthelp.city.tables import COLUMNS
from righthelp.foundation.access.models import Account
from righthelp.foundation.audit.history import history_of
from righthelp.foundation.intake.inbox import Letter, receive, take_in
from righthelp.foundation.intake.models import Message, State
from righthelp.foundation.journey import running
from righthelp.foundation.refusals import Refused
from righthelp.insight.indicators import queries
from righthelp.insight.indicators.catalogue import indicator
from righthelp.practice.missing.circumstances import circumstances_of
from righthelp.practice.missing.journey import RETURN_INTERVIEW
from righthelp.practice.missing.models import Episode
from righthelp.practice.missing.models_work import Interview
from righthelp.practice.people.models import Identifier, Involvement, Person, Relationship
from righthelp.practice.workforce import demo
from righthelp.practice.workforce.models import Absence, Allocation, Worker
from righthelp.site.matrix import ROLES
from tests.spec import published

pytestmark = pytest.mark.django_db

NOON = datetime(2021, 9, 1, 11, 0, tzinfo=UTC)
MIDNIGHT = datetime(2021, 8, 31, 23, 0, tzinfo=UTC)
FIGURES = published.published()


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The first part, loaded once for this module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert str(connection.settings_dict["NAME"]).startswith("test_")
        first_loaded(now=NOON, say=lambda what: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def episodes(city: None) -> list[published.Row]:
    return published.rows()


@pytest.mark.parametrize("figure", FIGURES, ids=lambda each: each.name)
def test_published_figure_comes_out_of_the_data(figure: published.Published, episodes: list[published.Row]) -> None:
    assert published.value(episodes, figure) == figure.value


def test_all_the_papers_figures_are_held_to() -> None:
    codes = Counter(each.code for each in FIGURES)
    assert codes["MIS-3"] == 13 * 5
    assert codes["MIS-4"] == 10 + 5
    assert codes["MIS-5"] == 13 + 2
    assert {"MIS-1 change", "MIS-2 average", "refused"} <= set(codes)


def test_nobody_repeats_by_accident(episodes: list[published.Row]) -> None:
    found: dict[tuple[str, str], int] = {}
    for month in MONTHS:
        counts = published.three_times(episodes, (month.year, month.month))
        found |= {(month.code, status): counts.get(status, 0) for status in REPEAT}
    assert found == {(month.code, s): REPEAT[s][n] for n, month in enumerate(MONTHS) for s in REPEAT}


def _by_hand(code: str, episodes: list[published.Row], month: published.Month) -> tuple[int, int | None]:
    """Numerator and denominator by the oracle."""
    returned = published.returned_in(episodes, (month,))
    offered = [each for each in returned if each.offered]
    match code:
        case "MIS-1":
            return published.missing_at_end(episodes, month), None
        case "MIS-2":
            return published.begun(episodes, month), None
        case "MIS-3":
            return sum(published.three_times(episodes, month).values()), None
        case "MIS-4":
            return len(offered), len(returned)
        case "MIS-5":
            return sum(1 for each in offered if each.held), len(offered)
        case "MIS-6":
            return published.held_in_time(episodes, month)
    raise KeyError(code)


@pytest.mark.parametrize("code", ["MIS-1", "MIS-2", "MIS-3", "MIS-4", "MIS-5", "MIS-6"])
@pytest.mark.parametrize("as_at", [date(2019, 1, 31), date(2021, 7, 31)], ids=str)
def test_indicator_as_at_a_month_end_says_what_the_rows_say(
    code: str, as_at: date, episodes: list[published.Row]
) -> None:
    """As at the last day of the month, of episodes that went on and were worked on after it."""
    series = queries.series(indicator(code), as_at, 13)
    found = [(point.month.code, point.numerator, point.denominator) for point in series.points]
    months = published.months_between((as_at.year - 1, as_at.month), (as_at.year, as_at.month))
    assert found == [(f"{year}-{month:02d}", *_by_hand(code, episodes, (year, month))) for year, month in months]


def test_month_end_figure_was_declining_over_the_year(episodes: list[published.Row]) -> None:
    months = published.months_between((2018, 1), (2019, 1))
    counts = [published.missing_at_end(episodes, month) for month in months]
    assert sum(counts[:6]) > sum(counts[-6:])


def test_more_children_go_missing_from_home_than_from_care_by_2021(episodes: list[published.Row]) -> None:
    months = published.months_between((2021, 1), (2021, 8))
    home, care = (sum(published.begun(episodes, month, where) for month in months) for where in ("home", "care"))
    assert home > care


def test_home_rate_rose_by_a_quarter(episodes: list[published.Row]) -> None:
    before, after = (
        sum(published.begun(episodes, month, "home") for month in published.months_between(*span))
        for span in (((2019, 7), (2020, 3)), ((2020, 7), (2021, 3)))
    )
    assert round(100 * (after / before - 1)) == 25


def test_eight_children_missing_from_the_trusts_own_carers_in_six_months(city: None) -> None:
    since = datetime(2021, 3, 1, tzinfo=UTC)
    found = Episode.objects.filter(placement="trust_foster", where_from="care", missing_from__gte=since)
    assert found.values("child_id").distinct().count() == 8


def test_what_came_after_a_return_was_done_within_its_month(episodes: list[published.Row]) -> None:
    for each in episodes:
        if each.returned is None or (month := published.month_of(each.returned)) >= (2021, 8):
            continue
        end = published.month_end(month)
        for moment in (each.offered, each.declined, each.held):
            assert moment is None or moment < end


def test_nothing_has_happened_after_the_demonstrations_midnight(city: None) -> None:
    for field in ("missing_from", "notified", "returned", "offered", "declined", "held", "strategy_held", "forwarded"):
        assert not Episode.objects.filter(**{f"{field}__gt": MIDNIGHT}).exists(), field


def test_episodes_say_what_the_register_says(city: None) -> None:
    """Status, placement, address, area, team: as the plans, placements and allocations of the day have them."""
    ours = list(Episode.objects.filter(authority="330"))
    found = circumstances_of((each.child_id, each.missing_from) for each in ours)
    for each in ours:
        said = found[each.child_id, each.missing_from]
        columns = ("address_id", "status", "placement", "area", "team_id", "unaccompanied")
        assert [getattr(each, c) for c in columns] == [getattr(said, c) for c in columns], each.pk


def test_another_councils_child_is_forwarded_and_never_offered(city: None) -> None:
    others = Episode.objects.exclude(authority="330")
    assert others.count() > 500
    assert not others.filter(offered__isnull=False).exists()
    late = others.filter(forwarded__isnull=True, notified__lt=MIDNIGHT - timedelta(days=1))
    assert not late.exists()


def test_children_missing_on_the_first_of_september(city: None) -> None:
    now = Episode.objects.filter(returned__isnull=True, cancelled__isnull=True, authority="330")
    assert now.count() == 12
    assert now.filter(unaccompanied=True).count() == 1
    assert now.filter(missing_from__lt=MIDNIGHT - timedelta(hours=72)).count() >= 4


def test_the_board_has_interviews_to_offer_due_today_and_late(city: None) -> None:
    found = Episode.objects.filter(returned__gte=MIDNIGHT - timedelta(days=1), authority="330")
    assert found.filter(offered__isnull=True).count() >= 3
    lately = running(RETURN_INTERVIEW, due_from=MIDNIGHT - timedelta(days=3))
    assert lately.filter(due_at__gte=MIDNIGHT, due_at__lt=MIDNIGHT + timedelta(days=1)).count() >= 3
    assert lately.filter(due_at__lt=MIDNIGHT).count() >= 3


def test_notices_wait_for_a_person(city: None) -> None:
    waiting = Message.objects.filter(state=State.WAITING)
    reasons = " ".join(waiting.values_list("reason", flat=True))
    assert waiting.count() == 4
    assert "happened twice" in reasons
    assert "Waits for the missing notice" in reasons
    assert "No record fits" in reasons


def test_a_found_notice_about_a_child_missing_today_is_taken_in(city: None) -> None:
    """The city's episodes stand on notices in the inbox, so that the police's next one finds its report."""
    episode = Episode.objects.filter(returned__isnull=True, cancelled__isnull=True, authority="330").latest(
        "missing_from"
    )
    letter = Letter(
        sender=demo.POLICE,
        kind="police notice",
        key="found-1",
        revision=1,
        series=str(episode.police_reference),
        body={
            "event": "found",
            "happened_at": "2021-09-01T08:15:00+01:00",
            "child": {"police_reference": Identifier.objects.get(person=episode.child_id, kind="police").value},
        },
        received_at=NOON,
    )
    before = (episode.missing_from, episode.notified, episode.status, episode.address_id)
    with transaction.atomic():
        take_in([receive(letter)[0]], NOON)
        episode.refresh_from_db()
        transaction.set_rollback(True)
    assert episode.returned == datetime(2021, 9, 1, 7, 15, tzinfo=UTC)
    assert (episode.missing_from, episode.notified, episode.status, episode.address_id) == before


def test_every_child_with_a_plan_has_one_primary_worker(city: None) -> None:
    today = date(2021, 9, 1)
    with_plan = set(Involvement.objects.filter(ends__isnull=True, starts__lte=today).values_list("child_id", flat=True))
    held = Allocation.objects.filter(primary=True, ends__isnull=True).values_list("child_id", flat=True)
    assert with_plan <= set(held)
    assert len(held) == len(set(held))


def test_parents_are_old_enough(city: None) -> None:
    pairs = Relationship.objects.filter(kind__in=("mother", "father")).values_list(
        "person__birth_date", "other__birth_date"
    )
    assert min((child - parent).days for child, parent in pairs if child and parent) > 16 * 365


def test_children_are_children_when_they_go_missing(city: None) -> None:
    for born, gone in Episode.objects.values_list("child__birth_date", "missing_from"):
        assert born is not None
        assert 8 * 365 < (gone.date() - born).days < 18 * 365.25


def test_nhs_numbers_are_of_the_test_range_and_valid(city: None) -> None:
    for value in Identifier.objects.filter(kind="nhs").values_list("value", flat=True)[:2000]:
        assert value.startswith("999")
        total = sum(int(digit) * (10 - place) for place, digit in enumerate(value[:9]))
        assert (11 - total % 11) % 11 == int(value[9])


def test_postcodes_cannot_exist(city: None) -> None:
    from righthelp.practice.people.models import Address

    for code in Address.objects.values_list("postcode", flat=True):
        assert re.fullmatch(r"[A-Z]{1,2}[0-9]{1,2} [0-9][CIKMOV]{2}", code), code


def test_no_word_that_hurts(city: None) -> None:
    hurts = re.compile(r"abscond|putting (him|her|them)sel|promiscu|prostitut|hard to reach|\bLAC\b|non-complian", re.I)
    for said in Interview.objects.values_list("own_words", "summary", "harm_note"):
        assert not hurts.search(" ".join(said)), said


def test_children_speak_in_their_own_words(city: None) -> None:
    said = list(Interview.objects.values_list("own_words", flat=True))
    assert len(set(said)) > 0.97 * len(said)
    assert "{" not in "".join(said)


def test_interviews_went_to_the_childs_social_worker(city: None) -> None:
    for each in Interview.objects.filter(sent_to__isnull=False).select_related("episode")[:500]:
        assert Allocation.objects.filter(
            child=each.episode.child_id, worker=each.sent_to_id, primary=True, starts__lte=each.recorded_at
        ).exists()


def test_winter_of_2018_is_in_the_absences(city: None) -> None:
    winter = Absence.objects.filter(
        worker__team__code="missing", starts__lt=date(2019, 2, 1), ends__gt=date(2018, 12, 10)
    )
    assert set(winter.values_list("kind", flat=True)) == {"leave", "parental", "sickness"}


def test_nobody_works_while_absent(city: None) -> None:
    for worker, starts, ends in Absence.objects.filter(worker__team__code="missing").values_list(
        "worker", "starts", "ends"
    ):
        first, last = (datetime(d.year, d.month, d.day, tzinfo=published.LONDON) for d in (starts, ends))
        assert not Episode.objects.filter(support_worker=worker, offered__gte=first, offered__lt=last).exists()


def test_every_role_can_sign_in(city: None) -> None:
    assert {each.role for each in demo.PEOPLE} == set(ROLES)
    for each in demo.PEOPLE:
        account = authenticate(RequestFactory().post("/sign-in"), username=each.email, password=demo.PASSWORD)
        assert isinstance(account, Account), each.email
        assert account.roles == [each.role]
        if each.team:
            assert Worker.objects.get(account=account).team.code == each.team


def test_demonstration_social_worker_has_eighteen_children_some_missing_lately(city: None) -> None:
    worker = Worker.objects.get(account__email="social.worker@righthelp.example")
    held = Allocation.objects.filter(worker=worker, primary=True, ends__isnull=True)
    assert held.count() == 18
    lately = Episode.objects.filter(child__in=held.values("child"), missing_from__gte=datetime(2021, 8, 1, tzinfo=UTC))
    assert lately.values("child").distinct().count() >= 3
    assert worker.manager is not None
    assert worker.manager.account is not None
    assert worker.manager.account.roles == ["team_manager"]


@pytest.mark.parametrize("name", [name for name in COLUMNS if history_of(apps.get_model(name))])
def test_each_row_has_the_first_event_of_its_history(name: str, city: None) -> None:
    model = apps.get_model(name)
    event = history_of(model)
    assert event is not None
    assert event._default_manager.filter(pgh_label="insert").count() == model._default_manager.count()


def test_a_new_person_comes_after_the_citys(city: None) -> None:
    with transaction.atomic():
        made = Person.objects.create(forename="Amira", surname="Penford")
        transaction.set_rollback(True)
    assert made.pk >= 1_200_000


def test_city_is_not_loaded_over_people(city: None) -> None:
    before = Person.objects.count()
    with pytest.raises(Refused, match="people in this database already"):
        first_loaded(now=NOON, say=lambda what: None)
    assert Person.objects.count() == before


def test_first_part_says_that_it_is_here(city: None) -> None:
    assert [each["stage"] for each in stages()] == ["first"]
    assert arriving() == ""


def test_the_same_seed_draws_the_same_city() -> None:
    assert first_part("x").tables.rows == first_part("x").tables.rows
