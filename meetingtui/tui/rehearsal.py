"""A rehearsal on the full screen: the live screen on a fast clock, and what is to be known."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Label

from meetingtui.clock import FastClock, local
from meetingtui.meeting.facts import Closed, Fact, SlotOpened
from meetingtui.meeting.word_args import FaceWord
from meetingtui.opening import Rehearsal
from meetingtui.settings import Settings
from meetingtui.text import plain
from meetingtui.tui.app import MeetingtuiApp, run
from meetingtui.tui.live import LiveScreen
from meetingtui.tui.sheets import Sheet
from meetingtui.tui.show import QUIET, hanging, shown

TICK_SECONDS = 0.25
"""How often the fast clock is looked at."""


class Banner(Label):
    """What sets a rehearsal apart from a meeting."""

    DEFAULT_CSS = """
    Banner {
        width: 1fr;
        padding: 0 1;
        text-style: bold;
        color: $text-warning;
        background: $warning-muted;
    }
    """


class RehearsalScreen(LiveScreen):
    """Roll call, meeting and read-back of a meeting of which nothing is kept.

    The clock stands during the roll call. What the plan holds in store is shown at the close.
    """

    LACKS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, rehearsal: Rehearsal, clock: FastClock, settings: Settings) -> None:
        """Hold `rehearsal`, which goes by `clock`."""
        super().__init__(rehearsal.runner, settings)
        self.rehearsal = rehearsal
        self._clock = clock
        rehearsal.runner.subscribe(self._hear)

    def compose(self) -> ComposeResult:
        """Lay out the live screen under what sets it apart."""
        yield Banner(
            f"REHEARSAL ×{self._clock.speed:g} · nothing is stored · /wait 5m moves on",
            markup=False,
        )
        yield from super().compose()

    def on_mount(self) -> None:
        """Look more often than at a clock that goes as time does."""
        self.set_interval(TICK_SECONDS, self.tick)

    @property
    def over(self) -> bool:
        """Whether it was closed, and so has shown what the plan holds in store."""
        return self.look().closed

    def _face_word(self, word: FaceWord) -> None:
        if word.name == "wait":
            self._wait(word.by)
        else:
            super()._face_word(word)

    def _wait(self, length: timedelta) -> None:
        self._clock.advance(length)
        self.tick()
        self.say(f"it is {local(self._clock.now(), self.rehearsal.runner.zone):%H:%M:%S}")

    def _hear(self, fact: Fact) -> None:
        if isinstance(fact, SlotOpened):
            self._clock.go()
        elif isinstance(fact, Closed):
            self.app.push_screen(outlook_sheet(self.rehearsal))


class RehearsalApp(MeetingtuiApp):
    """Holds one rehearsal."""

    def __init__(self, rehearsal: Rehearsal, clock: FastClock, settings: Settings) -> None:
        """Hold `rehearsal`, which goes by `clock`."""
        self._rehearsal = rehearsal
        super().__init__(RehearsalScreen(rehearsal, clock, settings), settings)

    def farewell(self) -> str:
        """Return what the plan holds in store."""
        return "\n".join(map(plain, self._rehearsal.farewell))


def outlook_sheet(rehearsal: Rehearsal) -> Sheet:
    """Return a sheet with what the plan of `rehearsal` holds in store."""

    def draw(width: int) -> list[Content]:
        told = map(shown, rehearsal.farewell)
        return [row for line in told for row in hanging(shown("· ", QUIET), line, width)]

    return Sheet("What this plan holds in store", draw)


def run_rehearsal(rehearsal: Rehearsal, clock: FastClock, settings: Settings) -> None:
    """Hold `rehearsal` in this terminal, until it is left."""
    run(RehearsalApp(rehearsal, clock, settings))
