"""Where things are sent to: the tables `[targets.NAME]` of the settings file."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct

from meetingtui.errors import NotFoundError, UsageError
from meetingtui.settings import Settings

LONGEST_SECRET = 4_096


class Kind(StrEnum):
    """What a target is; chats by webhook, mail by SMTP, and `notify` by apprise."""

    SLACK = "slack"
    TEAMS = "teams"
    DISCORD = "discord"
    MAIL = "mail"
    NOTIFY = "notify"


class Security(StrEnum):
    """How the way to a mail server is kept private."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"
    """Only on this machine."""


class Target(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """One place to send to. `url` and `password` are references: `env:NAME` or `file:PATH`."""

    kind: Kind
    url: str = ""
    """Of a webhook, or of apprise."""

    host: str = ""
    port: int = 0
    """0 is the usual one."""

    security: Security = Security.STARTTLS
    user: str = ""
    password: str = ""
    sender: str = msgspec.field(default="", name="from")
    to: tuple[str, ...] = ()


def target_named(settings: Settings, name: str) -> Target:
    """Return the target called `name`; raises NotFoundError, or UsageError where it is off."""
    if name not in settings.targets:
        raise NotFoundError(f"there is no target {name!r} in the settings; {_hint(settings, name)}")
    try:
        target = msgspec.convert(settings.targets[name], Target)
    except msgspec.ValidationError as error:
        raise UsageError(f"the target {name!r} in the settings is off: {error}") from error
    wanted = ("host", "sender", "to") if target.kind is Kind.MAIL else ("url",)
    for field in wanted:
        if not getattr(target, field):
            key = "from" if field == "sender" else field
            raise UsageError(f"the target {name!r} in the settings has no {key!r}")
    for key in ("url", "password"):
        reference = getattr(target, key)
        if reference and not reference.startswith(("env:", "file:")):
            raise UsageError(
                f"the target {name!r} in the settings has its {key!r} itself; secrets stand in no"
                " settings file: write env:NAME or file:PATH instead"
            )
    return target


def revealed(reference: str, environ: Mapping[str, str], folder: Path) -> str:
    """Return the secret that `reference` leads to; raises UsageError, which never holds it.

    `env:NAME` is a variable of `environ`, `file:PATH` the first line of a file, `folder` being
    where relative paths start.
    """
    scheme, _, rest = reference.partition(":")
    if scheme == "env":
        if not (secret := environ.get(rest, "").strip()):
            raise UsageError(f"the variable {rest} that the settings name is not set")
        return secret
    return _first_line(folder / os.path.expanduser(rest))  # noqa: PTH111


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            secret = file.readline(LONGEST_SECRET).strip()
    except (OSError, ValueError) as error:
        raise UsageError(f"the secret in {path} cannot be read") from error
    if not secret:
        raise UsageError(f"the first line of {path} is empty; a secret is expected there")
    return secret


def _hint(settings: Settings, name: str) -> str:
    known = list(settings.targets)
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"known are {', '.join(known)}" if known else how_to_name_one(settings, name)


def how_to_name_one(settings: Settings, name: str = "team") -> str:
    """Return what to do where the settings name nobody to send to."""
    if settings.path is None:
        return "`meetingtui config init` writes a settings file that shows how"
    return f"name it under [targets.{name}] in {settings.path}"
