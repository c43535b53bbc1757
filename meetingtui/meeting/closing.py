"""All that is asked before a meeting ends, one question after the other; answers are commands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from meetingtui.agenda.model import SegmentKind
from meetingtui.errors import Refused
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.closing_rules import day_after, next_day_of, norm_checked
from meetingtui.meeting.commands import Command, Reschedule
from meetingtui.meeting.course import course_of
from meetingtui.meeting.duedates import describe_due
from meetingtui.meeting.figures import NOT_COUNTED
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.rating import Ballot, ballot_of
from meetingtui.meeting.slash import parse_command
from meetingtui.text import clean


@dataclass(frozen=True, slots=True)
class Asks:
    """A question, and what may be answered."""

    question: str
    hint: str


@dataclass(frozen=True, slots=True)
class Closing:
    """What is still to be asked: first the ballot, then the norm, then the next meeting."""

    ballot: Ballot
    today: date
    norm: str = ""
    """The norm that is asked for; empty where there is none to ask for any more."""

    proposed: date | None = None
    """The day of the next meeting, as it stands."""

    said: Command | None = None
    """What the latest answer asks of the meeting; None where it left something out."""

    dated: bool = False
    """Whether the next meeting has been asked for."""

    @property
    def asks(self) -> Asks | None:
        """What is asked next; None when there is nothing left to ask."""
        asked = self.ballot.question
        if asked is not None and asked.score is None:
            return Asks(f"{asked.team}: how good was this meeting?", "1 to 10; Enter leaves it out")
        if asked is not None:
            rated = f"{asked.team} rates {asked.score}"
            question = f"{rated}: what would have made it better?"
            return Asks(question, "one sentence; Enter leaves it out")
        if self.norm:
            question = f"{self.norm}: did we keep that?"
            return Asks(question, "yes, no, or a sentence; Enter leaves it out")
        if self.dated:
            return None
        if self.proposed is None:
            return Asks("When is the next meeting?", "a date; Enter leaves it out")
        day = describe_due(self.proposed, self.today)
        return Asks(f"The next meeting is {day}.", "Enter keeps that; or another date")

    def answer(self, text: str) -> Closing:
        """Return what is known after the next question was answered with `text`.

        Empty leaves it out. Raises what the ballot raises, and Refused for what is no date, or
        when nothing is asked.
        """
        said = clean(text).strip()
        if self.ballot.question is not None:
            ballot = self.ballot.answer(text)
            return replace(self, ballot=ballot, said=ballot.ratings[-1] if said else None)
        if self.norm:
            command = parse_command(f"/norm {said}", Roster()) if said else None
            return replace(self, norm="", said=cast("Command | None", command))
        if self.dated:
            raise Refused("everything has been asked")
        if said:
            proposed = day_after(said, self.today)
            return replace(self, proposed=proposed, said=Reschedule(said), dated=True)
        return replace(self, said=None, dated=True)

    def beside(self, meeting: Meeting) -> Closing:
        """Return what is known once something was said in `meeting` itself meanwhile."""
        ballot = self.ballot.beside(meeting)
        norm = "" if norm_checked(meeting) else self.norm
        return replace(self, ballot=ballot, norm=norm, proposed=next_day_of(meeting))

    def lacking(self, meeting: Meeting) -> str:
        """Return what a close now would leave out; empty where nothing, or it was passed over.

        For example `10 slots are left; not rated by Sales, Marketing`.
        """
        course = course_of(meeting)
        not_missed = {*NOT_COUNTED, SegmentKind.CLOSE}
        left = sum(meeting.slots[i].kind not in not_missed for i in course.coming)
        slots = f"{left} slot{' is' if left == 1 else 's are'} left" if left else ""
        unrated = ", ".join(self.ballot.unasked)
        return "; ".join(filter(None, [slots, f"not rated by {unrated}" if unrated else ""]))


def closing_of(meeting: Meeting, today: date) -> Closing:
    """Return what is to be asked before `meeting` ends: what was said already is not."""
    norm = "" if norm_checked(meeting) else meeting.norm
    return Closing(ballot_of(meeting), today, norm, next_day_of(meeting))
