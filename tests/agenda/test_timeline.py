from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot, Timed, timed
from meetingtui.agenda.problem import cells
from meetingtui.agenda.timeline import labels, timeline

TEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def plan(*slots: tuple[str, int]) -> list[Timed]:
    return timed(
        [
            Slot(id=str(n), kind=SegmentKind.WINS, title="", team=team, length=timedelta(seconds=s))
            for n, (team, s) in enumerate(slots)
        ],
        TEN,
    )


def clock(at: datetime) -> str:
    return f"{at:%H:%M}"


def test_each_team_has_a_line_and_joint_slots_have_one() -> None:
    slots = plan(("", 120), ("Sales", 240), ("Sales", 240), ("Ops", 600), ("", 600))
    assert timeline(slots, ["Sales", "Ops"], 39, clock) == [
        "         10:00     10:10     10:20",
        "Sales      ████▒▒▒▒",
        "Ops                ██████████",
        "together ██                  ▒▒▒▒▒▒▒▒▒▒",
    ]


def test_where_there_is_no_room_nothing_is_drawn() -> None:
    assert timeline(plan(("Sales", 60)), ["Sales"], 29, clock) == []


def test_long_and_wide_names_are_cut() -> None:
    lines = timeline(plan(("A" * 40, 60)), ["A" * 40, "會議" * 9, "a\x1b[1m"], 40, clock)
    assert [line[:18].rstrip() for line in lines[1:4:2]] == ["A" * 16 + " █", "a\ufffd[1m"]
    assert lines[2] == "會議" * 4


NAMES = ["Sales", "Marketing", ""]
SLOTS = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(1, 5000)), min_size=1, max_size=9)


@given(SLOTS, st.integers(30, 120))
def test_every_drawing_fits_and_every_slot_is_in_it(
    slots: list[tuple[str, int]], width: int
) -> None:
    scale, *lines = timeline(plan(*slots), NAMES[:2], width, clock)
    assert all(cells(line) <= width for line in (scale, *lines))
    assert scale.lstrip().startswith("10:00")
    drawn = {
        name: any(char in line for char in "█▒") for name, line in zip(NAMES, lines, strict=True)
    }
    for team, _ in slots:
        assert drawn[team]


def test_instants_are_those_of_a_clock_or_counted_from_the_start() -> None:
    later = TEN + timedelta(minutes=65)
    assert labels(TEN, UTC, with_clock=True)(later) == "11:05"
    from_start = labels(TEN, UTC, with_clock=False)
    assert (from_start(TEN), from_start(later)) == ("start", "+1h5m")
