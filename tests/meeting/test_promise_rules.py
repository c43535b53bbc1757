"""Promises in the review, and what came into a meeting put in order before it starts."""

from datetime import UTC, date, datetime

import pytest

from meetingtui.errors import UsageError
from meetingtui.meeting import commands as ask
from meetingtui.meeting.brought import brought
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.commands import Ref
from meetingtui.meeting.facts import ActionChanged, Arranged, NotDone
from meetingtui.meeting.model import Action, ActionState, Carried, Note, NoteKind, NoteState, State
from meetingtui.meeting.promise_rules import promise_up, tell_choices_now
from meetingtui.meeting.readback import read_back
from meetingtui.meeting.slash import parse_command
from meetingtui.meeting.telling import tell, tell_note
from meetingtui.meeting.versions import before
from meetingtui.text import MAX_LINE

EARLIER = datetime(2026, 11, 17, 10, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def promise(number, **more):
    fields = {"text": f"Promise {number}", "owner": "Ana", "team": "Sales"} | more
    return Action(
        id=f"00{number}", agenda="weekly", meeting="m0", number=number,
        due_on=date(2026, 11, 20), taken_at=EARLIER, **fields,
    )  # fmt: skip


def note(id, kind=NoteKind.QUESTION, **more):
    state = NoteState.OPEN if kind is not NoteKind.WIN else NoteState.RECORDED
    fields = {"text": id, "team": "Sales", "state": state} | more
    return Note(
        id=id, agenda="weekly", meeting="m0", number=5, kind=kind, taken_at=EARLIER, **fields
    )


@pytest.fixture
def review(seat):
    """The review of two promises, the second carried for the third time, and two questions."""
    carried = (
        Carried("001", 1), Carried("002", 3, asks=True), Carried("00a", 1, 1), Carried("00b", 1, 2),
    )  # fmt: skip
    table = seat(carried=carried)
    table.state = State(
        table.state.meeting,
        {"00a": note("00a", tags=("x",)), "00b": note("00b", teams=("Marketing",))},
        {"001": promise(1), "002": promise(2)},
    )
    return table


@pytest.fixture
def opened(review):
    review.do(ask.Goto(2))
    return review


def up(table):
    action = promise_up(table.state)
    return action.number if action else None


def test_one_word_for_each_promise_goes_through_the_review(opened):
    assert up(opened) == 1
    opened.do(ask.NotDone())
    assert up(opened) == 2
    opened.do(ask.Done())
    assert up(opened) is None
    states = [action.state for action in opened.state.actions.values()]
    assert states == [ActionState.OPEN, ActionState.DONE]
    for command in (ask.Done(), ask.NotDone()):
        assert opened.refuses(command).startswith("no promise is up here")
    opened.do(ask.Undo(), ask.Undo())
    assert up(opened) == 1


def test_outside_the_review_no_promise_is_up(review):
    assert up(review) is None
    review.do(ask.Goto(3))
    assert up(review) is None
    review.do(ask.NotDone(1))
    assert "there is no action item !9" in review.refuses(ask.NotDone(9))


def test_a_promise_carried_three_times_asks_for_a_choice(opened):
    said = opened.refuses(ask.NotDone(2))
    assert said.startswith("!2 was carried ×3, so somebody has to choose: /done 2, ")
    assert "/later 2 puts it on the next agenda" in said
    opened.do(ask.Edit(Ref(2, action=True), "@Ben"))
    assert not tell_choices_now(opened.state, opened.state.actions["002"])
    opened.do(ask.NotDone(1))
    assert up(opened) is None


def test_a_new_text_is_no_choice(opened):
    opened.do(ask.Edit(Ref(2, action=True), "Another text"))
    assert tell_choices_now(opened.state, opened.state.actions["002"])
    opened.do(ask.Capture("! Mine @Ana"))
    assert not tell_choices_now(opened.state, list(opened.state.actions.values())[-1])


def test_put_on_the_next_agenda_it_comes_back_as_something_to_discuss(opened):
    opened.do(ask.Postpone(2))
    dropped, topic = opened.state.actions["002"], list(opened.state.notes.values())[-1]
    assert (dropped.state, dropped.reason) == (ActionState.DROPPED, "put on the next agenda")
    assert (topic.kind, topic.state, topic.text) == (NoteKind.PARKED, NoteState.OPEN, "Promise 2")
    assert (topic.people, topic.team, topic.number) == (("Ana",), "Sales", 3)
    changed = ActionChanged("002", "put on the next agenda")
    told = tell(changed, opened.state, TODAY, UTC)
    assert told.startswith("put on the next agenda, and no promise any more: action item !2")
    assert topic in read_back(opened.state).going_on
    assert dropped not in read_back(opened.state).dropped
    assert tell_note(opened.state, topic) == "parked 3 (Sales): Promise 2 · was !2"
    opened.do(ask.Undo())
    assert opened.state.actions["002"] == promise(2)
    assert topic.id not in opened.state.notes
    opened.do(ask.Edit(Ref(1, action=True), "@Ben"))


def test_nobodys_promise_becomes_nobodys_topic(opened):
    opened.state = State(opened.state.meeting, {}, {"001": promise(1, owner="")})
    opened.do(ask.Postpone(1))
    assert list(opened.state.notes.values())[-1].people == ()


@pytest.mark.parametrize(
    ("line", "first", "second"),
    [
        ("Call Acme", ("Promise 1", "Ana"), ("Call Acme", "Ana", "Sales", date(2026, 11, 20))),
        (
            "Send it | Call Acme @Dana due:fri",
            ("Send it", "Ana"),
            ("Call Acme", "Dana", "Marketing", date(2026, 11, 27)),
        ),
        ("@Ben | Call a|b", ("Promise 1", "Ben"), ("Call a|b", "Ana", "Sales", date(2026, 11, 20))),
    ],
)
def test_a_promise_is_split_into_two(opened, line, first, second):
    opened.do(ask.Split(1, line))
    one, new = opened.state.actions["001"], list(opened.state.actions.values())[-1]
    assert (one.text, one.owner) == first
    assert (new.text, new.owner, new.team, new.due_on) == second
    assert new.meeting == opened.state.meeting.id
    opened.do(ask.Undo())
    assert opened.state.actions["001"] == promise(1)
    assert len(opened.state.actions) == 2


def test_a_split_needs_a_second_promise(opened):
    assert "FIRST | SECOND" in opened.refuses(ask.Split(1, "One | @Ben"))


def test_two_questions_become_one(review):
    review.do(ask.Merge(Ref(1), Ref(2)))
    kept, gone = review.state.notes["00a"], review.state.notes["00b"]
    assert (kept.text, kept.teams, kept.tags) == ("00a / 00b", ("Marketing",), ("x",))
    assert (gone.state, gone.reason) == (NoteState.DROPPED, "merged into question 1")
    assert before(gone) == note("00b", teams=("Marketing",))
    assert review.refuses(ask.Merge(Ref(1), Ref(2))).startswith("question 2 is dropped")
    review.do(ask.Undo())
    assert review.state.notes["00b"].state is NoteState.OPEN


def test_two_promises_become_one(review):
    review.state = State(
        review.state.meeting, {},
        {"001": promise(1, owner="", team="", text="Send the deck"),
         "002": promise(2, text="the DECK")},
    )  # fmt: skip
    review.do(ask.Merge(Ref(1, action=True), Ref(2, action=True)))
    kept, gone = review.state.actions.values()
    assert (kept.text, kept.owner, kept.team) == ("Send the deck", "Ana", "Sales")
    assert (gone.state, gone.reason) == (ActionState.DROPPED, "merged into !1")
    assert review.refuses(ask.Merge(Ref(1, action=True), Ref(2, action=True))).startswith("!2 is")


def test_what_cannot_be_merged_says_why(review):
    assert "two different" in review.refuses(ask.Merge(Ref(1), Ref(1)))
    assert "cannot be merged" in review.refuses(ask.Merge(Ref(1), Ref(1, action=True)))
    long = {"00a": note("00a", text="x" * MAX_LINE), "00b": note("00b")}
    review.state = State(review.state.meeting, long, {})
    assert "longer than a line" in review.refuses(ask.Merge(Ref(1), Ref(2)))


def order(table):
    return [item.document.id for item in brought(table.state)]


def test_what_came_in_is_put_in_order(review):
    review.do(ask.Arrange((Ref(2), Ref(2, action=True))))
    assert order(review) == ["00b", "002", "001", "00a"]
    review.do(ask.Arrange((Ref(1),)))
    assert order(review) == ["00a", "00b", "002", "001"]
    review.do(ask.Undo())
    assert order(review) == ["00b", "002", "001", "00a"]
    review.do(ask.Undo())
    assert order(review) == ["001", "002", "00a", "00b"]


def test_what_was_taken_here_has_no_place_to_change(review):
    review.do(ask.Capture("? New"), ask.Capture("! New @Ana"))
    assert review.refuses(ask.Arrange((Ref(3),))).startswith("3 did not come into this meeting")
    assert review.refuses(ask.Arrange((Ref(3, action=True),))).startswith("!3 did not")


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("/done", ask.Done()), ("/done 3", ask.Done(3)), ("/done !3", ask.Done(3)),
        ("/not", ask.NotDone()), ("/not 3", ask.NotDone(3)), ("/later 3", ask.Postpone(3)),
        ("/split 3 a | b", ask.Split(3, "a | b")),
        ("/merge 3 4", ask.Merge(Ref(3), Ref(4))),
        ("/merge !3 !4", ask.Merge(Ref(3, action=True), Ref(4, action=True))),
        ("/arrange 3 !4", ask.Arrange((Ref(3), Ref(4, action=True)))),
    ],
)  # fmt: skip
def test_the_words(line, command):
    assert parse_command(line, Roster()) == command


@pytest.mark.parametrize("line", ["/split 3", "/merge 3", "/arrange", "/arrange x"])
def test_words_that_lack_something(line):
    with pytest.raises(UsageError, match="usage: /"):
        parse_command(line, Roster())


def test_it_is_told(opened):
    (fact,) = opened.do(ask.NotDone())
    told = tell(fact, opened.state, TODAY, UTC)
    assert told.startswith("not done: action item !1: Promise 1 · Ana")
    (fact,) = opened.do(ask.Undo())
    assert tell(fact, opened.state, TODAY, UTC).startswith("undone: not done: action item !1")
    lost = NotDone(step=1, at=EARLIER, action="gone")
    assert tell(lost, opened.state, TODAY, UTC) == "an action item is not done"
    arranged = Arranged(step=1, at=EARLIER, order=())
    assert "another order" in tell(arranged, opened.state, TODAY, UTC)
