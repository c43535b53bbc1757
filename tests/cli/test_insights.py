import csv
import io
import json

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from meetingtui.cli.context import Context
from meetingtui.cli.main import cli
from meetingtui.demo.year import hold_year
from meetingtui.meeting.model import Changes, Meeting
from meetingtui.settings import Folders
from meetingtui.store.tiny import TinyStore
from meetingtui.text import clean


@pytest.fixture
def trends(clock, tmp_path):
    """Return what `meetingtui insights` says after some weeks."""
    documents = hold_year(clock.now(), clock.zone, weeks=8).documents
    store = TinyStore(tmp_path / "library.json")
    store.commit(Changes(documents))
    store.close()
    folders = Folders(config=tmp_path / "config", data=tmp_path)

    def run(*args, color=False, **environ):
        context = Context(clock=clock, environ=environ, folders=folders)
        return CliRunner().invoke(cli, ["insights", *args], obj=context, color=color)

    return run


def test_colours_are_left_out_where_nobody_wants_them(trends):
    assert "\x1b[32m" in trends(color=True).stdout
    assert "\x1b[3" not in trends(color=True, NO_COLOR="1").stdout


def test_every_figure_is_drawn_and_says_what_to_try(trends):
    said = trends("--series", "Sales-Marketing-Weekly")
    assert said.exit_code == 0
    lines = said.stdout.splitlines()
    assert lines[0] == "Weekly sales and marketing joint meeting (sales-marketing-weekly)"
    assert lines[1].startswith("8 meetings closed;")
    assert " goals reached" in lines[2]
    assert sum(line[:1] in "✓✗·" and line[1:2] == " " for line in lines) == 12
    assert sum(line.startswith("  → ") for line in lines) >= 10
    assert "  last 12  " in said.stdout
    assert "      Sales      █" in said.stdout
    assert "\x1b" not in said.stdout
    assert said.stderr == ""


def test_without_a_name_it_is_the_series_that_met_last(trends):
    said = trends()
    assert said.stdout.startswith("Sync of the two heads (leads-sync)\n")
    assert "last 12" not in said.stdout
    assert "Other series: " in said.stderr
    assert "sales-marketing-weekly" in said.stderr


def test_json_has_both_stretches(trends):
    found = json.loads(trends("--json", "--series", "sales-marketing-weekly").stdout)
    assert (found["schema"], found["closed"], found["unclosed"]) == (1, 8, 0)
    many, few = found["over"]["12"], found["over"]["4"]
    assert (len(many["meetings"]), len(few["meetings"])) == (8, 4)
    assert many["figures"].keys() == few["figures"].keys()
    assert len(many["figures"]) == 12
    started = few["figures"]["started"]
    assert (started["unit"], len(started["points"])) == ("min", 4)
    assert started["less_is_better"]
    assert {bar["label"] for bar in few["figures"]["airtime"]["bars"]} == {"Sales", "Marketing"}


def test_csv_has_a_row_for_each_value(trends):
    rows = list(csv.DictReader(io.StringIO(trends("--csv").stdout)))
    assert {row["window"] for row in rows} == {"12", "4"}
    ratings = [row for row in rows if row["figure"] == "rating" and row["label"]]
    assert {row["label"] for row in ratings} == {"Sales", "Marketing"}
    started = [row for row in rows if row["figure"] == "started"]
    assert all(row["held_on"] and row["meeting"] for row in started)


@pytest.mark.parametrize("title", ["=1+1", " =1+1", "\t=1+1", "\uff1dcmd()", "-1"])
def test_no_spreadsheet_takes_a_name_for_a_formula(trends, tmp_path, title):
    store = TinyStore(tmp_path / "library.json")
    documents = [
        replace(m, slots=tuple(replace(s, title=title) for s in m.slots))
        for m in store.find(Meeting)
    ]
    store.commit(Changes(tuple(documents)))
    store.close()
    labels = {row["label"] for row in csv.DictReader(io.StringIO(trends("--csv").stdout))}
    assert f"'{clean(title)}" in labels
    assert clean(title) not in labels


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--series", "leadsync"], "no series 'leadsync'; did you mean 'leads-sync'?"),
        (["--json", "--csv"], "two formats"),
    ],
)
def test_what_is_off_is_said(trends, args, sentence):
    assert sentence in str(trends(*args).exception)


def test_without_meetings_there_are_none(clock, tmp_path):
    folders = Folders(config=tmp_path / "config", data=tmp_path / "data")
    context = Context(clock=clock, environ={}, folders=folders)
    said = CliRunner().invoke(cli, ["insights"], obj=context)
    assert "there are no meetings yet" in str(said.exception)


def test_of_a_series_that_never_met_there_is_nothing_to_tell(trends):
    said = trends("--series", "lean-coffee")
    assert said.exit_code == 0
    assert said.stdout.splitlines()[1].startswith("0 meetings closed; too few")
    assert len(said.stdout.splitlines()) == 2
