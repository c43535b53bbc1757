"""From an Agenda to the text of a file that its author goes on with."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum

from meetingtui.agenda.defaults import TITLES, segment_ids
from meetingtui.agenda.durations import format_duration
from meetingtui.agenda.model import Agenda, Airtime, First, Overrun, Segment, SegmentKind, Warn
from meetingtui.agenda.repeat_text import EVERY_2_WEEKS, EXAMPLE, write_repeat
from meetingtui.agenda.schema import MODELINE, agenda_schema

FIRST_MEANS: Mapping[StrEnum, str] = {
    First.ALTERNATE: "the one after that of last time",
    First.LISTED: "the one that is listed first",
    First.LEAST_AIRTIME: "the one that spoke least last time",
}
OVERRUN_MEANS: Mapping[StrEnum, str] = {
    Overrun.BUFFER: "the buffer, then all later slots in proportion",
    Overrun.MATCH: "nobody: the other teams get the same again",
    Overrun.REPAY: "the team itself, from its own later slots",
    Overrun.CARRY: "the team itself, in the next meeting",
    Overrun.NONE: "nobody: the meeting ends later",
}
AIRTIME_MEANS: Mapping[StrEnum, str] = {
    Airtime.TEAMS: "that of each team, and of nobody by name",
    Airtime.PEOPLE: "also that of each person; agree on it with them first",
}
KIND_MEANS: Mapping[StrEnum, str] = {
    SegmentKind.OPENING: "purpose, norms, who is here",
    SegmentKind.REVIEW: "what became of the promises of earlier meetings",
    SegmentKind.NUMBERS: "where the numbers stand",
    SegmentKind.WINS: "what went well; a line typed here is a win",
    SegmentKind.PREVIEWS: "what is coming, for whom, from when; a preview",
    SegmentKind.QUESTIONS: "what a team asks the others; a question, open until answered",
    SegmentKind.INSIGHTS: "what clients say and do; an insight",
    SegmentKind.CONCERNS: "what worries a team; a concern",
    SegmentKind.THANKS: "who helped; thanks",
    SegmentKind.ROUND: "a turn for each person",
    SegmentKind.EXCHANGE: "visits to the other teams, and what was seen there",
    SegmentKind.DISCUSSION: "one topic for all",
    SegmentKind.BREAK: "a pause",
    SegmentKind.BUFFER: "time that pays for overruns",
    SegmentKind.CLOSE: "read back decisions and promises, rate the meeting",
}

_BLOCK = re.compile(r"[^\W_](?:[^:#]*[^:#\s])?")
_FLOW = re.compile(r"[^\W_](?:[^:#,?\[\]{}]*[^:#,?\[\]{}\s])?")
_WHO = "  # write their names: [Ana, Ben]"


def written(agenda: Agenda, about: Sequence[str], gone: Collection[str] = ()) -> str:
    """Return `agenda` as YAML that is read back as it is; each key has a comment.

    The lines of `about` say when to use it, and stand at the top. A text that still speaks of one
    of the teams that are `gone` is marked.
    """
    top = [MODELINE, *(f"# {line}".rstrip() for line in about)]
    keys = (_marked(line, gone) for line in (*_keys(agenda), *_segments(agenda)))
    return "\n".join([*top, *keys, ""])


def names_in(text: str, names: Collection[str]) -> list[str]:
    """Return those of `names` that `text` speaks of, in large or small letters."""
    return [name for name in names if re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)]


def _marked(line: str, gone: Collection[str]) -> str:
    found = names_in(line, gone)
    return f"{line}  # speaks of {', '.join(found)}" if found else line


def lengths_by_team(lengths: Mapping[str, timedelta]) -> str:
    """Return `lengths` as the value of `per_team`."""
    return f"{{{', '.join(f'{_word(k)}: {format_duration(v)}' for k, v in lengths.items())}}}"


def leading_comments(text: str) -> list[str]:
    """Return what the comments at the top of an agenda file say, without the first's modeline."""
    lines = []
    for line in text.lstrip("\ufeff").splitlines():
        if not line.startswith("#"):
            break
        if not line.startswith(MODELINE.partition("$")[0]):
            lines.append(line.removeprefix("#").strip())
    return lines


def _keys(agenda: Agenda) -> Iterator[str]:
    says = {name: key.get("description") for name, key in agenda_schema()["properties"].items()}
    yield f"version: {agenda.version}"
    yield f"# {says['id']}"
    yield f"id: {agenda.id}"
    yield f"title: {_text(agenda.title)}"
    if agenda.purpose:
        yield f"purpose: {_text(agenda.purpose)}"
    yield f"# {says['length']}"
    yield f"length: {format_duration(agenda.length)}"
    yield f"# {says['repeat']}" + ("" if agenda.repeat else " Take the # away to use it.")
    if agenda.repeat:
        yield f"repeat: {write_repeat(agenda.repeat)}"
    else:
        yield f"# repeat: {EXAMPLE}"
        yield f"# repeat: {EVERY_2_WEEKS}"
    yield f"# {says['zone']}"
    yield f"zone: {_text(agenda.zone)}" if agenda.zone else "# zone: Europe/Berlin"
    yield f"# {says['teams']}"
    yield "teams:"
    for team in agenda.teams:
        yield f"  - name: {_text(team.name)}"
        yield f"    people: {_list(team.people)}" + ("" if team.people else _WHO)
    yield f"# {says['equal']}"
    yield "# equal: false" if agenda.equal else "equal: false"
    if agenda.norms:
        yield f"# {says['norms']}"
        yield from ("norms:", *(f"  - {_text(norm)}" for norm in agenda.norms))
    yield from _choices(says["first"], FIRST_MEANS)
    yield f"first: {agenda.first}"
    yield from _choices(says["overrun"], OVERRUN_MEANS)
    yield f"overrun: {agenda.overrun}"
    yield from _choices(says["airtime"], AIRTIME_MEANS)
    yield f"airtime: {agenda.airtime}"
    yield f"# {says['warn']}"
    yield f"warn: [{', '.join(map(_warning, agenda.warn))}]"


def _segments(agenda: Agenda) -> Iterator[str]:
    yield "# Kinds:"
    yield from _means(KIND_MEANS)
    yield "# Each has one of these, and may have a title, a prompt and a fixed end:"
    yield "#   time: 5m           all together"
    yield "#   per_team: 3m       one team after the other; or unequal: {A: 5m, B: 3m}"
    yield "#   per_person: 45s    in a round, each person who is listed"
    yield '#   ends_at: "10:30"   the clock time at which it ends, whatever came before'
    yield "#   required: true     is not shortened while others can be"
    yield "segments:"
    own_ids = segment_ids([("", segment.kind) for segment in agenda.segments])
    for segment, own_id in zip(agenda.segments, own_ids, strict=True):
        yield f"  - kind: {segment.kind}"
        if segment.id != own_id:
            yield f"    id: {segment.id}"
        yield from (f"    {line}" for line in _fields(segment))


def _fields(segment: Segment) -> Iterator[str]:
    if segment.title != TITLES[segment.kind]:
        yield f"title: {_text(segment.title)}"
    if segment.time is not None:
        yield f"time: {format_duration(segment.time)}"
    if segment.per_person is not None:
        yield f"per_person: {format_duration(segment.per_person)}"
    if isinstance(segment.per_team, timedelta):
        yield f"per_team: {format_duration(segment.per_team)}"
    elif segment.per_team is not None:
        yield f"per_team: {lengths_by_team(segment.per_team)}"
    if segment.ends_at is not None:
        yield f'ends_at: "{segment.ends_at:%H:%M}"'
    if segment.required:
        yield "required: true"
    if segment.prompt:
        yield f"prompt: {_text(segment.prompt)}"


def _choices(says: str, means: Mapping[StrEnum, str]) -> Iterator[str]:
    yield f"# {says.removesuffix('.')}:"
    yield from _means(means)


def _means(means: Mapping[StrEnum, str]) -> Iterator[str]:
    room = max(map(len, means))
    yield from (f"#   {choice:<{room}}  {meaning}" for choice, meaning in means.items())


def _warning(warn: Warn) -> str:
    return f"{warn.spent:.0%}" if warn.left is None else format_duration(warn.left)


def _list(words: Sequence[str]) -> str:
    return f"[{', '.join(map(_word, words))}]"


def _text(text: str) -> str:
    """Return a value on a line of its own."""
    return text if _BLOCK.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _word(text: str) -> str:
    """Return a value between brackets."""
    return text if _FLOW.fullmatch(text) else json.dumps(text, ensure_ascii=False)
