"""What must not be forgotten, beside the meeting: promises, open questions, parked notes."""

from __future__ import annotations

from textual.content import Content

from meetingtui.meeting.capture import ACTION_PREFIX, PREFIXES
from meetingtui.meeting.lookup import number_of
from meetingtui.meeting.model import Action, ActionState, Note, NoteState
from meetingtui.tui.board import Board
from meetingtui.tui.show import QUIET, heading, line, lines, row
from meetingtui.tui.sight import Sight

NUMBER = 5
SIGNS = {kind: sign for sign, kind in PREFIXES.items()}


class AtHand(Board):
    """The action items that are open, the latest first, and the notes that wait for something."""

    TICKS = False

    def draw(self, sight: Sight) -> Content:
        """Draw as many rows as there is room for; in a single one, how many there are."""
        width, height = self.size
        actions, waiting = promised(sight), unsettled(sight)
        mine = sight.state.meeting.id
        carried = sum(action.meeting != mine for action in actions)
        rows = [heading("ACTION ITEMS", width, f"{len(actions)} open, {carried} carried")]
        left = height - 1
        below = min(len(waiting), max(left // 3, left - len(actions) - 2))
        if below < 1 or left < 3:
            return lines([*rows, *(_action(each, width) for each in actions)][:height])
        room = left - below - 2
        rows += [_action(each, width) for each in actions[:room]]
        rows += [Content(), heading("STILL OPEN", width, str(len(waiting)))]
        return lines([*rows, *(_note(sight, each, width) for each in waiting[:below])][:height])


def promised(sight: Sight) -> list[Action]:
    """Return the open action items, those of this meeting and the latest first."""
    latest = list(sight.state.actions.values())[::-1]
    still = [action for action in latest if action.state is ActionState.OPEN]
    return sorted(still, key=lambda action: action.meeting != sight.state.meeting.id)


def unsettled(sight: Sight) -> list[Note]:
    """Return the questions, previews and parked notes that are open, the latest first."""
    notes = [n for n in sight.state.notes.values() if n.state is NoteState.OPEN and not n.became]
    return notes[::-1]


def _action(action: Action, width: int) -> Content:
    number = (f"{f'{ACTION_PREFIX}{action.number}':>{NUMBER - 1}} ", "bold")
    owner = action.owner or "owner?"
    return row(
        line(number, action.text), line((owner, "" if action.owner else "$text-warning")), width
    )


def _note(sight: Sight, note: Note, width: int) -> Content:
    number = f"{f'{SIGNS[note.kind]}{number_of(sight.state, note)}':>{NUMBER - 1}} "
    return row(line((number, "bold"), note.text), line((note.team, QUIET)), width)
