"""Named reads of birthdays: everybody for whom the national return asks in a year, and what answers. Four queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import add_months, local_date
from righthelp.practice.leaving_care.birthdays import Window, answer, windows
from righthelp.practice.leaving_care.codes import NEITHER, Living, Touch
from righthelp.practice.leaving_care.eligibility import Stretch
from righthelp.practice.leaving_care.models import Activity, Contact, Lodging

SEE: Final = "leaving.see"
NOT_KNOWN: Final = "0"
"""What the return says for an activity or a home that is not known."""

_COHORT: Final = """
select p.id, p.forename || ' ' || p.surname, p.birth_date, p.died_on,
       array_agg(c.starts order by c.starts), array_agg(c.ends order by c.starts),
       array_agg(coalesce(c.left, '') order by c.starts),
       coalesce((select w.name from leaving_care_support s join workforce_worker w on w.id = s.adviser_id
                  where s.child_id = p.id and s.ends is null), '')
  from people_person p join care_incare c on c.child_id = p.id
 where p.birth_date > %(oldest)s and p.birth_date <= %(youngest)s and p.merged_into_id is null and {reached}
 group by p.id order by p.birth_date, p.id"""


@dataclass(frozen=True)
class Birthday:
    """A young person’s birthday in the year of the return, and what answers for it today."""

    child: int
    name: str
    born: date
    adviser: str
    window: Window
    status: str
    answered: date | None
    doing: str
    living: str
    today: date

    @property
    def state(self) -> str:
        """``answered``; ``open`` while it may still be; ``missed``; ``later`` before the first day."""
        if self.status:
            return "answered"
        if self.window.opens > self.today:
            return "later"
        return "open" if self.window.last >= self.today else "missed"

    @property
    def counts(self) -> bool:
        """Whether the figures count it: its days have begun, and the young person is alive."""
        return self.window.opens <= self.today and self.status != Touch.DIED

    @property
    def in_touch(self) -> str:
        """The code of the return: whoever was not reached in those days is not in touch."""
        return self.status or (Touch.NO.value if self.state == "missed" else "")

    @property
    def activ(self) -> str:
        """The code of the return for what the young person does; nothing where it asks for nothing."""
        return self._code(self.doing)

    @property
    def accom(self) -> str:
        """The code of the return for where the young person lives: kind, and 1 or 2 for whether it suits."""
        return self._code(self.living)

    def _code(self, known: str) -> str:
        if self.in_touch in ("", Touch.DIED, Touch.RHOM):
            return ""
        return known or NOT_KNOWN

    @property
    def learns_or_works(self) -> bool:
        """In education, employment or training (KPI 9)."""
        return self.counts and bool(self.doing) and self.doing not in NEITHER

    @property
    def suits(self) -> bool:
        """Known to live somewhere that suits."""
        return self.counts and self.living.endswith("1")

    @property
    def stays_put(self) -> bool:
        """Lives on with former foster carers."""
        return self.counts and self.living.startswith(Living.Z)


def year_end(day: date) -> int:
    """The calendar year in which the year of the return that holds ``day`` ends, on 31 March."""
    return day.year + (day >= date(day.year, 4, 1))


def birthdays(account: Account, year: int, now: datetime) -> list[Birthday]:
    """Everybody within reach with a birthday that counts in the year to 31 March ``year``, the first birthday first.

    What they did and where they lived is read on the day of the contact that answers; before there is one, on the
    birthday, or today if that is still to come.
    """
    today = local_date(now)
    first, last = date(year - 1, 4, 1), date(year, 3, 31)
    reached = reach_condition(account, SEE, kind="child", column="p.id")
    given = values(account, "child", now) | {"oldest": add_months(first, -264), "youngest": add_months(last, -204)}
    asked = []
    with connection.cursor() as cursor:
        cursor.execute(_COHORT.format(reached=reached), given)
        for child, name, born, died, starts, ends, left, adviser in cursor.fetchall():
            times = [Stretch(*each) for each in zip(starts, ends, left, strict=True)]
            for window in windows(born, times):
                if first <= window.on <= last and not (died is not None and died < window.opens):
                    asked.append((child, name, born, died, adviser, window))
    ids = [each[0] for each in asked]
    contacts = _by_child(
        Contact.objects.filter(child_id__in=ids, withdrawn__isnull=True).values_list("child_id", "on", "status")
    )
    doing = _by_child(
        Activity.objects.filter(child_id__in=ids, withdrawn__isnull=True).values_list(
            "child_id", "starts", "ends", "doing"
        )
    )
    homes = [
        (child, starts, ends, f"{kind}{1 if suits else 2}")
        for child, starts, ends, kind, suits in Lodging.objects.filter(
            child_id__in=ids, withdrawn__isnull=True
        ).values_list("child_id", "starts", "ends", "kind", "suits")
    ]
    lived = _by_child(homes)
    found = []
    for child, name, born, died, adviser, window in asked:
        said = answer(window, contacts[child], died)
        touched = said is not None and said.status == Touch.YES
        day = said.on if said is not None and touched else min(window.on, today)
        status, on = (said.status, said.on) if said else ("", None)
        did, lives = _on(doing[child], day), _on(lived[child], day)
        found.append(Birthday(child, name, born, adviser, window, status, on, did, lives, today))
    return sorted(found, key=lambda row: (row.window.on, row.child))


def _by_child(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for child, *rest in rows:
        found[child].append(tuple(rest))
    return found


def _on(rows: Sequence[tuple[date, date | None, str]], day: date) -> str:
    """The code that held on a day."""
    return next((code for starts, ends, code in rows if starts <= day and (ends is None or day < ends)), "")


@dataclass(frozen=True)
class Figure:
    """So many of so many, and the choice of the list that shows them."""

    words: str
    many: int
    of: int
    choice: str

    @property
    def share(self) -> str:
        """Per cent, or nothing of nobody."""
        return f"{round(100 * self.many / self.of)}%" if self.of else ""


def figures(rows: Sequence[Birthday]) -> list[Figure]:
    """What the return comes to: of everybody whose days to be in touch have begun, whoever was reached or not."""
    counted = [row for row in rows if row.counts]
    said = (
        ("In touch", sum(row.status == Touch.YES for row in counted), "birthdays_touch=YES"),
        ("In education, employment or training", sum(row.learns_or_works for row in counted), "birthdays_is=eet"),
        ("In a home that suits", sum(row.suits for row in counted), "birthdays_is=suits"),
        ("Staying put", sum(row.stays_put for row in counted), "birthdays_is=put"),
        ("No answer, and the days are over", sum(row.state == "missed" for row in counted), "birthdays_state=missed"),
    )
    return [Figure(words, many, len(counted), choice) for words, many, choice in said]


__all__ = ["Birthday", "Figure", "birthdays", "figures", "year_end"]
