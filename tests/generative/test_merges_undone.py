"""Merges of random records, undone: every table is what it was, to the byte. The oracle is a digest of every table."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from righthelp.foundation.access.models import Conflict, NamedAccess
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.duplicates import record
from righthelp.practice.duplicates.merging import clocks_settled
from righthelp.practice.duplicates.models import MergedRow
from righthelp.practice.duplicates.rows import references
from righthelp.practice.missing.journey import Missing
from righthelp.practice.missing.models import Episode, RiskAssessment
from righthelp.practice.people.models import (
    Address,
    Identifier,
    Involvement,
    Name,
    Person,
    Placement,
    Relationship,
    Residence,
)
from righthelp.practice.workforce.models import Allocation
from tests.generative.any_row import AnyRow
from tests.stories.desk_house import NOW, DeskHouse, account_of
from tests.stories.duplicates_house import digests, merged, officers

TODAY = date(2021, 9, 1)


class Lives:
    """Random people with random rows of every sort, many of which cannot stand beside one another."""

    def __init__(self, house: DeskHouse, seed: int) -> None:
        self.house, self.dice = house, random.Random(seed)
        self.homes = [
            Address.objects.create(line=f"{n} Made-up Lane", locality="Erdington", postcode="B99 1AA", area="east")
            for n in range(3)
        ]
        self.people: list[Person] = []

    def day(self) -> date:
        return date(2017, 1, 1) + timedelta(days=self.dice.randrange(1600))

    def period(self) -> dict[str, date | None]:
        starts = self.day()
        length = timedelta(days=self.dice.randrange(1, 500))
        return {"starts": starts, "ends": self.dice.choice([None, min(starts + length, TODAY)])}

    def person(self) -> Person:
        dice = self.dice
        made = Person.objects.create(
            forename=dice.choice(["Aisha", "Ayesha", "Bilal"]),
            surname=dice.choice(["Khan", "Kahn"]),
            birth_date=dice.choice([None, self.day()]),
            sex=dice.choice("FMU"),
            preferred_name=dice.choice(["", "Ash"]),
            tier=dice.choice([1, 1, 1, 1]),
        )
        for _ in range(dice.randrange(6)):
            try:
                with transaction.atomic():
                    self.row(made)
            except IntegrityError:
                continue  # it cannot stand beside another of the same person: nobody could have recorded it
        self.people.append(made)
        return made

    def row(self, who: Person) -> None:
        dice, house = self.dice, self.house
        moment = NOW - timedelta(days=dice.randrange(1, 900))
        match dice.randrange(10):
            case 0 | 1:
                Residence.objects.create(
                    person=who, address=dice.choice(self.homes), protected=dice.random() < 0.2, **self.period()
                )
            case 2:
                Involvement.objects.create(child=who, kind=dice.choice(["cp", "cin"]), **self.period())
            case 3:
                Placement.objects.create(child=who, address=dice.choice(self.homes), kind="parents", **self.period())
            case 4:
                ends = dice.choice([None, moment + timedelta(hours=9)])
                worker = dice.choice([house.ruth, house.hannah])
                Allocation.objects.create(
                    child=who, worker=worker, primary=dice.random() < 0.7, starts=moment, ends=ends
                )
            case 5:
                back = moment + timedelta(hours=dice.randrange(2, 20))
                made = Episode.objects.create(
                    child=who,
                    missing_from=moment,
                    notified=moment,
                    returned=back,
                    where_from="home",
                    status="none",
                    area="east",
                )
                settle(Missing, [made.pk], NOW)
            case 6:
                if self.people:
                    other = dice.choice(self.people)
                    Relationship.objects.create(person=who, other=other, kind=dice.choice(["sibling", "mother"]))
            case 7:
                Name.objects.create(person=who, kind="alias", forename=dice.choice(["Ash", "Esha"]))
            case 8:
                Identifier.objects.create(person=who, kind="police", value=f"P{dice.randrange(10**9)}")
                RiskAssessment.objects.create(
                    child=who, made_at=moment, by=house.tariq, description="1.5 m", contacts="Nobody", risks="Stated"
                )
            case 9:
                account = account_of(dice.choice([house.ruth, house.hannah]))
                if dice.random() < 0.5:
                    Conflict.objects.create(
                        account=account, kind="child", subject_id=who.pk, declared_at=NOW, note="Cousin"
                    )
                else:
                    NamedAccess.objects.create(
                        account=account, kind="child", subject_id=who.pk, starts=NOW, ends=moment + timedelta(2000)
                    )

    def rows_everywhere(self) -> None:
        """Rows in every table that points to a person, two of each column at least, and the clocks of all of them."""
        rows = AnyRow(self.dice)
        never = set()
        for each in references():
            left = 12
            made = sum(rows.of(each, self.dice.choice(self.people)) for _ in range(3))
            while made < 1 and (left := left - 1) >= 0:  # some lives are full already: another person's may have room
                made += rows.of(each, self.dice.choice(self.people))
            if not made:
                never.add(each.table)
        assert never <= {"people_person"}, "no random row of these was accepted: say how one is made in any_row.py"
        clocks_settled([each.pk for each in self.people], NOW)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    made = DeskHouse()
    officers(made)
    yield made
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def _undone_exactly(house: DeskHouse, number: int, seed: int) -> None:
    lives = Lives(house, seed)
    for _ in range(16):
        lives.person()
    lives.rows_everywhere()
    choices = ["forename", "surname", "birth_date", "sex", "preferred_name"]
    karen = account_of(house.karen)
    done, tries = 0, 0
    before = digests()
    while done < number:
        assert (tries := tries + 1) <= 10 * number, "hardly any two of these people can be merged"
        kept, other = lives.dice.sample(lives.people, 2)
        chain = [(kept, other)]
        if lives.dice.random() < 0.3:  # and the kept one into a third, undone in the opposite order
            third = lives.dice.choice([each for each in lives.people if each not in (kept, other)])
            chain.append((third, kept))
        made = []
        for one, two in chain:
            try:
                with transaction.atomic():  # what is refused leaves no proposal behind to stand in another's way
                    made.append(merged(house, one, two, choices=lives.dice.sample(choices, lives.dice.randrange(4))))
            except Refused:  # two missing episodes of one time: a person settles that first
                break
        for merge in reversed(made):
            undone = record.merge_undone(merge=merge.pk, reason="Two children", by=karen, now=NOW + timedelta(days=7))
            assert undone.exact, (seed, done, kept.pk, other.pk)
            done += 1
        if (made and lives.dice.random() < 0.1) or done >= number:
            assert digests() == before, (seed, done, kept.pk, other.pk)
    hows = set(MergedRow.objects.values_list("how", flat=True))
    assert hows >= {"moved", "fact", "settled", "stayed"}, "the random lives clash, or this proves little"


_ALL = bool(os.environ.get("RIGHTHELP_ALL_SEEDS"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 26 if _ALL else 2))
def test_a_thousand_merges_are_undone_exactly(house: DeskHouse, seed: int) -> None:
    """In twenty-five trusts of forty each, if ``RIGHTHELP_ALL_SEEDS`` is set, else in one of fifteen: one transaction
    keeps every version of every row and slows with them."""
    _undone_exactly(house, 40 if _ALL else 15, seed)
