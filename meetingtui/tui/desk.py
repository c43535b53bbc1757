"""Where the review screen reads and changes action items: in a store, or in a running meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, tzinfo
from typing import Protocol

from meetingtui.archive import Archive
from meetingtui.clock import Clock, local_date
from meetingtui.errors import Refused
from meetingtui.followup.carry_over import carried_at
from meetingtui.followup.promises import edit, reopen, roster_of, settle
from meetingtui.followup.review import tell_change
from meetingtui.meeting import commands as ask
from meetingtui.meeting import making
from meetingtui.meeting.capture import Roster, parse_edit
from meetingtui.meeting.model import Action, ActionState, Changes, Meeting, Note
from meetingtui.meeting.telling import tell_remaining
from meetingtui.meeting.versions import before
from meetingtui.runner import Runner
from meetingtui.store.port import Store


class Desk(Protocol):
    """What the review screen works at.

    Each change is durable on return and gives one sentence that says what is now true; it raises
    Refused where it makes no sense and StoreError where it could not be saved.
    """

    zone: tzinfo | None

    @property
    def today(self) -> date:
        """The calendar day of the people in the room."""

    @property
    def clock(self) -> str:
        """How the meeting stands that goes on meanwhile; empty where none does."""

    @property
    def actions(self) -> Mapping[str, Action]:
        """All action items that there are here, by id."""

    @property
    def times(self) -> Mapping[str, int]:
        """Into how many meetings each was carried, by id."""

    def roster(self, action: Action) -> Roster:
        """Return the names that a change of `action` may use."""

    def done(self, action: Action) -> str:
        """Mark `action` as done."""

    def drop(self, action: Action, reason: str) -> str:
        """Drop `action`: nobody will do it."""

    def reopen(self, action: Action) -> str:
        """Open `action` again."""

    def edit(self, action: Action, line: str) -> str:
        """Give `action` what `line` says, read as in capture: text, @owner, due:date."""

    def undo(self) -> str:
        """Take the latest change made here back."""

    def follow(self) -> None:
        """Take in what others changed."""

    def archive(self) -> Archive:
        """Return all that was ever taken down, to be searched."""


class StoreDesk:
    """The action items of all series, after the meetings."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Read the action items of `store`; raises StoreError where it cannot be read."""
        self.zone = clock.zone
        self.clock = ""
        self.actions: Mapping[str, Action]
        self.times: Mapping[str, int]
        self._store = store
        self._clock = clock
        self._now = clock.now
        self._made: list[Action] = []
        self._read()

    @property
    def today(self) -> date:
        """The calendar day of the people in the room."""
        return local_date(self._now(), self.zone)

    def roster(self, action: Action) -> Roster:
        """Return everybody of the meetings of its series."""
        return roster_of(self._store.find(Meeting, agenda=action.agenda))

    def done(self, action: Action) -> str:
        """Mark `action` as done."""
        return self._change(action, lambda a: settle(a, ActionState.DONE, self._now()))

    def drop(self, action: Action, reason: str) -> str:
        """Drop `action`, with a reason where there is one."""
        now = self._now()
        return self._change(action, lambda a: settle(a, ActionState.DROPPED, now, reason))

    def reopen(self, action: Action) -> str:
        """Open `action` again."""
        return self._change(action, lambda a: reopen(a, self._now()))

    def edit(self, action: Action, line: str) -> str:
        """Give `action` what `line` says: text, @owner, due:date."""
        captured = parse_edit(line, self.roster(action), self.today)
        return self._change(action, lambda a: edit(a, captured, self._now()))

    def undo(self) -> str:
        """Take the latest change made here back, where nobody has changed the same since."""
        if not self._made:
            raise Refused("there is nothing to undo: nothing was changed on this screen")
        self.follow()
        latest = self._made[-1]
        older = before(latest)
        if older is None or self.actions.get(latest.id) != latest:
            self._made.pop()
            raise Refused(f"!{latest.number} was changed elsewhere since, so it stays as it is")
        self._save(latest, older)
        self._made.pop()
        return f"undone: {tell_change(latest, older, self.today)}"

    def follow(self) -> None:
        """Take in what other processes changed."""
        changes = self._store.follow()
        if any(not isinstance(document, Note) for document in (*changes.put, *changes.remove)):
            self._read()

    def archive(self) -> Archive:
        """Return all that was ever taken down, to be searched."""
        return Archive(self._store, self._clock)

    def _read(self) -> None:
        self.actions = {action.id: action for action in self._store.find(Action)}
        carried = carried_at(self._store.find(Meeting))
        self.times = {id: len(at) for id, at in carried.items()}

    def _change(self, action: Action, change: Callable[[Action], Action]) -> str:
        self.follow()
        latest = self.actions.get(action.id)
        if latest is None:
            raise Refused(f"!{action.number} is no longer there")
        stored = self._save(latest, change(latest))
        self._made.append(stored)
        return tell_change(latest, stored, self.today)

    def _save(self, before: Action, after: Action) -> Action:
        put = self._store.commit(Changes((after,), expected=(before,))).put
        stored = next(document for document in put if isinstance(document, Action))
        self.actions = {**self.actions, stored.id: stored}
        return stored


class MeetingDesk:
    """The action items that a meeting knows; each change is a step of that meeting."""

    def __init__(self, runner: Runner) -> None:
        """Work in the meeting of `runner`."""
        self.zone = runner.zone
        self._runner = runner
        self._steps = 0

    @property
    def today(self) -> date:
        """The calendar day of the people in the room."""
        return self._runner.today

    @property
    def clock(self) -> str:
        """What is left of the open slot; empty while none is open."""
        status = self._runner.status()
        return tell_remaining(status.remaining) if status.slot is not None else ""

    @property
    def actions(self) -> Mapping[str, Action]:
        """Those of this meeting, and those of earlier ones that were open in it."""
        return self._runner.state.actions

    @property
    def times(self) -> Mapping[str, int]:
        """Into how many meetings each was carried, by id."""
        return {item.id: item.times for item in self._runner.state.meeting.carried}

    def roster(self, action: Action) -> Roster:
        """Return everybody of this meeting."""
        return making.roster_of(self._runner.state)

    def done(self, action: Action) -> str:
        """Mark `action` as done."""
        return self._step(ask.Done(action.number))

    def drop(self, action: Action, reason: str) -> str:
        """Drop `action`, with a reason where there is one."""
        return self._step(ask.Drop(ask.Ref(action.number, action=True), reason))

    def reopen(self, action: Action) -> str:
        """Refuse: what a meeting settled, it can only take back."""
        raise Refused("a meeting reopens nothing; what it changed last, it can take back")

    def edit(self, action: Action, line: str) -> str:
        """Give `action` what `line` says: text, @owner, due:date."""
        return self._step(ask.Edit(ask.Ref(action.number, action=True), line))

    def undo(self) -> str:
        """Take the latest change made here back; no other step of the meeting."""
        if not self._steps:
            raise Refused("there is nothing to undo: nothing was changed on this screen")
        told = self._tell(ask.Undo())
        self._steps -= 1
        return told

    def follow(self) -> None:
        """Do nothing: the screen of the meeting takes in what others change."""

    def archive(self) -> Archive:
        """Return all that was ever taken down, to be searched."""
        return Archive(self._runner.store, self._runner.clock)

    def _step(self, command: ask.Command) -> str:
        told = self._tell(command)
        self._steps += 1
        return told

    def _tell(self, command: ask.Command) -> str:
        return " · ".join(map(self._runner.tell, self._runner.do(command)))
