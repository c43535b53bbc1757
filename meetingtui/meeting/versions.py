"""Notes and action items remember what each change replaced, so that it can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

import msgspec

from meetingtui.meeting.model import Action, Note, Version

N = TypeVar("N", bound=Note | Action)


def changed(
    document: N, at: datetime, fields: Mapping[str, object], *, meeting: str = "", step: int = 0
) -> N:
    """Return `document` with new values for `fields`, the old ones kept in its history."""
    was = {name: msgspec.to_builtins(getattr(document, name)) for name in fields}
    version = Version(at=at, was=was, meeting=meeting, step=step)
    return msgspec.structs.replace(document, **dict(fields), history=(*document.history, version))


def before(document: N) -> N | None:
    """Return `document` as it was before its latest change; None when that made it."""
    *older, latest = document.history
    if not latest.was:
        return None
    raw = {**msgspec.to_builtins(document), **latest.was}
    restored = msgspec.convert(raw, type(document))
    return msgspec.structs.replace(restored, history=tuple(older))


def as_of(document: N, at: datetime, meeting: str = "") -> N:
    """Return `document` as it stood at `at`; what `meeting` itself changed later counts."""
    later: list[Version] = []
    for version in reversed(document.history):
        if version.at <= at or (meeting and version.meeting == meeting) or not version.was:
            break
        later.append(version)
    if not later:
        return document
    raw = msgspec.to_builtins(document)
    for version in later:
        raw.update(version.was)
    restored = msgspec.convert(raw, type(document))
    return msgspec.structs.replace(restored, history=document.history[: -len(later)])
