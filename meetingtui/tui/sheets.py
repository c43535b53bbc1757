"""Sheets to read over the meeting: help, and all notes and action items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from meetingtui.meeting.capture import ACTION_PREFIX, PREFIXES
from meetingtui.meeting.model import Action, Note
from meetingtui.meeting.slash import help_lines
from meetingtui.tui.intents import INTENTS, key_of
from meetingtui.tui.matter import entry, notes_of
from meetingtui.tui.show import column, heading, line, lines, shown
from meetingtui.tui.sight import Sight

WIDTH = 74
"""Cells that a row of a sheet has on a terminal of 80."""


class Sheet(ModalScreen[None]):
    """Rows to scroll through; Esc puts it away."""

    CSS_PATH = "sheets.tcss"
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("escape,q,enter,f1,f8", "dismiss", "back", tooltip="Return to the meeting"),
    ]

    def __init__(self, title: str, rows: Sequence[Content]) -> None:
        """Show `rows` under `title`."""
        super().__init__()
        self._title = title
        self._rows = rows

    def compose(self) -> ComposeResult:
        """Lay out one scrolling page."""
        with VerticalScroll(id="sheet") as page:
            page.border_title = shown(self._title).markup
            page.border_subtitle = "Esc returns"
            yield Static(lines(self._rows))


def help_sheet(keymap: Mapping[str, str]) -> Sheet:
    """Return all keys, prefixes and words."""
    keys = [line(column(key_of(i, keymap), 10, "bold $text-primary"), i.help) for i in INTENTS]
    kinds = [(ACTION_PREFIX, "action item"), *((s, str(kind)) for s, kind in PREFIXES.items())]
    prefixes = line(*(piece for sign, kind in kinds for piece in ((sign, "bold"), f" {kind}   ")))
    rest = [
        line(("@", "bold"), "name   ", ("#", "bold"), "tag   ", ("due:", "bold"), "fri"),
        Content(),
    ]
    words = [shown(text) for text in help_lines()]
    parts = [heading("KEYS", WIDTH, "letters work after Esc"), *keys, Content()]
    parts += [heading("A LINE BEGINS WITH", WIDTH), *prefixes.wrap(WIDTH), *rest]
    return Sheet("Help", [*parts, heading("WORDS", WIDTH), *words])


def review_sheet(sight: Sight) -> Sheet:
    """Return every note and action item of the meeting, and those carried into it."""
    mine = notes_of(sight.state)
    taken = {document.id for document in mine}
    times = {item.id: item.times for item in sight.state.meeting.carried}
    everything: list[Note | Action] = [*sight.state.notes.values(), *sight.state.actions.values()]
    older = [item for item in everything if item.id not in taken and item.id in times]
    rows = [heading("THIS MEETING", WIDTH, str(len(mine)))]
    for document in mine:
        rows += entry(sight, document, WIDTH)
    rows += [Content(), heading("FROM EARLIER MEETINGS", WIDTH, str(len(older)))]
    for document in older:
        rows += entry(sight, document, WIDTH, times[document.id])
    return Sheet("Notes and action items", rows)
