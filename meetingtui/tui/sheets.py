"""Sheets to read over the meeting: help, and all notes and action items."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from meetingtui.meeting.capture import ACTION_PREFIX, PREFIXES
from meetingtui.meeting.model import Action, Note
from meetingtui.meeting.slash import WORDS
from meetingtui.tui.intents import BY_WORD, INTENTS, Intent, keys_of
from meetingtui.tui.matter import entry, notes_of
from meetingtui.tui.show import column, hanging, heading, line, lines, shown
from meetingtui.tui.sight import Sight

WIDEST = 92
FRAME = 6
"""Cells that border, padding and scroll bar of a sheet take."""
KEY, USAGE = 11, 34

Draw = Callable[[int], list[Content]]
"""Returns the rows of a sheet for a width."""


class Sheet(ModalScreen[None]):
    """Rows to scroll through; Esc puts it away."""

    CSS_PATH = "sheets.tcss"
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("escape,q,enter,f1,ctrl+n", "dismiss", "back", tooltip="Return to the meeting"),
    ]

    def __init__(self, title: str, draw: Draw) -> None:
        """Show what `draw` returns under `title`, a literal."""
        super().__init__()
        self._title = title
        self._draw = draw

    def compose(self) -> ComposeResult:
        """Lay out one scrolling page."""
        width = min(WIDEST, self.app.size.width - FRAME)
        with VerticalScroll(id="sheet") as page:
            page.border_title = self._title
            page.border_subtitle = "Esc returns"
            yield Static(lines(self._draw(width)))


def help_sheet(keymap: Mapping[str, str]) -> Sheet:
    """Return every word with its key, the keys without a word, and the signs of capture."""

    def draw(width: int) -> list[Content]:
        rows = [heading("WORDS AND KEYS", width, "single letters work after Esc")]
        for word in WORDS:
            rows += _row(BY_WORD.get(word.name), keymap, word.usage, word.help, width)
        for intent in INTENTS:
            if not intent.words:
                rows += _row(intent, keymap, "", intent.help, width)
        return [*rows, Content(), heading("ANY OTHER LINE IS SAVED", width), *_signs(width)]

    return Sheet("Help", draw)


def review_sheet(sight: Sight) -> Sheet:
    """Return every note and action item of the meeting, and those carried into it."""

    def draw(width: int) -> list[Content]:
        mine = notes_of(sight.state)
        times = {item.id: item.times for item in sight.state.meeting.carried}
        everything: list[Note | Action] = [
            *sight.state.notes.values(),
            *sight.state.actions.values(),
        ]
        older = [item for item in everything if item.id in times]
        rows = [heading("THIS MEETING", width, str(len(mine)))]
        for document in mine:
            rows += entry(sight, document, width)
        rows += [Content(), heading("FROM EARLIER MEETINGS", width, str(len(older)))]
        for document in older:
            rows += entry(sight, document, width, times[document.id])
        return rows

    return Sheet("Notes and action items", draw)


def _row(
    intent: Intent | None, keymap: Mapping[str, str], usage: str, help: str, width: int
) -> list[Content]:
    keys = keys_of(intent, keymap) if intent else []
    key = column(" ".join(keys[:2]), KEY, "bold $text-primary")
    room = min(USAGE, max(12, width - KEY - 30))
    return hanging(line(key, column(usage, room, "bold"), " "), shown(help), width)


def _signs(width: int) -> list[Content]:
    signs = [
        (ACTION_PREFIX, "action item"),
        *((sign, str(kind)) for sign, kind in PREFIXES.items()),
    ]
    rows = [line("without a sign it is what the slot is for; ", "a sign in front picks the kind:")]
    rows.append(line(*(part for sign, kind in signs for part in ((sign, "bold"), f" {kind}   "))))
    rows.append(line(("@", "bold"), "name   ", ("#", "bold"), "tag   ", ("due:", "bold"), "fri"))
    return [piece for row in rows for piece in row.wrap(width)]
