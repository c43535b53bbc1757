import json
from pathlib import Path


def test_list_prints_every_agenda_and_which_one_wins(author, tmp_path):
    author.write_broken()
    (tmp_path / "config/agendas").mkdir(parents=True)
    weekly = author.write("weekly").read_text()
    (tmp_path / "config/agendas/weekly.yaml").write_text(weekly)
    said = author.run("list")
    assert (said.exit_code, said.stderr) == (0, "")
    assert said.stdout.splitlines() == [
        "agendas (project)",
        "  broken          2 errors",
        "  weekly  Weekly",
        "",
        f"{tmp_path}/config/agendas (user)",
        "  weekly  Weekly  shadowed",
    ]


def test_a_file_is_named_where_its_name_is_not_that_of_its_agenda(author):
    author.write("other")
    assert "\n  weekly  Weekly  in other.yaml, shadowed\n" in author.run("list").stdout


def test_list_as_json(author):
    author.write_warned()
    told = json.loads(author.run("list", "--json").stdout)
    assert told["schema"] == 1
    first, second = told["agendas"]
    assert first["problems"][0]["severity"] == "warning"
    assert second == {
        "id": "weekly",
        "title": "Weekly",
        "path": "agendas/weekly.yaml",
        "origin": "project",
        "shadowed": False,
        "problems": [],
    }


def test_names_of_files_cannot_steer_the_terminal(author):
    Path("agendas/\x1b[31mred.yaml").write_text("a: \x1b[31m")
    assert "\x1b" not in author.run("list").output
    assert "\x1b" not in author.run("check").output


def test_schema_is_printed_or_written(author, tmp_path):
    said = author.run("schema")
    assert json.loads(said.stdout)["title"] == "Agenda"
    assert author.run("schema", "-o", str(tmp_path / "s.json")).stdout == ""
    assert (tmp_path / "s.json").read_text() == said.stdout
