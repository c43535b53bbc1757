"""Texts that would steer a terminal, in every command that stores what people write."""

from __future__ import annotations

import io
import json
import sys

import click
import pytest

from meetingtui.cli import main as shell
from meetingtui.meeting.model import Note
from meetingtui.store.tiny import TinyStore
from tests.cli.conftest import WEEKLY

STEERING = "\x1b]0;pwned\x07\x9b2J\u202e"

CLEAN = [
    ["add", "question", "when @Marketing", "--for", "weekly"],
    ["add", "preview", "a deck", "--for", "weekly"],
    ["add", "action", "call @Ana", "--for", "weekly"],
]
WRITING = [
    ["add", "win", STEERING, "--for", "weekly"],
    ["add", "preview", f"deck for: {STEERING}", "--for", "weekly"],
    ["add", "action", f"call {STEERING} @Ana", "--for", "weekly"],
    ["actions", "edit", "1", STEERING], ["actions", "split", "1", f"one | {STEERING}"],
    ["actions", "drop", "1", "--reason", STEERING],
    ["review", "answer", "QUESTION", STEERING], ["review", "edit", "QUESTION", STEERING],
    ["review", "drop", "QUESTION", "--reason", STEERING],
    ["review", "action", "QUESTION", STEERING], ["review", "feedback", "PREVIEW", STEERING],
    ["review", "used", "PREVIEW", STEERING], ["review", "unused", "PREVIEW", STEERING],
    ["run", "weekly", "--plain", "--facilitator", STEERING],
    ["import", "items.txt", "--for", "weekly"],
]  # fmt: skip
"""Every command that stores what people write."""

_TEXTS = {"text", "reason", "facilitator"}


@pytest.fixture
def waiting(tmp_path, monkeypatch, capfdbinary):
    """Return a way to run a command where a question, a preview and an action item wait."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "agendas").mkdir()
    (tmp_path / "agendas" / "weekly.yaml").write_text(
        WEEKLY.replace("[Sales,", "[{name: Sales, people: [Ana]},")
    )
    (tmp_path / "items.txt").write_text(f"(A) {STEERING} +{STEERING} owner:{STEERING}\n")
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{STEERING}\n/start\n{STEERING}\n"))

    def run(*args):
        monkeypatch.setattr(sys, "argv", ["meetingtui", "--store", "library.json", *args])
        return shell.main(), capfdbinary.readouterr()

    for args in CLEAN:
        assert run(*args)[0] == 0
    store = TinyStore(tmp_path / "library.json")
    refs = {str(note.kind).upper(): note.id for note in store.find(Note)}
    store.close()
    return lambda *args: run(*(refs.get(each, each) for each in args))


@pytest.mark.parametrize("args", WRITING, ids=" ".join)
def test_nothing_that_steers_is_stored(waiting, harmless, tmp_path, args):
    status, _ = waiting(*args)
    assert status == 0
    stored = json.loads((tmp_path / "library.json").read_text())
    told = json.dumps(stored, ensure_ascii=False)
    assert "\ufffd" in told
    harmless(told)


def test_every_command_that_takes_a_text_is_among_them():
    def taking(name, command):
        if isinstance(command, click.Group):
            parts = [(sub, command.get_command(None, sub)) for sub in command.list_commands(None)]
            return {f"{name} {each}".strip() for sub, one in parts for each in taking(sub, one)}
        return {name} if _TEXTS & {param.name for param in command.params} else set()

    written = {" ".join(args) for args in WRITING}
    asking = taking("", shell.cli) - {"search"}
    assert len(asking) > 8
    assert not {each for each in asking if not any(w.startswith(f"{each} ") for w in written)}
