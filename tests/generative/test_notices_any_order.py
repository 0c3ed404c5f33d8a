"""Ten thousand notices, shuffled, duplicated, amended and late, end in one state whatever the order."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pghistory
import pytest
from django.db import transaction

from righthelp.foundation.intake.inbox import Letter, receive_all
from righthelp.foundation.intake.models import Message
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.missing import intake
from righthelp.practice.missing.models import Episode, Forward, Sighting
from righthelp.practice.people.models import Person
from tests.stories.missing_house import House, letter, london

pytestmark = pytest.mark.django_db

NOTICES = 10_000
CHILDREN = 400
LATER = london("2021-09-01 12:00")


def a_city(house: House) -> list[dict[str, Any]]:
    """Children of many sorts, and how the police would name each; the last few are in no register."""
    named = []
    for number in range(CHILDREN):
        reference = f"P-{number}"
        house.child(
            f"Child{number}",
            f"Family{number % 90}",
            born=date(2005, 1, 1) + timedelta(days=number),
            police=reference,
            authority="333" if number % 25 == 0 else "330",
            in_care=number % 3 == 0,
            worker=number % 4 != 0,
            unaccompanied=number % 17 == 0,
        )
        named.append({"police_reference": reference, "surname": f"Family{number % 90}"})
    named += [{"forename": "Nobody", "surname": f"Knows{number}"} for number in range(6)]
    named += [{"forename": "From", "surname": f"Afar{number}", "authority": "335"} for number in range(6)]
    return named


def police_history(dice: random.Random, children: list[dict[str, Any]]) -> list[Letter]:
    """What the police told of, as they told it: reports with sightings, returns, amendments and mistakes."""
    letters: list[Letter] = []
    number = 0
    while len(letters) < NOTICES * 8 // 10:
        number += 1
        report = f"WMP/{number}"
        child = dice.choice(children)
        began = london("2019-01-01 00:00") + timedelta(minutes=dice.randrange(60 * 24 * 900))
        ended = began + timedelta(minutes=dice.randrange(30, 60 * 24 * 3))
        told = began + timedelta(minutes=dice.randrange(5, 300))

        def say(
            event: str,
            at: Any,
            name: str,
            report: str = report,
            child: Any = child,
            told: Any = told,
            number: int = number,
            **more: Any,
        ) -> None:
            received = max(at, told) + timedelta(minutes=dice.randrange(1, 60 * 24 * 4))
            letters.append(
                letter(event, at, report=report, key=f"WMP/{number}/{name}", received=received, child=child, **more)
            )

        say("missing", began, "m", risk=dice.choice(["", "low", "medium", "high"]), place="Bus stop")
        if dice.random() < 0.2:
            say("missing", began - timedelta(minutes=dice.randrange(-40, 40)), "m", revision=2, where_from="other")
        if dice.random() < 0.03:
            say("missing", began + timedelta(minutes=7), "m-again")
        for sight in range(dice.choice([0, 0, 1, 2])):
            seen = began + timedelta(minutes=dice.randrange(-20, 60 * 24 * 3))
            say("sighted", seen, f"s{sight}", place=dice.choice(["Park", "Station"]))
        if dice.random() < 0.9:
            say("found", ended, "f", place="At home")
            if dice.random() < 0.15:
                say("found", ended + timedelta(minutes=dice.randrange(-90, 90)), "f", revision=2)
            if dice.random() < 0.03:
                say("found", began - timedelta(hours=1), "f", revision=3)
        if dice.random() < 0.06:
            say("cancelled", began + timedelta(hours=2), "c", reason="Was at a friend’s with permission")
        if dice.random() < 0.01:
            say("found", LATER + timedelta(days=400), "f-future")
        if dice.random() < 0.01:
            say("found", ended, "f", report=f"{report}-strayed", revision=4)
        if dice.random() < 0.01:
            say("sighted", ended, "other-child", child={"police_reference": "P-1", "surname": "Elsewhere"})
    seen_already: set[tuple[str, int]] = set()
    once = [each for each in letters if not _again(each, seen_already)]
    return once + dice.choices(once, k=NOTICES - len(once))


def _again(each: Letter, seen: set[tuple[str, int]]) -> bool:
    known = (each.key, each.revision) in seen
    seen.add((each.key, each.revision))
    return known


def everything() -> dict[str, Any]:
    """The whole end state, without row ids and without the moment of our own processing."""
    children = {pk: str(Person.objects.get(pk=pk)) for pk in Episode.objects.values_list("child", flat=True).distinct()}
    facts = [f.attname for f in Episode._meta.concrete_fields if f.attname != "id"]
    reports = dict(Episode.objects.values_list("pk", "police_reference"))
    return {
        "episodes": sorted(map(str, Episode.objects.values_list(*facts))),
        "sightings": sorted(
            (str(reports[episode]), str(key), at, place)
            for episode, key, at, place in Sighting.objects.values_list("episode_id", "notice_key", "seen_at", "place")
        ),
        "due": sorted(
            (clock, str(reports[episode]), due)
            for clock, episode, due in DueMoment.objects.values_list("clock", "episode_id", "due_at")
        ),
        "messages": sorted(
            map(
                str,
                Message.objects.values_list(
                    "key", "revision", "state", "reason", "owner", "due_at", "note", "happened_at", "subject_id"
                ),
            )
        ),
        "forwards": sorted(
            map(
                str,
                Forward.objects.values_list("message__key", "message__revision", "authority", "due_at", "child_name"),
            )
        ),
        "children": len(children),
    }


def end_state(letters: list[Letter], dice: random.Random, sizes: tuple[int, int]) -> dict[str, Any]:
    """Everything after the letters came in this order, in handfuls of some sizes; then as if nothing had happened."""
    to_come = list(letters)
    with transaction.atomic(), pghistory.context(purpose="missing response"):
        while to_come:
            size = dice.randrange(*sizes)
            handful, to_come = to_come[:size], to_come[size:]
            intake.take_in([message for message, _ in receive_all(handful)], LATER)
        found = everything()
        transaction.set_rollback(True)
    return found


@pytest.mark.slow
def test_ten_thousand_notices_in_any_order_end_in_one_state() -> None:
    """Shuffled twice, and the worst order: what ends a report before what begins it, the latest first."""
    dice = random.Random(20190131)
    letters = police_history(dice, a_city(House()))
    assert len(letters) == NOTICES
    backwards = sorted(letters, key=lambda each: (each.body["event"] == "missing", -each.received_at.timestamp()))  # type: ignore[call-overload,index]  # bodies are objects here
    one = end_state(dice.sample(letters, NOTICES), dice, (200, 500))
    others = [
        end_state(dice.sample(letters, NOTICES), dice, (500, 1500)),
        end_state(backwards, dice, (400, 900)),
    ]
    assert len(one["episodes"]) > 1500
    for other in others:
        for what, rows in one.items():
            assert rows == other[what], what


def test_notices_one_at_a_time_end_as_they_do_together() -> None:
    dice = random.Random(72)
    letters = dice.sample(police_history(dice, a_city(House())), 200)
    assert end_state(letters, dice, (1, 2)) == end_state(letters[::-1], dice, (200, 201))
