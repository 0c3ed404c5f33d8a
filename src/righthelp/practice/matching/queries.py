"""Named reads of matching: homes sought and what has come of it, homes held against what is sought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import Prefetch

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition, within_reach
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import local_date
from righthelp.practice.care import queries_homes
from righthelp.practice.care.models import InCare
from righthelp.practice.matching.models import HomeOffer, Request, Sought
from righthelp.practice.people.ages import years

SEE: Final = "matching.see"


@dataclass(frozen=True)
class Searched:
    """A child for whom a home is sought, as the board shows it. ``together``: children in the same request."""

    sought: int
    child: int
    name: str
    opened: datetime
    by_when: date
    owner: str
    kinds: list[str]
    together: int
    asked: int
    said_yes: int
    said_no: int
    in_care: bool
    first_due: datetime | None
    now: datetime

    @property
    def days(self) -> int:
        """Since when, in days."""
        return (local_date(self.now) - local_date(self.opened)).days

    @property
    def late(self) -> bool:
        """The day by which a home was needed has passed."""
        return self.by_when < local_date(self.now)


_SEARCHED: Final = """
select s.id, s.child_id, concat_ws(' ', p.forename, p.surname), s.opened, r.by_when, w.name, r.kinds,
    (select count(*) from matching_sought t where t.request_id = r.id)::int,
    said.asked::int, said.yes::int, said.no::int,
    exists (select from care_incare c where c.child_id = s.child_id and c.ends is null),
    (select min(d.due_at) from journey_duemoment d
      where d.journey = 'home-sought' and d.episode_id = s.id and s.offered is null)
from matching_sought s
join matching_request r on r.id = s.request_id
join people_person p on p.id = s.child_id
join workforce_worker w on w.id = r.owner_id
left join lateral (
    select count(*) as asked, count(*) filter (where o.answer in ('yes', 'if')) as yes,
           count(*) filter (where o.answer = 'no') as no
      from matching_homeoffer o where o.request_id = r.id) said on true
where s.placed is null and s.withdrawn is null and {reached}
order by r.by_when, s.opened, s.id"""


def sought_now(account: Account, now: datetime) -> list[Searched]:
    """Children for whom a home is sought, within the account's reach, the most pressing first. One query."""
    reached = reach_condition(account, SEE, kind="child", column="s.child_id")
    with connection.cursor() as cursor:
        cursor.execute(_SEARCHED.format(reached=reached), values(account, "child", now))
        return [Searched(*[*row, now]) for row in cursor.fetchall()]


def of_child(child: int) -> list[Sought]:
    """Every time a home was sought for a child, the newest first."""
    rows = Sought.objects.filter(child_id=child).select_related("request__owner", "offer__home")
    return list(rows.order_by("-opened", "-pk"))


def request_of(sought: int) -> Request:
    """The request of a child's row, with the homes asked."""
    offers = HomeOffer.objects.select_related("home", "asked_by").order_by("asked", "pk")
    return (
        Request.objects.select_related("owner", "opened_by")
        .prefetch_related(Prefetch("offers", offers))
        .get(children__pk=sought)
    )


def children_of(request: int, account: Account, act: str, now: datetime) -> list[Sought]:
    """The children of a request whom the account may reach under ``act``, in the order in which they joined."""
    rows = Sought.objects.filter(request_id=request).select_related("child", "offer__home")
    return list(within_reach(rows, account, act, kind="child", field="child_id", now=now).order_by("opened", "pk"))


def in_care(children: Sequence[int]) -> set[int]:
    """Those of the children who are looked after now."""
    return set(InCare.objects.filter(child_id__in=children, ends__isnull=True).values_list("child_id", flat=True))


def homes_for(request: Request, on: date) -> list[queries_homes.Fit]:
    """Open homes of the kinds sought that were not asked yet, held against the children who still need one."""
    rows = Sought.objects.filter(request=request, placed__isnull=True, withdrawn__isnull=True).select_related("child")
    people = [row.child for row in rows]
    wanted = queries_homes.Wanted(
        ages=[years(each.birth_date, on) if each.birth_date else None for each in people],
        sexes=frozenset(each.sex for each in people if each.sex in {"F", "M"}),
        skills=frozenset(request.skills),
        area=request.area,
    )
    asked = set(request.offers.values_list("home_id", flat=True))
    found = [room for room in queries_homes.rooms(on, kinds=request.kinds) if room.home not in asked]
    return queries_homes.fits(wanted, found)


def day_sought(request: Request, now: datetime) -> date:
    """The day for which homes are looked at: that by which one is needed, or today when it has passed."""
    return max(request.by_when, local_date(now))
