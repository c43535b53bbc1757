from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from meetingtui.agenda.load import load_agenda
from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import make_slots, share_of, total

AGENDAS = Path(__file__).parents[2] / "agendas"

MINUTES = {
    "sales-marketing-weekly": {
        "opening": 2, "review": 5, "wins": 6, "previews": 8, "questions": 10, "discussion": 7,
        "buffer": 3, "close": 4,
    },
    "wins-and-insights-monthly": {
        "opening": 3, "review": 6, "wins": 6, "insights": 20, "questions": 12, "discussion": 6,
        "buffer": 4, "close": 3,
    },
    "content-preview": {
        "opening": 2, "review": 2, "first-piece": 3, "first-reaction": 4, "second-piece": 3,
        "second-reaction": 4, "third-piece": 3, "third-reaction": 4, "buffer": 2, "close": 3,
    },
}  # fmt: skip
LENGTHS = {"sales-marketing-weekly": 45, "wins-and-insights-monthly": 60, "content-preview": 30}


def test_these_agendas_ship() -> None:
    assert {path.stem for path in AGENDAS.glob("*.yaml")} == set(MINUTES)


@pytest.mark.parametrize("name", MINUTES)
def test_a_shipped_agenda_fills_its_box_without_warnings(name: str) -> None:
    agenda, warnings = load_agenda(AGENDAS / f"{name}.yaml")
    assert warnings == ()
    assert agenda.id == name
    slots = make_slots(agenda, [team.name for team in agenda.teams])
    minutes: dict[str, float] = {}
    for slot in slots:
        segment = slot.id.partition("/")[0]
        minutes[segment] = minutes.get(segment, 0) + slot.length / timedelta(minutes=1)
    assert minutes == MINUTES[name]
    assert total(slots) == agenda.length == timedelta(minutes=LENGTHS[name])


@pytest.mark.parametrize("name", MINUTES)
def test_a_shipped_agenda_is_fair_and_leaves_room(name: str) -> None:
    agenda, _ = load_agenda(AGENDAS / f"{name}.yaml")
    slots = make_slots(agenda, [team.name for team in agenda.teams])
    assert share_of(slots, "Sales") == share_of(slots, "Marketing")
    buffer = total([slot for slot in slots if slot.kind is SegmentKind.BUFFER])
    assert 0.05 <= buffer / agenda.length <= 0.1
    assert all(slot.prompt for slot in slots if slot.kind is not SegmentKind.BUFFER)
    assert slots[-1].kind is SegmentKind.CLOSE
    assert slots[-1].required


@pytest.mark.parametrize("name", MINUTES)
def test_a_shipped_agenda_says_when_to_use_it(name: str) -> None:
    lines = (AGENDAS / f"{name}.yaml").read_text("utf-8").splitlines()
    assert [line[:2] for line in lines[1:5]] == ["# ", "# ", "# ", "ve"]
