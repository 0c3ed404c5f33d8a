"""Named reads of legal work: the tracker over all stages, orders, one child's advice and matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import Prefetch

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import local_date
from righthelp.practice.care.models import InCare
from righthelp.practice.court.codes import BY_LAW, Cause, OrderKind
from righthelp.practice.court.models import Advice, Extension, Filing, Hearing, MatterChild, Order
from righthelp.practice.court.record_court import ends_by
from righthelp.practice.people.standing import may

SEE: Final = "legal.see"


@dataclass(frozen=True)
class Tracked:
    """A child somewhere between a question to the lawyers and the end of a case. ``due``: the last day in time;
    ``next_on`` and ``next_step``: what comes first; ``causes``: of delay, in the order in which they came."""

    stage: str
    row: int
    child: int
    name: str
    since: date
    due: date | None
    next_on: date | None
    next_step: str
    worker: str
    solicitor: str
    number: str
    causes: list[str]
    owners: list[str]
    today: date

    @property
    def weeks(self) -> int:
        """Whole weeks in this stage."""
        return (self.today - self.since).days // 7

    @property
    def late(self) -> bool:
        """Past the last day in time, or what comes next is overdue."""
        return any(day is not None and day < self.today for day in (self.due, self.next_on))

    @property
    def legacy(self) -> bool:
        """At court for a year, or in pre-proceedings for half a year."""
        return self.weeks >= {"court": 52, "pre": 26}.get(self.stage, 10_000)

    @property
    def cause_words(self) -> str:
        return "; ".join(str(Cause(each).label) for each in self.causes)


_TRACKER: Final = """
with stages as (
  select 'advice' as stage, a.id as row, a.child_id, (a.asked at time zone 'Europe/London')::date as since,
         (d.due_at - interval '1 second')::date as due, null::date as next_on, 'An answer of the lawyers' as next_step,
         '' as solicitor, '' as number, null::bigint as matter_id
    from court_advice a
    left join journey_duemoment d on d.journey = 'legal-advice' and d.episode_id = a.id
   where a.answered is null
  union all
  select case when c.issued is not null then 'court' when c.letter is not null then 'pre' else 'planned' end,
         c.id, c.child_id, coalesce(c.issued, c.letter, c.decided),
         case when c.issued is not null then coalesce(c.until_eve + 1, c.issued + 182)
              when c.letter is not null then c.letter + 112 end,
         case when c.issued is null then m.review_by else step.day end,
         case when c.issued is not null then coalesce(step.words, 'No hearing is listed')
              when c.letter is not null then 'Review by a manager'
              when m.decision = 'pre' then 'The letter before proceedings' else 'The application to court' end,
         m.solicitor, m.number, m.id
    from court_matterchild c
    join court_matter m on m.id = c.matter_id
    left join lateral (
          select s.day, s.words from (
            select h.day, 'Hearing' as words from court_hearing h where h.matter_id = m.id and h.held is null
            union all
            select f.due, 'To file: ' || f.what from court_filing f where f.matter_id = m.id and f.filed is null) s
           order by s.day, s.words limit 1) step on true
   where c.closed is null)
select tracked.stage, tracked.row, tracked.child_id, p.forename || ' ' || p.surname, tracked.since,
       tracked.due, tracked.next_on, tracked.next_step,
       coalesce(w.name, ''), tracked.solicitor, tracked.number,
       array(select y.cause from court_delay y where y.matter_id = tracked.matter_id group by 1 order by min(y.day), 1),
       array(select y.owner from court_delay y where y.matter_id = tracked.matter_id group by 1 order by max(y.day), 1)
  from stages tracked
  join people_person p on p.id = tracked.child_id
  left join workforce_allocation al on al.child_id = tracked.child_id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
 where {reached}
 order by tracked.since, tracked.child_id"""


def tracked(account: Account, now: datetime) -> list[Tracked]:
    """Every open piece of legal work within the account's reach, the oldest first. One query."""
    reached = reach_condition(account, SEE, kind="child", column="tracked.child_id")
    with connection.cursor() as cursor:
        cursor.execute(_TRACKER.format(reached=reached), values(account, "child", now))
        return [Tracked(*[*row, local_date(now)]) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Ordered:
    """An order as the register shows it."""

    child: int
    name: str
    kind: str
    starts: date
    ends: date | None
    holder: str
    court: str
    number: str

    @property
    def words(self) -> str:
        return str(OrderKind(self.kind).label)


_ORDERS: Final = """
select ordered.child_id, p.forename || ' ' || p.surname, ordered.kind, ordered.starts, ordered.ends,
       ordered.holder, m.court, m.number
  from court_order ordered
  join people_person p on p.id = ordered.child_id
  join court_matterchild c on c.id = ordered.on_id
  join court_matter m on m.id = c.matter_id
 where {reached}
 order by ordered.starts desc, ordered.id desc"""


def orders(account: Account, now: datetime) -> list[Ordered]:
    """Every order of a court within the account's reach, the newest first. One query."""
    reached = reach_condition(account, SEE, kind="child", column="ordered.child_id")
    with connection.cursor() as cursor:
        cursor.execute(_ORDERS.format(reached=reached), values(account, "child", now))
        return [Ordered(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Case:
    """One matter from one child's side. ``others``: children in it whose records the reader may open; ``hidden``: how
    many more there are."""

    row: MatterChild
    others: list[MatterChild]
    hidden: int
    hearings: Sequence[Hearing]
    filings: Sequence[Filing]
    extensions: Sequence[Extension]
    orders: Sequence[Order]
    to_care: bool
    today: date

    @property
    def ends_by(self) -> date | None:
        """The last day of the timetable at court."""
        return ends_by(self.row)

    @property
    def weeks(self) -> int:
        """Whole weeks at court, to its end or today."""
        return ((self.row.closed or self.today) - self.row.issued).days // 7 if self.row.issued else 0

    @property
    def late(self) -> bool:
        """At court, or closed, after the last day of the timetable."""
        return self.ends_by is not None and (self.row.closed or self.today) > self.ends_by

    @property
    def months_before(self) -> int:
        """Whole months (of 30 days) in pre-proceedings."""
        if self.row.letter is None:
            return 0
        return ((self.row.exited or self.row.closed or self.today) - self.row.letter).days // 30


def cases_of(child: int, account: Account, now: datetime) -> list[Case]:
    """A child's matters, the newest first, with everything in them. About eight queries."""
    rows = list(
        MatterChild.objects.filter(child_id=child)
        .select_related("matter__meeting", "matter__recorded_by", "child")
        .prefetch_related(
            Prefetch("matter__hearings", Hearing.objects.order_by("day")),
            Prefetch("matter__filings", Filing.objects.order_by("due")),
            Prefetch("matter__extensions", Extension.objects.order_by("since")),
            "matter__delays",
            Prefetch("matter__children", MatterChild.objects.select_related("child")),
            Prefetch("orders", Order.objects.order_by("-starts", "-pk")),
        )
        .order_by("-decided", "-pk")
    )
    seen = may(account, SEE, {each.child_id for row in rows for each in row.matter.children.all()}, now)
    cared = InCare.objects.filter(child_id=child, ends__isnull=True).exists()
    return [_case(row, seen, cared, local_date(now)) for row in rows]


def _case(row: MatterChild, seen: set[int], cared: bool, today: date) -> Case:
    others = [each for each in row.matter.children.all() if each.pk != row.pk]
    known = [each for each in others if each.child_id in seen]
    made = list(row.orders.all())
    owed = any(each.kind in BY_LAW and (each.ends is None or each.ends > today) for each in made)
    return Case(
        row=row,
        others=known,
        hidden=len(others) - len(known),
        hearings=list(row.matter.hearings.all()),
        filings=list(row.matter.filings.all()),
        extensions=list(row.matter.extensions.all()),
        orders=made,
        to_care=owed and not cared and row.closed is None,
        today=today,
    )


def advice_of(child: int) -> list[Advice]:
    """Legal advice about a child, the newest first."""
    rows = Advice.objects.filter(child_id=child).select_related("asked_by")
    return list(rows.order_by("-asked", "-pk"))


__all__ = ["Case", "Ordered", "Tracked", "advice_of", "cases_of", "orders", "tracked"]
