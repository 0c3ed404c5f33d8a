"""Finding a person by what a caller says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from righthelp.foundation.access.models import Account, Conflict, NamedAccess
from righthelp.practice.people.models import Identifier, Person
from righthelp.practice.people.search import SHOWN, find
from righthelp.practice.people.typed import read
from tests.stories.desk_house import NOW

TODAY = date(2021, 9, 1)


@pytest.mark.parametrize(
    ("typed", "names", "born"),
    [
        ("ibrahim khan 3/11/2006", ("ibrahim", "khan"), date(2006, 11, 3)),
        ("Khan, Ibrahim 03.11.06", ("khan", "ibrahim"), date(2006, 11, 3)),
        ("3 Nov 06 khan", ("khan",), date(2006, 11, 3)),
        ("khan 3rd november 2006", ("khan",), date(2006, 11, 3)),
        ("2006-11-03", (), date(2006, 11, 3)),
        ("031106 khan", ("khan",), date(2006, 11, 3)),
        ("khan 11/23/2006", ("khan",), date(2006, 11, 23)),
        ("khan 31/2/2006", ("khan",), None),
        ("o'neill-smith 1/1/45", ("o'neill-smith",), date(1945, 1, 1)),
        ("zoë", ("zoë",), None),
        ("", (), None),
    ],
)
def test_what_people_type_is_read(typed: str, names: tuple[str, ...], born: date | None) -> None:
    asked = read(typed, TODAY)
    assert (asked.names, asked.birth_date) == (names, born)


def test_numbers_are_told_from_dates_and_names() -> None:
    assert read("943 476 5919", TODAY).numbers == ("9434765919",)
    assert read("A123456789012 khan", TODAY).numbers == ("A123456789012",)
    assert read("20/55555/06x", TODAY).numbers == ("20/55555/06X",)


@pytest.fixture
def karen(db: None) -> Account:
    return Account.objects.create(email="karen@example.org", name="Karen Holmcombe", roles=["front_door_officer"])


@pytest.fixture
def aaliyah(db: None) -> Person:
    return Person.objects.create(
        forename="Aaliyah", surname="Karzada", preferred_name="Ali", birth_date=date(2006, 11, 3)
    )


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("aaliyah karzada 3/11/2006", "Same name, same birth date"),
        ("karzada aaliyah", "Same name"),
        ("Karzada, Aaliyah", "Same name"),
        ("ali karzada", "Same surname, known by this name"),
        ("aaliyah carzada 3 nov 2006", "same birth date"),
        ("alya kharzada 5 nov 2006", "2 days apart"),
        ("aaliyah karzada 11/3/2006", "day and month the other way round"),
        ("aaliyah karzada 3/11/2007", "same birthday, another year"),
        ("karz", "Surname begins so"),
        ("aal karz", "Surname begins so, forename begins so"),
        ("3.11.06", "Same birth date"),
    ],
)
def test_the_right_child_comes_first_and_says_why(karen: Account, aaliyah: Person, typed: str, why: str) -> None:
    Person.objects.create(forename="George", surname="Ashford", birth_date=date(2006, 1, 4))
    answer = find(typed, account=karen, now=NOW)
    assert [each.id for each in answer.found][:1] == [aaliyah.pk]
    assert why in answer.found[0].why


def test_a_number_finds_its_owner(karen: Account, aaliyah: Person) -> None:
    Identifier.objects.create(person=aaliyah, kind="nhs", value="9434765919")
    Identifier.objects.create(person=aaliyah, kind="police", value="20/55555/06X")
    for typed in ("943 476 5919", "9434765919", "20/55555/06x"):
        assert [each.id for each in find(typed, account=karen, now=NOW).found] == [aaliyah.pk], typed


def test_nobody_like_this_is_nobody(karen: Account, aaliyah: Person) -> None:
    assert find("zzyzx qwrt 1/1/2001", account=karen, now=NOW).found == []
    assert find("k", account=karen, now=NOW).found == []


def test_signs_in_the_text_do_no_harm(karen: Account, aaliyah: Person) -> None:
    for typed in ("%", "ka%", "_arzada", "\\", "'; drop table people_person; --", "ka\u0000rz", "👩 karzada"):
        find(typed, account=karen, now=NOW)
    assert Person.objects.count() == 1


def test_a_restricted_record_is_as_if_it_did_not_exist(karen: Account) -> None:
    born = date(2008, 5, 5)
    others = [Person(forename=f"Child{n:03}", surname="Crowd", birth_date=born) for n in range(130)]
    Person.objects.bulk_create(others)
    before = find("5/5/2008", account=karen, now=NOW)
    hidden = Person.objects.create(forename="Aa", surname="Crowd", birth_date=born, tier=2)
    sealed = Person.objects.create(forename="Ab", surname="Crowd", birth_date=born, tier=3)
    for typed in ("5/5/2008", "aa crowd 5/5/2008", "ab crowd", "crowd"):
        found = find(typed, account=karen, now=NOW)
        assert not {hidden.pk, sealed.pk} & {each.id for each in found.found}, typed
    assert find("5/5/2008", account=karen, now=NOW) == before
    NamedAccess.objects.create(
        account=karen,
        kind="child",
        subject_id=hidden.pk,
        starts=NOW - timedelta(days=1),
        ends=NOW + timedelta(days=1),
        reason="R",
    )
    NamedAccess.objects.create(
        account=karen,
        kind="child",
        subject_id=sealed.pk,
        starts=NOW - timedelta(days=1),
        ends=NOW + timedelta(days=1),
        reason="R",
    )
    assert hidden.pk in {each.id for each in find("aa crowd 5/5/2008", account=karen, now=NOW).found}
    assert sealed.pk not in {each.id for each in find("ab crowd 5/5/2008", account=karen, now=NOW).found}


def test_a_conflict_of_interest_hides_a_record_too(karen: Account, aaliyah: Person) -> None:
    Conflict.objects.create(account=karen, kind="child", subject_id=aaliyah.pk, declared_at=NOW, note="Niece")
    assert find("aaliyah karzada 3/11/2006", account=karen, now=NOW).found == []


def test_only_the_first_twenty_are_shown_and_it_says_there_are_more(karen: Account) -> None:
    Person.objects.bulk_create(
        Person(forename=f"Amy{chr(97 + n)}", surname="Marstead", birth_date=date(2010, 1, 1 + n)) for n in range(25)
    )
    answer = find("marst", account=karen, now=NOW)
    assert len(answer.found) == SHOWN
    assert answer.more


def test_children_come_before_adults_of_the_same_name(karen: Account) -> None:
    Person.objects.create(forename="Sam", surname="Oakwick", birth_date=date(1960, 1, 1))
    child = Person.objects.create(forename="Sam", surname="Oakwick", birth_date=date(2010, 1, 1))
    assert find("sam oakwick", account=karen, now=NOW).found[0].id == child.pk
