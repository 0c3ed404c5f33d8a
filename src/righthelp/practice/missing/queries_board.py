"""The triage board's own read: opened in every meeting and many times a day, so it is one statement and one check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from righthelp.foundation.access import ties
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.calendar import local_date, start_of_day
from righthelp.foundation.database import kept
from righthelp.practice.missing import law, team
from righthelp.practice.missing.journey import (
    INTERVIEW_OFFER,
    RETURN_INTERVIEW,
    STRATEGY_DISCUSSION,
    UNACCOMPANIED_CHECK,
    Missing,
)
from righthelp.practice.missing.queries_rows import Row

ACT: Final = "missing.board"
"""The act under which children stand on the board."""

OPEN_FOR = timedelta(days=90)
"""How long after the return an interview still stands on the board; older ones are counted, not listed."""


class Beside(NamedTuple):
    """What else the meeting asks: times reported missing in 30 days, who holds the child, whether the support worker
    is away today, and the code of the last attempt's answer (empty for none)."""

    times: int
    social_worker: str
    holder_away: bool
    last_answer: str


@dataclass(frozen=True)
class Board:
    """The triage board. An episode awaiting its interview stands in exactly one of the last three lists.

    ``due_at`` is, for a child missing now, the strategy discussion's due moment (or the check's, for an unaccompanied
    child, whichever is first); for a child to be interviewed, the interview's; for one to be offered, the offer's.
    ``hidden`` children are missing now and their records are closed to the reader. ``decisions`` and ``beside`` are by
    episode. ``as_of`` changes whenever what the team's capacity is reckoned from does.
    """

    at: datetime
    missing_now: Sequence[Row]
    found_since_yesterday: Sequence[Row]
    to_offer: Sequence[Row]
    due: Sequence[Row]
    overdue: Sequence[Row]
    hidden: int
    overdue_longer: int
    decisions: dict[int, list[str]]
    beside: dict[int, Beside]
    forwards_due: int
    notices_waiting: int
    as_of: str

    @property
    def ids(self) -> set[int]:
        """The children on the board: what the audit must name."""
        lists = (self.missing_now, self.found_since_yesterday, self.to_offer, self.due, self.overdue)
        return {row.child_id for rows in lists for row in rows}


# Names are looked up row by row: joined, they are merged with every person and address of the city.
_BOARD: Final = """
select around.longer, around.forwards, around.notices, around.as_of,
       e.id, e.child_id, p.called, p.birth_date,
       e.missing_from, e.returned, e.where_from, e.status, e.area, e.authority, e.risk, e.unaccompanied,
       coalesce((select name from people_address a where a.id = e.address_id and not exists (
           select from people_residence kept
            where kept.address_id = a.id and kept.protected and kept.ends is null)), ''),
       e.support_worker_id,
       coalesce((select name from workforce_worker where id = e.support_worker_id), ''),
       e.offered, e.accepted, e.strategy_held,
       due.of_missing, due.of_interview, due.of_offer,
       tried.times, coalesce(tried.last_answer, ''), decided.texts,
       (select count(*) from missing_episode x
         where x.child_id = e.child_id and x.cancelled is null
           and x.notified > %(repeat_since)s and x.notified <= %(now)s),
       coalesce((select w.name from workforce_allocation a join workforce_worker w on w.id = a.worker_id
                  where a.child_id = e.child_id and a."primary" and a.starts <= %(now)s
                    and (a.ends is null or a.ends > %(now)s)), ''),
       exists (select from workforce_absence b
                where b.worker_id = e.support_worker_id and b.starts <= %(today)s and b.ends > %(today)s),
       (e.returned is null or p.died_on is null) and {seen}
  from (select (select count(*) from journey_duemoment
                 where clock = %(interview)s and due_at < %(long_overdue)s
                   and subject_id <> all (array(select id from people_person where tier > 1))
                   and not exists (select from people_person d
                                    where d.id = subject_id and d.died_on is not null)) as longer,
               (select count(*) from missing_forward f where forwarded_at is null and not exists (
                  select from missing_episode fe join people_person fp on fp.id = fe.child_id
                   where fe.id = f.episode_id and fp.tier > 1)) as forwards,
               (select count(*) from intake_message where state = 'waiting' and owner = %(team)s) as notices,
               {as_of} as as_of) around
  left join missing_episode e
         on e.cancelled is null
        and (e.returned is null
             or e.returned >= %(opened)s
                and (e.returned >= %(yesterday)s
                     or e.held is null and e.declined is null and e.authority = %(ours)s))
  left join lateral (select coalesce(nullif(preferred_name, ''), forename) || ' ' || surname as called, birth_date,
                            died_on
                       from people_person where id = e.child_id limit 1) p on true
  left join lateral (select min(due_at) filter (where clock = any(%(while_missing)s)) as of_missing,
                            min(due_at) filter (where clock = %(interview)s) as of_interview,
                            min(due_at) filter (where clock = %(offer)s) as of_offer
                       from journey_duemoment where journey = %(journey)s and episode_id = e.id) due on true
  left join lateral (select count(*) as times, (array_agg(answer order by at desc, id desc))[1] as last_answer
                       from missing_offer where episode_id = e.id) tried on true
  left join lateral (select array_agg(text order by decided_at, id) as texts
                       from missing_decision where episode_id = e.id and meeting_on = %(today)s) decided on true
 order by e.missing_from, e.id
"""


class _Found(NamedTuple):
    """One row as the statement gives it, before it is known which list it stands in."""

    id: int
    child_id: int
    child: str
    birth_date: date | None
    missing_from: datetime
    returned: datetime | None
    where_from: str
    status: str
    area: str
    authority: str
    risk: str
    unaccompanied: bool
    place: str
    worker_id: int | None
    worker: str
    offered: datetime | None
    accepted: datetime | None
    strategy_held: datetime | None
    of_missing: datetime | None
    of_interview: datetime | None
    of_offer: datetime | None
    tried: int
    last_answer: str
    decided: list[str] | None
    times: int
    social_worker: str
    holder_away: bool
    seen: bool

    def row(self, now: datetime, due_at: datetime | None) -> Row:
        """The row with the due moment of the list it stands in."""
        hours = int(((self.returned or now) - self.missing_from).total_seconds() // 3600)
        return Row(
            id=self.id,
            child_id=self.child_id,
            child=self.child,
            birth_date=self.birth_date,
            missing_from=self.missing_from,
            returned=self.returned,
            hours=max(hours, 0),
            where_from=self.where_from,
            status=self.status,
            area=self.area,
            authority=self.authority,
            risk=self.risk,
            unaccompanied=self.unaccompanied,
            place=self.place,
            worker_id=self.worker_id,
            worker=self.worker,
            offered=self.offered,
            accepted=self.accepted,
            strategy_held=self.strategy_held,
            attempts=self.tried,
            due_at=due_at,
            late=due_at is not None and due_at < now,
        )


def board(now: datetime, reader: Account | None = None) -> Board:
    """The daily triage board in one statement, for one ``reader`` (None: everybody on it).

    Whether an interview is still owed, and until when, is what its clock wrote down: an episode awaits its interview
    if, and only if, the clock has a due moment for it.
    """
    longer, forwards, notices, as_of, found = _read(now, reader)
    yesterday = start_of_day(local_date(now) - timedelta(days=1))
    missing: list[Row] = []
    back: list[Row] = []
    waiting: list[Row] = []
    to_offer: list[Row] = []
    for each in found:
        if not each.seen:
            continue
        if each.returned is None:
            missing.append(each.row(now, each.of_missing))
            continue
        row = each.row(now, each.of_interview)
        if each.returned >= yesterday:
            back.append(row)
        if each.of_interview is None:
            continue
        if row.late or row.offered is not None:
            waiting.append(row)
        else:
            to_offer.append(each.row(now, each.of_offer))
    return Board(
        at=now,
        missing_now=missing,
        found_since_yesterday=sorted(back, key=_returned, reverse=True),
        to_offer=sorted(to_offer, key=_returned),
        due=sorted((row for row in waiting if not row.late), key=_returned),
        overdue=sorted((row for row in waiting if row.late), key=_returned),
        hidden=sum(1 for each in found if each.returned is None and not each.seen),
        overdue_longer=longer,
        decisions={each.id: each.decided for each in found if each.decided and each.seen},
        beside={
            each.id: Beside(max(each.times, 1), each.social_worker, each.holder_away, each.last_answer)
            for each in found
            if each.seen
        },
        forwards_due=forwards,
        notices_waiting=notices,
        as_of=as_of,
    )


def _read(now: datetime, reader: Account | None) -> tuple[int, int, int, str, list[_Found]]:
    """Interviews overdue from longer ago, notices to send on, notices that wait; what capacity is as of; the rows,
    longest missing first."""
    today = local_date(now)
    values: dict[str, Any] = {
        "now": now,
        "today": today,
        "yesterday": start_of_day(today - timedelta(days=1)),
        "opened": now - OPEN_FOR,
        "long_overdue": now - OPEN_FOR + timedelta(hours=law.INTERVIEW_WITHIN.amount),
        "repeat_since": now - law.REPEAT_WITHIN,
        "ours": law.OURS,
        "team": law.TEAM,
        "journey": Missing.code,
        "interview": RETURN_INTERVIEW.code,
        "offer": INTERVIEW_OFFER.code,
        "while_missing": [STRATEGY_DISCUSSION.code, UNACCOMPANIED_CHECK.code],
    }
    seen = "true"
    if reader is not None:
        seen = reach_condition(reader, ACT, kind="child", column="e.child_id")
        values = {**ties.values(reader, "child", now), **values}
    rows = kept.rows(_BOARD.replace("{as_of}", team.CAPACITY_AS_OF).replace("{seen}", seen), values)
    return *rows[0][:4], [_Found(*row[4:]) for row in rows if row[4] is not None]


def _returned(row: Row) -> tuple[datetime, int]:
    return row.returned or row.missing_from, row.id
