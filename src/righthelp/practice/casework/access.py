"""The ties to a child that casework makes: whoever is to do something for the child, whoever is asked to a meeting."""

from __future__ import annotations

from righthelp.foundation.access.decision import Purpose, Relationship

_AT_WORK = "w.starts <= %(today)s and (w.ends is null or w.ends > %(today)s)"

_IS_TO_DO = f"""
    select from casework_action a join workforce_worker w on w.id = a.worker_id
    where a.child_id = {{id}} and a.done is null and a.stopped is null
      and w.account_id = %(account)s and {_AT_WORK}"""

# From the invitation until 14 days after it was held, for the minutes; a meeting cancelled ties nobody.
_TO_COME = """
    select from casework_meetingabout b join casework_meeting m on m.id = b.meeting_id
    where b.child_id = {id} and m.cancelled is null and m.called <= %(now)s
      and (m.held is null or m.held > %(now)s - interval '14 days')
      and m.planned > %(now)s - interval '60 days'"""

_ASKED = f"""{_TO_COME} and exists (
        select from casework_attendance a join workforce_worker w on w.id = a.worker_id
        where a.meeting_id = m.id and w.account_id = %(account)s and {_AT_WORK})"""

_CHAIRS = f"""{_TO_COME} and exists (
        select from workforce_worker w
        where w.id in (m.chair_id, m.called_by_id) and w.account_id = %(account)s and {_AT_WORK})"""

RELATIONSHIPS = (
    Relationship("has an action for the child", "child", Purpose.ALLOCATED, _IS_TO_DO),
    Relationship("asked to a meeting about the child", "child", Purpose.DUTY, _ASKED),
    Relationship("chairs or called a meeting about the child", "child", Purpose.DUTY, _CHAIRS),
)
