"""What the typed line means in the meeting as it stands."""

from __future__ import annotations

from collections.abc import Collection

from meetingtui.meeting.awaiting import MARKS, Awaited
from meetingtui.meeting.commands import Capture, Command
from meetingtui.meeting.complete import completions
from meetingtui.meeting.foretell import foretell
from meetingtui.meeting.making import roster_of
from meetingtui.meeting.model import Action, Note, State
from meetingtui.meeting.numbers import number_completions
from meetingtui.meeting.outcome import Moment
from meetingtui.meeting.slash import is_command, parse_command
from meetingtui.meeting.word_args import FaceWord
from meetingtui.runner import Runner
from meetingtui.text import MAX_LINE

OF_REHEARSALS = frozenset({"wait"})
"""Words for a clock that goes by no other."""


def asked_by(line: str, state: State) -> Command | FaceWord:
    """Return what `line` asks for; UsageError where it is a command that is off."""
    return parse_command(line, roster_of(state)) if is_command(line) else Capture(line)


def completions_of(
    line: str, state: State, lacks: Collection[str], asked: Awaited | None = None
) -> list[str]:
    """Return the whole lines that `line` may become; tags are those used in the meeting.

    Words that the screen `lacks` are none of them. The empty line may become the beginning of an
    answer to what is `asked` for; one that is too long becomes nothing.
    """
    if len(line) > MAX_LINE:
        return []
    if not line:
        return [MARKS[asked.field]] if asked else []
    documents: list[Note | Action] = [*state.notes.values(), *state.actions.values()]
    tags = dict.fromkeys(tag for document in documents for tag in document.tags)
    lines = completions(line, roster_of(state), tuple(tags))
    words = [each for each in lines if each.strip().lstrip("/") not in lacks]
    return [*number_completions(line, state), *words]


def meaning_of(line: str, runner: Runner) -> str:
    """Return one line that says what `line` would do now; empty for an empty one."""
    moment = Moment(runner.clock.now(), runner.today, str)
    return foretell(line, runner.state, moment, runner.zone)
