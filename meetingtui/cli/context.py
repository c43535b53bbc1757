"""What every command is given: the clock, the settings, the store."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct, field

from meetingtui.clock import Clock, SystemClock, local_date
from meetingtui.errors import StoreError
from meetingtui.settings import Folders, Settings, load_settings, store_path, user_folders

if TYPE_CHECKING:
    from meetingtui.agenda.find import AgendaFolder
    from meetingtui.runner import Keeping
    from meetingtui.store.port import Store


class Context(Struct, frozen=True, dict=True):
    """The surroundings of one command; tests build their own and pass it as click's `obj`."""

    clock: Clock = field(default_factory=SystemClock)
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    folders: Folders = field(default_factory=user_folders)
    store_option: Path | None = None
    """The file named with `--store`."""

    @cached_property
    def settings(self) -> Settings:
        """The settings file, read when first asked for; raises UsageError where it is off."""
        return load_settings(self.folders)

    @cached_property
    def agenda_folders(self) -> tuple[AgendaFolder, ...]:
        """Where agendas are looked up, the first to win first."""
        from meetingtui.agenda.find import agenda_folders

        return agenda_folders(self.folders, self.settings)

    @property
    def store_path(self) -> Path:
        """The file that the store is kept in, whether it exists or not."""
        return store_path(self.store_option, self.environ, self.settings, self.folders)

    @property
    def minutes_folder(self) -> Path:
        """The folder that minutes are written into, beside the store."""
        return self.store_path.parent / "minutes"

    @property
    def today(self) -> date:
        """The calendar day of now, as the people in the room have it."""
        return local_date(self.clock.now(), self.clock.zone)

    def require_names(self, *, series: str = "", team: str = "", owner: str = "") -> None:
        """Raise NotFoundError where nothing and nobody has one of these names; "" chooses all."""
        if series or team or owner:
            from meetingtui.agenda.find import list_agendas
            from meetingtui.naming import require_names

            require_names(
                self.open_store(), lambda: list_agendas(self.agenda_folders),
                series=series, team=team, owner=owner,
            )  # fmt: skip

    def open_store(self, *, to_write: bool = False) -> Store:
        """Return the store; the same one each time.

        Raises StoreError where it is not usable, or cannot be written to where that is wanted.
        """
        if to_write:
            folder = next(one for one in self.store_path.absolute().parents if one.exists())
            if not os.access(folder, os.W_OK):
                raise StoreError(f"nothing can be saved in {folder}; --store names another place")
        return self._store

    @property
    def keeping(self) -> Keeping:
        """What is kept when a meeting closes: its minutes, and a copy of the store."""
        from meetingtui.runner import Keeping

        return Keeping(self.minutes_folder, self._keep_backup)

    def _keep_backup(self) -> None:
        from meetingtui.store.keeping import keep_backup

        keep_backup(self.store_path, self.today)

    def close(self) -> None:
        """Close the store, if any command opened it."""
        if "_store" in self.__dict__:
            self._store.close()

    @cached_property
    def _store(self) -> Store:
        from meetingtui.store.tiny import TinyStore

        return TinyStore(self.store_path)


with_context = click.make_pass_decorator(Context)
"""Decorator: hands the Context to a command as its first argument."""
