"""What the commands of capture do to notes and action items."""

from __future__ import annotations

from msgspec.structs import replace

from meetingtui.errors import Refused
from meetingtui.meeting import commands as ask
from meetingtui.meeting.answers import answered
from meetingtui.meeting.capture import (
    CapturedAction,
    CapturedNote,
    parse_edit,
    parse_line,
    read_line,
    split_prefix,
)
from meetingtui.meeting.facts import ActionTaken, NoteChanged, NoteTaken
from meetingtui.meeting.lookup import (
    find,
    find_note,
    find_open_action,
    find_preview,
    find_question,
    number_of,
    require_note,
    require_open,
)
from meetingtui.meeting.making import (
    first_state,
    new_action,
    new_note,
    new_preview,
    open_slot,
    own_kind,
    roster_of,
    teams_asked,
)
from meetingtui.meeting.model import Action, ActionState, Note, NoteKind, NoteState, State
from meetingtui.meeting.moving import moved
from meetingtui.meeting.outcome import Moment
from meetingtui.meeting.pen import Pen, Written
from meetingtui.meeting.preview_rules import settled, with_feedback
from meetingtui.meeting.reopening import reopened

NoteCommand = (
    ask.Capture | ask.Answer | ask.Edit | ask.MakeAction | ask.Move | ask.Park | ask.Drop
    | ask.Reopen | ask.Feedback | ask.SettlePreview
)  # fmt: skip


def write_notes(state: State, command: NoteCommand, step: int, moment: Moment) -> Written:
    """Return the facts and documents that `command` leads to; Refused when it cannot be done."""
    pen = Pen(state, step, moment)
    match command:
        case ask.Capture(line=line, asked=asked):
            return _capture(pen, line, asked)
        case ask.Edit(ref=ref, line=line):
            return _edit(pen, find(state, ref), line)
        case ask.Park(number=number):
            return _park(pen, find_note(state, number), number)
        case ask.Drop(ref=ref, reason=reason):
            return _drop(pen, ref, reason)
        case ask.Reopen(ref=ref):
            return reopened(pen, find(state, ref))
        case _:
            return _standing_note(pen, command)


def _standing_note(
    pen: Pen, command: ask.Answer | ask.MakeAction | ask.Move | ask.Feedback | ask.SettlePreview
) -> Written:
    number = command.number
    match command:
        case ask.Answer(text=text):
            return _answer(pen, find_question(pen.state, number), text)
        case ask.MakeAction(line=line):
            return _make_action(pen, find_note(pen.state, number), line)
        case ask.Move(to=to):
            return moved(pen, standing(pen, find_note(pen.state, number)), to)
        case ask.Feedback(text=text):
            return with_feedback(pen, standing(pen, find_preview(pen.state, number)), text)
        case _:
            preview = standing(pen, find_preview(pen.state, number))
            return settled(pen, preview, command.result, command.outcome)


def settling(pen: Pen, to: ActionState, reason: str = "") -> dict[str, object]:
    """Return the fields of an action item that is done or dropped now."""
    return {"state": to, "reason": reason, "settled_at": pen.moment.now}


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
        raise Refused(f"say what to change of !{action.number}: a new text, @OWNER or due:DATE")
    return wanted


def _capture(pen: Pen, line: str, asked: str) -> Written:
    roster = roster_of(pen.state)
    if written := answered(pen, line, roster, asked):
        return written
    slot = open_slot(pen.state)
    captured = parse_line(line, own_kind(slot), roster, pen.moment.today)
    if isinstance(captured, CapturedAction):
        action = new_action(pen, captured, captured.text)
        return (ActionTaken(action.id),), (action,)
    note = new_note(pen, captured, slot)
    return (NoteTaken(note.id),), (note,)


def _answer(pen: Pen, question: Note, text: str) -> Written:
    standing(pen, question)
    if not text:
        raise Refused("say the answer too: /answer N TEXT")
    answer = {"answer": text, "answered_at": pen.moment.now, "state": NoteState.ANSWERED}
    return pen.change(question, "answered", answer)


def _edit(pen: Pen, document: Note | Action, line: str) -> Written:
    roster = roster_of(pen.state)
    if isinstance(document, Action):
        require_open(document)
        captured_action = parse_edit(line, roster, pen.moment.today)
        return pen.change(document, "edited", edited_action(document, captured_action))
    standing(pen, document)
    captured = read_line(line, document.kind, roster, pen.moment.today)
    if isinstance(captured, CapturedAction):
        return _make_action(pen, document, split_prefix(line)[1])
    return pen.change(document, "edited", _edited_note(pen, document, captured))


def _edited_note(pen: Pen, note: Note, captured: CapturedNote) -> dict[str, object]:
    """Return the fields of `note` that an edit with `captured` changes; the rest stays."""
    new_kind = captured.kind is not note.kind
    fields: dict[str, object] = {}
    if captured.text:
        fields |= {"text": captured.text, "people": captured.people, "tags": captured.tags}
    elif captured.people:
        fields["people"] = captured.people
    if captured.teams:
        fields["teams"] = captured.teams
    elif new_kind and not note.teams:
        fields["teams"] = teams_asked(pen.state.meeting, captured.kind, note.team)
    if new_kind:
        fields |= {"kind": captured.kind, "state": first_state(captured.kind)}
        fields["preview"] = new_preview(captured)
    elif note.preview and captured.preview:
        fields["preview"] = replace(note.preview, **captured.preview)
    if not fields:
        number = number_of(pen.state, note)
        raise Refused(f"say what to change of {note.kind} {number}: a new text, a sign or @NAME")
    return fields


def _make_action(pen: Pen, note: Note, line: str) -> Written:
    standing(pen, note)
    captured = parse_edit(line, roster_of(pen.state), pen.moment.today)
    action = new_action(pen, captured, captured.text or note.text)
    turned = pen.changed(note, {"became": action.id, "state": NoteState.RECORDED})
    facts = (NoteChanged(note.id, "turned into an action item"), ActionTaken(action.id))
    return facts, (turned, action)


def _park(pen: Pen, note: Note, number: int) -> Written:
    standing(pen, note)
    if note.state is NoteState.ANSWERED:
        raise Refused(f"{note.kind} {number} is answered; there is nothing to come back to")
    if note.state is NoteState.OPEN:
        raise Refused(f"{note.kind} {number} is open already and comes back by itself")
    parked = {"kind": NoteKind.PARKED, "state": NoteState.OPEN, "preview": None}
    return pen.change(note, "parked", parked)


def _drop(pen: Pen, ref: ask.Ref, reason: str) -> Written:
    if ref.action:
        action = find_open_action(pen.state, ref.number)
        return pen.change(action, "dropped", settling(pen, ActionState.DROPPED, reason))
    note = find_note(pen.state, ref.number)
    if note.state is NoteState.DROPPED:
        raise Refused(f"{note.kind} {ref.number} is dropped already")
    return pen.change(note, "dropped", {"state": NoteState.DROPPED, "reason": reason})


def standing(pen: Pen, note: Note) -> Note:
    """Return `note`; Refused where it was dropped, or went on as an action item."""
    number = number_of(pen.state, note)
    if note.state is NoteState.DROPPED:
        raise Refused(f"{note.kind} {number} is dropped; /reopen {number} takes that back")
    require_note(pen.state, note)
    return note
