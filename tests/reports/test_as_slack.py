"""Messages for Slack: whole texts within all limits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meetingtui.meeting.model import NoteKind, State
from meetingtui.reports import as_slack
from meetingtui.reports.as_slack import messages_of
from meetingtui.reports.minutes import minutes_of
from meetingtui.reports.options import Options
from meetingtui.reports.outline import one_line


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("type") == "rich_text_section":
            yield "".join(e.get("text", e.get("url")) for e in value["elements"])
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def full(state: State, text: str, times: int) -> State:
    """Return `state` with each action item and note `times` times, and `text` in all."""

    def many(documents: dict[str, Any]) -> dict[str, Any]:
        return {
            f"{id}{n}": replace(document, id=f"{id}{n}", text=text)
            for id, document in documents.items()
            for n in range(times)
        }

    return State(state.meeting, many(dict(state.notes)), many(dict(state.actions)))


def test_one_message_is_enough_for_a_usual_meeting(second: State, zone: tzinfo) -> None:
    (message,) = json.loads(as_slack.render([minutes_of(second, zone)], Options()))
    head, facts, heading, actions, *_ = message["blocks"]
    assert head["text"]["text"] == second.meeting.title
    (section,) = facts["elements"]
    assert {"type": "text", "text": "Facilitator", "style": {"bold": True}} in section["elements"]
    assert list(texts(heading)) == ["Action items"]
    assert "Promises kept" in json.dumps(message)
    assert (
        list(texts(actions))[1] == "!5 Send the deck with the new prices · Ana (Sales) · Fri 27 Nov"
    )
    links = [e for e in json.dumps(message["blocks"]).split("{") if '"type": "link"' in e]
    assert len(links) == 1
    assert "Sales · Wins" not in json.dumps(message, ensure_ascii=False)
    assert "• *!5* Send the deck" in message["text"]
    assert "R&amp;D figures in &lt;5 lines" in message["text"]
    assert "    ◦ _still open_" in message["text"]
    assert message["text"].endswith("\n_Left out here: Airtime, Time._")


@given(
    st.text(st.characters(categories=["L", "P", "S"]), min_size=1, max_size=2_000),
    st.integers(1, 12),
)
def test_no_limit_is_passed_and_no_text_lost(second_once: State, text: str, times: int) -> None:
    minutes = minutes_of(full(second_once, text, times), None)
    messages = messages_of(minutes)
    for message in messages:
        assert 0 < len(message["blocks"]) <= 45
        assert (
            len(json.dumps(message["blocks"], ensure_ascii=False, separators=(",", ":"))) < 12_000
        )
        for block in message["blocks"]:
            assert sum(len(part) for part in texts(block)) <= 3_000
    told = "".join(part for message in messages for part in texts(message["blocks"]))
    assert told.count(one_line(text)) >= len(minutes.actions)


def test_a_title_has_room_in_a_header(second: State) -> None:
    long = State(replace(second.meeting, title="t" * 200, purpose=""))
    (message,) = messages_of(minutes_of(long, None))
    assert message["blocks"][0]["text"]["text"] == "t" * 150
    bare = State(replace(second.meeting, title="", purpose=""))
    assert messages_of(minutes_of(bare, None))[0]["blocks"][0]["text"]["text"] == "Minutes"


def test_a_meeting_without_times_leaves_nothing_out(second: State) -> None:
    planned = State(replace(second.meeting, slots=(), timeline=()))
    assert "Left out" not in json.dumps(messages_of(minutes_of(planned, None)))


def test_a_very_long_point_is_cut_and_not_lost(second: State) -> None:
    note = next(iter(second.notes.values()))
    state = State(second.meeting, {note.id: replace(note, answer="a" * 7_000)}, {})
    messages = messages_of(minutes_of(state, None))
    parts = [p for m in messages for p in texts(m["blocks"]) if set(p) == {"a"}]
    assert [len(part) for part in parts] == [3_000, 3_000, 1_000]


def test_many_short_points_are_no_message_that_is_refused(second: State) -> None:
    note = next(n for n in second.notes.values() if n.kind is NoteKind.WIN)
    notes = {str(n): replace(note, id=str(n), number=n, text=f"won {n}") for n in range(1, 400)}
    messages = messages_of(minutes_of(State(second.meeting, notes, {}), None))
    assert max(as_slack._size(message["blocks"]) for message in messages) <= 11_500
    told = [part for message in messages for part in texts(message["blocks"])]
    assert sum("won " in part for part in told) == 399
    # No heading is left behind at the end of a message.
    *ends, last = [message["text"].splitlines() for message in messages]
    assert all("• " in lines[-1] for lines in (*ends, last[:-1]))
    title = second.meeting.title
    headers = [message["blocks"][0]["text"]["text"] for message in messages]
    assert headers == [title, *(f"{title} ({n})" for n in range(2, len(messages) + 1))]
    assert [lines[0] for lines in (*ends, last)] == [f"*{header}*" for header in headers]


def test_a_message_has_no_more_blocks_than_it_may(second: State) -> None:
    block: as_slack.Json = {"type": "divider"}
    assert as_slack._has_room([block] * 44, [block])
    assert not as_slack._has_room([block] * 44, [block] * 2)


def test_a_note_without_a_word_is_no_point(second: State) -> None:
    note = next(n for n in second.notes.values() if n.kind is NoteKind.NOTE)
    state = State(second.meeting, {note.id: replace(note, text="", team="", teams=())}, {})
    sections = [list(texts(b)) for m in messages_of(minutes_of(state, None)) for b in m["blocks"]]
    assert [""] not in sections
