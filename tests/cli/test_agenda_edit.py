import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from meetingtui.agenda import find
from meetingtui.errors import NotFoundError, Refused

WEEKLY = Path("agendas/weekly.yaml")
GOOD = Path("agendas/weekly.yaml.good")


@pytest.fixture
def types(author, tmp_path):
    """Let the editor replace words in the file, one pair each time that it is opened."""

    def set_up(*pairs, variable="EDITOR", status=0):
        script = tmp_path / "editor.py"
        script.write_text(
            "import sys, pathlib\n"
            f"pairs = {pairs!r}\n"
            "count = pathlib.Path('count')\n"
            "number = int(count.read_text()) if count.exists() else 0\n"
            "count.write_text(str(number + 1))\n"
            "path = pathlib.Path(sys.argv[-1])\n"
            "path.write_text(path.read_text().replace(*pairs[number]))\n"
            f"sys.exit({status})\n"
        )
        command = f"{sys.executable} '{script}'"
        author.context = replace(author.context, environ={variable: command})

    return set_up


def test_edit_opens_the_editor_and_checks(author, types):
    types(("One plan.", "Two plans."), variable="VISUAL")
    said = author.run("edit", "weekly")
    assert (said.exit_code, said.stdout) == (0, "")
    assert said.stderr == "agendas/weekly.yaml: no problems\n"
    assert "Two plans." in WEEKLY.read_text()
    assert not GOOD.exists()


def test_edit_keeps_the_last_good_version_and_opens_again(author, types):
    before = WEEKLY.read_text()
    types(("title", "titel"), ("titel", "titre"), ("titre", "title"))
    said = author.run("edit", "weekly", says="\ny\n")
    assert said.exit_code == 0
    assert said.stdout.count("error: unknown key") == 2
    assert said.stderr.count("Edit it again?") == 2
    assert WEEKLY.read_text() == before
    assert not GOOD.exists()


@pytest.mark.parametrize("answer", ["n\n", ""])
def test_edit_leaves_the_good_version_beside_the_broken_one(author, types, answer):
    before = WEEKLY.read_text()
    types(("title", "titel"))
    said = author.run("edit", "weekly", says=answer)
    assert said.exit_code == 1
    assert "the last version without errors is beside it, as weekly.yaml.good" in said.stderr
    assert GOOD.read_text() == before
    assert "titel" in WEEKLY.read_text()


def test_edit_mends_what_was_broken_before(author, types):
    author.write_broken()
    types(("titel", "titre"), ("titre", "title"), ("clos,", "close,"))
    assert author.run("edit", "broken", says="y\ny\n").exit_code == 0
    assert not Path("agendas/broken.yaml.good").exists()


def test_edit_takes_warnings_as_they_are(author, types):
    types(("length: 20m", "length: 19m"))
    said = author.run("edit", "weekly")
    assert said.exit_code == 0
    assert "warning: the segments take 20m" in said.stdout


def test_edit_does_not_touch_what_comes_with_the_program(author, types, tmp_path, monkeypatch):
    package = tmp_path / "package/agendas"
    package.mkdir(parents=True)
    (package / "theirs.yaml").write_text(WEEKLY.read_text())
    said = author.run("edit", "theirs").exception
    assert isinstance(said, Refused)
    assert "meetingtui agenda new NAME --from theirs" in str(said)
    # In a checkout the project's own folder is the one that ships.
    monkeypatch.setattr(find, "_PACKAGE", tmp_path / "elsewhere")
    types(("One plan.", "Two plans."))
    assert author.run("edit", "weekly").exit_code == 0


def test_edit_tells_of_an_editor_that_does_not_work(author, types):
    types(("a", "a"), status=3)
    assert "ended with status 3" in str(author.run("edit", "weekly").exception)
    author.context = replace(author.context, environ={"EDITOR": "no-such-editor"})
    none = author.run("edit", "weekly").exception
    assert isinstance(none, NotFoundError)
    assert str(none) == "there is no editor no-such-editor; name one in EDITOR"
    author.context = replace(author.context, environ={"EDITOR": "vi 'x"})
    assert isinstance(author.run("edit", "weekly").exception, Refused)


def test_edit_needs_an_agenda(author):
    for name in ("nothing", "none.yaml"):
        assert isinstance(author.run("edit", name).exception, NotFoundError)
