"""Numbers that other organisations know a person by, tidied and, where their digits can be, checked."""

from __future__ import annotations

import re
from typing import Final

from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError
from stdnum.gb import nhs, upn

from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models import IdentifierKind

_HOME_OFFICE: Final = re.compile(r"[A-Z]\d{6,8}(/\d{1,3})?", re.ASCII)
_LEARNER: Final = re.compile(r"\d{10}", re.ASCII)
_LEARNER_WEIGHTS: Final = range(10, 1, -1)  # the Learning Records Service: ten minus the weighted sum modulo 11

SAYS_NOT: Final = {
    IdentifierKind.NHS: "This is not a valid NHS number: of its ten digits the last checks the rest.",
    IdentifierKind.ULN: "This is not a learner number: of its ten digits the last checks the rest.",
    IdentifierKind.HOME_OFFICE: "This is not a Home Office reference: a letter and six to eight digits, like M1234567.",
}


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
            raise Refused("value", SAYS_NOT[IdentifierKind.NHS])
    if kind in {IdentifierKind.UPN, IdentifierKind.FORMER_UPN}:
        tidy = tidy.replace("-", "")
        _pupil_number(tidy)
    if kind == IdentifierKind.ULN and not learner_number_holds(tidy):
        raise Refused("value", SAYS_NOT[IdentifierKind.ULN])
    if kind == IdentifierKind.HOME_OFFICE and not _HOME_OFFICE.fullmatch(tidy):
        raise Refused("value", SAYS_NOT[IdentifierKind.HOME_OFFICE])
    return tidy


def said(kind: str, value: str) -> str:
    """A number as people read it aloud: the NHS number in threes and four, the rest as they are."""
    return str(nhs.format(value)) if kind == IdentifierKind.NHS and len(value) == 10 else value


def nhs_number_holds(value: str) -> bool:
    """Whether this is an NHS number by its check digit."""
    return value.isascii() and bool(nhs.is_valid(value))


def pupil_number_holds(value: str) -> bool:
    """Whether this is a unique pupil number: its form, its check letter and the authority that gave it."""
    return value.isascii() and bool(upn.is_valid(value))


def learner_number_holds(value: str) -> bool:
    """Whether ten digits are a unique learner number, by its check digit."""
    if not _LEARNER.fullmatch(value):
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(value, _LEARNER_WEIGHTS, strict=False)) % 11
    return rest != 0 and 10 - rest == int(value[9])


def _pupil_number(value: str) -> None:
    try:
        if not value.isascii():
            raise ValidationError
        upn.validate(value)
    except InvalidChecksum:
        raise Refused("value", "This is not a pupil number: its first letter does not check the rest.") from None
    except InvalidComponent:
        raise Refused("value", "This is not a pupil number: no authority has the number in digits 2 to 4.") from None
    except ValidationError:
        raise Refused("value", "This is not a pupil number: a letter, eleven digits, then a digit or letter.") from None
