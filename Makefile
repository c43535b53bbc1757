# Needs python3 (3.11 or newer, with venv), pip and make; everything else goes into $(VENV).

PYTHON ?= python3
VENV ?= .venv
ARGS ?= run sales-marketing-weekly

BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# One process for each processor; the tests of a file stay together.
SPREAD := -n auto --dist loadfile

.PHONY: help run test check cover crash picture schema clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

run: $(STAMP) ## open the weekly meeting; make run ARGS="actions" runs any other command
	@$(BIN)/meetingtui $(ARGS)

test: $(STAMP) ## run the tests; make test ARGS="-k store" passes options on to pytest
	@$(BIN)/python -m pytest $(SPREAD) $(if $(filter command line,$(origin ARGS)),$(ARGS))

check: $(STAMP) ## lint, formatting and types
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy --strict

cover: $(STAMP) ## run what tests the house without its faces, and count the branches covered
	@$(BIN)/python -m pytest $(SPREAD) --ignore=tests/tui --ignore=tests/terminal --cov --cov-report=term

crash: $(STAMP) ## kill, starve and damage the store at length; takes some minutes
	@CRASH=long $(BIN)/python -m pytest -q tests/crash

picture: $(STAMP) ## draw the README's picture of the live screen again
	@mkdir -p docs
	@$(BIN)/python -m meetingtui.tui.picture docs/live.svg

schema: $(STAMP) ## write the JSON Schema of exported minutes again
	@$(BIN)/python -c 'from meetingtui.reports.json_shape import schema_text; print(schema_text(), end="")' > docs/minutes.schema.json

clean: ## remove the environment and all caches
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage htmlcov build dist

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "meetingtui needs Python 3.11 or newer; name one with make PYTHON=python3.12" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || \
		{ echo "$(PYTHON) -m venv $(VENV) failed: install Python's venv module (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }
	@echo "installing meetingtui into $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@
