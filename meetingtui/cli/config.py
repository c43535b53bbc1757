"""`meetingtui config`: what is set, and where that comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

import click

from meetingtui.cli.context import Context, with_context
from meetingtui.errors import Refused
from meetingtui.reports.columns import padded
from meetingtui.settings import FILE_NAME, STORE_VARIABLE
from meetingtui.text import plain

SCHEMA = 1
"""The version of the JSON that `config --json` prints."""

EXAMPLE = """\
# The settings of meetingtui. Take the # away from what you want to set; paths start from here.

# Where everything is kept.
# store = "library.json"

# Who runs the meetings, unless --facilitator names somebody else.
# facilitator = "Ana"

# One more folder in which agendas are looked up.
# agendas = "agendas"

# The name of a theme of the screen.
# theme = "nord"

# Ring the terminal's bell when a slot's time is up.
# bell = true

# Other keys for what keys do; `meetingtui keys` lists the names.
# [keys]
# next = "f2"

# Where minutes and due action items can be sent: meetingtui send last --to team
# Addresses and passwords are secrets: env:NAME is a variable, file:PATH the first line of a file.
# [targets.team]
# kind = "slack"                  # or teams, discord, notify (by apprise)
# url = "env:TEAM_WEBHOOK"
#
# [targets.heads]
# kind = "mail"
# host = "smtp.example.org"
# security = "starttls"           # or tls; none is for a server on this machine
# user = "ana"
# password = "file:smtp-password"
# from = "ana@example.org"
# to = ["ben@example.org", "dana@example.org"]
"""


class Value(NamedTuple):
    """One setting, and where it is set."""

    name: str
    value: str
    origin: str


@click.group(invoke_without_command=True, subcommand_metavar="[init]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_context
@click.pass_context
def config(ctx: click.Context, context: Context, as_json: bool) -> None:
    """Print every setting and where it comes from."""
    if ctx.invoked_subcommand is not None:
        return
    if context.settings.keys:
        from meetingtui.tui.own_keys import check_keys

        check_keys(context.settings.keys)
    values = list(_values(context))
    if as_json:
        from meetingtui.reports.as_json import dumps

        listed = [value._asdict() for value in values]
        click.echo(dumps({"schema": SCHEMA, "settings": listed}), nl=False)
        return
    for row in padded([tuple(map(plain, value)) for value in values]):
        click.echo("  ".join(row).rstrip())


@config.command()
@with_context
def init(context: Context) -> None:
    """Write a settings file in which everything is explained, and nothing is set yet."""
    path = context.folders.config / FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "x", encoding="utf-8", opener=_for_its_owner) as file:
            file.write(EXAMPLE)
    except FileExistsError as error:
        raise Refused(f"{path} is there already; change it in your editor") from error
    click.echo(path)


def _for_its_owner(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _values(context: Context) -> Iterator[Value]:
    settings, file = context.settings, str(context.folders.config / FILE_NAME)

    def value(name: str, value: object, standard: object) -> Value:
        return Value(name, str(value), "standard" if value == standard else file)

    yield Value("settings file", file, "there" if os.path.exists(file) else "not there")  # noqa: PTH110
    yield Value("store", str(context.store_path), _origin_of_store(context, file))
    yield Value("minutes", str(context.minutes_folder), "beside the store")
    yield value("facilitator", settings.facilitator, "")
    yield value("agendas", settings.agendas or "", "")
    yield value("theme", settings.theme, "")
    yield value("bell", str(settings.bell).lower(), "false")
    yield from (Value(f"keys.{name}", keys, file) for name, keys in settings.keys.items())
    for name, target in settings.targets.items():
        yield Value(f"targets.{name}", str(target.get("kind", "")), file)


def _origin_of_store(context: Context, file: str) -> str:
    if context.store_option is not None:
        return "--store"
    if context.environ.get(STORE_VARIABLE):
        return STORE_VARIABLE
    return file if context.settings.store else "standard"
