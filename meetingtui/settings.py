"""What a person sets once: where things are kept, and how the screen looks and sounds."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from meetingtui.errors import UsageError

STORE_VARIABLE = "MEETINGTUI_STORE"
FILE_NAME = "config.toml"


class Folders(Struct, frozen=True):
    """The two folders of a person: one for what they write, one for what the program keeps."""

    config: Path
    data: Path


class Settings(Struct, frozen=True, kw_only=True):
    """The settings file, `config.toml`; relative paths in it start from its own folder."""

    store: Path | None = None
    """The file that everything is kept in."""

    facilitator: str = ""
    """Who runs meetings, unless a command names somebody else."""

    agendas: Path | None = None
    """One more folder in which agendas are looked up."""

    theme: str = ""
    """The name of a Textual theme; empty for the standard one."""

    bell: bool = False
    """Ring the terminal's bell when a slot's time is up."""

    keys: dict[str, str] = msgspec.field(default_factory=dict)
    """Keys by the id of what they do; several keys are separated by commas."""

    targets: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)
    """Where minutes can be sent, by name; looked at when something is sent."""

    path: Path | None = None
    """The file itself, which cannot name it; None where there is none."""


_SHAPES = {
    "store": "a path in quotes",
    "facilitator": "a name in quotes",
    "agendas": "a path in quotes",
    "theme": "a name in quotes",
    "bell": "true or false",
    "keys": 'a table of lines such as next = "f2"',
    "targets": 'tables such as [targets.team] with kind = "slack"',
}


def user_folders() -> Folders:
    """Return the folders of the person who runs this, as their system names them."""
    import platformdirs

    return Folders(
        config=platformdirs.user_config_path("meetingtui", appauthor=False),
        data=platformdirs.user_data_path("meetingtui", appauthor=False),
    )


def log_path() -> Path:
    """Return the file that takes what went wrong inside the program; it need not exist."""
    import platformdirs

    return platformdirs.user_log_path("meetingtui", appauthor=False) / "meetingtui.log"


def load_settings(folders: Folders) -> Settings:
    """Return the settings of `config.toml`; the standard ones where there is no such file.

    Raises UsageError for a file that cannot be read, an unknown name or a value of another kind.
    """
    path = folders.config / FILE_NAME
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise UsageError(f"{path}: the settings cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: the settings are not UTF-8 text; save them as such") from error
    return _settings_of(path, _parsed(path, text))


def store_path(
    option: Path | None, environ: Mapping[str, str], settings: Settings, folders: Folders
) -> Path:
    """Return the file to keep everything in: `option`, MEETINGTUI_STORE, settings, user folder."""
    if option is not None:
        return option
    if named := environ.get(STORE_VARIABLE):
        return Path(named)
    return settings.store or folders.data / "library.json"


def _parsed(path: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: the settings are not TOML: {error}") from error


def _settings_of(path: Path, values: dict[str, Any]) -> Settings:
    for name in values:
        if name not in _SHAPES:
            near = difflib.get_close_matches(name, _SHAPES, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(_SHAPES)}"
            raise UsageError(f"{path}: {name!r} is no setting; {hint}")

    def as_path(_: type, value: object) -> Path:
        if not isinstance(value, str) or not value or "\0" in value:
            raise TypeError("no path")
        # Not Path.expanduser, which fails for a user who does not exist.
        return path.parent / os.path.expanduser(value)  # noqa: PTH111

    try:
        return msgspec.convert({**values, "path": path.name}, Settings, dec_hook=as_path)
    except msgspec.ValidationError as error:
        wrong = next(name for name in _SHAPES if f"`$.{name}" in str(error))
        raise UsageError(f"{path}: {wrong!r} must be {_SHAPES[wrong]}") from error
