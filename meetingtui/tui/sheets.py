"""Sheets to read over a screen: help, and all notes and action items of a meeting."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from meetingtui.followup.search_text import folded
from meetingtui.meeting.capture import ACTION_PREFIX, PREFIXES
from meetingtui.meeting.model import Action, Meeting, Note
from meetingtui.meeting.readback import taken
from meetingtui.meeting.turns import prompt_now
from meetingtui.meeting.words import GROUPS
from meetingtui.tui.cheat import WIDTH, cheat_sheet
from meetingtui.tui.dialog import Dialog, Draw, snug
from meetingtui.tui.intents import BY_WORD, LIVE, SCOPES, Intent, Scope, keys_of
from meetingtui.tui.matter import entry
from meetingtui.tui.show import column, fitting_rows, hanging, heading, line, lines, shown
from meetingtui.tui.sight import Sight

KEY, USAGE = 11, 34


class Sheet(Dialog[None]):
    """Rows to scroll through; Esc puts it away."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,f1,ctrl+n", "dismiss", "back", tooltip="Put it away"),
    ]

    def __init__(self, title: str, draw: Draw, at: str = "", least: int = 0) -> None:
        """Show what `draw` returns under `title`, a literal; open where the text `at` stands.

        It is as wide as it needs, and at least `least` where the screen is.
        """
        super().__init__()
        self._title = title
        self._draw = draw
        self._at = at
        self._least = least

    def compose(self) -> ComposeResult:
        """Lay out one scrolling page."""
        with VerticalScroll(id="sheet") as page:
            page.border_title = self._title
            yield Static()

    def on_mount(self) -> None:
        """Draw for the first time."""
        self.on_resize()
        self.call_after_refresh(self._go_to_place)

    def on_resize(self) -> None:
        """Draw for the new width."""
        rows = snug(self._draw, self.app.size.width, self._least)
        self._place = place_in(rows, self._at)
        if self._place is not None:
            rows[self._place] = rows[self._place].stylize("reverse")
        self.query_one(Static).update(lines(rows))
        scrolls = len(rows) > self.app.size.height - 2
        page = self.query_one("#sheet")
        page.border_subtitle = f"{'PgUp PgDn scroll, ' if scrolls else ''}Esc returns"

    def _go_to_place(self) -> None:
        if self._place is not None:
            self.query_one("#sheet").scroll_to(y=self._place - 4, animate=False)


def place_in(rows: Sequence[Content], text: str) -> int | None:
    """Return which of `rows` has the beginning of `text`; None for none, or for no text.

    A row may have less of it than its beginning, where a long word ends it.
    """
    words = folded(text).split()
    for count in range(min(4, len(words)), 0, -1):
        start = " ".join(words[:count])
        for place, each in enumerate(rows):
            if start in folded(each.plain):
                return place
    return None


def help_sheet(keymap: Mapping[str, str], lacks: Collection[str], at: str = "") -> Sheet:
    """Return every word with its key, the keys without a word, and the signs of capture.

    Words that the screen `lacks` are left out. It opens where the text `at` stands.
    """

    def draw(width: int) -> list[Content]:
        rows: list[Content] = []
        for title, group in GROUPS.items():
            rows.append(
                heading(title.upper(), width, "" if rows else "single letters work after Esc")
            )
            for word in group:
                if word.name not in lacks:
                    rows += _row(BY_WORD.get(word.name), keymap, word.usage, word.help, width)
            rows.append(Content())
        rows.append(heading("KEYS WITHOUT A WORD", width))
        for intent in LIVE:
            if not intent.words:
                rows += _row(intent, keymap, "", intent.help, width)
        return [*rows, Content(), heading("ANY OTHER LINE IS SAVED", width), *_signs(width)]

    return Sheet("Help", draw, at)


def cheat(keymap: Mapping[str, str]) -> Sheet:
    """Return all of a meeting on one screen, in the fewest words."""

    def draw(width: int) -> list[Content]:
        rows = cheat_sheet(keymap, min(width, WIDTH))
        return [shown(row) if row.startswith(" ") else heading(row, width) for row in rows]

    return Sheet("At a glance", draw, least=WIDTH)


def keys_sheet(scope: Scope, keymap: Mapping[str, str]) -> Sheet:
    """Return every key of a screen."""

    def draw(width: int) -> list[Content]:
        rows = [heading(scope.upper(), width)]
        for intent in SCOPES[scope]:
            head = column(" ".join(keys_of(intent, keymap)), KEY, "bold $text-primary")
            rows += hanging(line(head, " "), shown(intent.help), width)
        return rows

    return Sheet("Help", draw)


def prompt_sheet(meeting: Meeting) -> Sheet:
    """Return what is asked in the open slot, to be read aloud."""
    return Sheet("Asked in this slot", lambda width: shown(prompt_now(meeting)).wrap(width))


def notes_sheet(sight: Sight) -> Sheet:
    """Return every note and action item of the meeting, and those carried into it."""

    def draw(width: int) -> list[Content]:
        mine = taken(sight.state)
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
    if len(usage) > room:
        return [line(key, (usage, "bold")), *hanging(line(" " * (KEY + 2)), shown(help), width)]
    return hanging(line(key, column(usage, room, "bold"), " "), shown(help), width)


def _signs(width: int) -> list[Content]:
    kinds = [(ACTION_PREFIX, "action item"), *((sign, str(k)) for sign, k in PREFIXES.items())]
    marks = [("@", "name"), ("#", "tag"), ("due:", "fri")]
    return [
        *shown("without a sign it is what the slot is for; a sign in front picks the kind:").wrap(
            width
        ),
        *fitting_rows([line((sign, "bold"), f" {kind}") for sign, kind in kinds], width),
        *fitting_rows([line((mark, "bold"), what) for mark, what in marks], width),
    ]
