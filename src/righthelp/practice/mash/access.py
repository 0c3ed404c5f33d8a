"""The ties to a child that come from MASH: whoever has the work or chases an answer, and the manager who decides."""

from __future__ import annotations

from righthelp.foundation.access.decision import Purpose, Relationship

MANAGER_ROLES = frozenset({"team_manager"})

# Open for 14 days after the decision, for late answers and a correction.
_IN_HAND = """
    select from mash_enquiry e join mash_work k on k.id = e.work_id
    where e.child_id = {id} and (coalesce(e.decided, e.stopped) is null
          or coalesce(e.decided, e.stopped) > %(now)s - interval '14 days')"""

_HAS_IT = f"""{_IN_HAND} and exists (
        select from workforce_worker w where w.account_id = %(account)s and (w.id = k.worker_id or exists (
            select from mash_check c where c.enquiry_id = e.id and c.owner_id = w.id and c.dropped is null)))
"""  # noqa: S608  ours

_DECIDES = f"""{_IN_HAND} and exists (
        select from workforce_team t join workforce_worker m on m.id = t.manager_id
        where m.account_id = %(account)s and t.closed is null and m.starts <= %(today)s
          and (m.ends is null or m.ends > %(today)s)
          and (t.service = 'front-door' or t.code in ('cass', 'mash')))"""

PARTNER_ROLES = frozenset({"mash_partner", "police_partner"})

# Whoever signs in for an agency that was asked about the child; of one of the other services, the partner asked.
_ASKED = f"""{_IN_HAND} and e.stopped is null and exists (
        select from mash_check c join mash_partner p on p.agency = c.agency
        where c.enquiry_id = e.id and c.dropped is null and p.account_id = %(account)s and p.starts <= %(today)s
          and (p.ends is null or p.ends > %(today)s) and (c.agency <> 'other' or c.partner_id = p.id))"""

RELATIONSHIPS = (
    Relationship("has the MASH work", "child", Purpose.DUTY, _HAS_IT),
    Relationship("decides in MASH", "child", Purpose.DUTY, _DECIDES, MANAGER_ROLES),
    Relationship("asked by MASH for their agency", "child", Purpose.DUTY, _ASKED, PARTNER_ROLES),
)
