"""How well each candidate matches what was typed, and why, in words for whoever answers the telephone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from righthelp.practice.people.ages import years
from righthelp.practice.people.models import BirthDateKind, IdentifierKind
from righthelp.practice.people.search_lookups import NEAR, YOUNG, Readings, Row
from righthelp.practice.people.search_names import Word
from righthelp.practice.people.typed import Asked, slips_of

_SURNAME: Final = 32
_FORENAME: Final = 24
_DATE: Final = 45
_NUMBER: Final = 120
_CHANCE: Final = 10  # what one name of two brings at most when it only sounds alike
_OLDER: Final = 12  # what an adult ranks below a child of the same name


@dataclass
class Candidate:
    """One person, with everything the look-ups know of them."""

    row: Row
    tags: set[str] = field(default_factory=set)
    number: str = ""
    phone: bool = False
    was: list[tuple[str, str]] = field(default_factory=list)
    homes: list[tuple[str, str, date | None]] = field(default_factory=list)

    def also(self, row: Row) -> None:
        """Take in what another look-up knows of the same person."""
        if row.tag == "number":
            self.number = row.a
        elif row.tag == "was":
            self.was.append((row.a, row.b))
        elif row.tag == "home":
            self.homes.append((row.a, row.b, row.until))
        elif row.tag == "phone":
            self.phone = True
        else:
            self.tags.update(row.tag)

    def take(self, other: Candidate) -> None:
        """Take in what is known of another record of the same person."""
        self.tags |= other.tags
        self.number = self.number or other.number
        self.phone = self.phone or other.phone
        self.was += other.was
        self.homes += other.homes


def gathered(rows: list[Row], people: dict[int, Candidate]) -> None:
    """Put what the look-ups brought into ``people``, each person once."""
    for row in rows:
        candidate = people.get(row.id)
        if candidate is None:
            candidate = people[row.id] = Candidate(row)
        if row.tag:
            candidate.also(row)


class Judge:
    """Judges candidates of one search."""

    def __init__(self, asked: Asked, readings: Readings, today: date) -> None:
        self.asked, self.readings, self.today = asked, readings, today
        self.slips = frozenset(slips_of(asked.birth_date, today)) if asked.birth_date else frozenset()

    def judged(self, candidate: Candidate) -> tuple[int, tuple[str, ...]] | None:
        """(score, reasons), or None when nothing but chance brought the candidate."""
        row = candidate.row
        score, reasons = 0, []
        if candidate.number:
            score += _NUMBER
            reasons.append(str(IdentifierKind(candidate.number).label))
        if candidate.phone:
            score += 60
            reasons.append("reached by this telephone")
        date_score, date_why = self._date(row)
        name_score, name_why = self._names(candidate)
        place_score, place_why = self._place(candidate)
        score += name_score + date_score + place_score
        reasons += [why for why in (name_why, date_why, place_why) if why]
        if self.readings.ways and not candidate.number and not candidate.phone:
            if not name_score:
                if date_score < 40 and place_score < 30:
                    return None
                score -= 15
                reasons.append("another name")
            elif name_score <= _CHANCE and not self.readings.alone:
                score -= _CHANCE  # of two names one sounds a little alike: so do thousands
        if row.born is None or years(row.born, self.today) >= YOUNG:
            score -= _OLDER
        return score, tuple(reasons)

    def _date(self, row: Row) -> tuple[int, str]:
        born, wanted = row.born, self.asked.birth_date
        if born is None:
            return 0, ""
        if wanted is None:
            return self._age(born)
        if born == wanted:
            return _DATE, "same birth date"
        if born == self.asked.swapped:
            return 34, "day and month the other way round"
        days = abs((born - wanted).days)
        if (born.day, born.month) == (wanted.day, wanted.month):
            return 27, "same birthday, another year"
        if born in self.slips and days > 10:
            return 26, "birth date one digit different"
        if days <= 10 or (born.year, born.month) == (wanted.year, wanted.month):
            return 26, f"birth date {days} {'day' if days == 1 else 'days'} apart"
        if (born.year, born.day) == (wanted.year, wanted.day):
            return 22, "birth date in another month"
        if row.born_kind == BirthDateKind.ESTIMATED and days <= NEAR:
            return 22, "estimated birth date, within two years"
        if days <= 400:
            return 10, "birth date close"
        return (4, "birth date within two years") if days <= NEAR else (-10, "another birth date")

    def _age(self, born: date) -> tuple[int, str]:
        span = self.asked.span
        if span is None:
            return 0, ""
        if span[0] <= born <= span[1]:
            return 22, self.asked.span_words
        off = min(abs((born - span[0]).days), abs((born - span[1]).days))
        return (12, "a year older or younger") if off <= 366 else (-10, "another age")

    def _names(self, candidate: Candidate) -> tuple[int, str]:
        """The best reading of the names typed against one person's names, present and former."""
        row = candidate.row
        best = (0, "")
        if not self.readings.ways:
            return best
        for first, last in self.readings.ways:
            best = max(best, self._reading(first, last, row.forename, row.surname, row.preferred, candidate.tags))
        for forename, surname in candidate.was:
            names = (forename or row.forename, surname or row.surname, row.preferred, set[str]())
            score, why = max(self._reading(first, last, *names) for first, last in self.readings.ways)
            if score - 3 > best[0]:
                also = "" if why.startswith("same") else f", {why}"
                best = (score - 3, f"formerly or also {' '.join(filter(None, (forename, surname)))}{also}")
        return best

    def _reading(
        self, first: Word | None, last: Word, forename: str, surname: str, preferred: str, tags: set[str]
    ) -> tuple[int, str]:
        share, how = last.alike(surname)
        if share < 0.6 and "s" in tags:
            share, how = 0.6, "sounds alike"
        score, why = round(_SURNAME * share), _said("surname", how)
        if first is None:
            if share < 0.5:  # one word: perhaps it is the forename
                given, given_how = last.alike(forename)
                if preferred and (other := last.alike(preferred))[0] > given:
                    given, given_how = other[0], "known by this name"
                if given > 0.5 or given > share:
                    return round(20 * given), _said("forename", given_how)
            return score, why
        given, given_how = first.alike(forename)
        if preferred and given < 1 and (other := first.alike(preferred))[0] > given:
            given, given_how = other[0], "known by this name"
        if given < 0.6 and "f" in tags:
            given, given_how = 0.6, "sounds alike"
        if not share and not given:
            return 0, ""
        if not share or not given:
            return round((score + _FORENAME * given) / 2), why if share else _said("forename", given_how)
        total = score + round(_FORENAME * given)
        if share == 1 and given == 1 and given_how == "same":
            return total, "same name"
        return total, f"{why}, {_said('forename', given_how)}"

    def _place(self, candidate: Candidate) -> tuple[int, str]:
        place = self.asked.place
        best = (0, "")
        for line, postcode, until in candidate.homes:
            exact = bool(place.house or place.home)
            worth = 40 if exact else 30 if place.postcode else 20
            if not place.streets and not place.home:
                what = f"at {postcode}"
            else:
                what = "at this address" if exact else f"in {' '.join(line.split()[1:]) or line}"
            if until is None or until > self.today:
                best = max(best, (worth, f"lives {what}"))
            else:
                best = max(best, (worth - 10, f"lived {what} until {until.year}"))
        return best


@lru_cache(maxsize=256)  # a few words, for each of a hundred people found
def _said(what: str, how: str) -> str:
    """A likeness in words: ``same surname``, ``surname sounds alike``, ``forename: two letters swapped``."""
    if not how:
        return ""
    if how == "same":
        return f"same {what}"
    if how == "known by this name":
        return how
    return f"{what} {how}" if how in ("begins so", "sounds alike", "alike", "almost the same") else f"{what}: {how}"


def sentence(reasons: tuple[str, ...]) -> str:
    """The reasons as one sentence."""
    text = ", ".join(reasons)
    return text[:1].upper() + text[1:]


__all__ = ["Candidate", "Judge", "gathered", "sentence"]
