"""What must hold across an agenda."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time as ClockTime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from meetingtui.agenda.keys import EXAMPLES, LONGEST_ID, id_from
from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.problem import Findings, Span, nearest, shown, suggest
from meetingtui.agenda.walk import PARTIAL, Draft, Place

VERSION = 1
"""The version of the file format that this program reads."""

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LIMITS = (("teams", 20), ("segments", 500))
_TIMED_BY = ("time", "per_team", "per_person")
_NOBODYS = frozenset({SegmentKind.BREAK, SegmentKind.BUFFER})


def check_errors(draft: Draft, findings: Findings, *, whole: bool = True) -> None:
    """Report what is wrong between the values of `draft`; silent on what could not be read.

    Where `draft` is not the `whole` agenda, nothing is said of what may be in the rest.
    """
    version = draft.values.get("version", VERSION)
    if version != VERSION:
        hint = f"write 'version: {VERSION}'"
        findings.error(
            draft.value("version"), f"version {version} is not known to this program", hint
        )
    _check_id(draft.values.get("id"), draft.places.get(("id",)), findings)
    _check_zone(draft, findings)
    if draft.has("remove") and not draft.has("extends"):
        hint = "delete the segments, or say what this 'extends'"
        findings.error(draft.key("remove"), "there is nothing to remove segments from", hint)
    fits = [_check_size(draft, findings, name, most) for name, most in LIMITS]
    if all(fits):
        _check_teams(draft, findings)
        _check_segments(draft, findings, whole=whole)


def _check_size(draft: Draft, findings: Findings, name: str, most: int) -> bool:
    """Say whether the list `name` is short enough to be looked at."""
    size = len(draft.values.get(name, [None]))
    if size == 0:
        hint = f"write for example '{EXAMPLES[name]}'"
        place = draft.key("remove") if draft.has("remove") else draft.key(name)
        findings.error(place, f"there are no {name}", hint)
    elif size > most:
        message = f"there are {size:,} {name}, {most} are possible"
        findings.error(draft.key(name), message, "split the agenda")
    return size <= most


def _check_id(value: str | None, place: Place | None, findings: Findings) -> None:
    if value is None or place is None or (ID.fullmatch(value) and len(value) <= LONGEST_ID):
        return
    rewrite = id_from(value)
    message = f"id {shown(value)} is not made of small letters, digits and single hyphens"
    if ID.fullmatch(value):
        message = f"this id has {len(value)} characters, {LONGEST_ID} are possible"
    findings.error(
        place.value, message, f"write {rewrite}" if rewrite else "write for example weekly"
    )


def _check_teams(draft: Draft, findings: Findings) -> None:
    names = _Names()
    for index, team in _each(draft, "teams"):
        if "name" in team and (first := names.seen(team["name"], index)) is not None:
            here, there = (draft.value("teams", each, "name") for each in (index, first))
            message = (
                f"team {shown(team['name'])} is already listed {_seen_from(here, there, findings)}"
            )
            findings.error(here, message, "remove one of the two")
        _check_people(draft, findings, index, team)


def _check_people(draft: Draft, findings: Findings, index: int, team: dict[str, Any]) -> None:
    names = _Names()
    for number, person in enumerate(team.get("people", [])):
        if person is not None and names.seen(person, number) is not None:
            span = draft.value("teams", index, "people", number)
            findings.error(span, f"{shown(person)} is listed twice in this team", "remove one")


def _check_segments(draft: Draft, findings: Findings, *, whole: bool) -> None:
    ids = _Names()
    fixed: ClockTime | None = None
    for index, segment in _each(draft, "segments"):
        path = ("segments", index)
        _check_id(segment.get("id"), draft.places.get((*path, "id")), findings)
        if "id" in segment and (first := ids.seen(segment["id"], index)) is not None:
            here, there = draft.value(*path, "id"), draft.value("segments", first, "id")
            message = (
                f"id {shown(segment['id'])} is already used {_seen_from(here, there, findings)}"
            )
            findings.error(here, message, "give each segment its own id")
        _check_time(draft, findings, index, segment, whole=whole)
        _check_team_names(draft, findings, index, segment)
        ends_at = segment.get("ends_at")
        if ends_at and fixed and ends_at <= fixed:
            message = f"{ends_at:%H:%M} is not after {fixed:%H:%M}, at which a segment before ends"
            findings.error(draft.value(*path, "ends_at"), message, "write a later time")
        fixed = ends_at or fixed


def _seen_from(here: Span, there: Span, findings: Findings) -> str:
    """Return where a place is for who looks at another: the file too, where that is another."""
    file = "" if there.path == here.path else f" of {there.path or findings.path}"
    return f"on line {there.line}{file}"


def _check_time(
    draft: Draft, findings: Findings, index: int, segment: dict[str, Any], *, whole: bool
) -> None:
    path = ("segments", index)
    written = [name for name in _TIMED_BY if draft.has(*path, name)]
    if not written and whole and not draft.has(*path, PARTIAL):
        hint = "add 'time: 5m' for everybody together, or 'per_team: 3m'"
        findings.error(draft.value(*path), "this segment has no time", hint)
    for name in written[1:]:
        message = f"a segment has either '{written[0]}' or '{name}', not both"
        findings.error(draft.key(*path, name), message, "remove one of the two")
    if written == ["per_person"]:
        _check_per_person(draft, findings, path, segment)
    if written == ["per_team"] and segment.get("kind") in _NOBODYS:
        message = f"a {segment['kind']} is for everybody together"
        findings.error(draft.key(*path, "per_team"), message, "write for example time: 5m")


def _check_per_person(
    draft: Draft, findings: Findings, path: tuple[str, int], segment: dict[str, Any]
) -> None:
    key = draft.key(*path, "per_person")
    if segment.get("kind", SegmentKind.ROUND) != SegmentKind.ROUND:
        hint = "write 'kind: round', or use 'time' or 'per_team'"
        findings.error(key, "'per_person' is for a round", hint)
    elif _team_names(draft) and not any(
        _has_people(draft, *each) for each in _each(draft, "teams")
    ):
        hint = "list them: teams: [{name: Sales, people: [Ana, Ben]}]"
        findings.error(draft.blamed(key), "the teams have no people to give time to", hint)


def _has_people(draft: Draft, index: int, team: dict[str, Any]) -> bool:
    """Tell whether a team has people, or a list of them that could not be read."""
    return bool(team.get("people", draft.has("teams", index, "people")))


def _check_zone(draft: Draft, findings: Findings) -> None:
    name = draft.values.get("zone", "")
    try:
        ZoneInfo(name or "UTC")
    except (ValueError, OSError, ZoneInfoNotFoundError):
        known = sorted(available_timezones())
        cities = {zone.rpartition("/")[2]: zone for zone in known}
        near = nearest(name, known) or cities.get(nearest(name, cities), "")
        hint = f"did you mean {shown(near)}?" if near else "write for example Europe/Berlin"
        findings.error(draft.value("zone"), f"there is no time zone {shown(name)}", hint)


def _check_team_names(
    draft: Draft, findings: Findings, index: int, segment: dict[str, Any]
) -> None:
    path = ("segments", index, "per_team")
    per_team = segment.get("per_team")
    if per_team == {}:
        findings.error(draft.value(*path), "no team gets any time", "name the teams, or write 3m")
    known = _team_names(draft)
    if not isinstance(per_team, dict) or not known:
        return
    others = [team for team in per_team if team not in known]
    inherited = [t for t in others if draft.blamed(draft.key(*path, t)) == draft.key("teams")]
    if inherited:
        name = segment["id"]
        message = f"the extended agenda gives time in {name} to {', '.join(inherited)}"
        hint = f"give it to these teams: segments: [{{id: {name}, per_team: 3m}}]"
        findings.error(draft.key("teams"), message, hint)
    for team in others:
        if team not in inherited:
            hint = suggest(team, known) or f"the teams are {', '.join(known)}"
            findings.error(draft.key(*path, team), f"there is no team {shown(team)}", hint)


def _team_names(draft: Draft) -> list[str]:
    """Return the names of all teams; none where one of them could not be read."""
    teams = draft.values.get("teams", [])
    known = [team["name"] for team in teams if team is not None and "name" in team]
    return known if len(known) == len(teams) else []


class _Names:
    """Remembers who was first with a name; large and small letters are the same."""

    def __init__(self) -> None:
        self._first: dict[str, int] = {}

    def seen(self, name: str, index: int) -> int | None:
        """Return the index of the first with `name`, None if that is this one."""
        first = self._first.setdefault(name.casefold(), index)
        return None if first == index else first


def _each(draft: Draft, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give each entry of the list `name` that could be read, with its index in the file."""
    for index, item in enumerate(draft.values.get(name, [])):
        if item is not None:
            yield index, item
