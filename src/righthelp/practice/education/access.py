"""The tie to a child that comes from work on attendance: while a query, a referral to the panel, a request for a plan,
a time on no roll or out of school with a plan is open, or something agreed is still to be done."""

from __future__ import annotations

from righthelp.foundation.access.decision import Purpose, Relationship

ADVISER_ROLES = frozenset({"education_adviser"})

_WORKS_ON = """
    select from education_query q where q.child_id = {id} and q.closed is null and q.withdrawn is null
    union all select from education_panel p where p.child_id = {id} and p.decided is null and p.withdrawn is null
    union all select from education_notonroll n where n.child_id = {id} and n.ended is null and n.withdrawn is null
    union all select from education_planasked a
               where a.child_id = {id} and a.issued is null and a.refused is null and a.withdrawn is null
    union all select from education_outofschool o where o.child_id = {id} and o.ends is null and o.withdrawn is null
    union all select from education_agreed g where g.child_id = {id} and g.done is null and g.withdrawn is null"""

RELATIONSHIPS = (
    Relationship("works on the child’s attendance or plan", "child", Purpose.DUTY, _WORKS_ON, ADVISER_ROLES),
)
