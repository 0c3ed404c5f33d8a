"""Two officers of the front door and a child on the register twice, through the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from righthelp.foundation.access.models import Conflict
from righthelp.foundation.audit.models import Look
from righthelp.practice.duplicates.models import Merge, NotSame, Pair
from righthelp.practice.people.models import Person, Relationship
from tests.stories.desk_house import NOW, DeskHouse, account_of, confirmed, signed_in, text_of
from tests.stories.duplicates_house import digests, officers


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
def twice(house: DeskHouse) -> tuple[Person, Person]:
    """Aisha Khan, and Ayesha Kahn at the same address, scored as likely."""
    kept = house.child("Aisha", "Khan", born=date(2007, 3, 4), sex="F")
    other = house.child("Ayesha", "Kahn", born=date(2007, 3, 4), worker=False)
    mother = Person.objects.create(forename="Nadia", surname="Khan")
    Relationship.objects.create(person=kept, other=mother, kind="mother")
    house.missing(other, "2021-08-28 22:10", "2021-08-29 09:30")
    Pair.objects.create(first=kept, second=other, weight=6.4, reasons=["Birth date the same: +14.7"], scored_at=NOW)
    return kept, other


def test_two_officers_make_one_record_of_aisha_and_undo_it(house: DeskHouse, twice: tuple[Person, Person]) -> None:
    kept, other = twice
    karen, lola = (confirmed(each) for each in officers(house))
    before = digests()

    listed = text_of(karen.get(reverse("duplicates:pairs")))
    assert "Aisha Khan" in listed
    assert "Likely" in listed
    compared = text_of(karen.get(reverse("duplicates:pair", args=[kept.pk, other.pk])))
    assert "Surname spelt almost the same" in compared
    assert "Brother or sister" not in compared
    assert "Nadia Khan" in compared

    form = reverse("duplicates:propose", args=[kept.pk, other.pk])
    assert "Which record is kept?" in text_of(karen.get(form))
    sent = karen.post(
        form,
        {
            "kept": kept.pk,
            "reason": "Her mother gave both names",
            "fact_forename": "first",
            "fact_surname": "first",
            "fact_sex": "first",
        },
    )
    assert sent.status_code == 302, text_of(sent)
    proposal = Merge.objects.get()
    page = reverse("duplicates:merge", args=[proposal.pk])
    own = text_of(karen.get(page))
    assert "Somebody else has to look" in own
    assert "Agree, and merge" not in own
    shown = text_of(lola.get(page))
    assert "What would move" in shown
    found = re.search(r'name="seen" value="(\w+)"', shown)
    assert found is not None
    refused = karen.post(page, {"seen": found.group(1)})
    assert "You proposed this merge yourself" in text_of(refused)
    assert lola.post(page, {"seen": found.group(1)}).status_code == 302
    other.refresh_from_db()
    assert other.merged_into_id == kept.pk
    made = text_of(lola.get(page))
    assert "Undo the merge" in made

    undo = reverse("duplicates:undo", args=[proposal.pk])
    assert lola.post(undo, {"reason": "The school has two girls"}).status_code == 302
    assert "exactly as they were before the merge" in text_of(lola.get(page))
    after = digests()
    ours = {table for table in before if before[table] != after[table]}
    assert {each for each in ours if not each.startswith(("django_", "access_account", "pages_"))} == set()


def test_two_real_namesakes_are_kept_apart(house: DeskHouse, twice: tuple[Person, Person]) -> None:
    kept, other = twice
    karen = signed_in(house.karen)
    sent = karen.post(reverse("duplicates:apart", args=[kept.pk, other.pk]), {"reason": "Both were seen today"})
    assert sent.status_code == 302
    assert NotSame.objects.get().reason == "Both were seen today"
    assert "Aisha Khan" not in text_of(karen.get(reverse("duplicates:pairs")))
    again = text_of(karen.get(reverse("duplicates:pair", args=[kept.pk, other.pk])))
    assert "two people" in again
    assert "They are one person" not in again


def test_a_pair_with_a_closed_record_is_neither_shown_nor_counted(
    house: DeskHouse, twice: tuple[Person, Person]
) -> None:
    kept, other = twice
    karen = signed_in(house.karen)
    page, pairs = reverse("duplicates:pair", args=[kept.pk, other.pk]), reverse("duplicates:pairs")
    empty = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text_of(signed_in(officers(house)[1]).get(pairs)))
    for close in ("restricted", "sealed", "conflict"):
        Person.objects.filter(pk=other.pk).update(tier={"restricted": 2, "sealed": 3}.get(close, 1))
        if close == "conflict":
            Conflict.objects.create(
                account=account_of(house.karen), kind="child", subject_id=other.pk, declared_at=NOW, note="Niece"
            )
        assert "Aisha" not in text_of(karen.get(pairs)), close
        assert karen.get(page).status_code == 404, close
        turned = reverse("duplicates:pair", args=[other.pk, kept.pk])
        assert karen.get(turned).status_code == 404, close
        assert karen.post(reverse("duplicates:apart", args=[kept.pk, other.pk]), {"reason": "x"}).status_code == 404
    assert "Aisha" in empty
    assert not NotSame.objects.exists()


def test_who_looked_is_written_for_both_records(house: DeskHouse, twice: tuple[Person, Person]) -> None:
    kept, other = twice
    signed_in(house.karen).get(reverse("duplicates:pair", args=[kept.pk, other.pk]))
    look = Look.objects.get(act="duplicate.see")
    assert (sorted(look.subject_ids), look.allowed) == (sorted([kept.pk, other.pk]), True)


def test_a_social_worker_has_no_such_page(house: DeskHouse, twice: tuple[Person, Person]) -> None:
    assert signed_in(house.ruth).get(reverse("duplicates:pairs")).status_code == 403


def test_the_team_manager_sees_only_pairs_of_whom_both_are_theirs(
    house: DeskHouse, twice: tuple[Person, Person]
) -> None:
    kept, other = twice
    gurdeep = signed_in(house.gurdeep)
    assert "Aisha" not in text_of(gurdeep.get(reverse("duplicates:pairs")))
    assert gurdeep.get(reverse("duplicates:pair", args=[kept.pk, other.pk])).status_code == 404


def test_a_protected_address_is_on_no_page_about_two_records(house: DeskHouse, twice: tuple[Person, Person]) -> None:
    kept, other = twice
    other.residences.update(protected=True)
    shown = text_of(signed_in(house.karen).get(reverse("duplicates:pair", args=[kept.pk, other.pk])))
    assert "Address protected" in shown
    assert "12 Made-up Lane" not in shown
    assert "Live at the same address" not in shown
