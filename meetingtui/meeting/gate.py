"""The gate that every text of a command goes through, from whichever face it comes."""

from __future__ import annotations

from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from meetingtui.errors import Refused
from meetingtui.text import MAX_LINE, clean

T = TypeVar("T")


def cleaned(value: T) -> T:
    """Return a command, or a value within one, with clean texts; Refused for one that is too long.

    A text keeps no spaces around it.
    """
    told: Any = value
    if type(told) is str:
        told = cleaned_line(told)
    elif isinstance(value, tuple):
        told = tuple(map(cleaned, value))
    elif isinstance(value, Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        new = {name: text for name, old in fields.items() if (text := cleaned(old)) is not old}
        told = replace(value, **new) if new else value
    result: T = told
    return result


def cleaned_line(line: str) -> str:
    """Return `line`, clean and without spaces around it; Refused where it is too long."""
    text = clean(line).strip()
    if len(text) > MAX_LINE:
        raise Refused(
            f"a line has at most {MAX_LINE} characters and this one has {len(text)}; "
            "shorten it or save it as two"
        )
    return text
