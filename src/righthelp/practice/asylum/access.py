"""The ties to a young person that come from assessing their age."""

from __future__ import annotations

from righthelp.foundation.access.decision import Purpose, Relationship

AGE_ROLES = frozenset({"social_worker", "team_manager"})

_ASSESSES = """
    select from asylum_ageassessed a join workforce_worker w on w.id in (a.first_id, a.second_id)
    where a.child_id = {id} and a.counts and (a.decided is null or a.decided > %(today)s - 30)
      and w.starts <= %(today)s and (w.ends is null or w.ends > %(today)s) and w.account_id = %(account)s"""

RELATIONSHIPS = (Relationship("assesses the young person’s age", "child", Purpose.ALLOCATED, _ASSESSES, AGE_ROLES),)
