"""Closing a meeting: everybody hears what was decided and promised, and the teams rate it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from meetingtui.errors import MeetingtuiError
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.clock_rules import HEALTHY_SCORE
from meetingtui.meeting.commands import Rate
from meetingtui.meeting.slash import parse_command
from meetingtui.text import clean
from meetingtui.tui.capture_line import CaptureLine
from meetingtui.tui.preface import read_back_rows
from meetingtui.tui.show import QUIET, column, line, lines, shown
from meetingtui.tui.sight import Sight

WIDEST = 92
FRAME = 9
"""Cells that border, padding and scroll bar take."""


class CloseDialog(ModalScreen[tuple[Rate, ...] | None]):
    """Reads back and asks each team in turn; the answer is the ratings, or None to go on."""

    CSS_PATH = "closing.tcss"
    AUTO_FOCUS = "CaptureLine"
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
        self._ratings: list[Rate] = []
        self._waiting = [team.name for team in sight.state.meeting.teams]

    def compose(self) -> ComposeResult:
        """Lay out what is read back, the ratings, and one line to answer in."""
        width = min(WIDEST, self.app.size.width - FRAME)
        with Vertical(id="dialog") as dialog:
            dialog.border_title = "Close the meeting"
            dialog.border_subtitle = "F9 closes, Esc returns to the meeting"
            with VerticalScroll(can_focus=False) as page:
                # All but the frame, the row of each team, the question, the line and a gap.
                others = len(self._waiting) + 5
                page.styles.max_height = max(3, self.app.size.height - others)
                yield Static(lines(read_back_rows(self._sight, width)))
            yield Static(id="ratings")
            with Horizontal(id="answer"):
                yield Label(">", id="arrow", markup=False)
                yield CaptureLine(lambda _: ())
            yield Static(id="wrong")

    def on_mount(self) -> None:
        """Ask the first team."""
        self._ask()

    def action_finish(self) -> None:
        """Answer with the ratings given so far."""
        self.dismiss(tuple(self._ratings))

    def action_page(self, by: int) -> None:
        """Scroll what is read back."""
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=by * max(1, page.size.height - 1), animate=False)

    @on(CaptureLine.Entered)
    def _take(self, event: CaptureLine.Entered) -> None:
        event.stop()
        text = clean(event.line).strip()
        lacking = self._lacking()
        self.query_one("#wrong", Static).update()
        if lacking is not None:
            self._ratings[-1] = Rate(lacking.team, lacking.score, text)
        elif not self._waiting:
            self.action_finish()
            return
        elif not text:
            self._waiting.pop(0)
        else:
            self._rate(text)
        self._ask()

    def _rate(self, text: str) -> None:
        team = self._waiting[0]
        try:
            rating = parse_command(f"/rate {team} {text}", Roster(self._sight.state.meeting.teams))
        except MeetingtuiError as error:
            self.query_one("#wrong", Static).update(shown(str(error)))
            return
        if isinstance(rating, Rate):
            self._ratings.append(rating)
            self._waiting.pop(0)

    def _lacking(self) -> Rate | None:
        """Return the latest rating where it still lacks the sentence that a low one asks for."""
        last = self._ratings[-1] if self._ratings else None
        return last if last and last.score < HEALTHY_SCORE and not last.why else None

    def _ask(self) -> None:
        rows = [self._row(team.name) for team in self._sight.state.meeting.teams]
        self.query_one("#ratings", Static).update(lines(rows))
        self.query_one(CaptureLine).placeholder = self._question()

    def _question(self) -> str:
        lacking = self._lacking()
        if lacking is not None:
            return f"{lacking.team} rates {lacking.score}: what would have made it better?"
        if self._waiting:
            return f"{self._waiting[0]}: how good was this meeting, 1 to 10? Enter leaves it out"
        return "Enter closes the meeting"

    def _row(self, team: str) -> Content:
        given = next((rating for rating in self._ratings if rating.team == team), None)
        score = f"{given.score:>2}  " if given else " –  "
        return line(column(team, 14), (score, "bold"), (given.why if given else "", QUIET))
