"""What the commands of capture do to notes and action items."""

from __future__ import annotations

from datetime import timedelta

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.errors import Refused
from meetingtui.meeting import commands as ask
from meetingtui.meeting.capture import (
    CapturedAction,
    CapturedNote,
    Roster,
    parse_action,
    parse_line,
)
from meetingtui.meeting.facts import ActionChanged, ActionTaken, Fact, NoteChanged, NoteTaken
from meetingtui.meeting.lookup import (
    find,
    find_note,
    find_open_action,
    find_question,
    next_number,
)
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Note,
    NoteKind,
    NoteState,
    State,
    Version,
)
from meetingtui.meeting.outcome import Moment
from meetingtui.meeting.roll import teams_with_guests
from meetingtui.meeting.timing import course_of
from meetingtui.meeting.versions import changed

DEFAULT_DUE = timedelta(days=7)
"""An action item without a date is due after this, until series know their next meeting."""

OWN_KIND = {
    SegmentKind.WINS: NoteKind.WIN,
    SegmentKind.PREVIEWS: NoteKind.PREVIEW,
    SegmentKind.QUESTIONS: NoteKind.QUESTION,
    SegmentKind.INSIGHTS: NoteKind.INSIGHT,
    SegmentKind.CONCERNS: NoteKind.CONCERN,
    SegmentKind.THANKS: NoteKind.THANKS,
}

WAITING = frozenset({NoteKind.QUESTION, NoteKind.PARKED})
"""Kinds that are open until they are settled, and carried over while they are."""

NoteCommand = ask.Capture | ask.Answer | ask.Edit | ask.MakeAction | ask.Park | ask.Drop | ask.Done

Written = tuple[tuple[Fact, ...], tuple[Note | Action, ...]]


def own_kind(slot: Slot | None) -> NoteKind:
    """Return the kind that a line without a prefix has in `slot`."""
    return NoteKind.NOTE if slot is None else OWN_KIND.get(slot.kind, NoteKind.NOTE)


def open_slot(state: State) -> Slot | None:
    """Return the slot that has the floor."""
    index = course_of(state.meeting).slot
    return None if index is None else state.meeting.slots[index]


def roster_of(state: State) -> Roster:
    """Return the names that a line may use."""
    return Roster(teams_with_guests(state.meeting))


def write_notes(state: State, command: NoteCommand, step: int, moment: Moment) -> Written:
    """Return the facts and documents that `command` leads to; Refused when it cannot be done."""
    match command:
        case ask.Capture(line=line):
            return _capture(state, line, step, moment)
        case ask.Answer(number=number, text=text):
            return _answer(state, number, text, step, moment)
        case ask.Edit(ref=ref, line=line):
            return _edit(state, find(state, ref), line, step, moment)
        case ask.MakeAction(number=number, line=line):
            return _make_action(state, find_note(state, number), line, step, moment)
        case ask.Park(number=number):
            return _park(state, number, step, moment)
        case ask.Drop(ref=ref, reason=reason):
            return _drop(state, ref, reason, step, moment)
        case ask.Done(number=number):
            action = find_open_action(state, number)
            return _settle(state, action, ActionState.DONE, "", step, moment)


def unowned_action(state: State) -> Action | None:
    """Return the latest open action item of this meeting that still lacks an owner."""
    mine = [a for a in state.actions.values() if a.meeting == state.meeting.id]
    return next((a for a in reversed(mine) if not a.owner and a.state is ActionState.OPEN), None)


def _capture(state: State, line: str, step: int, moment: Moment) -> Written:
    roster = roster_of(state)
    waiting = unowned_action(state)
    owner = roster.person(line.strip().removeprefix("@"))
    if waiting and owner:
        return _change(
            state, waiting, "given an owner", step, moment,
            owner=owner, team=roster.team_of(owner),
        )  # fmt: skip
    slot = open_slot(state)
    captured = parse_line(line, own_kind(slot), roster, moment.today)
    if isinstance(captured, CapturedAction):
        action = _new_action(state, captured, captured.text, step, moment)
        return (ActionTaken(action.id),), (action,)
    note = _new_note(state, captured, slot, step, moment)
    return (NoteTaken(note.id),), (note,)


def _new_note(
    state: State, captured: CapturedNote, slot: Slot | None, step: int, moment: Moment
) -> Note:
    team = slot.team if slot else ""
    return Note(
        id=moment.new_id(),
        agenda=state.meeting.agenda,
        meeting=state.meeting.id,
        number=next_number(state),
        kind=captured.kind,
        text=captured.text,
        state=_first_state(captured.kind),
        team=team,
        teams=_asked(state, captured, team),
        people=captured.people,
        tags=captured.tags,
        slot=slot.id if slot else "",
        taken_at=moment.now,
        history=(Version(at=moment.now, was={}, meeting=state.meeting.id, step=step),),
    )


def _asked(state: State, captured: CapturedNote, team: str) -> tuple[str, ...]:
    """Return the teams named; a question of one of two teams goes to the other by itself."""
    others = tuple(t.name for t in state.meeting.teams if t.name != team)
    asks_the_other = captured.kind is NoteKind.QUESTION and team and len(others) == 1
    return others if asks_the_other and not captured.teams else captured.teams


def _first_state(kind: NoteKind) -> NoteState:
    return NoteState.OPEN if kind in WAITING else NoteState.RECORDED


def _new_action(
    state: State, captured: CapturedAction, text: str, step: int, moment: Moment
) -> Action:
    return Action(
        id=moment.new_id(),
        agenda=state.meeting.agenda,
        meeting=state.meeting.id,
        text=text,
        owner=captured.owner,
        team=captured.team,
        due_on=captured.due_on or moment.today + DEFAULT_DUE,
        tags=captured.tags,
        taken_at=moment.now,
        history=(Version(at=moment.now, was={}, meeting=state.meeting.id, step=step),),
    )


def _answer(state: State, number: int, text: str, step: int, moment: Moment) -> Written:
    question = find_question(state, number)
    if not text:
        raise Refused(f"say the answer too: /answer {number} TEXT")
    return _change(
        state, question, "answered", step, moment,
        answer=text, answered_at=moment.now, state=NoteState.ANSWERED,
    )  # fmt: skip


def _edit(state: State, document: Note | Action, line: str, step: int, moment: Moment) -> Written:
    roster = roster_of(state)
    if isinstance(document, Action):
        fields = edited_action(document, parse_action(line, roster, moment.today))
        return _change(state, document, "edited", step, moment, **fields)
    captured = parse_line(line, document.kind, roster, moment.today)
    if isinstance(captured, CapturedAction):
        return _make_action(state, document, line.lstrip()[1:], step, moment)
    fields = {"text": captured.text, "people": captured.people, "tags": captured.tags}
    if captured.teams:
        fields["teams"] = captured.teams
    if captured.kind is not document.kind:
        fields |= {"kind": captured.kind, "state": _first_state(captured.kind)}
    return _change(state, document, "edited", step, moment, **fields)


def edited_action(action: Action, captured: CapturedAction) -> dict[str, object]:
    """Return the fields of `action` that an edit with `captured` changes; the rest stays."""
    wanted: dict[str, object] = {}
    if captured.text:
        wanted |= {"text": captured.text, "tags": captured.tags}
    if captured.owner:
        wanted |= {"owner": captured.owner, "team": captured.team}
    if captured.due_on:
        wanted["due_on"] = captured.due_on
    if not wanted:
        raise Refused("say what to change: a new text, @OWNER or due:DATE")
    return wanted


def _make_action(state: State, note: Note, line: str, step: int, moment: Moment) -> Written:
    if note.became:
        raise Refused("that note is an action item already")
    captured = parse_action(line, roster_of(state), moment.today)
    action = _new_action(state, captured, captured.text or note.text, step, moment)
    settled = {"state": NoteState.RECORDED} if note.state is NoteState.OPEN else {}
    moved = _changed(state, note, step, moment, became=action.id, **settled)
    return (NoteChanged(note.id, "turned into an action item"), ActionTaken(action.id)), (
        moved,
        action,
    )


def _park(state: State, number: int, step: int, moment: Moment) -> Written:
    note = find_note(state, number)
    if note.state is NoteState.OPEN:
        raise Refused(f"{note.kind} {number} is open already and comes back by itself")
    return _change(state, note, "parked", step, moment, kind=NoteKind.PARKED, state=NoteState.OPEN)


def _drop(state: State, ref: ask.Ref, reason: str, step: int, moment: Moment) -> Written:
    if ref.action:
        action = find_open_action(state, ref.number)
        return _settle(state, action, ActionState.DROPPED, reason, step, moment)
    note = find_note(state, ref.number)
    if note.state is NoteState.DROPPED:
        raise Refused(f"note {ref.number} is dropped already")
    return _change(state, note, "dropped", step, moment, state=NoteState.DROPPED)


def _settle(
    state: State, action: Action, to: ActionState, reason: str, step: int, moment: Moment
) -> Written:
    return _change(
        state, action, str(to), step, moment, state=to, reason=reason, settled_at=moment.now
    )


def _change(
    state: State, document: Note | Action, what: str, step: int, moment: Moment, **fields: object
) -> Written:
    fact: Fact = (
        NoteChanged(document.id, what)
        if isinstance(document, Note)
        else ActionChanged(document.id, what)
    )
    return (fact,), (_changed(state, document, step, moment, **fields),)


def _changed(
    state: State, document: Note | Action, step: int, moment: Moment, **fields: object
) -> Note | Action:
    return changed(document, moment.now, meeting=state.meeting.id, step=step, **fields)
