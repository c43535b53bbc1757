"""What is said of mistakes that show between an agenda and the one that it extends."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetingtui.agenda.load import parse_agenda
from meetingtui.agenda.problem import AgendaError, Problem

BASE = """\
version: 1
id: base
title: Base
length: 30m
teams: [Sales, Marketing]
segments:
  - {kind: opening, time: 2m}
  - {kind: review, time: 5m}
  - {kind: wins, per_team: 2m}
  - {kind: questions, per_team: 4m, prompt: Ask.}
  - {kind: buffer, time: 2m}
  - {kind: close, time: 5m, required: true}
"""
OWN = "version: 1\nid: own\nextends: base\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(BASE)


def warnings(text: str) -> tuple[Problem, ...]:
    return parse_agenda(text, "own.yaml")[1]


def problems(text: str) -> list[str]:
    with pytest.raises(AgendaError) as caught:
        parse_agenda(text, "own.yaml")
    return [f"{p.path}:{p.line}:{p.column} {p.message}" for p in caught.value.problems]


def test_an_id_in_other_letters_is_one_mistake() -> None:
    assert problems(OWN + "segments: [{id: Wins, time: 3m}]") == [
        "own.yaml:4:12 the extended agenda has no segment 'Wins'"
    ]


def test_an_id_that_is_used_in_the_other_file_is_told_with_that_file() -> None:
    Path("base.yaml").write_text(
        BASE.replace("{kind: opening,", "{kind: opening, id: opening,").replace(
            "{kind: review,", "{kind: review, id: opening,"
        )
    )
    (found,) = problems(OWN + "segments: [{id: opening, time: 3m}]")
    assert found == "base.yaml:8:24 id 'opening' is already used on line 4 of own.yaml"


def test_a_segment_of_the_same_kind_is_told_the_id_of_the_one_that_is_there() -> None:
    Path("base.yaml").write_text(BASE.replace("{kind: wins,", "{kind: wins, id: w,"))
    (found,) = warnings(OWN + "title: Own\nsegments: [{kind: wins, per_team: 1m}]")[:1]
    assert found.hint == "to change that one write 'id: w'; give a new one an id of its own"


def test_that_nothing_is_left_is_told_where_it_was_removed() -> None:
    removed = "remove: [opening, review, wins, questions, buffer, close]"
    assert problems(OWN + removed) == ["own.yaml:4:1 there are no segments"]


def test_a_path_is_shown_as_short_as_it_can_be() -> None:
    Path("below").mkdir()
    Path("base.yaml").write_text(BASE.replace("30m", "0m"))
    text = OWN.replace("extends: base", "extends: below/../base.yaml")
    assert problems(text)[0].startswith("base.yaml:4:9 '0m' is no time")


def test_what_extends_a_list_is_told_that_alone() -> None:
    assert problems(OWN.replace("base", "[base]")) == ["own.yaml:3:10 expected text, found a list"]
