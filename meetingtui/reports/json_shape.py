"""The shape of minutes as JSON, and its JSON Schema, which docs/minutes.schema.json holds."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from meetingtui.meeting.model import Action, Meeting, Note
from meetingtui.meeting.slot_outcomes import Outcome

SCHEMA = 1
"""The version of this shape."""


class SlotTiming(Struct, frozen=True):
    """One slot; lengths are whole seconds."""

    id: str
    outcome: Outcome
    planned_s: int
    real_s: int
    over_s: int


class TeamTiming(Struct, frozen=True):
    """The floor of one team; shares are parts of the time of all teams, 0 to 1."""

    team: str
    planned_s: int
    real_s: int
    planned_share: float
    real_share: float


class PersonTiming(Struct, frozen=True):
    """How long one person had the floor in rounds; only where the agenda has it told."""

    person: str
    team: str
    real_s: int


class Timing(Struct, frozen=True):
    """What follows from plan and timeline: positive delays are late, null is unknown."""

    planned_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    start_delay_s: int | None
    end_delay_s: int | None
    paused_s: int
    planned_s: int
    real_s: int
    slots: tuple[SlotTiming, ...]
    teams: tuple[TeamTiming, ...]
    rating: float | None
    """The average, 1 to 10."""

    people: tuple[PersonTiming, ...] = ()


class Record(Struct, frozen=True):
    """One meeting, with the notes and action items taken in it or carried into it, as stored."""

    meeting: Meeting
    notes: tuple[Note, ...]
    actions: tuple[Action, ...]
    timing: Timing | None = None
    """For whoever reads; an import does not look at it."""


class Records(Struct, frozen=True):
    """Everything that is known of meetings, oldest first."""

    schema: int
    meetings: tuple[Record, ...]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `Records`."""
    schema: dict[str, Any] = _seconds(msgspec.json.schema(Records))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _seconds(part: Any) -> Any:
    """Return a part of the schema with lengths as they are written: whole seconds."""
    if isinstance(part, dict):
        if part.get("format") == "duration":
            rest = {key: value for key, value in part.items() if key not in ("format", "type")}
            return {**rest, "type": "integer"}
        return {key: _seconds(value) for key, value in part.items()}
    return [_seconds(value) for value in part] if isinstance(part, list) else part


def schema_text() -> str:
    """Return the JSON Schema as a file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
