"""The short numbers of action items on a command line: `12`, `!12`, `3,4`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import click

from meetingtui.errors import UsageError

_IS_NUMBERS = re.compile(r"!?[0-9]+(?:,!?[0-9]+)*")


def _number(value: str) -> int:
    """Return the number that `12` or `!12` is; click's usage error for anything else."""
    digits = value.removeprefix("!")
    if not (digits.isascii() and digits.isdigit()):
        raise click.BadParameter(f"{value!r} is no number of an action item, such as 12 or !12")
    return int(digits)


def read_numbers(value: str) -> list[int]:
    """Return the numbers that `3,4` or `!3,!4` are."""
    return [_number(each) for each in value.split(",")]


def one_and_numbers(metavar: str, example: str) -> Callable[[Any], Any]:
    """Return an argument, `words`: one word that is no number, and the numbers, in any order."""

    def parted(
        ctx: click.Context, _: click.Parameter, given: Sequence[str]
    ) -> tuple[str, list[int]]:
        others = [each for each in given if not _IS_NUMBERS.fullmatch(each)]
        numbers = [n for each in given if _IS_NUMBERS.fullmatch(each) for n in read_numbers(each)]
        if len(others) != 1 or not numbers:
            raise click.BadParameter(f"write it as `{ctx.command_path} {example}`")
        return others[0], numbers

    return click.argument("words", metavar=metavar, nargs=-1, required=True, callback=parted)


NUMBER = click.argument("number", metavar="N", type=_number)
NUMBERS = click.argument(
    "numbers",
    metavar="N...",
    type=read_numbers,
    nargs=-1,
    required=True,
    callback=lambda _, __, given: [number for each in given for number in each],
)


def numbers_and_why(words: Sequence[str], reason: str) -> tuple[list[int], str]:
    """Return the numbers that `words` begin with and the reason that follows, or else `reason`.

    Raises UsageError where a reason follows several words, as it may begin with a number itself.
    """
    is_number = [bool(_IS_NUMBERS.fullmatch(word)) for word in words]
    first = max(1, [*is_number, False].index(False))
    numbers = [number for word in words[:first] for number in read_numbers(word)]
    why = " ".join(words[first:])
    if why and (reason or first > 1):
        raise UsageError(f"write the numbers with commas or the reason with --reason: '{why}'")
    return numbers, why or reason
