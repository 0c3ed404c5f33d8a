"""What somebody inside, or with a stolen session, tries in a row of real requests; and what they are told."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from righthelp.foundation.access.checks import policy_of, routes
from righthelp.foundation.access.models import Account, AccountSession, Agreement, Conflict, NamedAccess
from righthelp.foundation.refusals import Refused
from righthelp.foundation.sign_in.models import SetUpLink
from righthelp.practice.missing.models import Episode
from righthelp.practice.people.models import Person, Relationship, Residence
from righthelp.practice.workforce import record_movements
from righthelp.practice.workforce.jobs import days_that_have_come
from righthelp.practice.workforce.models import Allocation
from righthelp.practice.workforce.record_welcome import welcome_link_made
from tests.stories.desk_house import account_of, confirmed, signed_in, text_of
from tests.stories.workforce_house import NOW, TODAY, WHOLE, WorkforceHouse

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
_ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> WorkforceHouse:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    return WorkforceHouse()


@pytest.fixture
def amira(house: WorkforceHouse) -> Person:
    """Amira, at a protected home, missing since last night."""
    child: Person = house.child(plan="cp")
    Residence.objects.filter(person=child).update(protected=True)
    house.missing(child, "2021-08-31 20:00")
    return child


def record_addresses(child: Person) -> list[str]:
    """Every address that is about this child alone."""
    found = []
    for pattern, name, view in routes():
        names = [argument for _kind, argument in _ARGUMENT.findall(pattern)]
        if names == ["child_id"] and policy_of(view) and name:
            found.append(reverse(name, args=[child.pk]))
    return found


# A friend of an estranged father, who works here and knows the family.


def test_the_friend_of_the_father_finds_nothing_of_her_by_any_way(house: WorkforceHouse, amira: Person) -> None:
    hannah = account_of(house.hannah)
    Allocation.objects.create(child=amira, worker=house.hannah, primary=False, starts=NOW - timedelta(days=9))
    sister = house.child("Bea", "Hassan")
    Allocation.objects.create(child=sister, worker=house.hannah, primary=False, starts=NOW - timedelta(days=9))
    Relationship.objects.create(person=sister, other=amira, kind="sibling")
    Conflict.objects.create(account=hannah, kind="child", subject_id=amira.pk, declared_at=NOW, note="Her father.")
    browser = confirmed(house.hannah)
    for address in record_addresses(amira):
        if address.endswith("/end"):
            continue  # ends what one has open oneself, and says nothing of the record
        for answer in (browser.get(address), browser.post(address, {"category": "danger", "reason": "x" * 40})):
            assert answer.status_code in {403, 404, 405}, address
            assert b"Amira" not in answer.content, address
    for address in (
        "/", "/worklist", "/worklist?format=csv&table=work", "/search?q=amira+hassan", "/alerts",
        "/search?q=amira+hassan+14/5/2006", *record_addresses(sister),
    ):  # fmt: skip
        assert "Amira" not in text_of(browser.get(address)), address


# A curious worker.


def test_a_curious_worker_is_answered_the_same_about_a_child_and_about_nobody(
    house: WorkforceHouse, amira: Person
) -> None:
    browser = signed_in(house.hannah)
    aloud = ("/privacy/", "/missing/report/")  # an emergency, and a telephone report: for any child
    for address in record_addresses(amira):
        if address.startswith(aloud):
            continue
        hers, nobodys = browser.get(address), browser.get(address.replace(str(amira.pk), "987654"))
        assert hers.status_code == nobodys.status_code, address
        assert b"Hassan" not in hers.content, address


def test_a_protected_address_is_no_ones_to_read_who_is_not_tied_to_her(house: WorkforceHouse) -> None:
    amira = house.child(plan="cp")
    Residence.objects.filter(person=amira).update(protected=True)
    home = Residence.objects.get(person=amira).address
    assert home is not None
    for person in (house.karen, house.account("Dora Director", "director")):
        browser = signed_in(person)
        for address in [*record_addresses(amira), "/missing/", f"/search?q={home.postcode}", "/search?q=amira+hassan"]:
            assert home.line not in text_of(browser.get(address)), (person.name, address)


# Whoever appoints people appoints nobody with more rights than are theirs to give.


def test_a_workforce_officer_moves_nobody_into_their_own_rights(house: WorkforceHouse) -> None:
    amrit = house.worker("Amrit Second", team="office", title="Workforce officer", role="workforce_officer")
    leading = house.post("Head of service", team="office")
    sent = {"post": str(leading.pk), "basis": "permanent", "agency": "", "wte": "1", "note": "",
            "on_day": "1", "on_month": "9", "on_year": "2021"}  # fmt: skip
    page = confirmed(amrit).post(f"/workers/{amrit.pk}/move", sent)
    assert "Nobody records their own move" in text_of(page)
    assert Account.objects.get(pk=account_of(amrit).pk).roles == ["workforce_officer"]
    record_movements.left(worker=amrit.pk, last_day=TODAY, leaving="another", by=house.amrit, now=NOW)
    with pytest.raises(Refused, match="Nobody records their own move"):
        record_movements.returned(
            worker=amrit.pk, post=leading.pk, basis="permanent", wte=WHOLE, on=TOMORROW, by=amrit, now=NOW
        )


def test_the_set_up_link_of_a_joiner_is_shown_once_and_only_for_who_has_no_password(house: WorkforceHouse) -> None:
    nadia = house.joins()
    amrit = confirmed(house.amrit)
    assert "Set-up link" in text_of(amrit.get("/teams/movements"))
    page = text_of(amrit.post(f"/workers/{nadia.pk}/set-up-link"))
    [token] = re.findall(r"/sign-in/link/([\w-]+)", page)
    assert token not in text_of(amrit.get(f"/workers/{nadia.pk}/set-up-link"))
    account = Account.objects.get(worker=nadia)
    account.set_password("a long walk by the canal")
    account.save()
    again = text_of(amrit.post(f"/workers/{nadia.pk}/set-up-link"))
    assert "They have set their password" in again
    assert "/sign-in/link/" not in again
    assert "Nadia" not in text_of(amrit.get("/teams/movements")).split("Waits for its day")[0]
    assert SetUpLink.objects.get().account_id == account.pk


def test_the_account_of_who_reads_the_audit_is_set_up_by_an_administrator(house: WorkforceHouse) -> None:
    nadia = house.joins()
    Account.objects.filter(worker=nadia).update(roles=["privacy_officer"])
    with pytest.raises(Refused, match="A system administrator"):
        welcome_link_made(worker=nadia.pk, by=house.amrit, now=NOW)
    with pytest.raises(Refused, match="opens on their first day"):
        welcome_link_made(
            worker=house.joins("Zoë Later", on=TOMORROW, post=house.post("Social worker")).pk, by=house.amrit, now=NOW
        )
    assert signed_in(house.marcia).post(f"/workers/{nadia.pk}/set-up-link").status_code == 403


# A leaver with an open session; somebody who comes back.


def test_a_leaver_with_an_open_session_is_out_on_the_next_request(house: WorkforceHouse, amira: Person) -> None:
    browser = signed_in(house.ruth)
    assert browser.get(f"/children/{amira.pk}").status_code == 200
    record_movements.left(worker=house.ruth.pk, last_day=TODAY, leaving="another", by=house.amrit, now=NOW)
    days_that_have_come(NOW + timedelta(days=1))
    answer = browser.get(f"/children/{amira.pk}")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")
    assert not AccountSession.objects.filter(account=account_of(house.ruth)).exists()


def test_who_comes_back_sets_a_new_password(house: WorkforceHouse) -> None:
    record_movements.left(worker=house.ruth.pk, last_day=TODAY, leaving="another", by=house.amrit, now=NOW)
    days_that_have_come(NOW + timedelta(days=1))
    Account.objects.filter(worker=house.ruth).update(password="kept by somebody else")
    record_movements.returned(
        worker=house.ruth.pk, post=house.vacant.pk, basis="permanent", wte=WHOLE, on=TODAY + timedelta(days=2),
        by=house.amrit, now=NOW + timedelta(days=1),
    )  # fmt: skip
    days_that_have_come(NOW + timedelta(days=2))
    account = Account.objects.get(worker=house.ruth)
    assert account.is_active
    assert not account.has_usable_password()


def test_other_rights_end_the_session_that_was_open_with_the_old_ones(house: WorkforceHouse) -> None:
    browser = signed_in(house.ruth)
    post = house.post("Workforce officer", team="office")
    movement = record_movements.moved_team(
        worker=house.ruth.pk, post=post.pk, basis="permanent", wte=WHOLE, on=TODAY, by=house.amrit, now=NOW
    )
    changed = Account.objects.get(worker=house.ruth).roles
    assert changed == movement.roles != ["social_worker"]
    assert browser.get("/").status_code == 302


# A partner past the end of the agreement.


def test_a_partner_is_out_when_the_agreement_is(house: WorkforceHouse, amira: Person) -> None:
    police = house.account("Pat Police", "police_partner", "west-midlands-police")
    agreement = Agreement.objects.create(
        organisation="west-midlands-police", title="Missing", lawful_basis="Section 11",
        acts=["home.see", "missing.notify", "indicator.see"], starts=date(2018, 4, 1), ends=TOMORROW,
    )  # fmt: skip
    browser = signed_in(police)
    assert browser.get("/").status_code == 200
    for address in [
        *record_addresses(amira),
        "/search?q=amira",
        "/missing/",
        "/worklist",
        "/privacy/emergency",
    ]:
        assert browser.get(address).status_code in {403, 404}, address
    Agreement.objects.filter(pk=agreement.pk).update(ends=TODAY)
    for address in ("/", "/indicators/", "/indicators/MIS-1"):
        assert browser.get(address).status_code == 403, address


# A councillor trying addresses.


def test_a_councillor_gets_figures_and_no_child_whatever_is_typed(house: WorkforceHouse, amira: Person) -> None:
    clr = house.account("Cllr Joan", "councillor", "council")
    Agreement.objects.create(
        organisation="council", title="Scrutiny", lawful_basis="Local Government Act 2000",
        acts=["home.see", "indicator.see", "report.see", "account.own", "draft.keep"],
        starts=date(2018, 4, 1), ends=date(2030, 1, 1),
    )  # fmt: skip
    browser = signed_in(clr)
    given = {
        "child_id": amira.pk,
        "episode_id": Episode.objects.get(child=amira).pk,
        "code": "MIS-1",
        "month": "2021-08",
        "team_id": house.teams["east"].pk,
        "worker_id": house.ruth.pk,
    }
    tried = 0
    for pattern, name, view in routes():
        names = [argument for _kind, argument in _ARGUMENT.findall(pattern)]
        policy = policy_of(view)
        if (
            not name
            or policy is None
            or policy.open_because
            or not set(names) <= set(given)
            or pattern.startswith("api/")
        ):
            continue
        address = reverse(name, kwargs={each: given[each] for each in names})
        for answer in (browser.get(address), browser.get(address, {"format": "csv"})):
            tried += 1
            assert b"Amira" not in answer.content, address
            assert b"Hassan" not in answer.content, address
            assert answer.status_code < 500, address
    assert tried > 100


# A stolen cookie.


def test_a_stolen_cookie_does_no_grave_act_and_dies_with_the_session(house: WorkforceHouse, amira: Person) -> None:
    owner = signed_in(house.marcia)
    thief = Client()
    thief.cookies = owner.cookies.copy()
    link = reverse("privacy:restrict", args=[amira.pk])
    typed = {"reason": "So that I alone see her.", "people": [str(account_of(house.marcia).pk)], "days": "30"}
    for answer in (thief.get(link), thief.post(link, typed), thief.post(f"/privacy/emergency/{amira.pk}", typed)):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/confirm?")
    assert not NamedAccess.objects.exists()
    owner.post(reverse("sign-out"))
    answer = thief.get("/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")


# What the board does not tell, the head of service is told.


def test_the_head_of_service_sees_that_a_restricted_child_is_missing_and_who_can_act(
    house: WorkforceHouse, amira: Person
) -> None:
    sealed = house.child("Zara", "Sealed")
    house.missing(sealed, "2021-08-31 20:00")
    Person.objects.filter(pk=amira.pk).update(tier=2)
    Person.objects.filter(pk=sealed.pk).update(tier=3)
    denise = account_of(house.denise)
    marcia = signed_in(house.marcia)
    assert "Nobody: name somebody" in text_of(marcia.get("/privacy/held"))
    NamedAccess.objects.create(
        account=denise, kind="child", subject_id=amira.pk, starts=NOW, ends=NOW + timedelta(days=9), reason="Named."
    )
    page = text_of(marcia.get("/privacy/held"))
    assert f"Record {amira.pk}" in page
    assert "Denise Fairmer" in page
    assert "Missing for 16 hours" in page
    for name in ("Amira", "Zara", f"Record {sealed.pk}"):
        assert name not in page
    assert "closely held child to act on" in text_of(marcia.get("/"))
    assert "Amira" in text_of(signed_in(house.denise).get("/missing/"))
    for other in (house.gurdeep, house.owen, house.karen):
        assert signed_in(other).get("/privacy/held").status_code == 403
        assert "closely held child" not in text_of(signed_in(other).get("/"))


def test_a_head_of_service_with_a_conflict_is_told_nothing_of_that_child(house: WorkforceHouse, amira: Person) -> None:
    Person.objects.filter(pk=amira.pk).update(tier=2)
    marcia = account_of(house.marcia)
    Conflict.objects.create(account=marcia, kind="child", subject_id=amira.pk, declared_at=NOW, note="Niece.")
    assert str(amira.pk) not in re.findall(r"Record (\d+)", text_of(signed_in(house.marcia).get("/privacy/held")))
