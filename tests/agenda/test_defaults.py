from __future__ import annotations

from datetime import timedelta

import pytest

from meetingtui.agenda.defaults import TITLES
from meetingtui.agenda.load import parse_agenda
from meetingtui.agenda.model import Agenda, First, Overrun, Segment, SegmentKind, Team, Warn

HEAD = "version: 1\nid: weekly\ntitle: Weekly\nlength: 1h\nteams: [Sales]\nsegments:\n"


def loaded(*segments: str) -> Agenda:
    return parse_agenda(HEAD + "".join(f"- {{{text}, time: 1m}}\n" for text in segments), "a")[0]


def ids(*segments: str) -> list[str]:
    return [segment.id for segment in loaded(*segments).segments]


def test_ids_are_the_kinds_numbered_when_they_repeat() -> None:
    assert ids("kind: wins", "kind: close", "kind: wins", "kind: wins") == [
        "wins", "close", "wins-2", "wins-3",
    ]  # fmt: skip


def test_ids_that_the_author_gave_are_kept_and_never_taken() -> None:
    given = ("kind: wins", "kind: break, id: wins", "kind: wins", "kind: break, id: wins-3")
    assert ids(*given) == ["wins-2", "wins", "wins-4", "wins-3"]


@pytest.mark.parametrize("kind", SegmentKind)
def test_every_kind_has_a_title(kind: SegmentKind) -> None:
    (segment,) = loaded(f"kind: {kind}").segments
    assert segment.title == TITLES[kind] != ""


def test_a_title_of_the_author_is_kept() -> None:
    assert loaded("kind: wins, title: Big wins").segments[0].title == "Big wins"


def test_the_rest_is_as_the_types_say() -> None:
    minute = timedelta(minutes=1)
    assert loaded("kind: wins") == Agenda(
        version=1,
        id="weekly",
        title="Weekly",
        length=60 * minute,
        teams=(Team("Sales"),),
        first=First.ALTERNATE,
        overrun=Overrun.BUFFER,
        warn=(Warn(spent=0.7), Warn(left=minute)),
        segments=(Segment(kind=SegmentKind.WINS, id="wins", title="Wins", time=minute),),
    )
