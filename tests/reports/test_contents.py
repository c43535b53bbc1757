"""What minutes say of previews, goals, the norm and the next meeting."""

from __future__ import annotations

from datetime import date, timedelta, tzinfo

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import Airtime, Overrun, SegmentKind
from meetingtui.agenda.repeat_text import read_repeat
from meetingtui.meeting import commands as ask
from meetingtui.meeting.facts import NormChecked, NotDone, Rescheduled
from meetingtui.meeting.model import Carried, NoteKind, Preview, PreviewResult, State
from meetingtui.reports.as_markdown import text_of
from meetingtui.reports.choose import chosen
from meetingtui.reports.contents import outline_of
from meetingtui.reports.minutes import minutes_of


def previewing(state: State, preview: Preview, *, carried: bool = False) -> str:
    """Return the section of previews where the only one is `preview`."""
    note = next(n for n in state.notes.values() if n.kind is NoteKind.PREVIEW)
    meeting = state.meeting
    if carried:
        first = replace(meeting.carried[0], id=note.id, times=2, number=1)
        meeting = replace(meeting, carried=(first,))
    told = text_of(minutes_of(State(meeting, {note.id: replace(note, preview=preview)}), None))
    return told.partition("## Previews\n\n")[2].partition("\n\n")[0].partition("\n")[2]


def test_a_preview_says_for_whom_from_when_and_what_to_do(second: State) -> None:
    preview = Preview(
        audience="reps & partners", ready_on=date(2026, 11, 30), link="https://x.org/a_b",
        offer="Use it in *renewal* calls", feedback="clear; too small",
        result=PreviewResult.USED, outcome="two renewals",
    )  # fmt: skip
    assert previewing(second, preview).splitlines() == [
        "  - For reps & partners · from Mon 30 Nov · <https://x.org/a_b>",
        "  - What to do with it: Use it in \\*renewal\\* calls",
        "  - Feedback: clear; too small",
        "  - Used: two renewals",
    ]


@pytest.mark.parametrize(
    ("preview", "carried", "said"),
    [
        (Preview(), False, ""),
        (Preview(), True, "  - *used or not: still open*"),
        (Preview(ready_on=date(2027, 1, 4)), False, "  - From Mon 4 Jan 2027"),
        (Preview(link="https://x.org"), False, "  - <https://x.org>"),
        (Preview(result=PreviewResult.NOT_USED), False, "  - Not used"),
    ],
)
def test_of_a_preview_only_what_is_known(
    second: State, preview: Preview, carried: bool, said: str
) -> None:
    assert previewing(second, preview, carried=carried) == said


def with_facts(state: State, *facts: NormChecked | Rescheduled) -> str:
    meeting = replace(state.meeting, timeline=(*state.meeting.timeline, *facts))
    return text_of(minutes_of(State(meeting, state.notes, state.actions), None))


def test_the_norm_that_was_checked_and_the_day_that_was_said(second: State, zone: tzinfo) -> None:
    assert "## Norm" not in text_of(minutes_of(second, zone))
    assert "Next meeting" not in text_of(minutes_of(second, zone))
    at = second.meeting.opened_at
    told = with_facts(
        second,
        NormChecked(step=90, at=at, norm="Say it once", kept=False, said="twice at least"),
        Rescheduled(step=91, at=at, on=date(2026, 12, 3)),
    )
    assert "## Norm\n\n**Norm not kept**: Say it once – twice at least\n" in told
    assert "- **Next meeting**: Thu 3 Dec\n- **Facilitator**" in told


def test_the_next_meeting_is_told_at_the_top_with_its_hour(second: State) -> None:
    repeat = read_repeat("weekly on Tuesday at 10:30")
    meeting = replace(second.meeting, repeat=repeat, next_on=date(2027, 1, 5))
    outline = outline_of(minutes_of(State(meeting, second.notes, second.actions), None))
    assert outline.facts[1] == ("Next meeting", "Tue 5 Jan 2027, 10:30")
    assert not any(section.detail for section in outline.sections[:-2])


def test_goals_are_told_once_the_meeting_is_closed(room, zone: tzinfo) -> None:
    runner = room.meet(starts_at=room.clock.now() - timedelta(minutes=5))
    runner.do(ask.Next())
    assert minutes_of(runner.state, zone).figures is None
    runner.do(ask.Close())
    told = text_of(minutes_of(runner.state, zone))
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in told.splitlines()]
    assert ["Start", "5m late", "2m late at most", "**missed**"] in rows
    assert "## Next time" not in told


def test_what_came_from_the_queue_says_so(second: State, zone: tzinfo) -> None:
    carried = tuple(replace(each, times=0) for each in second.meeting.carried)
    state = State(replace(second.meeting, carried=carried), second.notes, second.actions)
    assert "(Ben, from the queue)" in text_of(minutes_of(state, zone))


def test_who_sits_with_whom_and_who_owes_time(second: State, zone: tzinfo) -> None:
    told = text_of(minutes_of(second, zone))
    assert "## Exchange" not in told
    assert "owed" not in told
    exchange = replace(second.meeting.slots[2], kind=SegmentKind.EXCHANGE)
    slots = (*second.meeting.slots[:2], exchange, *second.meeting.slots[3:])
    meeting = replace(second.meeting, overrun=Overrun.CARRY, slots=slots)
    long = replace(slots[3], length=timedelta(minutes=1))
    meeting = replace(meeting, slots=(*slots[:3], long, *slots[4:]))
    told = text_of(minutes_of(State(meeting, second.notes, second.actions), zone))
    pairs = told.partition("## Exchange\n\n")[2].partition("\n\n")[0].splitlines()
    assert sorted(pairs) == ["- Ana and Dana", "- Ben and Eve"]
    assert "Time owed, which the next meeting takes from their slots: Marketing " in told


def test_a_promise_that_is_not_due_yet_is_not_called_missed(second: State, zone: tzinfo) -> None:
    told = text_of(minutes_of(second, zone))
    assert "Of 2 promises due or done since Tue 17 Nov, 1 was kept." in told
    assert "- **Missed**: !2 Update" in told
    due = {id: replace(a, due_on=date(2026, 12, 24)) for id, a in second.actions.items()}
    told = text_of(minutes_of(State(second.meeting, second.notes, due), zone))
    assert "kept." not in told
    assert "- **Kept**: !1 " in told
    assert "- **Not due yet**: !2 Update" in told


def test_a_new_owner_and_a_new_date_hide_no_miss(room, first: State, zone: tzinfo) -> None:
    room.at(24)
    runner = room.meet()
    runner.do(ask.Next())
    for words in ("@Dana due:2026-12-24", "due:2026-12-18"):
        runner.do(ask.Edit(ask.Ref(2, action=True), words))
    runner.do(ask.Close())
    told = text_of(minutes_of(runner.state, zone))
    handed = "handed from Eve to Dana, was due Fri 20 Nov, now Fri 18 Dec, carried ×1"
    assert f"- **Missed**: !2 Update the battle card for the new pricing ({handed})" in told
    assert "1 was kept" not in told


@pytest.mark.parametrize(
    ("owner", "open_only", "fact"),
    [
        ("eve", False, "only those of eve"),
        ("Eve", True, "only those of Eve that are open now"),
        ("", True, "only those that are open now"),
        ("Zoe", False, "only those of Zoe; there are none"),
    ],
)
def test_a_choice_says_that_it_is_one_and_counts_nothing(
    second: State, zone: tzinfo, owner: str, open_only: bool, fact: str
) -> None:
    told = text_of(chosen(minutes_of(second, zone), owner, open_only=open_only))
    assert f"- **Action items**: {fact}\n" in told
    assert "promises due or done" not in told


def test_what_the_review_found_not_done_is_called_that_before_its_date(
    second: State, zone: tzinfo
) -> None:
    due = {id: replace(a, due_on=date(2026, 12, 24)) for id, a in second.actions.items()}
    (action,) = (each for each in due.values() if each.number == 2)
    fact = NotDone(step=99, at=second.meeting.opened_at, action=action.id)
    meeting = replace(second.meeting, timeline=(*second.meeting.timeline, fact))
    told = text_of(minutes_of(State(meeting, second.notes, due), zone))
    assert "- **Not done**: !2 Update" in told
    assert "due Thu 24 Dec" in told


def test_the_time_of_people_is_told_where_the_agenda_says_so(second: State) -> None:
    slots = (replace(second.meeting.slots[0], kind=SegmentKind.ROUND), *second.meeting.slots[1:])
    told = text_of(minutes_of(State(replace(second.meeting, slots=slots)), None))
    assert "Airtime of people" not in told
    meeting = replace(second.meeting, slots=slots, airtime=Airtime.PEOPLE)
    section = text_of(minutes_of(State(meeting), None)).partition("## Airtime of people\n\n")[2]
    assert section.splitlines()[2].startswith("| Sales | ")


def test_of_many_promises_that_go_on_the_first_numbers_are_named(
    second: State, zone: tzinfo
) -> None:
    (model,) = (each for each in second.actions.values() if each.number == 2)
    many = {f"{n:024}": replace(model, id=f"{n:024}", number=n) for n in range(100, 120)}
    carried = tuple(Carried(id, 1) for id in many)
    meeting = replace(second.meeting, carried=carried)
    told = text_of(minutes_of(State(meeting, {}, many), zone))
    assert "20 open action items (!100, !101, " in told
    assert "!111 and 8 more)" in told
    assert "!112" not in told.partition("Carried into")[2].partition("\n")[0]
