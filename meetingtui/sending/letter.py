"""A message before it has a shape: its subject, its outline, and the files that go with a mail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from meetingtui.errors import UsageError
from meetingtui.reports.outline import Outline
from meetingtui.sending import chat
from meetingtui.sending.targets import Kind, Target

DOMAIN = "meetingtui.invalid"
"""Ends the ids of mails: no name of this machine leaves it (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be sent."""

    subject: str
    outline: Outline
    html: str = ""
    calendar: bytes = b""
    """An iCalendar file, for mail."""

    slack: str = ""
    """The JSON of a Slack message, where there is a better one than the outline makes."""


def payload_for(letter: Letter, target: Target, now: datetime) -> str:
    """Return what is delivered to `target`; raises UsageError where it cannot be made."""
    if target.kind is Kind.SLACK and letter.slack:
        return letter.slack
    if shape := _SHAPES.get(target.kind):
        return shape(letter.outline)
    text = "\n".join(chat.plain_lines(letter.outline))
    return _mail(letter, text, target, now) if target.kind is Kind.MAIL else text


def _mail(letter: Letter, text: str, target: Target, now: datetime) -> str:
    """Return the mail as it is handed over, in ASCII."""
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    try:
        message["From"] = target.sender
        message["To"] = ", ".join(target.to)
    except ValueError as error:
        raise UsageError(f"an address of the target is none: {error}") from error
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=DOMAIN)
    message.set_content(text + "\n")
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    if letter.calendar:
        message.add_attachment(
            letter.calendar, maintype="text", subtype="calendar", filename="action-items.ics"
        )
    return message.as_bytes().decode("ascii")


_SHAPES: Mapping[Kind, Callable[[Outline], str]] = {
    Kind.SLACK: chat.slack,
    Kind.TEAMS: chat.teams,
    Kind.DISCORD: chat.discord,
}
