"""Named reads of leaving care: every young person with a category, and one young person's standing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import add_months, local_date
from righthelp.practice.care.models import InCare
from righthelp.practice.leaving_care.eligibility import Category, Standing, Stretch, standing
from righthelp.practice.people.models import Person

SEE: Final = "leaving.see"


def stretches(child: int) -> list[Stretch]:
    """The times in care of a young person, the oldest first."""
    rows = InCare.objects.filter(child_id=child).order_by("starts").values_list("starts", "ends", "left")
    return [Stretch(starts, ends, left or "") for starts, ends, left in rows]


def standing_of(child: int, day: date) -> Standing | None:
    """What the law calls a young person on ``day``; None where the birth date is not known, or after a death."""
    born, died = Person.objects.filter(pk=child).values_list("birth_date", "died_on").get()
    if born is None or (died is not None and died <= day):
        return None
    return standing(born, stretches(child), day)


@dataclass(frozen=True)
class Leaver:
    """A young person with a category, as the list shows them."""

    child: int
    name: str
    born: date
    category: Category
    days: int
    in_care: bool
    left: date | None
    worker: str
    now: datetime

    @property
    def age(self) -> int:
        """In years, today."""
        today = local_date(self.now)
        return today.year - self.born.year - ((today.month, today.day) < (self.born.month, self.born.day))


_LEAVERS: Final = """
select p.id, p.forename || ' ' || p.surname, p.birth_date, coalesce(w.name, ''),
       array_agg(c.starts order by c.starts), array_agg(c.ends order by c.starts),
       array_agg(coalesce(c.left, '') order by c.starts)
  from people_person p
  join care_incare c on c.child_id = p.id
  left join workforce_allocation al on al.child_id = p.id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
 where p.birth_date > %(oldest)s and p.birth_date <= %(youngest)s and p.died_on is null and p.merged_into_id is null
   and {reached}
 group by p.id, w.name
 order by p.birth_date, p.id"""


def leavers(account: Account, now: datetime) -> list[Leaver]:
    """Everybody within reach who is eligible, relevant, former relevant or qualifying today. One query."""
    today = local_date(now)
    reached = reach_condition(account, SEE, kind="child", column="p.id")
    given = values(account, "child", now) | {"oldest": add_months(today, -300), "youngest": add_months(today, -192)}
    found = []
    with connection.cursor() as cursor:
        cursor.execute(_LEAVERS.format(reached=reached), given)
        for child, name, born, worker, starts, ends, left in cursor.fetchall():
            held = standing(born, [Stretch(*each) for each in zip(starts, ends, left, strict=True)], today)
            if held.category is not Category.NONE:
                found.append(
                    Leaver(child, name, born, held.category, held.days, ends[-1] is None, ends[-1], worker, now)
                )
    return found
