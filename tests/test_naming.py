"""Names that people choose by, and those that nothing has."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from meetingtui.agenda.find import FoundAgenda
from meetingtui.agenda.model import Agenda, Team
from meetingtui.errors import NotFoundError
from meetingtui.followup.search_query import read_query
from meetingtui.meeting.facts import Present
from meetingtui.meeting.model import Action, ActionState, Changes, Meeting, Note, NoteKind
from meetingtui.naming import names_of, require_begun, require_names
from meetingtui.store.memory import MemoryStore

AT = datetime(2026, 11, 24, tzinfo=UTC)
LAUNCH = Agenda(
    version=1,
    id="launch",
    title="Launch",
    length=timedelta(hours=1),
    segments=(),
    teams=(Team("Product", ("Kim",)),),
)
SHIPPED = replace(LAUNCH, id="shipped", teams=(Team("Example", ("Chidi",)),))
FILES = [
    FoundAgenda(Path("launch.yaml"), "project", LAUNCH, ()),
    FoundAgenda(Path("broken.yaml"), "project", None, ()),
    FoundAgenda(Path("shipped.yaml"), "packaged", SHIPPED, ()),
]


@pytest.fixture
def store():
    store = MemoryStore()
    meeting = Meeting(
        id="m1", agenda="weekly", title="T", slots=(), opened_at=AT,
        teams=(Team("Sales", ("Ana", "Ben")), Team("Marketing", ("Dana",))),
        timeline=(Present(step=1, at=AT, person="Gus", team=""),),
    )  # fmt: skip
    usual = {"text": "t", "taken_at": AT}
    action = Action(id="a1", agenda="weekly", meeting="m1", owner="Zoe", team="Board",
                    state=ActionState.DONE, **usual)  # fmt: skip
    is_open = Action(id="a2", agenda="weekly", meeting="m1", owner="Ana", team="Sales", **usual)
    note = Note(id="n1", agenda="monthly", meeting="", number=0, kind=NoteKind.QUESTION,
                people=("Émile",), **usual)  # fmt: skip
    store.commit(Changes((meeting, action, is_open, note)))
    return store


def never_asked():
    raise AssertionError("all agendas were read for a name that is at hand")


def test_names_are_those_of_documents_and_of_agendas(store):
    names = names_of(store, FILES)
    assert names.series == {"weekly", "monthly", "launch", "broken", "shipped"}
    assert names.teams == {"Sales", "Marketing", "Guests", "Board", "Product"}
    assert names.people == {"Ana", "Ben", "Dana", "Gus", "Zoe", "Émile", "Kim"}


@pytest.mark.parametrize(
    "wanted",
    [{}, {"series": "weekly"}, {"owner": "ANA"}, {"team": "sales", "owner": "Ana"}],
)
def test_what_is_open_is_known_without_reading_everything(store, wanted):
    require_names(store, never_asked, **wanted)


@pytest.mark.parametrize(
    "wanted",
    [
        {"series": "WEEKLY"}, {"series": "launch"}, {"series": "monthly"}, {"owner": "zoe"},
        {"owner": "Dana"}, {"owner": "Kim"}, {"team": "product"}, {"owner": "ÉMILE"},
    ],
)  # fmt: skip
def test_a_name_that_anything_has_is_let_through(store, wanted):
    require_names(store, lambda: FILES, **wanted)


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"series": "weekyl"}, "there is no series 'weekyl'; did you mean 'weekly'?"),
        ({"series": "month"}, "there is no series 'month'; did you mean 'monthly'?"),
        ({"team": "Salse"}, "there is no team 'Salse'; did you mean 'Sales'?"),
        ({"owner": "Anna"}, "nobody is called 'Anna'; did you mean 'Ana'?"),
        (
            {"series": "zzz"},
            "there is no series 'zzz'; known are broken, launch, monthly, shipped, weekly",
        ),
    ],
)
def test_a_name_that_nothing_has_is_refused(store, wanted, sentence):
    with pytest.raises(NotFoundError) as error:
        require_names(store, lambda: FILES, **wanted)
    assert str(error.value) == sentence


def test_where_there_are_many_some_are_listed():
    store = MemoryStore()
    with pytest.raises(NotFoundError, match="known are none yet"):
        require_names(store, list, series="zzz")
    teams = (Team("T", tuple("abcdefghijk")),)
    store.commit(Changes((Meeting(id="m", agenda="w", title="T", teams=teams, slots=(),
                                  opened_at=AT),)))  # fmt: skip
    with pytest.raises(NotFoundError, match="known are a, b, c, d, e, f, g, h, i, …"):
        require_names(store, list, owner="zzz")


@pytest.mark.parametrize("text", ["pricing", "@an", "@mark", "owner:em team:boa", "series:mon"])
def test_in_a_search_the_beginning_of_a_name_is_enough(store, text):
    require_begun(store, FILES, read_query(text, AT.date(), UTC))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("@Anna", "nobody is called 'anna'; did you mean 'Ana'?"),
        ("@sals", "nobody is called 'sals'; did you mean 'Sales'?"),
        ("owner:sales", "nobody is called 'sales'"),
        ("team:salse", "there is no team 'salse'"),
        ("series:daily series:weekly", "there is no series 'daily'"),
    ],
)
def test_a_search_for_a_name_that_nothing_has_is_refused(store, text, sentence):
    with pytest.raises(NotFoundError) as error:
        require_begun(store, FILES, read_query(text, AT.date(), UTC))
    assert str(error.value).startswith(sentence)
