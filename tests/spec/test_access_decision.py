"""The one decision: each of its seven conditions, one at a time, and the audit that goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from righthelp.foundation.access import decision
from righthelp.foundation.access.decision import Purpose, Register, Relationship, Scope, Subject, configure, decide
from righthelp.foundation.access.models import Account, Agreement, Conflict, NamedAccess
from righthelp.practice.people.models import Person

NOW = datetime(2021, 9, 1, 10, 0, tzinfo=UTC)
ACTS = {
    "note.read": {"librarian": Scope.RELATED, "keeper": Scope.ANY},
    "list.read": {"librarian": Scope.ANY, "guest": Scope.ANY},
}


BORN_IN_MAY = "select from people_person p where p.id = {id} and extract(month from p.birth_date) = 5"


@pytest.fixture(autouse=True)
def _house() -> Iterator[None]:
    before = (decision._house.matrix, decision._house.relationships, list(decision._house.registers.values()))
    tie = Relationship("born in May", "child", Purpose.DUTY, BORN_IN_MAY)
    configure(matrix=ACTS, relationships=[tie], registers=[Register("child", Person)])
    yield
    configure(matrix=before[0], relationships=before[1], registers=before[2])


@pytest.fixture
def librarian(db: None) -> Account:
    return Account.objects.create(email="l@righthelp.example", name="Lena", roles=["librarian"])


@pytest.fixture
def aisha(db: None) -> Person:
    return Person.objects.create(forename="Aisha", surname="Khan", birth_date=date(2006, 5, 4))


def about(person: Person) -> Subject:
    return Subject("child", person.pk)


def test_a_relationship_opens_the_record_and_gives_the_purpose(librarian: Account, aisha: Person) -> None:
    answer = decide(librarian, "note.read", about(aisha), now=NOW)
    assert (answer.allowed, answer.relationship, answer.purpose) == (True, "born in May", Purpose.DUTY)


def test_without_a_relationship_the_record_is_as_if_it_were_not_there(librarian: Account, aisha: Person) -> None:
    Person.objects.update(birth_date=date(2006, 6, 4))
    answer = decide(librarian, "note.read", about(aisha), now=NOW)
    assert (answer.allowed, answer.hidden) == (False, True)


def test_a_role_that_the_matrix_does_not_name_may_do_nothing(librarian: Account, aisha: Person) -> None:
    librarian.roles = ["stranger"]
    assert not decide(librarian, "note.read", about(aisha), now=NOW).allowed


def test_an_act_that_the_matrix_does_not_know_is_refused(librarian: Account) -> None:
    assert not decide(librarian, "note.burn", now=NOW, purpose=Purpose.DUTY).allowed


def test_a_closed_account_may_do_nothing(librarian: Account) -> None:
    librarian.is_active = False
    assert not decide(librarian, "list.read", now=NOW, purpose=Purpose.DUTY).allowed


def test_nobody_may_do_nothing() -> None:
    assert not decide(None, "list.read", now=NOW, purpose=Purpose.DUTY).allowed


def test_without_a_purpose_nothing_is_shown(librarian: Account) -> None:
    assert not decide(librarian, "list.read", now=NOW).allowed
    assert decide(librarian, "list.read", now=NOW, purpose=Purpose.DUTY).allowed


def test_a_conflict_of_interest_is_stronger_than_a_relationship(librarian: Account, aisha: Person) -> None:
    Conflict.objects.create(account=librarian, kind="child", subject_id=aisha.pk, declared_at=NOW, note="her aunt")
    assert not decide(librarian, "note.read", about(aisha), now=NOW).allowed


@pytest.mark.parametrize(("tier", "named", "allowed"), [(2, False, False), (2, True, True), (3, True, False)])
def test_restricted_records_open_to_named_people_and_sealed_ones_to_nobody(
    librarian: Account, aisha: Person, tier: int, named: bool, allowed: bool
) -> None:
    Person.objects.update(tier=tier)
    if named:
        NamedAccess.objects.create(
            account=librarian,
            kind="child",
            subject_id=aisha.pk,
            starts=NOW,
            ends=NOW + timedelta(days=90),
            reason="chair",
        )
    assert decide(librarian, "note.read", about(aisha), now=NOW).allowed is allowed


def test_a_partner_needs_an_agreement_in_force(librarian: Account) -> None:
    librarian.organisation = "west-midlands-police"
    assert not decide(librarian, "list.read", now=NOW, purpose=Purpose.DUTY).allowed
    agreement = Agreement.objects.create(
        organisation="west-midlands-police",
        title="Missing children",
        lawful_basis="public task",
        acts=["list.read"],
        starts=date(2021, 1, 1),
        ends=date(2021, 9, 1),
    )
    assert not decide(librarian, "list.read", now=NOW, purpose=Purpose.DUTY).allowed, "it ended yesterday"
    agreement.ends = date(2022, 1, 1)
    agreement.save()
    assert decide(librarian, "list.read", now=NOW, purpose=Purpose.DUTY).allowed


def test_a_record_that_does_not_exist_and_one_that_is_hidden_look_the_same(librarian: Account, aisha: Person) -> None:
    Person.objects.update(tier=3)
    sealed = decide(librarian, "note.read", about(aisha), now=NOW)
    nothing = decide(librarian, "note.read", Subject("child", aisha.pk + 1), now=NOW)
    assert (sealed.allowed, sealed.hidden) == (nothing.allowed, nothing.hidden) == (False, True)
