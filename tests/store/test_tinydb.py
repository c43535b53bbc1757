"""TinyDB's own tests, from its source release, over our storage and table.

They are fetched by pip and run in a process of their own with their `db` fixture, TinyDB and its
JSONStorage replaced by ours. Nothing of them is kept.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

import pytest

VERSION = version("tinydb")
SUITES = ["test_storages.py", "test_tables.py", "test_operations.py", "test_queries.py"]
SUITES += ["test_tinydb.py", "test_middlewares.py"]

EXCEPTIONS = {
    "test_storages.py::test_json": "puts lists and numbers where tables are: ours takes tables",
    "test_storages.py::test_json_kwargs": "options of json.dump: ours writes one format",
    "test_storages.py::test_json_read": "access_mode: ours asks the system who may write",
    "test_storages.py::test_json_invalid_mode_warning": "access_mode, as above",
    "test_storages.py::test_create_dirs": "create_dirs: the first commit makes the folder",
    "test_storages.py::test_json_invalid_directory": "create_dirs, as above",
    "test_storages.py::test_encoding": "encoding: ours writes ASCII, which all of them can read",
    "test_middlewares.py::test_caching_json_write": "looks at the file handle within JSONStorage",
    "test_tables.py::test_table_repr": "spells out the class names Table and JSONStorage",
}
"""Every test that does not pass, and why it is none of ours to pass."""

CONFTEST = '''
import tinydb
import tinydb.storages
from meetingtui.store.storage import JournalStorage
from meetingtui.store.tables import JournalDB

FORMATTING = {"ensure_ascii"}


class OurStorage(JournalStorage):
    """Ours; options that only say how JSON looks are passed over."""

    def __init__(self, path, **options):
        super().__init__(path, **{k: v for k, v in options.items() if k not in FORMATTING})


class TinyDB(JournalDB):
    default_storage_class = OurStorage


tinydb.TinyDB = tinydb.database.TinyDB = TinyDB
tinydb.JSONStorage = tinydb.storages.JSONStorage = OurStorage

import pytest
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import MemoryStorage


def pytest_addoption(parser):
    parser.addoption("--without", default="")


def pytest_collection_modifyitems(config, items):
    without = config.getoption("--without").split(",")
    config.hook.pytest_deselected(items=[one for one in items if one.nodeid in without])
    items[:] = [one for one in items if one.nodeid not in without]


@pytest.fixture
def db(tmp_path):
    with TinyDB(tmp_path / "test.json") as db:
        db.drop_tables()
        db.insert_multiple({"int": 1, "char": c} for c in "abc")
        yield db


@pytest.fixture
def storage():
    return CachingMiddleware(MemoryStorage)()
'''


@pytest.fixture(scope="module")
def suite(tmp_path_factory):
    """Return a folder with TinyDB's tests; its archive is fetched once and kept for other days."""
    kept = Path(tempfile.gettempdir()) / f"tinydb-{VERSION}-sdist"
    if not list(kept.glob("*.tar.gz")):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--no-binary", ":all:", "--retries", "1", "--timeout", "10"]
        command += ["--disable-pip-version-check", "--dest", str(kept), f"tinydb=={VERSION}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"TinyDB's source release cannot be fetched: {done.stderr.strip()[-200:]}")
    folder = tmp_path_factory.mktemp("tinydb")
    with tarfile.open(next(kept.glob("*.tar.gz"))) as archive:
        for member in archive:
            if Path(member.name).name in SUITES:
                content = archive.extractfile(member).read()
                (folder / Path(member.name).name).write_bytes(content)
    (folder / "conftest.py").write_text(CONFTEST)
    return folder


def run(folder, *args):
    """Run pytest in the folder, away from our settings; return what it prints."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short"]
    environ = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [*command, *args], cwd=folder, env=environ, capture_output=True, text=True, check=False
    )


def test_tinydbs_own_tests_pass(suite):
    done = run(suite, *SUITES, "--without", ",".join(EXCEPTIONS))
    assert done.returncode == 0, done.stdout
    assert f"{len(EXCEPTIONS)} deselected" in done.stdout
    passed = int(done.stdout.split(" passed")[0].split()[-1])
    assert passed > 130


def test_each_exception_is_one(suite):
    done = run(suite, *EXCEPTIONS)
    assert f"{len(EXCEPTIONS)} failed" in done.stdout.splitlines()[-1], done.stdout
