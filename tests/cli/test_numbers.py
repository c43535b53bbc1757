"""The numbers of action items, and the words behind them."""

from __future__ import annotations

import click
import pytest

from meetingtui.cli.numbers import numbers_and_why
from meetingtui.errors import UsageError


@pytest.mark.parametrize(
    ("words", "reason", "read"),
    [
        (["1"], "", ([1], "")),
        (["1", "!2", "3,4"], "late", ([1, 2, 3, 4], "late")),
        (["1", "no", "longer", "needed"], "", ([1], "no longer needed")),
        (["!1,2", "-5", "%"], "", ([1, 2], "-5 %")),
    ],
)
def test_why_may_follow_the_numbers(words, reason, read):
    assert numbers_and_why(words, reason) == read


@pytest.mark.parametrize(
    ("words", "reason"), [(["1", "2", "too", "late"], ""), (["1", "late"], "late")]
)
def test_where_the_reason_begins_must_be_clear(words, reason):
    with pytest.raises(UsageError, match="with commas or the reason with --reason"):
        numbers_and_why(words, reason)


def test_a_number_comes_first():
    with pytest.raises(click.BadParameter, match="'late' is no number of an action item"):
        numbers_and_why(["late", "1"], "")
