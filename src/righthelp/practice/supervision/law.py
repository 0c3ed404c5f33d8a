"""Who says how often: the limits of supervision, each with its authority."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from righthelp.foundation.journey import Authority, days

MONTHLY: Final = Authority(
    "The Trust’s contract with the council, KPI 15",
    in_force=date(2018, 4, 1),
)
AGREED_DAY: Final = Authority("Decided in supervision")

CALLED_WITHIN: Final = days(31)
"""A month's supervision is called 31 days before the month's last day, and due by the end of that day."""

DECISION_WITHIN: Final = days(1)

LONG_PLAN: Final = {"cp": timedelta(days=548), "cin": timedelta(days=365)}
"""After how long a plan is talked about in supervision because it is long: a local standard."""

QUIET: Final = timedelta(days=42)
"""After how long without a recorded conversation with the child it is asked why: a local standard, six weeks."""
