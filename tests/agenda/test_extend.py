from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from meetingtui.agenda.load import MAX_EXTENDED, Loaded, load_agenda, read_agenda
from meetingtui.agenda.model import Agenda
from meetingtui.agenda.problem import AgendaError

BASE = """\
version: 1
id: base
title: Base
length: 30m
teams: [Sales, Marketing]
norms: [Say it once]
segments:
  - {kind: opening, time: 2m}
  - {kind: review, time: 5m}
  - {kind: wins, per_team: 2m}
  - {kind: questions, per_team: 4m, prompt: Ask.}
  - {kind: buffer, time: 2m}
  - {kind: close, time: 5m, required: true}
"""
OWN = "version: 1\nid: own\nextends: base\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(BASE)
    return tmp_path


def loaded(text: str) -> Loaded:
    return read_agenda(text, "own.yaml")


def merged(text: str) -> Agenda:
    agenda, warnings, _ = loaded(OWN + text)
    assert warnings == ()
    return agenda


def problems(text: str) -> list[str]:
    with pytest.raises(AgendaError) as caught:
        loaded(text)
    return [f"{p.path}:{p.line}:{p.column} {p.message}" for p in caught.value.problems]


def ids(agenda: Agenda) -> list[str]:
    return [segment.id for segment in agenda.segments]


A, B, C, D = (f"{{id: {name}, kind: break, time: 1m}}" for name in "abcd")
ALL = ["opening", "review", "wins", "questions", "buffer", "close"]


def test_everything_but_the_id_is_taken_over() -> None:
    base, _ = load_agenda(Path("base.yaml"))
    agenda = merged("")
    assert (agenda.id, agenda.extends) == ("own", "base")
    assert (agenda.title, agenda.norms, agenda.segments) == (base.title, base.norms, base.segments)


def test_what_is_written_here_counts() -> None:
    agenda = merged("title: Own\nteams: [Product]\nlength: 40m\n")
    assert (agenda.title, agenda.length) == ("Own", timedelta(minutes=40))
    assert [team.name for team in agenda.teams] == ["Product"]


def test_a_segment_is_changed_by_its_id_and_keeps_the_rest() -> None:
    agenda = merged("segments:\n- {id: questions, per_team: 3m}\n- {id: wins, time: 4m}\n")
    assert ids(agenda) == ALL
    wins, questions = agenda.segments[2:4]
    assert (wins.time, wins.per_team) == (timedelta(minutes=4), None)
    assert (questions.per_team, questions.prompt) == (timedelta(minutes=3), "Ask.")


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        ("{id: new, kind: thanks, time: 1m}", [*ALL[:5], "new", "close"]),
        ("{id: wins}, {id: new, kind: thanks, time: 1m}", [*ALL[:3], "new", *ALL[3:]]),
        ("{id: new, kind: thanks, time: 1m}, {id: wins}", [*ALL[:2], "new", *ALL[2:]]),
        (f"{A}, {B}, {{id: review}}, {C}, {D}, {{id: close}}",
         ["opening", "a", "b", "review", "c", "d", "wins", "questions", "buffer", "close"]),
        ("{id: close}, {id: last, kind: thanks, time: 1m}", [*ALL, "last"]),
        ("{kind: thanks, time: 1m}", [*ALL[:5], "thanks", "close"]),
    ],
)  # fmt: skip
def test_new_segments_stand_beside_their_neighbours(segments: str, expected: list[str]) -> None:
    assert ids(merged(f"segments: [{segments}]")) == expected


def test_without_a_close_new_segments_come_last() -> None:
    Path("base.yaml").write_text(BASE.replace("kind: close", "id: end, kind: thanks"))
    agenda, _, _ = loaded(OWN + "segments: [{id: new, kind: close, time: 1m}]")
    assert ids(agenda) == [*ALL[:5], "end", "new"]


def test_segments_are_removed_and_none_changes_its_name() -> None:
    second = "kind: questions, per_team: 4m, prompt: Ask."
    Path("base.yaml").write_text(BASE.replace(f"{{{second}}}", f"{{{second}}}\n  - {{{second}}}"))
    assert ids(merged("remove: [wins, questions]")) == [*ALL[:2], "questions-2", *ALL[4:]]
    assert ids(loaded(OWN + "remove: [close]\nsegments: [{kind: close, time: 1m}]").agenda)[-1] == (
        "close"
    )


def test_a_part_of_an_agenda_can_be_extended() -> None:
    Path("base.yaml").write_text("teams: [Sales, Marketing]\nnorms: [Say it once]\n")
    whole = BASE[BASE.index("segments") :]
    assert merged(f"title: Own\nlength: 30m\n{whole}").norms == ("Say it once",)
    Path("base.yaml").write_text(whole + "duration: 30m\n")
    agenda, warnings, _ = loaded(OWN + "title: Own\nlength: 45m\nteams: [Sales]\n")
    assert agenda.length == timedelta(minutes=45)
    assert warnings == ()


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        ("4m", "{Sales: 5m}", {"Sales": 5, "Marketing": 4}),
        ("{Sales: 1m, Marketing: 2m}", "{Marketing: 3m}", {"Marketing": 3, "Sales": 1}),
        ("{Sales: 1m, Marketing: 2m}", "3m", 3),
        ("4m", "{Sales: 5m, Marketing: 5m}", {"Sales": 5, "Marketing": 5}),
    ],
)
def test_teams_that_are_not_named_keep_their_time(theirs: str, ours: str, expected: object) -> None:
    Path("base.yaml").write_text(BASE.replace("per_team: 4m", f"per_team: {theirs}"))
    text = f"equal: false\nsegments: [{{id: questions, per_team: {ours}}}]"
    lengths = merged(text).segments[3].per_team
    minute = timedelta(minutes=1)
    if isinstance(lengths, dict):
        assert {team: length / minute for team, length in lengths.items()} == expected
    else:
        assert lengths == expected * minute  # type: ignore[operator]


def test_a_team_that_has_names_of_its_own_people_is_known_too() -> None:
    people = "teams: [{name: Ops, people: [Ana]}, Legal]\n"
    agenda = loaded(f"{OWN}{people}segments: [{{id: questions, per_team: {{Ops: 5m}}}}]").agenda
    assert list(agenda.segments[3].per_team or {}) == ["Ops", "Legal"]


def test_a_segment_that_becomes_another_kind_under_its_old_name() -> None:
    _, warnings, _ = loaded(OWN + "segments: [{id: buffer, kind: close}]")
    (warning,) = [each for each in warnings if not each.message.startswith("no buffer")][:1]
    assert (warning.line, warning.column) == (4, 31)
    assert warning.message == "this makes a close of the buffer that is extended"
    assert warning.hint == "'remove' that one, and give the new one an id of its own"
    Path("base.yaml").write_text(BASE.replace("kind: opening", "id: hello, kind: opening"))
    assert merged("segments: [{id: hello, kind: round}]").segments[0].kind == "round"


def test_a_second_segment_of_a_kind_is_perhaps_meant_for_the_first() -> None:
    _, (warning,), _ = loaded(OWN + "segments: [{kind: wins, time: 1m}]")
    assert (warning.line, warning.column) == (4, 12)
    assert warning.message == "the extended agenda has a segment wins too"
    assert warning.hint == "to change that one write 'id: wins'; give a new one an id of its own"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("remove: [wnis]", ["own.yaml:4:10 there is no segment 'wnis' to remove"]),
        ("remove: [wins, wins, [x]]", ["own.yaml:4:22 expected text, found a list"]),
        ("remove: wins", ["own.yaml:4:9 expected a list, found text"]),
        ("segments: x", ["own.yaml:4:11 expected a list, found text"]),
        ("segments: [{id: wins}, {id: wins, time: 1m}]",
         ["own.yaml:4:29 id 'wins' is already used on line 4"]),
        ("segments: [{id: wnis, per_team: 1m}]",
         ["own.yaml:4:12 the extended agenda has no segment 'wnis'"]),
        ("segments: [{id: fresh}]", ["own.yaml:4:12 the extended agenda has no segment 'fresh'"]),
        ("segments: [x, {id: [y]}]", ["own.yaml:4:12 expected keys", "own.yaml:4:15 the key 'kind'",
                                      "own.yaml:4:15 this segment", "own.yaml:4:20 expected text"]),
        ("segments: [{id: wins, per_team: {Sles: 1m}}]", ["own.yaml:4:34 there is no team 'Sles'"]),
    ],
)  # fmt: skip
def test_mistakes_here_are_told_here(text: str, expected: list[str]) -> None:
    found = problems(OWN + text)
    assert len(found) == len(expected)
    for line, begin in zip(found, expected, strict=True):
        assert line.startswith(begin)


def test_a_misspelt_extends_has_no_consequences() -> None:
    found = problems("version: 1\nid: own\nextend: base\nsegments: [{id: wins, time: 5}]")
    assert found == ["own.yaml:3:1 unknown key 'extend'"]


def test_mistakes_in_the_other_file_are_told_there_after_those_here() -> None:
    broken = BASE.replace("kind: wins", "kind: wnis").replace("time: 2m", "time: 2:00")
    Path("base.yaml").write_text(broken)
    with pytest.raises(AgendaError) as caught:
        loaded(OWN + "title: [x]\nsegments: [{id: review, time: soon}]")
    assert [(p.path, p.line, p.source_line[p.column - 1 : p.end_column - 1]) for p in
            caught.value.problems] == [
        ("own.yaml", 4, "["), ("own.yaml", 5, "soon"), ("base.yaml", 8, "2:00"),
        ("base.yaml", 10, "wnis"), ("base.yaml", 12, "2:00"),
    ]  # fmt: skip


def test_warnings_of_the_other_file_name_it() -> None:
    Path("base.yaml").write_text(BASE.replace("length: 30m", "length: 20m"))
    _, (warning,), _ = loaded(OWN)
    assert (warning.path, warning.line) == ("base.yaml", 4)


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("[id: x]", "base.yaml:1:1 this holds no agenda"),
        ("id: b\x07", "base.yaml:1:6 a character that cannot be shown"),
    ],
)
def test_a_broken_file_is_all_that_is_told(base: str, expected: str) -> None:
    Path("base.yaml").write_text(base)
    found = problems(OWN + "segments: [{id: wins, per_team: {Sales: 1m}}]")
    assert found[0].startswith(expected)
    assert {line[:9] for line in found} == {"base.yaml"}


@pytest.mark.parametrize("base", ["", "a: [", "root:x:0:0:root:/root:/bin/bash\n"])
def test_of_a_file_that_is_no_agenda_not_a_line_is_shown(base: str) -> None:
    Path("base.yaml").write_text(base)
    assert problems(OWN) == ["own.yaml:3:10 base.yaml holds no agenda"]


def test_a_file_that_cannot_be_read_is_told_with_its_own_problem() -> None:
    Path("folder.yaml").mkdir()
    assert problems("version: 1\nid: own\nextends: folder.yaml") == [
        "folder.yaml:0:0 this is a folder"
    ]


def test_a_file_that_is_not_there_is_a_problem_of_the_name() -> None:
    assert problems("version: 1\nid: own\nextends: ../none.yaml\nremove: [x]") == [
        "own.yaml:3:10 there is no agenda file ../none.yaml; check the name and the folder"
    ]


def test_a_circle_is_told_where_it_closes() -> None:
    Path("base.yaml").write_text(BASE.replace("id: base", "id: base\nextends: own.yaml"))
    Path("own.yaml").write_text(OWN)
    assert problems(OWN) == [
        "base.yaml:3:10 this agenda extends itself: own.yaml → base.yaml → own.yaml"
    ]


def test_an_agenda_that_extends_itself() -> None:
    Path("own.yaml").write_text("version: 1\nid: own\nextends: own.yaml")
    assert problems(Path("own.yaml").read_text()) == [
        "own.yaml:3:10 this agenda extends itself: own.yaml → own.yaml"
    ]


def test_several_agendas_in_a_row() -> None:
    for number in range(1, MAX_EXTENDED + 1):
        before = f"a{number - 1}" if number > 1 else "base"
        Path(f"a{number}.yaml").write_text(
            f"version: 1\nid: a{number}\nextends: {before}\nsegments:\n"
            f"- {{id: wins}}\n- {{id: new-{number}, kind: break, time: 1s}}\n"
        )
    last = Path(f"a{MAX_EXTENDED}.yaml")
    assert ids(load_agenda(last)[0])[3:6] == ["new-3", "new-2", "new-1"]
    assert problems(OWN.replace("base", last.stem))[0].startswith(
        f"a1.yaml:3:10 more than {MAX_EXTENDED} agendas extend one another"
    )
