"""Columns line up whatever the script."""

from __future__ import annotations

from meetingtui.reports.columns import WIDEST, padded, width


def test_wide_and_combining_characters_are_counted_in_cells() -> None:
    assert width("abc") == 3
    assert width("会議") == 4
    assert width("e\u0301\u200b") == 1


def test_columns_are_as_wide_as_their_widest_text() -> None:
    assert padded([["a", "bb", "1"], ["会議", "", "10"]], right=1) == [
        ["a   ", "bb", " 1"], ["会議", "  ", "10"],
    ]  # fmt: skip


def test_a_very_long_text_does_not_widen_the_others() -> None:
    (short, _), (long, _) = padded([["a", "x"], ["b" * 200, "x"]])
    assert len(short) == WIDEST
    assert long == "b" * 200


def test_no_rows_are_no_rows() -> None:
    assert padded([]) == []
