"""The capture line: what a facilitator types, read as a note or an action item.

A prefix picks the kind; `@name`, `#tag`, in an action item `due:fri`, and in a preview the marks of
`preview_marks` say more. Everything else is text and stays as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, field

from meetingtui.agenda.model import Team
from meetingtui.errors import Refused
from meetingtui.meeting.dueby import take_due
from meetingtui.meeting.duedates import DueError
from meetingtui.meeting.duemark import without_dangling
from meetingtui.meeting.gate import cleaned_line
from meetingtui.meeting.marks import Mention, match_name, mentions_in, tags_in
from meetingtui.meeting.model import NoteKind
from meetingtui.meeting.preview_marks import take_preview
from meetingtui.meeting.spoken_names import owner_in_words, thanked_in_words
from meetingtui.text import pattern

ACTION_PREFIX = "!"
PREFIXES = {
    "+": NoteKind.WIN,
    "~": NoteKind.PREVIEW,
    "?": NoteKind.QUESTION,
    "=": NoteKind.DECISION,
    "*": NoteKind.THANKS,
    "^": NoteKind.CONCERN,
    "%": NoteKind.INSIGHT,
    "&": NoteKind.PARKED,
    ".": NoteKind.NOTE,
}
"""The kinds of note by their prefix; `ACTION_PREFIX` makes an action item."""

_TO_DO = pattern(r"(?:TODO|(?i:todo|action(?: item)?):)\s+(?=\S)")
_LISTING = frozenset({"and", "or", "&", "+", "/"})
_JOINING = _LISTING | {"with", "to", "from", "for", "by", "of", "at", "via"}


class CaptureError(Refused):
    """A line that cannot be saved as it is; nothing has changed."""


class Roster(Struct, frozen=True):
    """The teams and people that a line may name; a team of people without one has no name."""

    teams: tuple[Team, ...] = ()

    @property
    def team_names(self) -> tuple[str, ...]:
        """The names of the teams, in their order."""
        return tuple(team.name for team in self.teams if team.name)

    @property
    def people(self) -> tuple[str, ...]:
        """The names of the people, each once, in the order of their teams."""
        return tuple(dict.fromkeys(name for team in self.teams for name in team.people))

    @property
    def names(self) -> tuple[str, ...]:
        """All names, teams first."""
        return (*self.team_names, *self.people)

    def team_of(self, person: str) -> str:
        """Return the first team that `person` is on, or ""."""
        return next((team.name for team in self.teams if person in team.people), "")

    def match(self, text: str) -> str:
        """Return the team or person that `text` names or alone begins, or ""."""
        return match_name(text, self.names)

    def person(self, text: str) -> str:
        """Return the person that `text` names or alone begins, or ""."""
        return match_name(text, self.people)


class CapturedNote(Struct, frozen=True):
    """A line read as a note; `teams` and `people` are those named with `@`, in order."""

    kind: NoteKind
    text: str
    teams: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    preview: Mapping[str, Any] = field(default_factory=dict)
    """The fields that the marks of a preview fill."""


class CapturedAction(Struct, frozen=True):
    """A line read as an action item; `owner` is empty when it names no person."""

    text: str
    owner: str = ""
    team: str = ""
    """The owner's team; without an owner, the team named."""

    due_on: date | None = None
    tags: tuple[str, ...] = ()


def parse_line(
    line: str, own_kind: NoteKind, roster: Roster, today: date
) -> CapturedNote | CapturedAction:
    """Read `line` as what its prefix says, or as `own_kind`.

    Raises CaptureError when there is no text and when a date is not understood, and Refused when
    the line is too long.
    """
    captured = read_line(line, own_kind, roster, today)
    if not captured.text:
        raise CaptureError("there is no text to save yet; type what was said")
    return captured


def read_line(
    line: str, own_kind: NoteKind, roster: Roster, today: date
) -> CapturedNote | CapturedAction:
    """Read `line` like `parse_line`, but it may have no text."""
    prefix, text = split_prefix(cleaned_line(line))
    if prefix == ACTION_PREFIX:
        return parse_action(text, roster, today)
    return _note(PREFIXES.get(prefix, own_kind), text, roster, today)


def parse_action(line: str, roster: Roster, today: date) -> CapturedAction:
    """Read `line`, which has no prefix, as an action item whose text may be empty.

    A person marked at the start or the end of the line is the owner, then one whom the words say
    to be it, then one marked within the sentence. Raises CaptureError like `parse_line`, but for
    the text.
    """
    try:
        text, due_on = take_due(cleaned_line(line), today)
    except DueError as error:
        raise CaptureError(str(error)) from error
    mentions = mentions_in(text, roster.names)
    owner = _addressed(text, mentions, roster)
    if not owner and (spoken := owner_in_words(text, roster.people, today)):
        owner, text, said_on = spoken
        due_on = due_on or said_on
        mentions = mentions_in(text, roster.names)
    names = [mention.name for mention in mentions]
    owner = owner or next((name for name in names if name in roster.people), "")
    team = roster.team_of(owner) or next((n for n in names if n in roster.team_names), "")
    said = {owner, team}
    text = _without_last(_without_first(text, mentions, said), roster, said)
    return CapturedAction(text, owner, team, due_on, tags_in(text))


def parse_edit(line: str, roster: Roster, today: date) -> CapturedAction:
    """Read `line` as what is to change of an action item; it may begin with the sign of one."""
    prefix, text = split_prefix(cleaned_line(line))
    return parse_action(text if prefix == ACTION_PREFIX else line, roster, today)


def split_prefix(line: str) -> tuple[str, str]:
    """Return the prefix of `line`, or "", and the text behind it.

    It counts only before a space, a letter or a mark, so that `+20%`, `...` and `**` are text,
    and a dot only before a space, for the sake of `.NET`; alone on the line it is a prefix
    without text. `TODO` and `action:` are signs of an action item in words.
    """
    text = line.strip()
    prefix, rest = text[:1], text[1:]
    if in_words := _TO_DO.match(text):
        return ACTION_PREFIX, text[in_words.end() :]
    known = prefix == ACTION_PREFIX or prefix in PREFIXES
    joined = prefix != "." and rest and (rest[0].isalpha() or rest[0] in "@#")
    if known and (not rest or rest[0].isspace() or joined):
        return prefix, rest.strip()
    return "", text


def _note(kind: NoteKind, text: str, roster: Roster, today: date) -> CapturedNote:
    tags = tags_in(text)
    preview: Mapping[str, Any] = {}
    if kind is NoteKind.PREVIEW:
        try:
            text, preview = take_preview(text, today)
        except DueError as error:
            raise CaptureError(str(error)) from error
    mentions = mentions_in(text, roster.names)
    names = list(dict.fromkeys(mention.name for mention in mentions))
    if kind is NoteKind.THANKS:
        names += [name for name in thanked_in_words(text, roster.names) if name not in names]
    people = tuple(name for name in names if name not in roster.team_names)
    if kind in (NoteKind.QUESTION, NoteKind.WIN):
        names = [name if name in roster.team_names else roster.team_of(name) for name in names]
    teams = tuple(dict.fromkeys(name for name in names if name in roster.team_names))
    text = _without_first(text, mentions, {mention.name for mention in mentions})
    return CapturedNote(kind, text, teams, people, tags, preview)


# Mentions that address somebody leave the text; what nothing else would remember stays.

_LAST_TAGS = pattern(r"(?:\s+#[\w-]+)+$")
_BEHIND_ADDRESS = pattern(r"[,:;]?(?:\s+(?:[-–—=]*>|[-–—→])(?=\s|$))?(?:\s+|$)|[/,](?=@)")


def _without_first(text: str, mentions: Sequence[Mention], said: set[str]) -> str:
    """Return `text` without the addresses that it begins with, but for those not in `said`.

    Where the sentence goes on from them ("@Ana and Ben do …") they stay as well.
    """
    at = 0
    kept = []
    for mention in mentions:
        behind = _BEHIND_ADDRESS.match(text, mention.end) if mention.start == at else None
        if behind is None:
            break
        at = behind.end()
        if mention.name not in said:
            kept.append(text[mention.start : mention.end])
    rest = text[at:]
    if rest.partition(" ")[0].lower() in _LISTING:
        return text
    return " ".join([*kept, rest]) if rest else ""


def _without_last(text: str, roster: Roster, said: set[str]) -> str:
    """Return `text` without the mentions that it ends with, but for those not in `said`.

    Behind a joining word ("ask for it from @Ana") they are part of the sentence and stay. Tags
    at the very end stay and do not hide a mention before them.
    """
    body, tags = _without_tags(text)
    at = len(body)
    kept: list[str] = []
    for mention in _last_mentions(body, mentions_in(body, roster.names)):
        at = len(body[: mention.start].rstrip())
        if mention.name not in said:
            kept.insert(0, body[mention.start : mention.end])
    before = body[:at]
    if at == len(body) or _joins(before):
        return text
    return " ".join(filter(None, [without_dangling(before), *kept, tags]))


def _addressed(text: str, mentions: Sequence[Mention], roster: Roster) -> str:
    """Return the person marked at the start, else at the end."""
    body, _ = _without_tags(text)
    first = [mention for mention in mentions if mention.start == 0]
    last = list(_last_mentions(body, mentions))
    if last and _joins(body[: last[-1].start].rstrip()):
        last = []
    named = [mention.name for mention in (*first, *reversed(last))]
    return next((name for name in named if name in roster.people), "")


def _last_mentions(body: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Return the mentions that `body` ends with, the last one first."""
    at = len(body)
    for mention in reversed(mentions):
        if mention.end != at or not body[: mention.start].endswith(" "):
            return
        at = len(body[: mention.start].rstrip())
        yield mention


def _joins(before: str) -> bool:
    return before.rpartition(" ")[2].lower() in _JOINING


def _without_tags(text: str) -> tuple[str, str]:
    """Return `text` without the tags that it ends with, and those."""
    tags = _LAST_TAGS.search(text)
    return (text[: tags.start()], tags[0].strip()) if tags else (text, "")
