from click.testing import CliRunner

from meetingtui.cli.context import Context
from meetingtui.cli.main import cli
from meetingtui.settings import Folders


def test_the_page_has_the_keys_that_the_settings_give(tmp_path, clock):
    folders = Folders(config=tmp_path, data=tmp_path)
    (tmp_path / "config.toml").write_text('[keys]\nnext = "f11"\n')
    done = CliRunner().invoke(cli, ["keys"], obj=Context(clock=clock, environ={}, folders=folders))
    assert done.exit_code == 0
    assert "F11        next" in done.stdout
    assert "/answer N TEXT" in done.stdout
