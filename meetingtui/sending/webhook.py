"""Delivers JSON to a webhook, once: whether it arrived is known, or said not to be."""

from __future__ import annotations

import http.client
import ipaddress
import re
import ssl
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, cast
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

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
from meetingtui.sending.timed import PATIENCE, TimedSocket

if TYPE_CHECKING:
    import socket

LONGEST_WAIT = timedelta(days=1)
"""Nobody is left alone for longer, whatever they ask."""

_EXCERPT = 2_048
_AGAIN = frozenset({408, 429, 500, 503})
"""Statuses of a server that has not taken it, and may later."""

_BETWEEN = frozenset({502, 504})
"""Statuses of something between, which does not know what became of it."""


def checked_url(url: str) -> SplitResult:
    """Return the parts of `url`; raises UsageError, which never holds it, for one not to be used.

    It must be https; http is for this machine only.
    """
    try:
        parts = urlsplit(url)
        usable = bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        usable = False
    if not usable or re.search(r"[^\x21-\x7e]", url):
        raise UsageError("the address of the webhook is no URL such as https://host/path")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_here(parts.hostname or "")):
        raise UsageError("the address of the webhook must begin with https://")
    return parts


def is_here(host: str) -> bool:
    """Tell whether `host` is this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def post(url: str, body: bytes, now: datetime, patience: float = PATIENCE) -> Outcome:
    """Send `body` to the webhook at `url` and return what came of it.

    Redirects are not followed. Each of reaching, handing over and answering may take `patience`
    seconds. Raises UsageError for a URL that is not to be used.
    """
    parts = checked_url(url)
    connection = _connection(parts, patience)
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "meetingtui",
        "Connection": "close",
    }
    try:
        # Until all of it is handed over, no server can have taken it.
        connection.request("POST", path, body, headers)
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        return NotDelivered(f"{parts.hostname} cannot be reached: {reason(error)}")
    try:
        return _answer(connection, parts, now, patience)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Unknown(f"{parts.hostname} gave no answer: {reason(error)}")
    finally:
        connection.close()


def _connection(parts: SplitResult, patience: float) -> http.client.HTTPConnection:
    host, port = parts.hostname or "", parts.port
    if parts.scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=patience)
    context = ssl.create_default_context()
    proxy = urlsplit(getproxies().get("https", ""))
    if proxy.hostname and not proxy_bypass(host):
        through = http.client.HTTPSConnection(
            proxy.hostname, proxy.port, timeout=patience, context=context
        )
        through.set_tunnel(host, port or 443)
        return through
    return http.client.HTTPSConnection(host, port, timeout=patience, context=context)


def _answer(
    connection: http.client.HTTPConnection, parts: SplitResult, now: datetime, patience: float
) -> Outcome:
    timed = cast("socket.socket", TimedSocket(connection.sock, patience))
    response = http.client.HTTPResponse(timed, method="POST")
    response.begin()
    if 200 <= response.status < 300:
        return Delivered()
    told = f"{parts.hostname} answers {response.status} {said(response.reason)}"
    if 300 <= response.status < 400:
        where = urlsplit(response.getheader("Location", "")).hostname or "another place"
        return Rejected(f"{told}: it has moved to {said(where)}; write its new address")
    if response.status in _BETWEEN:
        return Unknown(told)
    told = f"{told}: {_excerpt(response)}".removesuffix(": ")
    if response.status in _AGAIN:
        return NotDelivered(told, wait_asked(response.getheader("Retry-After", ""), now))
    return Rejected(told)


def _excerpt(response: http.client.HTTPResponse) -> str:
    try:
        return said(response.read(_EXCERPT))
    except (OSError, http.client.HTTPException, ValueError):
        return ""


def wait_asked(value: str, now: datetime) -> timedelta | None:
    """Return what `Retry-After` asks for, at most a day; None where it asks for nothing.

    It is a number of seconds or a date (RFC 9110, 10.2.3).
    """
    value = value.strip()
    if re.fullmatch("[0-9]{1,12}", value):
        return min(timedelta(seconds=min(int(value), 10**6)), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(value)
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        wait = until - now
    except (ValueError, OverflowError):
        return None
    return min(wait, LONGEST_WAIT) if wait > timedelta(0) else None
