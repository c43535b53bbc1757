from click.testing import CliRunner

from meetingtui.cli.context import Context
from meetingtui.cli.main import cli
from meetingtui.meeting.model import Meeting
from meetingtui.settings import Folders
from meetingtui.store.tiny import TinyStore


def demo(clock, tmp_path, *args):
    folders = Folders(config=tmp_path / "config", data=tmp_path / "data")
    context = Context(clock=clock, environ={}, folders=folders)
    return CliRunner().invoke(cli, ["demo", *args], obj=context)


def test_the_year_is_kept_where_somebody_wants_it(clock, tmp_path):
    path = tmp_path / "year.json"
    done = demo(clock, tmp_path, "--keep", str(path))
    assert done.exit_code == 0
    assert f"A year of invented meetings is in {path}" in done.stderr
    assert len(TinyStore(path).find(Meeting)) > 80
    assert not (tmp_path / "data").exists()


def test_nothing_is_written_over(clock, tmp_path):
    path = tmp_path / "year.json"
    path.write_text("mine")
    done = demo(clock, tmp_path, "--keep", str(path))
    assert "exists already" in str(done.exception)
    assert path.read_text() == "mine"


def test_a_folder_must_be_there(clock, tmp_path):
    done = demo(clock, tmp_path, "--keep", str(tmp_path / "no" / "year.json"))
    assert "there is no folder" in str(done.exception)


def test_without_a_terminal_it_says_what_works(clock, tmp_path):
    done = demo(clock, tmp_path)
    assert "--keep FILE" in str(done.exception)
