"""Children the trust knows, read back from what is loaded, with what drawing more about them needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

from righthelp.city.names import GROUPS
from righthelp.city.staff import TODAY

_READ: Final = """
select p.id, p.birth_date, p.sex, p.forename, p.surname, p.ethnicity, p.language, p.unaccompanied,
       coalesce(i.kind, ''), i.starts, coalesce(ad.area, 'east'), r.address_id, r.starts,
       m.other_id, mp.birth_date, coalesce(mp.surname, ''), f.other_id, fp.birth_date, coalesce(fp.surname, ''),
       al.worker_id, coalesce(t.service, ''), coalesce(pl.kind, ''), pl.address_id, pl.starts,
       coalesce(r.protected, false)
  from people_person p
  left join lateral (select kind, starts from people_involvement where child_id = p.id and ends is null
                      order by array_position(array['care', 'cp', 'cin'], kind::text) limit 1) i on true
  left join lateral (select address_id, starts, protected from people_residence
                      where person_id = p.id and ends is null limit 1) r on true
  left join people_address ad on ad.id = r.address_id
  left join lateral (select other_id from people_relationship where person_id = p.id and kind = 'mother' limit 1) m
       on true
  left join people_person mp on mp.id = m.other_id
  left join lateral (select other_id from people_relationship where person_id = p.id and kind = 'father' limit 1) f
       on true
  left join people_person fp on fp.id = f.other_id
  left join lateral (select worker_id from workforce_allocation where child_id = p.id and ends is null and "primary"
                      limit 1) al on true
  left join workforce_worker w on w.id = al.worker_id left join workforce_team t on t.id = w.team_id
  left join lateral (select kind, address_id, starts from people_placement where child_id = p.id and ends is null
                      limit 1) pl on true
 where p.id >= %s and p.id < %s and p.authority = '330' and p.birth_date is not null
   and (exists (select from people_involvement x where x.child_id = p.id)
        or exists (select from missing_episode e where e.child_id = p.id))
 order by p.id
"""


@dataclass(slots=True)
class Known:
    """One child. ``kind`` is the plan in force, empty for none; parents are ids with birth date and surname."""

    id: int
    born: date
    sex: str
    forename: str
    surname: str
    ethnicity: str
    language: str
    alone: bool
    kind: str
    since: date | None
    area: str
    address: int | None
    lives_since: date | None
    mother: int | None
    mother_born: date | None
    mother_surname: str
    father: int | None
    father_born: date | None
    father_surname: str
    worker: int | None
    service: str
    placement: str
    placed_at: int | None
    placed_since: date | None
    protected: bool

    @property
    def age(self) -> float:
        """Years lived today."""
        return (TODAY - self.born).days / 365.25

    @property
    def open(self) -> bool:
        """Whether somebody works with the child."""
        return bool(self.kind or self.worker)

    @property
    def group(self) -> str:
        """A community that such an ethnicity is drawn from."""
        return next((code for code, each in GROUPS.items() if self.ethnicity in each.ethnicities), "english")


def known(low: int, high: int) -> list[Known]:
    """Children of ours with a plan or in care, now or before, or who have been missing; ids from low up to high."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, [low, high])
        return [Known(*row) for row in cursor.fetchall()]
