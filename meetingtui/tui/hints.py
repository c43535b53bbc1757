"""The keys at the bottom of a screen; a click does the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.content import Content
from textual.style import Style

from meetingtui.tui.intents import Intent, key_of
from meetingtui.tui.show import fitting, line


def hints(intents: Iterable[Intent], keymap: Mapping[str, str], width: int) -> Content:
    """Return as many of `intents` with their keys as fit, from the first on."""
    return fitting([hint(each.id, key_of(each.id, keymap), each.label) for each in intents], width)


def hint(id: str, key: str, label: str) -> Content:
    """Return a key and what it does; a click on it does what the intent with this id wants."""
    shown = line((key, "bold"), f" {label}")
    return shown.stylize(Style.from_meta({"@click": f"screen.do('{id}')"}))
