"""The agenda that a meeting was planned with, as far as its slots still tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta, tzinfo
from itertools import groupby

from meetingtui.agenda.model import Agenda, Segment
from meetingtui.agenda.plan import Slot, total
from meetingtui.clock import zone_named
from meetingtui.meeting.model import Meeting


def agenda_of(meeting: Meeting, box: timedelta, home: tzinfo | None) -> Agenda:
    """Return an agenda with the slots that `meeting` was planned with, and room for them in `box`.

    Clock times are those of the meeting's zone; `home` counts where it has none.
    """
    by_segment = groupby(meeting.slots, lambda slot: slot.segment)
    zone = zone_named(meeting.zone, home)
    return Agenda(
        version=1,
        id=meeting.agenda,
        title=meeting.title,
        purpose=meeting.purpose,
        length=max(box, total(meeting.slots)),
        repeat=meeting.repeat,
        zone=meeting.zone,
        teams=meeting.teams,
        norms=meeting.norms,
        overrun=meeting.overrun,
        airtime=meeting.airtime,
        warn=meeting.warn,
        segments=tuple(_segment(id, tuple(slots), zone) for id, slots in by_segment),
    )


def _segment(id: str, slots: Sequence[Slot], zone: tzinfo | None) -> Segment:
    first, last = slots[0], slots[-1]
    lengths = {slot.team: slot.length for slot in slots}
    joint = not first.team and first.per_person is None
    return Segment(
        kind=first.kind,
        id=id,
        title=first.title,
        time=first.length if joint else None,
        per_team=lengths if first.team else None,
        per_person=None if first.team else first.per_person,
        ends_at=last.ends_at.astimezone(zone).time() if last.ends_at else None,
        prompt=first.prompt,
        required=first.required,
    )
