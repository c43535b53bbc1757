"""The keys of an agenda: how they are written, and what they were called before."""

from __future__ import annotations

from collections.abc import Collection

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


def new_key(word: str, fields: Collection[str]) -> str:
    """Return what the old key `word` is called now among `fields`; empty for every other word."""
    return next((new for new in OLD_KEYS.get(word, ()) if new in fields), "")
