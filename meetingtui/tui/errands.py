"""What a key of a meeting leads to beyond a command: sheets to read, dialogs to answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from textual.app import App

from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import State
from meetingtui.runner import Runner
from meetingtui.tui.sight import Sight, sight_of

Take = Callable[[ask.Command], object]
"""Carries a command out and says what came of it."""


class Errands:
    """Opens what is to be read or answered over one meeting; answers become commands.

    Each screen is imported when it is opened: a meeting begins without them.
    """

    def __init__(
        self, app: Callable[[], App[str]], runner: Runner, keymap: Mapping[str, str], take: Take
    ) -> None:
        """Open screens on what `app` returns, with keys as `keymap` has them."""
        self._app = app
        self._runner = runner
        self._keymap = keymap
        self._take = take

    def help(self, lacks: Collection[str], at: str = "") -> None:
        """Show all keys, and all words but what the screen `lacks`, from where `at` stands."""
        from meetingtui.tui.sheets import help_sheet

        self._app().push_screen(help_sheet(self._keymap, lacks, at))

    def glance(self) -> None:
        """Show everything on one screen."""
        from meetingtui.tui.sheets import cheat

        self._app().push_screen(cheat(self._keymap))

    def prompt(self) -> None:
        """Show whole what is asked in the open slot."""
        from meetingtui.tui.sheets import prompt_sheet

        self._app().push_screen(prompt_sheet(self._runner.state.meeting))

    def notes(self) -> None:
        """Show all notes and action items."""
        from meetingtui.tui.sheets import notes_sheet

        self._app().push_screen(notes_sheet(self._sight()))

    def review(self) -> None:
        """Go through the action items."""
        from meetingtui.tui.desk import MeetingDesk
        from meetingtui.tui.review import ReviewScreen

        desk = MeetingDesk(self._runner)
        self._app().push_screen(ReviewScreen(desk, self._keymap))

    def search(self, text: str = "") -> None:
        """Search all meetings, first for `text`."""
        from meetingtui.archive import Archive
        from meetingtui.tui.search import SearchScreen

        archive = Archive(self._runner.store, self._runner.clock)
        self._app().push_screen(SearchScreen(archive, self._keymap, text))

    def goto(self) -> None:
        """Have a slot chosen, and open it."""
        from meetingtui.tui.slots import SlotChooser

        self._app().push_screen(SlotChooser(self._sight, self._do), self._go)

    def close(self) -> None:
        """Read back and have the teams rate the meeting, and close it."""
        from meetingtui.tui.closing import CloseDialog

        if ask.Close in self._runner.allowed():
            self._app().push_screen(CloseDialog(self._sight, self._do), self._close)
        else:
            self._take(ask.Close())

    def pause(self) -> None:
        """Stop the clock, or let it go on."""
        self._take(ask.Resume() if ask.Resume in self._runner.allowed() else ask.Pause())

    def _sight(self) -> Sight:
        return sight_of(self._runner, self._keymap)

    def _go(self, number: int | None) -> None:
        if number is not None:
            self._take(ask.Goto(number))

    def _do(self, command: ask.Command, seen: State | None = None) -> str:
        return " · ".join(map(self._runner.tell, self._runner.do(command, seen=seen)))

    def _close(self, closes: bool | None) -> None:
        if closes:
            self._take(ask.Close())
