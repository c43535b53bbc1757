"""What the screen sees at one instant; it goes down to every widget, nothing else does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, tzinfo

from msgspec import Struct

from meetingtui.agenda.plan import Slot
from meetingtui.meeting.commands import Command
from meetingtui.meeting.course import ZERO, Course, course_of
from meetingtui.meeting.facts import Estimated
from meetingtui.meeting.late import late_start_stands, overdue
from meetingtui.meeting.model import MeetingState, State
from meetingtui.meeting.spoken import tell_drift, tell_remaining
from meetingtui.meeting.telling import tell_airtime
from meetingtui.meeting.timing import Status
from meetingtui.meeting.turns import turns_now
from meetingtui.runner import Runner
from meetingtui.tui.intents import key_of

NO_KEYMAP: Mapping[str, str] = {}


class Sight(Struct, frozen=True, eq=False):
    """A meeting and its clock as they stand at `now`."""

    state: State
    status: Status
    allowed: frozenset[type[Command]]
    now: datetime
    today: date
    zone: tzinfo | None
    minutes_path: str
    keymap: Mapping[str, str]
    """The keys that the settings give, by the id of the intent."""

    course: Course
    """The timeline, read once for all widgets."""

    def differs_from(self, before: Sight) -> bool:
        """Tell whether more has changed since `before` than the time of day."""
        return (
            self.state is not before.state
            or self.today != before.today
            or self.minutes_path != before.minutes_path
        )

    def key(self, id: str) -> str:
        """Return the key for an intent, as people write it."""
        return key_of(id, self.keymap)

    @property
    def slot(self) -> Slot | None:
        """The slot that has the floor."""
        index = self.status.slot
        return None if index is None else self.state.meeting.slots[index]

    @property
    def closed(self) -> bool:
        """Whether the meeting is over."""
        return self.status.state is MeetingState.CLOSED

    @property
    def planned(self) -> bool:
        """Whether the meeting is still to start."""
        return self.status.state is MeetingState.PLANNED

    @property
    def classes(self) -> dict[str, bool]:
        """The style classes of the screen, and which of them hold."""
        status = self.status
        states = {f"-{state}": status.state is state for state in MeetingState}
        warned = status.warnings > 0 and not status.over
        waits = overdue(self.state.meeting, self.course, self.now) > ZERO
        late = late_start_stands(self.state.meeting, self.course, self.now)
        return {
            **states,
            "-over": status.over,
            "-warn": warned,
            "-asks": (status.state is MeetingState.RUNNING and (status.over or late)) or waits,
            "-turns": bool(self.turns),
        }

    @property
    def turns(self) -> tuple[str, ...]:
        """Who speaks in the open slot, a sentence each."""
        return turns_now(self.state.meeting, self.course, self.now)

    @property
    def place(self) -> int:
        """The number of the open slot, counted from 1 in the order in which slots are held."""
        return 0 if self.status.slot is None else self.course.place(self.status.slot) + 1

    @property
    def standing(self) -> str:
        """Where the clock stands, as one line for people."""
        status = self.status
        left = tell_remaining(status.remaining) + (", paused" if self.course.paused else "")
        told = (left, tell_drift(status.drift), tell_airtime(status))
        return "; ".join(told)

    @property
    def following(self) -> Slot | None:
        """The slot that opens next."""
        index = self.course.following
        return None if index is None else self.state.meeting.slots[index]


def sight_of(runner: Runner, keymap: Mapping[str, str] = NO_KEYMAP) -> Sight:
    """Return what there is to see now, with keys as `keymap` has them."""
    return Sight(
        state=runner.state,
        status=runner.status(),
        allowed=runner.allowed(),
        now=runner.clock.now(),
        today=runner.today,
        zone=runner.zone,
        minutes_path=str(runner.minutes_path or ""),
        keymap=keymap,
        course=course_of(runner.state.meeting),
    )


def resumption(runner: Runner) -> str:
    """Return how a meeting stands that is resumed, and whether its clock had to guess."""
    last = runner.state.meeting.timeline[-1]
    guess = f"; {runner.tell(last)}" if isinstance(last, Estimated) else ""
    return f"resumed: {sight_of(runner).standing}{guess}"
