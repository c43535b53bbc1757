"""The formats that minutes come in: those of the house, and those that others have installed."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from meetingtui.errors import MeetingtuiError, UsageError
from meetingtui.reports import (
    as_csv,
    as_eml,
    as_html,
    as_ics,
    as_json,
    as_markdown,
    as_slack,
    as_taskwarrior,
    as_text,
    as_todotxt,
)
from meetingtui.reports.format import GROUP, Format

_MODULES: tuple[Format, ...] = (
    as_markdown,
    as_html,
    as_text,
    as_json,
    as_csv,
    as_ics,
    as_slack,
    as_todotxt,
    as_taskwarrior,
    as_eml,
)

LISTS: tuple[Format, ...] = (as_csv, as_ics, as_todotxt, as_taskwarrior)
"""The formats that hold action items, and something even where no meeting was held."""

OURS: dict[str, Format] = {format.name: format for format in _MODULES}
"""The formats of the house by name; nobody else's takes the place of one."""


def known_formats() -> tuple[str, ...]:
    """Return the names of all formats, those of others last."""
    return (*OURS, *_others())


def format_named(name: str) -> Format:
    """Return the format of this name.

    Raises UsageError where there is none, and MeetingtuiError where it is somebody else's and
    does not work.
    """
    if name in OURS:
        return OURS[name]
    if name in _others():
        return _loaded(_others()[name])
    near = get_close_matches(name, known_formats(), 1)
    meant = f"; did you mean {near[0]!r}?" if near else ""
    raise UsageError(f"there is no format {name!r}, only {', '.join(known_formats())}{meant}")


def format_for(path: Path) -> Format:
    """Return the format that the end of a file's name asks for; Markdown where it has none.

    Raises UsageError where no format of the house ends so.
    """
    if not path.suffix or path.is_dir():
        return as_markdown
    # The longest first: `a.slack.json` is no plain JSON.
    for format in sorted(_MODULES, key=lambda format: -len(format.suffix)):
        if f".{path.name}".endswith(format.suffix):
            return format
    known = ", ".join(format.suffix for format in _MODULES)
    raise UsageError(f"no format ends in {path.suffix}, only {known}; or name one with --format")


@cache
def _others() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP) if point.name not in OURS}


def _loaded(point: EntryPoint) -> Format:
    whose = f" of {point.dist.name}" if point.dist else ""
    what = f"the format {point.name!r}{whose} cannot be used"
    try:
        format = point.load()
    except (ImportError, AttributeError) as error:
        raise MeetingtuiError(f"{what}: {error}") from error
    if not isinstance(format, Format):
        raise MeetingtuiError(f"{what}: {point.value} has no name, suffix and render")
    return format
