"""Episodes of the national return (SSDA903): worked out from legal statuses and stays, never stored.

An episode begins whenever the legal status or the placement changes; the one before it then ends on the same day with
the code X1. The first begins with the code S, and only the last can end with another reason than X1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from righthelp.practice.care.codes import GOES_ON, Began
from righthelp.practice.care.models import InCare


@dataclass(frozen=True)
class Under:
    """A law from a day (inclusive) to a day (exclusive, None while it runs)."""

    law: str
    starts: date
    ends: date | None


@dataclass(frozen=True)
class Lived:
    """A stay from a day to a day. ``carer`` is equal for stays with the same carers."""

    place: str
    provider: str
    urn: str
    carer: object
    starts: date
    ends: date | None
    change: str = ""


@dataclass(frozen=True)
class Episode:
    """One episode. ``began`` is the reason for a new episode (RNE), ``ended`` why it ended (REC; empty while it runs),
    ``change`` why the placement changed, on the episode that ended with it."""

    starts: date
    ends: date | None
    began: str
    law: str
    place: str
    provider: str
    urn: str
    need: str
    ended: str
    change: str


def episodes(
    laws: Sequence[Under], stays: Sequence[Lived], *, need: str, left: str | None, ends: date | None
) -> list[Episode]:
    """The episodes of one time in care, in order.

    ``laws`` and ``stays`` each cover every day of it once. Raises ``ValueError`` when they do not begin or end
    together.
    """
    laws, stays = sorted(laws, key=lambda each: each.starts), sorted(stays, key=lambda each: each.starts)
    if not laws or not stays or laws[0].starts != stays[0].starts or not laws[-1].ends == stays[-1].ends == ends:
        raise ValueError("Laws and stays of a time in care begin and end together.")
    days = sorted({each.starts for each in laws} | {each.starts for each in stays})
    found: list[Episode] = []
    for number, day in enumerate(days):
        law = [each for each in laws if each.starts <= day][-1]
        stay = [each for each in stays if each.starts <= day][-1]
        last = number == len(days) - 1
        following = None if last else next((each for each in stays if each.starts == days[number + 1]), None)
        found.append(
            Episode(
                starts=day,
                ends=ends if last else days[number + 1],
                began=_began(number, day, law, stay, stays),
                law=law.law,
                place=stay.place,
                provider=stay.provider,
                urn=stay.urn,
                need=need,
                ended=(left or "") if last else GOES_ON,
                change=stay.change if following is not None else "",
            )
        )
    return found


def _began(number: int, day: date, law: Under, stay: Lived, stays: Sequence[Lived]) -> str:
    if number == 0:
        return Began.S.value
    legal, moved = law.starts == day, stay.starts == day
    if not moved:
        return Began.L.value
    before = stays[[each.starts for each in stays].index(day) - 1]
    same = before.carer is not None and before.carer == stay.carer
    if legal:
        return (Began.U if same else Began.B).value
    return (Began.T if same else Began.P).value


def of(care: InCare) -> list[Episode]:
    """The episodes of a time in care as it stands."""
    laws = [Under(row.law, row.starts, row.ends) for row in care.statuses.all()]
    stays = [
        Lived(
            row.place,
            row.provider or "",
            row.urn,
            row.home_id or row.elsewhere or row.place,
            row.starts,
            row.ends,
            row.change or "",
        )
        for row in care.stays.all()
    ]
    return episodes(laws, stays, need=care.need, left=care.left, ends=care.ends)
