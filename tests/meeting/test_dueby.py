"""When an action item is due, without `due:`; and that no word is lost over it."""

import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingtui.meeting.dueby import take_due
from meetingtui.meeting.duedates import DueError

WEDNESDAY = date(2026, 11, 18)
FRIDAY = date(2026, 11, 20)
DECEMBER = date(2026, 12, 3)


@pytest.mark.parametrize(
    ("line", "text", "due_on"),
    [
        ("send pricing sheet by Friday", "send pricing sheet", FRIDAY),
        ("a3 @Sam due friday", "a3 @Sam", FRIDAY),
        ("a14 @Sam, by friday", "a14 @Sam", FRIDAY),
        ("a14 by friday, @Sam", "a14, @Sam", FRIDAY),
        ("a14 by friday @Sam", "a14 @Sam", FRIDAY),
        ("a14 by friday #now", "a14 #now", FRIDAY),
        ("call due 3.12.", "call", DECEMBER),
        ("call due 3 dec", "call", DECEMBER),
        ("call due by 3 dec", "call", DECEMBER),
        ("call due in 3 days", "call", date(2026, 11, 21)),
        ("call by end of month", "call", date(2026, 11, 30)),
        ("call by eod fri.", "call.", FRIDAY),
        ("call (by friday)", "call", FRIDAY),
        ("By Friday: call them", "call them", FRIDAY),
        ("call by fri - they know", "call - they know", FRIDAY),
        ("call by fri. Then write", "call. Then write", FRIDAY),
        ("ask for it by the team by fri", "ask for it by the team", FRIDAY),
        ("by:fri call", "call", FRIDAY),
        ("call Until: fri them", "call them", FRIDAY),
        ("call due:3 dec by fri", "call by fri", DECEMBER),
        # what the day alone does not say stays
        ("pause the ads until fri", "pause the ads until fri", FRIDAY),
        ("e6 by fri 17:00", "e6 by fri 17:00", FRIDAY),
        ("e6 due:fri 17:00", "e6 17:00", FRIDAY),
        ("meet due:fri 3pm at the Berlin office", "meet 3pm at the Berlin office", FRIDAY),
        ("meet due:fri morning", "meet morning", FRIDAY),
        ("meet due:fri in the morning", "meet in the morning", FRIDAY),
        ("meet due:fri eod", "meet", FRIDAY),
    ],
)
def test_the_date_is_understood(line: str, text: str, due_on: date) -> None:
    assert take_due(line, WEDNESDAY) == (text, due_on)


@pytest.mark.parametrize(
    "line",
    [
        "cut the price by 5 weeks", "shorten it by two days", "send it by Tom", "due to rain",
        "by: Ana", "until: then", "read https://x.org/?due fri", "go by Friday station",
        "ask whether they ship by friday or monday", "built by us", "stand by", "by 50/50",
        "until we know", "a two-by mon", "by fortnight",
    ],
)  # fmt: skip
def test_what_is_no_date_stays_text(line: str) -> None:
    assert take_due(line, WEDNESDAY) == (line, None)


@pytest.mark.parametrize("line", ["x by 3/12", "x by: 3/12", "x due 30 feb", "x until fri 21 nov"])
def test_a_date_that_is_off_is_asked_about(line: str) -> None:
    with pytest.raises(DueError):
        take_due(line, WEDNESDAY)


def test_a_time_of_day_in_quotes_is_said_to_be_lost() -> None:
    with pytest.raises(DueError, match="a date has no time of day"):
        take_due('x due:"fri 17:00"', WEDNESDAY)


WORDS = st.sampled_from(
    ["due:fri", "by", "fri", "until", "due", "by:fri", "17:00", "3pm", "at", "the", "office", "in",
     "morning", "noon", "1", "dec", "next", "week", "monday", "deck", "@Ana", "#x", ",", "(", ")"]
)  # fmt: skip
DATE_WORDS = {"due", "by", "until", "on", "fri", "1", "dec", "next", "week", "monday", "in", "the"}


@settings(max_examples=400)
@given(st.lists(WORDS, max_size=9).map(" ".join))
def test_every_word_is_in_the_text_or_is_part_of_the_date(line: str) -> None:
    with suppress(DueError):
        text, due_on = take_due(line, WEDNESDAY)
        gone = re.findall(r"[\w:@#]+", line)
        for word in re.findall(r"[\w:@#]+", text):
            gone.remove(word)
        assert all(word in DATE_WORDS or word.startswith(("due:", "by:")) for word in gone)
        assert due_on or not gone
