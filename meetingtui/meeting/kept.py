"""Which promises a meeting judges, and which of them were kept: one meaning wherever it is told."""

from __future__ import annotations

from collections.abc import Iterable

from meetingtui.meeting.between import Sitting
from meetingtui.meeting.model import Action, ActionState


def judged(
    actions: Iterable[Action], meeting: Sitting, before: Sitting | None
) -> list[tuple[Action, bool]]:
    """Return the promises that `meeting` judges, each with whether it was kept.

    Each counts once: in the first meeting of the series after it was made by whose end it is done,
    or that is not before its date. It was kept where it is done by then. One that was dropped by
    then does not count; one without a date counts once it is done. `before` is the last meeting
    before this one, None for the first.
    """
    return [
        (action, _settled(action, meeting) and action.state is ActionState.DONE)
        for action in actions
        if _is_up(action, meeting)
        and not (before and (_settled(action, before) or _is_up(action, before)))
        and not (_settled(action, meeting) and action.state is ActionState.DROPPED)
    ]


def _is_up(action: Action, meeting: Sitting) -> bool:
    made_before = action.meeting != meeting.id and action.taken_at < meeting.opened_at
    due = action.due_on is not None and action.due_on <= meeting.on
    return made_before and (due or _settled(action, meeting))


def _settled(action: Action, meeting: Sitting) -> bool:
    return action.settled_at is not None and action.settled_at <= meeting.ended_at
