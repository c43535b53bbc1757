"""What a preview says beside its title, as a few words for people."""

from __future__ import annotations

from meetingtui.meeting.duedates import tell_day
from meetingtui.meeting.model import Preview


def tell_preview(preview: Preview) -> str:
    """Return all that `preview` says: `for SDRs · from Fri 27 Nov · use: send it · used: twice`."""
    ready_on = preview.ready_on
    result = f"{preview.result}: {preview.outcome}" if preview.outcome else str(preview.result)
    parts = (
        preview.audience and f"for {preview.audience}",
        f"from {tell_day(ready_on)}" if ready_on else "",
        preview.link,
        preview.offer and f"use: {preview.offer}",
        preview.feedback and f"feedback: {preview.feedback}",
        result,
    )
    return " · ".join(filter(None, parts))
