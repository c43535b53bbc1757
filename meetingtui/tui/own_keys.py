"""The keys that a person has set, checked before any of them is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from textual.app import App
from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character

from meetingtui.errors import UsageError
from meetingtui.tui.capture_line import CaptureLine
from meetingtui.tui.intents import BY_ID, SCOPES, Intent, Scope

_WITH_A_LINE = (Scope.LIVE, Scope.SEARCH)
_CHORDS = {"ctrl", "shift", "alt", "super", "meta", "hyper"}
_NAMED = {key.value for key in Keys} | {f"f{number}" for number in range(1, 25)}
_LINES = {
    binding.key
    for kind in CaptureLine.__mro__
    for binding in Binding.make_bindings(vars(kind).get("BINDINGS", ()))
}
_TAKEN = _LINES | {"ctrl+i", "ctrl+m", "ctrl+h", App.COMMAND_PALETTE_BINDING}
"""What the line takes for itself, or a terminal sends as another key."""


def check_keys(keys: Mapping[str, str]) -> None:
    """Raise UsageError at the first of `keys` that would not do what it is set for.

    They go by the id of what they do, several separated by commas.
    """
    for trouble in _troubles(keys):
        raise UsageError(f"the keys of the settings: {trouble}")


def _troubles(keys: Mapping[str, str]) -> Iterator[str]:
    for id, value in keys.items():
        if id not in BY_ID:
            near = get_close_matches(id, BY_ID, n=1)
            some = ", ".join(intent.id for intent in SCOPES[Scope.LIVE])
            hint = f"did you mean {near[0]!r}?" if near else f"in a meeting there are {some}"
            yield f"nothing is called {id!r}; {hint}"
            continue
        for key in _split(value):
            if not _exists(key):
                yield f"{id}: there is no key {key!r}; write it as f2, ctrl+n, pageup or n"
    for scope, intents in SCOPES.items():
        if scope in _WITH_A_LINE:
            yield from _beside_a_line(intents, keys)
        yield from _twice(intents, keys)


def _beside_a_line(intents: tuple[Intent, ...], keys: Mapping[str, str]) -> Iterator[str]:
    for intent in intents:
        if intent.id not in keys:
            continue
        standard, own = _split(intent.keys), _split(keys[intent.id])
        for key in own:
            if key in _TAKEN and key not in standard:
                taken = ", ".join(sorted(each for each in _TAKEN if each.startswith("ctrl+")))
                yield f"{intent.id}: {key!r} is taken by the line, as are {taken}"
        if all(map(_is_text, own)) and not all(map(_is_text, standard)):
            yield (
                f"{intent.id}: {keys[intent.id]!r} is text while the line is typed into;"
                f" add a key that is not, as {intent.keys.partition(',')[0]!r}"
            )


def _twice(intents: tuple[Intent, ...], keys: Mapping[str, str]) -> Iterator[str]:
    has: dict[str, str] = {}
    for intent in intents:
        for key in _split(keys.get(intent.id, intent.keys)):
            other = has.setdefault(key, intent.id)
            if other != intent.id and (other in keys or intent.id in keys):
                yield f"{key!r} would be both {other!r} and {intent.id!r}; give one another"


def _split(value: str) -> list[str]:
    return [key.strip() for key in value.split(",")]


def _exists(key: str) -> bool:
    *chords, name = key.split("+")
    return set(chords) <= _CHORDS and (name in _NAMED or _is_text(name))


def _is_text(key: str) -> bool:
    return key_to_character(key) is not None or key in KEY_NAME_REPLACEMENTS.values()
