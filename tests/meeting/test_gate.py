import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.errors import Refused
from meetingtui.meeting import commands as ask
from meetingtui.meeting.gate import cleaned
from meetingtui.meeting.model import PreviewResult
from meetingtui.text import MAX_LINE, clean

STEERING = " \x1b]0;pwned\x07\u202e "
SHOWN = "\ufffd]0;pwned\ufffd\ufffd"


@pytest.mark.parametrize(
    ("command", "through"),
    [
        (ask.Answer(7, STEERING), ask.Answer(7, SHOWN)),
        (ask.Drop(ask.Ref(7), STEERING), ask.Drop(ask.Ref(7), SHOWN)),
        (
            ask.SettlePreview(7, PreviewResult.USED, STEERING),
            ask.SettlePreview(7, PreviewResult.USED, SHOWN),
        ),
        (ask.CheckNorm(True, STEERING), ask.CheckNorm(True, SHOWN)),
        (ask.Arrange((ask.Ref(7),)), ask.Arrange((ask.Ref(7),))),
    ],
    ids=lambda each: type(each).__name__,
)
def test_texts_are_clean_behind_it_wherever_they_stand(command, through):
    assert cleaned(command) == through
    assert cleaned(through) == through


def test_what_is_no_text_stays_what_it_is():
    command = ask.SettlePreview(7, PreviewResult.USED, "so")
    assert cleaned(command) is command
    assert type(cleaned(command).result) is PreviewResult


def test_one_that_is_too_long_is_refused():
    assert cleaned(ask.Answer(7, "x" * MAX_LINE))
    with pytest.raises(Refused, match="this one has 2001; shorten it"):
        cleaned(ask.Answer(7, "x" * (MAX_LINE + 1)))


@given(st.text(max_size=MAX_LINE // 4))
def test_it_lets_through_what_is_clean(text):
    assert cleaned(ask.Answer(7, text)).text == clean(text).strip()
