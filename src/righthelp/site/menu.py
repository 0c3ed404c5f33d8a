"""The menu, in the order of a working day, and the sentence under the header while the city is loading."""

from __future__ import annotations

from righthelp.foundation.pages.render import NavItem

MENU: tuple[NavItem, ...] = (
    NavItem("Home", "home", "home.see"),
    NavItem("Worklist", "worklist", "worklist.see"),
    NavItem("Teams", "teams", "team.see"),
    NavItem("Audit", "audit", "audit.search"),
    NavItem("Indicators", "indicators", "indicator.see"),
    NavItem("Reports", "reports", "report.see"),
)


def notice() -> str:
    """A sentence for every page, or nothing."""
    return ""
