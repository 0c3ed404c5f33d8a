"""Partners answer MASH themselves: each its own questions, nobody another agency's answer until a manager shares it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from righthelp.foundation.access.decision import Subject, decide
from righthelp.foundation.access.models import Account, Agreement, Conflict
from righthelp.foundation.audit.models import Looked
from righthelp.foundation.refusals import Refused
from righthelp.practice.mash import queries_partner, record_checks, record_partner
from righthelp.practice.mash.models import Check, Partner, Shared, Work
from righthelp.practice.people.models import Person, Residence, Tier
from tests.stories.desk_house import as_application, signed_in, text_of
from tests.stories.mash_house import NOW, MashHouse, account_of

HOUR = timedelta(hours=1)
ANSWERS = ["home.see", "draft.keep", "account.own", "mash.partner"]


class Partners(MashHouse):
    """PC Ahmed answers for the police and Ros Hale for health, each with an account of their own organisation."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.ahmed = self.signs_in("PC Ahmed", "police", "west-midlands-police", "police_partner")
        self.ros = self.signs_in("Ros Hale", "health", "community-health", "mash_partner")

    def signs_in(self, name: str, agency: str, organisation: str, role: str) -> Account:
        Agreement.objects.create(
            organisation=organisation, title="MASH", lawful_basis="Children Act 2004, section 11", acts=ANSWERS,
            starts=date(2021, 1, 1), ends=date(2022, 1, 1),
        )  # fmt: skip
        account = self.account(name, role, organisation)
        seat = self.partner(name, agency)
        record_partner.sign_in_given(partner=seat.pk, account=account.pk, by=account_of(self.priya), now=NOW)
        return account

    def asked_about(self, child: Person) -> tuple[Work, Check, Check]:
        """Nadia asks police and health about one child."""
        work = self.begun(*self.referred(child))
        checks = {each.agency: each for each in self.asked(work, "police", "health")}
        return work, checks["police"], checks["health"]


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Partners]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield Partners()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def question(browser: Client, check: Check) -> str:
    return text_of(browser.get(reverse("mash:question", args=[check.pk])))


def test_the_police_answer_their_own_question_and_mash_has_it_at_once(house: Partners) -> None:
    leon, marcus = house.brothers()
    checks = house.asked(house.begun(*house.referred(leon, marcus)), "police")
    browser = signed_in(house.ahmed)
    as_application()
    listed = text_of(browser.get(reverse("mash:questions")))
    assert "Leon Teal" in listed
    assert "You answer for <strong>Police</strong>" in listed
    page = question(browser, checks[0])
    assert "Police were called to the home in the night" in page  # what we tell them
    assert "not asked; a child may be suffering significant harm" in page  # the basis
    address = reverse("mash:question", args=[checks[0].pk])
    both = {"checks": [each.pk for each in checks], "result": "known"}
    assert "Write what you know" in text_of(browser.post(address, both))
    browser.post(address, both | {"answer": "Two calls since June, both about shouting."})
    for check in checks:
        check.refresh_from_db()
        assert (check.answer, check.recorded_by, check.answered_by) == (
            "Two calls since June, both about shouting.",
            None,
            Partner.objects.get(agency="police"),
        )
    shown = text_of(signed_in(house.nadia).get(reverse("mash:enquiry", args=[checks[0].enquiry_id])))
    assert "answered here by themselves" in shown
    assert "Your answer" not in question(browser, checks[0])
    looks = Looked.objects.filter(account_id=house.ahmed.pk, subject_ids__contains=[leon.pk])
    assert {"list", "record", "change"} <= set(looks.values_list("kind", flat=True))


def test_an_agency_reads_anothers_answer_only_once_a_manager_shares_it(house: Partners) -> None:
    leon, _ = house.brothers()
    _, police, health = house.asked_about(leon)
    house.answered([police], "police", answer="He was arrested in May.")
    ros, priya = signed_in(house.ros), signed_in(house.priya)
    assert "arrested" not in question(ros, health)
    assert ros.get(reverse("mash:question", args=[police.pk])).status_code == 404
    assert signed_in(house.ahmed).get(reverse("mash:question", args=[health.pk])).status_code == 404
    share = reverse("mash:share", args=[police.enquiry_id])
    given = {"answers": [police.pk], "readers": [health.pk], "why": "Ros is to plan the visit; DS Cole agrees."}
    assert signed_in(house.nadia).post(share, given).status_code == 403  # a manager shares
    assert "its own answer" in text_of(priya.post(share, given | {"readers": [police.pk]}))
    priya.post(share, given)
    assert "He was arrested in May." in question(ros, health)
    assert "Shared with Health" in text_of(priya.get(reverse("mash:enquiry", args=[police.enquiry_id])))
    priya.post(reverse("mash:unshare", args=[police.enquiry_id]))
    assert "arrested" not in question(ros, health)
    assert Shared.objects.get().ended_by == house.priya
    priya.post(share, given)
    record_checks.answer_taken_back(check=police.pk, why="Another man.", by=account_of(house.nadia), now=NOW)
    assert "arrested" not in question(ros, health)
    assert not Shared.objects.filter(ended__isnull=True).exists()


def test_a_partner_opens_nothing_else_of_the_child(house: Partners) -> None:
    leon, marcus = house.brothers()
    _, police, _ = house.asked_about(leon)
    stranger = house.child("Amira", "Hassan", worker=False)
    for account in (house.ahmed, house.ros):
        browser = signed_in(account)
        for address in (
            reverse("child", args=[leon.pk]),
            reverse("mash:enquiry", args=[police.enquiry_id]),
            reverse("mash:queue"),
            reverse("mash:of-child", args=[leon.pk]),
            reverse("front_door:of-child", args=[leon.pk]),
            reverse("search") + "?q=Teal",
        ):
            assert browser.get(address).status_code == 403, address
        assert not decide(account, "mash.partner", Subject("child", marcus.pk), now=NOW).allowed
        assert not decide(account, "mash.partner", Subject("child", stranger.pk), now=NOW).allowed


def test_a_protected_home_is_not_told_to_a_partner(house: Partners) -> None:
    leon, _ = house.brothers()
    _, police, _ = house.asked_about(leon)
    browser = signed_in(house.ahmed)
    assert "12 Made-up Lane" in question(browser, police)
    Residence.objects.filter(person=leon).update(protected=True)
    page = question(browser, police)
    assert "Made-up" not in page
    assert "Not shared" in page


@pytest.mark.parametrize("closed", ["tier", "conflict", "left", "dropped", "stale", "agreement"])
def test_the_question_closes_with_whatever_opened_it(
    house: Partners, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    leon, _ = house.brothers()
    work, police, health = house.asked_about(leon)
    assert "Leon" in question(signed_in(house.ahmed), police)
    later = NOW
    if closed == "tier":
        Person.objects.filter(pk=leon.pk).update(tier=Tier.RESTRICTED)
    elif closed == "conflict":
        Conflict.objects.create(
            account=house.ahmed, kind="child", subject_id=leon.pk, declared_at=NOW, note="His nephew."
        )
    elif closed == "left":
        Partner.objects.filter(agency="police").update(ends=NOW.date())
    elif closed == "dropped":
        record_checks.dropped(check=police.pk, why="Asked twice.", by=account_of(house.nadia), now=NOW)
    elif closed == "agreement":
        Agreement.objects.filter(organisation="west-midlands-police").update(ends=NOW.date())
    else:
        house.answered([police], "police")
        house.concluded(work, missing_why="It cannot wait.")
        later = NOW + timedelta(days=15)
        monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: later)
    browser = signed_in(house.ahmed)
    assert browser.get(reverse("mash:question", args=[police.pk])).status_code in (403, 404)
    assert "Leon" not in text_of(browser.get(reverse("mash:questions")))
    with pytest.raises(Refused):
        record_partner.answered_here(checks=[police.pk, health.pk], result="nothing", by=house.ahmed, now=later)


def test_another_service_reads_only_what_it_was_asked_itself(house: Partners) -> None:
    leon, _ = house.brothers()
    refuge = house.signs_in("Bel Ward", "other", "refuge", "mash_partner")
    house.signs_in("Ian Moss", "other", "fire-service", "mash_partner")
    work = house.begun(*house.referred(leon))
    seats = {"other": Partner.objects.get(account=refuge).pk}
    (check,) = house.asked(work, "other", service="The refuge", partners=seats)
    assert queries_partner.waiting(refuge, NOW) == 1
    assert queries_partner.waiting(Account.objects.get(name="Ian Moss"), NOW) == 0
    assert check.partner_id == seats["other"]


def test_a_sign_in_is_given_to_a_partners_account_under_an_agreement_and_taken_away(house: Partners) -> None:
    priya = signed_in(house.priya)
    seat = house.partner("Di Cope", "housing")
    account = house.account("Di Cope", "mash_partner", "housing-office")
    page = reverse("mash:sign-in", args=[seat.pk])
    assert "No information-sharing agreement in force" in text_of(priya.post(page, {"account": account.pk}))
    Agreement.objects.create(
        organisation="housing-office", title="MASH", lawful_basis="Stated", acts=ANSWERS,
        starts=date(2021, 1, 1), ends=date(2022, 1, 1),
    )  # fmt: skip
    priya.post(page, {"account": account.pk})
    seat.refresh_from_db()
    assert seat.account == account
    with pytest.raises(Refused, match="made for a partner"):
        record_partner.sign_in_given(
            partner=seat.pk, account=account_of(house.tom).pk, by=account_of(house.priya), now=NOW
        )
    priya.post(page, {"account": ""})
    assert Partner.objects.get(pk=seat.pk).account is None
    assert signed_in(house.nadia).get(page).status_code == 403


def test_an_answer_has_one_author_by_the_database(house: Partners) -> None:
    leon, _ = house.brothers()
    _, police, _ = house.asked_about(leon)
    (row,) = record_partner.answered_here(checks=[police.pk], result="nothing", by=house.ahmed, now=NOW)
    assert row.given_by == "PC Ahmed, West Midlands Police"
    for broken in ({"recorded_by": house.nadia}, {"answered_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Check.objects.filter(pk=row.pk).update(**broken)
