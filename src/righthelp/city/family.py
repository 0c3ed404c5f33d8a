"""The demonstration's own family, whose eldest child is with the demonstration's social worker: three generations, two
fathers, twins, a child not yet born, and a home that one of the fathers must not know.

Their ids are fixed, so that the guide can say where to find them.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from stdnum.gb import upn

from righthelp.city.dice import at
from righthelp.city.partners import Partners
from righthelp.city.places import UNITS, nhs_numbers
from righthelp.city.staff import TODAY, Staff
from righthelp.city.tables import Tables
from righthelp.city.ties import FAMILY_FROM, FAMILY_HOMES_FROM, lives, tie

IMOGEN: Final = FAMILY_FROM + 1
(LACEY, DARNELL, CONNOR, DAISY, DECLAN, UNBORN, GRACE, JOE, TAMARA, MEGAN, POPPY) = range(IMOGEN + 1, IMOGEN + 12)
(AT_GRANS, HIDDEN, BEFORE, AT_DARNELLS, AT_CONNORS, AT_TAMARAS, AT_MEGANS, AT_POPPYS) = range(
    FAMILY_HOMES_FROM + 1, FAMILY_HOMES_FROM + 9
)
_TWINS: Final = date(2013, 2, 9)
_BORN: Final = date(2007, 4, 18)
_INTO_CARE: Final = date(2020, 6, 15)
_FLED: Final = date(2021, 4, 2)

_PEOPLE: Final = (
    (IMOGEN, "Imogen", "Riddcombe", "Immy", _BORN, "known", "F", "MWBC", None),
    (LACEY, "Lacey", "Riddcombe", "", date(1987, 9, 30), "known", "F", "WBRI", None),
    (DARNELL, "Darnell", "Blackcroft", "", date(1984, 2, 11), "known", "M", "BCRB", None),
    (CONNOR, "Connor", "Kelsworth", "", date(1986, 12, 3), "known", "M", "WBRI", None),
    (DAISY, "Daisy", "Kelsworth", "", _TWINS, "known", "F", "WBRI", None),
    (DECLAN, "Declan", "Kelsworth", "", _TWINS, "known", "M", "WBRI", None),
    (UNBORN, "Unborn", "Riddcombe", "", date(2021, 11, 20), "due", "U", "", None),
    (GRACE, "Grace", "Riddcombe", "", date(1961, 1, 12), "known", "F", "WBRI", None),
    (JOE, "Joe", "Riddcombe", "", date(1958, 6, 23), "known", "M", "WBRI", date(2017, 3, 2)),
    (TAMARA, "Tamara", "Blackcroft", "", date(1959, 8, 5), "estimated", "F", "BCRB", None),
    (MEGAN, "Megan", "Kelsworth", "", date(1963, 5, 19), "known", "F", "WIRI", None),
    (POPPY, "Poppy", "Riddcombe", "", date(1990, 10, 8), "known", "F", "WBRI", None),
)
_HOMES: Final = (
    (AT_GRANS, "214 Orchardbrook Road", "Yardley", "B25", "east"),
    (HIDDEN, "208 Kestrelmead Close", "Stirchley", "B30", "south"),
    (BEFORE, "221 Lockgrove Street", "Alum Rock", "B8", "east"),
    (AT_DARNELLS, "203 Pewterhill Avenue", "Handsworth", "B21", "nwc"),
    (AT_CONNORS, "240 Lockside Lane", "Stechford", "B33", "east"),
    (AT_TAMARAS, "232 Weaverwell Road", "Lozells", "B19", "nwc"),
    (AT_MEGANS, "217 Reedstone Drive", "Shard End", "B34", "east"),
    (AT_POPPYS, "229 Wrenfield Walk", "Sheldon", "B26", "east"),
)
_AROUND: Final = (
    (GRACE, "", "family", "strong", "both", "Nan’s kitchen is where she talks."),
    (TAMARA, "", "family", "ordinary", "to_child", "Sunday dinner once a month."),
    (None, "Ebony, best friend since year 3", "friends", "strong", "both", ""),
    (None, "Drama group on Thursdays", "club", "strong", "to_child", ""),
    (None, "Older friends from the bus station", "friends", "stressful", "from_child", "Nan does not know them."),
    (None, "Form tutor", "school", "ordinary", "to_child", ""),
    (None, "Church with Nan Tamara", "faith", "weak", "none", ""),
)


def family(tables: Tables, staff: Staff, partners: Partners) -> None:
    """Write the family."""
    for number, forename, surname, preferred, born, kind, sex, ethnicity, died in _PEOPLE:
        tables.add(
            "people.Person", number, forename, surname, preferred, born, kind, sex, ethnicity, "English", False, False,
            "330", 1, died,
        )  # fmt: skip
    for place, line, locality, outward, area in _HOMES:
        code = f"{outward} {UNITS[place % len(UNITS)]}"
        tables.add("people.Address", place, "", "home", line, locality, code, area, "330")
    _homes(tables)
    _who_is_who(tables)
    _worked_with(tables, staff)
    _known(tables, partners)


def _homes(tables: Tables) -> None:
    for person, since in ((LACEY, date(2012, 6, 1)), (DAISY, _TWINS), (DECLAN, _TWINS)):
        tables.add("people.Residence", *lives(person, BEFORE, since, _FLED))
        tables.add("people.Residence", *lives(person, HIDDEN, _FLED, None, True))
    tables.add("people.Residence", *lives(IMOGEN, BEFORE, date(2012, 6, 1), _INTO_CARE))
    tables.add("people.Residence", *lives(IMOGEN, AT_GRANS, _INTO_CARE))
    tables.add("people.Residence", *lives(CONNOR, BEFORE, date(2012, 6, 1), _FLED))
    tables.add("people.Residence", *lives(CONNOR, AT_CONNORS, _FLED, temporary=True))
    for person, place in (
        (GRACE, AT_GRANS),
        (DARNELL, AT_DARNELLS),
        (TAMARA, AT_TAMARAS),
        (MEGAN, AT_MEGANS),
        (POPPY, AT_POPPYS),
    ):
        tables.add("people.Residence", *lives(person, place, date(2009, 5, 1)))
    for person in (LACEY, DAISY, DECLAN):
        why = "Violence towards Lacey, seen by the twins; a non-molestation order is in force."
        tables.add("people.MustNotKnow", person, CONNOR, "", why, _FLED, date(2021, 7, 5))


def _who_is_who(tables: Tables) -> None:
    registered = date(2007, 5, 2)
    rows = (
        tie(IMOGEN, LACEY, "mother", True, "birth", _BORN, quality="strained"),
        tie(IMOGEN, DARNELL, "father", True, "registered", registered, words="Sees her every other Saturday."),
        tie(DAISY, LACEY, "mother", True, "birth", _TWINS, quality="close"),
        tie(DECLAN, LACEY, "mother", True, "birth", _TWINS, quality="close"),
        tie(DAISY, CONNOR, "father", True, "registered", date(2013, 3, 1), quality="cut_off"),
        tie(DECLAN, CONNOR, "father", True, "registered", date(2013, 3, 1), quality="cut_off"),
        tie(UNBORN, LACEY, "mother"),
        tie(UNBORN, CONNOR, "father"),
        tie(DAISY, DECLAN, "sibling", quality="close", words="Twins"),
        tie(IMOGEN, DAISY, "half_sibling", quality="close"),
        tie(IMOGEN, DECLAN, "half_sibling"),
        tie(LACEY, GRACE, "mother", quality="close"),
        tie(LACEY, JOE, "father"),
        tie(POPPY, GRACE, "mother"),
        tie(POPPY, JOE, "father"),
        tie(DARNELL, TAMARA, "mother"),
        tie(CONNOR, MEGAN, "mother"),
        tie(GRACE, JOE, "partner", together="married", parted="widowed", starts=date(1984, 8, 4),
            ends=date(2017, 3, 2)),
        tie(LACEY, DARNELL, "partner", together="cohabiting", parted="separated", starts=date(2005, 9, 1),
            ends=date(2010, 2, 1)),
        tie(LACEY, CONNOR, "partner", together="cohabiting", parted="separated", starts=date(2011, 10, 1), ends=_FLED,
            quality="violent"),
        tie(IMOGEN, GRACE, "carer", starts=_INTO_CARE, quality="close"),
    )  # fmt: skip
    for row in rows:
        tables.add("people.Relationship", *row)


def _worked_with(tables: Tables, staff: Staff) -> None:
    hannah = staff.worker("social_worker")
    tables.add("people.Involvement", IMOGEN, "cin", date(2020, 1, 20), _INTO_CARE)
    tables.add("people.Involvement", IMOGEN, "care", _INTO_CARE, None)
    tables.add("people.Placement", IMOGEN, AT_GRANS, "relatives", _INTO_CARE, None)
    others = staff.holders("cp", "east")
    first, twins = others[2].id, others[5].id
    tables.add("workforce.Allocation", IMOGEN, first, True, at(date(2020, 1, 20), 10), at(date(2020, 6, 22), 10), "")
    tables.add(
        "workforce.Allocation", IMOGEN, hannah.id, True, at(date(2020, 6, 22), 10), None, "Long-term work in care"
    )
    hannah.holds += 1
    for child in (DAISY, DECLAN):
        tables.add("people.Involvement", child, "cp", date(2021, 4, 19), None)
        tables.add("workforce.Allocation", child, twins, True, at(date(2021, 4, 6), 9), None, "")
        tables.add("workforce.Allocation", child, hannah.id, False, at(date(2021, 4, 20), 9), None, "Imogen’s worker")


def _known(tables: Tables, partners: Partners) -> None:
    school, primary = partners.near("secondary", "east", 3), partners.near("primary", "south", 5)
    surgery, other = partners.near("gp", "east", 3), partners.near("gp", "south", 3)
    tables.add("people.Attendance", IMOGEN, school, "on_roll", date(2018, 9, 3), None, "")
    tables.add("people.Registration", IMOGEN, surgery, "gp", date(2012, 7, 1), None)
    for child in (DAISY, DECLAN):
        tables.add("people.Attendance", child, primary, "on_roll", date(2021, 4, 19), None, "")
        tables.add("people.Registration", child, other, "gp", date(2021, 4, 12), None)
        tables.add("people.Disability", child, "NONE", "said", "", _TWINS)
    for child in (IMOGEN, DAISY, DECLAN):
        number = int(nhs_numbers(909_000 + child - FAMILY_FROM, 1)[0])
        tables.add("people.Identifier", child, "nhs", str(number))
        value = f"330{child:09d}"
        tables.add("people.Identifier", child, "upn", upn.calc_check_digit(value) + value)
    tables.add("people.Disability", IMOGEN, "COMM", "assessing", "Waits for an autism assessment.", date(2021, 3, 8))
    tables.add(
        "people.CommunicationNeed", IMOGEN, "more_time", "Say what comes next before it comes.", date(2021, 3, 8)
    )
    tables.add("people.Name", IMOGEN, "former", "Imogen", "Blackcroft", "School, until 2012")
    tables.add("people.Name", LACEY, "alias", "Lacey", "Kelsworth", "Housing")
    tables.add(
        "people.About", IMOGEN, "she/her", "christian", "", "", "", "", "text",
        "Not during lessons; Nan’s phone is all right.",
        "I want to be asked before people talk about me. I like acting and I am good with little kids.",
    )  # fmt: skip
    tables.add("people.ContactPoint", IMOGEN, "phone", "07700 900417", "Own", True, date(2020, 9, 1))
    tables.add("people.ContactPoint", GRACE, "phone", "07700 900418", "Own", True, date(2020, 6, 15))
    tables.add("people.ContactPoint", LACEY, "phone", "07700 900419", "Own", False, _FLED)
    for whose, words, since in (
        ("child", "I want to see the twins without anybody finding out where they live.", date(2021, 4, 20)),
        ("family", "Nan worries about lifts home from people she does not know.", date(2021, 7, 12)),
        ("worker", "Nobody has told Imogen yet what will happen after year 11.", date(2021, 8, 2)),
    ):
        tables.add("people.Worry", IMOGEN, whose, words, since, None, "")
    tables.add("people.Consent", IMOGEN, "school", True, "Lacey Riddcombe", "", date(2020, 9, 1))
    for person, name, kind, strength, energy, words in _AROUND:
        since = TODAY - timedelta(days=300)
        tables.add("people.Support", IMOGEN, person, None, name, kind, strength, energy, words, since)
    tables.add("people.Support", IMOGEN, None, school, "", "school", "ordinary", "to_child", "", date(2020, 9, 10))
