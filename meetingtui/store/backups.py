"""The folder of backups beside a store: which there are, which are kept, and how to go back."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from meetingtui.errors import StoreError
from meetingtui.text import plain

DAILY = 7
WEEKLY = 4


class Backup(NamedTuple):
    """One file of the folder, by the day on which it was written."""

    day: date
    path: Path


class Damaged(StoreError):
    """A store that is not as it was written, and of which a backup may be as it should."""

    def __init__(self, path: Path, what: str, besides: str = "") -> None:
        """Say `what` is wrong with the store at `path`, how to go back, and what else may help."""
        super().__init__(f"{what}; {_remedy(path)}{besides}")


def backups_folder(path: Path) -> Path:
    """Return the folder for the backups of the store at `path`."""
    return path.parent / "backups"


def backup_path(path: Path, day: date) -> Path:
    """Return the file for the backup of `day`."""
    return backups_folder(path) / f"{path.stem}-{day}.json"


def backups_of(path: Path) -> list[Backup]:
    """Return the backups of the store at `path`, the newest first; files of others are none."""
    return sorted(_found(path), reverse=True)


def superfluous(backups: list[Backup]) -> list[Backup]:
    """Return those of `backups`, the newest first, that are not kept.

    Kept are the last seven, and before them the last of each of four weeks.
    """
    daily, older = backups[:DAILY], backups[DAILY:]
    covered = {_week(each.day) for each in daily}
    # The latest of each week: what comes later in a dictionary takes the place of what was there.
    weeks = {_week(each.day): each for each in reversed(older)}
    weekly = [each for week, each in sorted(weeks.items(), reverse=True) if week not in covered]
    return [each for each in older if each not in weekly[:WEEKLY]]


def _remedy(path: Path) -> str:
    for newest in backups_of(path)[:1]:
        file = shlex.quote(plain(str(newest.path)))
        return (
            f"`meetingtui store restore {file}` puts the backup of {newest.day:%d %b %Y} in its"
            " place"
        )
    return "`meetingtui store restore FILE` puts a backup in its place"


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _found(path: Path) -> Iterator[Backup]:
    for file in backups_folder(path).glob(f"{path.stem}-*.json"):
        try:
            yield Backup(date.fromisoformat(file.stem.removeprefix(f"{path.stem}-")), file)
        except ValueError:
            continue
