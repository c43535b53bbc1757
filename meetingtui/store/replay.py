"""What a snapshot and a journal say together. Pure: bytes in, tables and damage out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

from meetingtui.errors import StoreError
from meetingtui.store.backups import Damaged
from meetingtui.store.contents import Contents
from meetingtui.store.lines import (
    FORMAT,
    Commit,
    Head,
    Line,
    Mark,
    NewerError,
    Place,
    Tables,
    Turn,
    decode_line,
    encode_line,
    is_torn,
    mark_of,
    split_lines,
)
from meetingtui.store.snapshot import damaged, parse_snapshot


class Damage(NamedTuple):
    """A line, counted from 1, that is not as it was written."""

    line: int
    offset: int
    why: str


class Lines(Struct):
    """What can be read of a journal."""

    head: Head | None = None
    turns: list[Turn] = []
    commits: list[Commit] = []
    damage: list[Damage] = []
    end: int = 0
    """Where the last line break is passed: what follows was never acknowledged."""

    torn: bytes = b""
    """What follows."""

    def where(self) -> str:
        """Return where the damage is, for people."""
        return ", ".join(f"line {found.line} ({found.why})" for found in self.damage)


NOWHERE = Place(0, "")
NO_MARK = Mark(0, 0)


class Replayed(Struct):
    """The state of a store, and what of its journal could not be read."""

    contents: Contents
    place: Place = NOWHERE
    mark: Mark = NO_MARK
    """The snapshot that it starts from."""

    lines: Lines = field(default_factory=Lines)

    @property
    def tables(self) -> Tables:
        """All tables."""
        return self.contents.tables


def replay(
    path: Path, snapshot: bytes | None, journal: bytes | None, acknowledged: int = 0
) -> Replayed:
    """Return what the two files of the store at `path` say; None stands for no file.

    The first `acknowledged` bytes of the journal were there once.

    Damage of the journal is told in the result, and everything else that it says is carried out.
    Raises StoreError where there is nothing to carry it out on: the snapshot is damaged, or is
    missing although there is a journal; and for a journal of a newer version.
    """
    if snapshot is None:
        return carry_out(path, None, NO_MARK, journal, acknowledged)
    contents = Contents(parse_snapshot(path, snapshot))
    return carry_out(path, contents, mark_of(snapshot), journal, acknowledged)


def carry_out(
    path: Path, contents: Contents | None, mark: Mark, journal: bytes | None, acknowledged: int
) -> Replayed:
    """Carry out on `contents`, those of the snapshot with this `mark`, what the journal says.

    Returns, and raises, what `replay` does.
    """
    if contents is None:
        if journal is None:
            return Replayed(Contents())
        raise Damaged(path, f"{path} is missing, although its journal is there: put it back")
    state = Replayed(contents, mark=mark)
    if journal is None:
        return state
    lines = state.lines = read_lines(path, journal, acknowledged)
    included = _included(path, lines, mark)
    if lines.head is not None:
        state.place = Place(lines.head.after, lines.head.id)
    for commit in lines.commits:
        if commit.number > included:
            contents.apply(commit)
        state.place = Place(commit.number, commit.id)
    return state


def read_lines(path: Path, content: bytes, acknowledged: int) -> Lines:
    """Return what the journal of the store at `path` says, line by line."""
    found = Lines()
    whole, rest = split_lines(content)
    for number, line in enumerate(whole, 1):
        try:
            _sort(found, decode_line(line), number)
        except NewerError as error:
            raise StoreError(
                f"{path}.journal was written by a newer meetingtui ({error}); install the newer"
                " version"
            ) from error
        except ValueError as error:
            found.damage.append(Damage(number, found.end, str(error)))
        found.end += len(line) + 1
    if not whole:
        found.damage.append(Damage(1, 0, "it has no first line"))
    elif found.end < acknowledged:
        found.damage.append(Damage(len(whole) + 1, found.end, "what was there is cut off"))
    elif rest and not is_torn(rest):
        found.damage.append(Damage(len(whole) + 1, found.end, "it is not a line"))
    else:
        found.torn = rest
    return found


def mended(state: Replayed) -> bytes:
    """Return a journal of all that is whole in the one that `state` was read from."""
    lines = state.lines
    first = lines.commits[0].number - 1 if lines.commits else 0
    head = lines.head or Head(FORMAT, first, "", state.mark)
    parts: Iterable[Line] = (head, *_without_gaps(head.after, lines.commits), *lines.turns)
    return b"".join(map(encode_line, parts))


def position_of(place: Place, content: bytes) -> tuple[Head, int] | None:
    """Return the head of a journal and where in it the lines after `place` begin.

    None where the journal has not been at `place`, or is damaged before it.
    """
    head, offset = None, 0
    for line in split_lines(content)[0]:
        offset += len(line) + 1
        try:
            said = decode_line(line)
        except ValueError:
            return None
        if isinstance(said, Head):
            head = said
        if head and place == _place_after(said):
            return head, offset
    return None


def _place_after(line: Line) -> Place | None:
    if isinstance(line, Turn):
        return None
    return Place(line.after if isinstance(line, Head) else line.number, line.id)


def _without_gaps(after: int, commits: Iterable[Commit]) -> Iterator[Commit]:
    for commit in commits:
        for lost in range(after + 1, commit.number):
            yield Commit(number=lost, id=f"lost-{lost}")
        yield commit
        after = commit.number


def _sort(found: Lines, line: Line, number: int) -> None:
    if isinstance(line, Head) is not (number == 1):
        raise ValueError("it is not in its place")
    if isinstance(line, Head):
        found.head = line
    elif isinstance(line, Turn):
        found.turns.append(line)
    else:
        _append(found, line, number)


def _append(found: Lines, commit: Commit, number: int) -> None:
    if found.commits:
        last = found.commits[-1].number
    else:
        last = found.head.after if found.head else commit.number - 1
    if commit.number <= last:
        raise ValueError(f"commit {commit.number} is there after commit {last}")
    if commit.number > last + 1 and not found.damage:
        missing = f"commit {last + 1} is missing before it"
        found.damage.append(Damage(number, found.end, missing))
    found.commits.append(commit)


def _included(path: Path, lines: Lines, mark: Mark) -> int:
    """Return the number up to which commits are in the snapshot already."""
    known: list[Head | Turn] = [*([lines.head] if lines.head else []), *lines.turns]
    included = [line.after for line in known if line.snapshot == mark]
    if included:
        return included[-1]
    if mark.size in {line.snapshot.size for line in known}:
        raise damaged(path)
    # Somebody edited it with plain TinyDB. Commits say how things shall be: none is lost by
    # carrying out all of them.
    return lines.head.after if lines.head else 0
