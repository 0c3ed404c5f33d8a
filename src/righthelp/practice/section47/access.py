"""The ties to a child that come from here: whoever chairs a discussion or took part, and whoever makes the enquiry."""

from __future__ import annotations

from righthelp.foundation.access.decision import Purpose, Relationship

# A discussion stays in hand for 14 days after it was held or cancelled, for its actions and minutes.
_IN_HAND = """
    select from section47_concerned c join section47_discussion d on d.id = c.discussion_id
    join casework_meeting m on m.id = d.meeting_id
    where c.child_id = {id} and (coalesce(d.held, d.cancelled) is null
          or coalesce(d.held, d.cancelled) > %(now)s - interval '14 days')"""

_CHAIRS = f"""{_IN_HAND} and exists (
        select from workforce_worker w where w.id = m.chair_id and w.account_id = %(account)s)"""

_ASKED = f"""{_IN_HAND} and exists (
        select from casework_attendance a join workforce_worker w on w.id = a.worker_id
        where a.meeting_id = m.id and w.account_id = %(account)s)"""

_ENQUIRES = """
    select from section47_enquiry e join workforce_worker w on w.id = e.worker_id
    where e.child_id = {id} and w.account_id = %(account)s and e.withdrawn is null
          and (e.authorised is null or e.authorised > %(now)s - interval '14 days')"""

_MANAGES = """
    select from section47_enquiry e join workforce_worker w on w.id = e.worker_id
    join workforce_team t on t.id = w.team_id join workforce_worker m on m.id in (t.manager_id, w.manager_id)
    where e.child_id = {id} and m.account_id = %(account)s and e.withdrawn is null
          and (e.authorised is null or e.authorised > %(now)s - interval '14 days')"""

CHAIR_ROLES = frozenset({"team_manager", "missing_manager", "head_of_service", "emergency_duty"})

RELATIONSHIPS = (
    Relationship("chairs the strategy discussion", "child", Purpose.DUTY, _CHAIRS, CHAIR_ROLES),
    Relationship("asked to the strategy discussion", "child", Purpose.DUTY, _ASKED),
    Relationship("makes the section 47 enquiry", "child", Purpose.ALLOCATED, _ENQUIRES),
    Relationship("manager of the section 47 enquiry", "child", Purpose.SUPERVISION, _MANAGES, CHAIR_ROLES),
)
