"""What other programs have to say, from the command line."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from meetingtui.agenda.load import load_agenda
from meetingtui.cli.export import export
from meetingtui.cli.import_file import import_
from meetingtui.errors import MeetingtuiError, NotFoundError, UsageError
from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import Action, ActionState, Meeting, Note
from meetingtui.opening import open_meeting

HEAD = "action,owner,state\n"


@pytest.fixture
def context(author):
    """Return the surroundings of a store with one weekly meeting."""
    people = "teams: [{name: Sales, people: [Ana, Ben]}, {name: Marketing, people: [Dana]}]"
    author.write("weekly", ("teams: [Sales, Marketing]", people))
    context, (agenda, _) = author.context, load_agenda(Path("agendas/weekly.yaml"))
    runner = open_meeting(context.open_store(), context.clock, agenda)
    runner.do(ask.Next())
    for line in ("!Send the deck @Ana", "!Call Acme @Ben", "+We won", "?Why"):
        runner.do(ask.Capture(line))
    runner.do(ask.Close())
    context.clock.advance(timedelta(days=1))
    return context


@pytest.fixture
def bring(context):
    return lambda *args, says=None: CliRunner().invoke(import_, args, obj=context, input=says)


@pytest.fixture
def send(context):
    return lambda *args: CliRunner().invoke(export, ("last", *args), obj=context).stdout_bytes


def states(context):
    return [action.state for action in context.open_store().find(Action)]


@pytest.mark.parametrize(
    ("format", "file", "old", "new"),
    [
        ("csv", "list.csv", b",open,", b",done,"),
        ("todotxt", "todo.txt", b"2026-11-24 ", b"x 2026-11-25 2026-11-24 "),
        ("taskwarrior", "export.json", b'"pending"', b'"completed"'),
    ],
)
def test_what_was_done_elsewhere_comes_back(context, bring, send, tmp_path, format, file, old, new):
    (tmp_path / file).write_bytes(send("--format", format, "--owner", "Ana").replace(old, new))
    said = bring(file)
    assert said.stdout == "done: !1 Send the deck · Ana\n"
    assert states(context) == [ActionState.DONE, ActionState.OPEN]
    assert bring(file).stdout == "left as it is: 1 (settled here already)\n"


def test_new_items_go_into_the_queue_of_an_agenda(context, bring, tmp_path):
    (tmp_path / "list.csv").write_text(f"{HEAD}Book the fair,Zoe,open\n")
    assert bring("list.csv").stdout == "left as it is: 1 (new, but --for names no agenda)\n"
    assert bring("list.csv", "--for", "weekly").stdout == "new: !3 Book the fair · Zoe\n"
    (new,) = [a for a in context.open_store().find(Action) if a.number == 3]
    assert (new.agenda, new.meeting) == ("weekly", "")
    assert bring("list.csv", "--for", "weekly").stdout == "left as it is: 1 (nothing new)\n"
    assert isinstance(bring("list.csv", "--for", "nobodys").exception, NotFoundError)


def test_a_dry_run_changes_nothing(context, bring, tmp_path):
    (tmp_path / "list.csv").write_text(f"{HEAD}Send the deck,Ana,done\nBook,Zoe,\n")
    said = bring("list.csv", "--for", "weekly", "--dry-run")
    assert said.stdout == "done: !1 Send the deck · Ana\nnew: Book · Zoe\n"
    assert said.stderr == (
        "nobody here is called 'Zoe': known are Ana, Ben, Dana\n"
        "nothing was changed: this was a dry run\n"
    )
    assert states(context) == [ActionState.OPEN] * 2
    assert not list(context.store_path.parent.glob("backups/*"))


def test_owners_that_nobody_knows_are_told_and_taken(context, bring, tmp_path):
    rows = "Book,Dena,\nPack,Dena,\nSend,ana,\nCall,,\n"
    (tmp_path / "list.csv").write_text(HEAD + rows)
    said = bring("list.csv", "--for", "weekly")
    assert said.stdout.splitlines()[0] == "new: !3 Book · Dena"
    assert said.stderr == "nobody here is called 'Dena': did you mean 'Dana'?\n"
    assert bring("list.csv").stderr == ""


def test_all_that_is_wrong_is_told_and_nothing_is_taken_in(context, bring, tmp_path):
    (tmp_path / "list.csv").write_text(
        "Task,Due Date\nBook,2026-12-01\nCall,soon\nPack,1/12/2026\nSend,1.12.2026\n"
    )
    two_readings = "'1/12/2026' does not say which is the month; write 1 dec 2026 or 12 jan 2026"
    error = bring("list.csv", "--for", "weekly").exception
    assert str(error).splitlines() == [
        "list.csv is not imported: 2 things are wrong:",
        "  line 3, column Due Date: 'soon' is no day such as 2026-11-27",
        f"  line 4, column Due Date: {two_readings}",
    ]
    assert len(states(context)) == 2


def test_a_copy_of_the_store_is_kept_first(context, bring, tmp_path):
    (tmp_path / "list.csv").write_text(f"{HEAD}Send the deck,Ana,done\n")
    bring("list.csv", "--for", "weekly")
    (backup,) = context.store_path.parent.glob("backups/*.json")
    actions = json.loads(backup.read_text())["actions"].values()
    assert [action["state"] for action in actions] == ["open", "open"]


def test_meetings_come_to_another_machine_whole_and_once(context, bring, send, tmp_path):
    (tmp_path / "minutes.json").write_bytes(send("--format", "json"))
    other = replace(context, store_option=tmp_path / "other" / "library.json")
    said = CliRunner().invoke(import_, ["minutes.json"], obj=other)
    meeting = context.open_store().find(Meeting)[0]
    assert said.stdout.splitlines() == [
        f"new: Weekly ({meeting.id})", "new: !1 Send the deck · Ana · due 2026-12-01",
        "new: !2 Call Acme · Ben · due 2026-12-01", "new: 2 notes",
    ]  # fmt: skip
    for kind in (Meeting, Note, Action):
        assert other.open_store().find(kind) == context.open_store().find(kind)
    for again in (bring("minutes.json"), CliRunner().invoke(import_, ["minutes.json"], obj=other)):
        assert again.stdout == "left as it is: 5 (nothing new)\n"
    assert not list(context.store_path.parent.glob("backups/*"))


def test_a_pipe_says_what_it_brings(bring):
    done = "x Call Acme @Ben\n"
    told = bring("-", "--format", "todotxt", says=done).stdout
    assert told == "left as it is: 1 (done elsewhere, and not known here)\n"
    assert bring(
        "-", "--format", "todotxt", "--for", "weekly", says="x Call Acme @Ben\n"
    ).stdout == ("done: !2 Call Acme · Ben\n")
    assert isinstance(bring("-", says="").exception, UsageError)


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.task.json", "a.txt"])
def test_a_file_that_cannot_be_read_is_named(bring, tmp_path, name):
    (tmp_path / name).write_bytes(b"[{\xff" if "task" in name else b"\xff")
    said = bring(name)
    assert isinstance(said.exception, MeetingtuiError)
    assert str(said.exception).startswith(f"{name} is not imported: ")


def test_a_file_that_is_not_there(bring):
    assert isinstance(bring("no.csv").exception, NotFoundError)
