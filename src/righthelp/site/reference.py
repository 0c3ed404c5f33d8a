"""The reference pages, each made from the registry it describes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from righthelp.foundation.access.checks import policy_of, routes
from righthelp.foundation.journey import describe, registry
from righthelp.site.cli import VERBS
from righthelp.site.matrix import MATRIX, ROLES
from righthelp.site.retention import LIBRARIES, RETENTION

_MADE = "Made by `righthelp docs` from the code; a check keeps it true. Do not edit by hand.\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += [
        "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows
    ]
    return "\n".join(lines) + "\n"


def _page(title: str, *parts: str) -> str:
    return "\n".join([f"# {title}", "", _MADE, *parts])


def routes_page() -> str:
    """Every address with its policy."""
    rows = []
    for pattern, name, view in sorted(routes(), key=lambda route: route[0]):
        policy = policy_of(view)
        if policy is None:
            continue
        act = f"open: {policy.open_because}" if policy.open_because else f"`{policy.act}`"
        rows.append(
            (
                f"`/{pattern}`",
                name,
                act,
                f"`{policy.writes}`" if policy.writes else "",
                policy.audit,
                policy.purpose or "",
            )
        )
    return _page(
        "Addresses and their policies", _table(("Address", "Name", "Act", "To write", "Audit", "Purpose"), rows)
    )


def access_page() -> str:
    """The role matrix."""
    words = {"any": "any", "related": "related", "no": ""}
    rows = [(f"`{act}`", *(words[cells[role]] for role in ROLES)) for act, cells in MATRIX.items()]
    return _page(
        "Roles and acts",
        "*any*: any record. *related*: records the person has a live relationship to. Blank: not at all.\n",
        _table(("Act", *ROLES.values()), rows),
    )


def clocks_page() -> str:
    """Every journey's facts and every clock with its limits and authorities."""
    parts: list[str] = []
    for binding in registry:
        journey = binding.journey
        parts.append(f"## {journey.__name__}\n\n{(journey.__doc__ or '').strip()}\n")
        parts.append(
            _table(("Fact", "Meaning"), [(f"`{name}`", fact.sentence) for name, fact in journey.facts.items()])
        )
    parts.append("## Clocks\n")
    rows = [
        (clock.name, describe(clock.started), describe(clock.stopped), str(limit.within), limit.authority.citation)
        for clock in registry.clocks()
        for limit in clock.limits
    ]
    parts.append(_table(("Clock", "Starts", "Stops", "Within", "Authority"), rows))
    return _page("Facts and clocks", *parts)


def retention_page() -> str:
    """How long each table is kept."""
    rows = [
        (f"`{label}`", keep.how_long, keep.why, keep.no_history or "kept")
        for label, keep in sorted({**RETENTION, **LIBRARIES}.items())
    ]
    return _page("How long records are kept", _table(("Table", "Kept", "Authority", "History"), rows))


def commands_page() -> str:
    """The verbs of the command line."""
    rows = [(f"`righthelp {verb}`", what) for verb, what in VERBS.items()]
    return _page(
        "The command line", _table(("Verb", "What it does"), rows), "Each verb explains itself with `--help`.\n"
    )


PAGES: dict[str, Callable[[], str]] = {
    "addresses": routes_page,
    "access": access_page,
    "clocks": clocks_page,
    "retention": retention_page,
    "commands": commands_page,
}
