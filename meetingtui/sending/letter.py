"""A message before it has a shape, and the shapes that targets want."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from meetingtui.errors import UsageError
from meetingtui.reports.minutes import Minutes
from meetingtui.reports.options import Options
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
    minutes: Minutes | None = None
    """What the outline is of; some targets get more of that."""


def letter_of(minutes: Minutes) -> Letter:
    """Return `minutes` as a letter."""
    from meetingtui.reports.as_eml import subject_of
    from meetingtui.reports.contents import outline_of

    return Letter(subject_of([minutes]), outline_of(minutes), minutes)


def payloads_for(letter: Letter, target: Target, now: datetime) -> list[str]:
    """Return what is delivered to `target`, one after the other.

    Raises UsageError where it cannot be made.
    """
    if target.kind is Kind.SLACK and letter.minutes:
        from meetingtui.reports.as_slack import messages_of

        return [json.dumps(each, ensure_ascii=False) for each in messages_of(letter.minutes)]
    if shape := _SHAPES.get(target.kind):
        return shape(letter.outline)
    if target.kind is Kind.MAIL:
        return [_mail(letter, target, now)]
    return ["\n".join(chat.plain_lines(letter.outline))]


def _mail(letter: Letter, target: Target, now: datetime) -> str:
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
    if letter.minutes is None:
        message.set_content("\n".join([*chat.plain_lines(letter.outline), ""]))
    else:
        _enclose(message, letter.minutes)
    return message.as_bytes().decode("ascii")


def _enclose(message: EmailMessage, minutes: Minutes) -> None:
    """Put `minutes` into `message`: as text, as a page, and as a calendar beside them."""
    from meetingtui.reports import as_html, as_ics, as_text
    from meetingtui.reports.files import file_name

    options = Options()
    message.set_content(as_text.render([minutes], options).decode())
    message.add_alternative(as_html.render([minutes], options).decode(), subtype="html")
    message.add_attachment(
        as_ics.render([minutes], options), maintype="text", subtype="calendar",
        filename=file_name([minutes], as_ics.suffix), params={"charset": "utf-8"},
    )  # fmt: skip


_SHAPES: Mapping[Kind, Callable[[Outline], list[str]]] = {
    Kind.SLACK: chat.slack,
    Kind.TEAMS: chat.teams,
    Kind.DISCORD: chat.discord,
}
