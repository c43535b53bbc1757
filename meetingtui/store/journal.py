"""The journal: how a commit gets to the disk, and how nothing gets lost on the way.

A store is two files. The *snapshot*, `library.json`, is an ordinary TinyDB file. The *journal*,
`library.json.journal`, has one line for each commit since. Everything below but a first reading
happens under a lock that one process holds at a time (`lock.py`); whoever writes the next step
should know why the others are where they are.

**A commit** is one line: whole documents as they shall be, with a checksum, a number that is one
higher than the last and an id. It is written with one `write`, then synced, then acknowledged. So
it is there as a whole or not at all, its cost does not depend on what is stored, and it is never
told as saved before it is. Before it writes, a process takes in the lines that others have
appended, or it would give their numbers away a second time.

**When the write fails,** the file is cut back to where it was; what was acknowledged before is not
touched. **When the sync fails,** the system may have dropped what it could not write, and may call
the next sync a success. So nothing in memory is believed any more: the file is opened and read
anew before anything else happens. The line may have got through all the same; a second attempt
carries the same id, and is not written again where the id is found.

**Opening** reads the index of the snapshot, or the snapshot where none fits (`index_file.py`), and
carries out the journal's lines. They say how documents shall be, not what to do to them, so
carrying them out twice changes nothing. What the snapshot holds is read, and compared with its
checksum, when somebody asks for it (`contents.py`); a compaction reads all of it. What follows the
last line break was being written when a process or the machine stopped, and was never
acknowledged. The next commit copies it to a file of its own, cuts it off and goes on. Any other
line that is not as it was written, or is missing although it was acknowledged (`tail.py`), is
damage: the journal is copied aside, a new one of all its whole lines takes its place, and whoever
wanted to open it is told so, once, as an error. A snapshot that is missing, empty, or has the size
that was written but not the content, is never written over: people put a backup in its place. The
first reading takes no lock; where somebody wrote meanwhile or there is damage, it does not count.

**Compaction** makes a new snapshot. 1. Write it and its index beside the old ones and sync them
piece by piece, while others commit. 2. Append a line to the journal, a *turn*, that says what
the new snapshot looks like and which commits it holds; sync. From here on either snapshot is
understood, each with the commits that it lacks: without this line a new snapshot would look like
one that somebody edited. 3. Rename the new one over the old, and its index, which fits no other.
4. Sync the folder: would the next step reach the disk without this one, the old snapshot would be
left with a journal that lacks its commits. 5. Write a new journal: a head that names the new
snapshot, and the lines that were appended during step 1. Sync it. 6. Rename it over the old
journal. 7. Sync the folder, so that later commits are found.

**Another process** that has the old journal open still has it: it reads that to its end, finds the
place that it has come to in the new one, and goes on from there without reading the snapshot. So
it does after step 2 of somebody who was stopped before step 6: the turn names the new snapshot.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import msgspec

from meetingtui.errors import StoreError
from meetingtui.store.contents import Contents, Listener, contents_of
from meetingtui.store.files import Files, Stamp, stamp_at, write_file
from meetingtui.store.journal_file import JournalFile, mend_journal, open_journal, replace_journal
from meetingtui.store.lines import (
    FORMAT,
    Commit,
    Edits,
    Head,
    Line,
    Mark,
    Place,
    Tables,
    Turn,
    decode_line,
    encode_line,
    mark_of,
    split_lines,
)
from meetingtui.store.replay import carry_out, position_of
from meetingtui.store.snapshot import mode_of
from meetingtui.store.snapshot_file import open_snapshot
from meetingtui.store.tail import Tail


class Journal:
    """The two files of one store. Whoever calls these methods holds the lock."""

    def __init__(
        self, path: Path, files: Files, listener: Listener, fresh: Collection[str] = ()
    ) -> None:
        """Stand for the store at `path`; a new one begins with the tables named in `fresh`."""
        self.path = path
        self.journal_path = path.with_name(f"{path.name}.journal")
        self.files = files
        self.tail = Tail(path.with_name(f"{path.name}.lock"), files)
        self.contents = Contents()
        self.place = Place(0, "")
        self.version = 0
        """Counts what was taken in, from whoever."""

        self.included = 0
        """The number up to which commits are in the snapshot."""

        self.ids: set[str] = set()
        """The ids of the commits that were taken in from the journal."""

        self.file: JournalFile | None = None
        self._snapshot: Stamp | None = None
        self._mark = Mark(0, 0)
        self._turn: Turn | None = None
        """The last one that others have written since this was opened."""

        self._listener = listener
        self._fresh = fresh

    def changed(self) -> bool:
        """Tell, from the state of the two files alone, whether there is anything to take in."""
        snapshot, journal = self._look()
        if self.file is None:
            return journal is not None or snapshot != self._snapshot
        return (
            journal is None
            or (self.file.inode, self.file.offset) != (journal.inode, journal.size)
            or snapshot != self._snapshot
            or not self.file.is_sure
        )

    def is_begun(self) -> bool:
        """Tell whether there is a journal, so that others may be writing to it."""
        return stamp_at(self.files, self.journal_path) is not None

    def take_in(self) -> None:
        """Take in what others have written; raises StoreError, and keeps the old state, if damaged.

        Where the journal is damaged it is whole again afterwards, and a second call succeeds.
        """
        if not self.changed():
            return
        snapshot, journal = self._look()
        if self.file is None or not self.file.is_sure or journal is None:
            self.read_anew()
        elif journal.inode != self.file.inode:
            if not (self._read_on(self.file) and self._move_over(snapshot)):
                self.read_anew()
        else:
            grown = journal.size >= self.file.offset
            if not (grown and self._read_on(self.file) and self._knows(snapshot)):
                self.read_anew()

    def append(self, edits: Edits, id: str) -> None:
        """Commit `edits`; they are on the disk on return.

        Raises OSError where they may not be; then nothing has changed here.
        """
        commit = Commit(edits.put, edits.remove, edits.drop, self.place.number + 1, id)
        self.write(commit)
        self._take(commit)

    def write(self, line: Line) -> None:
        """Write `line` behind the last one and sync it."""
        file = self.writable()
        content = encode_line(line)
        file.append(content)
        file.offset += len(content)
        self.tail.note(file.first, file.offset)

    def writable(self) -> JournalFile:
        """Return the journal, ready for the next line: made, allowed to be written, not torn."""
        if self.file is None:
            self._begin()
            return self.writable()
        if not self.file.is_checked:
            mode_of(self.files, self.path)
            mode_of(self.files, self.journal_path)
            self.file.is_checked = True
        self.file.cut_torn()
        return self.file

    def start(self, head: Head, lines: bytes, mode: int) -> None:
        """Begin a new journal; the snapshot that `head` names is in place already."""
        content = encode_line(head) + lines
        if self.file is not None:
            # Until the new one is known to have its place, the old one is nothing to go on from.
            self.file.is_sure = False
        replace_journal(self.files, self.journal_path, content, mode)
        snapshot, _ = self._look()
        file = JournalFile(self.journal_path, self.files)
        self.tail.note(file.first, len(content))
        self.tail.write()
        self._go_on_in(file, len(content), snapshot)
        self.included, self._mark = head.after, head.snapshot

    def close(self) -> None:
        """Let go of the journal; it is opened and read anew when it is needed again."""
        if self.file is not None:
            self.file.close()
            self.file = None
            self._snapshot = None

    def _look(self) -> tuple[Stamp | None, Stamp | None]:
        return stamp_at(self.files, self.path), stamp_at(self.files, self.journal_path)

    def _take(self, commit: Commit) -> None:
        self._listener.part(commit)
        self.contents.apply(commit)
        self.place = Place(commit.number, commit.id)
        self.ids.add(commit.id)
        self.version += 1

    def _read_on(self, file: JournalFile) -> bool:
        """Take in the lines behind the last; return whether they are as they should be."""
        lines, _ = split_lines(file.rest())
        for content in lines:
            try:
                line = decode_line(content)
            except ValueError:
                return False
            if isinstance(line, Commit):
                if line.number != self.place.number + 1:
                    return False
                self._take(line)
            else:
                self._turn = line if isinstance(line, Turn) else None
            file.offset += len(content) + 1
        return True

    def _knows(self, snapshot: Stamp | None) -> bool:
        """Tell whether the snapshot is the one known, or one whose maker was stopped after that."""
        if snapshot == self._snapshot:
            return True
        found = open_snapshot(self.path, self.files) if self._turn else None
        if not (found and self._turn and found.mark == self._turn.snapshot):
            return False
        self._snapshot, self._mark, self.included = found.stamp, found.mark, self._turn.after
        return True

    def _move_over(self, snapshot: Stamp | None) -> bool:
        """Go on in the journal that another process has begun, if this place is found there."""
        new = JournalFile(self.journal_path, self.files)
        found = position_of(self.place, new.rest())
        if found is None:
            new.close()
            return False
        head, offset = found
        self._go_on_in(new, offset, snapshot)
        self.included, self._mark = head.after, head.snapshot
        return self._read_on(new)

    def _go_on_in(self, file: JournalFile, offset: int, snapshot: Stamp | None) -> None:
        if self.file is not None:
            self.file.close()
        self.file, self._snapshot, self._turn = file, snapshot, None
        file.offset = offset

    def read_anew(self, *, mends: bool = True) -> None:
        """Believe nothing: read both files, the journal first; raises StoreError as `take_in` does.

        So, without the lock, it may be older than the snapshot, which does no harm, never newer.
        """
        file = open_journal(self.journal_path, self.files)
        try:
            snapshot = open_snapshot(self.path, self.files)
            if self._snapshot and (snapshot is None or (self.file and not file)):
                lost = self.journal_path if snapshot else self.path
                raise StoreError(f"{lost} was moved or removed while in use; put it back")
            contents = contents_of(snapshot) if snapshot else None
            mark = snapshot.mark if snapshot else Mark(0, 0)
            # The note first: it must not be newer than the lines.
            end = self.tail.end(file.first) if file else 0
            state = carry_out(self.path, contents, mark, file.rest() if file else None, end)
            if file and state.lines.damage:
                if not mends:
                    raise StoreError(f"{self.journal_path} is damaged")
                said = mend_journal(self.files, self.path, file.rest(), state)
                self.tail.forget()
                raise said
            self._listener.whole(state.contents)
        except (OSError, StoreError):
            if file:
                file.close()
            raise
        self.contents, self.place, self._mark = state.contents, state.place, state.mark
        self.ids = {commit.id for commit in state.lines.commits}
        self.included = state.lines.head.after if state.lines.head else 0
        self.version += 1
        if file:
            self._go_on_in(file, state.lines.end, None)
        self._snapshot = snapshot.stamp if snapshot else None

    def _begin(self) -> None:
        """Make the journal, and before it the snapshot, if there is none."""
        mode = mode_of(self.files, self.path)
        if self._snapshot is None:
            tables: Tables = {name: {} for name in self._fresh}
            content = msgspec.json.encode(tables)
            fresh = self.path.with_name(f"{self.path.name}.new")
            write_file(self.files, fresh, content, mode)
            self.files.rename(fresh, self.path)
            self.files.sync_folder(self.path.parent)
            self._mark = mark_of(content)
            contents = Contents(tables)
            self._listener.whole(contents)
            self.contents = contents
        self.start(Head(FORMAT, *self.place, self._mark), b"", mode)
