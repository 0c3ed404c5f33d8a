"""Who says how soon: the first home offered, and a home by the day on which it is needed."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Authority, days, working_days

FIRST_OFFER: Final = Authority("Local standard: a first home is offered within two working days of asking for one")
BY_THE_DAY: Final = Authority("Children Act 1989, section 22C: a home by the day on which the child needs one")

FIRST_OFFER_WITHIN: Final = working_days(2)
ONE_DAY: Final = days(1)
"""From the eve of the day named (decision 106)."""
