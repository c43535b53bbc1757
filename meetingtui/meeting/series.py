"""Whether a meeting may begin, or be opened again, beside the others of its series."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from meetingtui.errors import Refused
from meetingtui.meeting.model import Meeting, MeetingState


def refuse_beside(meeting: Meeting, series: Iterable[Meeting], known: Collection[str]) -> None:
    """Refuse to begin `meeting` where `series` has one by now that was not `known` at its opening.

    Two terminals would each hold one, or it would carry over what is settled already.
    """
    others = [other for other in series if other.id != meeting.id and other.id not in known]
    if not others:
        return
    again = f"`meetingtui run {meeting.agenda}`"
    match others[-1].state:
        case MeetingState.CLOSED:
            told = f"a meeting of this series was held; leave, and {again} opens the next one"
        case MeetingState.PLANNED:
            told = f"its roll call began in another terminal; leave, and {again} goes on with that"
        case _:
            told = "it began in another terminal; leave, and `meetingtui resume` goes on with that"
    raise Refused(f"this meeting cannot begin: meanwhile {told}")


def refuse_if_followed(meeting: Meeting, series: Iterable[Meeting]) -> None:
    """Refuse to open `meeting` again where a later one of `series` was built on its end."""
    if any(m.id > meeting.id and m.state is not MeetingState.PLANNED for m in series):
        raise Refused(
            "a later meeting of this series has begun, so this one stays closed;"
            " /rate, /norm and /again still correct what was said at its end"
        )
