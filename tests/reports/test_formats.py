"""Every format has a name, a suffix and a whole file; others may add theirs."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Any

import pytest

from meetingtui.errors import MeetingtuiError, UsageError
from meetingtui.meeting.model import State
from meetingtui.reports import formats
from meetingtui.reports.format import GROUP, Format
from meetingtui.reports.formats import OURS, format_for, format_named, known_formats
from meetingtui.reports.minutes import minutes_of
from meetingtui.reports.options import Options

PLUGIN = """
name = "shout"
suffix = ".shout"

def render(meetings, options):
    return "".join(f"{minutes.meeting.title}!\\n" for minutes in meetings).upper().encode()
"""


def test_the_formats_are_known_by_name() -> None:
    assert {name: format.suffix for name, format in OURS.items()} == {
        "md": ".md", "html": ".html", "text": ".txt", "json": ".json", "csv": ".csv",
        "ics": ".ics", "slack": ".slack.json", "todotxt": ".todo.txt",
        "taskwarrior": ".task.json", "eml": ".eml",
    }  # fmt: skip
    assert all(isinstance(format, Format) for format in OURS.values())


@pytest.mark.parametrize("name", OURS)
def test_each_renders_a_whole_file_the_same_each_time(
    second: State, zone: tzinfo, name: str
) -> None:
    minutes = minutes_of(second, zone)
    content = OURS[name].render([minutes], Options())
    assert second.actions
    assert b"Send the deck with the new prices" in content
    assert content.endswith(b"\n")
    assert not content.endswith(b"\n\n")
    assert OURS[name].render([minutes], Options()) == content


@pytest.mark.parametrize("format", OURS.values())
def test_the_end_of_a_file_name_tells_the_format(format: Format) -> None:
    assert format_for(Path(f"minutes{format.suffix}")) is format
    assert format_for(Path(format.suffix.removeprefix("."))) in (format, OURS["md"])


def test_where_a_file_name_has_no_end_it_is_markdown(tmp_path: Path) -> None:
    folder = tmp_path / "minutes.old"
    folder.mkdir()
    assert format_for(Path("minutes")) is format_for(folder) is OURS["md"]
    with pytest.raises(UsageError, match="no format ends in .odt, only .md"):
        format_for(Path("minutes.odt"))


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Return a way to install a package with a module of this text and these entry points."""
    monkeypatch.syspath_prepend(tmp_path)

    def install(module: str, **points: str) -> None:
        (tmp_path / "shouting.py").write_text(module)
        about = tmp_path / "shouting-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n")
        lines = [f"{name} = {target}" for name, target in points.items()]
        (about / "entry_points.txt").write_text("\n".join([f"[{GROUP}]", *lines]) + "\n")
        formats._others.cache_clear()

    yield install
    sys.modules.pop("shouting", None)
    formats._others.cache_clear()


def test_an_installed_package_adds_its_format(
    install: Callable[..., None], second: State, zone: tzinfo
) -> None:
    install(PLUGIN, shout="shouting")
    assert known_formats() == (*OURS, "shout")
    content = format_named("shout").render([minutes_of(second, zone)], Options())
    assert content == b"WEEKLY SALES AND MARKETING JOINT MEETING!\n"


def test_no_package_takes_the_place_of_a_format_of_the_house(install: Callable[..., None]) -> None:
    install(PLUGIN, md="shouting")
    assert known_formats() == tuple(OURS)
    assert format_named("md") is OURS["md"]


@pytest.mark.parametrize(
    ("module", "target", "why"),
    [
        ("import nothing_of_this_name", "shouting", "No module named 'nothing_of_this_name'"),
        ("", "shouting:Shout", "has no attribute 'Shout'"),
        ("name = 'shout'", "shouting", "shouting has no name, suffix and render"),
    ],
)
def test_a_format_that_does_not_work_is_named_with_its_package(
    install: Callable[..., None], module: str, target: str, why: str
) -> None:
    install(module, shout=target)
    sentence = "the format 'shout' of shouting cannot be used: .*" + why
    with pytest.raises(MeetingtuiError, match=sentence):
        format_named("shout")


def test_a_format_that_nobody_has_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="there is no format 'docx', only md, .*json"):
        format_named("docx")


@pytest.mark.parametrize("name", OURS)
def test_no_format_steers_a_terminal(
    second: State, poison: Callable[[Any], Any], harmless: Callable[[bytes], None], name: str
) -> None:
    noisy = State(*map(poison, (second.meeting, dict(second.notes), dict(second.actions))))
    content = OURS[name].render([minutes_of(noisy, None)], Options())
    # Folded lines are put together again: what is cut in two is whole for whoever reads it.
    harmless(re.sub(rb"\r?\n |=\r\n", b"", content))
