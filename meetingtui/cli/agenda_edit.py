"""`meetingtui agenda edit`: the author's own editor, then the check."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import click

from meetingtui.agenda.find import find_agenda
from meetingtui.agenda.problem import Severity, render
from meetingtui.cli.agenda_words import problems_of, summary
from meetingtui.cli.context import Context, with_context
from meetingtui.errors import NotFoundError, Refused
from meetingtui.text import clean

_EDITOR = "vi"


@click.command(short_help="Open your editor, then check.")
@click.argument("name", metavar="AGENDA")
@with_context
@click.pass_context
def edit(ctx: click.Context, context: Context, name: str) -> None:
    """Open AGENDA in $VISUAL or $EDITOR, and check it when the editor is closed.

    Where it has errors then, the last version without any is kept beside it, with .good after its
    name, and the editor can be opened again.
    """
    path = find_agenda(name, context.agenda_folders)
    _refuse_packaged(path, context)
    good = path.with_name(f"{path.name}.good")
    before = None if _failing(path, context) else path.read_bytes()
    while True:
        _open(path, context)
        failing = _failing(path, context, tell=True)
        if not failing:
            if before is not None:
                good.unlink(missing_ok=True)
            return
        if before is not None:
            good.write_bytes(before)
            click.echo(f"the last version without errors is {clean(str(good))}", err=True)
        if not _again():
            ctx.exit(1)


def _failing(path: Path, context: Context, *, tell: bool = False) -> bool:
    problems = problems_of(path, context.agenda_folders)
    if tell:
        for problem in problems:
            click.echo(render(problem))
        click.echo(f"{clean(str(path))}: {summary(problems)}", err=True)
    return any(problem.severity is Severity.ERROR for problem in problems)


def _refuse_packaged(path: Path, context: Context) -> None:
    places = {folder.path.resolve(): folder.origin for folder in context.agenda_folders}
    if places.get(path.resolve().parent) == "packaged":
        own = f"meetingtui agenda new NAME --from {path.stem}"
        raise Refused(f"{path.stem} comes with the program; make your own of it: {own}")


def _open(path: Path, context: Context) -> None:
    editor = context.environ.get("VISUAL") or context.environ.get("EDITOR") or _EDITOR
    try:
        status = subprocess.run([*shlex.split(editor), path], check=False).returncode
    except FileNotFoundError as error:
        sentence = f"there is no editor {clean(editor)}; name one in EDITOR"
        raise NotFoundError(sentence) from error
    except ValueError as error:
        raise Refused(f"the editor {clean(editor)!r} cannot be started: {error}") from error
    if status:
        raise Refused(f"the editor {clean(editor)} ended with status {status}")


def _again() -> bool:
    try:
        return click.confirm("Edit it again?", default=True, err=True)
    except click.Abort:
        # Nobody is there to answer.
        return False
