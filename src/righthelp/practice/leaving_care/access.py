"""The ties to a young person that come from leaving care: the personal adviser, and whoever manages the adviser."""

from __future__ import annotations

from righthelp.foundation.access.decision import Purpose, Relationship

ADVISER_ROLES = frozenset({"social_worker", "team_manager"})

_AT_WORK = "{who}.starts <= %(today)s and ({who}.ends is null or {who}.ends > %(today)s)"
_HELPS = """
    select from leaving_care_support s join workforce_worker w on w.id = s.adviser_id {more}
    where s.child_id = {{id}} and (s.ends is null or s.ends > %(today)s - 30)
      and {who}.account_id = %(account)s and {at_work}"""

_ADVISES = _HELPS.format(more="", who="w", at_work=_AT_WORK.format(who="w"))
_MANAGES = _HELPS.format(
    more="join workforce_worker m on m.id = w.manager_id", who="m", at_work=_AT_WORK.format(who="m")
)

RELATIONSHIPS = (
    Relationship("personal adviser", "child", Purpose.ALLOCATED, _ADVISES, ADVISER_ROLES),
    Relationship("manager of the personal adviser", "child", Purpose.SUPERVISION, _MANAGES, ADVISER_ROLES),
)
