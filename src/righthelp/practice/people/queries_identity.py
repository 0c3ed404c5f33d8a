"""Named reads of who a person is in full: one statement for the record page and for the pages of facts."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from righthelp.practice.people.codes import (
    NO_ANSWER,
    Communication,
    ContactBy,
    DisabilityCode,
    Ethnicity,
    Leave,
    NoPupilNumber,
    Religion,
)
from righthelp.practice.people.models import BirthDateKind, IdentifierKind, Sex
from righthelp.practice.people.models_identity import (
    Basis,
    HowKnown,
    NameKind,
    PointKind,
    SharedWith,
    Whose,
)
from righthelp.practice.people.models_partners import AttendanceKind, RegistrationKind
from righthelp.practice.people.numbers import said

SENSITIVE_NUMBERS: Final = frozenset({IdentifierKind.POLICE.value, IdentifierKind.HOME_OFFICE.value})
"""Numbers whose very presence tells something: shown to those whose work needs it."""


@dataclass(frozen=True)
class Row:
    """One row of a list of facts: its id, what it says, beside it, and from when to when (half open)."""

    id: int
    what: str
    detail: str
    starts: date | None
    ends: date | None = None
    kind: str = ""
    of: int | None = None
    """The organisation, where there is one."""

    @property
    def standing(self) -> bool:
        """Whether it still stands."""
        return self.ends is None


@dataclass(frozen=True)
class PhotoShown:
    """The photograph that is shown: the newest not removed."""

    id: int
    taken_on: date
    width: int
    height: int


@dataclass(frozen=True)
class DeathShown:
    """How we know of a death, and what has been done since: (step, day, who)."""

    id: int
    how: str
    told_by: str
    told_at: datetime
    about: bool
    words: str
    steps: dict[str, tuple[date, str]]


@dataclass(frozen=True)
class Profile:
    """Who a person is, ready to print. Lists hold what stands first, then what is over."""

    id: int
    forename: str
    surname: str
    preferred_name: str
    birth_date: date | None
    birth_date_kind: str
    sex: str
    died_on: date | None
    ethnicity_code: str
    ethnicity: str
    ethnicity_words: str
    religion: str
    religion_words: str
    pronouns: str
    language: str
    other_languages: str
    needs_interpreter: bool
    interpreter: str
    no_pupil_number: str
    contact_by: str
    contact_words: str
    about_me: str
    unaccompanied: bool
    photo: PhotoShown | None
    death: DeathShown | None
    names: list[Row]
    learning: list[Row]
    health: list[Row]
    communication: list[Row]
    disabilities: list[Row]
    worries: list[Row]
    points: list[Row]
    consents: list[Row]
    immigration: list[Row]
    numbers: list[Row] = field(default_factory=list)

    @property
    def called(self) -> str:
        """The name the person likes."""
        return self.preferred_name or self.forename

    @property
    def expected(self) -> bool:
        """Whether this is a baby not yet born."""
        return self.birth_date_kind == BirthDateKind.DUE

    @property
    def ethnicity_known(self) -> bool:
        """Whether the question has been answered; ‘would rather not say’ is an answer."""
        return self.ethnicity_code not in NO_ANSWER

    def now(self, rows: list[Row]) -> list[Row]:
        """Of a list, what still stands."""
        return [each for each in rows if each.standing]

    @property
    def school(self) -> Row | None:
        """The main place of education, or that there is none; None when nobody has recorded either."""
        found = [each for each in self.now(self.learning) if each.kind != AttendanceKind.ALTERNATIVE]
        return found[0] if found else None

    @property
    def doctor(self) -> Row | None:
        """The GP surgery."""
        return next((each for each in self.now(self.health) if each.kind == RegistrationKind.GP), None)


_PROFILE: Final = """
select p.forename, p.surname, p.preferred_name, p.birth_date, p.birth_date_kind, p.sex, p.died_on, p.ethnicity,
       p.language, p.needs_interpreter, p.unaccompanied,
       (select to_jsonb(a) from people_about a where a.person_id = p.id),
       (select json_build_array(f.id, f.taken_on, f.width, f.height) from people_photo f
         where f.person_id = p.id and f.removed_at is null order by f.taken_on desc, f.id desc limit 1),
       (select json_build_array(d.id, d.how_known, d.told_by, d.told_at, d.about, d.words,
               (select json_object_agg(s.step, json_build_array(s.done_on, s.who))
                  from people_afterdeath s where s.death_id = d.id))
          from people_death d where d.person_id = p.id and d.withdrawn_at is null),
       array(select json_build_array('names', n.id, n.kind, concat_ws(' ', nullif(n.forename, ''),
               nullif(n.surname, '')), n.source, n.starts, n.ends, null) from people_name n
              where n.person_id = p.id and not n.withdrawn
       union all select json_build_array('learning', t.id, t.kind, o.name, t.why_over, t.starts, t.ends, o.id)
               from people_attendance t left join people_organisation o on o.id = t.organisation_id
              where t.person_id = p.id
       union all select json_build_array('health', r.id, r.kind, o.name, o.phone, r.starts, r.ends, o.id)
               from people_registration r join people_organisation o on o.id = r.organisation_id
              where r.person_id = p.id and (r.kind = 'gp' or %(health)s)
       union all select json_build_array('communication', c.id, c.kind, null, c.words, c.starts, c.ends, null)
               from people_communicationneed c where c.person_id = p.id
       union all select json_build_array('worries', w.id, w.whose, w.words, w.why_over, w.starts, w.ends, null)
               from people_worry w where w.person_id = p.id
       union all select json_build_array('points', c.id, c.kind, c.value, concat_ws(', ', nullif(c.whose, ''),
               case when c.safe then 'safe to leave a message' end), c.starts, c.ends, null)
               from people_contactpoint c where c.person_id = p.id
       union all select json_build_array('consents', c.id, c.shared_with, c.agreed::text,
               concat_ws(': ', c.said_by, nullif(c.words, '')), c.starts, c.ends, null)
               from people_consent c where c.person_id = p.id
       union all select json_build_array('numbers', i.id, i.kind, i.value, i.ended_why, null, i.ended_on, null)
               from people_identifier i where i.person_id = p.id
       union all select json_build_array('disabilities', d.id, d.code, d.basis, d.words, d.starts, d.ends, null)
               from people_disability d where d.person_id = p.id and %(health)s
       union all select json_build_array('immigration', m.id, m.leave, m.no_public_funds::text, m.words, m.starts,
               m.ends, null) from people_immigration m where m.person_id = p.id and %(sensitive)s)
  from people_person p where p.id = %(person)s
"""


def profile(person: int, *, health: bool, sensitive: bool) -> Profile | None:
    """Who a person is; None when there is no such person. One query.

    Without ``health`` neither disability nor any health service but the GP is read; without ``sensitive`` neither
    immigration nor the police's and the Home Office's numbers.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PROFILE, {"person": person, "health": health, "sensitive": sensitive})
        row = cursor.fetchone()
    if row is None:
        return None
    forename, surname, preferred, born, born_kind, sex, died, ethnicity, language, interpreter, alone = row[:11]
    said_of, photo, death, lists = row[11:]
    mine = _loaded(said_of) or {}
    rows = _rows([_loaded(each) for each in lists], sensitive)
    return Profile(
        id=person,
        forename=forename,
        surname=surname,
        preferred_name=preferred,
        birth_date=born,
        birth_date_kind=born_kind,
        sex=sex,
        died_on=died,
        ethnicity_code=ethnicity,
        ethnicity=_label(Ethnicity, ethnicity),
        ethnicity_words=mine.get("ethnicity_words", ""),
        religion=_label(Religion, mine.get("religion", "")),
        religion_words=mine.get("religion_words", ""),
        pronouns=mine.get("pronouns", ""),
        language=language,
        other_languages=mine.get("other_languages", ""),
        needs_interpreter=interpreter,
        interpreter=_interpreter(language, mine) if interpreter else "",
        no_pupil_number=_label(NoPupilNumber, mine.get("no_pupil_number", "")),
        contact_by=_label(ContactBy, mine.get("contact_by", "")),
        contact_words=mine.get("contact_words", ""),
        about_me=mine.get("about_me", ""),
        unaccompanied=alone,
        photo=_photo(_loaded(photo)),
        death=_death(_loaded(death)),
        **rows,
    )


def _loaded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _label(choices: Any, code: str) -> str:
    return str(choices(code).label) if code in choices.values else code


def _interpreter(language: str, mine: dict[str, Any]) -> str:
    """``Somali, a woman, booked by Ruth``."""
    who = {"F": "a woman", "M": "a man"}.get(mine.get("interpreter_sex", ""), "")
    booked = mine.get("interpreter_booked_by", "")
    parts = [mine.get("interpreter_language", "") or language, who, f"booked by {booked}" if booked else ""]
    return ", ".join(part for part in parts if part)


def _photo(row: list[Any] | None) -> PhotoShown | None:
    return PhotoShown(row[0], date.fromisoformat(row[1]), row[2], row[3]) if row else None


def _death(row: list[Any] | None) -> DeathShown | None:
    if row is None:
        return None
    steps = {step: (date.fromisoformat(day), who) for step, (day, who) in (row[6] or {}).items()}
    how = str(HowKnown(row[1]).label)
    return DeathShown(row[0], how, row[2], datetime.fromisoformat(row[3]), row[4], row[5], steps)


def _rows(lists: list[list[Any]], sensitive: bool) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {name: [] for name in _SAYS}
    for name, pk, kind, value, more, starts, ends, of in lists:
        if name == "numbers" and kind in SENSITIVE_NUMBERS and not sensitive:
            continue
        what, detail = _SAYS[name](kind, value or "", more or "")
        found[name].append(Row(pk, what, detail, _date(starts), _date(ends), kind, of))
    for rows in found.values():
        rows.sort(key=lambda each: (each.starts or date.min, each.id), reverse=True)
        rows.sort(key=lambda each: each.ends is not None)
    return found


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _learning(kind: str, value: str, more: str) -> tuple[str, str]:
    label = str(AttendanceKind(kind).label)
    return (value, more) if value and kind in {"on_roll", "college", "early_years"} else (value or label, more)


_SAYS: Final[dict[str, Any]] = {
    "names": lambda kind, value, more: (value, ", ".join(filter(None, (str(NameKind(kind).label), more)))),
    "learning": _learning,
    "health": lambda kind, value, more: (value, more),
    "communication": lambda kind, value, more: (str(Communication(kind).label), more),
    "worries": lambda kind, value, more: (value, str(Whose(kind).label)),
    "points": lambda kind, value, more: (value, ", ".join(filter(None, (str(PointKind(kind).label), more)))),
    "consents": lambda kind, value, more: (
        f"{'Agreed' if value == 'true' else 'Did not agree'}: {_lower(str(SharedWith(kind).label))}",
        more,
    ),
    "numbers": lambda kind, value, more: (said(kind, value), more),
    "disabilities": lambda kind, value, more: (
        str(DisabilityCode(kind).label),
        "; ".join(filter(None, ("" if kind == "NONE" else str(Basis(value).label), more))),
    ),
    "immigration": lambda kind, value, more: (
        str(Leave(kind).label),
        "; ".join(filter(None, ("No recourse to public funds" if value == "true" else "", more))),
    ),
}


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def say_kind(row: Row, name: str) -> str:
    """What kind of fact a row is, in words: ``GP``, ``NHS number``, ``On roll``."""
    kinds: dict[str, Any] = {"learning": AttendanceKind, "health": RegistrationKind, "numbers": IdentifierKind}
    return str(kinds[name](row.kind).label) if name in kinds else row.kind


def say_sex(code: str) -> str:
    """Sex as registered, in words."""
    return str(Sex(code).label)
