"""Who may open an application to foster, a fostering household and what is before panel: whoever works there. A
concern: whoever deals with it, and the managers there. A child for whom a family is looked for: whoever looks, and
those managers."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.access.decision import Purpose, Relationship

ROLES: Final = frozenset({"social_worker", "team_manager"})

_SERVICE = """
    select from workforce_worker w join workforce_team t on t.id = w.team_id
     where w.account_id = %(account)s and t.service = 'fostering'
       and w.starts <= %(today)s and (w.ends is null or w.ends > %(today)s)
       and exists (select from {table} r where r.id = {id})"""


def _works_here(kind: str, table: str) -> Relationship:
    rows = _SERVICE.replace("{table}", table)
    return Relationship("works in the fostering service", kind, Purpose.ALLOCATED, rows, ROLES)


# Somebody who works in the fostering service and deals with the concern; or manages there.
_DEALS = _SERVICE.replace("{table}", "fostering_concern").replace("r.id = {id}", "r.id = {id} and r.deals_id = w.id")

_LOOKS = """
    select from fostering_finding f join workforce_worker w on w.id = f.finder_id
     where f.child_id = {id} and f.found is null and f.ended is null and f.over is null and f.withdrawn is null
       and w.account_id = %(account)s and w.starts <= %(today)s and (w.ends is null or w.ends > %(today)s)"""
# Somebody manages the fostering service, which looks for a family for the child.
_FAMILY = _SERVICE.replace("{table}", "fostering_finding").replace(
    "r.id = {id}",
    "r.child_id = {id} and r.found is null and r.ended is null and r.over is null and r.withdrawn is null",
)

RELATIONSHIPS = (
    _works_here("foster_application", "fostering_application"),
    _works_here("foster_household", "fostering_household"),
    _works_here("foster_item", "fostering_item"),
    Relationship("deals with the concern", "foster_concern", Purpose.ALLOCATED, _DEALS, ROLES),
    Relationship("looks for a family for the child", "child", Purpose.ALLOCATED, _LOOKS, ROLES),
    Relationship(
        "manages fostering, which looks for a family",
        "child",
        Purpose.SUPERVISION,
        _FAMILY,
        frozenset({"team_manager"}),
    ),
    Relationship(
        "manages fostering",
        "foster_concern",
        Purpose.SUPERVISION,
        _SERVICE.replace("{table}", "fostering_concern"),
        frozenset({"team_manager"}),
    ),
)
