"""Who may open a vacancy and an application: the workforce team, and whoever leads the post's team, at any height.

No role opens every application: nobody opens their own, whoever they are.
"""

from __future__ import annotations

from typing import Final

from righthelp.foundation.access.decision import Purpose, Relationship
from righthelp.practice.workforce.access import MANAGER_ROLES

WORKFORCE: Final = frozenset({"workforce_officer"})

_VACANCY = "select from recruitment_vacancy v where v.id = {id}"
_APPLICATION = """
    select from recruitment_application a join recruitment_vacancy v on v.id = a.vacancy_id
      join recruitment_candidate c on c.id = a.candidate_id
     where a.id = {id} and not exists (
        select from workforce_worker own where own.id = c.worker_id and own.account_id = %(account)s)"""

# Whoever leads the post's team today, or one of the three units above it.
_LEADS = """
    and exists (select from workforce_post p join workforce_team t on t.id = p.team_id
        left join workforce_team t2 on t2.id = t.under_id
        left join workforce_team t3 on t3.id = t2.under_id
        left join workforce_team t4 on t4.id = t3.under_id
        join workforce_worker m on m.id in (t.manager_id, t2.manager_id, t3.manager_id, t4.manager_id)
        where p.id = v.post_id and m.account_id = %(account)s
          and m.starts <= %(today)s and (m.ends is null or m.ends > %(today)s))"""

RELATIONSHIPS = (
    Relationship("recruits for the trust", "vacancy", Purpose.SUPERVISION, _VACANCY, WORKFORCE),
    Relationship("leads the team of the post", "vacancy", Purpose.SUPERVISION, _VACANCY + _LEADS, MANAGER_ROLES),
    Relationship("recruits for the trust", "application", Purpose.SUPERVISION, _APPLICATION, WORKFORCE),
    Relationship(
        "leads the team of the post", "application", Purpose.SUPERVISION, _APPLICATION + _LEADS, MANAGER_ROLES
    ),
)
