"""What the author of a sound agenda may have meant otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, timedelta
from typing import Any

from meetingtui.agenda.durations import format_duration
from meetingtui.agenda.ends import bent_by_ends, usual_plan
from meetingtui.agenda.model import Agenda, Airtime, SegmentKind
from meetingtui.agenda.plan import make_slots, share_of, total
from meetingtui.agenda.problem import Findings, shown
from meetingtui.agenda.repeat import Every
from meetingtui.agenda.timeline import labels
from meetingtui.agenda.walk import PARTIAL, Draft
from meetingtui.clock import zone_named

_MONDAY = date(2026, 11, 30)
"""From which on there is an example for each day of the week."""

_WANTED_KINDS = {
    SegmentKind.REVIEW: "no review of promises: nobody sees what became of them",
    SegmentKind.QUESTIONS: "no time for questions between the teams",
    SegmentKind.BUFFER: "no buffer: an overrun has nothing to take its time from",
    SegmentKind.CLOSE: "no close: decisions and action items are not read back",
}


def check_warnings(agenda: Agenda, draft: Draft, findings: Findings) -> None:
    """Warn of what the author of a sound `agenda` may have meant otherwise."""
    _warn_of_length(agenda, draft, findings)
    _warn_of_unequal_teams(agenda, draft, findings)
    _warn_of_teams_without_turns(agenda, draft, findings)
    _warn_of_silent_warnings(agenda, draft, findings)
    _warn_of_fixed_ends(agenda, draft, findings)
    _warn_of_people_without_rounds(agenda, draft, findings)
    check_what_is_sure(draft, findings)


def check_what_is_sure(draft: Draft, findings: Findings) -> None:
    """Warn of what holds for a `draft` whatever else is wrong with it."""
    _warn_of_people_in_two_teams(draft, findings)
    _warn_of_uncounted_weeks(draft, findings)
    segments = draft.values.get("segments", ())
    kinds = [segment and segment.get("kind") for segment in segments]
    if kinds and all(kinds) and not draft.has(PARTIAL):
        _warn_of_second_closes(kinds, draft, findings)
        _warn_of_missing_kinds(segments, draft, findings)


def _warn_of_missing_kinds(
    segments: Sequence[Mapping[str, Any]], draft: Draft, findings: Findings
) -> None:
    for kind, message in _WANTED_KINDS.items():
        found = [segment for segment in segments if segment["kind"] == kind]
        if not found:
            hint = f"add for example {{kind: {kind}, time: 3m}}"
            findings.warning(draft.key("segments"), message, hint)
        elif kind is SegmentKind.BUFFER and all(segment.get("required") for segment in found):
            hint = "leave 'required' out of the buffer: what is required pays last"
            findings.warning(draft.key("segments"), message, hint)


def _warn_of_length(agenda: Agenda, draft: Draft, findings: Findings) -> None:
    planned = total(make_slots(agenda, [team.name for team in agenda.teams]))
    if planned > agenda.length:
        over = format_duration(planned - agenda.length)
        message = f"the segments take {format_duration(planned)}, {over} more than the length"
        hint = f"shorten segments, or write 'length: {format_duration(planned)}'"
        findings.warning(draft.blamed(draft.value("length")), message, hint)


def _warn_of_unequal_teams(agenda: Agenda, draft: Draft, findings: Findings) -> None:
    slots = make_slots(agenda, [team.name for team in agenda.teams])
    shares = {team.name: share_of(slots, team.name) for team in agenda.teams}
    if agenda.equal and len(set(shares.values())) > 1:
        uneven = next(
            index
            for index, segment in enumerate(agenda.segments)
            if isinstance(segment.per_team, dict)
        )
        listed = ", ".join(f"{name} {format_duration(share)}" for name, share in shares.items())
        span = draft.key("segments", uneven, "per_team")
        hint = "give each the same, or write 'equal: false' at the top of the file"
        findings.warning(draft.blamed(span), f"the teams get unequal time: {listed}", hint)


def _warn_of_people_in_two_teams(draft: Draft, findings: Findings) -> None:
    team_of: dict[str, str] = {}
    for index, team in enumerate(draft.values.get("teams", ())):
        name = team and team.get("name")
        for number, person in enumerate(team.get("people", ()) if name else ()):
            other = team_of.setdefault(person.casefold(), name) if person else name
            if other != name:
                span = draft.value("teams", index, "people", number)
                message = f"{shown(person)} is in {other} and in {name}"
                findings.warning(span, message, "let each person speak for one team")


def _warn_of_teams_without_turns(agenda: Agenda, draft: Draft, findings: Findings) -> None:
    rounds = [segment.id for segment in agenda.segments if segment.per_person is not None]
    for index, team in enumerate(agenda.teams if rounds else ()):
        if not team.people:
            message = f"{team.name} has nobody who gets a turn in {rounds[0]}"
            hint = "list its people: {name: Sales, people: [Ana, Ben]}"
            findings.warning(draft.value("teams", index), message, hint)


def _warn_of_people_without_rounds(agenda: Agenda, draft: Draft, findings: Findings) -> None:
    if agenda.airtime is Airtime.PEOPLE and not any(
        segment.per_person or segment.kind is SegmentKind.ROUND for segment in agenda.segments
    ):
        message = "the time of people is measured in rounds, and there is none"
        hint = "add for example {kind: round, per_person: 45s}"
        findings.warning(draft.value("airtime"), message, hint)


def _warn_of_uncounted_weeks(draft: Draft, findings: Findings) -> None:
    repeat = draft.values.get("repeat")
    if repeat and repeat.every is Every.WEEK and repeat.interval > 1 and repeat.since is None:
        message = f"this does not say which of {repeat.interval} weeks it is"
        day = _MONDAY + timedelta(days=repeat.weekdays[0])
        hint = f"name the day of the first meeting: add for example 'from {day}'"
        findings.warning(draft.value("repeat"), message, hint)


def _warn_of_silent_warnings(agenda: Agenda, draft: Draft, findings: Findings) -> None:
    longest = max(slot.length for slot in make_slots(agenda, [t.name for t in agenda.teams]))
    for index, warn in enumerate(agenda.warn if draft.has("warn") else ()):
        if warn.left is not None and warn.left >= longest:
            message = f"no slot is longer than {format_duration(warn.left)} to give this warning"
            hint = f"the longest has {format_duration(longest)}; write less than that"
            findings.warning(draft.value("warn", index), message, hint)


def _warn_of_second_closes(kinds: Sequence[str], draft: Draft, findings: Findings) -> None:
    closes = [index for index, kind in enumerate(kinds) if kind == SegmentKind.CLOSE]
    for index in closes[1:]:
        line = draft.value("segments", closes[0], "kind").line
        message = f"this closes the meeting again, after line {line}"
        hint = "read back once, at the end; give the other another kind"
        findings.warning(draft.value("segments", index, "kind"), message, hint)


def _warn_of_fixed_ends(agenda: Agenda, draft: Draft, findings: Findings) -> None:
    """Warn of fixed ends that the plan cannot keep, or only with lengths that nobody wrote.

    Without a time at which the meeting begins, the first of them is taken to be right.
    """
    plan = usual_plan(agenda)
    label = labels(plan[0].starts_at, zone_named(agenda.zone, UTC), with_clock=True)
    for index, told in bent_by_ends(agenda, plan, label):
        span = draft.value("segments", index, "ends_at")
        findings.warning(span, told, "write another time, or other lengths")
