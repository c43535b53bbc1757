"""The review screen beyond one promise: notes, groups, marks, choices, history, order."""

from datetime import timedelta

import pytest

from meetingtui.meeting.commands import Capture, Close, Next
from meetingtui.meeting.model import Action, ActionState, Note, NoteState, PreviewResult
from meetingtui.opening import open_meeting
from meetingtui.tui.desk import MeetingDesk
from meetingtui.tui.foot import Message
from meetingtui.tui.sheets import Sheet


def said(screen):
    return screen.query_one(Message).text


def texts(screen):
    return [row.document.text for row in screen.promises.rows]


def one(store, number):
    return next(action for action in store.find(Action) if action.number == number)


def note(store, start):
    return next(each for each in store.find(Note) if each.text.startswith(start))


async def test_a_question_is_answered_with_the_key_for_done(filled, reviewed, burst):
    async with reviewed(filled) as (_, screen):
        screen.promises.choose(note(filled, "When").id)
        await burst(_, "dOn Friday\n")
        answered = note(filled, "When")
        assert (answered.state, answered.answer) == (NoteState.ANSWERED, "On Friday")
        assert "When does the new deck arrive?" not in texts(screen)
        await burst(_, "u")
        assert note(filled, "When").state is NoteState.OPEN


async def test_an_answer_has_words(filled, reviewed, burst):
    async with reviewed(filled) as (pilot, screen):
        screen.promises.choose(note(filled, "When").id)
        await burst(pilot, "d\n")
        assert note(filled, "When").state is NoteState.OPEN


async def test_a_parked_note_becomes_a_promise_or_is_dropped(filled, reviewed, burst):
    async with reviewed(filled) as (pilot, screen):
        screen.promises.choose(note(filled, "Trade").id)
        await burst(pilot, "d")
        assert said(screen).startswith("that key does nothing for a parked note")
        await burst(pilot, "p@Ana due:fri\n")
        made = one(filled, 6)
        assert (made.text, made.owner) == ("Trade fair budget", "Ana")


async def test_a_preview_gets_feedback_and_a_result(midway, store, reviewed, burst):
    midway.do(Capture("~ New deck"))
    async with reviewed(store) as (pilot, screen):
        screen.promises.choose(note(store, "New deck").id)
        await burst(pilot, "btoo long\n")
        assert note(store, "New deck").preview.feedback == "too long"
        await burst(pilot, "nnobody knew\n")
        preview = note(store, "New deck").preview
        assert (preview.result, preview.outcome) == (PreviewResult.NOT_USED, "nobody knew")


async def test_what_is_marked_changes_together(filled, reviewed, burst, screen_text):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("space", "space")
        await pilot.pause()
        assert "2 marked" in screen_text(pilot.app)
        assert screen_text(pilot.app).count("●") == 2
        await burst(pilot, "tfri\n")
        assert {one(filled, n).due_on.isoformat() for n in (2, 3)} == {"2026-12-04"}
        assert "marked" not in screen_text(pilot.app)
        await pilot.press("space", "space", "d", "u")
        await pilot.pause()
        assert one(filled, 2).state is ActionState.OPEN
        await pilot.press("ctrl+a", "x", "escape", "d")
        await pilot.pause()
        told = said(screen)
        assert told.startswith("4 changed, the last: !4 is done")
        assert told.endswith("· 2 others left as before")
        assert {one(filled, n).state for n in (2, 3, 4, 5)} == {ActionState.DONE}
        await pilot.press("u", "ctrl+a", "t")
        await pilot.pause()
        assert said(screen) == "2 others left as before"
        await burst(pilot, "thu\n")
        assert {one(filled, n).due_on.isoformat() for n in (2, 3, 4, 5)} == {"2026-12-03"}
        await pilot.press("ctrl+a", "ctrl+a")
        await pilot.pause()
        assert not screen.promises.marked


async def test_one_hands_over_to_people_who_are_known(filled, reviewed, burst):
    async with reviewed(filled) as (pilot, screen):
        await burst(pilot, "hZoe\n")
        assert said(screen).startswith("nobody called 'Zoe' is known")
        assert screen.line.value == "Zoe"
        await pilot.press("escape")
        await burst(pilot, "hda")
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert one(filled, 2).owner == "Dana"
        await burst(pilot, "hBen due:2026-12-24\n")


async def test_a_date_has_to_be_said(filled, reviewed, burst, screen_text):
    async with reviewed(filled) as (pilot, screen):
        await burst(pilot, "tfri")
        assert "due Fri 4 Dec" in screen_text(pilot.app)
        await pilot.press("escape")
        await burst(pilot, "tdue:\n")
        assert said(screen).startswith("say the new date")


async def test_a_promise_is_split_and_put_on_the_next_agenda(filled, reviewed, burst):
    async with reviewed(filled) as (pilot, screen):
        await burst(pilot, "sUpdate it | Tell Sales @Ana\n")
        assert one(filled, 2).text == "Update it"
        assert one(filled, 6).text == "Tell Sales"
        screen.promises.choose(one(filled, 2).id)
        await burst(pilot, "o")
        assert one(filled, 2).reason == "put on the next agenda"
        assert "queue Update it" in "".join(
            str(strip.text) for strip in map(screen.promises.render_line, range(16))
        )


async def test_groups_change_with_a_key(filled, reviewed, screen_text):
    async with reviewed(filled) as (pilot, screen):
        seen = []
        for _ in range(4):
            seen.append(screen.promises.rows[0].group)
            await pilot.press("g")
            await pilot.pause()
        assert seen == ["OVERDUE", "Ana", "Marketing", "weekly"]
        assert screen.promises.rows[0].group == "OVERDUE"


async def test_the_history_of_one_is_shown(filled, reviewed, screen_text, burst):
    async with reviewed(filled) as (pilot, _):
        await burst(pilot, "e @Dana\n")
        await pilot.press("home", "i")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Sheet)
        assert "owner Eve → Dana" in screen_text(pilot.app)
        await pilot.press("escape", "slash", *"zebra", "enter", "i")
        await pilot.pause()
        assert "nothing is chosen" in screen_text(pilot.app)


async def test_not_done_goes_to_the_next(second, store, reviewed, screen_text):
    second.do(Next())
    async with reviewed(store, desk=MeetingDesk(second)) as (pilot, screen):
        assert "n not done" in screen_text(pilot.app)
        await pilot.press("n")
        await pilot.pause()
        assert said(screen).startswith("not done: action item !1")
        assert screen.promises.chosen.document.number == 2
        assert "○ !1" in screen_text(pilot.app).replace("○  !1", "○ !1")
        await pilot.press("up")
        await pilot.pause()
        assert "○ not done, goes on · Ben" in screen_text(pilot.app)
        await pilot.press("ctrl+a", "n")
        await pilot.pause()
        assert said(screen).startswith("2 changed, the last: not done: action item !2")
        assert said(screen).endswith("· 2 others left as before")


async def test_between_meetings_a_promise_stays_open_by_itself(filled, reviewed, screen_text):
    async with reviewed(filled) as (pilot, screen):
        assert "n not done" not in screen_text(pilot.app)
        await pilot.press("n")
        await pilot.pause()
        assert said(screen).startswith("!2 stays open by itself; only the review in a meeting")
        assert screen.promises.chosen.document.number == 2


@pytest.fixture
def often(second, clock, store, agenda):
    """Return a meeting into which two promises are carried for the third time."""
    for _ in range(2):
        second.do(Next())
        second.do(Close())
        clock.advance(timedelta(days=7))
        second = open_meeting(store, clock, agenda)
    return second


async def test_one_carried_three_times_asks_for_a_choice(often, store, reviewed, screen_text):
    often.do(Next())
    often.do(Next())
    async with reviewed(store, desk=MeetingDesk(often)) as (pilot, screen):
        assert "×3 choose Send" in screen_text(pilot.app)
        await pilot.press("n")
        await pilot.pause()
        assert said(screen).startswith("!1 was carried ×3, so somebody has to choose: d done, t")
        assert "x drop, o next agenda" in " ".join(screen_text(pilot.app).split())
        assert "x drop  o next agenda" in screen_text(pilot.app)
        await pilot.press("t", *"fri", "enter", "ctrl+a", "n")
        await pilot.pause()
        assert said(screen).startswith("not done: action item !1")
        assert "!2 was carried ×3, so somebody has to choose" in said(screen)
        await pilot.press("t", *"fri", "enter", "n")
        await pilot.pause()
        assert "○ !1" in screen_text(pilot.app).replace("○  !1", "○ !1")


async def test_before_a_meeting_it_is_put_in_order_and_merged(second, store, reviewed, screen_text):
    async with reviewed(store, desk=MeetingDesk(second)) as (pilot, screen):
        assert texts(screen)[:2] == ["Send the case study to Acme", "Update the pricing page"]
        await pilot.press("shift+down")
        await pilot.pause()
        assert texts(screen)[:2] == ["Update the pricing page", "Send the case study to Acme"]
        await pilot.press("shift+down", "shift+down")
        await pilot.pause()
        assert "end of its slot" in said(screen)
        await pilot.press("u", "home", "m")
        await pilot.pause()
        assert said(screen).startswith("mark the two")
        await pilot.press("space", "space", "m")
        await pilot.pause()
        assert texts(screen)[0] == "Update the pricing page / Send the case study to Acme"
        await pilot.press("u", "u")
        await pilot.pause()
        assert texts(screen)[:2] == ["Send the case study to Acme", "Update the pricing page"]


async def test_between_meetings_nothing_is_put_in_order(filled, reviewed):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("shift+up")
        await pilot.pause()
        assert said(screen) == "only what comes into a meeting has an order"


async def test_the_list_is_walked_and_clicked_on(filled, reviewed):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("end")
        assert screen.promises.chosen.document.text == "Trade fair budget"
        await pilot.press("home", "pagedown", "pageup")
        assert screen.promises.chosen.document.number == 2
        await pilot.click("#promises", offset=(10, 3))
        assert screen.promises.chosen.document.number == 3
        await pilot.click("#promises", offset=(10, 0))
        assert screen.promises.chosen.document.number == 3


async def test_what_is_typed_and_not_entered_is_offered_again(filled, clock, tmp_path, reviewed):
    from meetingtui.desk import StoreDesk
    from meetingtui.settings import Settings
    from meetingtui.tui.app import MeetingtuiApp
    from meetingtui.tui.review import ReviewScreen

    for typed in (True, False):
        screen = ReviewScreen(StoreDesk(filled, clock), {}, drafts=tmp_path)
        async with MeetingtuiApp(screen, Settings()).run_test() as pilot:
            await pilot.pause()
            if typed:
                await pilot.press("x", *"no budget")
                screen.tick()
            else:
                assert said(screen).endswith("brings it back: no budget")
                await pilot.press("x", "up")
                assert screen.line.value == "no budget"
