"""How the line asks for what a note or action item lacks, and what answers it."""

from __future__ import annotations

from meetingtui.meeting.awaiting import Awaited, Field, just_saved
from meetingtui.meeting.lookup import number_of
from meetingtui.meeting.model import Action, State

_QUESTIONS = {
    Field.OWNER: "who takes it?",
    Field.ASKED: "to which team?",
    Field.AUDIENCE: "for whom?",
    Field.READY_ON: "from when?",
    Field.LINK: "where is it?",
    Field.OFFER: "what can the others do with it?",
}
_ANSWERS = {
    Field.OWNER: "a name",
    Field.ASKED: "a team or a name",
    Field.AUDIENCE: "in your words",
    Field.READY_ON: "a date, as fri",
    Field.LINK: "a link",
    Field.OFFER: "in your words",
}


def question_for(asked: Awaited, state: State) -> str:
    """Return what is asked: `preview 3: for whom?`."""
    document = asked.document
    if isinstance(document, Action):
        return f"!{document.number}: {_QUESTIONS[asked.field]}"
    return f"{document.kind} {number_of(state, document)}: {_QUESTIONS[asked.field]}"


def answer_to(asked: Awaited) -> str:
    """Return what to type: `a date, as fri`."""
    return _ANSWERS[asked.field]


def is_told(asked: Awaited, state: State) -> bool:
    """Tell whether the line that told what was done last asks it too: who takes a promise."""
    return asked.field is Field.OWNER and asked.document == just_saved(state, state.latest_step)
