"""One sentence for what is wrong with the words of a command, and what to write instead."""

from __future__ import annotations

import re

import click


def sentence_of(error: click.ClickException) -> str:
    """Return what click has found, as one sentence that names the command or its help."""
    match error:
        case click.BadOptionUsage():
            return f"{error.option_name} needs a value behind it"
        case click.UsageError(ctx=click.Context() as ctx):
            return _in_its_command(error, ctx)
    return _going_on(error.format_message())


def _in_its_command(error: click.UsageError, ctx: click.Context) -> str:
    path = ctx.command_path
    match error:
        case click.exceptions.NoArgsIsHelpError():
            names = ", ".join(_commands(ctx))
            return f"`{path}` needs one of {names} behind it; `{path} --help` explains them"
        case click.MissingParameter(param=click.Parameter() as missing):
            return f"`{path}` needs {_called(missing, ctx)}; write: {_usage(ctx)}"
        case click.BadParameter(param=click.Parameter() as off):
            called = off.opts[0] if isinstance(off, click.Option) else _called(off, ctx)
            return f"{called}: {_going_on(error.message)}"
        case click.NoSuchOption(possibilities=near):
            hint = f"did you mean {near[0]}?" if near else f"`{path} --help` lists all"
            return f"`{path}` has no option {error.option_name}; {hint}"
        case click.NoSuchCommand(possibilities=near):
            hint = f"did you mean `{path} {near[0]}`?" if near else f"`{path} --help` lists all"
            return f"there is no command '{error.command_name}'; {hint}"
    if extra := re.search(r"unexpected extra arguments? \((.*)\)$", error.message):
        return f"`{path}` does not take {extra[1]}; write: {_usage(ctx)}"
    return f"{_going_on(error.format_message())}; write: {_usage(ctx)}"


def _commands(ctx: click.Context) -> list[str]:
    return ctx.command.list_commands(ctx) if isinstance(ctx.command, click.Group) else []


def _usage(ctx: click.Context) -> str:
    """Return what has to be typed, without what may be left out."""
    pieces = [each for each in ctx.command.collect_usage_pieces(ctx) if each != "[OPTIONS]"]
    needed = [each for each in ctx.command.get_params(ctx) if each.required]
    options = [_called(each, ctx) for each in needed if isinstance(each, click.Option)]
    return " ".join([ctx.command_path, *pieces, *options])


def _called(param: click.Parameter, ctx: click.Context) -> str:
    """Return `param` as the help has it."""
    name = param.make_metavar(ctx)
    return f"{param.opts[0]} {name}" if isinstance(param, click.Option) else name


def _going_on(message: str) -> str:
    """Return `message` as the rest of a sentence: no capital, no full stop."""
    message = message.rstrip(".")
    return message if message[:2].isupper() else message[:1].lower() + message[1:]
