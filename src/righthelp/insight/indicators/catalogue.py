"""Every indicator of the house, by explicit list, and the digests that hold each edition to its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from righthelp.insight.indicators.definition import Indicator
from righthelp.insight.indicators.missing import INDICATORS as MISSING

INDICATORS: Final[tuple[Indicator, ...]] = (*MISSING,)
_BY_CODE: Final = {indicator.code: indicator for indicator in INDICATORS}


def indicator(code: str) -> Indicator:
    """The indicator with a code, written in any case. Raises ``KeyError``."""
    return _BY_CODE[code.upper()]


FINGERPRINTS: Final[Mapping[tuple[str, int], str]] = {
    ("MIS-1", 1): "914f7d437e23d1b3",
    ("MIS-2", 1): "90e460bc2e3e5a4d",
    ("MIS-3", 1): "a7af043cd4190ee9",
    ("MIS-4", 1): "f13e076a1f227f94",
    ("MIS-5", 1): "5d839cd7c270e3ca",
    ("MIS-6", 1): "3f78073475d3278e",
    ("MIS-7", 1): "5aeaf1d0016f4148",
    ("MIS-8", 1): "9ce9ab78f7cf0115",
    ("MIS-9", 1): "5a355328b0721a38",
    ("MIS-10", 1): "b98f0e7c86908722",
    ("MIS-11", 1): "e3aaea30a30fe6f3",
    ("MIS-12", 1): "77770b6ae21787a3",
}
"""The digest of every edition ever used, newest last; old editions stay, since published figures name them."""
