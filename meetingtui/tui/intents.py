"""Everything that a key does: one registry for bindings, palette, help and the table of keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.binding import Binding

from meetingtui.meeting import commands as ask


@dataclass(frozen=True, slots=True)
class Intent:
    """Something that a facilitator wants, and how to say so."""

    id: str
    """The name under which settings give it other keys."""

    keys: str
    """Keys separated by commas; the first is the one that is shown."""

    label: str
    help: str
    asks: tuple[type[ask.Command], ...] = ()
    """It is possible while the meeting allows one of these; empty is always."""

    command: ask.Command | None = None
    """What it asks of the meeting; None where the screen does more than that."""

    words: tuple[str, ...] = ()
    """The words that say the same as a line."""


INTENTS = (
    Intent("help", "f1", "help", "Show all keys and words", words=("help",)),
    Intent("next", "f2,n", "next", "Open the next slot; before the meeting, start it",
           (ask.Next,), ask.Next(), ("next", "start")),
    Intent("back", "f3,b", "back", "Return to the slot before", (ask.Back,), ask.Back(), ("back",)),
    Intent("pause", "f4,p", "pause", "Stop the clock, or let it go on",
           (ask.Pause, ask.Resume), None, ("pause", "resume")),
    Intent("extend", "f5,e", "+2m", "Lengthen the slot by two minutes",
           (ask.Extend,), ask.Extend(ask.EXTENSION), ("extend",)),
    Intent("goto", "f6,g", "go to", "Choose the slot to open", (ask.Goto,), None, ("goto",)),
    Intent("skip", "f7,s", "skip", "Leave the slot as not held and open the next",
           (ask.Skip,), ask.Skip(), ("skip",)),
    Intent("review", "f8", "review", "Go through the action items", words=("actions",)),
    Intent("notes", "ctrl+n", "notes", "Read all notes and action items", words=("notes",)),
    Intent("close", "f9", "close", "Read back, rate and end the meeting",
           (ask.Close,), None, ("close",)),
    Intent("leave", "f10,ctrl+q", "leave", "Leave; the meeting can be resumed", words=("quit",)),
    Intent("undo", "ctrl+z,u", "undo", "Take the latest step back", (ask.Undo,), ask.Undo(),
           ("undo",)),
    Intent("redo", "ctrl+y,r", "redo", "Do the step undone last again", (ask.Redo,), ask.Redo(),
           ("redo",)),
    Intent("refit", "ctrl+r", "re-fit", "Shorten later slots so that the end holds",
           (ask.Refit,), ask.Refit(), ("refit",)),
    Intent("older", "pageup", "older", "Scroll to older notes"),
    Intent("newer", "pagedown", "newer", "Scroll to newer notes"),
    Intent("letters", "escape", "letters", "Leave the line, so that single letters are keys"),
    Intent("write", "i,slash,enter", "write", "Return to the line after Esc"),
)  # fmt: skip
"""In the order of help. Plain letters work after Esc, when the line does not have the focus."""

BY_ID = {intent.id: intent for intent in INTENTS}
BY_WORD = {word: intent for intent in INTENTS for word in intent.words}


def bindings() -> list[Binding]:
    """Return a binding for each intent, under its id."""
    return [
        Binding(
            intent.keys,
            f"do('{intent.id}')",
            intent.label,
            id=intent.id,
            tooltip=intent.help,
        )
        for intent in INTENTS
    ]


def possible(intent: Intent, allowed: frozenset[type[ask.Command]]) -> bool:
    """Tell whether `intent` makes sense while the meeting allows these commands."""
    return not intent.asks or any(kind in allowed for kind in intent.asks)


def key_of(intent: Intent, keymap: Mapping[str, str]) -> str:
    """Return the key to show for `intent`, as people write it: `F2`, `Ctrl+Z`."""
    return keys_of(intent, keymap)[0]


def keys_of(intent: Intent, keymap: Mapping[str, str]) -> list[str]:
    """Return all keys of `intent` as people write them; single letters stay small."""
    return [_shown(key.strip()) for key in keymap.get(intent.id, intent.keys).split(",")]


def _shown(key: str) -> str:
    *chords, last = key.split("+")
    return "+".join([*map(str.title, chords), _NAMES.get(last, last.upper() if chords else last)])


_NAMES = {"pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc", "enter": "Enter", "slash": "/"}
_NAMES |= {f"f{number}": f"F{number}" for number in range(1, 13)}
