"""What a fact sounds like: one short line for the screen, for plain mode and for a reader's ear."""

from __future__ import annotations

from datetime import date, timedelta, tzinfo

from meetingtui.agenda.durations import format_clock, format_duration
from meetingtui.clock import local
from meetingtui.meeting import facts as fact_types
from meetingtui.meeting.clock_rules import HEALTHY_SCORE
from meetingtui.meeting.credit import tell_credit
from meetingtui.meeting.duedates import describe_due
from meetingtui.meeting.facts import Fact, TimelineFact
from meetingtui.meeting.lookup import number_of
from meetingtui.meeting.model import Action, Meeting, Note, NoteState, State, UndoneStep
from meetingtui.meeting.timing import ZERO, Status
from meetingtui.meeting.undo import step_of


def tell(fact: Fact, state: State, today: date, zone: tzinfo | None) -> str:
    """Return `fact` as one line; `state` is the one after it happened."""
    match fact:
        case fact_types.NoteTaken(id=id):
            return f"saved: {tell_note(state, state.notes[id])}"
        case fact_types.NoteChanged(id=id, what=what):
            return f"{what}: {tell_note(state, state.notes[id])}"
        case fact_types.ActionTaken(id=id):
            return f"saved: {tell_action(state.actions[id], today)}"
        case fact_types.ActionChanged(id=id, what=what):
            return f"{what}: {tell_action(state.actions[id], today)}"
        case fact_types.Undone():
            return f"undone: {_tell_step(state, state.meeting.undone[-1], today, zone)}"
        case fact_types.Redone(step=step):
            return f"done again: {_tell_step(state, step_of(state, step), today, zone)}"
        case _:
            return tell_clock(fact, state.meeting, zone)


def tell_note(state: State, note: Note) -> str:
    """Return a note as one line with its number: `win 3 (Sales): Closed Acme`."""
    whose = tell_credit(note)
    team = f" ({whose})" if whose else ""
    answer = f" → {note.answer}" if note.state is NoteState.ANSWERED else ""
    return f"{note.kind} {number_of(state, note)}{team}: {note.text}{answer}"


def tell_action(action: Action, today: date) -> str:
    """Return an action item as one line: `action item !12: Send it · Ana · due Fri 27 Nov`."""
    owner = action.owner or "no owner yet: who?"
    due = f" · due {describe_due(action.due_on, today)}" if action.due_on else ""
    return f"action item !{action.number}: {action.text} · {owner}{due}"


def tell_drift(drift: timedelta) -> str:
    """Return how a meeting stands against its plan: `on time`, `0:40 behind`, `1:30 ahead`."""
    if abs(drift) < timedelta(seconds=1):
        return "on time"
    return f"{format_clock(abs(drift))} {'behind' if drift > ZERO else 'ahead'}"


def tell_remaining(remaining: timedelta) -> str:
    """Return what is left of a timebox: `2:14 left`, or `over by 0:35`."""
    if remaining < ZERO:
        return f"over by {format_clock(-remaining)}"
    return f"{format_clock(remaining)} left"


def tell_airtime(status: Status) -> str:
    """Return each team's airtime against its share: `Sales 3:10 of 12m, Marketing 0:00 of 12m`."""
    return ", ".join(
        f"{team} {format_clock(booked)} of {format_duration(status.share[team])}"
        for team, booked in status.airtime.items()
    )


def tell_clock(fact: TimelineFact, meeting: Meeting, zone: tzinfo | None) -> str:
    """Return a fact of the timeline as one line."""
    match fact:
        case fact_types.SlotOpened(slot=index):
            slot = meeting.slots[index]
            length = format_duration(slot.length)
            return f"slot {index + 1} of {len(meeting.slots)}: {slot.label}, {length}"
        case fact_types.SlotSkipped(slot=index):
            return f"skipped: {meeting.slots[index].label}"
        case fact_types.Paused():
            return "paused"
        case fact_types.Resumed():
            return "the clock goes on"
        case fact_types.Extended(slot=index, by=by):
            word = "longer" if by > ZERO else "shorter"
            return f"{meeting.slots[index].label}: {format_duration(abs(by))} {word}"
        case fact_types.Refitted():
            return f"re-fitted: {tell_cuts(fact, meeting)}"
        case fact_types.BoundaryMoved(opened_at=opened_at):
            return f"the slot began at {local(opened_at, zone):%H:%M:%S}"
        case fact_types.Closed(at=at):
            return f"closed at {local(at, zone):%H:%M}"
        case _:
            return _tell_other(fact)


def tell_cuts(fact: fact_types.Refitted, meeting: Meeting) -> str:
    """Return who pays what in a re-fit: `Buffer −3m, Sales · Questions −30s`."""
    return ", ".join(
        f"{meeting.slots[index].label} {'-' if cut > ZERO else '+'}{format_duration(abs(cut))}"
        for index, cut in sorted(fact.cuts.items())
    )


def _tell_other(fact: TimelineFact) -> str:
    match fact:
        case fact_types.Slept(length=length):
            slept = format_duration(length)
            return f"the machine slept for {slept}, which counts; /asleep leaves it out"
        case fact_types.SleepLeftOut(since=since, until=until):
            return f"left out: {format_duration(until - since)} of sleep"
        case fact_types.ClockStepped(by=by):
            way = "forward" if by > ZERO else "back"
            moved = format_duration(abs(by))
            return f"the machine's clock was set {way} by {moved}; the meeting's clock was not"
        case fact_types.Estimated():
            return "the machine was restarted: the time since is an estimate; /began corrects it"
        case fact_types.Present(person=person, team=team):
            return f"present: {person} ({team})" if team else f"present: {person}"
        case fact_types.Absent(person=person):
            return f"absent: {person}"
        case fact_types.Rated(team=team, score=score, why=why):
            if score < HEALTHY_SCORE and not why:
                return f"{team} rates {score}. Why? /rate {team} {score} and one sentence"
            return f"{team} rates {score}: {why}" if why else f"{team} rates {score}"
        case _:
            return ""


def _tell_step(state: State, step: UndoneStep, today: date, zone: tzinfo | None) -> str:
    told = [tell_clock(fact, state.meeting, zone) for fact in step.facts]
    told += [tell_note(state, note) for note in step.notes]
    told += [tell_action(action, today) for action in step.actions]
    return ", ".join(told)
