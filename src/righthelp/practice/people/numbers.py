"""Numbers that other organisations know a person by, tidied and, where their digits can be, checked."""

from __future__ import annotations

import re
from typing import Final

from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models import IdentifierKind

_UPN_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"  # DfE: the check letter is the weighted sum modulo 23; no I, O, S


def checked(kind: str, value: str) -> str:
    """``value`` as it is kept: no spaces, capitals. Raises :class:`Refused` for one that cannot be right."""
    tidy = re.sub(r"\s+", "", value).upper()
    if not tidy:
        raise Refused("value", "Enter the number.")
    if len(tidy) > 40:
        raise Refused("value", "This is too long for a number. Check it.")
    if kind == IdentifierKind.NHS:
        tidy = tidy.replace("-", "")
        if not nhs_number_holds(tidy):
            raise Refused("value", "This is not a valid NHS number: of its ten digits the last checks the rest.")
    if kind == IdentifierKind.UPN and not pupil_number_holds(tidy):
        raise Refused("value", "This is not a pupil number: a letter, eleven digits, then a digit or letter.")
    return tidy


def nhs_number_holds(value: str) -> bool:
    """Whether ten digits are an NHS number: the last is 11 minus the weighted sum (10 to 2) modulo 11."""
    if not re.fullmatch(r"\d{10}", value, re.ASCII):
        return False
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(value, range(10, 1, -1), strict=False)) % 11
    return int(value[9]) == (0 if rest == 11 else rest)


def pupil_number_holds(value: str) -> bool:
    """Whether this is a unique pupil number. The first letter checks the twelve that follow (weights 2 to 13); a
    temporary number ends in a letter."""
    if not re.fullmatch(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]", value, re.ASCII):
        return False
    worth = [int(each) if each.isdigit() else _UPN_LETTERS.index(each) for each in value[1:]]
    return (
        _UPN_LETTERS[sum(number * weight for number, weight in zip(worth, range(2, 14), strict=True)) % 23] == value[0]
    )
