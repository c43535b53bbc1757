"""Every format has a name, a suffix and a text with a last line end."""

from __future__ import annotations

from datetime import tzinfo

import pytest

from meetingtui.meeting.model import State
from meetingtui.reports.formats import FORMATS
from meetingtui.reports.minutes import minutes_of


def test_the_formats_are_known_by_name() -> None:
    assert {name: format.suffix for name, format in FORMATS.items()} == {
        "md": ".md", "json": ".json",
    }  # fmt: skip
    assert all(format.name == name for name, format in FORMATS.items())


@pytest.mark.parametrize("name", FORMATS)
def test_each_renders_a_whole_text(second: State, zone: tzinfo, name: str) -> None:
    text = FORMATS[name].render(minutes_of(second, zone))
    assert second.meeting.title in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
