"""Which file the name of an extended agenda means."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetingtui.agenda.find import AgendaFolder, extended_in, list_agendas, open_agenda
from meetingtui.agenda.load import beside, id_in
from meetingtui.errors import NotFoundError

BASE = """\
version: 1
id: base
title: Base
length: 30m
teams: [Sales]
segments:
  - {kind: close, time: 5m}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(BASE)


def folders(*names: str) -> tuple[AgendaFolder, ...]:
    for name in names:
        Path(name).mkdir()
    return tuple(AgendaFolder(name, Path(name)) for name in names)


def test_names_are_looked_up_beside_the_file_then_in_the_folders_then_by_id() -> None:
    lookup = extended_in(folders("mine", "theirs"))
    own = Path("mine/own.yaml")
    Path("theirs/other.yaml").write_text(BASE)
    assert lookup("base", own) == Path("theirs/other.yaml")
    Path("theirs/base.yaml").write_text(BASE)
    assert lookup("base", own) == Path("theirs/base.yaml")
    Path("mine/base.yml").write_text(BASE)
    assert lookup("base", own) == Path("mine/base.yml")
    assert lookup("./base.yaml", own) == Path("mine/base.yaml")
    with pytest.raises(NotFoundError, match="no agenda 'bsae' in mine, theirs; did you mean 'base"):
        lookup("bsae", own)


def test_a_file_may_be_called_as_the_one_that_it_extends() -> None:
    places = folders("mine", "theirs")
    Path("theirs/base.yaml").write_text(BASE)
    Path("mine/base.yaml").write_text("version: 1\nid: base\nextends: base\ntitle: Ours\n")
    agenda, _ = open_agenda("base", places)
    assert (agenda.title, agenda.extends) == ("Ours", "base")
    ours, theirs = list_agendas(places)
    assert ours.agenda == agenda
    assert theirs.shadowed


def test_the_id_of_a_file_is_what_it_says_or_nothing() -> None:
    assert id_in(Path("base.yaml")) == "base"
    assert id_in(Path("none.yaml")) == ""
    for text in ("[x]", "id: [x]", "a: [", "title: x"):
        Path("odd.yaml").write_text(text)
        assert id_in(Path("odd.yaml")) == ""


def test_without_folders_a_name_is_a_file_beside() -> None:
    assert beside("base", Path("x/own.yaml")) == Path("x/base.yaml")
    assert beside("../base.yml", Path("x/own.yaml")) == Path("x/../base.yml")
