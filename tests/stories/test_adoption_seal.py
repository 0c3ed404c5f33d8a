"""The seal: Isolde Brackwater was adopted and is Ottilie Linfield now. No route leads from one to the other.

The birth mother's worker, an officer of the front door, an analyst, the adopters' worker, a director, a privacy officer
and an administrator ask for every address that any of them may ask for.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pghistory.models
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from righthelp.foundation.access import stepup
from righthelp.foundation.access.checks import policy_of, routes
from righthelp.foundation.access.decision import Scope
from righthelp.foundation.pages.models import Draft
from righthelp.foundation.refusals import Refused
from righthelp.practice.adoption import record_adopters, record_seal
from righthelp.practice.adoption.models import Adopting
from righthelp.practice.duplicates import queries as duplicates
from righthelp.practice.missing.matching import candidates
from righthelp.practice.missing.notices import ChildSaid
from righthelp.practice.people.models import Identifier, Person, Relationship, Residence, Tier
from righthelp.practice.people.record import LikelyDuplicateError, registered
from righthelp.practice.people.search import find
from righthelp.practice.workforce.record_allocation import allocated
from righthelp.site.matrix import MATRIX
from tests.stories.adoption_house import AdoptionHouse, account_of
from tests.stories.care_house import NOW, as_application, signed_in, text_of

pytestmark = pytest.mark.django_db
BORN = date(2019, 8, 10)
OLD, NEW = ("Isolde", "Brackwater"), ("Ottilie", "Linfield")
NUMBER = "9434765919"
_ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")


class SealHouse(AdoptionHouse):
    """Isolde lived with her mother Perdita and her brother Corin at 2 Quarry Row. Hannah works with Perdita and Corin.
    Maud and Hester Linfield adopted Isolde on 25 August 2021; Ruth recorded the order, Beatrix sealed the record."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.isolde = self.child(*OLD, born=BORN)
        self.perdita = self.grown("Perdita", "Brackwater", date(1995, 4, 2))
        self.corin = self.child("Corin", "Brackwater", born=date(2015, 5, 5))
        for kind, other in (("mother", self.perdita), ("sibling", self.corin)):
            Relationship.objects.create(person=self.isolde, other=other, kind=kind)
        Relationship.objects.create(person=self.corin, other=self.perdita, kind="mother")
        Identifier.objects.create(person=self.isolde, kind="nhs", value=NUMBER)
        Identifier.objects.create(person=self.isolde, kind="upn", value="A801200001001")
        for child in (self.perdita, self.corin):
            allocated(child=child.pk, worker=self.hannah.pk, by=account_of(self.gurdeep), now=NOW - timedelta(days=90))
        self.who = self.linfields()
        self.mothers = [self.grown(name, "Linfield", date(1985, 1, 4)) for name in ("Maud", "Hester")]
        given = {"household": self.who.pk, "by": account_of(self.farida), "now": self.evening("2021-01-05")}
        for each in self.mothers:
            record_adopters.joined(person=each.pk, **given)
        _, self.plan = self.to_be_placed(self.isolde, "2020-08-14", "2020-11-20", "2020-12-18", "2021-02-01")
        self.link = self.match(self.plan, self.who, "2021-03-03")
        self.places(self.link, "2021-03-22")
        self.adopts(self.plan, "2021-08-25")

    def grown(self, forename: str, surname: str, born: date) -> Person:
        return Person.objects.create(forename=forename, surname=surname, birth_date=born)

    def seals(self, forename: str = NEW[0], surname: str = NEW[1]) -> Person:
        """Beatrix seals; the new record."""
        record_seal.sealed(
            plan=self.plan.pk,
            forename=forename,
            surname=surname,
            somebody_else=False,
            by=account_of(self.beatrix),
            now=NOW,
        )
        return Person.objects.get(forename=forename, surname=surname)


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> SealHouse:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    made = SealHouse()
    as_application()
    return made


def passkey(person: Any) -> Client:
    """A browser in which this person has just confirmed with a passkey."""
    browser = signed_in(person)
    session = browser.session
    stepup.confirmed(session, [stepup.Need.AGAIN, stepup.Need.PASSKEY], NOW)
    session.save()
    return browser


def test_a_second_person_seals_and_a_new_record_stands(house: SealHouse) -> None:
    with pytest.raises(Refused, match="You recorded the order"):
        record_seal.sealed(
            plan=house.plan.pk, forename="O", surname="L", somebody_else=False, by=account_of(house.ruth), now=NOW
        )
    new = house.seals()
    house.isolde.refresh_from_db()
    assert house.isolde.tier == Tier.SEALED
    assert (new.birth_date, new.tier, new.identifiers.count()) == (BORN, Tier.CASE, 0)
    home = Residence.objects.get(person=new)
    assert (home.address_id, home.protected) == (house.who.home.address_id, True)
    parents = Relationship.objects.filter(person=new, kind="adopter", parental_responsibility=True)
    assert {each.other_id for each in parents} == {each.pk for each in house.mothers}
    assert not house.isolde.allocations.filter(ends__isnull=True).exists()
    assert new.allocations.get().worker_id == house.farida.pk
    with pytest.raises(Refused, match="no longer there"):
        house.seals("Ottoline")


def test_the_page_seals_and_leads_to_no_record(house: SealHouse) -> None:
    address = reverse("adoption:seal", args=[house.plan.pk])
    unsure = signed_in(house.beatrix)
    assert unsure.post(address, {"forename": NEW[0], "surname": NEW[1], "again": " ".join(NEW)})["Location"] == address
    assert "/confirm" in unsure.get(address)["Location"]
    assert not Draft.objects.filter(path=address).exists()
    browser = passkey(house.beatrix)
    said = {"forename": NEW[0], "surname": NEW[1], "again": "Ottilie Linfeild"}
    assert "not the name typed above" in text_of(browser.post(address, said))
    done = browser.post(address, said | {"again": "Ottilie Linfield"})
    assert (done.status_code, done["Location"]) == (302, reverse("adoption:board"))
    assert browser.post(address, said | {"again": "Ottilie Linfield"}).status_code == 404
    assert signed_in(house.ruth).get(address).status_code == 404


def _known(house: SealHouse, new: Person) -> dict[str, list[int]]:
    """What stands for each argument of an address: everybody near the seal, and both sides' rows."""
    people = [house.isolde.pk, new.pk, house.perdita.pk, house.corin.pk, *(each.pk for each in house.mothers)]
    return {
        "child_id": people, "person_id": people, "plan_id": [house.plan.pk], "link_id": [house.link.pk],
        "care_id": [house.plan.care_id], "stay_id": [house.link.stay_id or 0], "adopters_id": [house.who.pk],
        "home_id": [house.who.home_id or 0, house.tamworth.pk], "team_id": [team.pk for team in house.teams.values()],
        "address_id": [house.home.pk, house.who.home.address_id if house.who.home else 0],
        "worker_id": [house.hannah.pk, house.farida.pk, house.ruth.pk], "month": [], "code": [],
    }  # fmt: skip


def _addresses(house: SealHouse, role: str, known: dict[str, list[int]]) -> list[str]:
    """Every address that this role may ask for, with these arguments."""
    found = []
    for pattern, name, view in routes():
        policy = policy_of(view)
        names = [argument for _kind, argument in _ARGUMENT.findall(pattern)]
        if policy is None or policy.open_because or not name or pattern.startswith("api/") or len(names) > 1:
            continue
        if not set(names) <= set(known) or MATRIX[policy.act][role] is Scope.NO:
            continue
        found += [reverse(name, args=[each]) for each in known[names[0]]] if names else [reverse(name)]
    return found


SEARCHES = ("isolde brackwater", "isolde", "10/8/2019", "isolde brackwater 10/8/2019", "brackwater 10/8/2019", NUMBER)


def _people(house: SealHouse) -> list[tuple[Any, str]]:
    return [
        (house.hannah, "social_worker"),
        (house.karen, "front_door_officer"),
        (house.account("Ines Pargeter", "performance_analyst"), "performance_analyst"),
        (house.farida, "social_worker"),
        (house.account("Sol Tarrant", "system_administrator"), "system_administrator"),
        (house.owen, "privacy_officer"),
        (house.account("Dora Vane", "director"), "director"),
    ]


def test_no_route_leads_from_one_record_to_the_other(house: SealHouse) -> None:
    for person in (house.farida, house.ruth, house.beatrix):  # what they saw is in the audit
        for page in (("adopters", house.who.pk), ("child", house.isolde.pk), ("child", house.corin.pk)):
            signed_in(person).get(reverse(f"adoption:{page[0]}", args=[page[1]]))
    new = house.seals()
    known, walked = _known(house, new), set()
    leaks = []
    theirs = {f"/{each}/" for each in (new.pk, *(each.pk for each in house.mothers))}
    for person, role in _people(house):
        browser = passkey(person)
        wanted = [*_addresses(house, role, known), *(f"/search?q={text}" for text in SEARCHES)]
        for address in wanted:
            answer = browser.get(address)
            walked.add(address)
            body = text_of(answer)
            if f"/{house.isolde.pk}/" in f"{address.split('?')[0]}/" and "/children/" in address:
                leaks += [f"{role} {address}: {answer.status_code}"] if answer.status_code != 404 else []
            shown = body.replace("/search?q=isolde", "")
            about_new = any(each in f"{address}/" for each in theirs)
            by_old_number = f"/{house.isolde.pk}/" in f"{address}/"  # answered as no number is, and echoes the address
            if (
                "/search?q=" not in address
                and not by_old_number
                and ("Isolde" in shown or f'/children/{house.isolde.pk}"' in shown or NUMBER in shown)
            ):
                leaks.append(f"{role} {address}: the name before the order")
            if person is not house.farida and not about_new and role != "director" and "Ottilie" in shown:
                leaks.append(f"{role} {address}: the new name")
            if about_new and ("Brackwater" in shown or "Perdita" in shown):
                leaks.append(f"{role} {address}: the birth family")
    assert len(walked) >= 150, len(walked)
    assert not leaks, "\n".join(sorted(leaks))


def test_the_old_number_and_no_number_are_answered_alike(house: SealHouse) -> None:
    house.seals()
    nobody = 987_654
    for person, role in _people(house):
        browser = passkey(person)
        for pattern, name, view in routes():
            policy = policy_of(view)
            if (
                policy is None
                or _ARGUMENT.findall(pattern) != [("int", "child_id")]
                or MATRIX[policy.act][role] is Scope.NO
            ):
                continue
            one, other = (browser.get(reverse(name, args=[number])) for number in (house.isolde.pk, nobody))
            assert one.status_code == other.status_code, (role, name)
            if one.status_code == 302:
                browser.get("/account/")  # takes what the two said to the next page
            here, there = _plain(one, house.isolde.pk).splitlines(), _plain(other, nobody).splitlines()
            assert [pair for pair in zip(here, there, strict=False) if pair[0] != pair[1]] == [], (role, name)


def _plain(answer: Any, number: int) -> str:
    body = re.sub(r'(csrfmiddlewaretoken" value|data-left|name="key" value)="[^"]*"', "", text_of(answer))
    return re.sub(rf"(/|%2F){number}(?=\D)", r"\1N", body)


def test_searches_never_bring_the_new_record_for_what_stayed_the_same(house: SealHouse) -> None:
    new = house.seals("Isolde", "Linfield")  # she keeps her forename
    for said in SEARCHES:
        for person in (house.karen, house.hannah, house.owen):
            found = find(said, account=account_of(person), now=NOW).found
            assert new.pk not in {each.id for each in found}, (said, person)
            assert house.isolde.pk not in {each.id for each in found}, (said, person)
    notice = ChildSaid(forename="Isolde", surname="Brackwater", birth_date=BORN)
    assert candidates(notice) == []
    assert new.pk in {each.id for each in find("isolde linfield", account=account_of(house.karen), now=NOW).found}


def test_the_pair_is_never_suggested_as_one_and_registering_the_old_name_is_told_nothing(house: SealHouse) -> None:
    new = house.seals("Isolde", "Linfield")
    assert duplicates.reasons(house.isolde.pk, new.pk) is None
    given = {"birth_date": BORN, "by": account_of(house.karen), "now": NOW}
    again = registered(forename="Isolde", surname="Brackwater", **given)
    assert duplicates.reasons(again.pk, new.pk) is None
    with pytest.raises(LikelyDuplicateError):
        registered(forename="Isolde", surname="Linfield", **given)


def test_a_merge_of_the_two_is_refused_as_for_nobody(house: SealHouse) -> None:
    new = house.seals()
    browser = passkey(house.karen)
    answers = [browser.get(f"/duplicates/{new.pk}/{other}/merge") for other in (house.isolde.pk, 987_654)]
    assert [each.status_code for each in answers] == [404, 404]


def test_birth_relatives_records_keep_that_a_child_was_adopted(house: SealHouse) -> None:
    house.seals()
    browser = signed_in(house.hannah)
    for relative, words in ((house.perdita, "A child of theirs"), (house.corin, "A brother or sister")):
        page = text_of(browser.get(reverse("adoption:child", args=[relative.pk])))
        assert f"{words} was adopted in 2021" in page
        assert "Isolde" not in page
        assert "Linfield" not in page


def test_histories_share_no_context(house: SealHouse) -> None:
    new = house.seals()
    contexts: dict[int, set[Any]] = {house.isolde.pk: set(), new.pk: set()}
    for model in apps.get_models():
        if not issubclass(model, pghistory.models.Event):
            continue
        for field in model._meta.concrete_fields:
            of_person = field.related_model is Person or (model.__name__ == "PersonEvent" and field.name == "pgh_obj")
            for number in contexts if of_person else ():
                rows = model._default_manager.filter(**{field.attname: number}, pgh_context__isnull=False)
                contexts[number] |= set(rows.values_list("pgh_context", flat=True))
    assert contexts[new.pk]
    assert not contexts[new.pk] & contexts[house.isolde.pk]


def test_the_application_cannot_read_the_vault(house: SealHouse) -> None:
    house.seals()
    for sql in (
        "select * from vault_adoption",
        "insert into vault_adoption (pair) values ('x')",
        "delete from vault_adoption",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from vault_adoption_open(1, %s)", [NOW])
        assert cursor.fetchone() == (0,)


def test_two_people_of_two_roles_open_the_vault_for_an_hour(house: SealHouse) -> None:
    new = house.seals()
    dora, owen = house.account("Dora Vane", "director"), house.owen
    why = "She is eighteen and asks for her birth record under section 60."
    held = record_seal.opening_asked(number=new.pk, why=why, by=dora, now=NOW)
    with pytest.raises(Refused, match="nobody has agreed"):
        record_seal.opening_read(opening=held.pk, by=dora, now=NOW)
    with pytest.raises(Refused, match="You asked for it yourself"):
        record_seal.opening_agreed(opening=held.pk, by=dora, now=NOW)
    with pytest.raises(Refused, match="other role"):
        record_seal.opening_agreed(opening=held.pk, by=house.account("Amos Vane", "director"), now=NOW)
    record_seal.opening_agreed(opening=held.pk, by=owen, now=NOW)
    page = text_of(passkey(dora).get(reverse("adoption:vault-read", args=[held.pk])))
    assert f"Isolde Brackwater, record {house.isolde.pk}" in page
    assert f"Ottilie Linfield, record {new.pk}" in page
    assert passkey(owen).get(reverse("adoption:vault-read", args=[held.pk])).status_code == 404
    with pytest.raises(Refused, match="has ended"):
        record_seal.opening_read(opening=held.pk, by=dora, now=NOW + timedelta(hours=1))
    nothing = record_seal.opening_asked(number=house.corin.pk, why=why, by=owen, now=NOW)
    record_seal.opening_agreed(opening=nothing.pk, by=dora, now=NOW)
    assert record_seal.opening_read(opening=nothing.pk, by=owen, now=NOW) is None


def test_the_vault_asks_for_a_passkey_and_two_named_roles(house: SealHouse) -> None:
    for person, status in (
        (house.beatrix, 403),
        (house.ruth, 403),
        (house.account("Sol Tarrant", "system_administrator"), 403),
    ):
        assert passkey(person).get(reverse("adoption:vault")).status_code == status
    answer = signed_in(house.owen).get(reverse("adoption:vault"))
    assert (answer.status_code, "/confirm" in answer["Location"]) == (302, True)
    assert Adopting.objects.filter(adopted__isnull=False).count() == 1
