# `make serve` and `make test` each set up all they need; either may come first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What runs starts many processes: without bytecode on the disk each of them would compile the whole project.
unexport PYTHONDONTWRITEBYTECODE
# What is imported is compiled when it is first imported, the rest never.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile

.PHONY: serve test test-long browser check style types imports content audit bench bench-desk rasa learn clean

serve: $(VENV)/.run-ready
	$(BIN)/shangmi serve

# What is checked without running keeps one core busy, and the browser is fetched meanwhile.
test: $(VENV)/.test-ready
	$(MAKE) --no-print-directory -j 3 browser check
	$(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder -m "not long"

test-long: $(VENV)/.test-ready
	$(BIN)/python -m pytest -q -n auto --maxprocesses 4 -m long

browser: $(VENV)/.test-ready
	$(BIN)/python -m tests.chromium

check: style types imports content

style: $(VENV)/.test-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test-ready
	$(BIN)/mypy

imports: $(VENV)/.test-ready
	$(BIN)/lint-imports

content: $(VENV)/.test-ready
	$(BIN)/shangmi check

# ADVISORIES=folder: advisories as OSV writes them, nothing is asked of the network. Without it pip-audit is, from
# an environment of its own; where neither can be had, one line says so.
audit: $(VENV)/.test-ready
ifndef ADVISORIES
	-@$(BIN)/python -m venv $(VENV)/audit && $(VENV)/audit/bin/python -m pip --disable-pip-version-check install --quiet pip-audit 2>/dev/null || true
endif
	$(BIN)/python -m tests.house.auditing $(if $(ADVISORIES),--advisories $(ADVISORIES))

bench: $(VENV)/.bench-ready
	$(BIN)/python -m benchmarks

# A peer that does the same work, for `make bench`: two and a half gigabytes, and no Python newer than 3.10.
PYTHON_OF_RASA ?= python3.10
rasa: $(VENV)/.bench-ready
	$(PYTHON_OF_RASA) -m venv $(VENV)/rasa
	$(VENV)/rasa/bin/python -m pip --disable-pip-version-check install --quiet --no-compile rasa==3.6.21 wechatpy==1.8.18 jieba==0.42.1

# Fills 1,000, 20,000 and 1,000,000 cases: some 10 GB in TMPDIR, and half an hour.
bench-desk: $(VENV)/.bench-ready
	$(BIN)/python -m benchmarks.desk

learn: $(VENV)/.test-ready
	$(BIN)/python -m intents.learn
	$(BIN)/shangmi learn

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11.5 or newer is needed, this is " + sys.version) if sys.version_info < (3, 11, 5) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run-ready: requirements/run.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements/run.txt
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.test-ready: requirements/test.txt $(VENV)/.run-ready
	$(PIP) --require-hashes -r requirements/test.txt
	touch $@

$(VENV)/.bench-ready: requirements/bench.txt $(VENV)/.test-ready
	$(PIP) --require-hashes -r requirements/bench.txt
	touch $@
