"""Calendars, read back with the library and with the rule that the agenda has."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, vRecur
from msgspec.structs import replace

from meetingtui.agenda.repeat import Repeat, next_dates
from meetingtui.agenda.repeat_text import read_repeat
from meetingtui.meeting.facts import Rescheduled
from meetingtui.meeting.model import State
from meetingtui.reports import as_ics
from meetingtui.reports.minutes import minutes_of
from meetingtui.reports.options import Options
from meetingtui.reports.outline import one_line
from meetingtui.reports.recurrence import recurrence

BERLIN = ZoneInfo("Europe/Berlin")
HELD = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def repeating(state: State, phrase: str, zone: str = "") -> State:
    meeting = replace(state.meeting, repeat=read_repeat(phrase), zone=zone)
    return State(meeting, state.notes, state.actions)


def calendar(*states: State, **options: bool) -> Calendar:
    minutes = [minutes_of(state, UTC) for state in states]
    return Calendar.from_ical(as_ics.render(minutes, Options(**options)))


def test_each_action_item_is_a_task(second: State) -> None:
    todos = calendar(second).walk("VTODO")
    assert [str(todo["STATUS"]) for todo in todos] == [
        "COMPLETED", "NEEDS-ACTION", "CANCELLED", "NEEDS-ACTION", "NEEDS-ACTION", "NEEDS-ACTION",
    ]  # fmt: skip
    done, *_, last = todos
    assert [str(todo["UID"]) for todo in todos] == [f"{id}@meetingtui" for id in second.actions]
    assert (done["PERCENT-COMPLETE"], done["SEQUENCE"], last["SEQUENCE"]) == (100, 1, 0)
    assert done.decoded("COMPLETED") == done.decoded("DTSTAMP")
    assert (last.decoded("DUE"), "COMPLETED" in last) == (date(2027, 1, 8), False)
    assert str(last["SUMMARY"]) == "Call back all leads from the fair (Ben)"


def test_for_calendars_without_tasks_open_ones_are_days(second: State) -> None:
    dateless = {id: replace(a, due_on=None, owner="", team="") for id, a in second.actions.items()}
    bare = State(second.meeting, second.notes, dateless)
    assert calendar(bare, actions_as_events=True).walk("VEVENT") == []
    assert "DUE" not in calendar(bare).walk("VTODO")[0]
    assert str(calendar(bare).walk("VTODO")[1]["SUMMARY"]).endswith("new pricing")
    events = calendar(second, actions_as_events=True).walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == [
        date(2026, 11, 20), date(2026, 12, 2), date(2026, 11, 27), date(2027, 1, 8),
    ]  # fmt: skip
    assert events[0].decoded("DTEND") - events[0].decoded("DTSTART") == timedelta(days=1)
    assert calendar(second, actions_as_events=True).walk("VTODO") == []


def test_the_series_goes_on_from_its_next_meeting(second: State) -> None:
    state = repeating(second, "weekly on Tuesday at 10:00", "Europe/Berlin")
    (event,) = calendar(state).walk("VEVENT")
    assert event.decoded("DTSTART") == datetime(2026, 12, 1, 10, 0, tzinfo=BERLIN)
    assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert event.decoded("DURATION") == timedelta(minutes=47)
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;WKST=MO"
    assert str(event["DESCRIPTION"]) == "One plan, one pipeline, no surprises."
    assert [str(zone["TZID"]) for zone in calendar(state).walk("VTIMEZONE")] == ["Europe/Berlin"]


def test_without_a_zone_it_is_at_the_hour_of_whoever_reads(second: State) -> None:
    bare = State(replace(second.meeting, purpose=""), second.notes, second.actions)
    (event,) = calendar(repeating(bare, "weekly on Tuesday at 10:00")).walk("VEVENT")
    assert event.decoded("DTSTART") == datetime(2026, 12, 1, 10, 0)
    assert "DESCRIPTION" not in event


def rescheduled(state: State, day: int) -> State:
    fact = Rescheduled(step=99, at=HELD, on=date(2026, 12, day))
    meeting = replace(state.meeting, timeline=(*state.meeting.timeline, fact))
    return State(meeting, state.notes, state.actions)


def test_a_meeting_on_another_day_is_an_exception_of_its_series(second: State) -> None:
    weekly = repeating(second, "weekly on Tuesday at 10:00", "Europe/Berlin")
    series, moved = calendar(rescheduled(weekly, 3)).walk("VEVENT")
    assert moved.decoded("RECURRENCE-ID") == series.decoded("DTSTART")
    assert moved.decoded("DTSTART") == datetime(2026, 12, 3, 10, 0, tzinfo=BERLIN)
    assert (moved["UID"], "RRULE" in moved) == (series["UID"], False)
    assert len(calendar(rescheduled(weekly, 1)).walk("VEVENT")) == 1


def test_where_nothing_repeats_the_next_meeting_is_a_day(second: State) -> None:
    assert calendar(second).walk("VEVENT") == []
    (event,) = calendar(rescheduled(second, 3)).walk("VEVENT")
    assert event.decoded("DTSTART") == date(2026, 12, 3)
    past = replace(second.meeting, next_on=date(2026, 11, 24))
    assert calendar(State(past, second.notes, second.actions)).walk("VEVENT") == []


def test_the_latest_meeting_of_a_series_tells_it(first: State, second: State) -> None:
    phrase = "weekly on Tuesday at 10:00"
    every = calendar(repeating(first, phrase), repeating(second, phrase)).walk("VEVENT")
    (event,) = every
    assert event.decoded("DTSTART") == datetime(2026, 12, 1, 10, 0)
    (earlier,) = calendar(repeating(first, phrase)).walk("VEVENT")
    assert earlier["UID"] == event["UID"]
    assert earlier["SEQUENCE"] < event["SEQUENCE"]


@pytest.mark.parametrize(
    "phrase",
    [
        "daily at 9:30", "weekly on Tuesday and Thursday at 10:00",
        "every 2 weeks on Friday at 9:00",
        "monthly on the first Monday at 10:00", "monthly on the last Friday at 10:00",
        "monthly on the 15th at 10:00", "monthly on the 31st at 10:00",
        "monthly on the last day at 10:00", "every 3 months on the 30th at 10:00",
    ],
)  # fmt: skip
@given(days=st.integers(0, 3650))
def test_the_rule_gives_the_dates_of_the_agenda(phrase: str, days: int) -> None:
    repeat: Repeat = read_repeat(phrase)
    dates = next_dates(repeat, HELD + timedelta(days=days), UTC, 12)
    rule = rrulestr(vRecur(recurrence(repeat)).to_ical().decode(), dtstart=dates[0])
    assert tuple(rule[:12]) == dates


@given(text=st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=90))
def test_every_text_reads_back(second_once: State, text: str) -> None:
    action = replace(next(iter(second_once.actions.values())), text=text, owner="", team="")
    state = State(second_once.meeting, {}, {action.id: action})
    content = as_ics.render([minutes_of(state, None)], Options())
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    (todo,) = Calendar.from_ical(content).walk("VTODO")
    assert str(todo["SUMMARY"]) == one_line(text)


def test_instants_are_in_utc(second: State, zone: tzinfo) -> None:
    content = as_ics.render([minutes_of(second, zone)], Options())
    assert b"CREATED:20261124T093330Z" in content
    assert content.endswith(b"END:VCALENDAR\r\n")
