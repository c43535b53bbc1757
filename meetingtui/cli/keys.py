"""`meetingtui keys`: everything that a facilitator needs at hand, on one page."""

from __future__ import annotations

import click

from meetingtui.cli.context import Context, with_context
from meetingtui.text import plain


@click.command()
@with_context
def keys(context: Context) -> None:
    """Print the keys, signs and words of a meeting on one page, with the keys that you have set."""
    from meetingtui.tui.cheat import cheat_sheet
    from meetingtui.tui.own_keys import check_keys

    check_keys(context.settings.keys)
    for row in cheat_sheet(context.settings.keys):
        click.echo(plain(row))
