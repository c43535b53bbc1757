"""Percents that add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.agenda.percents import whole_percents


@pytest.mark.parametrize(
    ("parts", "percents"),
    [
        ((317, 20, 9), (92, 6, 2)),
        ((334, 333, 333), (34, 33, 33)),
        ((1, 1, 1), (33, 33, 33)),
        ((1, 1, 1, 3), (17, 17, 17, 50)),
        ((1, 0), (100, 0)),
        ((0, 0), (0, 0)),
        ((), ()),
    ],
)
def test_whole_percents(parts, percents):
    assert whole_percents(parts) == percents


@given(st.lists(st.integers(0, 10**6), min_size=1, unique=True))
def test_they_add_up(parts):
    assert sum(whole_percents(parts)) == (100 if any(parts) else 0)


@given(st.lists(st.integers(0, 20), min_size=1))
def test_equal_parts_are_equal_and_none_is_a_whole_point_off(parts):
    percents = whole_percents(parts)
    assert len(set(zip(parts, percents, strict=True))) == len(set(parts))
    for part, percent in zip(parts, percents, strict=True):
        assert abs(percent - 100 * part / (sum(parts) or 1)) < 1 + 1e-9
        assert part or not percent
