# One command each; `make help` lists them. The environment lies in .venv and is made only when a lock changed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
SOURCES := bot storage tests tools $(wildcard benchmarks)
ARGS ?=

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help setup setup-dev setup-bench demo test fuzz torture check lint types imports size locks docs docs-check bench format lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- the environment -------------------------------------------------------------------------------------------

setup: $(VENV)/.runtime $(VENV)/.project ## make the environment, in .venv
	@:

setup-dev: $(VENV)/.dev $(VENV)/.project ## make it with what tests and checks need
	@:

# What keeps this machine from making an environment, in one line; nothing if nothing does.
trouble = $(shell \
	command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: apt install python3 python3-venv"; exit; }; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed and $(PYTHON) is older: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit; }; \
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || echo "python3-venv is missing: apt install python3-venv")

$(BIN)/python:
	$(if $(trouble),$(error $(trouble)))
	@echo "making $(VENV) with $$($(PYTHON) -V)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock | $(BIN)/python
	@echo "installing what the desk needs"
	@$(PIP) install --require-hashes -r $<
	@touch $@

# The development lock holds the whole runtime lock, so that one pass serves both stamps.
$(VENV)/.dev: requirements-dev.lock | $(BIN)/python
	@echo "installing what the desk, its tests and its checks need"
	@$(PIP) install --require-hashes -r $<
	@touch $(VENV)/.runtime $@

# The build backend comes from the lock: no build isolation, so nothing else is fetched.
$(VENV)/.project: pyproject.toml | $(VENV)/.runtime
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# --- the product ----------------------------------------------------------------------------------------------

demo: setup ## the whole product on one page; ARGS="--script FILE" plays a story
	@$(BIN)/baoxiu demo $(ARGS)

bench: setup-dev setup-bench ## the fixed mix of messages, measured; ARGS="--quick --write"
	@$(BIN)/python -m benchmarks $(ARGS)

# Peers and plots in an environment of their own; without them (no C compiler, say) the rest is measured all the same.
setup-bench: | $(BIN)/python ## what the bench measures the product beside
	@$(MAKE) --no-print-directory $(VENV)/bench/.done || echo "the bench goes on without its peers from outside"

$(VENV)/bench/.done: requirements-bench.lock | $(BIN)/python
	@echo "installing what the bench compares with"
	@$(BIN)/python -m venv $(VENV)/bench
	@$(VENV)/bench/bin/python -m pip --disable-pip-version-check --no-input --quiet install --require-hashes -r $<
	@touch $@

docs: setup ## draw again what is generated under docs/
	@$(BIN)/baoxiu flows --draw docs/flows
	@$(BIN)/python tools/clauses_page.py

# --- tests and checks -----------------------------------------------------------------------------------------

# Coverage is for the whole: a picked few tests are run without it.
test: setup-dev ## run every test; ARGS="-k name" picks some
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(if $(ARGS),$(ARGS),--cov --cov-report=term:skip-covered)

fuzz: setup-dev ## 2,000 random talks of each flow through desk and store (`make test` plays 200)
	@TESTS_SEQUENCES=$(or $(SEQUENCES),2000) $(BIN)/python -m pytest -n 2 --dist worksteal --no-cov tests/decisions/test_any_sequence.py

torture: setup-dev ## kill desks at work and look for losses; KILLS=1000 SEED=7
	@$(BIN)/python -m tests.torture --kills $(or $(KILLS),20) $(if $(SEED),--seed $(SEED)) $(ARGS)

check: lint types imports size locks docs-check ## everything that needs no running: style, types, layers, sizes, locks, docs

lint: setup-dev ## ruff's rules and format
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)

types: setup-dev ## mypy, strict
	@$(BIN)/mypy

imports: setup-dev ## which way imports point
	@$(BIN)/lint-imports --no-logo

size: setup-dev ## lengths of functions and files
	@$(BIN)/python tools/size_report.py

locks: setup-dev ## the locks fit pyproject.toml and name no address
	@$(BIN)/python tools/lock_check.py

docs-check: setup ## generated docs are as fresh as the code
	@$(BIN)/baoxiu flows --draw docs/flows --check
	@$(BIN)/python tools/clauses_page.py --check

format: setup-dev ## mend what ruff can mend
	@$(BIN)/ruff check --fix $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)

# --- upkeep ---------------------------------------------------------------------------------------------------

# uv resolves for every supported Python at once; it lives apart, for nothing else needs it. UPGRADE=--upgrade moves the pins.
LOCK := $(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header $(UPGRADE)

lock: | $(BIN)/python ## resolve the dependencies again, into the three locks
	@test -x $(VENV)/lock/bin/uv || { $(BIN)/python -m venv $(VENV)/lock && $(VENV)/lock/bin/pip install --quiet uv; }
	@$(LOCK) pyproject.toml --group build --output-file requirements.lock >/dev/null
	@$(LOCK) pyproject.toml --group build --group dev --constraint requirements.lock \
		--output-file requirements-dev.lock >/dev/null
	@$(LOCK) --group pyproject.toml:bench --output-file requirements-bench.lock >/dev/null

clean: ## remove the environment and what tools left behind
	@rm -rf $(VENV) .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache .coverage .coverage.* htmlcov
