"""Whatever the groups are: nothing shown lets anybody learn of fewer than ten people."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from righthelp.governance.staff_voice.withheld import shown

groups = st.dictionaries(st.integers(0, 12), st.integers(0, 40), max_size=13)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(groups)
def test_neither_a_group_nor_the_rest_of_the_whole_is_of_fewer_than_ten(counts: dict[int, int]) -> None:
    found = shown(counts)
    assert all(counts[key] >= 10 for key in found)
    rest = sum(counts.values()) - sum(counts[key] for key in found)
    if found:
        assert rest == 0 or rest >= 10
        assert len([key for key, count in counts.items() if count and key not in found]) != 1 or rest == 0


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.integers(0, 12), st.integers(10, 40), max_size=13))
def test_where_every_group_is_large_enough_all_are_shown(counts: dict[int, int]) -> None:
    assert shown(counts) == set(counts)
