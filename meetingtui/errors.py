"""Every error that a person may see: one clear sentence and one exit status each.

MeetingtuiError            1  what was asked for does not hold
├── Refused                1  a command that is not possible now; nothing has changed
│   └── ChangedMeanwhile   1  somebody else has changed the same document
├── UsageError             2  the words of a command are off
├── NotFoundError          3  a file, agenda, meeting or item that is not there
└── StoreError             4  the store is busy, damaged or not ours

`agenda.problem.AgendaError` (status 1) carries all problems of an agenda file.
"""

from __future__ import annotations

from typing import ClassVar


class MeetingtuiError(Exception):
    """An error with a sentence for people: what is wrong, where, and what to do."""

    exit_code: ClassVar[int] = 1
    located: ClassVar[bool] = False
    """Whether its lines begin with file:line:column, for editors to jump to."""


class Refused(MeetingtuiError):
    """A command that the meeting cannot take now; nothing has changed."""


class ChangedMeanwhile(Refused):
    """A change made from a document that another process has changed since."""


class UsageError(MeetingtuiError):
    """Words that a command does not understand."""

    exit_code = 2


class NotFoundError(MeetingtuiError):
    """Something named by a person that does not exist."""

    exit_code = 3


class StoreError(MeetingtuiError):
    """A store that is busy, damaged, from a newer version, or not ours."""

    exit_code = 4
