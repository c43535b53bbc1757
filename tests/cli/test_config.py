"""The settings as they are, a file to begin with, and completion."""

from __future__ import annotations

import json
import re
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from meetingtui.cli.config import EXAMPLE
from meetingtui.cli.context import Context
from meetingtui.cli.main import cli
from meetingtui.errors import Refused, UsageError
from meetingtui.sending.targets import target_named
from meetingtui.settings import Folders, Settings, load_settings

SET = """\
store = "a.json"
bell = true
[keys]
next = "f2"
[targets.x]
kind = "slack"
"""


@pytest.fixture
def folders(tmp_path):
    return Folders(config=tmp_path / "config", data=tmp_path / "data")


@pytest.fixture
def say(folders, clock):
    def say(*args, **environ):
        return CliRunner().invoke(
            cli, args, obj=Context(clock=clock, environ=environ, folders=folders)
        )

    return say


def rows(said):
    return [re.split("  +", line.strip()) for line in said.stdout.splitlines()]


def test_every_setting_is_printed_with_where_it_is_from(say, folders):
    told = rows(say("config"))
    assert told[0] == ["settings file", f"{folders.config}/config.toml", "not there"]
    assert told[1] == ["store", f"{folders.data}/library.json", "standard"]
    names = {name for name, *_ in told}
    assert set(Settings.__struct_fields__) - names == {"keys", "targets", "path"}
    folders.config.mkdir()
    file = folders.config / "config.toml"
    file.write_text(
        'store = "a.json"\nbell = true\n[keys]\nnext = "f2"\n[targets.x]\nkind = "slack"'
    )
    told = rows(say("config"))
    assert ["store", f"{folders.config}/a.json", str(file)] in told
    assert ["bell", "true", str(file)] in told
    assert ["keys.next", "f2", str(file)] in told
    assert ["targets.x", "slack", str(file)] in told
    assert ["store", "b.json", "MEETINGTUI_STORE"] in rows(say("config", MEETINGTUI_STORE="b.json"))
    assert ["store", "c.json", "--store"] in rows(say("--store", "c.json", "config"))


def test_settings_as_json(say):
    told = json.loads(say("config", "--json").stdout)
    assert told["schema"] == 1
    assert told["settings"][3] == {"name": "facilitator", "value": "", "origin": "standard"}


def test_a_file_to_begin_with_sets_nothing_and_says_all(say, folders):
    said = say("config", "init")
    path = Path(said.stdout.strip())
    assert path == folders.config / "config.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_settings(folders) == Settings(path=path)
    assert isinstance(say("config", "init").exception, Refused)
    path.write_text(re.sub(r"^# (?=\w+ = |\[)", "", EXAMPLE, flags=re.MULTILINE))
    assert set(tomllib.loads(path.read_text())) == set(Settings.__struct_fields__) - {"path"}
    settings = load_settings(folders)
    assert {name: target_named(settings, name).kind for name in settings.targets} == {
        "team": "slack", "heads": "mail",
    }  # fmt: skip


def test_settings_that_are_off_are_said_to_be(say, folders):
    folders.config.mkdir()
    (folders.config / "config.toml").write_text('targets = "x"')
    error = say("config").exception
    assert isinstance(error, UsageError)
    assert "'targets' must be tables such as" in str(error)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_given_what_it_needs(say, shell):
    said = say("completion", shell)
    assert said.exit_code == 0
    assert "_MEETINGTUI_COMPLETE" in said.stdout


def test_commands_are_completed():
    script = "import sys; from meetingtui.cli.main import main; sys.exit(main())"
    environ = {"_MEETINGTUI_COMPLETE": "bash_complete", "COMP_WORDS": "meetingtui agenda ch",
               "COMP_CWORD": "2", "PATH": "/usr/bin:/bin"}  # fmt: skip
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=environ, capture_output=True, check=False, text=True)
    assert done.stdout == "plain,check\n"
