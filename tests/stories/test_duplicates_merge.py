"""One child on the register twice: told apart, merged by two people, undone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection, connections

from righthelp.foundation.access.models import Conflict
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.duplicates import merging, queries, record, stragglers, undoing
from righthelp.practice.duplicates.models import Merge, MergedRow, NotSame, Pair
from righthelp.practice.missing.models import Episode, RiskAssessment
from righthelp.practice.people.models import Identifier, Involvement, Person, Relationship, Residence
from righthelp.practice.workforce.models import Allocation
from tests.stories.desk_house import NOW, DeskHouse, account_of, as_application, london, signed_in, text_of
from tests.stories.duplicates_house import digests, merged, officers

LATER = NOW + timedelta(days=7)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    made = DeskHouse()
    officers(made)
    yield made
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.fixture
def aisha(house: DeskHouse) -> tuple[Person, Person]:
    """Aisha Khan, known since 2010; and Ayesha Kahn, taken down by telephone when she went missing."""
    kept = house.child("Aisha", "Khan", born=date(2007, 3, 4), nhs="9434765919", plan="cin", sex="F")
    other = house.child("Ayesha", "Kahn", born=date(2007, 4, 3), police="WMP-77", at_home=False, worker=False)
    Residence.objects.create(person=other, address=house.home, starts=date(2009, 5, 1))
    mother = Person.objects.create(forename="Nadia", surname="Khan")
    for child in (kept, other):
        Relationship.objects.create(person=child, other=mother, kind="mother")
    Allocation.objects.create(child=other, worker=house.hannah, starts=london("2021-06-01 09:00"))
    house.missing(other, "2021-08-28 22:10", "2021-08-29 09:30")
    return kept, other


def test_everything_moves_and_nothing_is_lost(house: DeskHouse, aisha: tuple[Person, Person]) -> None:
    kept, other = aisha
    merge = merged(house, kept, other)
    other.refresh_from_db()
    assert (merge.state, other.merged_into_id) == ("merged", kept.pk)
    assert Episode.objects.get().child == kept
    assert set(Identifier.objects.filter(person=kept).values_list("kind", flat=True)) == {"nhs", "police"}
    assert DueMoment.objects.exists()
    assert set(DueMoment.objects.values_list("subject_id", flat=True)) == {kept.pk}
    assert (other.forename, other.surname) == ("Ayesha", "Kahn")
    assert queries.kept_record_of(other.pk) == kept.pk
    assert queries.records_of(kept.pk) == {kept.pk, other.pk}


def test_homes_and_workers_for_the_same_time_are_settled_in_stated_ways(
    house: DeskHouse, aisha: tuple[Person, Person]
) -> None:
    kept, other = aisha
    merged(house, kept, other)
    homes = Residence.objects.filter(person=kept).order_by("starts").values_list("starts", "ends")
    assert list(homes) == [(date(2009, 5, 1), date(2010, 1, 1)), (date(2010, 1, 1), None)]
    workers = Allocation.objects.filter(child=kept).order_by("starts").values_list("worker__name", "primary")
    assert list(workers) == [("Ruth Okafor", True), ("Hannah Oakstead", False)]
    assert Relationship.objects.filter(person=other).count() == 1, "the same mother twice stays with the merged record"


def test_the_preview_says_what_will_happen_and_does_nothing(house: DeskHouse, aisha: tuple[Person, Person]) -> None:
    kept, other = aisha
    before = digests()
    plan = merging.previewed(kept.pk, other.pk, [], now=NOW)
    assert digests() == before
    said = {each.words: (each.moved, each.settled, each.stayed) for each in plan.moves()}
    assert said["missing episodes"][0] == 1
    assert said["workers"][1] == ["One from 1 June 2021 moves as a co-worker: a child has one primary worker at a time"]
    assert "1 May 2009 to 1 January 2010 only" in said["homes"][1][0]
    assert "stays with the merged record" in said["relationships"][2][0]


def test_facts_are_taken_from_the_record_that_somebody_chose(house: DeskHouse, aisha: tuple[Person, Person]) -> None:
    kept, other = aisha
    merged(house, kept, other, choices=["forename", "birth_date"])
    kept.refresh_from_db()
    assert (kept.forename, kept.surname, kept.birth_date) == ("Ayesha", "Khan", date(2007, 4, 3))


def test_undone_a_week_later_both_records_are_what_they_were_to_the_byte(
    house: DeskHouse, aisha: tuple[Person, Person]
) -> None:
    kept, other = aisha
    before = digests()
    merge = merged(house, kept, other, choices=["forename", "sex", "birth_date"])
    assert digests() != before
    undone = record.merge_undone(merge=merge.pk, reason="Both were seen", by=account_of(house.karen), now=LATER)
    assert digests() == before
    assert (undone.state, undone.exact) == ("undone", True)


def test_work_recorded_after_the_merge_stays_where_it_was_recorded(
    house: DeskHouse, aisha: tuple[Person, Person]
) -> None:
    kept, other = aisha
    merge = merged(house, kept, other)
    Involvement.objects.create(child=kept, kind="cp", starts=date(2021, 9, 3))
    record.merge_undone(merge=merge.pk, reason="Both were seen", by=account_of(house.karen), now=LATER)
    assert Involvement.objects.get(kind="cp").child == kept
    assert Episode.objects.get().child == other


def test_a_row_changed_since_the_merge_is_asked_about_before_anything_is_undone(
    house: DeskHouse, aisha: tuple[Person, Person]
) -> None:
    kept, other = aisha
    before = digests()
    merge = merged(house, kept, other)
    Allocation.objects.filter(worker=house.hannah).update(ends=LATER - timedelta(days=1))
    with pytest.raises(undoing.ChangedSinceError) as no:
        record.merge_undone(merge=merge.pk, reason="Both were seen", by=account_of(house.karen), now=LATER)
    assert [(each.words, each.columns) for each in no.value.later] == [("workers", ["ends"])]
    assert Merge.objects.get().state == "merged"
    kept_later = record.merge_undone(
        merge=merge.pk, reason="Both were seen", later="keep", by=account_of(house.karen), now=LATER
    )
    hers = Allocation.objects.get(worker=house.hannah)
    assert (hers.child, hers.primary, hers.ends, kept_later.exact) == (other, True, LATER - timedelta(days=1), False)
    Allocation.objects.filter(pk=hers.pk).update(ends=None)
    assert digests() == before


def test_or_is_put_back_when_somebody_says_so(house: DeskHouse, aisha: tuple[Person, Person]) -> None:
    before = digests()
    merge = merged(house, *aisha)
    Allocation.objects.filter(worker=house.hannah).update(ends=LATER - timedelta(days=1))
    undone = record.merge_undone(
        merge=merge.pk, reason="Both were seen", later="put_back", by=account_of(house.karen), now=LATER
    )
    assert (digests() == before, undone.exact) == (True, True)


def test_whoever_proposed_cannot_agree(house: DeskHouse, aisha: tuple[Person, Person]) -> None:
    proposal = record.merge_proposed(
        kept=aisha[0].pk, other=aisha[1].pk, reason="One girl", by=account_of(house.karen), now=NOW
    )
    seen = merging.previewed(aisha[0].pk, aisha[1].pk, [], now=NOW).fingerprint
    with pytest.raises(Refused, match="somebody else"):
        record.merge_approved(merge=proposal.pk, seen=seen, by=account_of(house.karen), now=NOW)
    assert not MergedRow.objects.exists()


def test_an_approval_is_of_what_was_shown(house: DeskHouse, aisha: tuple[Person, Person]) -> None:
    proposal = record.merge_proposed(
        kept=aisha[0].pk, other=aisha[1].pk, reason="One girl", by=account_of(house.karen), now=NOW
    )
    seen = merging.previewed(aisha[0].pk, aisha[1].pk, [], now=NOW).fingerprint
    house.missing(aisha[1], "2021-08-30 22:10")
    before = digests()
    with pytest.raises(Refused, match="has changed since"):
        record.merge_approved(merge=proposal.pk, seen=seen, by=officers(house)[1], now=NOW)
    assert digests() == before


def test_two_numbers_of_the_nhs_stop_a_merge_until_the_nhs_was_asked(house: DeskHouse) -> None:
    one, other = house.child("Aisha", "Khan", nhs="9434765919"), house.child("Aisha", "Khan", nhs="9434765870")
    given = {"kept": one.pk, "other": other.pk, "reason": "Same name", "by": account_of(house.karen), "now": NOW}
    with pytest.raises(Refused, match="Ask the NHS") as no:
        record.merge_proposed(**given)  # type: ignore[arg-type]
    assert no.value.field == "numbers_checked"
    assert record.merge_proposed(**given, numbers_checked=True).state == "proposed"  # type: ignore[arg-type]


def test_two_missing_episodes_of_one_time_are_settled_by_a_person_first(
    house: DeskHouse, aisha: tuple[Person, Person]
) -> None:
    house.missing(aisha[0], "2021-08-28 23:00", "2021-08-29 09:00")
    plan = merging.previewed(aisha[0].pk, aisha[1].pk, [], now=NOW)
    assert "Cancel the one that repeats the other" in plan.blocked[0]
    with pytest.raises(Refused, match="Cancel the one"):
        merged(house, *aisha)
    assert not Person.objects.filter(merged_into__isnull=False).exists()


def test_of_two_current_risk_assessments_one_becomes_the_former(house: DeskHouse, aisha: tuple[Person, Person]) -> None:
    for child in aisha:
        RiskAssessment.objects.create(
            child=child, made_at=NOW, by=house.tariq, description="1.5 m", contacts="Nobody", risks="Stated"
        )
    merged(house, *aisha)
    assert RiskAssessment.objects.filter(child=aisha[0]).count() == 2
    assert RiskAssessment.objects.filter(child=aisha[0], superseded__isnull=True).count() == 1


def test_a_conflict_of_interest_with_one_record_is_one_with_the_kept(
    house: DeskHouse, aisha: tuple[Person, Person]
) -> None:
    ruth = account_of(house.ruth)
    Conflict.objects.create(account=ruth, kind="child", subject_id=aisha[1].pk, declared_at=NOW, note="Cousin")
    merged(house, *aisha)
    assert Conflict.objects.get().subject_id == aisha[0].pk


def test_known_not_the_same_is_remembered_and_never_proposed_again(
    house: DeskHouse, aisha: tuple[Person, Person]
) -> None:
    karen = account_of(house.karen)
    first, second = sorted(each.pk for each in aisha)
    Pair.objects.create(first_id=first, second_id=second, weight=9.0, reasons=[], scored_at=NOW)
    assert queries.pairs(karen, NOW).count() == 1
    held = record.known_not_same(first=second, second=first, reason="Twins; both seen", by=karen, now=NOW)
    assert queries.pairs(karen, NOW).count() == 0
    assert [each[0] for each in queries.about(aisha[0].pk, karen, NOW).apart] == [aisha[1].pk]
    with pytest.raises(Refused, match="two people"):
        merged(house, *aisha)
    record.not_same_withdrawn(not_same=held.pk, reason="It was one girl", by=karen, now=NOW)
    assert queries.pairs(karen, NOW).count() == 1
    assert NotSame.objects.count() == 1


def test_who_is_known_apart_from_a_merged_record_is_apart_from_the_kept_one(
    house: DeskHouse, aisha: tuple[Person, Person]
) -> None:
    third = house.child("Aysha", "Khan")
    record.known_not_same(first=aisha[1].pk, second=third.pk, reason="Cousins", by=account_of(house.karen), now=NOW)
    merged(house, *aisha)
    with pytest.raises(Refused, match="two people"):
        merged(house, aisha[0], third)


def test_merges_of_one_record_are_undone_in_the_opposite_order(house: DeskHouse, aisha: tuple[Person, Person]) -> None:
    kept, other = aisha
    third = house.child("Aysha", "Khan", at_home=False, worker=False)
    before = digests()
    first = merged(house, other, third)
    second = merged(house, kept, other)
    third.refresh_from_db()
    assert third.merged_into_id == kept.pk, "the way to the kept record stays one step"
    with pytest.raises(Refused, match="Undo that merge first"):
        record.merge_undone(merge=first.pk, reason="Two girls", by=account_of(house.karen), now=LATER)
    record.merge_undone(merge=second.pk, reason="Two girls", by=account_of(house.karen), now=LATER)
    record.merge_undone(merge=first.pk, reason="Two girls", by=account_of(house.karen), now=LATER)
    assert digests() == before


def test_a_merged_record_cannot_be_merged_again_or_told_apart(house: DeskHouse, aisha: tuple[Person, Person]) -> None:
    merged(house, *aisha)
    third = house.child("Aysha", "Khan")
    with pytest.raises(Refused, match="merged already"):
        merged(house, third, aisha[1])
    with pytest.raises(Refused, match="merged already"):
        record.known_not_same(first=third.pk, second=aisha[1].pk, reason="Cousins", by=account_of(house.karen), now=NOW)


def test_the_web_servers_own_role_may_merge_and_undo(house: DeskHouse, aisha: tuple[Person, Person]) -> None:
    before = digests()
    as_application()
    merge = merged(house, *aisha)
    record.merge_undone(merge=merge.pk, reason="Both were seen", by=account_of(house.karen), now=LATER)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert digests() == before


@pytest.mark.django_db(transaction=True)
def test_of_eight_people_who_agree_at_once_one_merges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    house = DeskHouse()
    kept, other = house.child("Aisha", "Khan"), house.child("Ayesha", "Kahn", at_home=False, worker=False)
    house.missing(other, "2021-08-28 22:10", "2021-08-29 09:30")
    second = account_of(house.worker("Lola Finch", team="east", title="Referral officer", role="front_door_officer"))
    proposal = record.merge_proposed(
        kept=kept.pk, other=other.pk, reason="One girl", by=account_of(house.karen), now=NOW
    )
    seen = merging.previewed(kept.pk, other.pk, [], now=NOW).fingerprint
    said: list[str] = []

    def agree() -> None:
        try:
            record.merge_approved(merge=proposal.pk, seen=seen, by=second, now=NOW)
            said.append("merged")
        except Refused:
            said.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=agree) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(said) == ["merged"] + ["refused"] * 7
    assert MergedRow.objects.filter(table="missing_episode").count() == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_writes_to_a_record_while_it_is_merged_waits_and_lands_on_one_of_the_two() -> None:
    house = DeskHouse()
    kept, other = house.child("Aisha", "Khan"), house.child("Ayesha", "Kahn", at_home=False, worker=False)
    writing, written = threading.Event(), threading.Event()

    def write() -> None:
        writing.wait()
        Involvement.objects.create(child_id=other.pk, kind="cin", starts=date(2021, 8, 1))
        written.set()
        connections.close_all()

    thread = threading.Thread(target=write)
    thread.start()
    from django.db import transaction

    with transaction.atomic():
        held = merging.locked_pair(kept.pk, other.pk)
        writing.set()
        assert not written.wait(0.3), "no row that points to either can be written while both are locked"
        merging.carried_out(*held, [], now=NOW)
    thread.join()
    assert Involvement.objects.get().child_id == other.pk


def test_every_page_of_a_merged_record_leads_to_the_kept_one(house: DeskHouse, aisha: tuple[Person, Person]) -> None:
    kept, other = aisha
    merged(house, kept, other)
    browser = signed_in(house.ruth)  # who works with the kept record only
    for page in ("", "/facts", "/timeline", "/family/", "/summary"):
        led = browser.get(f"/children/{other.pk}{page}")
        assert (led.status_code, led["Location"]) == (302, f"/children/{kept.pk}{page}"), page
        assert browser.get(f"/children/{kept.pk}{page}").status_code == 200
    asked = browser.get(f"/children/{other.pk}?merged=1")
    assert asked.status_code == 200
    assert "Ayesha" in text_of(asked)
    Person.objects.filter(pk=kept.pk).update(tier=3)
    for page in ("", "?merged=1", "/facts"):
        assert browser.get(f"/children/{other.pk}{page}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_what_is_written_on_a_merged_record_afterwards_is_carried_over_and_what_stayed_stays() -> None:
    house = DeskHouse()
    kept, other = house.child("Aisha", "Khan"), house.child("Ayesha", "Kahn", at_home=False, worker=False)
    mother = Person.objects.create(forename="Nadia", surname="Khan")
    for child in (kept, other):
        Relationship.objects.create(person=child, other=mother, kind="mother")
    merge = merged(house, kept, other)
    late = Involvement.objects.create(child=other, kind="cin", starts=date(2021, 8, 1))
    same = Relationship.objects.create(person=kept, other=mother, kind="carer")
    twice = Relationship.objects.create(person=other, other=mother, kind="carer")
    assert str(stragglers.carried_over(NOW)) == "1 rows carried over, 1 left where they were"
    late.refresh_from_db()
    assert late.child == kept
    assert set(Relationship.objects.filter(person=other).values_list("kind", flat=True)) == {"mother", "carer"}
    assert stragglers.carried_over(NOW).moved == 0
    same.delete()
    twice.delete()
    record.merge_undone(merge=merge.pk, reason="Two girls", by=account_of(house.karen), now=LATER)
    late.refresh_from_db()
    assert late.child == kept, "what came after the merge stays where it was recorded"
    assert stragglers.carried_over(NOW).moved == 0
