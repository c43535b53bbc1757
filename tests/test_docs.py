"""What the documents promise is there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from meetingtui.cli.main import COMMANDS, load
from meetingtui.meeting.capture import PREFIXES
from meetingtui.meeting.model import Action, Changes
from meetingtui.meeting.words import find_word
from meetingtui.store import keeping
from meetingtui.store.tiny import TinyStore
from meetingtui.tui.intents import SCOPES, Intent, Scope, keys_of

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def key_table() -> str:
    """Return the tables of keys as the README has them."""
    return "\n\n".join(f"{scope}:\n\n{_table(scope, intents)}" for scope, intents in SCOPES.items())


def _table(scope: Scope, intents: tuple[Intent, ...]) -> str:
    worded = any(intent.words for intent in intents)
    rows = [("key", "does"), ("---", "---")]
    if worded:
        letters_are_keys = "or" if scope is Scope.NOTE else "after Esc"
        rows = [("key", letters_are_keys, "does", "or type"), ("---",) * 4]
    for intent in intents:
        keys = keys_of(intent, {})
        letters = [key for key in keys if len(key) == 1]
        chords = [key for key in keys if len(key) > 1]
        words = ", ".join(f"`/{word}`" for word in intent.words)
        after_esc = (_code(chords), _code(letters), intent.help, words)
        rows.append(after_esc if worded else (_code(keys), intent.help))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _code(keys: list[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def test_the_readme_has_the_keys_that_there_are():
    table = re.search(r"<!-- keys -->\n(.*?)\n?<!-- /keys -->", README, re.DOTALL)
    assert table is not None
    assert table[1] == key_table()


def _commands(text: str) -> list[list[str]]:
    found = re.findall(r"meetingtui ((?:[a-z-]+)(?: [a-z]+)?)", text)
    return [one.split() for one in found]


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_every_command_named_exists(text):
    named = [words for words in _commands(text) if words[0] in COMMANDS]
    assert named
    for first, *rest in named:
        command = load(COMMANDS[first].target)
        if isinstance(command, click.Group) and rest:
            assert rest[0] in command.commands, f"{first} {rest[0]}"
    strange = {words[0] for words in _commands(README) if words[0] not in COMMANDS}
    assert strange <= {"screen", "is", "on"}


def test_every_option_named_exists():
    for first, options in re.findall(r"meetingtui ([a-z]+)([^\n`|]*)", README):
        if first in COMMANDS:
            known = _options(load(COMMANDS[first].target))
            assert set(re.findall(r"(?<= )--[a-z-]+", options)) <= known, first


def _options(command: click.Command) -> set[str]:
    mine = {name for parameter in command.params for name in parameter.opts}
    if isinstance(command, click.Group):
        mine |= {name for child in command.commands.values() for name in _options(child)}
    return mine


def test_every_word_and_sign_named_exists():
    for word in re.findall(r"`/([a-z]+)", README):
        assert find_word(word) is not None, word
    for sign, kind in re.findall(r"`([^`\w/])` (\w+)[,.]", README):
        assert PREFIXES[sign] == kind


def test_the_test_command_of_the_readme_is_that_of_the_checks():
    assert re.search(r"^make test\b", README, re.MULTILINE)
    assert re.search(r"^make test$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_every_file_named_exists(text):
    named = re.findall(r"[\w./]+\.(?:py|yaml|md|svg)\b", text)
    ours = [name for name in named if "/" in name and not name.startswith("agendas/our")]
    assert ours
    for name in ours:
        assert (ROOT / name).exists() or (ROOT / "meetingtui" / name).exists(), name


def test_every_name_stands_in_the_file_that_is_said_to_have_it():
    named = r"`(?:\w+\.)?(\w+)[^`\n]*`(?: with its goal)?\s(?:in |\()`([\w/]+\.py)`"
    pairs = re.findall(named, CONTRIBUTING)
    assert len(pairs) > 12
    for name, file in pairs:
        text = (ROOT / "meetingtui" / file).read_text("utf-8")
        assert re.search(rf"\b{name}\b", text), f"{name} is not in {file}"


def test_the_files_of_a_row_are_all_in_the_folder_of_the_first():
    for folder, rest in re.findall(r"`(\w+)/\w+\.py`((?:(?:,| or)\s`\w+\.py`)+)", CONTRIBUTING):
        for name in re.findall(r"\w+\.py", rest):
            assert (ROOT / "meetingtui" / folder / name).exists(), name


def test_the_scripts_of_the_readme_run(tmp_path, monkeypatch, now):
    monkeypatch.chdir(tmp_path)
    promise = Action(
        id="a", number=1, agenda="a", meeting="", text="Send it", owner="Ana", taken_at=now
    )
    store = TinyStore(tmp_path / "library.json")
    store.commit(Changes((promise,)))
    keeping.compact(store.path)
    said: list[object] = []
    names: dict[str, object] = {"print": said.extend}
    scripts = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    for script in scripts:
        exec(script, names)
    assert len(scripts) == 2
    assert [document["text"] for document in said] == ["Send it"]
    assert [action.owner for action in store.follow().put] == ["Ben"]
