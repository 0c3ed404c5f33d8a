"""The ties to a child that come from work with the family: a conference co-ordinated, work at the edge of care."""

from __future__ import annotations

from righthelp.foundation.access.decision import Purpose, Relationship

FAMILY_ROLES = frozenset({"social_worker", "team_manager"})

_AT_WORK = "w.starts <= %(today)s and (w.ends is null or w.ends > %(today)s) and w.account_id = %(account)s"
_COORDINATES = f"""
    select from family_group_group g join workforce_worker w on w.id = g.coordinator_id
    where g.child_id = {{id}} and g.counts and (g.closed is null or g.closed > %(today)s - 30) and {_AT_WORK}"""
_WORKS = f"""
    select from family_group_edge e join workforce_worker w on w.id = e.worker_id
    where e.child_id = {{id}} and e.counts and (e.ended is null or e.ended > %(today)s - 30) and {_AT_WORK}"""

RELATIONSHIPS = (
    Relationship("co-ordinator of a family group conference", "child", Purpose.ALLOCATED, _COORDINATES, FAMILY_ROLES),
    Relationship("worker at the edge of care", "child", Purpose.ALLOCATED, _WORKS, FAMILY_ROLES),
)
