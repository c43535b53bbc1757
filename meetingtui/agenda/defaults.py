"""Fills in what an author may leave out of an agenda."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

import msgspec

from meetingtui.agenda.model import Agenda, SegmentKind
from meetingtui.agenda.walk import Draft

TITLES = {
    SegmentKind.OPENING: "Opening",
    SegmentKind.REVIEW: "Review of promises",
    SegmentKind.NUMBERS: "Numbers",
    SegmentKind.WINS: "Wins",
    SegmentKind.PREVIEWS: "Content previews",
    SegmentKind.QUESTIONS: "Questions",
    SegmentKind.INSIGHTS: "Insights",
    SegmentKind.CONCERNS: "Concerns",
    SegmentKind.THANKS: "Thanks",
    SegmentKind.ROUND: "Round",
    SegmentKind.EXCHANGE: "Exchange",
    SegmentKind.DISCUSSION: "Discussion",
    SegmentKind.BREAK: "Break",
    SegmentKind.BUFFER: "Buffer",
    SegmentKind.CLOSE: "Close",
}
"""The title of a segment whose author gives none."""


def finished(draft: Draft) -> Agenda:
    """Return the agenda of a `draft` without errors; each segment gets an id and a title."""
    segments: list[dict[str, Any]] = draft.values["segments"]
    ids = segment_ids([(segment.get("id", ""), segment["kind"]) for segment in segments])
    complete = [
        {"title": TITLES[SegmentKind(segment["kind"])], **segment, "id": segment_id}
        for segment, segment_id in zip(segments, ids, strict=True)
    ]
    return msgspec.convert({**draft.values, "segments": complete}, Agenda)


def segment_ids(written: Sequence[tuple[str, str]]) -> list[str]:
    """Return the ids of segments from the id, perhaps empty, and the kind of each.

    A segment without an id is called by its kind, numbered from the second on: wins, wins-2.
    """
    taken = {segment_id for segment_id, _ in written}
    names = {kind: _names_of(kind) for _, kind in written}
    # No name is free again, so the search for the next goes on where the last one ended.
    return [
        segment_id or next(name for name in names[kind] if name not in taken)
        for segment_id, kind in written
    ]


def _names_of(kind: str) -> Iterator[str]:
    yield kind
    yield from (f"{kind}-{number}" for number in count(2))
