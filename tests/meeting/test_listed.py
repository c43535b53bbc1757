"""What is listed of all that came: before the start and in the opening all of it."""

from datetime import timedelta

import pytest
from weekly import WEEKLY, second_meeting

from meetingtui.desk import StoreDesk
from meetingtui.meeting import commands as ask
from meetingtui.meeting.listed import is_opening, listed_now, tell_listed
from meetingtui.meeting.model import Action
from meetingtui.opening import open_meeting
from meetingtui.store.memory import MemoryStore


@pytest.fixture
def second(clock):
    """A meeting into which two promises, a question and a parked note come, one promise done."""
    store = MemoryStore()
    second_meeting(store, clock)
    done = next(each for each in store.find(Action) if each.number == 1)
    StoreDesk(store, clock).give([done], lambda ref: ask.Done(ref.number))
    return open_meeting(store, clock, WEEKLY)


ALL = [
    "Update the pricing page",
    "When does the new deck arrive?",
    "Trade fair budget",
    "Send the case study to Acme",
]


def texts(runner):
    return [item.document.text for item in listed_now(runner.state)]


def test_before_the_start_and_in_the_opening_all_that_came_is_listed(second):
    assert texts(second) == ALL
    assert not is_opening(second.state)
    second.do(ask.Next())
    assert is_opening(second.state)
    assert texts(second) == ALL


def test_then_each_is_listed_in_its_slot(second):
    second.do(ask.Next())
    second.do(ask.Next())
    assert texts(second) == [ALL[0], ALL[2], ALL[3]]
    second.do(ask.Close())
    assert texts(second) == []


def test_what_is_settled_in_the_opening_is_listed_no_longer(second):
    second.do(ask.Next())
    second.do(ask.Done(2))
    assert texts(second) == ALL[1:]


def test_how_much_came_is_told_by_kind(second, clock):
    told = tell_listed(listed_now(second.state))
    assert told == "1 action item, 1 question, 1 parked, 1 settled since"
    second.do(ask.Next())
    clock.advance(timedelta(minutes=1))
    second.do(ask.Capture("! Another one @Ana"))
    assert tell_listed(listed_now(second.state)) == told
    assert tell_listed(()) == ""
