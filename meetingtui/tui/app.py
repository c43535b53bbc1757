"""The full-screen application: theme, keys, the first screen, and a word at the end."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable

from textual.app import SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.screen import Screen

from meetingtui import startup
from meetingtui.drafts import Draft
from meetingtui.ending import let_go_of_terminal
from meetingtui.runner import Runner
from meetingtui.settings import Settings
from meetingtui.text import plain
from meetingtui.tui.in_turn import InTurn
from meetingtui.tui.live import LiveScreen
from meetingtui.tui.own_keys import check_keys
from meetingtui.tui.themes import dress
from meetingtui.tui.watch import Watch, status_of


class MeetingtuiApp(InTurn):
    """Shows one screen after another; its result is what to say once it has gone."""

    TITLE = "meetingtui"
    NOTIFICATION_TIMEOUT = 3
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        # Not a priority binding as in Textual: it takes its turn after the lines typed before it.
        Binding("ctrl+q", "quit", "leave", show=False, system=True),
    ]

    def __init__(self, first: Screen[None], settings: Settings) -> None:
        """Begin with the screen `first`; raises UsageError where the settings are off."""
        check_keys(settings.keys)
        super().__init__()
        # A style sheet that comes with a screen later has all of them read once more.
        self.css_path = list(first.css_path)
        dress(self, settings.theme)
        self._first = first
        self._settings = settings
        self._interrupted = False

    def get_default_screen(self) -> Screen[None]:
        """Return the screen to begin with."""
        return self._first

    def pop_screen(self) -> AwaitComplete:
        """Go back to the screen below; leave where there is none."""
        if len(self.screen_stack) > 1:
            below: AwaitComplete = super().pop_screen()
            return below
        self.leave()
        return AwaitComplete()

    def on_mount(self) -> None:
        """Take the keys of the settings."""
        self.set_keymap(self._settings.keys)
        self.call_after_refresh(startup.begun)
        self.has_begun = True

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer of Textual's own commands the themes alone."""
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)

    async def action_quit(self) -> None:
        """Leave."""
        self.leave()

    def action_help_quit(self) -> None:
        """Leave at the second Ctrl+C in a row; the first one may be a slip."""
        if self._interrupted:
            self.leave()
            return
        self._interrupted = True
        self.set_timer(2, self._forget_interrupt)
        self.notify("Ctrl+C once more leaves.", markup=False, timeout=2)

    def _forget_interrupt(self) -> None:
        self._interrupted = False


class MeetingApp(MeetingtuiApp):
    """Holds one meeting."""

    def __init__(
        self, runner: Runner, settings: Settings | None = None, draft: Draft | None = None
    ) -> None:
        """Hold the meeting of `runner`; keep in `draft` what is typed and not saved yet."""
        settings = settings or Settings()
        self.live = LiveScreen(runner, settings, draft)
        self._runner = runner
        super().__init__(self.live, settings)

    def farewell(self) -> str:
        """Return what became of the meeting."""
        return parting(self.live, self._runner)


def parting(live: LiveScreen, runner: Runner) -> str:
    """Return what there is to know of a meeting that is left, and how it goes on."""
    return "\n".join(filter(None, (*left_behind(live, runner), runner.parting())))


def left_behind(live: LiveScreen, runner: Runner) -> list[str]:
    """Return what of a meeting is not saved, and where its minutes are.

    All that is typed and not saved is on disk on return.
    """
    live.keep()
    said = [f"not saved, for it was not entered: {text}" for text in live.line.unfinished]
    said += [f"not saved, for the disk did not take it: {text}" for text in live.waiting.lines]
    if runner.minutes_path:
        said.append(f"minutes: {runner.minutes_path}")
    return list(map(plain, said))


def run(app: MeetingtuiApp) -> None:
    """Run `app` in this terminal, then say its last word on standard output.

    Raises SystemExit with the app's status where that is not 0; where a signal ended it, with 128
    and the signal's number.
    """
    app.goes_on = True
    with Watch(app.told_to_end) as app.lookout:
        farewell = app.run()
    told = app.lookout.told
    if told == signal.SIGHUP:
        let_go_of_terminal()
    elif farewell:
        sys.stdout.write(f"{farewell}\n")
    status = status_of(told) if told else app.return_code
    if status:
        raise SystemExit(status)


def run_meeting(runner: Runner, settings: Settings, draft: Draft | None = None) -> None:
    """Hold the meeting of `runner` in this terminal, until it is left."""
    run(MeetingApp(runner, settings, draft))
