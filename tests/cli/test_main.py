import errno
import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from meetingtui import __version__
from meetingtui.cli import main as shell
from meetingtui.cli.context import Context
from meetingtui.clock import SystemClock
from meetingtui.errors import MeetingtuiError, NotFoundError, Refused, StoreError, UsageError
from meetingtui.meeting.model import Changes, Note
from meetingtui.settings import Folders
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def context(tmp_path, clock):
    folders = Folders(config=tmp_path / "config", data=tmp_path / "data")
    return Context(clock=clock, environ={}, folders=folders)


@pytest.fixture
def invoke(context):
    def invoke(*args):
        return CliRunner().invoke(shell.cli, args, obj=context)

    return invoke


@pytest.fixture
def command(monkeypatch, capsys):
    """Return a way to run the whole program with one command, `act`, that calls a function."""

    def run(act, *args):
        made = click.command()(act)
        monkeypatch.setattr(sys, "argv", ["meetingtui", "act", *args])
        monkeypatch.setitem(shell.COMMANDS, "act", shell.Line("somewhere:act", "Act."))
        monkeypatch.setattr(shell, "load", lambda _: made)
        status = shell.main()
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def raising(error):
    def act():
        raise error

    return act


def test_help_lists_every_command_without_importing_any(invoke, monkeypatch):
    monkeypatch.setattr(shell, "import_module", None)
    said = invoke("--help")
    assert said.exit_code == 0
    for name, line in shell.COMMANDS.items():
        assert name in said.stdout
        assert line.help.split()[0] in said.stdout


@pytest.mark.parametrize("name", shell.COMMANDS)
def test_every_command_is_there_and_explains_itself(invoke, name):
    assert invoke(name, "--help").exit_code == 0


def test_the_version_is_told(invoke):
    assert invoke("--version").stdout == f"meetingtui, version {__version__}\n"


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["stroe"], "No such command 'stroe'. Did you mean 'store'?"),
        (["--stroe", "x"], "No such option '--stroe'. Did you mean '--store'?"),
        (["xyzzy"], "No such command 'xyzzy'."),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(invoke, args, sentence):
    said = invoke(*args)
    assert said.exit_code == 2
    assert sentence in said.stderr


def test_store_path_follows_option_environment_and_folder(invoke, context, tmp_path):
    assert invoke("store", "path").stdout == f"{tmp_path / 'data' / 'library.json'}\n"
    context.environ["MEETINGTUI_STORE"] = "/environ.json"
    assert invoke("store", "path").stdout == "/environ.json\n"
    assert invoke("--store", "/option.json", "store", "path").stdout == "/option.json\n"


def test_a_context_opens_its_store_once_and_closes_it(context, note, monkeypatch):
    closed = []
    monkeypatch.setattr(TinyStore, "close", lambda store: closed.append(store))
    context.close()
    assert closed == []
    store = context.open_store()
    store.commit(Changes(put=(note,)))
    assert context.open_store() is store
    assert TinyStore(context.store_path).find(Note) == [note]
    context.close()
    assert closed == [store]


@pytest.fixture
def note(now):
    return Note(id="n", agenda="a", meeting="m", number=1, kind="win", text="t", taken_at=now)


def test_a_context_knows_the_day(context, now):
    assert context.today == now.date()
    assert isinstance(Context().clock, SystemClock)
    assert Context().environ is os.environ


def test_settings_are_read_when_first_asked_for(context):
    context.folders.config.mkdir()
    (context.folders.config / "config.toml").write_text('facilitator = "Ana"')
    assert context.settings.facilitator == "Ana"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (MeetingtuiError("it does not hold"), 1),
        (Refused("not now"), 1),
        (UsageError("what is that"), 2),
        (NotFoundError("no such meeting"), 3),
        (StoreError("the store is busy"), 4),
    ],
)
def test_an_error_is_one_sentence_and_its_status(command, error, status):
    assert command(raising(error)) == (status, "", f"meetingtui: {error}\n")


def test_an_error_cannot_steer_the_terminal(command):
    _, _, said = command(raising(NotFoundError("no meeting \x1b[2J\r\u202ehere")))
    assert said == "meetingtui: no meeting �[2J\n�here\n"


def test_an_error_of_the_system_names_the_file(command):
    error = OSError(errno.ENOSPC, "No space left on device", "minutes.md")
    assert command(raising(error)) == (1, "", "meetingtui: minutes.md: No space left on device\n")
    assert command(raising(OSError("odd"))) == (1, "", "meetingtui: odd\n")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort(), EOFError()])
def test_an_interruption_is_quiet(command, error):
    status, out, said = command(raising(error))
    assert (status, out, said.strip()) == (130, "", "")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (
            ["--nonsense"],
            "`meetingtui act` has no option --nonsense; `meetingtui act --help` lists all",
        ),
        (["--siez", "1"], "`meetingtui act` has no option --siez; did you mean --size?"),
        (["--size"], "--size needs a value behind it"),
        (["--size", "x", "Ana"], "--size: 'x' is not a valid integer"),
        ([], "`meetingtui act` needs NAME; write: meetingtui act NAME --size INTEGER"),
        (
            ["Ana"],
            "`meetingtui act` needs --size INTEGER; write: meetingtui act NAME --size INTEGER",
        ),
        (
            ["Ana", "Ben", "--size", "1"],
            "`meetingtui act` does not take Ben; write: meetingtui act NAME --size INTEGER",
        ),
    ],
)
def test_a_usage_error_is_one_sentence_with_what_to_write(command, args, sentence):
    @click.argument("name")
    @click.option("--size", type=int, required=True)
    def act(name, size):
        pass

    assert command(act, *args) == (2, "", f"meetingtui: {sentence}\n")


def test_an_unknown_command_is_one_sentence(monkeypatch, capsys):
    for name, hint in (
        ("stroe", "did you mean `meetingtui store`?"),
        ("xyzzy", "`meetingtui --help` lists all"),
    ):
        monkeypatch.setattr(sys, "argv", ["meetingtui", name])
        assert shell.main() == 2
        said = capsys.readouterr()
        assert said.err == f"meetingtui: there is no command '{name}'; {hint}\n"


def test_an_interruption_is_quiet_from_the_first_import_on(tmp_path):
    """Ctrl+C while what the program needs is still being imported."""
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt")
    here = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = meetingtui("meetings", env=here)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_a_command_may_return_its_status(command):
    assert command(lambda: 1)[0] == 1
    assert command(lambda: None)[0] == 0
    assert command(lambda: click.get_current_context().exit(3))[0] == 3


def meetingtui(*args, **options):
    return subprocess.run(
        [sys.executable, "-m", "meetingtui", *args], capture_output=True, check=False, **options
    )


@pytest.mark.parametrize("args", [["--help"], ["keys"], ["agenda", "show", "--help"], ["stroe"]])
def test_a_reader_that_left_is_no_failure_and_no_message(args):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as gone:
        streams = {"stdout": gone, "stderr": gone if args == ["stroe"] else subprocess.PIPE}
        command = [sys.executable, "-m", "meetingtui", *args]
        done = subprocess.run(command, check=False, **streams)
    assert not done.stderr
    assert done.returncode == 141


def test_names_that_are_no_text_are_shown_all_the_same():
    name = b"/tmp/caf\xe9.json"
    done = meetingtui("--store", os.fsdecode(name), "store", "path")
    assert done.returncode == 0
    assert done.stdout.startswith(b"/tmp/caf")
    assert done.stderr == b""


def test_settings_that_are_off_end_the_command(nobodys_machine):
    config = nobodys_machine / "config" / "meetingtui"
    config.mkdir(parents=True)
    path = config / "config.toml"
    path.write_text("bell = 'loud'")
    try:
        done = meetingtui("store", "path")
    finally:
        path.unlink()
        config.rmdir()
    assert done.returncode == 2
    assert done.stderr.decode() == f"meetingtui: {path}: 'bell' must be true or false\n"


def test_the_package_runs_as_a_module():
    done = meetingtui("--version")
    assert done.stdout.decode() == f"meetingtui, version {__version__}\n"


def test_since_a_day_takes_an_agenda_and_no_meeting(invoke):
    said = invoke("export", "last", "--since", "4w")
    assert "--since takes the id of an agenda, or none for all" in str(said.exception)
