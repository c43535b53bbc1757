from datetime import date

import pytest

from meetingtui.meeting.duedates import DueError, UnknownDueError
from meetingtui.meeting.duemark import take_date, without_dangling

WEDNESDAY = date(2026, 11, 18)
FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("line", "text", "due_on"),
    [
        ("send deck", "send deck", None),
        ("rent is overdue:fri", "rent is overdue:fri", None),
        ("see https://x.org/?a=(due:fri", "see https://x.org/?a=(due:fri", None),
        ("send deck due:fri", "send deck", FRIDAY),
        ("send deck Due: friday", "send deck", FRIDAY),
        ("due:fri send deck", "send deck", FRIDAY),
        ("due:fri: send deck", "send deck", FRIDAY),
        ("due:fri - send deck", "send deck", FRIDAY),
        ("send due:fri the deck", "send the deck", FRIDAY),
        ("send due:fri, then call", "send, then call", FRIDAY),
        ("send deck due:fri.", "send deck.", FRIDAY),
        ("send deck, due:fri", "send deck", FRIDAY),
        ("send deck -> due:fri", "send deck", FRIDAY),
        ("send deck (due:fri)", "send deck", FRIDAY),
        ("send (due:fri) deck", "send deck", FRIDAY),
        ("send (due:fri, at best)", "send (, at best)", FRIDAY),
        # the longest run of words that is a date
        ("send due:next fri decks", "send decks", date(2026, 11, 27)),
        ("send due:a week from friday decks", "send decks", date(2026, 11, 27)),
        ("send due:1 dec 20 decks", "send 20 decks", date(2026, 12, 1)),
        ("send due:1.12., then call", "send, then call", date(2026, 12, 1)),
        ("send due:24.12.2026.", "send.", date(2026, 12, 24)),
        ("send due:fri 27 nov", "send", date(2026, 11, 27)),
        ("send due:tomorrow 10:30 sharp", "send 10:30 sharp", date(2026, 11, 19)),
        ("send due:fri weekly decks", "send weekly decks", FRIDAY),
        ("send due:fri @Ana #now", "send @Ana #now", FRIDAY),
        # quoted
        ('send due:"in 3 days" decks', "send decks", date(2026, 11, 21)),
        ("send due:“fri” week plan", "send week plan", FRIDAY),
        ("send due:'fri'", "send", FRIDAY),
    ],
)
def test_the_date_leaves_the_text(line: str, text: str, due_on: date | None) -> None:
    assert take_date(line, WEDNESDAY) == (text, due_on)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("x due:soon please", "'soon' is not a date; write for example"),
        ("x due:", "there is no date yet; write for example"),
        ("x due: @Ana", "'@ana' is not a date"),
        ('x due:"soon"', "'soon' is not a date"),
        ('x due:"in 3 days', "is not a date"),
        ('x due:""', "there is no date yet"),
    ],
)
def test_what_is_no_date_is_refused(line: str, sentence: str) -> None:
    with pytest.raises(UnknownDueError, match=sentence):
        take_date(line, WEDNESDAY)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("x due:1/12 y", "write 1 dec or 12 jan"),
        ("x due:fri 1/12", "write 1 dec or 12 jan"),
        ("x due:1.12", "write 1 dec or 12 jan"),
        ("x due:fri 28 nov", "2026-11-28 is a Saturday"),
        ("x due:fri due:mon", "there can be one due: in a line"),
    ],
)
def test_a_shorter_date_is_never_taken_for_one_that_is_off(line: str, sentence: str) -> None:
    with pytest.raises(DueError, match=sentence):
        take_date(line, WEDNESDAY)


@pytest.mark.parametrize(
    "behind", ["week", "after next", "3 weeks before", "next month", "ago", "two days later"]
)
def test_words_that_may_change_the_date_are_not_left_behind(behind: str) -> None:
    with pytest.raises(DueError, match='write the date, or "fri" in quotes where the rest is text'):
        take_date(f"x due:fri {behind}", WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "left"),
    [("a -> ", "a"), ("a:", "a"), ("a,", "a"), ("a -", "a"), ("a →", "a"), ("a-", "a-"), ("", "")],
)
def test_nothing_dangles(text: str, left: str) -> None:
    assert without_dangling(text) == left
