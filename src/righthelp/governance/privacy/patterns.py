"""Looks that need explaining: twelve patterns over one day of the audit, each a sentence that says what was seen.

They are questions, not findings of fault: most have a good answer, which is kept so that the same is not asked again.
The limits are local settings and stand in :class:`Limits`; a test plants each pattern among a week of ordinary work
and counts what is found and what is found wrongly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection

from righthelp.foundation.calendar import say_date, start_of_day
from righthelp.governance.privacy.models import Finding, Pattern


@dataclass(frozen=True)
class Limits:
    """When a pattern counts (local settings). Hours are by London's clock, half open, over midnight."""

    volume_times: float = 3.0
    """Records opened in a day, as a multiple of the person's own median working day in the 28 days before ..."""
    volume_least: int = 25
    """... and at least this many."""
    night_from: int = 22
    night_until: int = 6
    night_least: int = 4
    """Different records opened at night by somebody not on emergency duty."""
    walk_least: int = 8
    """Records asked for in number order within an hour, refused or not."""
    crowd_least: int = 8
    """Different people, none of them tied to the record, who opened it within a day."""
    refused_least: int = 10
    leaver_days: int = 7
    emergencies: int = 3
    """Emergency openings by one person in 30 days that need no question."""
    work_days: int = 3
    """Days after an opening in which any work or tie to the record explains it."""
    no_work_least: int = 5
    """Different records a person opened in a day on the ground of their role alone, with no work to follow."""


@dataclass(frozen=True)
class Day:
    """The day looked at, as moments, and the limits."""

    day: date
    limits: Limits

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of every query here."""
        found: dict[str, Any] = {name: getattr(self.limits, name) for name in Limits.__dataclass_fields__}
        found |= {"from": start_of_day(self.day), "until": start_of_day(self.day + timedelta(days=1)), "day": self.day}
        around = timedelta(days=self.limits.work_days)
        found |= {"work_from": found["from"] - around, "work_until": found["until"] + around}
        return found


_OPENED: Final = """
opened as (select look.account_id, look.at, look.relationship, look.allowed, unnest(look.subject_ids) as person
             from audit_looked look
            where look.at >= %(from)s and look.at < %(until)s and look.subject_kind = 'child'
              and look.kind in ('record', 'change', 'export') and look.account_id is not null)
"""
_TIED: Final = "opened.relationship not in ('', 'emergency access')"

_SURNAME: Final = """
with {opened}
select opened.account_id, p.id from opened
  join access_account a on a.id = opened.account_id join people_person p on p.id = opened.person
  left join privacy_owndetails own on own.account_id = a.id
 where opened.allowed and not ({tied})
   and (lower(p.surname) = lower(regexp_replace(a.name, '^.* ', ''))
        or lower(p.surname) = any (select lower(name) from unnest(own.surnames) as name))
   and lower(p.forename) <> lower(coalesce(own.forename, split_part(a.name, ' ', 1)))
 group by 1, 2
"""
_POSTCODE: Final = """
with {opened}
select opened.account_id, p.id from opened
  join privacy_owndetails own on own.account_id = opened.account_id and own.postcode <> ''
  join people_person p on p.id = opened.person
  join people_residence r on r.person_id = p.id and r.starts <= %(day)s and (r.ends is null or r.ends > %(day)s)
  join people_address home on home.id = r.address_id and home.postcode = own.postcode
 where opened.allowed and not ({tied})
 group by 1, 2
"""
_OWN_RECORD: Final = """
with {opened}
select opened.account_id, p.id from opened
  join access_account a on a.id = opened.account_id join people_person p on p.id = opened.person
  left join privacy_owndetails own on own.account_id = a.id
 where lower(p.forename) = lower(coalesce(own.forename, split_part(a.name, ' ', 1)))
   and (lower(p.surname) = lower(regexp_replace(a.name, '^.* ', ''))
        or lower(p.surname) = any (select lower(name) from unnest(own.surnames) as name))
   and (own.birth_date is null or p.birth_date is null or own.birth_date = p.birth_date)
 group by 1, 2
"""
_COLLEAGUE: Final = """
with {opened},
others as (select own.account_id, p.id as person
             from privacy_owndetails own cross join lateral unnest(own.surnames) as family(name)
             join people_person p on lower(p.surname) = lower(family.name) and lower(p.forename) = lower(own.forename)
              and p.birth_date = own.birth_date),
family as (select account_id, person from others
           union select others.account_id, case when r.person_id = others.person then r.other_id else r.person_id end
             from others join people_relationship r on r.person_id = others.person or r.other_id = others.person)
select opened.account_id, opened.person from opened join family on family.person = opened.person
 where family.account_id <> opened.account_id and opened.allowed and not ({tied})
 group by 1, 2
"""
_NO_WORK: Final = """
with {opened}
select opened.account_id, array_agg(distinct opened.person order by opened.person) from opened
 where opened.allowed and opened.relationship = ''
   and not exists (select from audit_looked done where done.account_id = opened.account_id and done.kind = 'change'
        and done.subject_ids @> array[opened.person] and done.at >= %(from)s and done.at < %(work_until)s)
   and not exists (select from workforce_allocation al where al.child_id = opened.person
        and al.starts >= %(work_from)s and al.starts < %(work_until)s)
   and not exists (select from missing_episode e where e.child_id = opened.person and e.missing_from < %(until)s
        and coalesce(e.returned, e.cancelled, 'infinity') >= %(from)s - interval '7 days')
 group by 1 having count(distinct opened.person) >= %(no_work_least)s
"""
_VOLUME: Final = """
with {opened},
before as (select account_id, at::date as day, count(distinct person) as records
             from (select account_id, at, unnest(subject_ids) as person from audit_looked
                    where at >= %(from)s - interval '28 days' and at < %(from)s and subject_kind = 'child'
                      and kind in ('record', 'change', 'export') and account_id is not null) earlier group by 1, 2),
usual as (select account_id, percentile_cont(0.5) within group (order by records) as median from before group by 1)
select opened.account_id, count(distinct opened.person), coalesce(max(usual.median), 0)
  from opened left join usual on usual.account_id = opened.account_id
 group by 1
having count(distinct opened.person) >= %(volume_least)s
   and count(distinct opened.person) > %(volume_times)s * coalesce(max(usual.median), 0)
"""
_HOURS: Final = """
with {opened}
select opened.account_id, array_agg(distinct opened.person order by opened.person) from opened
  join access_account a on a.id = opened.account_id
 where opened.allowed and not a.roles && array['emergency_duty']::varchar[]
   and (extract(hour from opened.at at time zone 'Europe/London') >= %(night_from)s
        or extract(hour from opened.at at time zone 'Europe/London') < %(night_until)s)
 group by 1 having count(distinct opened.person) >= %(night_least)s
"""
_WALK: Final = """
with {opened},
asked as (select distinct account_id, at, person from opened),
steps as (select account_id, at, person,
                 person - lag(person) over w as step, at - lag(at) over w as pause
            from asked window w as (partition by account_id order by at, person)),
runs as (select *, sum(case when step = 1 and pause <= interval '10 minutes' then 0 else 1 end)
                   over (partition by account_id order by at, person) as run from steps)
select account_id, array_agg(person order by person) from runs
 group by account_id, run having count(*) >= %(walk_least)s
"""
_CROWD: Final = """
with {opened}
select person, count(distinct account_id) from opened where not ({tied}) and allowed
 group by 1 having count(distinct account_id) >= %(crowd_least)s
"""
_LEAVER: Final = """
select look.account_id, count(*), min(w.ends) from audit_looked look
  join workforce_worker w on w.account_id = look.account_id
 where look.at >= %(from)s and look.at < %(until)s and look.kind = 'export' and look.allowed
   and w.ends is not null and w.ends > %(day)s and w.ends <= %(day)s::date + %(leaver_days)s
 group by 1
"""
_REFUSED: Final = """
select look.account_id, count(*), array_agg(distinct s.id order by s.id) filter (where s.id is not null)
  from audit_looked look left join lateral unnest(look.subject_ids) as s(id) on true
 where look.at >= %(from)s and look.at < %(until)s and not look.allowed and look.account_id is not null
 group by 1 having count(distinct look.id) >= %(refused_least)s
"""
_EMERGENCIES: Final = """
select account_id, count(*), array_agg(distinct subject_id order by subject_id) from access_emergencyaccess
 where opened_at >= %(until)s - interval '30 days' and opened_at < %(until)s
 group by 1 having count(*) > %(emergencies)s and max(opened_at) >= %(from)s
"""


def patterns(day: date, now: datetime, *, limits: Limits | None = None) -> list[Finding]:
    """What one day of the audit shows that somebody should explain, not yet kept. Twelve queries."""
    asked = Day(day, limits or Limits())
    return [found for look in LOOKS for found in look(asked, now)]


def _rows(sql: str, asked: Day) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("{opened}", _OPENED).replace("{tied}", _TIED), asked.values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _finding(
    pattern: Pattern, asked: Day, now: datetime, *, account: int | None, about: Iterable[int], said: str
) -> Finding:
    ids = sorted(about)
    alone = f":{ids[0]}" if len(ids) == 1 and pattern in _BY_RECORD else ""
    return Finding(
        pattern=pattern,
        key=f"{pattern}:{account or ''}{alone}:{asked.day:%Y%m%d}",
        account_id=account,
        subject_ids=ids[:100],
        day=asked.day,
        said=f"On {say_date(asked.day)}, {said}",
        found_at=now,
    )


_BY_RECORD: Final = frozenset({Pattern.SURNAME, Pattern.POSTCODE, Pattern.OWN_RECORD, Pattern.COLLEAGUE, Pattern.CROWD})
_ONE: Final = (
    (Pattern.SURNAME, _SURNAME, "they opened the record of somebody with their own surname, with no tie to it."),
    (Pattern.POSTCODE, _POSTCODE, "they opened the record of somebody in their own postcode, with no tie to it."),
    (Pattern.OWN_RECORD, _OWN_RECORD, "they asked for a record with their own name."),
    (Pattern.COLLEAGUE, _COLLEAGUE, "they opened a colleague’s record or that of a colleague’s family."),
)


def _one_record(asked: Day, now: datetime) -> Iterator[Finding]:
    for pattern, sql, said in _ONE:
        for account, person in _rows(sql, asked):
            yield _finding(pattern, asked, now, account=account, about=[person], said=said)


def _several(asked: Day, now: datetime) -> Iterator[Finding]:
    limits = asked.limits
    for pattern, sql, said in (
        (Pattern.NO_WORK, _NO_WORK, "they opened {n} records because their role covers every child, and did no work."),
        (
            Pattern.HOURS,
            _HOURS,
            f"they opened {{n}} records between {limits.night_from}:00 and {limits.night_until}:00, not on emergency "
            "duty.",
        ),
        (Pattern.WALK, _WALK, "they asked for {n} records one after another in number order."),
    ):
        for account, people in _rows(sql, asked):
            yield _finding(pattern, asked, now, account=account, about=people, said=said.format(n=len(people)))


def _counted(asked: Day, now: datetime) -> Iterator[Finding]:
    for account, number, median in _rows(_VOLUME, asked):
        said = f"they opened {number} records; their own usual day is {median:.0f}."
        yield _finding(Pattern.VOLUME, asked, now, account=account, about=[], said=said)
    for account, number, last in _rows(_LEAVER, asked):
        lists = "a list" if number == 1 else f"{number} lists"
        said = f"they took {lists} away; their last day at work is {say_date(last - timedelta(days=1))}."
        yield _finding(Pattern.LEAVER, asked, now, account=account, about=[], said=said)
    for account, number, people in _rows(_REFUSED, asked):
        said = f"they were refused {number} times."
        yield _finding(Pattern.REFUSED, asked, now, account=account, about=people or [], said=said)
    for account, number, people in _rows(_EMERGENCIES, asked):
        said = f"they opened a record in an emergency for the {number}th time in 30 days."
        yield _finding(Pattern.EMERGENCY, asked, now, account=account, about=people, said=said)
    for person, number in _rows(_CROWD, asked):
        said = f"{number} different people with no tie to this record opened it."
        yield _finding(Pattern.CROWD, asked, now, account=None, about=[person], said=said)


LOOKS: Final[tuple[Callable[[Day, datetime], Iterator[Finding]], ...]] = (_one_record, _several, _counted)
