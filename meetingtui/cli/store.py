"""`meetingtui store`: look after the file that everything is kept in."""

from __future__ import annotations

import click

from meetingtui.cli.context import Context, with_context


@click.group()
def store() -> None:
    """Look after the file that everything is kept in."""


@store.command()
@with_context
def path(context: Context) -> None:
    """Print where the file is, whether it exists yet or not."""
    click.echo(context.store_path)
