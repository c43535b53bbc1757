"""What was meant for a turn that is over: pressed twice, or on two keyboards at once."""

from __future__ import annotations

from datetime import datetime

from meetingtui.meeting import commands as ask
from meetingtui.meeting.course import course_of
from meetingtui.meeting.facts import Passed, PutOff, SlotOpened, Spoke
from meetingtui.meeting.model import Meeting, State
from meetingtui.meeting.speakers import queue_of
from meetingtui.meeting.spoken import SECOND

_LEAVES = ask.Next | ask.Skip | ask.ParkTopic | ask.Pass | ask.Later
_OF_THE_TURN = _LEAVES | ask.Back | ask.Extend | ask.UseBuffer | ask.Began | ask.Boundary
_HANDS_ON = SlotOpened | Spoke | Passed | PutOff


def pressed_twice(state: State, command: ask.Command, now: datetime) -> str:
    """Return why `command`, given by a key, is not taken: the turn has just begun; else "".

    It has where that was less than a second ago, and nothing was done since.
    """
    last = state.meeting.timeline[-1:]
    if not isinstance(command, _LEAVES) or not isinstance(next(iter(last), None), _HANDS_ON):
        return ""
    if last[0].step != state.latest_step or now - last[0].at >= SECOND:
        return ""
    return f"{' · '.join(_turn(state.meeting))} has just begun; press again to go on"


def moved_on(seen: Meeting, meeting: Meeting, command: ask.Command) -> str:
    """Return why `command` is not for the turn that its author has `seen`; "" where it is."""
    turn = _turn(meeting)
    if not turn or not isinstance(command, _OF_THE_TURN) or _turn(seen) == turn:
        return ""
    return f"somebody went on meanwhile: {' · '.join(turn)}"


def _turn(meeting: Meeting) -> tuple[str, ...]:
    """Return the slot that has the floor, and the person where it is a round; () of none."""
    slot = course_of(meeting).slot
    if slot is None:
        return ()
    return (meeting.slots[slot].label, *queue_of(meeting, slot)[:1])
