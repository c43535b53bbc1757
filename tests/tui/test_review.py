"""The review screen, key by key."""

import pytest
from textual import events
from textual.widgets import Label

from meetingtui.meeting.model import Action, ActionState
from meetingtui.tui.foot import Message
from meetingtui.tui.promises import Promises
from meetingtui.tui.prompt_line import Asked
from meetingtui.tui.review import MARGIN


def numbers(screen):
    return [row.document.number for row in screen.promises.rows if isinstance(row.document, Action)]


def said(screen):
    return screen.query_one(Message).text


def one(store, number):
    return next(action for action in store.find(Action) if action.number == number)


async def test_open_ones_come_first_due_first(filled, reviewed):
    async with reviewed(filled) as (_, screen):
        assert numbers(screen) == [2, 3, 5, 4]


async def test_d_marks_as_done_and_u_takes_it_back(filled, reviewed):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("d")
        await pilot.pause()
        assert one(filled, 2).state is ActionState.DONE
        assert numbers(screen) == [3, 5, 4]
        assert said(screen).startswith("!2 is done: Update the pricing page")
        await pilot.press("u")
        await pilot.pause()
        assert one(filled, 2).state is ActionState.OPEN
        assert numbers(screen) == [2, 3, 5, 4]


async def test_a_new_date_leads_to_the_next_and_undo_back(filled, reviewed, burst):
    async with reviewed(filled) as (pilot, screen):
        assert screen.promises.chosen.document.number == 2
        await burst(pilot, "t18 dec\n")
        assert numbers(screen) == [3, 5, 4, 2]
        assert screen.promises.chosen.document.number == 3
        await pilot.press("u")
        await pilot.pause()
        assert screen.promises.chosen.document.number == 2


async def test_undo_goes_to_what_it_was_about(filled, reviewed):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("down", "down", "down", "d", "home", "u")
        await pilot.pause()
        assert screen.query_one(Promises).chosen.document.number == 4


async def test_x_asks_for_a_reason_in_the_line(filled, reviewed, burst):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("down")
        await burst(pilot, "xno dice\n")
        dropped = one(filled, 3)
        assert (dropped.state, dropped.reason) == (ActionState.DROPPED, "no dice")
        await burst(pilot, "x\n")
        assert (one(filled, 5).state, one(filled, 5).reason) == (ActionState.DROPPED, "")
        assert numbers(screen) == [2, 4]


async def test_escape_leaves_the_line_and_changes_nothing(filled, reviewed):
    async with reviewed(filled) as (pilot, screen):
        before = filled.find(Action)
        await pilot.press("x", *"ddd", "escape")
        await pilot.pause()
        assert filled.find(Action) == before
        assert screen.is_active
        assert not screen.query_one("#typing").display


async def test_e_reads_the_line_as_capture_does(filled, reviewed, screen_text, burst):
    async with reviewed(filled) as (pilot, _):
        await burst(pilot, "e @Dana due:tomorrow")
        assert "owner: Dana · due Wed 2 Dec, tomorrow" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        edited = one(filled, 2)
        assert (edited.owner, edited.text) == ("Dana", "Update the pricing page")


async def test_a_refused_edit_stays_in_the_line(filled, reviewed, burst):
    async with reviewed(filled) as (pilot, screen):
        await burst(pilot, "e due:soonish\n")
        assert "soonish" in said(screen)
        assert screen.line.value == "Update the pricing page due:soonish"
        await pilot.press("escape")
        await pilot.pause()
        assert one(filled, 2).due_on is not None


async def test_names_and_days_are_completed(filled, reviewed, burst):
    async with reviewed(filled) as (pilot, screen):
        await burst(pilot, "e @Da")
        await pilot.press("tab")
        await pilot.pause()
        assert screen.line.value == "Update the pricing page @Dana "
        await pilot.press("escape", "slash")
        await burst(pilot, "@Ev")
        await pilot.press("tab")
        await pilot.pause()
        assert screen.line.value == "@Eve "


async def test_keys_mean_what_they_meant_however_fast_they_come(filled, reviewed):
    keys = ["down", "d", "x", *"dead due", "enter", "d", "slash", *"du", "escape", "u"]
    async with reviewed(filled) as (pilot, _):
        for key in keys:
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        states = {a.number: (str(a.state), a.reason) for a in filled.find(Action)}
        assert states == {
            1: ("done", ""),
            2: ("open", ""),
            3: ("done", ""),
            4: ("open", ""),
            5: ("dropped", "dead due"),
        }


async def test_a_filter_shows_while_it_is_typed(filled, reviewed, screen_text, burst):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("slash")
        await burst(pilot, "@ev")
        assert numbers(screen) == [2]
        await pilot.press("escape")
        await pilot.pause()
        assert numbers(screen) == [2, 3, 5, 4]
        await pilot.press("slash")
        await burst(pilot, "zebra\n")
        assert 'There are no open promises or notes with "zebra".' in screen_text(pilot.app)
        await pilot.press("d", "x")
        await pilot.pause()
        assert said(screen) == "there is nothing to change"
        await pilot.press("escape")
        await pilot.pause()
        assert numbers(screen) == [2, 3, 5, 4]


async def test_a_filter_says_how_it_ends(filled, reviewed, screen_text, burst):
    async with reviewed(filled) as (pilot, _):
        assert "Esc show all" not in screen_text(pilot.app)
        await burst(pilot, "/@ev\n")
        assert "Esc show all" in screen_text(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Esc show all" not in screen_text(pilot.app)


async def test_what_went_wrong_leaves_with_the_next_key(filled, reviewed):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("u")
        await pilot.pause()
        assert screen.query_one(Message).wrong
        await pilot.press("down")
        await pilot.pause()
        assert said(screen) == ""


async def test_nothing_is_drawn_again_where_nothing_changed(filled, reviewed, monkeypatch):
    drawn = []
    async with reviewed(filled) as (pilot, screen):
        monkeypatch.setattr(Label, "update", lambda label, *_: drawn.append(label.id))
        screen.tick()
        await pilot.pause()
        assert drawn == []
        await pilot.press("down")
        await pilot.pause()
        assert "detail" in drawn


async def test_help_shows_its_keys(filled, reviewed, screen_text):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("f1")
        await pilot.pause()
        assert "It is done; a question is answered" in screen_text(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is screen


async def test_a_shows_settled_ones_and_r_reopens(filled, reviewed):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("a")
        await pilot.pause()
        assert numbers(screen) == [2, 3, 5, 4, 1]
        await pilot.press("end", "r")
        await pilot.pause()
        assert one(filled, 1).state is ActionState.OPEN
        await pilot.press("r")
        await pilot.pause()
        assert said(screen) == "!1 is open already"
        await pilot.press("a")
        await pilot.pause()
        assert 1 in numbers(screen)


async def test_a_new_owner_leads_to_the_next_though_the_row_stays(filled, reviewed, burst):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("g", "g", "g", "home")
        await burst(pilot, "hDana\n")
        assert numbers(screen) == [2, 3, 5, 4]
        assert screen.promises.chosen.document.number == 3


async def test_what_moves_up_leads_to_the_next_and_not_to_the_one_before(filled, reviewed, burst):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("down", "down")
        await burst(pilot, "ttoday\n")
        assert numbers(screen) == [2, 5, 3, 4]
        assert screen.promises.chosen.document.number == 4


async def test_another_text_keeps_the_cursor(filled, reviewed, burst):
    async with reviewed(filled) as (pilot, screen):
        await burst(pilot, "e at last\n")
        assert one(filled, 2).text == "Update the pricing page at last"
        assert screen.promises.chosen.document.number == 2


async def test_the_line_names_what_it_is_about(filled, reviewed, burst, screen_text):
    async with reviewed(filled) as (pilot, _):
        await burst(pilot, "x")
        row = "drop !2 Update the pricing page > why? Enter alone gives no reason"
        assert row in screen_text(pilot.app)
        await pilot.press("escape", "space", "space", "t")
        await pilot.pause()
        assert "new date for 2 marked >" in screen_text(pilot.app)
        await pilot.press("escape", "slash")
        await pilot.pause()
        assert "marked >" not in screen_text(pilot.app)


@pytest.mark.parametrize(
    "asked", [each for each in Asked if each not in (Asked.FILTER, Asked.CHANGE)]
)
def test_what_the_line_takes_is_read_whole_at_80_columns(asked):
    assert len(asked) <= 80 - MARGIN - 80 // 2 - 1
