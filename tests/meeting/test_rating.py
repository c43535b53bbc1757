from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team
from meetingtui.errors import MeetingtuiError, Refused, UsageError
from meetingtui.meeting.commands import Next, Rate
from meetingtui.meeting.rating import Ballot, Question, ballot_of, lacks_reason
from meetingtui.opening import open_meeting
from meetingtui.store.memory import MemoryStore

BALLOT = Ballot(("Sales", "Marketing", "Field service"))


def answered(*texts, ballot=BALLOT):
    for text in texts:
        ballot = ballot.answer(text)
    return ballot


def asked(*texts):
    return answered(*texts).question


def test_scores_are_asked_for_first_then_what_would_mend_the_low_ones():
    assert asked() == Question("Sales")
    assert asked("6") == Question("Marketing")
    assert asked("6", "9") == Question("Field service")
    assert asked("6", "9", "7") == Question("Sales", 6)
    assert asked("6", "9", "7", "Too long") == Question("Field service", 7)
    done = answered("6", "9", "7", "Too long", "Too late")
    assert done.question is None
    assert set(done.ratings) == {
        Rate("Sales", 6, "Too long"),
        Rate("Marketing", 9),
        Rate("Field service", 7, "Too late"),
    }


def test_a_score_may_have_its_reason_behind_it():
    assert answered("7, no time for questions").ratings == (
        Rate("Sales", 7, "no time for questions"),
    )


def test_who_has_just_rated_low_may_say_why_at_once():
    said = answered("6", "Too long", "9", "7")
    assert said.given["Sales"] == Rate("Sales", 6, "Too long")
    assert said.question == Question("Field service", 7)


def test_nothing_leaves_a_question_out():
    done = answered("", "6", " ", "")
    assert done.question is None
    assert done.ratings == (Rate("Marketing", 6),)


@pytest.mark.parametrize("number", ["1", "8", "10"])
def test_a_number_is_no_reason(number):
    with pytest.raises(Refused, match="a sentence, not a number"):
        answered("6", "9", "9", number)


def test_a_larger_number_may_be_one():
    assert answered("6", "9", "9", "11").question is None


@pytest.mark.parametrize("text", ["0", "11", "good", "8.5"])
def test_what_is_no_score_is_refused(text):
    with pytest.raises(UsageError, match="from 1 to 10"):
        BALLOT.answer(text)


def test_a_reason_in_place_of_a_score_hears_what_comes_first():
    with pytest.raises(UsageError, match=r"first Sales's score, from 1 to 10; why is asked after"):
        BALLOT.answer("too long")


def test_when_all_were_asked_there_is_nothing_to_answer():
    with pytest.raises(Refused, match="every team"):
        answered("9", "9", "9", "9")


def test_only_a_low_score_without_a_reason_lacks_one():
    assert lacks_reason(Rate("Sales", 7))
    assert not lacks_reason(Rate("Sales", 8))
    assert not lacks_reason(Rate("Sales", 7, "Too long"))


def test_who_has_rated_before_is_not_asked_again(clock):
    teams = (Team("Sales", ("Ana",)), Team("Marketing", ("Dana",)))
    opening = Segment(kind=SegmentKind.OPENING, id="o", title="O", time=timedelta(minutes=1))
    agenda = Agenda(
        version=1, id="a", title="A", length=timedelta(minutes=1), teams=teams, segments=(opening,)
    )
    runner = open_meeting(MemoryStore(), clock, agenda)
    runner.do(Next())
    runner.do(Rate("Sales", 5))
    ballot = ballot_of(runner.state.meeting)
    assert ballot.question == Question("Marketing")
    assert ballot.answer("9").question == Question("Sales", 5)
    done = answered("9", "Too long", ballot=ballot)
    assert done.ratings == (Rate("Marketing", 9), Rate("Sales", 5, "Too long"))
    assert done.given["Sales"].why == "Too long"


@given(st.lists(st.text(max_size=20), max_size=12))
def test_whatever_is_answered_it_comes_to_an_end(texts):
    ballot = BALLOT
    for text in texts:
        before = ballot
        try:
            ballot = ballot.answer(text)
        except MeetingtuiError:
            continue
        assert ballot.question != before.question
    for _ in range(6):
        if ballot.question:
            ballot = ballot.answer("")
    assert ballot.question is None
