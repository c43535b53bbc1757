import io

import pytest
from click.testing import CliRunner

from meetingtui.cli import main as shell
from meetingtui.cli import terminal
from meetingtui.cli.context import Context
from meetingtui.errors import StoreError, UsageError
from meetingtui.settings import Folders
from meetingtui.tui import app as screens
from meetingtui.tui.home import HomeApp
from meetingtui.tui.review import ReviewScreen


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def context(tmp_path, clock):
    folders = Folders(config=tmp_path / "config", data=tmp_path / "data")
    return Context(clock=clock, environ={}, folders=folders)


@pytest.fixture
def shown(context, monkeypatch):
    """Return a way to run a command in a terminal, and the apps that it would have shown."""
    apps = []
    monkeypatch.setattr("meetingtui.cli.main.has_terminal", lambda: True)
    monkeypatch.setattr("meetingtui.cli.terminal.has_terminal", lambda: True)
    monkeypatch.setattr(screens, "run", apps.append)

    def invoke(*args):
        CliRunner().invoke(shell.cli, args, obj=context, catch_exceptions=False)
        return apps

    return invoke


def test_review_shows_what_is_wanted(shown):
    (app,) = shown("review", "--overdue", "--owner", "Ana", "--team", "Sales", "--series", "weekly")
    assert isinstance(app._first, ReviewScreen)
    wanted = app._first._wanted
    assert (wanted.open_only, wanted.overdue) == (True, True)
    assert (wanted.owner, wanted.team, wanted.series) == ("Ana", "Sales", "weekly")


def test_review_shows_settled_ones_on_demand(shown):
    (app,) = shown("review", "--all")
    assert not app._first._wanted.open_only


def test_without_a_terminal_review_says_what_to_use(context):
    done = CliRunner().invoke(shell.cli, ["review"], obj=context)
    assert isinstance(done.exception, UsageError)
    assert done.exception.exit_code == 2
    assert "needs a terminal; --plain lists what waits" in str(done.exception)


def test_without_a_command_the_home_screen_opens(shown):
    (app,) = shown()
    assert isinstance(app, HomeApp)


def test_without_a_command_and_a_terminal_help_is_printed(context):
    done = CliRunner().invoke(shell.cli, [], obj=context)
    assert done.exit_code == 0
    assert "Commands:" in done.stdout


@pytest.mark.parametrize("args", [[], ["review"]])
def test_a_store_that_cannot_be_read_is_said_before_a_screen_opens(shown, context, args):
    context.store_path.parent.mkdir(parents=True)
    context.store_path.write_text("{")
    with pytest.raises(StoreError, match="is damaged or no store"):
        shown(*args)


@pytest.mark.parametrize("missing", ["stdin", "stdout", "stderr"])
def test_a_terminal_is_needed_on_all_three_streams(monkeypatch, missing):
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{name}", Terminal())
    assert terminal.has_terminal()
    monkeypatch.setattr(f"sys.{missing}", io.StringIO())
    assert not terminal.has_terminal()
