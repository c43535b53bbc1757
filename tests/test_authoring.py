"""Agendas that are read again when they change, and edited by their authors."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from meetingtui.agenda.find import AgendaFolder
from meetingtui.authoring import Agendas
from meetingtui.errors import NotFoundError, Refused

WEEKLY = """\
version: 1
id: weekly
title: Weekly
length: 20m
teams: [Sales, Marketing]
segments:
  - {kind: review, time: 5m}
  - {kind: questions, per_team: 4m}
  - {kind: buffer, time: 2m}
  - {kind: close, time: 5m}
"""


@pytest.fixture
def folders(tmp_path: Path) -> list[AgendaFolder]:
    own, packaged = tmp_path / "own", tmp_path / "packaged"
    own.mkdir()
    packaged.mkdir()
    (own / "weekly.yaml").write_text(WEEKLY)
    (packaged / "theirs.yaml").write_text(WEEKLY)
    return [AgendaFolder("user", own), AgendaFolder("packaged", packaged)]


@pytest.fixture
def weekly(folders: list[AgendaFolder]) -> Path:
    return folders[0].path / "weekly.yaml"


@pytest.fixture
def agendas(folders: list[AgendaFolder]) -> Agendas:
    agendas = Agendas(folders, {})
    agendas.read()
    return agendas


def test_they_are_changed_until_they_are_read(folders: list[AgendaFolder]) -> None:
    agendas = Agendas(folders, {})
    assert (agendas.changed(), agendas.found) == (True, ())
    agendas.read()
    assert not agendas.changed()
    assert [found.id for found in agendas.found] == ["weekly", "weekly"]


def test_a_file_that_changes_comes_or_goes_is_seen(agendas: Agendas, weekly: Path) -> None:
    weekly.write_text(WEEKLY.replace("Weekly", "Every week"))
    assert agendas.changed()
    agendas.read()
    assert agendas.found[0].agenda is not None
    assert agendas.found[0].agenda.title == "Every week"
    os.utime(weekly, ns=(0, 0))
    assert agendas.changed()
    agendas.read()
    weekly.with_name("other.yaml").write_text("")
    assert agendas.changed()
    agendas.read()
    weekly.unlink()
    assert agendas.changed()
    agendas.read()
    assert not agendas.changed()


def test_a_file_that_goes_while_it_is_looked_at_is_gone(
    agendas: Agendas, weekly: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [(AgendaFolder("user", weekly.parent), weekly.with_name("gone.yaml"))]
    monkeypatch.setattr("meetingtui.authoring.agenda_files", lambda folders: listed)
    assert agendas.changed()


def test_what_is_edited_is_checked_and_the_last_good_version_kept(
    folders: list[AgendaFolder], weekly: Path
) -> None:
    editing = Agendas(folders, {"EDITOR": _swapping("title", "titel")}).editing(weekly)
    assert editing.told(()) == ""
    problems = editing.open()
    assert problems[0].message.startswith("unknown key")
    assert editing.good.read_text() == WEEKLY
    assert (
        editing.told(problems)
        == "the last version without errors is beside it, as weekly.yaml.good"
    )
    assert editing.open() == ()
    assert weekly.read_text() == WEEKLY
    assert not editing.good.exists()


def test_what_was_broken_before_has_no_good_version(
    folders: list[AgendaFolder], weekly: Path
) -> None:
    weekly.write_text(WEEKLY.replace("title", "titel"))
    environ = {"VISUAL": _swapping("length", "lenght"), "EDITOR": "false"}
    editing = Agendas(folders, environ).editing(weekly)
    assert editing.told(editing.open()) == ""
    assert not editing.good.exists()


def test_what_comes_with_the_program_is_not_edited(
    agendas: Agendas, folders: list[AgendaFolder]
) -> None:
    with pytest.raises(Refused, match="make your own of it: meetingtui agenda new NAME --from th"):
        agendas.editing(folders[1].path / "theirs.yaml")


def test_a_file_that_is_not_there_is_not_edited(agendas: Agendas, weekly: Path) -> None:
    with pytest.raises(NotFoundError):
        agendas.editing(weekly.with_name("none.yaml"))


@pytest.mark.parametrize(
    ("editor", "error", "sentence"),
    [
        ("no-such-editor", NotFoundError, "there is no editor no-such-editor"),
        ("vi 'x", Refused, "cannot be started"),
        ("{folder}", Refused, "cannot be started"),
        ("false", Refused, "ended with status 1"),
    ],
)
def test_an_editor_that_does_not_work_is_told_of(
    folders: list[AgendaFolder], weekly: Path, editor: str, error: type[Exception], sentence: str
) -> None:
    environ = {"EDITOR": editor.format(folder=weekly.parent)}
    with pytest.raises(error, match=sentence):
        Agendas(folders, environ).editing(weekly).open()


def test_a_key_that_interrupts_is_the_editors_alone(
    folders: list[AgendaFolder], weekly: Path
) -> None:
    script = "import os, signal; os.kill(os.getppid(), signal.SIGINT)"
    before = signal.getsignal(signal.SIGINT)
    agendas = Agendas(folders, {"EDITOR": f'{sys.executable} -c "{script}"'})
    assert agendas.editing(weekly).open() == ()
    assert signal.getsignal(signal.SIGINT) is before


def test_a_good_version_that_cannot_be_kept_is_told_of(
    folders: list[AgendaFolder], weekly: Path
) -> None:
    editing = Agendas(folders, {"EDITOR": _swapping("title", "titel")}).editing(weekly)
    editing.good.mkdir()
    with pytest.raises(Refused, match="weekly.yaml.good cannot be written: Is a directory"):
        editing.open()


def _swapping(one: str, other: str) -> str:
    script = (
        f"import sys, pathlib; one, other = {one!r}, {other!r}; "
        "path = pathlib.Path(sys.argv[-1]); text = path.read_text(); "
        "path.write_text(text.replace(*((one, other) if one in text else (other, one))))"
    )
    return f'{sys.executable} -c "{script}"'
