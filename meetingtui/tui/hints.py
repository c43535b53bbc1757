"""The keys at the bottom of a screen; a click does the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.content import Content
from textual.style import Style

from meetingtui.tui.intents import Intent, key_of
from meetingtui.tui.show import fitting, line


def hints(intents: Iterable[Intent], keymap: Mapping[str, str], width: int) -> Content:
    """Return as many of `intents` with their keys as fit, from the first on."""
    return fitting([_hint(intent, keymap) for intent in intents], width)


def _hint(intent: Intent, keymap: Mapping[str, str]) -> Content:
    hint = line((key_of(intent, keymap), "bold"), f" {intent.label}")
    return hint.stylize(Style.from_meta({"@click": f"screen.do('{intent.id}')"}))
