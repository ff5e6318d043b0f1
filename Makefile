# `make demo` and `make test` work as the first command on a fresh machine: .ci/setup brings what they need.

PYTHON := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help demo test test-slow test-all check bench bench-reading kinds fuzz soak fix catalogs lock clean setup

help:  ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "  make %-13s %s\n", $$1, $$2 }'

setup:  # Makes .venv and installs what is missing; says nothing when all is there
	@.ci/setup

demo: catalogs  ## Run the main job on the samples: add, search, packet, verify
	@$(PYTHON) -m samples.demo

test: catalogs  ## Run the tests that take seconds
	$(PYTHON) -m pytest -n auto -m 'not slow'

test-slow: catalogs  ## Run the tests that `make test` leaves out
	$(PYTHON) -m pytest -n auto -m slow

test-all: catalogs  ## Run all tests, the slow ones too
	$(PYTHON) -m pytest -n auto

check: catalogs  ## Check style, types, import directions and documents
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy -p vault -p cli -p samples
	.venv/bin/lint-imports
	$(PYTHON) .ci/documents.py

bench: catalogs  ## Measure against the goals, each beside its comparison
	$(PYTHON) -m tests.bench

bench-reading: catalogs  ## Measure the reading; DATA=FOLDER adds real screens and messages
	$(PYTHON) -m tests.bench.reading $(if $(DATA),--data $(DATA)) $(OPTIONS)

kinds: catalogs  ## Train anew what kinds of evidence are like, and measure it; OPTIONS=--judge only measures
	@$(PYTHON) -c 'import sklearn' 2>/dev/null || \
		$(PYTHON) -m pip install --quiet --group train --constraint .ci/constraints.txt
	$(PYTHON) -m samples.kinds $(OPTIONS)

fuzz: catalogs  ## Feed hostile bytes to every reader, SECONDS of the processor each (60); TARGETS="facts mail" for some
	@$(PYTHON) -c 'import atheris' 2>/dev/null || $(PYTHON) -m pip install --quiet --group fuzz --constraint .ci/constraints.txt || \
		echo 'Atheris is not to be had here: inputs are drawn without being guided.'
	$(PYTHON) -m tests.fuzz --seconds $(or $(SECONDS),60) --seed $(or $(SEED),1) $(TARGETS)

soak: catalogs  ## Break commands at chosen points, RUNS times (500), and look what is lost
	$(PYTHON) -m tests.soak.soaking $(or $(RUNS),500) $(or $(SEED),1)

fix: setup  ## Put style right where that can be done by machine
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .
	$(PYTHON) .ci/documents.py --write

catalogs: setup  ## Compile the translations
	@$(PYTHON) .ci/catalogs.py

lock:  ## Resolve all dependencies anew and pin them
	python3 .ci/lock.py

clean:  ## Remove everything that was made here
	rm -rf .venv demo build dist .coverage .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
