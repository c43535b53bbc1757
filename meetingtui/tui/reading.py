"""What the typed line means in the meeting as it stands."""

from __future__ import annotations

from collections.abc import Collection

from meetingtui.meeting.awaiting import MARKS, Awaited
from meetingtui.meeting.capture import split_prefix
from meetingtui.meeting.commands import Capture, Command
from meetingtui.meeting.complete import completions
from meetingtui.meeting.foretell import foretell
from meetingtui.meeting.making import open_slot, own_kind, roster_of
from meetingtui.meeting.model import Action, Note, State
from meetingtui.meeting.numbers import number_completions
from meetingtui.meeting.outcome import Moment
from meetingtui.meeting.rewrite import SIGNS
from meetingtui.meeting.slash import is_command, parse_command
from meetingtui.meeting.word_args import FaceWord
from meetingtui.runner import Runner
from meetingtui.text import MAX_LINE

OF_REHEARSALS = frozenset({"wait"})
"""Words for a clock that goes by no other."""


def asked_by(line: str, state: State, seen: Awaited | None = None) -> Command | FaceWord:
    """Return what `line` asks for, typed where `seen` was asked for.

    Raises UsageError where it is a command that is off.
    """
    if is_command(line):
        return parse_command(line, roster_of(state))
    return Capture(line, asked=seen.key if seen else "")


def completions_of(
    line: str, state: State, lacks: Collection[str], asked: Awaited | None = None
) -> list[str]:
    """Return the whole lines that `line` may become; tags are those used in the meeting.

    Words that the screen `lacks` are none of them. Where something is `asked` for, the empty line
    may become the beginning of an answer, and every other one a note. One that is too long becomes
    nothing.
    """
    if len(line) > MAX_LINE:
        return []
    if not line:
        return [MARKS[asked.field]] if asked else []
    documents: list[Note | Action] = [*state.notes.values(), *state.actions.values()]
    tags = dict.fromkeys(tag for document in documents for tag in document.tags)
    lines = completions(line, roster_of(state), tuple(tags))
    words = [each for each in lines if each.strip().lstrip("/") not in lacks]
    as_note = [_as_note(line, state)] if asked and not is_command(line) else []
    return [*number_completions(line, state), *words, *as_note]


def meaning_of(line: str, runner: Runner, seen: Awaited | None = None) -> str:
    """Return one line that says what `line` would do now; empty for an empty one.

    Where `seen` was asked for, that is whether it answers that, or would be a note instead.
    """
    moment = Moment(runner.clock.now(), runner.today, str)
    told = foretell(line, runner.state, moment, runner.zone, seen)
    as_note = _as_note(line, runner.state)
    if seen is None or is_command(line) or not line.strip() or as_note == line:
        return told
    note = foretell(as_note, runner.state, moment, runner.zone)
    return f"new {told}" if told.startswith(note) else f"{told} · Tab: a new {note}"


def _as_note(line: str, state: State) -> str:
    """Return `line` with the sign of the kind that it has in this slot, unless it has one."""
    sign, _ = split_prefix(line)
    return line if sign else f"{SIGNS[own_kind(open_slot(state))]} {line.lstrip()}"
