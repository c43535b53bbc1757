"""What the commands of capture do to notes and action items."""

from __future__ import annotations

from datetime import date, timedelta

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.errors import Refused
from meetingtui.meeting import commands as ask
from meetingtui.meeting.brought import WAITING
from meetingtui.meeting.capture import (
    CapturedAction,
    CapturedNote,
    Roster,
    parse_edit,
    parse_line,
    split_prefix,
)
from meetingtui.meeting.facts import ActionTaken, NoteChanged, NoteTaken
from meetingtui.meeting.lookup import (
    find,
    find_note,
    find_open_action,
    find_question,
    next_number,
    number_of,
    require_open,
)
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Meeting,
    Note,
    NoteKind,
    NoteState,
    Preview,
    State,
)
from meetingtui.meeting.outcome import Moment
from meetingtui.meeting.pen import Pen, Written
from meetingtui.meeting.roll import teams_with_guests
from meetingtui.meeting.timing import course_of

DEFAULT_DUE = timedelta(days=7)
"""An action item without a date is due after this, where nobody knows the next meeting."""

OWN_KIND = {
    SegmentKind.WINS: NoteKind.WIN,
    SegmentKind.PREVIEWS: NoteKind.PREVIEW,
    SegmentKind.QUESTIONS: NoteKind.QUESTION,
    SegmentKind.INSIGHTS: NoteKind.INSIGHT,
    SegmentKind.CONCERNS: NoteKind.CONCERN,
    SegmentKind.THANKS: NoteKind.THANKS,
}

NoteCommand = ask.Capture | ask.Answer | ask.Edit | ask.MakeAction | ask.Park | ask.Drop | ask.Done


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
    pen = Pen(state, step, moment)
    match command:
        case ask.Capture(line=line):
            return _capture(pen, line)
        case ask.Answer(number=number, text=text):
            return _answer(pen, find_question(state, number), text)
        case ask.Edit(ref=ref, line=line):
            return _edit(pen, find(state, ref), line)
        case ask.MakeAction(number=number, line=line):
            return _make_action(pen, find_note(state, number), line)
        case ask.Park(number=number):
            return _park(pen, find_note(state, number), number)
        case ask.Drop(ref=ref, reason=reason):
            return _drop(pen, ref, reason)
        case _:
            return _settle(pen, find_open_action(state, command.number), ActionState.DONE, "")


def unowned_action(state: State) -> Action | None:
    """Return the latest open action item of this meeting that still lacks an owner."""
    mine = [a for a in state.actions.values() if a.meeting == state.meeting.id]
    return next((a for a in reversed(mine) if not a.owner and a.state is ActionState.OPEN), None)


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


def _capture(pen: Pen, line: str) -> Written:
    roster = roster_of(pen.state)
    waiting = unowned_action(pen.state)
    owner = _named(line.strip(), roster, asked=_is_latest(pen, waiting)) if waiting else ""
    if waiting and owner:
        named = {"owner": owner, "team": roster.team_of(owner)}
        return pen.change(waiting, "given an owner", named)
    slot = open_slot(pen.state)
    captured = parse_line(line, own_kind(slot), roster, pen.moment.today)
    if isinstance(captured, CapturedAction):
        action = _new_action(pen, captured, captured.text)
        return (ActionTaken(action.id),), (action,)
    note = _new_note(pen, captured, slot)
    return (NoteTaken(note.id),), (note,)


def _named(line: str, roster: Roster, *, asked: bool) -> str:
    """Return the person that the whole line names: `@Ana`, or `Ana` just after being `asked`."""
    person = roster.person(line.removeprefix("@"))
    return (
        person if line.startswith("@") or (asked and line.casefold() == person.casefold()) else ""
    )


def _is_latest(pen: Pen, action: Action) -> bool:
    """Tell whether nothing was done since `action` was taken."""
    latest = action.history[-1]
    return (latest.meeting, latest.step) == (pen.state.meeting.id, pen.step - 1)


def _new_note(pen: Pen, captured: CapturedNote, slot: Slot | None) -> Note:
    team = slot.team if slot else ""
    return Note(
        id=pen.moment.new_id(),
        agenda=pen.state.meeting.agenda,
        meeting=pen.state.meeting.id,
        number=next_number(pen.state),
        kind=captured.kind,
        text=captured.text,
        state=_first_state(captured.kind),
        team=team,
        teams=_asked(pen.state.meeting, captured, captured.teams, team),
        people=captured.people,
        tags=captured.tags,
        slot=slot.id if slot else "",
        preview=_first_preview(captured.kind),
        taken_at=pen.moment.now,
        history=pen.new(),
    )


def _asked(
    meeting: Meeting, captured: CapturedNote, named: tuple[str, ...], team: str
) -> tuple[str, ...]:
    """Return the teams named; a question of one of two teams goes to the other by itself."""
    others = tuple(t.name for t in meeting.teams if t.name != team)
    asks_the_other = captured.kind is NoteKind.QUESTION and team and len(others) == 1
    return others if asks_the_other and not named else named


def _first_state(kind: NoteKind) -> NoteState:
    return NoteState.OPEN if kind in WAITING else NoteState.RECORDED


def _first_preview(kind: NoteKind) -> Preview | None:
    return Preview() if kind is NoteKind.PREVIEW else None


def _new_action(pen: Pen, captured: CapturedAction, text: str) -> Action:
    return Action(
        id=pen.moment.new_id(),
        agenda=pen.state.meeting.agenda,
        meeting=pen.state.meeting.id,
        text=text,
        owner=captured.owner,
        team=captured.team,
        due_on=captured.due_on or _default_due(pen),
        tags=captured.tags,
        taken_at=pen.moment.now,
        history=pen.new(),
    )


def _default_due(pen: Pen) -> date:
    next_on, today = pen.state.meeting.next_on, pen.moment.today
    # A meeting can be resumed, or reopened, after the day of the next.
    return next_on if next_on is not None and next_on > today else today + DEFAULT_DUE


def _answer(pen: Pen, question: Note, text: str) -> Written:
    _require_standing(pen, question)
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
    _require_standing(pen, document)
    captured = parse_line(line, document.kind, roster, pen.moment.today)
    if isinstance(captured, CapturedAction):
        return _make_action(pen, document, split_prefix(line)[1])
    fields: dict[str, object] = {
        "text": captured.text,
        "people": captured.people,
        "tags": captured.tags,
        "teams": _asked(
            pen.state.meeting, captured, captured.teams or document.teams, document.team
        ),
    }
    if captured.kind is not document.kind:
        fields |= {
            "kind": captured.kind,
            "state": _first_state(captured.kind),
            "preview": _first_preview(captured.kind),
        }
    return pen.change(document, "edited", fields)


def _make_action(pen: Pen, note: Note, line: str) -> Written:
    _require_standing(pen, note)
    captured = parse_edit(line, roster_of(pen.state), pen.moment.today)
    action = _new_action(pen, captured, captured.text or note.text)
    moved = pen.changed(note, {"became": action.id, "state": NoteState.RECORDED})
    facts = (NoteChanged(note.id, "turned into an action item"), ActionTaken(action.id))
    return facts, (moved, action)


def _park(pen: Pen, note: Note, number: int) -> Written:
    _require_standing(pen, note)
    if note.state is NoteState.ANSWERED:
        raise Refused(f"{note.kind} {number} is answered; there is nothing to come back to")
    if note.state is NoteState.OPEN:
        raise Refused(f"{note.kind} {number} is open already and comes back by itself")
    parked = {"kind": NoteKind.PARKED, "state": NoteState.OPEN, "preview": None}
    return pen.change(note, "parked", parked)


def _drop(pen: Pen, ref: ask.Ref, reason: str) -> Written:
    if ref.action:
        action = find_open_action(pen.state, ref.number)
        return _settle(pen, action, ActionState.DROPPED, reason)
    note = find_note(pen.state, ref.number)
    if note.state is NoteState.DROPPED:
        raise Refused(f"{note.kind} {ref.number} is dropped already")
    return pen.change(note, "dropped", {"state": NoteState.DROPPED, "reason": reason})


def _require_standing(pen: Pen, note: Note) -> None:
    """Refuse to touch what was dropped, or went on as an action item."""
    number = number_of(pen.state, note)
    if note.state is NoteState.DROPPED:
        raise Refused(f"{note.kind} {number} is dropped; capture it again, or undo that")
    if note.became:
        action = pen.state.actions[note.became]
        raise Refused(f"{note.kind} {number} is action item !{action.number} already")


def _settle(pen: Pen, action: Action, to: ActionState, reason: str) -> Written:
    settled = {"state": to, "reason": reason, "settled_at": pen.moment.now}
    return pen.change(action, str(to), settled)
