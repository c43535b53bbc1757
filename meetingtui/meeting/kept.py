"""Which promises a meeting judges, and which of them were kept: one meaning wherever it is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from meetingtui.meeting.between import Sitting
from meetingtui.meeting.model import Action, ActionState
from meetingtui.meeting.versions import as_of


def judged(
    actions: Iterable[Action], meeting: Sitting, before: Sitting | None
) -> list[tuple[Action, bool]]:
    """Return the promises that `meeting` judges, as it found them, each with whether it was kept.

    Each counts once for a date: in the first meeting of the series after it was made by whose end
    it is done, or that is not before the date that it had as the meeting began. So a new date makes
    no miss good. It was kept where it is done by then. One that was dropped by then does not count;
    one without a date counts once it is done. `before` is the last meeting before this one, None
    for the first.
    """
    verdicts = []
    for action in actions:
        if action.meeting == meeting.id or action.taken_at >= meeting.opened_at:
            continue
        found = as_found(action, meeting.opened_at)
        left = as_of(action, meeting.ended_at, meeting.id)
        settled = _settled(left, meeting)
        dropped = settled and left.state is ActionState.DROPPED
        up = not dropped and (settled or _is_due(found, meeting))
        if up and not (before and _was_up(found, before)):
            verdicts.append((found, settled))
    return verdicts


def as_found(action: Action, opened_at: datetime) -> Action:
    """Return `action` as the meeting that opened then found it, before anything was said."""
    return as_of(action, opened_at - timedelta.resolution)


def _was_up(found: Action, before: Sitting) -> bool:
    made_before = found.meeting != before.id and found.taken_at < before.opened_at
    return _settled(found, before) or (made_before and _is_due(found, before))


def _is_due(action: Action, meeting: Sitting) -> bool:
    return action.due_on is not None and action.due_on <= meeting.on


def _settled(action: Action, meeting: Sitting) -> bool:
    return action.settled_at is not None and action.settled_at <= meeting.ended_at
