"""A writer whose every step is known, and what a store must hold after it was stopped."""

import os
import signal
from datetime import UTC, datetime

from tinydb import TinyDB

from meetingtui.errors import StoreError
from meetingtui.meeting.model import Action, Changes, Note, NoteKind
from meetingtui.store.files import Files
from meetingtui.store.tiny import TinyStore

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
STEPS = 24
COMPACT_AFTER = (9, 17)


def note(step, text):
    """Return the note that this step writes."""
    id = f"n{step:03}"
    return Note(id=id, agenda="a", meeting="m", number=1, kind=NoteKind.WIN, text=text, taken_at=AT)


def action(step):
    """Return the action item that this step writes."""
    return Action(id=f"a{step:03}", agenda="a", meeting="m", text=f"promise {step}", taken_at=AT)


def changes_of(step):
    """Return what a step commits: a long note and a promise, a shorter text, or a removal."""
    if step % 5 == 3:
        return Changes(put=(note(step - 1, f"short {step}"),))
    if step % 5 == 4:
        return Changes(put=(note(step, f"new {step}"),), remove=(note(step - 3, ""),))
    return Changes(put=(note(step, f"text {step} " + "x" * (step * 97 % 1500)), action(step)))


def model(steps):
    """Return what the store holds after so many steps: texts by note, numbers by promise."""
    notes, actions = {}, {}
    for step in steps:
        changes = changes_of(step)
        for document in changes.put:
            if isinstance(document, Note):
                notes[document.id] = document.text
            else:
                actions[document.id] = len(actions) + 1
        for document in changes.remove:
            notes.pop(document.id, None)
    return notes, actions


def held(store):
    """Return what a store holds, in the shape of `model`."""
    return (
        {found.id: found.text for found in store.find(Note)},
        {found.id: found.number for found in store.find(Action)},
    )


def write_on(path, files, acknowledge, steps=range(STEPS)):
    """Carry out the steps, with compactions in between."""
    store = TinyStore(path, files=files)
    for step in steps:
        store.commit(changes_of(step))
        acknowledge(step)
        if step in COMPACT_AFTER:
            store.close()
            store = TinyStore(path, files=files)
    store.close()


def opened(path):
    """Return the store, and the sentence that an opening refused it with before, if any."""
    try:
        return TinyStore(path), ""
    except StoreError as error:
        said = str(error)
    assert "is kept as" in said
    return TinyStore(path), said


def assert_whole(path, acknowledged):
    """Assert that the store holds all acknowledged steps once, perhaps the next, and goes on.

    Returns the sentence about damage, if there was one.
    """
    if not path.exists():
        assert acknowledged == 0
        return ""
    store, said = opened(path)
    now = held(store)
    done = [steps for steps in (acknowledged, acknowledged + 1) if now == model(range(steps))]
    assert done, f"{acknowledged} steps were acknowledged"
    store.commit(Changes(put=(note(900, "afterwards"),)))
    now[0]["n900"] = "afterwards"
    assert held(store) == held(TinyStore(path)) == now
    store.close()
    with TinyDB(path) as db:
        rows = {row["id"]: row["text"] for row in db.table("notes")}
    assert rows == now[0]
    return said


class Watched(Files):
    """Calls `before` and `after` around everything that changes what is on the disk."""

    def before(self, name, *args):
        """Hear what is about to be done."""

    def after(self, name, result, *args):
        """Hear what was done."""


def _watch(name):
    real = getattr(Files, name)

    def watched(self, *args):
        self.before(name, *args)
        result = real(self, *args)
        self.after(name, result, *args)
        return result

    return watched


CHANGING = (
    "open",
    "write",
    "note",
    "truncate",
    "chmod",
    "sync",
    "rename",
    "remove",
    "make_folder",
    "sync_folder",
)
for _name in CHANGING:
    setattr(Watched, _name, _watch(_name))


class Counting(Watched):
    """Counts the operations."""

    def __init__(self):
        self.names = []

    def before(self, name, *args):
        self.names.append(name)


class Killing(Watched):
    """Kills its own process at one operation: before it, after it, or half-way through a write."""

    def __init__(self, at, moment):
        self.left = at
        self.moment = moment

    def before(self, name, *args):
        self.left -= 1
        # The one after an operation that failed comes here first.
        if self.left < -1 or (self.left == -1 and self.moment == "before"):
            os.kill(os.getpid(), signal.SIGKILL)
        if self.left == -1 and self.moment == "half" and name == "write":
            Files.write(self, args[0], args[1][: len(args[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

    def after(self, name, result, *args):
        if self.left == -1 and self.moment == "after":
            os.kill(os.getpid(), signal.SIGKILL)


class Failing(Watched):
    """Fails at one operation, once or from then on, until it is healed."""

    def __init__(self, at, error, *, is_lasting, only=CHANGING):
        self.left = at
        self.error = error
        self.is_lasting = is_lasting
        self.only = only

    def before(self, name, *args):
        if name not in self.only:
            return
        self.left -= 1
        if self.left == -1 or (self.is_lasting and self.left < 0):
            raise OSError(self.error, os.strerror(self.error))

    def heal(self):
        """Let everything work again."""
        self.left = 10**9


class Stingy(Failing):
    """Takes half of a write and fails the next, as a disk that fills up does."""

    def write(self, descriptor, content):
        self.left -= 1
        if self.left == -1:
            return Files.write(self, descriptor, content[: max(1, len(content) // 2)])
        if self.left == -2:
            raise OSError(self.error, os.strerror(self.error))
        return Files.write(self, descriptor, content)

    def before(self, name, *args):
        """Leave everything else alone."""


def in_child(work):
    """Run `work(acknowledge)` in a process of its own; return it and where it acknowledges."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            os.close(reading)
            work(lambda step: os.write(writing, b"."))
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    return process, reading


def ended(process, reading):
    """Wait for the process; return how it ended and how many steps it had acknowledged."""
    acknowledged = 0
    while dots := os.read(reading, 4096):
        acknowledged += len(dots)
    os.close(reading)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status), acknowledged
