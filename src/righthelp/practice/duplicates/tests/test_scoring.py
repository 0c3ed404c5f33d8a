"""Pairs scored: what is listed, what is not, and why, in words."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from righthelp.foundation.calendar import from_local
from righthelp.practice.duplicates import jobs, queries, scoring
from righthelp.practice.duplicates.models import Pair
from righthelp.practice.duplicates.planted import measured, planted
from righthelp.practice.duplicates.reading import nicknames, plain
from righthelp.practice.duplicates.weights import TERMS
from righthelp.practice.people.models import Address, Identifier, Name, Person, Relationship, Residence

pytestmark = pytest.mark.django_db
NOW = from_local(datetime.fromisoformat("2021-09-01 12:00"))
BORN = date(2007, 3, 14)


def person(forename: str = "Aisha", surname: str = "Khanzada", born: date | None = BORN, **more: object) -> Person:
    return Person.objects.create(forename=forename, surname=surname, birth_date=born, **more)


def weight(one: Person, other: Person) -> float:
    found = queries.reasons(one.pk, other.pk)
    assert found is not None
    return found.weight


def words(one: Person, other: Person) -> list[str]:
    found = queries.reasons(one.pk, other.pk)
    assert found is not None
    return [str(each) for each in found.reasons]


def home(*people: Person, protected: bool = False) -> Address:
    made = Address.objects.create(line="12 Made-up Lane", locality="Erdington", postcode="B99 1AA", area="east")
    for each in people:
        Residence.objects.create(person=each, address=made, starts=date(2015, 1, 1), protected=protected)
    return made


def test_the_same_name_and_birth_date_is_likely_and_is_never_merged() -> None:
    one, other = person(), person()
    jobs.register_scored(NOW)
    assert Pair.objects.get().weight > 0
    assert list(Person.objects.filter(merged_into__isnull=False)) == []
    assert words(one, other)[:3] == ["Surname the same: +9.7", "Forename the same: +8.0", "Birth date the same: +14.0"]


def test_two_nhs_numbers_make_it_unlikely() -> None:
    one, other = person(), person()
    Identifier.objects.create(person=one, kind="nhs", value="9434765919")
    Identifier.objects.create(person=other, kind="nhs", value="9434765870")
    assert weight(one, other) < -5
    assert "Different NHS numbers: -15.0" in words(one, other)


@pytest.mark.parametrize(
    ("first", "second"), [("Aisha", "Bilal"), ("Hassan", "Hussain"), ("Hasan", "Husein"), ("Chloe", "Zara")]
)
def test_twins_are_two(first: str, second: str) -> None:
    mother = person("Nadia", "Khanzada", date(1980, 1, 1))
    twins = person(first), person(second)
    home(*twins)
    for each in twins:
        Relationship.objects.create(person=each, other=mother, kind="mother")
    assert weight(*twins) < -5
    jobs.register_scored(NOW)
    assert not Pair.objects.exists()


def test_a_girl_taken_down_by_telephone_is_found() -> None:
    one, other = person(), person("Ayesha", "Khanzade")
    home(one, other)
    assert weight(one, other) > 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"forename": "Liz"}, "Forename of one is a short, other or liked name of the other: +4.5"),
        ({"born": date(2007, 3, 15)}, "Birth date differs by one figure: +5.2"),
        ({"born": None}, "Birth date of one not known"),
        ({"surname": "Khanzada-Smith"}, "Surname of one is part of the other’s double name: +3.3"),
        ({"forename": "Khanzada", "surname": "Elizabeth"}, "Forename and surname the other way round: +12.9"),
        ({"sex": "F"}, "Sex of one not recorded"),
    ],
)
def test_each_slip_has_its_sentence(change: dict[str, object], said: str) -> None:
    given: dict[str, object] = {"forename": "Elizabeth", "surname": "Khanzada", "born": BORN}
    assert said in words(person(**given), person(**(given | change)))  # type: ignore[arg-type]


def test_day_and_month_the_other_way_round_has_its_sentence() -> None:
    one, other = person(born=date(2007, 3, 4)), person(born=date(2007, 4, 3))
    assert "Birth date with day and month the other way round: +9.0" in words(one, other)


def test_a_former_name_counts() -> None:
    one, other = person("Aisha", "Khanzada"), person("Aisha", "Melbrook")
    Name.objects.create(person=other, kind="former", surname="Khanzada")
    assert weight(one, other) > 0
    jobs.register_scored(NOW)
    assert Pair.objects.count() == 1


def test_a_protected_address_is_not_compared_and_so_not_given_away() -> None:
    one, other = person(), person()
    home(one, other, protected=True)
    assert "Address of one not known, or protected" in words(one, other)


def test_sealed_and_merged_records_are_not_compared() -> None:
    one, sealed, merged = person(), person(tier=3), person()
    Person.objects.filter(pk=merged.pk).update(merged_into=one)
    jobs.register_scored(NOW)
    assert not Pair.objects.exists()
    assert queries.reasons(one.pk, sealed.pk) is None


def test_a_common_birth_date_says_less() -> None:
    Person.objects.bulk_create(
        Person(forename=f"N{n}", surname=f"Other{n}", birth_date=date(2003, 1, 1)) for n in range(2000)
    )
    one, other = person(born=date(2003, 1, 1)), person(born=date(2003, 1, 1))
    jobs.register_scored(NOW)
    assert any(each.startswith("Birth date the same, common here") for each in words(one, other))


def test_the_list_and_the_page_say_the_same() -> None:
    """Splink over the whole register and over two records are the same terms."""
    one, other = person(), person("Aishah")
    home(one, other)
    jobs.register_scored(NOW)
    listed, live = Pair.objects.get(), queries.reasons(one.pk, other.pk)
    assert live is not None
    assert (round(listed.weight, 2), listed.reasons) == (round(live.weight, 2), [str(each) for each in live.reasons])


def test_no_sentence_holds_personal_data() -> None:
    one, other = person(), person("Aishah", "Khanzade")
    home(one, other)
    said = " ".join(words(one, other)).lower()
    assert not any(each in said for each in ("aisha", "khan", "2007", "lane", "b99"))


def test_every_weight_is_stated_with_a_reason() -> None:
    for term in TERMS:
        assert term.levels[-1].sql == "", term.name
        for level in term.levels:
            assert level.why, level.words
            assert 0 < level.m < 1, level.words
            assert 0 < level.u < 1, level.words


def test_names_are_compared_in_plain_letters() -> None:
    assert [plain(each) for each in ("O’Neill", "Müller-Łoś", "  José  ")] == ["oneill", "muller los", "jose"]
    assert set(nicknames("liz")) & set(nicknames("elizabeth"))


def test_five_hundred_namesakes_and_twins_are_never_merged_by_anything() -> None:
    truth = planted(doubles=0, apart=500)
    assert len(truth.apart) == 500
    for job in jobs.JOBS:
        job.does(NOW)
    assert not Person.objects.filter(merged_into__isnull=False).exists()
    listed = {(each.first_id, each.second_id) for each in Pair.objects.all()}
    never = {pair for pair, kind in truth.apart.items() if kind != "namesakes, one number"}
    assert listed & never == set()


def test_most_doubles_are_found_and_few_others() -> None:
    found = measured(doubles=160, apart=160)
    at_zero = found.rates[0]
    assert at_zero.recall > 0.85
    assert at_zero.precision > 0.9
    assert not Person.objects.exists(), "what was planted is gone"


def test_unlikely_names_of_average_frequency_are_average() -> None:
    assert queries.share("surname", "Nobodyhasit") == scoring.usual_share("surname")
