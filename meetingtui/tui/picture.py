"""The picture of the live screen in the README: `python -m meetingtui.tui.picture docs/live.svg`.

The app draws it itself, in the middle of a meeting of the weekly agenda on a clock that stands
still, so that the same code always gives the same picture.
"""

from __future__ import annotations

import asyncio
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from meetingtui.agenda.find import packaged_agendas
from meetingtui.agenda.load import load_agenda
from meetingtui.clock import ManualClock
from meetingtui.meeting.commands import Capture, Close, Command, Done, MarkAbsent, Next
from meetingtui.opening import open_meeting
from meetingtui.runner import Runner
from meetingtui.store.memory import MemoryStore
from meetingtui.tui.app import MeetingApp

SIZE = (120, 36)
LAST_WEEK = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)

Script = tuple[tuple[float, Command], ...]
"""Commands, each with the minutes that pass before it."""

EARLIER: Script = (
    (0, Next()),
    (2, Next()),
    (1, Capture("!Send the case study to Acme @Ben due:fri")),
    (0, Capture("!Agree what a qualified lead is @Dana due:fri")),
    (40, Close()),
)
TODAY: Script = (
    (0, MarkAbsent("Chidi")),
    (0, Next()),
    (2, Next()),
    (2, Done(1)),
    (3.5, Next()),
    (0.5, Capture("Closed Acme, with the case study that @Sales and @Marketing wrote together")),
    (0.5, Capture("!Ask Acme for a quote that we may use @Ana due:fri")),
    (1.5, Capture("Globex renewed for two years")),
    (1, Next()),
    (0.5, Capture("Webinar brought 120 leads, 14 of them from the target list")),
    (1, Capture("The pricing page is live #pricing")),
    (1, Next()),
    (
        0.5,
        Capture("Three pilots want the connector in January and need one page on it"),
    ),
    (1, Capture("=The old deck is withdrawn on 1 December")),
    (0.75, Capture("?Which customers may we name in it? @Marketing")),
)
TYPING = "!Draft the connector story @Dana due:fri"


def main() -> None:
    """Write the picture into the file that the command line names."""
    Path(sys.argv[1]).write_text(asyncio.run(live_picture()), "utf-8")


async def live_picture() -> str:
    """Return the live screen as SVG."""
    runner, last = _meeting()
    app = MeetingApp(runner)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.live.take(last)
        app.live.line.value = TYPING
        await pilot.pause()
        # What the line means, and what it may become, is drawn after what was typed.
        drawn = asyncio.Event()
        app.call_later(app.screen.call_after_refresh, drawn.set)
        await drawn.wait()
        await pilot.pause()
        return _self_contained(app.export_screenshot(title="meetingtui"))


def _self_contained(picture: str) -> str:
    """Return the SVG without fonts from the network: any monospaced one will do."""
    without = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)
    without = re.sub(r"<!--.*?-->\s*", "", without, flags=re.DOTALL)
    return without.replace("Fira Code", "Menlo, Consolas, DejaVu Sans Mono")


def _meeting() -> tuple[Runner, Command]:
    """Return the meeting, and the last command that is still to be carried out in it."""
    agenda, _ = load_agenda(packaged_agendas() / "sales-marketing-weekly.yaml")
    store, clock = MemoryStore(), ManualClock(LAST_WEEK, UTC)
    _play(open_meeting(store, clock, agenda, facilitator="Ana"), clock, EARLIER)
    clock.advance(LAST_WEEK + timedelta(days=7) - clock.now())
    runner = open_meeting(store, clock, agenda, facilitator="Ana")
    *script, (minutes, last) = TODAY
    _play(runner, clock, tuple(script))
    clock.advance(timedelta(minutes=minutes))
    return runner, last


def _play(runner: Runner, clock: ManualClock, script: Script) -> None:
    for minutes, command in script:
        clock.advance(timedelta(minutes=minutes))
        runner.do(command)


if __name__ == "__main__":
    main()
