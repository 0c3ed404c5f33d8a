"""Named reads of long-term matching: children who wait for a family until they are grown up, one child's search."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import Prefetch

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import local_date, say_date
from righthelp.practice.care.codes_homes import LONG_TERM, TEMPORARY, PlaceCode
from righthelp.practice.care.models import Home, Stay
from righthelp.practice.care.placements import placements
from righthelp.practice.care.queries import LIVES, protected_stays
from righthelp.practice.casework import known
from righthelp.practice.fostering.codes_lasting import PARTS
from righthelp.practice.fostering.models import Item
from righthelp.practice.fostering.models_lasting import Family, Finding, LongTerm
from righthelp.practice.people.kin import SIBLINGS
from righthelp.practice.people.protected import PROTECTED_PLACEMENT
from righthelp.practice.people.queries_family import family_of
from righthelp.practice.people.queries_identity import profile

SEE: Final = "fostering.known"

STATES: Final = {
    "none": "Nobody looks yet",
    "looked": "A family is looked for",
    "chosen": "A family is chosen",
    "match": "To go to panel",
    "panel": "Before panel",
    "advised": "To be decided",
    "no": "Decided: no",
    "yes": "Decided: yes, to begin",
}
"""How far a child is on the way to a long-term match."""


@dataclass(frozen=True)
class Waits:
    """A child whose plan is long-term fostering and who has no long-term match yet. ``decided``: the first day since
    which that has been the plan. ``where``: the placement that is kept, while the child is away for a while; a
    protected address is not in it. ``unasked``: they live in a foster home whose carers were not considered."""

    child: int
    name: str
    born: date | None
    decided: date | None
    where: str
    place: str
    since: date
    finding: int | None
    opened: date | None
    finder: str
    families: int
    unasked: bool
    state: str
    worker: str
    today: date

    @property
    def days(self) -> int | None:
        """For how many days long-term fostering has been the plan."""
        return (self.today - self.decided).days if self.decided else None

    @property
    def place_words(self) -> str:
        return str(PlaceCode(self.place).label)


_SINCE: Final = """
select min(y.decided) from care_plan_permanence y
 where y.care_id = {care} and y.withdrawn is null and {is_it}
   and y.decided > coalesce((select max(z.decided) from care_plan_permanence z
         where z.care_id = {care} and z.withdrawn is null and not {was_it}), '-infinity')"""
"""In SQL, the first day since which a plan has been the one for permanence in a time in care."""


def _since(care: str, plan: str) -> str:
    return _SINCE.format(care=care, is_it=plan.format("y"), was_it=plan.format("z"))


_MAIN, _EITHER = "({0}.kind = 'fostering')", "('fostering' in ({0}.kind, {0}.parallel))"
_WAITING: Final = f"""
select looked.child_id, p.forename || ' ' || p.surname, p.birth_date, lasting.since,
       {LIVES}, s.place, s.starts, f.id, f.opened, coalesce(fw.name, ''),
       (select count(*) from fostering_family x where x.finding_id = f.id and x.withdrawn is null)::int,
       f.id is not null and coalesce(h.kind in ('foster', 'connected'), false)
         and not exists (select from fostering_family x where x.finding_id = f.id and x.withdrawn is null
                            and x.home_id = s.home_id),
       case when f.id is null then 'none'
            when m.id is null then case when exists (select from fostering_family x where x.finding_id = f.id
                                     and x.withdrawn is null and x.heard = 'yes') then 'chosen' else 'looked' end
            when i.id is null or i.put_off is not null then 'match'
            when i.decision is not null then i.decision
            when i.recommended is not null then 'advised' else 'panel' end,
       coalesce(w.name, '')
  from care_incare looked
  join people_person p on p.id = looked.child_id
  join lateral (select x.* from care_stay x where x.care_id = looked.id and x.place <> all(%(away)s)
                 order by x.starts desc limit 1) s on true
  left join care_home h on h.id = s.home_id
  join people_placement pl on pl.id = s.placement_id
  cross join lateral (select {PROTECTED_PLACEMENT.format(placed="pl")} as hidden) kept
  cross join lateral (select ({_since("looked.id", _MAIN)}) as since) lasting
  left join fostering_finding f on f.care_id = looked.id and f.found is null and f.ended is null
        and f.over is null and f.withdrawn is null
  left join workforce_worker fw on fw.id = f.finder_id
  left join lateral (select x.id, x.item_id from fostering_longterm x join fostering_family y on y.id = x.family_id
                      where y.finding_id = f.id and x.withdrawn is null limit 1) m on true
  left join fostering_item i on i.id = m.item_id
  left join workforce_allocation al on al.child_id = looked.child_id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
 where looked.ends is null and (f.id is not null or lasting.since is not null and s.place <> all(%(lasting)s))
   and {{reached}}
 order by lasting.since nulls last, looked.child_id"""  # noqa: S608  ours


def waiting(account: Account, now: datetime) -> list[Waits]:
    """Children within the account's reach who wait for a long-term match, the longest first. One query."""
    reached = reach_condition(account, SEE, kind="child", column="looked.child_id")
    today, codes = local_date(now), {"lasting": sorted(LONG_TERM), "away": sorted(TEMPORARY)}
    with connection.cursor() as cursor:
        cursor.execute(_WAITING.format(reached=reached), values(account, "child", now) | codes)
        return [Waits(*[*row, today]) for row in cursor.fetchall()]


_PLANNED: Final = f"""
select ({_since("c.id", _MAIN)}), ({_since("c.id", _EITHER)}) from care_incare c
 where c.child_id = %s and c.ends is null"""  # noqa: S608  ours


@dataclass(frozen=True)
class Planned:
    """Long-term fostering is a child's plan for permanence since a day; ``main``: the plan itself, not the one beside
    it."""

    since: date
    main: bool


def planned(child: int) -> Planned | None:
    """Since when long-term fostering is the child's plan for permanence, or the one beside it; None if it is not."""
    with connection.cursor() as cursor:
        cursor.execute(_PLANNED, [child])
        main, either = cursor.fetchone() or (None, None)
    return Planned(main or either, main is not None) if either else None


def lasting_home(child: int) -> Stay | None:
    """The long-term placement of a child in care that is kept now, if there is one."""
    rows = Stay.objects.filter(child_id=child, care__ends__isnull=True).exclude(place__in=TEMPORARY)
    found = rows.order_by("-starts").first()
    return found if found is not None and found.place in LONG_TERM else None


def protected_homes(child: int) -> set[int]:
    """Homes in which the child's address is or was protected."""
    rows = Stay.objects.filter(pk__in=protected_stays([child]), home__isnull=False)
    return {home for home in rows.values_list("home_id", flat=True) if home}


def items_of(child: int) -> list[Item]:
    """What was brought to panel about a match of a child, the newest first."""
    rows = Item.objects.filter(child_id=child).select_related("meeting", "decided_by", "home", "household__home")
    return list(rows.order_by("-meeting__on", "-pk"))


_AGREED: Final = """
select p.agreed, p.support,
       (select string_agg(d.matter, ' ') from matching_delegated d where d.plan_id = p.id and d.who in ('carer', 'ask'))
  from matching_placementplan p join care_stay s on s.id = p.stay_id
 where p.child_id = %s and p.stay_id = any(%s) and s.home_id = %s and p.agreed is not null and p.withdrawn is null
 order by p.number desc limit 1"""


@dataclass(frozen=True)
class Agreed:
    """The placement plan that holds with a family: agreed on a day, the help it says, what the carers decide."""

    on: date
    support: str
    carers: int

    @property
    def words(self) -> str:
        """Where it is said who decides what."""
        return f"In the placement plan agreed on {say_date(self.on)}: {self.carers} matters are for the carers."


def agreed_plan(child: int, home: int) -> Agreed | None:
    """The newest placement plan that was agreed and stands, of the placement in which a child lives with a family."""
    stays = list(Stay.objects.filter(child_id=child, care__ends__isnull=True))
    now = [each.pk for each in placements(stays)[-1].stays] if stays else []
    with connection.cursor() as cursor:
        cursor.execute(_AGREED, [child, now, home])
        row = cursor.fetchone()
    return Agreed(row[0], row[1], len((row[2] or "").split())) if row else None


def begun_from(child: int, account: Account, now: datetime) -> dict[str, str]:
    """The parts of a profile that is begun: those of the child's last one, or what the rooms know already."""
    last = Finding.objects.filter(child_id=child, withdrawn__isnull=True).order_by("-opened", "-pk").first()
    if last is not None:
        return {name: getattr(last, name) for name in PARTS}
    said: dict[str, list[str]] = {name: [] for name in PARTS}
    who = profile(child, health=False, sensitive=False)
    if who is not None and who.about_me:
        said["who"].append(f"In their own words: {who.about_me}")
    for each in known.of(child, account, now):
        if each.kind == known.PROFILE and each.title in said:
            said[each.title].append(each.text)
    for one in family_of(child, account, now):
        if one.current and not one.died and one.kind in SIBLINGS:
            said["siblings"].append(f"{one.name.split()[0]}, {one.what}")
    return {name: "\n".join(dict.fromkeys(filter(None, parts))) for name, parts in said.items()}


def findings_of(child: int) -> list[Finding]:
    """Every search for a family of a child, the newest first, with families and matches. Four queries."""
    matches = LongTerm.objects.select_related("item__meeting", "item__decided_by").order_by("-on", "-pk")
    families = Family.objects.select_related("home").prefetch_related(Prefetch("matches", matches))
    rows = Finding.objects.filter(child_id=child).select_related("finder", "care", "recorded_by")
    return list(rows.prefetch_related(Prefetch("families", families.order_by("on", "pk"))).order_by("-opened", "-pk"))


def homes_to_consider(child: int, hidden: Collection[int] = ()) -> list[tuple[int, str]]:
    """Open foster homes by number: the present one first, then those approved for children until they are grown up.
    Of homes that are ``hidden`` it does not say that the child lives there."""
    here = Stay.objects.filter(child_id=child, ends__isnull=True).values_list("home_id", flat=True).first()
    here = None if here in hidden else here
    rows = Home.objects.filter(ends__isnull=True, kind__in=("foster", "connected")).order_by("name")
    lasting = set(
        Home.objects.filter(terms__ends__isnull=True, terms__skills__contains=["long-term"]).values_list(
            "pk", flat=True
        )
    )
    named = [(pk, f"{name}{_beside(pk, here, lasting)}") for pk, name in rows.values_list("pk", "name")]
    return sorted(named, key=lambda each: (each[0] != here, each[0] not in lasting))


def _beside(home: int, here: int | None, lasting: set[int]) -> str:
    return ", where the child lives" if home == here else ", until grown up" if home in lasting else ""


__all__ = [
    "STATES",
    "Agreed",
    "Planned",
    "Waits",
    "agreed_plan",
    "begun_from",
    "findings_of",
    "homes_to_consider",
    "items_of",
    "lasting_home",
    "planned",
    "protected_homes",
    "waiting",
]
