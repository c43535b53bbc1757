"""What every test stands on: nobody's own folders, one time zone, the same examples each time."""

import signal
import time
from dataclasses import is_dataclass, replace
from datetime import UTC, datetime

import hypothesis
import pytest
from msgspec import Struct, structs

from meetingtui.clock import ManualClock

hypothesis.settings.register_profile(
    "same-each-time", deadline=None, derandomize=True, max_examples=60
)
hypothesis.settings.load_profile("same-each-time")


_SETTINGS = ["MEETINGTUI_STORE", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "EDITOR", "VISUAL"]


@pytest.fixture(scope="session", autouse=True)
def nobodys_machine(tmp_path_factory):
    """Keep the folders, the settings and the zone of whoever runs the tests out of them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        for name in _SETTINGS:
            patch.delenv(name, raising=False)
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield home
    time.tzset()


@pytest.fixture
def now():
    """Return the Tuesday morning on which most tests take place."""
    return datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.fixture
def clock(now):
    """Return a clock that stands at `now` until it is moved."""
    return ManualClock(now, UTC)


@pytest.fixture
def not_ignored():
    """Hear SIGINT as in a terminal, also where the tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


PAYLOAD = (
    "\x1b]52;c;cHduZWQ=\x07\x1b]0;pwned\x07\x1b[2J\x9b31m\x9d0;x\x9c\u202e\u2028\x7f\x00"
    "[/][b][link=https://x][@click=app.quit]x[/]"
)
"""What would reach the clipboard, the title and the screen, and end a program that reads markup."""


@pytest.fixture
def poison():
    """Return a way to put what would steer a terminal into every text of a document.

    The same text becomes the same each time, so that one document still names another.
    """

    def poisoned(value):
        if type(value) is str:
            return value and f"{value}{PAYLOAD}"
        if isinstance(value, tuple):
            return tuple(map(poisoned, value))
        if isinstance(value, dict):
            return {poisoned(key): poisoned(each) for key, each in value.items()}
        if isinstance(value, Struct):
            return structs.replace(value, **fields(value, value.__struct_fields__))
        if is_dataclass(value):
            return replace(value, **fields(value, value.__dataclass_fields__))
        return value

    def fields(value, names):
        # A machine's own name for its start is compared, never shown.
        return {name: poisoned(getattr(value, name)) for name in names if name != "boot_id"}

    return poisoned


@pytest.fixture
def harmless():
    """Return a check that a text, or the bytes that a terminal was sent, steer nothing."""

    def check(shown):
        text = shown.decode("utf-8", "surrogateescape") if isinstance(shown, bytes) else shown
        for sign in ("\x1b]", *"\x07\x9b\x9c\x9d\u202e\u2028\x7f\x00"):
            assert sign not in text, f"{sign!r} after {text[: text.index(sign)][-80:]!r}"

    return check
