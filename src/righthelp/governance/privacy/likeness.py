"""Conflicts of interest found by comparing details: a worker's own name, home and family with the register's.

What is found is a suspicion for the privacy officer and closes nothing by itself: of two people called Mohammed Khan
one is the social worker, and he may well be the right one. So a name alone is never enough: it takes a birth date, an
address, a recorded family tie, or that the worker has in fact worked with or opened the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection

from righthelp.foundation.calendar import local_date
from righthelp.governance.privacy.models import Ground

Found = tuple[int, int, Ground, str]
"""(account, child, ground, sentence)"""

_LOOKED_BACK: Final = timedelta(days=90)

_OWN: Final = """
select own.account_id, p.id
  from privacy_owndetails own
  cross join lateral unnest(own.surnames) as family(name)
  join people_person p on lower(p.surname) = lower(family.name) and lower(p.forename) = lower(own.forename)
 where own.birth_date is not null and p.birth_date = own.birth_date
   and (%(account)s::bigint is null or own.account_id = %(account)s)
"""
# The account's own words for its name, and only records it has really been near: names alone repeat.
_WORKED: Final = """
select near.account_id, p.id
  from (select a.id as account_id, al.child_id as person_id
          from workforce_allocation al join workforce_worker w on w.id = al.worker_id
          join access_account a on a.id = w.account_id
         where (al.ends is null or al.ends > %(since)s)
        union
        select look.account_id, unnest(look.subject_ids)
          from audit_looked look where look.at >= %(since)s and look.kind in ('record', 'change') and look.allowed
           and look.subject_kind = 'child' and look.account_id is not null) near
  join access_account a on a.id = near.account_id
  join people_person p on p.id = near.person_id
 where lower(split_part(a.name, ' ', 1)) = lower(p.forename)
   and lower(regexp_replace(a.name, '^.* ', '')) = lower(p.surname)
   and (%(account)s::bigint is null or a.id = %(account)s)
   and not exists (select from privacy_owndetails own where own.account_id = a.id and own.birth_date is not null
                      and p.birth_date is not null and own.birth_date <> p.birth_date)
"""
_ADDRESS: Final = """
select distinct own.account_id, r.person_id, lower(a.line) = lower(own.line) as same_line
  from privacy_owndetails own
  join people_address a on a.postcode = own.postcode
  join people_residence r on r.address_id = a.id and r.starts <= %(today)s and (r.ends is null or r.ends > %(today)s)
  join people_person p on p.id = r.person_id
 where own.postcode <> '' and (%(account)s::bigint is null or own.account_id = %(account)s)
   and (lower(a.line) = lower(own.line)
        or lower(p.surname) = any (select lower(name) from unnest(own.surnames) as name))
"""
_RELATIVES: Final = f"""
select distinct mine.account_id, case when r.person_id = mine.id then r.other_id else r.person_id end
  from ({_OWN}) mine
  join people_relationship r on r.person_id = mine.id or r.other_id = mine.id
"""  # noqa: S608  constants of ours
_SAID: Final = {
    Ground.OWN_NAME: "The record has the worker’s own forename, surname and birth date.",
    Ground.WORKED_NAME: "The record has the worker’s forename and surname, and they hold it or have opened it.",
    Ground.ADDRESS: "Somebody on record lives at the worker’s own address.",
    Ground.NEAR_NAME: "Somebody with the worker’s surname lives in the worker’s postcode.",
    Ground.RELATIVE: "This person is recorded as family of what may be the worker’s own record.",
}


@dataclass(frozen=True)
class _Asked:
    account: int | None
    now: datetime

    @property
    def values(self) -> dict[str, int | datetime | date | None]:
        since = self.now - _LOOKED_BACK
        return {"account": self.account, "since": since, "today": local_date(self.now)}


def likenesses(now: datetime, *, account: int | None = None) -> list[Found]:
    """Every likeness between workers' details and the register now; of one ``account`` when given. Four queries."""
    return list(_found(_Asked(account, now)))


def _found(asked: _Asked) -> Iterator[Found]:
    with connection.cursor() as cursor:
        for ground, sql in (
            (Ground.OWN_NAME, _OWN),
            (Ground.WORKED_NAME, _WORKED),
            (Ground.RELATIVE, _RELATIVES),
        ):
            cursor.execute(sql, asked.values)
            for account, person in cursor.fetchall():
                yield account, person, ground, _SAID[ground]
        cursor.execute(_ADDRESS, asked.values)
        for account, person, same_line in cursor.fetchall():
            ground = Ground.ADDRESS if same_line else Ground.NEAR_NAME
            yield account, person, ground, _SAID[ground]
