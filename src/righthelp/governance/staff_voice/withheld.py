"""Which groups' results may be shown so that no small group's can be seen or worked out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from righthelp.governance.staff_voice.law import FEWEST

Key = TypeVar("Key")


def shown(counts: Mapping[Key, int], fewest: int = FEWEST) -> set[Key]:
    """The groups to show, of groups that together make a whole whose result is shown too.

    A group of fewer than ``fewest`` people is withheld. Whoever takes the shown groups from the whole must not learn of
    fewer than that either: so, while those withheld are together too few, the smallest of the shown is withheld as
    well. Nothing of a whole that is itself too small is shown.
    """
    there = {key: count for key, count in counts.items() if count}
    if sum(there.values()) < fewest:
        return set()
    found = {key for key, count in there.items() if count >= fewest}
    rest = sum(there[key] for key in there if key not in found)
    for key in sorted(found, key=lambda each: (there[each], str(each))):
        if rest == 0 or rest >= fewest:
            break
        found.discard(key)
        rest += there[key]
    return found
