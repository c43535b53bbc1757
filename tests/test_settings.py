from pathlib import Path

import pytest

from meetingtui.errors import UsageError
from meetingtui.settings import (
    Folders,
    Settings,
    load_settings,
    log_path,
    store_path,
    user_folders,
)


@pytest.fixture
def folders(tmp_path):
    return Folders(config=tmp_path / "config", data=tmp_path / "data")


@pytest.fixture
def write(folders):
    def write(content):
        folders.config.mkdir()
        path = folders.config / "config.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_without_a_file_settings_are_the_standard_ones(folders):
    assert load_settings(folders) == Settings()
    assert Settings() == Settings(
        store=None, facilitator="", agendas=None, theme="", bell=False, keys={}
    )


def test_every_setting_is_read(folders, write):
    write(
        """
        store = "/shared/library.json"
        facilitator = "Zoë"
        agendas = "my agendas"
        theme = "nord"
        bell = true
        [keys]
        next = "f2,ctrl+n"
        """
    )
    assert load_settings(folders) == Settings(
        store=Path("/shared/library.json"),
        facilitator="Zoë",
        agendas=folders.config / "my agendas",
        theme="nord",
        bell=True,
        keys={"next": "f2,ctrl+n"},
        path=folders.config / "config.toml",
    )


def test_a_tilde_is_the_home_folder(folders, write, nobodys_machine):
    write('store = "~/library.json"')
    assert load_settings(folders).store == nobodys_machine / "library.json"


def test_the_home_of_somebody_who_does_not_exist_is_a_folder_name(folders, write):
    write('store = "~nobody-at-all/library.json"')
    assert load_settings(folders).store == folders.config / "~nobody-at-all" / "library.json"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("teme = 'nord'", "'teme' is no setting; did you mean 'theme'?"),
        ("colour = 'red'", "'colour' is no setting; known are store, facilitator, agendas,"),
        ("bell = 'yes'", "'bell' must be true or false"),
        ("facilitator = 3", "'facilitator' must be a name in quotes"),
        ("store = 3", "'store' must be a path in quotes"),
        ("store = ''", "'store' must be a path in quotes"),
        ('agendas = "a\\u0000b"', "'agendas' must be a path in quotes"),
        ("keys = 'f2'", "'keys' must be a table of lines such as next = \"f2\""),
        ("[keys]\nnext = 2", "'keys' must be a table of lines such as next = \"f2\""),
        ("bell = ", "the settings are not TOML: Invalid value (at end of document)"),
        ("bell = yes\n", "the settings are not TOML: Invalid value (at line 1, column 8)"),
        (b"theme = '\xe9'", "the settings are not UTF-8 text; save them as such"),
    ],
)
def test_what_is_off_is_said_in_one_sentence(folders, write, content, sentence):
    path = write(content)
    with pytest.raises(UsageError) as caught:
        load_settings(folders)
    said = str(caught.value)
    assert said.startswith(f"{path}: {sentence}")
    assert "\n" not in said


def test_a_folder_in_place_of_the_file_is_reported(folders):
    (folders.config / "config.toml").mkdir(parents=True)
    with pytest.raises(UsageError, match=r"config\.toml: the settings cannot be read: Is a dir"):
        load_settings(folders)


def test_the_store_is_named_by_option_then_environment_then_settings_then_nobody(folders):
    settings = Settings(store=Path("/settings.json"))
    environ = {"MEETINGTUI_STORE": "/environ.json"}
    option = Path("/option.json")
    assert store_path(option, environ, settings, folders) == option
    assert store_path(None, environ, settings, folders) == Path("/environ.json")
    assert store_path(None, {"MEETINGTUI_STORE": ""}, settings, folders) == settings.store
    assert store_path(None, {}, Settings(), folders) == folders.data / "library.json"


def test_folders_are_those_of_the_user(nobodys_machine):
    assert user_folders() == Folders(
        config=nobodys_machine / "config" / "meetingtui",
        data=nobodys_machine / "data" / "meetingtui",
    )


def test_the_log_is_among_the_state_of_the_person(nobodys_machine):
    assert nobodys_machine in log_path().parents
    assert log_path().name == "meetingtui.log"
