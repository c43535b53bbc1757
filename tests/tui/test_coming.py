"""What came from earlier meetings, before the start and in the opening."""

import pytest

from meetingtui.desk import StoreDesk
from meetingtui.meeting.commands import Done
from meetingtui.meeting.model import Action
from meetingtui.opening import open_meeting

ALL = ("!1 ×1 action", "!2 ×1 action", "1 ×1 question", "2 ×1 parked")


def listed(text):
    return [each for each in ALL if each in text]


async def test_the_opening_lists_all_that_came_and_then_each_slot_its_own(
    second, held, slowly, screen_text
):
    async with held(second) as (pilot, _):
        await slowly(pilot, "f2")
        assert listed(screen_text(pilot.app)) == [*ALL]
        await slowly(pilot, "f2")
        assert listed(screen_text(pilot.app)) == [ALL[0], ALL[1], ALL[3]]


@pytest.mark.parametrize(("height", "whole"), [(24, True), (16, False)])
async def test_what_does_not_fit_is_counted_by_kind(second, held, keys, screen_text, height, whole):
    async with held(second, (80, height)) as (pilot, _):
        await keys(pilot, "f2")
        text = screen_text(pilot.app)
        assert (listed(text) == [*ALL]) is whole
        assert ("2 action items, 1 question, 1 parked" in text) is not whole


async def test_what_was_settled_since_says_so_in_front_of_its_text(
    second, store, clock, agenda, held, screen_text
):
    done = next(each for each in store.find(Action) if each.number == 1)
    StoreDesk(store, clock).give([done], lambda ref: Done(ref.number))
    async with held(open_meeting(store, clock, agenda), (120, 36)) as (pilot, _):
        assert "!1 ×1 done     Send the case study" in screen_text(pilot.app)


async def test_in_the_review_the_key_that_goes_through_it_is_among_the_first(
    second, held, slowly, screen_text
):
    async with held(second, (40, 20)) as (pilot, _):
        await slowly(pilot, "f2")
        assert "F8 review" not in screen_text(pilot.app).splitlines()[-1]
        await slowly(pilot, "f2")
        assert "F8 review" in screen_text(pilot.app).splitlines()[-1]
        await slowly(pilot, "f2")
        assert "F8 review" not in screen_text(pilot.app).splitlines()[-1]
