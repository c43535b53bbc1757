import json
from types import SimpleNamespace

import pytest

from meetingtui.agenda.problem import AgendaError
from meetingtui.cli import agenda_show as module
from meetingtui.errors import NotFoundError


def test_show_prints_slots_with_their_place_in_the_meeting(author):
    said = author.run("show", "weekly")
    assert (said.exit_code, said.stderr) == (0, "")
    assert said.stdout.splitlines() == [
        "Weekly (weekly)",
        "One plan.",
        "",
        "start  4m  Review of promises",
        "+4m    5m  Questions           Sales      What do you need to know?",
        "+9m    5m  Questions           Marketing  What do you need to know?",
        "+14m   1m  Buffer",
        "+15m   5m  Close",
        "+20m       end",
        "",
        "          start  +2m    +4m    +6m    +8m    +10m   +12m   +14m   +16m   +18m",
        "Sales                   █████████████████",
        "Marketing                                ██████████████████",
        "together  ██████████████                                   ▒▒▒██████████████████",
        "",
        "Sales       5m  25%",
        "Marketing   5m  25%",
        "together   10m  50%",
        "20m of 20m",
    ]


def test_show_at_a_time_prints_clock_times_and_keeps_fixed_ends(author):
    said = author.run("show", "weekly", "--at", "9:50")
    lines = said.stdout.splitlines()
    assert lines[3].startswith("09:50  4m   Review of promises")
    assert lines[7].startswith("10:05  20m  Close")
    assert lines[8] == "10:25       end"
    assert lines[-1] == "35m of 20m, 15m too long"


def test_show_tells_what_is_free(author):
    author.write(
        "long",
        ("id: weekly", "id: long"),
        ("length: 20m", "length: 30m"),
        ("purpose: One plan.\n", ""),
    )
    lines = author.run("show", "long").stdout.splitlines()
    assert lines[:2] == ["Weekly (long)", ""]
    assert lines[-1] == "20m of 30m, 10m free"


def test_show_keeps_warnings_out_of_the_data(author):
    author.write_warned()
    said = author.run("show", "warned")
    assert said.exit_code == 0
    assert "warning" not in said.stdout
    assert said.stderr.startswith("agendas/warned.yaml:5:9: warning: ")


def test_show_as_json(author):
    assert "starts_at" not in author.run("show", "weekly", "--json").stdout
    told = json.loads(author.run("show", "weekly", "--json", "--at", "10:00").stdout)
    slots = told.pop("slots")
    assert told == {
        "schema": 1,
        "id": "weekly",
        "title": "Weekly",
        "purpose": "One plan.",
        "length_s": 1200,
        "planned_s": 1500,
        "zone": "",
        "next": [],
        "teams": [
            {"name": "Sales", "people": [], "planned_s": 300, "share": 0.2},
            {"name": "Marketing", "people": [], "planned_s": 300, "share": 0.2},
        ],
    }
    assert len(slots) == 5
    assert slots[1] == {
        "id": "questions/Sales",
        "kind": "questions",
        "title": "Questions",
        "team": "Sales",
        "prompt": "What do you need to know?",
        "required": False,
        "length_s": 300,
        "starts_after_s": 240,
        "starts_at": "2026-11-24T10:04:00Z",
        "ends_at": "2026-11-24T10:09:00Z",
    }


def test_prompts_are_wrapped_where_people_watch(author, monkeypatch):
    terminal = SimpleNamespace(isatty=lambda: True)
    size = SimpleNamespace(columns=66)
    monkeypatch.setattr(module, "sys", SimpleNamespace(stdout=terminal))
    monkeypatch.setattr(module, "get_terminal_size", lambda: size)
    lines = author.run("show", "weekly").stdout.splitlines()
    assert lines[4:6] == [
        "+4m    5m  Questions           Sales      What do you need to",
        "                                          know?",
    ]
    size.columns = 60
    assert author.run("show", "weekly").stdout.splitlines()[4].endswith("What do you need to know?")


@pytest.mark.parametrize(("name", "error"), [("weekyl", NotFoundError), ("broken", AgendaError)])
def test_show_raises_what_keeps_it_from_showing(author, name, error):
    author.write_broken()
    assert isinstance(author.run("show", name).exception, error)


@pytest.mark.parametrize("time", ["25:00", "ten", "10"])
def test_a_start_that_is_no_clock_time_is_a_usage_error(author, time):
    said = author.run("show", "weekly", "--at", time)
    assert said.exit_code == 2
    assert "--at" in said.stderr


def test_show_takes_the_time_and_the_days_from_the_agenda(author):
    rule = "repeat: every 2 weeks on Thursday at 14:30 from 2026-11-26\nzone: Europe/Berlin\n"
    author.write("weekly", ("purpose: One plan.\n", rule), (', ends_at: "10:25"', ""))
    lines = author.run("show", "weekly").stdout.splitlines()
    assert lines[2].startswith("14:30  4m  Review of promises")
    assert lines[9].startswith("          14:30")
    assert (
        lines[-1] == "next Thu 26 Nov 14:30, Thu 10 Dec 14:30, Thu 24 Dec 14:30, Thu 07 Jan 14:30"
    )
    for at, shown in (("9:00", "09:00"), ("3pm", "15:00")):
        said = author.run("show", "weekly", "--at", at)
        assert said.stdout.splitlines()[2].startswith(shown)
    told = json.loads(author.run("show", "weekly", "--json").stdout)
    assert told["zone"] == "Europe/Berlin"
    assert told["next"][0] == told["slots"][0]["starts_at"] == "2026-11-26T13:30:00Z"


def test_show_leaves_the_drawing_out_where_it_has_no_room(author, monkeypatch):
    monkeypatch.setenv("COLUMNS", "29")
    assert "█" not in author.run("show", "weekly").stdout


def test_show_follows_an_agenda_to_the_one_that_it_extends(author):
    path = author.write("own")
    path.write_text("version: 1\nid: own\nextends: weekly\ntitle: Ours\n")
    assert author.run("show", "own").stdout.startswith("Ours (own)\nOne plan.\n")
