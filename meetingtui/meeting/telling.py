"""What a fact sounds like: one short line for the screen, for plain mode and for a reader's ear."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta, tzinfo

from meetingtui.agenda.durations import format_clock
from meetingtui.clock import local
from meetingtui.meeting import facts as fact_types
from meetingtui.meeting.clock_rules import HEALTHY_SCORE
from meetingtui.meeting.credit import tell_credit
from meetingtui.meeting.duedates import describe_due, tell_day
from meetingtui.meeting.facts import Fact, TimelineFact
from meetingtui.meeting.lookup import number_of
from meetingtui.meeting.model import Action, Meeting, Note, NoteState, State, UndoneStep
from meetingtui.meeting.tell_preview import tell_preview
from meetingtui.meeting.timing import ZERO, Status, course_of, remaining_in
from meetingtui.meeting.undo import step_of

NAMED = 3
"""How many payers of a re-fit are named before they are summed up."""


def tell(fact: Fact, state: State, today: date, zone: tzinfo | None) -> str:
    """Return `fact` as one line; `state` is the one after it happened."""
    match fact:
        case fact_types.NoteTaken(id=id):
            return f"saved: {tell_note(state, state.notes[id])}"
        case fact_types.NoteChanged(id=id, what=what):
            return f"{what}: {tell_note(state, state.notes[id])}"
        case fact_types.NoteFilled(id=id, said=said):
            note = state.notes[id]
            return f"{note.kind} {number_of(state, note)}: {said}"
        case fact_types.ActionTaken(id=id):
            return f"saved: {tell_action(state.actions[id], today)}"
        case fact_types.ActionChanged(id=id, what="given an owner"):
            return f"!{state.actions[id].number}: {state.actions[id].owner} takes it"
        case fact_types.ActionChanged(id=id, what=what):
            return f"{what}: {tell_action(state.actions[id], today)}"
        case fact_types.Undone():
            return f"undone: {_tell_step(state, state.meeting.undone[-1], today, zone)}"
        case fact_types.Redone(step=step):
            return f"done again: {_tell_step(state, step_of(state, step), today, zone)}"
        case fact_types.NotDone(action=id) if id in state.actions:
            return f"not done: {tell_action(state.actions[id], today)}"
        case _:
            return tell_clock(fact, state.meeting, zone)


def tell_note(state: State, note: Note, *, brief: bool = False) -> str:
    """Return a note as one line with its number: `win 3 (Sales): Closed Acme`.

    Of a preview with all that it says, or its title where `brief`.
    """
    whose = tell_credit(note)
    team = f" ({whose})" if whose else ""
    answer = f" → {note.answer}" if note.state is NoteState.ANSWERED else ""
    preview = tell_preview(note.preview) if note.preview and not brief else ""
    more = f" · {preview}" if preview else answer
    return f"{note.kind} {number_of(state, note)}{team}: {note.text}{more}"


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
    """Return each team's airtime against its share: `Sales 3:10 of 12:00, Marketing 0:00 of 12:00`.

    Empty where no team has slots of its own.
    """
    return ", ".join(
        f"{team} {format_clock(booked)} of {format_clock(status.share[team])}"
        for team, booked in status.airtime.items()
        if booked or status.share[team]
    )


def tell_clock(fact: TimelineFact, meeting: Meeting, zone: tzinfo | None) -> str:
    """Return a fact of the timeline as one line."""
    match fact:
        case fact_types.SlotOpened(slot=index, at=at):
            slot = meeting.slots[index]
            left = tell_length(remaining_in(meeting, course_of(meeting), index, at))
            return f"slot {index + 1} of {len(meeting.slots)}: {slot.label}, {left}"
        case fact_types.SlotSkipped(slot=index):
            return f"skipped: {meeting.slots[index].label}"
        case fact_types.Paused():
            return "paused"
        case fact_types.Resumed():
            return "the clock goes on"
        case fact_types.Extended(slot=index, by=by):
            word = "longer" if by > ZERO else "shorter"
            return f"{meeting.slots[index].label}: {tell_length(abs(by))} {word}"
        case fact_types.Refitted():
            return f"re-fitted: {tell_cuts(fact.cuts, meeting)}"
        case fact_types.BoundaryMoved(opened_at=opened_at):
            return f"the slot began at {local(opened_at, zone):%H:%M:%S}"
        case fact_types.Closed(at=at):
            return f"closed at {local(at, zone):%H:%M}"
        case fact_types.NotDone():
            return "an action item is not done"
        case fact_types.Arranged():
            return "what came into the meeting is in another order"
        case fact_types.NormChecked() | fact_types.Rescheduled():
            return _tell_closing(fact)
        case _:
            return _tell_other(fact)


def tell_norm(fact: fact_types.NormChecked) -> str:
    """Return what was said of a norm: `norm kept: Say it once`, with a sentence behind it."""
    kept = {True: "norm kept", False: "norm not kept", None: "norm"}[fact.kept]
    return f"{kept}: {fact.norm} · {fact.said}" if fact.said else f"{kept}: {fact.norm}"


def tell_cuts(cuts: Mapping[int, timedelta], meeting: Meeting) -> str:
    """Return who pays what in a re-fit: `Buffer -3m, Sales · Questions -30s`.

    Up to NAMED payers are named; more are summed up: `8m 20s from 7 slots`.
    """
    if len(cuts) > NAMED:
        return f"{tell_length(sum(cuts.values(), ZERO))} from {len(cuts)} slots"
    return ", ".join(
        f"{meeting.slots[index].label} {'-' if cut > ZERO else '+'}{tell_length(abs(cut))}"
        for index, cut in sorted(cuts.items())
    )


def tell_length(length: timedelta) -> str:
    """Return a length as people say it, in whole seconds: `1h 5m`, `3m 20s`, `-30s`, `0s`."""
    if length < ZERO:
        return f"-{tell_length(-length)}"
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "m"), (seconds, "s"))
    return " ".join(f"{count}{unit}" for count, unit in parts if count) or "0s"


def _tell_closing(fact: fact_types.NormChecked | fact_types.Rescheduled) -> str:
    if isinstance(fact, fact_types.Rescheduled):
        return f"next meeting {tell_day(fact.on)}"
    return tell_norm(fact)


def _tell_other(
    fact: fact_types.Slept
    | fact_types.SleepLeftOut
    | fact_types.ClockStepped
    | fact_types.Estimated
    | fact_types.Present
    | fact_types.Absent
    | fact_types.Rated,
) -> str:
    match fact:
        case fact_types.Slept(length=length):
            slept = tell_length(length)
            return f"the machine slept for {slept}, which counts; /asleep leaves it out"
        case fact_types.SleepLeftOut(since=since, until=until):
            return f"left out: {tell_length(until - since)} of sleep"
        case fact_types.ClockStepped(by=by):
            way = "forward" if by > ZERO else "back"
            moved = tell_length(abs(by))
            return f"the machine's clock was set {way} by {moved}; the meeting's clock was not"
        case fact_types.Estimated():
            return "the machine was restarted: the time since is an estimate; /began corrects it"
        case fact_types.Present(person=person, team=team):
            return f"present: {person} ({team})" if team else f"present: {person}"
        case fact_types.Absent(person=person):
            return f"absent: {person}"
        case _:
            rating = f"{fact.team} rates {fact.score}"
            if fact.score < HEALTHY_SCORE and not fact.why:
                return f"{rating}. Why? /rate {fact.team} {fact.score} and one sentence"
            return f"{rating}: {fact.why}" if fact.why else rating


def _tell_step(state: State, step: UndoneStep, today: date, zone: tzinfo | None) -> str:
    told = [tell(fact, state, today, zone) for fact in step.facts]
    told += [tell_note(state, note) for note in step.notes]
    told += [tell_action(action, today) for action in step.actions]
    return ", ".join(told)
