import ast
import os
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import meetingtui

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def test_the_script_is_there_to_be_called():
    module, _, name = PROJECT["project"]["scripts"]["meetingtui"].partition(":")
    assert callable(getattr(import_module(module), name))


def test_what_the_package_imports_is_what_it_asks_for():
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = [*PROJECT["project"]["dependencies"], *extras["notify"]]
    asked = {one.split(">=")[0] for one in wanted}
    imported = set()
    for path in (ROOT / "meetingtui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            imported |= {name.partition(".")[0] for name in names}
    known_as = {"pyyaml": "yaml"}
    strange = imported - sys.stdlib_module_names - {"meetingtui"}
    assert strange - {known_as.get(one, one) for one in asked} == set()


def test_zones_are_known_where_the_machine_knows_none():
    script = "from zoneinfo import ZoneInfo; ZoneInfo('Europe/Berlin')"
    environ = {**os.environ, "PYTHONTZPATH": ""}
    assert subprocess.run([sys.executable, "-c", script], env=environ, check=False).returncode == 0


def test_the_agendas_go_into_the_wheel():
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["sources"]["agendas"] == "meetingtui/agendas"
    assert set(wheel["only-include"]) == {"meetingtui", "agendas"}


def test_the_version_is_a_release_that_the_changelog_leads_to():
    assert [part.isdecimal() for part in meetingtui.__version__.split(".")] == [True] * 3
    assert "\n## [Unreleased]\n" in (ROOT / "CHANGELOG.md").read_text()


def make(*args):
    """Run make as from a shell, not as a part of the make that runs these tests."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("M")}
    return subprocess.run(
        ["make", *args], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )


def test_make_help_lists_every_target():
    makefile = (ROOT / "Makefile").read_text()
    phony = next(line for line in makefile.splitlines() if line.startswith(".PHONY:"))
    listed = [line.split()[:2] for line in make("help").stdout.splitlines()]
    assert listed == [["make", name] for name in phony.split()[1:]]


def test_a_machine_without_venv_gets_one_sentence(tmp_path):
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\n[ "$1" = -c ] || { echo long story; exit 1; }\n')
    python.chmod(0o755)
    said = make("run", f"PYTHON={python}", f"VENV={tmp_path / 'venv'}")
    assert said.returncode == 2
    assert said.stdout == ""
    sentence, *rest = said.stderr.splitlines()
    assert "install Python's venv module" in sentence
    assert [line[:5] for line in rest] == ["make:"]
