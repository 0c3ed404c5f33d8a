"""The ties to a child that come from a missing episode."""

from __future__ import annotations

from righthelp.foundation.access.decision import Purpose, Relationship

TEAM_ROLES = frozenset({"missing_support_worker", "missing_coordinator", "missing_manager"})
DUTY_ROLES = frozenset({"front_door_officer", "emergency_duty"})

# Every child who has been missing, for the Exploitation and Missing team: the next notice may be about them.
_HAS_BEEN_MISSING = "select from missing_episode e where e.child_id = {id}"

# Children missing now, for the front door and the night, which have no missing team beside them.
_MISSING_NOW = _HAS_BEEN_MISSING + " and e.returned is null and e.cancelled is null"

# Children whose interview is in a sample that the quality auditor reads.
_SAMPLED = """
    select from missing_sampledinterview s
    join missing_interview i on i.id = s.interview_id
    join missing_episode e on e.id = i.episode_id
    where e.child_id = {id}"""

RELATIONSHIPS = (
    Relationship("missing team", "child", Purpose.MISSING, _HAS_BEEN_MISSING, TEAM_ROLES),
    Relationship("front door, child missing now", "child", Purpose.DUTY, _MISSING_NOW, DUTY_ROLES),
    Relationship("sampled interview", "child", Purpose.AUDIT_SAMPLE, _SAMPLED, frozenset({"quality_auditor"})),
)
