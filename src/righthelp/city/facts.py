"""What is known of a child besides name and family: school, surgery, numbers, disability, languages, worries, support.

Some of it is left out on purpose, so that the list of what is not yet known has something to say.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Final

from stdnum.gb import upn

from righthelp.city import facts_words as said
from righthelp.city import names
from righthelp.city.dice import Dice
from righthelp.city.known import Known
from righthelp.city.partners import Partners
from righthelp.city.staff import TODAY
from righthelp.city.tables import Tables

_DISABILITIES: Final = {"LD": 28, "AUT": 26, "BEH": 20, "COMM": 18, "MOB": 12, "PC": 8, "HEAR": 5, "VIS": 5, "CON": 6}
_MUSLIM: Final = ("pakistani", "bangladeshi", "somali", "arab", "kurdish")


@cache
def _september(year: int) -> date:
    return date(year, 9, 1)


class Facts:
    """Writes the facts of one child after another."""

    def __init__(self, tables: Tables, dice: Dice, partners: Partners) -> None:
        self.tables = tables
        self.dice = dice
        self.partners = partners

    def of(self, child: Known, relatives: list[int], number: int) -> None:
        """All that is known of a child. ``number`` counts the children."""
        if child.age >= 19:
            return
        self._learns(child)
        self._health(child)
        self._says(child)
        self._needs(child)
        self._names(child, number)
        if child.alone:
            self._leave(child)
        if child.open:
            self._worries(child)
            self._around(child, relatives, number)

    def _add(self, table: str, *values: object) -> None:
        self.tables.add(table, *values)

    def _learns(self, child: Known) -> None:
        dice, age = self.dice, child.age
        begins = child.born.year + (4 if child.born.month < 9 else 5)
        family = child.mother or child.id
        primary = self.partners.near("primary", child.area, family)
        secondary = self.partners.near("secondary", child.area, family)
        if age >= 5 and dice.chance(0.93):
            value = f"330{child.id:09d}"
            self._add("people.Identifier", child.id, "upn", upn.calc_check_digit(value) + value)
        if begins > TODAY.year or (age < 5 and begins == TODAY.year):
            if age > 2.2 and dice.chance(0.5):
                start = max(child.born + timedelta(days=760), TODAY - timedelta(days=500))
                nursery = self.partners.near("nursery", child.area, family)
                self._add("people.Attendance", child.id, nursery, "early_years", start, None, "")
            return
        if dice.chance(0.07):
            return
        first, moves_on, ends = _september(begins), _september(begins + 7), _september(begins + 12)
        if age < 5 or moves_on > TODAY:
            self._add("people.Attendance", child.id, primary, "on_roll", first, None, "")
            return
        self._add("people.Attendance", child.id, primary, "on_roll", first, moves_on, "Moved on to secondary school")
        draw = dice.between(0, 1)
        if ends <= TODAY:
            self._add("people.Attendance", child.id, secondary, "on_roll", moves_on, ends, "Left after year 11")
            if draw < 0.72:
                college = self.partners.near("college", child.area, family)
                self._add("people.Attendance", child.id, college, "college", ends, None, "")
        elif draw < 0.9 or not child.open:
            self._add("people.Attendance", child.id, secondary, "on_roll", moves_on, None, "")
            if child.open and draw < 0.05 and moves_on < date(2021, 1, 1):
                beside = self.partners.near("alternative", child.area, family)
                self._add("people.Attendance", child.id, beside, "alternative", date(2021, 1, 11), None, "")
        else:
            gone = max(moves_on + timedelta(days=1), TODAY - timedelta(days=dice.whole(20, 160)))
            if gone > TODAY:
                gone = TODAY
            if moves_on < gone:
                why = "Taken off the roll"
                self._add("people.Attendance", child.id, secondary, "on_roll", moves_on, gone, why)
            kind = dice.weighed({"off_roll": 35, "missing": 35, "home": 30})
            self._add("people.Attendance", child.id, None, kind, gone, None, "")

    def _health(self, child: Known) -> None:
        dice, family = self.dice, child.mother or child.id
        since = max(child.born, child.lives_since or child.born)
        if dice.chance(0.93):
            self._add("people.Registration", child.id, self.partners.near("gp", child.area, family), "gp", since, None)
        if child.age < 5 and child.open and dice.chance(0.85):
            self._add("people.Registration", child.id, self.partners.near("hv", child.area, family), "hv", since, None)
        if child.open and child.age > 8 and dice.chance(0.09):
            day = TODAY - timedelta(days=dice.whole(20, 700))
            self._add(
                "people.Registration", child.id, self.partners.near("camhs", child.area, 0), "camhs", day, None
            )  # fmt: skip
        if child.open and child.age > 3 and dice.chance(0.35):
            place = self.partners.near("dentist", child.area, family)
            self._add("people.Registration", child.id, place, "dentist", since, None)

    def _says(self, child: Known) -> None:
        """Religion, interpreter, how to be met: for those somebody works with, and a third of the others."""
        dice, group = self.dice, child.group
        if not child.open and not dice.chance(0.3):
            return
        religion = ""
        if dice.chance(0.82):
            if group in _MUSLIM:
                religion = "muslim" if dice.chance(0.96) else "none"
            elif group == "indian":
                religion = dice.weighed({"sikh": 50, "hindu": 38, "christian": 5, "none": 7})
            elif group in ("african", "caribbean"):
                religion = dice.weighed({"christian": 74, "none": 16, "muslim": 10})
            else:
                religion = dice.weighed({"none": 60, "christian": 34, "other": 3, "refused": 3})
        interprets = child.language if child.language != "English" and (child.alone or dice.chance(0.25)) else ""
        other = "English" if child.language != "English" and not child.alone else ""
        none = "UN1" if child.age < 5 else "UN2" if child.alone else ""
        old = child.open and child.age > 10
        self._add(
            "people.About",
            child.id,
            dice.weighed({"": 96, "they/them": 2, "she/her": 1, "he/him": 1}) if old else "",
            religion,
            other,
            interprets,
            child.sex if interprets and child.sex == "F" else "",
            none,
            dice.weighed({"text": 40, "call": 15, "message": 25, "in_person": 20}) if old else "",
            dice.pick(said.CONTACT) if old and dice.chance(0.3) else "",
            dice.pick(said.ABOUT_ME) if old and dice.chance(0.45) else "",
        )

    def _needs(self, child: Known) -> None:
        dice = self.dice
        disabled = child.service == "disability" or dice.chance(0.05)
        since = max(child.born, TODAY - timedelta(days=dice.whole(30, 2500)))
        if disabled:
            codes = sorted({dice.weighed(_DISABILITIES) for _ in range(dice.whole(1, 3))})
            for code in codes:
                basis = dice.weighed({"diagnosed": 74, "said": 12, "assessing": 14})
                if code == "AUT":
                    basis = "diagnosed"  # as the census words the code
                self._add("people.Disability", child.id, code, basis, "", since)
            if "COMM" in codes or "HEAR" in codes or dice.chance(0.3):
                kind = dice.weighed({"makaton": 24, "pictures": 26, "device": 12, "more_time": 24, "bsl": 14})
                self._add("people.CommunicationNeed", child.id, kind, dice.pick(said.TALKING), since)
        elif dice.chance(0.72):
            self._add("people.Disability", child.id, "NONE", "said", "", since)

    def _names(self, child: Known, number: int) -> None:
        """Former names, other spellings, telephones of the range kept for drama."""
        dice = self.dice
        if dice.chance(0.09):
            kind = dice.weighed({"former": 40, "alias": 25, "spelling": 25, "birth": 10})
            surname = names.surname(dice, child.group)
            forename = child.forename if kind != "alias" else child.forename[:4]
            if kind == "spelling":
                surname = said.misspelt(child.surname)
            self._add("people.Name", child.id, kind, forename, surname, dice.pick(said.SOURCES))
        elif child.group in ("arab", "kurdish", "somali") and dice.chance(0.4):
            other = said.transliterated(child.forename)
            if other != child.forename:
                self._add("people.Name", child.id, "transliteration", other, child.surname, "Home Office letter")
        since = TODAY - timedelta(days=dice.whole(5, 900))
        if child.age > 12.5 and child.open and dice.chance(0.5):
            value = f"07700 900{number % 1000:03d}"
            self._add("people.ContactPoint", child.id, "phone", value, "Own", dice.chance(0.5), max(since, child.born))
        if child.mother and child.open and dice.chance(0.7):
            value = f"07700 900{(number * 7 + 3) % 1000:03d}"
            self._add(
                "people.ContactPoint", child.id, "phone", value, "Mother’s", dice.chance(0.3), max(since, child.born)
            )

    def _leave(self, child: Known) -> None:
        dice = self.dice
        came = child.since or TODAY - timedelta(days=dice.whole(200, 900))
        decided = came + timedelta(days=dice.whole(150, 500))
        if decided >= TODAY or dice.chance(0.3):
            self._add("people.Immigration", child.id, "asylum_claim", False, came, None, "")
            return
        self._add("people.Immigration", child.id, "asylum_claim", False, came, decided, "")
        leave = dice.weighed({"refugee": 55, "uasc_leave": 30, "humanitarian": 10, "appeal_over": 5})
        self._add("people.Immigration", child.id, leave, leave == "appeal_over", decided, None, "")

    def _worries(self, child: Known) -> None:
        dice = self.dice
        pool = said.WORRIES.get(child.kind or "cin", said.WORRIES["cin"])
        since = max(child.since or TODAY - timedelta(days=200), child.born)
        for whose, words in dice.some(pool, dice.whole(1, 3)):
            if whose == "child" and child.age < 7:
                continue
            starts = since + timedelta(days=dice.whole(0, max(0, (TODAY - since).days - 1)))
            over = starts + timedelta(days=dice.whole(40, 300))
            ended = over if over < TODAY and dice.chance(0.3) else None
            self._add(
                "people.Worry", child.id, whose, words, starts, ended, dice.pick(said.OVER) if ended else ""
            )  # fmt: skip
        if dice.chance(0.4):
            who = dice.pick(("school", "health", "family", "voluntary"))
            agreed = dice.chance(0.8)
            by = "Mother" if child.mother and child.age < 14 else "The young person" if child.age >= 12 else "Father"
            self._add("people.Consent", child.id, who, agreed, by, "", since)

    def _around(self, child: Known, relatives: list[int], number: int) -> None:
        """Five to nine people and places in the world of every fourth child."""
        dice = self.dice
        if number % 4:
            return
        since = max(child.born, TODAY - timedelta(days=dice.whole(30, 700)))
        count = dice.whole(5, 9)
        named = dice.some(said.AROUND, count - min(2, len(relatives)) - 1)
        for each in sorted(set(relatives))[:2]:
            strength = dice.weighed({"strong": 60, "ordinary": 25, "stressful": 15})
            self._add("people.Support", child.id, each, None, "", "family", strength, "both", "", since)
        school = self.partners.near("secondary" if child.age >= 11 else "primary", child.area, child.mother or child.id)
        strength = dice.weighed({"strong": 30, "ordinary": 40, "weak": 15, "stressful": 15})
        self._add("people.Support", child.id, None, school, "", "school", strength, "to_child", "", since)
        for kind, name in named:
            strength = dice.weighed({"strong": 38, "ordinary": 34, "weak": 14, "stressful": 10, "broken": 4})
            energy = dice.weighed({"to_child": 46, "both": 38, "from_child": 12, "none": 4})
            self._add("people.Support", child.id, None, None, name, kind, strength, energy, "", since)
