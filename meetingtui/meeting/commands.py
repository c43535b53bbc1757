"""What a facilitator can ask a meeting to do, as values."""

from __future__ import annotations

from datetime import time, timedelta

from msgspec import Struct

from meetingtui.clock import Disturbance
from meetingtui.meeting.model import PreviewResult, UndoneStep


class Next(Struct, frozen=True):
    """Open the next slot, or the first; in a round, while there is one, the next person speaks."""


class Back(Struct, frozen=True):
    """Return to the slot before."""


class Goto(Struct, frozen=True):
    """Open slot `number`, counted from 1."""

    number: int


class Skip(Struct, frozen=True):
    """Leave the slot as not held and open the next."""


class Extend(Struct, frozen=True):
    """Lengthen the timebox of the slot by `by`, as the overrun policy pays for; or shorten it.

    A slot that is over gets `by` from now on. None is the next extension: they shrink.
    """

    by: timedelta | None = None


class UseBuffer(Struct, frozen=True):
    """Give the slot `by` from the buffers to come; None is all that they have left."""

    by: timedelta | None = None


class Give(Struct, frozen=True):
    """Give `by` of the saved time, None for all, to slot `number`, or to all to come for 0."""

    number: int = 0
    by: timedelta | None = None


class MoveSlot(Struct, frozen=True):
    """Let slot `number` be held at `place` instead, both counted from 1 as they stand now.

    Place 0 is the next one.
    """

    number: int
    place: int = 0


class Forgive(Struct, frozen=True):
    """What `team` owes from earlier meetings is owed no more."""

    team: str


class Pass(Struct, frozen=True):
    """Who has the floor in a round has nothing to say."""


class Later(Struct, frozen=True):
    """Who has the floor in a round speaks last instead."""


class Pause(Struct, frozen=True):
    """Stop the clock."""


class Resume(Struct, frozen=True):
    """Let the clock go on."""


class Began(Struct, frozen=True):
    """The open slot began `ago` before now, or at the latest time that a clock showed `at`."""

    ago: timedelta = timedelta(0)
    at: time | None = None


class Boundary(Struct, frozen=True):
    """Move the start of the open slot by `by`: earlier when negative."""

    by: timedelta


class Report(Struct, frozen=True):
    """Write down what happened to the machine's clocks; the runner asks for it, no person."""

    disturbance: Disturbance


class LeaveOutSleep(Struct, frozen=True):
    """The time that the machine slept, as reported last, does not count."""


class AdoptClock(Struct, frozen=True):
    """Let the meeting's clock show what the machine's shows, which was set."""


class Refit(Struct, frozen=True):
    """Shorten later slots so that the meeting ends as planned, as its overrun policy says."""


class Undo(Struct, frozen=True):
    """Take the latest step back; with `only`, where that is the step which is meant."""

    only: UndoneStep | None = None


class Redo(Struct, frozen=True):
    """Do the step undone last again."""


class MarkPresent(Struct, frozen=True):
    """A person is here, and so are the others; with a team, who is not on the agenda joins it."""

    person: str
    team: str = ""
    others: tuple[str, ...] = ()


class MarkAbsent(Struct, frozen=True):
    """A person is not here, nor are the others."""

    person: str
    others: tuple[str, ...] = ()


class Capture(Struct, frozen=True):
    """Take a line of the capture grammar as a note or an action item."""

    line: str
    joins: str = ""
    """The id of what came of the first of several lines: one undo takes all of them back."""

    asked: str = ""
    """The key of what a person saw asked for while typing it; see `answers`."""


class Answer(Struct, frozen=True):
    """Answer the question with this number."""

    number: int
    text: str


class Ref(Struct, frozen=True):
    """What a person calls a note (`7`) or an action item (`!12`)."""

    number: int
    action: bool = False


class Edit(Struct, frozen=True):
    """Replace the text of a note or action item; the line is read as in capture."""

    ref: Ref
    line: str


class MakeAction(Struct, frozen=True):
    """Turn a note into an action item; `line` may name its owner, its date, or a new text."""

    number: int
    line: str = ""


class Move(Struct, frozen=True):
    """Move a note to another slot or team, as `to` names it."""

    number: int
    to: str


class Park(Struct, frozen=True):
    """Park a note: it comes back in the next meeting."""

    number: int


class ParkTopic(Struct, frozen=True):
    """Park what the slot is about, or `text`, and open the next slot."""

    text: str = ""


class Drop(Struct, frozen=True):
    """Drop a note or action item, with a reason where there is one."""

    ref: Ref
    reason: str = ""


class Reopen(Struct, frozen=True):
    """Open a note or action item again: what was dropped, done, answered or given a result."""

    ref: Ref


class Feedback(Struct, frozen=True):
    """Add to the feedback on a preview."""

    number: int
    text: str


class SettlePreview(Struct, frozen=True):
    """Say what became of a preview, and what came of that."""

    number: int
    result: PreviewResult
    outcome: str = ""


class Done(Struct, frozen=True):
    """The action item with this number is done; 0 is the one that is up in the review."""

    number: int = 0


class NotDone(Struct, frozen=True):
    """The action item with this number, or else the one that is up, is not done and goes on."""

    number: int = 0


class Postpone(Struct, frozen=True):
    """The action item with this number is put on the next agenda, as something to discuss."""

    number: int


class Split(Struct, frozen=True):
    """Make two action items of one; `line` is `FIRST | SECOND`, or the second alone."""

    number: int
    line: str


class Merge(Struct, frozen=True):
    """Take `other` into what `ref` means; the other is dropped."""

    ref: Ref
    other: Ref


class Arrange(Struct, frozen=True):
    """Of what came into the meeting, bring these first and in this order."""

    refs: tuple[Ref, ...]


class Rate(Struct, frozen=True):
    """A team rates the meeting from 1 to 10."""

    team: str
    score: int
    why: str = ""


class CheckNorm(Struct, frozen=True):
    """Say whether the norm that is up was kept, or only say something of it."""

    kept: bool | None
    said: str = ""


class Reschedule(Struct, frozen=True):
    """Say on which day the next meeting is, in the words of a due date."""

    on: str


class Close(Struct, frozen=True):
    """End the meeting."""


Command = (
    Next | Back | Goto | Skip | Extend | Pause | Resume | Began | Boundary | Refit | Undo | Redo
    | MarkPresent | MarkAbsent | Capture | Answer | Edit | MakeAction | Move | Park | Drop
    | Reopen | Done | NotDone | Postpone | Split | Merge | Arrange | Feedback | SettlePreview
    | Rate | CheckNorm | Reschedule | Close | Report | LeaveOutSleep | UseBuffer | Give | MoveSlot
    | Forgive | Pass | Later | ParkTopic | AdoptClock
)  # fmt: skip
