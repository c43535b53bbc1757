"""What every test stands on: nobody's own folders, one time zone, the same examples each time."""

import time
from datetime import UTC, datetime

import hypothesis
import pytest

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
