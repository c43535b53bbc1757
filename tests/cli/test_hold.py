"""Holding meetings from the command line, in lines of text."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from meetingtui.cli.context import Context
from meetingtui.cli.main import cli
from meetingtui.errors import NotFoundError, Refused, StoreError, UsageError
from meetingtui.meeting.model import Action, Meeting, MeetingState, Note
from meetingtui.settings import Folders

WEEKLY = "sales-marketing-weekly"
HALF_AN_HOUR = timedelta(minutes=30)
ABROAD = """\
version: 1
id: abroad
title: Abroad
length: 10m
repeat: daily at 18:30
zone: Asia/Tokyo
teams: [Sales, Marketing]
segments:
  - {kind: questions, per_team: 5m}
"""


@pytest.fixture
def context(tmp_path, clock):
    folders = Folders(config=tmp_path / "config", data=tmp_path / "data")
    return Context(clock=clock, environ={}, folders=folders)


@pytest.fixture
def say(context):
    """Run a command with lines of input; return what came of it."""

    def say(*args, lines=()):
        return CliRunner().invoke(cli, args, input="\n".join([*lines, ""]), obj=context)

    return say


def test_a_meeting_is_held_and_leaves_its_minutes(say, context):
    said = say("run", WEEKLY, "--plain", "--facilitator", "Eve", lines=[
        "/absent Ben", "/start", "! Send the deck @Ana due:fri", "/close", "/rate Sales 9",
    ])  # fmt: skip
    assert (said.exit_code, said.stderr) == (0, "")
    assert "saved: action item !1: Send the deck · Ana" in said.stdout
    (meeting,) = context.open_store().find(Meeting)
    assert (meeting.state, meeting.facilitator) == (MeetingState.CLOSED, "Eve")
    (backup,) = (context.store_path.parent / "backups").iterdir()
    assert "Send the deck" in backup.read_text("utf-8")
    (minutes,) = context.minutes_folder.iterdir()
    assert "Send the deck" in minutes.read_text("utf-8")


def test_json_is_plain_mode_too(say):
    said = say("run", WEEKLY, "--json")
    assert said.stdout.startswith('{"event": "opened"')


def test_a_meeting_is_left_and_resumed_by_any_of_its_names(say, context, clock):
    say("run", WEEKLY, "--plain", lines=["/start", "one"])
    (meeting,) = context.open_store().find(Meeting)
    for number, name in enumerate(["", "last", WEEKLY.title(), meeting.id[:8]], start=2):
        clock.advance(timedelta(minutes=1))
        said = say("resume", *filter(None, [name]), "--plain", lines=[f"note {number}"])
        assert said.exit_code == 0
        assert f"saved: note {number}" in said.stdout
        assert "`meetingtui resume` goes on with it" in said.stdout
    assert len(context.open_store().find(Note)) == 5


def test_what_cannot_be_resumed_is_said(say):
    assert isinstance(say("resume", "--plain").exception, NotFoundError)
    say("run", WEEKLY, "--plain", lines=["/start", "/close"])
    said = say("resume", WEEKLY, "--plain")
    assert isinstance(said.exception, Refused)
    assert "that meeting is closed" in str(said.exception)
    assert "--reopen` corrects it" in str(said.exception)
    assert isinstance(say("resume", "zzz", "--plain").exception, NotFoundError)


def test_a_closed_meeting_is_opened_again_where_that_is_said(say):
    assert say("resume", "--reopen", "--plain").exception.exit_code == 2
    say("run", WEEKLY, "--plain", lines=["/start", "first win", "/close"])
    said = say("resume", "last", "--reopen", "--plain", lines=["second win", "/rate Sales 8"])
    assert "the meeting is closed" in said.stdout
    assert "Sales rates 8" in said.stdout
    said = say("resume", "last", "--reopen", "--plain", lines=["/undo", "/undo", "second win"])
    assert "second win" in said.stdout
    assert "`meetingtui resume` goes on with it" in said.stdout


def test_a_meeting_that_another_followed_stays_closed(say, context, clock):
    say("run", WEEKLY, "--plain", lines=["/start", "/close"])
    first = context.open_store().find(Meeting)[0].id
    clock.advance(timedelta(minutes=1))
    say("run", WEEKLY, "--plain", lines=["/start"])
    said = say("resume", first, "--reopen", "--plain", lines=["/undo", "/rate Sales 8"])
    assert "a later meeting of this series has begun" in said.stdout
    assert "Sales rates 8" in said.stdout


def test_an_unfinished_meeting_is_not_begun_again_by_accident(say, context):
    say("run", WEEKLY, "--plain", lines=["/start"])
    again = say("run", WEEKLY, "--plain")
    assert isinstance(again.exception, Refused)
    assert "is not finished; `meetingtui resume` goes on with it, --new" in str(again.exception)
    options = say("run", WEEKLY, "--plain", "--first", "Marketing")
    assert isinstance(options.exception, UsageError)
    assert say("run", WEEKLY, "--plain", "--new", lines=["/start"]).exit_code == 0
    assert len(context.open_store().find(Meeting)) == 2


def test_the_planned_start_can_be_named(say, clock):
    said = say("run", WEEKLY, "--plain", "--at", "11:00", "--first", "mark", lines=["/status"])
    assert "planned" in said.stdout
    said = say("run", WEEKLY, "--plain", "--at", "25:00")
    assert said.exit_code == 2


def test_a_meeting_that_was_never_started_leaves_no_promise_to_resume(say):
    assert "resume" not in say("run", WEEKLY, "--plain").stdout
    kept = say("run", WEEKLY, "--plain", lines=["/absent Ben"]).stdout
    assert f"the roll call is kept; `meetingtui run {WEEKLY}` goes on with it" in kept
    assert say("run", WEEKLY, "--plain", lines=["/start"]).exit_code == 0


def test_a_rehearsal_is_exact_and_stores_nothing(say, context):
    said = say("rehearse", WEEKLY, "--plain", "--first", "Marketing", lines=[
        "/start", "/wait 3m", "/status",
    ])  # fmt: skip
    assert "over by 1:00" in said.stdout
    assert said.stdout.endswith("the rehearsal is over; nothing was stored\n")
    assert not context.store_path.exists()


def test_a_rehearsal_ends_with_what_the_plan_holds_in_store(say):
    said = say("rehearse", WEEKLY, "--plain", "--at", "14:00", "--first", "Marketing")
    *_, over = lines = said.stdout.splitlines()
    assert over == "the rehearsal is over; nothing was stored"
    assert "Marketing is up at 14:07 (Wins, 3m), 14:13 (" in said.stdout
    assert any(line.startswith("no buffer comes after") for line in lines)
    with_json = say("rehearse", WEEKLY, "--json").stdout.splitlines()
    assert [json.loads(line)["event"] for line in with_json[-2:]] == ["left", "left"]


def test_a_rehearsal_begins_when_the_agenda_says(say):
    assert "Sales is up at 10:07" in say("rehearse", WEEKLY, "--plain").stdout
    assert (
        "it is 10:03:00" in say("rehearse", "content-preview", "--plain", lines=["/wait 3m"]).stdout
    )


def test_a_start_is_a_time_of_the_agendas_own_zone(say, context, tmp_path):
    path = tmp_path / "abroad.yaml"
    path.write_text(ABROAD)
    said = say("rehearse", str(path), "--plain", "--at", "9:00", lines=["/wait 3m"])
    assert "it is 09:03:00" in said.stdout
    assert "Sales is up at 09:00 (Questions, 5m)" in said.stdout
    assert "it is 18:33:00" in say("rehearse", str(path), "--plain", lines=["/wait 3m"]).stdout
    said = say("run", str(path), "--plain", lines=["/start", "/close"])
    assert said.stderr == (
        "planned for 18:30 in Asia/Tokyo, as the agenda says; --at names another time\n"
    )
    assert "closed at 19:00" in said.stdout
    (meeting,) = context.open_store().find(Meeting)
    assert (meeting.starts_at, meeting.zone) == (meeting.opened_at - HALF_AN_HOUR, "Asia/Tokyo")


def test_a_rehearsal_on_the_full_screen_goes_as_fast_as_wanted(say, monkeypatch):
    held = []
    monkeypatch.setattr("meetingtui.cli.hold.require_terminal", lambda instead: None)
    monkeypatch.setattr("meetingtui.tui.rehearsal.run_rehearsal", lambda *args: held.append(args))
    assert say("rehearse", WEEKLY, "--speed", "30").exit_code == 0
    ((rehearsal, clock, _),) = held
    assert (clock.speed, rehearsal.runner.clock) == (30, clock)
    assert say("rehearse", WEEKLY, "--speed", "0.5").exit_code == 2


def test_the_full_screen_needs_a_terminal(say):
    for command in (("run", WEEKLY), ("resume",), ("rehearse", WEEKLY)):
        error = say(*command).exception
        assert isinstance(error, UsageError)
        assert "--plain" in str(error)


def test_what_could_not_be_saved_is_a_failure_at_the_end(say, context, monkeypatch):
    store = context.open_store()

    def full(changes):
        raise StoreError("the disk is full")

    monkeypatch.setattr(store, "commit", full)
    said = say("run", WEEKLY, "--plain", lines=["! Send it @Ana"])
    assert isinstance(said.exception, StoreError)
    assert "not saved: ! Send it @Ana" in said.stdout
    assert store.find(Action) == []


def test_a_folder_that_cannot_be_written_to_is_said_before_the_meeting(say, monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode: False)
    error = say("run", WEEKLY, "--plain").exception
    assert isinstance(error, StoreError)
    assert "nothing can be saved in" in str(error)


@pytest.mark.parametrize(
    ("name", "error"), [("no-such-agenda", NotFoundError), ("no/such.yaml", NotFoundError)]
)
def test_an_unknown_agenda_is_not_found(say, name, error):
    assert isinstance(say("run", name, "--plain").exception, error)
