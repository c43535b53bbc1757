"""Commands of a meeting, given between meetings."""

from datetime import UTC, date, datetime

import pytest

from meetingtui.agenda.model import Team
from meetingtui.errors import Refused
from meetingtui.followup.changes import changes_of
from meetingtui.followup.outside import decided_outside
from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import Action, ActionState, Meeting, Note, NoteKind, NoteState
from meetingtui.meeting.outcome import Moment
from meetingtui.meeting.versions import before

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
NOW = Moment(AT, AT.date(), lambda: "f" * 24)
PROMISE = Action(
    id="a1", agenda="weekly", meeting="m1", number=7, text="Send it", owner="Ana",
    due_on=date(2026, 11, 20), taken_at=AT,
)  # fmt: skip
QUESTION = Note(
    id="n1", agenda="weekly", meeting="m1", number=4, kind=NoteKind.QUESTION, text="When?",
    state=NoteState.OPEN, taken_at=AT,
)  # fmt: skip
LAST = Meeting(
    id="m1", agenda="weekly", title="Weekly", slots=(), opened_at=AT,
    teams=(Team("Sales", ("Ana", "Ben")),), next_on=date(2026, 12, 1),
)  # fmt: skip


def decided(document, ask_for, *meetings):
    return decided_outside(document, ask_for, [PROMISE], meetings or [LAST], NOW)


def test_a_change_is_of_no_meeting_and_can_be_taken_back():
    (done,) = decided(PROMISE, lambda ref: ask.Done(ref.number))
    assert (done.state, done.meeting) == (ActionState.DONE, "m1")
    assert (done.history[-1].meeting, done.history[-1].step) == ("", 0)
    assert before(done) == PROMISE


def test_people_of_the_series_are_known_and_the_day_of_its_next_meeting():
    changed, made = decided(QUESTION, lambda ref: ask.MakeAction(ref.number, "Find out @Ben"))
    assert (changed.id, changed.became, changed.number) == ("n1", made.id, 4)
    assert (made.owner, made.team, made.due_on) == ("Ben", "Sales", date(2026, 12, 1))
    assert made.meeting == ""


def test_without_a_meeting_nobody_is_known():
    made = decided_outside(QUESTION, lambda ref: ask.MakeAction(ref.number, "@Ben"), [], [], NOW)[1]
    assert (made.owner, made.due_on) == ("", date(2026, 12, 1))


def test_what_makes_no_sense_is_refused():
    with pytest.raises(Refused, match="not a question|is a question, not a preview"):
        decided(QUESTION, lambda ref: ask.Feedback(ref.number, "x"))


def test_a_topic_is_in_the_queue():
    dropped, topic = decided(PROMISE, lambda ref: ask.Postpone(ref.number))
    assert (dropped.state, topic.kind) == (ActionState.DROPPED, NoteKind.PARKED)
    assert (topic.meeting, topic.number) == ("", 0)


def test_the_history_is_told_from_the_beginning():
    (edited,) = decided(PROMISE, lambda ref: ask.Edit(ref, "@Ben due:fri"))
    (done,) = decided(edited, lambda ref: ask.Done(ref.number))
    (dropped,) = decided(edited, lambda ref: ask.Drop(ref, "no need"))
    assert [change.told for change in changes_of(done)] == [
        ("owner Ana → Ben", "team Sales", "due Fri 20 Nov → Fri 27 Nov"),
        ("state open → done",),
    ]
    assert changes_of(dropped)[-1].told == ("state open → dropped", "reason no need")
    assert not changes_of(done)[-1].in_meeting


def test_what_was_made_is_told_too():
    assert changes_of(PROMISE)[0].told == ("promised: Send it", "Ana", "due Fri 20 Nov")
    assert changes_of(QUESTION)[0].told == ("question: When?",)
    made = decided(QUESTION, lambda ref: ask.MakeAction(ref.number, "x"))[1]
    assert changes_of(made)[0].told == ("promised: x", "nobody yet", "due Tue 1 Dec")


def test_a_change_of_something_else_is_a_change():
    (again,) = decided(PROMISE, lambda ref: ask.Edit(ref, "Send it"))
    assert changes_of(again)[-1].told == ("changed",)
    undated = Action(id="a", agenda="w", meeting="m", text="x", taken_at=AT)
    assert changes_of(undated)[0].told == ("promised: x", "nobody yet", "no date")
