"""Delivering to web servers that are slow, confused, hostile or gone."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetingtui.errors import UsageError
from meetingtui.sending.outcome import Delivered, NotDelivered, Rejected, Unknown
from meetingtui.sending.webhook import checked_url, post, wait_asked


@pytest.mark.parametrize("status", ["200 OK", "202 Accepted", "204 No Content"])
def test_what_is_acknowledged_is_delivered(web, answer, ten, status):
    server = web(answer(status))
    assert post(server.url, b'{"a": 1}', ten) == Delivered()
    ((head, body),) = server.requests
    assert head.startswith("POST /hook?key=secret HTTP/1.1\r\n")
    assert "Content-Type: application/json" in head
    assert body == '{"a": 1}'


@pytest.mark.parametrize(
    ("status", "headers", "wait"),
    [
        ("429 Too Many Requests", ["Retry-After: 30"], timedelta(seconds=30)),
        ("429 Too Many Requests", ["Retry-After: 99999999999"], timedelta(days=1)),
        ("503 Busy", ["Retry-After: Tue, 24 Nov 2026 10:05:00 GMT"], timedelta(minutes=5)),
        ("500 Oops", ["Retry-After: soon"], None),
        ("408 Slow", [], None),
    ],
)
def test_a_server_that_has_not_taken_it_is_asked_again(web, answer, ten, status, headers, wait):
    outcome = post(web(answer(status, *headers, body=b"no\x1b[2J now")).url, b"{}", ten)
    assert outcome == NotDelivered(
        f"127.0.0.1 answers {status}: no\N{REPLACEMENT CHARACTER}[2J now", wait
    )


def test_what_a_server_refuses_is_not_tried_again(web, answer, ten):
    outcome = post(web(answer("400 Bad", body=b"invalid_payload\n" + b"x" * 9000)).url, b"{}", ten)
    assert isinstance(outcome, Rejected)
    assert outcome.why.startswith("127.0.0.1 answers 400 Bad: invalid_payload xxx")
    assert len(outcome.why) < 300


def test_a_redirect_is_not_followed(web, answer, ten):
    server = web(answer("307 Moved", "Location: https://elsewhere.example/x?key=secret"))
    outcome = post(server.url, b"{}", ten)
    assert isinstance(outcome, Rejected)
    assert "it has moved to elsewhere.example" in outcome.why
    assert "secret" not in outcome.why
    assert len(server.requests) == 1
    assert isinstance(post(web(answer("301 Moved")).url, b"{}", ten), Rejected)


@pytest.mark.parametrize("status", ["502 Bad Gateway", "504 Gateway Timeout"])
def test_something_between_that_does_not_know_leaves_it_unknown(web, answer, ten, status):
    assert post(web(answer(status)).url, b"{}", ten) == Unknown(f"127.0.0.1 answers {status}")


@pytest.mark.parametrize(
    "garbage", [b"", b"HTTP/1.1 2", b"\x00\xff\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"200 OK\r\n\r\n",
                b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200, b"HTTP/1.1 200 " + b"x" * 70_000]
)  # fmt: skip
def test_no_answer_that_can_be_read_leaves_it_unknown(web, ten, garbage):
    outcome = post(web(garbage).url, b"{}", ten)
    assert isinstance(outcome, Unknown)
    assert outcome.why.startswith("127.0.0.1 gave no answer: ")


@pytest.mark.parametrize("begun", [b"", b"HTTP/1.1 200 OK\r\nContent-"])
def test_a_server_that_takes_for_ever_is_not_waited_for(web, ten, patience, begun):
    outcome = post(web(begun, slow=True).url, b"{}", ten, patience)
    assert isinstance(outcome, Unknown)


def test_a_server_that_dribbles_is_not_waited_for(serve, ten, patience):
    def dribble(server, connection):
        connection.recv(65536)
        while not server.released.wait(0.02):
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")

    assert isinstance(post(serve(dribble).url, b"{}", ten, patience), Unknown)


def test_an_answer_whose_text_does_not_come_is_still_an_answer(web, ten, patience):
    server = web(b"HTTP/1.1 500 Oops\r\nContent-Length: 10\r\n\r\nab", slow=True)
    assert post(server.url, b"{}", ten, patience) == NotDelivered("127.0.0.1 answers 500 Oops")


def test_nobody_there_is_certain(ten):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    outcome = post(f"http://127.0.0.1:{port}/", b"{}", ten)
    assert outcome == NotDelivered("127.0.0.1 cannot be reached: Connection refused")


def test_a_server_without_tls_is_not_spoken_to(web, answer, ten, patience):
    server = web(answer("200 OK"))
    outcome = post(server.url.replace("http", "https"), b"{}", ten, patience)
    assert isinstance(outcome, NotDelivered)
    assert server.requests == []


def test_a_body_that_is_not_taken_whole_has_not_arrived(serve, ten, patience):
    def slam(server, connection):
        connection.recv(1)
        server.released.wait(5)

    outcome = post(serve(slam).url, b"x" * 50_000_000, ten, patience)
    assert isinstance(outcome, NotDelivered)


@pytest.mark.parametrize(
    "url",
    ["", "hello", "https://", "https:///x", "https://a:b@c/", "https://a/b\nHost: x", "https://a:0/",
     "https://a:99999/", "http://example.org/x", "ftp://127.0.0.1/", "http://localhost.example.org/",
     "https://exämple.org/"],
)  # fmt: skip
def test_addresses_that_are_not_to_be_used_are_refused_without_being_shown(url):
    with pytest.raises(UsageError) as caught:
        checked_url(url)
    assert "the address of the webhook" in str(caught.value)


@pytest.mark.parametrize("url", ["https://a.example/x", "http://localhost:8/", "http://[::1]/"])
def test_https_is_for_everywhere_and_http_for_here(url):
    assert checked_url(url).hostname


@pytest.mark.parametrize(
    "value", ["", "-5", "0x10", "1.5", "Tue, 24 Nov 2026 09:00:00 GMT", "x" * 99]
)
def test_a_wait_that_makes_no_sense_is_none(value, ten):
    assert wait_asked(value, ten) is None


def test_a_date_without_a_zone_is_in_utc(ten):
    assert wait_asked("Tue, 24 Nov 2026 10:01:00 -0000", ten) == timedelta(minutes=1)


def test_a_proxy_is_used_where_the_system_names_one(web, answer, ten, monkeypatch):
    server = web(answer("403 No"))
    asked = []

    def refuse(_, connection):
        asked.append(connection.recv(65536))
        connection.sendall(answer("403 No"))

    server.act = refuse
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{server.port}")
    outcome = post("https://hooks.example.org/x", b"{}", ten)
    assert isinstance(outcome, NotDelivered)
    assert asked[0].startswith(b"CONNECT hooks.example.org:443 HTTP/1.")


PIECES = st.sampled_from(
    [b"HTTP/1.1 ", b"HTTP/1.0 200 OK\r\n", b"200", b"429", b" ", b"\r\n", b"\n", b"\r\n\r\n", b":",
     b"Retry-After: -1\r\n", b"Retry-After: 1e9\r\n", b"Content-Length: -5\r\n",
     b"Transfer-Encoding: chunked\r\n", b"Content-Length: 99999999999\r\n", b"zz\r\n",
     b"\0", b"\xff"]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES | st.binary(max_size=8), max_size=14).map(b"".join))
def test_whatever_a_server_says_something_came_of_it(serve, ten, said):
    def act(server, connection):
        connection.recv(65536)
        connection.sendall(said)

    outcome = post(serve(act).url, b"{}", ten, 2)
    assert isinstance(outcome, Delivered | NotDelivered | Rejected | Unknown)
    assert isinstance(outcome, Delivered) or outcome.why.isprintable()
