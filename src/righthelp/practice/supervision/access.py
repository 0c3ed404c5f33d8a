"""The ties to a supervision: the worker's own, the supervisor's, and those above them in the line."""

from __future__ import annotations

from righthelp.foundation.access.decision import Purpose, Relationship

_SESSION = "select from supervision_session s join workforce_worker w on w.id = s.worker_id where s.id = {id}"

_OWN = _SESSION + " and w.account_id = %(account)s"

# Whoever held it reads it while it is fresh; later only whoever is above the worker now.
_HELD = f"""{_SESSION} and s.month > %(today)s - 95
    and exists (select from workforce_worker m where m.id = s.supervisor_id and m.account_id = %(account)s)"""

# The worker's manager, that manager's manager, and so on up to four; and the manager of the team, unless they answer
# to this worker themselves.
_ABOVE = f"""{_SESSION} and exists (
    select from workforce_worker m where m.account_id = %(account)s and m.id <> w.id and (
        m.id = w.manager_id
        or m.id = (select t.manager_id from workforce_team t join workforce_worker l on l.id = t.manager_id
                     left join workforce_worker u on u.id = l.manager_id
                    where t.id = w.team_id and l.manager_id is distinct from w.id
                      and u.manager_id is distinct from w.id)
        or m.id = (select b.manager_id from workforce_worker b where b.id = w.manager_id)
        or m.id = (select c.manager_id from workforce_worker b join workforce_worker c on c.id = b.manager_id
                    where b.id = w.manager_id)
        or m.id = (select d.manager_id from workforce_worker b join workforce_worker c on c.id = b.manager_id
                     join workforce_worker d on d.id = c.manager_id where b.id = w.manager_id)))"""  # noqa: S608  our own words

_GROUP = "select from supervision_group g join workforce_worker w on w.id = g.facilitator_id where g.id = {id}"

_THERE = f"""{_GROUP} and exists (select from supervision_present p join workforce_worker m on m.id = p.worker_id
    where p.group_id = g.id and m.account_id = %(account)s)"""

_LED = f"{_GROUP} and w.account_id = %(account)s and g.held > %(now)s - interval '95 days'"

_ABOVE_LEADER = _ABOVE.replace(_SESSION, _GROUP)

RELATIONSHIPS = (
    Relationship("own supervision", "supervision", Purpose.OWN_WORK, _OWN),
    Relationship("supervisor", "supervision", Purpose.SUPERVISION, _HELD),
    Relationship("above the worker in the line", "supervision", Purpose.SUPERVISION, _ABOVE),
    Relationship("at the group supervision", "group_supervision", Purpose.OWN_WORK, _THERE),
    Relationship("led the group supervision", "group_supervision", Purpose.SUPERVISION, _LED),
    Relationship("above who led the group", "group_supervision", Purpose.SUPERVISION, _ABOVE_LEADER),
)
