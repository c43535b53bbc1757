"""Pairs across teams, so that in time everybody has sat with everybody of the other teams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from meetingtui.agenda.model import SegmentKind
from meetingtui.meeting.between import Exchange, Met, Pair
from meetingtui.meeting.facts import SlotOpened, TimelineFact
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.roll import GUESTS, absent_people, teams_with_guests

Times = dict[frozenset[str], int]


def exchange_after(last: Meeting | None) -> Exchange:
    """Return what the next meeting of a series knows: who has met whom, whose debrief is due.

    The debrief of pairs stays due where a meeting held no exchange.
    """
    known = last.exchange if last else Exchange()
    times = _times(known.met)
    for a, b in known.pairs:
        together = frozenset((a, b))
        times[together] = times.get(together, 0) + 1
    met = tuple(Met((a, b), count) for (a, b), count in _named(times))
    return Exchange(met=met, debrief=known.pairs or known.debrief)


def held_exchange(meeting: Meeting) -> Exchange:
    """Return the exchange of `meeting` with its pairs, once a slot for it has had the floor."""
    pairs = () if _last_opened(meeting) is None else pairs_of(meeting)
    return Exchange(meeting.exchange.met, meeting.exchange.debrief, pairs)


def pairs_of(meeting: Meeting) -> tuple[Pair, ...]:
    """Return the pairs of those who are here; once the exchange is over, of those who were.

    Somebody who is absent keeps every meeting with others that is still to come.
    """
    opened = _last_opened(meeting)
    absent = absent_people(meeting, _until_next_slot(meeting, opened))
    teams = [
        [person for person in team.people if person not in absent]
        for team in teams_with_guests(meeting)
        if team.name != GUESTS
    ]
    return propose_pairs(teams, meeting.exchange.met)


def propose_pairs(teams: Sequence[Sequence[str]], met: Iterable[Met]) -> tuple[Pair, ...]:
    """Return pairs of people of different `teams`, nobody in two.

    As many as there can be have not met yet; then there are as many as there can be, of those who
    have met least, and who stays over is who has met others most. Pairs are chosen one by one, then
    swap partners while that is better: the best choice is likely, and one new pair is certain
    while there is any.
    """
    team_of = {person: number for number, people in enumerate(teams) for person in people}
    times = _times(met)
    had = {p: sum(count for pair, count in times.items() if p in pair) for p in team_of}

    def cost(pairs: Sequence[Pair]) -> tuple[int, int, int, int]:
        counts = [times.get(frozenset(pair), 0) for pair in pairs]
        new = sum(count == 0 for count in counts)
        return -new, -len(pairs), sum(counts), sum(had[a] + had[b] for a, b in pairs)

    def across(pair: Pair) -> bool:
        return team_of[pair[0]] != team_of[pair[1]]

    pairs: list[Pair] = []
    for pair in sorted(filter(across, combinations(team_of, 2)), key=lambda pair: cost([pair])):
        if not any(person in other for person in pair for other in pairs):
            pairs.append(pair)
    better: list[Pair] | None = pairs
    while better is not None:
        pairs, here = better, cost(better)
        ways = (way for way in _swaps(pairs, list(team_of)) if all(map(across, way)))
        better = next((way for way in ways if cost(way) < here), None)
    place = {person: at for at, person in enumerate(team_of)}
    inner = (sorted(pair, key=lambda p: place[p]) for pair in pairs)
    return tuple((a, b) for a, b in sorted(inner, key=lambda pair: place[pair[0]]))


def tell_pairs(pairs: Iterable[Pair]) -> str:
    """Return pairs as people say them: `Ana and Dana, Ben and Eve`."""
    return ", ".join(f"{a} and {b}" for a, b in pairs)


def _swaps(pairs: Sequence[Pair], people: Sequence[str]) -> Iterator[list[Pair]]:
    """Yield each way in which two pairs, or one pair and who is in none, can change partners."""
    alone = [p for p in people if not any(p in pair for pair in pairs)]
    for a, b in pairs:
        rest = [pair for pair in pairs if pair != (a, b)]
        for x in alone:
            yield [*rest, (a, x)]
            yield [*rest, (b, x)]
            yield from ([*rest, (a, x), (b, y)] for y in alone if y != x)
        for c, d in rest:
            others = [pair for pair in rest if pair != (c, d)]
            yield [*others, (a, c), (b, d)]
            yield [*others, (a, d), (b, c)]


def _times(met: Iterable[Met]) -> Times:
    return {frozenset(each.pair): each.times for each in met}


def _named(times: Times) -> Iterator[tuple[Pair, int]]:
    for together, count in times.items():
        a, b = sorted(together)
        yield (a, b), count


def _last_opened(meeting: Meeting) -> SlotOpened | None:
    """Return the latest opening of an exchange."""
    opened = (fact for fact in reversed(meeting.timeline) if isinstance(fact, SlotOpened))
    kinds = (fact for fact in opened if meeting.slots[fact.slot].kind is SegmentKind.EXCHANGE)
    return next(kinds, None)


def _until_next_slot(meeting: Meeting, opened: SlotOpened | None) -> tuple[TimelineFact, ...]:
    facts = meeting.timeline
    if opened is None:
        return facts
    begin = facts.index(opened) + 1
    later = (at for at in range(begin, len(facts)) if isinstance(facts[at], SlotOpened))
    return facts[: next(later, len(facts))]
