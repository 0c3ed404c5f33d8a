"""The ties to a child that come from child protection: who chairs, who manages the chairs, who is in the core group."""

from __future__ import annotations

from righthelp.foundation.access.decision import Purpose, Relationship

CHAIR_ROLES = frozenset({"reviewing_officer"})

_AT_WORK = "{who}.starts <= %(today)s and ({who}.ends is null or {who}.ends > %(today)s)"

# A record stays open for 14 days after the decision, or after the plan has ended: the minutes are still to go out.
_CONFERENCE = """
    select from protection_childconference c left join casework_meeting m on m.id = c.meeting_id
    where c.child_id = {id} and c.withdrawn is null
      and (c.decided is null or c.decided > %(now)s - interval '14 days')"""
_PLAN = """
    select from protection_protectionplan p where p.child_id = {id}
      and (p.ends is null or p.ends > %(today)s - 14)"""

_CHAIRS = f"""{_CONFERENCE} and exists (
        select from workforce_worker w where w.id = m.chair_id and w.account_id = %(account)s
        and {_AT_WORK.format(who="w")})"""
_CHAIRS_PLAN = f"""{_PLAN} and exists (
        select from workforce_worker w where w.id = p.chair_id and w.account_id = %(account)s
        and {_AT_WORK.format(who="w")})"""

# A conference that nobody chairs yet is every chair's, so that somebody can take it.
_NOBODY_YET = f"{_CONFERENCE} and m.chair_id is null"

# Whoever manages the chairs, by line or by team.
_OVER = """exists (
        select from workforce_worker w join workforce_worker l on l.account_id = %(account)s
        where w.id = {chair} and l.starts <= %(today)s and (l.ends is null or l.ends > %(today)s) and (
            l.id = w.manager_id or l.id = (select t.manager_id from workforce_team t where t.id = w.team_id)))"""
_MANAGES = f"{_CONFERENCE} and {_OVER.replace('{chair}', 'm.chair_id')}"
_MANAGES_PLAN = f"{_PLAN} and {_OVER.replace('{chair}', 'p.chair_id')}"

_CORE_GROUP = f"""
    select from protection_coremember o join protection_protectionplan p on p.id = o.plan_id
    join workforce_worker w on w.id = o.worker_id
    where p.child_id = {{id}} and p.ends is null and o.until is null and w.account_id = %(account)s
      and {_AT_WORK.format(who="w")}"""

RELATIONSHIPS = (
    Relationship("chairs the child’s conference", "child", Purpose.REVIEW, _CHAIRS, CHAIR_ROLES),
    Relationship("chairs the child’s plan", "child", Purpose.REVIEW, _CHAIRS_PLAN, CHAIR_ROLES),
    Relationship("conference that nobody chairs yet", "child", Purpose.REVIEW, _NOBODY_YET, CHAIR_ROLES),
    Relationship("manages the conference’s chair", "child", Purpose.SUPERVISION, _MANAGES, CHAIR_ROLES),
    Relationship("manages the plan’s chair", "child", Purpose.SUPERVISION, _MANAGES_PLAN, CHAIR_ROLES),
    Relationship("in the child’s core group", "child", Purpose.ALLOCATED, _CORE_GROUP),
)
