"""Pairs of roles that one person should not hold, with the reason. Holding both needs somebody's written agreement.

Nobody approves what they wrote, nobody reviews their own looks, and whoever gives out rights sees no child's record.
"""

from __future__ import annotations

from righthelp.site.matrix import ROLES

_ALL = frozenset(ROLES)
_NO_RECORDS = {"system_administrator", "workforce_officer", "commissioner", "councillor", "performance_analyst"}


def _pair(one: str, other: str, why: str) -> tuple[frozenset[str], str]:
    assert {one, other} <= _ALL  # noqa: S101  a slip of the pen here must not pass
    return frozenset({one, other}), why


TWO_HATS: tuple[tuple[frozenset[str], str], ...] = (
    _pair(
        "system_administrator",
        "privacy_officer",
        "Whoever gives out rights must not also review how rights are used.",
    ),
    _pair("privacy_officer", "director", "Whoever reviews looks at records must not direct the work that is reviewed."),
    _pair("performance_analyst", "head_of_service", "Whoever writes a report must not approve it."),
    _pair("performance_analyst", "director", "Whoever writes a report must not approve it."),
    _pair("quality_auditor", "team_manager", "Nobody audits the work of their own team."),
    _pair("reviewing_officer", "social_worker", "A reviewing officer is independent of the work that is reviewed."),
    _pair("reviewing_officer", "team_manager", "A reviewing officer is independent of the work that is reviewed."),
    *(
        _pair("mash_partner", role, "A partner reads what its agency is asked, and nothing of the record.")
        for role in ROLES
        if role not in _NO_RECORDS | {"privacy_officer", "police_partner", "mash_partner"}
    ),
    *(
        _pair("system_administrator", role, f"A system administrator sees no child’s record; {name.lower()} does.")
        for role, name in ROLES.items()
        if role not in _NO_RECORDS | {"privacy_officer", "police_partner", "mash_partner"}
    ),
)
