"""Action items in the formats of task lists and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta, tzinfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from meetingtui.clock import local_date
from meetingtui.errors import MeetingtuiError
from meetingtui.followup.intake import Incoming
from meetingtui.meeting.model import ActionState, State
from meetingtui.reports import (
    as_csv,
    as_taskwarrior,
    as_todotxt,
    from_csv,
    from_taskwarrior,
    from_todotxt,
)
from meetingtui.reports.choose import chosen
from meetingtui.reports.minutes import minutes_of
from meetingtui.reports.options import Options
from meetingtui.reports.outline import one_line
from meetingtui.reports.tasks import tasks_of

SAID = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30)

MARKS = st.sampled_from(
    ["x", "(A)", "2026-01-01", "@Ana", "@", "+5%", "+", "due:fri", "DUE:", "id:x:", "rec:1w", "\\",
     "\\@Ana", "\\\\+5%", "due\\:fri", "\\2026-01-01", "https://x.org/a:b", "#pricing"]
)  # fmt: skip


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def saying(state: State, text: str) -> State:
    """Return `state` with `text` in every action item."""
    actions = {id: replace(action, text=text) for id, action in state.actions.items()}
    return State(state.meeting, state.notes, actions)


def test_each_action_item_is_there_once_as_it_is_now(
    first: State, second: State, zone: tzinfo
) -> None:
    every = tasks_of([minutes_of(first, zone), minutes_of(second, zone)])
    assert [task.action.number for task in every] == [1, 2, 3, 4, 5, 6]
    late = replace(second.actions[every[5].action.id], state=ActionState.DONE)
    later = State(second.meeting, second.notes, {**second.actions, late.id: late})
    assert tasks_of([minutes_of(later, zone)])[5].action.state is ActionState.DONE
    mine = chosen(minutes_of(later, zone), "BEN", open_only=False)
    assert [task.action.number for task in tasks_of([mine])] == [1, 6]
    assert tasks_of([chosen(minutes_of(later, zone), "ben", open_only=True)]) == []


def test_csv_is_as_spreadsheets_want_it(second: State, zone: tzinfo) -> None:
    content = as_csv.render([minutes_of(second, zone)], Options())
    assert content.startswith(b"\xef\xbb\xbfnumber,action,owner,team,due,state,")
    assert content.count(b"\r\n") == content.count(b"\n") == 7
    third = rows(content)[2]
    assert third["reason"] == "the webinar is off"
    assert (third["state"], third["due"], third["settled"]) == (
        "dropped", "2026-11-24", "2026-11-24",
    )  # fmt: skip
    assert rows(content)[5]["settled"] == ""


@given(SAID)
@example("=HYPERLINK(1)")
@example("'+1")
@example(" @SUM(1)")
@example("\uff1d1")
def test_no_cell_is_a_formula_and_every_text_comes_back(second_once: State, text: str) -> None:
    minutes = minutes_of(saying(second_once, text), None)
    for row in rows(as_csv.render([minutes], Options())):
        assert row["action"].lstrip()[:1] not in tuple("=+-@\uff1d\uff0b\uff0d\uff20")
        assert as_csv.unguarded(row["action"]) == one_line(text)
    for row in rows(as_csv.render([minutes], Options(raw=True))):
        assert row["action"] == one_line(text)


def test_what_we_export_we_read_again(second: State, zone: tzinfo) -> None:
    minutes = [minutes_of(second, zone)]
    wanted = [(a.id, a.text, a.owner, a.due_on, a.state) for a in second.actions.values()]
    got = from_csv.read(as_csv.render(minutes, Options()))
    assert [(i.id, i.text, i.owner, i.due_on, i.state) for i in got] == wanted
    got = from_todotxt.read(as_todotxt.render(minutes, Options()))
    assert [(i.id, i.text, i.owner, i.due_on, i.state) for i in got] == [
        each for each in wanted if each[1] != "Invite Acme to the webinar"
    ]
    got = from_taskwarrior.read(as_taskwarrior.render(minutes, Options()))
    assert [(i.id, i.text, i.owner, i.due_on, i.state, i.tags) for i in got] == [
        (as_taskwarrior.uuid_of(id), text, owner, due_on, state, second.actions[id].tags)
        for id, text, owner, due_on, state in wanted
        if text != "Invite Acme to the webinar"
    ]


@given(st.one_of(SAID, st.lists(MARKS).map(" ".join).filter(str.strip)))
@example("Ask @Marketing for the +5% figures by mail @Ana due:fri")
@example("+cmd|' /C calc'!A0")
@example("2026-01-01 plan review")
def test_every_text_comes_back_from_todotxt(second_once: State, text: str) -> None:
    state = saying(second_once, text)
    items = from_todotxt.read(as_todotxt.render([minutes_of(state, None)], Options()))
    kept = [a for a in state.actions.values() if a.state is not ActionState.DROPPED]
    assert [(i.id, i.text, i.owner, i.due_on, i.state, i.settled_on) for i in items] == [
        (a.id, one_line(text), a.owner, a.due_on, a.state,
         a.settled_at and local_date(a.settled_at, None))
        for a in kept
    ]  # fmt: skip


def test_csv_of_other_programs() -> None:
    content = (
        "Status;Task;Assignee;Due Date\r\nDone;Call Acme;Ana;2026-12-01\r\nto do;Rest\r\n;;;\r\n"
    )
    assert from_csv.read(content.encode("utf-8-sig")) == [
        Incoming("Call Acme", "Ana", date(2026, 12, 1), state=ActionState.DONE),
        Incoming("Rest"),
    ]
    tagged = from_csv.read(b"summary\ttags\nCall\ta, b\n")
    settled = from_csv.read(b"Task,State,Settled,Reason\nCall,Dropped,2026-11-19,no time\n")
    assert settled == [
        Incoming("Call", state=ActionState.DROPPED, settled_on=date(2026, 11, 19), reason="no time")
    ]
    assert tagged == [Incoming("Call", tags=("a", "b"))]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no column is called action, task,"),
        (b"owner,due\nAna,2026-12-01\n", "or description; the first line has owner, due"),
        (
            b"action,due\nCall,2026-12-01\nWrite,1/12/2026\n",
            "line 3, column due: '1/12/2026' does not",
        ),
        (
            b'"action",due\n"Call\nAcme",\n"Go\n",soon\n',
            "line 4, column due: 'soon' is no day such as",
        ),
        (
            b"action,State,settled\nCall,perhaps,\n,open,\nCall,done,soon\n",
            (
                "\n  line 2, column State: 'perhaps' is no state such as open, done or dropped"
                "\n  line 3, column action: nothing says what is to be done"
                "\n  line 4, column settled: 'soon' is no day such as"
            ),
        ),
        (b"action\n\xe4\n", "not in UTF-8"),
        (b'action\nx\n"a"b\n', "line 3: it is no CSV"),
    ],
)
def test_csv_that_cannot_be_read_is_told_where(content: bytes, why: str) -> None:
    with pytest.raises(MeetingtuiError, match=why):
        from_csv.read(content)


def test_todotxt_keeps_its_own_words_apart(second: State, zone: tzinfo) -> None:
    text = "(A) due:never id:x +plus @at https://x.org/a:b x"
    noisy = saying(second, text)
    action = next(iter(noisy.actions.values()))
    named = replace(action, owner="Ana Maria", state=ActionState.OPEN)
    bare = replace(named, id="z" * 24, owner="", team="", due_on=None)
    meeting = second.meeting
    actions = [replace(a, meeting=meeting.id) for a in (named, bare)]
    state = State(meeting, {}, {a.id: a for a in actions})
    lines = as_todotxt.render([minutes_of(state, zone)], Options()).decode().splitlines()
    told = r"(A) due\:never id\:x \+plus \@at https://x.org/a:b x"
    assert lines == [
        f"2026-11-17 {told} +sales-marketing-weekly @Ana_Maria due:2026-11-20 id:{named.id}",
        f"2026-11-17 {told} +sales-marketing-weekly id:{bare.id}",
    ]


def test_todotxt_of_other_programs() -> None:
    content = (
        b"(A) 2026-11-01 Call @Ana_Maria +acme due:2026-12-01\nx 2026-11-02 Write\n\n@ + due: x\n"
    )
    assert from_todotxt.read(content) == [
        Incoming("Call", "Ana Maria", date(2026, 12, 1), tags=("acme",)),
        Incoming("Write", state=ActionState.DONE, settled_on=date(2026, 11, 2)),
        Incoming("@ + due: x"),
    ]
    with pytest.raises(MeetingtuiError, match="line 2, nothing says what is to be done"):
        from_todotxt.read(b"Call\nx 2026-11-02 @Ana id:1\n")
    with pytest.raises(MeetingtuiError, match="line 1, due: 'soon' is no day"):
        from_todotxt.read(b"Call due:soon")
    with pytest.raises(MeetingtuiError, match="not in UTF-8"):
        from_todotxt.read(b"\xe4")


def test_taskwarrior_has_what_there_is_and_no_more(second: State, zone: tzinfo) -> None:
    told = json.loads(as_taskwarrior.render([minutes_of(second, zone)], Options()))
    done, _, dropped, *_, last = told
    assert [task["status"] for task in told] == [
        "completed", "pending", "deleted", "pending", "pending", "pending",
    ]  # fmt: skip
    assert done["end"] == "20261124T090400Z"
    assert (last["due"], last["tags"], "end" in last) == ("2027-01-08", ["Ben"], False)
    assert last["project"] == "sales-marketing-weekly"
    assert len({task["uuid"] for task in told}) == 6
    assert dropped["description"] == "Invite Acme to the webinar"


def test_tasks_of_taskwarrior() -> None:
    told = [
        {"uuid": "u", "description": "Call", "due": "20261201T110000Z", "tags": ["a"], "id": 3},
        {
            "uuid": "v",
            "description": "Write",
            "status": "completed",
            "due": "2026-12-01",
            "end": "2026-11-30",
        },
        {"uuid": "w", "description": "Never", "status": "deleted"},
    ]
    assert from_taskwarrior.read(json.dumps(told).encode()) == [
        Incoming("Call", due_on=date(2026, 12, 1), tags=("a",), id="u"),
        Incoming(
            "Write",
            due_on=date(2026, 12, 1),
            state=ActionState.DONE,
            settled_on=date(2026, 11, 30),
            id="v",
        ),
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{}", "no export of taskwarrior: .*Expected `array`"),
        (b"[{}]", "no export of taskwarrior: .*`uuid`"),
        (b'[{"uuid": "u", "description": "x", "due": "soon"}]', "^task 1, due: 'soon' is no day"),
        (b'[{"uuid": "u", "description": " "}]', "^task 1, description: nothing says what"),
        (b'[\n {"uuid": "u",\n}]', "^it is broken JSON: line 3, column 1: Expecting property"),
        (b'[\n "\xe4"]', "^it is broken JSON: line 2 is not in UTF-8"),
        (b"[" * 100_000, "^it is broken JSON: it is nested too deep"),
    ],
)
def test_tasks_that_cannot_be_read_are_told_where(content: bytes, why: str) -> None:
    with pytest.raises(MeetingtuiError, match=why):
        from_taskwarrior.read(content)


def test_a_change_makes_a_new_revision(second: State, zone: tzinfo) -> None:
    tasks = tasks_of([minutes_of(second, zone)])
    assert [task.revision for task in tasks] == [1, 0, 1, 0, 0, 0]
    bare = replace(tasks[5].action, history=())
    state = State(second.meeting, {}, {bare.id: bare})
    (task,) = tasks_of([minutes_of(state, zone)])
    assert (task.changed_at, task.revision) == (bare.taken_at, 0)
    assert task.changed_at - bare.taken_at == timedelta(0)
