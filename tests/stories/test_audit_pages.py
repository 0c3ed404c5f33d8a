"""Who looked, what changed, and what was refused: the audit as people see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from righthelp.foundation.audit.models import Look, Looked
from righthelp.practice.people import record
from tests.stories.desk_house import NOW, DeskHouse, account_of, as_application, signed_in, text_of


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield DeskHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def test_a_child_s_page_tells_who_looked_and_why(house: DeskHouse) -> None:
    child = house.child()
    as_application()
    signed_in(house.ruth).get(f"/children/{child.pk}")
    signed_in(house.karen).get("/search", {"q": "amira hassan"})
    assert signed_in(house.tariq).get(f"/children/{child.pk}").status_code == 404
    page = text_of(signed_in(house.owen).get(f"/children/{child.pk}/who-looked"))
    assert "Ruth Okafor" in page
    assert "allocated worker" in page
    assert "Karen Holmcombe" in page
    assert "Was refused" in page


def test_the_worker_cannot_read_who_looked(house: DeskHouse) -> None:
    child = house.child()
    as_application()
    assert signed_in(house.ruth).get(f"/children/{child.pk}/who-looked").status_code == 403


def test_what_is_searched_for_and_taken_away_is_kept(house: DeskHouse) -> None:
    child = house.child()
    as_application()
    browser = signed_in(house.karen)
    browser.get("/search", {"q": "hassan"})
    browser.get(f"/children/{child.pk}/timeline", {"format": "csv", "table": "events"})
    kinds = dict(Looked.objects.filter(account_id=account_of(house.karen).pk).values_list("kind", "detail"))
    assert kinds["search"] == "looked for: hassan"
    assert "export" in kinds


def test_the_privacy_officer_searches_by_person_act_refusal_and_day(house: DeskHouse) -> None:
    child = house.child()
    as_application()
    signed_in(house.ruth).get(f"/children/{child.pk}")
    signed_in(house.tariq).get(f"/children/{child.pk}")
    browser = signed_in(house.owen)

    def found(**asked: str) -> str:
        return text_of(browser.get("/audit", asked))

    assert "Ruth Okafor" in found()
    assert "Tariq Mahmood" not in found(who="ruth")
    assert "Ruth Okafor" not in found(refused="on")
    assert "Tariq Mahmood" in found(refused="on")
    assert "Ruth Okafor" in found(act="child.see", record=str(child.pk))
    assert "Ruth Okafor" not in found(record="99999999")
    yesterday = f"{NOW - timedelta(days=1):%d/%m/%Y}"
    assert "Ruth Okafor" not in found(since=yesterday, until=yesterday)
    assert "Ruth Okafor" in found(since="not a day", kind="nonsense")
    rows = text_of(browser.get("/audit", {"who": "ruth", "format": "csv", "table": "audit"})).splitlines()
    assert rows[0].lstrip("\ufeff").startswith("When,Who,What")
    assert len(rows) == 2


def test_the_audit_search_is_itself_audited_and_closed_to_others(house: DeskHouse) -> None:
    as_application()
    signed_in(house.owen).get("/audit", {"who": "ruth"})
    row = Looked.objects.get(act="audit.search")
    assert (row.kind, row.detail) == ("search", "audit by who")
    for person in (house.ruth, house.gurdeep, house.denise, house.karen):
        assert signed_in(person).get("/audit").status_code == 403


def test_the_application_can_neither_read_nor_change_the_audit_table(house: DeskHouse) -> None:
    as_application()
    for forbidden in ("select 1 from audit_look", "delete from audit_look", "update audit_look set act = ''"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(forbidden)
    assert Look._meta.db_table == "audit_look"


def test_the_history_says_what_changed_by_whom_and_for_what(house: DeskHouse) -> None:
    child = house.child()
    as_application()
    browser = signed_in(house.gurdeep)
    assert browser.post(f"/children/{child.pk}/allocate", {"worker": house.hannah.pk}).status_code == 302
    record.renamed(person=child.pk, forename="Amira", surname="Noor", by=account_of(house.karen), now=NOW)
    page = text_of(browser.get(f"/children/{child.pk}/history"))
    assert "<del>Hassan</del> → Noor" in page
    assert "Karen Holmcombe" in page
    assert "Gurdeep Sandgal<br>supervision" in page


def test_a_look_at_one_child_is_not_a_look_at_another(house: DeskHouse) -> None:
    one, other = house.child(), house.child("Bilal", "Aktar")
    as_application()
    signed_in(house.ruth).get(f"/children/{one.pk}")
    assert "Ruth Okafor" not in text_of(signed_in(house.owen).get(f"/children/{other.pk}/who-looked"))
