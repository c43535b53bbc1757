"""What is read back at the close, and where carried things belong."""

from datetime import UTC, date, datetime, timedelta

import pytest

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.meeting import commands as ask
from meetingtui.meeting.brought import brought, brought_now, brought_to
from meetingtui.meeting.commands import Ref
from meetingtui.meeting.model import Action, Carried, Note, NoteKind, NoteState
from meetingtui.meeting.readback import read_back, taken

EARLIER = datetime(2026, 11, 17, 10, tzinfo=UTC)
PROMISE = Action(
    id="00a1", agenda="weekly", meeting="m0", number=12, text="Old promise", owner="Ana",
    due_on=date(2026, 11, 20), taken_at=EARLIER,
)  # fmt: skip


def note(id, kind, team=""):
    return Note(
        id=id, agenda="weekly", meeting="m0", number=5, kind=kind, text=f"old {kind}",
        state=NoteState.OPEN, team=team, taken_at=EARLIER,
    )  # fmt: skip


QUESTION = note("00n1", NoteKind.QUESTION, "Marketing")
PARKED = note("00n2", NoteKind.PARKED)


@pytest.fixture
def second(seat):
    """A meeting into which a promise, a question and a parked note were carried."""
    table = seat(carried=(Carried("00a1", 2), Carried("00n1", 1, 1), Carried("00n2", 1, 2)))
    table.state = type(table.state)(
        table.state.meeting, {"00n1": QUESTION, "00n2": PARKED}, {"00a1": PROMISE}
    )
    table.do(ask.Next())
    return table


def test_everything_that_was_said_and_promised_is_read_back(second):
    second.do(
        ask.Capture("= We ship on Monday"),
        ask.Capture("! Send it @Ben"),
        ask.Capture("! Done at once @Ben"),
        ask.Done(14),
        ask.Capture("? And then"),
        ask.Capture("& pricing"),
        ask.Capture("~ New deck"),
        ask.Capture("= taken back"),
        ask.Drop(Ref(7)),
    )
    back = read_back(second.state)
    assert [n.text for n in back.decisions] == ["We ship on Monday"]
    assert [a.text for a in back.actions] == ["Send it"]
    assert back.carried_actions == (PROMISE,)
    assert [n.text for n in back.questions] == ["old question", "And then"]
    assert [n.text for n in back.parked] == ["old parked", "pricing"]
    assert [n.text for n in back.previews] == ["New deck"]
    assert back.dropped == ()


def test_what_was_carried_in_and_dropped_is_named(second):
    second.do(ask.Drop(Ref(1)), ask.Drop(Ref(12, action=True)))
    assert [d.text for d in read_back(second.state).dropped] == ["old question", "Old promise"]
    assert len(brought(second.state)) == 3


def test_carried_notes_have_numbers_of_this_meeting(second):
    second.do(ask.Capture("new"), ask.Answer(1, "yes"))
    assert second.state.notes["00n1"].answer == "yes"
    assert second.notes[-1] == "new"
    assert list(second.state.notes.values())[-1].number == 3


def test_promises_belong_in_the_review_and_a_question_with_the_team_that_asks(second):
    slots = {slot.id: slot for slot in second.state.meeting.slots}
    ids = {id: [b.document.id for b in brought_to(second.state, s)] for id, s in slots.items()}
    assert ids["review"] == ["00a1", "00n2"]
    assert ids["questions/Marketing"] == ["00n1"]
    assert sum(map(len, ids.values())) == 3
    second.do(ask.Done(12))
    assert [b.document.id for b in brought_to(second.state, slots["review"])] == ["00n2"]


def test_a_preview_belongs_to_the_previews_of_its_team(seat):
    only = Slot(
        id="previews/Sales", kind=SegmentKind.PREVIEWS, title="Previews", team="Sales",
        length=timedelta(minutes=5),
    )  # fmt: skip
    review = Slot(id="review", kind=SegmentKind.REVIEW, title="Review", length=timedelta(minutes=5))
    table = seat(slots=(review, only), carried=(Carried("a", 1, 1), Carried("b", 1, 2)))
    mine, theirs = note("a", NoteKind.PREVIEW, "Sales"), note("b", NoteKind.PREVIEW, "Marketing")
    table.state = type(table.state)(table.state.meeting, {"a": mine, "b": theirs}, {})
    assert [b.document.id for b in brought_to(table.state, only)] == ["a"]
    assert [b.document.id for b in brought_to(table.state, review)] == ["b"]


def test_without_their_own_slots_things_come_in_the_first(seat):
    only = Slot(id="talk", kind=SegmentKind.DISCUSSION, title="Talk", length=timedelta(minutes=5))
    table = seat(slots=(only,), carried=(Carried("00n1", 1, 1), Carried("gone", 1)))
    table.state = type(table.state)(table.state.meeting, {"00n1": QUESTION}, {})
    assert [b.document.id for b in brought_to(table.state, only)] == ["00n1"]


def test_what_concerns_everybody_follows_the_meeting(second):
    def ids():
        return [item.carried.id for item in brought_now(second.state)]

    assert ids() == []
    second.do(ask.Next())
    assert ids() == ["00a1", "00n2"]
    second.do(ask.Close())
    assert ids() == []
    second.do(ask.Undo(), ask.Undo(), ask.Undo())
    assert ids() == ["00a1", "00n1", "00n2"]


def test_what_this_meeting_took_down_is_in_the_order_of_taking(second):
    second.do(*map(ask.Capture, ("one", "!two @Ana", "three", "!four @Ben")))
    second.do(ask.Drop(Ref(3)), ask.Drop(Ref(14, action=True)))
    assert [item.text for item in taken(second.state)] == ["two", "three"]
