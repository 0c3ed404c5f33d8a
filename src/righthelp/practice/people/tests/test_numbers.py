"""Other organisations' numbers: what is kept, and what cannot be right."""

from __future__ import annotations

import pytest

from righthelp.foundation.refusals import Refused
from righthelp.practice.people.numbers import checked, learner_number_holds, said


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("nhs", "999 000 0018", "9990000018"),
        ("nhs", "999-000-0018", "9990000018"),
        ("upn", "h801200001001", "H801200001001"),
        ("former_upn", "H801200001001", "H801200001001"),
        ("uln", "1234567899", "1234567899"),
        ("home_office", "b1234567", "B1234567"),
        ("police", " locate 77 ", "LOCATE77"),
    ],
)
def test_a_number_that_can_be_right_is_kept_tidy(kind: str, typed: str, kept: str) -> None:
    assert checked(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "because"),
    [
        ("nhs", "9990000019", "of its ten digits the last checks the rest"),
        ("upn", "A801200001001", "its first letter does not check the rest"),
        ("upn", "H8012000010", "a letter, eleven digits"),
        ("uln", "1234567898", "not a learner number"),
        ("home_office", "1234567", "a letter and six to eight digits"),
        ("police", "   ", "Enter the number"),
        ("nhs", "٩٩٩٠٠٠٠٠١٨", "not a valid NHS number"),
    ],
)
def test_a_number_that_cannot_be_right_is_refused_in_words(kind: str, typed: str, because: str) -> None:
    with pytest.raises(Refused) as no:
        checked(kind, typed)
    assert because in no.value.sentence


def test_one_wrong_digit_of_a_learner_number_is_always_noticed() -> None:
    good = "1234567899"
    for place in range(9):
        for digit in "0123456789":
            other = good[:place] + digit + good[place + 1 :]
            assert learner_number_holds(other) == (other == good)


def test_an_nhs_number_is_said_in_threes_and_four() -> None:
    assert said("nhs", "9990000018") == "999 000 0018"
    assert said("upn", "H801200001001") == "H801200001001"
