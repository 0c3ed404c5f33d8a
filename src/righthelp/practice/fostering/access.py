"""Who may open an application to foster and a fostering household: whoever works in the fostering service. A concern:
whoever deals with it, and the managers there."""

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

RELATIONSHIPS = (
    _works_here("foster_application", "fostering_application"),
    _works_here("foster_household", "fostering_household"),
    Relationship("deals with the concern", "foster_concern", Purpose.ALLOCATED, _DEALS, ROLES),
    Relationship(
        "manages fostering",
        "foster_concern",
        Purpose.SUPERVISION,
        _SERVICE.replace("{table}", "fostering_concern"),
        frozenset({"team_manager"}),
    ),
)
