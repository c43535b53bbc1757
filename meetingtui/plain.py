"""The meeting as lines of text in and out: for screen readers, dumb terminals, pipes, scripts."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import timedelta

from meetingtui import startup
from meetingtui.agenda.durations import format_duration
from meetingtui.agenda.plan import total
from meetingtui.clock import ManualClock, local
from meetingtui.drafts import Draft
from meetingtui.ending import Ending
from meetingtui.errors import MeetingtuiError, StoreError, UsageError
from meetingtui.guard import Guard
from meetingtui.logfile import log_failure
from meetingtui.meeting.awaiting import Awaited, Field, awaited
from meetingtui.meeting.clock_telling import tell_repaying
from meetingtui.meeting.facts import BoundaryMoved, Extended, Fact, Resumed
from meetingtui.meeting.ledger import brought_debts
from meetingtui.meeting.making import roster_of
from meetingtui.meeting.model import MeetingState, State
from meetingtui.meeting.roll import unrated_teams
from meetingtui.meeting.signals import next_signal
from meetingtui.meeting.slash import help_lines, is_command, parse_command
from meetingtui.meeting.tell_awaited import answer_to, is_told, question_for
from meetingtui.meeting.turns import prompt_now
from meetingtui.meeting.word_args import FaceWord
from meetingtui.runner import Runner
from meetingtui.settings import log_path
from meetingtui.voice import Voice
from meetingtui.waiting import Waiting

MATCHES = 5
"""How many matches of a search are said."""

TICK_SECONDS = 0.5
"""How often the clock is asked whether it has something to say."""


class PlainFace:
    """One meeting in lines: `take` a line, `tick` for what the clock has to say by itself."""

    def __init__(
        self,
        runner: Runner,
        say: Callable[[str], None],
        *,
        as_json: bool = False,
        draft: Draft | None = None,
        farewell: Sequence[str] = (),
    ) -> None:
        """Speak through `say`, in text or (`as_json`) in one JSON object a line.

        What cannot be saved is kept in `draft`. The lines of `farewell` are said at the end,
        instead of how the meeting goes on.
        """
        self._farewell = farewell
        self._runner = runner
        self._waiting = Waiting(runner, draft)
        self._voice = Voice(runner, say, as_json=as_json)
        self._heard_at = runner.clock.now()
        self._trouble = ""
        self._passed: set[str] = set()
        self._asked: Awaited | None = None
        self._explained: set[Field] = set()
        runner.subscribe(self._tell)

    def greet(self) -> None:
        """Say which meeting this is, who is expected, and what is carried into it."""
        meeting = self._runner.state.meeting
        for line in self._waiting.restore():
            self._voice.say("draft", f"typed last time and not entered: {line}", line=line)
        if meeting.state is not MeetingState.PLANNED:
            self._voice.say("resumed", f"{meeting.title}, resumed")
            self._voice.status()
            return
        self._voice.say("opened", meeting.title)
        self._voice.list("purpose", filter(None, [meeting.purpose]))
        for team in meeting.teams:
            self._voice.say("team", f"{team.name}: {', '.join(team.people) or 'nobody listed'}")
        self._voice.list("norm", (f"norm: {norm}" for norm in meeting.norms))
        for debt in brought_debts(meeting).values():
            self._voice.say("owed", f"{tell_repaying(debt, meeting)}; /forgive lets it go")
        self._voice.brought()
        plan = f"{len(meeting.slots)} slots, {format_duration(total(meeting.slots))}"
        self._voice.say("planned", f"{plan}; /absent NAME marks who is missing, /start begins")
        self._voice.clock(self._runner.clock.now())

    def take(self, line: str) -> bool:
        """Take one line typed by a person; return False when it asks to leave.

        A note that the store cannot take now is kept, and tried again at every tick.
        """
        seen = self._runner.state
        self.tick()
        goes_on = self._obey(line.strip(), seen)
        self._ask()
        return goes_on

    def take_last(self, line: str) -> bool:
        """Take one of the lines that are left at a signal to end, as `take` does.

        Behind one that the store could not take it only waits: each try may last seconds.
        """
        note = line.strip()
        if is_command(note) or not self._waiting.lines:
            return self.take(line)
        if note:
            self._waiting.put_off(note)
        return True

    def _obey(self, line: str, seen: State) -> bool:
        if not line:
            if self._asked:
                self._passed.add(self._asked.key)
            return True
        try:
            if not is_command(line):
                self._waiting.enter(line, asked=self._asked.key if self._asked else "")
                return True
            asked = parse_command(line, roster_of(self._runner.state))
            if isinstance(asked, FaceWord):
                return self._carry_out(asked)
            self._runner.do(asked, seen=seen)
        except MeetingtuiError as error:
            self._waiting.refused.clear()
            kept = line in self._waiting.lines
            event, what = (
                ("unsaved", "kept, to be tried again") if kept else ("refused", "not taken")
            )
            self._voice.say(event, f"{what}: {error} · you typed: {line}", line=line)
        return True

    def tick(self) -> None:
        """Say what the clock has had to say since the last time, once, as it stands now."""
        self._follow()
        self._retry()
        now = self._runner.clock.now()
        due = next_signal(self._runner.state.meeting, self._heard_at)
        self._heard_at = now
        if due is not None and due <= now:
            self._voice.clock(now)

    def tell_failure(self, error: Exception) -> None:
        """Log an error that nobody expected, and say where it is logged."""
        logged = log_failure(log_path(), error, self._runner.clock.now())
        where = f"it is in {log_path()}" if logged else f"{log_path()} could not be written"
        self._voice.say("failed", f"something went wrong in meetingtui itself; where: {where}")
        for line in self._returned():
            self._voice.say("refused", f"not taken · you typed: {line}", line=line)

    def leave(self) -> bool:
        """Say what is not saved, and how the meeting goes on; return whether all is saved."""
        with suppress(StoreError):
            self._waiting.keep(())
        for line in self._waiting.lines:
            self._voice.say("unsaved", f"not saved: {line}", line=line)
        meeting = self._runner.state.meeting
        unrated = unrated_teams(meeting)
        if unrated and meeting.state is MeetingState.CLOSED and not self._farewell:
            how = f"`meetingtui resume {meeting.id} --reopen` takes /rate {unrated[0]} 9"
            self._voice.say("rating", f"{', '.join(unrated)}: not rated; {how}")
        self._voice.list("left", self._farewell or filter(None, [self._runner.parting()]))
        return not self._waiting.lines

    def _carry_out(self, word: FaceWord) -> bool:
        match word.name:
            case "quit":
                return False
            case "help":
                self._voice.list("help", help_lines(word.text))
            case "prompt":
                self._voice.say("prompt", prompt_now(self._runner.state.meeting))
            case "notes":
                self._voice.notes()
            case "actions":
                self._voice.actions()
            case "search":
                self._search(word.text)
            case "wait":
                self._wait(word.by)
            case _:
                self._voice.status()
        return True

    def _search(self, text: str) -> None:
        from meetingtui.archive import Archive

        archive = Archive(self._runner.store, self._runner.clock)
        archive.read_all()
        found = archive.search(text, MATCHES)
        more = found.count - len(found.hits)
        self._voice.list("found", map(archive.told, found.hits))
        if more or not found.count:
            self._voice.say("found", f"{more} more match" if more else "nothing matches")

    def _ask(self) -> None:
        """Ask for what is lacking, once; how to answer is said the first time."""
        state = self._runner.state
        asked = awaited(state, self._passed)
        before, self._asked = self._asked, asked
        if asked is None or (before and before.key == asked.key) or is_told(asked, state):
            return
        question = question_for(asked, state)
        if before and before.document.id == asked.document.id:
            question = question.partition(": ")[2]
        if asked.field not in self._explained:
            passes = "" if self._explained else "; an empty line passes, a sign makes it a note"
            self._explained.add(asked.field)
            question = f"{question} {answer_to(asked)}{passes}"
        self._voice.say("asked", question, field=str(asked.field))

    def _retry(self) -> None:
        """Try again to save what waits; trouble with that was said when it was typed."""
        try:
            self._waiting.retry()
        except StoreError:
            return
        except MeetingtuiError as error:
            for line in self._returned():
                self._voice.say("refused", f"not taken: {error} · you typed: {line}", line=line)

    def _returned(self) -> list[str]:
        """Return, once, the lines that are not possible."""
        lines = self._waiting.refused[:]
        self._waiting.refused.clear()
        return lines

    def _follow(self) -> None:
        """Take in what happened elsewhere; trouble with that is said once, not at every tick."""
        try:
            self._runner.follow()
            self._trouble = ""
        except MeetingtuiError as error:
            if str(error) != self._trouble:
                self._trouble = str(error)
                self._voice.say("refused", self._trouble)

    def _wait(self, length: timedelta) -> None:
        clock = self._runner.clock
        if not isinstance(clock, ManualClock):
            raise UsageError("/wait moves the clock of a rehearsal, and this meeting is real")
        until = clock.now() + length
        while (due := next_signal(self._runner.state.meeting, clock.now())) and due <= until:
            clock.advance(due - clock.now())
            self.tick()
        clock.advance(until - clock.now())
        self._voice.say("waited", f"it is {local(until, self._runner.zone):%H:%M:%S}")

    def _tell(self, fact: Fact) -> None:
        now = self._heard_at = self._runner.clock.now()
        self._voice.fact(fact)
        if isinstance(fact, BoundaryMoved | Extended | Resumed) and self._runner.status().over:
            self._voice.clock(now)


def hold(face: PlainFace, source: Iterable[str]) -> bool:
    """Hold a whole meeting with the lines of `source`; return whether all of it is saved.

    The end of `source` leaves the meeting unfinished.

    A thread reads, so that the clock can speak up while nobody types. An error that nobody expected
    is logged and said, and the meeting goes on. A signal to end is like the end of `source`, once
    what was entered before it is saved or kept; it then raises SystemExit with its status.
    """
    startup.begun()
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    guard = Guard(face.tell_failure)
    goes_on = True
    with Ending(lambda: lines.put(None)) as ending:
        threading.Thread(target=_read, args=(source, lines), daemon=True).start()
        try:
            face.greet()
            while goes_on:
                try:
                    line = lines.get(timeout=TICK_SECONDS)
                except queue.Empty:
                    with guard:
                        face.tick()
                    continue
                take = face.take_last if ending.told else face.take
                with guard:
                    goes_on = line is not None and take(line)
        finally:
            saved = face.leave()
    if ending.told:
        raise SystemExit(ending.status)
    return saved


def _read(source: Iterable[str], lines: queue.SimpleQueue[str | None]) -> None:
    try:
        for line in source:
            lines.put(line)
    finally:
        lines.put(None)
