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

    author.write("weekly", (', ends_at: "10:25"', ""), ("purpose: One", "purpose: |\n  One"))
    return held


def test_tune_prints_what_patch_applies(author, hold):
    hold(1, 1, 1, 1, 1)
    for _ in range(3):
        hold(7, 5, 5, 1, 9)
    hold(60, 60, close=False)
    before = WEEKLY.read_text()
    said = author.run("tune", "weekly", "--meetings", "3")
    assert said.exit_code == 0
    assert [line.split() for line in said.stderr.splitlines()[:-1]] == [
        ["SEGMENT", "TEAM", "PLANNED", "REALLY", "TURNS", "BETTER"],
        ["review", "4m", "7:00", "3", "7m"],
        ["questions", "5m", "5:00", "6"],
        ["close", "5m", "9:00", "3", "9m"],
    ]
    assert said.stderr.splitlines()[-1] == (
        "from 3 meetings; with the better lengths the plan takes 27m of 20m"
    )
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
    assert said.stderr.splitlines()[-1].endswith("the plan takes 26m of 20m")
    assert said.stdout.startswith("--- agendas/weekly.yaml\n")
    assert "per_team: 8m" in said.stdout


def test_tune_changes_the_file_in_which_the_number_is(author, hold, tmp_path, monkeypatch):
    base = Path("agendas/base.yaml")
    base.write_bytes(b"\xef\xbb\xbf" + WEEKLY.read_bytes().replace(b"id: weekly", b"id: base"))
    WEEKLY.write_text("version: 1\nid: weekly\nextends: base\nsegments: [{id: close, time: 5m}]\n")
    for _ in range(3):
        hold(7, 5, 5, 1, 9)
    said = author.run("tune", "weekly")
    names = [line for line in said.stdout.splitlines() if line.startswith("--- ")]
    assert names == ["--- agendas/base.yaml", "--- agendas/weekly.yaml"]
    other = tmp_path / "elsewhere"
    other.mkdir()
    path = str(WEEKLY.resolve())
    monkeypatch.chdir(other)
    assert f"--- {path}\n" in author.run("tune", path).stdout


def test_tune_says_when_there_is_too_little_to_learn_from(author, hold):
    hold(7, 5, 5, 1, 9)
    hold(7, close=False)
    said = author.run("tune", "weekly").exception
    assert isinstance(said, Refused)
    assert str(said).startswith("weekly has 1 closed meetings: too few to learn from")
