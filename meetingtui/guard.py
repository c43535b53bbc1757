"""Catches what nobody expected, so that it ends neither the meeting nor a reader of keys."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType

Report = Callable[[Exception], object]
"""Is told of an error."""


class Guard:
    """A `with` block that no error leaves; each is reported. One guard serves many blocks."""

    def __init__(self, report: Report) -> None:
        """Tell `report` of each error."""
        self._report = report

    def __enter__(self) -> None:
        """Begin a block."""

    def __exit__(
        self,
        _: type[BaseException] | None,
        error: BaseException | None,
        __: TracebackType | None,
    ) -> bool:
        """Report an error and go on after the block; what ends a task or process passes."""
        if not isinstance(error, Exception):
            return False
        self._report(error)
        return True
