"""Run joint meetings of several teams: agenda, clock, notes, promises, minutes."""

__version__ = "0.1.0"
