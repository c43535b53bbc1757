"""The names that people choose by, and what may be meant by one that nothing has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from meetingtui.agenda.find import PACKAGED, FoundAgenda
from meetingtui.agenda.problem import shown, suggest
from meetingtui.errors import NotFoundError
from meetingtui.followup.search import begins
from meetingtui.followup.search_query import Query
from meetingtui.lookup import open_actions
from meetingtui.meeting.model import Action, Meeting, Note
from meetingtui.meeting.roll import teams_with_guests
from meetingtui.store.port import Store

MOST = 9
"""So many names are listed where none is near."""


class Names(NamedTuple):
    """All names that there are, of each kind."""

    series: frozenset[str]
    teams: frozenset[str]
    people: frozenset[str]


def names_of(store: Store, agendas: Iterable[FoundAgenda]) -> Names:
    """Return the names in the documents of `store`, all of which it reads, and in `agendas`.

    The teams and people of an agenda that came with the program are examples: they count once a
    meeting was held with them.
    """
    found = list(agendas)
    files = [each.agenda for each in found if each.agenda and each.origin != PACKAGED]
    meetings, actions, notes = store.find(Meeting), store.find(Action), store.find(Note)
    teams = [team for meeting in meetings for team in teams_with_guests(meeting)]
    teams += [team for agenda in files for team in agenda.teams]
    taken: list[Action | Note] = [*actions, *notes]
    series = [meeting.agenda for meeting in meetings] + [document.agenda for document in taken]
    people = [action.owner for action in actions] + [name for n in notes for name in n.people]
    return Names(
        series=_all([*series, *(each.id for each in found)]),
        teams=_all([*(document.team for document in taken), *(team.name for team in teams)]),
        people=_all([*people, *(person for team in teams for person in team.people)]),
    )


def require_names(
    store: Store,
    agendas: Callable[[], Iterable[FoundAgenda]],
    *,
    series: str = "",
    team: str = "",
    owner: str = "",
) -> None:
    """Raise NotFoundError where nothing and nobody has one of these names; any case will do.

    An empty name chooses all. Everything is read only for a name that no open action item has.
    """
    promises = open_actions(store) if team or owner else []
    if (
        (not series or store.find(Meeting, agenda=series, latest=1))
        and _has(team, (action.team for action in promises))
        and _has(owner, (action.owner for action in promises))
    ):
        return
    names = names_of(store, agendas())
    for wanted, known, unknown in (
        (series, names.series, no_series),
        (team, names.teams, no_team),
        (owner, names.people, nobody),
    ):
        if not _has(wanted, known):
            raise unknown(wanted, known)


def require_begun(store: Store, agendas: Iterable[FoundAgenda], query: Query) -> None:
    """Raise NotFoundError where `query` names a series, a team or a person that nothing is.

    Names may be beginnings, as in every search.
    """
    names = names_of(store, agendas)
    for wanted, known, unknown in (
        (query.series, names.series, no_series),
        (query.teams, names.teams, no_team),
        (query.owners, names.people, nobody),
        (query.names, names.people | names.teams, nobody),
    ):
        for name in wanted:
            if not begins((name,), known):
                raise unknown(name, known)


def no_series(name: str, known: Iterable[str]) -> NotFoundError:
    """Return that no series is called `name`."""
    return NotFoundError(f"there is no series {shown(name)}; {_hint(name, known)}")


def no_team(name: str, known: Iterable[str]) -> NotFoundError:
    """Return that no team is called `name`."""
    return NotFoundError(f"there is no team {shown(name)}; {_hint(name, known)}")


def nobody(name: str, known: Iterable[str]) -> NotFoundError:
    """Return that nobody is called `name`."""
    return NotFoundError(f"nobody is called {shown(name)}; {_hint(name, known)}")


def _hint(name: str, known: Iterable[str]) -> str:
    """Return which of `known` is near to `name`, or some of them."""
    every = sorted(known, key=str.casefold)
    part_of = [each for each in every if name.casefold() in each.casefold()]
    if near := suggest(name, every) or suggest("".join(part_of[:1]), part_of):
        return near
    more = ", …" if len(every) > MOST else ""
    return f"known are {', '.join(every[:MOST]) or 'none yet'}{more}"


def _has(wanted: str, known: Iterable[str]) -> bool:
    return not wanted or wanted.casefold() in map(str.casefold, known)


def _all(names: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, names))
