"""Minutes as Markdown, read as their receivers do and as another program does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from meetingtui.agenda.plan import total
from meetingtui.meeting import commands as ask
from meetingtui.meeting.facts import Refitted
from meetingtui.meeting.model import (
    State,
)
from meetingtui.reports.as_markdown import text_of as render
from meetingtui.reports.minutes import minutes_of
from meetingtui.text import plain

GOLDEN = Path(__file__).parent / "second.md"
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_the_minutes_of_a_full_meeting(second: State, zone: tzinfo) -> None:
    text = render(minutes_of(second, zone))
    assert text.replace(second.meeting.id, "ID") == GOLDEN.read_text()


def test_a_meeting_that_only_began_has_no_empty_sections(room, zone: tzinfo) -> None:
    runner = room.meet()
    runner.do(ask.MarkAbsent("Dana"))
    runner.do(ask.MarkAbsent("Eve"))
    text = render(minutes_of(runner.state, zone))
    assert "Tuesday 17 November 2026, not started yet" in text
    assert "- **Marketing**: nobody (absent: Dana, Eve)" in text
    assert "##" not in text
    assert "Facilitator" not in text


def test_a_meeting_in_progress_has_minutes_so_far(room, zone: tzinfo) -> None:
    runner = room.meet()
    runner.do(ask.Next())
    room.wait(2)
    runner.do(ask.Goto(3))
    room.wait(1)
    runner.do(ask.Back())
    room.wait(1)
    runner.do(ask.Skip())
    text = render(minutes_of(runner.state, zone))
    assert "10:00, not closed yet" in text
    rows = [[cell.strip() for cell in line.split("|")] for line in text.splitlines()]
    assert ["", "Opening", "2m", "2m", "on time", ""] in rows
    assert ["", "Review", "5m", "1m, skipped", "", ""] in rows
    assert ["", "Sales · Wins", "3m", "1m, open", "", ""] in rows
    assert ["", "Marketing · Wins", "3m", "not reached", "", ""] in rows
    assert "In all" not in text
    assert "Rating" not in text


def test_a_single_promise_or_question_has_no_score(room, zone: tzinfo) -> None:
    runner = room.meet()
    runner.do(ask.Next())
    room.say(runner, "?Why?", "!Find out @Ana", "!Nobody's task", "!For a team @Sales")
    runner.do(ask.Done(1))
    runner.do(ask.Extend(timedelta(seconds=-30)))
    runner.do(ask.Close())
    text = render(minutes_of(runner.state, zone))
    assert "answered." not in text
    assert "Find out (done)" in text
    assert "| nobody yet" in text
    assert "| Sales " in text
    assert "- Opening shortened by 30s" in text
    assert "2 open action items (!2, !3), 1 unanswered question." in text
    assert "(ended 47m early)" in text


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (0, "started on time"),
        (29, "started 29s late"),
        (-29, "started 29s early"),
        (91, "started 1m 31s late"),
        (3700, "1h 1m 40s late"),
    ],
)
def test_a_start_is_told_to_the_second(room, zone: tzinfo, late: int, said: str) -> None:
    now = room.clock.now()
    runner = room.meet(starts_at=now - timedelta(seconds=late))
    runner.do(ask.Next())
    runner.do(ask.Close())
    assert said in render(minutes_of(runner.state, zone))


def test_an_end_is_told_alike_at_the_top_and_among_the_goals(room, zone: tzinfo) -> None:
    runner = room.meet(starts_at=room.clock.now())
    runner.do(ask.Next())
    room.clock.advance(total(runner.state.meeting.slots) + timedelta(seconds=25))
    runner.do(ask.Close())
    told = render(minutes_of(runner.state, zone))
    assert "ended 25s late" in told
    assert "| End | 25s late | on time | **missed** |" in " ".join(told.split())


def test_a_refit_that_gives_names_whom_it_gives_to(second: State, zone: tzinfo) -> None:
    cuts = {index: timedelta(seconds=-60 + index) for index in (3, 4, 5, 6)}
    fact = Refitted(step=99, at=AT, cuts=cuts)
    meeting = replace(second.meeting, timeline=(*second.meeting.timeline, fact))
    text = render(minutes_of(State(meeting, second.notes, second.actions), zone))
    assert (
        "- Re-fitted: 57s to Marketing · Wins, 56s to Sales · Previews,"
        " 55s to Marketing · Previews, 54s to 1 other slot\n"
    ) in text


# Whatever people type, and whatever they are called

TEXT = st.text(alphabet="\\`*_[]<>|~&#$-+=.):!'\"@/ 01ab;é😀\x1b\n", max_size=20).filter(
    lambda text: joined(text)
)


def joined(text: str) -> str:
    return " ".join(plain(text).split())


@given(st.data())
def test_whatever_is_typed_reads_back(
    full_state: Callable[[Callable[[str], str]], State], data: st.DataObject
) -> None:
    texts: dict[str, str] = {}

    def said(name: str) -> str:
        return texts.setdefault(name, data.draw(TEXT, label=name))

    front, rest = render(minutes_of(full_state(said), UTC)).removeprefix("---\n").split("---\n", 1)
    assert yaml.safe_load(front) == {
        "title": plain(texts["title"]), "date": date(2026, 11, 24), "meeting": "m",
        "series": "weekly",
    }  # fmt: skip
    shown = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(rest):
        pieces = token.children or []
        assert not {piece.type for piece in pieces} & {"html_inline", "image", "s_open"}
        shown.append("".join(piece.content for piece in pieces))
    for name, text in texts.items():
        assert any(joined(text) in line for line in shown), name


def test_markdown_holds_no_control_characters(
    full_state: Callable[[Callable[[str], str]], State],
) -> None:
    noisy = full_state(lambda name: f"{name}\x1b]52;\x07\u202e\x9b1m\n")
    text = render(minutes_of(noisy, UTC))
    assert plain(text.replace("\n", " ")) == text.replace("\n", " ")
