"""What a meeting takes over from the last one of its series, beside notes and action items."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from msgspec.structs import replace

from meetingtui.agenda.model import Team
from meetingtui.meeting.between import Sitting
from meetingtui.meeting.course import course_of
from meetingtui.meeting.exchange import exchange_after
from meetingtui.meeting.facts import Repaying
from meetingtui.meeting.ledger import repayments
from meetingtui.meeting.model import Meeting, MeetingState
from meetingtui.meeting.order import speaking_order
from meetingtui.meeting.timing import held_on


def following_on(meeting: Meeting, earlier: Sequence[Meeting], zone: tzinfo | None) -> Meeting:
    """Return `meeting`, not started yet, with the rota, the pairs and the time owed of the last.

    `earlier` holds the meetings of the series that were started, oldest first; `zone` is for those
    whose agenda named none. The plan respects what is owed from the first; `/forgive` lets it go.
    """
    last, closed = earlier[-1] if earlier else None, last_closed(earlier)
    teams = tuple(Team(team.name, speaking_order(team, last)) for team in meeting.teams)
    own = tuple(fact for fact in meeting.timeline if not isinstance(fact, Repaying))
    meeting = replace(
        meeting,
        teams=teams,
        exchange=exchange_after(last),
        before=sitting_of(closed, zone) if closed else None,
        timeline=own,
    )
    due = repayments(meeting, last.owed if last else ())
    return replace(meeting, timeline=(*due, *own))


def last_closed(earlier: Sequence[Meeting]) -> Meeting | None:
    """Return the last of these meetings that was closed: what it left open, the next one judges."""
    return next((m for m in reversed(earlier) if m.state is MeetingState.CLOSED), None)


def sitting_of(meeting: Meeting, zone: tzinfo | None) -> Sitting:
    """Return when `meeting` was held, as `held_on` has it; one not closed ended at once."""
    ended_at = course_of(meeting).closed_at or meeting.opened_at
    return Sitting(meeting.id, meeting.opened_at, ended_at, held_on(meeting, zone))
