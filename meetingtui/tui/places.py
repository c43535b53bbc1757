"""Containers that draw nothing themselves, so that a repaint need not look for anything in them."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical


class Row(Horizontal):
    """Places what is in it side by side; it can have no border."""

    BLANK = True


class Column(Vertical):
    """Places what is in it one below the other; it can have no border."""

    BLANK = True
