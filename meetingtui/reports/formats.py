"""The formats that minutes come in; each is one small module with a `render`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from meetingtui.reports import as_json, as_markdown
from meetingtui.reports.minutes import Minutes


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write minutes down."""

    name: str
    """What people call it on the command line."""

    suffix: str
    """How its files end, with the dot."""

    render: Callable[[Minutes], str]
    """Returns the whole text, with a last line end."""


MARKDOWN = Format("md", ".md", as_markdown.render)
JSON = Format("json", ".json", as_json.render)

FORMATS = {format.name: format for format in (MARKDOWN, JSON)}
"""All formats by name."""
