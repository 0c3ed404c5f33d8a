"""The ties to a child that come from this room: the team that answers for the plan, the team that is asked to help."""

from __future__ import annotations

from righthelp.foundation.access.decision import Purpose, Relationship

MANAGER_ROLES = frozenset({"team_manager"})
TEAM_ROLES = frozenset({"team_manager", "social_worker"})

_ME = """exists (select from workforce_worker m where m.id = t.manager_id and m.account_id = %(account)s
        and m.starts <= %(today)s and (m.ends is null or m.ends > %(today)s))"""

# The manager of the team that answers for a running plan.
_ANSWERS = f"""
    select from child_in_need_needplan n join casework_plan pl on pl.id = n.plan_id
    join workforce_team t on t.id = n.team_id
    where n.child_id = {{id}} and pl.ends is null and t.closed is null and {_ME}"""

# The manager of a team that is asked to take a child, until two weeks after the answer.
_ASKED = f"""
    select from child_in_need_step s join workforce_team t on t.id = s.team_id
    where s.child_id = {{id}} and s.withdrawn is null
      and (s.answered is null or s.answered > %(now)s - interval '14 days') and {_ME}"""

# Whoever works in the team that has the family's case: its children are worked with together.
_FAMILY = """
    select from child_in_need_familychild c join child_in_need_family f on f.id = c.family_id
    where c.child_id = {id} and c.ends is null and f.ends is null and exists (
        select from workforce_worker m where m.team_id = f.team_id and m.account_id = %(account)s
        and m.starts <= %(today)s and (m.ends is null or m.ends > %(today)s))"""

RELATIONSHIPS = (
    Relationship("manager of the team the plan is with", "child", Purpose.SUPERVISION, _ANSWERS, MANAGER_ROLES),
    Relationship("manager of the team asked to help", "child", Purpose.DUTY, _ASKED, MANAGER_ROLES),
    Relationship("in the team of the family’s case", "child", Purpose.ALLOCATED, _FAMILY, TEAM_ROLES),
)
