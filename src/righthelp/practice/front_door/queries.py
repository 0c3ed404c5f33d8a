"""Named reads of the front door: the queue, one call, its surge against the average, referrals, words to give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection
from django.db.models import Q, QuerySet

from righthelp.foundation.access.decision import Scope, scope_of
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition, within_reach
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import local, local_date, start_of_day
from righthelp.practice.front_door import law
from righthelp.practice.front_door.authorities import OURS
from righthelp.practice.front_door.codes import Source, Why
from righthelp.practice.front_door.models import Call, Contact, Referral, Word
from righthelp.practice.people.standing import standing
from righthelp.practice.workforce.models import Team

SEE: Final = "front_door.contact"


@dataclass(frozen=True)
class Item:
    """One call in the queue, ready to print. ``due`` is its first due moment, ``part`` late, soon or in time."""

    id: int
    received: datetime
    danger: bool
    why: str
    caller: str
    team: str
    night: bool
    worker: str
    mine: bool
    children: list[tuple[int | None, str, str]]
    undecided: int
    due: datetime
    part: str
    placed_here: bool

    @property
    def who(self) -> str:
        """Who has it: a person, or the team until somebody takes it."""
        return self.worker or f"{self.team}: not taken"


# One row a call with anything undecided: its children as (id, name, described, birth date, council), the first due
# moment of its contacts, and whether the reader may know of every child in it. Whoever may not, sees none of it.
_QUEUE: Final = """
with waiting as (select distinct call_id as id from front_door_contact where decided is null and withdrawn is null)
select l.id, l.received, l.danger, l.why, l.source, coalesce(o.name, nullif(l.organisation_words, '')), t.name, t.code,
       w.name, coalesce(w.account_id = %(account)s, false),
       array_agg(array[coalesce(told.child_id::text, ''), coalesce(p.forename || ' ' || p.surname, ''), told.described,
                       coalesce(p.authority, '')] order by told.id),
       count(*) filter (where told.decided is null and told.withdrawn is null),
       min(d.due_at), bool_and({reached})
  from waiting join front_door_call l on l.id = waiting.id
  join front_door_contact told on told.call_id = l.id
  left join people_person p on p.id = told.child_id
  left join people_organisation o on o.id = l.organisation_id
  join workforce_team t on t.id = l.team_id
  left join workforce_worker w on w.id = l.worker_id
  left join lateral (select min(due_at) as due_at from journey_duemoment
                      where journey = 'contact' and episode_id = told.id and told.decided is null) d on true
 group by l.id, o.name, t.id, w.id
 order by l.received, l.id
"""


def leads(account: Account) -> bool:
    """Whether the account manages a team of the front door or of emergency duty: who decides."""
    ours = Q(service__in=["front-door", "emergency-duty"]) | Q(code__in=[law.DAY_TEAM, law.MASH_TEAM, law.NIGHT_TEAM])
    return Team.objects.filter(ours, manager__account=account, closed__isnull=True).exists()


def queue(account: Account, now: datetime) -> list[Item]:
    """Every call with a child undecided that the account may know of, the oldest first. Two queries at most."""
    reached = reach_condition(account, SEE, kind="child", column="told.child_id")
    if scope_of(account, SEE) is Scope.RELATED and leads(account):
        reached = f"(told.child_id is null or {reached})"
    with connection.cursor() as cursor:
        cursor.execute(_QUEUE.format(reached=reached), values(account, "child", now))
        rows = cursor.fetchall()
    return [_item(row, now) for row in rows if row[-1]]


def _item(row: tuple[Any, ...], now: datetime) -> Item:
    pk, received, danger, why, source, organisation, team, code, worker, mine, children, undecided, due, _ = row
    due = due or received
    late = due < now
    return Item(
        id=pk,
        received=received,
        danger=danger,
        why=str(Why(why).label),
        caller=organisation or str(Source(source).label),
        team=team,
        night=code == law.NIGHT_TEAM,
        worker=worker or "",
        mine=mine,
        children=[(int(child) if child else None, name or described, name) for child, name, described, _ in children],
        undecided=undecided,
        due=due,
        part="late" if late else "soon" if due - now < law.NEARLY else "time",
        placed_here=any(authority and authority != OURS for *_, authority in children),
    )


def visible(call: int, account: Account, now: datetime) -> Call | None:
    """The call, if the account may know of every child in it and, where its role asks for a tie, is tied to one.

    None alike for a call that is not there and for one that is not for this account. Three queries.
    """
    children = list(Contact.objects.filter(call_id=call).values_list("child_id", flat=True))
    known = {child for child in children if child is not None}
    stands = standing(account, known or {0}, now)
    if not children or any(not (child in stands and stands[child].knows) for child in known):
        return None
    if scope_of(account, SEE) is not Scope.ANY and not (any(stands[child].opens for child in known) or leads(account)):
        return None
    rows = Call.objects.select_related("team", "worker", "organisation", "recorded_by")
    return rows.filter(pk=call).first()


def contacts_of(call: Call) -> list[Contact]:
    """The children of a call, with what was decided."""
    rows = Contact.objects.filter(call=call).select_related("child", "decided_by").order_by("pk")
    return list(
        rows.prefetch_related("screenings__made_by", "undone__by", "undone__decided_by", "referrals__team", "channels")
    )


@dataclass(frozen=True)
class Surge:
    """Contacts told us today so far, and what the same weekday had by this time of day on average."""

    today: int
    usual: float

    @property
    def warns(self) -> bool:
        """Whether today is far enough above to say so."""
        return self.today >= self.usual * law.SURGE_FACTOR and self.today - self.usual >= law.SURGE_LEAST

    @property
    def percent(self) -> int | None:
        """How far above or below, in whole per cent; None where there was nothing before."""
        return round(100 * (self.today - self.usual) / self.usual) if self.usual else None


_SURGE: Final = """
select count(*) filter (where n = 0), count(*) filter (where n > 0)
  from generate_series(0, %(weeks)s) as n
  join front_door_call l on l.received >= (%(day)s::date - 7 * n)::timestamp at time zone 'Europe/London'
   and l.received <= ((%(day)s::date - 7 * n) + %(time)s::time) at time zone 'Europe/London'
"""


def surge(now: datetime) -> Surge:
    """Today against the rolling average of the same weekday, up to this time of day. Numbers only; one query."""
    here = local(now)
    given: dict[str, int | str | date] = {
        "weeks": law.SURGE_WEEKS,
        "day": local_date(now),
        "time": here.time().isoformat(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SURGE, given)
        today, before = cursor.fetchone() or (0, 0)
    return Surge(int(today), int(before) / law.SURGE_WEEKS)


def decided_today(now: datetime) -> int:
    """How many children's contacts were decided today: a number for the head of the queue."""
    return Contact.objects.filter(decided__gte=start_of_day(local_date(now)), decided__lte=now).count()


def referrals(account: Account, now: datetime) -> QuerySet[Referral]:
    """Open referrals within the account's reach, those not accepted first, the oldest first."""
    rows = Referral.objects.filter(closed__isnull=True, withdrawn__isnull=True)
    near = within_reach(rows, account, "front_door.referral", kind="child", field="child_id", now=now)
    return near.select_related("child", "team", "made_by", "contact").order_by("made", "pk")


def words_waiting(account: Account, now: datetime) -> list[tuple[Call, int]]:
    """Calls whose caller has not heard yet, with how many children's decisions wait; the longest first."""
    rows = Word.objects.filter(given__isnull=True, dropped__isnull=True)
    near = within_reach(rows, account, SEE, kind="child", field="contact__child_id", now=now)
    waiting: dict[int, int] = {}
    for call in near.order_by("composed", "pk").values_list("call_id", flat=True):
        waiting[call] = waiting.get(call, 0) + 1
    calls = {each.pk: each for each in Call.objects.filter(pk__in=waiting).select_related("organisation", "team")}
    return [(calls[pk], many) for pk, many in waiting.items()]


def taken_by(account: Account, items: Iterable[Item]) -> int:
    """How many of the queue the account has."""
    return sum(1 for each in items if each.mine)


def of_child(child: int) -> list[Contact]:
    """Every contact about a child that stands, the newest first."""
    rows = Contact.objects.filter(child_id=child, withdrawn__isnull=True).select_related("call__organisation")
    return list(rows.prefetch_related("referrals__team").order_by("-received", "-pk"))


__all__ = ["Item", "Surge", "contacts_of", "leads", "of_child", "queue", "referrals", "surge", "visible"]
