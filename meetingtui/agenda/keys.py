"""The keys of an agenda: how they are written, and what they were called before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import fields

from meetingtui.agenda.model import Agenda, Segment, Team
from meetingtui.agenda.problem import nearest

OLD_KEYS = {
    "duration": ("time", "length"),
    "minutes": ("time", "length"),
    "each": ("per_team",),
    "members": ("people",),
    "participants": ("people",),
    "sections": ("segments",),
    "items": ("segments",),
    "warnings": ("warn",),
    "timezone": ("zone",),
}
"""Keys that are still read, with a warning, and what they are called now."""

_MEANT = {"type": "kind", "unequal": "per_team"}
"""What people write for a key that is spelt otherwise altogether."""

_TYPES: dict[str, type[Struct]] = {
    "at the top of the file": Agenda,
    "in a segment": Segment,
    "in a team": Team,
}
_PLACES = {
    field.encode_name: place for place, type in reversed(_TYPES.items()) for field in fields(type)
}
KEYS = _PLACES.keys() | OLD_KEYS.keys()
"""Every key that an agenda may have anywhere."""

_SPELT = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "ł": "l", "þ": "th"})
"""Letters that are more than a letter with a mark."""

EXAMPLES = {
    "version": "version: 1",
    "id": "id: weekly",
    "title": "title: Weekly meeting",
    "length": "length: 45m",
    "teams": "teams: [Sales, Marketing]",
    "segments": "segments: [{kind: close, time: 3m}]",
    "kind": "kind: wins",
    "name": "name: Sales",
}
"""How each key that must be there is written."""


LONGEST_ID = 60


def id_from(text: str) -> str:
    """Return an id that says `text`: letters without their marks, digits, single hyphens.

    Empty where there is no letter or digit that an id could have.
    """
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_SPELT))
    kept = "".join(char for char in bare if not unicodedata.combining(char))
    return re.sub("[^a-z0-9]+", "-", kept)[:LONGEST_ID].strip("-")


def new_key(word: str, fields: Collection[str]) -> str:
    """Return what the old key `word` is called now among `fields`; empty for every other word."""
    return next((new for new in OLD_KEYS.get(word, ()) if new in fields), "")


def place_of(word: str) -> str:
    """Return where in a file the key `word` stands; empty where there is no such key."""
    return _PLACES.get(word, "")


def meant_key(word: str, fields: Collection[str]) -> str:
    """Return the one of `fields` that the unknown key `word` is probably meant to be."""
    meant = _MEANT.get(word, "")
    return meant if meant in fields else nearest(word, fields)
