"""A meeting in two terminals while what waits is changed at a desk: nothing ends it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from weekly import second_meeting

from meetingtui.clock import ManualClock
from meetingtui.desk import StoreDesk
from meetingtui.errors import MeetingtuiError
from meetingtui.meeting import commands as ask
from meetingtui.meeting.commands import Ref
from meetingtui.meeting.foretell import foretell
from meetingtui.meeting.model import PreviewResult
from meetingtui.meeting.outcome import Moment
from meetingtui.reports.contents import outline_of
from meetingtui.reports.minutes import minutes_of
from meetingtui.resuming import resume_meeting
from meetingtui.store.tiny import TinyStore
from meetingtui.voice import Voice

ABOUT = (
    lambda ref: ask.Done(ref.number),
    lambda ref: ask.Drop(ref, "no budget"),
    ask.Reopen,
    lambda ref: ask.Edit(ref, "other words @Dana"),
    lambda ref: ask.Edit(ref, "? other words"),
    lambda ref: ask.MakeAction(ref.number, "@Dana"),
    lambda ref: ask.Answer(ref.number, "yes"),
    lambda ref: ask.Park(ref.number),
    lambda ref: ask.Postpone(ref.number),
    lambda ref: ask.Split(ref.number, "one | two"),
    lambda ref: ask.SettlePreview(ref.number, PreviewResult.USED),
)
"""Commands about one note or action item."""

BESIDES = (
    ask.Next(), ask.Extend(), ask.Give(), ask.Refit(), ask.Undo(), ask.Undo(), ask.Redo(),
    ask.Capture("? When @Marketing"), ask.Capture("! Send it @Ana"), ask.Capture("~ A deck"),
    ask.MarkAbsent("Ben"),
)  # fmt: skip

REFS = st.builds(Ref, st.integers(1, 4), st.booleans())
COMMANDS = st.one_of(
    st.builds(lambda about, ref: about(ref), st.sampled_from(ABOUT), REFS),
    st.sampled_from(BESIDES),
)
CHANGES = st.one_of(
    st.tuples(st.sampled_from(("first", "second")), COMMANDS),
    st.tuples(st.integers(0, 7), st.sampled_from(ABOUT)),
)
"""A command in a terminal, or one about what is so manieth on the desk."""

LINES = (
    "/answer 1 x", "/edit 2 x", "/reopen 1", "/reopen !3", "/drop 2", "/done 1", "/action 1",
    "/park 2", "/undo", "/redo", "/give", "! x @Ana",
)  # fmt: skip


class Office:
    """A meeting with what an earlier one left open, in two terminals, and a desk elsewhere."""

    def __init__(self, path: Path) -> None:
        self.clock = ManualClock(datetime(2026, 11, 24, 10, tzinfo=UTC), UTC)
        runner = second_meeting(TinyStore(path), self.clock)
        runner.do(ask.Next())
        again = resume_meeting(TinyStore(path), self.clock, runner.state.meeting)
        self.desk = StoreDesk(TinyStore(path), self.clock)
        self.terminals = {"first": runner, "second": again}
        for terminal in self.terminals.values():
            terminal.subscribe(terminal.tell)

    def change(self, where, what) -> None:
        """Make one change; that it makes no sense is fine."""
        self.clock.advance(timedelta(seconds=40))
        try:
            if isinstance(where, str):
                self.terminals[where].do(what)
            else:
                self.desk.follow()
                documents = list(self.desk.documents.values())
                self.desk.give([documents[where % len(documents)]], what)
        except MeetingtuiError:
            pass

    def look(self) -> None:
        """See in each terminal all that can be seen, and hear what each line would do."""
        for runner in self.terminals.values():
            runner.follow()
            voice = Voice(runner, lambda line: None)
            for part in (voice.brought, voice.notes, voice.actions):
                part()
            outline_of(minutes_of(runner.state, UTC))
            moment = Moment(self.clock.now(), runner.today, lambda: "~", UTC)
            for line in LINES:
                foretell(line, runner.state, moment, UTC)


@settings(max_examples=25)
@given(st.lists(CHANGES, min_size=8, max_size=20))
def test_whatever_others_change_a_meeting_goes_on(changes):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.json"
        office = Office(path)
        for change in changes:
            office.change(*change)
        office.look()
        first, second = office.terminals.values()
        assert first.state.meeting == second.state.meeting
        assert first.state.notes == second.state.notes
        again = resume_meeting(TinyStore(path), office.clock, first.state.meeting)
        assert again.state.notes == first.state.notes
