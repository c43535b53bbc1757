from __future__ import annotations

import pytest
from good_agenda import GOOD, changed, told, warnings

from meetingtui.agenda.load import parse_agenda
from meetingtui.agenda.problem import AgendaError, Severity


def errors(text: str) -> list[str]:
    with pytest.raises(AgendaError) as caught:
        parse_agenda(text, "a.yaml")
    found = caught.value.problems
    return [told(problem) for problem in found if problem.severity is Severity.ERROR]


def test_a_good_agenda_has_neither_errors_nor_warnings() -> None:
    assert warnings(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("version: 1", "version: 2", "1:10 version 2 is not known to this program | write 'ver"),
        ("id: weekly", "id: Weekly & Co.", "2:5 id 'Weekly & Co.' is not made of small letters, "),
        ("id: weekly", "id: '---'", "2:5 id '---' is not made of small letters"),
        ("id: weekly", f"id: {'a' * 61}", "2:5 this id has 61 characters, 60 are possible | "),
        ("kind: buffer", "kind: buffer, id: Spare_Time", "11:24 id 'Spare_Time' is not made of "),
        ("Marketing,", "sales,", "7:12 team 'sales' is already listed on line 6 | remove one"),
        ("[Ana, Ben]", "[Ana, Ben, ana]", "6:38 'ana' is listed twice in this team | remove one"),
        ("[Ana, Ben]", "[Ana, '']", "6:33 this entry is empty | write one, or remove this"),
        ("time: 2m", "required: true", "11:5 this segment has no time | add 'time: 5m'"),
        ("time: 2m", "time: 2m, per_team: 2m", "11:30 a segment has either 'time' or 'per_team', "),
        ("per_team: 4m", "per_team: {}", "10:33 no team gets any time | name the teams, or"),
        ("per_team: 4m", "per_team: {Sals: 4m}", "10:34 there is no team 'Sals' | did you mean "),
        ("per_team: 4m", "per_team: {Finance: 4m}", "10:34 there is no team 'Finance' | the"),
        ("time: 2m", "time: 2m, per_person: 1m", "11:30 a segment has either 'time' or 'per"),
        ("per_team: 4m", "per_team: 4m, per_person: 1m", "10:37 a segment has either 'per_team'"),
        ("time: 2m", "per_team: 2m", "11:20 a buffer is for everybody together | write for"),
        ("time: 2m", "per_person: 1m", "11:20 'per_person' is for a round | write 'kind: "),
        ("time: 2m", "time: soon", "11:26 'soon' is not a length; write"),
        ("id: weekly", "id: weekly\nremove: [a]", "3:1 there is nothing to remove segments"),
        ("id: weekly", "id: weekly\nzone: Europe/Berln", "3:7 there is no time zone 'Europe"),
        ("id: weekly", "id: weekly\nzone: ../x", "3:7 there is no time zone '../x' | write for"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_one_problem_with_its_place(old: str, new: str, problem: str) -> None:
    (found,) = errors(changed((old, new)))
    assert found.startswith(problem)


@pytest.mark.parametrize(
    ("written", "rewrite"),
    [
        ("Weekly & Co.", "write weekly-co"),
        ("_weekly_", "write weekly"),
        ("über", "write uber"),
        ("Łódź & Ærø", "write lodz-aero"),
        ("'---'", "write for example weekly"),
        ("a" * 61, f"write {'a' * 60}"),
    ],
)
def test_an_id_is_refused_with_one_that_works(written: str, rewrite: str) -> None:
    (found,) = errors(changed(("id: weekly", f"id: {written}")))
    assert found.endswith(f" | {rewrite}")
    assert warnings(changed(("id: weekly", f"id: {rewrite.split()[-1]}"))) == []


def test_ids_are_used_once() -> None:
    text = changed(("kind: review", "kind: review, id: a"), ("kind: close", "kind: close, id: a"))
    assert errors(text) == ["12:23 id 'a' is already used on line 9 | give each segment its own id"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (GOOD[: GOOD.index("segments")] + "segments: []\n", "8:1 there are no segments | write"),
        (GOOD[: GOOD.index("teams")] + "teams: []\n" + GOOD[GOOD.index("segments") :],
         "5:1 there are no teams | write for example 'teams: [Sales, Marketing]'"),
        (GOOD + "  - {kind: break, time: 1s}\n" * 497,
         "8:1 there are 501 segments, 500 are possible | split the agenda"),
        (GOOD.replace("segments:", "".join(f"  - T{n}\n" for n in range(19)) + "segments:"),
         "5:1 there are 21 teams, 20 are possible | split the agenda"),
    ],
)  # fmt: skip
def test_lists_have_a_least_and_a_most(text: str, problem: str) -> None:
    (found,) = errors(text)
    assert found.startswith(problem)


def test_the_longest_lists_are_taken() -> None:
    many = GOOD.replace("segments:", "".join(f"  - T{n}\n" for n in range(18)) + "segments:")
    parse_agenda(many + "  - {kind: break, time: 1s}\n" * 496, "a.yaml")


def test_fixed_ends_come_one_after_the_other() -> None:
    text = changed(
        ("{kind: review, time: 5m", '{kind: review, time: 5m, ends_at: "10:30"'),
        ("{kind: close, time: 5m", "{kind: close, time: 5m, ends_at: 10:30"),
    )
    assert errors(text) == [
        "12:38 10:30 is not after 10:30, at which a segment before ends | write a later time"
    ]
    assert len(warnings(text.replace("ends_at: 10:30", "ends_at: 10:45"))) == 0


def test_nothing_is_said_of_teams_that_could_not_be_read() -> None:
    text = changed(("name: Marketing", "name: []"), ("per_team: 4m", "per_team: {Finance: 4m}"))
    assert [line[:4] for line in errors(text)] == ["7:12"]
    assert len(errors(text.replace("{name: [], people: [Dana]}", "[x]"))) == 1
    no_list = text.replace("teams:", "teams: x").replace("  - {name", "# - {name")
    assert [line[:4] for line in errors(no_list)] == ["5:8 "]


def test_an_unreadable_person_or_segment_hides_nothing_else() -> None:
    text = changed(("[Ana, Ben]", "[Ana, [Ben], Ana]"), ("{kind: review, time: 5m}", "review"))
    assert [line[:4] for line in errors(text)] == ["6:33", "6:40", "9:5 "]


def test_a_round_gives_time_to_the_people_listed() -> None:
    text = changed(("kind: buffer, time: 2m", "kind: round, per_person: 45s"))
    assert [line[:3] for line in warnings(text)] == ["8:1"]  # no buffer any more
    nobody = text.replace("people: [Ana, Ben]", "people: []").replace(
        "people: [Dana]", "people: []"
    )
    (found,) = errors(nobody.replace(", people: []", ""))
    assert found.startswith("11:19 the teams have no people to give time to | list them: teams: [{")
    assert len(errors(text.replace("people: [Dana]", "people: x"))) == 1


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("europe/berlin", "did you mean 'Europe/Berlin'?"),
        ("Berlin", "did you mean 'Europe/Berlin'?"),
        ("xyz", "write for example Europe/Berlin"),
    ],
)
def test_a_zone_is_suggested_by_its_city_too(name: str, hint: str) -> None:
    (found,) = errors(changed(("length: 30m", f"length: 30m\nzone: {name}")))
    assert found.endswith(hint)
    assert warnings(changed(("length: 30m", "length: 30m\nzone: Europe/Berlin"))) == []


def test_a_mistake_in_a_repeat_is_shown_where_it_is_or_else_under_all_of_it() -> None:
    repeat = "repeat: weekly  on Mondey and Fryday at 9:00"
    first, second = errors(changed(("length: 30m", f"length: 30m\n{repeat}")))
    assert first.startswith("5:20 'mondey' is no day of the week | did you mean 'Monday'?")
    assert second.startswith("5:31 'fryday' is no day of the week | did you mean 'Friday'?")
    escaped = 'repeat: "weekly on M\\u006fndey at 9:00"'
    (found,) = errors(changed(("length: 30m", f"length: 30m\n{escaped}")))
    assert found.startswith("5:9 'mondey' is no day of the week")


def test_old_keys_are_read_with_a_warning() -> None:
    text = changed(("time: 2m", "duration: 2m"), ("length: 30m", "duration: 30m"))
    assert warnings(text) == [
        "4:1 'duration' is the old word for 'length' | write 'length: 30m'",
        "11:20 'duration' is the old word for 'time' | write 'time: 2m'",
    ]
