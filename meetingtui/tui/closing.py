"""Closing a meeting: everybody hears what was decided and promised, and the teams rate it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from meetingtui.errors import MeetingtuiError
from meetingtui.meeting.commands import Rate
from meetingtui.meeting.rating import Ballot, ballot_of
from meetingtui.tui.capture_line import CaptureLine
from meetingtui.tui.dialog import Dialog, snug
from meetingtui.tui.intents import binding
from meetingtui.tui.preface import read_back_rows
from meetingtui.tui.show import QUIET, column, line, lines, shown
from meetingtui.tui.sight import Sight

LEAST = 66
"""Cells in which the questions and the title fit, where the screen has so many."""


class CloseDialog(Dialog[tuple[Rate, ...] | None]):
    """Reads back and asks each team in turn; the answer is the ratings, or None to go on."""

    CSS_PATH = "closing.tcss"
    AUTO_FOCUS = "CaptureLine"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "back", tooltip="Return to the meeting"),
        binding("close", "finish"),
        binding("older", "page(-1)"),
        binding("newer", "page(1)"),
    ]

    def __init__(self, sight: Sight) -> None:
        """Read back the meeting of `sight`."""
        super().__init__()
        self._sight = sight
        self._ballot: Ballot = ballot_of(sight.state.meeting)

    def compose(self) -> ComposeResult:
        """Lay out what is read back, the ratings, and one line to answer in."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = "Close the meeting"
            with VerticalScroll(can_focus=False):
                yield Static(id="page")
            yield Static(id="ratings")
            yield Static(id="question")
            with Horizontal(id="answer"):
                yield Label(">", id="arrow", markup=False)
                yield CaptureLine(lambda _: ())
            yield Static(id="wrong")

    def on_mount(self) -> None:
        """Draw for the first time, and ask the first team."""
        self.on_resize()
        self._ask()

    def on_resize(self) -> None:
        """Fit what is read back into the screen; the line stays in sight."""
        size, sight = self.app.size, self._sight
        rows = snug(lambda width: read_back_rows(sight, width), size.width, LEAST)
        # All but the frame, the row of each team, the question, the line and what is wrong.
        room = max(3, size.height - len(self._ballot.teams) - 7)
        self.query_one(VerticalScroll).styles.max_height = room
        self.query_one("#page", Static).update(lines(rows))
        width = max(row.cell_length for row in rows)
        for id in ("#ratings", "#question", "#answer", "#wrong"):
            self.query_one(id).styles.width = max(width, min(LEAST, size.width - 6))
        scroll = f"{sight.key('older')} {sight.key('newer')} scroll, " if len(rows) > room else ""
        dialog = self.query_one("#dialog")
        dialog.border_subtitle = f"{scroll}{sight.key('close')} closes, Esc returns"

    def action_finish(self) -> None:
        """Answer with the ratings given so far."""
        self.dismiss(self._ballot.ratings)

    def action_page(self, by: int) -> None:
        """Scroll what is read back."""
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=by * max(1, page.size.height - 1), animate=False)

    @on(CaptureLine.Entered)
    def _take(self, event: CaptureLine.Entered) -> None:
        event.stop()
        if self._ballot.question is None:
            self.action_finish()
            return
        wrong = ""
        try:
            self._ballot = self._ballot.answer(event.line)
        except MeetingtuiError as error:
            wrong = str(error)
            self.query_one(CaptureLine).put_back(event.line)
        self.query_one("#wrong", Static).update(shown(wrong))
        self._ask()

    def _ask(self) -> None:
        self.query_one("#ratings", Static).update(lines(map(self._row, self._ballot.teams)))
        asked, line = self._ballot.question, self.query_one(CaptureLine)
        if asked is None:
            question, line.placeholder = "All have been asked.", "Enter closes the meeting"
        elif asked.score is None:
            question = f"{asked.team}: how good was this meeting?"
            line.placeholder = "1 to 10; Enter leaves it out"
        else:
            question = f"{asked.team} rates {asked.score}: what would have made it better?"
            line.placeholder = "one sentence; Enter leaves it out"
        self.query_one("#question", Static).update(shown(question, "bold"))

    def _row(self, team: str) -> Content:
        given = self._ballot.given.get(team)
        score = f"{given.score:>2}  " if given else " –  "
        return line(column(team, 14), (score, "bold"), (given.why if given else "", QUIET))
