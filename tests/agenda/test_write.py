from __future__ import annotations

from datetime import date, timedelta
from datetime import time as ClockTime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meetingtui.agenda.load import load_agenda, parse_agenda
from meetingtui.agenda.model import (
    Agenda,
    Airtime,
    First,
    Overrun,
    Segment,
    SegmentKind,
    Team,
    Warn,
)
from meetingtui.agenda.repeat import LAST, Every, Repeat
from meetingtui.agenda.repeat_text import read_repeat, write_repeat
from meetingtui.agenda.schema import MODELINE
from meetingtui.agenda.write import (
    AIRTIME_MEANS,
    FIRST_MEANS,
    KIND_MEANS,
    OVERRUN_MEANS,
    leading_comments,
    written,
)
from meetingtui.text import clean

AGENDAS = sorted((Path(__file__).parents[2] / "agendas").glob("*.yaml"))


@pytest.mark.parametrize("path", AGENDAS, ids=lambda path: path.stem)
def test_what_ships_is_read_back_as_it_is(path: Path) -> None:
    agenda, _ = load_agenda(path)
    assert parse_agenda(written(agenda, ["Anything"]), "a.yaml") == (agenda, ())


def test_the_keys_have_comments_and_the_top_says_when_to_use_it() -> None:
    agenda, _ = load_agenda(AGENDAS[0])
    lines = written(agenda, ["For a try.", ""]).splitlines()
    assert lines[:4] == [MODELINE, "# For a try.", "#", "version: 1"]
    assert "# The box that the whole meeting must fit in." in lines
    assert "# repeat: weekly on Tuesday at 10:00" in lines
    assert "# repeat: every 2 weeks on Thursday at 14:30 from 2026-12-03" in lines
    assert {"# zone: Europe/Berlin", "# equal: false"} <= set(lines)
    assert "#   repay   the team itself, from its own later slots" in lines


def test_every_choice_is_explained() -> None:
    assert list(FIRST_MEANS) == list(First)
    assert list(OVERRUN_MEANS) == list(Overrun)
    assert list(AIRTIME_MEANS) == list(Airtime)
    assert list(KIND_MEANS) == list(SegmentKind)


def test_the_comments_at_the_top_are_kept_without_the_modeline() -> None:
    text = f"\ufeff{MODELINE}\n# For a try.\n#\n#  Twice.\nversion: 1\n# no more\n"
    assert leading_comments(text) == ["For a try.", "", "Twice."]
    assert leading_comments("# only") == ["only"]


TEXT = st.text(max_size=12).map(lambda text: clean(text).strip()).filter(bool)
SNAGS = st.sampled_from(
    ["no", "5:00", "a: b", "a #b", "- x", "[x]", "{y", "x, y", "it's", 'a"b', "a\\b", "?", "what?",
     "é", "# x", "a:", "1", "a  b", "| x", "\U0001f389"]
)  # fmt: skip
WORDS = TEXT | SNAGS
LENGTHS = st.integers(1, 5000).map(lambda seconds: timedelta(seconds=seconds))
WARNINGS = st.just(Warn(spent=0.57)) | LENGTHS.map(lambda left: Warn(left=left))
WEEKS = st.builds(
    Repeat, every=st.just(Every.WEEK), interval=st.integers(1, 12),
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    at=st.times().map(lambda at: ClockTime(at.hour, at.minute)),
    since=st.none() | st.dates(max_value=date(2199, 12, 31)),
)  # fmt: skip
MONTHS = st.builds(
    Repeat, every=st.just(Every.MONTH), interval=st.integers(1, 12),
    day=st.sampled_from([LAST, 1, 15, 31]), at=st.just(ClockTime(9, 5)),
)  # fmt: skip
NTHS = st.builds(
    Repeat, every=st.just(Every.MONTH), interval=st.integers(1, 12), at=st.just(ClockTime(9, 5)),
    which=st.sampled_from([LAST, 1, 2, 3, 4]), weekdays=st.integers(0, 6).map(lambda day: (day,)),
)  # fmt: skip


@given(WEEKS | MONTHS | NTHS)
def test_a_repeat_is_read_back_as_it_is(repeat: Repeat) -> None:
    assert read_repeat(write_repeat(repeat)) == repeat


def test_common_repeats_are_written_in_one_word() -> None:
    for text in ("daily at 09:00", "weekdays at 09:00", "weekly on Tuesday at 09:00",
                 "monthly on the first Monday at 09:00", "monthly on the last day at 09:00",
                 "every 2 weeks on Monday and Friday at 09:00 from 2026-12-01"):  # fmt: skip
        assert write_repeat(read_repeat(text)) == text
    assert read_repeat("quarterly on the 1st at 9:00").interval == 3
    assert date(2026, 12, 1).weekday() == 1


KINDS = st.sampled_from(SegmentKind)
SPOKEN = KINDS.filter(lambda kind: kind not in (SegmentKind.BREAK, SegmentKind.BUFFER))


@st.composite
def agendas(draw: Any) -> Agenda:
    teams = tuple(
        Team(name, tuple(draw(st.lists(WORDS, max_size=3, unique_by=str.casefold))))
        for name in draw(st.lists(WORDS, min_size=1, max_size=3, unique_by=str.casefold))
    )
    times: dict[str, st.SearchStrategy[Any]] = {
        "time": LENGTHS,
        "per_team": LENGTHS | st.fixed_dictionaries({team.name: LENGTHS for team in teams}),
    }
    if any(team.people for team in teams):
        times["per_person"] = LENGTHS
    segments = []
    for number in range(draw(st.integers(1, 4))):
        key = draw(st.sampled_from(sorted(times)))
        by_person = key == "per_person"
        segments.append(
            Segment(
                kind=SegmentKind.ROUND if by_person else draw(KINDS if key == "time" else SPOKEN),
                id=f"s-{number}",
                title=draw(WORDS),
                prompt=draw(WORDS | st.just("")),
                required=draw(st.booleans()),
                ends_at=ClockTime(10 + number, 30) if draw(st.booleans()) else None,
                **{key: draw(times[key])},
            )
        )
    return Agenda(
        version=1, id="own", title=draw(WORDS), purpose=draw(WORDS | st.just("")),
        length=draw(LENGTHS), teams=teams, norms=tuple(draw(st.lists(WORDS, max_size=2))),
        first=draw(st.sampled_from(First)), overrun=draw(st.sampled_from(Overrun)),
        airtime=draw(st.sampled_from(Airtime)),
        warn=tuple(draw(st.lists(WARNINGS, max_size=2))),
        repeat=draw(st.none() | WEEKS), zone=draw(st.sampled_from(["", "Europe/Berlin"])),
        equal=draw(st.booleans()), segments=tuple(segments),
    )  # fmt: skip


@given(agendas())
def test_any_agenda_is_read_back_as_it_is(agenda: Agenda) -> None:
    read, _ = parse_agenda(written(agenda, [], ["a", "s"]), "a.yaml")
    assert read == agenda
    assert replace(read, title="x") != agenda or agenda.title == "x"
