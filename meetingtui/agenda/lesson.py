"""What past meetings say about the lengths of an agenda, and the patch that writes it there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from meetingtui.agenda.load import Loaded, Lookup, parse_agenda
from meetingtui.agenda.source import BOM, read_source
from meetingtui.agenda.tune import Measured, fitted, needed_with, patch_text, retimed
from meetingtui.text import clean


@dataclass(frozen=True)
class Lesson:
    """What past meetings say about the lengths of an agenda."""

    path: Path
    loaded: Loaded
    meetings: int
    found: Sequence[Measured]
    """With better lengths that fit into the length of the agenda."""

    needed: timedelta
    """What the whole plan takes as it really goes."""

    @property
    def changes(self) -> list[Measured]:
        """The lengths of the file itself that should be others."""
        return [each for each in self.found if each.differs and not each.span.path]

    @property
    def inherited(self) -> list[Measured]:
        """Those of an agenda that it extends: others may extend that too."""
        return [each for each in self.found if each.differs and each.span.path]

    @property
    def planned(self) -> timedelta:
        """What the whole plan takes with the better lengths."""
        return needed_with(self.found, self.loaded.agenda)

    @property
    def folder(self) -> Path:
        """The folder in which patch is to run: this one, unless the file is elsewhere."""
        here = Path.cwd()
        # patch takes no absolute names, and none that lead upwards.
        return here if self.path.resolve().is_relative_to(here) else self.path.resolve().parent

    def doubts(self, lookup: Lookup) -> list[str]:
        """Return what the check warns of after the changes, and does not now."""
        text = retimed(read_source(self.path), self.changes)
        _, warnings = parse_agenda(text, str(self.path), lookup)
        known = {warning.message for warning in self.loaded.warnings}
        return [each.message for each in warnings if each.message not in known]

    def patch(self) -> str:
        """Return the diff that writes the changes; empty without any."""
        bom = BOM.decode() if self.path.read_bytes().startswith(BOM) else ""
        text = read_source(self.path)
        name = self.path.resolve().relative_to(self.folder)
        return patch_text(clean(str(name)), bom + text, bom + retimed(text, self.changes))


def learned(path: Path, loaded: Loaded, meetings: int, found: Sequence[Measured]) -> Lesson:
    """Return what `found`, measured in so many meetings, says about the agenda at `path`."""
    needed = needed_with(found, loaded.agenda)
    return Lesson(path, loaded, meetings, fitted(found, loaded.agenda), needed)
