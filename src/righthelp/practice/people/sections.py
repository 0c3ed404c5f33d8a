"""The page of facts in order: what each section holds now, what it held before, and where it is entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from righthelp.practice.people.ages import say_age, say_birth
from righthelp.practice.people.facts import ENDING, PART
from righthelp.practice.people.queries_identity import Profile, Row, say_kind, say_sex


@dataclass(frozen=True)
class Line:
    """One fact now: what it is called, what it says, beside it, since when, and the page on which it ends."""

    key: str
    value: str
    detail: str = ""
    since: date | None = None
    end: str = ""
    row: int = 0
    part: str = ""


@dataclass
class Section:
    """A part of the page: lines that stand, rows that are over, and links (page, words)."""

    key: str
    title: str
    lines: list[Line]
    former: list[Row] = field(default_factory=list)
    actions: list[tuple[str, str]] = field(default_factory=list)
    empty: str = "Nothing is recorded yet."


def sections_of(shown: Profile, may: Mapping[str, bool], on: date) -> list[Section]:
    """The sections that a reader with these rights sees. ``may`` holds the acts of the pages' parts."""
    found = [
        _names(shown, on),
        _self(shown),
        _talking(shown),
        _listed(shown, "school", "Learning", "learning", [("school", "Record a school or other place")], "school"),
        _health(shown, may),
        _listed(
            shown,
            "numbers",
            "Numbers",
            "numbers",
            [("number", "Add a number"), ("no-number", "Say why there is no pupil number")],
            "number",
        ),
        _listed(shown, "worries", "Worries", "worries", [("worry", "Add a worry")], "worry"),
        _listed(shown, "sharing", "What was said about sharing", "consents", [("agreed", "Record what was said")], ""),
    ]
    if may["child.sensitive"]:
        found.insert(6, _immigration(shown))
    found.append(_death(shown, may))
    for section in found:
        section.actions = [(key, words) for key, words in section.actions if may[PART[key].act]]
        section.lines = [
            line if line.end and may[ENDING[line.end].act] else _without_end(line) for line in section.lines
        ]
    return found


def _without_end(line: Line) -> Line:
    return Line(line.key, line.value, line.detail, line.since, part=line.part)


def _lines(rows: list[Row], name: str, end: str) -> list[Line]:
    return [Line(say_kind(row, name), row.what, row.detail, row.starts, end, row.id) for row in rows if row.standing]


def _listed(shown: Profile, key: str, title: str, name: str, actions: list[tuple[str, str]], end: str) -> Section:
    rows: list[Row] = getattr(shown, name)
    if name == "learning":
        lines = [Line(say_kind(row, name), row.what, row.detail, row.starts, end, row.id) for row in shown.now(rows)]
    elif name == "worries":
        lines = [Line(row.detail, row.what, "", row.starts, end, row.id) for row in shown.now(rows)]
    elif name == "consents":
        lines = [Line(row.what, row.detail, "", row.starts) for row in shown.now(rows)]
    else:
        lines = _lines(rows, name, end)
    if name == "numbers" and shown.no_pupil_number:
        lines.append(Line("No pupil number", shown.no_pupil_number))
    return Section(key, title, lines, [row for row in rows if not row.standing], actions)


def _names(shown: Profile, on: date) -> Section:
    age = say_age(shown.birth_date, shown.died_on or on, shown.birth_date_kind)
    lines = [
        Line("Name", f"{shown.forename} {shown.surname}"),
        Line("Likes to be called", shown.called),
        Line("Expected" if shown.expected else "Born", say_birth(shown.birth_date, shown.birth_date_kind), age),
        Line("Sex", say_sex(shown.sex)),
    ]
    lines += [Line(row.detail or "Also", row.what, "", row.starts, "name", row.id) for row in shown.now(shown.names)]
    actions = [("names", "Change the name"), ("other-name", "Add another name"), ("birth", "Change birth date or sex")]
    if shown.expected:
        actions.insert(0, ("born", "The baby is born"))
    return Section("names", "Names and birth", lines, [row for row in shown.names if not row.standing], actions)


def _self(shown: Profile) -> Section:
    lines = [
        Line("Pronouns", shown.pronouns),
        Line("Ethnicity", shown.ethnicity, _quoted(shown.ethnicity_words)),
        Line("Religion", shown.religion, shown.religion_words),
    ]
    return Section(
        "self", "In their own words", lines, actions=[("description", "Change how they describe themselves")]
    )


def _talking(shown: Profile) -> Section:
    lines = [
        Line("First language", shown.language),
        Line("Other languages", shown.other_languages),
        Line("Interpreter", shown.interpreter if shown.needs_interpreter else "Not needed"),
        *(Line("Makes talking possible", row.what, row.detail, row.starts) for row in shown.now(shown.communication)),
        Line("Likes to be contacted by", shown.contact_by, shown.contact_words),
        Line("Wants you to know", shown.about_me),
        *(Line(row.detail, row.what, "", row.starts, "phone", row.id) for row in shown.now(shown.points)),
    ]
    actions = [
        ("languages", "Change languages or interpreter"),
        ("communication", "Change what makes talking possible"),
        ("contact", "Change how they like to be contacted"),
        ("phone", "Add a number or address"),
    ]
    former = [row for row in (*shown.points, *shown.communication) if not row.standing]
    return Section("talking", "Talking with them", lines, former, actions)


def _health(shown: Profile, may: Mapping[str, bool]) -> Section:
    lines = _lines(shown.health, "health", "health")
    lines += [
        Line("Disability", row.what, row.detail, row.starts, "disability", row.id)
        for row in shown.now(shown.disabilities)
    ]
    former = [row for row in (*shown.health, *shown.disabilities) if not row.standing]
    actions = [("health", "Record a GP or other service"), ("disability", "Record a disability, or that there is none")]
    return Section("health", "Health and disability", lines, former, actions)


def _immigration(shown: Profile) -> Section:
    lines = [Line("Leave", row.what, row.detail, row.starts) for row in shown.now(shown.immigration)]
    lines.append(Line("Came to this country alone", "Yes" if shown.unaccompanied else "No"))
    former = [row for row in shown.immigration if not row.standing]
    actions = [("leave", "Record a status"), ("alone", "Change whether they came alone")]
    return Section("immigration", "Leave to be in the country", lines, former, actions)


def _death(shown: Profile, may: Mapping[str, bool]) -> Section:
    if not shown.died_on:
        return Section("death", "If they have died", [], actions=[("died", "Record that they have died")], empty="")
    actions = [("death-step", "Record what has been done"), ("death-mistake", "It was recorded by mistake")]
    return Section("death", "After their death", [], actions=actions, empty="")


def _quoted(text: str) -> str:
    return f"‘{text}’" if text else ""
