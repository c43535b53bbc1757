"""`meetingtui agenda check`: every problem of agenda files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from meetingtui.agenda.find import AgendaFolder, agenda_files, problems_of
from meetingtui.agenda.problem import Problem, Severity, counted, render, summary
from meetingtui.cli.agenda_words import files_named, json_option, print_json, told
from meetingtui.cli.context import Context, with_context
from meetingtui.errors import NotFoundError
from meetingtui.text import clean

_GITHUB_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_GITHUB_PROPERTY = {**_GITHUB_DATA, ":": "%3A", ",": "%2C"}


@click.command(short_help="Print every problem of agenda files.")
@click.argument("agendas", nargs=-1)
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How to print problems; github: as annotations of a pull request.",
)
@json_option
@with_context
@click.pass_context
def check(
    ctx: click.Context,
    context: Context,
    agendas: tuple[str, ...],
    strict: bool,
    style: str,
    as_json: bool,
) -> None:
    """Print every problem of AGENDAS: files, folders or ids; of all that are found by default.

    The exit status is 1 where there are errors, or warnings with --strict, and 3 where an agenda
    is not found.
    """
    folders = context.agenda_folders
    checked, status = _checked(agendas, folders)
    problems = [problem for _, found in checked for problem in found]
    if as_json or style == "json":
        print_json(
            agendas=[{"path": str(path), "problems": told(found, path)} for path, found in checked]
        )
    else:
        show = render if style == "text" else _annotation
        # A file that several agendas extend has its problems once.
        for line in dict.fromkeys(map(show, problems)):
            click.echo(line)
        if not checked and status:
            ctx.exit(status)
        click.echo(f"{counted(len(checked), 'agenda')}: {summary(problems)}", err=True)
    failing = problems if strict else [p for p in problems if p.severity is Severity.ERROR]
    ctx.exit(status or int(bool(failing)))


def _checked(
    names: Sequence[str], folders: Sequence[AgendaFolder]
) -> tuple[list[tuple[Path, tuple[Problem, ...]]], int]:
    """Return the agendas with their problems, and the status for those that are not there."""
    checked: dict[Path, tuple[Problem, ...]] = {}
    status = 0
    for name in names or [str(path) for _, path in agenda_files(folders)]:
        try:
            for path in files_named(name, folders):
                checked[path] = problems_of(path, folders)
        except NotFoundError as error:
            click.echo(f"meetingtui: {error}", err=True)
            status = error.exit_code
    return list(checked.items()), status


def _annotation(problem: Problem) -> str:
    """Return `problem` as a command of a GitHub workflow."""
    place = {"file": clean(problem.path)}
    if problem.line:
        place |= {
            "line": str(problem.line),
            "col": str(problem.column),
            "endColumn": str(problem.end_column),
        }
    where = ",".join(f"{name}={_escaped(text, _GITHUB_PROPERTY)}" for name, text in place.items())
    what = "; ".join(filter(None, (problem.message, problem.hint)))
    return f"::{problem.severity} {where}::{_escaped(what, _GITHUB_DATA)}"


def _escaped(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char) for char in text)
