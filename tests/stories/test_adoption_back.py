"""An adoption order recorded for the wrong twin, taken back by two before and after the seal; decisions and matches
taken back; what adopters are given after the celebration hearing; visits before the first review."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pghistory.models
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from righthelp.desk import worklist
from righthelp.foundation.access.decision import decide
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.adoption import record, record_back, record_keepsakes, record_seal, record_unseal
from righthelp.practice.adoption.models import AdoptedAway, Adopting, Opening, TakingBack
from righthelp.practice.care.models import CareVisitDue, InCare
from righthelp.practice.casework import record_visits
from righthelp.practice.casework.record_visits import Seen
from righthelp.practice.duplicates import record as duplicates
from righthelp.practice.duplicates.merging import subject
from righthelp.practice.duplicates.models import Merge
from righthelp.practice.people.models import Identifier, KeptApart, Person, Relationship, Tier
from righthelp.practice.people.search import find
from tests.stories.adoption_house import AdoptionHouse, account_of
from tests.stories.care_house import NOW, as_application, signed_in, text_of
from tests.stories.test_adoption_seal import NUMBER, SealHouse, passkey

pytestmark = pytest.mark.django_db
WHY = "The order was for her twin Iseult; the hearing for Isolde is in October."


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> SealHouse:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    made = SealHouse()
    made.dora = made.worker("Dora Vane", title="Director of practice", role="director")
    made.officer = made.worker("Osric Penn", title="Privacy officer", role="privacy_officer")
    as_application()
    return made


KEPT = {"adoption_takingback", "adoption_opening", "care_changeback", "duplicates_merge", "duplicates_mergedrow"}
"""What a taking back leaves behind: who asked and agreed, and why."""


def standing(person: int) -> dict[str, list[Any]]:
    """Every row of every room that points to a person, but histories and what is worked out anew."""
    found: dict[str, list[Any]] = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            meta = model._meta
            if not meta.managed or issubclass(model, pghistory.models.Event) or meta.db_table in KEPT:
                continue
            if meta.app_label in {"audit", "foundation_audit"}:
                continue
            for field in meta.local_concrete_fields:
                if field.related_model is Person and field.is_relation:
                    cursor.execute(
                        f'select (to_jsonb(t) - \'id\')::text from "{meta.db_table}" t where "{field.column}" = %s',
                        [person],
                    )
                    rows = sorted((json.loads(row) for (row,) in cursor.fetchall()), key=str)
                    if rows:
                        found[f"{meta.db_table}.{field.column}"] = rows
    return found


def agreed(house: Any, number: int) -> Opening:
    """Dora asks to undo the order, and Osric agrees."""
    held = record_seal.opening_asked(number=number, why=WHY, undoes=True, by=account_of(house.dora), now=NOW)
    return record_seal.opening_agreed(opening=held.pk, by=account_of(house.officer), now=NOW)


def test_before_the_seal_two_managers_take_the_order_back(house: SealHouse) -> None:
    care = InCare.objects.get(pk=house.plan.care_id)
    browser = signed_in(house.ruth)
    page = browser.post(reverse("adoption:order-back", args=[house.plan.pk]), {"why": WHY}, follow=True)
    assert "Somebody asks to take this back" in text_of(page)
    asked = TakingBack.objects.get(plan=house.plan)
    with pytest.raises(Refused, match="You asked for it yourself"):
        record_back.back_agreed(back=asked.pk, by=account_of(house.ruth), now=NOW)
    with pytest.raises(Refused, match="Answer that first"):
        house.seals()
    other = signed_in(house.beatrix)
    other.post(reverse("adoption:back-answer", args=[asked.pk]), {"answer": "yes", "why": ""})
    care.refresh_from_db()
    plan = Adopting.objects.get(pk=house.plan.pk)
    assert (care.ends, care.left, plan.adopted, plan.adopted_by_id) == (None, None, None, None)
    assert (plan.placed, plan.runs) == (date(2021, 3, 22), True)
    stay, law = care.stays.get(ends__isnull=True), care.statuses.get(ends__isnull=True)
    assert (stay.place, stay.placement.ends, law.law, care.involvement.ends) == ("A6", None, "E1", None)
    page = text_of(other.get(reverse("adoption:child", args=[house.isolde.pk])))
    assert "Adoption order, 25 August 2021" in page
    assert WHY in page
    house.adopts(plan, "2021-08-27")
    plan.refresh_from_db()
    assert plan.adopted == date(2021, 8, 27)


def test_after_the_seal_the_record_is_as_if_no_order_had_been(house: SealHouse) -> None:
    """Everything that points to Isolde the day before the order is there again, row for row, and nothing else is."""
    asked = record_back.back_asked(plan=house.plan.pk, what="order", why=WHY, by=account_of(house.ruth), now=NOW)
    record_back.back_agreed(back=asked.pk, by=account_of(house.beatrix), now=NOW)  # so as to see the day before it
    before, kin = standing(house.isolde.pk), standing(house.perdita.pk)
    allocated = set(house.isolde.allocations.values_list("worker_id", "ends"))
    house.adopts(Adopting.objects.get(pk=house.plan.pk), "2021-08-25")
    new = house.seals()
    record_unseal.joined_again(opening=agreed(house, new.pk).pk, by=account_of(house.dora), now=NOW)
    house.isolde.refresh_from_db()
    assert house.isolde.tier == Tier.CASE
    after = standing(house.isolde.pk)
    merged = after.pop("people_person.merged_into_id")
    assert len(merged) == 1
    moved = after["workforce_allocation.child_id"]
    farida = [row for row in moved if row["worker_id"] == house.farida.pk]
    assert [row["primary"] for row in farida] == [False]  # she supports the family still, beside Ruth
    after["workforce_allocation.child_id"] = [row for row in moved if row not in farida]
    assert after == before
    assert standing(house.perdita.pk) == kin
    assert allocated <= set(house.isolde.allocations.values_list("worker_id", "ends"))
    assert not AdoptedAway.objects.exists()
    assert not KeptApart.objects.exists()
    assert not Relationship.objects.filter(kind="adopter").exists()


def test_what_was_recorded_since_is_not_lost(house: SealHouse) -> None:
    new = house.seals()
    Identifier.objects.create(person=new, kind="upn", value="B801200001002", ended_on=date(2021, 9, 1))
    Person.objects.filter(pk=new.pk).update(preferred_name="Tillie")
    record_unseal.joined_again(opening=agreed(house, house.isolde.pk).pk, by=account_of(house.dora), now=NOW)
    numbers = set(Identifier.objects.filter(person=house.isolde).values_list("value", flat=True))
    assert numbers == {NUMBER, "A801200001001", "B801200001002"}
    assert decide(account_of(house.hannah), "child.see", subject(house.corin.pk), now=NOW).allowed
    merge = Merge.objects.get()
    assert (merge.proposed_by_id, merge.decided_by_id) == (account_of(house.dora).pk, account_of(house.officer).pk)
    found = find("isolde brackwater", account=account_of(house.ruth), now=NOW).found
    assert house.isolde.pk in {each.id for each in found}
    for name in ("ottilie linfield", "tillie linfield"):
        assert not find(name, account=account_of(house.ruth), now=NOW).found
    page = text_of(signed_in(house.ruth).get(reverse("adoption:child", args=[house.isolde.pk])))
    assert "after which the record was sealed" in page
    assert "Ottilie" not in page


def test_the_vault_keeps_no_pair_that_was_undone_and_gives_none_up_otherwise(house: SealHouse) -> None:
    new = house.seals()
    dora, osric = account_of(house.dora), account_of(house.officer)
    held = record_seal.opening_asked(number=new.pk, why=WHY, undoes=True, by=dora, now=NOW)
    with pytest.raises(Refused, match="nobody has agreed to undo"):
        record_unseal.joined_again(opening=held.pk, by=dora, now=NOW)
    to_know = record_seal.opening_asked(number=new.pk, why=WHY, by=dora, now=NOW)
    record_seal.opening_agreed(opening=to_know.pk, by=osric, now=NOW)
    with pytest.raises(Refused, match="nobody has agreed to undo"):
        record_unseal.joined_again(opening=to_know.pk, by=dora, now=NOW)
    with connection.cursor() as cursor:  # nor does the database, asked past the verb
        cursor.execute("select vault_adoption_open(%s, %s)", [to_know.pk, NOW])
        (pair,) = cursor.fetchone()
        cursor.execute("select vault_adoption_take(%s, %s, %s)", [to_know.pk, NOW, pair])
        assert cursor.fetchone() == (0,)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from vault_adoption")
    undo = agreed(house, new.pk)
    with pytest.raises(Refused, match="nobody has agreed"):
        record_unseal.joined_again(opening=undo.pk, by=dora, now=NOW + timedelta(hours=1))
    with pytest.raises(Refused, match="nobody has agreed"):
        record_unseal.joined_again(opening=undo.pk, by=osric, now=NOW)
    record_unseal.joined_again(opening=undo.pk, by=dora, now=NOW)
    assert record_seal.opening_read(opening=to_know.pk, by=dora, now=NOW) is None


def test_the_page_joins_them_after_two_of_two_roles_and_leads_to_no_record(house: SealHouse) -> None:
    new = house.seals()
    dora, osric = passkey(house.dora), passkey(house.officer)
    said = {"number": new.pk, "undoes": "yes", "why": WHY}
    assert dora.post(reverse("adoption:vault"), said).status_code == 302
    held = Opening.objects.get()
    join = reverse("adoption:vault-join", args=[held.pk])
    assert dora.get(join).status_code == 404
    question = text_of(osric.get(reverse("adoption:vault-answer", args=[held.pk])))
    assert "the order is undone" in question
    assert "Do you agree?" in question
    osric.post(reverse("adoption:vault-answer", args=[held.pk]), {"answer": "yes", "why": ""})
    assert osric.get(join).status_code == 404
    assert "seen that there is no such order" in text_of(dora.post(join, {}))
    answer = dora.post(join, {"sure": "on"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("adoption:vault"))
    assert dora.get(join).status_code == 404
    house.isolde.refresh_from_db()
    assert house.isolde.tier == Tier.CASE
    assert "Joined again" in text_of(dora.get(reverse("adoption:vault")))


def test_a_merge_since_stands_in_the_way_and_nothing_is_half_done(house: SealHouse) -> None:
    new = house.seals()
    twice = house.child("Ottilie", "Linfeild", born=date(2019, 8, 10))
    duplicates.joined(
        kept=twice.pk, other=new.pk, reason="Registered twice.", asked_by=account_of(house.karen),
        agreed_by=account_of(house.beatrix), now=NOW,
    )  # fmt: skip
    undo = agreed(house, new.pk)
    with pytest.raises(Refused, match="Undo that merge first"):
        record_unseal.joined_again(opening=undo.pk, by=account_of(house.dora), now=NOW)
    house.isolde.refresh_from_db()
    assert house.isolde.tier == Tier.SEALED
    assert record_seal.opening_read(opening=undo.pk, by=account_of(house.dora), now=NOW) is not None


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> AdoptionHouse:
    made = AdoptionHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def test_a_match_panel_and_decision_are_taken_back_in_turn(place: AdoptionHouse) -> None:
    ivy = place.child("Ivy", "Brand", born=date(2020, 8, 10))
    _, plan = place.to_be_placed(ivy, "2020-08-14", "2020-11-20", "2020-12-18", "2021-02-01")
    link = place.match(plan, place.linfields(), "2021-03-03")
    ruth, now = account_of(place.ruth), place.evening("2021-03-04")

    def asks(what: str) -> TakingBack:
        return record_back.back_asked(plan=plan.pk, link=link.pk, what=what, why="Of Iris.", by=ruth, now=now)

    with pytest.raises(Refused, match="Take the match back first"):
        asks("decision")
    with pytest.raises(Refused, match="Take the match back first"):
        asks("panel")
    for what in ("match", "panel", "decision"):
        held = asks(what)
        with pytest.raises(Refused, match="asked for this already"):
            asks(what)
        record_back.back_agreed(back=held.pk, by=account_of(place.beatrix), now=now)
    plan.refresh_from_db()
    link.refresh_from_db()
    assert (plan.decided, plan.matched, link.matched, link.panel) == (None, None, None, None)
    said = list(TakingBack.objects.order_by("pk").values_list("said", flat=True))
    assert said[0] == "Matched with The Linfields, 3 March 2021. They can be her parents."
    record.decided(plan=plan.pk, on=date(2020, 12, 18), why="Hers.", by=account_of(place.beatrix), now=now)
    stands = asks("decision")
    with pytest.raises(Refused, match="Somebody else asked"):
        record_back.back_thought_better(back=stands.pk, why="No.", by=account_of(place.beatrix), now=now)
    page = reverse("adoption:back-stands", args=[stands.pk])
    assert "Nothing is taken back" in text_of(signed_in(place.ruth).post(page, {"why": "It is hers."}, follow=True))
    plan.refresh_from_db()
    assert plan.decided == date(2020, 12, 18)


def test_a_panel_with_each_of_two_couples_can_wait_to_be_taken_back(place: AdoptionHouse) -> None:
    """A panel recorded for each of two couples, both for her sister: neither waits for the other."""
    ivy = place.child("Ivy", "Brand", born=date(2020, 8, 10))
    _, plan = place.to_be_placed(ivy, "2020-08-14", "2020-11-20", "2020-12-18", "2021-02-01")
    day = date(2021, 2, 24)
    for who in (place.linfields(), place.aldertons()):
        link = record.considered(plan=plan.pk, adopters=who.pk, on=day, why="Warm.", **place.evening_of("2021-02-24"))
        record.panel_met(link=link.pk, on=day, says="yes", minutes=None, **place.evening_of("2021-02-24"))
        record_back.back_asked(
            plan=plan.pk, link=link.pk, what="panel", why="Of Iris.", by=account_of(place.ruth), now=place.now
        )
    assert TakingBack.objects.filter(plan=plan, answered=None).count() == 2


def seen(place: AdoptionHouse, child: Person, day: str) -> None:
    """Ruth sees the child in the afternoon."""
    seen_so = [Seen(child.pk, True, False, "Too small")]
    record_visits.visited(
        at=place.evening(day) - timedelta(hours=3), by=account_of(place.ruth), now=place.evening(day), where="home",
        purpose="To see how she settles", note="She slept in Maud’s arms.", children=seen_so,
    )  # fmt: skip


def test_visits_are_weekly_until_the_first_review_of_the_placement(place: AdoptionHouse) -> None:
    ivy = place.child("Ivy", "Brand", born=date(2020, 8, 10))
    care, plan = place.to_be_placed(ivy, "2020-08-14", "2020-11-20", "2020-12-18", "2021-02-01")
    place.places(place.match(plan, place.linfields(), "2021-03-03"), "2021-03-22")
    stay = care.stays.get(ends__isnull=True)
    for day in ("2021-03-25", "2021-04-01", "2021-04-08"):
        seen(place, ivy, day)
    place.review(care, "2021-04-14", part="PN0")
    seen(place, ivy, "2021-04-15")
    rules = CareVisitDue.objects.filter(stay=stay).order_by("place").values_list("rule", flat=True)
    assert list(rules) == ["first", "adoptive", "adoptive", "adoptive", "six-weeks"]


def test_the_book_and_the_letter_are_on_the_list_of_the_adopters_worker(place: AdoptionHouse) -> None:
    ivy = place.child("Ivy", "Brand", born=date(2020, 8, 10))
    _, plan = place.to_be_placed(ivy, "2020-08-14", "2020-11-20", "2020-12-18", "2021-02-01")
    who = place.linfields()
    place.places(place.match(plan, who, "2021-03-03"), "2021-03-22")
    given: dict[str, Any] = {"household": who.pk, "by": account_of(place.farida), "now": place.evening("2021-09-01")}
    with pytest.raises(Refused, match="No adoption order"):
        record_keepsakes.celebrated(on=date(2021, 9, 1), **given)
    place.adopts(plan, "2021-08-25")
    held = record_keepsakes.celebrated(on=date(2021, 9, 1), **given)
    due = DueMoment.objects.filter(journey="adopters-keepsake", episode_id=held.pk)
    assert {local_date(at) for at in due.values_list("due_at", flat=True)} == {date(2021, 9, 15)}
    listed = worklist.rows(account_of(place.farida), place.evening("2021-09-02"), whose="mine")
    lines = [worklist.line(row, place.evening("2021-09-02")) for row in listed]
    mine = sorted(
        (line.child, line.clock, line.worker, line.child_id) for line in lines if line.journey == "adopters-keepsake"
    )
    assert mine == [
        ("The Linfields", "Later-life letter handed to adopters", "Farida Quill", None),
        ("The Linfields", "Life story book handed to adopters", "Farida Quill", None),
    ]
    browser = signed_in(place.farida)
    page = reverse("adoption:adopters", args=[who.pk])
    assert "not handed over yet" in text_of(browser.get(page))
    on = {"book_day": "1", "book_month": "9", "book_year": "2021"}
    answer = browser.post(reverse("adoption:keepsake-hand", args=[held.pk]), on, follow=True)
    assert "handed over 1 September 2021" in text_of(answer)
    assert due.count() == 1
    browser.post(reverse("adoption:keepsake-back", args=[held.pk]), {"why": "It was put off."})
    assert (due.count(), "It was put off." in text_of(browser.get(page))) == (0, True)
