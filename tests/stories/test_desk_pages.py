"""The desk through its pages, on the web server's own database role."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from righthelp.desk.models import Seen
from righthelp.foundation.access.models import Conflict
from righthelp.foundation.audit.models import Looked
from righthelp.foundation.journey import Passed, sweep
from righthelp.practice.people.models import Person, Residence
from righthelp.practice.workforce.models import Absence, Allocation
from tests.stories.desk_house import NOW, DeskHouse, account_of, as_application, day, london, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield DeskHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def late_interview(house: DeskHouse, forename: str = "Amira", surname: str = "Hassan") -> Person:
    """A child back for 73 hours whom nobody has listened to; Tariq has the interview."""
    child = house.child(forename, surname)
    house.missing(child, "2021-08-28 01:00", "2021-08-29 11:00", support_worker=house.tariq)
    return child


def without_token(response: HttpResponse, record: int) -> str:
    """The page without what differs on every showing: the form's token, and the address asked for."""
    page = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", text_of(response))
    return page.replace(str(record), "")


def test_the_worker_sees_what_is_late_and_what_is_due_today(house: DeskHouse) -> None:
    late_interview(house)
    today = house.child("Bilal", "Aktar")
    house.missing(today, "2021-08-29 01:00", "2021-08-29 20:00", support_worker=house.tariq)
    as_application()
    page = text_of(signed_in(house.tariq).get("/"))
    assert "Amira Hassan" in page
    assert "Late by" in page
    assert "Bilal Aktar" in page


def test_home_opens_for_every_role(house: DeskHouse) -> None:
    late_interview(house)
    people = [
        house.account("Pat Roles", role)
        for role in (
            "missing_coordinator",
            "reviewing_officer",
            "head_of_service",
            "director",
            "performance_analyst",
            "quality_auditor",
            "system_administrator",
        )
    ]
    as_application()
    for person in [*people, house.tariq, house.ruth, house.gurdeep, house.karen, house.denise, house.owen]:
        response = signed_in(person).get("/")
        assert response.status_code == 200, account_of(person).roles


def test_the_system_administrator_sees_the_state_of_the_house_and_no_child(house: DeskHouse) -> None:
    late_interview(house)
    wei = house.account("Wei Zhuong", "system_administrator")
    as_application()
    page = text_of(signed_in(wei).get("/"))
    assert "State of the house" in page
    assert "PostgreSQL" in page
    assert "Hassan" not in page


def test_the_worklist_holds_only_children_within_reach(house: DeskHouse) -> None:
    late_interview(house)
    other = house.child("Daniel", "Reed", worker=False)
    house.missing(other, "2021-08-28 01:00", "2021-08-29 11:00")
    as_application()
    page = text_of(signed_in(house.ruth).get("/worklist"))
    assert "Amira Hassan" in page
    assert "Daniel Reed" not in page


def test_the_worklist_narrows_by_clock_team_and_time_and_goes_out_as_csv(house: DeskHouse) -> None:
    late_interview(house)
    as_application()
    browser = signed_in(house.denise)
    clock = "missing.return_home_interview"
    assert "Amira Hassan" in text_of(browser.get("/worklist", {"work_clock": clock, "work_part": "late"}))
    assert "Amira Hassan" not in text_of(browser.get("/worklist", {"work_part": "later"}))
    east, missing = house.teams["east"].pk, house.teams["missing"].pk
    assert "Amira Hassan" in text_of(browser.get("/worklist", {"work_team": str(east)}))
    assert "Amira Hassan" not in text_of(browser.get("/worklist", {"work_team": str(missing)}))
    rows = text_of(browser.get("/worklist", {"format": "csv", "table": "work"})).splitlines()
    assert rows[0].lstrip("\ufeff").startswith("Child,")
    assert any(line.startswith("Amira Hassan,Return home interview") for line in rows)
    assert Looked.objects.filter(kind="export", route="worklist").count() == 1


def test_what_is_long_late_is_listed_apart(house: DeskHouse) -> None:
    child = house.child("Old", "Matter")
    house.missing(child, "2021-05-01 01:00", "2021-05-02 11:00")
    browser = signed_in(house.denise)
    assert "Old Matter" not in text_of(browser.get("/worklist"))
    assert "Old Matter" in text_of(browser.get("/worklist", {"work_part": "long"}))


def test_the_list_does_not_ask_the_database_once_for_each_row(house: DeskHouse) -> None:
    browser = signed_in(house.denise)

    def queries(path: str) -> int:
        assert browser.get(path).status_code == 200  # the first request of a session writes its row
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(path).status_code == 200
        return len(asked)

    late_interview(house)
    few = {path: queries(path) for path in ("/worklist", "/", "/alerts")}
    for number in range(20):
        late_interview(house, f"Child{chr(65 + number)}", "Many")
    assert {path: queries(path) for path in few} == few


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/", 25),
        ("/worklist", 9),
        ("/alerts", 13),
        ("/search?q=amira hassan 14/5/2006", 7),
        ("child", 16),
        ("timeline", 9),
    ],
)
def test_a_page_keeps_to_its_query_budget(house: DeskHouse, path: str, most: int) -> None:
    child = late_interview(house)
    address = {"child": f"/children/{child.pk}", "timeline": f"/children/{child.pk}/timeline"}.get(path, path)
    browser = signed_in(house.denise)
    assert browser.get(address).status_code == 200  # the first request of a session writes its row
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    assert len(asked) <= most, "\n".join(str(query["sql"])[:120] for query in asked)


def test_the_record_page_tells_who_this_is_what_is_due_and_why(house: DeskHouse) -> None:
    child = late_interview(house)
    as_application()
    page = text_of(signed_in(house.ruth).get(f"/children/{child.pk}"))
    assert "15 · born 14 May 2006" in page
    assert "12 Made-up Lane" in page
    assert "Ruth Okafor" in page
    assert "Return home interview" in page
    assert "72 hours" in page
    assert "No interview offered yet" in page


def test_a_protected_address_shows_only_to_those_tied_to_the_child(house: DeskHouse) -> None:
    child = house.child("Layla", "Noor")
    Residence.objects.filter(person=child).update(protected=True)
    as_application()
    assert "12 Made-up Lane" in text_of(signed_in(house.ruth).get(f"/children/{child.pk}"))
    front_door = text_of(signed_in(house.karen).get(f"/children/{child.pk}"))
    assert "Address protected" in front_door
    assert "12 Made-up Lane" not in front_door
    timeline = text_of(signed_in(house.karen).get(f"/children/{child.pk}/timeline"))
    assert "12 Made-up Lane" not in timeline


def test_a_stranger_and_a_restricted_record_get_the_same_answer(house: DeskHouse) -> None:
    child = house.child("Sana", "Mir", tier=2)
    as_application()
    browser = signed_in(house.karen)
    hidden, absent = browser.get(f"/children/{child.pk}"), browser.get("/children/99999999")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert without_token(hidden, child.pk) == without_token(absent, 99999999)
    assert Looked.objects.filter(subject_ids__contains=[child.pk], allowed=False).count() == 1


def test_the_timeline_has_everything_newest_first_and_narrows(house: DeskHouse) -> None:
    child = house.child("Kofi", "Mensah", in_care=True)
    house.missing(child, "2021-08-28 01:00", "2021-08-29 11:00")
    browser = signed_in(house.ruth)
    page = text_of(browser.get(f"/children/{child.pk}/timeline"))
    order = ["Came home or was found", "Went missing from home", "Placed: residential home", "Moved home"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    narrowed = text_of(
        browser.get(f"/children/{child.pk}/timeline", {"events_kind": "placement", "events_year": "2020"})
    )
    assert "Placed: residential home" in narrowed
    assert "Went missing from home" not in narrowed


def test_an_alert_comes_when_the_sweeper_finds_a_moment_passed_and_stays_seen(house: DeskHouse) -> None:
    late_interview(house)
    told: list[Passed] = []
    sweep(NOW, told.append)
    assert told
    as_application()
    browser = signed_in(house.tariq)
    page = text_of(browser.get("/alerts"))
    assert "Return home interview for Amira Hassan was due" in page
    assert browser.post("/alerts").status_code == 302
    assert Seen.objects.filter(account=account_of(house.tariq)).count() == len(told)
    after = text_of(browser.get("/alerts", {"alerts_seen": "New"}))
    assert "Amira Hassan" not in after
    ruths = text_of(signed_in(house.ruth).get("/alerts", {"alerts_seen": "New"}))
    assert "Amira Hassan" in ruths


def test_whoever_covers_is_told_and_may_open_the_record(house: DeskHouse) -> None:
    child = house.child("Yusuf", "Khan")
    absence = Absence.objects.create(
        worker=house.ruth, kind="leave", starts=day("2021-08-30"), ends=day("2021-09-06"), cover=house.hannah
    )
    as_application()
    browser = signed_in(house.hannah)
    assert "Ruth Okafor is away from 30 August 2021 to 5 September 2021" in text_of(browser.get("/alerts"))
    assert browser.get(f"/children/{child.pk}").status_code == 200
    Absence.objects.filter(pk=absence.pk).update(cover=house.karen)
    assert browser.get(f"/children/{child.pk}").status_code == 404


def test_an_allocation_of_today_is_among_the_changes(house: DeskHouse) -> None:
    child = house.child("New", "Arrival", worker=False)
    Allocation.objects.create(child=child, worker=house.ruth, starts=london("2021-09-01 09:00"))
    page = text_of(signed_in(house.ruth).get("/"))
    assert "New Arrival" in page
    assert "Allocated to you" in page


def test_a_child_with_whom_there_is_a_conflict_is_on_no_list(house: DeskHouse) -> None:
    child = late_interview(house)
    Conflict.objects.create(
        account=account_of(house.tariq), kind="child", subject_id=child.pk, declared_at=NOW, note="Cousin"
    )
    sweep(NOW, lambda _: None)
    browser = signed_in(house.tariq)
    for path in ("/", "/worklist", "/alerts", "/search?q=amira hassan"):
        assert "Amira" not in text_of(browser.get(path)).replace('value="amira hassan"', ""), path


def test_when_the_audit_cannot_be_written_nothing_is_shown(house: DeskHouse) -> None:
    child = late_interview(house)
    with connection.cursor() as cursor:
        cursor.execute("REVOKE INSERT ON audit_look FROM righthelp_app")
    as_application()
    browser = signed_in(house.ruth)
    browser.raise_request_exception = False
    response = browser.get(f"/children/{child.pk}")
    assert response.status_code == 500
    assert b"Hassan" not in response.content
