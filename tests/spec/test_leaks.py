"""Leaks planted in every place of a file are stopped, and clean documents are not: the floor, whatever is changed.

``righthelp leak-check`` prints the figures, on top of the whole city.
"""

from __future__ import annotations

import pytest

from righthelp.site.bench.leaks import Group, Result, measured
from tests.stories.desk_house import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_planted_leaks_are_stopped_and_clean_documents_are_not() -> None:
    done = list(measured(NOW))
    whole = done[-1]
    assert isinstance(whole, Result)
    missed = [f"{each.name}: {line}" for each in done if isinstance(each, Group) for line in each.not_as_wanted]
    assert whole.planted >= 200
    assert whole.clean >= 100
    assert whole.rate >= 0.95, "\n".join(missed)
    assert whole.false_rate <= 0.05, "\n".join(missed)
    kept = whole.by_kind["protected address"]
    assert kept[0] - kept[1] <= 1, "\n".join(missed)
