"""Files that were damaged after they were written: flipped bits, torn and NUL-filled tails."""

import pytest
from harness import Changes, held, model, note, write_on

from meetingtui.errors import StoreError
from meetingtui.store.files import Files
from meetingtui.store.lines import Commit, decode_line
from meetingtui.store.tiny import TinyStore

LAST = 8
"""The step after which the writer stops: behind it everything is still in the journal."""


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Return the content of a snapshot, and of a journal that is not compacted."""
    path = tmp_path_factory.mktemp("written") / "library.json"
    write_on(path, Files(), lambda step: None, range(LAST))
    store = TinyStore(path)
    for step in range(LAST, 2 * LAST):
        store.commit(changes(step))
    return path.read_bytes(), path.with_name("library.json.journal").read_bytes()


def changes(step):
    """Return what a step commits: texts of several notes."""
    return Changes(put=(note(step, f"text {step}"), note(step - 1, f"again {step}")))


@pytest.fixture
def put(tmp_path):
    """Return a function that puts a snapshot and a journal into a new folder."""
    made = []

    def put(snapshot, journal):
        folder = tmp_path / f"{len(made)}"
        made.append(folder)
        folder.mkdir()
        for name, content in (("library.json", snapshot), ("library.json.journal", journal)):
            if content is not None:
                (folder / name).write_bytes(content)
        return folder / "library.json"

    return put


def without(snapshot_held, journal, lines):
    """Return what a store holds without these lines of the journal, counted from 1."""
    notes, actions = dict(snapshot_held[0]), dict(snapshot_held[1])
    for number, line in enumerate(journal.splitlines(), 1):
        said = decode_line(line)
        if isinstance(said, Commit) and number not in lines:
            step = LAST + said.number - FIRST
            notes |= {one.id: one.text for one in changes(step).put}
    return notes, actions


FIRST = LAST + 1
"""The number of the first commit in the journal."""


def flipped(content, bit):
    """Return `content` with one bit changed."""
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def bits_of(content, chance, rounds):
    """Return some bits of `content`, those of its last bytes among them."""
    last = range(len(content) * 8 - 24, len(content) * 8)
    return [*last, *(chance.randrange(len(content) * 8) for _ in range(rounds(60, 1500)))]


def test_a_flipped_bit_in_the_journal_is_named_and_costs_one_line(
    written, put, chance, rounds, figures
):
    snapshot, journal = written
    begin = model(range(LAST))
    assert held(TinyStore(put(*written))) == without(begin, journal, ())
    for bit in bits_of(journal, chance, rounds):
        damaged = flipped(journal, bit)
        path = put(snapshot, damaged)
        with pytest.raises(StoreError, match=r"journal is damaged in line .* is kept as") as caught:
            TinyStore(path)
        lost = journal[: bit // 8].count(b"\n") + 1
        assert f"line {lost}" in str(caught.value)
        lines = (lost, lost + 1) if journal[bit // 8 : bit // 8 + 1] == b"\n" else (lost,)
        assert held(TinyStore(path)) == without(begin, journal, lines)
        (aside,) = path.parent.glob("*.damaged-1")
        assert aside.read_bytes() == damaged
        figures["bit flip in the journal"] += 1


def test_a_flipped_bit_in_the_snapshot_is_named_and_nothing_is_touched(
    written, put, chance, rounds, figures
):
    snapshot, journal = written
    for bit in bits_of(snapshot, chance, rounds):
        damaged = flipped(snapshot, bit)
        path = put(damaged, journal)
        for _ in range(2):
            with pytest.raises(StoreError, match=r"library\.json .*restore"):
                TinyStore(path)
        assert path.read_bytes() == damaged
        assert path.with_name("library.json.journal").read_bytes() == journal
        figures["bit flip in the snapshot"] += 1


def test_a_torn_tail_is_dropped_and_kept_aside(written, put, some, figures):
    snapshot, journal = written
    begin = model(range(LAST))
    last = journal[:-1].rindex(b"\n") + 1
    for length in some(range(last + 1, len(journal)), 60):
        path = put(snapshot, journal[:length])
        store = TinyStore(path)
        count = journal.count(b"\n")
        assert held(store) == without(begin, journal, (count,))
        store.commit(changes(2 * LAST - 1))
        assert held(TinyStore(path)) == without(begin, journal, ())
        (aside,) = path.parent.glob("*.torn-1")
        assert aside.read_bytes() == journal[last:length]
        figures["torn tail"] += 1


def test_a_nul_filled_tail_is_named_and_kept_aside(written, put, some, figures):
    snapshot, journal = written
    begin = model(range(LAST))
    for length in some(range(1, len(journal), 37), 60):
        damaged = journal[:length].ljust(len(journal), b"\0")
        path = put(snapshot, damaged)
        with pytest.raises(StoreError, match=r"journal is damaged in line .* is kept as"):
            TinyStore(path)
        first = damaged[:length].count(b"\n") + 1
        lost = range(first, journal.count(b"\n") + 1)
        assert held(TinyStore(path)) == without(begin, journal, lost)
        (aside,) = path.parent.glob("*.damaged-1")
        assert aside.read_bytes() == damaged
        figures["NUL-filled tail"] += 1


@pytest.mark.parametrize("snapshot", [None, b""])
def test_a_journal_without_its_snapshot_is_damage(written, put, snapshot):
    path = put(snapshot, written[1])
    for _ in range(2):
        with pytest.raises(StoreError, match=r"library\.json is (missing|empty)"):
            TinyStore(path)
    assert path.with_name("library.json.journal").read_bytes() == written[1]


def test_a_snapshot_without_its_journal_is_a_store(written, put):
    path = put(written[0], None)
    assert held(TinyStore(path)) == model(range(LAST))


@pytest.mark.parametrize("journal", [b"", b"\0" * 512, b"nonsense\n"])
def test_a_journal_that_is_none_is_named_and_kept_aside(written, put, journal):
    path = put(written[0], journal)
    with pytest.raises(StoreError, match=r"damaged in line 1 .* is kept as"):
        TinyStore(path)
    assert held(TinyStore(path)) == model(range(LAST))
    (aside,) = path.parent.glob("*.damaged-1")
    assert aside.read_bytes() == journal


def test_a_lost_line_in_the_middle_is_named(written, put):
    lines = written[1].splitlines(keepends=True)
    path = put(written[0], b"".join(lines[:3] + lines[4:]))
    with pytest.raises(StoreError, match=r"line 4 \(commit \d+ is missing before it\)"):
        TinyStore(path)
    assert held(TinyStore(path)) == without(model(range(LAST)), written[1], (4,))
