# Everything a newcomer needs: `make demo` to see it, `make test` to check it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOME_FOLDER := .demo
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all:

.PHONY: demo test check lint fast soak clean lock corpus

demo: $(VENV)/runtime.installed  ## Index the sample corpus, search it, and serve http://127.0.0.1:8000
	$(BIN)/lessons index corpus --home $(HOME_FOLDER)
	$(BIN)/lessons search "cantonment of combatants" --size 3 --home $(HOME_FOLDER)
	$(BIN)/lessons serve --home $(HOME_FOLDER)

test: $(VENV)/test.installed lint  ## Everything CI runs: linters, types, all tests
	$(BIN)/python -m pytest -n auto --dist loadgroup

fast: $(VENV)/test.installed  ## The tests without browsers, kills and fuzzing
	$(BIN)/python -m pytest -n auto --dist loadgroup -m "not slow"

soak: $(VENV)/test.installed  ## 100,000 hostile queries and 10,000 states of the facets: an hour
	LESSONS_SOAK=1 $(BIN)/python -m pytest -n auto --timeout 7200 tests/lessons/search/test_hostile_queries.py \
	  tests/lessons/search/test_facet_counts.py

lint: $(VENV)/test.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: test

$(VENV)/python.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "lessons needs Python 3.11 or newer: make demo PYTHON=python3.12" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/runtime.installed: requirements/runtime.txt pyproject.toml | $(VENV)/python.made
	$(INSTALL) --require-hashes --requirement requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/test.installed: requirements/test.txt pyproject.toml | $(VENV)/python.made
	$(INSTALL) --require-hashes --requirement requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $@

lock:  ## Pin all dependencies anew (needs uv)
	uv pip compile pyproject.toml requirements/build.in --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --output-file requirements/runtime.txt
	uv pip compile pyproject.toml requirements/build.in --all-extras --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --output-file requirements/test.txt

corpus: $(VENV)/test.installed  ## Make the binary documents of the sample corpus anew
	$(BIN)/python tests/sample_corpus/build.py

clean:
	rm -rf $(VENV) $(HOME_FOLDER) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
