"""The way in: the table of commands, and what becomes of an error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple

import click
from msgspec.structs import replace

from meetingtui import __version__
from meetingtui.cli.context import Context
from meetingtui.cli.terminal import has_terminal
from meetingtui.cli.usage import sentence_of
from meetingtui.errors import MeetingtuiError
from meetingtui.text import clean


class Line(NamedTuple):
    """One line of the table of commands: where the command lives, and what help says of it."""

    target: str
    help: str


COMMANDS = {
    "run": Line("meetingtui.cli.hold:run", "Hold a meeting."),
    "resume": Line("meetingtui.cli.hold:resume", "Go on with an unfinished meeting."),
    "follow": Line("meetingtui.cli.follow:follow", "Show the meeting to the room, on a screen."),
    "rehearse": Line("meetingtui.cli.hold:rehearse", "Hold a meeting in fast time; store nothing."),
    "agenda": Line("meetingtui.cli.agenda:agenda", "Write, check, show and tune agendas."),
    "add": Line("meetingtui.cli.add:add", "Put something into the queue of the next meeting."),
    "actions": Line("meetingtui.cli.actions:actions", "List the action items, or change one."),
    "review": Line("meetingtui.cli.review:review", "Go through the action items on a screen."),
    "meetings": Line("meetingtui.cli.history:meetings", "List the meetings."),
    "show": Line("meetingtui.cli.show:show", "Print the minutes of a meeting."),
    "search": Line("meetingtui.cli.search:search", "Search all that was ever taken down."),
    "export": Line("meetingtui.cli.export:export", "Write minutes in a format for others."),
    "send": Line("meetingtui.cli.send:send", "Send minutes to a chat or by mail."),
    "outbox": Line("meetingtui.cli.send:outbox", "List what was to be sent and has not arrived."),
    "due": Line("meetingtui.cli.due:due", "Print or send what is due."),
    "insights": Line("meetingtui.cli.insights:insights", "Show the trends of a series."),
    "import": Line("meetingtui.cli.import_file:import_", "Take in action items, or our own JSON."),
    "demo": Line("meetingtui.cli.demo:demo", "Look around in a year of meetings that nobody held."),
    "keys": Line("meetingtui.cli.keys:keys", "Print the keys and words of a meeting."),
    "config": Line("meetingtui.cli.config:config", "Print the settings and where they come from."),
    "completion": Line("meetingtui.cli.completion:completion", "Complete commands in your shell."),
    "store": Line("meetingtui.cli.store:store", "Look after the file that everything is kept in."),
}
"""Every command by name, in the order of help. Modules are imported when their command is used."""

INTERRUPTED = 130
UNREAD = 141
"""What a shell says of a program that wrote to a closed pipe."""


class NobodyReads(Exception):
    """Whoever read the output has had enough; click would take an OSError for a failure."""


@contextmanager
def _noticing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise NobodyReads from error


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports the one that is asked for."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Read `args`, and write the help that they may ask for; raises NobodyReads."""
        with _noticing():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; raises NobodyReads where its output is read no longer."""
        with _noticing():
            return super().invoke(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, imported now; None where there is none of this name."""
        line = COMMANDS.get(cmd_name)
        return load(line.target) if line else None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line.help) for name, line in COMMANDS.items()])


def load(target: str) -> click.Command:
    """Import and return the command that `target` names as "module:attribute"."""
    module, _, name = target.partition(":")
    command: click.Command = getattr(import_module(module), name)
    return command


@click.group(
    cls=LazyGroup,
    # click looks here for "did you mean", and never runs these.
    commands={name: click.Command(name) for name in COMMANDS},
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--store", "path", type=click.Path(path_type=Path), help="Keep everything in this file."
)
@click.version_option(__version__, prog_name="meetingtui")
@click.pass_context
def cli(ctx: click.Context, path: Path | None) -> None:
    """Run joint meetings of several teams: agenda, clock, notes, promises, minutes.

    Without a command, meetingtui opens its home screen; where there is no terminal, this help.
    """
    context = ctx.ensure_object(Context)
    ctx.obj = context if path is None else replace(context, store_option=path)
    ctx.call_on_close(ctx.obj.close)
    if ctx.invoked_subcommand is not None:
        return
    if has_terminal():
        from meetingtui.cli.home import open_home

        open_home(ctx.obj)
    else:
        click.echo(ctx.get_help())


def main() -> int:
    """Run the command line of this process and return its exit status."""
    if sys.stdout is None or sys.stderr is None:
        # Closed by whoever started this: there is nobody to tell.
        return 1
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        status = _run()
        sys.stdout.flush()
    except (NobodyReads, BrokenPipeError):
        # The interpreter must not find out again when it flushes.
        for stream in (sys.stdout, sys.stderr):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return UNREAD
    return status


def _run() -> int:
    try:
        result = cli.main(prog_name="meetingtui", standalone_mode=False)
    except click.ClickException as error:
        return _said(sentence_of(error), error.exit_code)
    except (KeyboardInterrupt, click.Abort, EOFError):
        return INTERRUPTED
    except MeetingtuiError as error:
        if error.located:
            click.echo(str(error), err=True)
            return error.exit_code
        return _said(str(error), error.exit_code)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _said(f"{where}{error.strerror or error}", 1)
    return result if isinstance(result, int) else 0


def _said(sentence: str, status: int) -> int:
    click.echo(f"meetingtui: {clean(sentence, multiline=True)}", err=True)
    return status
