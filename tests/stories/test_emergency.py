"""A record opened in an emergency: who may, what opens, for how long, who is told, and who asks why afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from righthelp.desk.alerts import alerts
from righthelp.foundation.access import stepup
from righthelp.foundation.access.models import Account, Conflict, EmergencyAccess, NamedAccess
from righthelp.foundation.calendar import end_of_day
from righthelp.foundation.refusals import Refused
from righthelp.governance.privacy import record_emergency as verbs
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker
from tests.stories.desk_house import NOW, DeskHouse, account_of, as_application, london, signed_in, text_of

WHY = "Her grandmother rang: a man is at the door and she is alone."


class Clock:
    """The time that doors read, and a way to let it pass."""

    def __init__(self) -> None:
        self.at = NOW

    def passes(self, **length: float) -> datetime:
        self.at += timedelta(**length)
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.at)
    return made


@pytest.fixture
def house(db: None, clock: Clock) -> Iterator[DeskHouse]:
    yield DeskHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def confirmed(person: Worker | Account, at: datetime) -> Client:
    """A browser in which this person has just confirmed that it is they."""
    browser = signed_in(person)
    session = browser.session
    stepup.confirmed(session, [stepup.Need.AGAIN], at)
    session.save()
    return browser


def breaks_glass(browser: Client, child: Person, **said: str) -> int:
    typed = {"category": "danger", "reason": WHY, **said}
    return int(browser.post(f"/privacy/emergency/{child.pk}", typed).status_code)


def test_hannah_opens_a_record_that_is_not_hers_reads_it_and_it_closes_after_an_hour(
    house: DeskHouse, clock: Clock
) -> None:
    child = house.child()
    as_application()
    browser = confirmed(house.hannah, clock.at)
    assert browser.get(f"/children/{child.pk}").status_code == 404
    assert breaks_glass(browser, child) == 302
    page = browser.get(f"/children/{child.pk}")
    assert page.status_code == 200
    assert "Opened in an emergency." in text_of(page)
    assert "60 minutes more" in text_of(page)
    clock.passes(minutes=41)
    assert "19 minutes more" in text_of(browser.get(f"/children/{child.pk}/timeline"))
    clock.passes(minutes=19)
    assert browser.get(f"/children/{child.pk}").status_code == 404


def test_the_banner_stands_on_that_record_s_pages_and_on_no_other(house: DeskHouse, clock: Clock) -> None:
    child, own = house.child(), house.child("Leo", "Marsh", worker=False)
    record_of(own, house.hannah)
    as_application()
    browser = confirmed(house.hannah, clock.at)
    breaks_glass(browser, child)
    assert "Opened in an emergency." not in text_of(browser.get(f"/children/{own.pk}"))
    assert "Opened in an emergency." not in text_of(browser.get("/"))


def record_of(child: Person, worker: Worker) -> None:
    from righthelp.practice.workforce.models import Allocation

    Allocation.objects.create(child=child, worker=worker, starts=london("2021-01-04 09:00"))


def test_the_button_ends_it_at_once(house: DeskHouse, clock: Clock) -> None:
    child = house.child()
    as_application()
    browser = confirmed(house.hannah, clock.at)
    breaks_glass(browser, child)
    clock.passes(minutes=3)
    assert browser.post(f"/privacy/emergency/{child.pk}/end").status_code == 302
    assert browser.get(f"/children/{child.pk}").status_code == 404


def test_without_confirming_that_it_is_you_nothing_opens(house: DeskHouse, clock: Clock) -> None:
    child = house.child()
    as_application()
    browser = signed_in(house.hannah)
    asked = browser.post(f"/privacy/emergency/{child.pk}", {"category": "danger", "reason": WHY})
    assert asked.status_code == 302
    assert not EmergencyAccess.objects.exists()


@pytest.mark.parametrize(("reason", "field"), [("Please.", "reason"), ("x" * 19, "reason"), ("", "reason")])
def test_a_reason_of_twenty_characters_is_asked_for(house: DeskHouse, reason: str, field: str) -> None:
    child = house.child()
    with pytest.raises(Refused) as no:
        verbs.opened(child=child.pk, category="danger", reason=reason, by=account_of(house.hannah), now=NOW)
    assert no.value.field == field
    assert not EmergencyAccess.objects.exists()


def test_it_reads_and_does_not_write(house: DeskHouse, clock: Clock) -> None:
    child = house.child(in_care=True)
    episode = house.missing(child, "2021-08-31 20:00")
    as_application()
    browser = confirmed(house.hannah, clock.at)
    breaks_glass(browser, child)
    assert browser.get(f"/missing/{episode.pk}").status_code == 200
    for page in ("risk", "strategy-discussion", "check", "action"):
        assert browser.post(f"/missing/{episode.pk}/{page}").status_code in {403, 404}, page


def test_never_past_a_conflict_and_never_a_sealed_or_restricted_record(house: DeskHouse, clock: Clock) -> None:
    sealed, restricted = house.child(tier=3), house.child("Bea", tier=2)
    known = house.child("Cal")
    hannah = account_of(house.hannah)
    Conflict.objects.create(account=hannah, kind="child", subject_id=known.pk, declared_at=NOW, note="Her nephew.")
    as_application()
    browser = confirmed(house.hannah, clock.at)
    answers = [browser.post(f"/privacy/emergency/{pk}", {}) for pk in (sealed.pk, restricted.pk, known.pk, 999_999)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({without_tokens(answer.content) for answer in answers}) == 1
    assert not EmergencyAccess.objects.exists()


def without_tokens(page: bytes) -> bytes:
    """The page without its token, and without its own address."""
    page = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", page)
    return re.sub(rb"/privacy/emergency/\d+|%2Fprivacy%2Femergency%2F\d+", b"", page)


def test_a_conflict_declared_while_it_is_open_closes_it(house: DeskHouse, clock: Clock) -> None:
    child = house.child()
    as_application()
    browser = confirmed(house.hannah, clock.at)
    breaks_glass(browser, child)
    Conflict.objects.create(
        account=account_of(house.hannah), kind="child", subject_id=child.pk, declared_at=NOW, note="Her niece."
    )
    assert browser.get(f"/children/{child.pk}").status_code == 404


def test_a_manager_opens_a_restricted_record_by_name_and_a_social_worker_cannot(house: DeskHouse, clock: Clock) -> None:
    child = house.child(tier=2)
    typed = {
        "category": "danger",
        "reason": WHY,
        "forename": "Amira",
        "surname": "Hassan",
        "birth_date_day": "14",
        "birth_date_month": "5",
        "birth_date_year": "2006",
    }
    as_application()
    browser = confirmed(house.gurdeep, clock.at)
    assert browser.post("/privacy/emergency", typed).status_code == 302
    assert browser.get(f"/children/{child.pk}").status_code == 200
    assert EmergencyAccess.objects.get().past_restriction
    assert confirmed(house.hannah, clock.at).post("/privacy/emergency", typed).status_code == 403


def test_by_name_a_sealed_record_and_none_are_answered_alike(house: DeskHouse, clock: Clock) -> None:
    house.child(tier=3)
    senior = account_of(house.gurdeep)
    said = {"surname": "Hassan", "birth_date": date(2006, 5, 14), "category": "danger", "reason": WHY}
    asked = {"by": senior, "now": NOW, **said}
    assert verbs.opened_by_name(forename="Amira", **asked) is None
    assert verbs.opened_by_name(forename="Nobody", **asked) is None


def test_worker_manager_and_privacy_officer_are_told_at_once(house: DeskHouse, clock: Clock) -> None:
    child = house.child()
    verbs.opened(child=child.pk, category="missing", reason=WHY, by=account_of(house.hannah), now=NOW)
    for person in (house.ruth, house.gurdeep, house.owen):
        titles = [each.title for each in alerts(account_of(person), NOW)]
        assert any("Hannah Oakstead opened a record" in title for title in titles), person
    assert not any("opened a record" in each.title for each in alerts(account_of(house.hannah), NOW))


def test_it_shows_on_the_list_of_who_looked(house: DeskHouse, clock: Clock) -> None:
    child = house.child()
    as_application()
    browser = confirmed(house.hannah, clock.at)
    breaks_glass(browser, child)
    browser.get(f"/children/{child.pk}")
    page = text_of(signed_in(house.owen).get(f"/children/{child.pk}/who-looked"))
    assert "emergency access" in page
    assert "Hannah Oakstead" in page


def test_the_review_is_due_in_two_working_days_and_then_goes_to_the_director(house: DeskHouse, clock: Clock) -> None:
    child = house.child()
    friday = london("2021-08-27 16:00")  # Monday is a bank holiday
    row = verbs.opened(child=child.pk, category="danger", reason=WHY, by=account_of(house.hannah), now=friday)
    assert row.review_due == end_of_day(date(2021, 9, 1))
    director = house.account("Dina Director", "director")
    assert alerts(director, london("2021-09-01 23:59")) == []
    late = [each.title for each in alerts(director, london("2021-09-02 00:01"))]
    assert len(late) == 1
    verbs.emergency_reviewed(
        emergency=row.pk, outcome="justified", note="Rang her manager.", by=house.owen, now=london("2021-09-02 09:00")
    )
    assert alerts(director, london("2021-09-02 09:01")) == []


def test_nobody_reviews_their_own(house: DeskHouse) -> None:
    child = house.child()
    both = Account.objects.create(email="b@example.org", name="Both", roles=["social_worker", "privacy_officer"])
    row = verbs.opened(child=child.pk, category="danger", reason=WHY, by=both, now=NOW)
    with pytest.raises(Refused):
        verbs.emergency_reviewed(emergency=row.pk, outcome="justified", note="Fine.", by=both, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        EmergencyAccess.objects.update(reviewed_at=NOW, reviewed_by=both, outcome="justified")


def test_the_database_itself_allows_one_hour_at_most(house: DeskHouse) -> None:
    child = house.child()
    verbs.opened(child=child.pk, category="danger", reason=WHY, by=account_of(house.hannah), now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        EmergencyAccess.objects.update(ends_at=NOW + timedelta(minutes=61))


def test_the_privacy_officer_reads_what_was_looked_at_and_answers(house: DeskHouse, clock: Clock) -> None:
    child = house.child()
    as_application()
    browser = confirmed(house.hannah, clock.at)
    breaks_glass(browser, child)
    browser.get(f"/children/{child.pk}/timeline")
    row = EmergencyAccess.objects.get()
    owen = signed_in(house.owen)
    page = text_of(owen.get(f"/privacy/emergencies/{row.pk}"))
    assert WHY in page
    assert "timeline" in page
    sent = owen.post(f"/privacy/emergencies/{row.pk}", {"outcome": "justified", "note": "Rang Gurdeep Sandgal."})
    assert sent.status_code == 302
    row.refresh_from_db()
    assert (row.outcome, row.reviewed_by) == ("justified", house.owen)


def test_an_open_record_is_not_opened_again(house: DeskHouse) -> None:
    child = house.child()
    with pytest.raises(Refused) as no:
        verbs.opened(child=child.pk, category="danger", reason=WHY, by=account_of(house.ruth), now=NOW)
    assert "open to you already" in no.value.sentence


def test_a_named_person_needs_no_emergency_and_a_partner_has_none(house: DeskHouse) -> None:
    child = house.child(tier=2, worker=False)
    senior = account_of(house.gurdeep)
    NamedAccess.objects.create(
        account=senior, kind="child", subject_id=child.pk, starts=NOW, ends=NOW + timedelta(days=9), reason="Named."
    )
    partner = house.account("Pat Partner", "police_partner", "west-midlands-police")
    with pytest.raises(Refused):
        verbs.opened(child=child.pk, category="danger", reason=WHY, by=partner, now=NOW)
