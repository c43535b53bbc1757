import pytest

BURST = [f"note {number:02}: Acme, éü東, [b] {'x' * number}." for number in range(60)]


def test_a_first_screen_is_painted_and_left(start):
    session = start("run", "weekly.yaml").see("Weekly").see("Dana").see("F1 help")
    assert session.type("\x11").end() == 0
    assert session.is_as_before
    assert session.stored() == []


def test_sixty_notes_in_one_stream_are_sixty_notes_on_disk(meeting):
    meeting.note(*BURST)
    assert meeting.stored() == BURST


def test_a_meeting_that_was_left_is_resumed(meeting, start):
    meeting.note("won Acme")
    assert meeting.type("\x11").end() == 0
    assert "meetingtui resume" in meeting.text
    again = start("resume").see("won Acme").see("resumed")
    again.type("and Globex\r").see("and Globex")
    assert again.type("\x11").end() == 0
    assert again.stored() == ["won Acme", "and Globex"]


@pytest.mark.parametrize(
    "odd", [b"\xe9", b"\xff\xfe", b"\xc3", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\x80"]
)
def test_bytes_that_are_no_text_do_no_harm(meeting, odd):
    meeting.type(b"caf" + odd + b" au lait\r")
    meeting.until(meeting.stored, "the note")
    (note,) = meeting.stored()
    assert note.startswith("caf�")
    assert note.endswith(" au lait")
    assert meeting.type("\x11").end() == 0


@pytest.mark.parametrize(
    "odd", ["\x1b[99999999999u", "\x1b[1;2;1114112u", "\x1b[<9;9", "\x1b]52;c;", "\x1bP$q", "\x00"]
)  # fmt: skip
def test_sequences_that_no_terminal_sends_do_no_harm(meeting, odd):
    meeting.type(odd)
    while meeting.read(0.3):
        pass
    meeting.type("\x15won Acme\r").has("won Acme")
    assert meeting.type("\x11").end() == 0
    assert meeting.is_as_before


def paste(text):
    return f"\x1b[200~{text}\x1b[201~"


def test_several_lines_that_are_pasted_are_as_many_notes_once_that_is_confirmed(meeting):
    meeting.type(paste("won\nAcme\tand\r\nGlobex")).see("3 lines pasted")
    assert meeting.stored() == []
    meeting.type("\r").has("won", "Acme and", "Globex")


def test_several_lines_that_are_pasted_can_be_taken_back_and_saved_as_one(meeting):
    meeting.type(paste("won\nAcme\tand\r\nGlobex")).see("3 lines pasted")
    meeting.type("\x1b").until(lambda: "3 lines pasted" not in meeting.text)
    assert meeting.stored() == []
    meeting.type("\x1b[A").see("> won Acme and Globex")
    meeting.type("!\r").has("won Acme and Globex!")


def test_escapes_in_a_paste_are_marks_in_their_place(meeting):
    meeting.type(paste("a\x1b[31mb\x1b]52;c;aGk=\x07c")).type("\r").has("a�[31mb�]52;c;aGk=�c")


def test_the_end_mark_in_a_paste_lets_no_key_out(meeting):
    meeting.type(paste("won\x1b[201~\x11gone") + "\r").has("won��gone")
    assert meeting.type("\x11").end() == 0


def test_a_paste_that_never_ends_is_over_when_nothing_comes(meeting):
    meeting.type("\x1b[200~won Ac").see("won Ac")
    meeting.type("me\r").has("won Acme")


def test_a_large_paste_is_said_to_be_too_long_and_not_saved(meeting):
    meeting.type(paste("x" * 200_000)).see("a line has at most 2000 characters")
    meeting.type("\r").see("✗ a line has at most 2000 characters")
    assert meeting.stored() == []
