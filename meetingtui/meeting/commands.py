"""What a facilitator can ask a meeting to do, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from meetingtui.clock import Disturbance


@dataclass(frozen=True, slots=True)
class Next:
    """Open the next slot; before the meeting, open the first."""


@dataclass(frozen=True, slots=True)
class Back:
    """Return to the slot before."""


@dataclass(frozen=True, slots=True)
class Goto:
    """Open slot `number`, counted from 1."""

    number: int


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the slot as not held and open the next."""


@dataclass(frozen=True, slots=True)
class Extend:
    """Lengthen the timebox of the slot by `by`; shorten it when negative."""

    by: timedelta


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop the clock."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the clock go on."""


@dataclass(frozen=True, slots=True)
class Began:
    """The open slot began `ago` before now."""

    ago: timedelta


@dataclass(frozen=True, slots=True)
class Boundary:
    """Move the start of the open slot by `by`: earlier when negative."""

    by: timedelta


@dataclass(frozen=True, slots=True)
class Report:
    """Write down what happened to the machine's clocks; the runner asks for it, no person."""

    disturbance: Disturbance


@dataclass(frozen=True, slots=True)
class LeaveOutSleep:
    """The time that the machine slept, as reported last, does not count."""


@dataclass(frozen=True, slots=True)
class Refit:
    """Shorten later slots so that the meeting ends as planned, as its overrun policy says."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the latest step back."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Do the step undone last again."""


@dataclass(frozen=True, slots=True)
class MarkPresent:
    """A person is here; with a team, somebody who is not on the agenda joins it."""

    person: str
    team: str = ""


@dataclass(frozen=True, slots=True)
class MarkAbsent:
    """A person is not here."""

    person: str


@dataclass(frozen=True, slots=True)
class Capture:
    """Take a line of the capture grammar as a note or an action item."""

    line: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer the question with this number."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Ref:
    """What a person calls a note (`7`) or an action item (`!12`)."""

    number: int
    action: bool = False

    def __str__(self) -> str:
        """Return it as a person types it."""
        return f"!{self.number}" if self.action else str(self.number)


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of a note or action item; the line is read as in capture."""

    ref: Ref
    line: str


@dataclass(frozen=True, slots=True)
class MakeAction:
    """Turn a note into an action item; `line` may name its owner, its date, or a new text."""

    number: int
    line: str = ""


@dataclass(frozen=True, slots=True)
class Park:
    """Park a note: it comes back in the next meeting."""

    number: int


@dataclass(frozen=True, slots=True)
class Drop:
    """Drop a note or action item, with a reason where there is one."""

    ref: Ref
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """The action item with this number is done."""

    number: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A team rates the meeting from 1 to 10."""

    team: str
    score: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Close:
    """End the meeting."""


Command = (
    Next | Back | Goto | Skip | Extend | Pause | Resume | Began | Boundary | Refit | Undo | Redo
    | MarkPresent | MarkAbsent | Capture | Answer | Edit | MakeAction | Park | Drop | Done | Rate
    | Close | Report | LeaveOutSleep
)  # fmt: skip
