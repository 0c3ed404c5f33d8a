"""A file of attendance, read: each line as it came, and what is wrong with one that cannot be right. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models import IdentifierKind
from righthelp.practice.people.numbers import checked

MOST_LINES: Final = 10_000
MOST_BYTES: Final = 4_000_000
COLUMNS: Final = (
    "upn", "forename", "surname", "birth_date", "school", "from", "to", "possible", "attended", "authorised",
    "unauthorised",
)  # fmt: skip
_NEEDED: Final = ("school", "from", "to", "possible", "attended", "authorised", "unauthorised")
_SESSIONS: Final = ("possible", "attended", "authorised", "unauthorised")
_LONGEST: Final = 200


@dataclass(frozen=True)
class Line:
    """A line that may be right. ``ends`` is the first day after the period."""

    number: int
    said: dict[str, str]
    upn: str
    forename: str
    surname: str
    born: date | None
    school: str
    starts: date
    ends: date
    possible: int
    attended: int
    authorised: int
    unauthorised: int

    @property
    def sessions(self) -> dict[str, int]:
        """What is written into the child’s record."""
        return {name: getattr(self, name) for name in _SESSIONS}


@dataclass(frozen=True)
class Wrong:
    """A line that cannot be taken, and why. ``waits``: somebody here may know which child it is."""

    number: int
    said: dict[str, str]
    why: str
    waits: bool = False


def lines_of(content: bytes) -> list[dict[str, str]]:
    """Each line under the heading, as it came. Raises ``Refused`` for a file that is none."""
    if len(content) > MOST_BYTES:
        raise Refused("file", "This file is larger than 4 MB. Ask the school for one period at a time.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            raise Refused("file", "This is not a CSV file. Save the table as CSV and send that.") from None
    if "\0" in text:
        raise Refused("file", "This is not a CSV file. Save the table as CSV and send that.")
    rows = csv.reader(io.StringIO(text))
    try:
        heading = [name.strip().lower().replace(" ", "_") for name in next(rows, [])]
        missing = [name for name in _NEEDED if name not in heading]
        if missing:
            raise Refused("file", f"The heading has no column {missing[0]}. It has: {', '.join(COLUMNS)}.")
        found = [
            {name: value.strip()[:_LONGEST] for name, value in zip(heading, row, strict=False) if name in COLUMNS}
            for row in rows
            if any(value.strip() for value in row)
        ]
    except csv.Error:
        raise Refused("file", "This file cannot be read as CSV. Save the table as CSV again.") from None
    if not found:
        raise Refused("file", "There is no line under the heading.")
    if len(found) > MOST_LINES:
        raise Refused("file", f"A file has at most {MOST_LINES:,} lines. Ask for one period at a time.")
    return found


def read(rows: Iterable[dict[str, str]], today: date) -> list[Line | Wrong]:
    """Each line, as one that may be right or with what is wrong. Numbered as a spreadsheet does: the heading is 1."""
    seen: dict[tuple[Any, ...], int] = {}
    return [_one(number, said, today, seen) for number, said in enumerate(rows, start=2)]


def _one(number: int, said: dict[str, str], today: date, seen: dict[tuple[Any, ...], int]) -> Line | Wrong:
    try:
        line = line_of(number, said, today)
    except Refused as wrong:
        return Wrong(number, said, wrong.sentence)
    who = (line.upn,) if line.upn else (line.forename.lower(), line.surname.lower(), line.born)
    key = (*who, line.school.lower(), line.starts, line.ends)
    if key in seen:
        return Wrong(number, said, f"The same child, school and period is in line {seen[key]} already.")
    seen[key] = number
    return line


def line_of(number: int, said: dict[str, str], today: date) -> Line:
    """One line. Raises ``Refused`` with what is wrong, the column as its field."""
    given = {name: said.get(name, "") for name in COLUMNS}
    upn = checked(IdentifierKind.UPN.value, given["upn"]) if given["upn"] else ""
    born = _day("birth_date", given["birth_date"]) if given["birth_date"] else None
    if not upn and not (given["forename"] and given["surname"] and born):
        raise Refused("upn", "Neither a pupil number nor a full name with a birth date.")
    if not given["school"]:
        raise Refused("school", "It does not say which school.")
    starts, last = _day("from", given["from"]), _day("to", given["to"])
    if last < starts:
        raise Refused("to", "The period ends before it begins.")
    if last > today:
        raise Refused("to", f"The period ends on {last:%d/%m/%Y}, which is in the future.")
    if (last - starts).days > 366:
        raise Refused("to", "The period is longer than a year.")
    sessions = {name: _count(name, given[name]) for name in _SESSIONS}
    if not sessions["possible"]:
        raise Refused("possible", "No session was possible: nothing to record.")
    parts = sessions["attended"] + sessions["authorised"] + sessions["unauthorised"]
    if parts != sessions["possible"]:
        raise Refused("possible", f"Attended and absent come to {parts}, but {sessions['possible']} were possible.")
    return Line(
        number, said, upn, given["forename"], given["surname"], born, given["school"], starts,
        last + timedelta(days=1), **sessions,
    )  # fmt: skip


def _day(name: str, value: str) -> date:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(value, form).date()  # noqa: DTZ007  a day has no hour
        except ValueError:
            continue
    raise Refused(name, f"‘{value[:20]}’ is not a date: write 31/01/2021.")


def _count(name: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) <= 4):
        raise Refused(name, f"‘{value[:20]}’ under {name} is not a number of sessions.")
    return int(value)


__all__ = ["COLUMNS", "MOST_LINES", "Line", "Wrong", "line_of", "lines_of", "read"]
