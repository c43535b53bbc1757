from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.agenda.load import read_agenda
from meetingtui.agenda.tune import Measured, fitted, measured, needed_with, patch_text, retimed

TEXT = """\
version: 1
id: weekly
title: Weekly
length: 45m
teams: [{name: Sales, people: [Ana]}, Marketing]
segments:
  - {kind: opening, time: 2m}   # two is enough
  - kind: wins
    per_team: "3m"  # both the same
  - {kind: questions, per_team: {Sales: 4m, Marketing: 5 min}}
  - {kind: discussion, time: 7m, ends_at: "10:30"}
  - {kind: round, per_person: 45s}
  - {kind: buffer, time: 3m}
  - kind: close
    duration: 4
"""


def turns(**minutes: list[float]) -> dict[str, list[timedelta]]:
    return {
        name.replace("_", "/"): [timedelta(minutes=each) for each in real]
        for name, real in minutes.items()
    }


def found(**minutes: list[float]) -> list[Measured]:
    return measured(read_agenda(TEXT, "a.yaml"), turns(**minutes))


def better(**minutes: list[float]) -> list[tuple[str, str, float]]:
    minute = timedelta(minutes=1)
    return [(each.segment.id, each.team, each.better / minute) for each in found(**minutes)]


def test_a_length_becomes_the_median_of_its_turns() -> None:
    assert better(opening=[4, 3.9, 30]) == [("opening", "", 4)]
    assert better(close=[6, 6.4, 9, 7]) == [("close", "", 7)]


def test_few_turns_say_nothing() -> None:
    assert better(opening=[9, 9]) == []
    assert better(wins_Sales=[9, 9], wins_Marketing=[9]) == [("wins", "", 9)]


def test_turns_that_were_only_stepped_through_say_nothing() -> None:
    assert better(opening=[0, 0.1, 4, 4, 4]) == [("opening", "", 4)]
    assert better(close=[0, 0.2, 0, 6]) == []


def test_teams_that_share_a_length_go_on_sharing_it() -> None:
    assert better(wins_Sales=[6, 6, 6], wins_Marketing=[3, 4, 5]) == [("wins", "", 6)]


def test_teams_with_lengths_of_their_own_keep_them() -> None:
    real = {"questions_Sales": [6.0, 6, 6], "questions_Marketing": [2.0, 2, 2]}
    assert better(**real) == [("questions", "Sales", 6), ("questions", "Marketing", 2)]
    assert better(questions_Sales=[6, 6, 6]) == [("questions", "Sales", 6)]


@pytest.mark.parametrize(
    ("real", "expected"),
    [(2.4, 2), (2.5, 2), (2.6, 2.5), (2.8, 3), (1.7, 2), (0.25, 0.5), (5.6, 6), (4.6, 4.5)],
)
def test_numbers_are_round_and_what_is_near_stays(real: float, expected: float) -> None:
    assert better(opening=[real] * 3) == [("opening", "", expected)]


def test_what_follows_from_something_else_is_left_alone() -> None:
    assert better(buffer=[9] * 3, round=[9] * 3, discussion=[9] * 3, gone=[9] * 3) == []


def test_only_the_numbers_change() -> None:
    real = {"questions_Sales": [6.0] * 3, "questions_Marketing": [2.0] * 3}
    changes = found(opening=[4] * 3, close=[7] * 3, wins_Sales=[6] * 3, **real)
    expected = TEXT
    for old, new in (("time: 2m}", "time: 4m}"), ('"3m"', "6m"), ("Sales: 4m", "Sales: 6m"),
                     ("5 min", "2m"), ("duration: 4", "duration: 7m")):  # fmt: skip
        expected = expected.replace(old, new)
    assert retimed(TEXT, changes) == expected
    assert retimed(TEXT.replace("\n", "\r\n"), changes) == expected.replace("\n", "\r\n")


def patched(before: str, after: str, folder: Path, name: str = "a.yaml") -> str:
    path = folder / name
    path.write_bytes(before.encode())
    command = ["patch", "--binary", "-p0"]
    diff = patch_text(name, before, after).encode()
    done = subprocess.run(command, cwd=folder, input=diff, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout
    return path.read_bytes().decode()


needs_patch = pytest.mark.skipif(not shutil.which("patch"), reason="there is no patch program")


@needs_patch
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (TEXT, TEXT.replace("2m", "4m").replace("duration: 4", "duration: 7m")),
        (TEXT.rstrip(), TEXT.rstrip() + "m"),
        (TEXT.replace("\n", "\r\n"), TEXT.replace("\n", "\r\n").replace("2m", "4m")),
        ("\ufeffa: 1\n", "\ufeffa: 2\n"),
        ("a: \u2028 1\x85\nb: 2\r", "a: \u2028 1\x85\nb: 3\r"),
    ],
)
def test_the_real_patch_applies_it(before: str, after: str, tmp_path: Path) -> None:
    assert patched(before, after, tmp_path) == after
    assert patched(before, after, tmp_path, "two words.yaml") == after


@needs_patch
@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_any_diff_applies(tmp_path_factory: pytest.TempPathFactory, old: str, new: str) -> None:
    if old.strip() and new.strip() and old != new:
        assert patched(old, new, tmp_path_factory.mktemp("diff")) == new


def test_no_change_is_no_patch() -> None:
    assert patch_text("a.yaml", TEXT, TEXT) == ""


SHORT = TEXT.replace("length: 45m", "length: 40m")


def lengths(text: str, **minutes: list[float]) -> list[float]:
    loaded = read_agenda(text, "a.yaml")
    fit = fitted(measured(loaded, turns(**minutes)), loaded.agenda)
    return [each.better / timedelta(minutes=1) for each in fit]


def test_what_has_room_is_proposed_whole() -> None:
    assert lengths(TEXT, opening=[4] * 3, close=[6] * 3) == [4, 6]


def test_where_there_is_less_room_each_gets_a_part_of_what_it_lacks() -> None:
    loaded = read_agenda(TEXT, "a.yaml")
    room = loaded.agenda.length - needed_with([], loaded.agenda)
    assert room == timedelta(minutes=13.25)
    assert lengths(TEXT, opening=[12] * 3, close=[14] * 3) == [8, 10]
    assert lengths(SHORT, opening=[4.5] * 3, close=[14] * 3, wins_Sales=[1.5] * 3) == [4, 1.5, 13]


def test_without_room_only_shorter_lengths_are_proposed() -> None:
    text = TEXT.replace("length: 45m", "length: 30m")
    assert lengths(text, opening=[4] * 3, close=[3] * 3) == [2, 3]


@given(st.lists(st.floats(0.5, 30), min_size=3, max_size=3), st.integers(5, 60))
def test_what_is_proposed_fits_or_is_no_longer_than_the_plan(real: list[float], box: int) -> None:
    text = TEXT.replace("length: 45m", f"length: {box}m")
    loaded = read_agenda(text, "a.yaml")
    found = measured(loaded, turns(opening=[real[0]] * 3, wins_Sales=[real[1]] * 3,
                                   close=[real[2]] * 3))  # fmt: skip
    fit = fitted(found, loaded.agenda)
    planned = needed_with([], loaded.agenda)
    assert needed_with(fit, loaded.agenda) <= max(loaded.agenda.length, planned)
    for each, whole in zip(fit, found, strict=True):
        assert min(each.planned, whole.better) <= each.better <= max(each.planned, whole.better)
