"""Goes down the tree of a file and the types of an Agenda together, and reads what fits."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from msgspec import inspect
from msgspec.structs import replace

from meetingtui.agenda.keys import EXAMPLES, meant_key, new_key, place_of
from meetingtui.agenda.leaves import Unreadable, read_leaf, read_warning
from meetingtui.agenda.model import Agenda, Team, Warn
from meetingtui.agenda.nodes import Entry, Mapping, Node, Refused, Scalar, Sequence
from meetingtui.agenda.problem import Findings, Span, nearest, shown
from meetingtui.agenda.repeat import Repeat
from meetingtui.agenda.repeat_text import EXAMPLE as REPEAT_EXAMPLE
from meetingtui.agenda.repeat_text import read_repeat
from meetingtui.agenda.unquoted import unquoted_in

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value, such as ("segments", 2, "time")."""

_EXPECTED: dict[type, str] = {
    inspect.EnumType: "one word",
    inspect.TimeDeltaType: "a length such as 5m",
    inspect.TimeType: 'a clock time such as "10:30"',
    inspect.BoolType: "true or false",
    inspect.IntType: "a whole number",
}
_EXPECTED_TEXT: dict[type, str] = {
    Warn: "a share such as 70% or a length such as 60s",
    Repeat: f"a rule such as '{REPEAT_EXAMPLE}'",
}
PARTIAL = "<<"
"""The key under which a draft has mappings with entries that could not be read at all."""

_NOUNS = {Scalar: "text", Mapping: "keys with values", Sequence: "a list"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, and where its key does; an entry of a list is its own key."""

    key: Span
    value: Span


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be read of an agenda, and where everything stands in the file.

    `values` has the shape of an Agenda in plain dicts and lists; what could not be read is missing,
    or None in a list or among lengths by team. `places` also has what could not be read.
    """

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)

    def key(self, *path: str | int) -> Span:
        """Return where the key at `path` stands; the author wrote it."""
        return self.places[path].key

    def value(self, *path: str | int) -> Span:
        """Return where the value at `path` stands; the author wrote it."""
        return self.places[path].value

    def blamed(self, span: Span) -> Span:
        """Return where the mistake is that shows at `span`, given that teams are part of it.

        What stands in an extended agenda was right there, for the teams that it has.
        """
        teams = self.key("teams")
        return teams if span.path and not teams.path else span

    def has(self, *path: str | int) -> bool:
        """Say whether the author wrote anything at `path`, readable or not."""
        return path in self.places


def read_draft(root: Node, findings: Findings, *, whole: bool = True) -> Draft:
    """Return what can be read of the agenda in `root`; every misfit goes to `findings`.

    Where `root` is not the `whole` agenda, because what it extends cannot be read, nothing is
    said of what is missing.
    """
    walker = _Walker(findings, whole=whole)
    values = walker.read(root, inspect.type_info(Agenda), ())
    return Draft(values or {}, walker.places)


class _Walker:
    """Reads nodes by type; None stands for what was reported instead."""

    def __init__(self, findings: Findings, *, whole: bool) -> None:
        self.places: dict[Path, Place] = {}
        self._findings = findings
        self._whole = whole

    def read(self, node: Node, kind: inspect.Type, path: Path) -> Any:
        if isinstance(node, Refused):
            return None
        if isinstance(node, Scalar) and path and not node.text.strip():
            return self._empty(node, path)
        match kind:
            case inspect.Metadata(type=described):
                return self.read(node, described, path)
            case inspect.UnionType(types=kinds):
                return self.read(node, _member(kinds, node), path)
            case inspect.StructType(cls=cls) if cls in _EXPECTED_TEXT:
                return self._leaf(node, kind, path)
            case inspect.StructType(cls=cls) if cls is Team and isinstance(node, Scalar):
                return self._bare_team(node, path)
            case inspect.StructType():
                return self._struct(node, kind, path)
            case inspect.VarTupleType(item_type=item_kind):
                return self._list(node, item_kind, path)
            case inspect.DictType(value_type=value_kind) if isinstance(node, Mapping):
                return self._dict(node, value_kind, path)
            case _:
                return self._leaf(node, kind, path)

    def _leaf(self, node: Node, kind: inspect.Type, path: Path) -> Any:
        if not isinstance(node, Scalar):
            struct = kind.cls if isinstance(kind, inspect.StructType) else None
            expected = _EXPECTED_TEXT.get(struct) if struct else _EXPECTED.get(type(kind))
            self._misfit(node, expected or "text", "" if expected else _quotes_for(node))
            return None
        try:
            if isinstance(kind, inspect.StructType):
                return read_warning(node.text) if kind.cls is Warn else read_repeat(node.text)
            return read_leaf(node.text, kind, str(path[-1]))
        except Unreadable as error:
            for each in (error, *error.others):
                all_of_it = each.part in ("", node.text)
                span = node.span if all_of_it else self._part_of(node.span, each.part)
                self._findings.error(span, str(each), each.hint)
            return None

    def _part_of(self, span: Span, part: str) -> Span:
        """Return where `part` stands in the text at `span`; all of it where it is not found."""
        text = self._findings.source_line(span)[span.column - 1 : span.end_column - 1]
        words = re.escape(part).replace(r"\ ", " +")
        found = re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE)
        if found is None:
            return span
        begin, end = (span.column + at for at in found.span())
        return replace(span, column=begin, end_column=end)

    def _list(self, node: Node, item_kind: inspect.Type, path: Path) -> list[Any] | None:
        if not isinstance(node, Sequence):
            hint = (
                f"write [{node.text}]" if isinstance(node, Scalar) else "begin each entry with '- '"
            )
            self._misfit(node, "a list", hint)
            return None
        result = []
        for index, item in enumerate(node.items):
            self.places[(*path, index)] = Place(item.span, item.span)
            result.append(self.read(item, item_kind, (*path, index)))
        return result

    def _dict(self, node: Mapping, value_kind: inspect.Type, path: Path) -> dict[str, Any]:
        result = {}
        for entry in node.entries:
            name = self._leaf(entry.key, inspect.StrType(), path)
            if name is not None:
                self.places[(*path, name)] = Place(entry.key.span, entry.value.span)
                result[name] = self.read(entry.value, value_kind, (*path, name))
        return result

    def _bare_team(self, node: Scalar, path: Path) -> dict[str, Any] | None:
        self.places[(*path, "name")] = Place(node.span, node.span)
        name = self._leaf(node, inspect.StrType(), path)
        return None if name is None else {"name": name}

    def _struct(self, node: Node, info: inspect.StructType, path: Path) -> dict[str, Any] | None:
        fields = {field.encode_name: field for field in info.fields}
        if not isinstance(node, Mapping):
            no_space = isinstance(node, Scalar) and ":" in node.text
            hint = "put a space after the ':'" if no_space else ""
            self._misfit(node, f"keys such as '{EXAMPLES[next(iter(fields))]}'", hint)
            return None
        values = {}
        if node.partial:
            self.places[(*path, PARTIAL)] = Place(node.span, node.span)
        for name, entry in self._named(node, fields, path):
            self.places[(*path, name)] = Place(entry.key.span, entry.value.span)
            value = self.read(entry.value, fields[name].type, (*path, name))
            if value is not None:
                values[name] = value
        for name in fields:
            missing = fields[name].required and (*path, name) not in self.places
            if missing and self._whole and not node.partial:
                hint = f"write for example '{EXAMPLES[name]}'"
                self._findings.error(node.span, f"the key '{name}' is missing", hint)
        return values

    def _named(
        self, node: Mapping, fields: Collection[str], path: Path
    ) -> Iterator[tuple[str, Entry]]:
        """Give each entry with the field it is for, or is meant for if it is misspelt."""
        written = {entry.key.text for entry in node.entries}
        pieces = {e.key.text: e.key.span for e in node.entries if _is_cut_off(e, node, fields)}
        if pieces:
            self._cut_off(*next(iter(pieces.items())))
        for entry in node.entries:
            word = entry.key.text
            if word in fields:
                yield word, entry
            elif word in pieces:
                self.places[(*path, word)] = Place(entry.key.span, entry.value.span)
            elif new := new_key(word, fields):
                if self._takes_old(entry, new, written):
                    yield new, entry
            else:
                self.places[(*path, word)] = Place(entry.key.span, entry.value.span)
                meant = self._unknown(entry, fields)
                if meant is not None and meant.key.text not in written:
                    yield meant.key.text, meant

    def _unknown(self, entry: Entry, fields: Collection[str]) -> Entry | None:
        """Report a key that is none of `fields`; return the entry that was probably meant."""
        word, span = entry.key.text, entry.key.span
        before, colon, after = word.partition(":")
        if colon and before in fields:
            message = f"a space is missing after the ':' of {shown(word)}"
            self._findings.error(span, message, f"write '{before}: {after[:40]}'")
            return Entry(Scalar(before, span), Scalar(after, span))
        place = place_of(word)
        if not place and (near := meant_key(word, fields)):
            self._findings.error(span, f"unknown key {shown(word)}", f"did you mean {shown(near)}?")
            return Entry(Scalar(near, span), entry.value)
        hint = f"it stands {place}" if place else f"known keys are {', '.join(fields)}"
        self._findings.error(span, f"unknown key {shown(word)}", hint)
        return None

    def _cut_off(self, piece: str, span: Span) -> None:
        """Report the text that a comma has cut `piece` off, and what else is cut on its line."""
        whole = list(unquoted_in(self._findings.source_line(span)))
        for text in whole:
            place = replace(span, column=text.begin + 1, end_column=text.end + 1)
            message = f"text with {text.cut_by} needs quotes"
            self._findings.error(place, message, f"write {text.rewrite}")
        if not whole:
            hint = "put text that contains a comma in quotes"
            self._findings.error(span, f"unknown key {shown(piece)}", hint)

    def _takes_old(self, entry: Entry, new: str, written: set[str]) -> bool:
        """Warn of an old key; say whether it counts, which it does not beside the new one."""
        old, span = entry.key.text, entry.key.span
        if new in written:
            message = f"{shown(old)} is the old word for '{new}', which is here too"
            self._findings.error(span, message, "remove one of the two")
            return False
        written.add(new)
        value = f": {entry.value.text[:40]}" if isinstance(entry.value, Scalar) else ""
        self._findings.warning(
            span, f"{shown(old)} is the old word for '{new}'", f"write '{new}{value}'"
        )
        return True

    def _empty(self, node: Scalar, path: Path) -> None:
        name, key = path[-1], self.places[path].key
        line = self._findings.source_line(node.span)
        hint = "write one, or remove this"
        if "#" in line[node.span.column - 1 :]:
            hint = "text after # is a comment; put text that contains # in quotes"
        message = f"{shown(name)} has no value" if isinstance(name, str) else "this entry is empty"
        self._findings.error(key, message, hint)

    def _misfit(self, node: Node, expected: str, hint: str = "") -> None:
        found = _NOUNS[type(node)]
        self._findings.error(node.span, f"expected {expected}, found {found}", hint)


def _member(kinds: tuple[inspect.Type, ...], node: Node) -> inspect.Type:
    """Return the one of `kinds` for `node`: a dict for a mapping, the other for the rest."""
    wanted = [kind for kind in kinds if not isinstance(kind, inspect.NoneType)]
    dicts = [kind for kind in wanted if isinstance(kind, inspect.DictType)]
    return dicts[0] if dicts and isinstance(node, Mapping) else wanted[0]


def _is_cut_off(entry: Entry, node: Mapping, fields: Collection[str]) -> bool:
    """Say whether a comma without quotes has cut this key off the text before it."""
    return (
        node.flow
        and isinstance(entry.value, Scalar)
        and entry.value.text == ""
        and ":" not in entry.key.text
        and not nearest(entry.key.text, fields)
    )


def _quotes_for(node: Node) -> str:
    if isinstance(node, Mapping) and not node.flow:
        return "put text that contains ': ' in quotes"
    return "put text that starts with { or [ in quotes"
