"""Action items as people look through them: one row each, chosen by words, due dates in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from meetingtui.clock import local_date
from meetingtui.followup.promises import Wanted, choose, is_overdue
from meetingtui.meeting.duedates import describe_due
from meetingtui.meeting.model import Action, ActionState


@dataclass(frozen=True, slots=True)
class Row:
    """One action item, and what is said of it today."""

    action: Action
    times: int
    """Into how many meetings it was carried."""

    when: str
    """When it is due and how late it is, or when it was settled."""

    overdue: bool

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor dropped."""
        return self.action.state is ActionState.OPEN


def rows_of(
    actions: Iterable[Action],
    times: Mapping[str, int],
    wanted: Wanted,
    words: str,
    today: date,
    zone: tzinfo | None,
) -> tuple[Row, ...]:
    """Return a row for each action item wanted that matches all of `words`, the next one due first.

    `times` tells by id into how many meetings each was carried; others were never carried.
    """
    return tuple(
        Row(
            action,
            times.get(action.id, 0),
            tell_when(action, today, zone),
            is_overdue(action, today),
        )
        for action in choose(actions, wanted, today)
        if matches(action, words)
    )


def matches(action: Action, words: str) -> bool:
    """Tell whether `action` has every one of `words`, in any case and order.

    `@an` is the beginning of its owner or team, `!1` of its number; any other word is part of its
    text, owner, team, series or reason. No words match everything.
    """
    return all(_has(action, word) for word in words.casefold().split())


def tell_when(action: Action, today: date, zone: tzinfo | None) -> str:
    """Return when `action` is due: `Fri 20 Nov, 4 days overdue`; or when it was settled."""
    if action.state is not ActionState.OPEN:
        if action.settled_at is None:
            return str(action.state)
        settled_on = local_date(action.settled_at, zone)
        return f"{action.state} {_day(settled_on, today)}"
    if action.due_on is None:
        return "no date"
    if not is_overdue(action, today):
        return describe_due(action.due_on, today)
    days = (today - action.due_on).days
    return f"{_day(action.due_on, today)}, {days} day{'' if days == 1 else 's'} overdue"


def tell_change(before: Action, after: Action, today: date) -> str:
    """Return what a change made of an action item, as `!3 is done: Send it · Ana`."""
    parts = [after.text, after.owner or "nobody yet"]
    if after.state is not ActionState.OPEN:
        parts += [after.reason] if after.reason else []
        return f"!{after.number} is {after.state}: {' · '.join(parts)}"
    parts += [f"due {describe_due(after.due_on, today)}"] if after.due_on else []
    again = "changed" if before.state is after.state else "open again"
    return f"!{after.number} is {again}: {' · '.join(parts)}"


def tell_choice(wanted: Wanted, words: str) -> str:
    """Return what is looked for, as `overdue action items of Ana, with "deck"`."""
    which = "overdue " if wanted.overdue else "open " if wanted.open_only else ""
    names = ", ".join(filter(None, (wanted.owner, wanted.team, wanted.series)))
    of = f" of {names}" if names else ""
    return f"{which}action items{of}" + (f', with "{words}"' if words else "")


def _day(on: date, today: date) -> str:
    return describe_due(on, today).rpartition(", ")[0]


def _has(action: Action, word: str) -> bool:
    if word.startswith("@"):
        return any(name.casefold().startswith(word[1:]) for name in (action.owner, action.team))
    if word.startswith("!"):
        return str(action.number).startswith(word[1:])
    said = (action.text, action.owner, action.team, action.agenda, action.reason)
    return any(word in part.casefold() for part in said)
