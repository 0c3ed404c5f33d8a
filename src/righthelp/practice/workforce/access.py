"""The ties to a child that come from who works with them and who manages whom."""

from __future__ import annotations

from righthelp.foundation.access.decision import Purpose, Relationship

MANAGER_ROLES = frozenset({"team_manager", "missing_manager", "head_of_service", "director"})
DUTY_ROLES = frozenset(
    {
        "social_worker",
        "team_manager",
        "front_door_officer",
        "emergency_duty",
        "missing_support_worker",
        "missing_coordinator",
        "missing_manager",
    }
)

# A record stays readable for 14 days after the work has moved on.
_HELD = """
    select from workforce_allocation a join workforce_worker w on w.id = a.worker_id
    where a.child_id = {id} and a.starts <= %(now)s and (a.ends is null or a.ends > %(now)s - interval '14 days')"""

# Somebody who has not begun or has left is tied to nobody, whatever their account can still do.
_AT_WORK = "{who}.starts <= %(today)s and ({who}.ends is null or {who}.ends > %(today)s)"

# Children whose primary or co-worker the account's worker is, or was until two weeks ago.
_ALLOCATED = f"{_HELD} and w.account_id = %(account)s and {_AT_WORK.format(who='w')}"

# Children allocated to a worker that the account manages, directly, through another manager, or by team.
_MANAGED = f"""{_HELD} and exists (
        select from workforce_worker m where m.account_id = %(account)s and {_AT_WORK.format(who="m")} and (
            m.id = w.manager_id
            or m.id = (select up.manager_id from workforce_worker up where up.id = w.manager_id)
            or m.id = (select t.manager_id from workforce_team t where t.id = w.team_id)))"""  # noqa: S608

# Children of a worker who is away today and whom the account's worker covers. That one worker is looked up first: as
# a join, every absence there ever was is read.
_COVERED = f"""{_HELD} and exists (
        select from workforce_absence away where away.worker_id = w.id
        and away.cover_id = (select c.id from workforce_worker c
                              where c.account_id = %(account)s and {_AT_WORK.format(who="c")})
        and away.starts <= %(today)s and away.ends > %(today)s)"""  # noqa: S608

# Children of the teams whose duty the account's worker is on at this moment.
_ON_DUTY = f"""{_HELD} and exists (
        select from workforce_shift duty
        join workforce_worker d on d.id = duty.worker_id
        join workforce_rota r on r.id = duty.rota_id
        join workforce_team t on t.id = w.team_id
        where d.account_id = %(account)s and {_AT_WORK.format(who="d")}
        and duty.starts <= %(now)s and duty.ends > %(now)s
        and (r.everywhere or r.team_id = t.id or (r.service = t.service and r.service <> '' and r.area = t.area)))"""

RELATIONSHIPS = (
    Relationship("allocated worker", "child", Purpose.ALLOCATED, _ALLOCATED),
    Relationship("manager of the allocated worker", "child", Purpose.SUPERVISION, _MANAGED, MANAGER_ROLES),
    Relationship("covering for the allocated worker", "child", Purpose.ALLOCATED, _COVERED),
    Relationship("on duty for the allocated worker’s team", "child", Purpose.DUTY, _ON_DUTY, DUTY_ROLES),
)
