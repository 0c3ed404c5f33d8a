"""The ties to a child that come from the front door: whoever has the contact, who manages it, the team it goes to."""

from __future__ import annotations

from righthelp.foundation.access.decision import Purpose, Relationship

MANAGER_ROLES = frozenset({"team_manager"})
DUTY_ROLES = frozenset({"social_worker", "team_manager"})

# A contact stays in hand for 14 days after the decision, for the word back and a correction.
_IN_HAND = """
    select from front_door_contact c join front_door_call l on l.id = c.call_id
    where c.child_id = {id} and (coalesce(c.decided, c.withdrawn) is null
          or coalesce(c.decided, c.withdrawn) > %(now)s - interval '14 days')"""

_HAS_IT = f"""{_IN_HAND} and exists (
        select from workforce_worker w where w.id = l.worker_id and w.account_id = %(account)s)"""

# Whoever manages a team of the front door decides on what any of them, or emergency duty, has.
_DECIDES = f"""{_IN_HAND} and exists (
        select from workforce_team t join workforce_worker m on m.id = t.manager_id
        where m.account_id = %(account)s and t.closed is null and m.starts <= %(today)s
          and (m.ends is null or m.ends > %(today)s)
          and (t.service in ('front-door', 'emergency-duty') or t.code in ('cass', 'mash', 'emergency-duty')))"""

_REFERRED = """
    select from front_door_referral r join workforce_team t on t.id = r.team_id
    where r.child_id = {id} and r.closed is null and r.withdrawn is null and """

_REFERRED_TO_ME = f"""{_REFERRED} exists (
        select from workforce_worker m where m.id = t.manager_id and m.account_id = %(account)s)"""

_REFERRED_ON_DUTY = f"""{_REFERRED} exists (
        select from workforce_shift s join workforce_rota o on o.id = s.rota_id
        join workforce_worker d on d.id = s.worker_id
        where d.account_id = %(account)s and s.starts <= %(now)s and s.ends > %(now)s and o.team_id = t.id)"""

RELATIONSHIPS = (
    Relationship("has the contact", "child", Purpose.DUTY, _HAS_IT),
    Relationship("decides on the contact", "child", Purpose.DUTY, _DECIDES, MANAGER_ROLES),
    Relationship("manager of the team it is referred to", "child", Purpose.DUTY, _REFERRED_TO_ME, MANAGER_ROLES),
    Relationship("on duty for the team it is referred to", "child", Purpose.DUTY, _REFERRED_ON_DUTY, DUTY_ROLES),
)
