"""Minutes as files in a folder: one for each meeting, replaced as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path

from meetingtui.errors import MeetingtuiError
from meetingtui.meeting.model import State
from meetingtui.reports import as_markdown
from meetingtui.reports.as_markdown import front_matter
from meetingtui.reports.minutes import Minutes, minutes_of

_NOT_IN_A_NAME = re.compile(r"[^\w-]+")


def write_minutes(state: State, folder: Path, zone: tzinfo | None) -> Path:
    """Write the minutes of `state` as Markdown into `folder` and return the file.

    It is called by day and series, `2026-11-22-sales-marketing-weekly.md`; where that is another
    meeting's, the meeting's id is added. A meeting always replaces its own file. Raises
    MeetingtuiError when it cannot be written; a file from before is then as it was.
    """
    minutes = minutes_of(state, zone)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = _own_path(minutes, folder)
        replace_file(path, as_markdown.text_of(minutes).encode())
    except OSError as error:
        raise MeetingtuiError(
            f"the minutes could not be written to {folder}: {error.strerror}; the meeting is saved,"
            " and `meetingtui export last` prints its minutes"
        ) from error
    return path


def minutes_in(folder: Path, state: State, zone: tzinfo | None) -> Path | None:
    """Return the file of `folder` that `write_minutes` wrote of the meeting of `state`, if any."""
    minutes = minutes_of(state, zone)
    path = _own_path(minutes, folder)
    return path if _is_of(path, minutes) else None


def remove_minutes(path: Path) -> None:
    """Remove minutes that `write_minutes` wrote, for a meeting that is open again.

    Raises MeetingtuiError when they stay; that they are gone already is fine.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise MeetingtuiError(
            f"the meeting is open again, but its minutes are still in {path}: {error.strerror}"
        ) from error


def file_name(meetings: Sequence[Minutes], suffix: str) -> str:
    """Return what a file of `meetings`, oldest first, is called: days, series, suffix.

    Without meetings it can only hold action items.
    """
    days = sorted({minutes.held_on for minutes in (*meetings[:1], *meetings[-1:])})
    series = {minutes.meeting.agenda for minutes in meetings} or {"action-items"}
    what = series.pop() if len(series) == 1 else "meetings"
    words = [*(day.isoformat() for day in days), _NOT_IN_A_NAME.sub("-", what)[:100]]
    return "-".join(words) + suffix


def _own_path(minutes: Minutes, folder: Path) -> Path:
    path = folder / file_name([minutes], as_markdown.suffix)
    if not os.path.lexists(path) or _is_of(path, minutes):
        return path
    return folder / file_name([minutes], f"-{minutes.meeting.id}{as_markdown.suffix}")


def _is_of(path: Path, minutes: Minutes) -> bool:
    """Tell whether the file's front matter names this meeting."""
    mine = next(line for line in front_matter(minutes) if line.startswith("meeting:"))
    with contextlib.suppress(OSError), path.open(encoding="utf-8", errors="replace") as lines:
        return any(line.rstrip("\n") == mine for _, line in zip(range(10), lines, strict=False))
    return False


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` as the whole of `path`, which has all of it or is as it was before."""
    temporary = path.with_name(f".{path.name[:50]}.{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
