"""What a trend is made of: a stretch of meetings, and the figures that are read from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from meetingtui.meeting.model import Action, Meeting, Note, NoteKind, NoteState
from meetingtui.meeting.roll import teams_with_guests

Points = tuple[float | None, ...]
"""One value for each meeting, the oldest first; None where a meeting has none."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One of several things that are compared: teams, segments, directions."""

    label: str
    value: float
    told: str
    target: float | None = None
    """What the value should be, where that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing that is worth watching, over a stretch of meetings."""

    id: str
    title: str
    goal: str = ""
    unit: str = ""
    """What points and bars count: `min`, `%`, `days`, or nothing for plain numbers."""

    told: str
    """The figure in words; it says so where there is nothing to tell."""

    meets: bool | None = None
    """Whether the goal is reached; None without a goal or without anything to tell."""

    points: Points = ()
    full: float | None = None
    """The best that a point can be, where there is such a thing."""

    less_is_better: bool = False
    """Whether a lower point is the better one; it is drawn higher."""

    bars: tuple[Bar, ...] = ()
    advice: str = ""
    """One sentence: what to try, or what to keep."""

    @property
    def heights(self) -> Points:
        """The points as they are drawn: what is better is higher."""
        sign = -1 if self.less_is_better else 1
        return tuple(None if point is None else sign * point for point in self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Meetings of one series that follow on one another, all closed, the oldest first."""

    meetings: tuple[Meeting, ...]
    before: Meeting | None = None
    """The last one before them."""

    notes: tuple[Note, ...] = ()
    """Those of these meetings, and perhaps others."""

    actions: tuple[Action, ...] = ()
    """All action items of the series."""

    today: date
    zone: tzinfo | None = None

    @property
    def teams(self) -> tuple[str, ...]:
        """The names of all teams that met, those of the latest meeting first."""
        names = [team.name for meeting in reversed(self.meetings) for team in meeting.teams]
        return tuple(dict.fromkeys(names))

    @property
    def current_teams(self) -> tuple[str, ...]:
        """The names of the teams of the latest meeting."""
        return tuple(team.name for team in self.meetings[-1].teams) if self.meetings else ()

    def team_of(self, name: str) -> str:
        """Return the team that `name` is, or that a person of that name was on last, or ""."""
        if name in self.teams:
            return name
        for meeting in reversed(self.meetings):
            for team in teams_with_guests(meeting):
                if name in team.people:
                    return team.name
        return ""

    def taken(self, meeting: Meeting, *kinds: NoteKind) -> list[Note]:
        """Return the notes of these kinds that were taken in `meeting` and not dropped."""
        return [
            note
            for note in self.notes
            if note.meeting == meeting.id
            and note.kind in kinds
            and note.state is not NoteState.DROPPED
        ]


def known(points: Iterable[float | None]) -> list[float]:
    """Return the values that there are."""
    return [point for point in points if point is not None]


def middle(values: Sequence[float]) -> float:
    """Return the median of at least one value."""
    # Not the statistics module, which takes long to import.
    ordered = sorted(values)
    half = len(ordered) // 2
    return (ordered[half] + ordered[-half - 1]) / 2


def minutes(length: timedelta) -> float:
    """Return a length in minutes."""
    return length.total_seconds() / 60


def percent(count: int, of: int) -> float | None:
    """Return a part as a percentage; None of nothing."""
    return 100 * count / of if of else None


def many(count: int, noun: str) -> str:
    """Return a number with its noun: `1 win`, `2 wins`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def advised(meets: bool | None, keep: str, mend: str) -> str:
    """Return the sentence for a goal that is reached, or for one that is not; or neither."""
    return "" if meets is None else f"Keep it: {keep}" if meets else mend
