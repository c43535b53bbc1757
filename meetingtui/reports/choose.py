"""Choosing among the action items that minutes tell of."""

from __future__ import annotations

from dataclasses import replace

from meetingtui.meeting.model import Action, ActionState, State
from meetingtui.reports.minutes import Minutes


def chosen(minutes: Minutes, owner: str, *, open_only: bool) -> Minutes:
    """Return `minutes` with the action items of `owner` only, or of everybody where it is empty.

    The owner's name may be in any case. `open_only` leaves out what is done or dropped by now,
    whatever it was when the meeting closed. All else in the minutes stays.
    """

    def wanted(action: Action) -> bool:
        now = minutes.stored.actions[action.id]
        return (not owner or now.owner.casefold() == owner.casefold()) and (
            not open_only or now.state is ActionState.OPEN
        )

    kept = {action.id: action for action in minutes.stored.actions.values() if wanted(action)}
    return replace(
        minutes,
        stored=State(minutes.meeting, minutes.stored.notes, kept),
        actions=tuple(action for action in minutes.actions if action.id in kept),
        promises=tuple(promise for promise in minutes.promises if promise.action.id in kept),
    )
