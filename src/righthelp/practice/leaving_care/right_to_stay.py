"""Whether a young person who came alone has the right to be here: read from the register and the applications. Pure.

The register of people rules on what the right is (an answer of the Home Office is written there); the application knows
until when it was given. An application that waits closes a gap only where it was made while leave still ran, or where
there never was any: leave goes on until the answer if more was asked before it ended (Immigration Act 1971, section
3C).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from righthelp.foundation.calendar import say_short
from righthelp.practice.asylum.journey import STATUS, Answer, Asked, leave_after
from righthelp.practice.people.codes import Leave

_NO_RIGHT: Final = frozenset({Leave.REFUSED.value, Leave.NONE.value, Leave.UNKNOWN.value})
_WAITS: Final = Leave.ASYLUM_CLAIM.value
_ENDS: Final = frozenset({Leave.UASC_LEAVE.value, Leave.LIMITED.value})
"""Leave that is only ever given until a day."""


@dataclass(frozen=True)
class Has:
    """What somebody has of one service, in words; ``gap``: it is not enough, or nothing."""

    words: str
    gap: bool = False


@dataclass(frozen=True)
class Right:
    """The right to be here from a day to a day, the last not included: a code of ``Leave``."""

    leave: str
    starts: date
    ends: date | None

    @property
    def is_leave(self) -> bool:
        """Leave was given: neither refused nor waiting."""
        return self.leave not in _NO_RIGHT and self.leave != _WAITS

    def in_words(self) -> Has:
        """What it is worth as long as it has not ended."""
        words = str(Leave(self.leave).label)
        if self.leave in _NO_RIGHT:
            return Has(words, gap=True)
        if self.ends is not None:
            return Has(f"{words} until {say_short(self.ends)}")
        return Has(f"{words}: until when is not recorded", gap=True) if self.leave in _ENDS else Has(words)


def status_of(register: Iterable[Right], asked: Iterable[Mapping[str, Any]], today: date) -> Has:
    """What is known today of the right to be here. ``asked``: facts of applications that count."""
    applied = sorted(asked, key=lambda each: each["made"])
    rights = [each for each in _joined(register, applied) if each.starts <= today]
    found = _present(rights, today) or _last(applied)
    waits = [each for each in applied if each["outcome"] is None and each["kind"] in STATUS]
    if not found.gap or not waits:
        return found
    made = waits[-1]["made"]
    if all(_too_late(rights, each["made"]) for each in waits):
        return Has(f"{found.words}; asked again {say_short(made)}", gap=True)
    return Has(f"{Asked(waits[-1]['kind']).label}: waits since {say_short(made)}")


def _joined(register: Iterable[Right], applied: list[Mapping[str, Any]]) -> list[Right]:
    """What the register says, with the ends that only the answers know; and answers that are not in the register."""
    held, told = sorted(register, key=lambda each: each.starts), set[int]()
    for each in sorted(applied, key=lambda each: each["decided"] or date.max):
        leave, decided, until = leave_after(each["kind"], each["outcome"]), each["decided"], each["until"]
        if leave is None or decided is None:
            continue
        same = [place for place, one in enumerate(held) if one.leave == leave]
        its = [place for place in same if held[place].starts == decided] or same
        if its and (held[its[-1]].ends is None or its[-1] in told):
            held[its[-1]] = replace(held[its[-1]], ends=until)
            told.add(its[-1])
        elif not same and all(one.starts <= decided for one in held):
            held.append(Right(leave, decided, until))
    return sorted(held, key=lambda each: each.starts)


def _present(rights: list[Right], today: date) -> Has | None:
    if not rights:
        return None
    last = rights[-1]
    if last.ends is not None and last.ends <= today:
        return Has(f"Leave ended {say_short(last.ends)}", gap=True)
    return last.in_words()


def _last(applied: list[Mapping[str, Any]]) -> Has:
    answers = [each["outcome"] for each in applied if each["kind"] in STATUS and each["outcome"] is not None]
    if not answers:
        return Has("Nothing asked", gap=True)
    return Has(str(Answer(answers[-1]).label), gap=answers[-1] != Answer.YES)


def _too_late(rights: list[Right], made: date) -> bool:
    """Whether leave had ended before something was asked, and none ran on that day."""
    leave = [each for each in rights if each.is_leave and each.starts <= made]
    return bool(leave) and all(each.ends is not None and each.ends < made for each in leave)


__all__ = ["Has", "Right", "status_of"]
