"""What the home screen leads to, without its screen."""

from meetingtui.meeting.commands import Close, Next
from meetingtui.runner import Keeping
from meetingtui.settings import Settings
from meetingtui.tui.house import House


def test_a_copy_is_kept_of_what_is_held_from_home(store, clock, known, agenda):
    kept = []
    copying = Keeping(backup=lambda: kept.append(1))
    house = House(store, clock, Settings(), known([]), copying)
    begun = house.begin(agenda)
    begun.do(Next())
    resumed = house.resume(begun.state.meeting)
    resumed.do(Close())
    assert kept == [1]
