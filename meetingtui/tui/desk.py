"""Where the review screen reads and changes what waits; in a meeting, by steps of that meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, tzinfo
from typing import Protocol

from meetingtui.archive import Archive
from meetingtui.errors import Refused
from meetingtui.followup.changes import Change, changes_of
from meetingtui.followup.outside import Ask
from meetingtui.followup.review import Known
from meetingtui.followup.tell_waiting import in_all, in_short
from meetingtui.meeting import commands as ask
from meetingtui.meeting.brought import brought, slot_for
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.lookup import number_of
from meetingtui.meeting.making import roster_of as roster_in
from meetingtui.meeting.model import Action, Meeting, MeetingState, Note, UndoneStep
from meetingtui.meeting.promise_rules import found_not_done, tell_choices_now
from meetingtui.meeting.spoken import tell_remaining
from meetingtui.meeting.undo import step_of
from meetingtui.runner import Runner

Document = Action | Note


class Desk(Protocol):
    """What the review screen works at.

    Each change is durable on return and gives one sentence that says what is now true; it raises
    Refused where it makes no sense and StoreError where it could not be saved.
    """

    zone: tzinfo | None
    in_meeting: bool
    """Whether each change is a step of a meeting, which can find a promise not done."""

    @property
    def today(self) -> date:
        """The calendar day of the people in the room."""

    @property
    def clock(self) -> str:
        """How the meeting stands that goes on meanwhile; empty where none does."""

    @property
    def planned(self) -> bool:
        """Whether a meeting is still to start, so that what comes into it is put in order."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """All promises, and the notes that wait, by id."""

    @property
    def known(self) -> Known:
        """What is known of them besides."""

    def roster(self, document: Document) -> Roster:
        """Return the names that a change of `document` may use."""

    def history(self, document: Document) -> tuple[Change, ...]:
        """Return what became of `document`, oldest first."""

    def give(self, documents: Sequence[Document], ask_for: Ask) -> str:
        """Give the same command about each of `documents`, as one change."""

    def not_done(self, documents: Sequence[Document]) -> str:
        """Say that these promises are not done and go on."""

    def order(self, documents: Sequence[Document]) -> str:
        """Bring what comes into the meeting in this order."""

    def merge(self, kept: Document, other: Document) -> str:
        """Take `other` into `kept`."""

    def undo(self) -> str:
        """Take the latest change made here back."""

    def follow(self) -> None:
        """Take in what others changed."""

    def archive(self) -> Archive:
        """Return all that was ever taken down, to be searched."""


class MeetingDesk:
    """What waits in a meeting; each change is a step of that meeting."""

    in_meeting = True

    def __init__(self, runner: Runner) -> None:
        """Work in the meeting of `runner`."""
        self.zone = runner.zone
        self._runner = runner
        self._steps: list[list[UndoneStep]] = []
        """The steps made here: those of one change together."""

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
    def planned(self) -> bool:
        """Whether the meeting is still to start."""
        return self._runner.state.meeting.state is MeetingState.PLANNED

    @property
    def documents(self) -> Mapping[str, Document]:
        """Those of this meeting, and those of earlier ones that were open in it."""
        return {**self._runner.state.actions, **self._runner.state.notes}

    @property
    def known(self) -> Known:
        """How often each was carried, and the slot in which it is up."""
        state = self._runner.state
        slots = state.meeting.slots
        at = {slot.id: (index, slot.label) for index, slot in enumerate(slots)}
        return Known(
            {item.id: item.times for item in state.meeting.carried},
            frozenset(id for id, a in state.actions.items() if tell_choices_now(state, a)),
            frozenset(item.id for item in state.meeting.carried if not item.times),
            found_not_done(state.meeting),
            {b.document.id: at[slot_for(slots, b.document)] for b in brought(state)},
        )

    def roster(self, document: Document) -> Roster:
        """Return everybody of this meeting."""
        return roster_in(self._runner.state)

    def history(self, document: Document) -> tuple[Change, ...]:
        """Return what became of `document`, in this meeting too."""
        return changes_of(document, self._runner.store.find(Meeting, agenda=document.agenda))

    def give(self, documents: Sequence[Document], ask_for: Ask) -> str:
        """Give the same command about each of `documents`, one after the other.

        Where it makes no sense for some they stay as they are, and the sentence says why.
        """
        told, refused = [], []
        self._steps.append([])
        for document in documents:
            try:
                told.append(self._tell(ask_for(self._ref(document))))
            except Refused as error:
                refused.append(str(error))
            else:
                state = self._runner.state
                self._steps[-1].append(step_of(state, state.latest_step))
        if not told:
            raise Refused(in_short(refused, "could not be changed"))
        left = in_short(refused, "could not be")
        return " · ".join(filter(None, (in_all(told, len(told), "changed"), left)))

    def not_done(self, documents: Sequence[Document]) -> str:
        """Say that these promises are not done and go on."""
        return self.give(documents, lambda ref: ask.NotDone(ref.number))

    def order(self, documents: Sequence[Document]) -> str:
        """Bring what came into the meeting in this order."""
        return self.give(documents[:1], lambda _: ask.Arrange(tuple(map(self._ref, documents))))

    def merge(self, kept: Document, other: Document) -> str:
        """Take `other` into `kept`."""
        return self.give((kept,), lambda ref: ask.Merge(ref, self._ref(other)))

    def undo(self) -> str:
        """Take the latest change made here back; Refused once another step followed it."""
        while self._steps and not self._steps[-1]:
            self._steps.pop()
        if not self._steps:
            raise Refused("there is nothing to undo: nothing was changed on this screen")
        told = []
        while self._steps[-1]:
            told.append(self._tell(ask.Undo(self._steps[-1][-1])))
            self._steps[-1].pop()
        self._steps.pop()
        return in_all(told, len(told), "taken back")

    def follow(self) -> None:
        """Do nothing: the screen of the meeting takes in what others change."""

    def archive(self) -> Archive:
        """Return all that was ever taken down, to be searched."""
        return Archive(self._runner.store, self._runner.clock)

    def _ref(self, document: Document) -> ask.Ref:
        if isinstance(document, Action):
            return ask.Ref(document.number, action=True)
        return ask.Ref(number_of(self._runner.state, document))

    def _tell(self, command: ask.Command) -> str:
        return " · ".join(map(self._runner.tell, self._runner.do(command)))
