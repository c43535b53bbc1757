from datetime import timedelta
from pathlib import Path

import pytest

from meetingtui.agenda import find
from meetingtui.agenda.load import load_agenda
from meetingtui.agenda.schema import FILE_NAME, schema_text
from meetingtui.errors import NotFoundError, Refused, UsageError
from meetingtui.meeting import commands as ask
from meetingtui.opening import open_meeting

SHIPPED = Path(__file__).parents[2] / "agendas"
TEMPLATES = sorted(path.stem for path in SHIPPED.glob("*.yaml"))


@pytest.fixture(autouse=True)
def shipped(author, monkeypatch):
    monkeypatch.setattr(find, "_PACKAGE", SHIPPED.parent / "meetingtui")


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("teams", ["Sales,Marketing,Product", "Ops"])
def test_new_passes_the_strict_check_whatever_it_begins_with(author, template, teams):
    said = author.run("new", "own", "--from", template, "--teams", teams)
    assert (said.exit_code, said.stdout) == (0, "agendas/own.yaml\n")
    checked = author.run("check", "own", "--strict")
    assert (checked.exit_code, checked.output) == (0, "1 agenda: no problems\n")
    agenda, _ = load_agenda(Path("agendas/own.yaml"))
    assert (agenda.id, agenda.title) == ("own", "Own")
    assert [team.name for team in agenda.teams] == teams.split(",")


def test_new_asks_nothing(author):
    said = author.run("new", "Product Launch, 2027!")
    assert said.stdout == "agendas/product-launch-2027.yaml\n"
    assert said.stderr == "now change it: meetingtui agenda edit product-launch-2027\n"
    path = Path("agendas/product-launch-2027.yaml")
    lines = path.read_text().splitlines()
    assert lines[1] == "# Begun from sales-marketing-weekly:"
    assert lines[2].startswith("# For the weekly meeting")
    agenda, _ = load_agenda(path)
    assert agenda.title == "Product Launch, 2027!"
    assert agenda.length == timedelta(minutes=45)
    assert [team.name for team in agenda.teams] == ["Sales", "Marketing"]


def test_new_gives_a_third_team_its_time(author):
    author.run("new", "three", "--teams", " A, B ,C,")
    agenda, _ = load_agenda(Path("agendas/three.yaml"))
    assert agenda.length == timedelta(minutes=60)
    assert "people: []  # write their names: [Ana, Ben]" in Path("agendas/three.yaml").read_text()


def test_new_says_where_a_text_is_about_other_teams(author):
    author.run("new", "own", "--from", "content-preview", "--teams", "Product,Legal")
    lines = Path("agendas/own.yaml").read_text().splitlines()
    assert lines[:4] == [
        "# yaml-language-server: $schema=./agenda.schema.json",
        "# Begun from content-preview:",
        "# Use it when pieces are still soft enough to change; send them round the day before.",
        "version: 1",
    ]
    purpose = "purpose: No piece reaches a client that sales has not seen.  # speaks of Sales"
    assert purpose in lines
    agenda, _ = load_agenda(Path("agendas/own.yaml"))
    assert agenda.purpose == "No piece reaches a client that sales has not seen."
    author.run("new", "same", "--from", "content-preview", "--teams", "Marketing,Sales")
    assert "speaks of" not in Path("agendas/same.yaml").read_text()


def test_new_marks_unequal_time_as_meant(author):
    author.write("weekly", ("per_team: 5m", "per_team: {Sales: 3m, Marketing: 7m}"))
    author.run("new", "own", "--from", "weekly")
    assert "equal: false" in Path("agendas/own.yaml").read_text().splitlines()
    checked = author.run("check", "own", "--strict")
    assert (checked.exit_code, checked.output) == (0, "1 agenda: no problems\n")


def test_new_says_what_it_began_with_also_where_that_names_other_teams(author):
    author.run("new", "own", "--teams", "Product,Legal")
    assert Path("agendas/own.yaml").read_text().splitlines()[1:3] == [
        "# Begun from sales-marketing-weekly:",
        "# Use it when each side needs to hear what the other won, plans and wonders about.",
    ]


def test_new_makes_an_id_of_any_name(author):
    assert author.run("new", "Münchner Straße").stdout == "agendas/munchner-strasse.yaml\n"


def test_new_never_takes_the_place_of_a_file(author):
    before = Path("agendas/weekly.yaml").read_text()
    said = author.run("new", "weekly")
    assert isinstance(said.exception, Refused)
    assert "agendas/weekly.yaml is there already" in str(said.exception)
    assert Path("agendas/weekly.yaml").read_text() == before


def test_new_puts_the_schema_beside_it_once(author, tmp_path):
    author.run("new", "own")
    schema = Path("agendas", FILE_NAME)
    assert schema.read_text() == schema_text()
    schema.write_text("{}")
    author.run("new", "other")
    assert schema.read_text() == "{}"
    author.run("new", "third", "-o", str(tmp_path / "deep/er/x.yaml"))
    assert (tmp_path / "deep/er" / FILE_NAME).exists()


def test_new_writes_into_a_folder_that_is_named(author, tmp_path):
    (tmp_path / "mine").mkdir()
    said = author.run("new", "own", "-o", str(tmp_path / "mine"))
    assert said.stdout == f"{tmp_path}/mine/own.yaml\n"


def test_new_writes_into_the_persons_folder_where_the_project_has_none(author, tmp_path):
    Path("agendas/weekly.yaml").unlink()
    Path("agendas").rmdir()
    said = author.run("new", "own")
    assert said.stdout == f"{tmp_path}/config/agendas/own.yaml\n"


def test_new_from_an_agenda_with_a_time_for_each_team(author):
    author.write("weekly", ("per_team: 5m", "per_team: {Sales: 3m, Marketing: 7m}"))
    author.run("new", "same", "--from", "weekly")
    assert "per_team: {Sales: 3m, Marketing: 7m}" in Path("agendas/same.yaml").read_text()
    author.run("new", "other", "--from", "weekly", "--teams", "A,B")
    assert "per_team: 7m" in Path("agendas/other.yaml").read_text()


def test_new_from_a_meeting_keeps_what_the_agenda_said(author):
    author.write(
        "weekly",
        ("length: 20m", "length: 1h\nzone: Europe/Berlin\nrepeat: weekly on Tuesday at 10:00"),
        ("[Sales, Marketing]", "[{name: Sales, people: [Ana, Ben]}, Marketing]"),
        ("{kind: buffer, time: 1m}", "{kind: round, per_person: 30s}"),
        ("10:25", "11:20"),
    )
    agenda, _ = load_agenda(Path("agendas/weekly.yaml"))
    runner = open_meeting(author.context.open_store(), author.context.clock, agenda)
    runner.do(ask.Next())
    meeting = runner.state.meeting
    author.run("new", "own", "--from-meeting", meeting.id)
    own, _ = load_agenda(Path("agendas/own.yaml"))
    assert (own.zone, own.repeat, own.length) == (agenda.zone, agenda.repeat, agenda.length)
    assert own.segments == agenda.segments
    Path("agendas/weekly.yaml").unlink()
    author.run("new", "later", "--from-meeting", meeting.id)
    assert load_agenda(Path("agendas/later.yaml"))[0].segments == agenda.segments


def test_what_a_template_says_of_itself_is_left_out_where_it_is_not_true_any_more(author):
    author.run("new", "own", "--teams", "A,B,C")
    text = Path("agendas/own.yaml").read_text()
    assert "# Begun from sales-marketing-weekly:\nversion: 1" in text
    assert "need to know from the other teams?" in text
    assert "both" not in text
    author.run("new", "same", "--from", "sales-marketing-weekly")
    assert "both teams at one table, 45 minutes" in Path("agendas/same.yaml").read_text()


def test_new_from_a_meeting(author):
    agenda, _ = load_agenda(SHIPPED / "sales-marketing-weekly.yaml")
    runner = open_meeting(author.context.open_store(), author.context.clock, agenda)
    runner.do(ask.Next())
    meeting = runner.state.meeting
    author.run("new", "own", "--from-meeting", meeting.id[:12])
    own, warnings = load_agenda(Path("agendas/own.yaml"))
    assert warnings == ()
    assert (own.segments, own.norms, own.length) == (agenda.segments, agenda.norms, agenda.length)
    assert (
        "# Begun from the plan of the meeting of 24 November 2026: Weekly"
        in Path("agendas/own.yaml").read_text()
    )
    none = author.run("new", "x", "--from-meeting", "zzz").exception
    assert isinstance(none, NotFoundError)
    open_meeting(author.context.open_store(), author.context.clock, agenda).do(ask.Next())
    several = author.run("new", "x", "--from-meeting", "0").exception
    assert str(several).startswith("2 meetings begin with '0'; ")


@pytest.mark.parametrize("name", ["last", "Sales-Marketing-Weekly"])
def test_a_meeting_to_begin_with_is_named_as_everywhere(author, name):
    agenda, _ = load_agenda(SHIPPED / "sales-marketing-weekly.yaml")
    open_meeting(author.context.open_store(), author.context.clock, agenda).do(ask.Next())
    assert author.run("new", "own", "--from-meeting", name).exit_code == 0
    assert load_agenda(Path("agendas/own.yaml"))[0].segments == agenda.segments


@pytest.mark.parametrize(
    ("args", "error"),
    [
        (["!!!"], UsageError),
        (["x", "--from", "weekly", "--from-meeting", "1"], UsageError),
        (["x", "--from", "nothing-like-it"], NotFoundError),
        (["x", "--teams", "A,a"], UsageError),
        (["x", "--teams", ",".join("ABCDEFGHIJKLMNOPQRSTU")], UsageError),
    ],
)
def test_new_refuses_what_it_cannot_make(author, args, error):
    assert isinstance(author.run("new", *args).exception, error)
    assert not Path("agendas/x.yaml").exists()
