# Every command makes what it needs: `make demo` and `make test` work in a fresh clone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint types docs build train hanlp check clean

demo: $(READY)  ## read a report laid out like a newspaper page, print what it promises
	@$(BIN)/lvliang-nlp demo

test: $(READY)  ## all tests
	$(BIN)/python -m pytest -q

lint: $(READY)
	$(BIN)/ruff check .

types: $(READY)  ## mypy strict, with the pydantic plugin
	$(BIN)/mypy

docs: $(READY)  ## the code in *.md and docs/, the examples in docstrings, and the site of them in build/docs
	$(BIN)/python -m pytest -q tests/test_docs.py
	$(BIN)/python -m pytest -q --doctest-modules lvliang_nlp
	$(BIN)/sphinx-build -W --keep-going -q docs build/docs

build: $(READY)  ## sdist and wheel in dist/
	rm -rf dist
	$(BIN)/python -m build -q

SHARED ?= ../shared
RUNS := build/training
train: $(READY)  ## the tagger from the reports and the gold in $(SHARED); needs the extra `train`
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[train]'
	mkdir -p $(RUNS)
	$(BIN)/python training/pretrain.py $(SHARED) --epochs 3 -o $(RUNS)/encoder.pt
	for seed in 1 2 3 4; do \
	  $(BIN)/python training/train.py $(SHARED) --encoder $(RUNS)/encoder.pt --seed $$seed -o $(RUNS)/teacher$$seed.npz || exit 1; \
	done
	$(BIN)/python training/silver.py $(SHARED) $(RUNS)/teacher*.npz -o $(RUNS)/silver.jsonl
	$(BIN)/python training/train.py $(SHARED) --encoder $(RUNS)/encoder.pt --silver $(RUNS)/silver.jsonl --epochs 15 --seed 2 \
	  -o lvliang_nlp/data/tagger.npz

hanlp: $(VENV)/.hanlp  ## the extra hanlp, with torch for a CPU: its tests run then
$(VENV)/.hanlp: $(READY)
	$(BIN)/python -m pip install -q --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[hanlp]'
	@touch $@

check: test lint types docs build

clean:
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Installed anew only when pyproject.toml changes.
$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@
