"""The `/` words for slots and their clock."""

from __future__ import annotations

import re
from datetime import timedelta

from meetingtui.agenda.clock_times import EXAMPLES, clock_time_in
from meetingtui.agenda.durations import parse_duration
from meetingtui.meeting import commands as ask
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.word_args import Word, always, number_in, parted

SHORTEN_BY = timedelta(minutes=1)


def _extend(rest: str, roster: Roster) -> ask.Command:
    return ask.Extend(parse_duration(rest) if rest else None)


def _buffer(rest: str, roster: Roster) -> ask.Command:
    return ask.UseBuffer(parse_duration(rest) if rest else None)


def _give(rest: str, roster: Roster) -> ask.Command:
    number, length = parted(rest)
    if not re.fullmatch(r"[0-9]*", number):
        number, length = "", rest
    by = parse_duration(length) if length else None
    return ask.Give(number_in(number, "slot") if number else 0, by)


def _move(rest: str, roster: Roster) -> ask.Command:
    number, place = parted(re.sub(r"\bto\s+", "", rest, flags=re.IGNORECASE))
    to = number_in(place, "place") if place else 0
    return ask.MoveSlot(number_in(number, "slot"), to)


def _shorten(rest: str, roster: Roster) -> ask.Command:
    return ask.Extend(-(parse_duration(rest) if rest else SHORTEN_BY))


def _began(rest: str, roster: Roster) -> ask.Command:
    if at := clock_time_in(rest):
        return ask.Began(at=at)
    if re.fullmatch(r"(?:at\s+)?[0-9]+[:.][0-9]+", rest, re.IGNORECASE):
        raise ValueError(f"'{rest[:40]}' is no time of day; write {EXAMPLES}, or 2m ago")
    return ask.Began(parse_duration(re.sub(r"\s+ago$", "", rest, flags=re.IGNORECASE)))


def _boundary(rest: str, roster: Roster) -> ask.Command:
    length, _, direction = rest.rpartition(" ")
    if direction.lower() not in {"earlier", "later"}:
        raise ValueError("say whether the slot began earlier or later")
    by = parse_duration(length)
    return ask.Boundary(-by if direction.lower() == "earlier" else by)


def _goto(rest: str, roster: Roster) -> ask.Command:
    return ask.Goto(number_in(rest, "slot"))


CLOCK_WORDS = (
    Word("next", "/next", "open the next slot", always(ask.Next())),
    Word("start", "/start", "open the first slot", always(ask.Next())),
    Word("back", "/back", "return to the slot before", always(ask.Back())),
    Word("goto", "/goto N", "open slot N", _goto),
    Word("move", "/move N [PLACE]", "hold slot N next, or at PLACE", _move),
    Word("skip", "/skip", "leave this slot out and open the next", always(ask.Skip())),
    Word("extend", "/extend [2m]", "give this slot more time, and have it paid", _extend),
    Word("buffer", "/buffer [1m]", "give this slot what the buffer has left", _buffer),
    Word("give", "/give [N] [1m]", "give saved time to slot N, or to all to come", _give),
    Word("shorten", "/shorten [1m]", "give this slot less time", _shorten),
    Word("pause", "/pause", "stop the clock", always(ask.Pause())),
    Word("resume", "/resume", "let the clock go on", always(ask.Resume())),
    Word("began", "/began LENGTH ago|HH:MM", "say that this slot began earlier than now", _began),
    Word("boundary", "/boundary 1m earlier|later", "move the start of this slot", _boundary),
    Word(
        "asleep",
        "/asleep",
        "the time that the machine slept does not count",
        always(ask.LeaveOutSleep()),
    ),
    Word(
        "adopt",
        "/adopt",
        "take over the time of the machine's clock, which was set",
        always(ask.AdoptClock()),
    ),
    Word("pass", "/pass", "in a round: no turn for who has it now", always(ask.Pass())),
    Word("refit", "/refit", "shorten later slots so that the end holds", always(ask.Refit())),
)
