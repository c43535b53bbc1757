"""`meetingtui demo`: a year of meetings that nobody held, to look around in."""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from meetingtui.agenda.model import Agenda
from meetingtui.cli.context import Context, with_context
from meetingtui.cli.terminal import require_terminal
from meetingtui.errors import NotFoundError, Refused
from meetingtui.meeting.model import Changes

GREETING = "A year of invented meetings; all of it is removed when you leave."


@click.command()
@click.option(
    "--keep", "path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="Write the year into this new store, for the other commands; open no screen.",
)  # fmt: skip
@with_context
def demo(context: Context, path: Path | None) -> None:
    """Look around in a year of meetings that nobody held.

    The home screen opens on a store of its own, which is removed afterwards; your own is not
    touched. Hold the next meeting, review the promises, search, look at the trends.
    """
    if path is not None:
        _keep(context, path)
        return
    require_terminal("--keep FILE writes the year into a store that the other commands read")
    with tempfile.TemporaryDirectory(prefix="meetingtui-demo-") as folder:
        _look_around(context, Path(folder))
    click.echo("The demonstration is over; nothing of it was kept.", err=True)


def _keep(context: Context, path: Path) -> None:
    if path.exists():
        raise Refused(f"{path} exists already; name a file that does not")
    if not path.absolute().parent.is_dir():
        raise NotFoundError(f"there is no folder {path.absolute().parent} to write into")
    _fill(context, path)
    named = f"meetingtui --store {shlex.quote(str(path))}"
    click.echo(f"A year of invented meetings is in {path}; try `{named} meetings`.", err=True)


def _fill(context: Context, path: Path) -> tuple[Agenda, ...]:
    """Write the year into a new store at `path`; return the agendas that it was held from."""
    from meetingtui.demo.year import hold_year
    from meetingtui.store.tiny import TinyStore

    year = hold_year(context.clock.now(), context.clock.zone)
    store = TinyStore(path)
    try:
        store.commit(Changes(year.documents))
    finally:
        store.close()
    return year.agendas


def _look_around(context: Context, folder: Path) -> None:
    from meetingtui.agenda.find import AgendaFolder, packaged_agendas
    from meetingtui.authoring import Agendas
    from meetingtui.runner import Keeping
    from meetingtui.store.tiny import TinyStore
    from meetingtui.tui.app import run
    from meetingtui.tui.home import HomeApp
    from meetingtui.tui.house import House

    path = folder / "library.json"
    _write_agendas(folder / "agendas", _fill(context, path))
    folders = (
        AgendaFolder("demo", folder / "agendas"),
        AgendaFolder("packaged", packaged_agendas()),
    )
    store = TinyStore(path)
    try:
        agendas = Agendas(folders, context.environ)
        keeping = Keeping(folder / "minutes")
        house = House(store, context.clock, context.settings, agendas, keeping, folder / "drafts")
        run(HomeApp(house, GREETING))
    finally:
        store.close()


def _write_agendas(folder: Path, agendas: Iterable[Agenda]) -> None:
    from meetingtui.agenda.write import written

    folder.mkdir()
    for agenda in agendas:
        about = ("Change it as you like: it is gone when the demonstration is over.",)
        (folder / f"{agenda.id}.yaml").write_text(written(agenda, about), "utf-8")
