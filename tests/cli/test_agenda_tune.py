import json
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from meetingtui.agenda.load import load_agenda
from meetingtui.errors import Refused
from meetingtui.meeting import commands as ask
from meetingtui.opening import open_meeting

WEEKLY = Path("agendas/weekly.yaml")
LONG = ("length: 20m", "length: 40m")


@pytest.fixture
def hold(author):
    """Hold meetings of the weekly agenda in which each slot takes so many minutes."""

    def held(*minutes, close=True):
        agenda, _ = load_agenda(WEEKLY)
        runner = open_meeting(author.context.open_store(), author.context.clock, agenda)
        for each in minutes:
            runner.do(ask.Next())
            author.context.clock.advance(timedelta(minutes=each))
        if close:
            runner.do(ask.Close())

    author.write("weekly", (', ends_at: "10:25"', ""), ("purpose: One", "purpose: |\n  One"), LONG)
    return held


def test_tune_prints_what_patch_applies(author, hold):
    hold(1, 1, 1, 1, 1)
    for _ in range(3):
        hold(7, 5, 5, 1, 9)
    hold(60, 60, close=False)
    before = WEEKLY.read_text()
    said = author.run("tune", "weekly", "--meetings", "3")
    assert said.exit_code == 0
    assert [line.split() for line in said.stderr.splitlines()[:-2]] == [
        ["SEGMENT", "TEAM", "PLANNED", "REALLY", "TURNS", "BETTER"],
        ["review", "4m", "7:00", "3", "7m"],
        ["questions", "5m", "5:00", "6"],
        ["close", "5m", "9:00", "3", "9m"],
    ]
    assert said.stderr.splitlines()[-2:] == [
        "from 3 meetings; with the better lengths the plan takes 27m of 40m",
        "apply it: meetingtui agenda tune weekly | patch -p0",
    ]
    assert said.stdout.startswith("--- agendas/weekly.yaml\n+++ agendas/weekly.yaml\n@@")
    if not shutil.which("patch"):
        pytest.skip("there is no patch program")
    subprocess.run(["patch", "-s", "-p0"], input=said.stdout, text=True, check=True)
    after = before.replace("time: 4m", "time: 7m").replace("close, time: 5m", "close, time: 9m")
    assert WEEKLY.read_text() == after
    assert author.run("tune", "weekly", "--meetings", "3").stdout == ""


def test_tune_adds_up_what_each_team_gets(author, hold):
    for _ in range(3):
        hold(4, 8, 8, 1, 5)
    said = author.run("tune", str(WEEKLY.resolve()))
    assert said.stderr.splitlines()[-2].endswith("the plan takes 26m of 40m")
    assert said.stdout.startswith("--- agendas/weekly.yaml\n")
    assert "per_team: 8m" in said.stdout


def test_where_nothing_is_to_change_tune_says_so(author, hold):
    for _ in range(3):
        hold(4, 5, 5, 1, 5)
    said = author.run("tune", "weekly")
    assert said.stdout == ""
    assert said.stderr.splitlines()[-1] == (
        "from 3 meetings; every length is near to what it really takes: nothing to change,"
        " the plan takes 20m of 40m"
    )


def test_where_there_is_no_room_tune_says_what_would_have_it(author, hold):
    for _ in range(3):
        hold(9, 5, 5, 1, 5)
    WEEKLY.write_text(WEEKLY.read_text().replace(LONG[1], LONG[0]))
    said = author.run("tune", "weekly")
    assert said.stdout == ""
    assert said.stderr.splitlines()[-2:] == [
        "from 3 meetings; there is no room for longer slots: the plan takes 20m of 20m",
        "as it really goes it takes 25m: 'length: 25m' has room",
    ]


def test_tune_stays_within_the_length_and_says_what_would_hold_all(author, hold):
    for _ in range(3):
        hold(9, 2, 2, 1, 10)
    WEEKLY.write_text(WEEKLY.read_text().replace(LONG[1], LONG[0]))
    said = author.run("tune", "weekly")
    assert [line for line in said.stderr.splitlines() if "plan" in line or "has room" in line] == [
        "from 3 meetings; with the better lengths the plan takes 20m of 20m",
        "as it really goes it takes 24m: 'length: 24m' has room",
    ]
    assert "will warn" not in said.stderr
    assert "time: 7m" in said.stdout


BASE = """\
version: 1
id: base
title: Weekly
length: 45m
teams: [Sales, Marketing]
segments:
  - {kind: review, time: 4m}
  - {kind: questions, per_team: {Sales: 5m, Marketing: 5m}}
  - {kind: wins, per_team: 2m}
  - {kind: close, time: 5m}
"""
CHILD = "version: 1\nid: weekly\nextends: base\nsegments: [{id: close, time: 5m}]\n"


def test_tune_leaves_an_agenda_that_others_extend_as_it_is(author, hold):
    Path("agendas/base.yaml").write_text(BASE)
    WEEKLY.write_text(CHILD)
    for _ in range(3):
        hold(7, 8, 5, 4, 4, 9)
    said = author.run("tune", "weekly")
    assert [line for line in said.stdout.splitlines() if line[0] in "-+"] == [
        "--- agendas/weekly.yaml",
        "+++ agendas/weekly.yaml",
        "-segments: [{id: close, time: 5m}]",
        "+segments: [{id: close, time: 9m}]",
    ]
    where = "stands in agendas/base.yaml, which others may extend; write under segments here: -"
    assert said.stderr.splitlines()[6:-1] == [
        "from 3 meetings; with the better lengths the plan takes 37m of 45m",
        f"review {where} {{id: review, time: 7m}}",
        f"questions {where} {{id: questions, per_team: {{Sales: 8m, Marketing: 5m}}}}",
        f"wins {where} {{id: wins, per_team: 4m}}",
    ]


def test_tune_with_nothing_of_its_own_to_change_prints_no_patch(author, hold):
    Path("agendas/base.yaml").write_text(BASE)
    WEEKLY.write_text(CHILD.replace("time: 5m", "title: End"))
    for _ in range(3):
        hold(7, 5, 5, 2, 2, 5)
    said = author.run("tune", "weekly")
    assert (said.exit_code, said.stdout) == (0, "")
    assert said.stderr.splitlines()[-1].endswith("- {id: review, time: 7m}")


@pytest.mark.skipif(not shutil.which("patch"), reason="there is no patch program")
def test_tune_says_where_patch_is_to_run_for_a_file_that_is_elsewhere(
    author, hold, tmp_path, monkeypatch
):
    for _ in range(3):
        hold(7, 5, 5, 1, 5)
    other, own = tmp_path / "other", tmp_path / "my own"
    other.mkdir()
    own.mkdir()
    path = WEEKLY.rename(own / "weekly.yaml")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    monkeypatch.chdir(other)
    said = author.run("tune", str(path))
    assert said.stdout.startswith("--- weekly.yaml\n")
    assert said.stderr.endswith(f"agenda tune '{path}' | patch -p0 -d '{own}'\n")
    subprocess.run(["patch", "-s", "-p0", "-d", own], input=said.stdout, text=True, check=True)
    assert "time: 7m" in path.read_text("utf-8")


def test_tune_proposes_no_change_of_what_comes_with_the_program(author, hold, tmp_path):
    for _ in range(3):
        hold(7, 5, 5, 1, 5)
    packaged = tmp_path / "package/agendas"
    packaged.mkdir(parents=True)
    said = author.run("tune", str(WEEKLY.rename(packaged / "weekly.yaml")))
    assert isinstance(said.exception, Refused)
    assert "comes with the program" in str(said.exception)
    assert ("REALLY" in said.stderr, said.stdout) == (True, "")


def test_tune_as_json(author, hold):
    for _ in range(3):
        hold(7, 8, 5, 1, 5)
    told = json.loads(author.run("tune", "weekly", "--json").stdout)
    assert told.pop("patch").startswith("--- agendas/weekly.yaml\n")
    lengths = told.pop("lengths")
    assert told == {
        "schema": 1,
        "id": "weekly",
        "meetings": 3,
        "length_s": 2400,
        "planned_s": 1500,
        "needed_s": 1500,
    }
    assert lengths[0] == {
        "segment": "review",
        "team": "",
        "planned_s": 240,
        "real_s": 420,
        "turns": 3,
        "better_s": 420,
        "path": "agendas/weekly.yaml",
        "line": 9,
    }


def test_tune_says_when_there_is_too_little_to_learn_from(author, hold):
    hold(7, 5, 5, 1, 9)
    hold(7, close=False)
    said = author.run("tune", "weekly").exception
    assert isinstance(said, Refused)
    assert str(said).startswith("weekly has 1 closed meetings: too few to learn from")
