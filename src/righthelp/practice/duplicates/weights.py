"""What each likeness and difference between two records says, stated once, with its reason.

For every term ``m`` is how often two records of one person show it, and ``u`` how often records of two people do; the
weight is log2(m/u) bits. They are stated, not learnt: a model fitted to our own register would learn our own recording
habits, could not be read by the person who has to decide, and would move under people's feet. Where families share a
thing (surname, address, mother), ``u`` is what relatives show and not what strangers show: the mistake to be
afraid of is taking two relatives for one person. "Not known" is a level of its own and says nothing either way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log2
from typing import Final

ONE_IN: Final = 112_000_000
"""Any two of 1.1 million records are one person once in so many pairs: one record in 200 has a double."""

WORTH_A_LOOK: Final = 0.0
"""Pairs of at least this weight (even odds) are put on the worklist."""


@dataclass(frozen=True)
class Level:
    """One way in which two records compare. ``sql`` is DuckDB over columns ``_l`` and ``_r``; "" is every other way.

    ``words`` say it to people and hold no personal data. ``frequency`` names the column whose commonness counts.
    """

    words: str
    sql: str
    m: float
    u: float
    why: str
    frequency: str = ""

    @property
    def weight(self) -> float:
        """Bits, before how common the value is."""
        return log2(self.m / self.u)


@dataclass(frozen=True)
class Term:
    """One thing compared. ``unknown`` is when nothing can be said; the first level that holds is the one."""

    name: str
    unknown: str
    unknown_words: str
    levels: tuple[Level, ...] = field(default_factory=tuple)


_FORENAMES_ALIKE: Final = (
    "(jaro_winkler_similarity(forename_l, forename_r) >= 0.9 or "
    "(forename_sound_l = forename_sound_r and levenshtein(forename_l, forename_r) <= 2)) "
    "and not (twin_name_l <> twin_name_r)"
)
_ANOTHER_FORENAME: Final = (
    "forename_l = forename_r or list_has_any(list_append(forenames_l, forename_l), "
    "list_append(forenames_r, forename_r)) or list_has_any(nicks_l, nicks_r)"
)
_ONE_HOUSE: Final = "coalesce(mother_id_l = mother_id_r, false) or coalesce(address_l = address_r, false)"

TERMS: Final = (
    Term(
        "surname",
        "surname_l is null or surname_r is null",
        "Surname not known",
        (
            Level(
                "Surname the same",
                "surname_l = surname_r",
                0.84,
                0.001,
                "Most doubles are entered with the same surname; how rare it is here counts",
                "surname",
            ),
            Level(
                "Surname of one is a former or other name of the other",
                "list_contains(surnames_l, surname_r) or list_contains(surnames_r, surname_l) "
                "or list_has_any(surnames_l, surnames_r)",
                0.04,
                0.0008,
                "People marry, take a step-parent's name, are known by a carer's",
            ),
            Level(
                "Forename and surname the other way round",
                "surname_l = forename_r and surname_r = forename_l",
                0.03,
                0.000004,
                "Names from other traditions are often entered the other way round",
            ),
            Level(
                "Surname spelt almost the same",
                "jaro_winkler_similarity(surname_l, surname_r) >= 0.92 "
                "or (surname_sound_l = surname_sound_r and levenshtein(surname_l, surname_r) <= 2)",
                0.07,
                0.004,
                "Taken down by telephone or written from another script",
            ),
            Level(
                "Surname of one is part of the other’s double name",
                "contains(surname_l || ' ', surname_r || ' ') or contains(surname_r || ' ', surname_l || ' ') "
                "or contains(' ' || surname_l, ' ' || surname_r) or contains(' ' || surname_r, ' ' || surname_l)",
                0.02,
                0.002,
                "One of two surnames is often left out",
            ),
            Level("Surnames differ", "", 0.02, 0.99, "A double under another surname is rare"),
        ),
    ),
    Term(
        "forename",
        "forename_l is null or forename_r is null or (surname_l = forename_r and surname_r = forename_l)",
        "",
        (
            Level(
                "Forename the same",
                "forename_l = forename_r",
                0.80,
                0.003,
                "Most doubles share it; how rare it is here counts",
                "forename",
            ),
            Level(
                "Forename of one is a short, other or liked name of the other",
                _ANOTHER_FORENAME,
                0.07,
                0.003,
                "Liz is Elizabeth; a liked name is entered as the forename",
            ),
            Level(
                "Forename spelt almost the same",
                _FORENAMES_ALIKE,
                0.09,
                0.01,
                "Taken down by ear. Hassan and Hussain are two names, and twins have them",
            ),
            Level(
                "Only an initial for a forename",
                "(length(forename_l) = 1 or length(forename_r) = 1) and left(forename_l, 1) = left(forename_r, 1)",
                0.01,
                0.01,
                "An initial fits many",
            ),
            Level("Forenames differ", "", 0.015, 0.95, "Brothers, sisters and twins differ in this and little else"),
        ),
    ),
    Term(
        "born",
        "born_l is null or born_r is null",
        "Birth date of one not known",
        (
            Level(
                "Birth date the same",
                "born_l = born_r",
                0.90,
                1 / 30_000,
                "The best single sign; dates given to people who did not know theirs are common and count less",
                "born",
            ),
            Level(
                "Birth date with day and month the other way round",
                "year(born_l) = year(born_r) and day(born_l) = month(born_r) and month(born_l) = day(born_r)",
                0.02,
                1 / 25_000,
                "Written by somebody used to the other order",
            ),
            Level(
                "Birth date differs by one figure",
                "levenshtein(cast(born_l as varchar), cast(born_r as varchar)) = 1",
                0.03,
                0.0008,
                "A slip of the finger",
            ),
            Level(
                "Birth date estimated, and near",
                "(about_l or about_r) and abs(born_l - born_r) <= 800",
                0.03,
                0.02,
                "An estimate says little",
            ),
            Level(
                "Birth date alike in two of day, month and year",
                "(year(born_l) = year(born_r))::int + (month(born_l) = month(born_r))::int "
                "+ (day(born_l) = day(born_r))::int = 2",
                0.02,
                0.004,
                "A misheard part",
            ),
            Level("Birth dates differ", "", 0.008, 0.99, "Parent and child share names, never a birth date"),
        ),
    ),
    Term(
        "sex",
        "sex_l is null or sex_r is null",
        "Sex of one not recorded",
        (
            Level("Sex the same", "sex_l = sex_r", 0.97, 0.5, "Half of everybody"),
            Level("Sex differs", "", 0.03, 0.5, "Seldom entered wrong; twins and namesakes differ"),
        ),
    ),
    Term(
        "home",
        "address_l is null or address_r is null",
        "Address of one not known, or protected",
        (
            Level("Live at the same address", "address_l = address_r", 0.50, 0.006, "So does the family"),
            Level(
                "Have lived at the same address",
                "list_has_any(addresses_l, addresses_r)",
                0.15,
                0.004,
                "So has the family",
            ),
            Level("Same postcode", "postcode_l = postcode_r", 0.08, 0.01, "Cousins live in one street"),
            Level("Addresses differ", "", 0.27, 0.88, "People move, and doubles are made when they do"),
        ),
    ),
    Term(
        "mother",
        "(mother_id_l is null or mother_id_r is null) and (mother_l is null or mother_r is null)",
        "Mother of one not recorded",
        (
            Level("Same mother", "mother_id_l = mother_id_r", 0.60, 0.02, "So have brothers and sisters"),
            Level("Mothers of the same name", "mother_l = mother_r", 0.20, 0.005, "A mother may be on twice herself"),
            Level(
                "Mothers’ names almost the same",
                "jaro_winkler_similarity(mother_l, mother_r) >= 0.93",
                0.12,
                0.012,
                "Taken down by ear",
            ),
            Level("Mothers differ", "", 0.05, 0.87, "A carer is sometimes entered as the mother"),
        ),
    ),
    Term(
        "nhs",
        "nhs_l is null or nhs_r is null",
        "NHS number of one not recorded",
        (
            Level("NHS number the same", "nhs_l = nhs_r", 0.98, 1e-7, "One number, one person"),
            Level(
                "Different NHS numbers",
                "",
                0.00003,
                0.98,
                "Both pass their check digit, so both were issued, and one person has one. A new number after adoption "
                "must never lead back",
            ),
        ),
    ),
    Term(
        "upn",
        "upn_l is null or upn_r is null",
        "Pupil number of one not recorded",
        (
            Level("Pupil number the same", "upn_l = upn_r", 0.98, 1e-6, "One number, one pupil"),
            Level("Different pupil numbers", "", 0.04, 0.98, "A school sometimes issues a second one"),
        ),
    ),
    Term(
        "twins",
        f"not coalesce(born_l = born_r and ({_ONE_HOUSE}), false)",
        "",
        (
            Level(
                "Same family and birth date, the same forename",
                f"{_ANOTHER_FORENAME} or ({_FORENAMES_ALIKE})",
                0.9,
                0.9,
                "Twins are not given one name",
            ),
            Level("Same family and birth date, another forename: as twins are", "", 0.0005, 0.9, "Twins"),
        ),
    ),
)

RULES: Final = (
    ("born_key", "surname_sound"),
    ("born", "forename"),
    ("name_key", "born_year"),
    ("name_key", "born_day"),
    ("name_key", "postcode"),
    ("mother_id", "forename"),
)
"""Which pairs are compared at all: those alike in both columns. ``born_key`` is the birth date with day and month in
order of size, ``name_key`` the sounds of forename and surname in order of the alphabet, so that both are proof
against things the other way round."""

BY_OTHER_NAME: Final = ("born", "all_surnames")
"""And those born on one day with any surname, former ones included, in common."""
