import pytest
from click.testing import CliRunner

from meetingtui.cli.hold import run


@pytest.mark.parametrize(
    ("rule", "options", "said", "drift"),
    [
        ("weekly on Tuesday at 9:50", (), "planned for 09:50, as the agenda says; --at", 600),
        ("weekly on Tuesday at 9:50", ("--at", "9:58"), "", 120),
        ("weekly on Monday at 9:50", (), "", 0),
        ("weekly on Tuesday at 6:59", (), "", 0),
    ],
)
def test_run_plans_the_start_as_the_agenda_repeats(author, rule, options, said, drift):
    author.write("weekly", ("purpose: One plan.", f"repeat: {rule}"), (', ends_at: "10:25"', ""))
    args = ["weekly", "--json", *options]
    result = CliRunner().invoke(run, args, obj=author.context, input="/start\n/status\n")
    author.context.close()
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith(said)
    assert bool(result.stderr) == bool(said)
    assert f'"drift_s": {drift},' in result.stdout or f'"drift_s":{drift},' in result.stdout
