"""The ties to a child that assessment makes: whoever writes it, the team’s manager, whoever audits it."""

from __future__ import annotations

from righthelp.foundation.access.decision import Purpose, Relationship

MANAGER_ROLES = frozenset({"team_manager", "head_of_service"})

# An assessment stays in hand for 14 days after it was authorised; one withdrawn is nobody's.
_IN_HAND = """
    select from assessment_assessment a
    where a.child_id = {id} and a.withdrawn is null
      and (a.authorised is null or a.authorised > %(now)s - interval '14 days') and """

_WRITES = f"""{_IN_HAND} exists (
        select from workforce_worker w where w.id = a.worker_id and w.account_id = %(account)s
           and w.starts <= %(today)s and (w.ends is null or w.ends > %(today)s))"""

_MANAGES = f"""{_IN_HAND} exists (
        select from workforce_team t join workforce_worker m on m.id = t.manager_id
         where t.id = a.team_id and m.account_id = %(account)s
           and m.starts <= %(today)s and (m.ends is null or m.ends > %(today)s))"""

_AUDITS = """
    select from assessment_assessment a join assessment_audit u on u.assessment_id = a.id
      join assessment_cycle c on c.id = u.cycle_id join workforce_worker w on w.id = u.auditor_id
    where a.child_id = {id} and c.closed is null and w.account_id = %(account)s
      and w.starts <= %(today)s and (w.ends is null or w.ends > %(today)s)"""

RELATIONSHIPS = (
    Relationship("writes the assessment", "child", Purpose.ALLOCATED, _WRITES),
    Relationship("manager of the team that assesses", "child", Purpose.SUPERVISION, _MANAGES, MANAGER_ROLES),
    Relationship("audits the assessment", "child", Purpose.AUDIT_SAMPLE, _AUDITS, MANAGER_ROLES),
)
