"""Errors that nobody expected: logged, said in one sentence, and gone past."""

from __future__ import annotations

import asyncio

import pytest
from textual import events
from textual.screen import Screen
from textual.widgets import Input

from meetingtui.tui import safety
from meetingtui.tui.app import MeetingApp

SENTENCE = "something went wrong in meetingtui itself; where: it is in"


@pytest.fixture
def log(monkeypatch, tmp_path):
    path = tmp_path / "state" / "meetingtui.log"
    monkeypatch.setattr(safety, "log_path", lambda: path)
    return path


@pytest.fixture
def app(midway, log):
    app = MeetingApp(midway)
    app.goes_on = True
    return app


def said(app):
    return app.live.query_one("#message").text


def explode(*_):
    raise ZeroDivisionError("Acme pays 40k")


def noted(runner):
    return [note.text for note in runner.state.notes.values()]


async def assert_goes_on(app, pilot, runner, burst, log, typed=""):
    assert said(app) == f"{SENTENCE} {log}"
    assert "ZeroDivisionError" in log.read_text()
    assert "Acme" not in log.read_text()
    await burst(pilot, "after it\n")
    assert noted(runner)[-1] == f"{typed}after it"
    assert app.is_running


async def test_an_error_in_a_handler(app, midway, burst, log, monkeypatch):
    async with app.run_test() as pilot:
        await pilot.pause()
        with monkeypatch.context() as patch:
            patch.setattr(app.live, "action_do", explode)
            await pilot.press("f5")
        await assert_goes_on(app, pilot, midway, burst, log)


async def test_an_error_while_a_line_is_obeyed_gives_it_back(app, midway, burst, log, monkeypatch):
    async with app.run_test() as pilot:
        await pilot.pause()
        with monkeypatch.context() as patch:
            patch.setattr(midway, "do", explode)
            await burst(pilot, "won Acme\n")
        assert app.live.line.value == "won Acme"
        assert said(app).startswith(SENTENCE)
        await pilot.press("enter")
        assert noted(midway)[-1] == "won Acme"


async def test_an_error_after_a_line_was_saved_saves_it_once(app, midway, burst, log):
    async with app.run_test() as pilot:
        await pilot.pause()
        stop = midway.subscribe(explode)
        await burst(pilot, "won Acme\n")
        stop()
        assert app.live.line.value == ""
        assert noted(midway).count("won Acme") == 1
        await assert_goes_on(app, pilot, midway, burst, log)


async def test_an_error_in_a_widget_of_textual(app, midway, burst, log, monkeypatch):
    async with app.run_test() as pilot:
        await pilot.pause()
        with monkeypatch.context() as patch:
            patch.setattr(Input, "_on_paste", explode)
            patch.setattr(type(app.live.line), "on_paste", explode)
            from textual.events import Paste

            app.live.line.post_message(Paste("text"))
            await pilot.pause()
        await assert_goes_on(app, pilot, midway, burst, log)


async def test_an_error_in_a_timer(app, midway, burst, log):
    async with app.run_test() as pilot:
        await pilot.pause()
        app.live.set_timer(0.001, explode)
        app.set_timer(0.001, explode)
        await pilot.pause(0.1)
        await assert_goes_on(app, pilot, midway, burst, log)


async def test_an_error_in_a_worker(app, midway, burst, log):
    async def fail():
        explode()

    async with app.run_test() as pilot:
        await pilot.pause()
        app.live.run_worker(fail())
        await pilot.pause(0.05)
        await assert_goes_on(app, pilot, midway, burst, log)


async def test_an_error_later(app, midway, burst, log):
    async with app.run_test() as pilot:
        await pilot.pause()
        app.live.call_later(explode)
        app.live.call_after_refresh(explode)
        app.call_later(explode)
        await pilot.pause(0.05)
        await assert_goes_on(app, pilot, midway, burst, log)


async def test_an_error_while_drawing(app, midway, burst, log, monkeypatch):
    async with app.run_test() as pilot:
        await pilot.pause()
        drawn = asyncio.Event()
        with monkeypatch.context() as patch:
            draw = lambda *_: drawn.set() or explode()  # noqa: E731
            patch.setattr(type(app.live.query_one("#explained")), "render_line", draw)
            # Not the pilot: it has the screen drawn itself, outside of all that is guarded.
            app.post_message(events.Key("a", "a"))
            await asyncio.wait_for(drawn.wait(), 10)
        await assert_goes_on(app, pilot, midway, burst, log, typed="a")


async def test_an_error_that_comes_again_and_again_is_logged_so_many_times(app, log):
    async with app.run_test() as pilot:
        await pilot.pause()
        for _ in range(safety.OFTEN + 5):
            app.live.call_later(explode)
        await pilot.pause(0.05)
        assert log.read_text().count("ZeroDivisionError") == safety.OFTEN


async def test_a_log_that_cannot_be_written_is_said(app, log, tmp_path):
    (tmp_path / "state").write_text("")
    async with app.run_test() as pilot:
        await pilot.pause()
        app.live.call_later(explode)
        await pilot.pause(0.05)
        assert said(app).endswith(f"where: {log} could not be written")


async def test_on_a_screen_that_says_nothing_a_note_pops_up(app, log):
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.push_screen(Screen())
        app.call_later(explode)
        await pilot.pause(0.05)
        assert [note.message for note in app._notifications] == [f"{SENTENCE} {log}"]


async def test_an_application_that_cannot_begin_says_so_and_ends(midway, log, monkeypatch, capsys):
    app = MeetingApp(midway)
    app.goes_on = True
    monkeypatch.setattr(app, "set_keymap", explode)
    await app.run_async(headless=True)
    assert app.return_code == 1
    assert "ZeroDivisionError" in log.read_text()
    assert "meetingtui cannot go on" in capsys.readouterr().err


async def test_a_farewell_that_fails_holds_nobody_up(app, log, monkeypatch):
    async with app.run_test() as pilot:
        await pilot.pause()
        monkeypatch.setattr(app, "farewell", explode)
        app.leave(7)
    assert app.return_code == 7


async def test_tests_see_errors(midway, log):
    app = MeetingApp(midway)

    async def fail():
        async with app.run_test() as pilot:
            await pilot.pause()
            app.live.call_later(explode)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert not log.exists()
