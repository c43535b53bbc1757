"""Choosing among the action items that minutes tell of."""

from __future__ import annotations

from dataclasses import replace

from meetingtui.meeting.model import Action, ActionState, State
from meetingtui.reports.minutes import Minutes


def is_wanted(action: Action, owner: str, *, open_only: bool) -> bool:
    """Tell whether `action` is of `owner`, or of anybody where it is empty; in any case of letters.

    With `open_only` it must be open, too.
    """
    mine = not owner or action.owner.casefold() == owner.casefold()
    return mine and (not open_only or action.state is ActionState.OPEN)


def chosen(minutes: Minutes, owner: str, *, open_only: bool) -> Minutes:
    """Return `minutes` with the action items of `owner` only, or of everybody where it is empty.

    The owner's name may be in any case. `open_only` leaves out what is done or dropped by now,
    whatever it was when the meeting closed. All else in the minutes stays.
    """
    kept = {
        id: action
        for id, action in minutes.stored.actions.items()
        if is_wanted(action, owner, open_only=open_only)
    }
    return replace(
        minutes,
        only=_only(owner, open_only=open_only),
        stored=State(minutes.meeting, minutes.stored.notes, kept),
        actions=tuple(action for action in minutes.actions if action.id in kept),
        promises=tuple(promise for promise in minutes.promises if promise.action.id in kept),
    )


def _only(owner: str, *, open_only: bool) -> str:
    whose = f"those of {owner}" if owner else ""
    if not open_only:
        return whose
    return f"{whose} that are open now" if whose else "those that are open now"
