"""Delivers a mail to an SMTP server, once and to everybody or to nobody."""

from __future__ import annotations

import smtplib
import ssl
from typing import TYPE_CHECKING, Any, cast

from meetingtui.errors import UsageError
from meetingtui.sending.outcome import (
    Delivered,
    NotDelivered,
    Outcome,
    Rejected,
    Unknown,
    reason,
    said,
)
from meetingtui.sending.targets import Security, Target
from meetingtui.sending.timed import PATIENCE, TimedSocket
from meetingtui.sending.webhook import is_here

if TYPE_CHECKING:
    import socket

OURSELVES = "[127.0.0.1]"
"""What this machine calls itself: its name is nobody's business (RFC 5321, 4.1.4)."""

_USUAL = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}


class _Answered(Exception):
    """The server said no to a step, with this code."""

    def __init__(self, code: int, text: bytes) -> None:
        self.code = code
        super().__init__(f"{code} {said(text)}")


class _Timed(smtplib.SMTP):
    """Reads every answer of a server within `patience`, however slowly it dribbles."""

    def __init__(self, target: Target, patience: float, **more: Any) -> None:
        self._patience = patience
        port = target.port or _USUAL[target.security]
        super().__init__(target.host, port, local_hostname=OURSELVES, timeout=patience, **more)

    def getreply(self) -> tuple[int, bytes]:
        """Return the code and the text of an answer."""
        self.file = TimedSocket(cast("socket.socket", self.sock), self._patience).makefile("rb")
        return super().getreply()


class _Tls(_Timed, smtplib.SMTP_SSL):
    pass


def mail(target: Target, password: str, message: bytes, patience: float = PATIENCE) -> Outcome:
    """Hand `message` to the server of `target` and return what came of it.

    Where one of the recipients is not taken, nobody gets it. Raises UsageError for a server
    elsewhere without TLS.
    """
    if target.security is Security.NONE and not is_here(target.host):
        raise UsageError('a mail server elsewhere needs security = "tls" or "starttls"')
    context = ssl.create_default_context()
    handed_over = False
    server: smtplib.SMTP | None = None
    try:
        server = _reached(target, context, patience)
        _introduce(server, target, context, password)
        _envelope(server, target)
        server.send(_ended(message))
        handed_over = True
        _expect(server.getreply(), 250)
        return Delivered()
    except _Answered as error:
        refused = f"{target.host} answers {error}"
        return NotDelivered(refused) if 400 <= error.code < 500 else Rejected(refused)
    except smtplib.SMTPNotSupportedError as error:
        return Rejected(f"{target.host}: {reason(error)}")
    except (OSError, smtplib.SMTPException, ValueError) as error:
        told = f"{target.host}: {reason(error)}"
        return Unknown(told) if handed_over else NotDelivered(told)
    finally:
        if server is not None:
            server.close()


def _reached(target: Target, context: ssl.SSLContext, patience: float) -> smtplib.SMTP:
    try:
        if target.security is Security.TLS:
            return _Tls(target, patience, context=context)
        return _Timed(target, patience)
    except smtplib.SMTPConnectError as error:
        raise _answered(error.smtp_code, _bytes(error.smtp_error)) from error


def _introduce(
    server: smtplib.SMTP, target: Target, context: ssl.SSLContext, password: str
) -> None:
    _expect(server.ehlo(), 250)
    if target.security is Security.STARTTLS:
        _expect(server.starttls(context=context), 220)
        _expect(server.ehlo(), 250)
    if target.user:
        try:
            server.login(target.user, password)
        except smtplib.SMTPAuthenticationError as error:
            raise _answered(error.smtp_code, _bytes(error.smtp_error)) from error


def _envelope(server: smtplib.SMTP, target: Target) -> None:
    _expect(server.mail(target.sender), 250)
    for address in target.to:
        _expect(server.rcpt(address), 250, 251)
    _expect(server.docmd("DATA"), 354)


def _expect(answer: tuple[int, bytes], *codes: int) -> None:
    code, text = answer
    if code not in codes:
        raise _answered(code, text)


def _answered(code: int, text: bytes) -> Exception:
    if 200 <= code < 600:
        return _Answered(code, text)
    return ValueError("this is no answer of a mail server")


def _ended(message: bytes) -> bytes:
    """Return `message` as SMTP has it: lines that begin with a dot get another, a dot ends it."""
    lines = message.replace(b"\r\n", b"\n").split(b"\n")
    dotted = [b"." + line if line.startswith(b".") else line for line in lines]
    return b"\r\n".join(dotted).removesuffix(b"\r\n") + b"\r\n.\r\n"


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
