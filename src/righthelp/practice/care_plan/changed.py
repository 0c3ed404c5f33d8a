"""What changed between two versions of a plan, word by word: pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from righthelp.practice.care_plan.codes import SECTIONS

_WORD: Final = re.compile(r"\s+|[^\s]+")
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True)
class Changed:
    """A section that differs. ``parts`` are (same, gone or new; words), which read in order give both versions."""

    name: str
    title: str
    parts: tuple[tuple[str, str], ...]


def parts_of(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """How ``before`` became ``after``: without the new it is the one, without the gone the other."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    found: list[tuple[str, str]] = []
    for what, i, j, m, n in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append((SAME, "".join(old[i:j])))
            continue
        if i < j:
            found.append((GONE, "".join(old[i:j])))
        if m < n:
            found.append((NEW, "".join(new[m:n])))
    return tuple(found)


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Changed]:
    """The sections in which two versions differ, in the order of the plan."""
    return [
        Changed(name, title, parts_of(before[name], after[name]))
        for name, title, _ in SECTIONS
        if before[name] != after[name]
    ]


__all__ = ["GONE", "NEW", "SAME", "Changed", "changes", "parts_of"]
