"""What a commit costs, and what opening costs, whatever is stored already.

    python benchmarks/store.py [--quick]

Four ways of keeping the same note side by side in one run, the quick ones taking turns, so that a
busy machine troubles all of them: our store; SQLite with a write-ahead log and synchronous FULL;
TinyDB's own storage; and the floor, which is one write and one fdatasync of as many bytes as our
store writes. All but the floor are given the note as an object, and make JSON of it.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from tinydb import TinyDB

from meetingtui.clock import Ids
from meetingtui.meeting.model import Changes, Note, NoteKind, Version
from meetingtui.store.codec import encode, to_json
from meetingtui.store.tiny import TinyStore

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
IDS = Ids()
NUMBERS = count(1)


def note():
    """Return a note that nobody has stored yet."""
    number = next(NUMBERS)
    at = AT + timedelta(seconds=number)
    return Note(
        id=IDS.new(at),
        agenda="sales-marketing-weekly",
        meeting=f"meeting-{number // 40}",
        number=number % 40 + 1,
        kind=NoteKind.WIN,
        text="Closed Acme after the pricing page had changed, thanks to @Dana",
        team="Sales",
        people=("Dana",),
        tags=("pricing",),
        slot="wins-sales",
        taken_at=at,
        history=(Version(at=at, was={}, meeting=f"meeting-{number // 40}", step=number),),
    )


class Floor:
    """One write and one fdatasync."""

    name = "floor: write + fdatasync"

    def __init__(self, folder, notes):
        """Open a file to append to."""
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
        self.descriptor = os.open(folder / "floor", flags, 0o600)

    def prepare(self, one):
        """Return as many bytes as our store writes for this note."""
        return b"x" * (len(json.dumps(to_json(one), separators=(",", ":"))) + 100) + b"\n"

    def commit(self, line):
        """Write and sync."""
        os.write(self.descriptor, line)
        os.fdatasync(self.descriptor)


class Ours:
    """The store of meetingtui."""

    name = "meetingtui"

    def __init__(self, folder, notes):
        """Store `notes` and open anew, as after a clean close."""
        self.path = folder / "ours.json"
        first = TinyStore(self.path)
        first.commit(Changes(put=tuple(notes)))
        first.close()
        self.store = TinyStore(self.path)

    def prepare(self, one):
        """Return the changes that store this note."""
        return Changes(put=(one,))

    def commit(self, changes):
        """Commit."""
        self.store.commit(changes)


class Stock:
    """TinyDB as it comes."""

    name = "TinyDB, its own storage"
    most = 5
    """Inserts that are measured where each takes most of a second."""

    def __init__(self, folder, notes):
        """Store `notes`."""
        self.path = folder / "stock.json"
        rows = {str(row): to_json(one) for row, one in enumerate(notes, 1)}
        self.path.write_text(json.dumps({"notes": rows}))
        self.table = TinyDB(self.path).table("notes")

    def prepare(self, one):
        """Return the note itself."""
        return one

    def commit(self, one):
        """Insert."""
        self.table.insert(to_json(one))


class Sqlite:
    """SQLite, as safe as it gets."""

    name = "SQLite, WAL, synchronous FULL"

    def __init__(self, folder, notes):
        """Store `notes`."""
        self.path = folder / "notes.sqlite"
        self.db = sqlite3.connect(self.path, isolation_level=None)
        self.db.execute("pragma journal_mode = wal")
        self.db.execute("pragma synchronous = full")
        self.db.execute("create table notes (id text primary key, note text) without rowid")
        self.db.execute("begin")
        self.db.executemany("insert into notes values (?, ?)", map(self._row, notes))
        self.db.execute("commit")

    def prepare(self, one):
        """Return the note itself."""
        return one

    def commit(self, one):
        """Insert and commit."""
        self.db.execute("insert into notes values (?, ?)", self._row(one))

    def _row(self, one):
        return one.id, bytes(encode(one)).decode()


KINDS = (Floor, Ours, Sqlite, Stock)


def latencies(notes, rounds, folder):
    """Return the sorted latencies in ms of each kind with `notes` there already."""
    made = [kind(folder, notes) for kind in KINDS]
    # What was prepared must not be on its way to the disk while commits are measured.
    os.sync()
    taken = {kind.name: [] for kind in KINDS}
    for turn in range(rounds):
        # Each of the quick ones comes first in its turn; TinyDB, which leaves every cache cold,
        # goes behind them.
        for store in made[turn % 3 : 3] + made[: turn % 3]:
            taken[store.name].append(timed(store))
    for _ in range(rounds if len(notes) < 10_000 else made[3].most):
        taken[made[3].name].append(timed(made[3]))
    for store in made:
        if isinstance(store, Ours):
            store.store.close()
    return {name: sorted(values) for name, values in taken.items()}


def timed(store):
    """Return how many ms one commit takes."""
    prepared = store.prepare(note())
    begun = time.perf_counter()
    store.commit(prepared)
    return (time.perf_counter() - begun) * 1000


OPENING = {
    "meetingtui": """
from pathlib import Path
from meetingtui.meeting.model import Note
from meetingtui.store.tiny import TinyStore
def opened():
    store = TinyStore(Path(folder) / "ours.json")
    return store, store.get(Note, id)
""",
    "TinyDB, its own storage": """
from tinydb import TinyDB, where
def opened():
    table = TinyDB(folder + "/stock.json").table("notes")
    return table, table.get(where("id") == id)
""",
    "SQLite, WAL, synchronous FULL": """
import sqlite3
def opened():
    db = sqlite3.connect(folder + "/notes.sqlite")
    return db, db.execute("select note from notes where id = ?", (id,)).fetchone()
""",
}
MEASURE = """
import resource, sys, time
folder, id = sys.argv[1:]
{setup}
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6
before, begun = resident(), time.perf_counter()
held, found = opened()
print((time.perf_counter() - begun) * 1000, resident() - before, bool(found))
"""


def opening(folder, id, rounds):
    """Return ms (median of new processes) and MB to open and to find one note by its id."""
    measured = {}
    for name, setup in OPENING.items():
        command = [sys.executable, "-c", MEASURE.format(setup=setup), folder, id]
        runs = [
            subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
            for _ in range(rounds)
        ]
        assert all(found == "True" for *_, found in runs)
        measured[name] = sorted(float(ms) for ms, *_ in runs)[rounds // 2], float(runs[0][1])
    return measured


def main():
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="few rounds, up to 1,000 notes")
    quick = parser.parse_args().quick
    rounds, sizes = (50, (10, 1000)) if quick else (600, (10, 1000, 100_000))
    print(f"{'commit of one note, ms':32}{'stored':>9}{'p50':>9}{'p99':>9}{'p50 / floor':>13}")
    openings = []
    for stored in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=Path.cwd()) as name:
            notes = [note() for _ in range(stored)]
            taken = latencies(notes, rounds, Path(name))
            floor = taken[Floor.name][len(taken[Floor.name]) // 2]
            for kind, values in taken.items():
                p50, p99 = values[len(values) // 2], values[int(len(values) * 0.99)]
                print(f"{kind:32}{stored:9,}{p50:9.3f}{p99:9.3f}{p50 / floor:13.2f}")
            openings.append((stored, opening(Path(name), notes[stored // 2].id, 2 if quick else 5)))
    print(f"\n{'open, find one note by its id':32}{'stored':>9}{'ms':>9}{'MB':>9}")
    for stored, measured in openings:
        for kind, (ms, memory) in measured.items():
            print(f"{kind:32}{stored:9,}{ms:9.1f}{memory:9.1f}")


if __name__ == "__main__":
    main()
