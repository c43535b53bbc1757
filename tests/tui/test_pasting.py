import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.tui.pasting import END, MOST, SETTLE, STALL, START, Pastes

PIECES = st.lists(
    st.sampled_from([START, END, "\x1b", "[", "2", "0", "~", "a", "\r", "\x11", "é"]), max_size=30
)


def run(*chunks, pause=0.0):
    """Return what the parser is given when chunks come one after the other, then nothing."""
    pastes, now, given = Pastes(), 0.0, []
    for chunk in chunks:
        given.append(pastes.feed(chunk, now))
        now += pause
    given += [pastes.tick(now + STALL), pastes.tick(now + 2 * STALL)]
    return "".join(given)


@pytest.mark.parametrize("text", ["", "abc", "\x1b", "\x1b[A", "\x1b[20", f"a{END}b", "\x1b[200"])
def test_what_is_no_paste_passes_at_once(text):
    assert Pastes().feed(text, 0) == text


def test_a_paste_is_passed_with_its_marks():
    assert run(f"a{START}b\nc{END}d") == f"a{START}b\nc{END}d"


@pytest.mark.parametrize("cut", range(1, 20))
def test_marks_may_come_in_pieces(cut):
    whole = f"a{START}bc{END}d"
    assert run(whole[:cut], whole[cut:]) == whole


def test_the_end_of_a_paste_is_believed_when_nothing_follows():
    pastes = Pastes()
    assert pastes.patience is None
    assert pastes.feed(f"{START}b{END}", 0) == START
    assert pastes.patience == SETTLE
    assert pastes.tick(SETTLE / 2) == ""
    assert pastes.tick(SETTLE) == f"b{END}"
    assert pastes.patience is None
    assert pastes.tick(9) == ""


def test_keys_after_a_paste_are_keys():
    assert run(f"{START}b{END}\r", "c\r", pause=1) == f"{START}b{END}\rc\r"


def test_the_end_mark_in_a_paste_is_not_its_end():
    assert run(f"{START}a{END}\x11\r{END}x") == f"{START}a�\x11\r{END}x"


def test_nor_is_a_paste_in_a_paste():
    assert run(f"{START}a{END}\x11{START}b{END}\r") == f"{START}a�\x11�b{END}\r"


def test_escapes_in_a_paste_are_marks():
    assert run(f"{START}a\x1b[31mb{END}") == f"{START}a�[31mb{END}"


def test_a_paste_without_an_end_is_over_when_nothing_comes():
    pastes = Pastes()
    pastes.feed(f"{START}abc", 0)
    assert pastes.tick(STALL / 2) == ""
    assert pastes.tick(STALL) == f"abc{END}"
    assert pastes.feed("\x11", STALL) == "\x11"


def test_two_pastes_with_a_pause_are_two():
    once = f"{START}a{END}"
    assert run(once, once, pause=SETTLE) == once * 2


def test_of_a_paste_without_measure_the_beginning_is_passed():
    chunk = "x" * 4096
    passed = run(START, *[chunk] * 200, f"{END}\r")
    assert passed == f"{START}{'x' * MOST}{END}\r"


@given(st.lists(PIECES.map("".join), max_size=5))
def test_no_escape_of_a_paste_reaches_the_parser_and_each_paste_ends(chunks):
    passed = run(*chunks)
    for each in passed.split(START)[1:]:
        pasted, end, _ = each.partition(END)
        assert end
        assert "\x1b" not in pasted
    if START not in "".join(chunks):
        assert passed == "".join(chunks)
