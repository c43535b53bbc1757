"""Closing a meeting: everybody hears what was decided and promised, and rates it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from meetingtui.meeting.clock_rules import HEALTHY_SCORE, MAX_SCORE
from meetingtui.meeting.commands import Rate
from meetingtui.text import clean
from meetingtui.tui.preface import read_back_rows
from meetingtui.tui.show import lines, shown
from meetingtui.tui.sight import Sight

WIDEST = 92
FRAME = 9
"""Cells that border, padding and scroll bar take."""


class CloseDialog(ModalScreen[tuple[Rate, ...] | None]):
    """Reads back and asks for ratings; the answer is these, or None to go on meeting."""

    CSS_PATH = "closing.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("escape", "dismiss", "back", tooltip="Return to the meeting"),
        Binding("f9", "finish", "close", tooltip="Close the meeting"),
        Binding("pageup", "page(-1)", "up", show=False),
        Binding("pagedown", "page(1)", "down", show=False),
    ]

    def __init__(self, sight: Sight) -> None:
        """Read back the meeting of `sight`."""
        super().__init__()
        self._sight = sight
        self._teams = [team.name for team in sight.state.meeting.teams]

    def compose(self) -> ComposeResult:
        """Lay out what is read back and a row for each team."""
        width = min(WIDEST, self.app.size.width - FRAME)
        with Vertical(id="dialog") as dialog:
            dialog.border_title = "Close the meeting"
            dialog.border_subtitle = "Enter goes on, F9 closes, Esc returns to the meeting"
            with VerticalScroll(can_focus=False):
                yield Static(lines(read_back_rows(self._sight, width)))
            yield Label("How good was this meeting, 1 to 10? One sentence when below 8.", id="ask")
            for index, team in enumerate(self._teams):
                with Horizontal(classes="team"):
                    yield Label(shown(team), classes="name")
                    yield Input(
                        id=f"score-{index}", placeholder="1-10", type="integer",
                        max_length=2, compact=True, classes="score",
                    )  # fmt: skip
                    yield Input(id=f"why-{index}", placeholder="why?", compact=True, classes="why")
            yield Label("", id="wrong", markup=False)

    def on_mount(self) -> None:
        """Let the cursor stand still, and give what is read back all the room there is."""
        others = len(self._teams) + 4
        self.query_one(VerticalScroll).styles.max_height = max(3, self.app.size.height - others)
        for box in self.query(Input):
            box.cursor_blink = False

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        boxes = list(self.query(Input))
        place = boxes.index(event.input)
        if event.input.has_class("score") and self._is_fine(event.value):
            place += 1
        if place + 1 < len(boxes):
            boxes[place + 1].focus()
        else:
            self.action_finish()

    def action_finish(self) -> None:
        """Answer with the ratings, or say what is missing."""
        ratings = []
        for index, team in enumerate(self._teams):
            score = self.query_one(f"#score-{index}", Input)
            why = self.query_one(f"#why-{index}", Input)
            sentence = clean(why.value).strip()
            if not score.value:
                continue
            if not score.value.isdigit() or not 1 <= int(score.value) <= MAX_SCORE:
                self._complain(score, f"a rating goes from 1 to {MAX_SCORE}")
                return
            if int(score.value) < HEALTHY_SCORE and not sentence:
                self._complain(why, f"one sentence: what would have made it better for {team}?")
                return
            ratings.append(Rate(team, int(score.value), sentence))
        self.dismiss(tuple(ratings))

    def action_page(self, by: int) -> None:
        """Scroll what is read back."""
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=by * max(1, page.size.height - 1), animate=False)

    def _complain(self, box: Input, sentence: str) -> None:
        self.query_one("#wrong", Label).update(shown(sentence))
        box.focus()

    def _is_fine(self, score: str) -> bool:
        return not score or (score.isdigit() and int(score) >= HEALTHY_SCORE)
