"""What plain mode does with a full disk, an error of its own, and texts that would steer it."""

from __future__ import annotations

import json
import os
import signal
import threading
from datetime import timedelta

import pytest

from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team
from meetingtui.drafts import Draft, Typed
from meetingtui.errors import StoreError
from meetingtui.opening import open_meeting
from meetingtui.plain import PlainFace, hold
from meetingtui.settings import log_path
from meetingtui.store.memory import MemoryStore

STEERING = "\x1b]52;c;aGk=\x07\x9b2J\u202e\u2028"


class FullStore(MemoryStore):
    full = False

    def commit(self, changes):
        if self.full:
            raise StoreError("not saved: library.json: No space left on device")
        return super().commit(changes)


@pytest.fixture
def store():
    return FullStore()


@pytest.fixture
def runner(store, clock):
    length = timedelta(minutes=10)
    agenda = Agenda(
        version=1, id="weekly", title="Weekly", length=length, teams=(Team("Sales", ("Ana",)),),
        segments=(Segment(kind=SegmentKind.WINS, id="wins", title="Wins", time=length),),
    )  # fmt: skip
    return open_meeting(store, clock, agenda)


@pytest.fixture
def draft(tmp_path):
    return Draft(tmp_path, "s", "m")


@pytest.fixture
def said():
    return []


@pytest.fixture
def face(runner, said, draft):
    return PlainFace(runner, said.append, draft=draft)


def test_a_note_waits_while_the_disk_is_full_and_is_said_once(face, runner, store, said):
    store.full = True
    face.take("one")
    (line,) = said
    assert line.startswith("kept, to be tried again: not saved: library.json: No space left")
    assert line.endswith("you typed: one")
    face.tick()
    face.tick()
    assert len(said) == 1
    face.take("two")
    assert len(said) == 2
    store.full = False
    face.tick()
    face.tick()
    assert [note.text for note in runner.state.notes.values()] == ["one", "two"]
    assert len(said) == 4


def test_a_command_that_cannot_be_saved_does_not_wait(face, runner, store, said):
    store.full = True
    face.take("/start")
    store.full = False
    face.tick()
    assert said == [
        "not taken: not saved: library.json: No space left on device · you typed: /start"
    ]


def test_what_never_was_saved_is_said_at_the_end_and_kept(face, store, said, draft, runner):
    store.full = True
    hold(face, ["one"])
    assert "not saved: one" in said
    draft.let_go()
    later = PlainFace(runner, said.append, draft=Draft(draft.path.parent, "s", "m"))
    store.full = False
    later.greet()
    later.tick()
    assert [note.text for note in runner.state.notes.values()] == ["one"]


def test_what_stood_in_the_line_of_the_screen_is_said(face, said, draft):
    draft.keep(Typed(("half a li",)))
    hold(face, [])
    assert said[0] == "typed last time and not entered: half a li"
    assert not draft.path.exists()


def test_a_note_that_is_not_possible_is_given_back_when_its_turn_comes(face, store, said, runner):
    store.full = True
    face.take("one")
    face.take("!call Acme due:nonsense")
    store.full = False
    said.clear()
    face.tick()
    assert [note.text for note in runner.state.notes.values()] == ["one"]
    assert said[-1].startswith("not taken: ")
    assert said[-1].endswith("you typed: !call Acme due:nonsense")
    face.tick()
    assert len(said) == 2


def test_an_error_of_its_own_ends_nothing_and_gives_the_line_back(face, runner, said, monkeypatch):
    real, explode = runner.do, iter([True, False])

    def do(command, id=""):
        return 1 // 0 if next(explode) else real(command, id)

    monkeypatch.setattr(runner, "do", do)
    hold(face, ["one", "two"])
    assert f"something went wrong in meetingtui itself; where: it is in {log_path()}" in said
    assert "not taken · you typed: one" in said
    assert [note.text for note in runner.state.notes.values()] == ["two"]
    assert "ZeroDivisionError" in log_path().read_text()
    assert "one" not in log_path().read_text().split()


def test_so_does_an_error_of_its_clock(runner, monkeypatch):
    heard, said = threading.Event(), []

    def say(line):
        said.append(line)
        if "something went wrong" in line:
            heard.set()

    def lines():
        heard.wait(10)
        yield "/quit"

    face = PlainFace(runner, say)
    monkeypatch.setattr(face, "_follow", lambda: 1 // 0)
    monkeypatch.setattr("meetingtui.plain.log_failure", lambda *_: False)
    monkeypatch.setattr("meetingtui.plain.TICK_SECONDS", 0.01)
    hold(face, lines())
    assert "could not be written" in "".join(said)


@pytest.mark.parametrize("as_json", [False, True])
def test_no_text_steers_the_terminal(runner, said, as_json):
    face = PlainFace(runner, said.append, as_json=as_json)
    for line in (
        STEERING,
        f"/goto {STEERING}",
        f"!{STEERING} @Ana",
        f"/{STEERING}",
        "/notes",
        "/actions",
    ):
        face.take(line)
    assert len(said) >= 4
    for line in said:
        assert line.isprintable()
        assert not set(line) & set("\x1b\x07\x9b\u202e\u2028")
    if as_json:
        assert all(json.loads(line)["event"] for line in said)


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_to_end_is_like_the_end_of_the_input(
    face, runner, store, draft, said, monkeypatch, signum, not_ignored
):
    monkeypatch.setattr("meetingtui.ending.let_go_of_terminal", lambda: None)

    def typed():
        store.full = True
        yield "two"
        os.kill(os.getpid(), signum)
        threading.Event().wait()

    with pytest.raises(SystemExit) as ended:
        hold(face, typed())
    assert ended.value.code == 128 + signum
    assert [entered.line for entered in draft.read().entered] == ["two"]
    assert "not saved: two" in said


def test_what_is_left_at_a_signal_to_end_is_tried_once(face, store, draft, said, not_ignored):
    tries = []

    def commit(changes):
        tries.append(changes)
        if len(tries) == 1:
            os.kill(os.getpid(), signal.SIGINT)
        raise StoreError("busy")

    store.commit = commit
    with pytest.raises(SystemExit):
        hold(face, ["one", " ", "two", "three"])
    assert [entered.line for entered in draft.read().entered] == ["one", "two", "three"]
    assert said[-3:] == ["not saved: one", "not saved: two", "not saved: three"]
    assert len(tries) == 1
