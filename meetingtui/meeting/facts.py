"""What happened in a meeting. Clock facts are stored on its timeline; the rest is only told."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msgspec import Struct

MAX_SCORE = 10
"""The best rating; the worst is 1."""


class ClockFact(Struct, frozen=True, kw_only=True, tag_field="fact", omit_defaults=True):
    """A fact on the timeline of a meeting; `step` numbers the command that made it.

    Step 0 is what no command made, and no undo takes back.
    """

    step: int
    at: datetime


class SlotOpened(ClockFact, frozen=True, tag="slot_opened"):
    """The floor went to the slot with this index (0 is the first)."""

    slot: int


class SlotSkipped(ClockFact, frozen=True, tag="slot_skipped"):
    """The slot with this index will not be held."""

    slot: int


class Paused(ClockFact, frozen=True, tag="paused"):
    """The clock stopped."""


class Resumed(ClockFact, frozen=True, tag="resumed"):
    """The clock went on."""


class Extended(ClockFact, frozen=True, tag="extended"):
    """The timebox of a slot grew by `by`, or shrank where `by` is negative."""

    slot: int
    by: timedelta


class Refitted(ClockFact, frozen=True, tag="refitted"):
    """Slots gave `cuts` (slot index to the length taken; negative where it is given) for a drift.

    `slot` is the one whose overrun was paid; None where the drift was nobody's.
    """

    cuts: dict[int, timedelta]
    slot: int | None = None


class Moved(ClockFact, frozen=True, tag="moved"):
    """A slot now has this place in the order, counted from 0."""

    slot: int
    place: int


class Repaying(ClockFact, frozen=True, tag="repaying"):
    """A team owes `owed` from earlier meetings, and the plan takes `cuts` for that."""

    team: str
    owed: timedelta
    cuts: dict[int, timedelta]


class Forgiven(ClockFact, frozen=True, tag="forgiven"):
    """What a team owed from earlier meetings is owed no more."""

    team: str


class Spoke(ClockFact, frozen=True, tag="spoke"):
    """A person has had their say in a round."""

    slot: int
    person: str


class Passed(ClockFact, frozen=True, tag="passed"):
    """A person whose turn it was in a round has nothing to say."""

    slot: int
    person: str


class PutOff(ClockFact, frozen=True, tag="put_off"):
    """A person whose turn it was in a round speaks last instead."""

    slot: int
    person: str


class BoundaryMoved(ClockFact, frozen=True, tag="boundary_moved"):
    """The slot that is open really began at `opened_at`; the slot before ended then."""

    opened_at: datetime


class Slept(ClockFact, frozen=True, tag="slept"):
    """The machine slept for `length`, until `at`, while a slot had the floor."""

    length: timedelta


class SleepLeftOut(ClockFact, frozen=True, tag="sleep_left_out"):
    """The sleep from `since` to `until` counts as a pause."""

    since: datetime
    until: datetime


class ClockStepped(ClockFact, frozen=True, tag="clock_stepped"):
    """Somebody set the machine's clock by `by`; the meeting's clock went on as it was.

    The machine's clock is `ahead` of it then, or behind where that is negative.
    """

    by: timedelta
    ahead: timedelta = timedelta(0)


class ClockAdopted(ClockFact, frozen=True, tag="clock_adopted"):
    """The meeting's clock was set forward by `by`, to the machine's; all its times moved along.

    `at` is on the clock as it was before, and so is every earlier fact; later ones are on the new.
    """

    by: timedelta


class Estimated(ClockFact, frozen=True, tag="estimated"):
    """The machine was restarted: the time up to `at` follows its wall clock, unproved."""


class Present(ClockFact, frozen=True, tag="present"):
    """A person is here; `team` is empty for somebody of no team."""

    person: str
    team: str = ""


class Absent(ClockFact, frozen=True, tag="absent"):
    """A person is not here."""

    person: str


class Arranged(ClockFact, frozen=True, tag="arranged"):
    """What came into the meeting is up in this order, by id; what came in later follows."""

    order: tuple[str, ...]


class NotDone(ClockFact, frozen=True, tag="not_done"):
    """The review found that an action item, by id, is not done; it goes on."""

    action: str


class Rated(ClockFact, frozen=True, tag="rated"):
    """A team rated the meeting from 1 to 10, with a sentence `why`."""

    team: str
    score: int
    why: str = ""


class NormChecked(ClockFact, frozen=True, tag="norm_checked"):
    """A norm was kept, or not, or something was said of it; None where only that."""

    norm: str
    kept: bool | None
    said: str = ""


class Rescheduled(ClockFact, frozen=True, tag="rescheduled"):
    """The next meeting is on this day."""

    on: date


class Closed(ClockFact, frozen=True, tag="closed"):
    """The meeting is over."""


TimelineFact = (
    SlotOpened | SlotSkipped | Paused | Resumed | Extended | Refitted | Moved | BoundaryMoved
    | Repaying | Forgiven | Spoke | Passed | PutOff | Slept
    | SleepLeftOut | ClockStepped | ClockAdopted | Estimated | Present | Absent | Arranged | NotDone
    | Rated | NormChecked | Rescheduled | Closed
)  # fmt: skip


class NoteTaken(Struct, frozen=True, tag_field="fact", tag="note_taken"):
    """A note was captured; `id` finds it in the state."""

    id: str


class NoteChanged(Struct, frozen=True, tag_field="fact", tag="note_changed"):
    """A note was edited, answered, parked, dropped or turned into something; `what` says which."""

    id: str
    what: str


class NoteFilled(Struct, frozen=True, tag_field="fact", tag="note_filled"):
    """Something that a note had not said yet was `said`."""

    id: str
    said: str


class ActionTaken(Struct, frozen=True, tag_field="fact", tag="action_taken"):
    """An action item was captured."""

    id: str


class ActionChanged(Struct, frozen=True, tag_field="fact", tag="action_changed"):
    """An action item changed; `what` says how: edited, given an owner, done, dropped, reopened."""

    id: str
    what: str


class Undone(Struct, frozen=True, tag_field="fact", tag="undone"):
    """The step with this number was taken back; the meeting's undone steps hold what it was."""

    step: int


class Redone(Struct, frozen=True, tag_field="fact", tag="redone"):
    """The step with this number was done again."""

    step: int


class Held(Struct, frozen=True, omit_defaults=True):
    """The real times of one slot, written for people who read the store; never read back."""

    slot: str
    opened_at: datetime
    length: timedelta


Fact = (
    TimelineFact | NoteTaken | NoteChanged | NoteFilled | ActionTaken | ActionChanged | Undone
    | Redone
)  # fmt: skip


def name_of(fact: Fact) -> str:
    """Return the name that a fact goes by in stored timelines and in plain mode's JSON."""
    return str(fact.__struct_config__.tag)
