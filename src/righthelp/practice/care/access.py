"""The ties to a child that come from care: the reviewing officer, whoever manages the officers, who supports the
home."""

from __future__ import annotations

from righthelp.foundation.access.decision import Purpose, Relationship

OFFICER_ROLES = frozenset({"reviewing_officer"})

_AT_WORK = "{who}.starts <= %(today)s and ({who}.ends is null or {who}.ends > %(today)s)"

# Until a month after the child has left care: what was decided last is still to go out.
_REVIEWS = f"""
    select from care_incare c join workforce_worker w on w.id = c.officer_id
    where c.child_id = {{id}} and (c.ends is null or c.ends > %(today)s - 30)
      and w.account_id = %(account)s and {_AT_WORK.format(who="w")}"""

# A child in care without a reviewing officer is every officer's, so that somebody can take the review.
_NOBODY_YET = """
    select from care_incare c where c.child_id = {id} and c.ends is null and c.officer_id is null"""

RELATIONSHIPS = (
    Relationship("reviewing officer of the child in care", "child", Purpose.ALLOCATED, _REVIEWS, OFFICER_ROLES),
    Relationship("in care without a reviewing officer", "child", Purpose.DUTY, _NOBODY_YET, OFFICER_ROLES),
)
