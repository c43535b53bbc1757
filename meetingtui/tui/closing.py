"""Closing a meeting: everybody hears what was decided and promised, and says how it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar, Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from meetingtui.errors import MeetingtuiError, UsageError
from meetingtui.meeting.closing import Closing, closing_of
from meetingtui.meeting.commands import Close, Command
from meetingtui.meeting.making import roster_of
from meetingtui.meeting.model import Action, Note, State
from meetingtui.meeting.rewrite import line_for
from meetingtui.meeting.slash import is_command, parse_command
from meetingtui.meeting.word_args import FaceWord
from meetingtui.tui.capture_line import CaptureLine
from meetingtui.tui.dialog import FRAME, MARGIN, Dialog, snug
from meetingtui.tui.figure_rows import figure_rows
from meetingtui.tui.intents import NOTE, binding, intent_at
from meetingtui.tui.preface import read_back_parts, read_back_rows
from meetingtui.tui.reading import OF_REHEARSALS, completions_of
from meetingtui.tui.show import QUIET, column, line, lines, shown
from meetingtui.tui.sight import Sight

LEAST = 66
"""Cells in which the questions and the title fit, where the screen has so many."""

TWICE = timedelta(seconds=1)
"""Two presses of a key within this are one that bounced, or a hand that was too quick."""


class Do(Protocol):
    """Carries out a command, and returns what happened."""

    def __call__(self, command: Command, seen: State | None = None) -> str:
        """Carry it out as `Runner.do` does, and raise what that raises."""


class CloseDialog(Dialog[bool | None]):
    """Reads back and asks what there is to ask; its answer is whether to close.

    What is said here is stored at once. A line that begins with `/` changes what is read back: it
    is settled, dropped or opened again.
    """

    CSS_PATH = "closing.tcss"
    AUTO_FOCUS = "CaptureLine"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", tooltip="Return to the meeting"),
        binding("close", "finish"),
        binding("older", "page(-1)"),
        binding("newer", "page(1)"),
        Binding("shift+up", "choose(-1)", "choose", tooltip="Choose something to change it"),
        Binding("shift+down", "choose(1)", show=False),
    ]

    def __init__(self, look: Callable[[], Sight], do: Do) -> None:
        """Read back the meeting that `look` sees; change it with `do`."""
        super().__init__()
        self._look = look
        self._do = do
        self._sight = look()
        self._chosen = ""
        self._warned_at: datetime | None = None
        """When was said what a close leaves out."""
        self._said: Closing = closing_of(self._sight.state.meeting, self._sight.today)

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
                yield CaptureLine(self._completions)
            yield Static(id="wrong")

    def on_mount(self) -> None:
        """Draw for the first time, and ask the first team."""
        self.on_resize()
        self._ask()

    def on_resize(self) -> None:
        """Fit what is read back into the screen; the line stays in sight."""
        size = self.app.size
        rows = snug(self._rows, size.width, LEAST)
        wide = max(row.cell_length for row in rows) + FRAME
        if whole := wide > size.width - MARGIN:
            rows = self._rows(size.width - FRAME)
        self.query_one("#dialog").styles.width = "100%" if whole else "auto"
        # All but the frame, the row of each team, the question, the line and what is wrong.
        rated = max(1, min(len(self._said.ballot.teams), size.height - 8))
        room = max(1, size.height - rated - 7)
        self.query_one("#ratings").styles.max_height = rated
        self.query_one(VerticalScroll).styles.max_height = room
        self.query_one("#page", Static).update(lines(rows))
        width = max(row.cell_length for row in rows)
        for id in ("#ratings", "#question", "#answer", "#wrong"):
            self.query_one(id).styles.width = max(width, min(LEAST, size.width - FRAME))
        older, newer = self._sight.key("older"), self._sight.key("newer")
        scroll = f"{older} {newer} scroll, " if len(rows) > room else ""
        choose = "Shift+Up changes, " if self._listed and size.width > LEAST else ""
        dialog = self.query_one("#dialog")
        dialog.border_subtitle = f"{scroll}{choose}{self._sight.key('close')} closes, Esc returns"

    async def on_key(self, event: events.Key) -> None:
        """Write into the line what is to be done with what is chosen."""
        chosen = next((each for each in self._listed if each.id == self._chosen), None)
        if chosen is None:
            return
        intent = intent_at(event.key, NOTE, self._sight.keymap)
        event.stop()
        event.prevent_default()
        if intent and intent.id in ("note-older", "note-newer"):
            self.action_choose(-1 if intent.id == "note-older" else 1)
            return
        word = intent.words[0] if intent and intent.words else ""
        text = line_for(word, self._sight.state, chosen) if word else ""
        self._leave_choice()
        if text:
            self.query_one(CaptureLine).fill(text)
        elif event.is_printable:
            self.query_one(CaptureLine).insert_text_at_cursor(event.character or "")

    def action_back(self) -> None:
        """Empty the line; where it is empty, return to the meeting."""
        box = self.query_one(CaptureLine)
        if box.value:
            box.put_aside()
            self._tell(shown("put aside; Up brings it back", QUIET))
        else:
            self.dismiss(None)

    def action_finish(self) -> None:
        """Close, once it was said what that leaves out."""
        now, lacking = self._look().now, self._said.lacking(self._sight.state.meeting)
        if not lacking or (self._warned_at and now - self._warned_at >= TWICE):
            self.dismiss(True)
            return
        self._warned_at = self._warned_at or now
        key = self._sight.key("close")
        self._tell(shown(f"{lacking}: {key} again closes", "$text-warning"))

    def action_page(self, by: int) -> None:
        """Scroll what is read back."""
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=by * max(1, page.size.height - 1), animate=False)

    def action_choose(self, by: int) -> None:
        """Choose the next thing of what is read back, to change it."""
        ids = [each.id for each in self._listed]
        if not ids:
            return
        at = ids.index(self._chosen) + by if self._chosen in ids else len(ids) - 1
        self._chosen = ids[max(0, min(at, len(ids) - 1))]
        self.set_focus(None)
        self.on_resize()
        self.call_after_refresh(self._show_chosen)

    def _show_chosen(self) -> None:
        page = self.query_one(VerticalScroll)
        width = self.query_one("#page").size.width
        plain, marked = (read_back_rows(self._sight, width, id) for id in ("", self._chosen))
        differ = (at for at, row in enumerate(plain) if not row.is_same(marked[at]))
        page.scroll_to(y=max(0, next(differ, 0) - 2), animate=False)

    @on(CaptureLine.Entered)
    def _take(self, event: CaptureLine.Entered) -> None:
        event.stop()
        said, asks = "", not is_command(event.line)
        if asks and self._said.asks is None:
            self.dismiss(True)
            return
        try:
            after = self._said.answer(event.line) if asks else self._said
            command = after.said if asks else self._asked(event.line)
            if command is not None:
                said = self._do(command, self._sight.state)
            self._said = after
            # What is lacking is asked for when it is its turn.
            self._tell(shown("" if asks else said.partition(". Why?")[0], QUIET))
        except MeetingtuiError as error:
            self._tell(shown(str(error)))
            self.query_one(CaptureLine).put_back(event.line)
        self._warned_at = None
        self._sight = self._look()
        self._said = self._said.beside(self._sight.state.meeting)
        self.on_resize()
        self._ask()

    def _asked(self, text: str) -> Command:
        asked = parse_command(text, roster_of(self._sight.state))
        if isinstance(asked, FaceWord | Close):
            raise UsageError("that waits until Esc; a word here changes what is read back")
        return asked

    def _tell(self, said: Content) -> None:
        self.query_one("#wrong", Static).update(said)

    def _completions(self, text: str) -> list[str]:
        return completions_of(text, self._sight.state, OF_REHEARSALS) if is_command(text) else []

    def _leave_choice(self) -> None:
        self._chosen = ""
        self.set_focus(self.query_one(CaptureLine))
        self.on_resize()

    @property
    def _listed(self) -> list[Note | Action]:
        return [each for _, documents in read_back_parts(self._sight) for each in documents]

    def _rows(self, width: int) -> list[Content]:
        back = read_back_rows(self._sight, width, self._chosen)
        return [*back, Content(), *figure_rows(self._sight, width)]

    def _ask(self) -> None:
        ballot, asks = self._said.ballot, self._said.asks
        self.query_one("#ratings", Static).update(lines(map(self._row, ballot.teams)))
        lacking = "" if asks else self._said.lacking(self._sight.state.meeting)
        done = f"All has been asked; {lacking}." if lacking else "All has been asked."
        question = asks.question if asks else done
        self.query_one("#question", Static).update(shown(question, "bold"))
        self.query_one(CaptureLine).placeholder = asks.hint if asks else "Enter closes the meeting"

    def _row(self, team: str) -> Content:
        given = self._said.ballot.given.get(team)
        score = f"{given.score:>2}  " if given else " –  "
        return line(column(team, 14), (score, "bold"), (given.why if given else "", QUIET))
