"""Commands that end in text of people: a dash may begin a word of it, an unknown option not."""

from __future__ import annotations

import re

import click

_OPTION = re.compile(r"--[a-z][a-z-]*", re.IGNORECASE)


class FreeText(click.Command):
    """A command whose text may be `-5 %`; a word such as `--fro` is text only behind `--`."""

    ignore_unknown_options = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read `args`; click's NoSuchOption for a word that looks like an option and is none."""
        options = [
            name for each in self.get_params(ctx) for name in (*each.opts, *each.secondary_opts)
        ]
        known = {name for name in options if name.startswith("--")}
        for word in args[: args.index("--")] if "--" in args else args:
            name = word.partition("=")[0]
            if _OPTION.fullmatch(name) and name not in known:
                raise click.NoSuchOption(name, possibilities=sorted(known), ctx=ctx)
        return super().parse_args(ctx, args)
