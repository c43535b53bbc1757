"""The `/` words for notes and action items."""

from __future__ import annotations

import re

from meetingtui.meeting import commands as ask
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.model import PreviewResult
from meetingtui.meeting.word_args import FaceWord, Word, always, number_in, parted, ref_in, said


def _answer(rest: str, roster: Roster) -> ask.Command:
    number, text = parted(rest)
    return ask.Answer(number_in(number, "question"), said(text, "the answer"))


def _edit(rest: str, roster: Roster) -> ask.Command:
    ref, text = parted(rest)
    return ask.Edit(ref_in(ref), said(text, "what to change"))


def _action(rest: str, roster: Roster) -> ask.Command:
    number, text = parted(rest)
    return ask.MakeAction(number_in(number, "note"), text)


def _question(rest: str, roster: Roster) -> ask.Command:
    number, text = parted(rest)
    return ask.Edit(ask.Ref(number_in(number, "note")), f"? {text}")


def _to(rest: str, roster: Roster) -> ask.Command:
    number, to = parted(rest)
    return ask.Move(number_in(number, "note"), said(to, "the slot or team"))


def _feedback(rest: str, roster: Roster) -> ask.Command:
    number, text = parted(rest)
    return ask.Feedback(number_in(number, "preview"), said(text, "the feedback"))


def _used(rest: str, roster: Roster) -> ask.Command:
    number, text = parted(rest)
    return ask.SettlePreview(number_in(number, "preview"), PreviewResult.USED, text)


def _unused(rest: str, roster: Roster) -> ask.Command:
    number, text = parted(rest)
    return ask.SettlePreview(number_in(number, "preview"), PreviewResult.NOT_USED, text)


def _reopen(rest: str, roster: Roster) -> ask.Command:
    return ask.Reopen(ref_in(rest))


def _park(rest: str, roster: Roster) -> ask.Command:
    numbered = re.fullmatch(r"[0-9]+", rest)
    return ask.Park(number_in(rest, "note")) if numbered else ask.ParkTopic(rest)


def _drop(rest: str, roster: Roster) -> ask.Command:
    ref, reason = parted(rest)
    return ask.Drop(ref_in(ref), reason)


NOTE_WORDS = (
    Word("answer", "/answer N TEXT", "answer question N", _answer),
    Word("edit", "/edit N|!N TEXT", "change note N or action item !N", _edit),
    Word("action", "/action N [TEXT @OWNER due:DATE]", "make note N an action item", _action),
    Word("question", "/question N [@TEAM]", "make note N a question", _question),
    Word("to", "/to N SLOT|TEAM", "move note N to another slot or team", _to),
    Word("park", "/park [N|TOPIC]", "keep note N, or the topic, for next time", _park),
    Word("drop", "/drop N|!N [REASON]", "drop note N or action item !N", _drop),
    Word("reopen", "/reopen N|!N", "open again what was dropped or settled", _reopen),
    Word("feedback", "/feedback N TEXT", "say what the others think of preview N", _feedback),
    Word("used", "/used N [TEXT]", "preview N was used; what came of it", _used),
    Word("unused", "/unused N [WHY]", "preview N was not used", _unused),
    Word("notes", "/notes", "list the notes with their numbers", always(FaceWord("notes"))),
    Word("actions", "/actions", "list the open action items", always(FaceWord("actions"))),
)
