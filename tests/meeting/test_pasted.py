import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.meeting.pasted import pasted_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one", ["one"]),
        ("one\ntwo\r\nthree\rfour\n", ["one", "two", "three", "four"]),
        ("one\n\n   \n\ttwo", ["one", "two"]),
        ("- one\n- two", ["one", "two"]),
        ("• one\n – two", ["one", "two"]),
        ("1. one\n2) two\n10. ten", ["one", "two", "ten"]),
        ("- [ ] one\n- [x] two", ["one", "two"]),
        ("* one\n* two", ["one", "two"]),
        ("* one\ntwo", ["* one", "two"]),
        ("* one", ["* one"]),
        ("+ won\n! do it @Ana", ["+ won", "! do it @Ana"]),
        ("-5 % churn\n1.5 million", ["-5 % churn", "1.5 million"]),
        ("---\n-\none", ["---", "one"]),
        ("\n \n", []),
    ],
)
def test_lines_are_what_they_say_without_the_marks_of_a_list(text: str, lines: list) -> None:
    assert pasted_lines(text) == lines


@given(st.text())
def test_every_line_says_something_on_one_line(text: str) -> None:
    for line in pasted_lines(text):
        assert line.strip() == line != ""
        assert "\n" not in line
