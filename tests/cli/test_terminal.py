import io

import pytest

from meetingtui.cli.terminal import has_terminal, require_terminal
from meetingtui.errors import UsageError


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    """Return a way to put a terminal on all three streams, which pytest takes before each test."""

    def put(**others):
        for name in ("stdin", "stdout", "stderr"):
            monkeypatch.setattr(f"sys.{name}", others.get(name, Terminal()))

    return put


@pytest.mark.parametrize("term", ["", "xterm", "nonsense"])
def test_any_terminal_will_do(terminal, monkeypatch, term):
    terminal()
    monkeypatch.setenv("TERM", term)
    require_terminal("")
    assert has_terminal()


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_but_one_that_cannot_be_drawn_on(terminal, monkeypatch, term):
    terminal()
    monkeypatch.setenv("TERM", term)
    assert not has_terminal()
    with pytest.raises(UsageError, match=f"^TERM={term} cannot show the full screen; use --plain$"):
        require_terminal("use --plain")


@pytest.mark.parametrize("stream", [None, io.StringIO()])
@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
def test_all_three_streams_are_needed(terminal, name, stream):
    terminal(**{name: stream})
    with pytest.raises(UsageError, match="^the full screen needs a terminal; use --plain$"):
        require_terminal("use --plain")
