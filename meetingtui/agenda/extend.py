"""Merges an agenda with the one that it extends, as trees, before anyone knows what they mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from meetingtui.agenda import nodes
from meetingtui.agenda.defaults import segment_ids
from meetingtui.agenda.keys import OLD_KEYS
from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.nodes import Entry, Mapping, Node, Refused, Scalar
from meetingtui.agenda.problem import Findings, nearest, shown, suggest

_OWN_KEYS = frozenset({"version", "id", "extends", "remove"})
"""What every file says for itself."""

_TIMES = frozenset({"time", "per_team", "per_person"})
"""Of these a segment has one."""

_HINT = 300
"""Characters of the longest hint."""


def extended(root: Node) -> Scalar | None:
    """Return the name of the agenda that the one in `root` extends, misspelt key or not."""
    for entry in root.entries if isinstance(root, Mapping) else ():
        if nearest(entry.key.text, ["extends"]) and _text(entry.value):
            return entry.value if isinstance(entry.value, Scalar) else None
    return None


def extends_something(root: Node) -> bool:
    """Tell whether the agenda in `root` extends what cannot be read as a name, such as a list."""
    entry = _entry(root, "extends")
    return entry is not None and not isinstance(entry.value, Scalar)


def merge(child: Mapping, parent: Mapping, findings: Findings) -> Mapping:
    """Return `parent` with the values of `child`, its segments merged by id.

    A segment with an id of the parent's changes that one where it stands. Others come after the
    segment before them in `child`, or else before the next one of the parent's; where there is
    neither, before the parent's close. Ids in `remove` that the parent lacks go to `findings`.
    """
    inherited = [entry for entry in parent.entries if entry.key.text not in _OWN_KEYS]
    own = list(child.entries)
    theirs, ours = _list(inherited, "segments"), _list(own, "segments")
    teams = _team_names(_list(own, "teams") or _list(inherited, "teams"))
    if theirs is not None:
        kept = _without(_named(theirs[1]), _list(own, "remove"), findings)
        items = _merged(ours[1].items, kept, teams, findings) if ours else kept
        entry, segments = ours or theirs
        own = [each for each in own if each is not entry]
        own.append(replace(entry, value=replace(segments, items=tuple(items))))
    partial = child.partial or parent.partial
    return replace(child, entries=_overlaid(own, inherited), partial=partial)


def _named(segments: nodes.Sequence) -> list[Node]:
    """Return the segments with ids, so that none is called otherwise for being merged."""
    written = [(_value(item, "id"), _value(item, "kind")) for item in segments.items]
    ids = segment_ids(written)
    return [_with_id(item, name) for item, name in zip(segments.items, ids, strict=True)]


def _with_id(item: Node, name: str) -> Node:
    if not isinstance(item, Mapping) or not name or _value(item, "id"):
        return item
    entry = Entry(Scalar("id", item.span), Scalar(name, item.span))
    return replace(item, entries=(*item.entries, entry))


def _without(
    segments: list[Node], removed: tuple[Entry, nodes.Sequence] | None, findings: Findings
) -> list[Node]:
    names = [item for item in removed[1].items if isinstance(item, Scalar)] if removed else []
    known = {_value(segment, "id"): None for segment in segments}
    for name in names:
        if _text(name) not in known:
            hint = _near(name.text, known, findings) or f"the ids are {', '.join(known)}"[:_HINT]
            findings.error(name.span, f"there is no segment {shown(name.text)} to remove", hint)
    gone = {_text(name) for name in names}
    return [segment for segment in segments if _value(segment, "id") not in gone]


def _team_names(teams: tuple[Entry, nodes.Sequence] | None) -> list[str]:
    return [_text(team) or _value(team, "name") for team in teams[1].items] if teams else []


def _merged(
    own: Iterable[Node], inherited: Sequence[Node], teams: Sequence[str], findings: Findings
) -> list[Node]:
    result = list(inherited)
    names = [_value(item, "id") for item in inherited]
    by_id = {_value(item, "id"): item for item in inherited if isinstance(item, Mapping)}
    kinds = {_value(by_id[name], "kind"): name for name in reversed(by_id)}
    first: list[Node] = []
    place: int | None = None
    for item in own:
        name = _value(item, "id")
        new = item
        if isinstance(item, Mapping) and name and name in by_id:
            new = _changed(item, by_id[name], teams, findings)
        if name and name in names:
            at = names.index(name)
            before = [] if place is not None else first
            result[at : at + 1] = [*before, new]
            # Taken: the same id once more is another segment, and a mistake that rules report.
            names[at : at + 1] = [""] * (len(before) + 1)
            place = at + len(before) + 1
            continue
        new = _told(new, by_id, kinds, findings)
        if place is None:
            first.append(new)
        else:
            result.insert(place, new)
            names.insert(place, "")
            place += 1
    if place is None:
        place = len(result) - (_value(result[-1] if result else None, "kind") == SegmentKind.CLOSE)
        result[place:place] = first
    return result


def _changed(own: Mapping, theirs: Mapping, teams: Sequence[str], findings: Findings) -> Mapping:
    """Return the segment `theirs` with what `own` says of it."""
    kind, before = _entry(own, "kind"), _value(theirs, "kind")
    if (
        kind
        and _text(kind.value) != before
        and re.fullmatch(rf"{before}(-\d+)?", _value(own, "id"))
    ):
        message = f"this makes a {_text(kind.value)} of the {before} that is extended"
        hint = "'remove' that one, and give the new one an id of its own"
        findings.warning(kind.value.span, message, hint)
    lengths, general = _entry(own, "per_team"), _entry(theirs, "per_team")
    entries = list(own.entries)
    if lengths and general and isinstance(lengths.value, Mapping):
        value = _for_each_team(lengths.value, general.value, teams)
        entries[entries.index(lengths)] = replace(lengths, value=value)
    partial = own.partial or theirs.partial
    return replace(own, entries=_overlaid(entries, theirs.entries), partial=partial)


def _for_each_team(own: Mapping, general: Node, teams: Sequence[str]) -> Mapping:
    """Return the lengths in `own`, with those of `general` for the teams that it does not name."""
    if isinstance(general, Mapping):
        others = general.entries
    else:
        others = tuple(Entry(Scalar(team, general.span), general) for team in teams)
    known = {entry.key.text for entry in own.entries}
    kept = (entry for entry in others if entry.key.text not in known)
    return replace(own, entries=(*own.entries, *kept))


def _told(item: Node, by_id: Collection[str], kinds: dict[str, str], findings: Findings) -> Node:
    """Report what a new segment was probably meant for; return it without consequences."""
    name, kind = _value(item, "id"), _value(item, "kind")
    if name and not kind and isinstance(item, Mapping):
        hint = _near(name, by_id, findings) or "a new segment needs a 'kind' too"
        message = f"the extended agenda has no segment {shown(name)}"
        findings.error(item.span, message, hint)
        own = [entry for entry in item.entries if entry.key.text != "id"]
        told = [Entry(Scalar(key, item.span), Refused(item.span)) for key in ("id", "kind", "time")]
        return replace(item, entries=_overlaid(own, told))
    if not name and kind in kinds:
        hint = f"to change that one write 'id: {kinds[kind]}'; give a new one an id of its own"
        findings.warning(item.span, f"the extended agenda has a segment {kind} too", hint)
    return item


def _near(name: str, known: Collection[str], findings: Findings) -> str:
    return "" if findings.crowded() else suggest(name, known)


def _overlaid(own: Sequence[Entry], inherited: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries of both; what is written in `own` counts, by its old names too."""
    names = {name for entry in own for name in _names(entry)}
    if names & _TIMES:
        names |= _TIMES
    return (*(entry for entry in inherited if not names & _names(entry)), *own)


def _names(entry: Entry) -> set[str]:
    return {entry.key.text, *OLD_KEYS.get(entry.key.text, ())}


def _list(entries: Iterable[Entry], name: str) -> tuple[Entry, nodes.Sequence] | None:
    for entry in entries:
        if name in _names(entry) and isinstance(entry.value, nodes.Sequence):
            return entry, entry.value
    return None


def _entry(item: Node | None, key: str) -> Entry | None:
    entries = item.entries if isinstance(item, Mapping) else ()
    return next((entry for entry in entries if key in _names(entry)), None)


def _value(item: Node | None, key: str) -> str:
    """Return the text of the value of `key`; empty where there is none."""
    entry = _entry(item, key)
    return _text(entry.value) if entry else ""


def _text(node: Node) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""
