"""Handing mail to servers that are slow, confused, hostile or gone."""

from __future__ import annotations

import socket
import ssl
import subprocess
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetingtui.errors import UsageError
from meetingtui.sending.outcome import Delivered, NotDelivered, Rejected, Unknown
from meetingtui.sending.smtp import mail
from meetingtui.sending.targets import Kind, Security, Target

MESSAGE = b"Subject: x\r\n\r\n.dot\r\nplain\r\n"
POLITE = {
    "": "220 hello",
    "EHLO": "250-here\r\n250-AUTH PLAIN\r\n250 8BITMIME",
    "AUTH": "235 in",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go on",
    ".": "250 taken",
    "QUIT": "221 bye",
}


class Postbox:
    """A mail server that answers each command as `says` has it; None hangs up, "…" says nothing."""

    def __init__(self, serve, says, secured=None):
        self.says = {**POLITE, **says}
        self.heard = []
        self.mails = []
        self._secured = secured
        self.server = serve(self._talk)

    def _talk(self, server, connection):
        if self._secured and self._secured.at_once:
            connection = self._secured.wrap(connection)
        with connection:
            if self._say(server, connection, "") and self._is_upgraded(server, connection):
                with self._secured.wrap(connection) as secret:
                    self._is_upgraded(server, secret)

    def _is_upgraded(self, server, connection):
        """Answer what is asked; return whether to go on in secret."""
        lines = connection.makefile("rb")
        while raw := lines.readline():
            text = raw.decode().strip()
            word = text.split(" ")[0].upper()
            self.heard.append(text)
            if word == "STARTTLS" and self._secured:
                connection.sendall(b"220 go\r\n")
                return True
            if not self._say(server, connection, word):
                return False
            if word == "DATA" and self.says["DATA"].startswith("354"):
                self.mails.append(body_of(lines))
                if not self._say(server, connection, "."):
                    return False
        return False

    def _say(self, server, connection, word):
        answer = self.says.get(word, "500 what?")
        if answer is None:
            return False
        if answer == "…":
            server.released.wait(5)
            return False
        connection.sendall(answer.encode("latin-1") + b"\r\n")
        return True


def body_of(lines):
    return b"".join(iter(lines.readline, b".\r\n"))


def target(box, **more):
    fields = {"security": Security.NONE, "to": ("a@x.org", "b@x.org"), **more}
    return Target(
        kind=Kind.MAIL, host="127.0.0.1", port=box.server.port, sender="me@x.org", **fields
    )


def test_a_mail_is_handed_over_to_all(serve):
    box = Postbox(serve, {})
    assert mail(target(box, user="me"), "pass", MESSAGE) == Delivered()
    assert box.mails == [b"Subject: x\r\n\r\n..dot\r\nplain\r\n"]
    assert [line.split(" ")[0] for line in box.heard if " " in line and line != MESSAGE] == [
        "ehlo", "AUTH", "mail", "rcpt", "rcpt",
    ]  # fmt: skip


def test_a_mail_without_a_last_line_end_is_ended(serve):
    box = Postbox(serve, {})
    assert mail(target(box), "", b"Subject: x\n\nend") == Delivered()
    assert box.mails == [b"Subject: x\r\n\r\nend\r\n"]


@pytest.mark.parametrize(
    ("says", "kind"),
    [
        ({"": "421 busy"}, NotDelivered),
        ({"": None}, NotDelivered),
        ({"": "…"}, NotDelivered),
        ({"": "554 go away"}, Rejected),
        ({"": "HTTP/1.1 400 Bad"}, NotDelivered),
        ({"EHLO": "502 no"}, Rejected),
        ({"EHLO": None}, NotDelivered),
        ({"AUTH": "535 wrong"}, Rejected),
        ({"AUTH": "454 later"}, NotDelivered),
        ({"MAIL": "451 later"}, NotDelivered),
        ({"MAIL": "550 not you"}, Rejected),
        ({"RCPT": "450 grey"}, NotDelivered),
        ({"RCPT": "550 nobody\x1b[2J"}, Rejected),
        ({"DATA": "452 full"}, NotDelivered),
        ({"DATA": "554 no"}, Rejected),
        ({"DATA": "250 what"}, Rejected),
        ({".": "452 full"}, NotDelivered),
        ({".": "554 spam"}, Rejected),
        ({".": None}, Unknown),
        ({".": "…"}, Unknown),
        ({".": "\xff\xfe garbage"}, Unknown),
    ],
)  # fmt: skip
def test_what_came_of_it_is_known_or_said_not_to_be(serve, patience, says, kind):
    box = Postbox(serve, says)
    outcome = mail(target(box, user="me"), "pass", MESSAGE, patience)
    assert isinstance(outcome, kind)
    assert outcome.why.startswith("127.0.0.1")
    assert "\x1b" not in outcome.why


def test_a_server_that_dribbles_is_not_waited_for(serve, patience):
    def dribble(server, connection):
        while not server.released.wait(0.02):
            connection.sendall(b"220-hello\r\n")

    box = SimpleNamespace(server=serve(dribble))
    assert isinstance(mail(target(box), "", MESSAGE, patience), NotDelivered)


def test_nobody_there_is_certain():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    gone = SimpleNamespace(server=SimpleNamespace(port=port))
    assert mail(target(gone), "", MESSAGE) == NotDelivered("127.0.0.1: Connection refused")


def test_a_server_without_what_is_asked_for_is_not_used(serve):
    box = Postbox(serve, {"EHLO": "250 here"})
    outcome = mail(target(box, security=Security.STARTTLS), "", MESSAGE)
    assert isinstance(outcome, Rejected)
    assert "STARTTLS" in outcome.why
    assert isinstance(mail(target(box, user="me"), "pass", MESSAGE), Rejected)
    assert box.mails == []


def test_a_server_elsewhere_is_spoken_to_with_tls_only():
    far = Target(
        kind=Kind.MAIL, host="mail.example.org", security=Security.NONE, sender="a@x", to=("b@x",)
    )
    with pytest.raises(UsageError, match='needs security = "tls" or "starttls"'):
        mail(far, "", MESSAGE)


class Secured:
    """The server's side of TLS, with a certificate that nobody knows, or that all do."""

    def __init__(self, folder, at_once):
        self.at_once = at_once
        key, self.certificate = folder / "key.pem", folder / "cert.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out",
             self.certificate, "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
             "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True,
        )  # fmt: skip
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(self.certificate, key)

    def wrap(self, connection):
        return self._context.wrap_socket(connection, server_side=True)


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_is_checked(serve, tmp_path, monkeypatch, patience, security):
    secured = Secured(tmp_path, security is Security.TLS)
    box = Postbox(serve, {"EHLO": "250-here\r\n250 STARTTLS"}, secured)
    outcome = mail(target(box, security=security), "", MESSAGE, 5)
    assert isinstance(outcome, NotDelivered)
    assert "certificate" in outcome.why
    monkeypatch.setenv("SSL_CERT_FILE", str(secured.certificate))
    assert mail(target(box, security=security), "", MESSAGE, 5) == Delivered()
    assert len(box.mails) == 1


PIECES = st.sampled_from(
    [b"220 ", b"250-", b"250 ok", b"354", b"421 ", b"550 ", b"\r\n", b"\n", b"-", b"999 ",
     b"\0", b"\xff"]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES | st.binary(max_size=6), max_size=14).map(b"".join))
def test_whatever_a_server_says_something_came_of_it(serve, said):
    def act(server, connection):
        connection.sendall(said)

    box = SimpleNamespace(server=serve(act))
    outcome = mail(target(box), "", MESSAGE, 2)
    assert isinstance(outcome, Delivered | NotDelivered | Rejected | Unknown)
    assert isinstance(outcome, Delivered) or outcome.why.isprintable()
