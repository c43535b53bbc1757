"""The bytes that a terminal is sent when every text that is stored would steer it."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team
from meetingtui.clock import ManualClock
from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import Action, Changes, Meeting, Note
from meetingtui.opening import open_meeting
from meetingtui.store.memory import MemoryStore
from meetingtui.store.tiny import TinyStore

F1, F2, F6, F8, F9 = "\x1bOP", "\x1bOQ", "\x1b[17~", "\x1b[19~", "\x1b[20~"
ESCAPE = "\x1b"
WALK = [
    F1, ESCAPE, "\x0e", ESCAPE, F6, "\x1b[B", ESCAPE, "\x10", "pwned", ESCAPE, F8, "e", ESCAPE, "q",
    F9, "3\r", "because\r", ESCAPE, F2, "/goto 99\r", "@Sal", "\t", "\r", "\x1b[5~",
]  # fmt: skip


@pytest.fixture
def hostile(folder, poison):
    """Put a store into the folder of which every text is poisoned."""
    length = timedelta(minutes=10)
    agenda = Agenda(
        version=1, id="weekly", title="Weekly", length=2 * length,
        teams=(Team("Sales", ("Ana",)), Team("Marketing", ("Dana",))), norms=("Say it once",),
        segments=(
            Segment(kind=SegmentKind.WINS, id="wins", title="Wins", per_team=length, prompt="Won?"),
        ),
    )  # fmt: skip
    clean, clock = MemoryStore(), ManualClock(datetime.now(UTC), UTC)
    for closes in (True, False):
        runner = open_meeting(clean, clock, agenda, facilitator="Ana")
        runner.do(ask.Next())
        for line in ("Acme @Sales", "!call @Ana due:fri #tag", "?what @Marketing", "=so", "&park"):
            runner.do(ask.Capture(line))
        if closes:
            runner.do(ask.Close())
    documents = [each for kind in (Meeting, Note, Action) for each in clean.find(kind)]
    store = TinyStore(folder / "library.json")
    store.commit(Changes(tuple(map(poison, documents))))
    store.close()


@pytest.mark.parametrize("args", [["resume"], ["review", "--all"], []])
def test_no_byte_of_them_steers_it(hostile, start, harmless, args):
    session = start(*args)
    session.see("pwned")
    for keys in WALK:
        session.type(keys)
        while session.read(0.15):
            pass
    session.type("\x11\x11")
    session.end()
    # Textual's own: the shape of the pointer.
    harmless(re.sub(rb"\x1b\]22;[a-z-]*\x07", b"", session.output))
    assert session.is_as_before
