"""Minutes as files: a name for each meeting, and never half a file."""

from __future__ import annotations

import os
from datetime import tzinfo
from pathlib import Path

import pytest
from msgspec.structs import replace

from meetingtui.errors import MeetingtuiError
from meetingtui.meeting.model import State
from meetingtui.reports.as_markdown import text_of as render
from meetingtui.reports.files import minutes_in, remove_minutes, write_minutes
from meetingtui.reports.minutes import minutes_of

NAME = "2026-11-24-sales-marketing-weekly.md"


def test_the_file_is_called_by_day_and_series(tmp_path: Path, second: State, zone: tzinfo) -> None:
    folder = tmp_path / "deep" / "minutes"
    path = write_minutes(second, folder, zone)
    assert path == folder / NAME
    assert path.read_text("utf-8") == render(minutes_of(second, zone))
    assert folder.stat().st_mode & 0o777 == 0o700
    assert list(folder.iterdir()) == [path]


def test_a_meeting_replaces_its_own_file(tmp_path: Path, second: State, zone: tzinfo) -> None:
    write_minutes(second, tmp_path, zone)
    renamed = State(replace(second.meeting, facilitator="Eve"), second.notes, second.actions)
    path = write_minutes(renamed, tmp_path, zone)
    assert list(tmp_path.iterdir()) == [path]
    assert "Eve" in path.read_text()


def test_two_meetings_on_one_day_keep_a_file_each(
    tmp_path: Path, second: State, zone: tzinfo
) -> None:
    first = write_minutes(second, tmp_path, zone)
    text = first.read_text()
    other = State(replace(second.meeting, id="f" * 24, title="Once more"))
    path = write_minutes(other, tmp_path, zone)
    assert path.name == f"2026-11-24-sales-marketing-weekly-{'f' * 24}.md"
    assert write_minutes(other, tmp_path, zone) == path
    assert first.read_text() == text
    assert "Once more" in path.read_text()


@pytest.mark.parametrize("content", [b"", b"My own notes\n", b"\xff\xfe\x00"])
def test_a_file_of_somebody_else_is_left_alone(
    tmp_path: Path, second: State, zone: tzinfo, content: bytes
) -> None:
    (tmp_path / NAME).write_bytes(content)
    assert write_minutes(second, tmp_path, zone).name != NAME
    assert (tmp_path / NAME).read_bytes() == content


def test_a_folder_of_that_name_is_left_alone(tmp_path: Path, second: State, zone: tzinfo) -> None:
    (tmp_path / NAME).mkdir()
    assert write_minutes(second, tmp_path, zone).name != NAME


@pytest.mark.parametrize("series", ["../../etc/x", "a/b", "a b\n", "x" * 300])
def test_a_series_cannot_lead_out_of_the_folder(
    tmp_path: Path, second: State, zone: tzinfo, series: str
) -> None:
    path = write_minutes(State(replace(second.meeting, agenda=series)), tmp_path, zone)
    assert path.parent == tmp_path
    assert path.is_file()


def test_where_it_cannot_be_written_it_says_so(tmp_path: Path, second: State, zone: tzinfo) -> None:
    folder = tmp_path / "file"
    folder.write_text("in the way")
    with pytest.raises(MeetingtuiError, match="could not be written to .*file: .*export last"):
        write_minutes(second, folder, zone)


def test_a_full_disk_leaves_the_old_file(
    tmp_path: Path, second: State, zone: tzinfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_minutes(second, tmp_path, zone)
    text = path.read_text()

    def full(handle: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MeetingtuiError, match="No space left"):
        write_minutes(State(replace(second.meeting, title="New")), tmp_path, zone)
    assert path.read_text() == text
    assert list(tmp_path.iterdir()) == [path]


def test_minutes_that_stay_are_told(tmp_path: Path) -> None:
    with pytest.raises(MeetingtuiError, match="the meeting is open again, but its minutes are"):
        remove_minutes(tmp_path)


def test_in_a_folder_that_cannot_be_looked_into_there_are_none(
    tmp_path: Path, second: State, zone: tzinfo
) -> None:
    assert minutes_in(tmp_path / ("x" * 300), second, zone) is None
