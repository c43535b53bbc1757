"""The one stateful object: command in, documents saved, listeners told. It has no rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, tzinfo
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from meetingtui.clock import Clock, Ids, local_date, zone_named
from meetingtui.errors import ChangedMeanwhile, MeetingtuiError, Refused
from meetingtui.meeting.adopting import anchor_of
from meetingtui.meeting.brought import with_queue
from meetingtui.meeting.commands import Command, Redo, Report, Undo
from meetingtui.meeting.facts import Closed, Fact
from meetingtui.meeting.misfire import moved_on
from meetingtui.meeting.model import (
    Action,
    Changes,
    Document,
    Meeting,
    MeetingState,
    Note,
    State,
)
from meetingtui.meeting.news import news
from meetingtui.meeting.outcome import Moment, changed_meanwhile
from meetingtui.meeting.rules import allowed, decide, evolve
from meetingtui.meeting.series import refuse_beside, refuse_if_followed
from meetingtui.meeting.telling import tell, tell_action, tell_note
from meetingtui.meeting.timing import Status, status_of
from meetingtui.meeting.undo import takes_close_back
from meetingtui.store.port import Store

Listener = Callable[[Fact], None]


class Keeping(NamedTuple):
    """What is kept of a meeting when it closes, beside what is stored."""

    minutes_folder: Path | None = None
    """The folder that its minutes are written into."""

    backup: Callable[[], object] | None = None
    """Keeps a copy of the store; raises StoreError where it cannot."""


NOTHING = Keeping()


class Runner:
    """Holds the current meeting, the clock, the store and who wants to hear of facts."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        state: State,
        keeping: Keeping = NOTHING,
        known: Iterable[str] = (),
    ) -> None:
        """Run the meeting of `state`, and see to `keeping` when it closes.

        `known` are the ids of the meetings of its series that it was opened with.
        """
        self.state = with_queue(state)
        self.clock = clock
        self.minutes_path: Path | None = None
        self._store = store
        self._stored = store.get(Meeting, state.meeting.id)
        """The meeting as it is stored; the one of `state` may be made anew from a roll call."""
        self._known = frozenset(known)
        self._ids = Ids()
        self._keeping = keeping
        self._listeners: list[Listener] = []
        self._find_minutes()

    def do(self, command: Command, id: str = "", seen: State | None = None) -> tuple[Fact, ...]:
        """Carry out `command`: it is durable and the listeners have heard of it on return.

        With an `id`, that of the note or action item that it makes, it is carried out once: where
        that is there, nothing happens.
        It is decided on what all processes have stored by now. Raises Refused when the meeting
        cannot take it now, or it would change what is not any more as its author has `seen` it
        (None: as it is in `state`), and StoreError when it could not be saved; the state is then as
        before.
        A MeetingtuiError after the close says that only the file of the minutes was not written, no
        copy of the store, or neither.
        """
        seen = seen or self.state
        self.follow()
        if isinstance(command, Undo) and takes_close_back(self.state):
            refuse_if_followed(self.state.meeting, _series_of(self.state.meeting, self._store))
        if id in self.state.notes or id in self.state.actions:
            return ()
        try:
            facts = self._commit(command, id, seen)
        except ChangedMeanwhile:
            self.follow()
            facts = self._commit(command, id, seen)
        troubles = [*filter(None, (self._keep_minutes(), self._keep_backup(facts)))]
        self._tell(facts)
        if troubles:
            raise type(troubles[0])("; ".join(map(str, troubles)))
        return facts

    @property
    def store(self) -> Store:
        """Where the meeting is kept, for those who look beyond it; only commands change it."""
        return self._store

    def status(self) -> Status:
        """Return the clock of the meeting now."""
        return status_of(self.state.meeting, self.clock.now())

    def allowed(self) -> frozenset[type[Command]]:
        """Return the commands that make sense now."""
        return allowed(self.state)

    def tell(self, fact: Fact) -> str:
        """Return `fact` as one line for people."""
        return tell(fact, self.state, self.today, self.zone)

    @property
    def zone(self) -> tzinfo | None:
        """The zone of all clock times of the meeting; None is that of this machine."""
        return zone_named(self.state.meeting.zone, self.clock.zone)

    @property
    def today(self) -> date:
        """The calendar day of the people in the room."""
        return local_date(self.clock.now(), self.zone)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every fact from now on; the function returned ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def follow(self) -> bool:
        """Take in what happened elsewhere; return whether the meeting saw any of it.

        That is what other processes stored, the same meeting in another terminal included, and
        what became of the machine's clocks while a slot had the floor. The listeners hear of it.
        """
        changes = self._store.follow()
        mine = Changes(
            tuple(document for document in changes.put if _concerns(self.state, document)),
            tuple(document for document in changes.remove if _concerns(self.state, document)),
        )
        before = self.state
        if mine:
            self._take_in(mine)
        self._find_minutes()
        if mine:
            self._tell(news(before, self.state))
        disturbances = self.clock.disturbances()
        running = self.state.meeting.state is MeetingState.RUNNING
        for disturbance in disturbances if running else ():
            self._tell(self._commit(Report(disturbance), "", self.state))
        return bool(mine) or (running and bool(disturbances))

    def parting(self) -> str:
        """Return how the meeting goes on once it is left; empty where there is nothing to say."""
        meeting = self.state.meeting
        if meeting.state is MeetingState.CLOSED or not self._stored:
            return ""
        if meeting.state is MeetingState.PLANNED:
            return f"the roll call is kept; `meetingtui run {meeting.agenda}` goes on with it"
        return "the meeting is not closed; `meetingtui resume` goes on with it"

    def new_id(self) -> str:
        """Return an id that nothing has, for what is entered now."""
        return self._ids.new(self.clock.now())

    def _commit(self, command: Command, id: str, seen: State) -> tuple[Fact, ...]:
        if not self._stored:
            series = _series_of(self.state.meeting, self._store)
            refuse_beside(self.state.meeting, series, self._known)
        now = self.clock.now()
        moment = Moment(now, self.today, lambda: id or self._ids.new(now), self.zone)
        if elsewhere := moved_on(seen.meeting, self.state.meeting, command):
            raise Refused(elsewhere)
        outcome = decide(self.state, command, moment)
        changed = changed_meanwhile(seen, self.state, outcome.changes)
        if changed and not isinstance(command, Undo | Redo):
            raise Refused(
                f"somebody changed that meanwhile: {_told(changed, self.state, self.today)};"
                " enter it again to change it all the same"
            )
        stored = self._store.commit(self._expecting(self._complete(outcome.changes)))
        self._take_in(stored)
        return outcome.facts

    def _take_in(self, changes: Changes) -> None:
        """Go on from what is stored now."""
        before = anchor_of(self.state.meeting)
        self.state = with_queue(evolve(self.state, changes))
        if before != (anchor := anchor_of(self.state.meeting)):
            self.clock.go_on_from(anchor)
        for document in changes.put:
            if isinstance(document, Meeting):
                self._stored = document

    def _tell(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            for listener in self._listeners:
                listener(fact)

    def _find_minutes(self) -> None:
        """Know the minutes that another process wrote, or that they are no more."""
        folder = self._keeping.minutes_folder
        if self.state.meeting.state is not MeetingState.CLOSED:
            self.minutes_path = None
        elif self.minutes_path is None and folder is not None:
            from meetingtui.reports.files import minutes_in

            self.minutes_path = minutes_in(folder, self.state, self.zone)

    def _keep_minutes(self) -> MeetingtuiError | None:
        """Write the minutes of a closed meeting, and remove them when it is opened again.

        Return what went wrong with that.
        """
        folder = self._keeping.minutes_folder
        if folder is None:
            return None
        from meetingtui.reports.files import remove_minutes, write_minutes

        try:
            if self.state.meeting.state is MeetingState.CLOSED:
                self.minutes_path = write_minutes(self.state, folder, self.zone)
            elif self.minutes_path:
                remove_minutes(self.minutes_path)
                self.minutes_path = None
        except MeetingtuiError as error:
            return error
        return None

    def _keep_backup(self, facts: Iterable[Fact]) -> MeetingtuiError | None:
        """Keep a copy of the store where `facts` closed the meeting; return what went wrong."""
        try:
            if self._keeping.backup and any(isinstance(fact, Closed) for fact in facts):
                self._keeping.backup()
        except MeetingtuiError as error:
            return error
        return None

    def _complete(self, changes: Changes) -> Changes:
        """Add the meeting itself to its first commit: one that nobody used leaves no trace."""
        meeting = self.state.meeting
        if self._stored or any(isinstance(document, Meeting) for document in changes.put):
            return changes
        return Changes((meeting, *changes.put), changes.remove)

    def _expecting(self, changes: Changes) -> Changes:
        """Add what is known of the documents that `changes` are about.

        Numbers of notes and steps follow from all that is stored: it has to be known as well.
        """
        known: dict[str, Document] = {**self.state.notes, **self.state.actions}
        if self._stored:
            known[self._stored.id] = self._stored
        touched = {document.id for document in (*changes.put, *changes.remove)}
        expected = tuple(known[id] for id in touched if id in known)
        return replace(changes, expected=expected, abreast=True)


def _told(document: Note | Action, state: State, today: date) -> str:
    return (
        tell_note(state, document) if isinstance(document, Note) else tell_action(document, today)
    )


def _series_of(meeting: Meeting, store: Store) -> list[Meeting]:
    return store.find(Meeting, agenda=meeting.agenda)


def _concerns(state: State, document: Document) -> bool:
    meeting = state.meeting
    match document:
        case Meeting(id=id):
            return id == meeting.id
        case Note(id=id):
            queued = not document.meeting and document.agenda == meeting.agenda
            return document.meeting == meeting.id or id in state.notes or queued
        case _:
            return document.agenda == meeting.agenda
