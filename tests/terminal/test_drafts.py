import json
import resource
import signal

import pytest

from meetingtui.drafts import drafts_folder

ROOM = 1 << 20


@pytest.fixture
def kept(folder):
    """Return all that is kept, as the file says: to read a draft is to take it over."""

    def read():
        files = drafts_folder(folder / "library.json").glob("*.json")
        drafts = [json.loads(file.read_text()) for file in files]
        return tuple(text for draft in drafts for text in draft["written"])

    return read


def test_what_is_typed_survives_a_kill_and_is_offered(meeting, start, kept):
    meeting.type("won Acme\rhalf a li").see("half a li")
    meeting.until(lambda: kept() == ("half a li",), "the draft")
    meeting.kill(signal.SIGKILL)
    assert meeting.end() == -signal.SIGKILL
    again = start("resume").see("typed last time and not entered").see("half a li")
    again.type("\x1b[F").type("ne\r").see("half a line")
    assert again.type("\x11").end() == 0
    assert again.stored() == ["won Acme", "half a line"]
    assert kept() == ()


@pytest.mark.parametrize("signum", [signal.SIGHUP, signal.SIGTERM])
def test_what_was_typed_just_before_the_end_is_kept(meeting, kept, signum):
    meeting.type("half a li").see("half a li")
    meeting.kill(signum)
    assert meeting.end(within=2.5) == 128 + signum
    assert kept() == ("half a li",)


def test_a_meeting_that_never_began_loses_nothing_either(start, kept):
    first = start("run", "weekly.yaml").see("leave")
    first.type("half a li").see("half a li")
    first.hang_up()
    assert first.end(within=2.5) == 128 + signal.SIGHUP
    start("run", "weekly.yaml").see("typed last time and not entered").see("half a li")


def test_what_is_being_typed_is_no_other_terminals(meeting, start, kept):
    meeting.type("half a thought").see("half a thought")
    meeting.until(lambda: kept() == ("half a thought",), "the draft")
    other = start("resume").see("leave")
    assert "typed last time" not in other.text
    other.type("first win\r").see("first win")
    other.type("mine too").see("mine too")
    other.until(lambda: sorted(kept()) == ["half a thought", "mine too"], "the drafts")
    assert other.stored() == ["first win"]


def test_a_note_is_saved_once_when_the_disk_has_room_again(meeting, kept):
    library = meeting.folder / "library.json"
    meeting.type("before\r").see("before")
    meeting.until(lambda: meeting.stored() == ["before"], "the note")
    # Files may not grow any more: what a full disk is to a program.
    resource.prlimit(meeting.pid, resource.RLIMIT_FSIZE, (0, ROOM))
    size = library.stat().st_size
    meeting.type("won Acme\rwon Globex\r").see("not saved: won Acme").see("not saved: won Globex")
    assert library.stat().st_size == size
    resource.prlimit(meeting.pid, resource.RLIMIT_FSIZE, (ROOM, ROOM))
    meeting.see("everything is saved now")
    assert "✗" not in meeting.text
    assert meeting.type("\x11").end() == 0
    assert meeting.stored() == ["before", "won Acme", "won Globex"]
    assert kept() == ()
