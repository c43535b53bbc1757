"""What a line would do as it stands: the command is decided on and nothing of it is kept."""

from __future__ import annotations

from datetime import date, tzinfo

from meetingtui.errors import Refused, UsageError
from meetingtui.meeting import commands as ask
from meetingtui.meeting.awaiting import Awaited, Field
from meetingtui.meeting.capture import ACTION_PREFIX
from meetingtui.meeting.credit import credit_of, tell_credit, thanks_nobody
from meetingtui.meeting.facts import ActionTaken, Fact, NoteTaken
from meetingtui.meeting.making import roster_of
from meetingtui.meeting.model import Action, Note, State
from meetingtui.meeting.numbers import numbers_for
from meetingtui.meeting.outcome import Moment
from meetingtui.meeting.rules import decide, evolve
from meetingtui.meeting.slash import is_command, parse_command
from meetingtui.meeting.tell_due import tell_due
from meetingtui.meeting.telling import tell, tell_near_owner
from meetingtui.meeting.word_args import FaceWord, Word
from meetingtui.meeting.words import find_word, unknown_word, words_from
from meetingtui.text import clean, pattern

NEW_ID = "~"
"""The id of what is not saved; it sorts behind all others."""

_NAME = pattern(r"@?[^\W\d_][\w'-]*")
"""One word that could be somebody's name."""


def foretell(
    line: str, state: State, now: Moment, zone: tzinfo | None, seen: Awaited | None = None
) -> str:
    """Return one line that says what `line` would save or do at `now`, or what is wrong with it.

    It was typed where `seen` was asked for. For a command that is its usage first; for the
    beginning of one, those that it may become. An empty line has nothing to tell. Pure; never
    raises.
    """
    if is_command(line):
        return _foretell_command(clean(line).lstrip(), state, now, zone)
    if not line.strip():
        return ""
    try:
        told = _done(ask.Capture(line, asked=seen.key if seen else ""), state, now, zone)
    except Refused as error:
        return str(error)
    if seen is None or seen.field is not Field.OWNER or told.startswith(ACTION_PREFIX):
        return told
    return told + _unknown_owner(clean(line).strip(), state)


def _unknown_owner(text: str, state: State) -> str:
    """Return what to do where an owner was asked for and `text` seems to name somebody unknown."""
    name = text.removeprefix("@")
    if not _NAME.fullmatch(text) or roster_of(state).person(name):
        return ""
    return f", no owner: nobody here is called {name}; /present {name} first"


def _foretell_command(line: str, state: State, now: Moment, zone: tzinfo | None) -> str:
    name, space, rest = line.removeprefix("/").partition(" ")
    word = find_word(name)
    if word is None:
        return _beginning(name, ended=bool(space))
    numbered = numbers_for(line, state)
    if numbered and line.rpartition(" ")[2] not in [number for number, _ in numbered]:
        return " · ".join(f"{number} {text}" for number, text in numbered)
    if word.needs_more and not rest.strip():
        return _usage(word)
    return _told(word, line, state, now, zone)


def _told(word: Word, line: str, state: State, now: Moment, zone: tzinfo | None) -> str:
    try:
        asked = parse_command(line, roster_of(state))
        if isinstance(asked, FaceWord | ask.Close):
            return _usage(word)
        return f"{_not_the_other(asked, word, state)} → {_done(asked, state, now, zone)}"
    except UsageError as error:
        return str(error)
    except Refused as error:
        return f"{word.usage}: {error}"


def _not_the_other(asked: ask.Command, word: Word, state: State) -> str:
    """Return the usage of `word`; for a note, that the action item of that number is not meant."""
    if not isinstance(asked, ask.Drop | ask.Edit | ask.Reopen) or asked.ref.action:
        return word.usage
    number = asked.ref.number
    other = any(action.number == number for action in state.actions.values())
    return f"/{word.name} {number}, not !{number}" if other else word.usage


def _beginning(name: str, *, ended: bool) -> str:
    found = [] if ended else words_from(name)
    return " ".join(f"/{word.name}" for word in found) if len(found) > 1 else unknown_word(name)


def _usage(word: Word) -> str:
    return f"{word.usage}: {word.help}"


def _done(command: ask.Command, state: State, now: Moment, zone: tzinfo | None) -> str:
    moment = Moment(now.now, now.today, lambda: NEW_ID, zone)
    outcome = decide(state, command, moment)
    after = evolve(state, outcome.changes)
    return " · ".join(_said(fact, after, now.today, zone) for fact in outcome.facts)


def _said(fact: Fact, after: State, today: date, zone: tzinfo | None) -> str:
    match fact:
        case NoteTaken(id=id):
            return _note(after.notes[id])
        case ActionTaken(id=id):
            # It has no number before it is saved.
            taken = after.actions[id]
            return f"{_action(taken, today)}{tell_near_owner(taken, after)}"
        case _:
            return tell(fact, after, today, zone)


def _note(note: Note) -> str:
    said = credit_of(note).to
    people = ", ".join(person for person in note.people if person not in said)
    people = "to whom? @NAME" if thanks_nobody(note) else people
    parts = [str(note.kind), tell_credit(note), people, *(f"#{tag}" for tag in note.tags)]
    return " · ".join(filter(None, parts))


def _action(action: Action, today: date) -> str:
    owner = action.owner or f"{action.team}, no owner yet".removeprefix(", ")
    parts = ["action item", owner, tell_due(action, today), *(f"#{tag}" for tag in action.tags)]
    return " · ".join(filter(None, parts))
