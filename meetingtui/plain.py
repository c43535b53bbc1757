"""The meeting as lines of text in and out: for screen readers, dumb terminals, pipes, scripts."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from meetingtui.agenda.durations import format_duration
from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import total
from meetingtui.clock import ManualClock, local
from meetingtui.errors import MeetingtuiError, UsageError
from meetingtui.meeting.commands import Capture
from meetingtui.meeting.facts import Closed, Fact, SlotOpened, name_of
from meetingtui.meeting.model import Action, MeetingState, Note
from meetingtui.meeting.note_rules import roster_of
from meetingtui.meeting.readback import Brought, brought, brought_to, read_back
from meetingtui.meeting.roll import unrated_teams
from meetingtui.meeting.signals import choices_at_zero, next_signal
from meetingtui.meeting.slash import FaceWord, help_lines, is_command, parse_command
from meetingtui.meeting.telling import (
    tell_action,
    tell_airtime,
    tell_drift,
    tell_note,
    tell_remaining,
)
from meetingtui.meeting.timing import course_of
from meetingtui.runner import Runner
from meetingtui.text import plain

TICK_SECONDS = 0.5
"""How often the clock is asked whether it has something to say."""


class PlainFace:
    """One meeting in lines: `take` a line, `tick` for what the clock has to say by itself."""

    def __init__(
        self, runner: Runner, say: Callable[[str], None], *, as_json: bool = False
    ) -> None:
        """Speak through `say`, in text or (`as_json`) in one JSON object a line."""
        self._runner = runner
        self._say = say
        self._as_json = as_json
        self._heard_at = runner.clock.now()
        self._trouble = ""
        runner.subscribe(self._tell)

    def greet(self) -> None:
        """Say which meeting this is, who is expected, and what is carried into it."""
        meeting = self._runner.state.meeting
        if meeting.state is not MeetingState.PLANNED:
            self._emit("resumed", f"{meeting.title}, resumed")
            self._emit("status", self._status_line())
            return
        self._emit("opened", meeting.title)
        if meeting.purpose:
            self._emit("purpose", meeting.purpose)
        for team in meeting.teams:
            self._emit("team", f"{team.name}: {', '.join(team.people) or 'nobody listed'}")
        for norm in meeting.norms:
            self._emit("norm", f"norm: {norm}")
        self._list("brought", map(self._brought_line, brought(self._runner.state)))
        plan = f"{len(meeting.slots)} slots, {format_duration(total(meeting.slots))}"
        self._emit("planned", f"{plan}; /absent NAME marks who is missing, /start begins")

    def take(self, line: str) -> bool:
        """Take one line typed by a person; return False when it asks to leave."""
        self.tick()
        line = line.strip()
        if not line:
            return True
        try:
            if not is_command(line):
                self._runner.do(Capture(line))
                return True
            asked = parse_command(line, roster_of(self._runner.state))
            if isinstance(asked, FaceWord):
                return self._carry_out(asked)
            self._runner.do(asked)
        except MeetingtuiError as error:
            self._emit("refused", f"not done: {error} · you typed: {line}", line=line)
        return True

    def tick(self) -> None:
        """Say what the clock has had to say since the last time, once, as it stands now."""
        self._follow()
        now = self._runner.clock.now()
        due = next_signal(self._runner.state.meeting, self._heard_at)
        self._heard_at = now
        if due is not None and due <= now:
            self._speak_up(now)

    def leave(self) -> None:
        """Say how the meeting goes on, where it is not closed."""
        if self._runner.state.meeting.state is not MeetingState.CLOSED:
            self._emit("left", "the meeting is not closed; `meetingtui resume` goes on with it")

    def _carry_out(self, word: FaceWord) -> bool:
        state = self._runner.state
        match word.name:
            case "quit":
                return False
            case "help":
                self._list("help", help_lines())
            case "notes":
                self._list("note", (tell_note(state, note) for note in state.notes.values()))
            case "actions":
                self._list("action", map(self._action_line, state.actions.values()))
            case "wait":
                self._wait(word.by)
            case _:
                self._emit("status", self._status_line())
        return True

    def _follow(self) -> None:
        """Take in what happened elsewhere; trouble with that is said once, not at every tick."""
        try:
            self._runner.follow()
            self._trouble = ""
        except MeetingtuiError as error:
            if str(error) != self._trouble:
                self._trouble = str(error)
                self._emit("refused", self._trouble)

    def _wait(self, length: timedelta) -> None:
        clock = self._runner.clock
        if not isinstance(clock, ManualClock):
            raise UsageError("/wait moves the clock of a rehearsal, and this meeting is real")
        until = clock.now() + length
        while (due := next_signal(self._runner.state.meeting, clock.now())) and due <= until:
            clock.advance(due - clock.now())
            self.tick()
        clock.advance(until - clock.now())
        self._emit("waited", f"it is {local(until, clock.zone):%H:%M:%S}")

    def _tell(self, fact: Fact) -> None:
        self._heard_at = self._runner.clock.now()
        self._emit(name_of(fact), self._runner.tell(fact), **self._details(fact))
        if isinstance(fact, SlotOpened):
            self._tell_slot(fact.slot)
        if isinstance(fact, Closed):
            self._tell_close()

    def _tell_slot(self, index: int) -> None:
        state = self._runner.state
        slot = state.meeting.slots[index]
        if slot.prompt:
            self._emit("prompt", slot.prompt)
        self._list("brought", map(self._brought_line, brought_to(state, slot)))
        if slot.kind is SegmentKind.CLOSE:
            self._read_back()

    def _tell_close(self) -> None:
        meeting = self._runner.state.meeting
        slots = {turn.slot for turn in course_of(meeting).turns}
        if not any(meeting.slots[i].kind is SegmentKind.CLOSE for i in slots):
            self._read_back()
        self._emit("airtime", f"airtime: {tell_airtime(self._runner.status())}")
        if self._runner.minutes_path:
            self._emit("minutes", f"minutes: {self._runner.minutes_path}")

    def _read_back(self) -> None:
        state = self._runner.state
        back = read_back(state)
        heads: tuple[tuple[str, tuple[Note | Action, ...]], ...] = (
            ("decided", back.decisions),
            ("promised", back.actions),
            ("goes on", (*back.carried_actions, *back.questions, *back.parked)),
            ("dropped", back.dropped),
        )
        for head, documents in heads:
            self._list("read_back", (f"{head}: {self._line_of(d)}" for d in documents))
        if not any(documents for _, documents in heads):
            self._emit("read_back", "nothing was decided, promised or left open")
        unrated = unrated_teams(state.meeting)
        if unrated:
            teams = ", ".join(unrated)
            self._emit("rating", f"{teams}: rate the meeting from 1 to 10, as /rate {unrated[0]} 9")

    def _speak_up(self, now: datetime) -> None:
        meeting = self._runner.state.meeting
        status = self._runner.status()
        if status.slot is None:
            return
        label = meeting.slots[status.slot].label
        if status.remaining > timedelta(0):
            self._emit("warning", f"{label}: {tell_remaining(status.remaining)}")
            return
        choices = choices_at_zero(meeting, now, self._runner.clock.zone)
        priced = (f"{c.word} ({c.price})" if c.price else c.word for c in choices)
        time = tell_remaining(status.remaining) if status.over else "time is up"
        self._emit("zero", f"{label}: {time}; {', '.join(priced)}")

    def _status_line(self) -> str:
        meeting = self._runner.state.meeting
        status = self._runner.status()
        if status.slot is None:
            return f"{meeting.state}, {tell_airtime(status)}"
        slot = meeting.slots[status.slot]
        paused = ", paused" if status.state is MeetingState.PAUSED else ""
        return (
            f"slot {status.slot + 1} of {len(meeting.slots)}: {slot.label}, "
            f"{tell_remaining(status.remaining)}{paused}; {tell_drift(status.drift)}, "
            f"ends {local(status.ends_at, self._runner.clock.zone):%H:%M}; {tell_airtime(status)}"
        )

    def _brought_line(self, item: Brought) -> str:
        return f"{self._line_of(item.document)}, carried ×{item.carried.times}"

    def _line_of(self, document: Note | Action) -> str:
        if isinstance(document, Action):
            return self._action_line(document)
        return tell_note(self._runner.state, document)

    def _action_line(self, action: Action) -> str:
        return tell_action(action, self._runner.today)

    def _details(self, fact: Fact) -> dict[str, Any]:
        """Return what the JSON line of a fact says of the document that it is about."""
        state = self._runner.state
        document = state.notes.get(getattr(fact, "id", "")) or state.actions.get(
            getattr(fact, "id", "")
        )
        if document is None:
            return {}
        return {"id": document.id, "number": document.number, "note": document.text}

    def _list(self, event: str, lines: Iterable[str]) -> None:
        for line in lines:
            self._emit(event, line)

    def _emit(self, event: str, text: str, **more: Any) -> None:
        if not self._as_json:
            self._say(plain(text))
            return
        status = self._runner.status()
        meeting = self._runner.state.meeting
        line = {
            "event": event,
            "text": text,
            "slot": "" if status.slot is None else meeting.slots[status.slot].id,
            "remaining_s": int(status.remaining.total_seconds()),
            "drift_s": int(status.drift.total_seconds()),
            "ends_at": status.ends_at.isoformat().replace("+00:00", "Z"),
            "airtime_s": {team: int(time.total_seconds()) for team, time in status.airtime.items()},
            **more,
        }
        self._say(json.dumps(line, ensure_ascii=False))


def hold(face: PlainFace, source: Iterable[str]) -> None:
    """Hold a whole meeting with the lines of `source`; its end leaves the meeting unfinished.

    A thread reads, so that the clock can speak up while nobody types.
    """
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(source, lines), daemon=True).start()
    face.greet()
    try:
        while True:
            try:
                line = lines.get(timeout=TICK_SECONDS)
            except queue.Empty:
                face.tick()
                continue
            if line is None or not face.take(line):
                break
    finally:
        face.leave()


def _read(source: Iterable[str], lines: queue.SimpleQueue[str | None]) -> None:
    for line in source:
        lines.put(line)
    lines.put(None)
