from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.followup.charts import bar, bars_of, columns
from meetingtui.followup.insights_model import Bar, Figure


def figure(*points, full=None, bars=(), unit=""):
    return Figure(id="f", title="F", told="", points=points, full=full, bars=bars, unit=unit)


@pytest.mark.parametrize(
    ("points", "full", "drawn"),
    [
        ((1, 2, 3), None, "▁▅█"),
        ((0, None, 7), None, "▁ █"),
        ((5, 5), None, ""),
        ((), None, ""),
        ((None,), None, ""),
        ((100, 100), 100, "██"),
        ((50, 75, 100), 100, "▁▅█"),
        ((0, 0), 100, "▁▁"),
    ],
)
def test_columns_go_from_the_lowest_to_the_best(points, full, drawn):
    assert columns(figure(*points, full=full)) == drawn


def test_where_less_is_better_it_is_drawn_higher():
    drawn = columns(replace(figure(-1, None, 2, 5), less_is_better=True))
    assert drawn == "█ ▅▁"


@pytest.mark.parametrize(
    ("value", "target", "drawn"),
    [
        (0, None, "░░░░░░░░"),
        (5, None, "████░░░░"),
        (10, None, "████████"),
        (15, None, "████████"),
        (5, 10, "████░░░│"),
        (10, 5, "███│████"),
        (5, 0, "│███░░░░"),
    ],
)
def test_a_bar_is_full_as_far_as_its_value(value, target, drawn):
    assert bar(value, target, 10, 8) == drawn


@given(st.floats(0, 1e6), st.none() | st.floats(0, 1e6), st.floats(0.1, 1e6), st.integers(1, 60))
def test_a_bar_is_as_wide_as_it_should_be(value, target, top, width):
    drawn = bar(value, target, top, width)
    assert len(drawn) == width
    assert drawn.count("│") == (target is not None)


def test_bars_are_beside_one_another():
    drawn = bars_of(figure(bars=(Bar("a", 1, "one"), Bar("long", 2, "two", 4))), 4)
    assert drawn == [("a", "█░░░", "one"), ("long", "██░│", "two")]
    assert bars_of(figure(bars=(Bar("a", 50, "half"),), unit="%"), 4)[0][1] == "██░░"
    assert bars_of(figure(bars=(Bar("a", 0, "none"),)), 4)[0][1] == "░░░░"
    assert bars_of(figure(), 4) == []
