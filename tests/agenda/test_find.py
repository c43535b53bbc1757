from __future__ import annotations

import os
from pathlib import Path

import pytest

from meetingtui.agenda import find
from meetingtui.agenda.find import (
    AgendaFolder,
    agenda_folders,
    extended_in,
    find_agenda,
    list_agendas,
    packaged_agendas,
)
from meetingtui.errors import NotFoundError, Refused
from meetingtui.settings import Folders, Settings


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[AgendaFolder, ...]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(find, "_PACKAGE", tmp_path / "package")
    people = Folders(config=tmp_path / "config", data=tmp_path / "data")
    settings = Settings(agendas=tmp_path / "shared")
    return agenda_folders(people, settings)


def write(path: Path, agenda_id: str, title: str = "Weekly") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"version: 1\nid: {agenda_id}\ntitle: {title}\nlength: 5m\nteams: [Sales]\n"
        "segments: [{kind: close, time: 5m}]\n"
    )
    return path


def test_where_agendas_are_looked_up(tmp_path: Path, folders: tuple[AgendaFolder, ...]) -> None:
    assert (
        folders
        == (
            ("project", Path("agendas")),
            ("settings", tmp_path / "shared"),
            ("user", tmp_path / "config" / "agendas"),
            ("packaged", tmp_path / "agendas"),
        )[:3]
    )


def test_the_packaged_folder_is_looked_up_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = agenda_folders(Folders(config=tmp_path / "c", data=tmp_path / "d"), Settings())
    assert [folder.origin for folder in found] == ["project", "user", "packaged"]
    assert list_agendas(found)


def test_agendas_ship_in_the_wheel_or_beside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (packaged_agendas() / "sales-marketing-weekly.yaml").is_file()
    monkeypatch.setattr(find, "_PACKAGE", tmp_path / "package")
    assert packaged_agendas() == tmp_path / "agendas"
    (tmp_path / "package" / "agendas").mkdir(parents=True)
    assert packaged_agendas() == tmp_path / "package" / "agendas"


@pytest.mark.parametrize("name", ["sub/weekly", "./weekly", "weekly.yaml", "weekly.yml", "/"])
def test_paths_are_taken_as_they_are(name: str, folders: tuple[AgendaFolder, ...]) -> None:
    write(Path("agendas/weekly.yaml"), "weekly")
    assert find_agenda(name, folders) == Path(name)


def test_a_file_at_hand_is_a_path_and_a_folder_is_not(folders: tuple[AgendaFolder, ...]) -> None:
    in_folder = write(Path("agendas/weekly.yaml"), "weekly")
    Path("weekly").mkdir()
    assert find_agenda("weekly", folders) == in_folder
    at_hand = write(Path("monthly"), "monthly")
    write(Path("agendas/monthly.yaml"), "monthly")
    assert find_agenda("monthly", folders) == at_hand


def test_the_first_folder_wins(tmp_path: Path, folders: tuple[AgendaFolder, ...]) -> None:
    user = write(tmp_path / "config/agendas/weekly.yml", "weekly")
    assert find_agenda("weekly", folders) == user
    shared = write(tmp_path / "shared/weekly.yaml", "weekly")
    assert find_agenda("weekly", folders) == shared
    project = write(Path("agendas/weekly.yaml"), "weekly")
    assert find_agenda("weekly", folders) == project


def test_an_id_that_no_file_is_named_after_is_found(folders: tuple[AgendaFolder, ...]) -> None:
    other = write(Path("agendas/a.yaml"), "weekly")
    assert find_agenda("weekly", folders) == other
    named = write(Path("agendas/weekly.yaml"), "daily")
    assert find_agenda("weekly", folders) == named
    assert find_agenda("daily", folders) == named


def test_a_broken_file_is_found_by_its_name(folders: tuple[AgendaFolder, ...]) -> None:
    broken = write(Path("agendas/weekly.yaml"), "We ekly")
    assert find_agenda("weekly", folders) == broken


def test_an_unknown_name_says_what_was_meant_and_where_it_looked(
    tmp_path: Path, folders: tuple[AgendaFolder, ...]
) -> None:
    write(Path("agendas/weekly.yaml"), "weekly")
    with pytest.raises(NotFoundError) as caught:
        find_agenda("weekyl", folders)
    assert str(caught.value) == (
        f"there is no agenda 'weekyl' in agendas, {tmp_path}/shared, {tmp_path}/config/agendas; "
        "did you mean 'weekly'?"
    )
    with pytest.raises(NotFoundError, match="; did you mean 'weekly'?"):
        find_agenda("eek", folders)
    with pytest.raises(NotFoundError, match="; `meetingtui agenda list` shows all"):
        find_agenda("zebra", folders)


def test_a_strange_name_is_shown_cleaned(folders: tuple[AgendaFolder, ...]) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_agenda("\x1b[31mred\0", folders)
    assert str(caught.value).isprintable()


def test_the_list_tells_what_each_file_holds(
    tmp_path: Path, folders: tuple[AgendaFolder, ...]
) -> None:
    write(Path("agendas/b.yaml"), "We ekly")
    write(Path("agendas/a.yaml"), "weekly", "Ours")
    write(tmp_path / "shared/weekly.yaml", "weekly", "Theirs")
    write(tmp_path / "config/agendas/weekly.yaml", "weekly", "Mine")
    found = list_agendas(folders)
    assert [(each.path.name, each.origin, each.id, each.shadowed) for each in found] == [
        ("a.yaml", "project", "weekly", True),
        ("b.yaml", "project", "b", False),
        ("weekly.yaml", "settings", "weekly", False),
        ("weekly.yaml", "user", "weekly", True),
    ]
    assert [each.agenda and each.agenda.title for each in found] == ["Ours", None, "Theirs", "Mine"]
    assert [{problem.severity for problem in each.problems} for each in found][:2] == [
        {"warning"},
        {"error", "warning"},
    ]
    for each in found:
        assert (find_agenda(each.id, folders) == each.path) is not each.shadowed


def test_only_ordinary_yaml_files_are_listed(folders: tuple[AgendaFolder, ...]) -> None:
    write(Path("agendas/weekly.yaml"), "weekly")
    write(Path("agendas/.hidden.yaml"), "hidden")
    write(Path("agendas/notes.txt"), "notes")
    Path("agendas/folder.yaml").mkdir()
    os.mkfifo("agendas/pipe.yaml")
    Path("agendas/gone.yaml").symlink_to("nowhere")
    assert [each.id for each in list_agendas(folders)] == ["weekly"]


def test_a_file_that_goes_while_others_are_read_keeps_nobody_from_them(
    folders: tuple[AgendaFolder, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = folders[0].path / "gone.yaml"
    monkeypatch.setattr(find, "agenda_files", lambda _: [(folders[0], gone)])
    (found,) = list_agendas(folders)
    assert found.agenda is None
    assert "there is no agenda file" in found.problems[0].message


def test_one_id_in_two_files_of_a_folder_is_nobodys_guess(
    tmp_path: Path, folders: tuple[AgendaFolder, ...]
) -> None:
    write(Path("agendas/a.yaml"), "weekly")
    write(tmp_path / "shared/a.yaml", "weekly")
    assert find_agenda("weekly", folders) == Path("agendas/a.yaml")
    write(Path("agendas/b.yaml"), "weekly")
    with pytest.raises(Refused) as caught:
        find_agenda("weekly", folders)
    assert str(caught.value) == (
        "'weekly' is the id of agendas/a.yaml and agendas/b.yaml; give each its own, or name a file"
    )
    assert find_agenda("b", folders) == Path("agendas/b.yaml")


@pytest.mark.parametrize("name", ["own", "mine"])
def test_no_agenda_extends_itself_by_its_name(name: str, folders: tuple[AgendaFolder, ...]) -> None:
    path = write(Path("agendas/own.yaml"), "mine")
    with pytest.raises(NotFoundError, match=f"'{name}' cannot extend itself"):
        extended_in(folders)(name, path)
