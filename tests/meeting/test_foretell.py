from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingtui.agenda.model import SegmentKind, Team
from meetingtui.agenda.plan import Slot
from meetingtui.meeting import commands as ask
from meetingtui.meeting.awaiting import awaited
from meetingtui.meeting.foretell import foretell
from meetingtui.meeting.model import Meeting, State
from meetingtui.meeting.outcome import Moment
from meetingtui.meeting.words import WORDS

NOW = datetime(2026, 11, 24, 10, 1, tzinfo=UTC)


@pytest.fixture
def say(table):
    """Return what a line would do at the table as it stands; it stays as it is."""

    def say(line, seen=None):
        before = table.state
        said = foretell(line, before, Moment(table.now, table.now.date(), str), UTC, seen)
        assert table.state is before
        return said

    return say


@pytest.fixture
def busy(running):
    """A meeting in Sales' wins with a question, a note and two action items."""
    running.do(ask.Capture("?Who pays?"), ask.Capture("!Send it @Ana due:fri"))
    running.do(ask.Goto(3), ask.Capture("note of a win"), ask.Capture("!Call them"))
    return running


def test_an_empty_line_has_nothing_to_tell(say):
    assert say("") == ""
    assert say("  ") == ""


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("closed Acme", "win · Sales"),
        ("closed Acme with @Marketing #launch", "win · Sales, Marketing · #launch"),
        ("@Marketing: closed Acme", "win · Marketing"),
        ("closed by @Dana", "win · Sales, Marketing · Dana"),
        ("* for it @Ben @Eve", "thanks · Sales · Ben, Eve"),
        ("* Ben for it", "thanks · Sales to Ben"),
        ("* for it", "thanks · Sales · to whom? @NAME"),
        ("*@Ben for it", "thanks · Sales to Ben"),
        ("? when", "question · Sales to Marketing"),
        ("&later", "parked · Sales"),
        ("!send deck", "action item · no owner yet · due Tue 1 Dec, in 7 days"),
        ("!send deck @Sales", "action item · Sales, no owner yet · due Tue 1 Dec, in 7 days"),
        ("!send @Ana due:fri #x", "action item · Ana · due Fri 27 Nov, in 3 days · #x"),
        (
            "!call @Anna",
            "action item · no owner yet · due Tue 1 Dec, in 7 days · did you mean @Ana?",
        ),
        (
            "!Ben call @Anna",
            "action item · no owner yet · due Tue 1 Dec, in 7 days · did you mean @Ben or @Ana?",
        ),
        ("!Ben to call @Anna", "action item · Ben · due Tue 1 Dec, in 7 days"),
        ("!", "there is no text to save yet; type what was said"),
        ("!deck due:1/12", "'1/12' does not say which is the month; write 1 dec or 12 jan"),
        ("@Ben", "!2: Ben takes it"),
    ],
)
def test_what_a_line_would_save(busy, say, line, told):
    assert say(line) == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/", None),
        ("/re", "/resume /refit /redo /reopen"),
        ("/nxt", "there is no /nxt; did you mean /next?"),
        ("/re 3", "/re could be /resume, /refit, /redo, /reopen; write more of it"),
        ("/exte", "/extend [2m] → Sales · Wins: 2m longer"),
        ("/extend", "/extend [2m] → Sales · Wins: 2m longer"),
        ("/extend 5m", "/extend [2m] → Sales · Wins: 5m longer"),
        ("/pause", "/pause → paused"),
        ("/resume", "/resume: the clock is running already"),
        ("/help", "/help [WORD]: list all words"),
        ("/close", "/close: end the meeting"),
        ("/answer 1 Sales", "/answer N TEXT → answered: question 1: Who pays? → Sales"),
        ("/answer 7 x", "/answer N TEXT: there is no note 7 in this meeting; /notes lists them"),
        ("/answer 1", "say the answer (usage: /answer N TEXT)"),
        ("/goto ", "1 Opening · 2 Review · 3 Sales · Wins · 4 Marketing · Wins"),
        ("/goto 99", "/goto N: there is no slot 99; the slots are 1 to 8"),
        ("/answer ", "1 Who pays?"),
        ("/to 2 ", "1 Opening · 2 Review"),
        ("/to 2 4", "/to N SLOT|TEAM → moved to Marketing · Wins: win 2 (Marketing)"),
        ("/done ", "1 Send it · 2 Call them"),
        ("/done 1", "/done [N] → done: action item !1: Send it · Ana · due Fri 27 Nov, in 3 days"),
        ("/drop ", "2 note of a win · 1 Who pays? · !1 Send it · !2 Call them"),
        ("/drop 2", "/drop 2, not !2 → dropped: win 2 (Sales): note of a win"),
        ("/drop !2", "/drop N|!N [REASON] → dropped: action item !2: Call them"),
        ("/edit 1 Who?", "/edit 1, not !1 → edited: question 1: Who?"),
        ("/drop !", "!1 Send it · !2 Call them"),
        ("/action 2", None),
    ],
)
def test_what_a_command_would_do(busy, say, line, told):
    if told is not None:
        assert say(line)[: len(told)] == told


def test_what_an_undo_would_take_back(busy, say):
    assert say("/undo").startswith("/undo → undone: action item !2: Call them")


def test_a_note_as_an_action_item_has_no_number_yet(busy, say):
    said = say("/action 2 @Eve")
    assert said.endswith("action item · Eve · due Tue 1 Dec, in 7 days")
    assert "!0" not in said


def test_after_the_close_nothing_more_is_saved(busy, say):
    busy.at(20).do(ask.Close())
    assert (
        say("one more thing")
        == "the meeting is closed; /rate and /norm still work, /undo opens it again"
    )


@settings(max_examples=100)
@given(
    st.text(max_size=40)
    | st.text("@#/!du:eAna \t\n", max_size=20)
    | st.builds("/{} {}".format, st.sampled_from([w.name for w in WORDS]), st.text(max_size=12))
)
def test_nothing_is_ever_raised(line):
    meeting = Meeting(
        id="0",
        agenda="weekly",
        title="Weekly",
        teams=(Team("Sales", ("Ana", "Ben")),),
        slots=(Slot(id="o", kind=SegmentKind.OPENING, title="O", length=timedelta(minutes=1)),),
        opened_at=NOW,
    )
    assert "\n" not in foretell(line, State(meeting), Moment(NOW, NOW.date(), str), UTC)


def test_a_name_that_nobody_has_is_said_to_be_no_owner(running, say):
    running.do(ask.Capture("!Call them"), ask.Capture("a note"))
    seen = awaited(running.state)
    told = "no owner: nobody here is called Zoe; /present Zoe first"
    assert say("Zoe", seen) == f"note, {told}"
    assert say("@Zoe", seen).endswith(told)
    for line in ("Zoe calls them", "Ana"):
        assert "no owner" not in say(line, seen)
    assert "no owner" not in say("Zoe")


def test_an_answer_is_told_as_such_where_it_was_asked_for(running, say):
    running.do(ask.Capture("!Call them"))
    seen = awaited(running.state)
    assert say("Zoe", seen) == "!1: Zoe takes it, new here"
    assert say("Zoe") == "note"
    running.do(ask.Capture("~ Deck"))
    seen = awaited(running.state)
    assert say("all reps", seen) == "preview 1: for all reps"
    assert say("! all reps", seen).startswith("action item")
