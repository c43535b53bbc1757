"""Who speaks in the open slot, as lines: an order, whose turn it is, or pairs and their debrief."""

from __future__ import annotations

from datetime import datetime

from meetingtui.agenda.model import SegmentKind
from meetingtui.meeting.course import Course, course_of
from meetingtui.meeting.exchange import pairs_of, tell_pairs
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.roll import absent_people, teams_with_guests
from meetingtui.meeting.speakers import floor_of, speakers_of, tell_floor


def turns_now(meeting: Meeting, course: Course, now: datetime) -> tuple[str, ...]:
    """Return what there is to say of the turns in the open slot; nothing in most joint slots."""
    if course.slot is None:
        return ()
    slot = meeting.slots[course.slot]
    if slot.is_round:
        floor = floor_of(meeting, course, now)
        return (tell_floor(floor) if floor else "everybody has had a turn",)
    if slot.kind is SegmentKind.EXCHANGE:
        return _exchange(meeting)
    if slot.team and _all_away(meeting, slot.team):
        return (f"nobody of {slot.team} is here",)
    first, *others = speakers_of(meeting, course.slot) or ("",)
    return (f"{first} first, then {', '.join(others)}",) if others else ()


def _all_away(meeting: Meeting, name: str) -> bool:
    people = [p for team in teams_with_guests(meeting) if team.name == name for p in team.people]
    return bool(people) and set(people) <= set(absent_people(meeting))


def _exchange(meeting: Meeting) -> tuple[str, ...]:
    debrief, pairs = meeting.exchange.debrief, pairs_of(meeting)
    lines = []
    if debrief:
        lines.append(f"debrief, what did you see and learn: {tell_pairs(debrief)}")
    if pairs:
        lines.append(f"pairs until next time: {tell_pairs(pairs)}")
    return tuple(lines)


def prompt_now(meeting: Meeting) -> str:
    """Return what the agenda wants asked in the open slot, or that it asks nothing."""
    slot = course_of(meeting).slot
    asked = "" if slot is None else meeting.slots[slot].prompt
    return asked or "nothing is asked here; `prompt:` in the agenda says what is"
