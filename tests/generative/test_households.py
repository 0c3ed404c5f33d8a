"""Who lived with whom, held against an oracle that looks at every single day."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import from_local
from righthelp.practice.people.homes import homes_of, households
from righthelp.practice.people.models import Address, Person, Residence

pytestmark = pytest.mark.django_db

FIRST, DAYS = date(2021, 1, 1), 120
NOW = from_local(datetime(2021, 9, 1, 12))


def some_lives(dice: random.Random, people: list[Person], places: list[Address]) -> None:
    """Each person lives here and there, with gaps, some of it protected; some still live where they are."""
    rows = []
    for person in people:
        day = dice.randint(0, 30)
        while day < DAYS:
            long = dice.randint(1, 50)
            last = day + long >= DAYS
            rows.append(
                Residence(
                    person=person,
                    address=dice.choice(places),
                    starts=FIRST + timedelta(days=day),
                    ends=None if last else FIRST + timedelta(days=day + long),
                    protected=dice.random() < 0.15,
                )
            )
            day += long + dice.choice([0, 0, dice.randint(1, 10)])
    Residence.objects.bulk_create(rows)


def lives_at(residence: Residence, day: date) -> bool:
    return residence.starts <= day and (residence.ends is None or day < residence.ends)


def oracle(person: Person) -> dict[int, dict[int, tuple[date, date | None]]]:
    """For each home of a person: who lived there on some day with them, first and (exclusive) last day together; nobody
    through a home where anybody present was protected on any common day, and nobody who is protected themselves."""
    everything = list(Residence.objects.all())
    days = [FIRST + timedelta(days=number) for number in range(DAYS + 60)]
    found: dict[int, dict[int, tuple[date, date | None]]] = {}
    for mine in (each for each in everything if each.person_id == person.pk):
        with_me = [
            (other, [day for day in days if lives_at(mine, day) and lives_at(other, day)])
            for other in everything
            if other.person_id != person.pk and other.address_id == mine.address_id
        ]
        with_me = [(other, common) for other, common in with_me if common]
        if mine.protected or any(other.protected for other, _ in with_me):
            continue
        found[mine.pk] = {
            other.pk: (common[0], None if mine.ends is None and other.ends is None else common[-1] + timedelta(days=1))
            for other, common in with_me
        }
    return found


@pytest.mark.parametrize("seed", range(6))
def test_households_agree_with_looking_at_every_day(seed: int) -> None:
    dice = random.Random(seed)
    reader = Account.objects.create(email=f"hos{seed}@example.org", name="Pat Elsewhere", roles=["head_of_service"])
    people = [Person.objects.create(forename=f"P{number}", surname="Lived") for number in range(9)]
    places = [
        Address.objects.create(line=f"{number} Made-up Lane", locality="Erdington", postcode="B99 1AA", area="east")
        for number in range(3)
    ]
    some_lives(dice, people, places)
    for person in people:
        homes = homes_of(reader, person.pk, now=NOW)
        wanted = oracle(person)
        assert {home.residence for home in homes if not home.hidden} == set(wanted)
        assert all("Made-up" not in home.address for home in homes if home.hidden)
        together = households(reader, homes, now=NOW)
        for residence, others in wanted.items():
            said = sorted((each.id, each.starts, each.ends or date.max) for each in together[residence])
            owners = {row.pk: row.person_id for row in Residence.objects.filter(pk__in=others)}
            assert said == sorted((owners[pk], starts, ends or date.max) for pk, (starts, ends) in others.items())
