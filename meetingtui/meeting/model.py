"""The documents of a meeting, and the state that commands are decided on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from meetingtui.agenda.model import Airtime, Overrun, Team, Warn
from meetingtui.agenda.plan import Slot
from meetingtui.agenda.repeat import Repeat
from meetingtui.clock import Anchor
from meetingtui.meeting.between import Exchange, Owed, Sitting
from meetingtui.meeting.facts import Held, TimelineFact

SCHEMA = 1
"""The version of the documents below; a store with a higher one is refused."""


class NoteKind(StrEnum):
    """What a note is. An action item is a document of its own."""

    WIN = "win"
    PREVIEW = "preview"
    QUESTION = "question"
    INSIGHT = "insight"
    CONCERN = "concern"
    THANKS = "thanks"
    DECISION = "decision"
    NOTE = "note"
    PARKED = "parked"


class NoteState(StrEnum):
    """Where a note stands. Questions, parked notes and previews are open until settled."""

    RECORDED = "recorded"
    OPEN = "open"
    ANSWERED = "answered"
    DROPPED = "dropped"


class ActionState(StrEnum):
    """Where a promise stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    CLOSED = "closed"


class Version(Struct, frozen=True, omit_defaults=True):
    """One earlier version of a note or action item: what a change replaced."""

    at: datetime
    was: dict[str, Any]
    """The fields that changed, as stored before; empty when the document was new."""

    meeting: str = ""
    """The meeting whose command made the change; empty outside any meeting."""

    step: int = 0
    """The step of that meeting; undo takes the highest back."""


class PreviewResult(StrEnum):
    """What became of something that was previewed."""

    UNKNOWN = ""
    USED = "used"
    NOT_USED = "not used"


class Preview(Struct, frozen=True, omit_defaults=True):
    """What a preview says beside its text; its note is open until the result is known."""

    audience: str = ""
    """Whom it is for."""

    ready_on: date | None = None
    """From when it can be used."""

    link: str = ""
    offer: str = ""
    """What the other team can do with it."""

    feedback: str = ""
    """What the other team says of it; several voices are separated by semicolons."""

    result: PreviewResult = PreviewResult.UNKNOWN
    outcome: str = ""
    """What came of using it, or why it was not used."""


class Note(Struct, frozen=True, kw_only=True):
    """Anything captured that is no promise."""

    id: str
    schema: int = SCHEMA
    agenda: str
    """The series."""

    meeting: str
    """The meeting that took it down; empty for what came through the queue."""

    number: int
    """Counts the notes of the meeting, from 1; 0 in the queue."""

    kind: NoteKind
    text: str
    state: NoteState = NoteState.RECORDED
    team: str = ""
    """Whose slot it was taken in; for a question the team that asks."""

    teams: tuple[str, ...] = ()
    """Teams named with `@`: credited with a win, or asked a question."""

    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    slot: str = ""
    """The id of the slot that it was taken in."""

    reason: str = ""
    """Why it was dropped."""

    answer: str = ""
    answered_at: datetime | None = None
    preview: Preview | None = None
    """What a preview says beside its title; None for every other kind."""

    became: str = ""
    """The id of the action item that it was turned into."""

    promise: int = 0
    """The number of the action item that it was, until that was put on the next agenda."""

    taken_at: datetime
    history: tuple[Version, ...] = ()


class Action(Struct, frozen=True, kw_only=True):
    """A promise: text, one owner, a due date."""

    id: str
    schema: int = SCHEMA
    agenda: str
    meeting: str
    """The meeting in which it was made; empty for what came through the queue."""

    number: int = 0
    """The short number that people type; 0 until the store gives the next free one."""

    text: str
    owner: str = ""
    """One person; empty while it is still asked for."""

    team: str = ""
    """The owner's team."""

    due_on: date | None = None
    tags: tuple[str, ...] = ()
    state: ActionState = ActionState.OPEN
    reason: str = ""
    """Why it was dropped."""

    settled_at: datetime | None = None
    """When it was done or dropped."""

    taken_at: datetime
    history: tuple[Version, ...] = ()


class Carried(Struct, frozen=True, omit_defaults=True):
    """A document of an earlier meeting, or of the queue, that entered this one."""

    id: str
    times: int
    """How many meetings it has been carried into, this one included; 0 is from the queue."""

    number: int = 0
    """The number of a carried note in this meeting; 0 for an action item, which has its own."""

    asks: bool = False
    """Whether it was carried so often that somebody has to choose what becomes of it."""

    meanwhile: bool = False
    """Whether it was settled since the last meeting: it is told, and nobody is asked about it."""


class UndoneStep(Struct, frozen=True, omit_defaults=True):
    """A step that was taken back, with all that redo needs."""

    step: int
    facts: tuple[TimelineFact, ...] = ()
    notes: tuple[Note, ...] = ()
    actions: tuple[Action, ...] = ()


class Meeting(Struct, frozen=True, kw_only=True):
    """One live or past run of a plan. All times on screen follow from slots, timeline and now."""

    id: str
    schema: int = SCHEMA
    agenda: str
    """The id of the agenda: the series."""

    title: str
    purpose: str = ""
    zone: str = ""
    """The time zone of its clock times, as the agenda names it; empty for that of the machine."""

    facilitator: str = ""
    teams: tuple[Team, ...]
    norms: tuple[str, ...] = ()
    overrun: Overrun = Overrun.BUFFER
    airtime: Airtime = Airtime.TEAMS
    """Whether the time of people is told beside that of teams."""

    warn: tuple[Warn, ...] = ()
    slots: tuple[Slot, ...]
    """The plan as made."""

    starts_at: datetime | None = None
    """The planned start; None when the meeting is planned to start when it starts."""

    opened_at: datetime
    """When the roll call began."""

    norm: str = ""
    """The one of `norms` that is checked at the close; empty without any."""

    next_on: date | None = None
    """The day of the next meeting, where the agenda says when it repeats."""

    repeat: Repeat | None = None
    """When the series takes place, as the agenda said, in `zone`."""

    anchor: Anchor | None = None
    """What ties the clock that the meeting is held with to the calendar."""

    before: Sitting | None = None
    """The last meeting of the series that was closed; None in the first."""

    carried: tuple[Carried, ...] = ()
    timeline: tuple[TimelineFact, ...] = ()
    undone: tuple[UndoneStep, ...] = ()
    state: MeetingState = MeetingState.PLANNED
    """Follows from the timeline; kept here for queries."""

    held: tuple[Held, ...] = ()
    owed: tuple[Owed, ...] = ()
    """What teams owe since the last step, debts of earlier meetings included; follows too."""

    exchange: Exchange = Exchange()


Document = Meeting | Note | Action


class Changes(Struct, frozen=True):
    """What one commit writes: whole documents to put, and documents to remove."""

    put: tuple[Document, ...] = ()
    remove: tuple[Note | Action, ...] = ()
    expected: tuple[Document, ...] = ()
    """Documents as whoever changes them knows them; where others are stored, all is refused."""

    abreast: bool = False
    """Whether all is refused too where others stored what the store has not told of yet."""

    def __bool__(self) -> bool:
        """Tell whether there is anything to write."""
        return bool(self.put or self.remove)


class State(Struct, frozen=True, dict=True):
    """A meeting with the notes and action items that it can touch, by id, oldest first."""

    meeting: Meeting
    notes: Mapping[str, Note] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)

    @cached_property
    def latest_step(self) -> int:
        """The highest step of the meeting that has not been undone; 0 before the first."""
        documents: tuple[Note | Action, ...] = (*self.notes.values(), *self.actions.values())
        steps = [v.step for one in documents for v in one.history if v.meeting == self.meeting.id]
        return max([*steps, *(fact.step for fact in self.meeting.timeline)], default=0)
