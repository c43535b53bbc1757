"""`meetingtui store`: look after the file that everything is kept in."""

from __future__ import annotations

from pathlib import Path

import click

from meetingtui.cli.context import Context, with_context
from meetingtui.errors import NotFoundError, StoreError
from meetingtui.text import plain

_FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group()
def store() -> None:
    """Look after the file that everything is kept in."""


@store.command()
@with_context
def path(context: Context) -> None:
    """Print where the file is, whether it exists yet or not."""
    click.echo(context.store_path)


@store.command()
@with_context
def check(context: Context) -> int:
    """Read every byte, say what is wrong and where, and change nothing."""
    from meetingtui.store.keeping import check

    found = check(context.store_path)
    for sentence in (*found.problems, *found.remarks):
        click.echo(sentence)
    counts = ", ".join(f"{count} {table}" for table, count in found.counts.items())
    if found.problems:
        return StoreError.exit_code
    click.echo(f"{context.store_path}: nothing is wrong; read {counts}")
    return 0


@store.command()
@with_context
def compact(context: Context) -> None:
    """Bring the TinyDB file up to date, for plain TinyDB to read."""
    from meetingtui.store.keeping import compact

    compact(context.store_path)
    click.echo(f"{context.store_path}: up to date")


@store.command()
@_FILE
@with_context
def backup(context: Context, file: Path) -> None:
    """Write everything into the new FILE, also while a meeting runs."""
    from meetingtui.store.keeping import backup

    backup(context.store_path, file)
    click.echo(f"{file}: backup of {context.store_path}")


@store.command(short_help="Put a backup in the place of the store, or list them.")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@with_context
def restore(context: Context, file: Path | None) -> None:
    """Put the backup FILE in the place of the store, and keep what was there.

    Without FILE, list the backups that there are, the newest first.
    """
    from meetingtui.store.keeping import restore

    if file is None:
        _list_backups(context.store_path)
        return
    for kept in restore(context.store_path, file):
        click.echo(f"{kept}: what was there before")
    click.echo(f"{context.store_path}: restored from {file}")


def _list_backups(path: Path) -> None:
    from meetingtui.reports.columns import padded
    from meetingtui.store.backups import backups_folder, backups_of

    found = backups_of(path)
    if not found:
        raise NotFoundError(
            f"there is no backup in {backups_folder(path)}; one is kept there when a meeting"
            " closes, and `meetingtui store restore FILE` takes one from elsewhere"
        )
    rows = [
        (f"{each.day:%a %d %b %Y}", f"{each.path.stat().st_size:,} bytes", plain(str(each.path)))
        for each in found
    ]
    for row in padded(rows):
        click.echo("  ".join(row))
    click.echo("put one in its place: meetingtui store restore FILE", err=True)
