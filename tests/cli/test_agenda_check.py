import json
import os
from pathlib import Path

import pytest


def test_check_finds_nothing_wrong_with_a_sound_agenda(author):
    said = author.run("check", "weekly")
    assert (said.exit_code, said.stdout, said.stderr) == (0, "", "1 agenda: no problems\n")


def test_check_prints_the_problems_as_its_data(author):
    author.write_broken()
    said = author.run("check", "agendas/broken.yaml", "weekly")
    assert said.exit_code == 1
    assert said.stdout.splitlines() == [
        "agendas/broken.yaml:3:1: error: unknown key 'titel'",
        "  3 | titel: Weekly",
        "    | ^^^^^ did you mean 'title'?",
        "agendas/broken.yaml:11:12: error: unknown kind 'clos'",
        '  11 |   - {kind: clos, time: 5m, ends_at: "10:25"}',
        "     |            ^^^^ did you mean 'close'?",
    ]
    assert said.stderr == "2 agendas: 2 errors\n"


def test_check_takes_all_agendas_when_none_is_named(author):
    author.write_broken()
    author.write_warned()
    said = author.run("check")
    assert said.exit_code == 1
    assert said.stderr == "3 agendas: 2 errors, 1 warning\n"


@pytest.mark.parametrize(("options", "status"), [((), 0), (("--strict",), 1)])
def test_warnings_fail_only_when_strict(author, options, status):
    author.write_warned()
    said = author.run("check", "warned", *options)
    assert said.exit_code == status
    assert ":5:9: warning: the segments take 20m, 1m more than the length" in said.stdout


def test_where_nothing_was_checked_there_is_no_verdict(author):
    said = author.run("check", "none")
    assert said.exit_code == 3
    assert said.stderr.startswith("meetingtui: there is no agenda 'none'")
    assert said.stderr.count("\n") == 1


def test_check_goes_on_after_what_is_not_found(author):
    author.write_broken()
    said = author.run("check", "weekyl", "none.yaml", "broken")
    assert said.exit_code == 3
    assert "did you mean 'weekly'?" in said.stderr
    assert "there is no agenda file none.yaml" in said.stderr
    assert "titel" in said.stdout


def test_check_answers_whatever_is_named(author, tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    said = author.run("check", "pipe.yaml")
    assert said.exit_code == 1
    assert said.stdout.splitlines() == [
        "pipe.yaml: error: this is not an ordinary file",
        "  name an agenda file",
    ]


def test_check_takes_the_agendas_in_a_folder_and_below(author, tmp_path):
    author.write_broken()
    Path("agendas/old").mkdir()
    author.write("old/yearly", ("id: weekly", "id: yearly"))
    Path("agendas/old/.hidden.yaml").write_text("x")
    Path("agendas/old/notes.txt").write_text("x")
    for name in ("agendas", "./agendas", str(tmp_path)):
        assert author.run("check", name).stderr == "3 agendas: 2 errors\n"
    assert author.run("check", "agendas", "weekly").stderr == "3 agendas: 2 errors\n"
    Path("weekly").mkdir()
    assert author.run("check", "weekly").stderr == "1 agenda: no problems\n"
    said = author.run("check", "./weekly")
    assert said.exit_code == 3
    assert "there are no agendas in ./weekly; their names end in .yaml" in said.stderr


def test_check_names_the_file_of_each_problem_and_each_problem_once(author):
    author.write_broken()
    for name in ("one", "two"):
        Path(f"agendas/{name}.yaml").write_text(f"version: 1\nid: {name}\nextends: broken\n")
    said = author.run("check", "one", "two")
    assert [line for line in said.stdout.splitlines() if "error" in line] == [
        "agendas/broken.yaml:3:1: error: unknown key 'titel'",
        "agendas/broken.yaml:11:12: error: unknown kind 'clos'",
    ]
    told = json.loads(author.run("check", "one", "--json").stdout)
    assert told["agendas"][0]["problems"][0]["path"] == "agendas/broken.yaml"


def test_check_as_annotations(author):
    author.write_broken()
    odd = author.write("a,b", ("title: Weekly", "title: [100%]"))
    odd.write_text(odd.read_text().replace("length: 20m", "length: 100%"))
    os.mkfifo("pipe.yaml")
    said = author.run("check", "broken", str(odd), "pipe.yaml", "--format", "github")
    assert said.exit_code == 1
    broken, comma = "::error file=agendas/broken.yaml", "::error file=agendas/a%2Cb.yaml"
    brackets = "put text that starts with { or [ in quotes"
    lengths = "write for example 5m, 90s or 1h30m"
    assert said.stdout.splitlines() == [
        f"{broken},line=3,col=1,endColumn=6::unknown key 'titel'; did you mean 'title'?",
        f"{broken},line=11,col=12,endColumn=16::unknown kind 'clos'; did you mean 'close'?",
        f"{comma},line=3,col=8,endColumn=9::expected text, found a list; {brackets}",
        f"{comma},line=5,col=9,endColumn=13::'100%25' is not a length; {lengths}",
        "::error file=pipe.yaml::this is not an ordinary file; name an agenda file",
    ]
    author.write_warned()
    said = author.run("check", "warned", "--format", "github", "--strict")
    assert said.exit_code == 1
    assert said.stdout.startswith("::warning file=agendas/warned.yaml,line=5,")


def test_check_as_json(author):
    author.write_broken()
    said = author.run("check", "broken", "weekly", "--json")
    assert said.stdout == author.run("check", "broken", "weekly", "--format", "json").stdout
    assert said.exit_code == 1
    assert said.stderr == ""
    told = json.loads(said.stdout)
    assert told["schema"] == 1
    first, second = told["agendas"]
    assert second == {"path": "agendas/weekly.yaml", "problems": []}
    assert first["path"] == "agendas/broken.yaml"
    assert first["problems"][0] == {
        "line": 3,
        "column": 1,
        "end_column": 6,
        "severity": "error",
        "message": "unknown key 'titel'",
        "hint": "did you mean 'title'?",
    }
