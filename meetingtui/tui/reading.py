"""What the typed line means in the meeting as it stands."""

from __future__ import annotations

from datetime import date

from meetingtui.meeting.commands import Capture, Command
from meetingtui.meeting.complete import completions, explain
from meetingtui.meeting.model import Action, Note, State
from meetingtui.meeting.note_rules import open_slot, own_kind, roster_of
from meetingtui.meeting.slash import FaceWord, is_command, parse_command

OF_REHEARSALS = frozenset({"wait"})
"""Words for a clock that is moved by hand, which no screen has."""


def asked_by(line: str, state: State) -> Command | FaceWord:
    """Return what `line` asks for; UsageError where it is a command that is off."""
    return parse_command(line, roster_of(state)) if is_command(line) else Capture(line)


def completions_of(line: str, state: State) -> list[str]:
    """Return the whole lines that `line` may become; tags are those used in the meeting."""
    documents: list[Note | Action] = [*state.notes.values(), *state.actions.values()]
    tags = dict.fromkeys(tag for document in documents for tag in document.tags)
    return completions(line, roster_of(state), tuple(tags))


def meaning_of(line: str, state: State, today: date) -> str:
    """Return one line that says what `line` would do; empty for an empty one."""
    return explain(line, own_kind(open_slot(state)), roster_of(state), today)
