"""`meetingtui completion`: what a shell needs to complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_MEETINGTUI_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what SHELL needs to complete commands and options of meetingtui.

    bash: eval "$(meetingtui completion bash)" in ~/.bashrc; zsh the same in ~/.zshrc;
    fish: meetingtui completion fish > ~/.config/fish/completions/meetingtui.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - click has these three
    click.echo(kind(ctx.find_root().command, {}, "meetingtui", VARIABLE).source())
