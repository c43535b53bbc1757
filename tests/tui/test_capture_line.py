"""What is typed is taken in the order of typing, whole, and never lost."""

import pytest
from textual import events

from meetingtui.meeting.commands import Next
from meetingtui.text import MAX_LINE
from meetingtui.tui.pasting import MOST


def said(screen):
    return screen.query_one("#message").text


def texts(runner):
    return [note.text for note in runner.state.notes.values()]


async def test_a_line_feed_is_enter(runner, held, keys):
    async with held(runner) as (pilot, _):
        await keys(pilot, "f2", *"one", "ctrl+j", *"two", "ctrl+j")
        assert [note.text for note in runner.state.notes.values()] == ["one", "two"]


async def test_a_line_becomes_a_note(runner, held, burst):
    async with held(runner) as (pilot, screen):
        await burst(pilot, "Hello\n")
        assert texts(runner) == ["Hello"]
        assert screen.line.value == ""


async def test_sixty_notes_in_one_stream_are_sixty_notes(runner, held, burst):
    typed = [f"note {number} of a fast typist" for number in range(60)]
    async with held(runner) as (pilot, _):
        await burst(pilot, "".join(f"{text}\n" for text in typed))
        assert texts(runner) == typed


async def test_keys_take_their_turn_among_lines(runner, held, keys):
    async with held(runner) as (pilot, _):
        await keys(pilot, *"one", "enter", "f2", *"two", "enter", "f2", *"three", "enter")
        slots = [note.slot for note in runner.state.notes.values()]
        assert slots == ["", "opening", "review"]


async def test_backspace_takes_its_turn_among_letters(runner, held, keys):
    async with held(runner) as (pilot, _):
        await keys(pilot, "h", "o", "backspace", "i", "enter")
        assert texts(runner) == ["hi"]


async def test_lines_before_a_quit_are_saved(runner, held, keys):
    async with held(runner) as (pilot, _):
        await keys(pilot, *"last", "enter", "ctrl+q")
    assert texts(runner) == ["last"]


async def test_a_refused_line_comes_back(runner, held, burst):
    async with held(runner) as (pilot, screen):
        await burst(pilot, "/nexd\n")
        assert screen.line.value == "/nexd"
        assert "did you mean /next?" in screen.query_one("#message").text


async def test_a_refused_line_does_not_mix_with_a_new_one(runner, held, burst, keys):
    async with held(runner) as (pilot, screen):
        await burst(pilot, "/nexd\nabc")
        assert "abc" in screen.line.value
        await keys(pilot, "up")
        assert screen.line.value == "/nexd"


async def test_earlier_lines_come_back_with_the_arrows(runner, held, burst, keys):
    async with held(runner) as (pilot, screen):
        await burst(pilot, "one\ntwo\ndra")
        await keys(pilot, "up")
        assert screen.line.value == "two"
        await keys(pilot, "up", "up")
        assert screen.line.value == "one"
        await keys(pilot, "down", "down")
        assert screen.line.value == "dra"


async def test_a_paste_of_several_lines_is_taken_back_by_escape(runner, held, keys):
    async with held(runner) as (pilot, screen):
        await keys(pilot, *"so")
        screen.line.post_message(events.Paste("first\r\nsecond\tthird\n"))
        await pilot.pause()
        assert screen.line.value == "sofirst second third"
        await keys(pilot, "escape")
        assert screen.line.value == "so"
        assert not runner.state.notes
        await keys(pilot, "up")
        assert screen.line.value == "sofirst second third"


async def test_or_is_as_many_notes_after_one_confirmation(runner, held, keys, screen_text):
    async with held(runner) as (pilot, screen):
        await keys(pilot, *"so: ")
        pilot.app.post_message(events.Paste("first\r! second @Ana\r/close\r\r- third\r"))
        pilot.app.post_message(events.Key("enter", None))
        await keys(pilot)
        assert [n.text for n in runner.state.notes.values()] == ["so: first", "/close", "third"]
        assert [a.text for a in runner.state.actions.values()] == ["second"]
        assert screen.line.value == ""
        assert pilot.app.screen is screen
        await keys(pilot, "ctrl+z")
        assert (runner.state.notes, runner.state.actions) == ({}, {})
        await keys(pilot, "ctrl+y")
        assert len(runner.state.notes) == 3


async def test_what_each_line_would_be_is_shown(runner, held, screen_text, keys):
    runner.do(Next())
    async with held(runner) as (pilot, _):
        pilot.app.post_message(events.Paste("? when\n[red]one"))
        await keys(pilot)
        seen = screen_text(pilot.app)
        assert "2 lines pasted" in seen
        assert "? when  question" in seen
        assert "[red]one  note" in seen


async def test_of_a_paste_that_is_too_long_nothing_is_cut_and_nothing_saved(runner, held, keys):
    long = "x" * (MAX_LINE + 5)
    why = f"a line has at most {MAX_LINE} characters and this one has {MAX_LINE + 5}"
    async with held(runner) as (pilot, screen):
        screen.line.post_message(events.Paste(long))
        await keys(pilot)
        assert why in screen.query_one("#explained").text
        await keys(pilot, "enter")
        assert screen.line.value == long
        assert why in said(screen)
        assert not runner.state.notes


async def test_of_several_lines_those_that_are_too_long_are_given_back(runner, held, keys):
    one, two = "x" * (MAX_LINE + 1), "y" * (MAX_LINE + 1)
    async with held(runner) as (pilot, screen):
        pilot.app.post_message(events.Paste(f"{one}\nshort\n{two}"))
        await keys(pilot, "enter")
        assert [n.text for n in runner.state.notes.values()] == ["short"]
        assert screen.line.value == one
        await keys(pilot, "up")
        assert screen.line.value == two


async def test_a_paste_stops_where_the_box_is_full(runner, held, keys):
    async with held(runner) as (pilot, screen):
        screen.line.post_message(events.Paste("x" * (MOST + 5)))
        await pilot.pause()
        assert screen.line.value == "x" * MOST
        assert "full" in said(screen)
        await keys(pilot, "y")
        assert screen.line.value == "x" * MOST


@pytest.mark.parametrize(
    ("typed", "whole"), [("/ext", "/extend "), ("!Send it @da", "!Send it @Dana ")]
)
async def test_tab_completes(runner, held, burst, typed, whole, keys):
    async with held(runner) as (pilot, screen):
        await burst(pilot, typed)
        await keys(pilot, "tab")
        assert screen.line.value == whole
        assert screen.focused is screen.line


async def test_right_takes_what_is_shown(runner, held, burst, keys):
    async with held(runner) as (pilot, screen):
        await burst(pilot, "/ext")
        await keys(pilot, "right")
        assert screen.line.value == "/extend "


async def test_what_a_line_means_is_said_while_it_is_typed(runner, held, burst):
    runner.do(Next())
    async with held(runner) as (pilot, screen):
        await burst(pilot, "!Send it @Dana due:fri")
        said = screen.query_one("#explained").render().plain
        assert "Dana" in said
        assert "Fri 27 Nov" in said


async def test_an_owner_is_asked_for_and_given(runner, held, burst):
    async with held(runner) as (pilot, screen):
        await burst(pilot, "!Send it\n")
        assert "!1: who takes it? a name" in screen.line.placeholder
        await burst(pilot, "Dana\n")
        assert [action.owner for action in runner.state.actions.values()] == ["Dana"]


async def test_what_is_wrong_with_a_command_is_said_while_it_is_typed(runner, held, burst):
    runner.do(Next())
    async with held(runner) as (pilot, screen):
        await burst(pilot, "/answer 7 so")
        assert "there is no note 7" in screen.query_one("#explained").render().plain


async def test_numbers_are_offered_with_their_texts(runner, held, burst, keys):
    async with held(runner) as (pilot, screen):
        await burst(pilot, "?Who pays?\n/answer ")
        assert "1 Who pays?" in screen.query_one("#explained").render().plain
        await keys(pilot, "tab")
        assert screen.line.value == "/answer 1"


async def test_words_of_rehearsals_are_not_completed(runner, held, burst, keys):
    async with held(runner) as (pilot, screen):
        await burst(pilot, "/wai")
        await keys(pilot, "tab")
        assert screen.line.value == "/wai"


async def test_a_preview_is_asked_for_what_it_lacks_in_the_same_line(runner, held, burst, keys):
    runner.do(Next())
    async with held(runner) as (pilot, screen):
        await burst(pilot, "~ New deck\n")
        assert screen.line.placeholder == "preview 1: for whom? in your words · Enter passes"
        await keys(pilot, "tab")
        assert screen.line.value == "for: "
        await burst(pilot, "all SDRs\n\n")
        assert screen.line.placeholder == "preview 1: where is it? a link · Enter passes"
        await burst(pilot, "something else\n")
        assert screen.line.placeholder.startswith("new note")
        told = [note.text for note in runner.state.notes.values()]
        assert told == ["New deck", "something else"]
        assert "for all SDRs" in screen.query_one("#matter").render().plain


async def test_words_answer_what_is_asked_and_tab_makes_them_a_note(runner, held, keys):
    runner.do(Next())
    async with held(runner) as (pilot, screen):
        explained = screen.query_one("#explained")
        await keys(pilot, *"~ New deck", "enter")
        await keys(pilot, *"all reps")
        assert explained.text == "preview 1: for all reps · Tab: a new note"
        await keys(pilot, "enter")
        assert texts(runner) == ["New deck"]
        assert said(screen) == "preview 1: for all reps"
        await keys(pilot, *"on the drive")
        assert explained.text == "new note"
        await keys(pilot, "escape", "enter")
        await keys(pilot, *"we heard it")
        await keys(pilot, "tab")
        assert screen.line.value == ". we heard it"
        await keys(pilot, "enter")
        assert texts(runner) == ["New deck", "we heard it"]
        await keys(pilot, "ctrl+z", "ctrl+z")
        assert next(iter(runner.state.notes.values())).preview.audience == ""


async def test_a_new_name_takes_the_promise_and_the_sign_is_turned(runner, held, keys):
    runner.do(Next())
    async with held(runner) as (pilot, screen):
        await keys(pilot, *"! call", "enter")
        await keys(pilot, *"Lee")
        told = screen.query_one("#explained").text
        assert told == "!1: Lee takes it, new here · Tab: a new note"
        await keys(pilot, "ctrl+t")
        assert screen.line.value == "! Lee"
        await keys(pilot, "escape", *"Lee", "enter")
        assert [each.owner for each in runner.state.actions.values()] == ["Lee"]
        assert said(screen) == "!1: Lee takes it, new here"


async def test_a_burst_that_looks_at_no_question_makes_notes(runner, held, burst):
    runner.do(Next())
    async with held(runner) as (pilot, _):
        await burst(pilot, "~ New deck\nclosed Acme\nthe SDRs like it\n")
        told = [note.text for note in runner.state.notes.values()]
        assert told == ["New deck", "closed Acme", "the SDRs like it"]
