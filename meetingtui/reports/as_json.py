"""Minutes as JSON: one object with everything that is known of one meeting or more.

    schema      1, the version of this shape
    meetings    an object for each, oldest first:
    meeting     the meeting as stored: plan, roll call, timeline, ratings
    notes       the notes taken in it or carried into it, as stored, oldest first
    actions     the action items taken in it or carried into it, as stored, oldest first
    timing      what follows from plan and timeline: planned_at, started_at, ended_at,
                start_delay_s, end_delay_s, paused_s, planned_s, real_s;
                slots: id, outcome (held, open, skipped, not reached), planned_s, real_s, over_s;
                teams: team, planned_s, real_s, planned_share and real_share (0 to 1);
                people: person, team, real_s, all in rounds; where the agenda has it told;
                rating: the average, 1 to 10

Instants are ISO 8601 in UTC with a Z, days are YYYY-MM-DD, lengths are whole seconds, positive
delays are late, and null is unknown. Keys are sorted. What is stored is as it is today; Markdown
minutes tell how things stood at the close.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from meetingtui.meeting.model import Action, Note
from meetingtui.reports.held import Timing
from meetingtui.reports.json_shape import SCHEMA
from meetingtui.reports.minutes import Minutes
from meetingtui.reports.options import Options

name = "json"
suffix = ".json"

_ODD = re.compile(r"[^\n -~]")


def render(meetings: Sequence[Minutes], _options: Options) -> bytes:
    """Return `meetings` as one JSON object; characters that do not print are escaped."""
    return dumps({"schema": SCHEMA, "meetings": [_whole(each) for each in meetings]}).encode()


def _whole(minutes: Minutes) -> dict[str, Any]:
    meeting = minutes.meeting
    carried = {item.id for item in meeting.carried}
    stored = minutes.stored

    def belongs(document: Note | Action) -> bool:
        return document.meeting == meeting.id or document.id in carried

    return {
        "meeting": _plain(meeting),
        "notes": [_plain(note) for note in stored.notes.values() if belongs(note)],
        "actions": [_plain(action) for action in stored.actions.values() if belongs(action)],
        "timing": {**_timing(minutes.timing), "rating": minutes.rating},
    }


def dumps(value: Any) -> str:
    """Return `value` as sorted and indented JSON with a last line end; it is safe to print."""
    text = json.dumps(value, default=_value, ensure_ascii=False, indent=2, sort_keys=True)
    return _ODD.sub(_printable, text) + "\n"


def _plain(document: msgspec.Struct) -> Any:
    return msgspec.to_builtins(document, builtin_types=(datetime, timedelta), str_keys=True)


def _timing(timing: Timing) -> dict[str, Any]:
    return {
        "planned_at": timing.planned_at,
        "started_at": timing.started_at,
        "ended_at": timing.ended_at,
        "start_delay_s": timing.start_delay,
        "end_delay_s": timing.end_delay,
        "paused_s": timing.paused,
        "planned_s": timing.planned,
        "real_s": timing.real,
        "slots": [
            {
                "id": slot.id,
                "outcome": slot.outcome,
                "planned_s": slot.planned,
                "real_s": slot.real,
                "over_s": slot.over,
            }
            for slot in timing.slots
        ],
        "teams": [
            {
                "team": team.team,
                "planned_s": team.planned,
                "real_s": team.real,
                "planned_share": round(team.planned_share, 4),
                "real_share": round(team.real_share, 4),
            }
            for team in timing.teams
        ],
        "people": [
            {"person": each.person, "team": each.team, "real_s": each.real}
            for each in timing.people
        ],
    }


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, timedelta):
        return round(value.total_seconds())
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in JSON")


def _printable(match: re.Match[str]) -> str:
    return match[0] if match[0].isprintable() else json.dumps(match[0])[1:-1]
