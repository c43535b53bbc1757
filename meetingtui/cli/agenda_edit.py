"""`meetingtui agenda edit`: the author's own editor, then the check."""

from __future__ import annotations

import click

from meetingtui.agenda.find import find_agenda
from meetingtui.agenda.problem import has_errors, render, summary
from meetingtui.authoring import Editing
from meetingtui.cli.context import Context, with_context
from meetingtui.text import clean


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
    editing = Editing(path, context.agenda_folders, context.environ)
    while True:
        problems = editing.open()
        for problem in problems:
            click.echo(render(problem))
        click.echo(f"{clean(str(path))}: {summary(problems)}", err=True)
        if not has_errors(problems):
            return
        if kept := editing.told(problems):
            click.echo(kept, err=True)
        if not _again():
            ctx.exit(1)


def _again() -> bool:
    try:
        return click.confirm("Edit it again?", default=True, err=True)
    except click.Abort:
        # Nobody is there to answer.
        return False
