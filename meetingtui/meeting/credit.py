"""Whose a note is, and whom it addresses."""

from __future__ import annotations

from msgspec import Struct

from meetingtui.meeting.marks import mentions_in
from meetingtui.meeting.model import Note, NoteKind


class Credit(Struct, frozen=True):
    """The teams that a note belongs to, and the names that it addresses."""

    teams: tuple[str, ...]
    """The team that had the floor, or all the teams that a win credits."""

    to: tuple[str, ...] = ()
    """Who is asked a question, or thanked."""

    people: tuple[str, ...] = ()
    """People named by other notes who do not stand in their text."""


def credit_of(note: Note) -> Credit:
    """Return whose `note` is and whom it addresses.

    A win belongs to the team that had the floor, to every team named, and to those of the people
    named; where its text mentions nobody and it only addresses others, it is theirs alone:
    somebody else told it.
    """
    named = {mention.name for mention in mentions_in(note.text, (*note.teams, *note.people))}
    own = (note.team,) if note.team else ()
    addressed = tuple(team for team in note.teams if team not in named)
    people = tuple(person for person in note.people if person not in named)
    match note.kind:
        case NoteKind.QUESTION:
            return Credit(own, note.teams, people)
        case NoteKind.THANKS:
            return Credit(own, (*addressed, *people))
        case NoteKind.WIN if note.teams and not named:
            return Credit(note.teams, people=people)
        case _:
            return Credit(tuple(dict.fromkeys((*own, *note.teams))), people=people)


def thanks_nobody(note: Note) -> bool:
    """Tell whether `note` is thanks that name neither a team nor a person."""
    return note.kind is NoteKind.THANKS and not (note.teams or note.people)


def tell_credit(note: Note) -> str:
    """Return it in a few words: `Sales, Marketing`, `Sales to Marketing`, or nothing."""
    credit = credit_of(note)
    teams, to = ", ".join(credit.teams), ", ".join(credit.to)
    return f"{teams} to {to}".strip() if to else teams
