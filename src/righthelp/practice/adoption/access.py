"""The ties to a child that come from adoption: who finds a family, and who supports the adopters the child is matched
with."""

from __future__ import annotations

from righthelp.foundation.access.decision import Purpose, Relationship

ADOPTION_ROLES = frozenset({"social_worker", "team_manager"})

_AT_WORK = "w.starts <= %(today)s and (w.ends is null or w.ends > %(today)s) and w.account_id = %(account)s"
_RUNS = "a.adopted is null and a.ceased is null and a.withdrawn is null"
_FINDS = f"""
    select from adoption_adopting a join workforce_worker w on w.id = a.finder_id
    where a.child_id = {{id}} and {_RUNS} and {_AT_WORK}"""
_SUPPORTS = f"""
    select from adoption_linked l join adoption_adopting a on a.id = l.plan_id
      join adoption_adopters h on h.id = l.adopters_id join workforce_worker w on w.id = h.worker_id
    where l.child_id = {{id}} and l.matched is not null and l.declined is null and l.disrupted is null
      and {_RUNS} and {_AT_WORK}"""

RELATIONSHIPS = (
    Relationship("family finder for the child", "child", Purpose.ALLOCATED, _FINDS, ADOPTION_ROLES),
    Relationship("worker of the adopters", "child", Purpose.ALLOCATED, _SUPPORTS, ADOPTION_ROLES),
)
