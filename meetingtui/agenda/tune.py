"""Learns from how long the slots of past meetings really took."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from meetingtui.agenda.durations import format_duration
from meetingtui.agenda.load import Loaded
from meetingtui.agenda.model import Agenda, Segment, SegmentKind
from meetingtui.agenda.near import COARSE, FINE, LEAST, SHORT, better_length, really_held, usual
from meetingtui.agenda.plan import make_slots, total
from meetingtui.agenda.problem import Span, offset_of

ZERO = timedelta(0)

Turns = Mapping[str, Sequence[timedelta]]
"""The real lengths of the turns of each slot, by its id."""


class Measured(NamedTuple):
    """A length in an agenda file beside how long its turns really took."""

    segment: Segment
    team: str
    """Empty where the length is for everybody, or the same for each team."""

    span: Span
    planned: timedelta
    real: timedelta
    """The median of the turns."""

    turns: int
    better: timedelta
    """What to write; the planned length where that is near enough."""

    @property
    def differs(self) -> bool:
        """Whether another length is better than the planned one."""
        return self.better != self.planned


def measured(loaded: Loaded, turns: Turns) -> list[Measured]:
    """Return every length of the agenda that has at least three turns.

    Left out are buffers, rounds by person and segments with a fixed end: their real lengths follow
    from something else. A length that all teams share stays one: teams keep equal time.
    """
    return [
        _measured(segment, team, loaded.draft.value(*path), planned, real)
        for index, segment in enumerate(loaded.agenda.segments)
        if segment.kind is not SegmentKind.BUFFER and segment.ends_at is None
        for team, path, planned, turns_of_it in _lengths(segment, ("segments", index), turns)
        for real in [really_held(turns_of_it, planned)]
        if len(real) >= LEAST
    ]


def fitted(found: Sequence[Measured], agenda: Agenda) -> list[Measured]:
    """Return `found` with lengths that the `length` of the agenda has room for.

    What gets shorter, and what is not planned yet, goes to what is too short, to each in proportion
    to what it lacks; nothing gets shorter for another. Where there is no room, nothing gets longer.
    """
    needed = needed_with(found, agenda) - agenda.length
    lacking = sum((gain for gain in (_gain(each, agenda) for each in found) if gain > ZERO), ZERO)
    if needed <= ZERO or not lacking:
        return list(found)
    part = max(ZERO, lacking - needed) / lacking
    return [_partly(each, part) if each.better > each.planned else each for each in found]


def needed_with(found: Iterable[Measured], agenda: Agenda) -> timedelta:
    """Return how long the whole plan is with the better lengths."""
    planned = total(make_slots(agenda, [team.name for team in agenda.teams]))
    return planned + sum((_gain(each, agenda) for each in found), ZERO)


def retimed(text: str, changes: Iterable[Measured]) -> str:
    """Return `text`, to which the spans of `changes` belong, with their better lengths in it.

    Nothing but the characters of those numbers is different.
    """
    last_first = sorted(changes, key=lambda each: (each.span.line, each.span.column), reverse=True)
    for change in last_first:
        begin = offset_of(text, change.span.line, change.span.column)
        end = offset_of(text, change.span.line, change.span.end_column)
        text = text[:begin] + format_duration(change.better) + text[end:]
    return text


def patch_text(name: str, before: str, after: str) -> str:
    """Return the unified diff from `before` to `after` of the file called `name`."""
    # After a tab stands the date; without it patch would end the name at a blank.
    name += "\t" if " " in name else ""
    lines = difflib.unified_diff(_lines(before), _lines(after), name, name, lineterm="\n")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _lengths(
    segment: Segment, path: tuple[str, int], turns: Turns
) -> Iterator[tuple[str, tuple[str | int, ...], timedelta, list[timedelta]]]:
    """Give each length of `segment` with its team, where it stands, and the turns it was for."""
    of_teams = {
        team: list(real)
        for slot, real in turns.items()
        for id, _, team in [slot.partition("/")]
        if id == segment.id
    }
    if segment.time is not None:
        yield "", (*path, "time"), segment.time, of_teams.get("", [])
    elif isinstance(segment.per_team, timedelta):
        everybody = [length for real in of_teams.values() for length in real]
        yield "", (*path, "per_team"), segment.per_team, everybody
    elif segment.per_team is not None:
        for team, planned in segment.per_team.items():
            yield team, (*path, "per_team", team), planned, of_teams.get(team, [])


def _measured(
    segment: Segment, team: str, span: Span, planned: timedelta, turns: Sequence[timedelta]
) -> Measured:
    real = usual(turns)
    return Measured(segment, team, span, planned, real, len(turns), better_length(real, planned))


def _partly(each: Measured, part: float) -> Measured:
    step = FINE if each.better < SHORT else COARSE
    gain = (each.better - each.planned) * part
    return each._replace(better=each.planned + gain // step * step)


def _gain(each: Measured, agenda: Agenda) -> timedelta:
    slots = len(agenda.teams) if isinstance(each.segment.per_team, timedelta) else 1
    return (each.better - each.planned) * slots


def _lines(text: str) -> list[str]:
    """Return the lines of `text` as patch counts them: only a line feed ends one."""
    return [line for line in text.replace("\n", "\n\0").split("\0") if line]
