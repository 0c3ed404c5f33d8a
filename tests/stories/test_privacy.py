"""Conflicts of interest, restricted records, and what waits for the privacy officer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from righthelp.foundation.access.decision import Purpose, Subject, decide
from righthelp.foundation.access.models import Account, Conflict, NamedAccess
from righthelp.foundation.refusals import Refused
from righthelp.governance.privacy import jobs, record
from righthelp.governance.privacy.likeness import likenesses
from righthelp.governance.privacy.models import Declaration, Ground, How, Restriction, Settled, Suspicion
from righthelp.practice.people.models import Address, Person, Relationship, Residence, Tier
from righthelp.practice.people.search import find
from tests.stories.desk_house import NOW, DeskHouse, account_of, as_application, confirmed, signed_in, text_of


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield DeskHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def opens(account: Account, child: Person) -> bool:
    return decide(account, "child.see", Subject("child", child.pk), now=NOW, purpose=Purpose.DUTY).allowed


def test_ruth_says_she_knows_the_family_and_the_record_closes_everywhere(house: DeskHouse) -> None:
    child = house.child(plan="cp")
    house.missing(child, "2021-08-31 20:00")
    as_application()
    browser = signed_in(house.ruth)
    sent = browser.post(f"/privacy/conflicts/declare/{child.pk}", {"tie": "family", "reason": "My cousin’s girl."})
    assert sent.status_code == 302
    assert browser.get(f"/children/{child.pk}").status_code == 404
    for page in ("/", "/worklist", "/worklist?format=csv&table=work", "/search?q=hassan", "/alerts"):
        assert "Amira" not in text_of(browser.get(page)), page
    assert find("amira hassan 14/5/2006", account=account_of(house.ruth), now=NOW).found == []
    mine = text_of(browser.get("/privacy/conflicts/mine"))
    assert str(child.pk) in mine
    assert "Amira" not in mine


def test_it_closes_to_her_and_to_nobody_else(house: DeskHouse) -> None:
    child = house.child()
    record.declared(child=child.pk, tie="friend", reason="Next door.", by=account_of(house.ruth), now=NOW)
    assert not opens(account_of(house.ruth), child)
    assert opens(account_of(house.gurdeep), child)


def test_a_manager_says_it_of_a_worker(house: DeskHouse) -> None:
    child = house.child()
    ruth, gurdeep = account_of(house.ruth), account_of(house.gurdeep)
    made = record.declared(child=child.pk, tie="past", reason="Her former carer.", by=gurdeep, about=ruth, now=NOW)
    assert (made.how, opens(ruth, child), opens(gurdeep, child)) == (How.MANAGER, False, True)


def test_said_twice_it_is_refused_in_words(house: DeskHouse) -> None:
    child = house.child()
    record.declared(child=child.pk, tie="friend", reason="Next door.", by=account_of(house.ruth), now=NOW)
    with pytest.raises(Refused) as no:
        record.declared(child=child.pk, tie="family", reason="Cousin.", by=account_of(house.ruth), now=NOW)
    assert "declared already" in no.value.sentence


def test_only_the_privacy_officer_takes_it_back_and_not_their_own(house: DeskHouse) -> None:
    child = house.child()
    made = record.declared(child=child.pk, tie="friend", reason="Next door.", by=account_of(house.ruth), now=NOW)
    as_application()
    assert signed_in(house.ruth).post(f"/privacy/conflicts/{made.pk}", {"because": "Sorted."}).status_code == 403
    assert signed_in(house.gurdeep).post(f"/privacy/conflicts/{made.pk}", {"because": "Sorted."}).status_code == 403
    assert confirmed(house.owen).post(f"/privacy/conflicts/{made.pk}", {"because": "Moved away."}).status_code == 302
    assert opens(account_of(house.ruth), child)
    own = record.declared(child=child.pk, tie="friend", reason="Next door.", by=house.owen, now=NOW)
    with pytest.raises(Refused):
        record.withdrawn(declaration=own.pk, because="Fine.", by=house.owen, now=NOW)


def test_withdrawn_it_can_be_declared_again(house: DeskHouse) -> None:
    child = house.child()
    ruth = account_of(house.ruth)
    made = record.declared(child=child.pk, tie="friend", reason="Next door.", by=ruth, now=NOW)
    record.withdrawn(declaration=made.pk, because="Moved away.", by=house.owen, now=NOW)
    record.declared(child=child.pk, tie="friend", reason="Moved back.", by=ruth, now=NOW)
    assert (Declaration.objects.count(), Conflict.objects.count()) == (2, 1)


def own_details(house: DeskHouse, **more: object) -> Account:
    ruth = account_of(house.ruth)
    said = {"forename": "Ruth", "surnames": "Okafor, Hassan", "birth_date": date(1984, 2, 3), **more}
    record.own_details_kept(account=ruth.pk, by=house.owen, now=NOW, **said)  # type: ignore[arg-type]  # as a form gives
    return ruth


def grounds(account: Account) -> set[tuple[int, Ground]]:
    return {(child, ground) for whose, child, ground, _said in likenesses(NOW) if whose == account.pk}


def test_a_worker_s_own_record_family_home_and_postcode_are_found(house: DeskHouse) -> None:
    ruth = own_details(house, line="12 Made-up Lane", postcode="b991aa")
    own = Person.objects.create(forename="Ruth", surname="Okafor", birth_date=date(1984, 2, 3))
    daughter = Person.objects.create(forename="Ada", surname="Bello", birth_date=date(2012, 2, 3))
    Relationship.objects.create(person=daughter, other=own, kind="mother")
    lodger = house.child("Tom", "Reed", worker=False)  # lives at 12 Made-up Lane
    near = Person.objects.create(forename="Ife", surname="Okafor", birth_date=date(2010, 2, 3))
    across = Address.objects.create(line="13 Made-up Lane", locality="Erdington", postcode="B99 1AA", area="east")
    Residence.objects.create(person=near, address=across, starts=date(2015, 1, 1))
    stranger = Person.objects.create(forename="Sam", surname="Poole", birth_date=date(2010, 2, 3))
    Residence.objects.create(person=stranger, address=across, starts=date(2015, 1, 1))
    namesake = Person.objects.create(forename="Ruth", surname="Okafor", birth_date=date(1991, 2, 3))
    found = grounds(ruth)
    assert {
        (own.pk, Ground.OWN_NAME),
        (daughter.pk, Ground.RELATIVE),
        (lodger.pk, Ground.ADDRESS),
        (near.pk, Ground.NEAR_NAME),
    } <= found
    assert {stranger.pk, namesake.pk}.isdisjoint({child for child, _ in found})


def test_without_own_details_a_name_counts_only_on_records_the_worker_has_been_near(house: DeskHouse) -> None:
    held = house.child("Ruth", "Okafor")
    Person.objects.create(forename="Ruth", surname="Okafor", birth_date=date(2009, 1, 1))
    assert grounds(account_of(house.ruth)) == {(held.pk, Ground.WORKED_NAME)}


def test_a_likeness_closes_nothing_until_it_is_confirmed(house: DeskHouse) -> None:
    child = house.child("Ruth", "Okafor")
    as_application()
    assert "new" in jobs.conflicts_sought(NOW)
    assert opens(account_of(house.ruth), child)
    row = Suspicion.objects.get()
    sent = {"verdict": "confirm", "tie": "self", "note": "She told me so."}
    assert confirmed(house.owen).post(f"/privacy/likenesses/{row.pk}", sent).status_code == 302
    assert not opens(account_of(house.ruth), child)
    assert Declaration.objects.get().how == How.DETECTED


def test_a_dismissed_likeness_is_remembered(house: DeskHouse) -> None:
    child = house.child("Ruth", "Okafor")
    jobs.conflicts_sought(NOW)
    record.dismissed(suspicion=Suspicion.objects.get().pk, note="A namesake: born 2006.", by=house.owen, now=NOW)
    assert jobs.conflicts_sought(NOW + timedelta(days=1)) == "0 new"
    assert Suspicion.objects.get().state == Settled.DISMISSED
    assert opens(account_of(house.ruth), child)


def test_own_details_are_kept_by_hr_and_shown_to_nobody(house: DeskHouse) -> None:
    hr = house.account("Hana Records", "workforce_officer")
    typed = {
        "account": str(account_of(house.ruth).pk),
        "forename": "Ruth",
        "surnames": "Okafor, Bellweather",
        "postcode": "B99 1AA",
    }
    as_application()
    assert signed_in(hr).post("/privacy/own-details", typed).status_code == 302
    for person in (hr, house.owen):
        assert "Bellweather" not in text_of(signed_in(person).get("/privacy/own-details"))
    for person in (house.ruth, house.gurdeep, house.denise):
        assert signed_in(person).get("/privacy/own-details").status_code == 403


def test_the_head_of_service_restricts_a_record_to_named_people(house: DeskHouse) -> None:
    child = house.child(plan="cp")
    head = house.account("Hugo Head", "head_of_service")
    as_application()
    typed = {"reason": "Her mother works here.", "people": [str(account_of(house.ruth).pk)], "days": "30"}
    assert confirmed(head).post(f"/privacy/restrict/{child.pk}", typed).status_code == 302
    assert opens(account_of(house.ruth), child)
    for other in (account_of(house.gurdeep), account_of(house.karen), head):
        assert not opens(other, child)
    assert signed_in(house.karen).get(f"/children/{child.pk}").status_code == 404
    for reader in (head, house.owen):
        register = text_of(signed_in(reader).get("/privacy/restricted"))
        assert f"Record {child.pk}" in register
        assert "Amira" not in register


def test_a_restriction_does_not_end_by_itself_but_the_names_on_it_do(house: DeskHouse) -> None:
    child = house.child()
    head, ruth = house.account("Hugo Head", "head_of_service"), account_of(house.ruth)
    held = record.restricted(child=child.pk, reason="Staff child.", people=[ruth.pk], days=90, by=head, now=NOW)
    later = NOW + timedelta(days=91)
    assert not decide(ruth, "child.see", Subject("child", child.pk), now=later, purpose=Purpose.DUTY).allowed
    child.refresh_from_db()
    assert child.tier == Tier.RESTRICTED
    record.reviewed(restriction=held.pk, reason="Still so.", people=[ruth.pk], days=60, by=head, now=later)
    assert decide(ruth, "child.see", Subject("child", child.pk), now=later, purpose=Purpose.DUTY).allowed


@pytest.mark.parametrize("days", [0, 91, 365])
def test_ninety_days_are_the_most(house: DeskHouse, days: int) -> None:
    child = house.child()
    head = house.account("Hugo Head", "head_of_service")
    with pytest.raises(Refused) as no:
        record.restricted(child=child.pk, reason="Why.", people=[head.pk], days=days, by=head, now=NOW)
    assert no.value.field == "days"


def test_lifted_the_record_is_an_ordinary_one(house: DeskHouse) -> None:
    child = house.child()
    head, ruth = house.account("Hugo Head", "head_of_service"), account_of(house.ruth)
    held = record.restricted(child=child.pk, reason="Staff child.", people=[ruth.pk], days=9, by=head, now=NOW)
    later = NOW + timedelta(days=1)
    record.lifted(restriction=held.pk, because="She left.", by=head, now=later)
    child.refresh_from_db()
    assert child.tier == Tier.CASE
    assert not NamedAccess.objects.filter(ends__gt=later).exists()


def test_a_conflict_hides_the_restriction_from_the_register_too(house: DeskHouse) -> None:
    child = house.child()
    head = house.account("Hugo Head", "head_of_service")
    record.restricted(child=child.pk, reason="Staff child.", people=[head.pk], days=9, by=head, now=NOW)
    Conflict.objects.create(account=house.owen, kind="child", subject_id=child.pk, declared_at=NOW, note="Nephew.")
    as_application()
    assert f"Record {child.pk}" not in text_of(signed_in(house.owen).get("/privacy/restricted"))
    assert signed_in(house.owen).get(f"/privacy/restricted/{Restriction.objects.get().pk}").status_code == 404


def test_the_database_keeps_one_restriction_at_a_time(house: DeskHouse) -> None:
    child = house.child()
    head = house.account("Hugo Head", "head_of_service")
    record.restricted(child=child.pk, reason="Staff child.", people=[head.pk], days=9, by=head, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Restriction.objects.create(
            kind="child",
            subject_id=child.pk,
            reason="Again.",
            set_by=head,
            set_at=NOW,
            review_due=NOW + timedelta(days=1),
        )
