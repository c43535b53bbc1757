"""Names given to commands that nobody and nothing has."""

import pytest
from click.testing import CliRunner

from meetingtui.cli.context import Context
from meetingtui.cli.main import cli
from meetingtui.errors import NotFoundError
from meetingtui.settings import Folders

OWNER, TEAM, SERIES = ("--owner", "Annna"), ("--team", "Salse"), ("--series", "leadsync")
SENTENCES = {
    OWNER: "nobody is called 'Annna'; did you mean 'Ana'?",
    TEAM: "there is no team 'Salse'; did you mean 'Sales'?",
    SERIES: "there is no series 'leadsync'; did you mean 'leads-sync'?",
}


@pytest.fixture
def run(clock, tmp_path):
    folders = Folders(config=tmp_path / "config", data=tmp_path / "data")

    def run(*args):
        return CliRunner().invoke(cli, args, obj=Context(clock=clock, environ={}, folders=folders))

    return run


@pytest.mark.parametrize("command", ["actions", "review", "due"])
@pytest.mark.parametrize("name", [OWNER, TEAM, SERIES])
def test_promises_are_chosen_by_names_that_something_has(run, command, name):
    error = run(command, *name).exception
    assert isinstance(error, NotFoundError)
    assert (error.exit_code, str(error)) == (3, SENTENCES[name])


@pytest.mark.parametrize(
    ("command", "name"),
    [(("meetings",), SERIES), (("insights",), SERIES), (("export", "--since", "4w"), OWNER)],
)
def test_so_are_meetings(run, command, name):
    error = run(*command, *name).exception
    assert isinstance(error, NotFoundError)
    assert (error.exit_code, str(error)) == (3, SENTENCES[name])
