r"""Action items as todo.txt: a line for each, with project, owner as context, due: and id:.

What a reader would take for ours, or act upon, gets a backslash: `\@Marketing`, `due\:fri`, and
a date that begins the text. `unguarded` takes it away again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetingtui.clock import local_date
from meetingtui.meeting.model import ActionState
from meetingtui.reports.minutes import Minutes
from meetingtui.reports.options import Options
from meetingtui.reports.outline import one_line
from meetingtui.reports.tasks import Task, tasks_of

name = "todotxt"
suffix = ".todo.txt"

# What is guarded already is guarded once more, so that taking one guard away always gives back
# the text.
_OURS = re.compile(
    r"((?<!\S)(?:due|id|t|rec|pri|h)(?=\\*:\S)|(?<!\S)(?=\\*[@+]\S)"
    r"|\A(?=\\*\d{4}-\d\d-\d\d(?!\S)))(\\*)",
    re.IGNORECASE,
)


def render(meetings: Sequence[Minutes], options: Options) -> bytes:
    """Return the lines; todo.txt knows open and done, so what was dropped is left out."""
    every = tasks_of(meetings, options.between)
    kept = [task for task in every if task.action.state is not ActionState.DROPPED]
    return "".join(f"{_line(task)}\n" for task in kept).encode()


def guarded(text: str) -> str:
    """Return `text` so that no reader takes a word of it for a mark."""
    return _OURS.sub(r"\1\\\2", text)


def unguarded(text: str) -> str:
    """Return what `guarded` was given."""
    return _OURS.sub(lambda found: found[1] + found[2][1:], text)


def one_word(text: str) -> str:
    """Return a name as one word: `Ana_Maria`."""
    return "_".join(one_line(text).split())


def _line(task: Task) -> str:
    action, zone = task.action, task.zone
    words = ["x"] if action.state is ActionState.DONE else []
    if action.state is ActionState.DONE and action.settled_at is not None:
        words.append(local_date(action.settled_at, zone).isoformat())
    words.append(local_date(action.taken_at, zone).isoformat())
    words.append(guarded(one_line(action.text)))
    words.append(f"+{one_word(action.agenda)}")
    if owner := one_word(action.owner or action.team):
        words.append(f"@{owner}")
    if action.due_on is not None:
        words.append(f"due:{action.due_on.isoformat()}")
    return " ".join([*words, f"id:{one_word(action.id)}"])
