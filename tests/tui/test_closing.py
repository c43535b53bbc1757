"""Closing a meeting on the screen: what is read back, what is asked, and what is sent."""

from datetime import date

import pytest

from meetingtui.meeting.closing_rules import next_day_of, norm_checked
from meetingtui.meeting.commands import Capture, Goto, Rate
from meetingtui.meeting.model import MeetingState
from meetingtui.meeting.roll import ratings_of
from meetingtui.runner import Keeping
from meetingtui.tui.closing import TWICE


def state(runner):
    return runner.status().state


def ratings(runner):
    given = ratings_of(runner.state.meeting).values()
    return [(rated.team, rated.score, rated.why) for rated in given]


@pytest.fixture
def end(keys, clock):
    """Return a way to close although something is left out: F9 again, after a while."""

    async def press_twice(pilot):
        await keys(pilot, "f9", "f9")
        clock.advance(TWICE)
        await keys(pilot, "f9")

    return press_twice


async def test_all_scores_come_first_then_why_a_low_one_is_low(midway, held, burst, screen_text):
    async with held(midway) as (pilot, screen):
        await burst(pilot, "/close\n6\n")
        assert "Marketing: how good was this meeting?" in screen_text(pilot.app)
        await burst(pilot, "9\n")
        assert "Sales rates 6: what would have made it better?" in screen_text(pilot.app)
        await burst(pilot, "Too long\n")
        assert "did we keep that?" in screen_text(pilot.app)
        await burst(pilot, "yes\n")
        assert "When is the next meeting?" in screen_text(pilot.app)
        await burst(pilot, "\n")
        assert state(midway) is MeetingState.RUNNING
        await burst(pilot, "\n")
        assert state(midway) is MeetingState.CLOSED
        assert sorted(ratings(midway)) == [("Marketing", 9, ""), ("Sales", 6, "Too long")]
        assert screen.has_class("-closed")


async def test_a_score_in_place_of_a_reason_is_not_taken(midway, held, burst, screen_text, keys):
    async with held(midway) as (pilot, _):
        await burst(pilot, "/close\n6\n9\n8\n")
        assert "a sentence, not a number" in screen_text(pilot.app)
        await burst(pilot, "Too long\n\n\n\n")
        assert sorted(ratings(midway)) == [("Marketing", 9, ""), ("Sales", 6, "Too long")]


async def test_a_rating_and_its_reason_fit_into_one_line(midway, held, burst, keys):
    async with held(midway) as (pilot, _):
        await keys(pilot, "f9")
        await burst(pilot, "\n7 [/] no time for questions\n")
        await keys(pilot, "f9")
        assert ratings(midway) == [("Marketing", 7, "[/] no time for questions")]


@pytest.mark.parametrize("score", ["0", "11", "good"])
async def test_a_rating_off_the_scale_is_not_taken(midway, held, burst, score, screen_text, keys):
    async with held(midway) as (pilot, _):
        await keys(pilot, "f9")
        await burst(pilot, f"{score}\n")
        assert "from 1 to 10" in screen_text(pilot.app)
        await burst(pilot, "9\n")
        await keys(pilot, "f9")
        assert ratings(midway) == [("Sales", 9, "")]


async def test_undo_takes_the_close_back_and_keeps_what_was_said(
    midway, held, burst, keys, screen_text
):
    async with held(midway) as (pilot, _):
        await burst(pilot, "/close\n9\n7\ntoo long\n\n\n\n")
        assert state(midway) is MeetingState.CLOSED
        await keys(pilot, "ctrl+z")
        assert state(midway) is MeetingState.RUNNING
        await keys(pilot, "f9")
        assert "too long" in screen_text(pilot.app)
        assert "Sales: how good" not in screen_text(pilot.app)
        await keys(pilot, "f9")
        assert ratings(midway) == [("Sales", 9, ""), ("Marketing", 7, "too long")]


async def test_a_rating_said_as_a_word_does_not_ask_out_of_turn(
    midway, held, burst, keys, screen_text
):
    async with held(midway) as (pilot, _):
        await keys(pilot, "f9")
        await burst(pilot, "/rate Sales 7\n")
        text = screen_text(pilot.app)
        assert "Sales rates 7" in text
        assert "Why?" not in text
        assert "Marketing: how good" in text
        await burst(pilot, "too long\n")
        assert "first Marketing's score" in screen_text(pilot.app)
        await burst(pilot, "9\n")
        assert "Sales rates 7: what would have made it better?" in screen_text(pilot.app)


async def test_a_team_that_has_rated_is_not_asked_again(midway, held, burst, screen_text):
    midway.do(Rate("Sales", 9))
    async with held(midway) as (pilot, _):
        await burst(pilot, "/close\n")
        assert "Marketing: how good was this meeting?" in screen_text(pilot.app)


async def test_esc_returns_to_the_meeting(midway, held, keys):
    async with held(midway) as (pilot, screen):
        await keys(pilot, "f9", "escape")
        assert state(midway) is MeetingState.RUNNING
        assert pilot.app.screen is screen
        assert screen.focused is screen.line


@pytest.mark.parametrize("key", ["f10", "ctrl+q"])
@pytest.mark.parametrize("opened", ["f1", "f6", "f9"])
async def test_the_keys_that_leave_leave_from_a_dialog(midway, held, keys, opened, key):
    async with held(midway) as (pilot, _):
        await keys(pilot, opened, key)
        assert pilot.app.return_value is not None


async def test_what_has_no_owner_is_read_back_first(midway, held, keys, screen_text):
    async with held(midway, (120, 36)) as (pilot, _):
        await keys(pilot, "f9")
        seen = screen_text(pilot.app)
        assert seen.index("NO OWNER YET") < seen.index("/edit !4 @NAME") < seen.index("DECISIONS")
        assert seen.index("Thank the partners") < seen.index("DECISIONS")


async def test_how_often_something_was_carried_is_read_back(midway, held, keys, screen_text):
    async with held(midway, (120, 36)) as (pilot, _):
        await keys(pilot, "f9")
        assert "!2 ×1 action   Update the pricing page" in screen_text(pilot.app)


async def test_a_new_size_leaves_the_line_in_sight(midway, held, keys, screen_text):
    for number in range(30):
        midway.do(Capture(f"=decided {number}"))
    async with held(midway, (120, 36)) as (pilot, _):
        await keys(pilot, "f9", *"8 nice")
        assert "PgUp PgDn scroll" in screen_text(pilot.app)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        seen = screen_text(pilot.app)
        assert "> 8 nice" in seen
        assert "Close the meeting" in seen
        assert "F9 closes, Esc returns" in seen


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_it_is_as_wide_as_it_needs(midway, held, keys, screen_text, width):
    async with held(midway, (width, 36)) as (pilot, _):
        await keys(pilot, "f9")
        seen = screen_text(pilot.app)
        assert "Sales: how good was this meeting?" in seen
        assert "1 to 10; Enter leaves it out" in seen
        assert "F9 closes, Esc returns" in seen
        assert pilot.app.screen.query_one("#dialog").size.width <= min(width, 92)


async def test_minutes_that_cannot_be_written_stay_said(midway, held, end, monkeypatch, tmp_path):
    (tmp_path / "minutes").write_text("a file where the folder should be")
    monkeypatch.setattr(midway, "_keeping", Keeping(tmp_path / "minutes"))
    async with held(midway) as (pilot, screen):
        await end(pilot)
        assert state(midway) is MeetingState.CLOSED
        screen.tick()
        message = screen.query_one("#message")
        assert message.text.startswith("the minutes could not be written")
        assert message.wrong


async def test_a_word_that_is_for_the_meeting_waits(midway, held, keys, burst, screen_text):
    async with held(midway) as (pilot, _):
        await keys(pilot, "f9")
        await burst(pilot, "/quit\n")
        assert "that waits until Esc" in screen_text(pilot.app)


async def test_the_figures_are_read_back_with_their_goals(midway, held, keys, screen_text):
    async with held(midway, (120, 50)) as (pilot, _):
        await keys(pilot, "f9")
        seen = screen_text(pilot.app)
        assert "FIGURES" in seen
        assert "airtime of Sales" in seen
        assert "goal within 10 points" in seen


async def test_what_was_answered_stays_when_the_dialog_is_left(midway, held, keys, burst):
    async with held(midway) as (pilot, screen):
        await keys(pilot, "f9")
        await burst(pilot, "9\n6\ntoo long\nno\nfri\n")
        await keys(pilot, "escape")
        assert pilot.app.screen is screen
        assert sorted(ratings(midway)) == [("Marketing", 6, "too long"), ("Sales", 9, "")]
        assert norm_checked(midway.state.meeting).kept is False
        assert next_day_of(midway.state.meeting) == date(2026, 12, 4)
        await keys(pilot, "f9")
        assert pilot.app.screen.query_one("#question").render().plain == (
            "The next meeting is Fri 4 Dec, in 3 days."
        )


async def test_esc_empties_the_line_before_it_leaves(midway, held, keys, burst):
    async with held(midway) as (pilot, screen):
        await keys(pilot, "f9", *"9 good", "escape")
        line = pilot.app.screen.query_one("CaptureLine")
        assert pilot.app.screen is not screen
        assert line.value == ""
        await keys(pilot, "up")
        assert line.value == "9 good"
        await keys(pilot, "escape", "escape")
        assert pilot.app.screen is screen
        assert ratings(midway) == []


async def test_what_a_close_leaves_out_is_said_once(midway, held, keys, clock, screen_text):
    async with held(midway) as (pilot, _):
        await keys(pilot, "f9", "f9", "f9")
        said = "3 slots are left; not rated by Sales, Marketing: F9 again closes"
        assert said in screen_text(pilot.app)
        assert state(midway) is MeetingState.RUNNING
        clock.advance(TWICE)
        await keys(pilot, "f9")
        assert state(midway) is MeetingState.CLOSED


async def test_with_all_held_and_rated_one_key_closes(midway, held, keys):
    for command in (Goto(len(midway.state.meeting.slots)), Rate("Sales", 9), Rate("Marketing", 9)):
        midway.do(command)
    async with held(midway) as (pilot, _):
        await keys(pilot, "f9", "f9")
        assert state(midway) is MeetingState.CLOSED
