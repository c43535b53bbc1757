"""What is listed of all that came into a meeting: all of it at the opening, then slot by slot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from meetingtui.agenda.model import SegmentKind
from meetingtui.meeting.brought import Brought, brought, brought_now, settled_now
from meetingtui.meeting.course import course_of
from meetingtui.meeting.model import Action, State
from meetingtui.meeting.spoken import tell_counted


def listed_now(state: State) -> tuple[Brought, ...]:
    """Return what is up now, and behind it what was settled since the last meeting.

    In an opening that is all that came, as before the start, so that everybody hears of it.
    """
    if not is_opening(state):
        return (*brought_now(state), *settled_now(state))
    came = brought(state)
    settled = [i for i in came if i.carried.meanwhile and i.document.state != "open"]
    return (*(item for item in came if item.is_up), *settled)


def is_opening(state: State) -> bool:
    """Tell whether the opening has the floor."""
    slot = course_of(state.meeting).slot
    return slot is not None and state.meeting.slots[slot].kind is SegmentKind.OPENING


def tell_listed(items: Sequence[Brought]) -> str:
    """Return how much came, by kind: `2 action items, 1 question, 1 settled since`."""
    counts: Counter[str] = Counter()
    for item in items:
        document = item.document
        kind = "action item" if isinstance(document, Action) else str(document.kind)
        counts[kind if item.is_up else "settled since"] += 1
    return tell_counted(counts)
