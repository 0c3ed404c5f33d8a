"""As at and as known at: what was true of a month, and what could be known of it at a moment."""

from __future__ import annotations

import json
import random
from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from righthelp.foundation.calendar import Month, end_of_day, from_local, local
from righthelp.insight.indicators import queries, rows
from righthelp.insight.indicators.catalogue import INDICATORS, indicator
from righthelp.insight.indicators.definition import Window
from righthelp.practice.missing.journey import Missing
from righthelp.practice.missing.models import Episode
from righthelp.practice.people.models import Person
from righthelp.site.cli import main

pytestmark = pytest.mark.django_db
JANUARY = Month(2019, 1)
AS_AT = date(2019, 1, 31)


def at(text: str) -> datetime:
    return from_local(datetime.fromisoformat(text))


def written(episode: Episode, when: str) -> None:
    """The episode's newest version was written down at ``when``: what the history's clock would have said."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update missing_episodeevent set pgh_created_at = %s "
            "where pgh_id = (select max(pgh_id) from missing_episodeevent where pgh_obj_id = %s)",
            [at(when), episode.pk],
        )


@pytest.fixture(autouse=True)
def _history_may_be_dated(db: None) -> None:
    """Only here: the history is append-only, and these tests have to say when each version was written."""
    with connection.cursor() as cursor:
        cursor.execute("alter table missing_episodeevent disable trigger user")


def jay() -> Episode:
    """Jay came home on 10 January; his interview of the 12th was written down on 4 February."""
    person = Person.objects.create(forename="Jay", surname="Marlow")
    episode = Episode.objects.create(
        child=person,
        missing_from=at("2019-01-09T20:00"),
        notified=at("2019-01-09T23:00"),
        returned=at("2019-01-10T10:00"),
        offered=at("2019-01-11T10:00"),
        where_from="home",
        status="none",
        area="east",
    )
    written(episode, "2019-01-11T10:05")
    episode.held = at("2019-01-12T15:00")
    episode.save()
    written(episode, "2019-02-04T09:00")
    return episode


def successes(code: str, known_at: datetime | None) -> tuple[int, int | None]:
    point = queries.series(indicator(code), AS_AT, 1, known_at=known_at).points[-1]
    return point.numerator, point.denominator


def test_an_interview_written_down_late_counts_for_january_but_was_not_known_in_january() -> None:
    jay()
    assert successes("MIS-5", None)[0] == 1
    assert successes("MIS-5", at("2019-02-03T23:59"))[0] == 0
    assert successes("MIS-5", at("2019-02-04T09:01"))[0] == 1


def test_a_child_reported_late_was_not_known_to_have_been_missing() -> None:
    jay()
    assert successes("MIS-2", at("2019-01-10T00:00"))[0] == 0
    assert successes("MIS-2", at("2019-01-12T00:00"))[0] == 1


def test_the_list_behind_a_number_is_as_known_too() -> None:
    episode = jay()
    then = queries.behind(indicator("MIS-5"), AS_AT, JANUARY, known_at=at("2019-01-20T12:00"))
    assert [(member.id, member.success) for member in then] == [(episode.pk, False)]
    now = queries.behind(indicator("MIS-5"), AS_AT, JANUARY)
    assert [(member.id, member.success) for member in now] == [(episode.pk, True)]


def test_the_command_says_as_known_at_which_moment(capsys: pytest.CaptureFixture[str]) -> None:
    jay()
    assert main(["indicator", "MIS-5", "--as-at", "2019-01-31", "--known-at", "2019-01-20", "--json"]) == 0
    then = json.loads(capsys.readouterr().out)
    assert main(["indicator", "MIS-5", "--as-at", "2019-01-31", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) != then


def test_what_is_no_moment_is_refused_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["indicator", "MIS-5", "--known-at", "Candlemas"]) == 1
    assert "Candlemas is not a day or a moment" in capsys.readouterr().err


Told = list[tuple[datetime, dict[str, object]]]
"""The versions of one episode: when each was written down, and the facts it had."""


def lived(child: Person, began: datetime, dice: random.Random) -> Told:
    """One episode, its facts written down one after the other, each some time after it happened."""
    episode = Episode(
        child=child,
        missing_from=began,
        notified=began,
        where_from="home",
        status=dice.choice(("none", "cin")),
        area="east",
    )
    happens, told = began, began
    steps = ["", "strategy_held", "returned", "offered", dice.choice(("held", "declined"))]
    story: Told = []
    for step in steps[: dice.randrange(1, 6)]:
        if step:
            happens += timedelta(hours=dice.randrange(1, 40))
            setattr(episode, step, happens)
        if step == "declined":
            episode.declined_by, episode.decline_reason = "child", "other"
        told = max(told, happens) + timedelta(hours=dice.randrange(1, 300))
        episode.save()
        written(episode, local(told).replace(tzinfo=None).isoformat())
        story.append((told, {name: getattr(episode, name) for name in Missing.facts} | {"_id": episode.pk}))
    return story


@pytest.mark.parametrize("seed", range(4))
def test_every_indicator_as_known_agrees_with_the_versions_replayed_one_by_one(seed: int) -> None:
    """The oracle replays each episode's versions in plain Python and counts the last ones written by the moment."""
    dice = random.Random(seed)
    start = at("2018-12-28T00:00")
    stories: list[tuple[int, Told]] = []
    for number in range(8):
        child = Person.objects.create(forename=f"Child{number}", surname="Example")
        for slot in range(3):
            story = lived(child, start + timedelta(days=10 * slot, hours=dice.randrange(40)), dice)
            stories.append((child.pk, story))
            if story[-1][1]["returned"] is None:
                break
    for known_at in (start + timedelta(days=days) for days in (3, 12, 25, 60)):
        last = [
            (child, facts) for child, story in stories for facts in [f for when, f in story if when <= known_at][-1:]
        ]
        held = [
            rows.Row(int(str(facts["_id"])), child, {name: facts[name] for name in Missing.facts})  # type: ignore[misc]
            for child, facts in last
        ]
        for one in INDICATORS:
            expected = rows.counted(one, held, Window.of(AS_AT, 1))
            point = queries.series(one, AS_AT, 1, known_at=known_at).points[-1]
            said = (point.denominator, point.numerator) if one.is_share else (point.numerator, None)
            assert said == (len(expected), sum(each.success for each in expected) if one.is_share else None), (
                one.code,
                known_at,
            )


def test_the_days_end_is_what_a_day_means() -> None:
    jay()
    assert successes("MIS-2", end_of_day(date(2019, 1, 11)))[0] == 1
