"""The `/` words for promises, and for all else that came into a meeting."""

from __future__ import annotations

from meetingtui.meeting import commands as ask
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.word_args import Word, number_in, parted, ref_in, said


def _number(rest: str) -> int:
    return number_in(rest.removeprefix("!"), "action item")


def _done(rest: str, roster: Roster) -> ask.Command:
    return ask.Done(_number(rest) if rest else 0)


def _not(rest: str, roster: Roster) -> ask.Command:
    return ask.NotDone(_number(rest) if rest else 0)


def _later(rest: str, roster: Roster) -> ask.Command:
    return ask.Postpone(_number(rest)) if rest else ask.Later()


def _split(rest: str, roster: Roster) -> ask.Command:
    number, text = parted(rest)
    return ask.Split(_number(number), said(text, "what the second promise is"))


def _merge(rest: str, roster: Roster) -> ask.Command:
    kept, other = parted(rest)
    return ask.Merge(ref_in(kept), ref_in(other))


def _arrange(rest: str, roster: Roster) -> ask.Command:
    return ask.Arrange(tuple(map(ref_in, said(rest, "what comes first").split())))


PROMISE_WORDS = (
    Word("done", "/done [N]", "action item N, or the one up, is done", _done),
    Word("not", "/not [N]", "the same is not done and goes on", _not),
    Word("later", "/later [N]", "put off action item N, or a turn in a round", _later),
    Word("split", "/split N [FIRST |] SECOND", "make two action items of one", _split),
    Word("merge", "/merge N|!N M|!M", "make one of two", _merge),
    Word("arrange", "/arrange N|!N ...", "bring these first of what came in", _arrange),
)
