from datetime import UTC, timedelta

from weekly import WEEKLY

from meetingtui.agenda.plan import make_slots
from meetingtui.meeting import commands as ask
from meetingtui.meeting.as_agenda import agenda_of
from meetingtui.opening import open_meeting
from meetingtui.store.memory import MemoryStore


def test_the_agenda_of_a_meeting_has_the_slots_that_it_was_planned_with(clock):
    runner = open_meeting(MemoryStore(), clock, WEEKLY)
    for command in (ask.Next(), ask.Extend(timedelta(minutes=5)), ask.Next()):
        runner.do(command)
    again = agenda_of(runner.state.meeting, WEEKLY.length, UTC)
    order = ("Sales", "Marketing")
    assert make_slots(again, order) == make_slots(WEEKLY, order)
    assert [each.kind for each in again.segments] == [each.kind for each in WEEKLY.segments]
    assert (again.id, again.teams, again.length) == (WEEKLY.id, WEEKLY.teams, WEEKLY.length)


def test_its_box_has_room_for_all_of_them(clock):
    meeting = open_meeting(MemoryStore(), clock, WEEKLY).state.meeting
    planned = sum((slot.length for slot in meeting.slots), timedelta(0))
    assert agenda_of(meeting, timedelta(0), UTC).length == planned
