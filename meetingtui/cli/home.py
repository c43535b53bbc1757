"""`meetingtui` alone: the home screen."""

from __future__ import annotations

from meetingtui.cli.context import Context


def open_home(context: Context) -> None:
    """Show the home screen in this terminal until it is left.

    Raises StoreError where the store cannot be read, and UsageError where the settings are off.
    """
    from meetingtui.authoring import Agendas
    from meetingtui.cli.post import office_of
    from meetingtui.drafts import drafts_folder
    from meetingtui.tui.app import run
    from meetingtui.tui.home import HomeApp
    from meetingtui.tui.house import House

    house = House(
        context.open_store(),
        context.clock,
        context.settings,
        Agendas(context.agenda_folders, context.environ),
        context.keeping,
        drafts_folder(context.store_path),
        lambda: office_of(context),
    )
    run(HomeApp(house))
