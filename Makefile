# make run    opens the window (without a screen: draws it into build/preview)
# make test   lint, types, import contracts, then the tests
# make fuzz   the properties on examples never drawn before, ten times (ROUNDS=n for more)
# make bench  speed and memory: a table, and build/bench.json (GAMBIT=wheel: against a prerelease of pygambit, not compiled)
# make cover  which lines the tests reach
# make lock   requirements.lock anew from pyproject.toml
SHELL := /bin/bash
BIN := .venv/bin
PREVIEW := build/preview
GUI_TESTS := QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -c tests/window.ini --rootdir . tests/gui tests/journeys
export PYTHON GAMBIT

ROUNDS ?= 10
.PHONY: run test fuzz bench cover lock app lint

run: app
	@if [ "$$(uname -s)" = Linux ] && [ -z "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
		echo "No screen here: drawing the window into $(PREVIEW) instead."; \
		QT_QPA_PLATFORM=offscreen $(BIN)/turnout render --to $(PREVIEW); \
	else \
		$(BIN)/turnout; \
	fi

app:
	@bash .ci/setup.sh app

lint: app
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	@bash .ci/setup.sh model
	.venv-model/bin/python -m pytest -q tests/model
	$(GUI_TESTS) tests/test_house.py

fuzz: app
	@for round in $$(seq $(ROUNDS)); do \
		$(BIN)/python -m pytest -q -m hypothesis --hypothesis-profile new tests/model && \
		$(GUI_TESTS) -q -m hypothesis --hypothesis-profile new || exit 1; \
	done

bench: app
	@bash .ci/setup.sh bench || echo "Without pygambit: its comparison is left out."
	@TURNOUT_GAMBIT_PYTHON=$$(ls .venv-bench/bin/python 2>/dev/null) \
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench.run --to build/bench.json

cover: app
	$(BIN)/python -m pytest -q --cov tests/model
	$(GUI_TESTS) tests/test_house.py -q --cov --cov-append --cov-report term-missing:skip-covered

lock:
	bash .ci/lock.sh
