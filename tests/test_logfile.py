import errno
import stat

import pytest

from meetingtui.logfile import MAX_BYTES, log_failure

SECRET = "Acme pays 40k"


def failure():
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as cause:
            raise OSError(errno.ENOSPC, SECRET) from cause
    except OSError as error:
        return error


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "meetingtui.log"


def test_it_says_where_and_not_what(path, now):
    assert log_failure(path, failure(), now)
    text = path.read_text()
    assert text.startswith("2026-11-24 10:00:00+0000 process ")
    assert "builtins.OSError (No space left on device)\n" in text
    assert "builtins.KeyError\n" in text
    assert f"{__file__}:" in text
    assert SECRET not in text


def test_it_is_its_owners_alone_and_only_grows(path, now):
    log_failure(path, failure(), now)
    once = path.read_text()
    log_failure(path, failure(), now)
    assert path.read_text() == once * 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_it_begins_anew_when_it_is_full(path, now):
    path.parent.mkdir()
    path.write_text("x" * (MAX_BYTES + 1))
    log_failure(path, failure(), now)
    assert path.with_name("meetingtui.log.1").stat().st_size == MAX_BYTES + 1
    assert path.read_text().count("process") == 1


def test_an_error_that_causes_itself_is_named_once(path, now):
    error = ValueError()
    error.__cause__ = TypeError()
    error.__cause__.__cause__ = error
    log_failure(path, error, now)
    assert path.read_text().count("ValueError") == 1


def test_where_it_cannot_be_written_nothing_happens(tmp_path, now):
    (tmp_path / "file").write_text("")
    assert not log_failure(tmp_path / "file" / "log", failure(), now)
