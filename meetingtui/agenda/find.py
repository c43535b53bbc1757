"""Finds agenda files by name: of the project, of the person, and those that ship."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from meetingtui.agenda.load import Lookup, id_in, load_agenda
from meetingtui.agenda.model import Agenda
from meetingtui.agenda.problem import AgendaError, Problem, nearest, shown
from meetingtui.errors import NotFoundError, Refused
from meetingtui.settings import Folders, Settings
from meetingtui.text import clean

SUFFIXES = (".yaml", ".yml")

PACKAGED = "packaged"
"""The origin of agendas that came with the program."""

_PACKAGE = Path(__file__).parent.parent


class AgendaFolder(NamedTuple):
    """A folder in which agendas are looked up, and whose it is."""

    origin: str
    """project, settings, user or packaged."""

    path: Path


@dataclass(frozen=True, slots=True)
class FoundAgenda:
    """An agenda file and what loading it gave: an agenda with warnings, or errors."""

    path: Path
    origin: str
    agenda: Agenda | None
    problems: tuple[Problem, ...]
    shadowed: bool = False
    """Its id leads to another file, which is found first."""

    @property
    def id(self) -> str:
        """The name it is found by; that of the file where the agenda cannot be loaded."""
        return self.agenda.id if self.agenda else clean(self.path.stem)


def agenda_folders(folders: Folders, settings: Settings) -> tuple[AgendaFolder, ...]:
    """Return where agendas are looked up, the first to win first; folders need not exist."""
    candidates = [
        AgendaFolder("project", Path("agendas")),
        AgendaFolder("user", folders.config / "agendas"),
        AgendaFolder(PACKAGED, packaged_agendas()),
    ]
    if settings.agendas is not None:
        candidates.insert(1, AgendaFolder("settings", settings.agendas))
    by_place: dict[Path, AgendaFolder] = {}
    for folder in candidates:
        by_place.setdefault(folder.path.resolve(), folder)
    return tuple(by_place.values())


def packaged_agendas() -> Path:
    """Return the folder of the agendas that ship: in a wheel, or beside the package."""
    inside = _PACKAGE / "agendas"
    return inside if inside.is_dir() else _PACKAGE.parent / "agendas"


def open_agenda(name: str, folders: Sequence[AgendaFolder]) -> tuple[Agenda, tuple[Problem, ...]]:
    """Return the agenda that `name` means, and its warnings; raises as the two steps do."""
    return load_agenda(find_agenda(name, folders), extended_in(folders))


def problems_of(path: Path, folders: Sequence[AgendaFolder]) -> tuple[Problem, ...]:
    """Return every problem of the agenda at `path`; raises NotFoundError."""
    try:
        return load_agenda(path, extended_in(folders))[1]
    except AgendaError as error:
        return error.problems


def find_agenda(name: str, folders: Sequence[AgendaFolder]) -> Path:
    """Return the agenda file that `name` means: a path, the name of a file, or an agenda's id.

    A name with a separator or a YAML suffix is a path, and so is that of any file at hand; whether
    it can be read shows when it is loaded. Raises NotFoundError that says what was meant.
    """
    path = Path(name)
    if _is_path(name) or path.is_file():
        return path
    for _, path in agenda_files(folders):
        if path.stem == name:
            return path
    found = list_agendas(folders)
    for each in found:
        if each.id == name:
            _refuse_if_two(each, found)
            return each.path
    raise _not_found(name, folders, [each.id for each in found])


def extended_in(folders: Sequence[AgendaFolder]) -> Lookup:
    """Return how the names of extended agendas are looked up: beside their file, then `folders`.

    A path starts from the folder of the file that has it. No agenda extends itself by its name: a
    file may be called as the one that it extends, and then comes before it.
    """

    def lookup(name: str, path: Path) -> Path:
        if _is_path(name):
            return path.parent / name
        places = (AgendaFolder("beside", path.parent), *folders)
        own = path.resolve()
        files = [each for _, each in agenda_files(places) if each.resolve() != own]
        named = (each for each in files if each.stem == name)
        found = next(named, None) or next((each for each in files if id_in(each) == name), None)
        if found is None and name in (path.stem, id_in(path)):
            raise NotFoundError(f"{shown(name)} cannot extend itself; name the one that it adds to")
        if found is None:
            raise _not_found(name, places, [each.stem for each in files])
        return found

    return lookup


def agenda_files(folders: Iterable[AgendaFolder]) -> list[tuple[AgendaFolder, Path]]:
    """Return the agenda files of `folders`, in the order in which they are found."""
    return [
        (folder, path)
        for folder in folders
        for path in sorted(folder.path.glob("*"))
        if path.suffix in SUFFIXES and not path.name.startswith(".") and path.is_file()
    ]


def list_agendas(folders: Iterable[AgendaFolder]) -> list[FoundAgenda]:
    """Return every agenda in `folders`, loaded, in the order in which they are found."""
    folders = tuple(folders)
    lookup = extended_in(folders)
    found = [_loaded(path, folder.origin, lookup) for folder, path in agenda_files(folders)]
    return [replace(each, shadowed=_winner(each.id, found) is not each) for each in found]


def _refuse_if_two(chosen: FoundAgenda, found: Iterable[FoundAgenda]) -> None:
    """Refuse to choose between agendas of one folder that have the same id."""
    same = [e for e in found if e.id == chosen.id and e.path.parent == chosen.path.parent]
    if len(same) > 1:
        files = " and ".join(clean(str(each.path)) for each in same)
        raise Refused(f"{shown(chosen.id)} is the id of {files}; give each its own, or name a file")


def _is_path(name: str) -> bool:
    path = Path(name)
    return path.name != name or path.suffix in SUFFIXES


def _not_found(name: str, folders: Iterable[AgendaFolder], known: Sequence[str]) -> NotFoundError:
    near = nearest(name, known) or next((each for each in known if name in each), "")
    hint = f"did you mean {shown(near)}?" if near else "`meetingtui agenda list` shows all"
    places = ", ".join(dict.fromkeys(clean(str(folder.path)) for folder in folders))
    return NotFoundError(f"there is no agenda {clean(shown(name))} in {places}; {hint}")


def _loaded(path: Path, origin: str, lookup: Lookup) -> FoundAgenda:
    try:
        agenda, warnings = load_agenda(path, lookup)
    except AgendaError as error:
        return FoundAgenda(path, origin, None, error.problems)
    except NotFoundError as error:
        # It went while others were read.
        return FoundAgenda(path, origin, None, (Problem(str(path), 0, 0, 0, str(error)),))
    return FoundAgenda(path, origin, agenda, warnings)


def _winner(name: str, found: Sequence[FoundAgenda]) -> FoundAgenda:
    by_name = [each for each in found if each.path.stem == name]
    return by_name[0] if by_name else next(each for each in found if each.id == name)
