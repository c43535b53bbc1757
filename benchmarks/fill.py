"""A store with a past: closed meetings of other weeks, and one that is running."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from meetingtui.agenda.find import packaged_agendas
from meetingtui.agenda.load import load_agenda
from meetingtui.clock import Ids, SystemClock
from meetingtui.meeting.commands import Capture, Next
from meetingtui.meeting.model import Changes, Note, NoteKind
from meetingtui.opening import open_meeting
from meetingtui.store.tiny import TinyStore

BATCH = 5_000


def fill(path: Path, documents: int, notes: int) -> None:
    """Write `documents` notes of earlier meetings and a running meeting with `notes` notes."""
    store = TinyStore(path)
    ids, began = Ids(), datetime(2024, 1, 1, tzinfo=UTC)
    for first in range(0, documents, BATCH):
        batch = [
            Note(
                id=ids.new(began + timedelta(minutes=number)),
                agenda="another-series",
                meeting=f"{number // 100:024x}",
                number=number % 100 + 1,
                kind=NoteKind.WIN,
                text=f"Closed customer number {number}, which took two calls and a demo",
                team="Sales",
                taken_at=began + timedelta(minutes=number),
            )
            for number in range(first, min(first + BATCH, documents))
        ]
        store.commit(Changes(tuple(batch)))
    agenda, _ = load_agenda(packaged_agendas() / "sales-marketing-weekly.yaml")
    runner = open_meeting(store, SystemClock(), agenda)
    runner.do(Next())
    for number in range(notes):
        runner.do(Capture(f"Note number {number} of this very meeting"))
    store.close()
