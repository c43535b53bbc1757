"""Warnings: what the author of an agenda that can be used may have meant otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from good_agenda import GOOD, changed, told, warnings

from meetingtui.agenda.load import parse_agenda
from meetingtui.agenda.problem import AgendaError


def test_segments_longer_than_the_meeting() -> None:
    assert warnings(changed(("length: 30m", "length: 19m"))) == [
        (
            "4:9 the segments take 20m, 1m more than the length | "
            "shorten segments, or write 'length: 20m'"
        )
    ]
    assert warnings(changed(("length: 30m", "length: 20m"))) == []


@pytest.mark.parametrize(
    ("per_team", "shares"),
    [
        ("{Sales: 5m, Marketing: 3m}", "Sales 5m, Marketing 3m"),
        ("{Sales: 5m}", "Sales 5m, Marketing 0s"),
    ],
)
def test_unequal_team_time(per_team: str, shares: str) -> None:
    assert warnings(changed(("per_team: 4m", f"per_team: {per_team}"))) == [
        (
            f"10:23 the teams get unequal time: {shares} | "
            "give each the same, or write 'equal: false' at the top of the file"
        )
    ]
    meant = ("length: 30m", "length: 30m\nequal: false")
    assert warnings(changed(("per_team: 4m", f"per_team: {per_team}"), meant)) == []


def test_unequal_segments_that_even_out_are_fine() -> None:
    first, second = "{Sales: 3m, Marketing: 2m}", "{Sales: 2m, Marketing: 3m}"
    more = f"per_team: {first}}}\n  - {{kind: wins, id: more, per_team: {second}"
    text = changed(("per_team: 4m", more))
    assert warnings(text) == []


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("review", "no review of promises"),
        ("questions", "no time for questions between the teams"),
        ("buffer", "no buffer"),
        ("close", "no close"),
    ],
)
def test_what_a_meeting_lacks(kind: str, message: str) -> None:
    (found,) = warnings(changed((f"kind: {kind}", "kind: discussion")))
    assert found.startswith(f"8:1 {message}")
    assert f"{{kind: {kind}, time: 3m}}" in found


def test_a_buffer_that_is_required_pays_for_nothing() -> None:
    (found,) = warnings(changed(("{kind: buffer", "{kind: buffer, required: true")))
    assert found.startswith("8:1 no buffer: an overrun has nothing to take its time from | leave")
    two = ("{kind: buffer", "{kind: buffer, id: b, time: 1m}\n  - {kind: buffer, required: true")
    assert warnings(changed(two)) == []


def test_a_person_in_two_teams() -> None:
    assert warnings(changed(("[Dana]", "[Dana, ben]"))) == [
        "7:38 'ben' is in Sales and in Marketing | let each person speak for one team"
    ]


def test_a_team_without_people_gets_no_turn_in_a_round() -> None:
    turns = ("{kind: buffer", "{kind: round, per_person: 45s}\n  - {kind: buffer")
    assert warnings(changed(("[Dana]", "[]"), turns)) == [
        (
            "7:5 Marketing has nobody who gets a turn in round"
            " | list its people: {name: Sales, people: [Ana, Ben]}"
        )
    ]
    assert warnings(changed(("[Dana]", "[]"))) == []


def test_what_is_sure_is_told_beside_errors() -> None:
    repeat = "length: 0m\nrepeat: every 2 weeks on Tuesday at 10:00"
    changes = [("length: 30m", repeat), ("[Dana]", "[Dana, ben]"), ("kind: buffer", "kind: close")]
    with pytest.raises(AgendaError) as caught:
        parse_agenda(changed(*changes), "a.yaml")
    assert [p.line for p in caught.value.problems] == [4, 5, 8, 9, 13]
    with pytest.raises(AgendaError) as caught:
        parse_agenda(changed(("kind: buffer", "kind: bufer")), "a.yaml")
    assert [p.line for p in caught.value.problems] == [11]


def test_every_second_week_needs_a_date_to_count_from() -> None:
    text = changed(("length: 30m", "length: 30m\nrepeat: every 2 weeks on Tuesday at 10:00"))
    (found,) = warnings(text)
    assert found.startswith(
        "5:9 this does not say which of 2 weeks it is | name the day of the first"
    )
    assert warnings(text.replace("at 10:00", "at 10:00 from 2026-12-01")) == []
    assert warnings(text.replace("2 weeks on", "2 months on the first")) == []


def test_a_warning_that_no_slot_is_long_enough_for() -> None:
    text = changed(("length: 30m", "length: 30m\nwarn: [70%, 5m, 299s]"))
    assert warnings(text) == [
        (
            "5:13 no slot is longer than 5m to give this warning | "
            "the longest has 5m; write less than that"
        )
    ]


def test_a_meeting_that_closes_twice() -> None:
    assert warnings(changed(("kind: review", "kind: close"))) == [
        (
            "8:1 no review of promises: nobody sees what became of them | "
            "add for example {kind: review, time: 3m}"
        ),
        (
            "12:12 this closes the meeting again, after line 9 | "
            "read back once, at the end; give the other another kind"
        ),
    ]


def test_a_fixed_end_that_the_plan_cannot_keep_or_that_bends_it() -> None:
    repeat = ("length: 30m", "length: 30m\nrepeat: daily at 9:00")
    late = ("{kind: close, time: 5m", '{kind: close, time: 5m, ends_at: "9:50"')
    assert warnings(changed(repeat, late)) == [
        (
            "13:38 the end at 09:50 makes Close 35m long instead of 5m | "
            "write another time, or other lengths"
        )
    ]
    past = ("{kind: close, time: 5m", '{kind: close, time: 5m, ends_at: "9:10"')
    (found,) = warnings(changed(repeat, past))
    assert found.startswith("13:38 the end at 09:10 does not count: Close begins at 09:15 | ")
    assert warnings(changed(late)) == []


@pytest.fixture
def extended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(GOOD)


OWN = "version: 1\nid: own\nextends: base\n"
FOUR = "teams: [A, B, C, {name: D, people: [Eve]}]\n"


@pytest.mark.usefixtures("extended")
def test_teams_are_blamed_where_an_extended_agenda_does_not_fit_them() -> None:
    assert warnings(OWN + FOUR + "length: 27m\n") == [
        (
            "5:9 the segments take 28m, 1m more than the length | "
            "shorten segments, or write 'length: 28m'"
        )
    ]
    base = Path("base.yaml")
    base.write_text(GOOD.replace("length: 30m", "length: 27m"))
    assert [line[:4] for line in warnings(OWN + FOUR)] == ["4:1 "]
    uneven = "per_team: {Sales: 5m, Marketing: 3m}"
    base.write_text(GOOD.replace("per_team: 4m", f"{uneven}, id: ask"))
    with pytest.raises(AgendaError) as caught:
        parse_agenda(OWN + FOUR, "own.yaml")
    assert [f"{p.path} {told(p)}" for p in caught.value.problems] == [
        (
            "own.yaml 4:1 the extended agenda gives time in ask to Sales, Marketing | "
            "give it to these teams: segments: [{id: ask, per_team: 3m}]"
        )
    ]
    (found,) = warnings(f"{OWN}teams: [Marketing, Sales]\n")
    assert found.startswith("4:1 the teams get unequal time: Marketing 3m, Sales 5m | ")
    base.write_text(GOOD.replace("kind: review, time", "kind: round, per_person"))
    with pytest.raises(AgendaError) as caught:
        parse_agenda(OWN + "teams: [A, B]\n", "own.yaml")
    problem = caught.value.problems[0]
    assert told(problem).startswith("4:1 the teams have no people to give time to")


def test_people_are_timed_in_rounds_only() -> None:
    told = ("length: 30m", "length: 30m\nairtime: people")
    assert warnings(changed(told)) == [
        (
            "5:10 the time of people is measured in rounds, and there is none | "
            "add for example {kind: round, per_person: 45s}"
        )
    ]
    timed = ("kind: review", "kind: round")
    assert "measured in rounds" not in str(warnings(changed(told, timed)))
