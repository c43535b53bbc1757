import pytest

from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import PreviewResult
from meetingtui.meeting.numbers import number_completions, numbers_for


@pytest.fixture
def state(running):
    running.do(
        ask.Capture("?Who pays?"),
        ask.Capture("?Who plays?"),
        ask.Capture("!Send it @Ana"),
        ask.Capture("a note"),
        ask.Capture("!Call them @Ben"),
        ask.Answer(2, "We do"),
        ask.Capture("dropped"),
        ask.Drop(ask.Ref(4)),
        ask.Done(1),
        ask.Capture("~ New deck"),
        ask.Capture("~ Old deck"),
        ask.SettlePreview(6, PreviewResult.USED),
    )
    return running.state


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("/goto ", list("12345678")),
        ("/goto 3", ["3"]),
        ("/goto 9", []),
        ("/answer ", ["1"]),
        ("/done ", ["2"]),
        ("/park ", ["6", "5", "3", "2", "1"]),
        ("/action 1", ["1"]),
        ("/drop ", ["6", "5", "3", "2", "1", "!2"]),
        ("/edit !", ["!2"]),
        ("/used ", ["5"]),
        ("/reopen ", ["2", "4", "6", "!1"]),
        ("/to 3 ", list("12345678")),
        ("/to ", ["6", "5", "3", "2", "1"]),
        ("/move ", list("2345678")),
        ("/park 3 ", []),
        ("/answer", []),
        ("/answer 1 ", []),
        ("/rate ", []),
        ("answer ", []),
    ],
)
def test_a_command_is_offered_the_numbers_that_it_can_take(state, line, numbers):
    assert [number for number, _ in numbers_for(line, state)] == numbers


def test_each_number_comes_with_its_text(state):
    assert numbers_for("/answer ", state) == [("1", "Who pays?")]
    assert numbers_for("/goto 3", state) == [("3", "Sales · Wins")]


def test_a_number_is_completed_behind_what_stands(state):
    assert number_completions("/drop !", state) == ["/drop !2"]
    assert number_completions("closed 4", state) == []
    assert number_completions("/to 3 ", state) == []
    assert number_completions("/to 3", state) == ["/to 3"]
