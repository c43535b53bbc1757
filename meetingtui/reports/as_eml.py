"""Minutes as a mail to be sent: text and HTML, with the calendar attached.

`X-Unsent` makes programs that know it open the file as a draft; who gets it is for the sender to
say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid5

from meetingtui.reports import as_html, as_ics, as_text
from meetingtui.reports.as_taskwarrior import NAMESPACE
from meetingtui.reports.files import file_name
from meetingtui.reports.minutes import Minutes
from meetingtui.reports.options import Options
from meetingtui.reports.outline import one_line
from meetingtui.reports.tell_promises import tell_day

name = "eml"
suffix = ".eml"


def render(meetings: Sequence[Minutes], options: Options) -> bytes:
    """Return the mail, the same each time for the same minutes."""
    from email.message import EmailMessage
    from email.policy import SMTP

    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = subject_of(meetings)
    mail["X-Unsent"] = "1"
    mail.set_content(as_text.render(meetings, options).decode())
    mail.add_alternative(as_html.render(meetings, options).decode(), subtype="html")
    mail.add_attachment(
        # What the mail says nothing of is not in its calendar either.
        as_ics.render(meetings, replace(options, between=())), maintype="text", subtype="calendar",
        filename=file_name(meetings, as_ics.suffix), params={"charset": "utf-8"},
    )  # fmt: skip
    for place, part in enumerate(p for p in mail.walk() if p.is_multipart()):
        mark = uuid5(NAMESPACE, f"{place} {meetings[0].meeting.id}").hex
        part.set_boundary(f"==={mark}===")
    return mail.as_bytes()


def subject_of(meetings: Sequence[Minutes]) -> str:
    """Return the subject: `Minutes: Weekly joint meeting, Tue 24 Nov`, or how many there are."""
    first = meetings[0]
    if len(meetings) > 1:
        return f"Minutes of {len(meetings)} meetings"
    return f"Minutes: {one_line(first.meeting.title)}, {tell_day(first.held_on, first.held_on)}"
