"""`meetingtui agenda`: write, check, show, list and tune agenda files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from meetingtui.agenda.find import FoundAgenda, list_agendas
from meetingtui.agenda.problem import summary
from meetingtui.agenda.schema import schema_text
from meetingtui.cli.agenda_check import check
from meetingtui.cli.agenda_edit import edit
from meetingtui.cli.agenda_new import new
from meetingtui.cli.agenda_show import show
from meetingtui.cli.agenda_tune import tune
from meetingtui.cli.agenda_words import json_option, print_json, told
from meetingtui.cli.context import Context, with_context
from meetingtui.reports.columns import padded
from meetingtui.text import plain


@click.group()
def agenda() -> None:
    """Write, check, show, list and tune agendas."""


@agenda.command("list", short_help="Print every agenda that is found.")
@json_option
@with_context
def list_(context: Context, as_json: bool) -> None:
    """Print every agenda that is found, the first of an id winning."""
    found = list_agendas(context.agenda_folders)
    if as_json:
        print_json(agendas=[_found_as_json(each) for each in found])
        return
    rows = [(each.id, each.agenda.title if each.agenda else "", _state_of(each)) for each in found]
    folder = None
    for each, row in zip(found, padded(rows), strict=True):
        if each.path.parent != folder:
            click.echo(f"{chr(10) if folder else ''}{_tell_folder(each)}")
            folder = each.path.parent
        click.echo(f"  {'  '.join(row)}".rstrip())


@agenda.command(short_help="Print the JSON Schema for editors.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write it into this file instead."
)
def schema(output: Path | None) -> None:
    """Print the JSON Schema of agenda files, with which editors check and complete them."""
    if output is None:
        click.echo(schema_text(), nl=False)
    else:
        output.write_text(schema_text(), "utf-8")


for command in (new, edit, check, show, tune):
    agenda.add_command(command)


def _state_of(found: FoundAgenda) -> str:
    elsewhere = [f"in {plain(found.path.name)}"] if found.path.stem != found.id else []
    shadowed = ["shadowed"] if found.shadowed else []
    problems = [summary(found.problems)] if found.problems else []
    return ", ".join([*elsewhere, *shadowed, *problems])


def _tell_folder(found: FoundAgenda) -> str:
    return f"{plain(str(found.path.parent))} ({found.origin})"


def _found_as_json(found: FoundAgenda) -> dict[str, Any]:
    return {
        "id": found.id,
        "title": found.agenda.title if found.agenda else "",
        "path": str(found.path),
        "origin": found.origin,
        "shadowed": found.shadowed,
        "problems": told(found.problems, found.path),
    }
