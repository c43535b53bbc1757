from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from meetingtui.agenda import find
from meetingtui.agenda.problem import AgendaError
from meetingtui.cli import agenda as module
from meetingtui.cli.agenda import agenda
from meetingtui.cli.context import Context
from meetingtui.clock import ManualClock
from meetingtui.errors import NotFoundError
from meetingtui.settings import Folders

WEEKLY = """\
version: 1
id: weekly
title: Weekly
purpose: One plan.
length: 20m
teams: [Sales, Marketing]
segments:
  - {kind: review, time: 4m}
  - {kind: questions, per_team: 5m, prompt: "What do you need to know?"}
  - {kind: buffer, time: 1m}
  - {kind: close, time: 5m, ends_at: "10:25"}
"""

Invoke = Callable[..., Result]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(find, "_PACKAGE", tmp_path / "package")
    (tmp_path / "agendas").mkdir()
    (tmp_path / "agendas/weekly.yaml").write_text(WEEKLY)
    return tmp_path


@pytest.fixture
def invoke(here: Path, clock: ManualClock) -> Invoke:
    context = Context(
        clock=clock, environ={}, folders=Folders(config=here / "config", data=here / "data")
    )

    def run(*args: str) -> Result:
        return CliRunner().invoke(agenda, args, obj=context)

    return run


def write(name: str, *changes: tuple[str, str]) -> None:
    text = WEEKLY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    Path(f"agendas/{name}.yaml").write_text(text)


def broken() -> None:
    write("broken", ("title", "titel"), ("kind: close", "kind: clos"))


def warned() -> None:
    write("warned", ("id: weekly", "id: warned"), ("length: 20m", "length: 19m"))


def test_check_finds_nothing_wrong_with_a_sound_agenda(invoke: Invoke) -> None:
    said = invoke("check", "weekly")
    assert (said.exit_code, said.stdout, said.stderr) == (0, "", "1 agenda: no problems\n")


def test_check_prints_the_problems_as_its_data(invoke: Invoke) -> None:
    broken()
    said = invoke("check", "agendas/broken.yaml", "weekly")
    assert said.exit_code == 1
    assert said.stdout.splitlines() == [
        "agendas/broken.yaml:3:1: error: unknown key 'titel'",
        "  3 | titel: Weekly",
        "    | ^^^^^ did you mean 'title'?",
        "agendas/broken.yaml:11:12: error: unknown kind 'clos'",
        '  11 |   - {kind: clos, time: 5m, ends_at: "10:25"}',
        "     |            ^^^^ did you mean 'close'?",
    ]
    assert said.stderr == "2 agendas: 2 errors\n"


def test_check_takes_all_agendas_when_none_is_named(invoke: Invoke) -> None:
    broken()
    warned()
    said = invoke("check")
    assert said.exit_code == 1
    assert said.stderr == "3 agendas: 2 errors, 1 warning\n"


@pytest.mark.parametrize(("options", "status"), [((), 0), (("--strict",), 1)])
def test_warnings_fail_only_when_strict(
    invoke: Invoke, options: tuple[str, ...], status: int
) -> None:
    warned()
    said = invoke("check", "warned", *options)
    assert said.exit_code == status
    assert ":5:9: warning: the segments take 20m, 1m more than the length" in said.stdout


def test_check_goes_on_after_what_is_not_found(invoke: Invoke) -> None:
    broken()
    said = invoke("check", "weekyl", "none.yaml", "broken")
    assert said.exit_code == 3
    assert "did you mean 'weekly'?" in said.stderr
    assert "there is no agenda file none.yaml" in said.stderr
    assert "titel" in said.stdout


def test_check_answers_whatever_is_named(invoke: Invoke, here: Path) -> None:
    os.mkfifo(here / "pipe.yaml")
    said = invoke("check", "./agendas", "pipe.yaml")
    assert said.exit_code == 1
    assert said.stdout.splitlines() == [
        "agendas: error: this is a folder",
        "  name one of the agenda files in it",
        "pipe.yaml: error: this is not an ordinary file",
        "  name an agenda file",
    ]


def test_check_as_json(invoke: Invoke) -> None:
    broken()
    said = invoke("check", "broken", "weekly", "--json")
    assert said.exit_code == 1
    assert said.stderr == ""
    told = json.loads(said.stdout)
    assert told["schema"] == 1
    first, second = told["agendas"]
    assert second == {"path": "agendas/weekly.yaml", "problems": []}
    assert first["path"] == "agendas/broken.yaml"
    assert first["problems"][0] == {
        "line": 3,
        "column": 1,
        "end_column": 6,
        "severity": "error",
        "message": "unknown key 'titel'",
        "hint": "did you mean 'title'?",
    }


def test_show_prints_slots_with_their_place_in_the_meeting(invoke: Invoke) -> None:
    said = invoke("show", "weekly")
    assert (said.exit_code, said.stderr) == (0, "")
    assert said.stdout.splitlines() == [
        "Weekly (weekly)",
        "One plan.",
        "",
        "start  4m  Review of promises",
        "+4m    5m  Questions           Sales      What do you need to know?",
        "+9m    5m  Questions           Marketing  What do you need to know?",
        "+14m   1m  Buffer",
        "+15m   5m  Close",
        "+20m       end",
        "",
        "Sales       5m  25%",
        "Marketing   5m  25%",
        "together   10m  50%",
        "20m of 20m",
    ]


def test_show_at_a_time_prints_clock_times_and_keeps_fixed_ends(invoke: Invoke) -> None:
    said = invoke("show", "weekly", "--at", "9:50")
    lines = said.stdout.splitlines()
    assert lines[3].startswith("09:50  4m   Review of promises")
    assert lines[7].startswith("10:05  20m  Close")
    assert lines[8] == "10:25       end"
    assert lines[-1] == "35m of 20m, 15m too long"


def test_show_tells_what_is_free(invoke: Invoke) -> None:
    write(
        "long",
        ("id: weekly", "id: long"),
        ("length: 20m", "length: 30m"),
        ("purpose: One plan.\n", ""),
    )
    lines = invoke("show", "long").stdout.splitlines()
    assert lines[:2] == ["Weekly (long)", ""]
    assert lines[-1] == "20m of 30m, 10m free"


def test_show_keeps_warnings_out_of_the_data(invoke: Invoke) -> None:
    warned()
    said = invoke("show", "warned")
    assert said.exit_code == 0
    assert "warning" not in said.stdout
    assert said.stderr.startswith("agendas/warned.yaml:5:9: warning: ")


def test_show_as_json(invoke: Invoke) -> None:
    assert "starts_at" not in invoke("show", "weekly", "--json").stdout
    told = json.loads(invoke("show", "weekly", "--json", "--at", "10:00").stdout)
    slots = told.pop("slots")
    assert told == {
        "schema": 1,
        "id": "weekly",
        "title": "Weekly",
        "purpose": "One plan.",
        "length_s": 1200,
        "planned_s": 1500,
        "teams": [
            {"name": "Sales", "people": [], "planned_s": 300, "share": 0.2},
            {"name": "Marketing", "people": [], "planned_s": 300, "share": 0.2},
        ],
    }
    assert len(slots) == 5
    assert slots[1] == {
        "id": "questions/Sales",
        "kind": "questions",
        "title": "Questions",
        "team": "Sales",
        "prompt": "What do you need to know?",
        "required": False,
        "length_s": 300,
        "starts_after_s": 240,
        "starts_at": "2026-11-24T10:04:00Z",
        "ends_at": "2026-11-24T10:09:00Z",
    }


def test_prompts_are_wrapped_where_people_watch(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = SimpleNamespace(isatty=lambda: True)
    size = SimpleNamespace(columns=66)
    monkeypatch.setattr(module, "sys", SimpleNamespace(stdout=terminal))
    monkeypatch.setattr(module, "get_terminal_size", lambda: size)
    lines = invoke("show", "weekly").stdout.splitlines()
    assert lines[4:6] == [
        "+4m    5m  Questions           Sales      What do you need to",
        "                                          know?",
    ]
    size.columns = 60
    assert invoke("show", "weekly").stdout.splitlines()[4].endswith("What do you need to know?")


@pytest.mark.parametrize(("name", "error"), [("weekyl", NotFoundError), ("broken", AgendaError)])
def test_show_raises_what_keeps_it_from_showing(
    invoke: Invoke, name: str, error: type[Exception]
) -> None:
    broken()
    assert isinstance(invoke("show", name).exception, error)


@pytest.mark.parametrize("time", ["25:00", "ten", "10"])
def test_a_start_that_is_no_clock_time_is_a_usage_error(invoke: Invoke, time: str) -> None:
    said = invoke("show", "weekly", "--at", time)
    assert said.exit_code == 2
    assert "--at" in said.stderr


def test_list_prints_every_agenda_and_which_one_wins(invoke: Invoke, here: Path) -> None:
    broken()
    (here / "config/agendas").mkdir(parents=True)
    (here / "config/agendas/weekly.yaml").write_text(WEEKLY)
    said = invoke("list")
    assert (said.exit_code, said.stderr) == (0, "")
    header, *lines = [line.split() for line in said.stdout.splitlines()]
    assert header == ["ID", "TITLE", "FILE", "STATE"]
    assert lines == [
        ["broken", "agendas/broken.yaml", "project,", "2", "errors"],
        ["weekly", "Weekly", "agendas/weekly.yaml", "project"],
        ["weekly", "Weekly", f"{here}/config/agendas/weekly.yaml", "user,", "shadowed"],
    ]


def test_list_as_json(invoke: Invoke) -> None:
    warned()
    told = json.loads(invoke("list", "--json").stdout)
    assert told["schema"] == 1
    first, second = told["agendas"]
    assert first["problems"][0]["severity"] == "warning"
    assert second == {
        "id": "weekly",
        "title": "Weekly",
        "path": "agendas/weekly.yaml",
        "origin": "project",
        "shadowed": False,
        "problems": [],
    }


def test_names_of_files_cannot_steer_the_terminal(invoke: Invoke) -> None:
    Path("agendas/\x1b[31mred.yaml").write_text("a: \x1b[31m")
    assert "\x1b" not in invoke("list").output
    assert "\x1b" not in invoke("check").output
