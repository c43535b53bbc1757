"""What a meeting takes over from the last one of its series, beside notes and action items."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from meetingtui.agenda.model import Team
from meetingtui.meeting.exchange import exchange_after
from meetingtui.meeting.facts import Repaying
from meetingtui.meeting.ledger import repayments
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.order import speaking_order


def following_on(meeting: Meeting, earlier: Sequence[Meeting]) -> Meeting:
    """Return `meeting`, not started yet, with the rota, the pairs and the time owed of the last.

    `earlier` holds the meetings of the series that were started, oldest first. The plan respects
    what is owed from the first; `/forgive` lets it go.
    """
    last = earlier[-1] if earlier else None
    teams = tuple(Team(team.name, speaking_order(team, last)) for team in meeting.teams)
    own = tuple(fact for fact in meeting.timeline if not isinstance(fact, Repaying))
    meeting = replace(meeting, teams=teams, exchange=exchange_after(last), timeline=own)
    due = repayments(meeting, last.owed if last else ())
    return replace(meeting, timeline=(*due, *own))
