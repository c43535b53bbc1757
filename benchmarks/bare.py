"""The least that a Textual app can be: one line to type in, and a clock."""

from datetime import datetime

from textual.app import App, ComposeResult
from textual.widgets import Input, Label


class Bare(App[None]):
    """One Input and one clock."""

    def compose(self) -> ComposeResult:
        """Show both."""
        yield Label("clock", id="clock")
        yield Input(placeholder="READY")

    def on_mount(self) -> None:
        """Let the clock tick."""
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        """Show the time."""
        self.query_one("#clock", Label).update(f"{datetime.now().astimezone():%H:%M:%S}")


if __name__ == "__main__":
    Bare().run()
