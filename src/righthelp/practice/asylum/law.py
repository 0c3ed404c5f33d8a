"""Who says how soon: an assessment of age, an answer of the Home Office."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Authority, days

AGE: Final = Authority(
    "Local standard, after the age assessment guidance of ADCS (2015): decided within 28 days of beginning; no "
    "regulation sets a number"
)
ANSWER: Final = Authority("Local standard: the Home Office is asked again after four weeks without an answer")

AGE_WITHIN: Final = days(28)
ANSWER_WITHIN: Final = days(28)
SPIKE: Final = 2.0
"""A month with at least this many times the average of the twelve before it is a spike."""
SPIKE_LEAST: Final = 5
"""Fewer arrivals than this are no spike, whatever the average was."""
