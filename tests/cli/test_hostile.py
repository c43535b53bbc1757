"""Texts that would steer a terminal, in everything that commands print."""

from __future__ import annotations

import os
import sys
from datetime import timedelta

import pytest

from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team
from meetingtui.cli import main as shell
from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import Action, Changes, Meeting, Note
from meetingtui.opening import open_meeting
from meetingtui.reports.formats import OURS
from meetingtui.store.memory import MemoryStore
from meetingtui.store.tiny import TinyStore

STEERING = "\x1b]0;pwned\x07\x9b2J\u202e"

READING = [
    ["meetings"], ["meetings", "--json"], ["show", "last"], ["show", "last", "--json"],
    *(["export", "last", "--format", format] for format in OURS),
    ["actions", "--all"], ["actions", "--all", "--json"], ["agenda", "list"], ["agenda", "check"],
    ["agenda", "list", "--json"], ["agenda", "check", "--json"],
    ["agenda", "check", "--format", "github"], ["agenda", "show", "good"],
    ["agenda", "show", "good", "--json"], ["store", "path"],
    ["agenda", "tune", "good"], ["agenda", "new", "fresh", "--from-meeting", "last"],
    ["agenda", "new", "fresh", "--from", "good"],
    ["actions", "done", "1"], ["actions", "edit", "2", "call @nobody"], ["actions", "drop", "99"],
]  # fmt: skip
NAMING = [
    ["show"], ["export"], ["run", "--plain"], ["rehearse", "--plain"], ["agenda", "show"],
    ["agenda", "check"], ["actions", "done"], ["actions", "edit", "1"], ["actions", "--owner"],
    ["actions", "--team"], ["actions", "--series"], ["meetings", "--series"], ["resume", "--plain"],
    ["agenda", "new"], ["agenda", "new", "x", "--from"], ["export", "last", "-o"], [], ["--store"],
    ["agenda", "show", "good", "--at"], ["export", "last", "--format"], ["agenda"], ["--x"],
]  # fmt: skip


@pytest.fixture
def folder(tmp_path, clock, poison, monkeypatch):
    """Return a folder with a store and agendas of which every text is poisoned."""
    length = timedelta(minutes=10)
    agenda = Agenda(
        version=1, id="weekly", title="Weekly", length=length,
        teams=(Team("Sales", ("Ana",)), Team("Marketing", ("Dana",))),
        segments=(Segment(kind=SegmentKind.WINS, id="wins", title="Wins", time=length),),
    )  # fmt: skip
    clean = MemoryStore()
    for _ in range(2):
        runner = open_meeting(clean, clock, agenda, facilitator="Ana")
        runner.do(ask.Next())
        for line in ("Acme @Sales", "!call @Ana due:fri #tag", "?what @Marketing", "=so", "&park"):
            runner.do(ask.Capture(line))
        runner.do(ask.Close())
    documents = [each for kind in (Meeting, Note, Action) for each in clean.find(kind)]
    store = TinyStore(tmp_path / "library.json")
    store.commit(Changes(tuple(map(poison, documents))))
    store.close()
    (tmp_path / "agendas").mkdir()
    poisoned = 'version: 1\nid: good\ntitle: "\\e]0;pwned\\a\\x9b2J"\nlength: 5m\n'
    poisoned += 'teams: [{name: "\\e[2J", people: ["\\u202eAna"]}]\n'
    poisoned += 'segments: [{kind: wins, time: 5m, prompt: "\\e]52;c;x\\a"}]\n'
    (tmp_path / "agendas" / "good.yaml").write_text(poisoned)
    (tmp_path / "agendas" / f"{STEERING}.yaml").write_text('"\\e]0;x": "\\e[2J"\n')
    (tmp_path / "agendas" / "\udce9.yaml").write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def printed(folder, monkeypatch, capfdbinary):
    """Return a way to run a command as people do, and all the bytes that it prints."""

    def run(*args):
        store = [] if "--store" in args else ["--store", "library.json"]
        monkeypatch.setattr(sys, "argv", ["meetingtui", *store, *args])
        status = shell.main()
        said = capfdbinary.readouterr()
        return status, said.out + said.err

    return run


@pytest.mark.parametrize("args", READING, ids=" ".join)
def test_what_is_stored_steers_nothing(printed, harmless, args):
    _, said = printed(*args)
    assert said.strip()
    harmless(said)


@pytest.mark.parametrize("args", NAMING, ids=" ".join)
def test_what_is_named_in_a_command_steers_nothing(printed, harmless, args):
    _, said = printed(*args, STEERING)
    assert said.strip()
    harmless(said)


@pytest.mark.parametrize("args", NAMING, ids=" ".join)
def test_nor_do_bytes_that_are_no_text(printed, args):
    _, said = printed(*args, os.fsdecode(b"caf\xe9"))
    assert said.decode()
