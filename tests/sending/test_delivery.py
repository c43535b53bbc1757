"""Targets of the settings, their secrets, and what each of them is sent."""

from __future__ import annotations

import email
import json
import sys
from datetime import UTC, datetime
from email.policy import default
from pathlib import Path
from types import SimpleNamespace

import pytest
from small import TEN, held

from meetingtui.clock import ManualClock
from meetingtui.errors import NotFoundError, UsageError
from meetingtui.meeting import commands as ask
from meetingtui.reports.contents import outline_of
from meetingtui.reports.minutes import minutes_of
from meetingtui.sending.delivery import Delivery
from meetingtui.sending.letter import Letter, payloads_for
from meetingtui.sending.outcome import Delivered, Unknown
from meetingtui.sending.parcel import Parcel
from meetingtui.sending.targets import Kind, revealed, target_named
from meetingtui.settings import Settings
from meetingtui.store.memory import MemoryStore

MAIL = {"kind": "mail", "host": "127.0.0.1", "security": "none", "from": "Me <me@x.org>",
        "to": ["a@x.org", "b@x.org"]}  # fmt: skip
TARGETS = {
    "team": {"kind": "slack", "url": "env:HOOK"},
    "cards": {"kind": "teams", "url": "env:HOOK"},
    "gamers": {"kind": "discord", "url": "env:HOOK"},
    "phone": {"kind": "notify", "url": "env:NTFY"},
    "heads": MAIL,
    "secret-mail": {**MAIL, "user": "me", "password": "file:pass"},
}
SETTINGS = Settings(targets=TARGETS)


def parcel(name, payload="{}"):
    made_at = datetime(2026, 11, 24, tzinfo=UTC)
    return Parcel(number=1, target=name, subject="S", payload=payload, mark="m", made_at=made_at)


@pytest.mark.parametrize("name", TARGETS)
def test_targets_are_read(name):
    assert target_named(SETTINGS, name).kind == TARGETS[name]["kind"]


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ({}, "`kind`"),
        ({"kind": "pigeon"}, "pigeon"),
        ({"kind": "slack"}, "has no 'url'"),
        ({"kind": "slack", "url": "env:X", "colour": "red"}, "colour"),
        ({"kind": "slack", "url": 5}, "url"),
        ({**MAIL, "to": []}, "has no 'to'"),
        ({**MAIL, "from": ""}, "has no 'from'"),
        ({**MAIL, "port": "x"}, "port"),
    ],
)
def test_a_target_that_is_off_is_said_to_be(target, told):
    with pytest.raises(UsageError) as caught:
        target_named(Settings(targets={"team": target}), "team")
    assert "the target 'team' in the settings" in str(caught.value)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("name", "hint"), [("taem", "did you mean 'team'?"), ("zzz", "known are team, cards")]
)
def test_a_target_that_is_not_there_is_named_with_those_that_are(name, hint):
    with pytest.raises(NotFoundError, match="no target") as caught:
        target_named(SETTINGS, name)
    assert hint in str(caught.value)
    with pytest.raises(NotFoundError, match="; `meetingtui config init` writes a settings file"):
        target_named(Settings(), name)
    with pytest.raises(NotFoundError, match=rf"; name it under \[targets.{name}\] in /a/b.toml$"):
        target_named(Settings(path=Path("/a/b.toml")), name)


def test_secrets_are_looked_up_where_they_are(tmp_path):
    (tmp_path / "pass").write_text("s3cret\nmore\n")
    assert revealed("env:HOOK", {"HOOK": " https://x/ "}, tmp_path) == "https://x/"
    assert revealed("file:pass", {}, tmp_path) == "s3cret"
    assert revealed(f"file:{tmp_path}/pass", {}, tmp_path / "else") == "s3cret"


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("env:HOOK", "the variable HOOK that the settings name is not set"),
        ("file:none", "cannot be read"),
        ("file:empty", "is empty"),
        ("file:binary", "cannot be read"),
        ("file:a\0b", "cannot be read"),
    ],
)
def test_a_secret_that_is_not_there_is_said_and_never_shown(tmp_path, reference, told):
    (tmp_path / "empty").write_text("\nx")
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match=told):
        revealed(reference, {}, tmp_path)


@pytest.mark.parametrize(
    ("key", "target"),
    [
        ("url", {"kind": "slack", "url": "https://hooks.example.org/T0/s3cret"}),
        ("password", {"kind": "mail", "host": "h", "from": "a@x", "to": ["b@x"],
                      "password": "s3cret"}),
    ],
)  # fmt: skip
def test_a_secret_in_the_settings_is_told_where_and_never_shown(key, target):
    with pytest.raises(UsageError, match=f"the target 'team' .* has its '{key}' itself") as caught:
        target_named(Settings(targets={"team": target}), "team")
    assert "s3cret" not in str(caught.value)


def test_a_webhook_is_sent_what_its_chat_wants(web, answer, ten, tmp_path, outline):
    server = web(answer("200 OK"))
    delivery = Delivery(SETTINGS, {"HOOK": server.url}, tmp_path)
    for name, key in (("team", "text"), ("cards", "attachments"), ("gamers", "content")):
        (payload,) = payloads_for(Letter("S", outline), target_named(SETTINGS, name), ten)
        assert delivery(parcel(name, payload), ten) == Delivered()
        assert key in json.loads(server.requests[-1][1])
        assert delivery.where(target_named(SETTINGS, name)).endswith(", 127.0.0.1")


@pytest.fixture
def minutes():
    runner = held(MemoryStore(), ManualClock(TEN), ask.Next(), ask.Capture("= Prüfen"), ask.Close())
    return minutes_of(runner.state, UTC)


def test_slack_is_sent_blocks(ten, minutes):
    letter = Letter("S", outline_of(minutes), minutes)
    (payload,) = payloads_for(letter, target_named(SETTINGS, "team"), ten)
    told = json.loads(payload)
    assert "Prüfen" in told["text"]
    assert told["blocks"][0]["type"] == "header"


def test_a_mail_has_all_its_parts(ten, minutes):
    letter = Letter("Prüfung", outline_of(minutes), minutes)
    (payload,) = payloads_for(letter, target_named(SETTINGS, "heads"), ten)
    assert payload.isascii()
    message = email.message_from_string(payload, policy=default)
    assert (message["Subject"], message["To"]) == ("Prüfung", "a@x.org, b@x.org")
    assert message["From"] == "Me <me@x.org>"
    assert message["Message-ID"].endswith("@meetingtui.invalid>")
    parts = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert parts == ["text/plain", "text/html", "text/calendar"]
    assert all("Prüfen" in message.get_body((part,)).get_content() for part in ("plain", "html"))


def test_a_mail_may_be_text_alone(ten, outline):
    (payload,) = payloads_for(Letter("S", outline), target_named(SETTINGS, "heads"), ten)
    message = email.message_from_string(payload, policy=default)
    assert message.get_content_type() == "text/plain"
    assert message.get_content().startswith("Weekly & more\r\n")


def test_an_address_that_is_none_is_said(ten, outline):
    off = Settings(targets={"heads": {**MAIL, "from": "a\nBcc: all@x.org"}})
    with pytest.raises(UsageError, match="an address of the target"):
        payloads_for(Letter("S", outline), target_named(off, "heads"), ten)


def test_a_mail_goes_to_its_server_with_its_secret(ten, tmp_path, monkeypatch):
    sent = []
    monkeypatch.setattr(
        "meetingtui.sending.delivery.mail", lambda *args: sent.append(args) or Delivered()
    )
    (tmp_path / "pass").write_text("s3cret")
    delivery = Delivery(SETTINGS, {}, tmp_path, 3)
    for name in ("heads", "secret-mail"):
        assert delivery(parcel(name, "hello"), ten) == Delivered()
    assert [each[1:] for each in sent] == [("", b"hello", 3), ("s3cret", b"hello", 3)]
    where = delivery.where(target_named(SETTINGS, "heads"))
    assert where == "mail to a@x.org, b@x.org by 127.0.0.1"


@pytest.mark.parametrize(("works", "outcome"), [(True, Delivered), (False, Unknown)])
def test_anything_else_goes_by_apprise(ten, tmp_path, monkeypatch, outline, works, outcome):
    told = []

    class Apprise:
        def add(self, url):
            return url.startswith("ntfy:")

        def notify(self, **said):
            told.append(said)
            return works

    monkeypatch.setitem(sys.modules, "apprise", SimpleNamespace(Apprise=Apprise))
    delivery = Delivery(SETTINGS, {"NTFY": "ntfy://host/secret"}, tmp_path)
    (payload,) = payloads_for(Letter("S", outline), target_named(SETTINGS, "phone"), ten)
    assert isinstance(delivery(parcel("phone", payload), ten), outcome)
    assert told == [{"title": "S", "body": payload}]
    assert payload.startswith("Weekly & more\n")
    assert delivery.where(target_named(SETTINGS, "phone")) == "notify, ntfy"
    with pytest.raises(UsageError, match="none that apprise knows"):
        Delivery(SETTINGS, {"NTFY": "x"}, tmp_path)(parcel("phone"), ten)


def test_without_apprise_it_says_how_to_get_it(ten, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(UsageError, match=r"pip install 'meetingtui\[notify\]'"):
        Delivery(SETTINGS, {"NTFY": "ntfy://x"}, tmp_path)(parcel("phone"), ten)


def test_every_kind_has_a_target_here():
    assert {target["kind"] for target in TARGETS.values()} == set(Kind)
