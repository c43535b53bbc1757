"""Sending minutes and what is due: seen first, asked about, and once."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from small import AGENDA, held

from meetingtui.cli import post
from meetingtui.cli.context import Context
from meetingtui.cli.main import cli
from meetingtui.errors import NotFoundError, Refused, UsageError
from meetingtui.meeting import commands as ask
from meetingtui.sending import webhook
from meetingtui.sending.outbox import Outbox
from meetingtui.sending.outcome import Delivered, NotDelivered, Rejected, Unknown
from meetingtui.settings import Folders

HOOK = "https://hooks.example.org/s3cret"
CONFIG = """\
[targets.team]
kind = "discord"
url = "env:HOOK"
[targets.wall]
kind = "slack"
url = "env:HOOK"
"""


@pytest.fixture
def context(tmp_path, clock):
    folders = Folders(config=tmp_path / "config", data=tmp_path / "data")
    folders.config.mkdir()
    (folders.config / "config.toml").write_text(CONFIG)
    made = Context(clock=clock, environ={"HOOK": HOOK}, folders=folders)
    held(
        made.open_store(), clock, ask.Next(), ask.Capture("! Send it @Ana due:2026-11-24"),
        ask.Capture("! Old one @Ben due:2026-11-25"), ask.Capture("= We *do* it"), ask.Close(),
    )  # fmt: skip
    return made


@pytest.fixture
def arrived(monkeypatch):
    """Return what was posted; `answers` say what comes of it."""
    posted = SimpleNamespace(bodies=[], answers=[Delivered()])

    def deliver(url, body, now, patience):
        assert url == HOOK
        posted.bodies.append(json.loads(body))
        answer = posted.answers.pop(0) if len(posted.answers) > 1 else posted.answers[0]
        if isinstance(answer, KeyboardInterrupt):
            raise answer
        return answer

    monkeypatch.setattr("meetingtui.sending.delivery.post", deliver)
    assert webhook.post is not deliver
    return posted


@pytest.fixture
def say(context):
    def say(*args, says=None):
        return CliRunner().invoke(cli, args, input=says, obj=context)

    return say


@pytest.fixture
def watched(monkeypatch):
    """Let somebody be there to be asked."""
    terminal = SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(post, "sys", terminal)


def test_what_is_not_closed_yet_is_never_sent_unasked(say, context, arrived, watched, clock):
    meeting = held(context.open_store(), clock, ask.Next()).state.meeting
    said = say("send", meeting.id, "--to", "team", "--yes")
    assert "is not closed yet; without --yes it is asked about" in str(said.exception)
    assert (isinstance(said.exception, Refused), arrived.bodies) == (True, [])
    said = say("send", meeting.id, "--to", "team", says="y\n")
    assert "is not closed yet\n" in said.stderr
    assert arrived.bodies


def test_minutes_are_seen_and_asked_about_before_they_are_sent(say, arrived, watched):
    said = say("send", "last", "--to", "team", says="n\n")
    assert str(said.exception) == "nothing was sent"
    assert arrived.bodies == []
    assert "To team (discord, hooks.example.org)" in said.stderr
    assert "Subject: Minutes: Weekly, Tue 24 Nov" in said.stderr
    assert "  • We *do* it" in said.stderr
    assert "s3cret" not in said.output
    said = say("send", "last", "--to", "team", says="y\n")
    assert (said.exit_code, said.stdout) == (0, "")
    assert said.stderr.endswith("sent to team: Minutes: Weekly, Tue 24 Nov\n")
    assert r"• We \*do\* it" in arrived.bodies[0]["content"]


def test_without_anybody_to_ask_nothing_is_sent_unless_that_is_said(say, arrived, context):
    error = say("send", "last", "--to", "team").exception
    assert isinstance(error, UsageError)
    assert "--yes" in str(error)
    assert arrived.bodies == []
    assert Outbox(context.store_path.parent / "outbox").parcels() == []
    assert say("send", "last", "--to", "team", "--yes").exit_code == 0


def test_the_same_is_sent_once(say, arrived):
    say("send", "last", "--to", "team", "--yes")
    again = say("send", "last", "--to", "team", "--to", "team", "--yes")
    assert again.exit_code == 0
    told = r"just this went to team on Tue 24 Nov, 10:\d\d; --again sends it once more\n"
    assert re.fullmatch(told, again.stderr)
    assert len(arrived.bodies) == 1
    assert say("send", "last", "--to", "team", "--yes", "--again").exit_code == 0
    assert len(arrived.bodies) == 2


def test_a_dead_network_loses_nothing(say, arrived, clock, context):
    arrived.answers = [NotDelivered("hooks.example.org cannot be reached"), Delivered()]
    said = say("send", "last", "--to", "team", "--yes")
    assert said.exit_code == 1
    assert "as parcel 1, and `meetingtui send --pending` tries again from Tue" in said.stderr
    assert isinstance(say("send", "last", "--to", "team", "--yes").exception, Refused)
    (listed,) = say("outbox").stdout.splitlines()
    assert listed.startswith("1  waiting  team  Tue 24 Nov 10:0")
    assert re.search(r"  from Tue 10:\d\d on · hooks.example.org cannot be reached$", listed)
    said = say("send", "--pending")
    assert said.exit_code == 0
    assert re.fullmatch(r"1 waits for later; try again from Tue 10:\d\d on\n", said.stderr)
    clock.advance(post_wait(context))
    said = say("send", "--pending")
    assert (said.exit_code, said.stderr.startswith("sent to team")) == (0, True)
    assert say("send", "--pending").stderr == "nothing waits\n"
    assert say("outbox").stderr == "The outbox is empty.\n"
    assert json.loads(say("outbox", "--all", "--json").stdout)["parcels"][0]["state"] == "sent"


def post_wait(context):
    (parcel,) = Outbox(context.store_path.parent / "outbox").parcels()
    return parcel.next_at - context.clock.now()


def test_what_is_too_long_for_one_message_is_sent_in_several(say, arrived, clock, monkeypatch):
    messages = [{"text": "one"}, {"text": "two"}]
    monkeypatch.setattr("meetingtui.reports.as_slack.messages_of", lambda minutes: messages)
    arrived.answers = [NotDelivered("dead"), Delivered()]
    said = say("send", "last", "--to", "wall", "--yes")
    assert (said.exit_code, said.stderr.count("not sent to wall")) == (1, 1)
    assert len(arrived.bodies) == 1
    clock.advance(AGENDA.length)
    said = say("send", "--pending")
    assert said.stderr.splitlines() == [
        "sent to wall: Minutes: Weekly, Tue 24 Nov (1 of 2)",
        "sent to wall: Minutes: Weekly, Tue 24 Nov (2 of 2)",
    ]
    assert arrived.bodies[1:] == messages


def test_in_how_many_messages_it_goes_is_said_before(say, arrived, watched, monkeypatch):
    messages = [{"text": "one"}, {"text": "two"}]
    monkeypatch.setattr("meetingtui.reports.as_slack.messages_of", lambda minutes: messages)
    said = say("send", "last", "--to", "wall", "--to", "team", says="n\n")
    assert "To wall (slack, hooks.example.org, in 2 messages)\n" in said.stderr
    assert "To team (discord, hooks.example.org)\n" in said.stderr


def test_what_the_rest_of_a_letter_waits_for_is_said(say, arrived, monkeypatch):
    messages = [{"text": "one"}, {"text": "two"}]
    monkeypatch.setattr("meetingtui.reports.as_slack.messages_of", lambda minutes: messages)
    arrived.answers = [Rejected("bad"), Delivered()]
    say("send", "last", "--to", "wall", "--yes")
    lost = "not sent to wall: bad; then `meetingtui outbox retry 1`\n"
    assert say("send", "--pending").stderr == f"{lost}1 waits for later\n"
    say("outbox", "retry", "1")
    assert say("send", "--pending").stderr.startswith("sent to wall: ")
    assert arrived.bodies == [messages[0], *messages]


def test_what_may_have_arrived_is_for_people_to_settle(say, arrived):
    arrived.answers = [Unknown("no answer"), Unknown("no answer"), Delivered()]
    said = say("send", "last", "--to", "team", "--yes")
    assert said.exit_code == 1
    then = "look there, then `meetingtui outbox retry 1` or `drop 1`"
    assert said.stderr == f"perhaps sent to team: no answer; {then}\n"
    assert say("send", "--pending").stderr == "nothing waits\n"
    assert "look there" in str(say("send", "last", "--to", "team", "--yes").exception)
    assert say("outbox", "retry", "1").exit_code == 1
    assert say("outbox", "retry", "1").stderr.startswith("sent to team")
    assert isinstance(say("outbox", "drop", "1").exception, Refused)
    say("send", "last", "--to", "team", "--yes", "--again")
    assert isinstance(say("outbox", "retry", "7").exception, NotFoundError)


def test_a_file_that_is_no_parcel_is_said_and_holds_nothing_up(say, arrived, context):
    folder = context.store_path.parent / "outbox"
    folder.mkdir()
    (folder / "000003.json").write_text("hello")
    assert "000003.json is no parcel" in say("outbox").stderr
    assert say("send", "last", "--to", "team", "--yes").exit_code == 0
    said = say("send", "--pending")
    assert (said.exit_code, "000003.json is no parcel" in said.stderr) == (1, True)


def test_what_is_not_to_be_sent_is_dropped(say, arrived):
    arrived.answers = [NotDelivered("dead")]
    say("send", "last", "--to", "team", "--yes")
    assert say("outbox", "drop", "1").stderr.startswith("dropped: Minutes: Weekly")
    assert say("send", "--pending").stderr == "nothing waits\n"


@pytest.mark.parametrize("settle", ["drop", "retry"])
def test_parcels_are_settled_only_where_all_that_are_named_can_be(say, arrived, settle):
    arrived.answers = [NotDelivered("dead")]
    say("send", "last", "--to", "team", "--to", "wall", "--yes")
    tried = len(arrived.bodies)
    assert isinstance(say("outbox", settle, "1", "99").exception, NotFoundError)
    assert len(arrived.bodies) == tried
    assert len(say("outbox").stdout.splitlines()) == 2
    assert len(say("outbox", settle, "1", "2", "1").stderr.splitlines()) == 2


@pytest.mark.parametrize(
    "sending", [["last", "--to", "team", "--to", "wall", "--yes"], ["--pending"]]
)
def test_what_was_sent_is_said_before_the_next_is_tried(say, arrived, clock, sending):
    arrived.answers = [NotDelivered("dead")]
    if "--pending" in sending:
        say("send", "last", "--to", "team", "--to", "wall", "--yes")
        clock.advance(AGENDA.length)
    arrived.answers = [Delivered(), KeyboardInterrupt()]
    said = say("send", *sending)
    assert said.stderr.startswith("sent to team: ")
    assert isinstance(said.exception, SystemExit | KeyboardInterrupt)


def test_another_process_that_sends_is_left_alone(say, arrived, context):
    with Outbox(context.store_path.parent / "outbox").held():
        said = say("send", "last", "--to", "team", "--yes")
    assert said.exit_code == 1
    assert said.stderr.startswith("not sent to team; it waits as parcel")
    assert said.stderr.endswith("tries again: another process is sending\n")
    assert say("send", "--pending").exit_code == 0
    assert len(arrived.bodies) == 1


@pytest.mark.parametrize(
    ("args", "error"),
    [
        (["send"], UsageError),
        (["send", "last"], UsageError),
        (["send", "last", "--to", "taem", "--yes"], NotFoundError),
        (["send", "last", "--pending"], UsageError),
        (["send", "none", "--to", "team"], NotFoundError),
    ],
)
def test_what_cannot_be_sent_is_said(say, args, error):
    assert isinstance(say(*args).exception, error)


def test_what_is_due_is_printed_by_owner(say, clock):
    said = say("due")
    assert (said.exit_code, said.stderr) == (0, "")
    assert said.stdout.splitlines() == [
        "1 action item due by Tue 24 Nov", "", "Ana", "• !1 Send it · Tue 24 Nov, today",
    ]  # fmt: skip
    assert "• !2 Old one · Wed 25 Nov, tomorrow" in say("due", "--within", "1d").stdout
    assert "!2" in say("due", "--within", "1w", "--owner", "ben").stdout
    assert say("due", "--owner", "Eve").stderr == "nothing is due\n"
    assert say("due", "--within", "soon").exit_code == 2


def test_due_as_json_and_its_status(say, clock, context):
    assert say("due", "--fail-overdue").exit_code == 0
    told = json.loads(say("due", "--within", "1", "--json").stdout)
    assert (told["schema"], told["today"]) == (1, "2026-11-24")
    assert [(o["owner"], [a["number"] for a in o["actions"]]) for o in told["owners"]] == [
        ("Ana", [1]), ("Ben", [2]),
    ]  # fmt: skip
    clock.advance(AGENDA.length * 3 * 24 * 2)
    assert say("due").exit_code == 0
    assert say("due", "--fail-overdue").exit_code == 1
    assert json.loads(say("due", "--json").stdout)["owners"][0]["actions"][0]["overdue"]


def test_what_is_due_is_sent_once(say, arrived):
    said = say("due", "--to", "team", "--yes")
    assert (said.exit_code, said.stdout) == (0, "")
    listed = "**1 action item due by Tue 24 Nov**\n\n**Ana**\n"
    assert arrived.bodies[0]["content"].startswith(listed)
    again = say("due", "--to", "team", "--yes")
    assert (again.exit_code, "--again sends it once more" in again.stderr) == (0, True)
    assert say("due", "--to", "team", "--yes", "--owner", "Eve").stderr == "nothing is due\n"
    assert len(arrived.bodies) == 1
