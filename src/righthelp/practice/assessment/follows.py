"""What may follow an assessment in other rooms: links that are shown where that room stands."""

from __future__ import annotations

from typing import Final

from righthelp.practice.assessment.codes import Outcome
from righthelp.practice.assessment.models import Assessment
from righthelp.practice.assessment.pages_shared import link

# By outcome: pages of other rooms about the child, in the order in which they help, and their words.
_PAGES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    Outcome.NEED: (("child_in_need:take-on", "Begin the child in need plan"),),
    Outcome.DISABLED: (("child_in_need:take-on", "Begin the plan"),),
    Outcome.STRATEGY: (("section47:ask", "Ask for the strategy discussion"),),
}


def follows(row: Assessment) -> list[tuple[str, str]]:
    """(address, words) of what comes next after what was decided, where that page is there."""
    if row.outcome is None:
        return []
    pages = _PAGES.get(row.outcome, ())
    return [(href, words) for name, words in pages if (href := link(name, row.child_id))]
