from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from meetingtui.agenda.load import load_agenda
from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import make_slots, share_of, total

AGENDAS = Path(__file__).parents[2] / "agendas"

LENGTHS = {
    "sales-marketing-weekly": 45, "sales-marketing-weekly-short": 30,
    "wins-and-insights-monthly": 60, "content-preview": 30, "leads-sync": 30,
    "shadow-debrief": 25, "objection-clinic": 30, "lead-quality-review": 30,
    "quarterly-kick-off": 90, "joint-lunch": 60, "level-10": 90, "lean-coffee": 60,
    "retrospective": 60,
}  # fmt: skip
"""Every agenda that ships, with its minutes."""


def test_these_agendas_ship() -> None:
    assert {path.stem for path in AGENDAS.glob("*.yaml")} == set(LENGTHS)


@pytest.mark.parametrize("name", LENGTHS)
def test_a_shipped_agenda_fills_its_box_without_warnings(name: str) -> None:
    agenda, warnings = load_agenda(AGENDAS / f"{name}.yaml")
    assert warnings == ()
    assert agenda.id == name
    slots = make_slots(agenda, [team.name for team in agenda.teams])
    assert total(slots) == agenda.length == timedelta(minutes=LENGTHS[name])


@pytest.mark.parametrize("name", LENGTHS)
def test_a_shipped_agenda_is_fair_and_leaves_room(name: str) -> None:
    agenda, _ = load_agenda(AGENDAS / f"{name}.yaml")
    slots = make_slots(agenda, [team.name for team in agenda.teams])
    assert share_of(slots, "Sales") == share_of(slots, "Marketing")
    buffer = total([slot for slot in slots if slot.kind is SegmentKind.BUFFER])
    assert 0.05 <= buffer / agenda.length <= 0.1
    assert all(slot.prompt for slot in slots if slot.kind is not SegmentKind.BUFFER)
    assert slots[-1].kind is SegmentKind.CLOSE
    assert slots[-1].required


@pytest.mark.parametrize("name", LENGTHS)
def test_a_shipped_agenda_says_when_to_use_it(name: str) -> None:
    lines = (AGENDAS / f"{name}.yaml").read_text("utf-8").splitlines()
    assert [line[:2] for line in lines[1:5]] == ["# ", "# ", "# ", "ve"]
    assert lines[1].startswith("# For ")
    assert any(line.startswith("# Use it ") for line in lines)
