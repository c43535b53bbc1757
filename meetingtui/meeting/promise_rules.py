"""What a meeting makes of its promises, and of all else that came into it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from meetingtui.errors import Refused
from meetingtui.meeting import commands as ask
from meetingtui.meeting.brought import brought, brought_now
from meetingtui.meeting.capture import CapturedAction, Roster, parse_edit
from meetingtui.meeting.course import course_of
from meetingtui.meeting.facts import ActionChanged, ActionTaken, Arranged, NotDone, NoteTaken
from meetingtui.meeting.lookup import find, find_open_action, next_number, number_of
from meetingtui.meeting.making import new_action, roster_of
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Meeting,
    Note,
    NoteKind,
    NoteState,
    State,
    Version,
)
from meetingtui.meeting.note_rules import edited_action, settling, standing
from meetingtui.meeting.outcome import Moment
from meetingtui.meeting.pen import Pen, Written
from meetingtui.meeting.reopening import NEXT_AGENDA
from meetingtui.text import MAX_LINE

SPLIT_AT = " | "
"""What stands between the two promises that one is split into."""

PromiseCommand = ask.Done | ask.Postpone | ask.Split | ask.Merge
ReviewCommand = ask.NotDone | ask.Arrange


def write_promises(state: State, command: PromiseCommand, step: int, moment: Moment) -> Written:
    """Return the facts and documents that `command` leads to; Refused when it cannot be done."""
    pen = Pen(state, step, moment)
    match command:
        case ask.Done(number=number):
            return pen.change(_meant(state, number), "done", settling(pen, ActionState.DONE))
        case ask.Postpone(number=number):
            return _postpone(pen, find_open_action(state, number))
        case ask.Split(number=number, line=line):
            return _split(pen, find_open_action(state, number), line)
        case _:
            return _merge(pen, find(state, command.ref), find(state, command.other))


def review_fact(
    state: State, command: ReviewCommand, step: int, now: datetime
) -> NotDone | Arranged:
    """Return the fact that `command` adds to the timeline; Refused when it cannot be done."""
    if isinstance(command, ask.Arrange):
        return Arranged(step=step, at=now, order=_arranged(state, command.refs))
    action = _meant(state, command.number)
    if choices := tell_choices_now(state, action):
        raise Refused(choices)
    return NotDone(step=step, at=now, action=action.id)


def found_not_done(meeting: Meeting) -> frozenset[str]:
    """Return the ids of the promises that the review of `meeting` has found not done."""
    return frozenset(fact.action for fact in meeting.timeline if isinstance(fact, NotDone))


def promise_up(state: State) -> Action | None:
    """Return the promise that the review has come to: the first in the open slot to be asked for.

    Of those that were found not done, or got a new owner or date here, nobody asks again.
    """
    found = found_not_done(state.meeting)
    if course_of(state.meeting).slot is None:
        return None
    return next(
        (
            document
            for document in (item.document for item in brought_now(state))
            if isinstance(document, Action)
            and document.id not in found
            and not _decided_here(state, document)
        ),
        None,
    )


def tell_choices_now(state: State, action: Action) -> str:
    """Return the sentence that asks what is to become of a promise carried too often.

    Empty where nobody has to choose: it was not, or got a new owner or date here.
    """
    times = next((c.times for c in state.meeting.carried if c.id == action.id and c.asks), 0)
    if not times or action.state is not ActionState.OPEN or _decided_here(state, action):
        return ""
    n = action.number
    return (
        f"!{n} was carried ×{times}, so somebody has to choose: /done {n}, "
        f"/edit !{n} due:DATE does it by then, /edit !{n} @NAME hands it over, "
        f"/drop !{n} WHY, /later {n} puts it on the next agenda"
    )


def split_promise(
    action: Action, line: str, roster: Roster, today: date
) -> tuple[Mapping[str, object], CapturedAction]:
    """Return the fields of `action` that a split changes, and what the second promise says.

    The second has the owner and the date of the first where it names no others. Refused where
    it has no text.
    """
    first, _, second = line.rpartition(SPLIT_AT)
    captured = parse_edit(second, roster, today)
    if not captured.text:
        raise Refused(f"say what the second promise is, or both: FIRST{SPLIT_AT}SECOND")
    fields = edited_action(action, parse_edit(first, roster, today)) if first.strip() else {}
    owner = captured.owner or action.owner
    team = captured.team if captured.owner else captured.team or action.team
    due_on = captured.due_on or action.due_on
    return fields, CapturedAction(captured.text, owner, team, due_on, captured.tags)


def topic_of(
    action: Action, id: str, at: datetime, history: tuple[Version, ...], meeting: str, number: int
) -> Note:
    """Return the parked note that a promise becomes on the next agenda."""
    return Note(
        id=id,
        agenda=action.agenda,
        meeting=meeting,
        number=number,
        kind=NoteKind.PARKED,
        state=NoteState.OPEN,
        text=action.text,
        team=action.team,
        people=(action.owner,) if action.owner else (),
        tags=action.tags,
        promise=action.number,
        taken_at=at,
        history=history,
    )


def _meant(state: State, number: int) -> Action:
    """Return the open action item with this number; 0 means the one that is up."""
    if number:
        return find_open_action(state, number)
    up = promise_up(state)
    if up is None:
        raise Refused("no promise is up here; say the number of the action item")
    return up


def _decided_here(state: State, action: Action) -> bool:
    here = state.meeting.id
    fields = {name for v in action.history if v.meeting == here for name in v.was}
    return not fields.isdisjoint({"owner", "due_on"})


def _arranged(state: State, refs: tuple[ask.Ref, ...]) -> tuple[str, ...]:
    order = [item.document.id for item in brought(state)]
    first = [find(state, ref).id for ref in refs]
    for ref, id in zip(refs, first, strict=True):
        if id not in order:
            name = f"!{ref.number}" if ref.action else str(ref.number)
            raise Refused(f"{name} did not come into this meeting; it has no place to change")
    return (*dict.fromkeys(first), *(id for id in order if id not in first))


def _postpone(pen: Pen, action: Action) -> Written:
    state, now = pen.state, pen.moment.now
    id, number = pen.moment.new_id(), next_number(state)
    note = topic_of(action, id, now, pen.new(), state.meeting.id, number)
    facts, dropped = pen.change(
        action, NEXT_AGENDA, settling(pen, ActionState.DROPPED, NEXT_AGENDA)
    )
    return (*facts, NoteTaken(note.id)), (*dropped, note)


def _split(pen: Pen, action: Action, line: str) -> Written:
    fields, second = split_promise(action, line, roster_of(pen.state), pen.moment.today)
    new = new_action(pen, second, second.text)
    if not fields:
        return (ActionTaken(new.id),), (new,)
    changed = pen.changed(action, fields)
    return (ActionChanged(action.id, "split"), ActionTaken(new.id)), (changed, new)


def _merge(pen: Pen, kept: Note | Action, other: Note | Action) -> Written:
    if kept.id == other.id:
        raise Refused("say two different numbers to merge")
    text = _together(kept.text, other.text)
    if isinstance(kept, Action) and isinstance(other, Action):
        for each in (kept, other):
            find_open_action(pen.state, each.number)
        fields = {
            "text": text,
            "tags": _union(kept.tags, other.tags),
            "owner": kept.owner or other.owner,
            "team": kept.team or other.team,
            "due_on": kept.due_on or other.due_on,
        }
        gone = settling(pen, ActionState.DROPPED, f"merged into !{kept.number}")
        facts, documents = pen.change(kept, "merged", fields)
        return facts, (*documents, pen.changed(other, gone))
    if isinstance(kept, Note) and isinstance(other, Note):
        for note in (kept, other):
            standing(pen, note)
        fields = {
            "text": text,
            "tags": _union(kept.tags, other.tags),
            "teams": _union(kept.teams, other.teams),
            "people": _union(kept.people, other.people),
        }
        why = f"merged into {kept.kind} {number_of(pen.state, kept)}"
        facts, documents = pen.change(kept, "merged", fields)
        dropped = pen.changed(other, {"state": NoteState.DROPPED, "reason": why})
        return facts, (*documents, dropped)
    raise Refused("a note and an action item cannot be merged; /action N makes one of the note")


def _together(one: str, other: str) -> str:
    if other.casefold() in one.casefold():
        return one
    text = f"{one} / {other}"
    if len(text) > MAX_LINE:
        raise Refused("together they are longer than a line may be; shorten one with /edit first")
    return text


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))
