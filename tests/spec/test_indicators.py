"""Every indicator: its worked example comes out in all three engines, its meaning is held to its edition, and
the number
and the list behind it are the same rows."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import connection, transaction

from righthelp.foundation.calendar import Month, from_local
from righthelp.insight.indicators import counting, queries, rows
from righthelp.insight.indicators.catalogue import FINGERPRINTS, INDICATORS, indicator
from righthelp.insight.indicators.definition import Better, Edition, Example, Indicator, Unit, Window
from righthelp.practice.missing.models import Episode
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Team

pytestmark = pytest.mark.django_db
CODES = [each.code for each in INDICATORS]
REFERENCE = {
    "MIS-1": "children",
    "MIS-2": "episodes",
    "MIS-3": "children",
    "MIS-4": "percent",
    "MIS-5": "percent",
    "MIS-6": "percent",
}
NOT_FACTS = {"declined_by"}


def stored(example: Example) -> None:
    """The example's children and episodes as rows of the register."""
    people: dict[str, Person] = {}
    for each in example.episodes:
        person = people.get(each.name) or Person.objects.create(forename=each.name, surname="Example")
        people[each.name] = person
        facts = {key: value for key, value in each.facts.items() if key not in NOT_FACTS}
        declined_by = each.facts["declined_by"] or ""
        facts["notified"] = facts["missing_from"]
        if facts["held"] and not facts["offered"]:
            facts["offered"] = facts["returned"]
        Episode.objects.create(
            child=person,
            declined_by=declined_by,
            decline_reason="other" if declined_by else "",
            cancelled_reason="Was at home." if facts["cancelled"] else "",
            **facts,
        )


@pytest.mark.parametrize("code", CODES)
def test_the_worked_example_comes_out_in_plain_python(code: str) -> None:
    one = indicator(code)
    assert rows.answer(one, one.example) == (one.example.numerator, one.example.denominator)


@pytest.mark.parametrize("code", CODES)
def test_the_worked_example_comes_out_in_the_database(code: str) -> None:
    one = indicator(code)
    stored(one.example)
    point = queries.computed(one, Window(one.example.as_at, (one.example.month,))).latest
    assert (point.numerator, point.denominator) == (one.example.numerator, one.example.denominator)


@pytest.mark.parametrize("code", CODES)
def test_the_list_behind_a_number_is_the_number(code: str) -> None:
    one = indicator(code)
    stored(one.example)
    listed = queries.behind(one, one.example.as_at, one.example.month)
    point = queries.series(one, one.example.as_at).latest
    assert len(listed) == (point.numerator if point.denominator is None else point.denominator)
    assert sum(row.success for row in listed) == point.numerator
    for dimension in one.dimensions:
        broken = queries.series(one, one.example.as_at, by=dimension.key)
        for group in broken.groups:
            in_group = queries.behind(one, one.example.as_at, one.example.month, dimension.key, group.key)
            part = broken.of_group(group.key)[-1]
            assert sum(row.success for row in in_group) == part.numerator, (dimension.key, group.key)
            if part.denominator is not None and not dimension.numerator_only:
                assert len(in_group) == part.denominator


@pytest.mark.parametrize("code", CODES)
def test_an_example_has_a_child_who_counts_and_one_who_does_not(code: str) -> None:
    one = indicator(code)
    judged = rows.judged(one, one.example)
    assert any(each.counts for each in judged)
    assert not all(each.counts and each.success for each in judged)
    assert all(each.child.because.endswith(".") for each in judged)


@pytest.mark.parametrize("code", CODES)
def test_a_definition_changes_only_with_a_new_edition(code: str) -> None:
    one = indicator(code)
    assert FINGERPRINTS.get((code, one.edition.number)) == one.fingerprint, (
        f"{code} counts something else than its edition {one.edition} did. Give it a new edition, and add "
        f'("{code}", {one.edition.number + 1}): "..." to FINGERPRINTS; the old line stays.'
    )


def test_every_fingerprint_belongs_to_an_edition_that_was() -> None:
    for code, number in FINGERPRINTS:
        assert 1 <= number <= indicator(code).edition.number


def test_a_fingerprint_sees_what_is_counted_and_not_the_words() -> None:
    one = indicator("MIS-4")
    assert replace(one, meaning="Said otherwise.").fingerprint == one.fingerprint
    assert replace(one, success=indicator("MIS-5").success).fingerprint != one.fingerprint
    assert replace(one, dated_by=indicator("MIS-2").dated_by).fingerprint != one.fingerprint


def test_the_codes_that_others_rely_on_keep_their_meaning() -> None:
    assert {code: indicator(code).unit.value for code in REFERENCE} == REFERENCE
    assert indicator("mis-4").better is Better.HIGHER
    assert all(each.unit is Unit.PERCENT or each.example.denominator is None for each in INDICATORS)


JAN = Month(2019, 1)


def person(name: str) -> Person:
    return Person.objects.create(forename=name, surname="Marlow")


def went(child: Person, missing: str, returned: str = "", **more: object) -> Episode:
    """One episode; times as London's clock shows them."""

    def at(text: str) -> datetime | None:
        return from_local(datetime.strptime(text, "%Y-%m-%d %H:%M")) if text else None  # noqa: DTZ007

    facts: dict[str, object] = {"where_from": "home", "status": "none", "area": "east", **more}
    return Episode.objects.create(
        child=child, missing_from=at(missing), notified=at(missing), returned=at(returned), **facts
    )


def value(code: str, as_at: date, month: Month | None = None) -> object:
    found = queries.series(indicator(code), as_at)
    return (found.latest if month is None else found.at(month)).value


def test_nothing_out_of_nothing_is_none_and_no_children_is_zero() -> None:
    assert value("MIS-4", date(2019, 1, 31)) is None
    assert value("MIS-2", date(2019, 1, 31)) == 0


def test_facts_after_the_end_of_the_day_are_unknown_and_those_of_its_last_minute_are_not() -> None:
    went(person("Aisha"), "2019-01-10 20:00", "2019-01-31 23:59", area="south")
    went(person("Ben"), "2019-01-31 23:59")
    went(person("Carla"), "2019-02-01 00:00")
    assert value("MIS-1", date(2019, 1, 30)) == 1
    assert value("MIS-1", date(2019, 1, 31)) == 1
    assert value("MIS-2", date(2019, 1, 31)) == 2
    assert value("MIS-2", date(2019, 2, 1), JAN) == 2
    assert value("MIS-2", date(2019, 2, 1)) == 1


def test_a_month_still_running_is_counted_to_the_as_at_date() -> None:
    went(person("Aisha"), "2021-07-10 20:00", "2021-07-11 01:00")
    went(person("Ben"), "2021-07-20 20:00")
    found = queries.series(indicator("MIS-2"), date(2021, 7, 15))
    assert (found.latest.month, found.latest.numerator, found.window.unfinished) == (Month(2021, 7), 1, True)


def test_a_month_is_londons_in_summer_too() -> None:
    went(person("Aisha"), "2021-07-01 00:30")  # 30 June at 23:30 in UTC
    found = queries.series(indicator("MIS-2"), date(2021, 7, 31))
    assert [point.numerator for point in found.points[-2:]] == [0, 1]


def test_the_second_the_seventy_two_hours_end_decides_the_month_and_still_counts() -> None:
    episode = went(person("Aisha"), "2018-12-28 20:00", "2018-12-29 09:30")
    Episode.objects.filter(pk=episode.pk).update(offered=episode.returned, held=from_local(datetime(2019, 1, 1, 9, 30)))
    assert value("MIS-6", date(2019, 1, 31)) == 100
    Episode.objects.filter(pk=episode.pk).update(held=from_local(datetime(2019, 1, 1, 9, 31)))
    assert value("MIS-6", date(2019, 1, 31)) == 0
    assert value("MIS-6", date(2018, 12, 31)) is None


def test_the_third_episode_in_the_month_decides_it_even_when_the_first_two_were_before() -> None:
    ben = person("Ben")
    for day in ("2018-12-20", "2018-12-27"):
        went(ben, f"{day} 20:00", f"{day} 23:00", status="care", where_from="care")
    went(ben, "2019-01-05 20:00", "2019-01-05 23:00", status="none", where_from="home")
    found = queries.series(indicator("MIS-3"), date(2019, 1, 31), by="status")
    assert [point.numerator for point in found.points[-2:]] == [0, 1]
    assert {part.group for part in found.parts if part.numerator} == {"none"}


@pytest.mark.parametrize("code", CODES)
def test_parts_add_up_to_the_whole(code: str) -> None:
    one = indicator(code)
    stored(one.example)
    for dimension in one.dimensions:
        found = queries.series(one, one.example.as_at, by=dimension.key)
        for point in found.points:
            parts = [part for part in found.parts if part.month == point.month]
            assert sum(part.numerator for part in parts) == point.numerator
            if point.denominator is not None and not dimension.numerator_only:
                assert sum(part.denominator or 0 for part in parts) == point.denominator


def test_a_series_is_exact_after_every_write() -> None:
    one, as_at = indicator("MIS-2"), date(2019, 1, 31)
    child = person("Aisha")
    for number in range(3):
        assert queries.series(one, as_at).latest.numerator == number
        went(child, f"2019-01-{10 + number:02d} 20:00", f"2019-01-{10 + number:02d} 23:00")
    Episode.objects.all().delete()
    assert queries.series(one, as_at).latest.numerator == 0


def test_a_series_made_in_a_transaction_that_is_rolled_back_is_never_taken_for_the_facts() -> None:
    one, as_at = indicator("MIS-2"), date(2019, 1, 31)
    child, other = person("Aisha"), person("Ben")
    with transaction.atomic():
        went(child, "2019-01-10 20:00", "2019-01-10 23:00")
        went(child, "2019-01-12 20:00", "2019-01-12 23:00")
        assert queries.series(one, as_at).latest.numerator == 2
        transaction.set_rollback(True)
    went(other, "2019-01-10 20:00")
    went(other, "2018-01-10 20:00", "2018-01-10 21:00")
    assert queries.series(one, as_at).latest.numerator == 1


def test_a_series_is_kept_until_the_facts_change() -> None:
    one, as_at = indicator("MIS-4"), date(2019, 1, 31)
    went(person("Aisha"), "2019-01-10 20:00", "2019-01-11 02:00")
    first = queries.series(one, as_at)
    with connection.execute_wrapper(_only_the_stamp):
        assert queries.series(one, as_at) is first


def _only_the_stamp(execute: object, sql: str, *rest: object) -> object:
    assert "journey_factsversion" in sql
    return execute(sql, *rest)  # type: ignore[operator]  # Django's own callable


def test_a_renamed_team_is_shown_by_its_new_name() -> None:
    team = Team.objects.create(code="east-1", name="East 1")
    went(person("Aisha"), "2019-01-10 20:00", team=team)
    one, as_at = indicator("MIS-2"), date(2019, 1, 31)
    assert [group.title for group in queries.series(one, as_at, by="team").groups] == ["East 1"]
    Team.objects.filter(pk=team.pk).update(name="Hodge Hill")
    assert [group.title for group in queries.series(one, as_at, by="team").groups] == ["Hodge Hill"]


def test_a_breakdown_that_is_not_offered_is_refused() -> None:
    with pytest.raises(KeyError):
        queries.series(indicator("MIS-1"), date(2019, 1, 31), by="declined_by")


@pytest.fixture
def slow_counting(monkeypatch: pytest.MonkeyPatch) -> list[Episode]:
    """A write that lands between the reading of the stamp and the reading of the facts."""
    landed: list[Episode] = []
    real = counting.tallies

    def late(one: Indicator, window: Window, by: object = None) -> object:
        found = real(one, window, by)  # type: ignore[arg-type]  # as given
        if not landed:
            landed.append(went(person("Carla"), "2019-01-20 20:00"))
        return found

    monkeypatch.setattr(counting, "tallies", late)
    return landed


def test_a_write_during_the_count_is_seen_by_the_next_reader(slow_counting: list[Episode]) -> None:
    one, as_at = indicator("MIS-2"), date(2019, 1, 31)
    went(person("Ben"), "2019-01-18 20:00")
    assert queries.series(one, as_at).latest.numerator == 1
    assert slow_counting
    assert queries.series(one, as_at).latest.numerator == 2


def test_an_edition_says_since_when() -> None:
    assert all(isinstance(each.edition, Edition) and each.edition.since <= date(2021, 9, 1) for each in INDICATORS)


@pytest.mark.django_db(transaction=True)
def test_readers_and_writers_at_once_never_see_an_old_number() -> None:
    """Two writers and two readers, each on its own connection: a number read is one that held during the reading."""
    one, as_at, child = indicator("MIS-2"), date(2019, 1, 31), person("Aisha")
    others = [person(f"Child {number}") for number in range(2)]
    wrong: list[str] = []
    stop = threading.Event()

    def writes(who: Person) -> None:
        try:
            for day in range(1, 13):
                went(who, f"2019-01-{day:02d} 10:00", f"2019-01-{day:02d} 11:00")
        finally:
            connection.close()

    def reads() -> None:
        try:
            while not stop.is_set():
                before = Episode.objects.count()
                seen = queries.series(one, as_at).latest.numerator
                after = Episode.objects.count()
                if not before <= seen <= after:
                    wrong.append(f"{seen} is not between {before} and {after}")
        finally:
            connection.close()

    went(child, "2019-01-20 10:00", "2019-01-20 11:00")
    readers = [threading.Thread(target=reads) for _ in range(2)]
    writers = [threading.Thread(target=writes, args=(who,)) for who in others]
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in readers:
        thread.join()
    assert wrong == []
    assert queries.series(one, as_at).latest.numerator == 25
