"""Minutes in the formats of other programs, from the command line."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from email import message_from_string
from email.policy import default

import pytest
from click.testing import CliRunner

from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team
from meetingtui.cli.context import Context
from meetingtui.cli.export import FormatName, export
from meetingtui.errors import MeetingtuiError, NotFoundError, Refused, UsageError
from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import Action, ActionState, Changes, Meeting
from meetingtui.opening import open_meeting
from meetingtui.reports.formats import LISTS, OURS
from meetingtui.reports.minutes import minutes_of
from meetingtui.reports.options import Options
from meetingtui.resuming import state_of
from meetingtui.settings import Folders

LENGTH = timedelta(minutes=10)


def agenda(id):
    wins = Segment(kind=SegmentKind.WINS, id="wins", title="Wins", time=LENGTH)
    teams = (Team("Sales", ("Ana", "Ben")), Team("Marketing", ("Dana", "Eve")))
    return Agenda(
        version=1, id=id, title=f"The {id} one", length=LENGTH, teams=teams, segments=(wins,)
    )


@pytest.fixture
def context(tmp_path, clock, monkeypatch):
    """Return the surroundings of a store with two weekly meetings and a monthly one."""
    monkeypatch.chdir(tmp_path)
    folders = Folders(config=tmp_path / "config", data=tmp_path / "data")
    context = Context(clock=clock, environ={}, folders=folders)
    for id, promise in (
        ("weekly", "!Send the deck @Ana"),
        ("monthly", "!Book the fair @Dana"),
        ("weekly", "!Call Acme @Ben"),
    ):
        runner = open_meeting(context.open_store(), clock, agenda(id))
        runner.do(ask.Next())
        runner.do(ask.Capture(promise))
        runner.do(ask.Close())
        clock.advance(timedelta(days=7))
    return context


@pytest.fixture
def invoke(context):
    return lambda *args: CliRunner().invoke(export, args, obj=context)


@pytest.fixture
def told(context):
    """Return what a format says of the meetings with these places."""

    def told(name, *places):
        store = context.open_store()
        every = [minutes_of(state_of(store, m), context.clock.zone) for m in store.find(Meeting)]
        return OURS[name].render([every[place] for place in places], Options())

    return told


@pytest.mark.parametrize(
    ("args", "name"),
    [([], "md"), (["--format", "md"], "md"), (["--format", "json", "-o", "-"], "json")],
)
def test_it_prints_a_format(invoke, told, args, name):
    assert invoke("last", *args).stdout_bytes == told(name, 2)


@pytest.mark.parametrize("name", OURS)
def test_every_format_has_all_meetings_byte_for_byte(invoke, told, name):
    assert invoke("--since", "2026-11-01", "--format", name).stdout_bytes == told(name, 0, 1, 2)


@pytest.mark.parametrize(
    ("file", "args", "name"),
    [
        *((f"minutes{format.suffix}", [], name) for name, format in OURS.items()),
        ("minutes", [], "md"),
        ("minutes.docx", ["--format", "json"], "json"),
    ],
)
def test_it_writes_a_file_as_its_name_ends(invoke, told, tmp_path, file, args, name):
    path = tmp_path / file
    said = invoke("last", "-o", str(path), *args)
    assert (said.stdout, said.stderr) == ("", f"Written to {path}.\n")
    assert path.read_bytes() == told(name, 2)


def test_several_formats_share_a_stem_or_a_folder(invoke, told, tmp_path):
    formats = ("--format", "md", "--format", "json")
    invoke("weekly", *formats, "-o", "minutes")
    assert (tmp_path / "minutes.json").read_bytes() == told("json", 2)
    assert (tmp_path / "minutes.md").read_bytes() == told("md", 2)
    (tmp_path / "all").mkdir()
    said = invoke("--since", "2026-11-25", *formats, "-o", "all")
    assert said.stderr.splitlines() == [
        "Written to all/2026-12-01-2026-12-08-meetings.md.",
        "Written to all/2026-12-01-2026-12-08-meetings.json.",
    ]
    said = invoke("last", *formats)
    assert isinstance(said.exception, UsageError)
    assert "several formats need -o with a folder" in str(said.exception)


def test_nothing_is_written_where_one_file_is_there_already(invoke, told, tmp_path):
    path = tmp_path / "minutes.json"
    path.write_text("mine")
    args = ("last", "-o", "minutes", "--format", "md", "--format", "json")
    said = invoke(*args)
    assert isinstance(said.exception, Refused)
    assert str(said.exception) == "minutes.json exists already; --force replaces it"
    assert (path.read_text(), (tmp_path / "minutes.md").exists()) == ("mine", False)
    assert invoke(*args, "--force").exit_code == 0
    assert path.read_bytes() == told("json", 2)


@pytest.mark.parametrize(
    ("args", "titles"),
    [
        (["--since", "2026-11-24"], ["weekly", "monthly", "weekly"]),
        (["--since", "2026-11-25"], ["monthly", "weekly"]),
        (["weekly", "--since", "2026-11-24"], ["weekly", "weekly"]),
        (["Weekly", "--since", "2026-11-24"], ["weekly", "weekly"]),
        (["--since", "15d"], ["monthly", "weekly"]),
        (["--since", "1 dec"], ["monthly", "weekly"]),
        (["--since", "2026-12"], ["monthly", "weekly"]),
        (["--since", "last tue"], ["weekly"]),
    ],
)
def test_all_meetings_since_a_day(invoke, args, titles):
    told = json.loads(invoke(*args, "--format", "json").stdout)["meetings"]
    assert [one["meeting"]["agenda"] for one in told] == titles


@pytest.mark.parametrize("day", ["soon", "9999y", "30 feb"])
def test_a_day_that_is_none(invoke, day):
    said = invoke("--since", day)
    assert isinstance(said.exception, UsageError)
    assert f"--since '{day}' is no day; write 2026-11-25" in str(said.exception)


def made(context, number, agenda, at, **more):
    """Store an action item made between meetings and return it."""
    action = Action(
        id=f"{number:024}", number=number, agenda=agenda, meeting="", text=f"Promise {number}",
        taken_at=at, **more,
    )  # fmt: skip
    context.open_store().commit(Changes(put=(action,)))
    return action


def listed(said):
    return [int(row["number"]) for row in csv.DictReader(said.stdout.lstrip("\ufeff").splitlines())]


def test_lists_of_action_items_have_those_made_between_meetings(context, invoke):
    now = context.clock.now()
    made(context, 11, "weekly", now, owner="Ana")
    made(context, 12, "monthly", now - timedelta(days=1), owner="Ben")
    made(context, 13, "weekly", now - timedelta(days=20), owner="Ana")  # before the latest
    made(context, 14, "weekly", now, owner="Ben", state=ActionState.DONE)
    as_csv = ("--format", "csv")
    assert listed(invoke("weekly", *as_csv)) == [11, 14, 1, 3]
    assert listed(invoke("WEEKLY", *as_csv)) == [11, 14, 1, 3]
    assert listed(invoke("weekly", *as_csv, "--since", "5w")) == [11, 13, 14, 1, 3]
    assert listed(invoke("--since", "2d", *as_csv)) == [11, 12, 14]
    assert listed(invoke("--since", "2d", *as_csv, "--owner", "ana")) == [11]
    assert listed(invoke("--since", "2d", *as_csv, "--open-only")) == [11, 12]
    assert invoke("--since", "2d", *as_csv, "--owner", "Eve").stderr == (
        "There are no action items of Eve.\n"
    )
    # A meeting that is named has its own only, and minutes tell of meetings.
    assert listed(invoke("last", *as_csv)) == [1, 3]
    assert "Promise 1" not in invoke("weekly", "--since", "5w", "--format", "md").stdout


@pytest.mark.parametrize("format", LISTS, ids=lambda format: format.name)
def test_an_agenda_that_never_met_has_a_list(context, invoke, tmp_path, format):
    made(context, 21, "new-one", context.clock.now(), due_on=context.today)
    assert b"Promise 21" in invoke("new-one", "--format", format.name).stdout_bytes
    said = invoke("new-one", "--format", format.name, "-o", str(tmp_path))
    assert said.stderr.endswith(f"action-items{format.suffix}.\n")
    said = invoke("new-one", "--format", format.name, "--format", "md", "-o", str(tmp_path))
    assert str(said.exception) == (
        "there is no meeting of 'new-one'; --format csv has the action items made between meetings"
    )


def test_where_it_was_made_is_said(context, invoke):
    made(context, 11, "weekly", context.clock.now())
    tasks = json.loads(invoke("weekly", "--format", "taskwarrior").stdout)
    told = [task["annotations"][0]["description"] for task in tasks]
    places = ("Made between meetings, 2026-12-15", "The weekly one, 2026-11-24")
    assert told == [*places, "The weekly one, 2026-12-08"]


def test_the_calendar_of_a_mail_has_what_its_text_has(context, invoke):
    made(context, 11, "weekly", context.clock.now())
    mail = message_from_string(invoke("weekly", "--format", "eml").stdout, policy=default)
    (calendar,) = mail.iter_attachments()
    assert calendar.get_content().count("BEGIN:VTODO") == 2


def test_meetings_that_did_not_begin_are_no_minutes(context, invoke):
    runner = open_meeting(context.open_store(), context.clock, agenda("weekly"))
    runner.do(ask.MarkAbsent("Ben"))
    said = invoke("weekly", "--since", "2026-12-09")
    assert isinstance(said.exception, NotFoundError)
    assert "there is no meeting of 'weekly' since 2026-12-09" in str(said.exception)
    assert "no meeting since 2027-01-01" in str(invoke("--since", "2027-01-01").exception)


def test_which_meeting_is_asked_for_where_none_is_named(invoke):
    said = invoke()
    assert isinstance(said.exception, UsageError)
    assert "which meeting?" in str(said.exception)


def numbers(text):
    return [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("| !")]


def test_action_items_of_one_person_or_open_ones(context, invoke):
    every = ("--since", "2026-11-01", "--format", "md")
    assert numbers(invoke(*every).stdout) == ["!1", "!2", "!3"]
    assert numbers(invoke(*every, "--owner", "dana").stdout) == ["!2"]
    assert invoke(*every, "--owner", "dana").stderr == ""
    assert invoke(*every, "--owner", "Eve").stderr == "There are no action items of Eve.\n"
    unknown = invoke(*every, "--owner", "Danna").exception
    assert isinstance(unknown, NotFoundError)
    assert str(unknown) == "nobody is called 'Danna'; did you mean 'Dana'?"
    runner = open_meeting(context.open_store(), context.clock, agenda("weekly"))
    runner.do(ask.Next())
    runner.do(ask.Done(1))
    runner.do(ask.Done(3))
    text = invoke(*every, "--open-only").stdout
    assert numbers(text) == ["!2"]
    # What was open at the close is not told of where it is done by now.
    assert "Send the deck" not in text


@pytest.mark.parametrize("args", [["--format", "docx"], ["extra"], ["--actions-as", "dreams"]])
def test_what_it_does_not_understand_is_a_usage_error(invoke, args):
    assert invoke("last", *args).exit_code == 2


def test_a_format_that_is_not_there_names_those_that_are(invoke):
    said = invoke("last", "--format", "jsn").stderr
    assert "there is no format 'jsn', only md" in said
    assert "did you mean 'json'?" in said


def test_names_of_formats_are_completed():
    found = FormatName().shell_complete(None, None, "j")
    assert [item.value for item in found] == ["json"]


def test_the_end_of_a_name_that_no_format_has(invoke, tmp_path):
    said = invoke("last", "-o", "minutes.docx")
    assert isinstance(said.exception, UsageError)
    assert "no format ends in .docx, only .md" in str(said.exception)
    assert not (tmp_path / "minutes.docx").exists()


@pytest.mark.parametrize("path", ["no/minutes.md", "no/"])
def test_a_folder_that_is_not_there(invoke, path):
    said = invoke("last", "-o", path)
    assert isinstance(said.exception, NotFoundError)
    assert "there is no folder" in str(said.exception)


def test_a_file_that_cannot_be_written(invoke, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("meetingtui.cli.export.replace_file", full)
    said = invoke("last", "-o", "minutes.md")
    assert isinstance(said.exception, MeetingtuiError)
    assert str(said.exception) == "minutes.md could not be written: No space left on device"


def test_what_is_not_closed_yet_is_named(invoke, context, clock):
    runner = open_meeting(context.open_store(), clock, agenda("weekly"))
    runner.do(ask.Next())
    assert invoke("last").stderr.startswith("left out: The weekly one of Tue 15 Dec 10:00, not cl")
    since = invoke("weekly", "--since", "fri")
    assert since.stderr == "The weekly one of Tue 15 Dec 10:00 is not closed yet\n"
