"""`decide` from state and command to an outcome; `evolve` from there to the next state."""

from __future__ import annotations

from msgspec.structs import replace

from meetingtui.meeting import commands as ask
from meetingtui.meeting.adopting import clocks_apart
from meetingtui.meeting.clock_rules import (
    ClockCommand,
    clock_facts,
    open_following,
    require_slot,
    require_unclosed,
    sleep_to_leave_out,
)
from meetingtui.meeting.closing_rules import ClosingCommand, closing_facts
from meetingtui.meeting.course import course_of
from meetingtui.meeting.exchange import held_exchange
from meetingtui.meeting.facts import TimelineFact
from meetingtui.meeting.gate import cleaned
from meetingtui.meeting.ledger import brought_debts, owed
from meetingtui.meeting.model import Changes, Meeting, MeetingState, Note, State
from meetingtui.meeting.note_rules import NoteCommand, write_notes
from meetingtui.meeting.outcome import Moment, Outcome, ago
from meetingtui.meeting.promise_rules import (
    PromiseCommand,
    ReviewCommand,
    review_fact,
    write_promises,
)
from meetingtui.meeting.speakers import queue_of
from meetingtui.meeting.timing import held_slots
from meetingtui.meeting.undo import redo, undo

_ALWAYS: frozenset[type[ask.Command]] = frozenset(
    {ask.MarkPresent, ask.MarkAbsent, ask.Rate, ask.CheckNorm, ask.Reschedule}
)
_OPEN: frozenset[type[ask.Command]] = frozenset(
    {
        ask.Capture, ask.Answer, ask.Edit, ask.MakeAction, ask.Move, ask.Park, ask.Drop, ask.Reopen,
        ask.Done, ask.NotDone, ask.Postpone, ask.Split, ask.Merge, ask.Arrange, ask.Feedback,
        ask.SettlePreview,
    }
)  # fmt: skip
_IN_A_SLOT: frozenset[type[ask.Command]] = frozenset(
    {ask.Extend, ask.UseBuffer, ask.Began, ask.Boundary, ask.Skip, ask.Refit, ask.Give,
     ask.ParkTopic, ask.Close}
)  # fmt: skip


def decide(state: State, command: ask.Command, moment: Moment) -> Outcome:
    """Return what `command` leads to at `moment`. Pure.

    Raises Refused with a sentence, and changes nothing, when it cannot be done now. A new
    command after an undo forgets what could have been redone.
    """
    if isinstance(command, ask.Undo):
        return _settled(undo(state, command.only))
    if isinstance(command, ask.Redo):
        return _settled(redo(state))
    if isinstance(command, ask.Report):
        return _settled(_on_timeline(state.meeting, command, 0, moment))
    command = cleaned(command)
    step = _step_of(state, command)
    forgotten = replace(state.meeting, undone=()) if state.meeting.undone else None
    if isinstance(command, NoteCommand | PromiseCommand):
        require_unclosed(course_of(state.meeting))
        if isinstance(command, NoteCommand):
            facts, documents = write_notes(state, command, step, moment)
        else:
            facts, documents = write_promises(state, command, step, moment)
        kept = (forgotten,) if forgotten else ()
        return Outcome(facts, Changes((*kept, *documents)))
    meeting = forgotten or state.meeting
    if isinstance(command, ReviewCommand):
        require_unclosed(course_of(state.meeting))
        fact = review_fact(state, command, step, moment.now)
        return _settled(_added(meeting, (fact,)))
    if isinstance(command, ClosingCommand):
        return _settled(_added(meeting, closing_facts(meeting, command, step, moment)))
    if isinstance(command, ask.ParkTopic):
        return _settled(_park_topic(state, meeting, command.text, step, moment))
    return _settled(_on_timeline(meeting, command, step, moment))


def evolve(state: State, changes: Changes) -> State:
    """Return `state` with `changes` taken in; documents stay sorted by id. Pure."""
    meeting = state.meeting
    notes = dict(state.notes)
    actions = dict(state.actions)
    for document in changes.put:
        match document:
            case Meeting():
                meeting = document
            case Note():
                notes[document.id] = document
            case _:
                actions[document.id] = document
    for gone in changes.remove:
        (notes if isinstance(gone, Note) else actions).pop(gone.id, None)
    return State(meeting, dict(sorted(notes.items())), dict(sorted(actions.items())))


def allowed(state: State) -> frozenset[type[ask.Command]]:
    """Return the commands that make sense now; the faces offer these and no others."""
    course = course_of(state.meeting)
    kinds: set[type[ask.Command]] = set(_ALWAYS)
    if state.latest_step:
        kinds.add(ask.Undo)
    if state.meeting.undone:
        kinds.add(ask.Redo)
    if course.state is MeetingState.CLOSED:
        return frozenset(kinds)
    kinds |= _OPEN | {ask.Goto}
    waiting = () if course.slot is None else queue_of(state.meeting, course.slot)
    if course.following is not None or waiting:
        kinds.add(ask.Next)
    if course.following is not None:
        kinds.add(ask.MoveSlot)
    if brought_debts(state.meeting):
        kinds.add(ask.Forgive)
    if waiting:
        kinds |= {ask.Pass, ask.Later}
    if course.slot is not None:
        kinds |= _IN_A_SLOT | {ask.Resume if course.paused else ask.Pause}
        if course.place(course.slot) > 0:
            kinds.add(ask.Back)
        if sleep_to_leave_out(state.meeting):
            kinds.add(ask.LeaveOutSleep)
        if clocks_apart(state.meeting):
            kinds.add(ask.AdoptClock)
    return frozenset(kinds)


def _step_of(state: State, command: ask.Command) -> int:
    """Return the step that `command` is: its own, or the latest one where that is what it joins."""
    latest, first = state.latest_step, None
    if isinstance(command, ask.Capture):
        first = state.notes.get(command.joins) or state.actions.get(command.joins)
    made = first.history[0] if first else None
    joins = made and (made.meeting, made.step) == (state.meeting.id, latest)
    return latest if joins else latest + 1


def _on_timeline(meeting: Meeting, command: ClockCommand, step: int, moment: Moment) -> Outcome:
    if isinstance(command, ask.Began) and command.at is not None:
        command = ask.Began(ago(command.at, moment))
    return _added(meeting, clock_facts(meeting, command, step, moment.now))


def _added(meeting: Meeting, added: tuple[TimelineFact, ...]) -> Outcome:
    return Outcome(added, Changes((replace(meeting, timeline=(*meeting.timeline, *added)),)))


def _park_topic(state: State, meeting: Meeting, text: str, step: int, moment: Moment) -> Outcome:
    """Park what the open slot is about, and open the next slot where there is one."""
    course = course_of(meeting)
    slot = require_slot(course)
    topic = ask.Capture(f"& {text or meeting.slots[slot].title}")
    facts, documents = write_notes(state, topic, step, moment)
    added = () if course.following is None else open_following(meeting, course, step, moment.now)
    meeting = replace(meeting, timeline=(*meeting.timeline, *added))
    return Outcome((*facts, *added), Changes((meeting, *documents)))


def _settled(outcome: Outcome) -> Outcome:
    """Write into the meeting what follows from its timeline, for people who query the store."""
    put = tuple(
        _following_from_timeline(document) if isinstance(document, Meeting) else document
        for document in outcome.changes.put
    )
    return Outcome(outcome.facts, Changes(put, outcome.changes.remove))


def _following_from_timeline(meeting: Meeting) -> Meeting:
    course = course_of(meeting)
    until = course.closed_at or (course.turns[-1].span.start if course.turns else meeting.opened_at)
    return replace(
        meeting,
        state=course.state,
        held=held_slots(meeting),
        owed=owed(meeting, until),
        exchange=held_exchange(meeting),
    )
