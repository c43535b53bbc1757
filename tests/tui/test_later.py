"""What can wait is done once, after the screen shows what it was asked for."""

from textual.app import App
from textual.widgets import Label

from meetingtui.tui.later import Later


class Counting(App):
    def compose(self):
        yield Label("0", id="count")


async def test_what_is_asked_for_many_times_is_done_once_and_after_the_repaint():
    async with Counting().run_test() as pilot:
        done, label = [], pilot.app.query_one(Label)
        later = Later(label, lambda: done.append("later"))
        paint = pilot.app._display
        pilot.app._display = lambda *args: (done.append("painted"), paint(*args))
        for count in range(3):
            label.update(str(count))
            later.ask()
        assert done == []
        await pilot.pause()
        while "later" not in done:
            await pilot.pause()
        assert done[-1] == "later"
        assert "painted" in done
        assert done.count("later") == 1


async def test_it_can_be_asked_for_again():
    async with Counting().run_test() as pilot:
        done = []
        later = Later(pilot.app.query_one(Label), lambda: done.append("later"))
        for count in (1, 2):
            later.ask()
            while len(done) < count:
                await pilot.pause()
        assert done == ["later", "later"]
