"""Fills in what an author may leave out of an agenda."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count
from typing import Any

import msgspec

from meetingtui.agenda.model import Agenda, SegmentKind
from meetingtui.agenda.walk import Draft

TITLES = {
    SegmentKind.OPENING: "Opening",
    SegmentKind.REVIEW: "Review of promises",
    SegmentKind.WINS: "Wins",
    SegmentKind.PREVIEWS: "Content previews",
    SegmentKind.QUESTIONS: "Questions",
    SegmentKind.INSIGHTS: "Insights",
    SegmentKind.CONCERNS: "Concerns",
    SegmentKind.THANKS: "Thanks",
    SegmentKind.ROUND: "Round",
    SegmentKind.DISCUSSION: "Discussion",
    SegmentKind.BREAK: "Break",
    SegmentKind.BUFFER: "Buffer",
    SegmentKind.CLOSE: "Close",
}
"""The title of a segment whose author gives none."""


def finished(draft: Draft) -> Agenda:
    """Return the agenda of a `draft` without errors; each segment gets an id and a title.

    A segment without an id is called by its kind, numbered from the second on: wins, wins-2.
    """
    segments: list[dict[str, Any]] = draft.values["segments"]
    taken = {segment["id"] for segment in segments if "id" in segment}
    complete = []
    for segment in segments:
        segment_id = segment.get("id") or _free_id(segment["kind"], taken)
        taken.add(segment_id)
        title = TITLES[SegmentKind(segment["kind"])]
        complete.append({"title": title, **segment, "id": segment_id})
    return msgspec.convert({**draft.values, "segments": complete}, Agenda)


def _free_id(kind: str, taken: Collection[str]) -> str:
    numbered = (f"{kind}-{number}" for number in count(2))
    return kind if kind not in taken else next(name for name in numbered if name not in taken)
