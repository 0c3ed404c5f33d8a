"""How one reader stands to many people at once: whom they may know of, whose record they may open, who ties them.

The same conditions as the one decision asks of one record (``access.decision``), so that a family, a household or a
picture of either shows no more than the pages of those people would.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from righthelp.foundation.access.decision import Relationship, permits, possible_ties
from righthelp.foundation.access.emergency import IS_OPEN, PAST_RESTRICTION, covers
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import CONFLICT, NAMED, values
from righthelp.foundation.database import kept

SEE: Final = "child.see"


@dataclass(frozen=True)
class Standing:
    """``knows``: may see that this person exists, as somebody's relative. ``opens``: may open their record. ``tied``:
    has a live working relationship to them, and so needs their address even when it is protected."""

    knows: bool = False
    opens: bool = False
    tied: bool = False


NOBODY: Final = Standing()


def standing(account: Account, people: Collection[int], now: datetime) -> dict[int, Standing]:
    """How ``account`` stands to each of ``people``; nobody at all for ids that are not on the register. One query."""
    if not people or not permits(account, SEE):
        return {}
    sql = _question(
        possible_ties(account, "child"),
        covers(account, SEE),
        _known(account),
        reach_condition(account, SEE, kind="child", column="p.id"),
    )
    given = {**values(account, "child", now), "people": list(people)}
    return {person: Standing(knows, opens, knows and tied) for person, knows, opens, tied in kept.rows(sql, given)}


def known_to(account: Account, people: Collection[int], now: datetime) -> set[int]:
    """Those of ``people`` of whom ``account`` may know that they exist: the one rule for relatives on a record's first
    screen, in its history, on its family page and in pictures. One query."""
    if not people or not account.is_active:
        return set()
    return _those(_known(account), account, people, now)


def _known(account: Account) -> str:
    """The condition that the account may know of person ``p``: no conflict, and the tier admits it."""
    return _known_sql(covers(account, SEE) and permits(account, PAST_RESTRICTION))


@lru_cache
def _known_sql(past_restriction: bool) -> str:
    admitted = NAMED.format(id="p.id") + (f" or {IS_OPEN.format(id='p.id')}" if past_restriction else "")
    return f"not {CONFLICT.format(id='p.id')} and (p.tier = 1 or (p.tier = 2 and ({admitted})))"


def may(account: Account, act: str, people: Collection[int], now: datetime) -> set[int]:
    """Those of ``people`` to whose record the account may do ``act``. One query."""
    if not people:
        return set()
    return _those(reach_condition(account, act, kind="child", column="p.id"), account, people, now)


def _those(condition: str, account: Account, people: Collection[int], now: datetime) -> set[int]:
    """Those of ``people`` of whom a condition of ours holds. The statement is kept prepared: planning it takes longer
    than answering it."""
    sql = f"select p.id from people_person p where p.id = any(%(people)s::bigint[]) and {condition}"  # noqa: S608
    return {person for (person,) in kept.rows(sql, {**values(account, "child", now), "people": list(people)})}


@lru_cache(maxsize=256)
def _question(ties: tuple[Relationship, ...], emergency: bool, knows: str, opens: str) -> str:
    tied = [tie.sql("p.id") for tie in ties] + ([IS_OPEN.format(id="p.id")] if emergency else [])
    return f"""
        select p.id, {knows}, {opens}, {" or ".join(tied) or "false"}
          from people_person p where p.id = any(%(people)s::bigint[])"""  # noqa: S608  conditions of ours


__all__ = ["NOBODY", "Standing", "known_to", "may", "standing"]
