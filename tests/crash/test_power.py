"""Power cuts: what was not synced may be missing, out of order or torn.

A recording of everything that a writer did to its folder is cut at any moment. Of a file only what
was there at its last sync is sure, of the folder only the names at its last sync; of everything
since, any part may be there, in sectors of 512 bytes.
"""

import os
from collections import defaultdict

from harness import Watched, assert_whole, write_on

from meetingtui.errors import StoreError

SECTOR = 512


class Recording(Watched):
    """Keeps a list of what is done: (name, inode or path, …)."""

    def __init__(self):
        self.events = []

    def _inode(self, descriptor):
        return os.fstat(descriptor).st_ino

    def before(self, name, *args):
        if name == "write":
            at = os.fstat(args[0]).st_size
            self.events.append(("write", self._inode(args[0]), at, bytes(args[1])))
        elif name == "truncate":
            self.events.append(("truncate", self._inode(args[0]), args[1]))
        elif name == "rename":
            self.events.append(("rename", args[0].name, args[1].name))
        elif name == "remove":
            self.events.append(("remove", args[0].name))

    def after(self, name, result, *args):
        if name == "open":
            self.events.append(
                ("open", args[0].name, self._inode(result), bool(args[1] & os.O_TRUNC))
            )
        elif name == "sync":
            self.events.append(("sync", self._inode(args[0])))
        elif name == "sync_folder":
            self.events.append(("sync_folder",))


def recorded(path):
    """Return all events of a writer, its acknowledgements among them."""
    files = Recording()
    write_on(path, files, lambda step: files.events.append(("acknowledge", step)))
    # An inode is given to a new file when its last name is gone: number them by their life.
    lives = defaultdict(int)
    events = []
    names = {}
    for event in files.events:
        if event[0] == "open":
            _, name, inode, truncates = event
            if names.get(name) != (inode, lives[inode]):
                lives[inode] += 1
                names[name] = (inode, lives[inode])
            events.append(("open", name, names[name], truncates))
        elif event[0] in ("write", "truncate", "sync"):
            events.append((event[0], (event[1], lives[event[1]]), *event[2:]))
        else:
            if event[0] == "rename":
                names[event[2]] = names.pop(event[1])
            events.append(event)
    return events


class Disk:
    """What is sure to be on the disk, and what may be."""

    def __init__(self):
        self.sure = defaultdict(bytes)
        self.pending = defaultdict(list)
        self.names = {}
        self.pending_names = []
        self.acknowledged = 0

    def see(self, event):
        """Take in one event."""
        kind, *rest = event
        if kind == "open":
            name, file, truncates = rest
            if self._names_now().get(name) != file:
                self.pending_names.append(("give", name, file))
            if truncates:
                self.pending[file].append(("truncate", 0))
        elif kind in ("write", "truncate"):
            self.pending[rest[0]].append((kind, *rest[1:]))
        elif kind == "sync":
            for change in self.pending.pop(rest[0], ()):
                self.sure[rest[0]] = changed(self.sure[rest[0]], change)
        elif kind == "sync_folder":
            self.names = self._names_now()
            self.pending_names = []
        elif kind == "acknowledge":
            self.acknowledged += 1
        else:
            self.pending_names.append(event)

    def _names_now(self):
        return named(self.names, self.pending_names)

    def cut(self, folder, chance):
        """Leave in `folder` what a power cut may leave."""
        kept = [change for change in self.pending_names if chance.random() < 0.5]
        for name, file in named(self.names, kept).items():
            content = self.sure[file]
            for change in self.pending.get(file, ()):
                if chance.random() < 0.7:
                    content = changed(content, change, chance)
            (folder / name).write_bytes(content)


def changed(content, change, chance=None):
    """Return a file's content after a change; with `chance`, after any part of it."""
    kind, at, *data = change
    if kind == "truncate":
        return content[:at].ljust(at, b"\0")
    (data,) = data
    if chance is None:
        return content[:at].ljust(at, b"\0") + data + content[at + len(data) :]
    grown = bytearray(content)
    end = at + len(data)
    while at < end:
        upto = min(end, (at // SECTOR + 1) * SECTOR)
        if chance.random() < 0.6:
            grown.extend(bytes(max(0, upto - len(grown))))
            grown[at:upto] = data[: upto - at]
        data, at = data[upto - at :], upto
    if chance.random() < 0.2:
        # The last sector may be there in part.
        del grown[max(len(content), len(grown) - chance.randrange(1, SECTOR)) :]
    return bytes(grown)


def named(names, changes):
    """Return the names of a folder after some of its changes."""
    names = dict(names)
    for kind, *rest in changes:
        if kind == "give":
            names[rest[0]] = rest[1]
        elif kind == "rename" and rest[0] in names:
            names[rest[1]] = names.pop(rest[0])
        elif kind == "remove":
            names.pop(rest[0], None)
    return names


def test_power_cuts(tmp_path, chance, rounds, figures):
    events = recorded(tmp_path / "recorded" / "library.json")
    for turn in range(rounds(60, 1500)):
        disk = Disk()
        for event in events[: chance.randrange(1, len(events) + 1)]:
            disk.see(event)
        folder = tmp_path / f"{turn}"
        folder.mkdir()
        disk.cut(folder, chance)
        said = assert_whole(folder / "library.json", disk.acknowledged)
        figures["power cut"] += 1
        figures["power cut that left a damaged line, never acknowledged"] += bool(said)


def test_the_model_of_power_cuts_finds_a_missing_sync(tmp_path, chance):
    events = [event for event in recorded(tmp_path / "library.json") if event[0] != "sync"]
    lost = 0
    for turn in range(20):
        disk = Disk()
        for event in events[: chance.randrange(len(events) // 2, len(events))]:
            disk.see(event)
        folder = tmp_path / f"{turn}"
        folder.mkdir()
        disk.cut(folder, chance)
        try:
            assert_whole(folder / "library.json", disk.acknowledged)
        except (AssertionError, StoreError):
            lost += 1
    assert lost > 10
