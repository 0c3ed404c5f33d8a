"""What the roles of the house are called, and which two one person should not hold. ``site`` says both, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_names: dict[str, str] = {}
_rules: list[tuple[frozenset[str], str]] = []


def set_roles(names: Mapping[str, str], two_hats: Iterable[tuple[frozenset[str], str]]) -> None:
    """Install the roles' names and the pairs that do not go together, each with the reason in a sentence."""
    _names.clear()
    _names.update(names)
    _rules[:] = two_hats


def names() -> dict[str, str]:
    """Code to name, in the house's order."""
    return dict(_names)


def conflicts_between(roles: Iterable[str]) -> list[str]:
    """In sentences, why these roles should not be held by one person; empty when nothing stands against it."""
    held = set(roles)
    return [why for pair, why in _rules if pair <= held]
