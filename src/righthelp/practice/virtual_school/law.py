"""Who says how soon: the first personal education plan, and one each term."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Authority, days, working_days

FIRST: Final = Authority(
    "Promoting the education of looked-after children (statutory guidance, 2018): a personal education plan within 10 "
    "working days of coming into care"
)
TERM: Final = Authority(
    "Promoting the education of looked-after children (statutory guidance, 2018): reviewed each school term"
)
FIRST_WITHIN: Final = working_days(10)
TERM_WITHIN: Final = days(1)
