# make setup | demo | test | check-all    (all German output; needs Python 3.11+, make and gcc)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO_HOME := .demo-home
SHARED ?= ../shared

.PHONY: setup setup-dev serve screenshots demo test lint check-all eval constraints clean

setup: $(VENV)/.stamp-setup
setup-dev: $(VENV)/.stamp-dev

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.stamp-setup: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.stamp-dev: $(VENV)/.stamp-setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[transformer,dev]"
	touch $@

demo: setup
	$(BIN)/kim index --home $(DEMO_HOME)
	$(BIN)/kim ask --home $(DEMO_HOME) "Was zahlt das Land höchstens für eine Koordinationsstelle im Jahr?"

serve: setup
	$(BIN)/kim index --home $(DEMO_HOME)
	$(BIN)/kim serve --home $(DEMO_HOME)

screenshots: setup-dev
	$(BIN)/python -m tests.http.screenshots

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

test: lint
	KIM_SHARED=$(SHARED) $(BIN)/pytest -m "not lang"

check-all: lint
	KIM_SHARED=$(SHARED) $(BIN)/pytest

eval: setup-dev
	KIM_SHARED=$(SHARED) $(BIN)/python -m evals.figures

constraints: setup-dev
	(head -1 constraints.txt; $(BIN)/python -m pip freeze --exclude-editable | sed 's/+cpu$$//' | LC_ALL=C sort -f) > constraints.neu
	mv constraints.neu constraints.txt

clean:
	rm -rf $(DEMO_HOME) build dist .pytest_cache .mypy_cache .ruff_cache
