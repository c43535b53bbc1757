"""How quickly years of meetings are searched and their trends told.

    python benchmarks/year.py [--documents 100000]

The year of the demonstration is held once and then copied back in time until there are so many
documents, in a store on disk. In one run: the year itself; first results after the store was
opened, and all of it being ready; queries as they are typed, letter by letter, beside the plainest
search that there is (each text in lower case, looked through in turn); trends of one series.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from msgspec.structs import replace

from meetingtui import startup
from meetingtui.archive import BIT, Archive, known_series, read_insights
from meetingtui.clock import SystemClock
from meetingtui.demo.year import Year, hold_year
from meetingtui.errors import UsageError
from meetingtui.meeting.model import Action, Changes, Document, Meeting, Note, NoteState
from meetingtui.store.tiny import TinyStore

TYPED = (
    "pricing",
    "brightwater renewed",
    '"slide deck" kind:preview',
    "kind:question is:open @sales",
    "#launch since:2026",
    "zzz",
)
BATCH = 20_000
YEAR = timedelta(days=364)


def main() -> None:
    """Measure all of it and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=100_000)
    options = parser.parse_args()
    clock = SystemClock()
    began = perf_counter()
    year = hold_year(clock.now(), clock.zone)
    _row("the year itself, held", _since(began), f"{len(year.documents):,} documents")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.json"
        _fill(path, year, options.documents)
        _measure(path, clock)


def _measure(path: Path, clock: SystemClock) -> None:
    documents: list[Note | Action] = []
    began = perf_counter()
    store = TinyStore(path)
    opened = _since(began)
    _row("store opened", opened)
    archive = Archive(store, clock)
    archive.read_near()
    found = archive.search("pricing")
    near = f"{len(found.hits)} of what is near, {len(archive)} documents"
    _row("first results after that", _since(began) - opened, near)
    startup.begin()
    _row("all read, in a thread", _took(lambda: documents.extend(archive.read())))
    taking = archive.bits(documents)
    bits = [_took(lambda: next(taking, None)) for _ in range(len(documents) // BIT + 2)]
    startup.begun()
    _row("all made ready", sum(bits), f"{len(archive):,} documents")
    _row("the longest pause meanwhile", max(bits))
    _type(archive, store)
    series = "sales-marketing-weekly"
    _row("trends of one series", _took(lambda: read_insights(store, series, clock)))
    _row("the same on one command line", _took(lambda: known_series(store)), "more: which series")
    store.close()


def _type(archive: Archive, store: TinyStore) -> None:
    """Search after each letter of each query, and the same words in the plainest way."""
    documents: list[Note | Action] = [*store.find(Note), *store.find(Action)]
    ours: list[float] = []
    plainest: list[float] = []
    for query in TYPED:
        for end in range(1, len(query) + 1):
            text = query[:end]
            ours.append(_took(lambda text=text: _searched(archive, text)))
            plainest.append(
                _took(lambda text=text: [d for d in documents if text in d.text.lower()])
            )
    _row("a letter typed, p50", median(ours), f"{median(ours) / median(plainest):.2f} of plainest")
    _row("a letter typed, p99", quantiles(ours, n=100)[98], f"of {len(ours)} letters")
    _row("a letter typed, worst", max(ours))
    _row("the plainest search, p50", median(plainest))


def _searched(archive: Archive, text: str) -> None:
    with suppress(UsageError):
        archive.search(text)


def _fill(path: Path, year: Year, count: int) -> None:
    store = TinyStore(path)
    batch: list[Document] = []
    for copy in range(-(-count // len(year.documents))):
        batch += [_back(document, copy) for document in year.documents]
        if len(batch) >= BATCH:
            store.commit(Changes(tuple(batch)))
            batch.clear()
    store.commit(Changes(tuple(batch)))
    store.close()


def _back(document: Document, years: int) -> Document:
    """Return `document` as it would be so many years earlier; what was open was settled then."""
    if not years:
        return document
    fields: dict[str, object] = {"id": _earlier(document.id, years)}
    if isinstance(document, Meeting):
        return replace(document, opened_at=document.opened_at - years * YEAR, **fields)
    fields |= {
        "meeting": _earlier(document.meeting, years),
        "taken_at": document.taken_at - years * YEAR,
    }
    if isinstance(document, Action):
        fields |= {"number": 0, "state": "done"}
    elif document.state is NoteState.OPEN:
        fields["state"] = NoteState.DROPPED
    return replace(document, **fields)


def _earlier(id: str, years: int) -> str:
    """Return the id that a document of so many years earlier would have."""
    milliseconds = int(id[:12], 16) - round(years * YEAR / timedelta(milliseconds=1))
    return f"{milliseconds:012x}{id[12:]}"


def _took(what: Callable[[], object]) -> float:
    began = perf_counter()
    what()
    return _since(began)


def _since(began: float) -> float:
    return (perf_counter() - began) * 1e3


def _row(name: str, milliseconds: float, remark: str = "") -> None:
    print(f"{name:<30}{milliseconds:>10.1f} ms  {remark}".rstrip())


if __name__ == "__main__":
    main()
