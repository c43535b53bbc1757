"""The history of one promise, the reviews in which it was looked at included."""

from __future__ import annotations

from weekly import one, second_meeting

from meetingtui.desk import StoreDesk
from meetingtui.meeting.commands import Done, Next, NotDone
from meetingtui.store.memory import MemoryStore
from meetingtui.tui.desk import MeetingDesk


def test_what_a_review_found_not_done_is_in_the_history_of_that_promise(clock):
    store = MemoryStore()
    second = second_meeting(store, clock)
    for command in (Next(), Next(), NotDone(2), Done(1)):
        second.do(command)
    for desk in (StoreDesk(store, clock), MeetingDesk(second)):
        made, found = desk.history(one(desk, 2))
        assert made.told[0] == "promised: Update the pricing page"
        assert (found.told, found.in_meeting) == (("not done",), True)
        assert [each.told[0] for each in desk.history(one(desk, 1))][1:] == ["state open → done"]
