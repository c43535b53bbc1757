"""What is due, as an outline: for terminals, for chats and for mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from meetingtui.followup.promises import is_overdue
from meetingtui.followup.tell_waiting import tell_when
from meetingtui.meeting.duedates import tell_day
from meetingtui.meeting.model import Action
from meetingtui.reports.outline import Bullets, Item, Outline, Section, line, one_line, soft

NOBODY = "Nobody yet"


def outline_of_due(
    groups: Mapping[str, Sequence[Action]], today: date, until: date | None = None
) -> Outline:
    """Return `groups`, action items due until a day or today, as a section for each owner."""
    until = until or today
    every = [action for actions in groups.values() for action in actions]
    late = sum(is_overdue(action, today) for action in every)
    overdue = f", {late} overdue" if late else ""
    noun = "action item" if len(every) == 1 else "action items"
    return Outline(
        title=f"{len(every)} {noun} due by {tell_day(until)}{overdue}",
        purpose="",
        facts=(("Today", tell_day(today)),) if until != today else (),
        sections=tuple(
            Section(one_line(owner) or NOBODY, (Bullets(tuple(_item(a, today) for a in actions)),))
            for owner, actions in groups.items()
        ),
    )


def _item(action: Action, today: date) -> Item:
    when = tell_when(action, today, None)
    return Item(line(f"!{action.number} {one_line(action.text)}", soft(f" · {when}")))
