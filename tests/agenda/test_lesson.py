from datetime import timedelta

import pytest

from meetingtui.agenda.lesson import learned
from meetingtui.agenda.load import read_agenda
from meetingtui.agenda.source import read_source
from meetingtui.agenda.tune import measured

AGENDA = """\
version: 1
id: weekly
title: Weekly
length: 20m
teams: [Sales, Marketing]
segments:
  - {kind: review, time: 4m}
  - {kind: questions, per_team: 5m}
  - {kind: close, time: 3m}
"""


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """Return what three meetings say, in which the review took six minutes."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "weekly.yaml"
    path.write_text(AGENDA)
    loaded = read_agenda(read_source(path), str(path), lambda id: None)
    turns = {"review": [timedelta(minutes=6)] * 3, "close": [timedelta(minutes=3)] * 3}
    return learned(path, loaded, 3, measured(loaded, turns))


def test_what_differs_is_written_by_the_patch(lesson):
    assert [each.segment.id for each in lesson.changes] == ["review"]
    assert lesson.inherited == []
    assert (lesson.planned, lesson.needed) == (timedelta(minutes=19),) * 2
    assert "-  - {kind: review, time: 4m}\n+  - {kind: review, time: 6m}\n" in lesson.patch()
    assert lesson.patch().startswith("--- weekly.yaml\n")


def test_the_patch_runs_where_its_name_leads_to_the_file(lesson, tmp_path, monkeypatch):
    assert lesson.folder == tmp_path
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert lesson.folder == tmp_path


def test_what_the_check_would_warn_of_is_known_before(lesson):
    assert lesson.doubts(lambda id: None) == []
