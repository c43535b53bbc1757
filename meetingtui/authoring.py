"""Agendas while their authors work on them: edited, checked, read again when they change."""

from __future__ import annotations

import shlex
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from meetingtui.agenda.find import (
    PACKAGED,
    AgendaFolder,
    FoundAgenda,
    agenda_files,
    list_agendas,
    problems_of,
)
from meetingtui.agenda.problem import Problem, has_errors
from meetingtui.errors import NotFoundError, Refused
from meetingtui.text import clean

_EDITOR = "vi"

_Stamps = frozenset[tuple[Path, int, int]]
"""Files with the times of their last change and their sizes."""


class Agendas:
    """The agendas of some folders, as they were read last."""

    def __init__(self, folders: Sequence[AgendaFolder], environ: Mapping[str, str]) -> None:
        """Begin with nothing read; `environ` names the author's editor."""
        self.found: Sequence[FoundAgenda] = ()
        self._folders = folders
        self._environ = environ
        self._stamps: _Stamps | None = None

    def changed(self) -> bool:
        """Tell whether a file came, went or changed since they were read; reads none of them."""
        return self._stamps != self._present()

    def read(self) -> None:
        """Read all of them again."""
        # First, so that what changes meanwhile is seen as changed.
        self._stamps = self._present()
        self.found = list_agendas(self._folders)

    def editing(self, path: Path) -> Editing:
        """Return a way to edit the agenda at `path`; raises Refused where it is not one's own."""
        return Editing(path, self._folders, self._environ)

    def _present(self) -> _Stamps:
        return frozenset(filter(None, (_stamp(path) for _, path in agenda_files(self._folders))))


class Editing:
    """An agenda file in its author's own editor; its last version without errors is kept."""

    def __init__(
        self, path: Path, folders: Sequence[AgendaFolder], environ: Mapping[str, str]
    ) -> None:
        """Edit the file at `path`, checked against `folders`, in $VISUAL or $EDITOR of `environ`.

        Raises Refused for one that comes with the program, and NotFoundError where there is none.
        """
        refuse_packaged(path, folders)
        self.path = path
        self.good = path.with_name(f"{path.name}.good")
        """Where the last version without errors is kept while the file has some."""

        self._folders = folders
        self._environ = environ
        self._before = None if has_errors(self._check()) else path.read_bytes()

    def open(self) -> tuple[Problem, ...]:
        """Let the author edit, until the editor is closed; return what is wrong then.

        Raises NotFoundError where there is no such editor, and Refused where it fails, or where the
        last good version cannot be kept.
        """
        _run(self._environ, self.path)
        problems = self._check()
        if self._before is not None:
            self._keep(self._before, wanted=has_errors(problems))
        return problems

    def told(self, problems: Sequence[Problem]) -> str:
        """Return where the last good version is; empty where `problems` do not call for it."""
        if self._before is None or not has_errors(problems):
            return ""
        return f"the last version without errors is beside it, as {clean(self.good.name)}"

    def _keep(self, text: bytes, *, wanted: bool) -> None:
        try:
            if wanted:
                self.good.write_bytes(text)
            else:
                self.good.unlink(missing_ok=True)
        except OSError as error:
            why = error.strerror or error
            raise Refused(f"{clean(str(self.good))} cannot be written: {why}") from error

    def _check(self) -> tuple[Problem, ...]:
        return problems_of(self.path, self._folders)


def _stamp(path: Path) -> tuple[Path, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        # It went while it was looked at.
        return None
    return path, found.st_mtime_ns, found.st_size


def refuse_packaged(path: Path, folders: Sequence[AgendaFolder]) -> None:
    """Raise Refused where the agenda at `path` comes with the program, and is nobody's own."""
    places = {folder.path.resolve(): folder.origin for folder in folders}
    if places.get(path.resolve().parent) == PACKAGED:
        name = clean(path.stem)
        own = f"meetingtui agenda new NAME --from {name}"
        raise Refused(f"{name} comes with the program; make your own of it: {own}")


def _run(environ: Mapping[str, str], path: Path) -> None:
    editor = environ.get("VISUAL") or environ.get("EDITOR") or _EDITOR
    try:
        with _keys_left_to_it():
            status = subprocess.run([*shlex.split(editor), path], check=False).returncode
    except FileNotFoundError as error:
        sentence = f"there is no editor {clean(editor)}; name one in EDITOR"
        raise NotFoundError(sentence) from error
    except (OSError, ValueError) as error:
        raise Refused(f"the editor {clean(editor)!r} cannot be started: {error}") from error
    if status:
        raise Refused(f"the editor {clean(editor)} ended with status {status}")


@contextmanager
def _keys_left_to_it() -> Iterator[None]:
    """Let the keys that interrupt and quit be the editor's alone; that which stops stops both."""

    # Not SIG_IGN, which the editor would inherit.
    def take_no_notice(*_: object) -> None:
        pass

    wanted: Mapping[signal.Signals, Callable[..., None] | signal.Handlers] = {
        signal.SIGINT: take_no_notice,
        signal.SIGQUIT: take_no_notice,
        signal.SIGTSTP: signal.SIG_DFL,
    }
    before = {each: signal.signal(each, handler) for each, handler in wanted.items()}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
