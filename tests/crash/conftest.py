"""How much is tried: a few seconds' worth, or with CRASH=long (`make crash`) all of it."""

import os
import random
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

IS_LONG = os.environ.get("CRASH") == "long"
FIGURES = Counter()


@pytest.fixture
def figures():
    """Return what counts the things that were tried."""
    return FIGURES


@pytest.fixture
def chance():
    """Return the same random choices each time."""
    return random.Random(20261124)


@pytest.fixture
def some():
    """Return a function that picks from many what there is time for."""

    def pick(things, most):
        things = list(things)
        return things if IS_LONG or len(things) <= most else things[:: -(-len(things) // most)]

    return pick


@pytest.fixture
def rounds():
    """Return a function that tells how often to try: its first argument, or the second if long."""
    return lambda few, many: many if IS_LONG else few


def pytest_terminal_summary(terminalreporter):
    """Say what was tried, in the long run."""
    if IS_LONG and FIGURES:
        terminalreporter.section("what was tried")
        for what, times in sorted(FIGURES.items()):
            terminalreporter.write_line(f"{times:8,}  {what}")
