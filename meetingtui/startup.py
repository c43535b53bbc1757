"""Holds back the search for garbage while the program starts: what is made then stays.

Python looks through all objects again and again while they get more, which is a fifth of the time
from the command to the first screen.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import cast


def begin() -> None:
    """Look for no garbage until `begun`, or until the end of a program that ends soon."""
    gc.disable()


def begun() -> None:
    """Look for garbage again, but never among what was made since the beginning."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


@contextmanager
def without(module: str) -> Iterator[None]:
    """Let what is imported within find no `module`, unless that is there already.

    Only for those who say that they can do without. Imported later, it is there.
    """
    if module in sys.modules:
        yield
        return
    sys.modules[module] = cast(ModuleType, None)
    try:
        yield
    finally:
        del sys.modules[module]
